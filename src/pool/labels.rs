//! What people put on creators: tags, lists, notes. Apart from everything else, so that a change of them makes nothing
//! else anew: a pool with other labels shares all its columns with the one before.

use std::io::{self, Read};
use std::sync::Arc;

use super::Pool;
use super::bits::{Bits, Set};
use super::facet::{Base, Gathering, Values, Whole};
use super::search::Search;
use super::stretch::{Seal, opened, sealed, shut};
use super::wire::{In, Out, damaged};
use crate::domain::sketch::{self, Relabelled};
use crate::text::fold;

/// See the module. Cheap to copy.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    pub tags: Arc<Values>,
    pub lists: Arc<Values>,
    /// Names of tags, folded for searching.
    pub tag_words: Arc<[String]>,
    pub notes: Arc<Notes>,
}

impl Labels {
    fn new(tags: Values, lists: Values, notes: Notes) -> Self {
        Labels {
            tag_words: tags.iter().map(|(name, _)| fold(name)).collect(),
            tags: Arc::new(tags),
            lists: Arc::new(lists),
            notes: Arc::new(notes),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.tags.bytes() + self.lists.bytes() + self.notes.bytes()
    }
}

/// The rows that have notes, and what these say.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Rising.
    rows: Vec<u32>,
    /// A row here is a noted row there.
    search: Search,
}

impl Notes {
    fn push<'t>(&mut self, row: u32, bodies: impl Iterator<Item = &'t str>) {
        let mut bodies = bodies.peekable();
        if bodies.peek().is_some() {
            self.rows.push(row);
            self.search.push_lines(bodies);
        }
    }

    /// Rows with any note.
    pub(super) fn any(&self, len: usize) -> Bits {
        Bits::of(&self.rows, len)
    }

    /// Adds the rows in whose notes the folded word stands.
    pub(super) fn add_rows(&self, folded: &str, out: &mut Bits) {
        if self.rows.is_empty() {
            return;
        }
        for nth in self.search.rows(folded).rows() {
            if let Some(row) = self.rows.get(nth as usize) {
                out.add(*row as usize);
            }
        }
    }

    /// With other notes in some rows, which rise.
    fn changed(&self, changes: &[(u32, &Relabelled)]) -> Self {
        let mut notes = Notes::default();
        let mut changes = changes.iter().peekable();
        let push = |notes: &mut Notes, (row, changed): &(u32, &Relabelled)| {
            notes.push(*row, changed.notes.iter().map(|n| &**n));
        };
        for (nth, row) in self.rows.iter().enumerate() {
            while let Some(change) = changes.next_if(|(changed, _)| changed < row) {
                push(&mut notes, change);
            }
            match changes.next_if(|(changed, _)| changed == row) {
                Some(change) => push(&mut notes, change),
                None => {
                    notes.rows.push(*row);
                    notes.search.push_folded(self.search.text_of(nth));
                }
            }
        }
        changes.for_each(|change| push(&mut notes, change));
        notes
    }

    fn bytes(&self) -> usize {
        self.rows.len() * 4 + self.search.bytes()
    }
}

impl Pool {
    /// The same creators with other labels on some; those that are not in the pool are left out. What was worked out
    /// for questions that labels have no part in stays.
    #[must_use]
    pub fn relabelled(&self, changes: &[Relabelled]) -> Pool {
        let row = |c: &Relabelled| u32::try_from(self.data.roll.row(c.id)?).ok();
        let mut rows: Vec<(u32, &Relabelled)> =
            changes.iter().filter_map(|c| Some((row(c)?, c))).collect();
        rows.sort_by_key(|(row, _)| *row);
        rows.dedup_by_key(|(row, _)| *row);
        let with = |values: &Values, of: fn(&Relabelled) -> &[Arc<str>]| {
            let rows: Vec<(u32, &[Arc<str>])> = rows.iter().map(|(row, c)| (*row, of(c))).collect();
            values.changed(&rows)
        };
        let labels = Labels::new(
            with(&self.labels.tags, |c| &c.tags),
            with(&self.labels.lists, |c| &c.lists),
            self.labels.notes.changed(&rows),
        );
        self.with_labels(labels)
    }

    /// The same creators with labels made anew for all of them; nothing where these are of other creators.
    pub fn relabelled_all(&self, labels: AllLabels) -> Option<Pool> {
        (labels.rows == self.len()).then(|| self.with_labels(labels.labels()))
    }

    /// How many of some creators have each tag, then are on each list; what none of them has is left out.
    pub fn having(&self, ids: &[u32]) -> [Vec<(String, usize)>; 2] {
        let mut rows = Bits::none(self.len());
        for row in ids.iter().filter_map(|id| self.data.roll.row(*id)) {
            rows.add(row);
        }
        let set = Set::new(rows);
        let base = Base::new(&set);
        let count = |values: &Values| {
            let counts = values
                .iter()
                .map(|(name, rows)| (name.to_owned(), rows.count_in(&base)));
            counts.filter(|(_, n)| *n > 0).collect()
        };
        [count(&self.labels.tags), count(&self.labels.lists)]
    }

    fn with_labels(&self, labels: Labels) -> Pool {
        Pool {
            data: Arc::clone(&self.data),
            labels,
            work: self.work.clone(),
            returns: self.returns.clone(),
            caches: self.caches().without_labels().into(),
        }
    }
}

/// Labels while they are gathered, row by row.
#[derive(Debug)]
pub(super) struct Growing {
    tags: Gathering,
    lists: Gathering,
    notes: Notes,
    rows: u32,
}

