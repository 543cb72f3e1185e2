//! The meeting over a review: one point a page, decided with one key.
//!
//! Points lie in the pool, so the meeting goes on where it stopped: after a break, on another terminal, with somebody else
//! at the keys. What a page shows is made of the review that lies below. A decision is written at once, with what follows
//! from it (stages, tag, note); reason, owner and day can be given before it or after it.

use std::sync::Arc;

use super::{Review, Section, State, Subject, Window, shape};
use crate::app::board::fields::{self, Target};
use crate::app::layer::Layer;
use crate::app::naming::{self, NameFor, Naming};
use crate::domain::collab::native::{DECISIONS, Value as Native};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::review::agenda::{About, Point, PointState};
use crate::domain::review::page::Page;
use crate::messages::{Edit, Effect, FileName, MeetingPlace};

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingView {
    /// Of which review.
    pub subject: Subject,
    /// In their order; none until they are known.
    pub points: Option<Vec<Point>>,
    /// The one on the page.
    pub at: usize,
    /// 0 is the page from its top; else its tables alone, from this one on.
    pub skip: usize,
    /// So many columns of its tables after the first are scrolled away.
    pub shift: usize,
    /// The agenda stands in the place of the page.
    pub listing: bool,
    /// The point where one was at the last sitting.
    pub last: Option<i64>,
    /// Somebody has written, and nothing else asks for the boards anew.
    pub written: bool,
    /// What was put on it just now: one goes there.
    pub added: Option<About>,
    /// Seconds of earlier sittings.
    pub spent: i64,
    /// When this one began, in seconds.
    pub began: i64,
}

impl MeetingView {
    /// The point on the page.
    pub fn point(&self) -> Option<&Point> {
        self.points.as_ref()?.get(self.at)
    }

    /// How many points are decided, how many put aside, and all of them.
    pub fn counts(&self) -> [usize; 3] {
        let all = self.points.as_deref().unwrap_or_default();
        let of = |state| all.iter().filter(|p| p.state == state).count();
        [of(PointState::Decided), of(PointState::Parked), all.len()]
    }

    /// Seconds that it has taken so far.
    pub fn clock(&self, now: i64) -> i64 {
        self.spent + (now - self.began).max(0)
    }
}

/// The meeting that is being held.
pub fn view(state: &State) -> Option<&MeetingView> {
    state.layers.iter().rev().find_map(|l| match l {
        Layer::Meeting(view) => Some(&**view),
        _ => None,
    })
}

pub(super) fn view_mut(state: &mut State) -> Option<&mut MeetingView> {
    state.layers.iter_mut().rev().find_map(|l| match l {
        Layer::Meeting(view) => Some(&mut **view),
        _ => None,
    })
}

/// Whether a page of it is on top, not its agenda.
pub fn on_page(state: &State) -> bool {
    matches!(state.layers.last(), Some(Layer::Meeting(view)) if !view.listing)
}

/// A step was done, or taken back (`by` is below 0): `u` in a meeting goes no further back than what meetings did last.
pub fn stepped(state: &mut State, by: i64) {
    let steps = match (view(state).is_some(), by < 0) {
        (true, _) | (false, true) => state.meeting_steps + by,
        // what was done elsewhere lies over it
        (false, false) => 0,
    };
    state.meeting_steps = steps.max(0);
}

/// Whether a meeting is on top, and what was done last was done elsewhere.
pub fn nothing_done(state: &State) -> bool {
    matches!(state.layers.last(), Some(Layer::Meeting(_))) && state.meeting_steps == 0
}

/// The review that it is over.
pub fn review(state: &State) -> Option<&Arc<Review>> {
    state.layers.iter().rev().find_map(|l| match l {
        Layer::Review(view) => view.review.as_ref(),
        _ => None,
    })
}

/// The point on the page, and what is known of it.
pub fn page(state: &State) -> Option<(&Point, Page)> {
    let point = view(state)?.point()?;
    Some((point, review(state)?.page(point)))
}

