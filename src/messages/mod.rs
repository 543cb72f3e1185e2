//! What passes between the screen and the data: plain data, so that either side can be tested without the other.
//!
//! Keys and answers come in as [`Msg`]; what the app wants done goes out as [`Effect`]. Questions carry a generation;
//! an answer to an older question than the last is dropped.

mod edit;
mod import;
mod key;
mod session;

use std::path::PathBuf;
use std::sync::Arc;

pub use edit::{Draft, Edit, Edited, Ended, FileName};
pub use import::{
    ColumnPlan, Entry, ImportReport, ImportRequest, PastImport, Preview, Progress, Would,
};
pub use key::{Code, Key};
pub use session::{ColumnWidth, MeetingPlace, Session};

use crate::domain::answer::{Answer, Histogram};
use crate::domain::collab::agenda::{Item, Patience};
use crate::domain::collab::board::Board;
use crate::domain::collab::card::{Card, Lanes, Order};
use crate::domain::collab::detail::{Belonging, Detail, Names, PlanInfo, Way};
use crate::domain::column::SortKey;
use crate::domain::creator::Record;
use crate::domain::deed::{Deed, Entry as Done};
use crate::domain::filter::{Condition, Filter};
use crate::domain::label::{ListInfo, ListedCreator, NoteVersion, TagInfo};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::note::Task;
use crate::domain::returns::account::{Only, Sales, Span};
use crate::domain::returns::{Account, Rules};
use crate::domain::review::agenda::Point;
use crate::domain::review::budget::Plan;
use crate::domain::review::{Review, Scope, Subject};
use crate::domain::twin::Pair;
use crate::domain::view::SavedView;
use jiff::Timestamp;
use jiff::civil::Date;

/// A question's number; higher is later.
pub type Generation = u64;

/// What the pool holds, told when it is loaded and whenever it changes.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Creators.
    pub total: usize,
    /// Currencies of GMV with their numbers of creators, most first.
    pub currencies: Vec<(Currency, usize)>,
    /// The last day any data covers.
    pub newest: Option<Date>,
    /// Whether returns are known.
    pub returns: bool,
}

/// Why an editor has left no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorFailed {
    /// The command.
    pub editor: String,
    /// The system's words; none where it ended with an error of its own.
    pub why: Option<String>,
}

/// Makes sentences in the language of the moment, for a file that people read.
#[derive(Clone)]
pub struct Tongue {
    /// `en` or `zh`.
    pub lang: &'static str,
    /// Makes a sentence.
    pub say: Arc<dyn Fn(&Message) -> String + Send + Sync>,
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.lang)
    }
}

