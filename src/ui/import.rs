//! File picker, preview, progress, and the list of imports.

use ratatui::layout::Rect;

use super::menus::{first_row, more, panel, pointer};
use super::paint::Painter;
use crate::app::State;
use crate::app::import::{
    FilesView, ImportsView, PREVIEW_HEAD, PreviewField, PreviewView, fitting_targets, kind_id,
    problem_lines, warning_lines, would_lines,
};
use crate::domain::message::Message;
use crate::text::{bar, grouped, pad_end, truncate};

/// The file picker.
pub fn files(state: &State, p: &mut Painter<'_>, body: Rect, files: &FilesView) {
    let folder = files.folder.to_string_lossy().into_owned();
    let title = format!("{} {folder}", state.words.get("files-title"));
    let inner = panel(p, body, body.width.min(90), body.height, &title);
    if files.entries.is_empty() {
        let id = if files.waiting {
            "top-loading"
        } else {
            "files-none"
        };
        p.text(
            inner.x + 2,
            inner.y,
            inner.width - 2,
            p.theme.dim,
            &state.words.get(id),
        );
        return;
    }
    let from = first_row(files.cursor, inner.height);
    more(p, inner, files.entries.len(), from);
    for (y, (i, e)) in
        (inner.top()..inner.bottom()).zip(files.entries.iter().enumerate().skip(from))
    {
        let chosen = i == files.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let name = if e.folder {
            format!("{}/", e.name)
        } else {
            e.name.clone()
        };
        let style = match (chosen, e.folder) {
            (true, _) => p.theme.chosen,
            (false, true) => p.theme.accent,
            (false, false) => p.theme.plain,
        };
        let right = 30.min(inner.width / 2);
        p.text(x, y, inner.width.saturating_sub(right + 3), style, &name);
        let size = if e.folder {
            String::new()
        } else {
            file_size(e.size)
        };
        let facts = format!("{:>10}  {}", size, e.changed);
        p.text_right(inner.x, y, inner.width, p.theme.dim, &facts);
    }
}

fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..10_000_000_000 => format!("{} MB", grouped(&(bytes / 1_000_000).to_string())),
        _ => format!("{} GB", grouped(&(bytes / 1_000_000_000).to_string())),
    }
}