impl Growing {
    pub(super) fn new(expected: usize) -> Self {
        Growing {
            tags: Gathering::new(expected),
            lists: Gathering::new(expected),
            notes: Notes::default(),
            rows: 0,
        }
    }

    pub(super) fn push(&mut self, labels: &sketch::Labels<'_>) {
        self.tags.push(labels.tags.iter().map(|t| &**t));
        self.lists.push(labels.lists.iter().map(|l| &**l));
        self.notes
            .push(self.rows, labels.notes.iter().map(|n| &*n.body));
        self.rows += 1;
    }

    pub(super) fn freeze(self) -> Labels {
        Labels::new(self.tags.freeze(), self.lists.freeze(), self.notes)
    }
}

/// Labels of a stretch of creators in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedLabels {
    /// For [`LabelHead::read`].
    pub head: Vec<u8>,
    /// For [`AllLabels::add`].
    pub bytes: Vec<u8>,
}

/// Gathers the labels of a stretch, where everything else of it is at hand.
#[derive(Debug, Default)]
pub struct LabelsBuilder {
    growing: Option<Growing>,
}

impl LabelsBuilder {
    /// The next creator, also one without any label: ids rise.
    pub fn push(&mut self, labels: &sketch::Labels<'_>) {
        let growing = self.growing.get_or_insert_with(|| Growing::new(0));
        growing.push(labels);
    }

    /// The labels so far in bytes. The builder is then to be filled anew.
    pub fn pack(&mut self) -> PackedLabels {
        let growing = self.growing.take().unwrap_or_else(|| Growing::new(0));
        let rows = growing.rows as usize;
        PackedLabels::of(&growing.freeze(), rows)
    }
}

/// Values with their numbers of rows, and how many rows have none.
type Counted = (Vec<(Box<str>, usize)>, usize);

/// What the labels of a stretch hold.
#[derive(Debug, Clone)]
pub struct LabelHead {
    rows: usize,
    /// Of tags and of lists.
    values: [Counted; 2],
    noted: usize,
    /// Bytes of notes.
    text: usize,
    seal: Seal,
}

impl PackedLabels {
    pub(super) fn of(labels: &Labels, rows: usize) -> Self {
        let mut out = Out::default();
        labels.tags.keep(&mut out);
        labels.lists.keep(&mut out);
        out.numbers(&labels.notes.rows);
        labels.notes.search.keep(&mut out);
        let bytes = out.bytes;
        let mut head = Out::default();
        head.count(rows);
        for values in [&labels.tags, &labels.lists] {
            let all: Vec<_> = values.counts().collect();
            head.count(all.len());
            for (name, n) in all {
                head.text(name);
                head.count(n);
            }
            head.count(values.without());
        }
        head.count(labels.notes.rows.len());
        head.count(labels.notes.search.text().len());
        head.number(bytes.len() as u64);
        head.number(crc32fast::hash(&bytes));
        PackedLabels {
            head: shut(head),
            bytes,
        }
    }
}

impl LabelHead {
    /// Reads one.
    ///
    /// # Errors
    /// As [`super::Head::read`].
    pub fn read(bytes: &[u8]) -> io::Result<Self> {
        let from = &mut opened(bytes)?;
        let rows = from.count(0)?;
        let values = |from: &mut In<'_>| {
            let n = from.count(1)?;
            let all = (0..n).map(|_| Ok((from.text()?.into(), from.count(0)?)));
            Ok::<_, io::Error>((all.collect::<io::Result<_>>()?, from.count(0)?))
        };
        Ok(LabelHead {
            rows,
            values: [values(from)?, values(from)?],
            noted: from.count(0)?,
            text: from.count(0)?,
            seal: (from.number()?, from.number()?),
        })
    }

    /// How many creators.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// The labels of a whole pool, filled stretch by stretch.
#[derive(Debug)]
pub struct AllLabels {
    tags: Whole,
    lists: Whole,
    notes: Notes,
    rows: usize,
    buffer: Vec<u8>,
}

impl AllLabels {
    /// For stretches with these heads.
    pub fn new(heads: &[LabelHead]) -> Self {
        let len = heads.iter().map(|h| h.rows).sum();
        let whole = |of: fn(&LabelHead) -> &Counted| {
            let counts = heads.iter().flat_map(|h| &of(h).0);
            let without = heads.iter().map(|h| of(h).1).sum();
            Whole::new(counts.map(|(name, n)| (&**name, *n)), without, len)
        };
        let noted = heads.iter().map(|h| h.noted).sum();
        AllLabels {
            tags: whole(|h| &h.values[0]),
            lists: whole(|h| &h.values[1]),
            notes: Notes {
                rows: Vec::with_capacity(noted),
                search: Search::with_room(noted, heads.iter().map(|h| h.text).sum()),
            },
            rows: 0,
            buffer: Vec::new(),
        }
    }

    /// Takes in the next stretch.
    ///
    /// # Errors
    /// As [`super::Numbers::add`].
    pub fn add(&mut self, head: &LabelHead, mut from: impl Read) -> io::Result<()> {
        let from = &mut In::new(sealed(&mut from, head.seal, &mut self.buffer)?);
        self.tags.append(&Values::take(from, head.rows)?);
        self.lists.append(&Values::take(from, head.rows)?);
        let noted: Vec<u32> = from.numbers()?;
        let before = u32::try_from(self.rows).map_err(|_| damaged())?;
        self.notes.search.take(from, noted.len())?;
        self.notes.rows.extend(noted.iter().map(|row| row + before));
        self.rows += head.rows;
        Ok(())
    }

    pub(super) fn labels(self) -> Labels {
        Labels::new(self.tags.values(), self.lists.values(), self.notes)
    }
}
