"""What clients and their owners do: app passwords, locks, properties, and acts of the drive by paths."""
