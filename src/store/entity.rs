//! The tables that people's work is in, alike for the journal: a row is named by its creator (0 where it belongs to
//! none) and a number, and its image is its other columns as JSON. So one taking back serves all of them.
//!
//! An image is compared as text: a migration that gives one of these tables a column must give it to the images that
//! the journal has kept as well.

use rusqlite::{Connection, params};

use super::error::Fault;
use super::journal::Change;

/// See the module.
pub(super) struct Entity {
    /// Its table, and what the journal calls it.
    pub name: &'static str,
    /// The column of the creator.
    creator: Option<&'static str>,
    /// The column of the number.
    part: &'static str,
    /// What tells a row: the number alone, or creator and number.
    key: &'static [&'static str],
    /// Everything else that is worth keeping.
    columns: &'static [&'static str],
    /// Column of the change that last wrote a row.
    version: Option<&'static str>,
    /// Tables whose rows would be left without it, and by which column: it stays as long as there are any.
    pub used_by: &'static [(&'static str, &'static str)],
    /// Tables that a row needs to be there, and what names the row there.
    needs: &'static [(&'static str, &'static str)],
    /// Column of a name that no two rows share.
    unique: Option<&'static str>,
}

const CREATOR: (&str, &str) = ("creator", "r.creator_id");

pub(super) const TAG_GROUP: Entity = Entity {
    name: "tag_group",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["name", "fold", "colour"],
    version: None,
    used_by: &[("tag", "group_id")],
    needs: &[],
    unique: Some("fold"),
};

pub(super) const TAG: Entity = Entity {
    name: "tag",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["name", "fold", "group_id", "created_by"],
    version: None,
    used_by: &[("creator_tag", "tag_id")],
    needs: &[("tag_group", "r.before ->> 'group_id'")],
    unique: Some("fold"),
};

pub(super) const CREATOR_TAG: Entity = Entity {
    name: "creator_tag",
    creator: Some("creator_id"),
    part: "tag_id",
    key: &["creator_id", "tag_id"],
    columns: &["created_by"],
    version: None,
    used_by: &[],
    needs: &[CREATOR, ("tag", "r.part")],
    unique: None,
};

pub(super) const NOTE: Entity = Entity {
    name: "note",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &["at", "by", "body", "created_by"],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR],
    unique: None,
};

pub(super) const LIST: Entity = Entity {
    name: "list",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["name", "fold", "target", "frozen_at"],
    version: None,
    used_by: &[("list_member", "list_id")],
    needs: &[],
    unique: Some("fold"),
};

pub(super) const LIST_MEMBER: Entity = Entity {
    name: "list_member",
    creator: Some("creator_id"),
    part: "list_id",
    key: &["creator_id", "list_id"],
    columns: &["position", "reason"],
    version: None,
    used_by: &[],
    needs: &[CREATOR, ("list", "r.part")],
    unique: None,
};

pub(super) const DISMISSED: Entity = Entity {
    name: "dismissed",
    creator: Some("creator_id"),
    part: "part",
    key: &["creator_id", "part"],
    columns: &[],
    version: None,
    used_by: &[],
    needs: &[CREATOR],
    unique: None,
};

pub(super) const VIEW: Entity = Entity {
    name: "view",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["name", "fold", "owner", "key", "query", "sort", "columns"],
    version: None,
    used_by: &[],
    needs: &[],
    unique: Some("fold"),
};

pub(super) const MERGED: Entity = Entity {
    name: "merged",
    creator: Some("creator_id"),
    part: "into_id",
    key: &["creator_id", "into_id"],
    columns: &[],
    version: None,
    used_by: &[],
    needs: &[CREATOR, ("creator", "r.part")],
    unique: None,
};

pub(super) const APART: Entity = Entity {
    name: "apart",
    creator: Some("creator_id"),
    part: "other_id",
    key: &["creator_id", "other_id"],
    columns: &[],
    version: None,
    used_by: &[],
    needs: &[CREATOR, ("creator", "r.part")],
    unique: None,
};

pub(super) const MEMBER: Entity = Entity {
    name: "member",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["name", "login", "role", "created_by"],
    version: Some("version"),
    used_by: &[
        ("change", "by"),
        ("note", "by"),
        ("import", "by"),
        ("view", "owner"),
        ("collab", "owner"),
        ("stage_move", "by"),
        ("contact", "by"),
        ("snooze", "member"),
    ],
    needs: &[],
    unique: Some("name"),
};

