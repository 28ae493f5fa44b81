"""The register of good practices: its pages and tables, read as fields of ours."""
