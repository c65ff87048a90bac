"""What was typed together, behind the wall."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_23_07_coedit"
down_revision = "2026_11_23_06_drive"

TABLES = """
CREATE TABLE coedit_update (
    thing_id uuid NOT NULL,
    seq bigint NOT NULL,
    anchor integer NOT NULL,
    payload bytea NOT NULL,
    author uuid NOT NULL,
    session_id uuid NOT NULL,
    client_id bigint NOT NULL,
    n bigint NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_coedit_update PRIMARY KEY (thing_id, seq),
    CONSTRAINT fk_coedit_update_thing FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE coedit_snapshot (
    thing_id uuid CONSTRAINT pk_coedit_snapshot PRIMARY KEY,
    anchor integer NOT NULL,
    seq bigint NOT NULL,
    state bytea NOT NULL,
    state_vector bytea NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT fk_coedit_snapshot_thing FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE coedit_client (
    thing_id uuid NOT NULL,
    client_id bigint NOT NULL,
    anchor integer NOT NULL,
    person uuid,
    n bigint NOT NULL,
    CONSTRAINT pk_coedit_client PRIMARY KEY (thing_id, client_id),
    CONSTRAINT fk_coedit_client_thing FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("coedit_update", "coedit_snapshot", "coedit_client"):
        op.execute(wall.by_anchor(table))
