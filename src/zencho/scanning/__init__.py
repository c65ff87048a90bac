"""What comes from outside is looked for viruses in, and held until it is clean."""
