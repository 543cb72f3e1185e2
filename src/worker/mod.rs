//! The only room with data threads.
//!
//! Eleven lanes, so that nothing waits behind something slower: *pool* answers filters (the newest question replaces one
//! that waits), *ahead* gets ready for the next one, *load* reads the pool into memory, *earn* reckons everybody's
//! returns, *rows* fetches creators for the screen (the newest wish holds; what the columns tell of them is drawn at
//! once), *board* arranges collaborations, *review* puts reviews together, *write* plans, imports, edits and takes back,
//! *watch* notices what others write, *twins* looks for creators that may be one person, *disk* looks into folders, writes
//! files and remembers where the person is. A lane that panics says so and begins anew; the screen lives on.

mod ahead;
pub mod board;
pub mod columns;
pub mod desk;
pub mod disk;
mod drill;
pub mod earning;
pub mod export;
pub mod halved;
pub mod importing;
mod lanes;
pub mod pooling;
pub mod presence;
pub mod reconciling;
pub mod returns;
pub mod review;
pub mod rows;
mod twins;
mod watch;
mod writing;

use std::io::PipeWriter;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::message::Message;
use crate::domain::money::Rates;
use crate::domain::returns::Rules;
use crate::domain::tier::Schemes;
use crate::messages::{Effect, Msg};
use crate::pool::Pool;
use crate::store::Wanted;
pub use drill::drill;
use lanes::{Latest, lane};

/// Names of data threads begin with this.
pub const THREADS: &str = "data-";

/// How long leaving waits for what is being written.
const FAREWELL: Duration = Duration::from_millis(1_500);

/// Changes that are told at a time.
const HISTORY: usize = 500;

/// Sends a message to the screen.
pub type Tell = Arc<dyn Fn(Msg) + Send + Sync>;

/// Makes a sentence of a message in the person's language.
pub type Say = Arc<dyn Fn(&Message) -> String + Send + Sync>;

/// The pool as all lanes see it; replaced whole when it changes.
type Shared = Arc<RwLock<Option<Arc<Pool>>>>;

/// What the data side needs to know.
#[derive(Clone)]
pub struct Opening {
    /// The pool file.
    pub pool: PathBuf,
    /// Who is at the keys.
    pub member: String,
    /// Copies of the pool made before imports, so many of which stay; 0 makes none.
    pub backups: usize,
    /// Tier schemes.
    pub schemes: Schemes,
    /// Fixed exchange rates, where set.
    pub rates: Rates,
    /// How returns are reckoned and judged.
    pub rules: Rules,
    /// Where the session is kept; none for a session that is not remembered.
    pub session: Option<PathBuf>,
    /// Folder the person started in.
    pub folder: PathBuf,
    /// Makes a sentence of a message, for files that people read.
    pub say: Say,
    /// The day it is: a tool stays open over midnight.
    pub today: fn() -> Date,
    /// The time it is.
    pub now: fn() -> Timestamp,
}

/// The data side while the tool runs.
pub struct Worker {
    ask: Arc<Latest<pooling::Ask>>,
    ahead: Arc<Latest<ahead::Next>>,
    load: Arc<Latest<pooling::Load>>,
    earn: Arc<Latest<earning::Earn>>,
    rows: Arc<Latest<rows::Rows>>,
    board: Arc<Latest<board::Ask>>,
    write: Sender<writing::Job>,
    disk: Sender<disk::Job>,
    twins: Arc<Latest<twins::Find>>,
    review: Arc<Latest<review::Ask>>,
    cancel: Arc<AtomicBool>,
    /// As long as it is there somebody wants to know what others write.
    watching: Option<PipeWriter>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    shared: Shared,
    /// Where files go that are named without a folder.
    folder: PathBuf,
    /// Who is at the keys.
    member: String,
    schemes: Schemes,
    rates: Rates,
    today: fn() -> Date,
    say: Say,
    tell: Tell,
}

