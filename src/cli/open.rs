//! Opens the tool on a pool.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

use super::fault::Fault;
use super::here::Here;
use super::place::variable;
use crate::app::keymap::Keymap;
use crate::app::settings::Settings;
use crate::domain::message::Message;
use crate::messages::Session;
use crate::store::Store;
use crate::text;
use crate::words::Words;
use crate::{tui, worker};

/// Whether there is a terminal that can show screens; else the sentence that says what to use instead.
pub fn check_terminal() -> Result<(), Fault> {
    let dumb = variable("TERM").is_none_or(|t| t == "dumb") && cfg!(unix);
    let tty = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if dumb || !tty {
        let id = if tty {
            "cli-dumb-terminal"
        } else {
            "cli-no-terminal"
        };
        return Err(Fault::Usage(Message::new(id)));
    }
    Ok(())
}

/// Runs the tool until the person leaves it. A pool that is not there yet is made.
/// `label` stands for the file's name where that says nothing to a person.
pub fn open(here: &Here, pool: &Path, label: Option<&str>) -> Result<(), Fault> {
    check_terminal()?;
    // before the screen is taken over: what is wrong with the file is said in one line, and the data threads, which
    // open it each for itself, find it made and up to date
    let store = Store::open(pool, &here.settings.member)?;
    let pool = store.path().to_owned();
    let mut settings: Settings = here.settings.clone();
    let name = pool
        .file_name()
        .map(|n| text::clean(&n.to_string_lossy()).into_owned());
    settings.zone = jiff::tz::TimeZone::system();
    settings.pool = label.map(str::to_owned).or(name).unwrap_or_default();
    let session = here.place.session(&pool, &settings.member);
    let mut remembered = session.as_deref().map(remembered).unwrap_or_default();
    if let Some(id) = remembered.start_view {
        // one that somebody has deleted is as none
        let views = store.views().unwrap_or_default();
        if let Some(view) = views.iter().find(|v| v.id == id) {
            remembered.begin_with(view);
        }
    }
    drop(store);
    let opening = tui::Opening {
        keymap: Arc::new(Keymap::new(&here.overrides).map_err(Fault::Usage)?),
        words: Arc::new(Words::new(here.words.lang())),
        session: remembered,
        colours: variable("NO_COLOR").is_none(),
        settings: Arc::new(settings),
    };
    let words = Words::new(here.words.lang());
    let data = worker::Opening {
        say: Arc::new(move |m: &Message| words.say(m)),
        today: super::here::today,
        now: jiff::Timestamp::now,
        pool,
        member: here.settings.member.clone(),
        backups: here.settings.backups,
        schemes: here.settings.schemes.clone(),
        rates: here.settings.rates.clone(),
        rules: here.settings.returns.clone(),
        session,
        folder: std::env::current_dir().unwrap_or_default(),
    };
    tui::run(opening, |tell| worker::Worker::start(data, tell))
        .map_err(|detail| Fault::Failed(Message::new("cli-tool-ended").with("detail", detail)))
}

/// Where the person was; a session that cannot be read is as none.
fn remembered(path: &Path) -> Session {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}
