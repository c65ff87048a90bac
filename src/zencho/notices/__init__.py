"""What rings the bell: shared, mentioned, access asked for and answered, comments."""
