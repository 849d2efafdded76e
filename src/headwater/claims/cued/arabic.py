class Arabic:
    def __init__(self, clause): pass
    def read(self): return []
