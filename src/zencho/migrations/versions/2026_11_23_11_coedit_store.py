"""Storing a batch of updates in one call: every keystroke of everyone passes here."""

from alembic import op

revision = "2026_11_23_11_coedit_store"
down_revision = "2026_11_23_10_search"

# `numbers` holds, for each update: client id, n, anchor, anchor epoch, person, person epoch, policy version.
# It runs with the rights of the caller, behind the wall, which it opens for the anchors of the batch: the
# gate let their writers in there, and what it rested on is read again here under a share lock. A row that
# somebody is changing at this moment is skipped, not waited for.
FUNCTION = """
CREATE FUNCTION coedit_store(
    moment timestamptz, wall text, things uuid[], seqs bigint[], payloads bytea[], authors uuid[],
    sessions uuid[], numbers bigint[], bound_things uuid[], bound_clients bigint[], bound_seqs bigint[]
) RETURNS TABLE (stored_thing uuid, stored_seq bigint) LANGUAGE plpgsql AS $$
DECLARE
    i integer;
    b integer;
BEGIN
    PERFORM set_config('zencho.read', wall, true), set_config('zencho.write', wall, true);
    FOR i IN 1 .. cardinality(things) LOOP
        b := 7 * i - 7;
        PERFORM FROM anchor a
        WHERE a.id = numbers[b + 3]::integer AND a.epoch = numbers[b + 4] FOR SHARE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        PERFORM FROM principal p
        WHERE p.id = numbers[b + 5]::integer AND p.epoch = numbers[b + 6] FOR SHARE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        PERFORM FROM thing t
        WHERE t.id = things[i] AND t.anchor = numbers[b + 3]::integer FOR SHARE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        CONTINUE WHEN numbers[b + 7] <> (SELECT coalesce(max(version), 0) FROM policy);
        INSERT INTO coedit_update (thing_id, seq, anchor, payload, author, session_id, client_id, n, at)
        VALUES (
            things[i], seqs[i], numbers[b + 3]::integer, payloads[i], authors[i], sessions[i],
            numbers[b + 1], numbers[b + 2], moment
        );
        stored_thing := things[i];
        stored_seq := seqs[i];
        RETURN NEXT;
    END LOOP;
    IF cardinality(bound_clients) > 0 THEN
        INSERT INTO coedit_client (thing_id, client_id, anchor, person, n)
        SELECT c.thing_id, c.client_id, x.anchor, x.author, 0
        FROM unnest(bound_things, bound_clients, bound_seqs) AS c (thing_id, client_id, seq)
        JOIN coedit_update x ON x.thing_id = c.thing_id AND x.seq = c.seq
        ON CONFLICT DO NOTHING;
    END IF;
END $$;
"""


def upgrade() -> None:
    op.execute(FUNCTION)
