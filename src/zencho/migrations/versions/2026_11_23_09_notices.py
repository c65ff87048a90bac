"""Notices: personal, and content-free (refs and ids)."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_23_09_notices"
down_revision = "2026_11_23_08_documents"

DDL = """
CREATE TABLE notice (
    id uuid CONSTRAINT pk_notice PRIMARY KEY,
    person integer NOT NULL,
    kind text NOT NULL,
    thing_kind text NOT NULL,
    thing_id uuid NOT NULL,
    by uuid,
    detail jsonb NOT NULL,
    cause text NOT NULL,
    at timestamptz NOT NULL,
    read_at timestamptz,
    done_at timestamptz,
    CONSTRAINT uq_notice_person_cause UNIQUE (person, cause)
);
CREATE INDEX ix_notice_person_at ON notice (person, at DESC, id DESC);
CREATE INDEX ix_notice_cause ON notice (cause);
-- Settling a request ends it for all who were rung, whose notices nobody else may read.
CREATE FUNCTION notice_finish(settled text, settled_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    UPDATE notice SET done_at = settled_at WHERE cause = settled AND done_at IS NULL;
$$;
REVOKE ALL ON FUNCTION notice_finish FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notice_finish TO zencho_worker;
"""


def upgrade() -> None:
    op.execute(DDL)
    op.execute(wall.by_person("notice"))
