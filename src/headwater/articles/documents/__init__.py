"""Documents to drafts: PDF, Word, OpenDocument and EPUB files, and pictures of text.

In: an ``Item`` whose kind is one of these. Out: one ``Draft`` (an EPUB that is a periodical: one for each
article), or a ``Rejected`` row that says what is wrong with the file. What can go wrong: nothing raises.
Packages are looked at before anything is unpacked; PDFs are read in a process of their own with limits on
time and memory; macros are never run and nothing that a document refers to is loaded.
"""
