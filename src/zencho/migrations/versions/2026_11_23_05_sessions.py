"""Sessions and the ways to begin one: passwords, passkeys, one-time links; attempts, counted."""

from alembic import op

revision = "2026_11_23_05_sessions"
down_revision = "2026_11_23_04_people"

DDL = """
CREATE TABLE session (
    id uuid CONSTRAINT pk_session PRIMARY KEY,
    person uuid NOT NULL CONSTRAINT fk_session_person REFERENCES person,
    token_hash bytea NOT NULL CONSTRAINT uq_session_token_hash UNIQUE,
    how text NOT NULL,
    assurance smallint NOT NULL,
    place text NOT NULL,
    browser text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);
CREATE INDEX ix_session_person ON session (person);
CREATE INDEX ix_session_ends_at ON session (ends_at);
CREATE TABLE password (
    person uuid CONSTRAINT pk_password PRIMARY KEY
        CONSTRAINT fk_password_person REFERENCES person,
    hash text NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE TABLE passkey (
    id uuid CONSTRAINT pk_passkey PRIMARY KEY,
    person uuid NOT NULL CONSTRAINT fk_passkey_person REFERENCES person,
    credential_id bytea NOT NULL CONSTRAINT uq_passkey_credential_id UNIQUE,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX ix_passkey_person ON passkey (person);
CREATE TABLE challenge (
    hash bytea CONSTRAINT pk_challenge PRIMARY KEY,
    purpose text NOT NULL,
    person uuid,
    ends_at timestamptz NOT NULL
);
CREATE INDEX ix_challenge_ends_at ON challenge (ends_at);
CREATE TABLE one_time_link (
    token_hash bytea CONSTRAINT pk_one_time_link PRIMARY KEY,
    purpose text NOT NULL,
    person uuid CONSTRAINT fk_one_time_link_person REFERENCES person,
    ends_at timestamptz NOT NULL
);
CREATE INDEX ix_one_time_link_ends_at ON one_time_link (ends_at);
CREATE TABLE attempt (
    key bytea CONSTRAINT pk_attempt PRIMARY KEY,
    count integer NOT NULL,
    since timestamptz NOT NULL
);
CREATE INDEX ix_attempt_since ON attempt (since);
"""


def upgrade() -> None:
    op.execute(DDL)
