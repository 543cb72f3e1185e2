-- Returns: order lines, the ledger of costs, margins, buyers, and what people attach by hand.
--
-- Order lines are kept packed, in parts: what one import brought (a long one in several), sorted by creator. A newer part
-- goes before an older one, so a line that has changed is simply written again, and taking an import back is letting go
-- of its parts. `order_key` finds lines by what tells them apart; it is made of the blocks and can be made again.

CREATE TABLE order_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    created_by INTEGER NOT NULL
) STRICT;

CREATE TABLE order_item (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    sku TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    UNIQUE (product, sku)
) STRICT;

CREATE TABLE order_part (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES import (id),
    lines INTEGER NOT NULL
) STRICT;

CREATE TABLE order_block (
    id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL REFERENCES order_part (id),
    first_creator INTEGER NOT NULL,
    last_creator INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- The blocks of a creator.
CREATE INDEX order_block_creator ON order_block (part_id, last_creator);

CREATE TABLE order_key (
    id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL,
    first_order INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE INDEX order_key_part ON order_key (part_id, last_order);

-- What the lines of a creator come to, by collaboration; made of them, and can be made again.
CREATE TABLE reckoned (
    creator_id INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;

-- The same with the margins that hold, where products no longer matter: a tenth of the bytes.
CREATE TABLE settled (
    creator_id INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;

-- A line of the ledger: of one collaboration, or shared by several or by a campaign.
CREATE TABLE cost (
    id INTEGER PRIMARY KEY,
    cost_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    amount INTEGER,
    currency TEXT,
    at TEXT,
    collab_id INTEGER REFERENCES collab (id),
    campaign_id INTEGER REFERENCES campaign (id),
    split TEXT,
    shares TEXT,
    hours INTEGER,
    rate INTEGER,
    note TEXT,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX cost_collab ON cost (collab_id) WHERE collab_id IS NOT NULL;

-- Margins from a day on; without a product of everything that has none of its own.
CREATE TABLE margin (
    id INTEGER PRIMARY KEY,
    starts TEXT NOT NULL,
    product_id INTEGER REFERENCES product (id),
    margin_rate INTEGER,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE buyer (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    collab_id INTEGER NOT NULL UNIQUE REFERENCES collab (id),
    age_13_17_share INTEGER,
    age_18_24_share INTEGER,
    age_25_34_share INTEGER,
    age_35_44_share INTEGER,
    age_45_plus_share INTEGER,
    female_share INTEGER,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- Lines of a creator that somebody has given to a collaboration: of an order, a product, a video, or all of them.
CREATE TABLE attached (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    collab_id INTEGER NOT NULL REFERENCES collab (id),
    order_no INTEGER,
    product TEXT,
    content INTEGER,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX attached_creator ON attached (creator_id);

-- What a person decided about a collaboration, beside the advice of its numbers.
ALTER TABLE collab ADD COLUMN decision TEXT;

-- What the journal has kept of collaborations has that column too.
UPDATE change_row SET before = json_insert(before, '$.decision', NULL) WHERE what = 'collab' AND before IS NOT NULL;
UPDATE change_row SET after = json_insert(after, '$.decision', NULL) WHERE what = 'collab' AND after IS NOT NULL;
