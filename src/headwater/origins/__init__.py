"""The room `origins`."""
