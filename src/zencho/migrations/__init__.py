"""One dated chain of migrations. Each is tested up from the last; none loses data."""
