"""Who may come in, and how a browser is known again."""
