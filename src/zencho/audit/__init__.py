"""The append-only record of what was done and refused, one canonical entry for each."""
