//! The tags, the lists, and who is on a list.

use ratatui::layout::Rect;

use super::menus::{first_row, frame, pointer};
use super::paint::Painter;
use super::query;
use crate::app::State;
use crate::app::format;
use crate::app::labels::{ListsView, TagsView};
use crate::app::naming::{self, NameFor, Naming};
use crate::app::on_list::{OnListView, window};
use crate::app::pool::table::message_key;
use crate::app::rich::Role;
use crate::domain::collab::native::Cell;
use crate::domain::column::Column;
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::text::{grouped, truncate, width};

/// Cells of a name.
const NAME: u16 = 34;
/// Cells of a group, and of a number.
const GROUP: u16 = 22;
const COUNT: u16 = 11;

/// All tags, by group.
pub fn tags(state: &State, p: &mut Painter<'_>, body: Rect, view: &TagsView) {
    let title = Message::new("tags-title").with("n", state.tags.len());
    let inner = frame(p, body, &state.words.say(&title));
    if state.tags.is_empty() {
        let words = state.words.get("tags-none");
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
    }
    let from = first_row(view.cursor, inner.height);
    let shown = state.tags.iter().enumerate().skip(from);
    for (y, (i, tag)) in (inner.top()..inner.bottom()).zip(shown) {
        let chosen = i == view.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let style = match (chosen, tag.colour) {
            (true, _) => p.theme.chosen,
            (false, Some(colour)) => p.theme.of(Role::Tag(colour)),
            (false, None) => p.theme.plain,
        };
        let name = NAME.min(inner.width.saturating_sub(2 + COUNT));
        p.text(x, y, name, style, &tag.name);
        let count = grouped(&tag.creators.to_string());
        p.text_right(x + name, y, COUNT, p.theme.plain, &count);
        let room = inner.right().saturating_sub(x + name + COUNT + 2);
        let group = GROUP.min(room);
        p.text(x + name + COUNT + 2, y, group, p.theme.dim, &tag.group);
    }
}

/// All lists, the frozen ones last.
pub fn lists(state: &State, p: &mut Painter<'_>, body: Rect, view: &ListsView) {
    let title = Message::new("lists-title").with("n", state.lists.len());
    let inner = frame(p, body, &state.words.say(&title));
    if state.lists.is_empty() {
        let words = state.words.get("lists-none");
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
    }
    let from = first_row(view.cursor, inner.height);
    let shown = state.lists.iter().enumerate().skip(from);
    for (y, (i, list)) in (inner.top()..inner.bottom()).zip(shown) {
        let chosen = i == view.cursor;
        let x = pointer(p, inner.x, y, chosen);
        let beside = view.beside.as_ref() == Some(&list.name);
        let style = match (chosen, list.frozen_at.is_some()) {
            (true, _) => p.theme.chosen,
            (false, true) => p.theme.dim,
            (false, false) => p.theme.plain,
        };
        let name = NAME.min(inner.width.saturating_sub(2 + COUNT * 2));
        let sign = if beside { "= " } else { "" };
        p.text(x, y, name, style, &format!("{sign}{}", list.name));
        let count = grouped(&list.creators.to_string());
        p.text_right(x + name, y, COUNT, p.theme.plain, &count);
        let mut said = list
            .target
            .map(|t| format!("/ {}", grouped(&t.to_string())))
            .unwrap_or_default();
        if let Some(at) = &list.frozen_at {
            let day: String = at.chars().take(10).collect();
            let frozen = Message::new("lists-frozen").with("day", day);
            said = format!("{said}  {}", state.words.say(&frozen));
        }
        let left = x + name + COUNT + 1;
        let room = inner.right().saturating_sub(left);
        p.text(left, y, room, p.theme.dim, said.trim_start());
    }
}

