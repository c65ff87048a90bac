"""What a person keeps at hand: their own, behind the wall by person, gone with the thing."""

from alembic import op

from zencho.migrations import wall

revision = "2026_11_28_08_star"
down_revision = "2026_11_28_07_printing"

STAR = """
CREATE TABLE star (
    person integer NOT NULL,
    thing_id uuid NOT NULL CONSTRAINT fk_star_thing_id REFERENCES thing ON DELETE CASCADE,
    at timestamptz NOT NULL,
    CONSTRAINT pk_star PRIMARY KEY (person, thing_id)
);
CREATE INDEX ix_star_thing_id ON star (thing_id);
"""


def upgrade() -> None:
    op.execute(STAR)
    op.execute(wall.by_person("star"))
