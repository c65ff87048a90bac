"""A person's own seat in the building, and members of a group for a time."""

from alembic import op

revision = "2026_11_23_12_own_places"
down_revision = "2026_11_23_11_coedit_store"

DDL = """
ALTER TABLE person ADD COLUMN place text NOT NULL DEFAULT '';
ALTER TABLE group_member
    ADD COLUMN starts_on date,
    ADD COLUMN ends_on date,
    ADD CONSTRAINT ck_group_member_dates CHECK (starts_on <= ends_on);
"""


def upgrade() -> None:
    op.execute(DDL)
