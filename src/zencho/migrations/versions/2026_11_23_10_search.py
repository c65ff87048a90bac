"""The index of names and text: walled, written by the worker alone, asked through a function for ids."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_23_10_search"
down_revision = "2026_11_23_09_notices"

TABLE = """
CREATE TABLE search_index (
    thing_id uuid CONSTRAINT pk_search_index PRIMARY KEY,
    anchor integer NOT NULL,
    title_key text NOT NULL,
    title_pairs text[] NOT NULL,
    body text NOT NULL,
    words text[] NOT NULL,
    dictionary text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT fk_search_index_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_search_index_title_pairs ON search_index USING gin (title_pairs);
CREATE INDEX ix_search_index_words ON search_index USING gin (words);
"""

FUNCTIONS = """
-- Ids of what fits, among what the person who asks may reach at all; the gate filters them again.
-- Names that begin so come first, then names that hold it, then texts; the latest first among equals.
CREATE FUNCTION search_find(parts text[], pairs text[], words text[], moment timestamptz, most integer)
RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.thing_id FROM search_index s
    CROSS JOIN LATERAL (SELECT bool_and(strpos(s.title_key, part) > 0) AS in_title FROM unnest($1) part) t
    WHERE ((cardinality($2) > 0 AND s.title_pairs @> $2 AND t.in_title)
            OR (cardinality($3) > 0 AND s.words @> $3))
        AND s.anchor IN (
            SELECT f.anchor FROM flat f JOIN reach r ON r.container = f.principal
            WHERE r.person = (SELECT nullif(current_setting('zencho.person', true), '')::int)
                AND r.starts <= $4 AND $4 < r.ends AND $4 < f.ends)
    ORDER BY t.in_title DESC, (strpos(s.title_key, $1[1]) = 1) DESC, s.at DESC, s.thing_id DESC LIMIT $5
$$;

-- A row stands at the anchor of its thing, whoever moves it meanwhile; one of a thing gone is not written,
-- nor one read earlier than what stands there.
CREATE FUNCTION search_store(
    thing uuid, title text, pairs text[], passage text, cut text[], cutter text, moment timestamptz
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO search_index (thing_id, anchor, title_key, title_pairs, body, words, dictionary, at)
    SELECT t.id, t.anchor, $2, $3, $4, $5, $6, $7 FROM thing t WHERE t.id = $1 FOR KEY SHARE
    ON CONFLICT (thing_id) DO UPDATE SET title_key = $2, title_pairs = $3, body = $4, words = $5,
        dictionary = $6, at = $7 WHERE search_index.at <= $7
$$;

REVOKE EXECUTE ON FUNCTION search_find, search_store FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_find TO zencho_app;
GRANT EXECUTE ON FUNCTION search_store TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(wall.by_anchor("search_index"))
    op.execute(FUNCTIONS)
