//! The columns in a file beside the pool, so that the next start need not read the pool file creator by creator.
//!
//! - The file belongs to one state of one pool: its [`Key`] stands at the head. Under any other key, from another
//!   version, damaged or cut short it is as if it were not there.
//! - Two stretches of about the same length, each with a checksum of its own, are read by two threads: the metrics, and
//!   everything else. Nothing in it is believed before the checksum of its stretch has been met.
//! - What can be had from the rest at once (counts of tags folded, caches) is not in it.

mod wire;

use std::io::{self, Read, Seek, SeekFrom, Write};

pub(in crate::pool) use wire::{In, Out, damaged};

use super::column::Column;
use super::facet::{Posting, Values};
use super::money::Currencies;
use super::roll::Roll;
use super::search::Search;
use super::spelling::Spelling;
use super::{Pool, build};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};

/// Changes whenever the same pool would be written differently.
const VERSION: u32 = 2;

const MAGIC: &[u8; 8] = b"daren\0co";

/// The state of a pool file that columns were made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Tells the pool from every other one.
    pub pool: String,
    /// The last change, and when it was made: a pool brought back from a copy may count up to the same number again.
    pub position: (i64, i64),
}

impl Key {
    /// The whole head: whose columns these are, and what they are columns of.
    fn head(&self) -> Vec<u8> {
        let names = Metric::ALL
            .iter()
            .map(|m| m.key())
            .chain(Attr::ALL.iter().map(|a| a.key()))
            .chain(Facet::ALL.iter().map(|f| f.key()));
        let mut sum = crc32fast::Hasher::new();
        for name in names.chain([env!("CARGO_PKG_VERSION")]) {
            sum.update(name.as_bytes());
            sum.update(b" ");
        }
        let mut head = MAGIC.to_vec();
        head.extend(VERSION.to_le_bytes());
        head.extend(sum.finalize().to_le_bytes());
        head.extend(self.position.0.to_le_bytes());
        head.extend(self.position.1.to_le_bytes());
        head.extend((self.pool.len() as u64).to_le_bytes());
        head.extend(self.pool.as_bytes());
        head
    }
}

/// A stretch of the file: where it begins, how long it is, its checksum.
type Stretch = (u64, u64, u32);

/// Bytes of the two stretches as they stand behind the head, with a checksum of head and them.
const TABLE: usize = 2 * (8 + 8 + 4) + 4;

impl Pool {
    /// Writes the columns as those of a state of the pool file.
    ///
    /// # Errors
    /// Whatever `to` says.
    pub fn keep(&self, key: &Key, to: &mut (impl Write + Seek)) -> io::Result<()> {
        let head = key.head();
        let begin = (head.len() + TABLE) as u64;
        to.seek(SeekFrom::Start(begin))?;
        let mut stretch = |at: u64, write: &dyn Fn(&mut Out<'_>) -> io::Result<()>| {
            let mut out = Out::new(to);
            write(&mut out)?;
            let len = out.len;
            Ok::<Stretch, io::Error>((at, len, out.sum()))
        };
        let first = stretch(begin, &|out| self.keep_metrics(out))?;
        let second = stretch(begin + first.1, &|out| self.keep_rest(out))?;
        let mut whole = head;
        for (at, len, sum) in [first, second] {
            whole.extend(at.to_le_bytes());
            whole.extend(len.to_le_bytes());
            whole.extend(sum.to_le_bytes());
        }
        whole.extend(crc32fast::hash(&whole).to_le_bytes());
        to.seek(SeekFrom::Start(0))?;
        to.write_all(&whole)
    }

