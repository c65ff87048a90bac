"""What may be read of sessions and credentials: one's own, and nobody else's."""
