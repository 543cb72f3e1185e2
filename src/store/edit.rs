//! Rows of native files, changed by people: fields, and rows that come and go.
//!
//! Whoever writes says what was there before: another one's change of the same thing is told, not written over. Two
//! people may change two fields of one collaboration at a time.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::change::{self, Outcome};
use super::collab::{
    campaign_called, known_campaign, known_product, member_called, product_called, writer,
};
use super::entity::{ATTACHED, COLLAB, COST, Entity, MARGIN, STAGE_MOVE};
use super::error::{Fault, Result, StoreError};
use super::journal::Change;
use super::native::{self, Link, Table};
use super::orders::{Words, lines_of};
use super::returns::Summing;
use super::same::Same;
use super::{Store, meeting, work};
use crate::domain::collab::native::{COLLABORATIONS, Cell, Field, File, Value};
use crate::domain::deed::{Deed, Kind};
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::returns::attach::Given;
use crate::text::fold_key;

/// A field that somebody changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit {
    /// Which.
    pub key: &'static str,
    /// What it held then.
    pub seen: Option<Value>,
    /// What it holds from now on.
    pub to: Option<Value>,
}

/// A value as its column keeps it: names become what they point to.
fn kept(
    conn: &Connection,
    now: Change,
    table: &Table,
    field: &Field,
    value: Option<&Value>,
) -> Result<Sql, Fault> {
    let Some(value) = value else {
        return Ok(Sql::Null);
    };
    let name = value.text().unwrap_or_default();
    Ok(match table.link(field) {
        None => native::sql(value),
        Some(Link::Member) => Sql::Integer(member_called(conn, name)?),
        // what nobody has sold has no margin, and what has no collaborations bears no cost: a slip of the keys
        Some(Link::Campaign) if table.entity.name == COST.name => {
            let none = || StoreError::NoSuchCampaign(name.to_owned());
            Sql::Integer(known_campaign(conn, name)?.ok_or_else(none)?)
        }
        Some(Link::Product) if table.entity.name == MARGIN.name => {
            let none = || StoreError::NoSuchProduct(name.to_owned());
            Sql::Integer(known_product(conn, name)?.ok_or_else(none)?)
        }
        Some(Link::Campaign) => Sql::Integer(campaign_called(conn, now, name)?),
        Some(Link::Product) => Sql::Integer(product_called(conn, now, name)?),
        Some(Link::Collab) => match work::find(conn, name)? {
            Some(id) => Sql::Integer(id.into()),
            None => return Err(StoreError::NoSuchCollab(name.to_owned()).into()),
        },
        // whose it is, and which plan, is no field that changes
        Some(Link::Creator | Link::Plan) => Sql::Null,
    })
}

/// What a row points to belongs to this creator: for the sentence and for the journal. Of a point on an agenda it is what
/// the point is about.
fn whose(conn: &Connection, e: &Entity, id: i64) -> Result<Option<(u32, String, i64)>, Fault> {
    let sql = match e.is_of_creators() {
        _ if e.name == "decision" => meeting::ABOUT.to_owned(),
        true => format!(
            "SELECT t.creator_id, k.handle, t.version FROM {} t JOIN creator k ON k.id = t.creator_id WHERE t.id = ?1",
            e.name
        ),
        false => format!("SELECT 0, '', version FROM {} WHERE id = ?1", e.name),
    };
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?)
}

/// The currency of a code.
fn code(value: Option<&Value>) -> Currency {
    let parsed = value.and_then(Value::text).and_then(Currency::parse);
    parsed.unwrap_or_default()
}

/// The currency of a row's sums.
fn currency_of(
    conn: &Connection,
    table: &Table,
    file: &'static File,
    id: i64,
) -> Result<Currency, Fault> {
    Ok(match file.field("currency") {
        Some(field) => code(shown(conn, table, field, id)?.as_ref()),
        None => Currency::NONE,
    })
}

/// A deed about one creator, or about none.
fn about(kind: Kind, name: &str, who: &str) -> Deed {
    let mut deed = Deed::new(kind, name);
    if !who.is_empty() {
        deed = deed.on(1);
        deed.who = who.to_owned();
    }
    deed
}

