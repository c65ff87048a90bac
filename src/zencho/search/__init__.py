"""One search over everything one may see: an index of names and text, filled after each change."""
