//! Columns in stretches: how those of some creators are told in bytes, and how a pool is made of them.
//!
//! - A stretch is the columns of creators with neighbouring ids. The pool file keeps them beside the creators, so that a
//!   start need not read a million of these one by one; a change makes the stretches of its creators void, no others.
//! - The head of a stretch says how much of everything it holds. All heads together tell the form, width and length of
//!   every column of the pool, so that each is given its room once, exactly, and stretches are only copied into it: two
//!   halves of them, the numbers and everything else, by two threads.
//! - Labels are told apart ([`super::labels`]): whoever tags a creator makes only these void.
//! - Nothing is believed before its checksum has been met, and nothing that another version has made.

use std::io::{self, Read};
use std::sync::Arc;

use jiff::civil::Date;

use super::column::{Fill, Stats};
use super::facet::{Posting, Rows, Values, Whole};
use super::labels::{AllLabels, LabelHead, PackedLabels};
use super::money::{self, Currencies};
use super::roll::{Roll, Runs};
use super::search::Search;
use super::spelling::Spelling;
use super::wire::{In, Out, damaged};
use super::{Data, Pool, build};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;

/// Changes whenever the same creators would be told differently.
const VERSION: u32 = 4;

/// The columns of a stretch in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// What is in it: see [`Head::read`].
    pub head: Vec<u8>,
    /// For [`Numbers::add`].
    pub numbers: Vec<u8>,
    /// For [`Rest::add`].
    pub rest: Vec<u8>,
    /// What people put on the creators: they change more often.
    pub labels: PackedLabels,
}

/// A length in bytes and a checksum.
pub(super) type Seal = (u64, u32);

/// What a stretch holds.
#[derive(Debug, Clone)]
pub struct Head {
    rows: usize,
    /// By [`Metric::index`].
    metrics: Vec<Stats>,
    as_of: Stats,
    newest: Option<Date>,
    /// By [`Facet::index`]: values with their numbers of rows.
    facets: Vec<Vec<(Box<str>, usize)>>,
    /// By [`Facet::index`]: rows without a value.
    without: Vec<usize>,
    /// By [`Attr::index`]: rows that have the text.
    attrs: Vec<usize>,
    gmv: Vec<(Currency, usize)>,
    /// Bytes of searched text.
    text: usize,
    /// Of numbers and rest; nothing while they are in memory.
    seals: [Seal; 2],
}

/// Tells this version from every other one: how bytes are laid, and of which fields.
fn version() -> u32 {
    let names = Metric::ALL
        .iter()
        .map(|m| m.key())
        .chain(Attr::ALL.iter().map(|a| a.key()))
        .chain(Facet::ALL.iter().map(|f| f.key()));
    let mut sum = crc32fast::Hasher::new();
    sum.update(&VERSION.to_le_bytes());
    for name in names.chain([env!("CARGO_PKG_VERSION")]) {
        sum.update(name.as_bytes());
        sum.update(b" ");
    }
    sum.finalize()
}

/// A head that is told whole, with what tells whether it can be believed.
pub(super) fn shut(head: Out) -> Vec<u8> {
    let mut all = Out::default();
    all.number(version());
    all.bytes.extend_from_slice(&head.bytes);
    let sum = crc32fast::hash(&all.bytes);
    all.number(sum);
    all.bytes
}

/// What is in a head that can be believed.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] where it is damaged or another version has made it.
pub(super) fn opened(bytes: &[u8]) -> io::Result<In<'_>> {
    let (said, sum) = bytes.split_last_chunk().ok_or_else(damaged)?;
    if crc32fast::hash(said).to_le_bytes() != *sum {
        return Err(damaged());
    }
    let mut from = In::new(said);
    if from.number::<u32>()? == version() {
        Ok(from)
    } else {
        Err(damaged())
    }
}

fn written(write: impl FnOnce(&mut Out)) -> (Vec<u8>, u32) {
    let mut out = Out::default();
    write(&mut out);
    let sum = crc32fast::hash(&out.bytes);
    (out.bytes, sum)
}

impl Head {
    /// How many creators.
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn of(piece: &Pool) -> Self {
        let rows = piece.len();
        let posted = |p: &Posting| p.count();
        let counts = |v: &Values| v.counts().map(|(name, n)| (name.into(), n)).collect();
        Head {
            rows,
            metrics: piece
                .data
                .metrics
                .iter()
                .map(|c| Stats::of(c, rows))
                .collect(),
            as_of: Stats::of(&piece.data.as_of, rows),
            newest: piece.data.newest,
            facets: piece.data.facets.iter().map(counts).collect(),
            without: piece.data.facets.iter().map(Values::without).collect(),
            attrs: piece.data.attrs.iter().map(posted).collect(),
            gmv: piece
                .data
                .money
                .gmv()
                .map(|(c, p)| (c, p.count()))
                .collect(),
            text: piece.data.search.text().len(),
            seals: [(0, 0); 2],
        }
    }

