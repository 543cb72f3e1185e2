-- Saved views, and creators that are one person.

-- A filter, a sort and columns, as text. Those of an owner are for its eyes; `fold` tells them apart from everybody's.
CREATE TABLE view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE,
    owner INTEGER REFERENCES member (id),
    "key" TEXT,
    query TEXT NOT NULL,
    sort TEXT NOT NULL,
    columns TEXT NOT NULL
) STRICT;

-- The first is the second under another handle or elsewhere. What files say of it stays its own; what people put on it
-- went to the second. Nobody goes into one that has gone into another.
CREATE TABLE merged (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    into_id INTEGER NOT NULL REFERENCES creator (id),
    PRIMARY KEY (creator_id, into_id)
) STRICT, WITHOUT ROWID;

-- Who has gone into a creator.
CREATE INDEX merged_into ON merged (into_id);

-- Somebody has said that these are two: the smaller id first.
CREATE TABLE apart (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    other_id INTEGER NOT NULL REFERENCES creator (id),
    PRIMARY KEY (creator_id, other_id)
) STRICT, WITHOUT ROWID;

-- The names of the fields a second time, in another page of the file: no observation can be read without them.
INSERT OR REPLACE INTO meta (key, value)
    SELECT 'fields', json_group_array(key ORDER BY code) FROM field HAVING count(*) > 0;