/// Who is on a list: place, handle, name, a few numbers, why.
pub fn on_list(state: &State, p: &mut Painter<'_>, body: Rect, view: &OnListView) {
    let list = state.lists.iter().find(|l| l.name == view.name);
    let target = list.and_then(|l| l.target);
    let title = match target {
        Some(target) => Message::new("lists-on-of").with("target", target),
        None => Message::new("lists-on"),
    };
    let title = title
        .with("name", view.name.as_str())
        .with("n", view.creators.len());
    let inner = frame(p, body, &state.words.say(&title));
    if view.known && view.creators.is_empty() {
        let words = state.words.get("lists-nobody");
        p.text(inner.x + 2, inner.y, inner.width, p.theme.dim, &words);
        return;
    }
    // the numbers give way to the reason where there is little room
    let wide = inner.width >= 100;
    let columns: &[(Column, u16)] = if wide {
        &[
            (Column::Attr(Attr::Name), 16),
            (Column::Metric(Metric::Followers), 11),
            (Column::Metric(Metric::LikeRate), 6),
            (Column::Metric(Metric::Gmv), 15),
        ]
    } else {
        &[(Column::Metric(Metric::Followers), 11)]
    };
    let reason_at = 2 + 4 + 22 + columns.iter().map(|(_, w)| w + 1).sum::<u16>();
    let mut x = inner.x + 2 + 4 + 22;
    for (column, cells) in columns {
        let name = state
            .words
            .get(&format!("col-{}", message_key(column.key())));
        let name = truncate(&name, usize::from(*cells)).into_owned();
        if column.is_number() {
            p.text_right(x, inner.y, *cells, p.theme.strong, &name);
        } else {
            p.text(x, inner.y, *cells, p.theme.strong, &name);
        }
        x += cells + 1;
    }
    let why = state.words.get("lists-reason");
    let room = inner.width.saturating_sub(reason_at + 1);
    p.text(inner.x + reason_at + 1, inner.y, room, p.theme.strong, &why);
    let rows = window(state, view);
    for (y, row) in (inner.top() + 1..inner.bottom()).zip(rows) {
        let Some(creator) = view.creators.get(row) else {
            break;
        };
        let chosen = row == view.cursor;
        let x = pointer(p, inner.x, y, chosen);
        p.text_right(x, y, 3, p.theme.dim, &(row + 1).to_string());
        let style = if chosen {
            p.theme.chosen
        } else {
            p.theme.plain
        };
        p.text(x + 4, y, 21, style, &format!("@{}", creator.handle));
        let mut x = x + 4 + 22;
        let record = state.pool.shown(creator.id);
        for (column, cells) in columns {
            let value = record
                .map(|r| format::cell(*column, r, &state.settings, state.scheme(), state.today));
            let value = match value {
                None => if p.ascii { "..." } else { "⋯" }.to_owned(),
                Some(v) if v.is_empty() => format::MISSING.to_owned(),
                // each its own: lists are of creators from everywhere
                Some(v) => match (column, record) {
                    (Column::Metric(m), Some(r)) if m.unit().is_money() => {
                        format!("{v} {}", r.profile.currency(*m))
                            .trim_end()
                            .to_owned()
                    }
                    _ => v,
                },
            };
            if column.is_number() && width(&value) <= usize::from(*cells) {
                p.text_right(x, y, *cells, p.theme.plain, &value);
            } else {
                p.text(x, y, *cells, p.theme.plain, &value);
            }
            x += cells + 1;
        }
        let room = inner.right().saturating_sub(x + 1);
        p.text(x + 1, y, room, p.theme.plain, &creator.reason);
    }
}

/// What is asked for, and for how many where they are several.
pub(super) fn for_many(state: &State, what: String, n: usize) -> String {
    if n < 2 {
        return what;
    }
    let m = Message::new("field-for-many")
        .with("what", what)
        .with("n", n);
    state.words.say(&m)
}

