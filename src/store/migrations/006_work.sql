-- Work with creators: campaigns, products, collaborations and what belongs to them. Money is in ten-thousandths of its
-- currency, shares in twenty-millionths, days are ISO text. `version` is the change that last wrote a row.

ALTER TABLE member ADD COLUMN login TEXT;
ALTER TABLE member ADD COLUMN role TEXT;
ALTER TABLE member ADD COLUMN created_by INTEGER;
ALTER TABLE member ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    product_id TEXT NOT NULL UNIQUE,
    name TEXT,
    category TEXT,
    margin_rate INTEGER,
    unit_cost INTEGER,
    currency TEXT,
    target TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE product_link (
    id INTEGER PRIMARY KEY,
    link_id TEXT NOT NULL UNIQUE,
    product_id INTEGER NOT NULL REFERENCES product (id),
    variant TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE campaign (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE,
    goal TEXT,
    fact TEXT,
    starts TEXT,
    ends TEXT,
    budget INTEGER,
    currency TEXT,
    target TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- `since`: when it came into its stage, in milliseconds; NULL where nobody has noted it.
CREATE TABLE collab (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    ref TEXT NOT NULL UNIQUE,
    campaign_id INTEGER REFERENCES campaign (id),
    product_id INTEGER REFERENCES product (id),
    owner INTEGER REFERENCES member (id),
    stage TEXT NOT NULL,
    since INTEGER,
    mode TEXT,
    fact TEXT,
    session TEXT,
    commission_rate INTEGER,
    commission INTEGER,
    fixed_fee INTEGER,
    sample_cost INTEGER,
    shipping INTEGER,
    boost INTEGER,
    labour_hours INTEGER,
    labour_rate INTEGER,
    other_cost INTEGER,
    currency TEXT,
    margin_rate INTEGER,
    gmv INTEGER,
    refunds INTEGER,
    indirect_gmv INTEGER,
    orders INTEGER,
    items INTEGER,
    buyers INTEGER,
    repeat_buyers INTEGER,
    plays INTEGER,
    product_impressions INTEGER,
    clicks INTEGER,
    add_to_carts INTEGER,
    samples_sent INTEGER,
    samples_received INTEGER,
    samples_posted INTEGER,
    started TEXT,
    due TEXT,
    ended TEXT,
    licence_scope TEXT,
    licence_until TEXT,
    discount_code TEXT,
    utm TEXT,
    follower_gain INTEGER,
    site_visits INTEGER,
    brand_searches INTEGER,
    note TEXT,
    step_threshold INTEGER,
    step_rate INTEGER,
    expected_gmv INTEGER,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- The collaborations of the creators on screen.
CREATE INDEX collab_creator ON collab (creator_id);

CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    collab_id INTEGER NOT NULL REFERENCES collab (id),
    item INTEGER NOT NULL,
    product_id INTEGER REFERENCES product (id),
    quantity INTEGER,
    sent TEXT,
    received TEXT,
    posted TEXT,
    carrier TEXT,
    number TEXT,
    cost INTEGER,
    shipping INTEGER,
    currency TEXT,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX sample_collab ON sample (collab_id, item);

CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    content_id TEXT NOT NULL UNIQUE,
    collab_id INTEGER REFERENCES collab (id),
    product_id INTEGER REFERENCES product (id),
    kind TEXT,
    style TEXT,
    title TEXT,
    url TEXT,
    posted_at TEXT,
    plays INTEGER,
    likes INTEGER,
    comments INTEGER,
    shares INTEGER,
    completion_rate INTEGER,
    product_impressions INTEGER,
    clicks INTEGER,
    add_to_carts INTEGER,
    orders INTEGER,
    gmv INTEGER,
    currency TEXT,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX content_creator ON content (creator_id);
CREATE INDEX content_collab ON content (collab_id) WHERE collab_id IS NOT NULL;

-- `passed`: needs of gates that were not met, as keys separated by `|`; the reason says why.
CREATE TABLE stage_move (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    collab_id INTEGER NOT NULL REFERENCES collab (id),
    stage TEXT NOT NULL,
    at INTEGER,
    by INTEGER REFERENCES member (id),
    reason TEXT,
    passed TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX stage_move_collab ON stage_move (collab_id, at);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    at INTEGER NOT NULL,
    by INTEGER REFERENCES member (id),
    channel TEXT,
    template TEXT,
    replied_at INTEGER,
    collab_id INTEGER REFERENCES collab (id),
    follow_up TEXT,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX contact_creator ON contact (creator_id, at);

CREATE TABLE agreement (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    starts TEXT,
    ends TEXT,
    discount_rate INTEGER,
    discount_to_rate INTEGER,
    list_price INTEGER,
    currency TEXT,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX agreement_creator ON agreement (creator_id);

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE,
    product_ids TEXT,
    commission_rate INTEGER,
    starts TEXT,
    ends TEXT,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_creator (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    created_by INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (creator_id, plan_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_creator_plan ON plan_creator (plan_id);

-- What somebody does not want to be reminded of until a day.
CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES member (id),
    what TEXT NOT NULL,
    item INTEGER NOT NULL,
    until TEXT,
    version INTEGER NOT NULL
) STRICT;
