"""The kernel's tables, and what each login may do by default."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "2026_11_23_01_kernel"
down_revision = None

DDL = """
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zencho_app, zencho_worker;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO zencho_app, zencho_worker;
GRANT USAGE ON SCHEMA public TO zencho_app, zencho_worker;

CREATE TABLE outbox (
    id bigserial CONSTRAINT pk_outbox PRIMARY KEY,
    xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    name text NOT NULL,
    topics text[] NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL,
    request_id uuid NOT NULL
);
CREATE INDEX ix_outbox_order ON outbox (xid, id);
CREATE TABLE topic (ref text CONSTRAINT pk_topic PRIMARY KEY, seq bigint NOT NULL);
CREATE TABLE topic_event (
    ref text NOT NULL,
    seq bigint NOT NULL,
    outbox_id bigint NOT NULL,
    name text NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_topic_event PRIMARY KEY (ref, seq)
);
CREATE INDEX ix_topic_event_outbox_id ON topic_event (outbox_id);
CREATE TABLE dispatched (
    single boolean DEFAULT true CONSTRAINT pk_dispatched PRIMARY KEY
        CONSTRAINT ck_dispatched_single CHECK (single),
    last_xid bigint NOT NULL,
    last_id bigint NOT NULL
);
INSERT INTO dispatched (last_xid, last_id) VALUES (0, 0);
CREATE TABLE idempotency (
    actor_id uuid NOT NULL,
    key text NOT NULL,
    request text NOT NULL,
    status smallint,
    body bytea,
    at timestamptz NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (actor_id, key)
);
"""

# procrastinate names its tables without a schema and finds them by the search path of who calls.
JOBS = """
CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO zencho_worker;
SET LOCAL search_path = jobs;
"""


def upgrade() -> None:
    op.execute(DDL)
    op.execute(JOBS)
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    op.execute("SET LOCAL search_path = public")
