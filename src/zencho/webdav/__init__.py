"""WebDAV: shared drives as a folder of the machine, for programs that know no page (RFC 4918, class 2)."""
