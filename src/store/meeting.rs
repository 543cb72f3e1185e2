//! What a review talks about and decides. A decision is one change: the point, the stages that follow from it, the tag
//! and the note, so that taking it back takes all of them back.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::change::{self, Outcome};
use super::collab::known_campaign;
use super::entity::{COLLAB, CONTENT, DECISION, STAGE_MOVE};
use super::error::{Fault, Result, StoreError};
use super::journal::{self, Change};
use super::same::Same;
use super::stream::View;
use super::work::{day, local, names};
use super::{Store, collab, note, tag};
use crate::domain::collab::stage::{Move, Stage};
use crate::domain::deed::{Deed, Kind};
use crate::domain::review::Subject;
use crate::domain::review::agenda::{
    About, Decided, Decision, Point, PointState, Proposal, Topic, kept_as,
};

const POINTS: &str = "SELECT d.id, d.version, d.place, d.topic, d.creator_id, d.about, d.state, d.decision, d.reason, \
     d.owner, d.due, d.done, d.finding, d.decided_at, d.decided_by, \
     (SELECT title FROM content t WHERE d.creator_id IS NOT NULL AND t.content_id = d.about), \
     ifnull((SELECT name FROM campaign k WHERE k.id = d.campaign_id), d.period) FROM decision d";

/// Which review a point is of, as the table keeps it.
fn review_of(conn: &Connection, subject: &Subject) -> Result<(Option<i64>, Option<String>), Fault> {
    let (campaign, period) = kept_as(subject);
    let campaign = match campaign {
        Some(name) => {
            let found = known_campaign(conn, name)?;
            Some(found.ok_or_else(|| StoreError::NoSuchCampaign(name.to_owned()))?)
        }
        None => None,
    };
    Ok((campaign, period))
}

fn point(
    r: &Row<'_>,
    same: &Same,
    members: &HashMap<i64, Arc<str>>,
    zone: &TimeZone,
) -> Result<Option<Point>, Fault> {
    let text = |at: usize| -> rusqlite::Result<Option<Arc<str>>> {
        Ok(r.get::<_, Option<String>>(at)?.map(Into::into))
    };
    let member = |at: usize| -> rusqlite::Result<Option<Arc<str>>> {
        let id: Option<i64> = r.get(at)?;
        Ok(id.and_then(|id| members.get(&id).cloned()))
    };
    let topic = text(3)?.and_then(|t| Topic::from_key(&t));
    let topic = topic.unwrap_or(Topic::Own);
    let creator = r.get::<_, Option<u32>>(4)?.map(|id| same.stays(id));
    // a row of a file that is about nothing is shown nowhere
    let Some(about) = About::of(topic, creator, text(5)?) else {
        return Ok(None);
    };
    Ok(Some(Point {
        id: r.get(0)?,
        version: r.get(1)?,
        place: r.get::<_, Option<i64>>(2)?.unwrap_or(i64::MAX),
        topic,
        about,
        handle: None,
        title: text(15)?,
        review: text(16)?,
        state: PointState::from_key(&text(6)?.unwrap_or_default()),
        decision: text(7)?.and_then(|d| Decision::from_key(&d)),
        reason: text(8)?,
        owner: member(9)?,
        due: day(r, 10)?,
        done: day(r, 11)?,
        finding: text(12)?,
        decided: local(zone, r.get(13)?),
        by: member(14)?,
    }))
}

fn read_points(
    conn: &Connection,
    which: &str,
    values: &[&dyn rusqlite::ToSql],
    zone: &TimeZone,
) -> Result<Vec<Point>, Fault> {
    let same = Same::load(conn)?;
    let members = names(conn, "SELECT id, name FROM member")?;
    let mut s = conn.prepare(&format!("{POINTS} WHERE {which} ORDER BY d.place, d.id"))?;
    let mut rows = s.query(values)?;
    let mut all = Vec::new();
    while let Some(r) = rows.next()? {
        all.extend(point(r, &same, &members, zone)?);
    }
    let mut s = conn.prepare_cached("SELECT handle FROM creator WHERE id = ?1")?;
    for point in &mut all {
        if let Some(id) = point.about.creator() {
            let handle: Option<String> = s.query_row([id], |r| r.get(0)).optional()?;
            point.handle = handle.map(Into::into);
        }
    }
    Ok(all)
}

