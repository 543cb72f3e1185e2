-- The pool as of daren 0.1. Times (`at`) are milliseconds since 1970, UTC. Missing is NULL, never 0.
-- `created_by` of content rows is the import that brought them, NULL where a person did.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES member (id),
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    source INTEGER NOT NULL,
    period_start TEXT,
    period_end TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    skipped_duplicates INTEGER NOT NULL,
    duplicate_conflicts INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;

-- The journal: every write is one change. `summary` is JSON, for the catalogues to make a sentence of.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES member (id),
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    import_id INTEGER REFERENCES import (id),
    undone_by INTEGER REFERENCES change (id)
) STRICT;

-- Rows as they were and as they became, JSON; NULL where there was none. Rows that an import created are not listed:
-- their `created_by` says it. `part` completes the key: the period, tag, list or note.
CREATE TABLE change_row (
    change_id INTEGER NOT NULL REFERENCES change (id),
    what TEXT NOT NULL,
    creator_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (change_id, what, creator_id, part)
) STRICT, WITHOUT ROWID;

-- `version` is the change that last wrote the row.
CREATE TABLE creator (
    id INTEGER PRIMARY KEY,
    platform INTEGER NOT NULL,
    platform_id TEXT,
    handle TEXT NOT NULL,
    handle_key TEXT NOT NULL,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- Two rows of one handle would be one person counted twice; every look-up by handle goes through it.
CREATE UNIQUE INDEX creator_handle ON creator (platform, handle_key);

-- The same for the platform's own id, which beats the handle; many files have none.
CREATE UNIQUE INDEX creator_platform_id ON creator (platform, platform_id) WHERE platform_id IS NOT NULL;

CREATE TABLE former_handle (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    created_by INTEGER NOT NULL,
    handle_key TEXT NOT NULL,
    handle TEXT NOT NULL,
    PRIMARY KEY (creator_id, created_by, handle_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE period (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    "start" TEXT,
    "end" TEXT NOT NULL,
    created_by INTEGER
) STRICT;

-- One row for one stretch of time of one export, whether its first day is known or not.
CREATE UNIQUE INDEX period_days ON period (source, "end", ifnull("start", ''));

-- What each file said of each creator. Numbers are raw integers of each metric's unit; one column per field of the
-- table of fields, of the same name. No index but the key: every other one would cost each import a third.
CREATE TABLE observation (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    period_id INTEGER NOT NULL REFERENCES period (id),
    created_by INTEGER NOT NULL,
    changed_by INTEGER,
    "currency" TEXT,
    "followers" INTEGER,
    "following" INTEGER,
    "videos" INTEGER,
    "lives" INTEGER,
    "views" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "shares" INTEGER,
    "avg_views" INTEGER,
    "avg_likes" INTEGER,
    "avg_comments" INTEGER,
    "avg_shares" INTEGER,
    "total_likes" INTEGER,
    "total_posts" INTEGER,
    "completion" INTEGER,
    "products" INTEGER,
    "showcase" INTEGER,
    "products_sold" INTEGER,
    "orders" INTEGER,
    "items" INTEGER,
    "items_refunded" INTEGER,
    "gmv" INTEGER,
    "live_gmv" INTEGER,
    "video_gmv" INTEGER,
    "card_gmv" INTEGER,
    "target_gmv" INTEGER,
    "open_gmv" INTEGER,
    "refunds" INTEGER,
    "commission" INTEGER,
    "target_commission" INTEGER,
    "open_commission" INTEGER,
    "flat_fee" INTEGER,
    "given_aov" INTEGER,
    "price_low" INTEGER,
    "price_high" INTEGER,
    "live_gpm" INTEGER,
    "video_gpm" INTEGER,
    "expected_cpm" INTEGER,
    "expected_views" INTEGER,
    "impressions" INTEGER,
    "clicks" INTEGER,
    "ctr" INTEGER,
    "given_cvr" INTEGER,
    "given_er" INTEGER,
    "customers" INTEGER,
    "avg_customers" INTEGER,
    "samples_shipped" INTEGER,
    "sample_content" INTEGER,
    "female" INTEGER,
    "male" INTEGER,
    "age13-17" INTEGER,
    "age18-24" INTEGER,
    "age25-34" INTEGER,
    "age35-44" INTEGER,
    "age45+" INTEGER,
    "given_adult" INTEGER,
    "fulfilment" INTEGER,
    "reply" INTEGER,
    "own" INTEGER,
    "name" TEXT,
    "url" TEXT,
    "region" TEXT,
    "language" TEXT,
    "categories" TEXT,
    "email" TEXT,
    "contact" TEXT,
    "bio" TEXT,
    "gender" TEXT,
    "brands" TEXT,
    "top_regions" TEXT,
    "age_bands" TEXT,
    "ranges" TEXT,
    PRIMARY KEY (creator_id, period_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE,
    created_by INTEGER
) STRICT;

CREATE TABLE creator_tag (
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    tag_id INTEGER NOT NULL REFERENCES tag (id),
    created_by INTEGER,
    PRIMARY KEY (creator_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    at INTEGER NOT NULL,
    by INTEGER NOT NULL REFERENCES member (id),
    body TEXT NOT NULL,
    created_by INTEGER,
    version INTEGER NOT NULL
) STRICT;

-- The notes of the creators on screen, and whether an import's note is there already.
CREATE INDEX note_creator ON note (creator_id);

CREATE TABLE list (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    fold TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE list_member (
    list_id INTEGER NOT NULL REFERENCES list (id),
    creator_id INTEGER NOT NULL REFERENCES creator (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (list_id, creator_id)
) STRICT, WITHOUT ROWID;

-- The lists of the creators on screen.
CREATE INDEX list_member_creator ON list_member (creator_id);

-- How a person mapped the columns of an unknown file, under the fingerprint of its header.
CREATE TABLE mapping (
    fingerprint TEXT PRIMARY KEY,
    mapping TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