/// Begins the meeting over the review on screen, or goes on with it.
pub fn open(state: &mut State) -> Vec<Effect> {
    let Some(subject) = super::view(state).map(|v| v.scope.subject.clone()) else {
        return Vec::new();
    };
    let mut kept = state.meetings.iter();
    let kept = kept.find(|m| m.review == subject.name()).cloned();
    state.layers.push(Layer::Meeting(Box::new(MeetingView {
        points: None,
        at: 0,
        skip: 0,
        shift: 0,
        listing: false,
        written: false,
        added: None,
        last: kept.as_ref().and_then(|m| m.point),
        spent: kept.map_or(0, |m| m.spent),
        began: state.clock,
        subject: subject.clone(),
    })));
    vec![Effect::Points(subject)]
}

/// Meetings of which the place is kept.
const PLACES: usize = 8;

/// Where one is, to be found again after whatever interrupts: the meeting that is held before those of other reviews.
pub fn places(state: &State) -> Vec<MeetingPlace> {
    let mut all = state.meetings.clone();
    if let Some(view) = view(state) {
        let name = view.subject.name();
        let kept = all.iter().find(|m| m.review == name);
        let kept = kept.and_then(|m| m.typed.clone());
        all.retain(|m| m.review != name);
        let here = MeetingPlace {
            review: name,
            point: view.point().map(|p| p.id),
            spent: view.clock(state.clock),
            typed: half_typed(state).or(kept),
        };
        all.insert(0, here);
        all.truncate(PLACES);
    }
    all
}

/// The reason that is being typed, where it says something else than what is there.
fn half_typed(state: &State) -> Option<(i64, String)> {
    let Some(Layer::Name(naming)) = state.layers.last() else {
        return None;
    };
    let point = view(state).and_then(MeetingView::point)?;
    let mine = reason_of(naming) == Some(point.id);
    let text = naming.line.text();
    let there = point.reason.as_deref().unwrap_or_default();
    (mine && text != there).then_some((point.id, text))
}

/// The point whose reason is typed.
fn reason_of(naming: &Naming) -> Option<i64> {
    match &naming.what {
        NameFor::Field(target) if is_reason(target) => target.row,
        _ => None,
    }
}

/// Whether what is typed is the reason of a point.
pub fn is_typed(naming: &Naming) -> bool {
    reason_of(naming).is_some()
}

/// A reason was typed that could not be written: it is there when the person begins to type it again.
pub fn keep_typed(state: &mut State, naming: &Naming) {
    let Some(name) = view(state).map(|v| v.subject.name()) else {
        return;
    };
    state.meetings = places(state);
    if let Some(point) = reason_of(naming)
        && let Some(place) = state.meetings.iter_mut().find(|m| m.review == name)
    {
        place.typed = Some((point, naming.line.text()));
    }
}

/// The place, for whatever interrupts.
pub fn remember(state: &State) -> Vec<Effect> {
    vec![Effect::Save(Box::new(state.session()))]
}

/// Whether a field is the reason of a point.
pub fn is_reason(target: &Target) -> bool {
    target.file.0 == DECISIONS.name && target.key == "reason"
}

/// Leaving it: the next one goes on here.
pub fn leave(state: &mut State) {
    state.meetings = places(state);
}

