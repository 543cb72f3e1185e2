//! Sort menu, column chooser, palette and help.

use super::actions::{self, Action};
use super::keymap::Context;
use super::layer::Layer;
use super::line::LineEdit;
use super::pool::table::message_key;
use super::pool::{ColumnView, changed, table, usual_columns};
use super::rich::{Line, Role};
use super::{State, compare, history, labels, notes, rich, today, twins, views};
use crate::domain::column::{Column, SortKey};
use crate::messages::Effect;
use crate::text::{fold, pad_end};

/// The sort menu: columns, the shown ones first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SortMenu {
    /// What can be sorted by.
    pub columns: Vec<Column>,
    /// Chosen row.
    pub cursor: usize,
    /// Several keys have been put together since it was opened.
    pub adding: bool,
}

/// The column chooser: all columns, the shown ones first in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnsMenu {
    /// Column and whether it is shown.
    pub columns: Vec<(ColumnView, bool)>,
    /// Chosen row.
    pub cursor: usize,
}

/// The palette: every action, narrowed by what is typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette {
    /// What is typed.
    pub line: LineEdit,
    /// Context it was opened from.
    pub from: Option<Context>,
    /// Ids of the actions that fit, best first.
    pub found: Vec<&'static str>,
    /// Chosen row.
    pub cursor: usize,
}

/// Opens the sort menu on the column sorted by now.
pub fn open_sort(state: &mut State) -> Vec<Effect> {
    let shown: Vec<Column> = state.pool.columns.iter().map(|c| c.column).collect();
    let rest: Vec<Column> = Column::all().filter(|c| !shown.contains(c)).collect();
    let columns: Vec<Column> = shown
        .into_iter()
        .chain(rest)
        .filter(|c| c.is_sortable())
        .collect();
    let first = state.pool.sort.first().map(|k| k.column);
    let cursor = columns.iter().position(|c| Some(*c) == first).unwrap_or(0);
    let adding = false;
    state.layers.push(Layer::Sort(SortMenu {
        columns,
        cursor,
        adding,
    }));
    Vec::new()
}

/// Moves the cursor of whatever list lies on top.
pub fn step(state: &mut State, by: isize) -> Vec<Effect> {
    let go = |cursor: &mut usize, len: usize| {
        *cursor = cursor.saturating_add_signed(by).min(len.saturating_sub(1))
    };
    match state.layers.last_mut() {
        Some(Layer::Sort(m)) => go(&mut m.cursor, m.columns.len()),
        Some(Layer::Columns(m)) => go(&mut m.cursor, m.columns.len()),
        Some(Layer::Palette(m)) => go(&mut m.cursor, m.found.len()),
        Some(Layer::Text(_, lines, top)) => go(top, lines.len()),
        Some(Layer::Clash(m)) => m.top = m.top.saturating_add_signed(by),
        Some(Layer::Templates(cursor)) => {
            go(cursor, TEMPLATES.len() + state.settings.templates.len());
        }
        Some(Layer::Files(m)) => go(&mut m.cursor, m.entries.len()),
        Some(Layer::Imports(m)) => go(&mut m.cursor, m.imports.len()),
        Some(Layer::Preview(m)) => {
            let rows = m.rows();
            go(&mut m.cursor, rows);
        }
        Some(Layer::Tags(_) | Layer::Lists(_) | Layer::OnList(_)) => {
            return labels::step(state, by);
        }
        Some(Layer::Views(_)) => return views::step(state, by),
        Some(Layer::Today(_)) => return today::step(state, by),
        Some(Layer::Twins(_)) => return twins::step(state, by),
        Some(Layer::Compare(_)) => return compare::step(state, by),
        Some(Layer::Returns(_)) => return super::returns::step(state, by),
        Some(Layer::Review(_)) => return super::review::step(state, by),
        Some(Layer::Meeting(_)) => return super::review::meeting::step(state, by),
        Some(Layer::History(_)) => return history::step(state, by),
        Some(Layer::Notes(_)) => return notes::step(state, by),
        Some(Layer::Collab(_)) => super::board::detail::step(state, by),
        Some(Layer::Gate(_)) => super::board::gates::step(state, by),
        Some(Layer::Plans(_)) => super::plans::step(state, by),
        Some(Layer::Basics(_)) => super::basics::step(state, by),
        Some(Layer::Versions(m)) => go(&mut m.cursor, m.versions.len()),
        _ => {}
    }
    Vec::new()
}

/// Templates of notes: the ids of their names and texts.
pub const TEMPLATES: [&str; 3] = ["first-contact", "sample-feedback", "review"];

/// What all templates are called: ours, then the person's own.
pub fn template_names(state: &State) -> Vec<String> {
    let ours = TEMPLATES
        .iter()
        .map(|id| state.words.get(&format!("template-{id}")));
    let own = state
        .settings
        .templates
        .iter()
        .map(|(name, _)| name.clone());
    ours.chain(own).collect()
}

