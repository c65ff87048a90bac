"""What is read for a client, each behind the gate."""
