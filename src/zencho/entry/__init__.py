"""Processes and the command: the only place that knows everyone."""
