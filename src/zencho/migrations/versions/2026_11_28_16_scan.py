"""What is held until it was looked for viruses in."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_16_scan"
down_revision = "2026_11_28_15_wopi"

TABLES = """
ALTER TABLE thing ADD COLUMN held boolean NOT NULL DEFAULT false;
CREATE TABLE held_file (
    thing_id uuid CONSTRAINT pk_held_file PRIMARY KEY,
    anchor integer NOT NULL,
    why text NOT NULL DEFAULT 'waits',
    virus text,
    tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    silent_since timestamptz,
    asked_by uuid NOT NULL,
    CONSTRAINT fk_held_file_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_held_file_due_at ON held_file (due_at);
"""

# The worker has opened nothing yet when it asks what is to be done: ids, and nothing of what was sent.
FUNCTIONS = """
-- The next that is due, which is nobody else's until `again`: where whoever took it dies, it is due then.
CREATE FUNCTION scanning_take(moment timestamptz, again timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE held_file SET due_at = $2, tries = tries + 1 WHERE thing_id = (
        SELECT thing_id FROM held_file WHERE due_at <= $1 AND why <> 'found'
        ORDER BY due_at, thing_id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING thing_id
$$;

-- Nothing answers: what waits is tried again, later each time -> what waits without an answer from now on.
CREATE FUNCTION scanning_silent(moment timestamptz)
RETURNS TABLE (thing uuid, folder uuid, since timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH later AS (
        UPDATE held_file
        SET due_at = $1 + least(interval '5 min', greatest(interval '1 min', ($1 - silent_since) / 4))
        WHERE why = 'waits' AND silent_since IS NOT NULL),
    fresh AS (
        UPDATE held_file SET due_at = $1 + interval '1 min', silent_since = coalesce(
            (SELECT min(silent_since) FROM held_file WHERE silent_since IS NOT NULL), $1)
        WHERE why = 'waits' AND silent_since IS NULL RETURNING thing_id, silent_since)
    SELECT f.thing_id, n.folder, f.silent_since FROM fresh f JOIN node n ON n.thing_id = f.thing_id
$$;

-- It answers again: what waited is due now -> what waited without an answer.
CREATE FUNCTION scanning_answers(moment timestamptz)
RETURNS TABLE (thing uuid, folder uuid, since timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH before AS (SELECT thing_id, silent_since FROM held_file WHERE silent_since IS NOT NULL FOR UPDATE),
    due AS (
        UPDATE held_file h SET silent_since = NULL, due_at = CASE WHEN why = 'waits' THEN $1 ELSE due_at END
        FROM before b WHERE b.thing_id = h.thing_id)
    SELECT b.thing_id, n.folder, b.silent_since FROM before b JOIN node n ON n.thing_id = b.thing_id
$$;

REVOKE EXECUTE ON FUNCTION scanning_take, scanning_silent, scanning_answers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scanning_take, scanning_silent, scanning_answers TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(wall.by_anchor("held_file"))
    op.execute(FUNCTIONS)
