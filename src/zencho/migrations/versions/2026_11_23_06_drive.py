"""The drive's tables, their wall, and four functions that look behind it for ids and counts only."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_23_06_drive"
down_revision = "2026_11_23_05_sessions"

TABLES = """
CREATE TABLE node (
    thing_id uuid CONSTRAINT pk_node PRIMARY KEY,
    anchor integer NOT NULL,
    kind text NOT NULL,
    folder uuid,
    root text,
    owner uuid,
    rank smallint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    find_key text NOT NULL,
    grams text[] NOT NULL,
    size_bytes bigint,
    media_type text,
    blob_id uuid,
    sha256 text,
    revision integer NOT NULL DEFAULT 1,
    created_by uuid,
    created_at timestamptz NOT NULL,
    modified_by uuid,
    modified_at timestamptz NOT NULL,
    binned_at timestamptz,
    binned_by uuid,
    CONSTRAINT fk_node_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_node_twins ON node (folder, name_key) WHERE binned_at IS NULL;
CREATE INDEX ix_node_by_name ON node (folder, rank, sort_key, thing_id);
CREATE INDEX ix_node_by_time ON node (folder, rank, modified_at DESC, thing_id);
CREATE INDEX ix_node_binned ON node (binned_by, binned_at) WHERE binned_at IS NOT NULL;
CREATE INDEX ix_node_blob_id ON node (blob_id);
CREATE INDEX ix_node_grams ON node USING gin (grams);
CREATE TABLE freed_blob (blob_id uuid CONSTRAINT pk_freed_blob PRIMARY KEY, at timestamptz NOT NULL);
CREATE INDEX ix_freed_blob_at ON freed_blob (at);
CREATE TABLE own_drive (
    person integer CONSTRAINT pk_own_drive PRIMARY KEY,
    thing_id uuid NOT NULL CONSTRAINT fk_own_drive_thing_id REFERENCES thing ON DELETE CASCADE
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_own_drive_thing_id ON own_drive (thing_id);
CREATE TABLE recent (
    person integer NOT NULL,
    thing_id uuid NOT NULL CONSTRAINT fk_recent_thing_id REFERENCES thing ON DELETE CASCADE,
    opened_at timestamptz,
    edited_at timestamptz,
    at timestamptz NOT NULL,
    CONSTRAINT pk_recent PRIMARY KEY (person, thing_id)
);
CREATE INDEX ix_recent_person_at ON recent (person, at DESC);
CREATE INDEX ix_recent_thing_id ON recent (thing_id);
CREATE TABLE access_request (
    id uuid CONSTRAINT pk_access_request PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    person uuid NOT NULL,
    principal integer NOT NULL,
    role smallint NOT NULL,
    reason text NOT NULL,
    until timestamptz,
    asked_at timestamptz NOT NULL,
    granted boolean,
    answered_at timestamptz,
    answered_by uuid,
    CONSTRAINT fk_access_request_thing_id_anchor FOREIGN KEY (thing_id, anchor)
        REFERENCES thing (id, anchor) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_access_request_waiting ON access_request (thing_id, principal) WHERE granted IS NULL;
"""

# Whoever asks is let in nowhere yet: they see and word their own request, those who manage see it too.
_MINE = "principal = (SELECT nullif(current_setting('zencho.person', true), '')::int)"
_READ, _WRITE = wall.READABLE, wall.WRITABLE
REQUEST_WALL = f"""
ALTER TABLE access_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON access_request FOR SELECT USING ({_READ} OR {_MINE});
CREATE POLICY wall_insert ON access_request FOR INSERT WITH CHECK ({_MINE});
CREATE POLICY wall_update ON access_request FOR UPDATE USING ({_WRITE} OR {_MINE})
    WITH CHECK ({_WRITE} OR ({_MINE} AND granted IS NULL));
CREATE POLICY wall_delete ON access_request FOR DELETE USING ({_WRITE});
"""

FUNCTIONS = """
-- Ids of things named so, among what the person who asks may reach at all; the gate filters them again.
CREATE FUNCTION drive_find(words text[], pairs text[], at timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.thing_id FROM node n
    WHERE n.grams @> $2 AND n.binned_at IS NULL
        AND (SELECT bool_and(strpos(n.find_key, word) > 0) FROM unnest($1) word)
        AND n.anchor IN (
            SELECT f.anchor FROM flat f JOIN reach r ON r.container = f.principal
            WHERE r.person = (SELECT nullif(current_setting('zencho.person', true), '')::int)
                AND r.starts <= $3 AND $3 < r.ends AND $3 < f.ends)
    ORDER BY (strpos(n.find_key, $1[1]) = 1) DESC, n.modified_at DESC, n.thing_id LIMIT $4
$$;

-- The place in `keys` of the first that no living thing of the folder bears; null where all are taken.
CREATE FUNCTION drive_free_name(folder uuid, keys text[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT min(place) FROM unnest($2) WITH ORDINALITY AS wanted (key, place) WHERE NOT EXISTS (
        SELECT FROM node n WHERE n.folder = $1 AND n.name_key = wanted.key AND n.binned_at IS NULL)
$$;

-- Things somebody waits to be let in to.
CREATE FUNCTION drive_requested() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT thing_id FROM access_request WHERE granted IS NULL
$$;

-- An edit noted for its author by a job, which acts for nobody.
CREATE FUNCTION drive_note_edited(editor integer, thing uuid, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO recent (person, thing_id, edited_at, at) VALUES ($1, $2, $3, $3)
    ON CONFLICT (person, thing_id) DO UPDATE
        SET edited_at = greatest(recent.edited_at, $3), at = greatest(recent.at, $3)
$$;

REVOKE EXECUTE ON FUNCTION drive_find, drive_free_name, drive_requested, drive_note_edited FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_find, drive_free_name, drive_requested, drive_note_edited
    TO zencho_app, zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(wall.by_anchor("node"))
    op.execute(wall.by_person("own_drive"))
    op.execute(wall.by_person("recent"))
    op.execute(REQUEST_WALL)
    op.execute(FUNCTIONS)