impl Worker {
    /// Starts the lanes; the pool begins to load at once.
    pub fn start(opening: Opening, tell: Tell) -> Self {
        let shared: Shared = Arc::new(RwLock::new(None));
        let ask = Arc::new(Latest::new());
        let ahead = Arc::new(Latest::new());
        let load = Arc::new(Latest::new());
        let earn = Arc::new(Latest::new());
        let slot = earning::Slot::default();
        let rows = Arc::new(Latest::new());
        let board = Arc::new(Latest::new());
        let twins = Arc::new(Latest::new());
        let review = Arc::new(Latest::new());
        let (write, write_in) = channel();
        let (disk, disk_in) = channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let mut threads = Vec::new();
        let folder = opening.folder.clone();
        let member = opening.member.clone();
        let (schemes, rates) = (opening.schemes.clone(), opening.rates.clone());
        let (today, say) = (opening.today, Arc::clone(&opening.say));
        {
            let (opening, shared, ask) = (opening.clone(), Arc::clone(&shared), Arc::clone(&ask));
            let ahead = Arc::clone(&ahead);
            threads.extend(lane("pool", Arc::clone(&tell), move |tell| {
                pooling::pool_lane(&opening, tell, &shared, &ask, &ahead);
            }));
        }
        {
            let ahead = Arc::clone(&ahead);
            threads.extend(lane("ahead", Arc::clone(&tell), move |_| {
                ahead::ahead_lane(&ahead);
            }));
        }
        {
            let (opening, shared, load) = (opening.clone(), Arc::clone(&shared), Arc::clone(&load));
            let (earn, slot) = (Arc::clone(&earn), Arc::clone(&slot));
            threads.extend(lane("load", Arc::clone(&tell), move |tell| {
                pooling::load_lane(&opening, tell, &shared, &load, &earn, &slot);
            }));
        }
        {
            let (opening, load) = (opening.clone(), Arc::clone(&load));
            let earn = Arc::clone(&earn);
            threads.extend(lane("earn", Arc::clone(&tell), move |tell| {
                earning::earn_lane(&opening, tell, &earn, &slot, &load);
            }));
        }
        {
            let (opening, shared, rows) = (opening.clone(), Arc::clone(&shared), Arc::clone(&rows));
            threads.extend(lane("rows", Arc::clone(&tell), move |tell| {
                rows::rows_lane(&opening, tell, &shared, &rows);
            }));
        }
        {
            let (opening, shared, board) =
                (opening.clone(), Arc::clone(&shared), Arc::clone(&board));
            threads.extend(lane("board", Arc::clone(&tell), move |tell| {
                board::board_lane(&opening, tell, &shared, &board);
            }));
        }
        {
            let (opening, load, cancel) = (opening.clone(), Arc::clone(&load), Arc::clone(&cancel));
            threads.extend(lane("write", Arc::clone(&tell), move |tell| {
                writing::write_lane(&opening, tell, &load, &cancel, &write_in);
            }));
        }
        {
            let (opening, twins) = (opening.clone(), Arc::clone(&twins));
            threads.extend(lane("twins", Arc::clone(&tell), move |tell| {
                twins::twins_lane(&opening, tell, &twins);
            }));
        }
        {
            let (opening, shared, review) =
                (opening.clone(), Arc::clone(&shared), Arc::clone(&review));
            threads.extend(lane("review", Arc::clone(&tell), move |tell| {
                review::review_lane(&opening, tell, &shared, &review);
            }));
        }
        let mut watching = None;
        if let Ok((over, here)) = std::io::pipe() {
            watching = Some(here);
            let (opening, load) = (opening.clone(), Arc::clone(&load));
            threads.extend(lane("watch", Arc::clone(&tell), move |tell| {
                watch::watch_lane(&opening, tell, &load, &over);
            }));
        }
        threads.extend(lane("disk", Arc::clone(&tell), move |tell| {
            disk::disk_lane(&opening, tell, &disk_in);
        }));
        Worker {
            ask,
            ahead,
            load,
            earn,
            rows,
            board,
            write,
            disk,
            twins,
            review,
            cancel,
            watching,
            threads: Mutex::new(threads),
            shared,
            folder,
            member,
            schemes,
            rates,
            today,
            say,
            tell,
        }
    }

