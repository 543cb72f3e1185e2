//! The filter panes: the same filter as the query bar, as rows one can walk over, each with its live count.

use std::collections::{BTreeMap, BTreeSet};

use super::super::layer::Layer;
use super::super::line::LineEdit;
use super::{Focus, set_filter};
use crate::app::State;
use crate::domain::answer::Histogram;
use crate::domain::facet::{Facet, asked_for};
use crate::domain::field::{Attr, Metric};
use crate::domain::filter::{self, Condition, Filter, Goal, Presence, Test};
use crate::domain::message::Message;
use crate::domain::number::{Decimal, Range, Unit};
use crate::messages::Effect;
use crate::text::fold_key;

/// Sections of the panes, top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The conditions that hold, with what each keeps.
    Filter,
    /// What the shortlisting is for.
    Goal,
    /// Bands of followers.
    Tier,
    /// Top categories.
    Category,
    /// Who the fans are, and where.
    Fans,
    /// How the creator does.
    Performance,
    /// Tags, lists, data.
    Status,
}

impl Section {
    /// All, top down.
    pub const ALL: [Section; 7] = [
        Section::Filter,
        Section::Goal,
        Section::Tier,
        Section::Category,
        Section::Fans,
        Section::Performance,
        Section::Status,
    ];

    /// Name in settings and message ids.
    pub const fn key(self) -> &'static str {
        match self {
            Section::Filter => "filter",
            Section::Goal => "goal",
            Section::Tier => "tier",
            Section::Category => "category",
            Section::Fans => "fans",
            Section::Performance => "performance",
            Section::Status => "status",
        }
    }

    const fn facets(self) -> &'static [Facet] {
        match self {
            Section::Tier => &[Facet::Tier],
            Section::Category => &[Facet::Category],
            Section::Fans => &[Facet::Age, Facet::Region, Facet::Language],
            Section::Status => &[Facet::Tag, Facet::List, Facet::Platform, Facet::Source],
            _ => &[],
        }
    }

    const fn metrics(self) -> &'static [Metric] {
        match self {
            Section::Fans => &[Metric::Adult, Metric::Female],
            Section::Performance => &[
                Metric::LikeRate,
                Metric::Engagement,
                Metric::Completion,
                Metric::Posts,
                Metric::Products,
                Metric::Gmv,
                Metric::Orders,
                Metric::Items,
                Metric::Aov,
                Metric::PlatformCtr,
                Metric::Cvr,
                Metric::RefundRate,
                Metric::Fulfilment,
                Metric::Reply,
                Metric::Score,
            ],
            Section::Status => &[Metric::Stale],
            _ => &[],
        }
    }
}

const PRESENCES: [Presence; 2] = [Presence::Attr(Attr::Email), Presence::Note];

/// A row of the panes.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A section's title; folded or not.
    Head(Section, bool),
    /// A facet's title inside a section.
    Facet(Facet),
    /// A condition that holds: position, text, alone, left.
    Condition(usize, String, usize, usize),
    /// A goal: chosen, matches.
    Goal(Goal, bool, usize),
    /// A value of a facet.
    Value {
        /// Of which facet.
        facet: Facet,
        /// As the file spells it.
        value: String,
        /// Matches under the other filters.
        count: usize,
        /// Part of the facet's greatest count, for the bar.
        share: f64,
        /// Asked for.
        on: bool,
        /// Turned away.
        off: bool,
    },
    /// More values than are shown.
    More(Facet, usize),
    /// A metric: the condition's text, matches, spread.
    Number {
        /// Which.
        metric: Metric,
        /// The condition, as in the query; empty where there is none.
        bound: String,
        /// Matches: with the condition where there is one, else those that have a value.
        count: usize,
        /// Cells of the histogram that the condition cuts off: below, above.
        cut: Option<(usize, usize)>,
    },
    /// Something to have: asked for, matches.
    Has(Presence, bool, usize),
}

