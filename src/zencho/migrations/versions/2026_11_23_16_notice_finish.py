"""Settling a request says whose notices it ended, so that their bells are told."""

from alembic import op

revision = "2026_11_23_16_notice_finish"
down_revision = "2026_11_23_15_gate_give"

FUNCTION = """
DROP FUNCTION notice_finish;
CREATE FUNCTION notice_finish(settled text, settled_at timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        UPDATE notice SET done_at = settled_at WHERE cause = settled AND done_at IS NULL RETURNING person)
    SELECT p.ref FROM principal p JOIN ended e ON e.person = p.id
$$;
REVOKE ALL ON FUNCTION notice_finish FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_finish TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(FUNCTION)
