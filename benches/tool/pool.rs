//! A pool of invented creators in a home of its own, filled through the program.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::line::{Line, command, kilobytes};
use crate::native;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_daren");

/// Pools with fewer creators keep no columns.
const KEPT: u32 = 20_000;

/// How long is waited for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Ids of a stretch of columns.
const STRETCH: u32 = 1 << 14;

/// See the module.
pub struct Home {
    folder: tempfile::TempDir,
    /// How many creators.
    pub creators: u32,
    /// How many collaborations there are with them, where there are any.
    pub collabs: u32,
}

/// A run of `daren import`.
pub struct Import {
    /// From the start of the program to its end.
    pub time: Duration,
    /// The most memory it had, in megabytes.
    pub peak: f64,
}

impl Home {
    /// Writes the file; there is no pool yet.
    pub fn new(creators: u32, collabs: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home {
            folder,
            creators,
            collabs,
        };
        native::write(&home.file(), creators);
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The file with all creators.
    pub fn file(&self) -> PathBuf {
        self.path().join("creators.csv")
    }

    /// The pool file of that name.
    pub fn pool(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Whether the usual pool is large enough to keep columns.
    pub fn keeps(&self) -> bool {
        self.creators >= KEPT
    }

    /// Takes the columns out of the usual pool.
    pub fn forget_columns(&self) {
        let pool = Connection::open(self.pool("pool.db")).unwrap();
        pool.busy_timeout(PATIENCE).unwrap();
        pool.execute_batch("DELETE FROM stretch; DELETE FROM stretch_part")
            .unwrap();
    }

    /// Begins to import the file with all creators into the pool of that name.
    pub fn begin_import(&self, pool: &str) -> std::process::Child {
        self.begin_import_of(pool, &self.file())
    }

    fn begin_import_of(&self, pool: &str, file: &Path) -> std::process::Child {
        let mut import = command(PROGRAM, self.path());
        import.args(["import", "--yes", "--db", pool]).arg(file);
        import
            .stdout(Stdio::null())
            .stdin(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Imports the file with all creators into the pool of that name.
    pub fn import(&self, pool: &str) -> Import {
        self.import_of(pool, &self.file())
    }

    /// Imports a file into the pool of that name.
    pub fn import_of(&self, pool: &str, file: &Path) -> Import {
        let start = Instant::now();
        let mut import = self.begin_import_of(pool, file);
        let mut peak: f64 = 0.0;
        let status = loop {
            if let Some(status) = import.try_wait().unwrap() {
                break status;
            }
            peak = peak.max(kilobytes(import.id(), "VmHWM").unwrap_or(0.0) / 1024.0);
            std::thread::sleep(Duration::from_millis(2));
        };
        let time = start.elapsed();
        assert!(status.success(), "the import failed");
        Import { time, peak }
    }

    /// Takes a pool and what lies beside it away.
    pub fn remove(&self, pool: &str) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.pool(&format!("{pool}{end}")));
        }
    }

    /// The tool on the usual pool, as somebody who has not been there before.
    pub fn open(&self, slow: bool) -> Line {
        let _ = std::fs::remove_dir_all(self.path().join("state"));
        Line::start(self.path(), PROGRAM, &["--db", "pool.db"], slow)
    }

    /// The tool with everything loaded and at rest.
    pub fn opened(&self, slow: bool) -> Line {
        let mut line = self.open(slow);
        line.until("all counts", |screen| self.all_counts(screen));
        self.settle();
        line.rest(Duration::from_millis(300));
        line
    }

    /// Waits until the usual pool keeps all columns.
    pub fn settle(&self) {
        let pool = Connection::open(self.pool("pool.db")).unwrap();
        pool.busy_timeout(PATIENCE).unwrap();
        let kept = || -> u32 {
            let count = "SELECT count(*) FROM stretch";
            pool.query_row(count, [], |r| r.get(0)).unwrap()
        };
        let deadline = Instant::now() + PATIENCE;
        while self.keeps() && kept() <= self.creators / STRETCH {
            assert!(Instant::now() < deadline, "the columns were not kept");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whether the screen shows how many creators there are, and how many of each band and region.
    pub fn all_counts(&self, screen: &str) -> bool {
        let total = grouped(self.creators);
        let whole = format!("{total} of {total}");
        let counted = |name: &str| {
            let line = screen
                .lines()
                .find(|l| l.trim_start_matches('▸').trim_start().starts_with(name));
            let panes = line.and_then(|l| l.split('│').next());
            panes.is_some_and(|l| l.trim_end().ends_with(|c: char| c.is_ascii_digit()))
        };
        screen.contains(&whole) && counted("1k-20k ") && counted("US ")
    }
}

/// A whole number as the screen shows it.
pub fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
