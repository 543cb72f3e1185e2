//! Whom a command is about: creators that match a query, or handles, a line each, from a file or another program.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::question;
use crate::domain::creator::{Platform, Record};
use crate::domain::message::Message;
use crate::intake;
use crate::report::Json;
use crate::store::{Store, StoreError};
use crate::text;

/// Names that are said of those that nobody in the pool has.
const SAID: usize = 5;

/// The creators a command is about.
#[derive(Debug, Default)]
pub struct Whom {
    /// In the order they were named.
    pub ids: Vec<u32>,
    /// Handles that nobody in the pool has.
    pub unknown: Vec<String>,
    /// Handles that several creators have, on several platforms.
    pub several: Vec<String>,
}

/// The pool file, which has to be there: only an import makes one.
pub fn existing(here: &Here) -> Result<PathBuf, Fault> {
    let path = here.place.pool()?;
    if path.exists() {
        Ok(path)
    } else {
        Err(StoreError::NotFound(path).into())
    }
}

/// The pool file, for writing.
pub fn writer(here: &Here) -> Result<Store, Fault> {
    Ok(Store::open(&existing(here)?, &here.settings.member)?)
}

/// As the options say. Somebody has to be named: nothing at all is not everybody.
pub fn whom(here: &Here, store: &Store, matches: &ArgMatches) -> Result<Whom, Fault> {
    let platform = platform(matches);
    if let Some(file) = matches.get_one::<PathBuf>("handles") {
        return by_handles(store, &read(file)?, platform);
    }
    let asked = matches.get_many::<String>("query").is_some();
    if !asked && !matches.get_flag("all") {
        return Err(Fault::Usage(Message::new("cli-whom")));
    }
    let filter = question::filter(here, matches)?;
    let (_, answer) = question::ask(here, store, &filter, &[], false, false)?;
    Ok(Whom {
        ids: answer.ids.all().to_vec(),
        ..Whom::default()
    })
}

/// The platform option.
pub fn platform(matches: &ArgMatches) -> Option<Platform> {
    let named = matches.get_one::<String>("platform");
    named.and_then(|p| Platform::parse(p))
}

/// A text from a file, or from standard input where that is `-`.
pub fn read(file: &Path) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let done = if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(file).map(|all| bytes = all)
    };
    done.map_err(|e| {
        let m = Message::new("cli-cannot-read").with("path", file.display().to_string());
        Fault::Failed(m.with("detail", e.to_string()))
    })?;
    // a mark of the encoding at its beginning is no part of the first handle
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn by_handles(store: &Store, text: &str, platform: Option<Platform>) -> Result<Whom, Fault> {
    let mut whom = Whom::default();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let found = named(store, line, platform)?;
        match found.as_slice() {
            [] => whom.unknown.push(text::clean(line).into_owned()),
            [one] if whom.ids.contains(&one.id) => {}
            [one] => whom.ids.push(one.id),
            _ => whom.several.push(text::clean(line).into_owned()),
        }
    }
    Ok(whom)
}

/// The creators who go by a handle, a profile link or a platform id. Whoever does now comes before those who did.
pub fn named(
    store: &Store,
    name: &str,
    platform: Option<Platform>,
) -> Result<Vec<Record>, StoreError> {
    let (said, name) = Platform::before(name);
    let platform = said.or(platform);
    let short = intake::handle_of(name).map_or_else(|| name.trim().to_owned(), |h| h.into_owned());
    let mut found = store.creators(&store.find(&short, platform)?)?;
    let key = short.to_lowercase();
    let now = |r: &Record| {
        r.identity.handle_key() == key || r.identity.platform_id.as_deref() == Some(&*short)
    };
    if found.iter().any(now) {
        found.retain(now);
    }
    Ok(found)
}

/// The one creator who is meant.
pub fn one(store: &Store, name: &str, platform: Option<Platform>) -> Result<Record, Fault> {
    let mut found = named(store, name, platform)?;
    if found.len() > 1 {
        let platforms: Vec<&str> = found.iter().map(|r| r.identity.platform.key()).collect();
        return Err(Fault::Failed(
            Message::new("cli-several-creators")
                .with("name", text::clean(name).into_owned())
                .with("platforms", platforms.join(", ")),
        ));
    }
    found.pop().ok_or_else(|| {
        Fault::Failed(
            Message::new("cli-no-such-creator").with("name", text::clean(name).into_owned()),
        )
    })
}

impl Whom {
    /// Says on stderr who was left out; nobody left to do it for is a failure.
    pub fn complain(&self, here: &Here) -> Result<(), Fault> {
        for (id, names) in [
            ("cli-whom-unknown", &self.unknown),
            ("cli-whom-several", &self.several),
        ] {
            if !names.is_empty() {
                let some: Vec<&str> = names.iter().take(SAID).map(String::as_str).collect();
                let more = if names.len() > SAID { ", …" } else { "" };
                let m = Message::new(id)
                    .with("n", names.len())
                    .with("names", format!("{}{more}", some.join(", ")));
                let mut err = std::io::stderr();
                writeln!(err, "daren: {}", here.words.say(&m))?;
            }
        }
        if self.ids.is_empty() {
            return Err(Fault::Failed(Message::new("cli-whom-nobody")));
        }
        Ok(())
    }

    /// Who was left out, for JSON.
    pub fn left_out(&self) -> [(String, Json); 2] {
        [
            ("unknown".to_owned(), Json::texts(&self.unknown)),
            ("ambiguous".to_owned(), Json::texts(&self.several)),
        ]
    }
}
