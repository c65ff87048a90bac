"""What came from old shares: where each thing lay there, the runs that brought it, and what they could
not."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_05_imports"
down_revision = "2026_11_28_04_bulk"

TABLES = """
CREATE TABLE import (
    id uuid CONSTRAINT pk_import PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    share uuid NOT NULL,
    old_root text NOT NULL,
    started_by uuid,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    state text NOT NULL,
    files_expected integer,
    bytes_expected bigint,
    counts jsonb NOT NULL,
    CONSTRAINT fk_import_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_import_thing_id ON import (thing_id, started_at DESC);
CREATE TABLE import_note (
    import_id uuid NOT NULL CONSTRAINT fk_import_note_import_id REFERENCES import ON DELETE CASCADE,
    number integer NOT NULL,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    old_path text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    CONSTRAINT pk_import_note PRIMARY KEY (import_id, number),
    CONSTRAINT fk_import_note_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_import_note_thing_id ON import_note (thing_id);
CREATE TABLE imported (
    key uuid CONSTRAINT pk_imported PRIMARY KEY,
    above uuid,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    old_path text NOT NULL,
    path_key text NOT NULL,
    segments text[] NOT NULL,
    size_bytes bigint,
    modified_ns bigint,
    sha256 text,
    CONSTRAINT fk_imported_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_imported_thing_id ON imported (thing_id);
CREATE INDEX ix_imported_above ON imported (above);
-- A path may be longer than what a tree of keys takes.
CREATE INDEX ix_imported_path_key ON imported USING hash (path_key);
CREATE INDEX ix_imported_segments ON imported USING gin (segments);
"""

_REACHED = """
    SELECT f.anchor FROM flat f JOIN reach r ON r.container = f.principal
    WHERE r.person = (SELECT nullif(current_setting('zencho.person', true), '')::int)
        AND r.starts <= moment AND moment < r.ends AND moment < f.ends
"""
FUNCTIONS = f"""
-- Ids of what lay at one of these old places exactly, the deepest first, among what the person who asks may
-- reach at all; the gate filters them again.
CREATE FUNCTION import_find_at(keys text[], moment timestamptz, most integer)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.thing_id FROM imported i WHERE i.path_key = ANY ($1) AND i.anchor IN ({_REACHED})
    ORDER BY length(i.path_key) DESC, i.thing_id LIMIT $3
$$;

-- The same for a piece of an old path: `whole` are names in it that are not cut.
CREATE FUNCTION import_find_piece(piece text, whole text[], moment timestamptz, most integer)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.thing_id FROM imported i
    WHERE i.segments @> $2 AND strpos(i.path_key, $1) > 0 AND i.anchor IN ({_REACHED})
    ORDER BY length(i.path_key), i.path_key, i.thing_id LIMIT $4
$$;

-- What an import brought before from one old folder: keys, ids and facts, no names.
CREATE FUNCTION import_known(old_folder uuid)
RETURNS TABLE (key uuid, thing_id uuid, size_bytes bigint, modified_ns bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.key, i.thing_id, i.size_bytes, i.modified_ns FROM imported i WHERE i.above = $1
$$;

-- Which of these names living things of a folder bear, and whose ids they are.
CREATE FUNCTION import_taken(folder uuid, keys text[]) RETURNS TABLE (name_key text, thing_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.name_key, n.thing_id FROM node n
    WHERE n.folder = $1 AND n.name_key = ANY ($2) AND n.binned_at IS NULL
$$;

-- What lies above old places, from each itself (depth 0) upward to the top of its share: ids, no names.
CREATE FUNCTION import_above(keys uuid[])
RETURNS TABLE (start uuid, thing_id uuid, depth integer, is_top boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE up AS (
        SELECT i.key AS start, i.thing_id, i.above, 0 AS depth FROM imported i WHERE i.key = ANY ($1)
        UNION ALL
        SELECT up.start, i.thing_id, i.above, up.depth + 1 FROM up JOIN imported i ON i.key = up.above)
    SELECT start, thing_id, depth, above IS NULL FROM up ORDER BY start, depth
$$;

-- The folders that old shares were ever brought into.
CREATE FUNCTION import_places() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT thing_id FROM import
$$;

-- What an administrator may know of imports into drives she does not see: whose drive, when and how much.
CREATE FUNCTION import_numbers()
RETURNS TABLE (
    id uuid, thing_id uuid, started_by uuid, started_at timestamptz, seen_at timestamptz,
    ended_at timestamptz, state text, files_expected integer, bytes_expected bigint, counts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, thing_id, started_by, started_at, seen_at, ended_at, state, files_expected, bytes_expected,
        counts FROM import ORDER BY started_at DESC, id LIMIT 200
$$;
"""
_NAMES = (
    "import_find_at, import_find_piece, import_known, import_taken, import_above, import_places,"
    " import_numbers"
)
GRANTS = f"""
REVOKE EXECUTE ON FUNCTION {_NAMES} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {_NAMES} TO zencho_app;
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("import", "import_note", "imported"):
        op.execute(wall.by_anchor(table))
    op.execute(FUNCTIONS)
    op.execute(GRANTS)
