//! Where a person was, so that the next start goes on there.

use serde::{Deserialize, Serialize};

use crate::domain::view::{SavedView, parse_columns};

/// A column and how wide it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnWidth {
    /// Key of the column.
    pub key: String,
    /// Cells; 0 is the column's own width.
    #[serde(default)]
    pub width: u16,
}

/// Where a meeting stopped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MeetingPlace {
    /// The review: a campaign, or days.
    pub review: String,
    /// The point that was on the page.
    pub point: Option<i64>,
    /// Seconds that it had taken.
    pub spent: i64,
    /// A reason that was being typed, and for which point.
    pub typed: Option<(i64, String)>,
}

/// Kept for each person and pool. Unknown and missing parts are ignored, so that an older or newer program can read it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Text of the query bar.
    pub query: String,
    /// Sort keys, as on the command line.
    pub sort: String,
    /// Columns, left to right; empty for the usual ones.
    pub columns: Vec<ColumnWidth>,
    /// The creator under the cursor.
    pub cursor: Option<u32>,
    /// The creators that were on screen, for the first page while the pool loads.
    pub front: Vec<u32>,
    /// Marked creators.
    pub marks: Vec<u32>,
    /// Tags that were chosen lately, the last one first.
    pub recent_tags: Vec<String>,
    /// Lists that were chosen lately, the last one first.
    pub recent_lists: Vec<String>,
    /// Number of the saved view that was chosen last.
    pub view: Option<i64>,
    /// Number of the saved view to begin with; none to go on where one was.
    pub start_view: Option<i64>,
    /// Whether the filter panes are hidden.
    pub panes_hidden: bool,
    /// Folded sections of the panes.
    pub folded: Vec<String>,
    /// Language that was chosen inside the tool.
    pub lang: String,
    /// Folder the last import came from.
    pub folder: String,
    /// The review that was looked at last: a campaign, or days.
    pub review: String,
    /// What it was held against; empty for what went before, as usual.
    pub against: String,
    /// Meetings that were held, the last one first.
    pub meetings: Vec<MeetingPlace>,
}

impl Session {
    /// The next start begins with this view, not where the person was.
    pub fn begin_with(&mut self, view: &SavedView) {
        self.view = Some(view.id);
        if (&self.query, &self.sort) != (&view.shows.query, &view.shows.sort) {
            self.query.clone_from(&view.shows.query);
            self.sort.clone_from(&view.shows.sort);
            // those of another filter
            self.cursor = None;
            self.front.clear();
        }
        self.columns = parse_columns(&view.shows.columns)
            .into_iter()
            .map(|(column, width)| ColumnWidth {
                key: column.key().to_owned(),
                width,
            })
            .collect();
    }
}