impl View<'_> {
    /// What a review talks about, in its order. Days are those of `zone`.
    pub fn points(&self, subject: &Subject, zone: &TimeZone) -> Result<Vec<Point>> {
        self.store.read(|c| {
            let (campaign, period) = review_of(c, subject)?;
            read_points(
                c,
                "d.campaign_id IS ?1 AND d.period IS ?2",
                &[&campaign, &period],
                zone,
            )
        })
    }

    /// What was decided about creators in this review and in no other: the tags that came of it tell nothing about what
    /// is reviewed.
    pub fn decided_here(&self, subject: &Subject) -> Result<Vec<(u32, Decision)>> {
        self.store.read(|c| {
            let (campaign, period) = review_of(c, subject)?;
            let mut s = c.prepare_cached(
                "SELECT d.creator_id, d.decision FROM decision d \
                 WHERE d.campaign_id IS ?1 AND d.period IS ?2 AND d.state = 'decided' AND d.creator_id IS NOT NULL \
                 AND NOT EXISTS (SELECT 1 FROM decision o WHERE o.creator_id = d.creator_id AND o.state = 'decided' \
                 AND o.decision = d.decision AND (o.campaign_id IS NOT ?1 OR o.period IS NOT ?2))",
            )?;
            let mut rows = s.query((campaign, period))?;
            let mut all = Vec::new();
            while let Some(r) = rows.next()? {
                let key: Option<String> = r.get(1)?;
                if let Some(decision) = key.as_deref().and_then(Decision::from_key) {
                    all.push((r.get(0)?, decision));
                }
            }
            Ok(all)
        })
    }

    /// What was decided in any review and is still to be done, by its day.
    pub fn to_do(&self, zone: &TimeZone) -> Result<Vec<Point>> {
        self.store.read(|c| {
            let mut all = read_points(c, "d.due IS NOT NULL AND d.done IS NULL", &[], zone)?;
            all.sort_by_key(|p| (p.due, p.id));
            Ok(all)
        })
    }
}

/// A row as its columns keep it.
fn row_of(
    campaign: Option<i64>,
    period: Option<&str>,
    place: i64,
    proposal: &Proposal,
) -> HashMap<&'static str, Sql> {
    let text = |t: Option<&str>| t.map_or(Sql::Null, |t| Sql::Text(t.to_owned()));
    let creator = proposal.about.creator();
    HashMap::from([
        ("campaign_id", campaign.map_or(Sql::Null, Sql::Integer)),
        ("period", text(period)),
        ("place", Sql::Integer(place)),
        ("topic", Sql::Text(proposal.topic.key().to_owned())),
        (
            "creator_id",
            creator.map_or(Sql::Null, |id| Sql::Integer(id.into())),
        ),
        ("about", text(proposal.about.text().map(|t| &**t))),
        ("state", Sql::Text(PointState::Open.key().to_owned())),
    ])
}

impl Store {
    /// Puts points on the agenda of a review: those that are not there yet, behind the others.
    ///
    /// # Errors
    /// [`StoreError::NoSuchCampaign`].
    pub fn add_points(
        &mut self,
        subject: &Subject,
        proposals: &[Proposal],
        at: Timestamp,
    ) -> Result<Outcome> {
        self.change(Kind::Meeting, at, |conn, now| {
            let (campaign, period) = review_of(conn, subject)?;
            let zone = TimeZone::UTC;
            let there = read_points(
                conn,
                "d.campaign_id IS ?1 AND d.period IS ?2",
                &[&campaign, &period],
                &zone,
            )?;
            let mut place = there.iter().map(|p| p.place).max().unwrap_or(0);
            let mut id = DECISION.next(conn)?;
            let mut made = 0;
            for proposal in proposals {
                let same =
                    |p: &Point| p.about == proposal.about && !p.topic.is_beside(proposal.topic);
                if there.iter().any(same) {
                    continue;
                }
                place += 1;
                let mut values = row_of(campaign, period.as_deref(), place, proposal);
                let name = format!("own-{}-{}", now.id, made + 1);
                values.insert("decision_id", Sql::Text(name));
                DECISION.note(conn, now, 0, id, &values)?;
                id += 1;
                made += 1;
            }
            if made > 0 {
                DECISION.write(conn, now)?;
            }
            let deed = Deed::new(Kind::Meeting, &subject.name()).to(made.to_string());
            Ok((made > 0, deed))
        })
    }

