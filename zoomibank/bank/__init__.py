"""What follows from the whole bank."""
