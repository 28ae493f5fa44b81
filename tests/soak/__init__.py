"""Long runs of what `make test` tries briefly: `make soak`."""
