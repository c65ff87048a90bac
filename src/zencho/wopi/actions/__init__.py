"""What an editor does with a file it has open, and the tokens it does so by."""
