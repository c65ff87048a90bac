"""Comments beside files, and how many of them a list shows."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_10_comments"
down_revision = "2026_11_28_09_share_links"

COMMENT = """
ALTER TABLE node ADD COLUMN comments integer NOT NULL DEFAULT 0;
CREATE TABLE comment (
    id uuid CONSTRAINT pk_comment PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    thread uuid CONSTRAINT fk_comment_thread REFERENCES comment ON DELETE CASCADE,
    version integer,
    author uuid NOT NULL,
    body text NOT NULL,
    revision integer NOT NULL DEFAULT 1,
    at timestamptz NOT NULL,
    edited_at timestamptz,
    deleted_at timestamptz,
    resolved_at timestamptz,
    resolved_by uuid,
    CONSTRAINT fk_comment_thing_id_anchor FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_comment_thing_id_at ON comment (thing_id, at);
CREATE INDEX ix_comment_thread_at ON comment (thread, at);
"""


def upgrade() -> None:
    op.execute(COMMENT)
    op.execute(wall.by_anchor("comment"))
