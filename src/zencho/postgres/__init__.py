"""The embedded PostgreSQL: where its cluster lies, who may sign in to it, and the supervisor that runs it."""
