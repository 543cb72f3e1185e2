//! Whole files: real ones where they are at hand, made ones for every way a file can look, and hostile ones.

mod hostile;
mod made;
mod real;

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::*;
use crate::domain::collab::native;
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
    work: Vec<native::Row>,
    orders: Vec<crate::domain::order::Said>,
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
    let (mut good, mut work, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    let mut orders = Vec::new();
    let outcome = read(&plan, options, &mut |row| {
        match row {
            Row::Good(Parsed::Creator(r)) => good.push(r),
            Row::Good(Parsed::Work(r)) => work.push(r),
            Row::Good(Parsed::Order(r)) => orders.push(r),
            Row::Bad(r) => bad.push(r),
            Row::Progress { .. } => {}
        }
        ControlFlow::Continue(())
    })?;
    let rows = good.len() + work.len() + orders.len() + bad.len();
    assert_eq!(outcome.rows, rows as u64);
    Ok(Got {
        plan,
        good,
        work,
        orders,
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

/// Whether both catalogues have the message.
fn can_say(id: &str) -> bool {
    [
        include_str!("../../words/en/intake.ftl"),
        include_str!("../../words/zh/intake.ftl"),
    ]
    .iter()
    .all(|ftl| ftl.lines().any(|l| l.starts_with(&format!("{id} ="))))
}

/// Every message this room can say stands in both catalogues (which a test of `words` holds together).
#[test]
fn all_that_is_said_can_be_said() {
    fn sources(dir: &Path, out: &mut String) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else {
                out.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/intake"),
        &mut text,
    );
    let mut said = 0;
    for kind in ["refused-", "reject-", "warn-", "ask-", "note-", "kind"] {
        for part in text.split(&format!("\"intake-{kind}")).skip(1) {
            let rest = part.split('"').next().unwrap_or_default();
            // not the pieces this test itself is made of
            if rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                && !(rest.is_empty() && kind != "kind")
            {
                let id = format!("intake-{kind}{rest}");
                assert!(can_say(&id), "{id}");
                said += 1;
            }
        }
    }
    assert!(said > 40, "{said}");
}
