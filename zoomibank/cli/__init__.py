"""The command line."""

from zoomibank.cli.main import commands, main

__all__ = ["commands", "main"]
