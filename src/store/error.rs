//! What can go wrong with the pool file, as a sentence for the person who has to act on it.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::ErrorCode;

use crate::domain::message::{Arg, Message};

/// Why the store could not do what was asked. Nothing was written where one of these comes back.
#[derive(Debug, thiserror::Error)]
#[error("{self:?}")]
pub enum StoreError {
    /// No pool file at this path.
    NotFound(PathBuf),
    /// The file was made by a newer daren: schema found and schema known.
    Newer {
        /// The pool file.
        path: PathBuf,
        /// Of the file.
        found: i64,
        /// The newest this program can read.
        known: i64,
    },
    /// The file is not a pool.
    NotAPool(PathBuf),
    /// The file lies on a network drive, where SQLite's write-ahead log loses data: path and kind of file system.
    NetworkDrive {
        /// The pool file.
        path: PathBuf,
        /// Such as `nfs4`.
        kind: String,
    },
    /// Someone else has been writing for longer than the waiting time.
    Locked(PathBuf),
    /// The file is damaged: path and SQLite's words.
    Damaged {
        /// The pool file.
        path: PathBuf,
        /// For a report of the error.
        detail: String,
    },
    /// No room on the disk.
    DiskFull(PathBuf),
    /// The file or its folder may not be read or written.
    Permission(PathBuf),
    /// No import has this number.
    NoSuchImport(i64),
    /// The import was taken back before.
    AlreadyUndone(i64),
    /// A later import builds on this one: its number, its file, and the number of the import that was to be undone.
    LaterImport {
        /// To be undone.
        import: i64,
        /// Stands in the way.
        later: i64,
        /// Of the later one.
        path: String,
    },
    /// People have worked on creators that exist through this import only.
    WorkedOn {
        /// To be undone.
        import: i64,
        /// How many.
        creators: u64,
    },
    /// A creator that is not in the pool (any more).
    NoSuchCreator(u32),
    /// A tag, list or note without a word in it.
    EmptyName,
    /// No tag has this name.
    NoSuchTag(String),
    /// No list has this name.
    NoSuchList(String),
    /// No view has this name, or it is gone; empty where only its number is known.
    NoSuchView(String),
    /// Another tag, list or view has this name.
    NameTaken(String),
    /// The list is a snapshot.
    Frozen(String),
    /// The creator is not on the list.
    NotOnList(String),
    /// Somebody has changed the note since.
    NoteChanged {
        /// Who.
        by: String,
        /// What it says now and its version; nothing where it is gone.
        theirs: Option<(String, i64)>,
    },
    /// Somebody has given another reason since: this.
    ReasonChanged(String),
    /// No collaboration has this number, or it is gone; empty where only its place in the file is known.
    NoSuchCollab(String),
    /// A point of a review is there no more.
    NoSuchPoint,
    /// Somebody has decided about a point meanwhile: who.
    PointChanged(String),
    /// No target plan has this name, or it is gone; empty where only its number is known.
    NoSuchPlan(String),
    /// Nobody in the team has this name.
    NoSuchMember(String),
    /// No product has this number or name.
    NoSuchProduct(String),
    /// No campaign has this name.
    NoSuchCampaign(String),
    /// Somebody has moved the collaboration since: who, and where it is now.
    Moved {
        /// Who.
        by: String,
        /// The key of the stage.
        stage: String,
    },
    /// Somebody has changed the field since.
    FieldChanged {
        /// Who.
        by: String,
        /// The id of its name in the catalogues.
        field: String,
        /// What it holds now; none where it is empty.
        theirs: Option<Arg>,
    },
    /// It would end before it begins.
    Backwards(Date, Date),
    /// Something else belongs to it.
    InUse,
    /// There is nothing of one's own to take back.
    NothingToUndo,
    /// Nothing has been taken back that could be done again.
    NothingToRedo,
    /// What was taken back last is an import, of this file.
    ImportAgain(String),
    /// Somebody has changed all of it since: who, where it was one person.
    Conflict {
        /// Who, where it was one person.
        by: String,
    },
    /// The two are one creator.
    SameCreator,
    /// The creator has not gone into another one.
    NotMerged,
    /// There is a file of this name already.
    Exists(PathBuf),
    /// A pool that is carried can only go where there is nothing yet.
    NotEmpty(PathBuf),
    /// A carried pool that cannot be read: the file, the line, and what is wrong there.
    NotCarried {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// For a report of the error.
        detail: String,
    },
    /// A carried pool that ends in the middle.
    CutOff(PathBuf),
    /// Anything else, in the words of the database or the system.
    Other {
        /// The pool file.
        path: PathBuf,
        /// For a report of the error.
        detail: String,
    },
}

