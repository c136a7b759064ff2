-- The moderators' log. It outlives the visits it names.
CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by_visitor INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    visitor INTEGER NOT NULL,
    name TEXT NOT NULL,
    deed TEXT NOT NULL,
    until INTEGER,
    undid INTEGER,
    words TEXT,
    messages TEXT,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX log_by_time ON log (at);

-- Bars keep their own copy of the trace, because that of the visit is forgotten.
CREATE TABLE bars (
    entry INTEGER PRIMARY KEY REFERENCES log (id),
    visitor INTEGER NOT NULL,
    device BLOB,
    address BLOB,
    name_skeleton TEXT,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX bars_by_device ON bars (device);
CREATE INDEX bars_by_address ON bars (address, name_skeleton);
CREATE INDEX bars_by_visitor ON bars (visitor);
