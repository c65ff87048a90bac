"""The office editor: its tokens, behind the wall by person; its locks, by anchor; who edits in the page."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_15_wopi"
down_revision = "2026_11_28_14_handover"

TABLES = """
ALTER TABLE editing ADD COLUMN in_page boolean NOT NULL DEFAULT false;
CREATE TABLE wopi_token (
    token_hash bytea CONSTRAINT pk_wopi_token PRIMARY KEY,
    person integer NOT NULL,
    session_id uuid NOT NULL CONSTRAINT fk_wopi_token_session_id REFERENCES session ON DELETE CASCADE,
    thing_id uuid NOT NULL CONSTRAINT fk_wopi_token_thing_id REFERENCES thing ON DELETE CASCADE,
    origin text NOT NULL,
    used_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);
CREATE INDEX ix_wopi_token_session_id ON wopi_token (session_id);
CREATE INDEX ix_wopi_token_thing_id ON wopi_token (thing_id);
CREATE INDEX ix_wopi_token_ends_at ON wopi_token (ends_at);
CREATE TABLE wopi_lock (
    thing_id uuid CONSTRAINT pk_wopi_lock PRIMARY KEY,
    anchor integer NOT NULL,
    lock text NOT NULL,
    version integer NOT NULL,
    saved integer,
    run_began_at timestamptz,
    ends_at timestamptz NOT NULL,
    CONSTRAINT fk_wopi_lock_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_wopi_lock_ends_at ON wopi_lock (ends_at);
"""

# Who shows a token is nobody yet: the first says for its hash whom and what the gate is to be asked about.
FUNCTIONS = """
CREATE FUNCTION wopi_find(token bytea, moment timestamptz, used_after timestamptz)
RETURNS TABLE (session_id uuid, thing_id uuid, origin text, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.session_id, t.thing_id, t.origin, t.used_at FROM wopi_token t
    WHERE t.token_hash = $1 AND t.ends_at > $2 AND t.used_at > $3
$$;

-- What nobody ended, for the clock: tokens; and locks with the marks of who edits -> of which things.
CREATE FUNCTION wopi_end(moment timestamptz, used_before timestamptz) RETURNS TABLE (thing uuid, folder uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH tokens AS (DELETE FROM wopi_token WHERE ends_at < $1 OR used_at < $2),
    gone AS (DELETE FROM wopi_lock WHERE ends_at < $1 RETURNING thing_id),
    marks AS (DELETE FROM editing e USING gone WHERE e.thing_id = gone.thing_id AND e.in_page)
    SELECT gone.thing_id, n.folder FROM gone JOIN node n ON n.thing_id = gone.thing_id
$$;

REVOKE EXECUTE ON FUNCTION wopi_find, wopi_end FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wopi_find TO zencho_app;
GRANT EXECUTE ON FUNCTION wopi_end TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(wall.by_person("wopi_token"))
    op.execute(wall.by_anchor("wopi_lock"))
    op.execute(FUNCTIONS)