/// What of an order is given: its product and its video or LIVE, as the file numbers them; none is all of it.
type Part = Option<(String, u32)>;

/// The orders of a creator that are looked at, line by line, each with the collaboration that it belongs to.
struct Orders {
    summing: Summing,
    of: BTreeMap<i64, Vec<(Line, Option<u32>)>>,
}

impl Orders {
    fn load(conn: &Connection, creator: u32, orders: &[i64]) -> Result<Self, Fault> {
        let ids: Vec<u32> = Same::load(conn)?.family(creator).collect();
        let summing = Summing::load(conn, Some(&ids))?;
        let wanted: HashSet<i64> = orders.iter().copied().collect();
        let mut of: BTreeMap<i64, Vec<(Line, Option<u32>)>> = BTreeMap::new();
        for line in lines_of(conn, &ids)? {
            if line.counts() && wanted.contains(&line.order) {
                let to = summing.attach(creator, &line).ok().map(|(id, _)| id);
                of.entry(line.order).or_default().push((line, to));
            }
        }
        Ok(Orders { summing, of })
    }

    /// What lines of an order are told apart by.
    fn key(&self, line: &Line) -> (i64, u32) {
        (self.summing.product(line), line.content)
    }
}

/// The parts of orders that are given to a collaboration. Where other lines of the same order belong to another one,
/// only what tells them apart is named, so that they stay there.
fn parts(
    conn: &Connection,
    creator: u32,
    given: &Given,
    to: Option<u32>,
) -> Result<Vec<(i64, Part)>, Fault> {
    let mut products = Words::new(conn, "SELECT product FROM order_item WHERE id = ?1");
    let mut all = Vec::new();
    match given {
        Given::Line {
            order,
            item,
            content,
        } => {
            let orders = Orders::load(conn, creator, &[*order])?;
            let product = |item: u32| {
                orders.summing.product(&Line {
                    item,
                    ..Line::default()
                })
            };
            let key = (product(*item), *content);
            let elsewhere = |(line, of): &(Line, Option<u32>)| {
                orders.key(line) != key && of.is_some() && *of != to
            };
            let lines = orders.of.get(order).map(Vec::as_slice).unwrap_or_default();
            let part = match to.is_some() && lines.iter().any(elsewhere) {
                true => Some((products.get((*item).into())?.to_string(), *content)),
                false => None,
            };
            all.push((*order, part));
        }
        Given::Loose(wanted) => {
            let orders = Orders::load(conn, creator, wanted)?;
            for (order, lines) in &orders.of {
                let some = || lines.iter().filter(|(_, to)| to.is_some());
                let taken: HashSet<_> = some().map(|(l, _)| orders.key(l)).collect();
                let mut parts: Vec<Part> = Vec::new();
                for (line, _) in lines.iter().filter(|(_, to)| to.is_none()) {
                    let part = match taken.is_empty() {
                        true => None,
                        false if taken.contains(&orders.key(line)) => continue,
                        false => Some((products.get(line.item.into())?.to_string(), line.content)),
                    };
                    if !parts.contains(&part) {
                        parts.push(part);
                    }
                }
                all.extend(parts.into_iter().map(|part| (*order, part)));
            }
        }
    }
    Ok(all)
}

