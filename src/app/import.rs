//! Importing from inside the tool: choose a file, look at what was understood, mend it, import, read the report.

use std::path::PathBuf;

use super::layer::Layer;
use super::line::LineEdit;
use super::rich::{Line, Role, wrap};
use super::{State, edit};
use crate::domain::creator::Period;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::messages::{
    Effect, Entry, ImportReport, ImportRequest, Msg, PastImport, Preview, Would,
};
use crate::text::grouped;

/// The file picker.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilesView {
    /// The folder.
    pub folder: PathBuf,
    /// What is in it.
    pub entries: Vec<Entry>,
    /// Chosen row.
    pub cursor: usize,
    /// Whether the folder is still being read.
    pub waiting: bool,
}

/// The preview of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewView {
    /// What was understood.
    pub preview: Preview,
    /// What it would change, once counted.
    pub would: Option<Result<Would, Message>>,
    /// Chosen row: period, currency, date order, then the columns.
    pub cursor: usize,
}

/// A value of the preview that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewField {
    /// The days the metrics cover.
    Period,
    /// The currency of money that has none.
    Currency,
    /// The field a column goes to.
    Column(usize),
}

/// The list of imports.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportsView {
    /// Newest first.
    pub imports: Vec<PastImport>,
    /// Chosen row.
    pub cursor: usize,
    /// The import that is to be taken back, once confirmed.
    pub confirm: Option<i64>,
}

/// Rows of the preview above its columns.
pub const PREVIEW_HEAD: usize = 3;

impl PreviewView {
    /// Rows the cursor can stand on.
    pub fn rows(&self) -> usize {
        PREVIEW_HEAD + self.preview.columns.len()
    }
}

/// Opens the file picker.
pub fn open_files(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Files(FilesView {
        waiting: true,
        ..FilesView::default()
    }));
    vec![Effect::Look(
        (!state.folder.is_empty()).then(|| PathBuf::from(&state.folder)),
    )]
}

/// Goes up a folder.
pub fn up_folder(state: &mut State) -> Vec<Effect> {
    match state.layers.last() {
        Some(Layer::Files(files)) => match files.folder.parent() {
            Some(parent) => vec![Effect::Look(Some(parent.to_owned()))],
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Enter in the file picker: into a folder, or read the file.
pub fn choose_file(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Files(files)) = state.layers.last() else {
        return Vec::new();
    };
    let Some(entry) = files.entries.get(files.cursor) else {
        return Vec::new();
    };
    let path = files.folder.join(&entry.name);
    if entry.folder {
        return vec![Effect::Look(Some(path))];
    }
    state.folder = files.folder.to_string_lossy().into_owned();
    state.say(Message::new("app-import-reading").with("file", entry.name.clone()));
    vec![Effect::Plan(ImportRequest {
        path,
        ..ImportRequest::default()
    })]
}

/// Enter on a row of the preview: type its value; on the date order: turn it.
pub fn edit_row(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Preview(view)) = state.layers.last() else {
        return Vec::new();
    };
    let p = &view.preview;
    let (field, text) = match view.cursor {
        0 => (PreviewField::Period, p.period.to_string()),
        1 => (PreviewField::Currency, p.currency.code().to_owned()),
        2 => {
            let mut request = p.request.clone();
            request.day_first = Some(!request.day_first.unwrap_or(false));
            return again(state, request);
        }
        row => {
            // typed anew: the field it has now stands in the row behind
            (PreviewField::Column(row - PREVIEW_HEAD), String::new())
        }
    };
    state
        .layers
        .push(Layer::PreviewField(field, LineEdit::new(&text)));
    Vec::new()
}

/// The fields a column can go to that begin with, or contain, what is typed.
pub fn fitting_targets(state: &State) -> Vec<String> {
    let typed = match state.layers.last() {
        Some(Layer::PreviewField(PreviewField::Column(_), line)) => {
            line.text().trim().to_lowercase()
        }
        _ => return Vec::new(),
    };
    let all = state.layers.iter().rev().find_map(|l| match l {
        Layer::Preview(v) => Some(v.preview.targets.clone()),
        _ => None,
    });
    let mut fits: Vec<String> = all
        .unwrap_or_default()
        .into_iter()
        .filter(|t| t.contains(&typed))
        .collect();
    fits.sort_by_key(|t| !t.starts_with(&typed));
    fits
}

/// Tab in the field of a column: the first field that fits.
pub fn complete_target(state: &mut State) {
    let first = fitting_targets(state).into_iter().next();
    if let (Some(first), Some(Layer::PreviewField(_, line))) = (first, state.layers.last_mut()) {
        *line = LineEdit::new(&first);
    }
}

/// Takes a typed value of the preview and reads the file again with it.
pub fn take_field(state: &mut State, field: &PreviewField, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let below = state.layers.iter().rev().find_map(|l| match l {
        Layer::Preview(v) => Some(v),
        _ => None,
    });
    let Some(view) = below else {
        return edit::back(state);
    };
    let mut request = view.preview.request.clone();
    match field {
        PreviewField::Period if text.is_empty() => request.period = None,
        PreviewField::Period => match Period::parse(text) {
            Some(period) => request.period = Some(period),
            None => {
                state.complain(Message::new("app-import-bad-period").with("text", text));
                return Vec::new();
            }
        },
        PreviewField::Currency if text.is_empty() => request.currency = None,
        PreviewField::Currency => match Currency::parse(text) {
            Some(currency) => request.currency = Some(currency),
            None => {
                state.complain(Message::new("app-import-bad-currency").with("text", text));
                return Vec::new();
            }
        },
        PreviewField::Column(index) => {
            let Some(header) = view.preview.columns.get(*index).map(|c| c.header.clone()) else {
                return Vec::new();
            };
            let target = if text.is_empty() { "ignore" } else { text };
            if target != "ignore" && !view.preview.targets.iter().any(|t| t == target) {
                let near = view
                    .preview
                    .targets
                    .iter()
                    .min_by_key(|t| strsim::damerau_levenshtein(t, target));
                let near = near.cloned().unwrap_or_default();
                state.complain(
                    Message::new("app-import-bad-field")
                        .with("text", text)
                        .with("nearest", near),
                );
                return Vec::new();
            }
            let single = ["handle", "name", "platform_id"].contains(&target);
            request
                .map
                .retain(|(t, h)| *h != header && !(single && t == target));
            request.map.push((target.to_owned(), header));
        }
    }
    state.layers.pop();
    again(state, request)
}

/// An import that was taken back is to be done again: its file is shown as at the first time.
pub fn read_again(state: &mut State, path: PathBuf) -> Vec<Effect> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let again = Message::new("app-import-again").with("file", file.into_owned());
    state.say(again);
    vec![Effect::Plan(ImportRequest {
        path,
        ..ImportRequest::default()
    })]
}

