-- Runs of items that were started again afterwards: the item itself knows its last run only.
CREATE TABLE programme_runs (
    item INTEGER NOT NULL,
    began INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    PRIMARY KEY (item, began)
) STRICT, WITHOUT ROWID;