    fn keep(&self, out: &mut Out) {
        out.count(self.rows);
        self.metrics.iter().for_each(|s| s.keep(out));
        self.as_of.keep(out);
        out.number(self.newest.map_or(i64::MIN, build::day));
        for values in &self.facets {
            out.count(values.len());
            for (name, rows) in values {
                out.text(name);
                out.count(*rows);
            }
        }
        let counts = self.without.iter().chain(&self.attrs);
        counts.copied().for_each(|n| out.count(n));
        out.count(self.gmv.len());
        for (currency, rows) in &self.gmv {
            out.text(currency.code());
            out.count(*rows);
        }
        out.count(self.text);
        for (len, sum) in self.seals {
            out.number(len);
            out.number(sum);
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] where it is damaged or another version has made it.
    pub fn read(bytes: &[u8]) -> io::Result<Head> {
        let from = &mut opened(bytes)?;
        let rows = from.count(0)?;
        let stats = |from: &mut In<'_>| Stats::take(from, rows);
        let metrics = Metric::ALL
            .iter()
            .map(|_| stats(from))
            .collect::<io::Result<_>>()?;
        let as_of = stats(from)?;
        let newest: i64 = from.number()?;
        let mut facets = Vec::new();
        for _ in Facet::ALL {
            let n = from.count(1)?;
            let values = (0..n).map(|_| Ok((from.text()?.into(), from.count(0)?)));
            facets.push(values.collect::<io::Result<_>>()?);
        }
        let without = Facet::ALL.iter().map(|_| from.count(0));
        let without = without.collect::<io::Result<_>>()?;
        let attrs = (0..Attr::COUNT).map(|_| from.count(0));
        let attrs = attrs.collect::<io::Result<_>>()?;
        let n = from.count(1)?;
        let gmv = (0..n).map(|_| {
            let code = Currency::parse(from.text()?).unwrap_or_default();
            Ok((code, from.count(0)?))
        });
        Ok(Head {
            rows,
            metrics,
            as_of,
            newest: build::date(newest),
            facets,
            without,
            attrs,
            gmv: gmv.collect::<io::Result<_>>()?,
            text: from.count(0)?,
            seals: [
                (from.number()?, from.number()?),
                (from.number()?, from.number()?),
            ],
        })
    }
}

impl Packed {
    /// The columns of a piece, its delivery scores left out: they depend on everybody.
    pub(super) fn of(piece: &Pool) -> Self {
        let (numbers, first) = written(|out| piece.data.metrics.iter().for_each(|c| c.keep(out)));
        let (rest, second) = written(|out| {
            piece.data.roll.keep(out);
            piece.data.as_of.keep(out);
            piece.data.money.keep(out);
            piece.data.facets.iter().for_each(|v| v.keep(out));
            piece.data.attrs.iter().for_each(|p| p.keep(out));
            piece.data.search.keep(out);
            piece.data.spelling.keep(out);
        });
        let head = Head {
            seals: [(numbers.len() as u64, first), (rest.len() as u64, second)],
            ..Head::of(piece)
        };
        let mut told = Out::default();
        head.keep(&mut told);
        Packed {
            head: shut(told),
            numbers,
            rest,
            labels: PackedLabels::of(&piece.labels, piece.len()),
        }
    }
}

/// No part of a stretch is longer: what claims to be is damaged, and would only take memory.
const LONGEST: u64 = 1 << 30;

/// Reads all of a part into `buffer`, which is used again, and holds it against its checksum.
pub(super) fn sealed<'b>(
    from: &mut dyn Read,
    (len, sum): Seal,
    buffer: &'b mut Vec<u8>,
) -> io::Result<&'b [u8]> {
    let len = usize::try_from(len.min(LONGEST)).map_err(|_| damaged())?;
    buffer.resize(len, 0);
    from.read_exact(buffer)?;
    if from.read(&mut [0])? == 0 && crc32fast::hash(buffer) == sum {
        Ok(buffer)
    } else {
        Err(damaged())
    }
}

/// The columns of numbers of a pool, filled stretch by stretch.
#[derive(Debug)]
pub struct Numbers {
    metrics: Vec<Fill>,
    buffer: Vec<u8>,
}

impl Numbers {
    /// For stretches with these heads.
    pub fn new(heads: &[Head]) -> Self {
        let fill = |m: usize| Fill::new(heads.iter().filter_map(|h| h.metrics.get(m).copied()));
        Numbers {
            metrics: (0..Metric::COUNT).map(fill).collect(),
            buffer: Vec::new(),
        }
    }

