"""Who opened a thing: told to whoever manages it, behind the wall by person for everybody else."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_12_openings"
down_revision = "2026_11_28_11_about"

# What one person opened is theirs to see. These two tell it of one thing alone, in a transaction that opened
# that thing as who manages it; `recent` itself stays closed.
_MANAGED = f"EXISTS (SELECT FROM node WHERE thing_id = $1 AND {wall.WRITABLE})"
FUNCTIONS = f"""
CREATE FUNCTION drive_count_openings(thing uuid, principals integer[], moment timestamptz)
RETURNS TABLE (principal integer, opened bigint, last timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reach.container, count(DISTINCT reach.person), max(recent.opened_at)
    FROM recent JOIN reach ON reach.person = recent.person
    WHERE recent.thing_id = $1 AND recent.opened_at IS NOT NULL AND reach.container = ANY ($2)
        AND reach.starts <= $3 AND $3 < reach.ends AND {_MANAGED}
    GROUP BY reach.container
$$;

CREATE FUNCTION drive_list_openings(thing uuid, people uuid[])
RETURNS TABLE (person uuid, opened_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT principal.ref, recent.opened_at FROM recent JOIN principal ON principal.id = recent.person
    WHERE recent.thing_id = $1 AND recent.opened_at IS NOT NULL AND principal.ref = ANY ($2) AND {_MANAGED}
$$;

REVOKE EXECUTE ON FUNCTION drive_count_openings, drive_list_openings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_count_openings, drive_list_openings TO zencho_app;
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
