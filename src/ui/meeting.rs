//! The meeting: one point a page, large and calm; its agenda; what is decided stands at the bottom.

use ratatui::layout::Rect;

use super::menus::{first_row, fitting, frame, more, pointer};
use super::paint::Painter;
use super::review::table;
use crate::app::State;
use crate::app::review::decision::{given_up, moves};
use crate::app::review::meeting::{self, MeetingView, page};
use crate::app::rich::{Line, Role, wrap};
use crate::domain::collab::stage::Stage;
use crate::domain::message::Message;
use crate::domain::review::agenda::{About, Decision, Point, PointState};
use crate::domain::review::minutes;
use crate::domain::review::page::{Figure, Page, better};
use crate::domain::review::shown::word;
use crate::domain::review::{Mark, Value};
use crate::text::{pad_end, pad_start, truncate, width};

/// Rows of what is decided, with the rule over them.
const DECIDED: u16 = 4;

/// Sentences of what has to be known.
const SAID: usize = 4;

fn row(area: Rect, at: u16) -> Rect {
    Rect {
        y: area.y + at,
        height: 1,
        ..area
    }
}

/// Draws it.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &MeetingView) {
    let [decided, parked, all] = view.counts();
    let title = Message::new("meeting-title")
        .with("name", view.subject.title())
        .with("at", view.at + usize::from(all > 0))
        .with("all", all)
        .with("decided", decided)
        .with("parked", parked);
    let inner = frame(p, body, &state.words.say(&title));
    // seconds would be drawn for nobody
    let minutes = view.clock(state.clock) / 60;
    let at = Rect { height: 1, ..body };
    let clock = Message::new("meeting-clock").with("h", minutes / 60);
    let clock = clock.with("m", minutes % 60);
    let clock = format!(" {} ", state.words.say(&clock));
    p.text_right(at.x, at.y, at.width, p.theme.chosen, &clock);
    let Some(points) = &view.points else {
        let dots = state.words.get("review-loading");
        p.text(inner.x + 1, inner.y, inner.width, p.theme.dim, &dots);
        return;
    };
    if points.is_empty() {
        let none = state.words.get("meeting-empty");
        for (y, l) in (inner.top()..inner.bottom()).zip(wrap(&none, inner.width.into())) {
            p.text(inner.x + 1, y, inner.width, p.theme.dim, &l);
        }
        return;
    }
    if view.listing {
        return agenda(state, p, inner, view, points);
    }
    let Some((point, page)) = page(state) else {
        let dots = state.words.get("review-loading");
        p.text(inner.x + 1, inner.y, inner.width, p.theme.dim, &dots);
        return;
    };
    let wide = inner.width.min(meeting::WIDE);
    let area = Rect {
        x: inner.x + (inner.width - wide) / 2,
        width: wide,
        height: inner.height.saturating_sub(DECIDED),
        ..inner
    };
    one(state, p, area, (point, &page), [view.skip, view.shift]);
    let below = Rect {
        y: inner.bottom().saturating_sub(DECIDED.min(inner.height)),
        height: DECIDED.min(inner.height),
        ..inner
    };
    decision(state, p, below, point);
}

fn role(mark: Mark) -> Role {
    match mark {
        Mark::Good => Role::Good,
        Mark::Bad => Role::Bad,
        Mark::Strong => Role::Strong,
        Mark::Dim | Mark::Weak => Role::Dim,
        Mark::None => Role::Plain,
    }
}

/// What a point is called.
fn named(state: &State, point: &Point) -> String {
    meeting::review(state).map_or_else(|| point.name(), |r| r.name_of(point))
}

