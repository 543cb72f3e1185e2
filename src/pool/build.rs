//! Filling the pool, creator by creator; in pieces where several threads read the file.

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::Pool;
use super::column::{Column, Growing};
use super::facet::{Gathering, Posting, Rising, Values};
use super::money::Currencies;
use super::roll::Roll;
use super::score::scores;
use super::search::Search;
use super::spelling::Spelling;
use crate::domain::creator::Record;
use crate::domain::facet::{Facet, TOP_CATEGORIES};
use crate::domain::field::{Attr, Metric};
use crate::domain::sketch::{self, Sketch};
use crate::text::fold;

fn growing(rows: usize) -> Vec<Growing> {
    let rows = rows.min(STRETCH);
    Metric::ALL.iter().map(|_| Growing::new(rows)).collect()
}

/// Days since 1970, for a column.
pub(super) fn day(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since(epoch).map_or(0, |s| s.get_days().into())
}

/// The day of such a number.
pub(super) fn date(day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(day).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(days).ok()
}

/// Rows whose columns are laid down at a time while a pool is filled; few in tests, whose pools are small.
const STRETCH: usize = if cfg!(test) { 40 } else { 1 << 16 };

/// Columns of some rows, laid down: how many rows, by [`Metric::index`], and the days.
type Stretch = (usize, Vec<Column>, Column);

/// Fills a [`Pool`].
///
/// Most creators lack most values. So that filling a pool takes hardly more memory than the pool, the columns of a
/// stretch of rows are laid down as soon as it is full, those that are nearly empty without their gaps.
#[derive(Debug)]
pub struct Builder {
    ids: Vec<u32>,
    laid: Vec<Stretch>,
    /// The columns of the rows after these.
    metrics: Vec<Growing>,
    as_of: Growing,
    /// How many rows they have.
    begun: usize,
    newest: Option<Date>,
    /// A day as a date and as a number: mostly the next creator's as well.
    day: (Option<Date>, i64),
    money: Currencies,
    facets: Vec<Gathering>,
    attrs: Vec<Rising>,
    noted: Rising,
    search: Search,
    spelling: Spelling,
}

impl Builder {
    /// For about so many creators; more are fine.
    pub fn with_capacity(creators: usize) -> Self {
        Builder {
            ids: Vec::with_capacity(creators),
            laid: Vec::new(),
            metrics: growing(creators),
            as_of: Growing::new(creators.min(STRETCH)),
            begun: 0,
            newest: None,
            day: (None, 0),
            money: Currencies::with_capacity(creators),
            facets: Facet::ALL.map(|_| Gathering::new(creators)).into(),
            attrs: Attr::ALL.iter().map(|_| Rising::new()).collect(),
            noted: Rising::new(),
            search: Search::with_capacity(creators),
            spelling: Spelling::with_capacity(creators),
        }
    }

    /// Takes in one creator. Ids must rise from call to call; returns false, and leaves the creator out, where one does
    /// not.
    pub fn push(&mut self, s: &Sketch<'_>) -> bool {
        let Ok(row) = u32::try_from(self.ids.len()) else {
            return false;
        };
        if self.ids.last().is_some_and(|last| *last >= s.id) {
            return false;
        }
        if self.begun == STRETCH {
            self.lay_down();
        }
        self.ids.push(s.id);
        for (metric, raw) in s.metrics.present() {
            if let Some(column) = self.metrics.get_mut(metric) {
                column.set(self.begun, raw);
            }
        }
        self.money.push(row, s);
        if let Some(date) = s.as_of {
            if self.day.0 != Some(date) {
                self.day = (Some(date), day(date));
            }
            self.as_of.set(self.begun, self.day.1);
            self.newest = self.newest.max(Some(date));
        }
        self.begun += 1;
        for (facet, values) in Facet::ALL.iter().zip(&mut self.facets) {
            match facet {
                Facet::Tier => {}
                Facet::Category => values.push(s.list(Attr::Categories).take(TOP_CATEGORIES)),
                Facet::Region => values.push(s.attr(Attr::Region).into_iter()),
                Facet::Language => values.push(s.attr(Attr::Language).into_iter()),
                Facet::Platform => values.push(std::iter::once(s.platform.key())),
                Facet::Tag => values.push(s.labels.tags.iter().map(|t| &**t)),
                Facet::List => values.push(s.labels.lists.iter().map(|l| &**l)),
                Facet::Age => values.push(s.largest_band().into_iter()),
                Facet::Source => values.push(s.sources().map(|s| s.key())),
            }
        }
        for (text, rows) in s.attrs.iter().zip(&mut self.attrs) {
            if text.is_some() {
                rows.add(row);
            }
        }
        if !s.labels.notes.is_empty() {
            self.noted.add(row);
        }
        self.search.push(s, &mut self.spelling);
        true
    }