    /// Decides about a point, and does what follows from it.
    ///
    /// # Errors
    /// [`StoreError::PointChanged`] where somebody has decided since; [`StoreError::Moved`] where a collaboration stands
    /// elsewhere by now. Nothing is written then.
    pub fn decide(&mut self, decided: &Decided, at: Timestamp) -> Result<Outcome> {
        let reason = crate::text::clean(&decided.reason).trim().to_owned();
        self.change(Kind::Decide, at, |conn, now| {
            let mut point = conn.prepare_cached(
                "SELECT version, creator_id, about, reason, decision, decided_at FROM decision WHERE id = ?1",
            )?;
            let mut rows = point.query([decided.point])?;
            let Some(r) = rows.next()? else {
                return Err(StoreError::NoSuchPoint.into());
            };
            let version: i64 = r.get(0)?;
            let creator: Option<u32> = r.get(1)?;
            let (about, before): (Option<String>, Option<String>) = (r.get(2)?, r.get(3)?);
            let (was, then): (Option<String>, Option<i64>) = (r.get(4)?, r.get(5)?);
            let was = was.as_deref().and_then(Decision::from_key).zip(then);
            // who gives another reason has not decided anew
            let again = was.filter(|(decision, _)| *decision == decided.decision);
            let at = again.map_or(now.at, |(_, then)| then);
            drop(rows);
            if version != decided.seen {
                let by = collab::writer(conn, version)?;
                return Err(StoreError::PointChanged(by).into());
            }
            DECISION.keep(conn, now, "t.id = ?1", &[&decided.point])?;
            let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
            conn.prepare_cached(
                "UPDATE decision SET state = ?2, decision = ?3, reason = ?4, finding = ?5, decided_at = ?6, \
                 decided_by = CASE WHEN ?9 THEN decided_by ELSE ?7 END, version = ?8 WHERE id = ?1",
            )?
            .execute(params![
                decided.point,
                PointState::Decided.key(),
                decided.decision.key(),
                text(&reason),
                text(&decided.finding),
                at,
                now.by,
                now.id,
                again.is_some()
            ])?;
            DECISION.settle(conn, now)?;
            let another = again.is_some() && before.as_deref().unwrap_or_default() != reason;
            let what = match another {
                true => "reasoned",
                false => decided.word.trim_start_matches("decision-"),
            };
            let mut deed = Deed::new(Kind::Decide, &about.unwrap_or_default()).to(what);
            if let Some((id, kept)) = &decided.keep {
                keep(conn, now, id, *kept, [before.as_deref(), Some(&reason)])?;
                deed.name = titled(conn, id)?;
                return Ok((true, deed));
            }
            if let Some(creator) = creator {
                let creator = change::stays(conn, creator)?;
                deed = deed.on(1);
                deed.who = of_creator(conn, now, creator, decided, was, &reason)?;
            }
            Ok((true, deed))
        })
    }

    /// Puts a point before or behind its neighbour.
    pub fn move_point(&mut self, point: i64, by: i64, at: Timestamp) -> Result<Outcome> {
        self.change(Kind::Meeting, at, |conn, now| {
            let found: Option<(Option<i64>, Option<String>)> = conn
                .prepare_cached("SELECT campaign_id, period FROM decision WHERE id = ?1")?
                .query_row([point], |r| Ok((r.get(0)?, r.get(1)?)))
                .optional()?;
            let Some((campaign, period)) = found else {
                return Err(StoreError::NoSuchPoint.into());
            };
            let mut s = conn.prepare_cached(
                "SELECT id FROM decision WHERE campaign_id IS ?1 AND period IS ?2 ORDER BY place, id",
            )?;
            let ids = s.query_map(params![campaign, period], |r| r.get::<_, i64>(0))?;
            let mut ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
            let from = ids.iter().position(|id| *id == point).unwrap_or(0);
            let last = ids.len().saturating_sub(1);
            let to = from
                .saturating_add_signed(isize::try_from(by).unwrap_or(0))
                .min(last);
            let moved = ids.remove(from);
            ids.insert(to, moved);
            let which = "t.campaign_id IS ?1 AND t.period IS ?2";
            DECISION.keep(conn, now, which, &[&campaign, &period])?;
            let mut set =
                conn.prepare_cached("UPDATE decision SET place = ?2 WHERE id = ?1 AND place IS NOT ?2")?;
            for (place, id) in (1i64..).zip(&ids) {
                set.execute(params![id, place])?;
            }
            DECISION.settle(conn, now)?;
            let name: Option<String> = conn
                .prepare_cached("SELECT name FROM campaign WHERE id = ?1")?
                .query_row([campaign], |r| r.get(0))
                .optional()?;
            let name = name.or(period).unwrap_or_default();
            Ok((from != to, Deed::new(Kind::Meeting, &name).to("1")))
        })
    }
}

