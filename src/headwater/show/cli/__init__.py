"""The command line. Every command is thin: it reads options, calls one function, prints what that gives."""

from headwater.show.cli.kept_methods import keep_methods

keep_methods()  # before any row class is imported
