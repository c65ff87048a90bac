"""WebDAV: app passwords and traces, behind the wall by person; locks and properties, by anchor."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_18_webdav"
down_revision = "2026_11_28_17_guests"

TABLES = """
CREATE TABLE app_password (
    id uuid CONSTRAINT pk_app_password PRIMARY KEY,
    person integer NOT NULL CONSTRAINT fk_app_password_person REFERENCES principal ON DELETE CASCADE,
    secret_hash bytea NOT NULL CONSTRAINT uq_app_password_secret_hash UNIQUE,
    name text NOT NULL,
    client text,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    used_at timestamptz,
    used_from text,
    refused_at timestamptz,
    refused_client text
);
CREATE INDEX ix_app_password_person ON app_password (person);
CREATE INDEX ix_app_password_ends_at ON app_password (ends_at);
CREATE TABLE dav_lock (
    token uuid CONSTRAINT pk_dav_lock PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    person uuid NOT NULL,
    password_id uuid CONSTRAINT fk_dav_lock_password_id REFERENCES app_password ON DELETE SET NULL,
    shared boolean NOT NULL,
    deep boolean NOT NULL,
    owner text NOT NULL,
    version integer,
    seconds integer NOT NULL,
    ends_at timestamptz NOT NULL,
    CONSTRAINT fk_dav_lock_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_dav_lock_thing_id ON dav_lock (thing_id);
CREATE INDEX ix_dav_lock_password_id ON dav_lock (password_id);
CREATE INDEX ix_dav_lock_ends_at ON dav_lock (ends_at);
CREATE TABLE dav_property (
    thing_id uuid NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    anchor integer NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_dav_property PRIMARY KEY (thing_id, namespace, name),
    CONSTRAINT fk_dav_property_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE dav_trace (
    thing_id uuid CONSTRAINT pk_dav_trace PRIMARY KEY
        CONSTRAINT fk_dav_trace_thing_id REFERENCES thing ON DELETE CASCADE,
    person integer NOT NULL,
    folder uuid NOT NULL,
    name_key text NOT NULL,
    copy_of uuid,
    at timestamptz NOT NULL
);
CREATE INDEX ix_dav_trace_at ON dav_trace (at);
"""

FUNCTIONS = """
-- Who shows a secret is nobody yet: for its hash, whose it is and by which program it may be used.
CREATE FUNCTION app_password_find(secret bytea, moment timestamptz)
RETURNS TABLE (id uuid, person_id uuid, principal integer, number text, client text, used_at timestamptz,
    used_from text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id, p.id, p.principal, p.number, a.client, a.used_at, a.used_from
    FROM app_password a JOIN person p ON p.principal = a.person WHERE a.secret_hash = $1 AND a.ends_at > $2
$$;

-- What bears these names, each inside the one before, as far as there is something; the gate is asked next.
CREATE FUNCTION dav_find(root uuid, keys text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here uuid := root;
    found_ids uuid[] := ARRAY[root];
    each text;
BEGIN
    FOREACH each IN ARRAY keys LOOP
        SELECT n.thing_id INTO here FROM node n
            WHERE n.folder = here AND n.name_key = each AND n.binned_at IS NULL
                AND n.kind IN ('folder', 'file');
        EXIT WHEN here IS NULL;
        found_ids := found_ids || here;
    END LOOP;
    RETURN found_ids;
END
$$;

-- What nobody ended, for the clock: passwords, traces, locks with the marks of who edits -> of which things.
CREATE FUNCTION dav_end(moment timestamptz, traced_before timestamptz) RETURNS TABLE (thing uuid, folder uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH passwords AS (DELETE FROM app_password WHERE ends_at < $1),
    traces AS (DELETE FROM dav_trace WHERE at < $2),
    gone AS (DELETE FROM dav_lock WHERE ends_at < $1 OR password_id IS NULL RETURNING thing_id, person),
    marks AS (
        DELETE FROM editing e USING gone
        WHERE e.thing_id = gone.thing_id AND e.person = gone.person AND NOT e.in_page
        RETURNING e.thing_id
    )
    SELECT marks.thing_id, n.folder FROM marks JOIN node n ON n.thing_id = marks.thing_id
$$;

REVOKE EXECUTE ON FUNCTION app_password_find, dav_find, dav_end FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_password_find, dav_find TO zencho_app;
GRANT EXECUTE ON FUNCTION dav_end TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(wall.by_person("app_password"))
    op.execute(wall.by_person("dav_trace"))
    op.execute(wall.by_anchor("dav_lock"))
    op.execute(wall.by_anchor("dav_property"))
    op.execute(FUNCTIONS)