/// State of the panes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panes {
    /// Row of the cursor.
    pub cursor: usize,
    /// First row on screen.
    pub top: usize,
    /// Folded sections.
    pub folded: BTreeSet<Section>,
    /// Facets shown with all their values.
    pub opened: BTreeSet<Facet>,
    /// Texts that values must contain.
    pub narrowed: BTreeMap<Facet, String>,
    /// Whether to show at first what differs from an untouched pane.
    pub started: bool,
}

/// Values shown of a facet before one asks for more.
const SHOWN: usize = 6;

/// Conditions counted beside every answer, in the order [`rows`] takes them from it.
pub fn probes() -> Vec<Condition> {
    let has = |p| Condition {
        negated: false,
        test: Test::Has(vec![p]),
    };
    let metrics = Section::ALL
        .into_iter()
        .flat_map(|s| s.metrics().iter().copied());
    let metrics = metrics
        .filter(|m| *m != Metric::Stale)
        .map(|m| has(Presence::Metric(m)));
    Goal::ALL
        .into_iter()
        .map(Goal::condition)
        .chain(PRESENCES.map(has))
        .chain(metrics)
        .collect()
}

/// All rows, top down, as the filter and the last answer have them.
pub fn rows(state: &State) -> Vec<Row> {
    let mut out = Vec::new();
    let filter = &state.pool.filter;
    let probes = probes();
    let counts = state
        .pool
        .answer
        .as_ref()
        .map(|a| a.probes.as_slice())
        .unwrap_or_default();
    let probe = |wanted: &Condition| {
        probes
            .iter()
            .position(|c| c == wanted)
            .and_then(|i| counts.get(i).copied())
            .unwrap_or(0)
    };
    let has = |p| Condition {
        negated: false,
        test: Test::Has(vec![p]),
    };
    for section in Section::ALL {
        if section == Section::Filter && filter.conditions.is_empty() {
            continue;
        }
        let folded = state.pool.panes.folded.contains(&section);
        out.push(Row::Head(section, folded));
        if folded {
            continue;
        }
        match section {
            Section::Filter => {
                let kept = state
                    .pool
                    .answer
                    .as_ref()
                    .map(|a| a.conditions.as_slice())
                    .unwrap_or_default();
                for (i, c) in filter.conditions.iter().enumerate() {
                    let kept = kept.get(i).copied().unwrap_or_default();
                    out.push(Row::Condition(i, c.print(), kept.alone, kept.left));
                }
            }
            Section::Goal => {
                for goal in Goal::ALL {
                    out.push(Row::Goal(
                        goal,
                        filter.goal == Some(goal),
                        probe(&goal.condition()),
                    ));
                }
            }
            _ => {}
        }
        for &metric in section.metrics() {
            let count = if filter.asks(metric) {
                state.pool.matched()
            } else {
                probe(&has(Presence::Metric(metric)))
            };
            out.push(number_row(state, metric, count));
        }
        if section == Section::Status {
            for p in PRESENCES {
                let on = filter.conditions.contains(&has(p));
                out.push(Row::Has(p, on, probe(&has(p))));
            }
        }
        for &facet in section.facets() {
            facet_rows(state, section, facet, &mut out);
        }
    }
    out
}

fn number_row(state: &State, metric: Metric, count: usize) -> Row {
    let range = state.pool.filter.range(metric);
    let asks = state.pool.filter.asks(metric);
    let bound = match (range, asks) {
        (Some(r), _) => bound_text(metric, r, state.settings.ascii),
        (None, true) => "…".to_owned(),
        (None, false) => String::new(),
    };
    let histogram = histogram(state, metric);
    let cut = range.zip(histogram).map(|(r, h)| {
        let (low, high) = r.to_raw(metric.unit());
        let below = if r.low.is_some() { h.cell_of(low) } else { 0 };
        let above = if r.high.is_some() {
            h.cell_of(high) + 1
        } else {
            h.counts.len()
        };
        (below, above)
    });
    let count = if metric == Metric::Stale && !asks {
        state.pool.matched()
    } else {
        count
    };
    Row::Number {
        metric,
        bound,
        count,
        cut,
    }
}