/// The preview of an import: what it is, what it would change, the columns, the first rows.
pub fn preview(state: &State, p: &mut Painter<'_>, body: Rect, view: &PreviewView) {
    let w = &state.words;
    let pv = &view.preview;
    let file = pv
        .request
        .path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let inner = panel(
        p,
        body,
        body.width,
        body.height,
        &format!("{} {file}", w.get("preview-title")),
    );
    let facts = Message::new("preview-facts")
        .with("kind", w.get(&kind_id(&pv.kind)))
        .with("encoding", pv.encoding.clone())
        .with("row", pv.header_row.to_string());
    p.text(
        inner.x,
        inner.y,
        inner.width,
        p.theme.strong,
        &w.say(&facts),
    );
    // what would change stands at the right where there is room, else below
    let wide = inner.width >= 100;
    let left = if wide {
        inner.width.saturating_sub(50)
    } else {
        inner.width
    };
    let mut y = inner.y + 1;
    let from = w.get(&format!("period-from-{}", pv.period_from));
    let currency = if pv.currency.is_known() {
        pv.currency.code().to_owned()
    } else {
        w.get("preview-no-currency")
    };
    let order = match pv.request.day_first {
        Some(true) => w.get("preview-day-first"),
        Some(false) => w.get("preview-month-first"),
        None if pv.ask_day_first => w.get("preview-ask-order"),
        None => w.get("preview-order-clear"),
    };
    let head = [
        ("preview-period", format!("{}  ({from})", pv.period)),
        ("preview-currency", currency),
        ("preview-dates", order),
    ];
    for (i, (id, value)) in head.into_iter().enumerate() {
        let x = pointer(p, inner.x, y, view.cursor == i);
        let style = if view.cursor == i {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(x, y, 14, p.theme.dim, &w.get(id));
        p.text(x + 14, y, left.saturating_sub(16), style, &value);
        y += 1;
    }
    let would: Vec<_> = match &view.would {
        None => vec![crate::app::rich::Line::new().dim(format!(" {}", w.get("preview-counting")))],
        Some(Err(message)) => {
            let width = if wide { 46 } else { usize::from(inner.width) };
            let lines = crate::app::rich::wrap(&w.say(message), width.saturating_sub(3));
            lines
                .into_iter()
                .map(|l| {
                    crate::app::rich::Line::new()
                        .add(crate::app::rich::Role::Bad, format!(" ! {l}"))
                })
                .collect()
        }
        Some(Ok(would)) => {
            let mut lines = would_lines(state, would);
            let width = if wide { 48 } else { usize::from(inner.width) };
            lines.extend(warning_lines(state, &would.warnings, width));
            lines.extend(problem_lines(state, &pv.problems, width));
            lines
        }
    };
    let mut bottom = inner.bottom();
    if wide {
        let area = Rect {
            x: inner.x + left + 1,
            y: inner.y + 1,
            width: inner.width - left - 1,
            height: inner.height - 1,
        };
        p.rule(Rect { height: 1, ..area }, &w.get("preview-would"));
        for (y, line) in (area.y + 1..area.bottom()).zip(&would) {
            p.line(
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                line,
            );
        }
    } else {
        let rows = u16::try_from(would.len())
            .unwrap_or(u16::MAX)
            .min(inner.height / 2);
        bottom = inner.bottom().saturating_sub(rows + 1);
        p.rule(
            Rect {
                y: bottom,
                height: 1,
                ..inner
            },
            &w.get("preview-would"),
        );
        for (y, line) in (bottom + 1..inner.bottom()).zip(&would) {
            p.line(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                line,
            );
        }
    }
    columns(
        state,
        p,
        Rect {
            x: inner.x,
            y,
            width: left,
            height: bottom.saturating_sub(y),
        },
        view,
    );
}

fn columns(state: &State, p: &mut Painter<'_>, area: Rect, view: &PreviewView) {
    let w = &state.words;
    let pv = &view.preview;
    let unmapped = pv.columns.iter().filter(|c| c.field.is_none()).count();
    let title = w.say(
        &Message::new("preview-columns")
            .with("n", pv.columns.len())
            .with("unmapped", unmapped),
    );
    if area.height == 0 {
        return;
    }
    p.rule(Rect { height: 1, ..area }, &title);
    let rows = area.height - 1;
    let cursor = view.cursor.saturating_sub(PREVIEW_HEAD);
    let from = if view.cursor < PREVIEW_HEAD {
        0
    } else {
        first_row(cursor, rows)
    };
    let half = area.width.saturating_sub(4) / 5 * 2;
    for (y, (i, c)) in (area.y + 1..area.bottom()).zip(pv.columns.iter().enumerate().skip(from)) {
        let chosen = view.cursor >= PREVIEW_HEAD && i == cursor;
        let x = pointer(p, area.x, y, chosen);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(x, y, half, style, &c.header);
        let arrow = if p.ascii { ">" } else { "→" };
        let (field, style) = match &c.field {
            Some(field) => (format!("{arrow} {field}"), p.theme.accent),
            None => (format!("  {}", w.get("preview-unmapped")), p.theme.dim),
        };
        p.text(x + half + 1, y, 20, style, &field);
        let at = x + half + 22;
        let at = p.text(
            at,
            y,
            area.right().saturating_sub(at),
            p.theme.dim,
            &c.example,
        );
        if !c.parsed.is_empty() && c.parsed != c.example {
            let text = format!(" = {}", c.parsed);
            p.text(at, y, area.right().saturating_sub(at), p.theme.plain, &text);
        }
    }
}

/// What stands before a field of the preview.
pub fn field_label(state: &State, field: &PreviewField) -> String {
    state.words.get(match field {
        PreviewField::Period => "preview-type-period",
        PreviewField::Currency => "preview-type-currency",
        PreviewField::Column(_) => "preview-type-column",
    })
}

/// The fields a column can go to, under the line in which one is typed.
pub fn field_help(state: &State, p: &mut Painter<'_>, body: Rect, field: &PreviewField) {
    let PreviewField::Column(_) = field else {
        return;
    };
    let targets = fitting_targets(state).join("  ");
    let width = usize::from(body.width.saturating_sub(4));
    let lines = crate::app::rich::wrap(&targets, width);
    let height = u16::try_from(lines.len()).unwrap_or(0) + 2;
    let inner = panel(
        p,
        body,
        body.width,
        height,
        &state.words.get("preview-targets"),
    );
    for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
        p.text(inner.x, y, inner.width, p.theme.plain, &line);
    }
}

