//! `daren review`: a campaign, or some days, as a report.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::{out, question};
use crate::domain::creator::Period;
use crate::domain::message::Message;
use crate::domain::review::{Days, Review, Scope, Section, Subject};
use crate::report::review::{Format, With, write, write_section};
use crate::store::{Store, StoreError};
use crate::worker::returns::Looking;
use crate::worker::review;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let path = matches.get_one::<PathBuf>("out");
    // as other programs have it
    let path = path.filter(|p| p.as_os_str() != "-");
    let format = format(matches, path.map(PathBuf::as_path))?;
    let store = question::reader(here)?;
    let scope = scope(&store, matches)?;
    let pool = question::pool(here, &store, false)?;
    let at = Looking {
        rules: &here.settings.returns,
        schemes: &here.settings.schemes,
        rates: &here.settings.rates,
        today: here.today,
    };
    let found = review::review(&store, &pool, &scope, &here.settings.budget, &at)?;
    let say = |m: &Message| here.words.say(m);
    let with = With {
        say: &say,
        lang: here.words.lang().key(),
        raw: matches.get_flag("raw"),
    };
    let section = matches.get_one::<String>("section");
    let section = section.map(|name| one_of(&found, name)).transpose()?;
    let mut bytes = Vec::new();
    match section {
        Some(section) => write_section(&found, section, format, with, &mut bytes)?,
        None => write(&found, format, with, &mut bytes)?,
    }
    let Some(path) = path else {
        let mut to = out::stdout();
        to.write_all(&bytes)?;
        return Ok(to.flush()?);
    };
    save(path, &bytes, matches.get_flag("force"))?;
    let said = Message::new("review-saved").with("path", path.display().to_string());
    Ok(out::say(&format!("{}\n", here.words.say(&said)))?)
}

/// A file is not written over, unless somebody wants it so.
fn save(path: &Path, bytes: &[u8], force: bool) -> Result<(), Fault> {
    let name = || path.display().to_string();
    let write = |path: &Path| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    let written = match force {
        false => write(path),
        // the old one stays until the new one is whole
        true => {
            let mut beside = path.as_os_str().to_owned();
            beside.push(format!(".{}", std::process::id()));
            let beside = PathBuf::from(beside);
            let done = write(&beside).and_then(|()| std::fs::rename(&beside, path));
            if done.is_err() {
                let _ = std::fs::remove_file(&beside);
            }
            done
        }
    };
    written.map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Fault::Failed(Message::new("cli-review-exists").with("path", name()))
        }
        _ => Fault::Failed(
            Message::new("cli-cannot-write-file")
                .with("path", name())
                .with("detail", e.to_string()),
        ),
    })
}

/// The one that is named, else that of the file's name, else what is read.
fn format(matches: &ArgMatches, path: Option<&Path>) -> Result<Format, Fault> {
    let named = matches.get_one::<String>("format");
    let end = path.and_then(|p| p.extension()?.to_str());
    let found = match (named, end) {
        (Some(named), _) => Format::from_key(named),
        (None, Some(end)) => Format::from_key(&end.to_lowercase()),
        (None, None) => None,
    };
    let format = match (found, path) {
        (Some(format), _) => format,
        (None, None) => Format::Markdown,
        (None, Some(_)) => return Err(Fault::Usage(Message::new("cli-review-form"))),
    };
    // nobody reads a workbook on a terminal
    if format == Format::Xlsx && path.is_none() && out::to_terminal() {
        return Err(Fault::Usage(Message::new("cli-review-xlsx")));
    }
    let whole = matches!(format, Format::Xlsx | Format::Html);
    if whole && matches.get_one::<String>("section").is_some() {
        return Err(Fault::Usage(Message::new("cli-review-section-xlsx")));
    }
    Ok(format)
}

fn one_of<'r>(found: &'r Review, name: &str) -> Result<(&'r str, &'r Section), Fault> {
    let all = found.boards.iter();
    let mut all = all.flat_map(|b| b.sections.iter().map(move |s| (b.id, s)));
    let is = |(board, section): &(&str, &Section)| format!("{board}.{}", section.id) == name;
    match all.find(is) {
        Some(found) => Ok(found),
        None => {
            let all = found.boards.iter();
            let all =
                all.flat_map(|b| b.sections.iter().map(move |s| format!("{}.{}", b.id, s.id)));
            let known: Vec<String> = all.collect();
            let said = Message::new("cli-review-section").with("name", name);
            Err(Fault::Usage(said.with("known", known.join(", "))))
        }
    }
}

/// Days of a period; a period that has no beginning is one day.
fn of_period(period: &Period) -> Option<Days> {
    Days::of(period.start.unwrap_or(period.end), period.end)
}

fn scope(store: &Store, matches: &ArgMatches) -> Result<Scope, Fault> {
    let campaign = matches.get_one::<String>("campaign");
    let period = matches.get_one::<Period>("period");
    let subject = match (campaign, period.and_then(of_period)) {
        (Some(name), _) => Subject::Campaign(known(store, name)?),
        (None, Some(days)) => Subject::Days(days),
        (None, None) => {
            let names = names(store)?;
            let id = if names.is_empty() {
                "cli-review-what-period"
            } else {
                "cli-review-what"
            };
            return Err(Fault::Usage(
                Message::new(id).with("names", names.join(", ")),
            ));
        }
    };
    let against = matches.get_one::<String>("against");
    let against = against.map(|text| match Period::parse(text) {
        Some(period) => of_period(&period).map(Subject::Days).ok_or_else(|| {
            Fault::Usage(Message::new("cli-review-against").with("text", text.as_str()))
        }),
        None => Ok(Subject::Campaign(known(store, text)?)),
    });
    Ok(Scope {
        subject,
        against: against.transpose()?,
    })
}

fn names(store: &Store) -> Result<Vec<String>, Fault> {
    let all = store.view(|v| v.campaigns())?;
    let worked = all.into_iter().filter(|c| c.deals > 0);
    Ok(worked.map(|c| c.name.to_string()).collect())
}

/// The campaign of this name, as the pool file has it.
fn known(store: &Store, name: &str) -> Result<String, Fault> {
    let fold = crate::text::fold_key(name.trim());
    let all = store.view(|v| v.campaigns())?;
    // the very name, or the only one with this in it
    let whole = all.iter().find(|c| crate::text::fold_key(&c.name) == fold);
    let mut like = all
        .iter()
        .filter(|c| crate::text::fold_key(&c.name).contains(&fold));
    let only = like.next().filter(|_| like.next().is_none());
    match whole.or(only.filter(|_| !fold.is_empty())) {
        Some(found) => Ok(found.name.to_string()),
        None => {
            let names: Vec<&str> = all.iter().map(|c| &*c.name).collect();
            if names.is_empty() {
                return Err(StoreError::NoSuchCampaign(name.to_owned()).into());
            }
            let said = Message::new("cli-review-campaign").with("name", name);
            Err(Fault::Usage(said.with("names", names.join(", "))))
        }
    }
}
