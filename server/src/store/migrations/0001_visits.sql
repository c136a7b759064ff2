-- Numbers of visits are never used again (AUTOINCREMENT). Texts of persons may be forgotten, hence no NOT NULL.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT,
    country TEXT NOT NULL,
    organisation_kind TEXT NOT NULL,
    organisation TEXT,
    languages TEXT NOT NULL,
    look BLOB NOT NULL,
    role TEXT NOT NULL,
    device BLOB,
    address BLOB,
    name_skeleton TEXT,
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    closed_at INTEGER,
    muted_until INTEGER,
    takes_direct INTEGER NOT NULL DEFAULT 1,
    room TEXT,
    x INTEGER,
    y INTEGER,
    facing INTEGER,
    seat INTEGER
) STRICT;
CREATE INDEX visits_by_seen ON visits (seen_at);

-- Digests of resume keys; `id` orders them by age.
CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    visitor INTEGER NOT NULL REFERENCES visits (id)
) STRICT;
CREATE INDEX keys_by_visitor ON keys (visitor);

CREATE TABLE blocks (
    visitor INTEGER NOT NULL REFERENCES visits (id),
    other INTEGER NOT NULL,
    PRIMARY KEY (visitor, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    code BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    uses INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