/// Puts the chosen template into the note.
pub fn take_template(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Templates(cursor)) = state.layers.pop() else {
        return Vec::new();
    };
    let text = match TEMPLATES.get(cursor) {
        Some(id) => our_template(state, id),
        None => own_template(state, cursor - TEMPLATES.len()),
    };
    super::write::insert(state, &text)
}

fn our_template(state: &State, id: &str) -> String {
    let text = crate::domain::message::Message::new(match id {
        "first-contact" => "template-first-contact-text",
        "sample-feedback" => "template-sample-feedback-text",
        _ => "template-review-text",
    });
    let due = |days: i64| {
        let day = state.today.checked_add(jiff::Span::new().days(days));
        day.unwrap_or(state.today).to_string()
    };
    let text = text
        .with("today", state.today.to_string())
        .with("soon", due(3))
        .with("later", due(7));
    state.words.say(&text)
}

fn own_template(state: &State, nth: usize) -> String {
    let text = state
        .settings
        .templates
        .get(nth)
        .map(|(_, text)| text.as_str());
    let handle = match state.layers.last() {
        Some(Layer::Write(writing)) => writing.handle.as_str(),
        _ => "",
    };
    text.unwrap_or_default()
        .replace("{today}", &state.today.to_string())
        .replace("{handle}", handle)
}

/// Rows of a page in a list that lies on top.
pub fn page_rows(state: &State) -> isize {
    isize::try_from(state.layout().body.height)
        .unwrap_or(10)
        .saturating_sub(4)
        .max(1)
}

