"""Share links, their addresses, and those outside who came by one."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_09_share_links"
down_revision = "2026_11_28_08_star"

_OF_THING = """FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE"""
TABLES = f"""
CREATE TABLE share_link (
    id uuid CONSTRAINT pk_share_link PRIMARY KEY,
    thing_id uuid NOT NULL CONSTRAINT uq_share_link_thing_id UNIQUE,
    anchor integer NOT NULL,
    principal integer NOT NULL CONSTRAINT fk_share_link_principal REFERENCES principal,
    scope text NOT NULL,
    role smallint NOT NULL,
    passphrase_hash text,
    ends_at timestamptz,
    unit uuid,
    views integer NOT NULL DEFAULT 0,
    last_viewed_at timestamptz,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT fk_share_link_thing_id_anchor {_OF_THING}
);
CREATE INDEX ix_share_link_principal ON share_link (principal);
CREATE TABLE share_address (
    secret_hash bytea CONSTRAINT pk_share_address PRIMARY KEY,
    link uuid NOT NULL CONSTRAINT fk_share_address_link REFERENCES share_link ON DELETE CASCADE,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT fk_share_address_thing_id_anchor {_OF_THING}
);
CREATE INDEX ix_share_address_link ON share_address (link);
CREATE INDEX ix_share_address_thing_id ON share_address (thing_id);
CREATE TABLE share_visit (
    id uuid CONSTRAINT pk_share_visit PRIMARY KEY,
    link uuid NOT NULL CONSTRAINT fk_share_visit_link REFERENCES share_link ON DELETE CASCADE,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT uq_share_visit_token_hash UNIQUE,
    begun_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    CONSTRAINT fk_share_visit_thing_id_anchor {_OF_THING}
);
CREATE INDEX ix_share_visit_link ON share_visit (link);
CREATE INDEX ix_share_visit_thing_id ON share_visit (thing_id);
CREATE INDEX ix_share_visit_ends_at ON share_visit (ends_at);
"""

# Who holds a secret is nobody yet: these say for its hash which ids the gate is to be asked about.
FUNCTIONS = """
CREATE FUNCTION links_find_shared(secret bytea)
RETURNS TABLE (link uuid, principal integer, thing uuid, scope text, passphrase_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.id, l.principal, l.thing_id, l.scope, l.passphrase_hash
    FROM share_address a JOIN share_link l ON l.id = a.link WHERE a.secret_hash = $1
$$;

CREATE FUNCTION links_find_visits(tokens bytea[], now timestamptz)
RETURNS TABLE (visit uuid, principal integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT v.id, l.principal FROM share_visit v JOIN share_link l ON l.id = v.link
    WHERE v.token_hash = ANY ($1) AND v.ends_at > $2 AND l.scope = 'anyone' ORDER BY v.begun_at DESC
$$;

CREATE FUNCTION links_forget_visits(before timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM share_visit WHERE id = ANY (
            ARRAY (SELECT id FROM share_visit WHERE ends_at < $1 LIMIT $2))
        RETURNING 1)
    SELECT count(*) FROM gone
$$;

REVOKE EXECUTE ON FUNCTION links_find_shared, links_find_visits, links_forget_visits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION links_find_shared, links_find_visits TO zencho_app;
GRANT EXECUTE ON FUNCTION links_forget_visits TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLES)
    for table in ("share_link", "share_address", "share_visit"):
        op.execute(wall.by_anchor(table))
    op.execute(FUNCTIONS)
