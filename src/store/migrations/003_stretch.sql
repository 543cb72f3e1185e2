-- Columns of creators with neighbouring ids, as the pool in memory has them: made of the rows, so nothing is lost with
-- them. The value of 'stretches' in `meta` is the last change that they take account of; with any other one all are void.
CREATE TABLE stretch (
    id INTEGER PRIMARY KEY,
    head BLOB NOT NULL
) STRICT;

-- Twice the number of the stretch for its numbers, one more for the rest of it: read by two threads, so two rows.
CREATE TABLE stretch_part (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- The text first: an import sorts a million of these, and what they begin with should tell most of them apart.
DROP INDEX creator_handle;
CREATE UNIQUE INDEX creator_handle ON creator (handle_key, platform);
DROP INDEX creator_platform_id;
CREATE UNIQUE INDEX creator_platform_id ON creator (platform_id, platform) WHERE platform_id IS NOT NULL;
