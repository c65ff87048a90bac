"""How alembic runs the chain: on the connection that `zencho.kernel.migrate` holds the lock with."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
