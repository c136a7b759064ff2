-- What holds for somebody holds for all visits of the same person: of the same device, or under the same name at the
-- same address. A mute or a bar is in force while its log entry is not undone and its time is not over; the entry
-- keeps its own copy of the trace until then, because that of the visit is forgotten.
ALTER TABLE log ADD COLUMN device BLOB;
ALTER TABLE log ADD COLUMN address BLOB;
ALTER TABLE log ADD COLUMN name_skeleton TEXT;
ALTER TABLE log ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
UPDATE log SET
    device = (SELECT device FROM bars WHERE entry = log.id),
    address = (SELECT address FROM bars WHERE entry = log.id),
    name_skeleton = (SELECT name_skeleton FROM bars WHERE entry = log.id)
WHERE deed = 'barred' AND undone = 0;
UPDATE log SET
    device = (SELECT device FROM visits WHERE id = log.visitor),
    address = (SELECT address FROM visits WHERE id = log.visitor),
    name_skeleton = (SELECT name_skeleton FROM visits WHERE id = log.visitor)
WHERE deed = 'muted' AND undone = 0;
UPDATE log SET forgotten = 1 WHERE by_name = '…' AND name = '…' AND words IS NULL AND messages IS NULL;
DROP TABLE bars;
CREATE INDEX log_by_visitor ON log (visitor);
CREATE INDEX log_by_device ON log (device);
CREATE INDEX log_by_address ON log (address, name_skeleton);

-- The invitation of a visit that did not begin yet; its use is given back if it never does.
ALTER TABLE visits ADD COLUMN invitation BLOB;
ALTER TABLE visits DROP COLUMN muted_until;
ALTER TABLE visits DROP COLUMN closed_at;
CREATE INDEX visits_by_device ON visits (device);
CREATE INDEX visits_by_address ON visits (address, name_skeleton);
CREATE INDEX blocks_by_other ON blocks (other);
