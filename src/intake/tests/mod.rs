//! Whole files: real ones where they are at hand, made ones for every way a file can look, and hostile ones.

mod hostile;
mod made;
mod real;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::*;
use crate::domain::creator::Incoming;
use crate::domain::field::Metric;

/// What the tests say of a file.
fn options() -> Options {
    Options {
        today: date(2026, 11, 22),
        ..Options::default()
    }
}

/// All a file gives.
struct Got {
    plan: Plan,
    good: Vec<Incoming>,
    bad: Vec<Reject>,
    outcome: Outcome,
}

impl Got {
    fn sum(&self, m: Metric) -> i128 {
        self.good
            .iter()
            .filter_map(|g| g.observation.metrics.get(m))
            .map(i128::from)
            .sum()
    }

    fn warned(&self, code: &str) -> bool {
        self.outcome.warnings.iter().any(|w| w.code == code)
    }

    fn metric(&self, row: usize, m: Metric) -> Option<i64> {
        self.good[row].observation.metrics.get(m)
    }
}

fn all(path: &Path, options: &Options) -> Result<Got, Refusal> {
    let plan = plan(path, options)?;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let outcome = read(&plan, options, &mut |row| {
        match row {
            Row::Good(r) => good.push(r),
            Row::Bad(r) => bad.push(r),
            Row::Progress { .. } => {}
        }
        ControlFlow::Continue(())
    })?;
    assert_eq!(outcome.rows, (good.len() + bad.len()) as u64);
    Ok(Got {
        plan,
        good,
        bad,
        outcome,
    })
}

/// A file with this name and content in a folder of its own.
fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::File::create(&path)
        .unwrap()
        .write_all(content)
        .unwrap();
    (dir, path)
}

fn read_text(name: &str, content: &str) -> Result<Got, Refusal> {
    read_bytes(name, content.as_bytes(), &options())
}

fn read_bytes(name: &str, content: &[u8], options: &Options) -> Result<Got, Refusal> {
    let (_dir, path) = file(name, content);
    all(&path, options)
}