/// `≥80`, `<40`, `20..40`.
fn bound_text(metric: Metric, range: Range, ascii: bool) -> String {
    let test = Test::Within {
        metric,
        ranges: vec![range],
        currency: None,
    };
    let text = Condition {
        negated: false,
        test,
    }
    .print();
    let text = text
        .strip_prefix(metric.key())
        .unwrap_or(&text)
        .trim_start_matches(':')
        .to_owned();
    if ascii {
        text
    } else {
        text.replace(">=", "≥").replace("<=", "≤")
    }
}

/// The spread of a metric over the pool.
pub fn histogram(state: &State, metric: Metric) -> Option<&Histogram> {
    state
        .pool
        .facts
        .as_ref()?
        .histograms
        .iter()
        .find(|h| h.metric == metric)
}

fn facet_rows(state: &State, section: Section, facet: Facet, out: &mut Vec<Row>) {
    let Some(answer) = &state.pool.answer else {
        return;
    };
    let values = answer.facet(facet);
    if values.is_empty() && facet != Facet::Category {
        return;
    }
    if section.facets().len() > 1 {
        out.push(Row::Facet(facet));
    }
    let needle = state
        .pool
        .panes
        .narrowed
        .get(&facet)
        .map(|t| crate::text::fold(t))
        .unwrap_or_default();
    let asked = |typed: &str| asked_for(facet, typed, values.iter().map(|(v, _)| v.as_str()));
    let chosen: BTreeSet<usize> = state.pool.filter.chosen(facet).flat_map(asked).collect();
    let turned_away = state.pool.filter.conditions.iter().filter(|c| c.negated).flat_map(|c| match &c.test {
        Test::OneOf(f, v) if *f == facet => v.as_slice(),
        _ => &[],
    });
    let away: BTreeSet<usize> = turned_away.flat_map(|v| asked(v)).collect();
    let all =
        facet == Facet::Tier || state.pool.panes.opened.contains(&facet) || !needle.is_empty();
    let greatest = values.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let (mut shown, mut hidden) = (0, 0);
    for (i, (value, count)) in values.iter().enumerate() {
        let (on, off) = (chosen.contains(&i), away.contains(&i));
        let fits = needle.is_empty() || crate::text::fold(value).contains(&needle);
        if !fits {
            continue;
        }
        if !all && shown >= SHOWN && !on && !off {
            hidden += 1;
            continue;
        }
        shown += 1;
        let share = ratio(*count, greatest);
        out.push(Row::Value {
            facet,
            value: value.clone(),
            count: *count,
            share,
            on,
            off,
        });
    }
    if hidden > 0 || (all && facet != Facet::Tier && needle.is_empty() && shown > SHOWN) {
        out.push(Row::More(facet, hidden));
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    // counts stay far below 2^52
    part as f64 / whole.max(1) as f64
}

/// Whether the cursor may stand on a row.
fn stands(row: &Row) -> bool {
    !matches!(row, Row::Facet(_))
}

/// Moves the cursor over rows.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let rows = rows(state);
    let mut at = state.pool.panes.cursor.min(rows.len().saturating_sub(1));
    for _ in 0..by.unsigned_abs() {
        let mut next = at;
        loop {
            let moved = next
                .checked_add_signed(by.signum())
                .filter(|n| *n < rows.len());
            let Some(moved) = moved else {
                next = at;
                break;
            };
            next = moved;
            if rows.get(next).is_some_and(stands) {
                break;
            }
        }
        at = next;
    }
    place(state, at);
    Vec::new()
}

/// Puts the cursor on a row and the row on the screen.
fn place(state: &mut State, at: usize) {
    let height = usize::from(state.layout().panes.height).max(1);
    let panes = &mut state.pool.panes;
    panes.cursor = at;
    panes.top = panes.top.min(at).max((at + 1).saturating_sub(height));
    // the title above the first row of a section comes along
    if at <= 1 {
        panes.top = 0;
    }
}

