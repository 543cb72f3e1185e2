//! Where the pool file lies, and whether it can live there.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{Result, StoreError};

/// File systems over which SQLite's write-ahead log does not work: its index is shared memory, which two machines
/// never share, and locks are often pretended.
const NETWORK: [&str; 9] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "fuse.sshfs",
    "fuse.smbnetfs",
];

/// Held while a file is made: see [`prepare`].
static MAKING: Mutex<()> = Mutex::new(());

/// Makes the folders and an empty file where there is none. Returns the path with links resolved.
///
/// SQLite would make the file 0644 whatever the umask; made here it follows the umask, and SQLite gives its `-wal` and
/// `-shm` the mode of the file, so that a team with a shared group and umask 002 can write together.
///
/// A pool file that is there is never opened but by SQLite: closing any other descriptor of it would drop all locks that
/// this process has on it, and whichever program closed it next would take itself for the last one and delete the log
/// that is written here.
pub(super) fn prepare(path: &Path) -> Result<PathBuf> {
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(|e| StoreError::io(folder, &e))?;
    refuse_network(path, folder)?;
    // nobody of this process opens what another thread of it has not closed yet
    let making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let made = OpenOptions::new().append(true).create_new(true).open(path);
    match made {
        Ok(file) => drop(file),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
        Err(e) => return Err(StoreError::io(path, &e)),
    }
    drop(making);
    check_kind(path)?;
    may(path, true).map_err(|e| StoreError::io(path, &e))?;
    path.canonicalize().map_err(|e| StoreError::io(path, &e))
}

/// The path of an existing pool file with links resolved.
pub(super) fn existing(path: &Path) -> Result<PathBuf> {
    check_kind(path)?;
    may(path, false).map_err(|e| StoreError::io(path, &e))?;
    let path = path.canonicalize().map_err(|e| StoreError::io(path, &e))?;
    refuse_network(&path, &path)?;
    Ok(path)
}

/// Whether a file may be read, or read and written, without opening it: see [`prepare`].
///
/// # Errors
/// Why not.
pub fn may(path: &Path, write: bool) -> std::io::Result<()> {
    use rustix::fs::Access;
    let wanted = match write {
        true => Access::READ_OK | Access::WRITE_OK,
        false => Access::READ_OK,
    };
    Ok(rustix::fs::access(path, wanted)?)
}

fn check_kind(path: &Path) -> Result<()> {
    let found = std::fs::metadata(path).map_err(|e| StoreError::io(path, &e))?;
    match found.is_file() {
        true => Ok(()),
        false => Err(StoreError::NotAPool(path.to_owned())),
    }
}

fn refuse_network(path: &Path, existing: &Path) -> Result<()> {
    match file_system(existing) {
        Some(kind) if NETWORK.contains(&kind.as_str()) => Err(StoreError::NetworkDrive {
            path: path.to_owned(),
            kind,
        }),
        _ => Ok(()),
    }
}

/// Kind of the file system that holds an existing path, where the system tells (Linux).
pub(super) fn file_system(existing: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    kind_at(&mounts, &existing.canonicalize().ok()?).map(str::to_owned)
}

/// The mount with the longest path above `path` holds it; of two at one place the later one covers the earlier.
fn kind_at<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ');
        let (Some(_), Some(point), Some(kind)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let point = unescaped(point);
        if path.starts_with(&point) && best.is_none_or(|(len, _)| point.len() >= len) {
            best = Some((point.len(), kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// The kernel writes blanks in mount points as octal escapes.
fn unescaped(point: &str) -> String {
    point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mount_decides() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/team nfs4 rw 0 0\n\
                      //nas/b /mnt/team\\040b cifs rw 0 0\n/dev/sdb /mnt/team/local xfs rw 0 0\n";
        for (path, want) in [
            ("/home/a/pool.db", "ext4"),
            ("/mnt/team/pool.db", "nfs4"),
            ("/mnt/team b/pool.db", "cifs"),
            ("/mnt/team/local/pool.db", "xfs"),
            ("/mnt/teamwork/pool.db", "ext4"),
        ] {
            assert_eq!(kind_at(mounts, Path::new(path)), Some(want), "{path}");
        }
        assert_eq!(kind_at("", Path::new("/a")), None);
    }

    #[test]
    fn folders_are_made_and_a_folder_is_no_pool() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/pool.db");
        assert!(prepare(&path).unwrap().is_file());
        assert!(prepare(&dir.path().join("a")).is_err());
        assert!(matches!(
            existing(&dir.path().join("none.db")),
            Err(StoreError::NotFound(_))
        ));
        assert!(matches!(
            existing(&dir.path().join("a")),
            Err(StoreError::NotAPool(_))
        ));
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::print_stderr, reason = "says that it did not run")]
    fn a_read_only_folder_is_a_permission_sentence() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let locked = dir.path().join("locked");
        std::fs::create_dir(&locked).unwrap();
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
        if std::fs::File::create(locked.join("probe")).is_ok() {
            eprintln!("skipped: this account may write anywhere");
            return;
        }
        assert!(matches!(
            prepare(&locked.join("pool.db")),
            Err(StoreError::Permission(_))
        ));
    }
}