/// The page of a point, without its first tables where somebody went on to those behind them.
fn one(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    (point, page): (&Point, &Page),
    [skip, shift]: [usize; 2],
) {
    let say = |m: &Message| state.words.say(m);
    // where there is room the parts stand apart
    let gap = u16::from(area.height >= 22);
    let mut y = gap;
    let beside: Vec<String> = page.beside.iter().map(|v| v.shown(&say)).collect();
    let line = Line::new()
        .add(Role::Strong, named(state, point))
        .plain("   ")
        .dim(beside.join(" · "));
    p.line(row(area, y), &line);
    let topic = state.words.get(&point.topic.word_id());
    p.line_right(
        row(area, y),
        &Line::new().add(Role::Accent, topic),
        line.width(),
    );
    y += 1 + gap;
    // whoever goes on to the tables has room for all of them
    let whole = skip == 0;
    let rows = match whole {
        true => figures(state, p, area, y, &page.figures),
        false => 0,
    };
    y += rows;
    if rows > 0 {
        y += gap;
    }
    let cells = usize::from(area.width.saturating_sub(2));
    for said in page.said.iter().take(if whole { SAID } else { 0 }) {
        for (nth, text) in wrap(&say(said), cells).into_iter().enumerate() {
            if y >= area.height {
                return;
            }
            let lead = match (nth, p.ascii) {
                (0, false) => "· ",
                (0, true) => "- ",
                _ => "  ",
            };
            p.line(row(area, y), &Line::new().dim(lead).plain(text));
            y += 1;
        }
    }
    if let Some(advice) = &page.advice
        && y < area.height
        && whole
    {
        let line = Line::new()
            .dim(format!("{} ", state.words.get("meeting-advice")))
            .add(role(advice.mark), advice.shown(&say));
        p.line(row(area, y), &line);
        y += 1;
    }
    let skip = skip
        .saturating_sub(1)
        .min(page.tables.len().saturating_sub(1));
    for (nth, section) in page.tables.iter().enumerate().skip(skip) {
        // a heading without a row under it says nothing, and what is left out is said
        let last = nth + 1 == page.tables.len();
        let need = 3 + u16::from(!last);
        if y + gap + need > area.height {
            let n = page.tables.len() - nth;
            let said = Message::new("meeting-more").with("n", n);
            let line = Line::new().dim(state.words.say(&said));
            p.line(row(area, y.min(area.height.saturating_sub(1))), &line);
            return;
        }
        y += gap;
        let room = Rect {
            y: area.y + y,
            height: area.height - y - u16::from(!last),
            ..area
        };
        y += table(state, p, room, section, shift);
    }
}

/// Figures below each other: what it is, what it was, what became of it. Gives the rows they took.
fn figures(state: &State, p: &mut Painter<'_>, area: Rect, at: u16, all: &[Figure]) -> u16 {
    let say = |m: &Message| state.words.say(m);
    let mut told: Vec<[String; 4]> = Vec::new();
    for f in all {
        let mut name = word(&f.title, &say);
        if let Some(code) = &f.currency {
            name = format!("{name} {code}");
        }
        let change = f.before.as_ref().map(|b| f.now.value.change(b));
        let before = f.before.as_ref().filter(|b| !b.is_missing());
        told.push([
            name,
            f.now.shown(&say),
            before.map_or(String::new(), |b| b.shown(&say)),
            change
                .filter(|c| !c.is_missing())
                .map_or(String::new(), |c| c.shown(&say)),
        ]);
    }
    let wide = |at: usize| {
        let all = told.iter().filter_map(|t| t.get(at));
        all.map(|t| width(t)).max().unwrap_or(0)
    };
    let [names, now, before, change] = [0, 1, 2, 3].map(wide);
    let was = state.words.get("meeting-was");
    let room = area.height.saturating_sub(at);
    let mut rows = 0;
    for ([name, value, then, became], f) in told.iter().zip(all).take(room.into()) {
        let strong = match f.now.mark {
            Mark::None => Role::Strong,
            mark => role(mark),
        };
        // signs stand behind the digits, which stand below each other
        let sign = matches!(f.now.mark, Mark::Good | Mark::Bad);
        let value = if sign {
            value.clone()
        } else {
            format!("{value}  ")
        };
        let mut line = Line::new()
            .dim(format!("{}  ", pad_end(name, names)))
            .add(strong, pad_start(&value, now + 2));
        if !then.is_empty() {
            line = line.dim(format!("   {was} {}", pad_start(then, before)));
            line = line.add(role(better(f)), format!("   {}", pad_start(became, change)));
        }
        p.line(row(area, at + rows), &line);
        rows += 1;
    }
    rows
}

