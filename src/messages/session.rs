//! Where a person was, so that the next start goes on there.

use serde::{Deserialize, Serialize};

/// A column and how wide it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnWidth {
    /// Key of the column.
    pub key: String,
    /// Cells; 0 is the column's own width.
    #[serde(default)]
    pub width: u16,
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
    /// Whether the filter panes are hidden.
    pub panes_hidden: bool,
    /// Folded sections of the panes.
    pub folded: Vec<String>,
    /// Language that was chosen inside the tool.
    pub lang: String,
    /// Folder the last import came from.
    pub folder: String,
}
