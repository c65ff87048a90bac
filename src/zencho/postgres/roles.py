"""The three logins of the database and the one rule about them: only the owner owns.

`zencho_owner` owns the tables and migrates; `zencho_app` and `zencho_worker` own nothing and cannot
bypass row-level security, or the second wall would be paint. The same SQL is applied to the embedded
cluster at each start and printed by `zencho doctor` for a server run by somebody else.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from zencho.postgres.place import get_secret

DATABASE = "zencho"
SUPERUSER = "postgres"
OWNER, APP, WORKER = "zencho_owner", "zencho_app", "zencho_worker"
TRUSTLESS = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT"


@dataclass(frozen=True)
class Dsns:
    """Connection strings, one for each login. They hold passwords: never log them."""

    owner: str
    app: str
    worker: str


@dataclass(frozen=True)
class RoleFault:
    """Something wrong with a login: `fault` is closed, superuser, bypasses, owns, or inherits
    (powers of the role `through`)."""

    role: str
    fault: str
    through: str = ""


def socket_dsn(role: str, password: str, database: str, socket: Path) -> str:
    """A connection string through a socket folder; the port is said so that PGPORT is not heard."""
    rest = urlencode({"host": str(socket), "port": "5432"})
    return f"postgresql://{role}:{quote(password, safe='')}@/{database}?{rest}"


def ensure_roles(superuser_dsn: str, data: Path, socket: Path) -> Dsns:
    """Make the roles and the database of an embedded cluster, or put them right again -> Dsns."""
    secrets = {role: get_secret(data, role) for role in (OWNER, APP, WORKER)}
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, password in secrets.items():
            verb, name = sql.SQL("ALTER" if role in known else "CREATE"), sql.Identifier(role)
            statement = sql.SQL("{} ROLE {} " + TRUSTLESS + " PASSWORD {}")
            connection.execute(statement.format(verb, name, sql.Literal(password)))
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if made is None:
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        open_database(superuser_dsn, connection)
    return Dsns(*(socket_dsn(role, secrets[role], DATABASE, socket) for role in (OWNER, APP, WORKER)))


def open_database(superuser_dsn: str, connection: psycopg.Connection) -> None:
    """Let the three logins, and nobody else, into the database; said again at each start."""
    for statement in database_grants():
        connection.execute(statement)
    with psycopg.connect(superuser_dsn, dbname=DATABASE, autocommit=True) as inside:
        for statement in schema_grants():
            inside.execute(statement)


def database_grants() -> list[str]:
    """Statements for the database itself, run by a superuser."""
    return [
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP}, {WORKER}",
    ]


def schema_grants() -> list[str]:
    """Statements run inside the database by a superuser; what may be read in it, migrations say."""
    return [
        f"ALTER SCHEMA public OWNER TO {OWNER}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {APP}, {WORKER}",
    ]


def roles_sql() -> str:
    """The SQL an administrator runs (psql, as a superuser) on a server of their own."""
    lines = [f"CREATE ROLE {role} {TRUSTLESS} PASSWORD '…';" for role in (OWNER, APP, WORKER)]
    lines.append(f"CREATE DATABASE {DATABASE} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0;")
    lines += [f"{statement};" for statement in database_grants()]
    lines.append(f"\\connect {DATABASE}")
    lines += [f"{statement};" for statement in schema_grants()]
    return "\n".join(lines)


def list_role_faults(dsns: Dsns) -> list[RoleFault]:
    """What is wrong with the logins that serve requests and jobs; empty when all is well."""
    faults = []
    for name, dsn in (("app", dsns.app), ("worker", dsns.worker), ("owner", dsns.owner)):
        if not dsn:  # libpq would take an empty one for the defaults of whoever runs us
            faults.append(RoleFault(name, "closed"))
            continue
        try:
            with psycopg.connect(dsn, connect_timeout=5) as connection:
                faults += _list_powers(connection, name)
        except psycopg.OperationalError:
            faults.append(RoleFault(name, "closed"))
    return faults


def _list_powers(connection: psycopg.Connection, name: str) -> list[RoleFault]:
    row = connection.execute(
        """
        SELECT rolsuper, rolbypassrls,
               EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                       WHERE c.relowner = r.oid AND n.nspname NOT LIKE 'pg\\_%' ESCAPE '\\'),
               ARRAY(SELECT o.rolname FROM pg_roles o
                     WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER')
                     AND (o.rolsuper OR o.rolbypassrls OR EXISTS (
                         SELECT FROM pg_class c WHERE c.relowner = o.oid AND c.relkind IN ('r', 'p'))))
        FROM pg_roles r WHERE rolname = current_user
        """
    ).fetchone()
    assert row is not None  # the role we are connected as exists
    is_superuser, is_bypassing, is_owning, above = row
    faults = []
    if is_superuser:
        faults.append(RoleFault(name, "superuser"))
    if is_bypassing:
        faults.append(RoleFault(name, "bypasses"))
    if name != "owner" and is_owning:
        faults.append(RoleFault(name, "owns"))
    # A superuser is a member of every role: that fault says it already.
    if name != "owner" and not is_superuser:
        faults += [RoleFault(name, "inherits", through) for through in above]
    return faults
