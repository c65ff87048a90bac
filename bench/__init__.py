"""What 16,000 people do, each beside a peer or a limit measured in the same run. `make bench ONE=name`."""
