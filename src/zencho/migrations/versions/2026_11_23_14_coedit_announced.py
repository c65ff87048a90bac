"""Remembering which edits others were told of, so that a killed server's are told at the next start."""

from alembic import op

revision = "2026_11_23_14_coedit_announced"
down_revision = "2026_11_23_13_pruning"

TABLE = """
CREATE TABLE coedit_announced (
    thing_id uuid CONSTRAINT pk_coedit_announced PRIMARY KEY
        CONSTRAINT fk_coedit_announced_thing_id REFERENCES thing ON DELETE CASCADE,
    seq bigint NOT NULL
);
INSERT INTO coedit_announced (thing_id, seq)
SELECT thing_id, max(seq) FROM (
    SELECT thing_id, seq FROM coedit_snapshot UNION ALL SELECT thing_id, seq FROM coedit_update
) stored JOIN thing ON thing.id = thing_id GROUP BY thing_id;
"""

# It steps from document to document along the primary key, two looks each, however many updates lie there,
# and says of each only whose they are. The first content, from an import, is seq 1 and nobody's edit. Where
# a snapshot has swallowed updates that nobody was told of, no author is left to name.
FUNCTION = """
CREATE FUNCTION coedit_unannounced() RETURNS TABLE (thing_id uuid, kind text, newest bigint, authors uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE written AS (
        (SELECT u.thing_id AS id FROM coedit_update u ORDER BY u.thing_id LIMIT 1)
        UNION ALL
        SELECT (SELECT u.thing_id FROM coedit_update u WHERE u.thing_id > w.id ORDER BY u.thing_id LIMIT 1)
        FROM written w WHERE w.id IS NOT NULL
    ), newest AS (
        SELECT id, (SELECT max(u.seq) FROM coedit_update u WHERE u.thing_id = id) AS seq, 0 AS first
        FROM written WHERE id IS NOT NULL
        UNION ALL
        SELECT s.thing_id, s.seq, 1 FROM coedit_snapshot s
    ), left_over AS (
        SELECT n.id, max(n.seq) AS seq, coalesce(max(a.seq), max(n.first)) AS told
        FROM newest n LEFT JOIN coedit_announced a ON a.thing_id = n.id
        GROUP BY n.id HAVING max(n.seq) > coalesce(max(a.seq), max(n.first))
    )
    SELECT t.id, t.kind, l.seq, ARRAY (
        SELECT u.author FROM coedit_update u WHERE u.thing_id = l.id AND u.seq > l.told
        GROUP BY u.author ORDER BY max(u.seq))
    FROM left_over l JOIN thing t ON t.id = l.id
$$;
REVOKE EXECUTE ON FUNCTION coedit_unannounced FROM PUBLIC;
GRANT EXECUTE ON FUNCTION coedit_unannounced TO zencho_app;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(FUNCTION)