    /// Reads columns that were made of exactly this state of the pool file. `open` opens the file anew for each thread.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::InvalidData`] where the file is of another state or version, or damaged.
    pub fn take<R: Read + Seek>(
        key: &Key,
        open: impl Fn() -> io::Result<R> + Sync,
    ) -> io::Result<Pool> {
        let head = key.head();
        let mut file = open()?;
        let mut found = vec![0; head.len() + TABLE];
        file.read_exact(&mut found)?;
        let (said, sum) = found.split_at(found.len() - 4);
        if said.get(..head.len()) != Some(head.as_slice())
            || crc32fast::hash(said).to_le_bytes() != sum
        {
            return Err(damaged());
        }
        let table = said.get(head.len()..).unwrap_or_default();
        let stretch = |i: usize| -> Stretch {
            let at = |from: usize| table.get(i * 20 + from..).unwrap_or_default();
            (
                wire::Number::take(at(0)),
                wire::Number::take(at(8)),
                wire::Number::take(at(16)),
            )
        };
        let (first, second) = (stretch(0), stretch(1));
        let length = file.seek(SeekFrom::End(0))?;
        if length != second.0.saturating_add(second.1) {
            return Err(damaged());
        }
        let (metrics, rest) = std::thread::scope(|scope| {
            let metrics = scope.spawn(|| take(open()?, first, take_metrics));
            let rest = take(file, second, take_rest);
            let metrics = metrics
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (metrics, rest)
        });
        let mut pool = rest?;
        pool.metrics = metrics?;
        if pool
            .metrics
            .iter()
            .any(|c| c.rows().is_some_and(|n| n != pool.len()))
        {
            return Err(damaged());
        }
        Ok(pool)
    }

    fn keep_metrics(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.count(self.metrics.len())?;
        self.metrics.iter().try_for_each(|c| c.keep(out))
    }

    fn keep_rest(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.roll.keep(out)?;
        self.as_of.keep(out)?;
        out.number(self.newest.map_or(i64::MIN, build::day))?;
        self.money.keep(out)?;
        out.count(self.facets.len())?;
        self.facets.iter().try_for_each(|v| v.keep(out))?;
        out.count(self.attrs.len())?;
        self.attrs.iter().try_for_each(|p| p.keep(out))?;
        self.noted.keep(out)?;
        self.search.keep(out)?;
        self.spelling.keep(out)
    }
}

/// Reads a stretch and holds it against its checksum.
fn take<T>(
    mut file: impl Read + Seek,
    (at, len, sum): Stretch,
    read: impl Fn(&mut In<'_>) -> io::Result<T>,
) -> io::Result<T> {
    file.seek(SeekFrom::Start(at))?;
    let mut from = In::new(&mut file, len);
    let value = read(&mut from)?;
    if from.sum()? == sum {
        Ok(value)
    } else {
        Err(damaged())
    }
}

fn take_metrics(from: &mut In<'_>) -> io::Result<Vec<Column>> {
    let n = from.count(1)?;
    if n != Metric::COUNT {
        return Err(damaged());
    }
    (0..n).map(|_| Column::take(from)).collect()
}

fn take_rest(from: &mut In<'_>) -> io::Result<Pool> {
    let roll = Roll::take(from)?;
    let len = roll.len();
    let as_of = Column::take(from)?;
    let newest: i64 = from.number()?;
    let money = Currencies::take(from)?;
    let n = from.count(1)?;
    let facets: Vec<Values> = (0..n)
        .map(|_| Values::take(from, len))
        .collect::<io::Result<_>>()?;
    let n = from.count(1)?;
    let attrs: Vec<Posting> = (0..n)
        .map(|_| Posting::take(from, len))
        .collect::<io::Result<_>>()?;
    let noted = Posting::take(from, len)?;
    let search = Search::take(from)?;
    let spelling = Spelling::take(from)?;
    if facets.len() != Facet::ALL.len()
        || attrs.len() != Attr::COUNT
        || search.rows_kept() != len
        || spelling.len() != len
        || as_of.rows().is_some_and(|n| n != len)
    {
        return Err(damaged());
    }
    Ok(Pool {
        roll,
        metrics: Vec::new(),
        as_of,
        newest: build::date(newest),
        money,
        tag_words: build::tag_words(&facets),
        facets,
        attrs,
        noted,
        search,
        spelling,
        letters: Default::default(),
        caches: Default::default(),
    })
}
