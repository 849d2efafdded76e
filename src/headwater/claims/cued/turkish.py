class Turkish:
    def __init__(self, clause): pass
    def read(self): return []
