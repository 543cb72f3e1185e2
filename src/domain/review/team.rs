//! The fourth board: who brought how many creators how far, how long it took, and where work waits longest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::creators::{currencies, gain};
use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Section, Value};
use super::mark_of;
use super::side::{Done, Group, Name, Side, reached};
use super::stays::{cycle, waiting};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::Ratio;

/// Stages on the way, in which work can wait.
pub const WAY: usize = Stage::Reviewed as usize;

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let sections = vec![
        members(now, before),
        member_sales(now, before),
        funnel(now),
        conversion(now, before),
        cycle(now, before),
        waiting(now, before),
    ];
    Board {
        id: "team",
        sections,
    }
}

fn owner(done: &Done<'_>) -> Vec<Name> {
    let owner = done.deal.owner.as_ref();
    vec![owner.map_or(Name::Missing, |o| Name::Is(Arc::clone(o)))]
}

fn title(name: &Name) -> Cell {
    match name {
        Name::Is(name) => Value::Text(Arc::clone(name)).marked(Mark::Strong),
        Name::Missing => Value::Word("roi-no-owner".into()).marked(Mark::Dim),
    }
}

/// Of so many.
pub fn count(n: usize) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What each member's work is, whatever its currency.
fn members(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("member"),
        Column::number("collaborations"),
        Column::number("contacted"),
        Column::number("reply_rate"),
        Column::number("creators"),
        Column::number("ordering"),
        Column::number("ordering_share"),
        Column::number("ordering_share_before"),
        Column::number("change"),
    ];
    let mut section = Section::new("members", Message::new("review-about-members"), columns);
    let mut wrote: BTreeMap<Option<Name>, (i64, i64)> = BTreeMap::new();
    for c in &now.matter.contacts {
        let by = c.by.as_ref();
        let by = by.map_or(Name::Missing, |by| Name::Is(Arc::clone(by)));
        for name in [Some(by), None] {
            let (all, replied) = wrote.entry(name).or_default();
            *all += 1;
            *replied += i64::from(c.replied);
        }
    }
    let mut all = by_owner(now);
    // somebody may only have written
    for name in wrote.keys() {
        all.entry(name.clone()).or_default();
    }
    let then = before.map(by_owner).unwrap_or_default();
    for (name, deals) in in_order(&all) {
        let group = Group::of(deals.iter().copied());
        let messages = wrote.get(&name.cloned()).copied();
        let was = then.get(&name.cloned());
        let was = was.and_then(|d| Group::of(d.iter().copied()).ordering_share());
        let (share, was) = (Value::percent(group.ordering_share()), Value::percent(was));
        let change = share.change(&was);
        section.row(
            vec![
                of_whom(name),
                count(group.deals.len()).into(),
                Value::count(messages.map(|(n, _)| n)).into(),
                Value::percent(messages.and_then(|(n, r)| Ratio::of(r.into(), n.into()))).into(),
                count(group.creators.len()).into(),
                count(group.ordering.len()).into(),
                share.into(),
                was.marked(Mark::Dim),
                change.into(),
            ],
            ids(deals),
        );
    }
    section
}

/// What it brought, in each currency by itself.
fn member_sales(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("member"),
        Column::number("gmv"),
        Column::number("gmv_before"),
        Column::number("change"),
        Column::number("cost"),
        Column::number("profit"),
        Column::number("return"),
        Column::number("return_before"),
        Column::name("currency"),
    ];
    let about = Message::new("review-about-member-sales");
    let mut section = Section::new("member_sales", about, columns);
    section.chart = Some(Chart::Bars(1));
    let rules = now.by.rules;
    let of = |done: &Done<'_>| {
        let mut names: Vec<Option<Name>> = owner(done).into_iter().map(Some).collect();
        names.push(None);
        names
    };
    let mine = now.groups(of);
    let theirs = before.map(|b| b.groups(of)).unwrap_or_default();
    let keys: BTreeSet<&(Currency, Option<Name>)> = mine.keys().chain(theirs.keys()).collect();
    let mut keys: Vec<_> = keys.into_iter().collect();
    let order = currencies([&mine, &theirs]);
    let place = |c: Currency| order.iter().position(|o| *o == c);
    keys.retain(|(currency, _)| place(*currency).is_some());
    keys.sort_by_key(|(currency, name)| (place(*currency), name.is_none(), name.clone()));
    for key in keys {
        let (currency, name) = key;
        let (group, was) = (mine.get(key), theirs.get(key));
        let gmv =
            |g: Option<&Group>| Value::money(g.and_then(|g| g.sums.sales(rules).gmv), *currency);
        let returned =
            |g: Option<&Group>| Value::percent(g.and_then(|g| g.sums.numbers(rules).returned));
        let (sold, then) = (gmv(group), gmv(was));
        let change = sold.change(&then);
        let sums = group.map(|g| g.sums).unwrap_or_default();
        let verdict = now.judge(&sums, group.is_some_and(|g| g.general)).verdict;
        section.row(
            vec![
                of_whom(name.as_ref()),
                sold.marked(Mark::Strong),
                then.marked(Mark::Dim),
                change.into(),
                Value::money(sums.cost(rules), *currency).into(),
                Value::money(gain(&sums, rules), *currency).into(),
                returned(group).marked(mark_of(verdict)),
                returned(was).marked(Mark::Dim),
                Value::code(*currency).marked(Mark::Dim),
            ],
            group.map_or(Behind::Nothing, Group::behind),
        );
    }
    section
}

