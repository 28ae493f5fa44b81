"""What editors run beside the build."""
