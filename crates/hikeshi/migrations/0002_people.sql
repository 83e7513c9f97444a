-- Who may come in. Ordinary rows: a room names people by id, so that one deleted row forgets a person.

CREATE TABLE people (
    person TEXT   NOT NULL PRIMARY KEY,
    name   TEXT   NOT NULL,
    part   TEXT   NOT NULL,
    since  BIGINT NOT NULL
);

-- Secrets are kept as their SHA-256 alone.
CREATE TABLE sessions (
    hash   TEXT   NOT NULL PRIMARY KEY,
    person TEXT   NOT NULL,
    until  BIGINT NOT NULL
);

CREATE TABLE invites (
    hash  TEXT   NOT NULL PRIMARY KEY,
    part  TEXT   NOT NULL,
    until BIGINT NOT NULL,
    left_ BIGINT NOT NULL
);
