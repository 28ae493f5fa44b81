"""From the catalogue to pages and HTML."""
