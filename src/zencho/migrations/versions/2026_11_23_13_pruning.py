"""Finding and forgetting what is old, and which bytes are named by a row."""

from alembic import op

revision = "2026_11_23_13_pruning"
down_revision = "2026_11_23_12_own_places"

INDEXES = """
CREATE INDEX ix_topic_event_at ON topic_event (at);
CREATE INDEX ix_idempotency_at ON idempotency (at);
CREATE INDEX ix_document_image_blob_id ON document_image (blob_id);
"""

# Which of these blobs any row names. The wall hides the rows from whoever asks by the clock, and to miss one
# would remove what people keep: so it looks, with the owner's rights, at each column called `blob_id` that
# there is, also of tables that come later.
FUNCTIONS = """
CREATE FUNCTION list_named_blobs(ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    holder regclass;
BEGIN
    FOR holder IN
        SELECT a.attrelid::regclass FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attname = 'blob_id' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    LOOP
        RETURN QUERY EXECUTE format('SELECT DISTINCT blob_id FROM %s WHERE blob_id = ANY ($1)', holder)
            USING ids;
    END LOOP;
END $$;

-- Answers belong to whoever asked; the clock may forget them without reading one.
CREATE FUNCTION forget_answers(before timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM idempotency WHERE ctid = ANY (
            ARRAY (SELECT ctid FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)) RETURNING 1)
    SELECT count(*) FROM gone
$$;

REVOKE EXECUTE ON FUNCTION list_named_blobs, forget_answers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_named_blobs, forget_answers TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(INDEXES)
    op.execute(FUNCTIONS)