impl Store {
    /// Changes fields of one row of a native file. A stage is not changed here: it is moved to.
    ///
    /// # Errors
    /// [`StoreError::FieldChanged`] where somebody has changed one of them since; [`StoreError::NoSuchCollab`],
    /// [`StoreError::NoSuchMember`].
    pub fn edit_row(
        &mut self,
        file: &'static File,
        id: i64,
        edits: &[FieldEdit],
        at: Timestamp,
    ) -> Result<Outcome> {
        let kind = match file.name {
            "collaborations" => Kind::CollabEdit,
            _ => Kind::WorkEdit,
        };
        let edits = edits.to_vec();
        self.change(kind, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let (_, who, version) = whose(conn, e, id)?.ok_or_else(|| {
                Fault::from(match e.name {
                    "decision" => StoreError::NoSuchPoint,
                    _ => StoreError::NoSuchCollab(String::new()),
                })
            })?;
            let mut deed = about(kind, "", &who);
            let currency = match edits.iter().find(|e| e.key == "currency") {
                Some(edit) => code(edit.to.as_ref()),
                None => currency_of(conn, table, file, id)?,
            };
            let mut set: Vec<(&'static str, Sql)> = Vec::new();
            for edit in &edits {
                let field = file
                    .field(edit.key)
                    .filter(|f| f.key != "stage" && !matches!(f.cell, Cell::Handle))
                    .ok_or_else(|| Fault::Damaged(edit.key.to_owned()))?;
                let column = table.column(field);
                let now_there: Sql = conn
                    .prepare_cached(&format!(
                        "SELECT \"{column}\" FROM {} WHERE id = ?1",
                        e.name
                    ))?
                    .query_row([id], |r| r.get(0))?;
                let to = kept(conn, now, table, field, edit.to.as_ref())?;
                deed.name = match kind {
                    Kind::CollabEdit => field.key.to_owned(),
                    _ => format!("{}.{}", file.name, field.key),
                };
                deed.to = told(conn, table, field, edit.to.as_ref(), currency)?;
                if now_there == to {
                    continue;
                }
                let theirs = shown(conn, table, field, id)?;
                if theirs != edit.seen {
                    return Err(StoreError::FieldChanged {
                        by: writer(conn, version)?,
                        field: file.name_id(field.key),
                        theirs: theirs.map(|v| v.said(field.cell, currency)),
                    }
                    .into());
                }
                set.push((column, to));
                if field.key == "name"
                    && table.folded
                    && let Some(name) = edit.to.as_ref().and_then(Value::text)
                {
                    set.push(("fold", Sql::Text(fold_key(name))));
                }
            }
            if set.is_empty() {
                return Ok((false, deed));
            }
            e.keep(conn, now, "t.id = ?1", &[&id])?;
            // a folded name that is taken is told as it was typed
            let named = set.iter().find(|(column, _)| *column == "name");
            let named = named.map(|(_, value)| value.clone());
            for (column, value) in &set {
                let sql = format!(
                    "UPDATE {} SET \"{column}\" = ?2, version = ?3 WHERE id = ?1",
                    e.name
                );
                conn.prepare_cached(&sql)?
                    .execute(params![id, value, now.id])
                    .map_err(|e| taken(e, named.as_ref().unwrap_or(value)))?;
            }
            // what a file said long ago keeps nobody from changing something else
            if span(file)
                .is_some_and(|(from, to)| edits.iter().any(|e| [from, to].contains(&e.key)))
            {
                forwards(conn, table, file, id)?;
            }
            e.settle(conn, now)?;
            Ok((true, deed))
        })
    }

