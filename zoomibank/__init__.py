"""zoomibank: a bank of good practices, from Markdown files to a checked static site."""
