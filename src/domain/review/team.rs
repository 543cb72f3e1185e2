//! The fourth board: who brought how many creators how far, how long it took, and where work waits longest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::creators::{gain, together};
use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Section, Value};
use super::mark_of;
use super::matter::Step;
use super::side::{Done, Group, Name, Side, reached};
use crate::domain::collab::board::median;
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::returns::Ratio;

/// Stages on the way, in which work can wait.
const WAY: usize = Stage::Reviewed as usize;

/// Fewer stays tell nothing of what is usual.
const FEWEST: usize = 3;

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let sections = vec![
        members(now, before),
        funnel(now),
        conversion(now),
        cycle(now, before),
        waiting(now),
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
    let mine = now.groups(owner);
    let theirs = before.map(|b| b.groups(owner)).unwrap_or_default();
    let mut wrote: BTreeMap<Name, (i64, i64)> = BTreeMap::new();
    for c in &now.matter.contacts {
        let name =
            c.by.as_ref()
                .map_or(Name::Missing, |by| Name::Is(Arc::clone(by)));
        let (all, replied) = wrote.entry(name).or_default();
        *all += 1;
        *replied += i64::from(c.replied);
    }
    let none = Group::default();
    for (currency, name, group, was) in together(&mine, &theirs, |n| *n == Name::Missing) {
        if !currency.is_known() && group.is_none_or(|g| g.creators.is_empty()) {
            continue;
        }
        let g = group.unwrap_or(&none);
        let gmv =
            |g: Option<&Group>| Value::money(g.and_then(|g| g.sums.sales(rules).gmv), currency);
        let returned =
            |g: Option<&Group>| Value::percent(g.and_then(|g| g.sums.numbers(rules).returned));
        let (sold, then) = (gmv(group), gmv(was));
        let change = sold.change(&then);
        let verdict = now.judge(&g.sums, g.general).verdict;
        let messages = wrote.get(name).copied();
        section.row(
            vec![
                title(name),
                count(g.deals.len()).into(),
                Value::count(messages.map(|(n, _)| n)).into(),
                Value::percent(messages.and_then(|(n, r)| Ratio::of(r.into(), n.into()))).into(),
                count(g.creators.len()).into(),
                count(g.ordering.len()).into(),
                Value::percent(g.ordering_share()).into(),
                sold.marked(Mark::Strong),
                then.marked(Mark::Dim),
                change.into(),
                Value::money(g.sums.cost(rules), currency).into(),
                Value::money(gain(&g.sums, rules), currency).into(),
                returned(group).marked(mark_of(verdict)),
                returned(was).marked(Mark::Dim),
                Value::code(currency).marked(Mark::Dim),
            ],
            g.behind(),
        );
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
        let Some(far) = reached(done.way, done.deal.stage) else {
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
            .filter(|d| d.deal.stage.is_some_and(Stage::is_given_up));
        cells.push(count(given_up.count()).marked(Mark::Dim));
        section.row(cells, ids(deals));
    }
    section
}

fn conversion(now: &Side<'_>) -> Section {
    let mut columns = vec![Column::name("member")];
    columns.extend(stage_columns(on_the_way(1, WAY)));
    columns.push(Column::number("all_the_way"));
    let about = Message::new("review-about-conversion");
    let mut section = Section::new("conversion", about, columns);
    let all = by_owner(now);
    let team = all.get(&None).map(|d| reached_by(d));
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
        let whole = Ratio::of_counts(reached.get(WAY - 1).copied(), reached.first().copied());
        cells.push(Value::percent(whole).marked(Mark::Strong));
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

/// Days from the first message to the content being out.
fn whole(deals: &[&Done<'_>]) -> Option<i32> {
    let took = deals.iter().filter_map(|d| {
        let came = |stage: Stage| d.way.iter().find(|s| s.stage == stage).map(|s| s.day);
        Some(came(Stage::Published)? - came(Stage::Contacted)?)
    });
    median(&mut took.collect::<Vec<_>>())
}

/// Where somebody's stays are furthest above the team's: stage, days, and those of the team.
fn bottleneck(mine: &[Vec<i32>; WAY], team: &[Option<i32>; WAY]) -> Option<(Stage, i32, i32)> {
    let each = Stage::ALL.into_iter().zip(mine).zip(team);
    let each = each.filter_map(|((stage, mine), team)| {
        let usual = (*team)?;
        let days = median(&mut mine.clone()).filter(|_| mine.len() >= FEWEST)?;
        // half as long again, and days that somebody feels
        (days * 2 >= usual * 3 && days >= usual + 2).then_some((stage, days, usual))
    });
    each.max_by_key(|(_, days, usual)| days - usual)
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
    let usual: [Option<i32>; WAY] = team.unwrap_or_default().map(|mut all| median(&mut all));
    let days = |d: Option<i32>| d.map_or(Value::Missing, |d| Value::Days(d.into()));
    for (name, deals) in in_order(&all) {
        let mine = stays(deals.iter().map(|d| d.way));
        let worst = name.and_then(|_| bottleneck(&mine, &usual));
        let mut cells = vec![of_whom(name)];
        for (stage, stays) in Stage::ALL.into_iter().zip(&mine) {
            let value = days(median(&mut stays.clone()));
            let is_worst = worst.is_some_and(|(s, ..)| s == stage);
            let few = stays.len() < FEWEST;
            cells.push(value.marked(match (is_worst, few) {
                (true, _) => Mark::Bad,
                (_, true) => Mark::Dim,
                _ => Mark::None,
            }));
        }
        let was = then.get(&name.cloned()).and_then(|d| whole(d));
        cells.push(days(whole(deals)).marked(Mark::Strong));
        cells.push(days(was).marked(Mark::Dim));
        cells.push(match worst {
            Some((stage, took, usual)) => {
                let said = Message::new("review-bottleneck")
                    .word("stage", format!("stage-{}", stage.key().replace('_', "-")))
                    .with("n", took)
                    .with("usual", usual);
                Value::Said(said).marked(Mark::Bad)
            }
            None => Value::Missing.into(),
        });
        section.row(cells, ids(deals));
    }
    section
}

fn waiting(now: &Side<'_>) -> Section {
    let columns = vec![
        Column::name("stage"),
        Column::number("left"),
        Column::number("days"),
        Column::number("waiting"),
        Column::number("waiting_days"),
        Column::name("longest_with"),
    ];
    let mut section = Section::new("waiting", Message::new("review-about-waiting"), columns);
    section.chart = Some(Chart::Bars(2));
    let all = by_owner(now);
    let team = all.get(&None).map(Vec::as_slice).unwrap_or_default();
    let stays_all = stays(team.iter().map(|d| d.way));
    let until = now.until_day();
    let longest = stays_all
        .iter()
        .map(|s| median(&mut s.clone()).filter(|_| s.len() >= FEWEST))
        .enumerate()
        .max_by_key(|(_, days)| *days)
        .filter(|(_, days)| days.is_some())
        .map(|(at, _)| at);
    for (at, (stage, left)) in Stage::ALL.into_iter().zip(&stays_all).enumerate() {
        let mut here: Vec<&Done<'_>> = team.to_vec();
        here.retain(|d| d.deal.stage == Some(stage));
        let since = |d: &&Done<'_>| d.way.last().map(|s| (until - s.day).max(0));
        let mut ages: Vec<i32> = here.iter().filter_map(since).collect();
        let by_member = all.iter().filter_map(|(name, deals)| {
            let name = name.as_ref()?;
            let stays = stays(deals.iter().map(|d| d.way));
            let mut mine = stays.get(at)?.clone();
            (mine.len() >= FEWEST).then_some(())?;
            Some((median(&mut mine)?, name))
        });
        let slow = by_member.max_by_key(|(days, name)| (*days, std::cmp::Reverse((*name).clone())));
        let days = |d: Option<i32>| d.map_or(Value::Missing, |d| Value::Days(d.into()));
        let mark = if longest == Some(at) {
            Mark::Bad
        } else {
            Mark::None
        };
        section.row(
            vec![
                Value::Word(format!("stage-{}", stage.key().replace('_', "-")))
                    .marked(Mark::Strong),
                count(left.len()).into(),
                days(median(&mut left.clone())).marked(mark),
                count(here.len()).into(),
                days(median(&mut ages)).into(),
                match slow {
                    Some((days, Name::Is(who))) => {
                        let said = Message::new("review-slowest");
                        Value::Said(said.with("who", who.to_string()).with("n", days)).into()
                    }
                    _ => Value::Missing.into(),
                },
            ],
            ids(&here),
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
        let mut team = [Some(6); WAY];
        assert_eq!(bottleneck(&mine, &team), None);
        mine[2] = vec![15, 16, 17];
        mine[3] = vec![9, 9, 9];
        assert_eq!(bottleneck(&mine, &team), Some((Stage::Negotiating, 16, 6)));
        // two are not enough to tell, one day more is nothing to speak of
        mine[2] = vec![15, 16];
        mine[3] = vec![2, 2, 2];
        team[3] = Some(1);
        assert_eq!(bottleneck(&mine, &team), None);
    }
}
