"""Documents beside their nodes, their pictures, and who is mentioned."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_23_08_documents"
down_revision = "2026_11_23_07_coedit"

DDL = """
CREATE TABLE document (
    thing_id uuid CONSTRAINT pk_document PRIMARY KEY,
    anchor integer NOT NULL,
    source text NOT NULL,
    left_out jsonb NOT NULL,
    CONSTRAINT fk_document_thing_id FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE document_image (
    id uuid CONSTRAINT pk_document_image PRIMARY KEY,
    thing_id uuid NOT NULL,
    anchor integer NOT NULL,
    blob_id uuid NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    added_by uuid,
    added_at timestamptz NOT NULL,
    CONSTRAINT fk_document_image_thing_id FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX ix_document_image_thing_id ON document_image (thing_id);
CREATE TABLE document_mention (
    thing_id uuid NOT NULL,
    person_id uuid NOT NULL,
    anchor integer NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_document_mention PRIMARY KEY (thing_id, person_id),
    CONSTRAINT fk_document_mention_thing_id FOREIGN KEY (thing_id, anchor) REFERENCES thing (id, anchor)
        ON UPDATE CASCADE ON DELETE CASCADE
);
"""


def upgrade() -> None:
    op.execute(DDL)
    for table in ("document", "document_image", "document_mention"):
        op.execute(wall.by_anchor(table))
