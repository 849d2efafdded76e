"""``python -m headwater``: the command line."""

from headwater.show.cli.app import main

if __name__ == "__main__":
    main()
