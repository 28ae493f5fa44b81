"""Pages that show the bank as a whole, or an entry beside it: a room for each."""
