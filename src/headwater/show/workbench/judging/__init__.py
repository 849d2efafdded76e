"""Judgements from forms: which a row can be given, what a form comes to, and whether somebody else was quicker."""
