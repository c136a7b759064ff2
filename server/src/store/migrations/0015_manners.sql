-- A room may take no questions for a while.
ALTER TABLE manners ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