    /// The room in which a stretch grows is used again for the next one: given back and asked for again, it would leave
    /// gaps between the columns laid down.
    fn lay_down(&mut self) {
        let rows = std::mem::take(&mut self.begun);
        let lay = |column: &mut Growing| {
            column.pad(rows);
            column.lay()
        };
        let metrics = self.metrics.iter_mut().map(lay).collect();
        self.laid.push((rows, metrics, lay(&mut self.as_of)));
    }

    /// Takes in a creator that is at hand whole; as [`Builder::push`].
    pub fn push_record(&mut self, r: &Record) -> bool {
        sketch::of_record(r, |s| self.push(s))
    }

    /// The pool, with what only the whole of it tells.
    pub fn build(self) -> Pool {
        self.join(Vec::new())
    }

    /// The pool of several pieces, each with greater ids than the one before. Columns are put together and narrowed on
    /// two threads, each piece given back as soon as it is taken over.
    pub fn join(self, later: Vec<Builder>) -> Pool {
        let mut all = vec![self];
        all.extend(later);
        let lens: Vec<usize> = all.iter().map(|b| b.ids.len()).collect();
        let len: usize = lens.iter().sum();
        let newest = all.iter().filter_map(|b| b.newest).max();
        let mut parts = Parts::default();
        for mut b in all {
            b.lay_down();
            parts.take(b);
        }
        let roll = Roll::new(concat(parts.ids));
        let works = parts
            .metrics
            .into_iter()
            .map(|pieces| Box::new(move || Made::Metric(column(pieces, len))) as Work<'_>);
        let mut works: Vec<Work<'_>> = works.collect();
        let (as_of, search, attrs, noted) = (parts.as_of, parts.search, parts.attrs, parts.noted);
        let spelling = parts.spelling;
        works.push(Box::new(move || Made::AsOf(column(as_of, len))));
        for pieces in parts.facets {
            works.push(Box::new(|| {
                let whole = pieces.into_iter().reduce(|mut whole, next| {
                    whole.append(next);
                    whole
                });
                Made::Facet(whole.unwrap_or_else(|| Gathering::new(0)).freeze())
            }));
        }
        works.push(Box::new(|| {
            let whole = search.into_iter().reduce(|mut whole, next| {
                whole.append(next);
                whole
            });
            let mut whole = whole.unwrap_or_default();
            whole.shrink();
            Made::Search(whole)
        }));
        works.push(Box::new(|| {
            let whole = spelling.into_iter().reduce(|mut whole, next| {
                whole.append(next);
                whole
            });
            let mut whole = whole.unwrap_or_default();
            whole.shrink();
            Made::Spelling(whole)
        }));
        works.push(Box::new(|| {
            let rows = attrs.into_iter().map(|pieces| posting(pieces, &lens));
            Made::Attrs(rows.collect(), posting(noted, &lens))
        }));
        // the last ones are the longest
        works.reverse();
        let mut pool = Pool {
            roll,
            metrics: Vec::with_capacity(Metric::COUNT),
            as_of: Column::Empty,
            newest,
            money: Currencies::default(),
            facets: Vec::with_capacity(Facet::ALL.len()),
            tag_words: Vec::new(),
            attrs: Vec::new(),
            noted: Posting::new(Vec::new(), len),
            search: Search::default(),
            spelling: Spelling::default(),
            letters: Default::default(),
            caches: Default::default(),
        };
        for made in together(works).into_iter().rev() {
            match made {
                Made::Metric(c) => pool.metrics.push(c),
                Made::AsOf(c) => pool.as_of = c,
                Made::Facet(v) => pool.facets.push(v),
                Made::Search(s) => pool.search = s,
                Made::Spelling(s) => pool.spelling = s,
                Made::Attrs(attrs, noted) => (pool.attrs, pool.noted) = (attrs, noted),
            }
        }
        pool.money = money(parts.money, &lens, &pool.metrics, len);
        let score = scores(&pool.metrics, len);
        if let Some(column) = pool.metrics.get_mut(Metric::Score.index()) {
            *column = score;
        }
        pool.tag_words = tag_words(&pool.facets);
        pool
    }
}

/// Names of tags, folded for searching.
pub(super) fn tag_words(facets: &[Values]) -> Vec<String> {
    let tags = facets.get(Facet::Tag.index());
    tags.map(|tags| tags.iter().map(|(name, _)| fold(name)).collect())
        .unwrap_or_default()
}

/// The pieces of a pool, column by column.
#[derive(Default)]
struct Parts {
    ids: Vec<Vec<u32>>,
    metrics: Vec<Vec<(usize, Column)>>,
    as_of: Vec<(usize, Column)>,
    money: Vec<Currencies>,
    facets: Vec<Vec<Gathering>>,
    attrs: Vec<Vec<Rising>>,
    noted: Vec<Rising>,
    search: Vec<Search>,
    spelling: Vec<Spelling>,
}

impl Parts {
    fn take(&mut self, b: Builder) {
        fn each<T>(to: &mut Vec<Vec<T>>, from: Vec<T>) {
            to.resize_with(from.len(), Vec::new);
            for (pieces, piece) in to.iter_mut().zip(from) {
                pieces.push(piece);
            }
        }
        self.ids.push(b.ids);
        for (rows, metrics, as_of) in b.laid {
            let metrics = metrics.into_iter().map(|c| (rows, c)).collect();
            each(&mut self.metrics, metrics);
            self.as_of.push((rows, as_of));
        }
        self.money.push(b.money);
        each(&mut self.facets, b.facets);
        each(&mut self.attrs, b.attrs);
        self.noted.push(b.noted);
        self.search.push(b.search);
        self.spelling.push(b.spelling);
    }
}

/// A part of a pool that is done by itself.
enum Made {
    Metric(Column),
    AsOf(Column),
    Facet(Values),
    Search(Search),
    Spelling(Spelling),
    Attrs(Vec<Posting>, Posting),
}

type Work<'w> = Box<dyn FnOnce() -> Made + Send + 'w>;

/// Does the works on two threads. Results are in the order of the works.
fn together(works: Vec<Work<'_>>) -> Vec<Made> {
    let mut made: Vec<Option<Made>> = works.iter().map(|_| None).collect();
    let (queue, done) = (
        Mutex::new(works.into_iter().enumerate()),
        Mutex::new(&mut made),
    );
    let run = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((at, work)) = next else { break };
            let result = work();
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(place) = done.get_mut(at) {
                *place = Some(result);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(run);
        run();
    });
    made.into_iter().flatten().collect()
}