    /// Gives several collaborations other values of fields: an owner, a day, a campaign.
    ///
    /// # Errors
    /// As [`Store::edit_row`], but nobody is asked what was there before.
    pub fn edit_collabs(
        &mut self,
        ids: &[u32],
        fields: &[(&'static str, Option<Value>)],
        at: Timestamp,
    ) -> Result<Outcome> {
        let fields = fields.to_vec();
        let ids = ids.to_vec();
        self.change(Kind::CollabEdit, at, |conn, now| {
            let table = Table::of(&COLLABORATIONS)
                .ok_or_else(|| Fault::Damaged("collab".to_owned()))?;
            conn.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, stage TEXT, passed TEXT); \
                 DELETE FROM temp.moved",
            )?;
            {
                let mut take =
                    conn.prepare_cached("INSERT OR IGNORE INTO temp.moved (id) VALUES (?1)")?;
                for id in &ids {
                    take.execute([id])?;
                }
            }
            let mut set: Vec<(&'static Field, &'static str, Sql)> = Vec::new();
            for (key, to) in &fields {
                let field = COLLABORATIONS
                    .field(key)
                    .filter(|f| !matches!(f.key, "stage" | "ref" | "handle"))
                    .ok_or_else(|| Fault::Damaged((*key).to_owned()))?;
                let value = kept(conn, now, table, field, to.as_ref())?;
                set.push((field, table.column(field), value));
            }
            let differs: Vec<String> = (1..)
                .zip(&set)
                .map(|(n, (_, column, _))| format!("t.\"{column}\" IS NOT ?{n}"))
                .collect();
            let which = format!(
                "t.id IN (SELECT id FROM temp.moved) AND ({})",
                differs.join(" OR ")
            );
            let values: Vec<&dyn ToSql> = set.iter().map(|(_, _, v)| v as &dyn ToSql).collect();
            let n = COLLAB.keep(conn, now, &which, &values)?;
            for (_, column, value) in &set {
                let sql = format!(
                    "UPDATE collab SET \"{column}\" = ?1, version = ?2 WHERE id IN (SELECT id FROM temp.moved) \
                     AND \"{column}\" IS NOT ?1"
                );
                conn.prepare_cached(&sql)?.execute(params![value, now.id])?;
            }
            COLLAB.settle(conn, now)?;
            let who: Option<String> = conn
                .query_row(
                    "SELECT k.handle FROM temp.moved m JOIN collab c ON c.id = m.id JOIN creator k ON k.id = c.creator_id",
                    [],
                    |r| r.get(0),
                )
                .optional()?;
            let last = fields.last().zip(set.last());
            let (key, written) = match last {
                Some(((key, to), (field, ..))) => {
                    let said = fields.iter().find(|(key, _)| *key == "currency");
                    let currency = match (said, ids.first()) {
                        (Some((_, to)), _) => code(to.as_ref()),
                        (None, Some(id)) => {
                            currency_of(conn, table, &COLLABORATIONS, i64::from(*id))?
                        }
                        (None, None) => Currency::NONE,
                    };
                    (*key, told(conn, table, field, to.as_ref(), currency)?)
                }
                None => ("", String::new()),
            };
            let mut deed = Deed::new(Kind::CollabEdit, key)
                .to(written)
                .on(n as u64);
            if n == 1 {
                deed.who = who.unwrap_or_default();
            }
            Ok((n > 0, deed))
        })
    }

