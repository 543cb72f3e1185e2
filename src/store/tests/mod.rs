//! On real files on disk.

mod files;
mod imports;
mod meetings;
mod orders;
mod people;
mod safe;
mod speed;
mod stretches;
mod takeback;
mod twins;
mod undo;
mod work;

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::*;
use crate::domain::creator::{Identity, Incoming, Observation, Period, Platform, Record, Source};
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;

const DAY: Date = date(2026, 11, 20);

fn now() -> Timestamp {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

fn pool() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("pool.db"), "anna").unwrap();
    (dir, store)
}

fn meta(digest: &str) -> ImportMeta {
    ImportMeta {
        path: format!("{digest}.csv").into(),
        digest: digest.to_owned(),
        kind: "native".to_owned(),
        source: Source::Native,
        period: Period {
            start: None,
            end: DAY,
        },
        at: now(),
    }
}

/// A row; the platform id is left out where it is empty.
fn row(handle: &str, platform_id: &str, values: &[(Metric, i64)]) -> Incoming {
    let mut observation = Observation::default();
    for (m, v) in values {
        observation.metrics.set(*m, Some(*v));
    }
    Incoming {
        line: 1,
        identity: Identity {
            platform: Platform::TikTok,
            platform_id: (!platform_id.is_empty()).then(|| platform_id.into()),
            handle: handle.into(),
        },
        observation,
        period: None,
        tags: Vec::new(),
        note: None,
    }
}

fn import(store: &mut Store, digest: &str, rows: &[Incoming]) -> (ImportCounts, Vec<Effect>) {
    let mut importing = store.begin_import(meta(digest)).unwrap();
    let effects = rows.iter().map(|r| importing.add(r).unwrap()).collect();
    (importing.finish().unwrap(), effects)
}

/// Everything but the journal and the list of imports, as text.
fn dump(store: &Store) -> String {
    let mut out = String::new();
    for table in [
        "creator",
        "former_handle",
        "period",
        "observation",
        "tag",
        "creator_tag",
        "note",
        "list",
        "list_member",
    ] {
        let mut s = store
            .conn
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        let width = s.column_count();
        let mut rows = s.raw_query();
        while let Some(r) = rows.next().unwrap() {
            out.push_str(table);
            for i in 0..width {
                out.push_str(&format!("|{:?}", r.get_ref(i).unwrap()));
            }
            out.push('\n');
        }
    }
    out
}

fn only(store: &Store, name: &str) -> Record {
    let ids = store.find(name, None).unwrap();
    store.creators(&ids[..1]).unwrap().remove(0)
}

fn copy_of(dir: &Path, to: &Path) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