pub(super) const PRODUCT: Entity = Entity {
    name: "product",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &[
        "product_id",
        "name",
        "category",
        "margin_rate",
        "unit_cost",
        "currency",
        "target",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[
        ("product_link", "product_id"),
        ("collab", "product_id"),
        ("sample", "product_id"),
        ("content", "product_id"),
        ("margin", "product_id"),
    ],
    needs: &[],
    unique: Some("product_id"),
};

pub(super) const PRODUCT_LINK: Entity = Entity {
    name: "product_link",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["link_id", "product_id", "variant", "created_by"],
    version: Some("version"),
    used_by: &[],
    needs: &[("product", "r.before ->> 'product_id'")],
    unique: Some("link_id"),
};

pub(super) const CAMPAIGN: Entity = Entity {
    name: "campaign",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &[
        "name",
        "fold",
        "goal",
        "fact",
        "starts",
        "ends",
        "budget",
        "currency",
        "target",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[("collab", "campaign_id"), ("cost", "campaign_id")],
    needs: &[],
    unique: Some("fold"),
};

pub(super) const PLAN: Entity = Entity {
    name: "plan",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &[
        "name",
        "fold",
        "product_ids",
        "commission_rate",
        "starts",
        "ends",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[("plan_creator", "plan_id")],
    needs: &[],
    unique: Some("fold"),
};

pub(super) const COLLAB: Entity = Entity {
    name: "collab",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "ref",
        "campaign_id",
        "product_id",
        "owner",
        "stage",
        "since",
        "mode",
        "fact",
        "session",
        "commission_rate",
        "commission",
        "fixed_fee",
        "sample_cost",
        "shipping",
        "boost",
        "labour_hours",
        "labour_rate",
        "other_cost",
        "currency",
        "margin_rate",
        "gmv",
        "refunds",
        "indirect_gmv",
        "orders",
        "items",
        "buyers",
        "repeat_buyers",
        "plays",
        "product_impressions",
        "clicks",
        "add_to_carts",
        "samples_sent",
        "samples_received",
        "samples_posted",
        "started",
        "due",
        "ended",
        "licence_scope",
        "licence_until",
        "discount_code",
        "utm",
        "follower_gain",
        "site_visits",
        "brand_searches",
        "note",
        "step_threshold",
        "step_rate",
        "expected_gmv",
        "created_by",
        "decision",
    ],
    version: Some("version"),
    used_by: &[
        ("sample", "collab_id"),
        ("content", "collab_id"),
        ("stage_move", "collab_id"),
        ("contact", "collab_id"),
        ("cost", "collab_id"),
        ("buyer", "collab_id"),
        ("attached", "collab_id"),
    ],
    needs: &[
        CREATOR,
        ("campaign", "r.before ->> 'campaign_id'"),
        ("product", "r.before ->> 'product_id'"),
        ("member", "r.before ->> 'owner'"),
    ],
    unique: Some("ref"),
};

pub(super) const SAMPLE: Entity = Entity {
    name: "sample",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "collab_id",
        "item",
        "product_id",
        "quantity",
        "sent",
        "received",
        "posted",
        "carrier",
        "number",
        "cost",
        "shipping",
        "currency",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[
        CREATOR,
        ("collab", "r.before ->> 'collab_id'"),
        ("product", "r.before ->> 'product_id'"),
    ],
    unique: None,
};

pub(super) const CONTENT: Entity = Entity {
    name: "content",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "content_id",
        "collab_id",
        "product_id",
        "kind",
        "style",
        "title",
        "url",
        "posted_at",
        "plays",
        "likes",
        "comments",
        "shares",
        "completion_rate",
        "product_impressions",
        "clicks",
        "add_to_carts",
        "orders",
        "gmv",
        "currency",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[
        CREATOR,
        ("collab", "r.before ->> 'collab_id'"),
        ("product", "r.before ->> 'product_id'"),
    ],
    unique: Some("content_id"),
};

pub(super) const STAGE_MOVE: Entity = Entity {
    name: "stage_move",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "collab_id",
        "stage",
        "at",
        "by",
        "reason",
        "passed",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR, ("collab", "r.before ->> 'collab_id'")],
    unique: None,
};

pub(super) const CONTACT: Entity = Entity {
    name: "contact",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "at",
        "by",
        "channel",
        "template",
        "replied_at",
        "collab_id",
        "follow_up",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR, ("collab", "r.before ->> 'collab_id'")],
    unique: None,
};

