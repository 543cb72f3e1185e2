//! The saved views, and which key leads to which.

use ratatui::layout::Rect;

use super::menus::{first_row, frame, panel, pointer};
use super::paint::Painter;
use crate::app::State;
use crate::app::view;
use crate::app::views::{ViewsView, shown};
use crate::domain::column::SortKey;
use crate::domain::message::Message;
use crate::domain::view::SavedView;
use crate::text::width;

/// Cells of the key, and of what stands behind the name.
const KEY: u16 = 5;
const MARKS: u16 = 18;
/// Cells of a name.
const NAME: u16 = 24;

fn shows(state: &State, saved: &SavedView) -> String {
    let query = if saved.shows.query.is_empty() {
        state.words.get("views-whole-pool")
    } else {
        saved.shows.query.clone()
    };
    let sort = SortKey::parse_list(&saved.shows.sort).unwrap_or_default();
    let sort = view::sort_keys_text(state, &sort);
    if sort.is_empty() {
        query
    } else {
        format!("{query} · {}", sort)
    }
}

/// All views: key, name, whose, what each shows.
pub fn list(state: &State, p: &mut Painter<'_>, body: Rect, list: &ViewsView) {
    let title = Message::new("views-title").with("n", state.views.len());
    let inner = frame(p, body, &state.words.say(&title));
    if state.views.is_empty() {
        let words = state.words.get("views-none");
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
        return;
    }
    let head = |id: &str| state.words.get(id);
    let (x, y) = (inner.x + 2, inner.y);
    p.text(x, y, KEY, p.theme.strong, &head("views-head-key"));
    p.text(x + KEY, y, NAME, p.theme.strong, &head("views-head-name"));
    let left = x + KEY + NAME + MARKS;
    let room = inner.right().saturating_sub(left);
    p.text(left, y, room, p.theme.strong, &head("views-head-shows"));
    let from = first_row(list.cursor, inner.height.saturating_sub(1));
    let all = state.views.iter().enumerate().skip(from);
    let now = shown(state);
    for (y, (i, saved)) in (inner.top() + 1..inner.bottom()).zip(all) {
        let chosen = i == list.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        let key = saved.key.map(String::from).unwrap_or_default();
        p.text(x, y, KEY, p.theme.accent, &key);
        p.text(x + KEY, y, NAME - 1, style, &saved.name);
        let mut marks = Vec::new();
        if saved.private {
            marks.push(head("views-mine"));
        }
        if state.start_view == Some(saved.id) {
            marks.push(head("views-begins"));
        }
        if state.pool.view == Some(saved.id) && saved.shows != now {
            marks.push(head("views-changed"));
        }
        let marks = marks.join(" ");
        p.text(x + KEY + NAME, y, MARKS - 1, p.theme.dim, &marks);
        p.text(left, y, room, p.theme.dim, &shows(state, saved));
    }
}

/// Which key leads to which view, while one is awaited.
pub fn keys(state: &State, p: &mut Painter<'_>, body: Rect) {
    let all: Vec<(char, &SavedView)> = state
        .views
        .iter()
        .filter_map(|v| Some((v.key?, v)))
        .collect();
    let widest = all.iter().map(|(_, v)| width(&v.name)).max().unwrap_or(0);
    let title = state.words.get("views-press-key");
    let cells = u16::try_from(widest.max(width(&title)) + 10).unwrap_or(60);
    let rows = u16::try_from(all.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let inner = panel(p, body, cells, rows, &title);
    for (y, (key, view)) in (inner.top()..inner.bottom()).zip(all) {
        p.text(inner.x, y, 2, p.theme.accent, &key.to_string());
        let room = inner.width.saturating_sub(3);
        p.text(inner.x + 3, y, room, p.theme.plain, &view.name);
    }
}
