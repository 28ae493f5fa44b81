"""Outputs to disk, all or nothing."""
