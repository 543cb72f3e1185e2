//! Folders for the file picker, the session file, and drafts of notes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::{Opening, Tell, review};
use crate::domain::message::Message;
use crate::domain::review::Review;
use crate::messages::{Draft, Edit, Entry, Msg, Session, Tongue};

/// Something for this lane.
pub enum Job {
    /// Remember where the person is.
    Save(Box<Session>),
    /// List a folder.
    Look(Option<PathBuf>),
    /// Keep a draft.
    Keep(Box<Draft>),
    /// A draft is no longer needed.
    Drop(u32, i64),
    /// Write a text to a file; what is to be noted then goes back to whoever asked.
    Write(PathBuf, String, Option<Box<Edit>>),
    /// Write a review to a file.
    Report(Arc<Review>, PathBuf, Tongue),
}

/// Where drafts lie: a file each beside the session.
fn drafts(opening: &Opening) -> Option<PathBuf> {
    opening.session.as_ref().map(|s| s.with_extension("drafts"))
}

fn draft_file(folder: &Path, creator: u32, note: i64) -> PathBuf {
    folder.join(format!("{creator}-{note}.json"))
}

/// Drafts that were left.
pub fn left_drafts(opening: &Opening) -> Vec<Draft> {
    let files = drafts(opening).and_then(|folder| fs::read_dir(folder).ok());
    let read = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).ok()?;
        let draft: Draft = serde_json::from_str(&text).ok()?;
        let written = entry.metadata().and_then(|m| m.modified()).ok();
        Some((written, draft))
    };
    let mut all: Vec<_> = files
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(read)
        .collect();
    all.sort_by_key(|(written, _)| *written);
    all.into_iter().map(|(_, draft)| draft).collect()
}

/// Written beside and moved into place, forced to the disk: whatever ends the program or the machine, a whole draft is
/// there, this one or the one before.
fn keep_draft(folder: &Path, draft: &Draft) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = draft_file(folder, draft.creator, draft.note);
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = fs::File::create(&beside)?;
    file.write_all(serde_json::to_string(draft)?.as_bytes())?;
    file.sync_data()?;
    fs::rename(&beside, path)
}

/// Writes a file that is not there yet: nobody's is written over.
pub fn write_new(path: &Path, bytes: &[u8], then: Option<Box<Edit>>) -> Msg {
    let write = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)?;
        file.write_all(bytes)?;
        file.sync_data()
    };
    match write() {
        Ok(()) => Msg::Wrote(path.to_owned(), then),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Msg::Exists(path.to_owned()),
        Err(e) => Msg::Failed(cannot_write(path, &e)),
    }
}

/// Why a file was not written.
pub fn cannot_write(path: &Path, e: &std::io::Error) -> Message {
    let m = Message::new("cli-cannot-write-file").with("path", path.display().to_string());
    m.with("detail", e.to_string())
}

/// Ends when the sender goes, after everything handed over is done.
pub fn disk_lane(opening: &Opening, tell: &Tell, jobs: &Receiver<Job>) {
    let left = left_drafts(opening);
    if !left.is_empty() {
        tell(Msg::Drafts(left));
    }
    while let Ok(first) = jobs.recv() {
        // of several sessions only the last one counts
        let mut batch = vec![first];
        batch.extend(jobs.try_iter());
        let last_save = batch.iter().rposition(|j| matches!(j, Job::Save(_)));
        // and of each draft as well
        let about = |job: &Job| match job {
            Job::Keep(draft) => Some((draft.creator, draft.note)),
            Job::Drop(creator, note) => Some((*creator, *note)),
            _ => None,
        };
        let kept: Vec<_> = batch.iter().map(about).collect();
        for (i, job) in batch.into_iter().enumerate() {
            let which = kept.get(i).copied().flatten();
            if which.is_some() && kept.iter().skip(i + 1).any(|later| *later == which) {
                continue;
            }
            match job {
                Job::Keep(draft) => {
                    if let Some(folder) = drafts(opening)
                        && let Err(e) = keep_draft(&folder, &draft)
                    {
                        let message = Message::new("worker-draft");
                        let message = message.with("path", folder.display().to_string());
                        tell(Msg::Failed(message.with("why", e.to_string())));
                    }
                }
                Job::Drop(creator, note) => {
                    if let Some(folder) = drafts(opening) {
                        // one that was never written is as good as gone
                        let _ = fs::remove_file(draft_file(&folder, creator, note));
                    }
                }
                Job::Save(session) if Some(i) == last_save => {
                    if let Some(path) = &opening.session
                        && let Err(e) = save(path, &session)
                    {
                        tell(Msg::Failed(
                            Message::new("worker-session")
                                .with("path", path.display().to_string())
                                .with("why", e.to_string()),
                        ));
                    }
                }
                Job::Save(_) => {}
                Job::Write(path, text, then) => tell(write_new(&path, text.as_bytes(), then)),
                Job::Report(review, path, tongue) => tell(review::save(&review, &path, &tongue)),
                Job::Look(folder) => tell(look(folder.as_deref().unwrap_or(&opening.folder))),
            }
        }
    }
}

