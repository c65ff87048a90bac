"""What all readers of Office files share: opening them safely, names of their parts, their list numbers."""