/// A running import: bar, rate, time left.
pub fn running(state: &State, p: &mut Painter<'_>, body: Rect) {
    let Some(r) = state.running else { return };
    let inner = panel(
        p,
        body,
        body.width.min(70),
        6,
        &state.words.get("running-title"),
    );
    let part = if r.of == 0 {
        0.0
    } else {
        (r.bytes as f64 / r.of as f64).min(1.0)
    };
    let shape = bar(part, usize::from(inner.width), state.settings.ascii);
    p.text(inner.x, inner.y + 1, inner.width, p.theme.accent, &shape);
    let rate = r.rows.saturating_mul(1_000) / r.millis.max(1);
    let left = if part > 0.0 {
        (r.millis as f64 * (1.0 - part) / part / 1_000.0).ceil() as u64
    } else {
        0
    };
    // all is read; a large pool's handles are still being sorted
    let id = if r.bytes >= r.of && r.of > 0 {
        "running-finishing"
    } else {
        "running-facts"
    };
    let message = Message::new(id)
        .with("rows", grouped(&r.rows.to_string()))
        .with("rate", grouped(&rate.to_string()))
        .with("percent", format!("{:.0}", part * 100.0))
        .with("left", format!("{}:{:02}", left / 60, left % 60));
    p.text(
        inner.x,
        inner.y + 2,
        inner.width,
        p.theme.plain,
        &state.words.say(&message),
    );
}

/// Imports so far, newest first.
pub fn imports(state: &State, p: &mut Painter<'_>, body: Rect, view: &ImportsView) {
    let w = &state.words;
    let inner = panel(p, body, body.width, body.height, &w.get("imports-title"));
    if view.imports.is_empty() {
        p.text(
            inner.x + 2,
            inner.y,
            inner.width - 2,
            p.theme.dim,
            &w.get("imports-none"),
        );
        return;
    }
    let from = first_row(view.cursor, inner.height);
    more(p, inner, view.imports.len(), from);
    for (y, (i, imp)) in
        (inner.top()..inner.bottom()).zip(view.imports.iter().enumerate().skip(from))
    {
        let chosen = i == view.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = match (imp.undone, chosen) {
            (true, _) => p.theme.dim,
            (false, true) => p.theme.chosen,
            (false, false) => p.theme.plain,
        };
        let name = usize::from(inner.width).saturating_sub(58).max(14);
        let file = pad_end(&truncate(&imp.file, name), name);
        let text = format!("{}  {file}  {}", imp.at, pad_end(&truncate(&imp.by, 8), 8));
        let x = p.text(x, y, inner.width - 2, style, &text);
        let counts = Message::new(if imp.undone {
            "imports-undone"
        } else {
            "imports-counts"
        })
        .with("created", grouped(&imp.created.to_string()))
        .with("updated", grouped(&imp.updated.to_string()));
        p.text(
            x + 2,
            y,
            inner.right().saturating_sub(x + 2),
            p.theme.dim,
            &w.say(&counts),
        );
    }
}