impl PartialEq for Tongue {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key went down.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// The pool is loaded or has changed.
    Loaded(Facts),
    /// These creators have other labels; everything else is as it was.
    Relabelled(Facts, Vec<u32>),
    /// The returns of everybody are known, or others than they were; everything else is as it was.
    Earned(Facts),
    /// The tags and lists there are; follows [`Msg::Loaded`] and comes whenever they change.
    Labels(Vec<TagInfo>, Vec<ListInfo>),
    /// The names that can be chosen for collaborations; comes with [`Msg::Labels`].
    Names(Names),
    /// Answer to [`Effect::Board`].
    Board(Generation, Arc<Board>),
    /// Answer to [`Effect::Review`].
    Reviewed(Scope, Arc<Review>),
    /// Answer to [`Effect::Points`].
    Points(Subject, Vec<Point>),
    /// A minute has gone by: a clock is on screen.
    Tick,
    /// Answer to [`Effect::Detail`]; nothing where the collaboration is gone.
    Detail(u32, Option<Box<Detail>>),
    /// Who else has the pool open.
    Present(Vec<String>),
    /// The saved views that the person sees; comes with [`Msg::Labels`].
    Views(Vec<SavedView>),
    /// Answer to [`Effect::Having`]: of whom, and how many of them have each tag and are on each list.
    Having {
        /// Of whom.
        ids: Vec<u32>,
        /// Tags that any of them has.
        tags: Vec<(String, usize)>,
        /// Lists that any of them is on.
        lists: Vec<(String, usize)>,
    },
    /// Answer to [`Effect::Edit`]: what came of it, or why nothing did.
    Edited(Result<Edited, Message>),
    /// What would be taken back is a whole import: this one.
    AskUndo(Deed),
    /// A note was not written, because somebody has changed it since it was opened.
    Clashed {
        /// On whom.
        creator: u32,
        /// Its number.
        note: i64,
        /// Who.
        by: String,
        /// What it says now, and its version; nothing where it is gone.
        theirs: Option<(String, i64)>,
    },
    /// Answer to [`Effect::Editor`]: the text then, or why there is none.
    FromEditor(Result<String, EditorFailed>),
    /// Notes that were being written when the tool ended the last time.
    Drafts(Vec<Draft>),
    /// Answer to [`Effect::Tasks`]: what notes ask of somebody, by the day it is due.
    Tasks(Vec<Task>),
    /// Answer to [`Effect::Recipients`]: those that are still there, whole, with the collaboration it is about.
    Recipients(Vec<(Record, Option<Arc<Card>>)>),
    /// A text was not written: a file of that name is there.
    Exists(PathBuf),
    /// A text is in its file; now what it was for can be noted.
    Wrote(PathBuf, Option<Box<Edit>>),
    /// Answer to [`Effect::Basics`].
    Basics(FileName, Vec<Belonging>),
    /// Answer to [`Effect::Plans`].
    Plans(Vec<PlanInfo>),
    /// What work asks for; comes with [`Msg::Tasks`].
    Agenda(Vec<Item>),
    /// Answer to [`Effect::FindTwins`]: the likeliest first.
    Twins(Vec<Pair>),
    /// Answer to [`Effect::OnList`]: the list, and who is on it, in its order.
    OnList(String, Vec<ListedCreator>),
    /// Answer to [`Effect::CompareLists`]: both lists, and who is on each.
    Compared([(String, Vec<ListedCreator>); 2]),
    /// Answer to [`Effect::Returns`].
    Returns(Arc<Account>),
    /// The same by month, of this creator.
    Spans(u32, Vec<Span>),
    /// Answer to [`Effect::Sales`].
    Sales(Arc<Sales>),
    /// Comes after [`Msg::Returns`]: what happened between the team and this creator.
    Way(u32, Way),
    /// Answer to [`Effect::History`]: of whom, what was done, newest first, and everybody who has ever done something.
    History(Option<u32>, Vec<Done>, Vec<String>),
    /// Answer to [`Effect::Touched`].
    Touched(Vec<u32>),
    /// What was to be done again is an import: this file is to be read again.
    ReadAgain(PathBuf),
    /// Answer to [`Effect::Versions`].
    Versions {
        /// On whom.
        creator: u32,
        /// The note.
        note: i64,
        /// Oldest first.
        versions: Vec<NoteVersion>,
    },
    /// Spread of every metric that has values; follows [`Msg::Loaded`].
    Spread(Vec<Histogram>),
    /// Answer to [`Effect::Ask`].
    Answered(Generation, Arc<Answer>),
    /// As much as the pool in memory knows of creators that are being fetched.
    Outlined(Vec<Record>),
    /// Answer to [`Effect::Fetch`].
    Fetched(Vec<Record>),
    /// Answer to [`Effect::Largest`].
    Largest(Vec<u32>),
    /// Answer to [`Effect::Plan`]: the preview, or why not.
    Planned(Result<Box<Preview>, Message>),
    /// Answer to [`Effect::DryRun`]: what the import would change.
    WouldChange(Result<Would, Message>),
    /// An import moves.
    Progress(Progress),
    /// An import ended.
    Imported(Result<Box<ImportReport>, Message>),
    /// An import was cancelled; the pool is as before.
    Cancelled,
    /// Answer to [`Effect::PastImports`].
    PastImports(Vec<PastImport>),
    /// An import was taken back; the sentence says which.
    Undone(Message),
    /// Answer to [`Effect::Look`]: a folder and what is in it.
    Looked(PathBuf, Vec<Entry>),
    /// What was asked to be copied has been looked up.
    Copied(String),
    /// Something is worth saying.
    Said(Message),
    /// Something went wrong.
    Failed(Message),
    /// A part of the data side broke; what it was doing will not be answered.
    Broke {
        /// Which: `pool`, `rows`, `write`, `disk`.
        lane: &'static str,
        /// What it said.
        what: String,
        /// It breaks whatever it is asked, and is not started again.
        over: bool,
    },
    /// The terminal is gone, or the machine wants us to end.
    Hangup,
}

