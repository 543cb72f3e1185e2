//! What a person does to creators, and what came of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::collab::native::{File, Value};
use crate::domain::collab::stage::Move;
use crate::domain::deed::Deed;
use crate::domain::returns::attach::Given;
use crate::domain::review::Subject;
use crate::domain::review::agenda::{Decided, Proposal};
use crate::domain::view::Shown;

/// Something to be written into the pool file, taken back with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts a tag on creators, or takes it off.
    Tag {
        /// On which.
        ids: Vec<u32>,
        /// The tag.
        name: String,
        /// On, not off.
        on: bool,
    },
    /// Gives a tag another name.
    RenameTag {
        /// Of now.
        name: String,
        /// Of then.
        to: String,
    },
    /// Makes one tag of two.
    MergeTags {
        /// Goes.
        name: String,
        /// Stays.
        into: String,
    },
    /// Takes a tag off everybody, and away.
    DeleteTag(String),
    /// Puts a tag into a group; an empty name is none.
    GroupTag {
        /// The tag.
        name: String,
        /// The group.
        group: String,
    },
    /// Gives a group of tags another colour.
    ColourGroup {
        /// The group.
        group: String,
        /// Under [`crate::domain::label::GROUP_COLOURS`].
        colour: u8,
    },
    /// Puts creators on a list, or takes them off.
    List {
        /// Which.
        ids: Vec<u32>,
        /// The list.
        name: String,
        /// On, not off.
        on: bool,
    },
    /// Makes an empty list.
    MakeList(String),
    /// Gives a list another name.
    RenameList {
        /// Of now.
        name: String,
        /// Of then.
        to: String,
    },
    /// Takes a list away.
    DeleteList(String),
    /// Says how many creators a list is to have.
    Target {
        /// The list.
        name: String,
        /// So many; nothing for as many as there are.
        target: Option<u32>,
    },
    /// Keeps a list as it is now under another name.
    Freeze {
        /// The list.
        name: String,
        /// The name of the snapshot.
        to: String,
    },
    /// Says why a creator is on a list.
    Reason {
        /// The creator.
        id: u32,
        /// The list.
        name: String,
        /// Why.
        reason: String,
        /// What was said before, as the person saw it.
        seen: String,
    },
    /// Moves a creator on a list.
    Move {
        /// The creator.
        id: u32,
        /// The list.
        name: String,
        /// Its place then, from 1.
        place: usize,
    },
    /// Gives orders of a creator to a collaboration; to none lets what is known decide again.
    Attach {
        /// Whose.
        creator: u32,
        /// What of them.
        given: Given,
        /// To which.
        collab: Option<u32>,
    },
    /// Adds a note to a creator.
    AddNote {
        /// On whom.
        creator: u32,
        /// What it says.
        body: String,
    },
    /// Gives a note other words.
    EditNote {
        /// On whom.
        creator: u32,
        /// Its number.
        note: i64,
        /// What it says then.
        body: String,
        /// The version that these were written over.
        seen: i64,
    },
    /// Takes a note away.
    DeleteNote {
        /// On whom.
        creator: u32,
        /// Its number.
        note: i64,
        /// The version that was to be deleted.
        seen: i64,
    },
    /// Keeps what is on screen as a view; one that is there shows this from then on.
    SaveView {
        /// Its name.
        name: String,
        /// What it shows.
        shows: Shown,
        /// Only for the eyes of who makes it.
        private: bool,
    },
    /// Gives a view another name.
    RenameView {
        /// Its number.
        id: i64,
        /// Its name then.
        to: String,
    },
    /// Gives a view another key.
    KeyView {
        /// Its number.
        id: i64,
        /// None for no key.
        key: Option<char>,
    },
    /// Shows a view to everybody, or to nobody else.
    ShareView {
        /// Its number.
        id: i64,
        /// To nobody else.
        private: bool,
    },
    /// Takes a view away.
    DeleteView(i64),
    /// Makes one of two creators.
    Merge {
        /// Goes.
        id: u32,
        /// Stays.
        into: u32,
    },
    /// Makes two of one again: this one had gone.
    Separate(u32),
    /// Remembers that two are not one person.
    KeepApart(u32, u32),
    /// Makes creators candidates.
    Candidates {
        /// Which.
        ids: Vec<u32>,
        /// Of which campaign; empty for none.
        campaign: String,
        /// For which product, by number or name; empty for none.
        product: String,
        /// Whose they are; empty for whoever does it.
        owner: String,
    },
    /// Moves collaborations.
    MoveCards {
        /// Which.
        moves: Vec<Move>,
        /// Why, where somebody was asked.
        reason: String,
    },
    /// Gives collaborations other values of fields.
    SetCards {
        /// Which.
        ids: Vec<u32>,
        /// Each with its value then; none for empty.
        fields: Vec<(&'static str, Option<Value>)>,
    },
    /// Changes fields of one row of a native file.
    SetRow {
        /// Of which file.
        file: FileName,
        /// Which row.
        id: i64,
        /// Field, what it held as the person saw it, what it holds then.
        fields: Vec<(&'static str, Option<Value>, Option<Value>)>,
    },
    /// Adds a row to a native file.
    AddRow {
        /// To which.
        file: FileName,
        /// For this collaboration.
        collab: Option<u32>,
        /// Or for this creator.
        creator: Option<u32>,
        /// Its fields.
        values: Vec<(&'static str, Value)>,
    },
    /// Puts points on the agenda of a review.
    Meeting {
        /// Of which.
        subject: Subject,
        /// Those that are not there yet are added.
        points: Vec<Proposal>,
    },
    /// Decides about a point.
    Decide(Box<Decided>),
    /// Moves a point on the agenda.
    MovePoint {
        /// Which.
        point: i64,
        /// By so many places; less than none is towards the beginning.
        by: i64,
    },
    /// Notes that creators were written to.
    LogContacts {
        /// Whom, and about which collaboration.
        whom: Vec<(u32, Option<u32>)>,
        /// By which way.
        channel: &'static str,
        /// With which template.
        template: String,
        /// When to ask again.
        follow_up: Option<Date>,
    },
    /// Puts creators into target plans.
    MakePlans {
        /// In their order.
        ids: Vec<u32>,
        /// The name, or the beginning of the names.
        name: String,
        /// Numbers of products.
        products: Vec<String>,
        /// Commission; raw ratio.
        rate: Option<i64>,
        /// At most so many each.
        cap: usize,
    },
    /// Takes a target plan away.
    DeletePlan(i64),
    /// Notes that a message was answered just now.
    Answered(i64),
    /// Puts something on the agenda aside.
    Snooze {
        /// The occasion.
        what: String,
        /// Its number.
        item: i64,
        /// The creator it is about.
        who: String,
        /// Until this day; for good where there is none.
        until: Option<Date>,
    },
    /// Takes a row of a native file away.
    DeleteRow {
        /// Of which file.
        file: FileName,
        /// Which row.
        id: i64,
    },
    /// Turns down a suggestion for creators.
    Dismiss {
        /// For which.
        ids: Vec<u32>,
        /// Place of the tag among those that are offered.
        rule: u8,
        /// What it is called.
        name: String,
    },
    /// Takes back what the person did last.
    Undo {
        /// Also where it is a whole import: the person was asked.
        import: bool,
    },
    /// Does again what was taken back last.
    Redo,
}

/// The name of a native file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileName(pub &'static str);

impl FileName {
    /// The file.
    pub fn file(self) -> Option<&'static File> {
        File::named(self.0)
    }
}

/// How an edit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It is written.
    Done,
    /// Everything was so before.
    Same,
    /// Something was taken back.
    TakenBack,
    /// Something was done again.
    DoneAgain,
}

/// What came of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// How it ended.
    pub ended: Ended,
    /// What was done, or taken back.
    pub deed: Deed,
    /// Rows that were left as they are: somebody has changed them since, or they were so before.
    pub conflicts: usize,
    /// Who, where it was one person; of target plans those who were in one before.
    pub by: String,
    /// The note that was written, as its draft is named: on whom, and its number, 0 for a new one.
    pub note: Option<(u32, i64)>,
}

/// A note that is being written, or was when the line broke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// On whom.
    pub creator: u32,
    /// The handle then.
    pub handle: String,
    /// Number of the note that is changed; 0 for a new one.
    pub note: i64,
    /// Its version when it was opened.
    pub version: i64,
    /// What it said then.
    pub base: String,
    /// What has been written.
    pub body: String,
}
