-- Rooms as they stood at an entry, so that a long one opens quickly. A cache: may be emptied at any time.
CREATE TABLE snapshots (
    room    TEXT   NOT NULL PRIMARY KEY,
    seq     BIGINT NOT NULL,
    opened  BIGINT NOT NULL,
    folded  TEXT   NOT NULL,
    copilot TEXT   NOT NULL
);
