"""Guests: an account that ends. A guest counts as themselves until then, and as nobody else but a link."""

from alembic import op

revision = "2026_11_28_17_guests"
down_revision = "2026_11_28_16_scan"

TABLES = """
ALTER TABLE principal ADD COLUMN guest_until timestamptz;
CREATE TABLE guest (
    person uuid CONSTRAINT pk_guest PRIMARY KEY CONSTRAINT fk_guest_person REFERENCES person,
    organisation text NOT NULL,
    address text NOT NULL DEFAULT '',
    voucher uuid CONSTRAINT fk_guest_voucher REFERENCES person,
    invited_by uuid,
    invited_at timestamptz NOT NULL,
    signed_in_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX ix_guest_voucher ON guest (voucher);
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION gate_rebuild_reach(persons integer[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM reach WHERE $1 IS NULL OR person = ANY ($1);
    INSERT INTO reach (person, container, starts, ends)
    WITH RECURSIVE up AS (
        SELECT id AS person, id AS container, guest_until IS NOT NULL AS is_guest,
            timestamptz '0001-01-01Z' AS starts, coalesce(guest_until, timestamptz '9999-12-31Z') AS ends
        FROM principal WHERE kind = 'person' AND ($1 IS NULL OR id = ANY ($1))
        UNION
        SELECT up.person, m.parent, up.is_guest, greatest(up.starts, m.starts), least(up.ends, m.ends)
        FROM up JOIN member m ON m.child = up.container
        WHERE greatest(up.starts, m.starts) < least(up.ends, m.ends)
            AND (NOT up.is_guest
                OR EXISTS (SELECT FROM principal p WHERE p.id = m.parent AND p.kind = 'link'))
    )
    SELECT person, container, starts, ends FROM up;
$$;
"""

# Guests there may be already belonged to groups, and had no end.
EXISTING = """
UPDATE principal SET guest_until = now() + interval '365 days'
FROM person WHERE person.principal = principal.id AND person.is_guest;
DELETE FROM group_member USING person WHERE group_member.ref = person.id AND person.is_guest;
DELETE FROM member USING principal child, principal parent
WHERE child.id = member.child AND parent.id = member.parent
    AND child.guest_until IS NOT NULL AND parent.kind <> 'link';
SELECT gate_rebuild_reach(array_agg(id)) FROM principal WHERE guest_until IS NOT NULL HAVING count(*) > 0;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(FUNCTIONS)
    op.execute(EXISTING)
