"""What a folder is for, in words and tags; and which folders have a tag, for the gate to be asked about."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_11_about"
down_revision = "2026_11_28_10_comments"

TABLE = """
CREATE TABLE about (
    thing_id uuid CONSTRAINT pk_about PRIMARY KEY,
    anchor integer NOT NULL,
    description text NOT NULL,
    tags text[] NOT NULL,
    tag_keys text[] NOT NULL,
    revision integer NOT NULL,
    CONSTRAINT fk_about_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_about_tag_keys ON about USING gin (tag_keys);
"""

# As `drive_find`: ids alone, among what the person who asks may reach at all; the gate filters them again.
FUNCTIONS = """
CREATE FUNCTION drive_tagged(key text, at timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.thing_id FROM about a JOIN node n ON n.thing_id = a.thing_id
    WHERE a.tag_keys @> ARRAY[$1] AND n.binned_at IS NULL
        AND a.anchor IN (
            SELECT f.anchor FROM flat f JOIN reach r ON r.container = f.principal
            WHERE r.person = (SELECT nullif(current_setting('zencho.person', true), '')::int)
                AND r.starts <= $2 AND $2 < r.ends AND $2 < f.ends)
    ORDER BY n.sort_key, n.thing_id LIMIT $3
$$;

CREATE FUNCTION drive_tags_like(part text, at timestamptz, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.thing_id FROM about a
    WHERE cardinality(a.tag_keys) > 0
        AND EXISTS (SELECT FROM unnest(a.tag_keys) key WHERE strpos(key, $1) > 0)
        AND a.anchor IN (
            SELECT f.anchor FROM flat f JOIN reach r ON r.container = f.principal
            WHERE r.person = (SELECT nullif(current_setting('zencho.person', true), '')::int)
                AND r.starts <= $2 AND $2 < r.ends AND $2 < f.ends)
    ORDER BY a.thing_id DESC LIMIT $3
$$;

REVOKE EXECUTE ON FUNCTION drive_tagged, drive_tags_like FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_tagged, drive_tags_like TO zencho_app;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(wall.by_anchor("about"))
    op.execute(FUNCTIONS)