/// Enter in the sort menu: sort by this column alone; again turns the direction.
pub fn sort_by(state: &mut State, add: bool) -> Vec<Effect> {
    let Some(Layer::Sort(menu)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let Some(column) = menu.columns.get(menu.cursor).copied() else {
        return Vec::new();
    };
    if add {
        menu.adding = true;
    } else {
        let adding = menu.adding;
        state.layers.pop();
        // of several keys put together here, Enter keeps them as they are
        if adding && state.pool.sort.iter().any(|k| k.column == column) {
            return Vec::new();
        }
    }
    sort_column(state, column, add)
}

/// Sorts by a column: numbers start with the largest, texts with the first letter.
pub fn sort_column(state: &mut State, column: Column, add: bool) -> Vec<Effect> {
    let sort = &mut state.pool.sort;
    let key = SortKey {
        column,
        descending: column.is_number(),
    };
    let old = sort.iter().copied().find(|k| k.column == column);
    match old {
        // a third press in the menu takes the column out again
        Some(old) if add && old.descending != key.descending => sort.retain(|k| k.column != column),
        Some(_) if add || sort.len() == 1 => {
            for k in sort.iter_mut().filter(|k| k.column == column) {
                k.descending = !k.descending;
            }
        }
        _ => {
            if !add {
                sort.clear();
            }
            sort.push(key);
        }
    }
    changed(state)
}

/// Turns the direction of the first sort key.
pub fn reverse(state: &mut State) -> Vec<Effect> {
    if let Some(first) = state.pool.sort.first_mut() {
        first.descending = !first.descending;
    }
    changed(state)
}

/// No sort: the order of import.
pub fn unsort(state: &mut State) -> Vec<Effect> {
    state.pool.sort.clear();
    changed(state)
}

/// Opens the column chooser.
pub fn open_columns(state: &mut State) -> Vec<Effect> {
    let shown = state.pool.columns.clone();
    let rest = Column::all().filter(|c| !shown.iter().any(|s| s.column == *c));
    let rest = rest.map(|column| (ColumnView { column, width: 0 }, false));
    let columns = shown.iter().map(|c| (*c, true)).chain(rest).collect();
    state
        .layers
        .push(Layer::Columns(ColumnsMenu { columns, cursor: 0 }));
    Vec::new()
}

/// Changes the chooser and, with it, the table.
pub fn edit_columns(state: &mut State, edit: impl FnOnce(&mut ColumnsMenu)) -> Vec<Effect> {
    let Some(Layer::Columns(menu)) = state.layers.last_mut() else {
        return Vec::new();
    };
    edit(menu);
    let shown: Vec<ColumnView> = menu
        .columns
        .iter()
        .filter(|(_, on)| *on)
        .map(|(c, _)| *c)
        .collect();
    state.pool.columns = if shown.is_empty() {
        usual_columns().into_iter().take(1).collect()
    } else {
        shown
    };
    state.pool.scroll = 0;
    vec![Effect::Save(Box::new(state.session()))]
}

impl ColumnsMenu {
    /// Shows or hides the chosen column.
    pub fn toggle(&mut self) {
        if let Some((_, on)) = self.columns.get_mut(self.cursor) {
            *on = !*on;
        }
    }

    /// Moves the chosen column left (`-1`) or right (`1`).
    pub fn shift(&mut self, by: isize) {
        let to = self
            .cursor
            .saturating_add_signed(by)
            .min(self.columns.len().saturating_sub(1));
        if to != self.cursor {
            self.columns.swap(self.cursor, to);
            self.cursor = to;
        }
    }

    /// Makes the chosen column wider or narrower.
    pub fn widen(&mut self, by: i16) {
        if let Some((c, _)) = self.columns.get_mut(self.cursor) {
            let now = if c.width == 0 {
                table::usual_width(c.column)
            } else {
                c.width
            };
            c.width = now.saturating_add_signed(by).clamp(3, 80);
        }
    }

    /// Back to what a new person sees.
    pub fn reset(&mut self) {
        let usual = usual_columns();
        let rest = Column::all().filter(|c| !usual.iter().any(|u| u.column == *c));
        let rest = rest.map(|column| (ColumnView { column, width: 0 }, false));
        self.columns = usual.iter().map(|c| (*c, true)).chain(rest).collect();
        self.cursor = 0;
    }
}

/// Opens the palette.
pub fn open_palette(state: &mut State) -> Vec<Effect> {
    let from = state.context();
    state.layers.push(Layer::Palette(Palette {
        from: Some(from),
        ..Palette::default()
    }));
    palette_edited(state);
    Vec::new()
}

/// The message id of an action's help.
pub fn help_id(action: &Action) -> String {
    format!("do-{}", action.id.replace('.', "-"))
}

/// Narrows the palette to the actions whose name or help holds the letters in order.
pub fn palette_edited(state: &mut State) {
    let Some(Layer::Palette(palette)) = state.layers.last() else {
        return;
    };
    let needle = fold(&palette.line.text());
    let from = palette.from;
    let mut found: Vec<(usize, &'static str)> = actions::all()
        .filter(|a| from.is_some_and(|c| a.contexts.contains(&c)) && a.id != "palette")
        .filter_map(|a| {
            let text = fold(&format!("{} {}", state.words.get(&help_id(a)), a.id));
            score(&text, &needle).map(|s| (s, a.id))
        })
        .collect();
    found.sort_by_key(|(score, _)| *score);
    if let Some(Layer::Palette(palette)) = state.layers.last_mut() {
        palette.found = found.into_iter().map(|(_, id)| id).collect();
        palette.cursor = 0;
    }
}

/// From this score on the letters stand apart.
pub const APART: usize = 1_000;

/// How well the letters of `needle` are found in order in `text`: the smaller the better; whole words are best.
pub fn score(text: &str, needle: &str) -> Option<usize> {
    if let Some(at) = text.find(needle) {
        return Some(at);
    }
    let mut chars = text.chars().enumerate();
    let mut last = None;
    let mut gaps = APART;
    for wanted in needle.chars().filter(|c| !c.is_whitespace()) {
        let (at, _) = chars.find(|(_, c)| *c == wanted)?;
        gaps += last.map_or(0, |l: usize| at - l - 1);
        last = Some(at);
    }
    Some(gaps)
}

/// Runs the chosen action of the palette, where it was opened.
pub fn run_chosen(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Palette(palette)) = state.layers.pop() else {
        return Vec::new();
    };
    let chosen = palette
        .found
        .get(palette.cursor)
        .and_then(|id| actions::all().find(|a| a.id == *id));
    chosen
        .map(|a| super::run(state, a, None))
        .unwrap_or_default()
}

/// Opens help for where one is: its keys, then the query language.
pub fn open_help(state: &mut State) -> Vec<Effect> {
    let context = state.context();
    let width = usize::from(state.size.0).saturating_sub(4);
    let mut lines = key_lines(state, context, width);
    if matches!(context, Context::Table | Context::Panes | Context::Field) {
        lines.push(Line::new());
        let header = state.words.get("help-header");
        lines.extend(
            rich::wrap(&header, width)
                .into_iter()
                .map(|l| Line::new().plain(l)),
        );
        lines.push(Line::new());
        lines.push(Line::rule(&state.words.get("help-query")));
        let text = state.words.get("help-query-text");
        for line in text.lines() {
            lines.extend(
                rich::wrap(line, width)
                    .into_iter()
                    .map(|l| Line::new().plain(l)),
            );
        }
    }
    let title = state.words.get(&format!("context-{}", context.key()));
    state.layers.push(Layer::Text(title, lines, 0));
    Vec::new()
}

/// Keys of a context with what they do, as lines.
pub fn key_lines(state: &State, context: Context, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let here = || actions::all().filter(|a| a.contexts.contains(&context));
    let keys_of = |a: &Action| state.keymap.keys(a.id).join("  ");
    let column = here()
        .map(|a| crate::text::width(&keys_of(a)))
        .max()
        .unwrap_or(0)
        + 2;
    for action in here() {
        let keys = keys_of(action);
        let help = state.words.get(&help_id(action));
        let mut wrapped = rich::wrap(&help, width.saturating_sub(column + 1)).into_iter();
        let first = wrapped.next().unwrap_or_default();
        lines.push(
            Line::new()
                .add(Role::Accent, pad_end(&keys, column))
                .plain(first),
        );
        lines.extend(wrapped.map(|l| Line::new().plain(format!("{}{l}", " ".repeat(column)))));
    }
    lines
}

/// What a column is called.
pub fn column_name(state: &State, column: Column) -> String {
    match column {
        Column::Metric(m) => state.words.get(&format!("field-{}", message_key(m.key()))),
        other => state
            .words
            .get(&format!("col-{}", message_key(other.key()))),
    }
}
