//! `daren import FILE...`: preview, question, import, report; each file a transaction of its own.
//!
//! A file that is refused does not stop the others, it makes the status 1. Rejected rows do not: they are reported and
//! lie in a file to be repaired. A pool is only made when something is written to it: a dry run, or a "no" to the
//! question, leaves none behind.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use jiff::Timestamp;

use super::fault::Fault;
use super::here::Here;
use super::wish::wish;
use super::{carry, import_json, import_text, out};
use crate::domain::message::Message;
use crate::intake::{Plan, Refusal};
use crate::messages::Progress;
use crate::store::{Store, StoreError};
use crate::worker::columns::{self, Cores};
use crate::worker::importing::{self, Done, Stop, Wish};

/// Before this nobody wonders what is going on.
const PATIENCE: u64 = 300;
/// Between two lines of progress.
const PACE: Duration = Duration::from_millis(100);

/// How one file fared.
pub enum Fate {
    /// Read in, or tried.
    Done(Box<Plan>, Done),
    /// Not taken, and what was known of it by then.
    Refused(Option<Box<Plan>>, Refusal),
    /// The pool failed.
    Pool(Option<Box<Plan>>, StoreError),
    /// The person said no.
    Declined,
}

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let files: Vec<&PathBuf> = matches.get_many("file").into_iter().flatten().collect();
    if let Some(whole) = files.iter().find(|f| carry::is_carried(f)) {
        if files.len() > 1 || matches.get_flag("dry-run") {
            let m = Message::new("cli-carried-alone");
            return Err(Fault::Usage(m.with("file", whole.display().to_string())));
        }
        return carry::carry_in(here, matches, whole);
    }
    if files.len() > 1 && matches.contains_id("rejects") {
        return Err(Fault::Usage(Message::new("cli-rejects-of-one")));
    }
    let wishes = files
        .iter()
        .map(|path| wish(matches, path))
        .collect::<Result<Vec<_>, _>>()?;
    let wishes = importing::in_order(wishes, here.today);
    let mut importer = Importer {
        here,
        pool: Pool::new(here)?,
        json: matches
            .get_one::<String>("format")
            .is_some_and(|f| f == "json"),
        dry: matches.get_flag("dry-run"),
        yes: matches.get_flag("yes"),
        backups: here.settings.backups,
    };
    let mut fates = Vec::new();
    let mut failed = false;
    for mut wish in wishes {
        let fate = importer.one(&mut wish)?;
        let fault = match &fate {
            Fate::Refused(_, refusal) => Some(refused(here, &wish.path, refusal)),
            Fate::Pool(_, e) => Some(Fault::Failed(e.message())),
            Fate::Done(..) | Fate::Declined => None,
        };
        failed |= fault.is_some();
        match fault {
            _ if importer.json => {}
            // each in its place among the reports of the others
            Some(fault) => drop(fault.tell(&here.words)),
            None => out::say(&import_text::report(here, &wish, &fate, importer.dry))?,
        }
        fates.push((wish.path, fate));
    }
    if importer.json {
        let json = import_json::report(here, &fates, importer.dry);
        out::say(&json.pretty())?;
    }
    if failed { Err(Fault::Reported) } else { Ok(()) }
}

/// A refused file as the end of a command: file, line, reason.
pub fn refused(here: &Here, path: &Path, refusal: &Refusal) -> Fault {
    let m = match refusal.line {
        Some(line) => Message::new("cli-refused-at").with("line", line.to_string()),
        None => Message::new("cli-refused"),
    };
    Fault::Failed(
        m.with("file", path.display().to_string())
            .with("reason", here.words.say(&refusal.message)),
    )
}

/// An import that ended early as the end of a command.
pub fn stopped(here: &Here, path: &Path, stop: Stop) -> Fault {
    match stop {
        Stop::Refused(refusal) => refused(here, path, &refusal),
        Stop::Store(e) => e.into(),
        Stop::Cancelled => Fault::Failed(Message::new("app-import-cancelled")),
    }
}

struct Importer<'h> {
    here: &'h Here,
    pool: Pool<'h>,
    json: bool,
    dry: bool,
    yes: bool,
    /// Copies of the pool that are to stay, until one was made.
    backups: usize,
}

