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
