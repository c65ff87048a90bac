"""What changes sessions and credentials: one file for each way of signing in, and the only writers."""
