//! How long collaborations stay in each stage: of each member, of the team, and where work waits longest.

use std::cmp::Reverse;

use super::Days;
use super::figure::{Behind, Chart, Column, Mark, Row, Section, Value};
use super::matter::Step;
use super::shown::halves;
use super::side::{Done, Name, Side};
use super::team::{WAY, by_owner, count, in_order, of_whom, on_the_way, stage_columns};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;

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

/// Days that collaborations stayed in each stage before they left it: in a review of some days, if they left it on them.
fn stays(ways: impl Iterator<Item = impl AsRef<[Step]>>, left: Option<Days>) -> [Vec<i32>; WAY] {
    let mut all: [Vec<i32>; WAY] = Default::default();
    for way in ways {
        for pair in way.as_ref().windows(2) {
            if let [from, to] = pair
                && left.is_none_or(|days| days.has(to.day))
                && let Some(stays) = all.get_mut(from.stage.index())
            {
                stays.push((to.day - from.day).max(0));
            }
        }
    }
    all
}

/// Twice the median of days from the first message to the content being out, in a review of some days: out on them.
fn whole(deals: &[&Done<'_>], out: Option<Days>) -> Option<i32> {
    let took = deals.iter().filter_map(|d| {
        let came = |stage: Stage| d.way.iter().find(|s| s.stage == stage).map(|s| s.day);
        let published = came(Stage::Published)?;
        out.is_none_or(|days| days.has(published)).then_some(())?;
        Some(published - came(Stage::Contacted)?)
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

/// Median days in each stage, of each member and of the team.
pub fn cycle(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
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
    let left = now.period();
    let team = all.get(&None).map(|d| stays(d.iter().map(|d| d.way), left));
    let usual: [Option<i32>; WAY] = team.unwrap_or_default().map(middle);
    for (name, deals) in in_order(&all) {
        let mine = stays(deals.iter().map(|d| d.way), left);
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
        let was = then.get(&name.cloned());
        let was = was.and_then(|d| whole(d, before?.period()));
        cells.push(Value::half_days(whole(deals, left)).marked(Mark::Strong));
        cells.push(Value::half_days(was).marked(Mark::Dim));
        cells.push(match worst {
            Some((stage, took, usual)) => {
                let said = Message::new("review-bottleneck")
                    .word("stage", stage.word_id())
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
    let (Some(first), Some(waiting), Some(now)) = (
        place(Stage::Candidate.key()),
        place("waiting_days"),
        place("stage"),
    ) else {
        return section;
    };
    let days = |row: &Row, at: usize| match row.cells.get(at).map(|c| &c.value) {
        Some(Value::Days(n)) => Some(*n),
        _ => None,
    };
    let Some((stage, at)) = longest_in.and_then(|s| Some((s, place(s.key())?))) else {
        let whole = |row: &Row| {
            (first..=waiting)
                .filter_map(|at| days(row, at))
                .sum::<i64>()
        };
        section.rows.sort_by_key(|row| Reverse(whole(row)));
        return section;
    };
    let word = Value::Word(stage.word_id().to_owned());
    section.rows.sort_by_key(|row| {
        let here = row.cells.get(now).is_some_and(|c| c.value == word);
        let waits = days(row, waiting).filter(|_| here);
        Reverse(days(row, at).into_iter().chain(waits).max())
    });
    // behind reference and creator: how long in that stage, and how long where it is now
    const FRONT: usize = 2;
    if let Some(columns) = section.columns.get_mut(FRONT..=waiting) {
        columns.rotate_right(1);
    }
    if let Some(columns) = section.columns.get_mut(FRONT..=at + 1) {
        columns.rotate_right(1);
    }
    for row in &mut section.rows {
        if let Some(cells) = row.cells.get_mut(FRONT..=waiting) {
            cells.rotate_right(1);
        }
        if let Some(cells) = row.cells.get_mut(FRONT..=at + 1) {
            cells.rotate_right(1);
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
        for mine in stays([done.way].iter(), now.period()) {
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
            .map_or(Value::Missing, |s| Value::Word(s.word_id().to_owned()));
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
    let left = stays(now.deals.iter().map(|d| d.way), now.period());
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
    let longest = days.max_by_key(|(days, stage)| (*days, Reverse(*stage)));
    longest.map(|(_, stage)| stage)
}

/// Stage by stage: how long it takes, and how long what is in it has waited.
pub fn waiting(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
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
        .filter_map(|(name, deals)| {
            let stays = stays(deals.iter().map(|d| d.way), now.period());
            Some((name.as_ref()?, stays))
        })
        .collect();
    let all = waits(now);
    let then = before.map(waits).unwrap_or_default();
    let slowest = longest(&all);
    for (at, wait) in all.iter().enumerate() {
        let by_member = members.iter().filter_map(|(name, stays)| {
            let mine = stays.get(at).filter(|mine| mine.len() >= FEWEST)?;
            Some((middle(mine.clone())?, *name))
        });
        let by_member: Vec<(i32, &Name)> = by_member.collect();
        let most = by_member.iter().map(|(days, _)| *days).max();
        // nobody is named for what several share
        let slow: Vec<&(i32, &Name)> = by_member.iter().filter(|m| Some(m.0) == most).collect();
        let mark = match slowest == Some(wait.stage) {
            true => Mark::Bad,
            false => Mark::Strong,
        };
        let took = Value::half_days(wait.took);
        let was = Value::half_days(then.get(at).and_then(|w| w.took));
        let change = took.change(&was);
        // those that left it, and those that wait in it
        let counted = now.deals.iter().filter(|d| {
            let left = stays([d.way].iter(), now.period());
            let left = left.get(at).is_some_and(|days| !days.is_empty());
            left || d.stage == Some(wait.stage)
        });
        let behind = stayed(&counted.collect::<Vec<_>>(), Some(wait.stage));
        section.row(
            vec![
                Value::Word(wait.stage.word_id().to_owned()).marked(mark),
                count(wait.left.len()).into(),
                took.into(),
                was.marked(Mark::Dim),
                change.into(),
                count(wait.here.len()).into(),
                Value::half_days(wait.waits).into(),
                match slow.as_slice() {
                    [(days, Name::Is(who))] => {
                        let days = *days;
                        let said = Message::new("review-slowest").with("who", who.to_string());
                        Value::Said(said.with("n", halves(days.into()))).into()
                    }
                    [_, _, ..] => Value::Word("review-several".into()).into(),
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
        let all = stays([way].iter(), None);
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
