"""The room `entities`."""
