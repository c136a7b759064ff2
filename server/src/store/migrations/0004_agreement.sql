-- Version of the privacy notice and the code of conduct that the visitor agreed to; none for visits before it was asked.
ALTER TABLE visits ADD COLUMN agreed TEXT;
