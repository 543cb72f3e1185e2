//! The native files as tables: which column of the pool file a field is, and what it points to.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use super::entity::{
    AGREEMENT, BUYER, CAMPAIGN, COLLAB, CONTACT, CONTENT, COST, DECISION, Entity, MARGIN, MEMBER,
    PLAN, PLAN_CREATOR, PRODUCT, PRODUCT_LINK, SAMPLE, STAGE_MOVE,
};
use super::error::{Fault, Result};
use super::{Store, journal};
use crate::domain::collab::native::{self, Cell, Field, File, Value};
use crate::domain::creator::Platform;

/// What a field points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Creator,
    Member,
    Campaign,
    Product,
    Collab,
    Plan,
}

impl Link {
    /// The column of what is pointed to, by which files name it, and its table.
    const fn named(self) -> (&'static str, &'static str) {
        match self {
            Link::Creator => ("creator", "handle"),
            Link::Member => ("member", "name"),
            Link::Campaign => ("campaign", "name"),
            Link::Product => ("product", "product_id"),
            Link::Collab => ("collab", "ref"),
            Link::Plan => ("plan", "name"),
        }
    }
}

/// See the module.
pub(super) struct Table {
    pub file: &'static File,
    pub entity: &'static Entity,
    /// Whether its rows stand under a name in any case, which the column `fold` has.
    pub folded: bool,
}

static TABLES: [Table; 16] = {
    const fn of(file: &'static File, entity: &'static Entity, folded: bool) -> Table {
        Table {
            file,
            entity,
            folded,
        }
    }
    [
        of(&native::MEMBERS, &MEMBER, false),
        of(&native::PRODUCTS, &PRODUCT, false),
        of(&native::PRODUCT_LINKS, &PRODUCT_LINK, false),
        of(&native::CAMPAIGNS, &CAMPAIGN, true),
        of(&native::COLLABORATIONS, &COLLAB, false),
        of(&native::SAMPLES, &SAMPLE, false),
        of(&native::CONTENTS, &CONTENT, false),
        of(&native::BUYERS, &BUYER, false),
        of(&native::COSTS, &COST, false),
        of(&native::MARGINS, &MARGIN, false),
        of(&native::STAGE_MOVES, &STAGE_MOVE, false),
        of(&native::OUTREACH, &CONTACT, false),
        of(&native::AGREEMENTS, &AGREEMENT, false),
        of(&native::PLANS, &PLAN, true),
        of(&native::PLAN_CREATORS, &PLAN_CREATOR, false),
        of(&native::DECISIONS, &DECISION, false),
    ]
};

/// What reads the handle of a creator as files name it: of two with one handle each is told by its platform as well.
pub(super) fn handle_sql(id: &str) -> String {
    let codes = (0..).zip(Platform::ALL);
    let keys: Vec<String> = codes
        .map(|(code, p)| format!("WHEN {code} THEN '{}:'", p.key()))
        .collect();
    let all: Vec<String> = (0..Platform::ALL.len()).map(|c| c.to_string()).collect();
    format!(
        "(SELECT CASE WHEN EXISTS (SELECT 1 FROM creator o WHERE o.platform IN ({}) AND o.handle_key = l.handle_key \
         AND o.id <> l.id) THEN CASE l.platform {} END ELSE '' END || l.handle FROM creator l WHERE l.id = {id})",
        all.join(", "),
        keys.join(" ")
    )
}

impl Table {
    /// Of a file.
    pub(super) fn of(file: &File) -> Option<&'static Table> {
        TABLES.iter().find(|t| t.file.name == file.name)
    }

    /// What a field points to.
    pub(super) fn link(&self, field: &Field) -> Option<Link> {
        match (field.cell, field.key) {
            (Cell::Handle, _) => Some(Link::Creator),
            (Cell::Member, _) => Some(Link::Member),
            (Cell::Name, "campaign") => Some(Link::Campaign),
            (Cell::Name, "plan") => Some(Link::Plan),
            // of its own file it is no link
            (Cell::Id, "product_id") if self.file.name != "products" => Some(Link::Product),
            (Cell::Id, "ref") if self.file.name != "collaborations" => Some(Link::Collab),
            _ => None,
        }
    }

    /// The column of the pool file.
    pub(super) fn column(&self, field: &'static Field) -> &'static str {
        match self.link(field) {
            Some(Link::Creator) => "creator_id",
            Some(Link::Campaign) => "campaign_id",
            Some(Link::Collab) => "collab_id",
            Some(Link::Plan) => "plan_id",
            Some(Link::Member | Link::Product) | None => field.key,
        }
    }

    /// Whether a row belongs to the creator of its collaboration.
    pub(super) fn creator_by_collab(&self) -> bool {
        matches!(self.file.name, "samples" | "stage_moves" | "buyers")
    }

    /// The fields as a `SELECT` lists them for a file: what is pointed to by its name.
    pub(super) fn written(&self) -> String {
        let all = self.file.fields.iter().map(|f| self.written_field(f));
        all.collect::<Vec<_>>().join(", ")
    }

    /// The same for one field.
    pub(super) fn written_field(&self, field: &'static Field) -> String {
        match self.link(field) {
            Some(Link::Creator) => handle_sql(&format!("t.{}", self.column(field))),
            Some(link) => {
                let (table, name) = link.named();
                let column = self.column(field);
                format!("(SELECT l.\"{name}\" FROM {table} l WHERE l.id = t.{column})")
            }
            None => format!("t.\"{}\"", field.key),
        }
    }
}

