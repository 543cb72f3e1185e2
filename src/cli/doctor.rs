//! `daren doctor`: whether everything the tool stands on is as it should be. It looks, and changes nothing.
//!
//! Three grades: fine, worth knowing, wrong. Only what is wrong makes the status 1.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::place::variable;
use super::{backup, imports, out, rescue};
use crate::domain::message::Message;
use crate::store::{Store, StoreError, may};
use crate::text;
use crate::tui;
use crate::words::Words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Fine,
    Note,
    Wrong,
}

/// What was looked at, how it is, and what to do where it is not well.
struct Finding {
    grade: Grade,
    what: &'static str,
    how: String,
}

struct Report<'h> {
    words: &'h Words,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, grade: Grade, what: &'static str, how: impl Into<String>) {
        self.findings.push(Finding {
            grade,
            what,
            how: how.into(),
        });
    }

    fn fine(&mut self, what: &'static str, how: impl Into<String>) {
        self.add(Grade::Fine, what, how);
    }

    fn say(&mut self, grade: Grade, what: &'static str, message: &Message) {
        let how = self.words.say(message);
        self.add(grade, what, how);
    }
}

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    if let Some(to) = matches.get_one::<PathBuf>("rescue") {
        return rescue::run(here, to);
    }
    let mut report = Report {
        words: &here.words,
        findings: Vec::new(),
    };
    report.fine(
        "cli-doctor-version",
        format!("daren {}", env!("CARGO_PKG_VERSION")),
    );
    settings(here, &mut report);
    match here.place.pool() {
        Ok(path) => pool(&path, &mut report),
        Err(fault) => {
            let how = fault.ending(&here.words).1.unwrap_or_default();
            report.add(Grade::Wrong, "cli-doctor-pool", how);
        }
    }
    terminal(&mut report);
    write(here, &report)
}

fn write(here: &Here, report: &Report<'_>) -> Result<(), Fault> {
    let labels: Vec<String> = report
        .findings
        .iter()
        .map(|f| here.words.get(f.what))
        .collect();
    let wide = labels.iter().map(|l| text::width(l)).max().unwrap_or(0);
    let mut to = out::stdout();
    for (finding, label) in report.findings.iter().zip(&labels) {
        let mark = match (finding.grade, here.settings.ascii) {
            (Grade::Fine, false) => "✓",
            (Grade::Note, false) => "·",
            (Grade::Wrong, false) => "✗",
            (Grade::Fine, true) => "+",
            (Grade::Note, true) => "-",
            (Grade::Wrong, true) => "x",
        };
        writeln!(to, "{mark} {}  {}", text::pad_end(label, wide), finding.how)?;
    }
    let wrong = report
        .findings
        .iter()
        .filter(|f| f.grade == Grade::Wrong)
        .count();
    let verdict = if wrong == 0 {
        here.words.get("cli-doctor-well")
    } else {
        here.words
            .say(&Message::new("cli-doctor-wrong").with("n", wrong))
    };
    writeln!(to, "\n{verdict}")?;
    to.flush()?;
    if wrong == 0 {
        Ok(())
    } else {
        Err(Fault::Reported)
    }
}

fn settings(here: &Here, report: &mut Report<'_>) {
    let Some((path, _)) = here.place.config() else {
        return report.say(
            Grade::Note,
            "cli-doctor-settings",
            &Message::new("cli-no-home"),
        );
    };
    match &here.wrong {
        Some(wrong) => {
            let m = wrong.message(&here.words, &path);
            report.say(Grade::Wrong, "cli-doctor-settings", &m);
        }
        None if path.exists() => report.fine("cli-doctor-settings", path.display().to_string()),
        None => {
            let m = Message::new("cli-doctor-no-settings").with("path", path.display().to_string());
            report.say(Grade::Fine, "cli-doctor-settings", &m);
        }
    }
    report.fine("cli-doctor-member", here.settings.member.clone());
}

