"""Bundles: several things as one PDF for paper, and what becomes of each thing."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_07_printing"
down_revision = "2026_11_28_06_links"

TABLES = """
CREATE TABLE bundle (
    id uuid CONSTRAINT pk_bundle PRIMARY KEY,
    person integer NOT NULL,
    person_id uuid NOT NULL,
    session_id uuid NOT NULL,
    title text NOT NULL,
    paper text NOT NULL,
    language text NOT NULL,
    has_numbers boolean NOT NULL,
    has_contents boolean NOT NULL,
    state text NOT NULL,
    trouble text,
    turn integer NOT NULL DEFAULT 0,
    label smallint NOT NULL DEFAULT 1,
    pages integer NOT NULL DEFAULT 0,
    blob_id uuid,
    size_bytes bigint,
    sha256 text,
    began_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_bundle_person ON bundle (person, began_at);
CREATE INDEX ix_bundle_blob_id ON bundle (blob_id);
CREATE INDEX ix_bundle_expires_at ON bundle (expires_at);
CREATE TABLE bundle_part (
    bundle_id uuid NOT NULL CONSTRAINT fk_bundle_part_bundle_id REFERENCES bundle ON DELETE CASCADE,
    place integer NOT NULL,
    person integer NOT NULL,
    thing_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    mark text NOT NULL,
    state text NOT NULL,
    reason text,
    sheets jsonb NOT NULL DEFAULT '[]',
    unshown jsonb NOT NULL DEFAULT '[]',
    size_bytes bigint,
    blob_id uuid,
    CONSTRAINT pk_bundle_part PRIMARY KEY (bundle_id, place)
);
CREATE INDEX ix_bundle_part_blob_id ON bundle_part (blob_id);
"""

# What was kept for its time is forgotten by the clock, whoever's it is: here are the bytes it named.
FUNCTIONS = """
CREATE FUNCTION printing_forget(before timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH old AS (
        SELECT id FROM bundle WHERE expires_at < before ORDER BY expires_at LIMIT most FOR UPDATE),
    pages AS (
        SELECT blob_id FROM bundle_part WHERE bundle_id IN (SELECT id FROM old) AND blob_id IS NOT NULL),
    gone AS (DELETE FROM bundle WHERE id IN (SELECT id FROM old) RETURNING blob_id)
    SELECT blob_id FROM pages UNION ALL SELECT blob_id FROM gone
$$;

-- Whose next step was waiting in the memory of a server that is gone.
CREATE FUNCTION printing_stalled(before timestamptz, most integer)
RETURNS TABLE (id uuid, person_id uuid, session_id uuid, turn integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, person_id, session_id, turn FROM bundle
    WHERE state = 'running' AND changed_at < before ORDER BY changed_at LIMIT most
$$;

REVOKE EXECUTE ON FUNCTION printing_forget, printing_stalled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION printing_forget, printing_stalled TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("bundle", "bundle_part"):
        op.execute(wall.by_person(table))
    op.execute(FUNCTIONS)
