"""What all readers of Office files share: opening them safely, names of parts, numbers of lists."""
