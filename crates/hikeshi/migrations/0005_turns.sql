-- The turns of a drill that a team plays: from them every server plays it again to where it is. Kept in the same
-- transaction as the entries that they leave; turn 0 is what it was opened with.
CREATE TABLE turns (
    room TEXT   NOT NULL,
    n    BIGINT NOT NULL,
    turn TEXT   NOT NULL,
    PRIMARY KEY (room, n)
);
