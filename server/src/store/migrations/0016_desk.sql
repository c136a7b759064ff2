-- The staff. `name_key` is the name folded, by which people sign in; `password` is a hash with its salt and its costs.
CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;

-- Sessions and one-time links are known by the hash of their secret.
CREATE TABLE staff_sessions (
    seal BLOB PRIMARY KEY,
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_sessions_by_staff ON staff_sessions (staff);

-- `renews` is whose password it sets anew; the operator's links have no `made_by`.
CREATE TABLE staff_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seal BLOB NOT NULL UNIQUE,
    about TEXT NOT NULL,
    role TEXT NOT NULL,
    renews INTEGER REFERENCES staff (id) ON DELETE CASCADE,
    made_by INTEGER,
    expires_at INTEGER NOT NULL
) STRICT;

-- Who changed what at the desk. It outlives the people it names.
CREATE TABLE desk_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by_name TEXT,
    change TEXT NOT NULL,
    whom TEXT NOT NULL,
    role TEXT
) STRICT;
CREATE INDEX desk_changes_by_time ON desk_changes (at);

-- Invitations that were made together. The first of their codes tells a form that was sent twice.
CREATE TABLE invitation_sheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_code BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL,
    made_by INTEGER REFERENCES staff (id) ON DELETE SET NULL,
    role TEXT NOT NULL,
    links INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0
) STRICT;
ALTER TABLE invitations ADD COLUMN sheet INTEGER REFERENCES invitation_sheets (id);
INSERT INTO invitation_sheets (first_code, label, role, links, uses, expires_at)
    SELECT code, '', role, 1, uses, expires_at FROM invitations;
UPDATE invitations SET sheet = (SELECT id FROM invitation_sheets WHERE first_code = invitations.code);
CREATE INDEX invitations_by_sheet ON invitations (sheet);
