"""The organisation: ranks, units, persons, seats, posts, groups, absence."""

from alembic import op

revision = "2026_11_23_04_people"
down_revision = "2026_11_23_03_gate"

DDL = """
CREATE TABLE rank (
    key text CONSTRAINT pk_rank PRIMARY KEY,
    name text NOT NULL,
    english text NOT NULL,
    level smallint NOT NULL,
    is_line boolean NOT NULL
);
INSERT INTO rank (key, name, english, level, is_line) VALUES
    ('mayor', '市長', 'Mayor', 0, true),
    ('vice-mayor', '副市長', 'Vice Mayor', 1, true),
    ('bureau-chief', '局長', 'Director-General', 2, true),
    ('ward-mayor', '区長', 'Ward Mayor', 2, true),
    ('counsellor', '理事', 'Counsellor', 2, false),
    ('department-chief', '部長', 'Department Director', 3, true),
    ('deputy-ward-mayor', '副区長', 'Deputy Ward Mayor', 3, true),
    ('department-adviser', '参事', 'Senior Adviser', 3, false),
    ('section-head', '課長', 'Section Head', 4, true),
    ('section-adviser', '主幹', 'Adviser', 4, false),
    ('team-chief', '係長', 'Team Chief', 5, true),
    ('senior-specialist', '主査', 'Senior Specialist', 5, false),
    ('senior-clerk', '主任', 'Senior Clerk', 6, false),
    ('clerk', '係員', 'Clerk', 7, false),
    ('fixed-term', '会計年度任用職員', 'Fixed-term Employee', 8, false);
CREATE TABLE unit (
    id uuid CONSTRAINT pk_unit PRIMARY KEY,
    principal integer NOT NULL CONSTRAINT uq_unit_principal UNIQUE
        CONSTRAINT fk_unit_principal REFERENCES principal,
    parent uuid CONSTRAINT fk_unit_parent REFERENCES unit,
    above uuid[] NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    reading text NOT NULL,
    english text NOT NULL,
    duty text NOT NULL DEFAULT '',
    place text NOT NULL DEFAULT '',
    telephone text NOT NULL DEFAULT '',
    position smallint NOT NULL,
    folded text NOT NULL
);
CREATE INDEX ix_unit_parent ON unit (parent);
CREATE INDEX ix_unit_above ON unit USING gin (above);
CREATE TABLE person (
    id uuid CONSTRAINT pk_person PRIMARY KEY,
    principal integer NOT NULL CONSTRAINT uq_person_principal UNIQUE
        CONSTRAINT fk_person_principal REFERENCES principal,
    number text NOT NULL CONSTRAINT uq_person_number UNIQUE,
    surname text NOT NULL,
    given text NOT NULL,
    surname_reading text NOT NULL,
    given_reading text NOT NULL,
    former_surname text NOT NULL DEFAULT '',
    telephone text NOT NULL DEFAULT '',
    is_guest boolean NOT NULL DEFAULT false,
    sort_key text COLLATE "C" NOT NULL,
    folded text NOT NULL
);
CREATE INDEX ix_person_sort_key ON person (sort_key, id);
CREATE TABLE seat (
    id uuid CONSTRAINT pk_seat PRIMARY KEY,
    principal integer NOT NULL CONSTRAINT uq_seat_principal UNIQUE
        CONSTRAINT fk_seat_principal REFERENCES principal,
    unit uuid NOT NULL CONSTRAINT fk_seat_unit REFERENCES unit,
    rank text NOT NULL CONSTRAINT fk_seat_rank REFERENCES rank,
    folded text NOT NULL,
    CONSTRAINT uq_seat_unit_rank UNIQUE (unit, rank)
);
CREATE TABLE post (
    id uuid CONSTRAINT pk_post PRIMARY KEY,
    person uuid NOT NULL CONSTRAINT fk_post_person REFERENCES person,
    seat uuid NOT NULL CONSTRAINT fk_post_seat REFERENCES seat,
    title text NOT NULL DEFAULT '',
    starts_on date NOT NULL,
    ends_on date,
    is_concurrent boolean NOT NULL DEFAULT false,
    member bigint,
    CONSTRAINT ck_post_dates CHECK (ends_on IS NULL OR starts_on <= ends_on + 1)
);
CREATE INDEX ix_post_person ON post (person);
CREATE INDEX ix_post_seat ON post (seat);
CREATE TABLE "group" (
    id uuid CONSTRAINT pk_group PRIMARY KEY,
    principal integer NOT NULL CONSTRAINT uq_group_principal UNIQUE
        CONSTRAINT fk_group_principal REFERENCES principal,
    name text NOT NULL,
    reading text NOT NULL,
    folded text NOT NULL
);
CREATE TABLE group_member (
    "group" uuid NOT NULL CONSTRAINT fk_group_member_group REFERENCES "group",
    ref uuid NOT NULL,
    added_at timestamptz NOT NULL,
    CONSTRAINT pk_group_member PRIMARY KEY ("group", ref)
);
CREATE TABLE absence (
    id uuid CONSTRAINT pk_absence PRIMARY KEY,
    person uuid NOT NULL CONSTRAINT fk_absence_person REFERENCES person,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    stand_in uuid CONSTRAINT fk_absence_stand_in REFERENCES person,
    CONSTRAINT ck_absence_dates CHECK (starts_on <= ends_on)
);
CREATE INDEX ix_absence_person ON absence (person);
CREATE INDEX ix_absence_stand_in ON absence (stand_in);
"""


def upgrade() -> None:
    op.execute(DDL)
