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
BEGIN
    PERFORM set_config('zencho.read', wall, true), set_config('zencho.write', wall, true);
    RETURN QUERY
    WITH u AS MATERIALIZED (
        SELECT a.thing_id, a.seq, a.payload, a.author, a.session_id,
            numbers[7 * a.i - 6] AS client_id, numbers[7 * a.i - 5] AS n,
            numbers[7 * a.i - 4]::integer AS anchor, numbers[7 * a.i - 3] AS anchor_epoch,
            numbers[7 * a.i - 2]::integer AS person, numbers[7 * a.i - 1] AS person_epoch,
            numbers[7 * a.i]::integer AS policy_version
        FROM unnest(things, seqs, payloads, authors, sessions)
            WITH ORDINALITY AS a (thing_id, seq, payload, author, session_id, i)
    ), held_thing AS MATERIALIZED (
        SELECT t.id, t.anchor FROM thing t WHERE t.id IN (SELECT u.thing_id FROM u) FOR SHARE SKIP LOCKED
    ), held_anchor AS MATERIALIZED (
        SELECT a.id, a.epoch FROM anchor a WHERE a.id IN (SELECT u.anchor FROM u) FOR SHARE SKIP LOCKED
    ), held_person AS MATERIALIZED (
        SELECT p.id, p.epoch FROM principal p WHERE p.id IN (SELECT u.person FROM u) FOR SHARE SKIP LOCKED
    )
    INSERT INTO coedit_update (thing_id, seq, anchor, payload, author, session_id, client_id, n, at)
    SELECT u.thing_id, u.seq, u.anchor, u.payload, u.author, u.session_id, u.client_id, u.n, moment
    FROM u
    JOIN held_thing t ON t.id = u.thing_id AND t.anchor = u.anchor
    JOIN held_anchor a ON a.id = u.anchor
    JOIN held_person p ON p.id = u.person
    WHERE a.epoch = u.anchor_epoch AND p.epoch = u.person_epoch
        AND u.policy_version = (SELECT coalesce(max(version), 0) FROM policy)
    RETURNING thing_id, seq;
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
