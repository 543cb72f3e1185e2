//! All behaviour: a message and the state give the new state and what is to be done. No I/O, no clock, no drawing.
//!
//! Decisions that matter:
//! - The list of matches is ids only. What the pool in memory knows of those on screen is drawn at once (an *outline*);
//!   they are fetched whole, with a margin around them, when the person rests.
//! - The cursor is on a creator, not on a row. Where a filter hides that creator, the place is kept and the creator is
//!   found again when the filter lets it through, until the person moves on.
//! - Popups are a stack of [`Layer`]s; keys go to the topmost one.
//! - Everything a key can do is an [`actions::Action`]; help, palette and hints read the same table.

pub mod actions;
pub mod basics;
pub mod board;
pub mod choose;
pub mod compare;
mod dispatch;
mod edit;
pub mod format;
pub mod history;
pub mod import;
pub mod keymap;
pub mod labels;
pub mod layer;
pub mod layout;
pub mod line;
pub mod menus;
pub mod naming;
pub mod notes;
pub mod on_list;
pub mod outreach;
pub mod plans;
pub mod pool;
pub mod query;
pub mod returns;
pub mod review;
pub mod rich;
mod session;
pub mod settings;
pub mod today;
pub mod twins;
pub mod versions;
pub mod view;
pub mod views;
pub mod write;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::filter::Filter;
use crate::domain::label::{ListInfo, TagInfo};
use crate::domain::message::Message;
use crate::domain::review::Scope;
use crate::domain::view::SavedView;
use crate::messages::{Draft, Key, Progress, Session};
use crate::words::{Lang, Words};
use board::BoardScreen;
pub use dispatch::{begin, leave, run, undo, update};
use keymap::{Context, Keymap};
use layer::Layer;
use layout::Layout;
use pool::{Focus, PoolScreen};
use settings::Settings;

/// When something happens. The app has no clock of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The calendar day where the person is.
    pub today: Date,
    /// Seconds since 1970.
    pub at: i64,
}

/// A sentence at the bottom, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub message: Message,
    /// Whether something went wrong.
    pub bad: bool,
}

/// Everything the screen shows.
pub struct State {
    /// In the person's language.
    pub words: Arc<Words>,
    /// What the person has set.
    pub settings: Arc<Settings>,
    /// Keys.
    pub keymap: Arc<Keymap>,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The day.
    pub today: Date,
    /// The pool screen.
    pub pool: PoolScreen,
    /// The board.
    pub board: BoardScreen,
    /// Popups, topmost last.
    pub layers: Vec<Layer>,
    /// Something to be read.
    pub notice: Option<Notice>,
    /// Digits typed before a key.
    pub count: Option<usize>,
    /// First keys of a sequence.
    pub prefix: Vec<Key>,
    /// The pool takes long to answer: a sign says so.
    pub busy: bool,
    /// A running import.
    pub running: Option<Progress>,
    /// The tags there are.
    pub tags: Vec<TagInfo>,
    /// The lists there are.
    pub lists: Vec<ListInfo>,
    /// Who else has the pool open.
    pub others: Vec<String>,
    /// The saved views that the person sees.
    pub views: Vec<SavedView>,
    /// The view that the person begins with.
    pub start_view: Option<i64>,
    /// The name under which the screen is being saved.
    pub saved_view: Option<String>,
    /// The line that was typed last: when it cannot be taken it is given back.
    pub asked: Option<naming::Naming>,
    /// Tags that were chosen lately, the last one first.
    pub recent_tags: Vec<String>,
    /// Lists that were chosen lately, the last one first.
    pub recent_lists: Vec<String>,
    /// The next `u` takes back a whole import: that was asked.
    pub undo_import: bool,
    /// Notes that are being written, or were when the line broke.
    pub drafts: Vec<Draft>,
    /// Folder of the last import.
    pub folder: String,
    /// The review that was looked at last.
    pub reviewed: Option<Scope>,
    /// So many of one's last steps were taken in meetings.
    pub meeting_steps: i64,
    /// Where meetings stopped, the last one first.
    pub meetings: Vec<crate::messages::MeetingPlace>,
    /// Seconds since 1970, for a meeting's clock.
    pub clock: i64,
    /// Whether the person chose the language inside the tool.
    pub lang_chosen: bool,
    /// Whether the person is leaving.
    pub leaving: bool,
}