    /// Hands an effect to its lane. Effects of the screen itself (copying, editors, drawing, leaving) are not for the data side.
    pub fn submit(&self, effect: Effect) {
        if let Some(lane) = lane_of(&effect)
            && !self.is_alive(lane)
        {
            // it has said why; that it cannot do this either has to be said as well
            let (what, over) = (String::new(), true);
            return (self.tell)(Msg::Broke { lane, what, over });
        }
        match effect {
            Effect::Ask {
                generation,
                filter,
                sort,
                probes,
                today,
                stay,
            } => {
                self.ask.put(pooling::Ask {
                    generation,
                    filter,
                    sort,
                    probes,
                    today,
                    stay,
                });
            }
            Effect::Fetch {
                on_screen,
                around,
                awaited,
            } => {
                // at once and without a thread: what is in memory costs less than being waited for
                if let Some(msg) = rows::outlines(&self.shared, &on_screen) {
                    (self.tell)(msg);
                }
                self.rows.put(rows::Rows::Fetch {
                    on_screen,
                    around,
                    awaited,
                });
            }
            Effect::FindTwins => self.twins.put(twins::Find),
            Effect::Review {
                scope,
                rules,
                plan,
                scheme,
                today,
            } => self.review.put(review::Ask {
                scope,
                rules,
                plan,
                scheme,
                today,
            }),
            Effect::SaveReview {
                review,
                path,
                tongue,
            } => {
                let path = self.folder.join(path);
                drop(self.disk.send(disk::Job::Report(review, path, tongue)));
            }
            Effect::Tasks { today, patience } => {
                let member = self.member.clone();
                self.rows.put(rows::Rows::Tasks(member, today, patience));
            }
            Effect::Returns {
                creator,
                rules,
                scheme,
                today,
            } => {
                let mut schemes = self.schemes.clone();
                schemes.default = scheme;
                let rates = self.rates.clone();
                let ask = rows::Rows::Returns(creator, rules, schemes, rates, today);
                self.rows.put(ask);
            }
            Effect::Sales {
                creator,
                only,
                from,
            } => self.rows.put(rows::Rows::Sales(creator, only, from)),
            Effect::OnList(name) => self.rows.put(rows::Rows::OnList(name)),
            Effect::CompareLists(one, two) => self.rows.put(rows::Rows::Compare(one, two)),
            Effect::ExportList { name, path } => {
                let path = self.folder.join(path);
                let (today, say) = ((self.today)(), Arc::clone(&self.say));
                self.rows.put(rows::Rows::Export(name, path, today, say))
            }
            Effect::History {
                creator,
                by,
                from,
                to,
                before,
            } => {
                let wanted = wanted(by, from, to, before);
                self.rows.put(rows::Rows::History(creator, wanted));
            }
            Effect::Versions { creator, note } => {
                self.rows.put(rows::Rows::Versions(creator, note));
            }
            Effect::Board {
                generation,
                filter,
                order,
                lanes,
                today,
            } => self.board.put(board::Ask {
                generation,
                filter,
                order,
                lanes,
                today,
            }),
            Effect::Recipients(whom) => self.rows.put(rows::Rows::Recipients(whom)),
            Effect::Plans => self.rows.put(rows::Rows::Plans),
            Effect::Basics(file) => self.rows.put(rows::Rows::Basics(file)),
            Effect::CopyPlan(name) => self.rows.put(rows::Rows::CopyPlan(name)),
            Effect::Points(subject) => self.rows.put(rows::Rows::Points(subject)),
            Effect::Detail(id) => self.rows.put(rows::Rows::Detail(id, self.rates.clone())),
            Effect::Touched(change) => self.rows.put(rows::Rows::Touched(change)),
            Effect::KeepDraft(draft) => drop(self.disk.send(disk::Job::Keep(draft))),
            Effect::DropDraft(creator, note) => {
                drop(self.disk.send(disk::Job::Drop(creator, note)));
            }
            Effect::Having(ids) => self.rows.put(rows::Rows::Having(ids)),
            Effect::CopyHandles(ids) => self.rows.put(rows::Rows::Handles(ids)),
            Effect::WriteText { path, text, then } => {
                let path = self.folder.join(path);
                drop(self.disk.send(disk::Job::Write(path, text, then)));
            }
            Effect::Save(session) => drop(self.disk.send(disk::Job::Save(session))),
            Effect::Look(folder) => drop(self.disk.send(disk::Job::Look(folder))),
            Effect::Plan(request) => {
                // whatever is being counted is about an older preview
                self.cancel.store(true, Ordering::SeqCst);
                drop(self.write.send(writing::Job::Plan(request)));
            }
            Effect::DryRun(request) => drop(self.write.send(writing::Job::DryRun(request))),
            Effect::Import(request) => {
                self.cancel.store(true, Ordering::SeqCst);
                drop(self.write.send(writing::Job::Import(request)));
            }
            Effect::Cancel => self.cancel.store(true, Ordering::SeqCst),
            Effect::PastImports => drop(self.write.send(writing::Job::PastImports)),
            Effect::UndoImport(id) => drop(self.write.send(writing::Job::UndoImport(id))),
            Effect::Edit(edit) => drop(self.write.send(writing::Job::Edit(edit))),
            Effect::Largest => self.rows.put(rows::Rows::Largest),
            Effect::Redraw => self.load.put(pooling::Load),
            Effect::Copy(_) | Effect::Editor(_) | Effect::Quit => {}
        }
    }