/// One column of the stretches of one.
fn column(mut pieces: Vec<(usize, Column)>, len: usize) -> Column {
    if pieces.len() == 1
        && let Some((_, whole)) = pieces.pop()
    {
        return whole;
    }
    let mut whole = Growing::new(len);
    for (rows, piece) in pieces {
        whole.append(&piece, rows);
    }
    whole.freeze()
}

fn posting(pieces: Vec<Rising>, lens: &[usize]) -> Posting {
    let (mut whole, mut offset) = (Rising::new(), 0);
    for (piece, len) in pieces.into_iter().zip(lens) {
        whole.append(piece, u32::try_from(offset).unwrap_or(u32::MAX));
        offset += len;
    }
    whole.freeze(offset)
}

fn money(pieces: Vec<Currencies>, lens: &[usize], metrics: &[Column], len: usize) -> Currencies {
    let mut whole = Currencies::with_capacity(len);
    let mut offset = 0;
    for (piece, len) in pieces.into_iter().zip(lens) {
        whole.append(piece, u32::try_from(offset).unwrap_or(u32::MAX));
        offset += len;
    }
    whole.freeze(metrics, len)
}

fn concat(pieces: Vec<Vec<u32>>) -> Vec<u32> {
    let mut pieces = pieces.into_iter();
    let mut whole = pieces.next().unwrap_or_default();
    for piece in pieces {
        whole.extend(piece);
    }
    whole
}
