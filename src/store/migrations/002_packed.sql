-- Observations as one packed value each (see `packed`): a pool of a million loads in a fraction of the time, and an
-- import writes a third of the bytes.

-- Names of the fields in packed observations; a code never changes.
CREATE TABLE field (
    code INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- What each file said of each creator. No index but the key: every other one would cost each import a third.
CREATE TABLE observation_packed (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    period_id INTEGER NOT NULL REFERENCES period (id),
    created_by INTEGER NOT NULL,
    changed_by INTEGER,
    packed BLOB NOT NULL,
    PRIMARY KEY (creator_id, period_id)
) STRICT, WITHOUT ROWID;

DELETE FROM meta WHERE key = 'columns';

-- Tells this pool from every other one, whatever its file is called.
INSERT INTO meta (key, value) VALUES ('pool', lower(hex(randomblob(16))));
