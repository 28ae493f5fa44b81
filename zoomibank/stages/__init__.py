"""The stages of a build that need several wings: what `pipeline` puts in a row."""
