-- What lets a program in as a person, within limits. Kept as the SHA-256 alone, like every secret.
CREATE TABLE tokens (
    hash   TEXT   NOT NULL PRIMARY KEY,
    person TEXT   NOT NULL,
    label  TEXT   NOT NULL,
    may    TEXT   NOT NULL,
    since  BIGINT NOT NULL,
    until  BIGINT NOT NULL
);
CREATE INDEX tokens_person ON tokens (person);
CREATE INDEX sessions_person ON sessions (person);