    fn is_alive(&self, lane: &str) -> bool {
        let threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.iter().any(|t| {
            let name = t.thread().name().and_then(|n| n.strip_prefix(THREADS));
            name == Some(lane) && !t.is_finished()
        })
    }

    /// Ends the lanes: what was handed over is written first, within bounds.
    pub fn finish(self) {
        self.cancel.store(true, Ordering::SeqCst);
        self.ask.close();
        self.ahead.close();
        self.load.close();
        self.earn.close();
        self.rows.close();
        self.board.close();
        self.twins.close();
        self.review.close();
        drop((self.write, self.disk, self.watching));
        let until = Instant::now() + FAREWELL;
        let threads = self.threads.into_inner().unwrap_or_default();
        while Instant::now() < until && !threads.iter().all(JoinHandle::is_finished) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Which changes are asked for.
fn wanted(
    by: Option<String>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    before: Option<i64>,
) -> Wanted {
    let most = HISTORY;
    Wanted {
        by,
        from,
        to,
        before,
        most,
    }
}

/// Which lane does it.
fn lane_of(effect: &Effect) -> Option<&'static str> {
    Some(match effect {
        Effect::Ask { .. } => "pool",
        Effect::Redraw => "load",
        Effect::Board { .. } => "board",
        Effect::FindTwins => "twins",
        Effect::Review { .. } => "review",
        Effect::Fetch { .. }
        | Effect::CopyHandles(_)
        | Effect::Having(_)
        | Effect::Versions { .. }
        | Effect::Touched(_)
        | Effect::Detail(_)
        | Effect::Points(_)
        | Effect::Plans
        | Effect::Basics(_)
        | Effect::Recipients(_)
        | Effect::CopyPlan(_)
        | Effect::History { .. }
        | Effect::Tasks { .. }
        | Effect::OnList(_)
        | Effect::Returns { .. }
        | Effect::Sales { .. }
        | Effect::CompareLists(..)
        | Effect::ExportList { .. }
        | Effect::Largest => "rows",
        Effect::Plan(_)
        | Effect::DryRun(_)
        | Effect::Import(_)
        | Effect::PastImports
        | Effect::UndoImport(_)
        | Effect::Edit(_) => "write",
        Effect::Save(_)
        | Effect::Look(_)
        | Effect::KeepDraft(_)
        | Effect::DropDraft(..)
        | Effect::SaveReview { .. }
        | Effect::WriteText { .. } => "disk",
        Effect::Cancel | Effect::Copy(_) | Effect::Editor(_) | Effect::Quit => return None,
    })
}
