"""What is asked behind the wall when somebody's things are handed over: ids and numbers alone."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_14_handover"
down_revision = "2026_11_28_13_quota"

FUNCTIONS = f"""
-- A person's own drive (by principal number), and how many links of theirs still take files in.
CREATE FUNCTION drive_own_of(person integer) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT thing_id FROM own_drive WHERE own_drive.person = $1
$$;
CREATE FUNCTION drive_count_links(maker uuid, moment timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM receive_link WHERE made_by = $1 AND ends_at > $2 AND stopped_at IS NULL
$$;

-- A drive is nobody's own any more, where it was opened for writing -> whether it was somebody's.
CREATE FUNCTION drive_let_go(root uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM own_drive WHERE thing_id = $1
        AND EXISTS (SELECT FROM thing WHERE id = $1 AND {wall.WRITABLE}) RETURNING true
$$;

-- Who has no post any more and still a drive with something in it, for who manages the agency.
CREATE FUNCTION drive_list_left_behind(today date) RETURNS TABLE (
    person uuid, left_on date, things bigint, used_bytes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.ref, gone.left_on, held.things,
        (SELECT coalesce(sum(u.size_bytes), 0)::bigint FROM drive_usage u WHERE u.drive = o.thing_id)
    FROM own_drive o JOIN principal p ON p.id = o.person
    JOIN LATERAL (SELECT max(ends_on) AS left_on FROM post WHERE post.person = p.ref
        HAVING bool_and(ends_on IS NOT NULL AND ends_on < $1)) gone ON true
    JOIN LATERAL (SELECT count(*) AS things FROM thing WHERE parent = o.thing_id) held ON held.things > 0
    WHERE EXISTS (SELECT FROM thing WHERE kind = 'agency' AND {wall.WRITABLE})
    ORDER BY gone.left_on, p.ref
$$;

REVOKE EXECUTE ON FUNCTION drive_own_of, drive_count_links, drive_let_go, drive_list_left_behind FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drive_own_of, drive_count_links, drive_let_go, drive_list_left_behind TO zencho_app;
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