/// The key of a decision, as the keymap has it.
fn key(state: &State, decision: Decision) -> String {
    let id = format!("meeting.{}", decision.key().replace('_', "-"));
    state.keymap.keys(&id).first().cloned().unwrap_or_default()
}

/// What can be decided, or was.
fn decision(state: &State, p: &mut Painter<'_>, area: Rect, point: &Point) {
    if area.height == 0 {
        return;
    }
    p.rule(row(area, 0), "");
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let mut keys = Line::new();
    for d in Decision::about(&point.about) {
        let chosen = point.decision == Some(*d);
        let name = state.words.get(&point.about.decision_word(*d));
        keys = keys.add(Role::Accent, key(state, *d));
        keys = match chosen {
            true => keys.add(Role::Strong, format!(" [{name}]   ")),
            false => keys.plain(format!(" {name}   ")),
        };
    }
    if point.state == PointState::Parked {
        keys = keys.dim(state.words.get("point-parked"));
    }
    if area.height > 1 {
        p.line(row(inner, 1), &keys);
    }
    let none = || state.words.get("meeting-none");
    let name = |id: &str| state.words.get(id);
    let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().map_or_else(none, str::to_owned);
    let due = point.due.map_or_else(none, |d| d.to_string());
    let because = because(state, point).unwrap_or_else(none);
    let owner = text(&point.owner);
    let mut who = Line::new()
        .dim(format!("{} ", name("meeting-owner")))
        .plain(owner.clone())
        .dim(format!("   {} ", name("meeting-due")))
        .plain(due.clone());
    let mut reason = Line::new()
        .dim(format!("{} ", name("decision-reason")))
        .plain(because.clone());
    let tail;
    match (point.decided, &point.by) {
        (Some(day), by) => {
            let by = by.as_deref().unwrap_or_default();
            let said = Message::new("meeting-decided")
                .with("day", day.to_string())
                .with("by", by);
            let mut more = state.words.say(&said);
            if point.decision == Some(Decision::Drop) && point.about.creator().is_some() {
                more = format!("{more} · {}", name("meeting-dropped"));
            }
            tail = Some(more);
        }
        (None, _) => tail = follows(state, point),
    }
    if let Some(tail) = tail {
        // what follows from a decision is worth more than what a name and a day are called
        let narrow = who.width() + width(&tail) + 3 > usize::from(inner.width);
        if narrow && (point.owner.is_some() || point.due.is_some()) {
            who = Line::new().plain(format!("{owner} · {due}"));
        }
        who = who.dim(format!("   {tail}"));
    }
    if area.height > 2 {
        let cells = usize::from(inner.width);
        if reason.width() > cells {
            let head = width(&name("decision-reason")) + 1;
            let cut = truncate(&because, cells.saturating_sub(head)).into_owned();
            reason = Line::new()
                .dim(format!("{} ", name("decision-reason")))
                .plain(cut);
        }
        p.line(row(inner, 2), &reason);
    }
    if area.height > 3 {
        p.line(row(inner, 3), &who);
    }
}

/// Why it is, or was, decided.
fn because(state: &State, point: &Point) -> Option<String> {
    match minutes::reason(point) {
        Value::Missing => None,
        reason => Some(reason.shown(&|m| state.words.say(m))),
    }
}

