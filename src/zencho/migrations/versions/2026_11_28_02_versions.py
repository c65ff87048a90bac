"""Every version of a file, and who edits one outside: tables, wall, and four functions that look behind it.

Each file that is there becomes its own version 1, made when its bytes came: on adding or the last replacing.
"""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_02_versions"
down_revision = "2026_11_28_01_uploads"

TABLES = """
CREATE TABLE version (
    thing_id uuid NOT NULL,
    number integer NOT NULL,
    anchor integer NOT NULL,
    blob_id uuid NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    how text NOT NULL,
    based_on integer,
    name text,
    kept boolean NOT NULL DEFAULT false,
    linked boolean NOT NULL DEFAULT false,
    aside boolean NOT NULL DEFAULT false,
    waits boolean NOT NULL DEFAULT false,
    made_by uuid,
    made_at timestamptz NOT NULL,
    CONSTRAINT pk_version PRIMARY KEY (thing_id, number),
    CONSTRAINT fk_version_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_version_blob_id ON version (blob_id);
CREATE INDEX ix_version_made_at ON version (made_at);
CREATE TABLE editing (
    thing_id uuid NOT NULL,
    person uuid NOT NULL,
    anchor integer NOT NULL,
    version integer NOT NULL,
    since timestamptz NOT NULL,
    CONSTRAINT pk_editing PRIMARY KEY (thing_id, person),
    CONSTRAINT fk_editing_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_editing_since ON editing (since);
ALTER TABLE node ADD version integer;
"""

# The record knows when the bytes of a file came: `modified_at` moves with its name and label too.
FIRST = """
INSERT INTO version (thing_id, number, anchor, blob_id, size_bytes, sha256, media_type, how, made_by, made_at)
SELECT n.thing_id, 1, n.anchor, n.blob_id, n.size_bytes, n.sha256, n.media_type,
    CASE WHEN r.at IS NULL THEN 'added' ELSE 'replaced' END,
    CASE WHEN r.at IS NULL THEN n.created_by ELSE r.actor_id END,
    coalesce(r.at, n.created_at)
FROM node n
LEFT JOIN (
    SELECT DISTINCT ON (ref) ref, at, actor_id FROM audit_entry
    WHERE action = 'file.replace' AND decision = 'done' ORDER BY ref, at DESC
) r ON r.ref = 'file:' || n.thing_id
WHERE n.blob_id IS NOT NULL;
UPDATE node SET version = 1 WHERE blob_id IS NOT NULL;
"""

FUNCTIONS = f"""
-- Versions that go by age -> how many. What is current, kept, named, linked or beside stays, and so does the
-- last of each day. The clock may not read them, only let them go.
CREATE FUNCTION drive_forget_versions(older timestamptz, zone text, moment timestamptz, most integer)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH due AS (
        SELECT v.thing_id, v.number FROM version v JOIN node n ON n.thing_id = v.thing_id
        WHERE v.made_at < $1 AND v.number <> n.version
            AND NOT (v.kept OR v.linked OR v.aside) AND v.name IS NULL
            AND EXISTS (
                SELECT FROM version later
                WHERE later.thing_id = v.thing_id AND later.number > v.number AND NOT later.aside
                    AND (later.made_at AT TIME ZONE $2)::date = (v.made_at AT TIME ZONE $2)::date)
        ORDER BY v.made_at LIMIT $4 FOR UPDATE OF v SKIP LOCKED),
    gone AS (
        DELETE FROM version v USING due WHERE v.thing_id = due.thing_id AND v.number = due.number
        RETURNING v.blob_id),
    freed AS (
        INSERT INTO freed_blob (blob_id, at) SELECT DISTINCT blob_id, $3 FROM gone
        ON CONFLICT (blob_id) DO UPDATE SET at = excluded.at)
    SELECT count(*) FROM gone
$$;

-- Freed bytes that no row names, to be removed now. Those that are named after all are not freed any more.
CREATE FUNCTION drive_take_freed(before timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    freed uuid[];
BEGIN
    WITH taken AS (DELETE FROM freed_blob f WHERE f.at < before RETURNING f.blob_id)
    SELECT array_agg(blob_id) INTO freed FROM taken;
    RETURN QUERY SELECT unnest(freed) EXCEPT SELECT list_named_blobs(freed);
END $$;

-- A link was handed on by somebody who may only read: that version stays, where it is open for reading.
CREATE FUNCTION drive_link_version(thing uuid, wanted integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE version SET linked = true WHERE thing_id = $1 AND number = $2 AND {wall.READABLE} RETURNING true
$$;

-- Marks that were never ended -> which things' they were, and in which folder.
CREATE FUNCTION drive_end_editing(before timestamptz) RETURNS TABLE (thing uuid, folder uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM editing e USING node n WHERE n.thing_id = e.thing_id AND e.since < $1
    RETURNING e.thing_id, n.folder
$$;

REVOKE EXECUTE ON FUNCTION drive_forget_versions, drive_take_freed, drive_link_version, drive_end_editing
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_link_version TO zencho_app;
GRANT EXECUTE ON FUNCTION drive_forget_versions, drive_take_freed, drive_end_editing TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(FIRST)
    op.execute(wall.by_anchor("version"))
    op.execute(wall.by_anchor("editing"))
    op.execute(FUNCTIONS)