/// Collaborations by owner; all of them under none.
pub type ByOwner<'s, 'm> = BTreeMap<Option<Name>, Vec<&'s Done<'m>>>;

/// See [`ByOwner`].
pub fn by_owner<'s, 'm>(side: &'s Side<'m>) -> ByOwner<'s, 'm> {
    let mut all: ByOwner<'s, 'm> = BTreeMap::new();
    for done in &side.deals {
        for name in owner(done) {
            all.entry(Some(name)).or_default().push(done);
        }
        all.entry(None).or_default().push(done);
    }
    all
}

/// A row's name: of a member, or of the whole team.
pub fn of_whom(name: Option<&Name>) -> Cell {
    match name {
        Some(name) => title(name),
        None => Value::Word("review-team".into()).marked(Mark::Strong),
    }
}

/// Members, then the team.
pub fn in_order<'a, 's, 'm>(
    all: &'a ByOwner<'s, 'm>,
) -> impl Iterator<Item = (Option<&'a Name>, &'a Vec<&'s Done<'m>>)> {
    let members = all.iter().filter_map(|(n, d)| Some((Some(n.as_ref()?), d)));
    let team = all.iter().filter(|(n, _)| n.is_none());
    members.chain(team.map(|(_, d)| (None, d)))
}

fn ids(deals: &[&Done<'_>]) -> Behind {
    let ids: Vec<u32> = deals.iter().map(|d| d.deal.id).collect();
    Behind::Deals(ids.as_slice().into())
}

/// How many collaborations have come into each stage or further.
fn reached_by(deals: &[&Done<'_>]) -> [i64; WAY + 1] {
    let mut all = [0; WAY + 1];
    for done in deals {
        let Some(far) = reached(done.way, done.stage) else {
            continue;
        };
        let far = far.index().min(WAY);
        all.iter_mut().take(far + 1).for_each(|n| *n += 1);
    }
    all
}

/// A column of numbers for each stage.
pub fn stage_columns(stages: impl Iterator<Item = Stage>) -> Vec<Column> {
    let column = |s: Stage| Column::number(s.key()).titled(s.word_id());
    stages.map(column).collect()
}

/// Stages from one to another.
pub fn on_the_way(from: usize, to: usize) -> impl Iterator<Item = Stage> {
    Stage::ALL.into_iter().skip(from).take(to + 1 - from)
}

fn funnel(now: &Side<'_>) -> Section {
    let mut columns = vec![Column::name("member")];
    columns.extend(stage_columns(on_the_way(0, WAY)));
    columns.push(Column::number("given_up"));
    let mut section = Section::new("funnel", Message::new("review-about-funnel"), columns);
    for (name, deals) in in_order(&by_owner(now)) {
        let mut cells = vec![of_whom(name)];
        cells.extend(reached_by(deals).map(|n| Cell::from(Value::Count(n))));
        let given_up = deals
            .iter()
            .filter(|d| d.stage.is_some_and(Stage::is_given_up));
        cells.push(count(given_up.count()).marked(Mark::Dim));
        section.row(cells, ids(deals));
    }
    section
}

fn conversion(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let mut columns = vec![Column::name("member")];
    columns.extend(stage_columns(on_the_way(1, WAY)));
    columns.extend([
        Column::number("all_the_way"),
        Column::number("all_the_way_before"),
        Column::number("change"),
    ]);
    let about = Message::new("review-about-conversion");
    let mut section = Section::new("conversion", about, columns);
    let all = by_owner(now);
    let then = before.map(by_owner).unwrap_or_default();
    let team = all.get(&None).map(|d| reached_by(d));
    let whole = |of: [i64; WAY + 1]| {
        let share = Ratio::of_counts(of.get(WAY - 1).copied(), of.first().copied());
        Value::percent(share)
    };
    let share = |of: &[i64; WAY + 1], at: usize| {
        Ratio::of_counts(of.get(at).copied(), of.get(at.checked_sub(1)?).copied())
    };
    for (name, deals) in in_order(&all) {
        let reached = reached_by(deals);
        let mut cells = vec![of_whom(name)];
        for at in 1..=WAY {
            let value = share(&reached, at);
            // what is well below the team's is worth a look
            let less = value
                .zip(team.as_ref().and_then(|t| share(t, at)))
                .and_then(|(mine, all)| mine.over(all))
                .is_some_and(|part| part.approx() < 0.8);
            let mark = if less { Mark::Bad } else { Mark::None };
            cells.push(Value::percent(value).marked(mark));
        }
        let was = then.get(&name.cloned());
        let was = was.map_or(Value::Missing, |d| whole(reached_by(d)));
        let mine = whole(reached);
        let change = mine.change(&was);
        cells.push(mine.marked(Mark::Strong));
        cells.push(was.marked(Mark::Dim));
        cells.push(change.into());
        section.row(cells, ids(deals));
    }
    section
}
