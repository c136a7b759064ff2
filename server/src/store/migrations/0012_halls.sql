-- What stands in the halls, written whole with every change: who is on each stage, and what each screen shows.
CREATE TABLE stages (
    room TEXT NOT NULL,
    place INTEGER NOT NULL,
    visitor INTEGER NOT NULL,
    PRIMARY KEY (room, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE screens (
    room TEXT PRIMARY KEY,
    deck INTEGER NOT NULL,
    page INTEGER NOT NULL,
    blank INTEGER NOT NULL,
    presenter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