/// Reads the file again with what the person has said.
fn again(state: &mut State, request: ImportRequest) -> Vec<Effect> {
    if let Some(Layer::Preview(view)) = state.layers.last_mut() {
        view.would = None;
    }
    vec![Effect::Plan(request)]
}

/// Imports what the preview shows.
pub fn start(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Preview(view)) = state.layers.last() else {
        return Vec::new();
    };
    let request = view.preview.request.clone();
    state.layers.pop();
    state.layers.push(Layer::Running);
    state.running = Some(crate::messages::Progress::default());
    vec![Effect::Import(request)]
}

/// Opens the list of imports.
pub fn open_imports(state: &mut State) -> Vec<Effect> {
    state.layers.push(Layer::Imports(ImportsView::default()));
    vec![Effect::PastImports]
}

/// What the key before asked to be confirmed; asked once.
pub fn take_confirmation(state: &mut State) -> Option<i64> {
    match state.layers.last_mut() {
        Some(Layer::Imports(view)) => view.confirm.take(),
        _ => None,
    }
}

/// Puts back what the key before asked, for the key that confirms it.
pub fn confirm(state: &mut State, asked: Option<i64>) {
    if let Some(Layer::Imports(view)) = state.layers.last_mut() {
        view.confirm = asked;
    }
}

/// Takes the chosen import back; the first press asks, the second does it.
pub fn undo(state: &mut State) -> Vec<Effect> {
    let Some(Layer::Imports(view)) = state.layers.last_mut() else {
        return Vec::new();
    };
    let Some(import) = view.imports.get(view.cursor).filter(|i| !i.undone) else {
        return Vec::new();
    };
    let (id, file) = (import.id, import.file.clone());
    if view.confirm == Some(id) {
        view.confirm = None;
        return vec![Effect::UndoImport(id)];
    }
    view.confirm = Some(id);
    state.say(Message::new("app-undo-confirm").with("file", file));
    Vec::new()
}

/// Answers about imports.
pub fn on_message(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Looked(folder, entries) => {
            if let Some(Layer::Files(files)) = state.layers.last_mut() {
                // coming up from a folder, the cursor stands on it
                let from = files
                    .folder
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned());
                let cursor = entries
                    .iter()
                    .position(|e| Some(&e.name) == from.as_ref())
                    .unwrap_or(0);
                *files = FilesView {
                    folder,
                    entries,
                    cursor,
                    waiting: false,
                };
            }
            Vec::new()
        }
        Msg::Planned(Err(message)) => {
            state.complain(message);
            Vec::new()
        }
        Msg::Planned(Ok(preview)) => {
            state.notice = None;
            let request = preview.request.clone();
            let cursor = match state.layers.last() {
                Some(Layer::Preview(view)) => view.cursor,
                _ => 0,
            };
            if matches!(state.layers.last(), Some(Layer::Preview(_))) {
                state.layers.pop();
            }
            let count = !preview.ask_day_first;
            if let Some(asked) = preview.asked.clone() {
                state.say(asked);
            }
            state.layers.push(Layer::Preview(Box::new(PreviewView {
                preview: *preview,
                would: None,
                cursor,
            })));
            if count {
                vec![Effect::DryRun(request)]
            } else {
                Vec::new()
            }
        }
        Msg::WouldChange(would) => {
            for layer in &mut state.layers {
                if let Layer::Preview(view) = layer {
                    view.would = Some(would.clone());
                }
            }
            Vec::new()
        }
        Msg::Progress(progress) => {
            if state.running.is_some() {
                state.running = Some(progress);
            }
            Vec::new()
        }
        Msg::Cancelled => {
            stop(state);
            state.say(Message::new("app-import-cancelled"));
            Vec::new()
        }
        Msg::Imported(Err(message)) => {
            stop(state);
            state.complain(message);
            Vec::new()
        }
        Msg::Imported(Ok(report)) => {
            stop(state);
            let width = usize::from(state.size.0).saturating_sub(4);
            let lines = report_lines(state, &report, width);
            let title = state.words.get("import-done");
            state.layers.retain(|l| !matches!(l, Layer::Files(_)));
            state.layers.push(Layer::Text(title, lines, 0));
            Vec::new()
        }
        Msg::PastImports(imports) => {
            if let Some(Layer::Imports(view)) = state.layers.last_mut() {
                view.cursor = view.cursor.min(imports.len().saturating_sub(1));
                view.imports = imports;
            }
            Vec::new()
        }
        Msg::Undone(message) => {
            state.say(message);
            vec![Effect::PastImports]
        }
        _ => Vec::new(),
    }
}

