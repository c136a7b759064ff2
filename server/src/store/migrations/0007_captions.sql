-- What was said on stage, line by line. It is kept as long as names are, for the archive of an event.
CREATE TABLE captions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    room TEXT NOT NULL,
    item INTEGER,
    from_visitor INTEGER NOT NULL,
    language TEXT NOT NULL,
    interpreted INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX captions_by_time ON captions (at);
