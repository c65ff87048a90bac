"""Giving as one statement, and a grant's rows in `flat` removed together instead of checked one by one."""

from alembic import op

revision = "2026_11_23_15_gate_give"
down_revision = "2026_11_23_14_coedit_announced"

DDL = """
-- A reference would be checked for each row of a shared folder's subtree, and be a third of its cost.
ALTER TABLE flat DROP CONSTRAINT fk_flat_grant;
CREATE FUNCTION gate_forget_grants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM flat USING gone WHERE flat."grant" = gone.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_grants AFTER DELETE ON "grant" REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION gate_forget_grants();

DROP FUNCTION gate_carry_grant(bigint);
CREATE FUNCTION gate_give(
    top integer, receiver integer, new_role smallint, until timestamptz, giver uuid, at_time timestamptz
) RETURNS SETOF integer LANGUAGE sql AS $$
    WITH RECURSIVE given AS (
        INSERT INTO "grant" (anchor, principal, role, ends, given_by, given_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (anchor, principal) DO UPDATE SET role = excluded.role, ends = excluded.ends,
            given_by = excluded.given_by, given_at = excluded.given_at
        RETURNING id, principal, role, ends
    ), below AS (
        SELECT $1 AS id
        UNION ALL SELECT a.id FROM anchor a JOIN below b ON a.parent = b.id WHERE a.inherits
    ), carried AS (
        INSERT INTO flat (anchor, "grant", principal, role, ends)
        SELECT below.id, given.id, given.principal, given.role, given.ends FROM below, given
        ON CONFLICT (anchor, "grant") DO UPDATE SET role = excluded.role, ends = excluded.ends
    )
    UPDATE anchor SET epoch = epoch + 1 FROM below WHERE anchor.id = below.id RETURNING anchor.id;
$$;
"""


def upgrade() -> None:
    op.execute(DDL)
