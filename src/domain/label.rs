//! What people put on creators: tags, lists, notes.

/// Colours that groups of tags can have; what they look like is up to the terminal.
pub const GROUP_COLOURS: u8 = 6;

/// Tags that are offered at first (S0, S1), in Chinese and English.
pub const STARTING: [(&str, &str); 6] = [
    ("销售达人", "seller"),
    ("种草达人", "seeding"),
    ("核心达人", "core"),
    ("高ROI达人", "high ROI"),
    ("适合美容类", "suits beauty"),
    ("擅长短剧情", "short drama"),
];

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagInfo {
    /// In the pool file.
    pub id: i64,
    /// As it is spelled.
    pub name: String,
    /// Of its group; empty where it is in none.
    pub group: String,
    /// Of its group, under [`GROUP_COLOURS`].
    pub colour: Option<u8>,
    /// How many creators have it.
    pub creators: u64,
}

/// A shortlist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListInfo {
    /// In the pool file.
    pub id: i64,
    /// As it is spelled.
    pub name: String,
    /// How many creators it is to have.
    pub target: Option<u32>,
    /// The day it was frozen, where it is a snapshot, as an ISO time stamp.
    pub frozen_at: Option<String>,
    /// How many creators are on it.
    pub creators: u64,
}

/// A creator on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCreator {
    /// In the pool file.
    pub id: u32,
    /// As displayed.
    pub handle: String,
    /// Why; empty where nobody has said.
    pub reason: String,
}

/// A note as somebody has left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteVersion {
    /// Number of the change; 0 for what came with a file.
    pub change: i64,
    /// When, as an ISO time stamp.
    pub at: String,
    /// Which member.
    pub by: String,
    /// What it said from then on; nothing where it was taken away.
    pub body: Option<String>,
}