fn pool(path: &Path, report: &mut Report<'_>) {
    let shown = path.display().to_string();
    if !path.exists() {
        let m = Message::new("cli-doctor-no-pool").with("path", shown);
        report.say(Grade::Note, "cli-doctor-pool", &m);
        return folder(path, report);
    }
    report.fine("cli-doctor-pool", shown);
    folder(path, report);
    // what keeps the tool from opening it is what is wrong with it
    let store = match Store::open_reader(path) {
        Ok(store) => store,
        Err(e) => {
            report.say(Grade::Wrong, "cli-doctor-file", &e.message());
            return what_to_do(path, &e, report);
        }
    };
    backups(path, report);
    match store.integrity() {
        Ok(wrong) if wrong.is_empty() => {
            report.say(
                Grade::Fine,
                "cli-doctor-integrity",
                &Message::new("cli-doctor-sound"),
            );
        }
        Ok(wrong) => {
            let detail = wrong.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
            let m = Message::new("cli-doctor-unsound").with("detail", detail);
            report.say(Grade::Wrong, "cli-doctor-integrity", &m);
            advise(path, report);
        }
        Err(e) => {
            report.say(Grade::Wrong, "cli-doctor-integrity", &e.message());
            what_to_do(path, &e, report);
        }
    }
    let facts = match store.file_facts() {
        Ok(facts) => facts,
        Err(e) => return report.say(Grade::Wrong, "cli-doctor-file", &e.message()),
    };
    if let Some(kind) = &facts.file_system {
        // a network drive was refused above
        report.fine("cli-doctor-file-system", kind.clone());
    }
    let (found, known) = facts.schema;
    let m = Message::new("cli-doctor-schema-of")
        .with("found", found.to_string())
        .with("known", known.to_string());
    // an older one is brought up to date by the first write
    let grade = if found > known {
        Grade::Wrong
    } else {
        Grade::Fine
    };
    report.say(grade, "cli-doctor-schema", &m);
    let grade = if facts.journal_mode == "wal" {
        Grade::Fine
    } else {
        Grade::Note
    };
    let engine = format!("SQLite {}, {}", facts.engine, facts.journal_mode);
    report.add(grade, "cli-doctor-engine", engine);
    let size = |n: u64| text::grouped(&n.to_string());
    let m = Message::new("cli-doctor-bytes")
        .with("file", size(facts.bytes))
        .with("log", size(facts.log_bytes));
    report.say(Grade::Fine, "cli-doctor-size", &m);
    let m = Message::new("cli-doctor-holds")
        .with("creators", facts.creators)
        .with("observations", facts.observations)
        .with("imports", facts.imports)
        .with("changes", facts.changes);
    report.say(Grade::Fine, "cli-doctor-counts", &m);
}

/// When the last copy was made.
fn backups(path: &Path, report: &mut Report<'_>) {
    let all = backup::all(path);
    let m = match all.first() {
        Some(newest) => {
            let why = format!("cli-backup-{}", newest.why.key());
            Message::new("cli-doctor-backups-of")
                .with("n", all.len())
                .with("at", imports::local(newest.at))
                .with("why", report.words.get(&why))
        }
        None => Message::new("cli-doctor-no-backups"),
    };
    report.say(Grade::Fine, "cli-doctor-backups", &m);
}

/// Where something is lost.
fn what_to_do(path: &Path, e: &StoreError, report: &mut Report<'_>) {
    if matches!(e, StoreError::Damaged { .. } | StoreError::NotAPool(_)) {
        advise(path, report);
    }
}

fn advise(path: &Path, report: &mut Report<'_>) {
    let newest = backup::all(path).first().map(|b| imports::local(b.at));
    let m = Message::new("cli-doctor-what-to-do").with("backup", newest.unwrap_or("none".into()));
    report.say(Grade::Note, "cli-doctor-file", &m);
}

/// Who may write the pool, its companions and its folder.
fn folder(path: &Path, report: &mut Report<'_>) {
    let mut refused: Vec<PathBuf> = Vec::new();
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let file = PathBuf::from(name);
        // not by opening it, which would drop the locks of whoever has it open here
        if file.exists() && may(&file, true).is_err() {
            refused.push(file);
        }
    }
    let mode = mode(path);
    if refused.is_empty() {
        if let Some(mode) = mode {
            report.fine("cli-doctor-permissions", mode);
        }
        return;
    }
    let all: Vec<String> = refused.iter().map(|p| p.display().to_string()).collect();
    let m = Message::new("cli-doctor-not-writable")
        .with("files", all.join(", "))
        .with("mode", mode.unwrap_or_default());
    report.say(Grade::Wrong, "cli-doctor-permissions", &m);
}

/// Permission bits as `ls` shows them to those who know numbers: `0664`, and those of the folder.
#[cfg(unix)]
fn mode(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let of = |p: &Path| {
        let meta = std::fs::metadata(p).ok()?;
        Some(format!("{:04o}", meta.permissions().mode() & 0o7777))
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    Some(format!(
        "{} ({})",
        of(path)?,
        of(folder.unwrap_or_else(|| Path::new(".")))?
    ))
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<String> {
    None
}

fn terminal(report: &mut Report<'_>) {
    let get = |name: &str| {
        variable(name)
            .map(|v| text::clean(&v.to_string_lossy()).into_owned())
            .unwrap_or_default()
    };
    let term = get("TERM");
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        let size = tui::told_size()
            .map(|(w, h)| format!("{w}×{h}"))
            .unwrap_or_default();
        let dumb = term.is_empty() || term == "dumb";
        let grade = if dumb { Grade::Note } else { Grade::Fine };
        report.add(grade, "cli-doctor-terminal", format!("TERM={term} {size}"));
    } else {
        let m = Message::new("cli-doctor-no-terminal").with("term", term);
        report.say(Grade::Note, "cli-doctor-terminal", &m);
    }
    let colours = if variable("NO_COLOR").is_some() {
        "NO_COLOR".to_owned()
    } else {
        match get("COLORTERM") {
            none if none.is_empty() => "16".to_owned(),
            more => format!("COLORTERM={more}"),
        }
    };
    report.fine("cli-doctor-colours", colours);
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .map(get)
        .find(|v| !v.is_empty())
        .unwrap_or_default();
    let folded = locale.to_lowercase().replace('-', "");
    if folded.contains("utf8") || cfg!(windows) {
        report.fine("cli-doctor-locale", locale);
    } else {
        let m = Message::new("cli-doctor-not-utf8").with("locale", locale);
        report.say(Grade::Note, "cli-doctor-locale", &m);
    }
}
