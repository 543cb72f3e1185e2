-- Reviews: what a meeting talks about and decides, and videos and lives that are kept as examples.

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    decision_id TEXT NOT NULL UNIQUE,
    -- the review: a campaign, or days such as 2026-10-01..2026-10-31
    campaign_id INTEGER REFERENCES campaign (id),
    period TEXT,
    place INTEGER,
    topic TEXT,
    creator_id INTEGER REFERENCES creator (id),
    -- a product, a member, a video, by what people call it
    about TEXT,
    state TEXT,
    decision TEXT,
    reason TEXT,
    owner INTEGER REFERENCES member (id),
    due TEXT,
    done TEXT,
    -- what was known when it was decided, as it was read then
    finding TEXT,
    decided_at INTEGER,
    decided_by INTEGER REFERENCES member (id),
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- What is to be done is asked for every day; a review has few decisions among all there ever were.
CREATE INDEX decision_due ON decision (due) WHERE due IS NOT NULL AND done IS NULL;
CREATE INDEX decision_campaign ON decision (campaign_id, period);

-- What makes people stay in the first seconds; and since when a video or live is kept as an example.
ALTER TABLE content ADD COLUMN hook TEXT;
ALTER TABLE content ADD COLUMN kept TEXT;

CREATE INDEX content_kept ON content (kept) WHERE kept IS NOT NULL;

-- What the journal has kept of videos and lives has those columns too.
UPDATE change_row SET before = json_insert(before, '$.hook', NULL, '$.kept', NULL) WHERE what = 'content' AND before IS NOT NULL;
UPDATE change_row SET after = json_insert(after, '$.hook', NULL, '$.kept', NULL) WHERE what = 'content' AND after IS NOT NULL;