impl Importer<'_> {
    fn one(&mut self, wish: &mut Wish) -> Result<Fate, Fault> {
        let asking = out::can_ask() && !self.yes && !self.dry && !self.json;
        let mut plan = match importing::plan(self.pool.reading()?, wish, self.here.today) {
            Ok(plan) => plan,
            Err(refusal) => return Ok(Fate::Refused(None, refusal)),
        };
        if asking
            && wish.day_first.is_none()
            && let Some(question) = plan.questions.first()
        {
            wish.day_first = ask_day(self.here, &question.message)?;
            plan = match importing::plan(self.pool.reading()?, wish, self.here.today) {
                Ok(plan) => plan,
                Err(refusal) => return Ok(Fate::Refused(None, refusal)),
            };
        }
        let preview = !self.json && (self.dry || out::to_terminal());
        if preview {
            out::say(&import_text::preview(self.here, &plan))?;
        }
        if asking {
            let would = match self.read(wish, &plan, true)? {
                Ok(done) => done,
                Err(stop) => return Ok(fate_of(plan, stop)),
            };
            out::say(&import_text::would(self.here, &plan, &would))?;
            if !ask(self.here, &self.here.words.get("cli-ask-import"))? {
                return Ok(Fate::Declined);
            }
        }
        let dry = self.dry;
        // one copy is enough for all files of one command
        wish.backups = std::mem::take(&mut self.backups);
        Ok(match self.read(wish, &plan, dry)? {
            Ok(done) => Fate::Done(Box::new(plan), done),
            Err(stop) => fate_of(plan, stop),
        })
    }

    fn read(&mut self, wish: &Wish, plan: &Plan, dry: bool) -> Result<Result<Done, Stop>, Fault> {
        let here = self.here;
        let store = if dry {
            self.pool.reading()?
        } else {
            self.pool.writing()?
        };
        let visible = std::io::stderr().is_terminal() && !self.json;
        let mut last: Option<Instant> = None;
        let mut progress = |p: Progress| {
            if visible && p.millis > PATIENCE && last.is_none_or(|l| l.elapsed() > PACE) {
                last = Some(Instant::now());
                let percent = (p.bytes.min(p.of) * 100).checked_div(p.of).unwrap_or(0);
                let m = Message::new("cli-progress")
                    .with(
                        "file",
                        super::imports::file_name(&wish.path.to_string_lossy()),
                    )
                    .with("percent", percent.to_string())
                    .with("n", p.rows);
                let _ = write!(std::io::stderr(), "\r\u{1b}[K{}", here.words.say(&m));
            }
        };
        // an interrupt ends the process, and with it the transaction
        let never = AtomicBool::new(false);
        let say = |m: &Message| here.words.say(m);
        let done = importing::run(
            store,
            wish,
            plan,
            dry,
            Timestamp::now(),
            &never,
            &mut progress,
            &say,
        );
        if last.is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
        if !dry && done.is_ok() {
            store.tidy()?;
            // whoever opens the pool next need not wait for it; what cannot be kept now is made then
            if columns::make(store, Cores::All).is_ok() {
                store.tidy()?;
            }
        }
        Ok(done)
    }
}

fn fate_of(plan: Plan, stop: Stop) -> Fate {
    match stop {
        Stop::Refused(refusal) => Fate::Refused(Some(Box::new(plan)), refusal),
        Stop::Store(e) => Fate::Pool(Some(Box::new(plan)), e),
        Stop::Cancelled => Fate::Declined,
    }
}

fn answer(here: &Here, question: &str) -> Result<String, Fault> {
    out::say(&format!("{question} "))?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    if read.is_err() || line.is_empty() {
        // the end of input is no consent
        out::say(&format!("\n{}\n", here.words.get("cli-declined")))?;
    }
    Ok(line.trim().to_lowercase())
}

/// Yes has to be said; anything else is no.
/// Asks a question that is answered with yes or no; anything else is no.
pub fn ask(here: &Here, question: &str) -> Result<bool, Fault> {
    let said = answer(here, question)?;
    Ok(matches!(said.as_str(), "y" | "yes" | "是" | "好"))
}

fn ask_day(here: &Here, question: &Message) -> Result<Option<bool>, Fault> {
    let text = format!(
        "{} {}",
        here.words.say(question),
        here.words.get("cli-ask-day")
    );
    Ok(match answer(here, &text)?.as_str() {
        "d" | "day" | "日" => Some(true),
        "m" | "month" | "月" => Some(false),
        _ => None,
    })
}

/// The pool that is imported into. One that is not there yet is stood in for by an empty one until it is written to.
struct Pool<'h> {
    here: &'h Here,
    path: PathBuf,
    store: Option<Store>,
    /// A folder of ours with an empty pool in it.
    scratch: Option<PathBuf>,
}

impl<'h> Pool<'h> {
    fn new(here: &'h Here) -> Result<Self, Fault> {
        Ok(Pool {
            here,
            path: here.place.pool()?,
            store: None,
            scratch: None,
        })
    }

    fn reading(&mut self) -> Result<&mut Store, Fault> {
        if self.store.is_none() && !self.path.exists() {
            let folder =
                std::env::temp_dir().join(format!("daren-{}-{}", std::process::id(), nanos()));
            let store = Store::open(&folder.join("empty.db"), &self.here.settings.member)?;
            self.scratch = Some(folder);
            return Ok(self.store.insert(store));
        }
        self.opened()
    }

    fn writing(&mut self) -> Result<&mut Store, Fault> {
        if self.scratch.is_some() {
            self.store = None;
            self.clear();
        }
        self.opened()
    }

    fn opened(&mut self) -> Result<&mut Store, Fault> {
        let store = match self.store.take() {
            Some(store) => store,
            None => Store::open(&self.path, &self.here.settings.member)?,
        };
        Ok(self.store.insert(store))
    }

    fn clear(&mut self) {
        if let Some(folder) = self.scratch.take() {
            // the system clears its temporary folder too
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

impl Drop for Pool<'_> {
    fn drop(&mut self) {
        self.store = None;
        self.clear();
    }
}

fn nanos() -> i128 {
    Timestamp::now().as_nanosecond()
}
