"""A fault and how it is told."""