/// A video or live is an example from now on, or it is none. What makes it one is the reason that is given, unless
/// somebody has written its hook; `reasons` are the one before and the one now.
fn keep(
    conn: &Connection,
    now: Change,
    id: &str,
    kept: bool,
    reasons: [Option<&str>; 2],
) -> Result<(), Fault> {
    CONTENT.keep(conn, now, "t.content_id = ?1", &[&id])?;
    let day = journal::moment(now.at).to_zoned(TimeZone::system()).date();
    let [before, hook] = reasons.map(|r| r.filter(|r| !r.is_empty()));
    let (day, hook) = match kept {
        true => (Some(day.to_string()), hook),
        false => (None, None),
    };
    conn.prepare_cached(
        "UPDATE content SET kept = ?2, hook = CASE WHEN hook IS NULL OR hook = ?5 THEN ?3 ELSE hook END, version = ?4 \
         WHERE content_id = ?1",
    )?
    .execute(params![id, day, hook, now.id, before])?;
    CONTENT.settle(conn, now)
}

/// What people call a video or live: whose it is, and its title.
fn titled(conn: &Connection, id: &str) -> Result<String, Fault> {
    let found: Option<(String, Option<String>)> = conn
        .prepare_cached(
            "SELECT k.handle, t.title FROM content t JOIN creator k ON k.id = t.creator_id WHERE t.content_id = ?1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    Ok(match found {
        Some((handle, title)) => format!("@{handle} · {}", title.as_deref().unwrap_or(id)),
        None => id.to_owned(),
    })
}

/// No creator, what a point is called, its version.
pub(super) const ABOUT: &str = "SELECT 0, coalesce('@' || c.handle || ' · ' || ifnull(t.title, t.content_id), '@' || k.handle, d.about, ''), \
     d.version FROM decision d LEFT JOIN creator k ON k.id = d.creator_id \
     LEFT JOIN content t ON d.topic = 'content' AND t.content_id = d.about LEFT JOIN creator c ON c.id = t.creator_id \
     WHERE d.id = ?1";

/// A collaboration that an earlier decision about the same has dropped: where it stood, and since when.
struct Dropped {
    id: u32,
    stage: Stage,
    since: Option<i64>,
}

