-- Decks of slides. Their files lie in the media folder; `pictures` holds 32 bytes for each.
CREATE TABLE decks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visitor INTEGER NOT NULL,
    title TEXT NOT NULL,
    last_page INTEGER NOT NULL,
    index_hash BLOB NOT NULL,
    pictures BLOB NOT NULL,
    brought_at INTEGER NOT NULL
) STRICT;
CREATE INDEX decks_by_visitor ON decks (visitor);