/// The import side or the disk side broke: what was asked of it will not come.
pub fn on_broken_lane(state: &mut State, lane: &str) {
    if lane == "write" {
        stop(state);
    }
    for layer in &mut state.layers {
        match layer {
            Layer::Preview(view) if lane == "write" && view.would.is_none() => {
                view.would = Some(Err(Message::new("worker-uncounted")));
            }
            Layer::Files(view) if lane == "disk" => view.waiting = false,
            _ => {}
        }
    }
}

fn stop(state: &mut State) {
    state.running = None;
    state.layers.retain(|l| !matches!(l, Layer::Running));
}

/// The numbers of an import, a line each.
pub fn would_lines(state: &State, would: &Would) -> Vec<Line> {
    [
        ("import-rows", would.rows),
        ("import-created", would.created),
        ("import-updated", would.updated),
        ("import-unchanged", would.unchanged),
        ("import-duplicates", would.skipped_duplicates),
        ("import-rejected", would.rejected),
    ]
    .into_iter()
    .map(|(id, n)| {
        let role = if id == "import-rejected" && n > 0 {
            Role::Bad
        } else {
            Role::Plain
        };
        let name = crate::text::pad_end(&state.words.get(id), 30);
        let n = crate::text::pad_start(&grouped(&n.to_string()), 12);
        Line::new().dim(format!(" {name}")).add(role, n)
    })
    .collect()
}

/// Warnings, wrapped, with a sign before each.
pub fn warning_lines(state: &State, warnings: &[Message], width: usize) -> Vec<Line> {
    let mut out = Vec::new();
    for w in warnings {
        for (i, l) in wrap(&state.words.say(w), width.saturating_sub(4))
            .into_iter()
            .enumerate()
        {
            let sign = if i == 0 { " ! " } else { "   " };
            out.push(Line::new().add(Role::Bad, sign).plain(l));
        }
    }
    out
}

/// Rows that cannot be read: line, column, value, reason.
pub fn problem_lines(
    state: &State,
    rows: &[(u64, String, String, Message)],
    width: usize,
) -> Vec<Line> {
    let mut out = Vec::new();
    for (line, column, value, reason) in rows {
        let at = crate::text::pad_start(&grouped(&line.to_string()), 8);
        let dash = if state.settings.ascii { "-" } else { "—" };
        let text = format!("{column}: {value} {dash} {}", state.words.say(reason));
        for (i, l) in wrap(&text, width.saturating_sub(12))
            .into_iter()
            .enumerate()
        {
            let at = if i == 0 { at.clone() } else { " ".repeat(8) };
            out.push(Line::new().dim(format!(" {at}  ")).plain(l));
        }
    }
    out
}

fn report_lines(state: &State, report: &ImportReport, width: usize) -> Vec<Line> {
    let file = report
        .path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut out = vec![
        Line::new()
            .add(Role::Strong, file)
            .dim(format!("  {}", state.words.get(&kind_id(&report.kind)))),
        Line::new(),
    ];
    out.extend(would_lines(state, &report.did));
    if !report.did.warnings.is_empty() {
        out.push(Line::rule(&state.words.get("import-warnings")));
        out.extend(warning_lines(state, &report.did.warnings, width));
    }
    if !report.rejects.is_empty() {
        out.push(Line::rule(&state.words.get("import-rejects")));
        out.extend(problem_lines(state, &report.rejects, width));
    }
    if let Some(path) = &report.rejects_file {
        let message =
            Message::new("import-rejects-file").with("path", path.to_string_lossy().into_owned());
        out.push(Line::new());
        out.extend(
            wrap(&state.words.say(&message), width)
                .into_iter()
                .map(|l| Line::new().plain(l)),
        );
    }
    out
}

/// Message id of a kind's name.
pub fn kind_id(kind: &str) -> String {
    format!("kind-{}", kind.replace('_', "-"))
}