pub(super) const AGREEMENT: Entity = Entity {
    name: "agreement",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "starts",
        "ends",
        "discount_rate",
        "discount_to_rate",
        "list_price",
        "currency",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR],
    unique: None,
};

pub(super) const COST: Entity = Entity {
    name: "cost",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &[
        "cost_id",
        "kind",
        "amount",
        "currency",
        "at",
        "collab_id",
        "campaign_id",
        "split",
        "shares",
        "hours",
        "rate",
        "note",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[
        ("collab", "r.before ->> 'collab_id'"),
        ("campaign", "r.before ->> 'campaign_id'"),
    ],
    unique: Some("cost_id"),
};

pub(super) const MARGIN: Entity = Entity {
    name: "margin",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["starts", "product_id", "margin_rate", "created_by"],
    version: Some("version"),
    used_by: &[],
    needs: &[("product", "r.before ->> 'product_id'")],
    unique: None,
};

pub(super) const BUYER: Entity = Entity {
    name: "buyer",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &[
        "collab_id",
        "age_13_17_share",
        "age_18_24_share",
        "age_25_34_share",
        "age_35_44_share",
        "age_45_plus_share",
        "female_share",
        "created_by",
    ],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR, ("collab", "r.before ->> 'collab_id'")],
    unique: Some("collab_id"),
};

pub(super) const ATTACHED: Entity = Entity {
    name: "attached",
    creator: Some("creator_id"),
    part: "id",
    key: &["id"],
    columns: &["collab_id", "order_no", "product", "content", "created_by"],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR, ("collab", "r.before ->> 'collab_id'")],
    unique: None,
};

pub(super) const PLAN_CREATOR: Entity = Entity {
    name: "plan_creator",
    creator: Some("creator_id"),
    part: "plan_id",
    key: &["creator_id", "plan_id"],
    columns: &["created_by"],
    version: Some("version"),
    used_by: &[],
    needs: &[CREATOR, ("plan", "r.part")],
    unique: None,
};

pub(super) const SNOOZE: Entity = Entity {
    name: "snooze",
    creator: None,
    part: "id",
    key: &["id"],
    columns: &["member", "what", "item", "until"],
    version: Some("version"),
    used_by: &[],
    needs: &[],
    unique: None,
};

/// All of them: what others need first.
pub(super) const ALL: [&Entity; 27] = [
    &MEMBER,
    &PRODUCT,
    &PRODUCT_LINK,
    &CAMPAIGN,
    &PLAN,
    &TAG_GROUP,
    &TAG,
    &LIST,
    &CREATOR_TAG,
    &LIST_MEMBER,
    &NOTE,
    &DISMISSED,
    &VIEW,
    &MERGED,
    &APART,
    &COLLAB,
    &SAMPLE,
    &CONTENT,
    &STAGE_MOVE,
    &CONTACT,
    &AGREEMENT,
    &COST,
    &MARGIN,
    &BUYER,
    &ATTACHED,
    &PLAN_CREATOR,
    &SNOOZE,
];

/// Those that files bring, see [`crate::store::native`], and what hangs on them; what others need first.
pub(super) const WORK: [&Entity; 16] = [
    &MEMBER,
    &PRODUCT,
    &PRODUCT_LINK,
    &CAMPAIGN,
    &PLAN,
    &COLLAB,
    &SAMPLE,
    &CONTENT,
    &STAGE_MOVE,
    &CONTACT,
    &AGREEMENT,
    &COST,
    &MARGIN,
    &BUYER,
    &ATTACHED,
    &PLAN_CREATOR,
];

/// What became of the rows of a change when it was taken back.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Restored {
    /// They are what they were.
    pub rows: usize,
    /// Somebody has changed them since: they stay.
    pub conflicts: usize,
}

impl Entity {
    fn image(&self, of: &str) -> String {
        let columns = self.columns.iter().map(|c| format!("'{c}', {of}.{c}"));
        format!("json_object({})", columns.collect::<Vec<_>>().join(", "))
    }

    fn creator_of(&self, of: &str) -> String {
        self.creator.map_or("0".to_owned(), |c| format!("{of}.{c}"))
    }

    /// That a row of this table is the one a row of the journal speaks of.
    fn same(&self, row: &str, kept: &str) -> String {
        let equal = |column: &&str| {
            let side = if *column == self.part {
                "part"
            } else {
                "creator_id"
            };
            format!("{row}.{column} = {kept}.{side}")
        };
        let mut all: Vec<String> = self.key.iter().map(equal).collect();
        // with another creator it is not the one that was there
        if let Some(creator) = self.creator.filter(|c| !self.key.contains(c)) {
            all.push(format!("{row}.{creator} = {kept}.creator_id"));
        }
        all.join(" AND ")
    }

