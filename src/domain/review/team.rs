//! The fourth board: who brought how many creators how far, how long it took, and where work waits longest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::creators::{currencies, gain};
use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Row, Section, Value};
use super::mark_of;
use super::matter::Step;
use super::shown::halves;
use super::side::{Done, Group, Name, Side, reached};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::Ratio;

/// Stages on the way, in which work can wait.
const WAY: usize = Stage::Reviewed as usize;

/// Fewer stays tell nothing of what is usual.
const FEWEST: usize = 3;

/// Stages in which somebody has work to do: what is ordering sells by itself.
const WORK: usize = Stage::Ordering as usize;

/// Twice the middle one of some numbers, of an even number of them the mean of the two in the middle; none of none.
fn middle(mut all: Vec<i32>) -> Option<i32> {
    all.sort_unstable();
    let at = all.len() / 2;
    let high = all.get(at)?;
    let low = match all.len() % 2 {
        0 => all.get(at - 1)?,
        _ => high,
    };
    Some(low + high)
}

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let sections = vec![
        members(now, before),
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

fn count(n: usize) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn members(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("member"),
        Column::number("collaborations"),
        Column::number("contacted"),
        Column::number("reply_rate"),
        Column::number("creators"),
        Column::number("ordering"),
        Column::number("ordering_share"),
        Column::number("gmv"),
        Column::number("gmv_before"),
        Column::number("change"),
        Column::number("cost"),
        Column::number("profit"),
        Column::number("return"),
        Column::number("return_before"),
        Column::name("currency"),
    ];
    let mut section = Section::new("members", Message::new("review-about-members"), columns);
    section.chart = Some(Chart::Bars(7));
    let rules = now.by.rules;
    let of = |done: &Done<'_>| {
        let mut names: Vec<Option<Name>> = owner(done).into_iter().map(Some).collect();
        names.push(None);
        names
    };
    let mine = now.groups(of);
    let theirs = before.map(|b| b.groups(of)).unwrap_or_default();
    let heads = by_owner(now);
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
    let keys = mine.keys().chain(theirs.keys());
    let mut names: Vec<&Option<Name>> = keys.map(|(_, name)| name).collect();
    names.sort_unstable_by_key(|name| (name.is_none(), *name));
    names.dedup();
    let currencies = currencies([&mine, &theirs]);
    for name in names {
        let none = Vec::new();
        let deals = heads.get(name).unwrap_or(&none);
        let head = Group::of(deals.iter().copied());
        let messages = wrote.get(name).copied();
        // what has no currency stands once
        let mut counts: Vec<Cell> = vec![
            count(head.deals.len()).into(),
            Value::count(messages.map(|(n, _)| n)).into(),
            Value::percent(messages.and_then(|(n, r)| Ratio::of(r.into(), n.into()))).into(),
            count(head.creators.len()).into(),
            count(head.ordering.len()).into(),
            Value::percent(head.ordering_share()).into(),
        ];
        let blank = vec![Cell::from(Value::Blank); counts.len()];
        let known = |c: &Currency| {
            let key = (*c, name.clone());
            mine.contains_key(&key) || theirs.contains_key(&key)
        };
        let mut told: Vec<Currency> = currencies.iter().copied().filter(known).collect();
        if told.is_empty() {
            told.push(Currency::NONE);
        }
        for currency in told {
            let key = (currency, name.clone());
            let (group, was) = (mine.get(&key), theirs.get(&key));
            let gmv =
                |g: Option<&Group>| Value::money(g.and_then(|g| g.sums.sales(rules).gmv), currency);
            let returned =
                |g: Option<&Group>| Value::percent(g.and_then(|g| g.sums.numbers(rules).returned));
            let (sold, then) = (gmv(group), gmv(was));
            let change = sold.change(&then);
            let sums = group.map(|g| g.sums).unwrap_or_default();
            let verdict = now.judge(&sums, group.is_some_and(|g| g.general)).verdict;
            let mut cells = vec![of_whom(name.as_ref())];
            cells.append(&mut counts);
            cells.extend([
                sold.marked(Mark::Strong),
                then.marked(Mark::Dim),
                change.into(),
                Value::money(sums.cost(rules), currency).into(),
                Value::money(gain(&sums, rules), currency).into(),
                returned(group).marked(mark_of(verdict)),
                returned(was).marked(Mark::Dim),
                Value::code(currency).marked(Mark::Dim),
            ]);
            // what it sold in this currency; of what sold nothing, everything
            let behind = group.map_or_else(|| ids(deals), Group::behind);
            section.row(cells, behind);
            counts.clone_from(&blank);
        }
    }
    section
}

