-- AUTOINCREMENT remembers the highest number even after the lines are deleted.
CREATE TABLE chat (
    message INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    room TEXT NOT NULL,
    from_visitor INTEGER NOT NULL,
    scope TEXT NOT NULL,
    to_visitor INTEGER,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX chat_by_time ON chat (at);
