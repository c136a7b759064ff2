-- Questions of the audience. Names may be forgotten and a question may be asked without one, hence no NOT NULL. A vote
-- belongs to the person of its visit: which visits are one person's is asked of the table of visits.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_visitor INTEGER NOT NULL,
    by_name TEXT,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    merged_into INTEGER,
    pinned INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX questions_by_room ON questions (room, state);
CREATE INDEX questions_by_time ON questions (at);

CREATE TABLE question_votes (
    question INTEGER NOT NULL REFERENCES questions (id),
    visitor INTEGER NOT NULL,
    PRIMARY KEY (question, visitor)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_votes_by_visitor ON question_votes (visitor);

CREATE TABLE manners (
    room TEXT PRIMARY KEY,
    unnamed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
