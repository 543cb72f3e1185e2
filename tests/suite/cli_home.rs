//! The program as scripts use it: each test in a home of its own.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A home folder, and the program in it.
pub struct Home {
    dir: tempfile::TempDir,
}

/// What a run gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }

    /// Done, with nothing to complain about.
    pub fn ok(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self
    }

    /// Ended over something, said in one line.
    pub fn fails(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.starts_with("daren: "), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        self
    }
}

impl Home {
    pub fn new() -> Self {
        Home {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn pool(&self) -> PathBuf {
        self.path().join("pool.db")
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daren"));
        command.current_dir(self.path()).env_clear();
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", ""),
        ] {
            command.env(name, self.path().join(folder));
        }
        command
            .env("DAREN_DB", self.pool())
            .env("USER", "anna")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC");
        command
    }

    /// Runs the program with these arguments.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        ran(self.command().args(args))
    }

    /// Imports a file and returns its report.
    pub fn import(&self, file: &Path, more: &[&str]) -> Value {
        let mut command = self.command();
        command.arg("import").arg(file).args(more);
        let mut json = ran(command.args(["--format", "json"])).ok().json();
        json["files"][0].take()
    }

    pub fn count(&self, query: &[&str]) -> usize {
        let mut args = vec!["list", "--count"];
        args.extend(query);
        self.run(args).ok().out.trim().parse().unwrap()
    }

    pub fn facets(&self, query: &[&str]) -> Value {
        let mut args = vec!["facets", "--format", "json"];
        args.extend(query);
        self.run(args).ok().json()
    }

    /// A file in this home.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A copy of a sample file in this home, so that rejects beside it stay out of the samples.
pub fn sample(home: &Home, name: &str) -> Option<PathBuf> {
    let bytes = std::fs::read(crate::support::samples()?.join(name)).unwrap();
    let path = home
        .path()
        .join(Path::new(name).file_name().unwrap_or_default());
    std::fs::write(&path, bytes).unwrap();
    Some(path)
}

/// The numbers of a report that say what changed.
pub fn counts(report: &Value) -> [u64; 5] {
    [
        "created",
        "updated",
        "unchanged",
        "rejected",
        "skipped_duplicates",
    ]
    .map(|k| report[k].as_u64().unwrap())
}

/// The codes of a report's warnings.
pub fn codes(report: &Value) -> Vec<String> {
    let all = report["warnings"].as_array().unwrap().iter();
    all.map(|w| w["code"].as_str().unwrap().to_owned())
        .collect()
}
