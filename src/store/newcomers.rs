//! The creators that an import has made lately, as the pool file has them by then: for whoever makes their columns
//! without reading them again.

use std::sync::Arc;

use super::packed::Fields;
use crate::domain::creator::{Note, Period, Platform, Source};
use crate::domain::sketch::{Glimpse, Labels, Sketch};

/// See the module. Each is as the row that made them left them; who gets more in the same import does not get it here.
#[derive(Debug)]
pub struct Newcomers {
    pub(super) fields: Fields,
    /// One handle behind the other, and one packed observation behind the other.
    handles: String,
    packed: Vec<u8>,
    all: Vec<Newcomer>,
}

#[derive(Debug)]
struct Newcomer {
    id: u32,
    platform: Platform,
    source: Source,
    period: Period,
    /// Where handle and observation end.
    ends: (usize, usize),
    /// As the pool has them, in its order.
    tags: Vec<Arc<str>>,
    note: Option<Box<str>>,
}

/// What a row has made of a creator.
pub(super) struct Made<'r> {
    pub id: u32,
    pub platform: Platform,
    pub handle: &'r str,
    pub source: Source,
    pub period: Period,
    pub packed: &'r [u8],
    pub tags: Vec<Arc<str>>,
    pub note: Option<&'r str>,
}

impl Newcomers {
    pub(super) fn new(fields: Fields) -> Self {
        Newcomers {
            fields,
            handles: String::new(),
            packed: Vec::new(),
            all: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, made: Made<'_>) {
        self.handles.push_str(made.handle);
        self.packed.extend_from_slice(made.packed);
        self.all.push(Newcomer {
            id: made.id,
            platform: made.platform,
            source: made.source,
            period: made.period,
            ends: (self.handles.len(), self.packed.len()),
            tags: made.tags,
            note: made.note.map(Into::into),
        });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, ids rising. False where one cannot be unpacked, which was packed a moment ago.
    pub fn sketches(&self, mut f: impl FnMut(&Sketch<'_>)) -> bool {
        let mut begin = (0, 0);
        for n in &self.all {
            let from = std::mem::replace(&mut begin, n.ends);
            let handle = self.handles.get(from.0..n.ends.0).unwrap_or_default();
            let packed = self.packed.get(from.1..n.ends.1).unwrap_or_default();
            let mut g = Glimpse::new(n.period, n.source, 0);
            let unpacked =
                self.fields
                    .unpack(packed, &mut g.metrics, &mut g.attrs, &mut g.currency);
            if unpacked.is_none() {
                return false;
            }
            let note = n.note.as_deref().map(|body| Note {
                body: body.to_owned(),
                ..Note::default()
            });
            let labels = Labels {
                tags: &n.tags,
                notes: note.as_slice(),
                ..Labels::default()
            };
            f(&Sketch::merge(n.id, n.platform, handle, labels, &mut [g]));
        }
        true
    }
}