/// Of this room.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// The sentence: what happened, where, what to do.
    pub fn message(&self) -> Message {
        let at = |id, path: &Path| Message::new(id).with("path", path.display().to_string());
        match self {
            StoreError::NotFound(path) => at("store-not-found", path),
            StoreError::Newer { path, found, known } => at("store-newer", path)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            StoreError::NotAPool(path) => at("store-not-a-pool", path),
            StoreError::NetworkDrive { path, kind } => {
                at("store-network-drive", path).with("kind", kind.as_str())
            }
            StoreError::Locked(path) => at("store-locked", path),
            StoreError::Damaged { path, detail } => {
                at("store-damaged", path).with("detail", detail.as_str())
            }
            StoreError::DiskFull(path) => at("store-disk-full", path),
            StoreError::Permission(path) => at("store-permission", path),
            StoreError::NoSuchImport(id) => {
                Message::new("store-no-such-import").with("import", id.to_string())
            }
            StoreError::AlreadyUndone(id) => {
                Message::new("store-already-undone").with("import", id.to_string())
            }
            StoreError::LaterImport {
                import,
                later,
                path,
            } => Message::new("store-later-import")
                .with("import", import.to_string())
                .with("later", later.to_string())
                .with("path", path.as_str()),
            StoreError::WorkedOn { import, creators } => Message::new("store-worked-on")
                .with("import", import.to_string())
                .with("n", *creators),
            StoreError::NoSuchCreator(id) => {
                Message::new("store-no-such-creator").with("id", id.to_string())
            }
            StoreError::EmptyName => Message::new("store-empty-name"),
            StoreError::NoSuchTag(name) => {
                Message::new("store-no-such-tag").with("name", name.as_str())
            }
            StoreError::NoSuchList(name) => {
                Message::new("store-no-such-list").with("name", name.as_str())
            }
            StoreError::NoSuchView(name) => {
                let name = if name.is_empty() { "none" } else { name };
                Message::new("store-no-such-view").with("name", name)
            }
            StoreError::NameTaken(name) => {
                Message::new("store-name-taken").with("name", name.as_str())
            }
            StoreError::Frozen(name) => Message::new("store-frozen").with("name", name.as_str()),
            StoreError::NotOnList(name) => {
                Message::new("store-not-on-list").with("name", name.as_str())
            }
            StoreError::NoteChanged { by, theirs } => {
                let id = match theirs {
                    Some(_) => "store-note-changed",
                    None => "store-note-gone",
                };
                Message::new(id).with("by", by.as_str())
            }
            StoreError::ReasonChanged(theirs) => {
                Message::new("store-reason-changed").with("theirs", theirs.as_str())
            }
            StoreError::NoSuchCollab(name) => {
                let name = if name.is_empty() { "none" } else { name };
                Message::new("store-no-such-collab").with("ref", name)
            }
            StoreError::NoSuchPlan(name) => {
                let name = if name.is_empty() { "none" } else { name };
                Message::new("store-no-such-plan").with("name", name)
            }
            StoreError::NoSuchProduct(name) => {
                Message::new("store-no-such-product").with("name", name.as_str())
            }
            StoreError::NoSuchCampaign(name) => {
                Message::new("store-no-such-campaign").with("name", name.as_str())
            }
            StoreError::NoSuchMember(name) => {
                Message::new("store-no-such-member").with("name", name.as_str())
            }
            StoreError::NoSuchPoint => Message::new("store-no-such-point"),
            StoreError::PointChanged(by) => {
                Message::new("store-point-changed").with("by", by.as_str())
            }
            StoreError::Moved { by, stage } => Message::new("store-moved")
                .with("by", if by.is_empty() { "none" } else { by })
                .word("stage", format!("stage-{}", stage.replace('_', "-"))),
            StoreError::FieldChanged { by, field, theirs } => Message::new("store-field-changed")
                .with("by", if by.is_empty() { "none" } else { by })
                .word("field", field.as_str())
                .with("theirs", theirs.clone().unwrap_or_else(|| "none".into())),
            StoreError::Backwards(from, to) => Message::new("store-backwards")
                .with("from", from.to_string())
                .with("to", to.to_string()),
            StoreError::InUse => Message::new("store-in-use"),
            StoreError::NothingToUndo => Message::new("store-nothing-to-undo"),
            StoreError::ImportAgain(path) => {
                Message::new("store-import-again").with("path", path.as_str())
            }
            StoreError::NothingToRedo => Message::new("store-nothing-to-redo"),
            StoreError::Conflict { by } => {
                let by = if by.is_empty() { "none" } else { by };
                Message::new("store-conflict").with("by", by)
            }
            StoreError::SameCreator => Message::new("store-same-creator"),
            StoreError::NotMerged => Message::new("store-not-merged"),
            StoreError::Exists(path) => at("store-exists", path),
            StoreError::NotEmpty(path) => at("store-not-empty", path),
            StoreError::NotCarried { path, line, detail } => at("store-not-carried", path)
                .with("line", line.to_string())
                .with("detail", detail.as_str()),
            StoreError::CutOff(path) => at("store-cut-off", path),
            StoreError::Other { path, detail } => {
                at("store-other", path).with("detail", detail.as_str())
            }
        }
    }

    pub(super) fn sql(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked(path),
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, detail },
            Some(ErrorCode::NotADatabase) => StoreError::NotAPool(path),
            Some(ErrorCode::DiskFull) => StoreError::DiskFull(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::Permission(path),
            // the file could be opened a moment ago, so its folder is what cannot be written
            Some(ErrorCode::CannotOpen) => StoreError::Permission(path),
            _ => StoreError::Other { path, detail },
        }
    }

    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => StoreError::NotFound(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                StoreError::Permission(path)
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull(path),
            _ => StoreError::Other {
                path,
                detail: error.to_string(),
            },
        }
    }
}

/// Inside this room: an error of the database that does not know yet which file it speaks of.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Said(StoreError),
    /// A value that daren never wrote, or has been damaged.
    Damaged(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        Fault::Sql(e)
    }
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        Fault::Said(e)
    }
}

impl Fault {
    pub(super) fn at(self, path: &Path) -> StoreError {
        match self {
            Fault::Sql(e) => StoreError::sql(path, e),
            Fault::Said(e) => e,
            Fault::Damaged(detail) => StoreError::Damaged {
                path: path.to_owned(),
                detail,
            },
        }
    }
}