fn dropped_then(conn: &Connection, then: i64, deals: &[u32]) -> Result<Vec<Dropped>, Fault> {
    let mut s = conn.prepare_cached(
        "SELECT r.before ->> 'stage', r.before ->> 'since' FROM collab c JOIN change h ON h.at = ?2 \
         JOIN change_row r ON r.change_id = h.id AND r.what = 'collab' AND r.creator_id = c.creator_id AND r.part = c.id \
         WHERE c.id = ?1 AND c.stage = ?3 AND r.after ->> 'stage' = ?3 AND r.before ->> 'stage' IS NOT ?3",
    )?;
    let mut all = Vec::new();
    for id in deals {
        let found: Option<(Option<String>, Option<i64>)> = s
            .query_row(params![id, then, Stage::Dropped.key()], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .optional()?;
        if let Some((key, since)) = found
            && let Some(stage) = key.and_then(|key| Stage::parse_key(&key))
        {
            all.push(Dropped {
                id: *id,
                stage,
                since,
            });
        }
    }
    Ok(all)
}

/// It is as if they had not been dropped: the move is gone, and who only goes back has been there since it came there.
fn not_dropped(
    conn: &Connection,
    now: Change,
    then: i64,
    decision: Decision,
    all: &[Dropped],
) -> Result<(), Fault> {
    for one in all {
        if decision.stage(one.stage).is_none() {
            // the collaboration was kept when the decision was noted on it
            conn.prepare_cached(
                "UPDATE collab SET stage = ?2, since = ?3, version = ?4 WHERE id = ?1",
            )?
            .execute(params![one.id, one.stage.key(), one.since, now.id])?;
        }
        let which = "t.collab_id = ?1 AND t.at = ?2 AND t.stage = 'dropped'";
        STAGE_MOVE.keep(conn, now, which, &[&one.id, &then])?;
        conn.prepare_cached(
            "DELETE FROM stage_move WHERE collab_id = ?1 AND at = ?2 AND stage = 'dropped'",
        )?
        .execute(params![one.id, then])?;
    }
    COLLAB.settle(conn, now)?;
    STAGE_MOVE.settle(conn, now)
}

/// Another reason for what was decided at that time stands on the moves that followed from it.
fn say_again(
    conn: &Connection,
    now: Change,
    then: i64,
    deals: &[u32],
    reason: &str,
) -> Result<(), Fault> {
    let reason = (!reason.is_empty()).then_some(reason);
    for id in deals {
        let which = "t.collab_id = ?1 AND t.at = ?2 AND t.reason IS NOT ?3";
        STAGE_MOVE.keep(conn, now, which, &[id, &then, &reason])?;
        conn.prepare_cached(
            "UPDATE stage_move SET reason = ?3, version = ?4 WHERE collab_id = ?1 AND at = ?2 AND reason IS NOT ?3",
        )?
        .execute(params![id, then, reason, now.id])?;
    }
    STAGE_MOVE.settle(conn, now)
}

/// What follows from a decision for a creator: stages, what stands on collaborations, tags, the note. Gives the handle.
fn of_creator(
    conn: &Connection,
    now: Change,
    creator: u32,
    decided: &Decided,
    was: Option<(Decision, i64)>,
    reason: &str,
) -> Result<String, Fault> {
    let noted = (decided.deals.as_slice(), decided.decision.key());
    let mut back = Vec::new();
    if let Some((decision, then)) = was {
        if decision == Decision::Drop && decided.decision != Decision::Drop {
            back = dropped_then(conn, then, &decided.deals)?;
        }
        // the way of a collaboration says what the minutes do
        if decision == decided.decision {
            say_again(conn, now, then, &decided.deals, reason)?;
        }
    }
    let on = |one: &Dropped| {
        Some(Move {
            id: one.id,
            from: Stage::Dropped,
            to: decided.decision.stage(one.stage)?,
            passed: Vec::new(),
        })
    };
    let goes_back = |m: &&Move| back.iter().all(|one| one.id != m.id);
    let moves: Vec<Move> = back
        .iter()
        .filter_map(on)
        .chain(decided.moves.iter().filter(goes_back).cloned())
        .collect();
    let gone = collab::go_on(conn, now, &moves, reason, Some(noted))?;
    if gone.left > 0 {
        return Err(gone.conflict(conn)?.into());
    }
    if let Some((_, then)) = was.filter(|_| !back.is_empty()) {
        not_dropped(conn, now, then, decided.decision, &back)?;
    }
    change::pick(conn, &[creator])?;
    for name in &decided.untag {
        tag::take_off_named(conn, now, name)?;
    }
    if let Some(name) = &decided.tag {
        tag::put_on(conn, now, name)?;
    }
    let stays = decided.note == decided.unnote;
    if let Some(body) = decided.unnote.as_deref().filter(|_| !stays) {
        note::take_off(conn, now, creator, body)?;
    }
    if let Some(body) = decided.note.as_deref().filter(|b| !b.trim().is_empty())
        && !(stays && note::has_note(conn, creator, body)?)
    {
        note::put(conn, now, creator, body)?;
    }
    let handle: Option<String> = conn
        .prepare_cached("SELECT handle FROM creator WHERE id = ?1")?
        .query_row([creator], |r| r.get(0))
        .optional()?;
    Ok(handle.unwrap_or_default())
}