/// What a decision will do beside being written down: how many collaborations go on.
fn follows(state: &State, point: &Point) -> Option<String> {
    let review = meeting::review(state)?;
    if !matches!(point.about, About::Creator(_)) {
        return None;
    }
    // decisions that bring the same stand together
    let mut all: Vec<(Stage, usize, Vec<String>)> = Vec::new();
    for d in Decision::about(&point.about).iter().copied() {
        let moves = moves(review, &point.about, d);
        let Some(to) = moves.first().map(|m| m.to) else {
            continue;
        };
        let same = all
            .iter_mut()
            .find(|(s, n, _)| (*s, *n) == (to, moves.len()));
        match same {
            Some((.., keys)) => keys.push(key(state, d)),
            None => all.push((to, moves.len(), vec![key(state, d)])),
        }
    }
    let mut parts = Vec::new();
    for (to, n, keys) in all {
        let said = Message::new("meeting-moves")
            .with("key", keys.join("/"))
            .with("n", n)
            .word("stage", to.word_id());
        parts.push(state.words.say(&said));
    }
    let stay = given_up(review, &point.about);
    if stay > 0 {
        let said = Message::new("meeting-stays").with("n", stay);
        parts.push(state.words.say(&said));
    }
    (!parts.is_empty()).then(|| parts.join("  "))
}

/// All points, one a line.
fn agenda(state: &State, p: &mut Painter<'_>, inner: Rect, view: &MeetingView, points: &[Point]) {
    let say = |m: &Message| state.words.say(m);
    let rows = fitting(inner, points.len());
    let from = first_row(view.at, rows.height.max(1));
    let topics: Vec<String> = points
        .iter()
        .map(|t| word(&t.topic.word_id(), &say))
        .collect();
    let wide = topics.iter().map(|t| width(t)).max().unwrap_or(0);
    let named: Vec<String> = points.iter().map(|t| named(state, t)).collect();
    let names = named.iter().map(|t| width(t)).max().unwrap_or(0);
    let names = names.min(usize::from(inner.width) / 3);
    let decided = |d: Decision, point: &Point| state.words.get(&point.about.decision_word(d));
    let made = points
        .iter()
        .filter_map(|p| Some(width(&decided(p.decision?, p))));
    let decisions = made.max().unwrap_or(0);
    let shown = points
        .iter()
        .zip(topics.iter().zip(&named))
        .enumerate()
        .skip(from);
    for (y, (at, (point, (topic, name)))) in (rows.top()..rows.bottom()).zip(shown) {
        let x = pointer(p, rows.x, y, at == view.at);
        let (sign, role) = match (point.state, p.ascii) {
            (PointState::Decided, false) => ("✓", Role::Good),
            (PointState::Decided, true) => ("+", Role::Good),
            (PointState::Parked, _) => ("-", Role::Dim),
            (PointState::Open, _) => (" ", Role::Plain),
        };
        let name = truncate(name, names).into_owned();
        let mut line = Line::new()
            .add(role, format!("{sign} "))
            .dim(format!("{}  ", pad_end(topic, wide)))
            .plain(format!("{}  ", pad_end(&name, names)));
        match (point.decision, meeting::review(state)) {
            (Some(d), _) => {
                line = line.add(Role::Strong, pad_end(&decided(d, point), decisions));
            }
            // until then, why it is there
            (None, Some(review)) => {
                line = line.dim(review.in_short(point, &say));
            }
            (None, None) => {}
        }
        let day = point
            .due
            .map(|d| Value::Text(d.to_string().into()).shown(&say));
        let more = [
            point.owner.as_deref().map(str::to_owned),
            day,
            because(state, point),
        ];
        let more: Vec<String> = more.into_iter().flatten().collect();
        if !more.is_empty() {
            line = line.dim(format!("  {}", more.join(" · ")));
        }
        p.line(
            Rect {
                x,
                y,
                width: rows.right().saturating_sub(x),
                height: 1,
            },
            &line,
        );
    }
    more(p, rows, points.len(), from);
}
