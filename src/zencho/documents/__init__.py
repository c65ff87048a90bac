"""Pages written together: their text, where it comes from, and who is writing."""