/// Goes to the next or previous section.
pub fn section(state: &mut State, forward: bool) -> Vec<Effect> {
    let rows = rows(state);
    let at = state.pool.panes.cursor;
    let heads: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| matches!(r, Row::Head(..) | Row::Facet(_)))
        .map(|(i, _)| i)
        .collect();
    let to = if forward {
        heads.iter().copied().find(|i| *i > at)
    } else {
        heads.iter().copied().rev().find(|i| *i + 1 < at)
    };
    if let Some(head) = to {
        // a folded section has only its title to stand on
        let inside = rows
            .get(head + 1)
            .filter(|r| stands(r) && !matches!(r, Row::Head(..)));
        place(state, if inside.is_some() { head + 1 } else { head });
    }
    Vec::new()
}

/// Gives the keys to the panes.
pub fn enter(state: &mut State) -> Vec<Effect> {
    state.pool.focus = Focus::Panes;
    if !state.pool.panes.started {
        state.pool.panes.started = true;
        let first = rows(state)
            .iter()
            .position(|r| {
                matches!(
                    r,
                    Row::Value {
                        facet: Facet::Tier,
                        ..
                    }
                )
            })
            .unwrap_or(0);
        place(state, first);
    } else {
        clamp(state);
    }
    super::table::settle(state);
    super::fetch(state)
}

/// Keeps the cursor on the same row's meaning after the rows have changed.
fn keep(state: &mut State, before: Option<Row>) {
    let same = |a: &Row, b: &Row| match (a, b) {
        (Row::Head(a, _), Row::Head(b, _)) => a == b,
        (Row::Goal(a, ..), Row::Goal(b, ..)) => a == b,
        (
            Row::Value {
                facet: f, value: v, ..
            },
            Row::Value {
                facet: g, value: w, ..
            },
        ) => f == g && v == w,
        (Row::More(a, _), Row::More(b, _)) => a == b,
        (Row::Number { metric: a, .. }, Row::Number { metric: b, .. }) => a == b,
        (Row::Has(a, ..), Row::Has(b, ..)) => a == b,
        _ => false,
    };
    let offset = state.pool.panes.cursor.saturating_sub(state.pool.panes.top);
    if let Some(before) = before
        && let Some(at) = rows(state).iter().position(|r| same(r, &before))
    {
        state.pool.panes.top = at.saturating_sub(offset);
        place(state, at);
    }
    clamp(state);
}

/// Brings the cursor back onto a row.
pub fn clamp(state: &mut State) {
    let rows = rows(state);
    let mut at = state.pool.panes.cursor.min(rows.len().saturating_sub(1));
    while at > 0 && !rows.get(at).is_some_and(stands) {
        at -= 1;
    }
    place(state, at);
}

fn current(state: &State) -> Option<Row> {
    rows(state).into_iter().nth(state.pool.panes.cursor)
}

/// Space and Enter: choose, open, type a bound, take a condition away.
pub fn choose(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    match &row {
        Row::Number { metric, .. } => return type_bound(state, *metric),
        Row::Head(section, _) => {
            if !state.pool.panes.folded.remove(section) {
                state.pool.panes.folded.insert(*section);
            }
            keep(state, Some(row));
            return Vec::new();
        }
        Row::More(facet, _) => {
            if !state.pool.panes.opened.remove(facet) {
                state.pool.panes.opened.insert(*facet);
            }
            clamp(state);
            return Vec::new();
        }
        Row::Facet(_) => return Vec::new(),
        _ => {}
    }
    let mut filter = state.pool.filter.clone();
    match &row {
        Row::Condition(i, ..) => filter.remove(*i),
        Row::Goal(goal, on, _) => {
            let goal = (!on).then_some(*goal);
            filter.set_goal(goal);
            if let Some(goal) = goal {
                state.pool.sort = vec![crate::domain::column::SortKey {
                    column: crate::domain::column::Column::Metric(goal.sort()),
                    descending: true,
                }];
            }
        }
        Row::Value { facet, value, on, .. } => filter.toggle(*facet, value, same(state, *facet, value, *on)),
        Row::Has(p, on, _) => {
            let condition = Condition {
                negated: false,
                test: Test::Has(vec![*p]),
            };
            filter.conditions.retain(|c| *c != condition);
            if !on {
                filter.conditions.push(condition);
            }
        }
        _ => {}
    }
    apply(state, filter, Some(row))
}

