"""headwater shows, for every claim in a set of articles, on whose word it stands.

``case = headwater.trace(["folder", "article.html"])`` reads articles and gives a ``Case``.
"""
