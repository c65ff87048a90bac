"""Live connections: one socket per tab, topics that are Refs, presence, catch-up and the cut."""
