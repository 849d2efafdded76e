"""The room `providers`."""
