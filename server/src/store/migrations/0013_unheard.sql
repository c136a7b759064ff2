-- Whether something became of a question of which its asker was not told yet.
ALTER TABLE questions ADD COLUMN unheard INTEGER NOT NULL DEFAULT 0;
CREATE INDEX questions_unheard ON questions (room) WHERE unheard;
