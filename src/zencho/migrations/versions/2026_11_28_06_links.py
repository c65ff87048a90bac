"""Receive links, what was sent by them, and the mark of what came from outside."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_06_links"
down_revision = "2026_11_28_05_imports"

_IN_FOLDER = """FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE"""
TABLES = f"""
ALTER TABLE node ADD COLUMN received_from text, ADD COLUMN received_as text;
CREATE TABLE receive_link (
    id uuid CONSTRAINT pk_receive_link PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    principal integer NOT NULL CONSTRAINT fk_receive_link_principal REFERENCES principal,
    secret_hash bytea NOT NULL CONSTRAINT uq_receive_link_secret_hash UNIQUE,
    passphrase_hash text,
    subject text NOT NULL,
    note text NOT NULL,
    unit uuid,
    most_files integer,
    most_bytes bigint NOT NULL,
    ends_at timestamptz NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    stopped_by uuid,
    stopped_at timestamptz,
    CONSTRAINT fk_receive_link_thing_id_anchor {_IN_FOLDER}
);
CREATE INDEX ix_receive_link_thing_id_made_at ON receive_link (thing_id, made_at);
CREATE INDEX ix_receive_link_principal ON receive_link (principal);
CREATE TABLE reception (
    id uuid CONSTRAINT pk_reception PRIMARY KEY,
    link uuid NOT NULL CONSTRAINT fk_reception_link REFERENCES receive_link ON DELETE CASCADE,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT uq_reception_token_hash UNIQUE,
    begun_at timestamptz NOT NULL,
    number text CONSTRAINT uq_reception_number UNIQUE,
    sender text,
    sent_at timestamptz,
    landed_in uuid,
    CONSTRAINT fk_reception_thing_id_anchor {_IN_FOLDER}
);
CREATE INDEX ix_reception_link ON reception (link);
CREATE INDEX ix_reception_thing_id ON reception (thing_id);
CREATE TABLE received_file (
    id uuid CONSTRAINT pk_received_file PRIMARY KEY,
    reception uuid NOT NULL CONSTRAINT fk_received_file_reception REFERENCES reception ON DELETE CASCADE,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    name text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    blob_id uuid,
    at timestamptz NOT NULL,
    CONSTRAINT fk_received_file_thing_id_anchor {_IN_FOLDER}
);
CREATE INDEX ix_received_file_reception ON received_file (reception);
CREATE INDEX ix_received_file_thing_id ON received_file (thing_id);
CREATE INDEX ix_received_file_blob_id ON received_file (blob_id);
"""

# Who holds a secret is nobody yet: these two say for its hash which ids the gate is to be asked about.
FUNCTIONS = """
CREATE FUNCTION links_find(secret bytea) RETURNS TABLE (link uuid, principal integer, folder uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, receive_link.principal, thing_id FROM receive_link WHERE secret_hash = $1
$$;

CREATE FUNCTION links_find_reception(token bytea)
RETURNS TABLE (reception uuid, link uuid, principal integer, folder uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.id, l.id, l.principal, l.thing_id FROM reception r JOIN receive_link l ON l.id = r.link
    WHERE r.token_hash = $1
$$;

-- What was begun and never sent is forgotten by the clock; its bytes are then named by nothing.
CREATE FUNCTION links_forget_unsent(before timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM reception WHERE id = ANY (
            ARRAY (SELECT id FROM reception WHERE sent_at IS NULL AND begun_at < $1 LIMIT $2))
            AND sent_at IS NULL  -- it may have been sent in this moment
        RETURNING 1)
    SELECT count(*) FROM gone
$$;

REVOKE EXECUTE ON FUNCTION links_find, links_find_reception, links_forget_unsent FROM PUBLIC;
GRANT EXECUTE ON FUNCTION links_find, links_find_reception TO zencho_app;
GRANT EXECUTE ON FUNCTION links_forget_unsent TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("receive_link", "reception", "received_file"):
        op.execute(wall.by_anchor(table))
    op.execute(FUNCTIONS)
