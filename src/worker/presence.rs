//! Who has the pool open.
//!
//! Whoever opens it lays a small file into a folder beside it and holds a lock on that file, which the system lets go of
//! however the program ends; a file without its lock is nobody's and is taken away by the next one who looks. Nothing is
//! ever written into the pool for it, and nothing while people work.

use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// Somebody who has the pool open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Present {
    /// Which member.
    pub member: String,
    /// Since when.
    pub since: Timestamp,
}

/// As long as it is there, one is said to be here.
#[derive(Debug)]
pub struct Here {
    path: PathBuf,
    /// Holds the lock.
    _file: File,
}

impl Drop for Here {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        // the last one leaves nothing behind; while others are there, the folder stays
        if let Some(folder) = self.path.parent() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folder beside a pool.
pub fn folder_of(pool: &Path) -> PathBuf {
    pool.with_extension("open")
}

/// Says that `member` is here. Where that cannot be written nobody is told, and nothing else is lost.
pub fn enter(pool: &Path, member: &str, now: Timestamp) -> Option<Here> {
    let folder = folder_of(pool);
    fs::create_dir_all(&folder).ok()?;
    let pid = std::process::id();
    // under its name only once it is locked, or somebody would take it for one that was left behind
    let mut nth = 0;
    let (beside, path, mut file) = loop {
        let beside = folder.join(format!(".{pid}-{nth}"));
        let path = folder.join(format!("{pid}-{nth}"));
        match File::create_new(&beside) {
            Ok(file) if !path.exists() => break (beside, path, file),
            Ok(_) => drop(fs::remove_file(&beside)),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_) => return None,
        }
        nth += 1;
        if nth > 1_000 {
            return None;
        }
    };
    file.try_lock().ok()?;
    write!(file, "{now}\n{member}\n").ok()?;
    fs::rename(&beside, &path).ok()?;
    Some(Here { path, _file: file })
}

/// Who is here, the longest first; `own` is left out.
pub fn others(pool: &Path, own: Option<&Here>) -> Vec<Present> {
    let listing = fs::read_dir(folder_of(pool))
        .into_iter()
        .flatten()
        .flatten();
    let mut all = Vec::new();
    for entry in listing {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || own.is_some_and(|h| h.path == path) {
            continue;
        }
        let Ok(mut file) = File::open(&path) else {
            continue;
        };
        match file.try_lock_shared() {
            // nobody holds it: its program has ended without a farewell
            Ok(()) => drop(fs::remove_file(&path)),
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                if file.read_to_string(&mut text).is_ok() {
                    all.extend(read(&text));
                }
            }
            Err(TryLockError::Error(_)) => {}
        }
    }
    all.sort_by_key(|p: &Present| (p.since, p.member.clone()));
    all
}

fn read(text: &str) -> Option<Present> {
    let (since, member) = text.split_once('\n')?;
    Some(Present {
        member: crate::text::clean(member.trim_end()).into_owned(),
        since: since.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_here_is_seen_and_whoever_left_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let pool = dir.path().join("pool.db");
        let at = |s| Timestamp::from_second(s).unwrap();
        assert!(others(&pool, None).is_empty());
        let anna = enter(&pool, "anna", at(20)).unwrap();
        let bo = enter(&pool, "bo", at(10)).unwrap();
        let names =
            |own| -> Vec<String> { others(&pool, own).into_iter().map(|p| p.member).collect() };
        assert_eq!(names(Some(&anna)), ["bo"]);
        assert_eq!(names(None), ["bo", "anna"]);
        // ended without a farewell: the file is there, its lock is not
        let left = bo.path.clone();
        let copy = fs::read(&left).unwrap();
        drop(bo);
        fs::write(&left, copy).unwrap();
        assert_eq!(names(None), ["anna"]);
        assert!(!left.exists());
        drop(anna);
        assert!(!folder_of(&pool).exists());
    }
}