/// Something to be done outside of the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the pool.
    Ask {
        /// Of this question.
        generation: Generation,
        /// What is asked.
        filter: Filter,
        /// In which order.
        sort: Vec<SortKey>,
        /// Conditions to count beside it, under the other filters.
        probes: Vec<Condition>,
        /// The day that data ages are counted from.
        today: Date,
        /// The creator the person stays on: the rows around it come with the answer.
        stay: Option<u32>,
    },
    /// Ask for the board.
    Board {
        /// Of this question.
        generation: Generation,
        /// Which cards.
        filter: Filter,
        /// How they stand in a column.
        order: Order,
        /// What makes rows.
        lanes: Lanes,
        /// For what is late.
        today: Date,
    },
    /// Ask for everything about a collaboration.
    Detail(u32),
    /// Ask for those who are to be written to: creators, and the collaboration it is about where that is settled; else
    /// it is the newest open one.
    Recipients(Vec<(u32, Option<u32>)>),
    /// Ask for all target plans.
    Plans,
    /// Ask for the rows of a native file that belong to no creator.
    Basics(FileName),
    /// Copy the handles of a target plan.
    CopyPlan(String),
    /// Write a text to a file.
    WriteText {
        /// Where to.
        path: PathBuf,
        /// What.
        text: String,
        /// What is to be noted once it is there.
        then: Option<Box<Edit>>,
    },
    /// Fetch these creators whole. A later wish takes the place of this one as far as it has not been answered.
    Fetch {
        /// Those on screen.
        on_screen: Vec<u32>,
        /// Those a person will see next.
        around: Vec<u32>,
        /// The screen shows something of them that only the pool file has.
        awaited: bool,
    },
    /// Ask for the largest creators, for a first page while the pool loads.
    Largest,
    /// Remember where the person is.
    Save(Box<Session>),
    /// Copy to the person's clipboard.
    Copy(String),
    /// Copy the handles of these creators, one a line.
    CopyHandles(Vec<u32>),
    /// Draw everything anew, as if the terminal had lost it, and read what others have changed in the file.
    Redraw,
    /// Read a file as far as is needed to show what it is.
    Plan(ImportRequest),
    /// Read a file whole and say what importing it would change.
    DryRun(ImportRequest),
    /// Import a file.
    Import(ImportRequest),
    /// Stop the running import.
    Cancel,
    /// List the imports so far.
    PastImports,
    /// Ask how many of these creators have each tag and are on each list.
    Having(Vec<u32>),
    /// Keep what is being written, on the disk.
    KeepDraft(Box<Draft>),
    /// Let the person change this text in an editor of its own.
    Editor(String),
    /// The draft of a note (on whom, its number) is no longer needed.
    DropDraft(u32, i64),
    /// Ask what notes and work ask of somebody.
    Tasks {
        /// For what is late.
        today: Date,
        /// After how many days work asks.
        patience: Patience,
    },
    /// Look for creators that may be one person.
    FindTwins,
    /// Put a review together.
    Review {
        /// Of what.
        scope: Scope,
        /// What counts.
        rules: Box<Rules>,
        /// How budgets are meant.
        plan: Box<Plan>,
        /// Position of the tier scheme that tells tiers.
        scheme: usize,
        /// Today.
        today: Date,
    },
    /// Read what a review talks about.
    Points(Subject),
    /// Write a review to a file.
    SaveReview {
        /// Which.
        review: Arc<Review>,
        /// Where to; its end says in which form.
        path: PathBuf,
        /// In whose words.
        tongue: Tongue,
    },
    /// Ask what the work with a creator brought.
    Returns {
        /// Who.
        creator: u32,
        /// What counts.
        rules: Box<Rules>,
        /// Position of the tier scheme that tells peers.
        scheme: usize,
        /// Today.
        today: Date,
    },
    /// Ask for order lines of a creator one by one.
    Sales {
        /// Whose.
        creator: u32,
        /// Which; none is all of them.
        only: Option<Only>,
        /// From the one at this place on.
        from: usize,
    },
    /// Ask who is on a list.
    OnList(String),
    /// Ask who is on two lists.
    CompareLists(String, String),
    /// Write a list to a file.
    ExportList {
        /// Which.
        name: String,
        /// Where to; its end says in which form.
        path: PathBuf,
    },
    /// Ask what was done.
    History {
        /// To this creator; to the whole pool where it is none.
        creator: Option<u32>,
        /// By this member only.
        by: Option<String>,
        /// Not before.
        from: Option<Timestamp>,
        /// Before.
        to: Option<Timestamp>,
        /// Older than this change.
        before: Option<i64>,
    },
    /// Ask what a note said before.
    Versions {
        /// On whom.
        creator: u32,
        /// Its number.
        note: i64,
    },
    /// Ask which creators a change was about.
    Touched(i64),
    /// Write something into the pool file.
    Edit(Edit),
    /// Take an import back.
    UndoImport(i64),
    /// List a folder; none is the folder the person started in.
    Look(Option<PathBuf>),
    /// Leave.
    Quit,
}
