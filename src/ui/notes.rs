//! Notes: those on a creator, the one being written, and two versions of one to choose from.

use ratatui::layout::Rect;

use super::menus::frame;
use super::paint::Painter;
use super::{area_rect, cells};
use crate::app::State;
use crate::app::history::HistoryView;
use crate::app::notes::{self, NotesView};
use crate::app::rich::{Line, Role};
use crate::app::today::{self, TodayView};
use crate::app::versions::{self, VersionsView};
use crate::app::view;
use crate::app::write::{Clash, Writing};
use crate::domain::message::Message;

/// All notes on a creator.
pub fn list(state: &State, p: &mut Painter<'_>, body: Rect, view: &NotesView) {
    let handle = state.pool.shown(view.creator);
    let handle = handle.map(|r| r.identity.handle.to_string());
    let count = notes::record(state, view).map_or(0, |r| r.notes.len());
    let title = Message::new("notes-title")
        .with("handle", handle.unwrap_or_default())
        .with("n", count);
    let inner = frame(p, body, &state.words.say(&title));
    let (lines, starts) = notes::lines(state, view, usize::from(inner.width));
    around(p, inner, &lines, &starts, view.cursor);
}

/// What a note said before.
pub fn versions(state: &State, p: &mut Painter<'_>, body: Rect, view: &VersionsView) {
    let inner = frame(p, body, &state.words.get("notes-versions"));
    let (lines, starts) = versions::lines(state, view, usize::from(inner.width));
    around(p, inner, &lines, &starts, view.cursor);
}

/// The lines around the chosen piece: the whole of it where it fits, else its beginning.
fn around(p: &mut Painter<'_>, inner: Rect, lines: &[Line], starts: &[usize], chosen: usize) {
    let height = usize::from(inner.height);
    let start = starts.get(chosen).copied().unwrap_or(0);
    let end = starts.get(chosen + 1).copied().unwrap_or(lines.len());
    let top = end.saturating_sub(height).min(start);
    for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(top)) {
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        p.line(row, line);
    }
    let shown = Rect {
        height: inner.height.saturating_sub(1),
        ..inner
    };
    super::menus::more(p, shown, lines.len(), top);
}

/// What notes ask of somebody.
pub fn today(state: &State, p: &mut Painter<'_>, body: Rect, view: &TodayView) {
    let inner = frame(p, body, &today::title(state, view));
    let (lines, at) = today::lines(state, view, usize::from(inner.width));
    let inner = super::menus::fitting(inner, lines.len());
    let from = super::menus::first_row(at, inner.height);
    super::menus::more(p, inner, lines.len(), from);
    for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(from)) {
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        p.line(row, line);
    }
}

/// What was done, a line each.
pub fn history(state: &State, p: &mut Painter<'_>, body: Rect, view: &HistoryView) {
    let mut title = match view.creator {
        Some(_) => Message::new("history-title").with("handle", view.handle.as_str()),
        None => Message::new("journal-title"),
    };
    if let Some(by) = &view.by {
        title = Message::new("journal-title-by").with("by", by.as_str());
    }
    let mut title = state.words.say(&title);
    if let Some(day) = view.day {
        title.push_str(&format!(" · {day}"));
    }
    let inner = frame(p, body, &title);
    if view.entries.is_empty() && view.known {
        let words = state.words.get("history-none");
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
    }
    let from = super::menus::first_row(view.cursor, inner.height);
    let shown = view.entries.iter().enumerate().skip(from);
    for (y, (i, entry)) in (inner.top()..inner.bottom()).zip(shown) {
        let x = super::menus::pointer(p, inner.x, y, i == view.cursor);
        let row = Rect {
            x,
            y,
            width: inner.right().saturating_sub(x),
            height: 1,
        };
        p.line(row, &crate::app::history::line(state, entry));
    }
}

/// The note being written.
pub fn write(state: &State, p: &mut Painter<'_>, writing: &Writing) {
    let area = area_rect(view::writing_area(state, writing.full));
    p.clear(area);
    let id = if writing.note == 0 {
        "write-title-new"
    } else {
        "write-title-change"
    };
    let title = Message::new(id).with("handle", writing.handle.as_str());
    p.rule(Rect { height: 1, ..area }, &state.words.say(&title));
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    let rows = writing.rows(usize::from(inner.width));
    let (caret, cell) = writing.caret(&rows);
    let shown = rows.iter().enumerate().skip(writing.top());
    for (y, (nth, row)) in (inner.top()..inner.bottom()).zip(shown) {
        p.text(inner.x, y, inner.width, p.theme.plain, writing.text_of(row));
        if nth == caret {
            let x = u16::try_from(cell)
                .unwrap_or(0)
                .min(inner.width.saturating_sub(1));
            p.cursor(inner.x + x, y);
        }
    }
    if rows.len() == 1 && writing.text().is_empty() {
        p.text(
            inner.x,
            inner.y,
            inner.width,
            p.theme.dim,
            &state.words.get("write-hint"),
        );
    }
}

/// What somebody else has made of the note, beside what was to be saved.
pub fn clash(state: &State, p: &mut Painter<'_>, body: Rect, clash: &Clash) {
    let message = Message::new("write-clash").with("by", clash.by.as_str());
    let inner = frame(p, body, &state.words.say(&message));
    let width = usize::from(inner.width);
    let lines = clash_lines(state, clash, width);
    for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(clash.top)) {
        p.line(
            Rect {
                y,
                height: 1,
                ..inner
            },
            line,
        );
    }
    let left = lines
        .len()
        .saturating_sub(clash.top + usize::from(inner.height));
    if left > 0 {
        let text = format!(" {} {left} ", if p.ascii { "v" } else { "↓" });
        let used = cells(&text);
        p.text(
            body.right().saturating_sub(used),
            body.y,
            used,
            p.theme.dim,
            &text,
        );
    }
}

/// Theirs and mine, each with what was changed since.
fn clash_lines(state: &State, clash: &Clash, width: usize) -> Vec<Line> {
    let key = |action: &str| {
        state
            .keymap
            .keys(action)
            .first()
            .cloned()
            .unwrap_or_default()
    };
    let head = |action: &str, id: &str| {
        Line::new()
            .add(Role::Accent, format!("{} ", key(action)))
            .add(
                Role::Strong,
                state.words.say(&Message::new("write-of").with("who", id)),
            )
    };
    let own = |by: &str| match by {
        "" => state.words.get("write-mine"),
        by => by.to_owned(),
    };
    let mut lines = Vec::new();
    lines.push(head("clash.theirs", &own(&clash.by)));
    match &clash.theirs {
        Some((theirs, _)) => lines.extend(notes::difference(&clash.mine.base, theirs, width)),
        None => lines.push(Line::new().dim(state.words.get("notes-deleted"))),
    }
    lines.push(Line::new());
    lines.push(head("clash.mine", &own("")));
    lines.extend(notes::difference(&clash.mine.base, &clash.mine.body, width));
    lines.push(Line::new());
    lines.push(
        Line::new()
            .add(Role::Accent, format!("{} ", key("clash.both")))
            .add(Role::Strong, state.words.get("write-both-of")),
    );
    if let Some((theirs, _)) = &clash.theirs {
        let both = crate::app::write::both(&clash.mine.base, &clash.mine.body, theirs);
        lines.extend(notes::marked(&both, width));
    }
    lines
}
