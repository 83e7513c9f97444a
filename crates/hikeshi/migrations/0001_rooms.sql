-- One schema for SQLite and PostgreSQL: only what both understand.

-- The log of every room: what is never edited. The primary key is the only lock.
CREATE TABLE entries (
    room  TEXT   NOT NULL,
    seq   BIGINT NOT NULL,
    entry TEXT   NOT NULL,
    PRIMARY KEY (room, seq)
);

-- One row a room, read from its log as it grows: for lists, and for the clock. Made anew by `hikeshi verify --mend`.
CREATE TABLE rooms (
    room    TEXT   NOT NULL PRIMARY KEY,
    seq     BIGINT NOT NULL,
    opened  BIGINT NOT NULL,
    wake    BIGINT,
    closed  BIGINT,
    summary TEXT   NOT NULL
);
CREATE INDEX rooms_opened ON rooms (opened);
CREATE INDEX rooms_wake ON rooms (wake);