    /// Takes in the next stretch.
    ///
    /// # Errors
    /// What the reader says; [`io::ErrorKind::InvalidData`] where it is damaged. What is filled so far is then of no
    /// use.
    pub fn add(&mut self, head: &Head, mut from: impl Read) -> io::Result<()> {
        let [seal, _] = head.seals;
        let from = &mut In::new(sealed(&mut from, seal, &mut self.buffer)?);
        for fill in &mut self.metrics {
            fill.take(from, head.rows)?;
        }
        Ok(())
    }
}

/// Everything of a pool but its numbers, filled stretch by stretch.
#[derive(Debug)]
pub struct Rest {
    ids: Runs,
    as_of: Fill,
    newest: Option<Date>,
    money: money::Whole,
    facets: Vec<Whole>,
    attrs: Vec<Rows>,
    search: Search,
    spelling: Spelling,
    buffer: Vec<u8>,
}

impl Rest {
    /// For stretches with these heads.
    pub fn new(heads: &[Head]) -> Self {
        let len = heads.iter().map(|h| h.rows).sum();
        let facet = |f: &Facet| {
            let counts = heads.iter().filter_map(|h| h.facets.get(f.index()));
            let without = heads.iter().filter_map(|h| h.without.get(f.index()));
            let counts = counts.flatten().map(|(name, n)| (&**name, *n));
            Whole::new(counts, without.sum(), len)
        };
        let rows = |a: usize| {
            let counts = heads.iter().filter_map(|h| h.attrs.get(a));
            Rows::new(counts.sum(), len)
        };
        let gmv = heads.iter().flat_map(|h| h.gmv.iter().copied());
        Rest {
            ids: Runs::default(),
            as_of: Fill::new(heads.iter().map(|h| h.as_of)),
            newest: heads.iter().filter_map(|h| h.newest).max(),
            money: Currencies::whole(gmv, len),
            facets: Facet::ALL.iter().map(facet).collect(),
            attrs: (0..Attr::COUNT).map(rows).collect(),
            search: Search::with_room(len, heads.iter().map(|h| h.text).sum()),
            spelling: Spelling::with_capacity(len),
            buffer: Vec::new(),
        }
    }

    /// Takes in the next stretch.
    ///
    /// # Errors
    /// As [`Numbers::add`].
    pub fn add(&mut self, head: &Head, mut from: impl Read) -> io::Result<()> {
        let [_, seal] = head.seals;
        let from = &mut In::new(sealed(&mut from, seal, &mut self.buffer)?);
        let roll = Roll::take(from)?;
        let (rows, before) = (roll.len(), self.ids.len());
        let before = u32::try_from(before).map_err(|_| damaged())?;
        if rows != head.rows {
            return Err(damaged());
        }
        self.ids.append(&roll);
        self.as_of.take(from, rows)?;
        self.money.append(Currencies::take(from, rows)?);
        for whole in &mut self.facets {
            whole.append(&Values::take(from, rows)?);
        }
        for posted in &mut self.attrs {
            posted.append(&Posting::take(from, rows)?, before);
        }
        self.search.take(from, rows)?;
        self.spelling.take(from, rows)
    }

    /// The pool of all that was taken in.
    pub fn pool(self, numbers: Numbers, labels: AllLabels) -> Pool {
        let len = self.ids.len();
        let mut spelling = self.spelling;
        spelling.shrink();
        let data = Data {
            roll: self.ids.roll(),
            complete: numbers.metrics.iter().map(Fill::is_complete).collect(),
            metrics: numbers
                .metrics
                .into_iter()
                .map(|fill| Arc::new(fill.column()))
                .collect(),
            score: Default::default(),
            exposures: Default::default(),
            as_of: Arc::new(self.as_of.column()),
            newest: self.newest,
            money: self.money.currencies(),
            facets: self.facets.into_iter().map(Whole::values).collect(),
            attrs: self.attrs.into_iter().map(|r| r.posting(len)).collect(),
            search: self.search,
            spelling,
            letters: Default::default(),
        };
        Pool {
            data: Arc::new(data),
            labels: labels.labels(),
            work: None,
            returns: None,
            caches: Default::default(),
        }
    }
}

/// The pool of stretches at hand.
pub(super) fn whole(stretches: &[Packed]) -> io::Result<Pool> {
    let heads = stretches.iter().map(|s| Head::read(&s.head));
    let heads = heads.collect::<io::Result<Vec<_>>>()?;
    let labelled = stretches.iter().map(|s| LabelHead::read(&s.labels.head));
    let labelled = labelled.collect::<io::Result<Vec<_>>>()?;
    let (mut numbers, mut rest) = (Numbers::new(&heads), Rest::new(&heads));
    let mut labels = AllLabels::new(&labelled);
    for ((stretch, head), labelled) in stretches.iter().zip(&heads).zip(&labelled) {
        numbers.add(head, stretch.numbers.as_slice())?;
        rest.add(head, stretch.rest.as_slice())?;
        labels.add(labelled, stretch.labels.bytes.as_slice())?;
    }
    Ok(rest.pool(numbers, labels))
}
