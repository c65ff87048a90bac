"""Uploads that can be gone on with: personal, and forgotten by the clock."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_01_uploads"
down_revision = "2026_11_23_16_notice_finish"

TABLE = """
CREATE TABLE upload (
    id uuid CONSTRAINT pk_upload PRIMARY KEY,
    person integer NOT NULL,
    target uuid NOT NULL CONSTRAINT fk_upload_target REFERENCES thing ON DELETE CASCADE,
    replaces boolean NOT NULL,
    revision integer,
    based_on integer,
    name text NOT NULL,
    metadata_told text NOT NULL,
    size_bytes bigint NOT NULL,
    offset_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    blob_id uuid,
    made uuid,
    outcome text,
    as_version integer,
    begun_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_upload_target ON upload (target);
CREATE INDEX ix_upload_blob_id ON upload (blob_id);
CREATE INDEX ix_upload_expires_at ON upload (expires_at);
CREATE INDEX ix_upload_unfinished ON upload (person) WHERE made IS NULL;
"""

# Uploads belong to whoever makes them; the clock may forget them, and learns only whose bytes may go.
FUNCTION = """
CREATE FUNCTION drive_forget_uploads(before timestamptz, most integer)
RETURNS TABLE (upload_id uuid, blob_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM upload WHERE ctid = ANY (
        ARRAY (SELECT ctid FROM upload WHERE expires_at < $1 ORDER BY expires_at LIMIT $2))
    RETURNING id, blob_id
$$;
REVOKE EXECUTE ON FUNCTION drive_forget_uploads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_forget_uploads TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(wall.by_person("upload"))
    op.execute(FUNCTION)