fn apply(state: &mut State, filter: Filter, row: Option<Row>) -> Vec<Effect> {
    let effects = set_filter(state, filter);
    keep(state, row);
    effects
}

/// Whether what was typed stands for the value under the cursor: by name, or by a part of it where that is what chose
/// it.
fn same<'a>(state: &'a State, facet: Facet, value: &'a str, chosen: bool) -> impl Fn(&str, &str) -> bool + 'a {
    move |typed, _| {
        let values = state.pool.answer.as_ref().map(|a| a.facet(facet)).unwrap_or_default();
        fold_key(typed) == fold_key(value)
            || chosen
                && asked_for(facet, typed, values.iter().map(|(v, _)| v.as_str()))
                    .iter()
                    .any(|i| values.get(*i).is_some_and(|(v, _)| v == value))
    }
}

/// Turns the value under the cursor away, or takes the condition on the row away.
pub fn turn_away(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    let mut filter = state.pool.filter.clone();
    match &row {
        Row::Value { facet, value, on, off, .. } => {
            filter.toggle_not(*facet, value, same(state, *facet, value, *on || *off));
        }
        Row::Condition(i, ..) => {
            if let Some(c) = filter.conditions.get_mut(*i) {
                c.negated = !c.negated;
            }
        }
        _ => return Vec::new(),
    }
    apply(state, filter, Some(row))
}

/// Takes away what the row under the cursor asks.
pub fn clear_row(state: &mut State) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    let mut filter = state.pool.filter.clone();
    let facet_of = |section: Section| section.facets().to_vec();
    let drop_facets = |filter: &mut Filter, facets: &[Facet]| {
        filter
            .conditions
            .retain(|c| !matches!(&c.test, Test::OneOf(f, _) if facets.contains(f)));
    };
    match &row {
        Row::Condition(i, ..) => filter.remove(*i),
        Row::Goal(..) => filter.set_goal(None),
        Row::Number { metric, .. } => filter.set_range(*metric, None),
        Row::Value { facet, .. } | Row::More(facet, _) | Row::Facet(facet) => {
            drop_facets(&mut filter, &[*facet])
        }
        Row::Has(p, ..) => filter
            .conditions
            .retain(|c| !matches!(&c.test, Test::Has(w) | Test::Lacks(w) if w == &[*p])),
        Row::Head(Section::Filter, _) => filter.conditions.clear(),
        Row::Head(section, _) => {
            drop_facets(&mut filter, &facet_of(*section));
            for m in section.metrics() {
                filter.set_range(*m, None);
            }
        }
    }
    apply(state, filter, Some(row))
}

/// Whether a metric is usually bounded from above.
const fn upper(metric: Metric) -> bool {
    matches!(metric, Metric::RefundRate | Metric::Stale)
}

