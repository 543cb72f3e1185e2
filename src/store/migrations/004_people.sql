-- What people do: tags in groups, lists with targets and reasons, taking back and doing again.

-- Labels of the creators of a stretch, apart from the rest: they change all day. Void as stretches are.
CREATE TABLE stretch_label (
    id INTEGER PRIMARY KEY,
    head BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- The change that this one takes back. One that takes back such a one does the first again.
ALTER TABLE change ADD COLUMN undoes INTEGER REFERENCES change (id);

-- The history of a creator. What imports changed is found by its key and would only make them slower.
CREATE INDEX change_row_creator ON change_row (creator_id, change_id)
    WHERE creator_id > 0 AND what <> 'observation' AND what <> 'creator';

-- Colours are numbers of the sixteen that every terminal has.
CREATE TABLE tag_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE,
    colour INTEGER NOT NULL
) STRICT;

ALTER TABLE tag ADD COLUMN group_id INTEGER REFERENCES tag_group (id);

-- Everybody with a tag, for what is done to it everywhere.
CREATE INDEX creator_tag_tag ON creator_tag (tag_id);

-- How many creators a list is to have; a frozen one stays as it was that day.
ALTER TABLE list ADD COLUMN target INTEGER;
ALTER TABLE list ADD COLUMN frozen_at INTEGER;
ALTER TABLE list_member ADD COLUMN reason TEXT;

-- Suggestions that somebody has turned down, by the key of their rule.
CREATE TABLE dismissed (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    part INTEGER NOT NULL,
    PRIMARY KEY (creator_id, part)
) STRICT, WITHOUT ROWID;

-- Made by an earlier version.
DELETE FROM stretch;
DELETE FROM stretch_part;