/// Collaborations by owner; all of them under none.
type ByOwner<'s, 'm> = BTreeMap<Option<Name>, Vec<&'s Done<'m>>>;

fn by_owner<'s, 'm>(side: &'s Side<'m>) -> ByOwner<'s, 'm> {
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
fn of_whom(name: Option<&Name>) -> Cell {
    match name {
        Some(name) => title(name),
        None => Value::Word("review-team".into()).marked(Mark::Strong),
    }
}

/// Members, then the team.
fn in_order<'a, 's, 'm>(
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

fn stage_columns(stages: impl Iterator<Item = Stage>) -> Vec<Column> {
    let column = |s: Stage| {
        let title = format!("stage-{}", s.key().replace('_', "-"));
        Column::number(s.key()).titled(title)
    };
    stages.map(column).collect()
}

fn on_the_way(from: usize, to: usize) -> impl Iterator<Item = Stage> {
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

/// Days that collaborations stayed in each stage before they left it.
fn stays(ways: impl Iterator<Item = impl AsRef<[Step]>>) -> [Vec<i32>; WAY] {
    let mut all: [Vec<i32>; WAY] = Default::default();
    for way in ways {
        for pair in way.as_ref().windows(2) {
            if let [from, to] = pair
                && let Some(stays) = all.get_mut(from.stage.index())
            {
                stays.push((to.day - from.day).max(0));
            }
        }
    }
    all
}

/// Twice the median of days from the first message to the content being out.
fn whole(deals: &[&Done<'_>]) -> Option<i32> {
    let took = deals.iter().filter_map(|d| {
        let came = |stage: Stage| d.way.iter().find(|s| s.stage == stage).map(|s| s.day);
        Some(came(Stage::Published)? - came(Stage::Contacted)?)
    });
    middle(took.collect())
}

/// Where somebody's stays are furthest above the team's: stage, twice the days, and twice those of the team.
fn bottleneck(mine: &[Vec<i32>; WAY], team: &[Option<i32>; WAY]) -> Option<(Stage, i32, i32)> {
    let each = Stage::ALL.into_iter().zip(mine).zip(team);
    let each = each.filter_map(|((stage, mine), team)| {
        let usual = (*team)?;
        let days = middle(mine.clone()).filter(|_| mine.len() >= FEWEST)?;
        // half as long again, and days that somebody feels
        (days * 2 >= usual * 3 && days >= usual + 4).then_some((stage, days, usual))
    });
    each.max_by_key(|(_, days, usual)| days - usual)
}

fn stage_word(stage: Stage) -> String {
    format!("stage-{}", stage.key().replace('_', "-"))
}

fn cycle(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let mut columns = vec![Column::name("member")];
    columns.extend(stage_columns(on_the_way(0, WAY - 1)));
    columns.extend([
        Column::number("to_published"),
        Column::number("to_published_before"),
        Column::name("bottleneck"),
    ]);
    let mut section = Section::new("cycle", Message::new("review-about-cycle"), columns);
    let all = by_owner(now);
    let then = before.map(by_owner).unwrap_or_default();
    let team = all.get(&None).map(|d| stays(d.iter().map(|d| d.way)));
    let usual: [Option<i32>; WAY] = team.unwrap_or_default().map(middle);
    for (name, deals) in in_order(&all) {
        let mine = stays(deals.iter().map(|d| d.way));
        let worst = name.and_then(|_| bottleneck(&mine, &usual));
        let mut cells = vec![of_whom(name)];
        for (stage, stays) in Stage::ALL.into_iter().zip(&mine) {
            let value = Value::half_days(middle(stays.clone()));
            let is_worst = worst.is_some_and(|(s, ..)| s == stage);
            let few = stays.len() < FEWEST;
            cells.push(value.marked(match (is_worst, few) {
                (true, _) => Mark::Bad,
                (_, true) => Mark::Dim,
                _ => Mark::None,
            }));
        }
        let was = then.get(&name.cloned()).and_then(|d| whole(d));
        cells.push(Value::half_days(whole(deals)).marked(Mark::Strong));
        cells.push(Value::half_days(was).marked(Mark::Dim));
        cells.push(match worst {
            Some((stage, took, usual)) => {
                let said = Message::new("review-bottleneck")
                    .word("stage", stage_word(stage))
                    .with("n", halves(took.into()))
                    .with("usual", halves(usual.into()));
                Value::Said(said).marked(Mark::Bad)
            }
            None => Value::Missing.into(),
        });
        section.row(cells, stayed(deals, worst.map(|(stage, ..)| stage)));
    }
    section
}

/// To how long each of them stayed in each stage.
fn stayed(deals: &[&Done<'_>], longest_in: Option<Stage>) -> Behind {
    let ids: Vec<u32> = deals.iter().map(|d| d.deal.id).collect();
    Behind::Stays(ids.as_slice().into(), longest_in)
}

/// Of [`stays_of`] these collaborations: where a stage is asked for, it stands before the others, and who stayed or waits
/// longest in it first.
pub fn stays_in(all: &Section, ids: &[u32], longest_in: Option<Stage>) -> Section {
    let mut section = all.clone();
    section.rows.retain(|r| match r.behind {
        Behind::Deal(id, _) => ids.binary_search(&id).is_ok(),
        _ => false,
    });
    let place = |key: &str| all.columns.iter().position(|c| c.key == key);
    let stage = longest_in.and_then(|s| Some((s, place(s.key())?)));
    if let (Some((stage, at)), Some(waiting), Some(now)) =
        (stage, place("waiting_days"), place("stage"))
    {
        let word = Value::Word(stage_word(stage));
        let days = |row: &Row, at: usize| match row.cells.get(at).map(|c| &c.value) {
            Some(Value::Days(n)) => Some(*n),
            _ => None,
        };
        section.rows.sort_by_key(|row| {
            let here = row.cells.get(now).is_some_and(|c| c.value == word);
            let waits = days(row, waiting).filter(|_| here);
            std::cmp::Reverse(days(row, at).into_iter().chain(waits).max())
        });
        // behind reference and creator
        const FRONT: usize = 2;
        if let Some(columns) = section.columns.get_mut(FRONT..=at) {
            columns.rotate_right(1);
        }
        for row in &mut section.rows {
            if let Some(cells) = row.cells.get_mut(FRONT..=at) {
                cells.rotate_right(1);
            }
        }
    }
    section
}

/// Every collaboration with the days that it stayed in each stage, and what is in one now for how long.
pub fn stays_of(now: &Side<'_>) -> Section {
    let mut columns = vec![
        Column::name("ref"),
        Column::name("creator"),
        Column::name("owner"),
    ];
    columns.extend(stage_columns(on_the_way(0, WAY - 1)));
    columns.push(Column::number("waiting_days"));
    columns.push(Column::name("stage"));
    let mut section = Section::new("stays", Message::new("review-about-stays"), columns);
    for done in &now.deals {
        let deal = done.deal;
        let mut cells = vec![
            Value::Text((*deal.reference).into()).marked(Mark::Strong),
            Value::Text(format!("@{}", deal.handle).into()).into(),
            Value::name(deal.owner.as_ref()).into(),
        ];
        for mine in stays([done.way].iter()) {
            // a stage may have been gone back to
            let days: Vec<i64> = mine.iter().map(|d| i64::from(*d)).collect();
            let days = (!days.is_empty()).then(|| days.iter().sum());
            cells.push(days.map_or(Value::Missing, Value::Days).into());
        }
        let waits = done.waits(now.until_day());
        cells.push(
            waits
                .map_or(Value::Missing, |d| Value::Days(d.into()))
                .into(),
        );
        let stage = done
            .stage
            .map_or(Value::Missing, |s| Value::Word(stage_word(s)));
        cells.push(stage.into());
        section.row(cells, Behind::Deal(deal.id, deal.creator));
    }
    section
}

/// How long work waits in a stage.
struct Wait<'s, 'm> {
    stage: Stage,
    /// Stays of those that left it.
    left: Vec<i32>,
    /// Those that were in it at the end.
    here: Vec<&'s Done<'m>>,
    /// Twice the median of those that left it.
    took: Option<i32>,
    /// Twice the median of how long those in it have waited.
    waits: Option<i32>,
}

fn waits<'s, 'm>(now: &'s Side<'m>) -> Vec<Wait<'s, 'm>> {
    let until = now.until_day();
    let left = stays(now.deals.iter().map(|d| d.way));
    let each = Stage::ALL.into_iter().zip(left).map(|(stage, left)| {
        let here = now.deals.iter().filter(|d| d.stage == Some(stage));
        let here: Vec<&Done<'_>> = here.collect();
        let ages: Vec<i32> = here.iter().filter_map(|d| d.waits(until)).collect();
        Wait {
            stage,
            took: middle(left.clone()),
            waits: middle(ages),
            left,
            here,
        }
    });
    each.collect()
}

/// Where work waits longest: the stage with the longest median, of those that left it or of those that are still in it.
fn longest(all: &[Wait<'_, '_>]) -> Option<Stage> {
    let work = all.iter().take(WORK);
    let days = work.filter_map(|w| {
        let took = w.took.filter(|_| w.left.len() >= FEWEST);
        let waits = w.waits.filter(|_| w.here.len() >= FEWEST);
        Some((took.into_iter().chain(waits).max()?, w.stage))
    });
    let longest = days.max_by_key(|(days, stage)| (*days, std::cmp::Reverse(*stage)));
    longest.map(|(_, stage)| stage)
}

fn waiting(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("stage"),
        Column::number("left"),
        Column::number("days"),
        Column::number("days_before"),
        Column::number("change"),
        Column::number("waiting"),
        Column::number("waiting_days"),
        Column::name("longest_with"),
    ];
    let mut section = Section::new("waiting", Message::new("review-about-waiting"), columns);
    section.chart = Some(Chart::Bars(2));
    let members = by_owner(now);
    let members: Vec<(&Name, [Vec<i32>; WAY])> = members
        .iter()
        .filter_map(|(name, deals)| Some((name.as_ref()?, stays(deals.iter().map(|d| d.way)))))
        .collect();
    let all = waits(now);
    let then = before.map(waits).unwrap_or_default();
    let slowest = longest(&all);
    for (at, wait) in all.iter().enumerate() {
        let by_member = members.iter().filter_map(|(name, stays)| {
            let mine = stays.get(at).filter(|mine| mine.len() >= FEWEST)?;
            Some((middle(mine.clone())?, *name))
        });
        let slow = by_member.max_by_key(|(days, name)| (*days, std::cmp::Reverse((*name).clone())));
        let mark = match slowest == Some(wait.stage) {
            true => Mark::Bad,
            false => Mark::Strong,
        };
        let took = Value::half_days(wait.took);
        let was = Value::half_days(then.get(at).and_then(|w| w.took));
        let change = took.change(&was);
        // those that wait, else those that have gone through it
        let behind = match wait.here.is_empty() {
            false => stayed(&wait.here, Some(wait.stage)),
            true => {
                let through = now.deals.iter().filter(|d| {
                    let mut way = d.way.iter();
                    way.any(|s| s.stage == wait.stage)
                });
                stayed(&through.collect::<Vec<_>>(), Some(wait.stage))
            }
        };
        section.row(
            vec![
                Value::Word(stage_word(wait.stage)).marked(mark),
                count(wait.left.len()).into(),
                took.into(),
                was.marked(Mark::Dim),
                change.into(),
                count(wait.here.len()).into(),
                Value::half_days(wait.waits).into(),
                match slow {
                    Some((days, Name::Is(who))) => {
                        let said = Message::new("review-slowest").with("who", who.to_string());
                        Value::Said(said.with("n", halves(days.into()))).into()
                    }
                    _ => Value::Missing.into(),
                },
            ],
            behind,
        );
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(stage: Stage, day: i32) -> Step {
        Step { stage, day }
    }

    #[test]
    fn stays_are_of_stages_that_were_left() {
        let way = [
            step(Stage::Candidate, 0),
            step(Stage::Contacted, 3),
            step(Stage::Negotiating, 4),
            step(Stage::Dropped, 14),
        ];
        let all = stays([way].iter());
        let told: Vec<_> = all.iter().take(4).map(Vec::as_slice).collect();
        assert_eq!(told, [&[3][..], &[1], &[10], &[]]);
    }

    #[test]
    fn a_bottleneck_is_far_above_the_team() {
        let mut mine: [Vec<i32>; WAY] = Default::default();
        let mut team = [Some(12); WAY];
        assert_eq!(bottleneck(&mine, &team), None);
        mine[2] = vec![15, 16, 17];
        mine[3] = vec![9, 9, 9];
        assert_eq!(bottleneck(&mine, &team), Some((Stage::Negotiating, 32, 12)));
        // two are not enough to tell, one day more is nothing to speak of
        mine[2] = vec![15, 16];
        mine[3] = vec![2, 2, 2];
        team[3] = Some(2);
        assert_eq!(bottleneck(&mine, &team), None);
    }
}
