"""What may be read of the organisation: the tree, the directory, cards, names, and whom one can pick."""