/// What is talked about has been read.
pub fn on_points(state: &mut State, subject: &Subject, points: &[Point]) -> Vec<Effect> {
    let proposals = review(state).map(|r| r.proposals()).unwrap_or_default();
    let Some(view) = view_mut(state).filter(|v| v.subject == *subject) else {
        return Vec::new();
    };
    let first = view.points.is_none();
    // the boards below have the minutes
    let written = std::mem::take(&mut view.written);
    let other = written && !first && view.points.as_deref() != Some(points);
    // where points came or went, one stays on one's own
    let on = view.point().map(|p| p.id).or(view.last);
    view.points = Some(points.to_vec());
    let added = view.added.as_ref();
    if let Some(at) = added.and_then(|a| points.iter().position(|p| p.about == *a)) {
        view.at = at;
        view.added = None;
        return Vec::new();
    }
    let open = || points.iter().position(|p| p.state == PointState::Open);
    let same = on.and_then(|id| points.iter().position(|p| p.id == id));
    view.at = match (first, same) {
        (_, Some(at)) => at,
        (true, None) => open().unwrap_or(0),
        (false, None) => view.at.min(points.len().saturating_sub(1)),
    };
    // whoever looks at a page that a colleague takes off the agenda sees that, and decides about nobody else by the next key
    if !first && on.is_some() && same.is_none() && !view.listing && !points.is_empty() {
        view.listing = true;
        state.complain(Message::new("meeting-gone"));
    }
    let typed = |id: i64| {
        let mut kept = state.meetings.iter().filter_map(|m| m.typed.as_ref());
        kept.any(|(of, _)| *of == id)
    };
    let half = points.iter().position(|p| first && typed(p.id));
    if let (Some(at), Some(view)) = (half, view_mut(state)) {
        view.at = at;
        state.say(Message::new("meeting-typed"));
    }
    if points.is_empty() && first {
        if proposals.is_empty() {
            state.say(Message::new("meeting-nothing"));
            return Vec::new();
        }
        return vec![Effect::Edit(Edit::Meeting {
            subject: subject.clone(),
            points: proposals,
        })];
    }
    other
        .then(|| super::refresh(state))
        .flatten()
        .into_iter()
        .collect()
}

/// Something in the pool has changed: points are read again.
pub fn refresh(state: &State) -> Option<Effect> {
    view(state).map(|v| Effect::Points(v.subject.clone()))
}

/// Somebody has written what may be of the meeting alone: points are read again, and the boards where these are others.
pub fn written(state: &mut State) -> Option<Effect> {
    let view = view_mut(state)?;
    view.written = true;
    Some(Effect::Points(view.subject.clone()))
}

/// Another point: `by` so many further.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        let last = view.points.as_ref().map_or(0, Vec::len).saturating_sub(1);
        view.at = view.at.saturating_add_signed(by).min(last);
        (view.skip, view.shift) = (0, 0);
    }
    remember(state)
}

/// To the tables further down on the page, or back up.
pub fn scroll(state: &mut State, by: isize) -> Vec<Effect> {
    let tables = page(state).map_or(0, |(_, page)| page.tables.len());
    if let Some(view) = view_mut(state) {
        view.skip = view.skip.saturating_add_signed(by).min(tables);
    }
    Vec::new()
}

/// A page is not wider than so: what is read aloud is read in one look.
pub const WIDE: u16 = 104;

/// Columns of the tables on the page further right, or back.
pub fn shift(state: &mut State, by: isize) -> Vec<Effect> {
    let cells = super::cells(state).min(usize::from(WIDE - 2));
    let most = |section: &Section| {
        let window = Window {
            shown: section.rows.len(),
            ..Window::default()
        };
        shape(state, section, window, cells).most
    };
    let tables = page(state).map(|(_, page)| page.tables).unwrap_or_default();
    let most = tables.iter().map(most).max().unwrap_or(0);
    if let Some(view) = view_mut(state) {
        view.shift = view.shift.saturating_add_signed(by).min(most);
    }
    Vec::new()
}

/// The next point that is still open, behind this one or from the beginning.
pub fn next_open(state: &mut State) -> Vec<Effect> {
    let Some(view) = view_mut(state) else {
        return Vec::new();
    };
    let all = view.points.as_deref().unwrap_or_default();
    let open = |(_, p): &(usize, &Point)| p.state == PointState::Open;
    let behind = all.iter().enumerate().skip(view.at + 1).find(open);
    let found = behind.or_else(|| all.iter().enumerate().find(open));
    let found = found.map(|(at, _)| at);
    match found {
        Some(at) => (view.at, view.skip, view.shift) = (at, 0, 0),
        None => state.say(Message::new("meeting-all-done")),
    }
    remember(state)
}

