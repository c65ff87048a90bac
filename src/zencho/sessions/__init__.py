"""Who is signed in: sessions, and the ways to begin one."""
