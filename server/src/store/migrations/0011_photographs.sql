-- Group photographs. Their files lie in the media folder under their hashes; who is in one only the picture says.
CREATE TABLE photographs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room TEXT NOT NULL,
    item INTEGER,
    caption TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    people INTEGER NOT NULL,
    large_hash BLOB NOT NULL,
    large_bytes INTEGER NOT NULL,
    large_width INTEGER NOT NULL,
    large_height INTEGER NOT NULL,
    small_hash BLOB NOT NULL,
    small_bytes INTEGER NOT NULL,
    small_width INTEGER NOT NULL,
    small_height INTEGER NOT NULL
) STRICT;
