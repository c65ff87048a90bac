"""What changes the organisation: one file for each noun, and the only writers of its tables."""