    /// That nobody has changed the row since it went to another creator.
    fn untouched_elsewhere(&self) -> String {
        match self.creator.filter(|c| !self.key.contains(c)) {
            Some(creator) => format!(
                " AND NOT EXISTS (SELECT 1 FROM {} t WHERE t.{} = r.part AND t.{creator} <> r.creator_id \
                 AND {} IS NOT r.before)",
                self.name,
                self.part,
                self.image("t")
            ),
            None => String::new(),
        }
    }

    /// That it is no row which came from another creator: as such a one it is counted.
    fn is_no_move(&self) -> &'static str {
        match self.creator.filter(|c| !self.key.contains(c)) {
            Some(_) => {
                " AND NOT EXISTS (SELECT 1 FROM change_row o WHERE o.change_id = r.change_id AND o.what = r.what \
                 AND o.part = r.part AND o.creator_id <> r.creator_id)"
            }
            None => "",
        }
    }

    /// Notes rows as they are, before the change does something to them. `which` is a condition on `t`.
    pub(super) fn keep(
        &self,
        conn: &Connection,
        change: Change,
        which: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<usize, Fault> {
        self.remember(conn)?;
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, before) \
             SELECT {}, '{}', {}, t.{}, {} FROM {} t WHERE {which}",
            change.id,
            self.name,
            self.creator_of("t"),
            self.part,
            self.image("t"),
            self.name,
        );
        Ok(conn.prepare(&sql)?.execute(values)?)
    }

    /// Makes rows, and notes them. `select` tells creator, number and image of each.
    pub(super) fn make(
        &self,
        conn: &Connection,
        change: Change,
        select: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<usize, Fault> {
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, after) \
             SELECT {}, '{}', n.* FROM ({select}) n",
            change.id, self.name,
        );
        let made = conn.prepare(&sql)?.execute(values)?;
        if made > 0 {
            self.write(conn, change)?;
        }
        Ok(made)
    }

    /// The column of the number.
    pub(super) fn part(&self) -> &'static str {
        self.part
    }

    /// What an image keeps, in its order.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().copied()
    }

    /// Whether its rows belong to creators.
    pub(super) fn is_of_creators(&self) -> bool {
        self.creator.is_some()
    }

    /// How many columns its table has, with those that the journal has beside the image.
    #[cfg(test)]
    pub(super) fn all_columns(&self) -> usize {
        let version = usize::from(self.version.is_some());
        self.columns.len() + 1 + usize::from(self.creator.is_some()) + version
    }

    /// Whether a number of its own names a row.
    pub(super) fn is_numbered(&self) -> bool {
        self.key == [self.part]
    }

    /// A number that no row of it has or had: rows that are gone may come back under theirs.
    pub(super) fn next(&self, conn: &Connection) -> Result<i64, Fault> {
        let sql = format!(
            "SELECT max(ifnull((SELECT max({}) FROM {}), 0), \
             ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_{}'), 0)) + 1",
            self.part, self.name, self.name,
        );
        Ok(conn.prepare_cached(&sql)?.query_row([], |r| r.get(0))?)
    }

    /// Remembers which numbers are taken, before rows go.
    fn remember(&self, conn: &Connection) -> Result<(), Fault> {
        if !self.is_numbered() {
            return Ok(());
        }
        let last = self.next(conn)? - 1;
        conn.prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![format!("last_{}", self.name), last.to_string()])?;
        Ok(())
    }

    /// Notes what became of the rows that were kept. Those that are what they were are no part of the change.
    pub(super) fn settle(&self, conn: &Connection, change: Change) -> Result<(), Fault> {
        let sql = format!(
            "UPDATE change_row AS r SET after = (SELECT {} FROM {} t WHERE {}) \
             WHERE change_id = ?1 AND what = '{}' AND before IS NOT NULL",
            self.image("t"),
            self.name,
            self.same("t", "r"),
            self.name,
        );
        conn.prepare_cached(&sql)?.execute([change.id])?;
        let unchanged =
            "DELETE FROM change_row WHERE change_id = ?1 AND what = ?2 AND before IS after";
        conn.prepare_cached(unchanged)?
            .execute(params![change.id, self.name])?;
        Ok(())
    }

    /// Puts rows of a change back as they were before it, as part of another change, which notes them: those that were
    /// there, or (`gone`) those that were not. Rows that are neither as the change left them nor as it found them stay.
    pub(super) fn restore(
        &self,
        conn: &Connection,
        of: i64,
        change: Change,
        gone: bool,
    ) -> Result<Restored, Fault> {
        let name = self.name;
        let now = format!(
            "(SELECT {} FROM {name} t WHERE {})",
            self.image("t"),
            self.same("t", "r")
        );
        let which = if gone { "IS NULL" } else { "IS NOT NULL" };
        let mut free = String::new();
        if gone {
            for (table, column) in self.used_by {
                free.push_str(&format!(
                    " AND NOT EXISTS (SELECT 1 FROM {table} u WHERE u.{column} = r.part)"
                ));
            }
        } else {
            free.push_str(&self.untouched_elsewhere());
            for (table, id) in self.needs {
                free.push_str(&format!(
                    " AND ({id} IS NULL OR EXISTS (SELECT 1 FROM {table} p WHERE p.id = {id}))"
                ));
            }
            if let Some(column) = self.unique {
                free.push_str(&format!(
                    " AND NOT EXISTS (SELECT 1 FROM {name} u WHERE u.{column} = r.before ->> '{column}' \
                     AND u.{} <> r.part)",
                    self.part
                ));
            }
        }
        let sql = format!(
            "INSERT INTO change_row (change_id, what, creator_id, part, before, after) \
             SELECT ?2, r.what, r.creator_id, r.part, r.after, r.before FROM change_row r \
             WHERE r.change_id = ?1 AND r.what = '{name}' AND r.before {which} AND {now} IS r.after{free}"
        );
        let rows = conn.prepare(&sql)?.execute([of, change.id])?;
        let sql = format!(
            "SELECT count(*) FROM change_row r WHERE r.change_id = ?1 AND r.what = '{name}' AND r.before {which} \
             AND {now} IS NOT r.before AND NOT EXISTS (SELECT 1 FROM change_row n WHERE n.change_id = ?2 \
             AND n.what = r.what AND n.creator_id = r.creator_id AND n.part = r.part)"
        );
        // what others have come to use just stays
        let sql = if gone {
            format!("{sql} AND {now} IS NOT r.after{}", self.is_no_move())
        } else {
            sql
        };
        let conflicts: u32 = conn
            .prepare(&sql)?
            .query_row([of, change.id], |r| r.get(0))?;
        if rows > 0 {
            self.write(conn, change)?;
        }
        Ok(Restored {
            rows,
            conflicts: conflicts as usize,
        })
    }

    /// Makes the rows what a change says they become.
    pub(super) fn write(&self, conn: &Connection, change: Change) -> Result<(), Fault> {
        self.remember(conn)?;
        let name = self.name;
        let (key, kept) = if self.key.len() == 1 {
            (self.part.to_owned(), "part")
        } else {
            (format!("({})", self.key.join(", ")), "creator_id, part")
        };
        let sql = format!(
            "DELETE FROM {name} WHERE {key} IN (SELECT {kept} FROM change_row \
             WHERE change_id = ?1 AND what = '{name}' AND after IS NULL)"
        );
        conn.prepare(&sql)?.execute([change.id])?;
        let mut columns = vec![self.part];
        let mut values = vec!["part".to_owned()];
        if let Some(creator) = self.creator {
            columns.push(creator);
            values.push("creator_id".to_owned());
        }
        for column in self.columns {
            columns.push(column);
            values.push(format!("after ->> '{column}'"));
        }
        if let Some(version) = self.version {
            columns.push(version);
            values.push(change.id.to_string());
        }
        let set = columns
            .iter()
            .filter(|c| !self.key.contains(c))
            .map(|c| format!("{c} = excluded.{c}"))
            .collect::<Vec<_>>()
            .join(", ");
        let otherwise = if set.is_empty() {
            "NOTHING".to_owned()
        } else {
            format!("UPDATE SET {set}")
        };
        let sql = format!(
            "INSERT INTO {name} ({}) SELECT {} FROM change_row \
             WHERE change_id = ?1 AND what = '{name}' AND after IS NOT NULL \
             ON CONFLICT ({}) DO {otherwise}",
            columns.join(", "),
            values.join(", "),
            self.key.join(", "),
        );
        conn.prepare(&sql)?.execute([change.id])?;
        Ok(())
    }
}
