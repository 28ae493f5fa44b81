"""From the disk to checked entries."""
