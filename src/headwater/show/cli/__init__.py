"""The command line. Every command is thin: it reads options, calls one function, prints what that gives."""