impl State {
    /// At the start, where the person was the last time.
    pub fn new(
        words: Arc<Words>,
        settings: Arc<Settings>,
        keymap: Arc<Keymap>,
        session: &Session,
        size: (u16, u16),
        now: Now,
    ) -> Self {
        let mut state = State {
            words,
            pool: PoolScreen::new(&settings),
            settings,
            keymap,
            size,
            today: now.today,
            board: BoardScreen::default(),
            layers: Vec::new(),
            notice: None,
            count: None,
            prefix: Vec::new(),
            busy: false,
            running: None,
            tags: Vec::new(),
            lists: Vec::new(),
            others: Vec::new(),
            views: Vec::new(),
            start_view: session.start_view,
            saved_view: None,
            asked: None,
            undo_import: false,
            drafts: Vec::new(),
            recent_tags: session.recent_tags.clone(),
            recent_lists: session.recent_lists.clone(),
            folder: session.folder.clone(),
            reviewed: None,
            meeting_steps: 0,
            meetings: Vec::new(),
            clock: now.at,
            lang_chosen: false,
            leaving: false,
        };
        state.restore(session);
        state
    }

    /// Areas of the screen at its present size.
    pub fn layout(&self) -> Layout {
        Layout::new(
            self.size.0,
            self.size.1,
            self.pool.panes_hidden,
            self.pool.focus == Focus::Panes,
        )
    }

    /// Whether something that the table shows of the creators on screen is still being fetched.
    pub fn is_fetching(&self) -> bool {
        let rows = self.layout().table_rows();
        self.pool.is_fetching(rows, self.is_outlined())
    }

    /// Whether the pool in memory knows everything that the screen shows of a creator.
    pub fn is_outlined(&self) -> bool {
        let layout = self.layout();
        let whole = |l: &Layer| {
            matches!(
                l,
                Layer::Card | Layer::Notes(_) | Layer::Compare(_) | Layer::Twins(_)
            )
        };
        let card = layout.card.width > 0 || self.layers.last().is_some_and(whole);
        let columns = pool::table::placed(&self.pool, &layout);
        self.pool.facts.is_some() && !card && columns.iter().all(|c| c.column.is_outlined())
    }

    /// Whether the board is what the person works on: it, or something over it that is about it.
    pub fn on_board(&self) -> bool {
        let at = self.layers.iter().rposition(|l| *l == Layer::Board);
        at.is_some_and(|at| {
            let over = self.layers.iter().skip(at + 1);
            !over.clone().any(|l| *l == Layer::Card)
        })
    }

    /// The name of the member at the keys, as the team knows it.
    pub fn me(&self) -> &str {
        match self.board.names.me.as_str() {
            "" => &self.settings.member,
            name => name,
        }
    }

    /// The filter that the query line shows.
    pub fn filter(&self) -> &Filter {
        if self.on_board() {
            &self.board.filter
        } else {
            &self.pool.filter
        }
    }

    /// How long until the clock of a meeting shows another minute; none where no clock is on screen.
    pub fn next_minute(&self) -> Option<Duration> {
        let Some(Layer::Meeting(view)) = self.layers.last() else {
            return None;
        };
        let gone = view.clock(self.clock).rem_euclid(60);
        u64::try_from(60 - gone).ok().map(Duration::from_secs)
    }

    /// Where keys go now.
    pub fn context(&self) -> Context {
        match (self.layers.last(), self.pool.focus) {
            (Some(layer), _) => layer.context(),
            (None, Focus::Table) => Context::Table,
            (None, Focus::Panes) => Context::Panes,
        }
    }

    /// Says something until the next key.
    pub fn say(&mut self, message: Message) {
        self.notice = Some(Notice {
            message,
            bad: false,
        });
    }

    /// Says what went wrong.
    pub fn complain(&mut self, message: Message) {
        self.notice = Some(Notice { message, bad: true });
    }

    /// The tier scheme that holds.
    pub fn scheme(&self) -> usize {
        self.pool
            .filter
            .scheme
            .unwrap_or(self.settings.schemes.default)
    }

    /// Changes the language of everything on screen.
    pub fn set_lang(&mut self, lang: Lang) {
        if lang != self.words.lang() {
            self.words = Arc::new(Words::new(lang));
        }
    }
}
