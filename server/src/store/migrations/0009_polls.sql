-- Polls. Options are JSON; choices are bits, option n is bit n. As with questions a vote belongs to the person of its visit.
CREATE TABLE polls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_visitor INTEGER NOT NULL,
    words TEXT NOT NULL,
    options TEXT NOT NULL,
    most INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    closes_at INTEGER,
    closed_at INTEGER
) STRICT;
CREATE INDEX polls_by_room ON polls (room, closed_at);

CREATE TABLE poll_votes (
    poll INTEGER NOT NULL REFERENCES polls (id),
    visitor INTEGER NOT NULL,
    choices INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (poll, visitor)
) STRICT, WITHOUT ROWID;
CREATE INDEX poll_votes_by_visitor ON poll_votes (visitor);

-- What was announced, to one room or, without one, to all.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    room TEXT,
    by_visitor INTEGER NOT NULL,
    by_name TEXT,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX announcements_by_time ON announcements (at);
