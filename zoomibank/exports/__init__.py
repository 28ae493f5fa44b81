"""The catalogue in machine-readable forms."""