/// A value as a statement takes it.
pub(super) fn sql(value: &Value) -> Sql {
    match value {
        Value::Text(text) => Sql::Text(text.to_string()),
        Value::Number(n) => Sql::Integer(*n),
        Value::Date(d) => Sql::Text(d.to_string()),
        Value::Time(t) => Sql::Integer(journal::millis(*t)),
    }
}

/// A value as a statement gives it; none where it is missing.
pub(super) fn value(cell: Cell, found: ValueRef<'_>) -> Result<Option<Value>, Fault> {
    let damaged = || Fault::Damaged("value of a native column".to_owned());
    let text = |t: &[u8]| String::from_utf8_lossy(t).into_owned();
    Ok(Some(match (cell, found) {
        (_, ValueRef::Null) => return Ok(None),
        (Cell::Date, ValueRef::Text(t)) => Value::Date(text(t).parse().map_err(|_| damaged())?),
        (Cell::Time, ValueRef::Integer(ms)) => Value::Time(journal::moment(ms)),
        (_, ValueRef::Integer(n)) => Value::Number(n),
        (_, ValueRef::Text(t)) => Value::Text(text(t).into()),
        _ => return Err(damaged()),
    }))
}

/// What is done with each row; an error stops the reading.
pub type EachRow<'e, E> = dyn FnMut(&[Option<Value>]) -> Result<(), E> + 'e;

impl Store {
    /// Hands over every row of a native file, in its order, with the values by column.
    ///
    /// # Errors
    /// Whatever keeps the pool file from being read, or what `each` returns.
    pub fn native_rows<E: From<super::StoreError>>(
        &self,
        file: &'static File,
        each: &mut EachRow<'_, E>,
    ) -> Result<(), E> {
        if file.name == native::ORDERS.name {
            return self.order_rows(each);
        }
        let Some(table) = Table::of(file) else {
            return Ok(());
        };
        let order = match file.name {
            "plan_creators" => "t.plan_id, t.creator_id",
            _ => "t.id",
        };
        let text = format!(
            "SELECT {} FROM {} t ORDER BY {order}",
            table.written(),
            table.entity.name
        );
        let mut stopped = None;
        self.read(|c| {
            let mut s = c.prepare(&text)?;
            let mut rows = s.query([])?;
            let mut values = Vec::with_capacity(file.fields.len());
            while let Some(r) = rows.next()? {
                values.clear();
                for (i, field) in file.fields.iter().enumerate() {
                    values.push(value(field.cell, r.get_ref(i)?)?);
                }
                if let Err(e) = each(&values) {
                    stopped = Some(e);
                    break;
                }
            }
            Ok(())
        })?;
        stopped.map_or(Ok(()), Err)
    }

    /// How many rows a native file would have.
    pub fn native_count(&self, file: &'static File) -> Result<u64> {
        self.read(|c| {
            let name = Table::of(file).map_or("collab", |t| t.entity.name);
            let sql = format!("SELECT count(*) FROM {name}");
            Ok(c.prepare_cached(&sql)?
                .query_row([], |r| super::row::count(r, 0))?)
        })
    }
}

/// A name for a collaboration that nobody has: the year and a number that counts up.
pub(super) fn next_ref(conn: &Connection, year: i16) -> Result<u32, Fault> {
    let last: Option<Option<i64>> = conn
        .prepare_cached(
            "SELECT max(CAST(substr(ref, 6) AS INTEGER)) FROM collab WHERE ref GLOB ?1 || '-[0-9]*'",
        )?
        .query_row([year.to_string()], |r| r.get(0))
        .optional()?;
    let last = last.flatten().unwrap_or(0);
    Ok(u32::try_from(last).unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_a_column() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        for file in native::FILES {
            let table = Table::of(file).unwrap();
            for field in file.fields {
                let text = format!(
                    "SELECT \"{}\" FROM {}",
                    table.column(field),
                    table.entity.name
                );
                assert!(conn.prepare(&text).is_ok(), "{text}");
            }
            let text = format!("SELECT {} FROM {} t", table.written(), table.entity.name);
            assert!(conn.prepare(&text).is_ok(), "{text}");
        }
        assert_eq!(next_ref(&conn, 2026).unwrap(), 1);
    }

    /// What lies in a table is what its journal image keeps: nothing is lost when a change is taken back.
    #[test]
    fn images_are_whole() {
        let conn = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&conn, std::path::Path::new("x")).unwrap();
        for table in &TABLES {
            let columns = super::super::carry::columns(&conn, table.entity.name).unwrap();
            assert_eq!(
                table.entity.all_columns(),
                columns.len(),
                "{}",
                table.entity.name
            );
        }
    }
}
