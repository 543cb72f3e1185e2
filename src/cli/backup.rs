//! `daren backup` and `daren restore`: copies of the whole pool, and bringing one back.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use jiff::Timestamp;

use super::edit::wants_json;
use super::fault::Fault;
use super::here::Here;
use super::imports::local;
use super::{import, out, question};
use crate::domain::message::Message;
use crate::report::Json;
use crate::report::{Cell, Heading, Table};
use crate::store::{BackupFile, Store, StoreError, Why, backups_of, check_backup};
use crate::text::grouped;

/// Makes a copy, and makes sure that it can be brought back.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let store = question::reader(here)?;
    let to = match matches.get_one::<PathBuf>("file") {
        Some(path) => {
            store.back_up(path)?;
            path.clone()
        }
        None => match store.keep_backup(Why::Wished, 0, Timestamp::now())? {
            Some(path) => path,
            None => return Err(Fault::Failed(Message::new("cli-backup-empty"))),
        },
    };
    let (creators, changes) = check_backup(&to)?;
    let bytes = std::fs::metadata(&to).map_or(0, |m| m.len());
    if wants_json(matches) {
        let made = Json::object([
            ("path", Json::Text(to.display().to_string())),
            ("bytes", bytes.into()),
            ("creators", creators.into()),
            ("changes", changes.into()),
        ]);
        return Ok(out::say(&made.pretty())?);
    }
    let m = Message::new("cli-backed-up")
        .with("path", to.display().to_string())
        .with("size", size(bytes))
        .with("n", creators);
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}

/// Bytes as people say them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", grouped(&bytes.div_ceil(1_000_000).to_string())),
    }
}

/// Lists the copies there are, or brings one back.
pub fn restore(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let pool = here.place.pool()?;
    // links lead to where the copies are
    let pool = pool.canonicalize().unwrap_or(pool);
    let backups = backups_of(&pool);
    let Some(which) = matches.get_one::<String>("which") else {
        return list(here, matches, &pool, &backups);
    };
    let chosen = which
        .parse::<usize>()
        .ok()
        .and_then(|n| backups.get(n.checked_sub(1)?));
    let from = match chosen {
        Some(backup) => backup.path.clone(),
        None => PathBuf::from(which),
    };
    if !from.exists() {
        let m = Message::new("cli-no-backup").with("which", which.as_str());
        return Err(Fault::Failed(m));
    }
    let (creators, _) = check_backup(&from)?;
    let said = |id| {
        Message::new(id)
            .with("path", from.display().to_string())
            .with("n", creators)
    };
    if out::can_ask() && !matches.get_flag("yes") {
        let question = here.words.say(&said("cli-ask-restore"));
        if !import::ask(here, &question)? {
            let no = here.words.get("cli-restore-declined");
            return Ok(out::say(&format!("{no}\n"))?);
        }
    }
    let kept = put_back(here, &pool, &from)?;
    if wants_json(matches) {
        let done = Json::object([
            ("restored", Json::Text(from.display().to_string())),
            ("creators", creators.into()),
            (
                "kept",
                Json::text(kept.map(|k| k.display().to_string()).as_deref()),
            ),
        ]);
        return Ok(out::say(&done.pretty())?);
    }
    let mut lines = vec![here.words.say(&said("cli-restored"))];
    if let Some(kept) = kept {
        let m = Message::new("cli-restore-kept").with("path", kept.display().to_string());
        lines.push(here.words.say(&m));
    }
    Ok(out::say(&format!("{}\n", lines.join("\n")))?)
}

/// Brings a copy back. What was there is kept: as a copy, or where it cannot even be read, as it is under another name.
/// Returns where.
fn put_back(here: &Here, pool: &Path, from: &Path) -> Result<Option<PathBuf>, Fault> {
    let now = Timestamp::now();
    let kept = if pool.exists() {
        let keep = || {
            let store = Store::open(pool, &here.settings.member)?;
            store.keep_backup(Why::Restore, 3, now)
        };
        match keep() {
            Ok(kept) => kept,
            Err(StoreError::Damaged { .. } | StoreError::NotAPool(_)) => {
                Some(set_aside(pool, now)?)
            }
            Err(e) => return Err(e.into()),
        }
    } else {
        None
    };
    let mut store = Store::open(pool, &here.settings.member)?;
    store.bring_back(from, now)?;
    store.tidy()?;
    Ok(kept)
}

/// Gives a pool that cannot be read another name, with its log.
fn set_aside(pool: &Path, at: Timestamp) -> Result<PathBuf, Fault> {
    let stamp = at.strftime("%Y%m%dT%H%M%S");
    let named = |end: &str| {
        let mut name = pool.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let aside = named(&format!(".damaged-{stamp}"));
    for end in ["", "-wal", "-shm"] {
        let from = named(end);
        if from.exists() {
            let mut to = aside.clone().into_os_string();
            to.push(end);
            std::fs::rename(&from, to).map_err(|e| {
                let m = Message::new("cli-cannot-move").with("path", from.display().to_string());
                Fault::Failed(m.with("why", e.to_string()))
            })?;
        }
    }
    Ok(aside)
}

fn list(
    here: &Here,
    matches: &ArgMatches,
    pool: &Path,
    backups: &[BackupFile],
) -> Result<(), Fault> {
    if wants_json(matches) {
        let all = backups.iter().zip(1u64..).map(|(b, n)| {
            Json::object([
                ("number", n.into()),
                ("path", Json::Text(b.path.display().to_string())),
                ("at", Json::Text(b.at.to_string())),
                ("why", Json::Text(b.why.key().to_owned())),
                ("bytes", b.bytes.into()),
            ])
        });
        return Ok(out::say(&Json::List(all.collect()).pretty())?);
    }
    if backups.is_empty() {
        let m = Message::new("cli-no-backups").with("path", pool.display().to_string());
        return Ok(out::say(&format!("{}\n", here.words.say(&m)))?);
    }
    let heading = |(key, align_right): (&str, bool)| Heading {
        title: here.words.get(&format!("cli-restore-{key}")),
        key: key.to_owned(),
        align_right,
    };
    Ok(out::table(&Table {
        columns: [
            ("number", true),
            ("at", false),
            ("why", false),
            ("size", true),
            ("file", false),
        ]
        .map(heading)
        .into(),
        rows: backups
            .iter()
            .zip(1..)
            .map(|(b, n)| {
                let file = b.path.file_name().unwrap_or_default();
                vec![
                    Cell::Number(n.to_string()),
                    Cell::Text(local(b.at)),
                    Cell::Text(here.words.get(&format!("cli-backup-{}", b.why.key()))),
                    Cell::Text(size(b.bytes)),
                    Cell::Text(file.to_string_lossy().into_owned()),
                ]
            })
            .collect(),
    })?)
}

/// The copies of a pool, newest first.
pub fn all(pool: &Path) -> Vec<BackupFile> {
    let pool = pool.canonicalize().unwrap_or_else(|_| pool.to_owned());
    backups_of(&pool)
}