/// Left and right: nudge a bound by one cell of the histogram, fold and unfold a section.
pub fn nudge(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(row) = current(state) else {
        return Vec::new();
    };
    match &row {
        Row::Number { metric, .. } => {
            let Some(h) = histogram(state, *metric) else {
                return Vec::new();
            };
            let range = state.pool.filter.range(*metric);
            let is_upper = range.map_or(upper(*metric), |r| r.high.is_some() && r.low.is_none());
            let bound = range.and_then(|r| if is_upper { r.high } else { r.low });
            let raw = bound.map(|(d, _)| Range::exactly(d).to_raw(metric.unit()).0);
            let edges = &h.edges;
            let next = match (raw, by > 0) {
                // from nothing: the first bound that cuts something off
                (None, true) if !is_upper => edges.get(1).copied(),
                (None, false) if is_upper => edges.last().copied(),
                (None, _) => None,
                (Some(raw), true) => edges.iter().copied().find(|e| *e > raw),
                (Some(raw), false) => edges
                    .iter()
                    .copied()
                    .rev()
                    .find(|e| *e < raw && (is_upper || *e > 0)),
            };
            let leaves = raw.is_some() && next.is_none();
            if raw.is_none() && next.is_none() || (leaves && by > 0 && !is_upper) {
                return Vec::new();
            }
            let to = next.map(|raw| Decimal::from_raw(raw, metric.unit()));
            let mut filter = state.pool.filter.clone();
            filter.set_bound(*metric, to, is_upper);
            apply(state, filter, Some(row))
        }
        Row::Head(section, folded) => {
            let section = *section;
            if by > 0 && *folded {
                state.pool.panes.folded.remove(&section);
            } else if by < 0 && !folded {
                state.pool.panes.folded.insert(section);
            }
            keep(state, Some(row));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Opens the line in which a bound is typed.
fn type_bound(state: &mut State, metric: Metric) -> Vec<Effect> {
    let text = state
        .pool
        .filter
        .range(metric)
        .map(|r| bound_text(metric, r, true))
        .unwrap_or_default();
    state
        .layers
        .push(Layer::Bound(metric, LineEdit::new(&text)));
    Vec::new()
}

/// Takes a typed bound: `80`, `>=80`, `<40`, `20..40`, or nothing to take it away. An error leaves the line open.
pub fn take_bound(state: &mut State, metric: Metric, text: &str) -> Result<Vec<Effect>, Message> {
    let text = text.trim();
    let row = current(state);
    let mut next = state.pool.filter.clone();
    if text.is_empty() {
        next.set_range(metric, None);
    } else {
        let bare =
            text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !text.contains("..");
        let op = match (bare, upper(metric)) {
            (true, false) => ">=",
            (true, true) => "<=",
            (false, _)
                if text.starts_with(['<', '>', '=', ':', '≥', '≤', '＞', '＜', '＝', '：']) =>
            {
                ""
            }
            (false, _) => ":",
        };
        let parsed = filter::parse(
            &format!("{}{op}{text}", metric.key()),
            &state.settings.schemes,
        )
        .map_err(|e| e.message())?;
        let Some(Condition {
            test: Test::Within {
                ranges, currency, ..
            },
            ..
        }) = parsed.conditions.into_iter().next()
        else {
            return Err(Message::new("query-no-value")
                .with("field", metric.key())
                .with("at", 1));
        };
        next.set_range(metric, ranges.first().copied());
        for c in &mut next.conditions {
            if let Test::Within {
                metric: m,
                currency: old,
                ranges: all,
            } = &mut c.test
                && *m == metric
            {
                *old = currency;
                all.clone_from(&ranges);
            }
        }
    }
    Ok(apply(state, next, row))
}

/// Opens the line that narrows the facet under the cursor.
pub fn open_narrow(state: &mut State) -> Vec<Effect> {
    let Some(facet) = facet_at_cursor(state) else {
        state.say(Message::new("app-narrow-nothing"));
        return Vec::new();
    };
    let text = state
        .pool
        .panes
        .narrowed
        .get(&facet)
        .cloned()
        .unwrap_or_default();
    state
        .layers
        .push(Layer::Narrow(facet, LineEdit::new(&text)));
    Vec::new()
}

/// The facet whose rows the cursor is on.
pub fn facet_at_cursor(state: &State) -> Option<Facet> {
    match current(state)? {
        Row::Value { facet, .. } | Row::More(facet, _) => Some(facet),
        Row::Head(Section::Category, _) => Some(Facet::Category),
        _ => None,
    }
}

/// Narrows a facet to values that contain the text.
pub fn narrow(state: &mut State, facet: Facet, text: String) {
    if text.is_empty() {
        state.pool.panes.narrowed.remove(&facet);
    } else {
        state.pool.panes.narrowed.insert(facet, text);
    }
    let first = rows(state)
        .iter()
        .position(|r| matches!(r, Row::Value { facet: f, .. } if *f == facet));
    if let Some(first) = first {
        place(state, first);
    }
    clamp(state);
}

/// What a metric row is called in a unit people can check: `%`, `d`, nothing.
pub fn unit_hint(metric: Metric) -> &'static str {
    match metric.unit() {
        Unit::Ratio => "%",
        Unit::Days => "d",
        _ => "",
    }
}
