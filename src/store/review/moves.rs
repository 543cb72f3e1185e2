//! How collaborations came where they are: read once, and asked for three things.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Row};

use super::super::error::Fault;
use super::super::journal;
use super::super::returns::{days, whose, whose_deals};
use super::super::same::Same;
use super::super::work::day;
use crate::domain::collab::stage::Stage;
use crate::domain::review::Days;
use crate::domain::review::matter::{Matter, Step};
use crate::domain::review::side::agreed_on;

/// A collaboration, as far as its moves have to be told of.
struct Walker {
    collab: u32,
    creator: u32,
    stage: Option<Stage>,
    /// First and last day.
    days: (Option<i32>, Option<i32>),
}

/// The moves of collaborations, of whatever days.
pub(super) struct Moves {
    all: Vec<Walker>,
    /// By collaboration, in their order; those without a move have no entry.
    ways: HashMap<u32, Vec<Step>>,
}

/// The day of a moment where the person is.
pub(super) fn moment(r: &Row<'_>, column: usize, zone: &TimeZone) -> Result<i32, Fault> {
    let at = journal::moment(r.get(column)?);
    Ok(days(zone.to_datetime(at).date()))
}

fn stage(r: &Row<'_>, column: usize) -> rusqlite::Result<Option<Stage>> {
    let key = r.get_ref(column)?;
    Ok(key.as_str().ok().and_then(Stage::parse_key))
}

impl Moves {
    /// Of all collaborations of these creators, for whatever campaign; none is everybody.
    pub(super) fn load(conn: &Connection, of: Option<&[u32]>) -> Result<Moves, Fault> {
        let zone = TimeZone::system();
        let mut all = Vec::new();
        let mut s = conn.prepare(&format!(
            "SELECT id, creator_id, stage, started, ended FROM collab WHERE {}",
            whose(of)
        ))?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            all.push(Walker {
                collab: r.get(0)?,
                creator: r.get(1)?,
                stage: stage(r, 2)?,
                days: (day(r, 3)?.map(days), day(r, 4)?.map(days)),
            });
        }
        let mut ways: HashMap<u32, Vec<Step>> = HashMap::new();
        let mut s = conn.prepare(&format!(
            "SELECT collab_id, stage, at FROM stage_move WHERE at IS NOT NULL AND {} ORDER BY at, id",
            whose_deals(of)
        ))?;
        let mut rows = s.query([])?;
        while let Some(r) = rows.next()? {
            let day = moment(r, 2, &zone)?;
            if let Some(stage) = stage(r, 1)? {
                ways.entry(r.get(0)?).or_default().push(Step { stage, day });
            }
        }
        Ok(Moves { all, ways })
    }

    fn way(&self, collab: u32) -> &[Step] {
        self.ways.get(&collab).map_or(&[][..], Vec::as_slice)
    }

    /// Which collaborations were worked on on some days: those that moved on them, and those that lay open when they ended.
    pub(super) fn worked_on(&self, period: Days, today: i32) -> BTreeSet<u32> {
        let worked_on = |w: &&Walker| {
            let way = self.way(w.collab);
            let by_then = way.partition_point(|s| s.day <= period.to);
            let by_then = way.get(..by_then).unwrap_or_default();
            let moved = by_then.iter().any(|s| s.day >= period.from);
            let open = match by_then.last() {
                Some(last) => last.stage.is_open(),
                // of what has no history only the present is known
                None => period.has(today) && w.stage.is_some_and(Stage::is_open),
            };
            moved || open
        };
        let all = self.all.iter().filter(worked_on);
        all.map(|w| w.collab).collect()
    }

    /// How the collaborations of a review came where they are, as far as its days go, and since when their creators are
    /// worked with: on whatever, for whatever campaign.
    pub(super) fn put(
        &self,
        conn: &Connection,
        matter: &mut Matter,
        period: Option<Days>,
    ) -> Result<(), Fault> {
        for deal in &matter.books.deals {
            let way = self.way(deal.id);
            // what came later nobody knew then
            let known = match period {
                Some(p) => way.partition_point(|s| s.day <= p.to),
                None => way.len(),
            };
            if known < way.len() {
                matter.moved_on.insert(deal.id);
            }
            if let Some(way) = way.get(..known).filter(|w| !w.is_empty()) {
                matter.ways.insert(deal.id, way.to_vec());
            }
        }
        let same = Same::load(conn)?;
        let wanted: BTreeSet<u32> = matter.books.deals.iter().map(|d| d.creator).collect();
        for w in &self.all {
            let creator = same.stays(w.creator);
            if !wanted.contains(&creator) {
                continue;
            }
            if let Some(day) = agreed_on(self.way(w.collab), w.days) {
                let first = matter.began.entry(creator).or_insert(day);
                *first = day.min(*first);
            }
        }
        Ok(())
    }
}