    /// Adds a row to a native file: for a collaboration, for a creator, or for neither, as the file has it. What the
    /// row has to be called is made up where nobody says.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCollab`], [`StoreError::NoSuchCreator`], [`StoreError::NameTaken`].
    pub fn add_row(
        &mut self,
        file: &'static File,
        collab: Option<u32>,
        creator: Option<u32>,
        values: &[(&'static str, Value)],
        at: Timestamp,
    ) -> Result<Outcome> {
        let mut made = None;
        let done = self.change(Kind::WorkAdd, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let mut all: HashMap<&'static str, Sql> = HashMap::new();
            for (key, value) in values {
                let field = file
                    .field(key)
                    .ok_or_else(|| Fault::Damaged((*key).to_owned()))?;
                all.insert(
                    table.column(field),
                    kept(conn, now, table, field, Some(value))?,
                );
            }
            let mut of = creator.unwrap_or(0);
            if let Some(collab) = collab {
                let found = whose(conn, &COLLAB, collab.into())?;
                let (creator, ..) =
                    found.ok_or_else(|| Fault::from(StoreError::NoSuchCollab(String::new())))?;
                of = creator;
                all.insert("collab_id", Sql::Integer(collab.into()));
            } else if of > 0 {
                of = change::stays(conn, of)?;
            }
            let who: String = conn
                .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                .query_row([of], |r| r.get(0))
                .optional()?
                .unwrap_or_default();
            if e.is_of_creators() && who.is_empty() {
                return Err(StoreError::NoSuchCreator(of).into());
            }
            if table.folded
                && let Some(Sql::Text(name)) = all.get("name")
            {
                let fold = fold_key(name);
                all.insert("fold", Sql::Text(fold));
            }
            named_by_itself(conn, file, collab, now, &mut all)?;
            let id = e.next(conn)?;
            e.add(conn, now, of, id, &all)
                .map_err(|fault| match fault {
                    Fault::Sql(error) => {
                        let own = file.fields.first().map(|f| table.column(f));
                        let own = own.and_then(|column| all.get(column));
                        taken(error, own.unwrap_or(&Sql::Null))
                    }
                    other => other,
                })?;
            made = Some(id);
            Ok((true, about(Kind::WorkAdd, file.name, &who)))
        })?;
        Ok(Outcome { made, ..done })
    }

    /// Gives orders of a creator to a collaboration, whatever else decides; to none lets it decide again. An order can
    /// be of two collaborations.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCreator`], [`StoreError::NoSuchCollab`].
    pub fn attach(
        &mut self,
        creator: u32,
        given: &Given,
        collab: Option<u32>,
        at: Timestamp,
    ) -> Result<Outcome> {
        self.change(Kind::Attach, at, |conn, now| {
            let creator = change::stays(conn, creator)?;
            let who: Option<String> = conn
                .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
                .query_row([creator], |r| r.get(0))
                .optional()?;
            let who = who.ok_or(StoreError::NoSuchCreator(creator))?;
            let to: Option<String> = match collab {
                None => None,
                Some(id) => {
                    let found = conn
                        .prepare_cached("SELECT ref FROM collab WHERE id = ?1")?
                        .query_row([id], |r| r.get(0))
                        .optional()?;
                    Some(found.ok_or(StoreError::NoSuchCollab(String::new()))?)
                }
            };
            let given = parts(conn, creator, given, collab)?;
            let mut changed = false;
            for (order, part) in &given {
                let mut all: HashMap<&'static str, Sql> = HashMap::new();
                all.insert("order_no", Sql::Integer(*order));
                // all of it: what was said of its parts holds no longer
                let mut which = "t.creator_id = ?1 AND t.order_no = ?2".to_owned();
                let mut with: Vec<&dyn ToSql> = vec![&creator, order];
                if let Some((product, content)) = part {
                    all.insert("product", Sql::Text(product.clone()));
                    all.insert("content", Sql::Integer((*content).into()));
                    which += " AND t.product = ?3 AND t.content = ?4";
                    with.extend([product as &dyn ToSql, content]);
                }
                changed |= conn
                    .prepare_cached(&format!("SELECT 1 FROM attached t WHERE {which}"))?
                    .exists(&*with)?;
                ATTACHED.keep(conn, now, &which, &with)?;
                let sql = format!("DELETE FROM attached AS t WHERE {which}");
                conn.prepare_cached(&sql)?.execute(&*with)?;
                if let Some(collab) = collab {
                    all.insert("collab_id", Sql::Integer(collab.into()));
                    let id = ATTACHED.next(conn)?;
                    ATTACHED.add(conn, now, creator, id, &all)?;
                    changed = true;
                }
            }
            ATTACHED.settle(conn, now)?;
            let mut different: Vec<i64> = given.iter().map(|(order, _)| *order).collect();
            different.dedup();
            let deed = about(Kind::Attach, &different.len().to_string(), &who);
            Ok((changed, deed.to(to.unwrap_or_default())))
        })
    }

    /// Takes a row of a native file away. Rows that others belong to stay.
    ///
    /// # Errors
    /// [`StoreError::InUse`].
    pub fn delete_row(&mut self, file: &'static File, id: i64, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::WorkDelete, at, |conn, now| {
            let table = Table::of(file).ok_or_else(|| Fault::Damaged(file.name.to_owned()))?;
            let e = table.entity;
            let Some((_, who, _)) = whose(conn, e, id)? else {
                return Ok((false, Deed::new(Kind::WorkDelete, file.name)));
            };
            // with a collaboration goes what was noted of its way, and nothing else
            let own = |table: &str| e.name == "collab" && table == "stage_move";
            for (table, column) in e.used_by.iter().filter(|(t, _)| !own(t)) {
                let sql = format!("SELECT 1 FROM {table} WHERE \"{column}\" = ?1 LIMIT 1");
                if conn.prepare_cached(&sql)?.exists([id])? {
                    return Err(StoreError::InUse.into());
                }
            }
            if e.name == "collab" {
                STAGE_MOVE.keep(conn, now, "t.collab_id = ?1", &[&id])?;
                conn.execute("DELETE FROM stage_move WHERE collab_id = ?1", [id])?;
                STAGE_MOVE.settle(conn, now)?;
            }
            e.keep(conn, now, "t.id = ?1", &[&id])?;
            conn.execute(&format!("DELETE FROM {} WHERE id = ?1", e.name), [id])?;
            e.settle(conn, now)?;
            Ok((true, about(Kind::WorkDelete, file.name, &who)))
        })
    }
}