/// Written beside and moved into place, so that a cut line never leaves half a file. It is not forced to the disk: that
/// can take longer than there is time after a hang-up, and a power cut costs no more than the place.
fn save(path: &Path, session: &Session) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let text = serde_json::to_string(session)?;
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

/// Reads a session; one that cannot be read is as none.
pub fn load(path: &Path) -> Session {
    fs::read_to_string(path)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Files that can hold creators, newest first: what was just downloaded is on top. Then folders, then files whose name does
/// not say what they are.
pub fn look(folder: &Path) -> Msg {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let listing = match fs::read_dir(&folder) {
        Ok(listing) => listing,
        Err(e) => {
            let message = Message::new("worker-folder").with("path", folder.display().to_string());
            return Msg::Failed(message.with("why", e.to_string()));
        }
    };
    let mut entries = Vec::new();
    for entry in listing.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(meta) = fs::metadata(entry.path()) else {
            continue;
        };
        let wanted = meta.is_dir() || readable_name(&name);
        if name.starts_with('.') || !wanted {
            continue;
        }
        let changed = meta
            .modified()
            .ok()
            .and_then(|t| jiff::Timestamp::try_from(t).ok());
        entries.push((
            changed,
            Entry {
                name,
                folder: meta.is_dir(),
                size: meta.len(),
                changed: changed.map(local).unwrap_or_default(),
            },
        ));
    }
    let rank = |e: &Entry| match Path::new(&e.name).extension() {
        _ if e.folder => 1,
        Some(_) => 0,
        None => 2,
    };
    entries.sort_by(|(a_at, a), (b_at, b)| {
        rank(a).cmp(&rank(b)).then_with(|| {
            if a.folder {
                a.name.cmp(&b.name)
            } else {
                b_at.cmp(a_at)
            }
        })
    });
    Msg::Looked(folder, entries.into_iter().map(|(_, e)| e).collect())
}

/// A time as people write it, where the person is.
pub fn local(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

fn readable_name(name: &str) -> bool {
    let extension = Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase());
    extension.is_none_or(|e| matches!(e.as_str(), "csv" | "tsv" | "txt" | "xlsx" | "xlsm" | "tab"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_downloaded_is_on_top() {
        let dir = tempfile::tempdir().unwrap();
        let at = |seconds| std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        for (name, seconds) in [
            ("old.csv", 10),
            ("daren", 40),
            ("new.xlsx", 20),
            ("a.exe", 30),
        ] {
            let file = fs::File::create(dir.path().join(name)).unwrap();
            file.set_modified(at(seconds)).unwrap();
        }
        fs::create_dir(dir.path().join("2026.11")).unwrap();
        let Msg::Looked(_, entries) = look(dir.path()) else {
            unreachable!("the folder is there");
        };
        let names: Vec<&str> = entries.iter().map(|e| &*e.name).collect();
        assert_eq!(names, ["new.xlsx", "old.csv", "2026.11", "daren"]);
    }

    #[test]
    fn sessions_read_back_and_broken_ones_are_as_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep").join("session.json");
        let session = Session {
            query: "cat:美妆".into(),
            marks: vec![3, 4],
            ..Session::default()
        };
        save(&path, &session).unwrap();
        assert_eq!(load(&path), session);
        fs::write(&path, "{\"query\":").unwrap();
        assert_eq!(load(&path), Session::default());
        assert_eq!(load(&dir.path().join("none")), Session::default());
    }
}
