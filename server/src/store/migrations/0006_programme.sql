-- The programme: one, written whole with every change.
CREATE TABLE programme (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    source TEXT NOT NULL,
    open INTEGER NOT NULL,
    next_item INTEGER NOT NULL
) STRICT;

CREATE TABLE programme_items (
    item INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    titles TEXT NOT NULL,
    speakers TEXT NOT NULL,
    kind TEXT NOT NULL,
    room TEXT NOT NULL,
    start INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    rules TEXT NOT NULL,
    began INTEGER,
    ended INTEGER
) STRICT;