/// What a field has become, for the sentence about it; a product by its name.
fn told(
    conn: &Connection,
    table: &Table,
    field: &Field,
    value: Option<&Value>,
    currency: Currency,
) -> Result<String, Fault> {
    let Some(value) = value else {
        return Ok(String::new());
    };
    let name: Option<String> = match table.link(field) {
        Some(Link::Product) => conn
            .prepare_cached("SELECT name FROM product WHERE product_id = ?1")?
            .query_row([value.text()], |r| r.get(0))
            .optional()?
            .flatten(),
        _ => None,
    };
    Ok(name.unwrap_or_else(|| value.told(field.cell, currency)))
}

/// From the first to the second of these days: the one cannot be behind the other.
fn span(file: &File) -> Option<(&'static str, &'static str)> {
    match file.name {
        "agreements" | "campaigns" | "plans" => Some(("starts", "ends")),
        "collaborations" => Some(("started", "ended")),
        "samples" => Some(("sent", "received")),
        _ => None,
    }
}

/// Refuses a row that would end before it begins.
fn forwards(conn: &Connection, table: &Table, file: &'static File, id: i64) -> Result<(), Fault> {
    let Some((from, to)) = span(file) else {
        return Ok(());
    };
    let mut days: [Option<Date>; 2] = [None, None];
    for (day, key) in days.iter_mut().zip([from, to]) {
        if let Some(field) = file.field(key) {
            *day = shown(conn, table, field, id)?
                .as_ref()
                .and_then(Value::date);
        }
    }
    match days {
        [Some(from), Some(to)] if to < from => Err(StoreError::Backwards(from, to).into()),
        _ => Ok(()),
    }
}

/// A name that no two rows share is taken.
fn taken(error: rusqlite::Error, name: &Sql) -> Fault {
    let unique = error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
    match name {
        Sql::Text(name) if unique => StoreError::NameTaken(name.clone()).into(),
        _ => error.into(),
    }
}

/// What a field shows now.
fn shown(
    conn: &Connection,
    table: &Table,
    field: &'static Field,
    id: i64,
) -> Result<Option<Value>, Fault> {
    let sql = format!(
        "SELECT {} FROM {} t WHERE t.id = ?1",
        table.written_field(field),
        table.entity.name
    );
    let mut s = conn.prepare_cached(&sql)?;
    let mut rows = s.query([id])?;
    match rows.next()? {
        Some(r) => native::value(field.cell, r.get_ref(0)?),
        None => Ok(None),
    }
}

/// Numbers that a row is told by where nobody has given it one.
fn named_by_itself(
    conn: &Connection,
    file: &File,
    collab: Option<u32>,
    now: Change,
    all: &mut HashMap<&'static str, Sql>,
) -> Result<(), Fault> {
    match file.name {
        "samples" => {
            let next: i64 = conn
                .prepare_cached("SELECT ifnull(max(item), 0) + 1 FROM sample WHERE collab_id = ?1")?
                .query_row([collab], |r| r.get(0))?;
            all.entry("item").or_insert(Sql::Integer(next));
        }
        "contents" if !all.contains_key("content_id") => {
            // the number in a link is the platform's own
            let digits = match all.get("url") {
                Some(Sql::Text(url)) => url
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|part| part.len() >= 10)
                    .max_by_key(|part| part.len())
                    .map(str::to_owned),
                _ => None,
            };
            let id = digits.unwrap_or_else(|| format!("own-{}", now.id));
            all.insert("content_id", Sql::Text(id));
        }
        "costs" if !all.contains_key("cost_id") => {
            all.insert("cost_id", Sql::Text(format!("own-{}", now.id)));
        }
        "outreach" => {
            all.entry("at").or_insert(Sql::Integer(now.at));
            all.entry("by").or_insert(Sql::Integer(now.by));
        }
        "stage_moves" => {
            all.entry("at").or_insert(Sql::Integer(now.at));
        }
        _ => {}
    }
    Ok(())
}
