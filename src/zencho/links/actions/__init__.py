"""What changes links and what comes by them: one file for those who make them, one for those who use them."""
