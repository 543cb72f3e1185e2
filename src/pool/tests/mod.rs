//! Against a straightforward evaluation, creator by creator.

mod edges;
mod kept;
mod model;
mod work;

use jiff::civil::{Date, date};

use super::*;
use crate::domain::column::Column;
use crate::domain::creator::{
    Dated, Identity, Note, Observation, Period, Platform, Profile, Record, Source,
};
use crate::domain::field::Attr;

const TODAY: Date = date(2026, 11, 20);

/// A creator with one observation.
fn record(id: u32, handle: &str, fill: impl FnOnce(&mut Observation)) -> Record {
    let mut observation = Observation::default();
    fill(&mut observation);
    let mut dated = vec![Dated {
        period: Period {
            start: None,
            end: TODAY,
        },
        source: Source::Native,
        import: 1,
        observation,
    }];
    Record {
        id,
        identity: Identity {
            platform: Platform::TikTok,
            platform_id: None,
            handle: handle.into(),
        },
        former_handles: Vec::new(),
        profile: Profile::merge(&mut dated),
        dated,
        tags: Vec::new(),
        lists: Vec::new(),
        notes: Vec::new(),
        dismissed: Vec::new(),
        merged: Vec::new(),
        elsewhere: Vec::new(),
        work: Vec::new(),
        tally: Default::default(),
        verdict: None,
        diagnosis: None,
    }
}

fn build(records: &[Record]) -> Pool {
    let mut builder = Builder::with_capacity(records.len());
    for r in records {
        assert!(builder.push_record(r));
    }
    builder.build()
}

/// Parses a query and asks it.
fn ask(pool: &Pool, text: &str) -> crate::domain::answer::Answer {
    ask_sorted(pool, text, "")
}

fn ask_sorted(pool: &Pool, text: &str, sort: &str) -> crate::domain::answer::Answer {
    let schemes = Schemes::default();
    let filter = crate::domain::filter::parse(text, &schemes).unwrap();
    pool.query(&Query {
        filter: &filter,
        schemes: &schemes,
        rates: &Rates::default(),
        today: TODAY,
        sort: &SortKey::parse_list(sort).unwrap(),
        probes: &[],
        facets: true,
    })
}