/// The line that is asked for.
pub fn name(state: &State, p: &mut Painter<'_>, line: Rect, naming: &Naming) {
    let (id, of) = match &naming.what {
        NameFor::RenameTag(name) => ("name-rename-tag", name.as_str()),
        NameFor::MergeTag(name) => ("name-merge-tag", name.as_str()),
        NameFor::GroupTag(name) => ("name-group-tag", name.as_str()),
        NameFor::NewList => ("name-new-list", ""),
        NameFor::RenameList(name) => ("name-rename-list", name.as_str()),
        NameFor::Target(name) => ("name-target", name.as_str()),
        NameFor::Freeze(name) => ("name-freeze", name.as_str()),
        NameFor::Reason(name, ..) => ("name-reason", name.as_str()),
        NameFor::Export(name) => ("name-export", name.as_str()),
        NameFor::SaveView => ("name-save-view", ""),
        NameFor::RenameView(_, name) => ("name-rename-view", name.as_str()),
        NameFor::KeyView(_, name) => ("name-key-view", name.as_str()),
        NameFor::WhyBack(moves) => match moves.as_slice() {
            [one] => ("name-why-back", &*one.card.handle),
            _ => ("name-why-back-many", ""),
        },
        NameFor::WhyPassed(_) => ("name-why-passed", ""),
        NameFor::SampleNumber(ids) | NameFor::ContentLink(ids) => {
            let id = match naming.what {
                NameFor::SampleNumber(_) => "name-sample-number",
                _ => "name-content-link",
            };
            let board = state.board.board.as_ref();
            let card = ids.first().and_then(|id| board?.card(*id));
            let m = Message::new(id)
                .with("name", card.map_or("", |c| &*c.handle))
                .with("more", ids.len().saturating_sub(1));
            let label = format!(" {} ", state.words.say(&m));
            return query::field(p, line, &label, &naming.line);
        }
        NameFor::Snooze(..) => ("name-snooze", ""),
        NameFor::Plan(ids, _) => {
            let m = Message::new("name-plan")
                .with("n", ids.len())
                .with("cap", state.settings.plan_cap);
            let label = state.words.say(&m);
            return query::field(p, line, &format!(" {label} "), &naming.line);
        }
        NameFor::Basic(file, _) => {
            let Some(file) = file.file() else { return };
            let own = file.fields.first().map_or("", |f| f.key);
            let m = Message::new("name-basic")
                .word("what", file.row_id())
                .word("field", file.name_id(own));
            let label = state.words.say(&m);
            return query::field(p, line, &format!(" {label}: "), &naming.line);
        }
        NameFor::WhatIf(lever) => {
            let name = state.words.get(&format!("lever-{}", lever.key()));
            let help = match lever.is_money() {
                true => "field-help-money-known",
                false => "field-help-ratio",
            };
            let m = Message::new("name-whatif").with("name", name);
            let label = format!(" {} ({}): ", state.words.say(&m), state.words.get(help));
            return query::field(p, line, &label, &naming.line);
        }
        NameFor::AskAgain => ("name-ask-again", ""),
        NameFor::OutreachFile => ("name-outreach-file", ""),
        NameFor::ReviewFile => ("name-review-file", ""),
        NameFor::Point => ("name-point", ""),
        NameFor::Field(target) => {
            let id = target.file.file().map(|f| f.name_id(target.key));
            let name = id.map(|id| state.words.get(&id)).unwrap_or_default();
            let help = match target.cell() {
                Some(Cell::Date | Cell::Time) => "field-help-date",
                Some(Cell::Money) if target.currency.is_known() => "field-help-money-known",
                Some(Cell::Money) => "field-help-money",
                Some(Cell::Ratio) => "field-help-ratio",
                _ => "",
            };
            let mut label = for_many(state, name, target.cards.len());
            if !help.is_empty() {
                label = format!("{label} ({})", state.words.get(help));
            }
            let label = format!(" {label}: ");
            query::field(p, line, &label, &naming.line);
            return reads(state, p, line, &label, naming);
        }
    };
    let label = state.words.say(&Message::new(id).with("name", of));
    let label = format!(" {label} ");
    query::field(p, line, &label, &naming.line);
    reads(state, p, line, &label, naming);
}

/// How what is typed will be understood, at the right edge where it has room.
fn reads(state: &State, p: &mut Painter<'_>, line: Rect, label: &str, naming: &Naming) {
    let Some(text) = naming::reads(state, naming) else {
        return;
    };
    let used = width(label) + width(&naming.line.text()) + 2;
    if used + width(&text) < usize::from(line.width) {
        p.text_right(line.x, line.y, line.width - 1, p.theme.dim, &text);
    }
}