/// Whether there is a point on the page.
pub fn any(state: &State) -> Result<(), &'static str> {
    let known = view(state).and_then(MeetingView::point);
    known.map(|_| ()).ok_or("meeting-no-point")
}

/// Whether returns stand behind the point on the page: those of its creator.
pub fn has_returns(state: &State) -> Result<(), &'static str> {
    any(state)?;
    let point = view(state).and_then(MeetingView::point);
    match point.and_then(|p| p.about.creator().zip(p.handle.as_ref())) {
        Some(_) => Ok(()),
        None => Err("meeting-on-boards"),
    }
}

/// Whether the point on the page can be put aside or taken off: nothing has followed from it yet.
pub fn undecided(state: &State) -> Result<(), &'static str> {
    any(state)?;
    let decided = view(state)
        .and_then(MeetingView::point)
        .is_some_and(|p| p.state == PointState::Decided);
    if decided {
        return Err("meeting-decided-already");
    }
    Ok(())
}

/// Asks for a field of the point: reason, owner, day.
pub fn ask(state: &mut State, key: &'static str) -> Vec<Effect> {
    let Some(point) = view(state).and_then(MeetingView::point).cloned() else {
        return Vec::new();
    };
    let text = |t: &Option<Arc<str>>| t.as_deref().map(|t| Native::Text(t.into()));
    let seen = match key {
        "reason" => match take_typed(state, point.id) {
            Some(typed) => {
                let target = field(point.id, key, text(&point.reason));
                naming::ask_on(state, NameFor::Field(target), &typed);
                return Vec::new();
            }
            None => text(&point.reason),
        },
        "owner" => text(&point.owner),
        _ => point.due.map(Native::Date),
    };
    fields::ask(state, field(point.id, key, seen))
}

/// A field of a point.
fn field(point: i64, key: &'static str, seen: Option<Native>) -> Target {
    Target {
        file: FileName(DECISIONS.name),
        row: Some(point),
        cards: Vec::new(),
        key,
        seen,
        currency: Currency::NONE,
        mixed: false,
    }
}

/// What was typed of the reason for a point when something interrupted.
fn take_typed(state: &mut State, point: i64) -> Option<String> {
    let kept = state.meetings.iter_mut().map(|m| &mut m.typed);
    let mut mine = kept.filter(|t| t.as_ref().is_some_and(|(of, _)| *of == point));
    Some(mine.next()?.take()?.1)
}

/// Puts the point aside, or takes it up again.
pub fn park(state: &mut State) -> Vec<Effect> {
    let Some(point) = view(state).and_then(MeetingView::point) else {
        return Vec::new();
    };
    let to = match point.state {
        PointState::Parked => PointState::Open,
        _ => PointState::Parked,
    };
    let value = |s: PointState| Some(Native::Text(s.key().into()));
    let edit = Edit::SetRow {
        file: FileName(DECISIONS.name),
        id: point.id,
        fields: vec![("state", value(point.state), value(to))],
    };
    let mut effects = vec![Effect::Edit(edit)];
    if to == PointState::Parked {
        effects.extend(next_open(state));
    }
    effects
}

/// Shows the agenda, or the page again.
pub fn list(state: &mut State, on: bool) -> Vec<Effect> {
    if let Some(view) = view_mut(state) {
        view.listing = on;
    }
    Vec::new()
}

/// Opens what the point is about: the returns of its creator.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Some(point) = view(state).and_then(MeetingView::point) else {
        return Vec::new();
    };
    let behind = point.about.creator().zip(point.handle.clone());
    behind.map_or_else(Vec::new, |(id, handle)| {
        crate::app::returns::open_on(state, id, (&*handle).into(), None)
    })
}

/// From the agenda back to the page.
pub fn back(state: &mut State) -> bool {
    match state.layers.last_mut() {
        Some(Layer::Meeting(view)) if view.listing => {
            view.listing = false;
            true
        }
        Some(Layer::Meeting(_)) => {
            leave(state);
            false
        }
        _ => false,
    }
}
