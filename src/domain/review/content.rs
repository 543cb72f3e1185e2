//! The third board: what was watched, liked and shared; which videos and lives are worth being kept; which style sells.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Subject;
use super::creators::{compared, figure_columns};
use super::figure::{Behind, Board, Cell, Chart, Column, Mark, Section, Value};
use super::matter::Piece;
use super::side::Side;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::domain::metrics::{Benchmark, benchmark};
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::domain::returns::funnel::{Funnel, Rate};
use crate::domain::returns::sums::added;
use crate::domain::returns::{Ratio, Sums};

/// Rates of fewer plays are chance: what has fewer stands last, and is nobody's best.
pub const PLAYS: i64 = 1_000;

/// Of what is told one by one, so many are read from top to bottom.
const BRIEF: usize = 20;

/// So many are told one by one.
const MOST: usize = 1_000;

/// So many are the best by each rate.
const BEST: usize = 5;

/// What content is ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Rate(Rate),
    Completion,
}

const RANKED: [By; 5] = [
    By::Rate(Rate::Engagement),
    By::Rate(Rate::Like),
    By::Rate(Rate::Comment),
    By::Rate(Rate::Share),
    By::Completion,
];

impl By {
    const fn key(self) -> &'static str {
        match self {
            By::Rate(rate) => rate.key(),
            By::Completion => "completion",
        }
    }

    const fn metric(self) -> Option<Metric> {
        match self {
            By::Rate(Rate::Engagement) => Some(Metric::Engagement),
            By::Rate(Rate::Like) => Some(Metric::LikeRate),
            By::Rate(Rate::Share) => Some(Metric::ShareRate),
            By::Completion => Some(Metric::Completion),
            By::Rate(_) => None,
        }
    }

    /// Counted of this one: a like rate is of videos, since a LIVE is liked as often as somebody taps.
    fn counts(self, piece: &Piece) -> bool {
        self != By::Rate(Rate::Like) || piece.kind.as_deref() != Some("live")
    }

    /// As it is told: a tenth of a percent would not tell most rates apart.
    fn value(self, of: Option<Ratio>) -> Value {
        match self {
            By::Rate(_) => Value::rate(of),
            By::Completion => Value::percent(of),
        }
    }

    fn of(self, piece: &Piece, sums: &Sums) -> Option<Ratio> {
        match self {
            _ if !self.counts(piece) => None,
            By::Rate(rate) => sums.rate(rate),
            By::Completion => piece
                .completion
                .map(|raw| Ratio::from_raw(raw, Unit::Ratio)),
        }
    }
}

/// A piece with what it is ranked by: sums of fifty thousand of them would be much to carry about.
struct Told<'p> {
    piece: &'p Piece,
    /// In the order of [`RANKED`].
    rates: [Option<Ratio>; RANKED.len()],
}

/// The counts of a piece as sums have them.
fn sums(piece: &Piece) -> Sums {
    let mut sums = Sums {
        funnel: piece.funnel,
        orders: piece.orders,
        contents: 1,
        ..Sums::default()
    };
    sums.direct.gmv = piece.gmv.map(i128::from);
    sums
}

fn told(piece: &Piece) -> Told<'_> {
    let sums = sums(piece);
    Told {
        piece,
        rates: RANKED.map(|by| by.of(piece, &sums)),
    }
}

/// The first so many of an order, in that order.
fn first<T>(mut all: Vec<T>, most: usize, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if most < all.len() {
        all.select_nth_unstable_by(most, &order);
        all.truncate(most);
    }
    all.sort_by(order);
    all
}

impl Told<'_> {
    fn counts(&self) -> bool {
        self.piece.funnel.plays.is_some_and(|n| n >= PLAYS)
    }
}

/// Whether a rate passes the field's benchmark; none where there is none.
fn passes(rate: Option<Ratio>, by: By) -> Option<bool> {
    let edge: Benchmark = benchmark(by.metric()?, None)?;
    rate.map(|r| r.cmp_to(edge.threshold) == Ordering::Greater)
}

/// Puts the board together.
pub fn board(now: &Side<'_>, before: Option<&Side<'_>>) -> Board {
    let all: Vec<Told<'_>> = now.matter.pieces.iter().map(told).collect();
    let sections = vec![
        figures(now, before, &all),
        best(now, &all),
        best_sellers(now),
        styles(now, before),
        earned(now, before),
        library(now),
        ranking(now, &all),
    ];
    Board {
        id: "content",
        sections,
    }
}

/// Counts of many pieces: each rate of those that tell what it is made of.
#[derive(Default)]
struct Pool {
    pieces: usize,
    funnel: Funnel,
    orders: Option<i64>,
    /// Completion times plays, and these plays.
    completed: (i128, i128),
    /// By rate: what it divides, and by what.
    rates: [(i128, i128); RANKED.len()],
    clicks: (i128, i128),
    sold: (i128, i128),
}

impl Pool {
    fn of<'p>(all: impl Iterator<Item = &'p Piece>) -> Pool {
        let mut pool = Pool::default();
        for piece in all {
            let f = &piece.funnel;
            pool.pieces += 1;
            pool.funnel.join(f);
            pool.orders = added(pool.orders, piece.orders);
            if let Some((plays, raw)) = f.plays.zip(piece.completion) {
                pool.completed.0 += i128::from(plays) * i128::from(raw >> 1);
                pool.completed.1 += i128::from(plays);
            }
            let all = || f.likes?.checked_add(f.comments?)?.checked_add(f.shares?);
            let counts = [all(), f.likes, f.comments, f.shares];
            for ((slot, by), n) in pool.rates.iter_mut().zip(RANKED).zip(counts) {
                add(slot, n.filter(|_| by.counts(piece)), f.plays);
            }
            add(&mut pool.clicks, f.clicks, f.plays);
            add(&mut pool.sold, piece.orders, f.clicks);
        }
        pool
    }

    fn rate(&self, by: By) -> Option<Ratio> {
        if by == By::Completion {
            let (num, den) = self.completed;
            return Ratio::of(num, den * i128::from(Unit::Ratio.per_one() / 2));
        }
        let at = RANKED.iter().position(|r| *r == by)?;
        let (num, den) = self.rates.get(at).copied()?;
        Ratio::of(num, den)
    }
}

fn add(slot: &mut (i128, i128), num: Option<i64>, den: Option<i64>) {
    if let Some((num, den)) = num.zip(den) {
        slot.0 += i128::from(num);
        slot.1 += i128::from(den);
    }
}

fn figures(now: &Side<'_>, before: Option<&Side<'_>>, all: &[Told<'_>]) -> Section {
    let about = Message::new("review-about-content");
    let mut section = Section::new("figures", about, figure_columns());
    let mine = Pool::of(all.iter().map(|t| t.piece));
    let theirs = before.map(|b| Pool::of(b.matter.pieces.iter()));
    type Of<'o> = &'o dyn Fn(&Pool) -> Value;
    let mut row = |name: &str, by: Option<By>, of: Of<'_>| {
        let was = theirs.as_ref().map_or(Value::Missing, of);
        let mut cells = compared(name, None, of(&mine), was);
        if let Some(by) = by
            && let Some(cell) = cells.get_mut(2)
        {
            let mark = Value::Missing.passing(passes(mine.rate(by), by)).mark;
            if mark != Mark::None {
                cell.mark = mark;
            }
        }
        section.row(cells, Behind::AllContent);
    };
    row("contents", None, &|p| {
        Value::Count(i64::try_from(p.pieces).unwrap_or(i64::MAX))
    });
    row("plays", None, &|p| Value::count(p.funnel.plays));
    row("likes", None, &|p| Value::count(p.funnel.likes));
    row("comments", None, &|p| Value::count(p.funnel.comments));
    row("shares", None, &|p| Value::count(p.funnel.shares));
    for by in RANKED {
        row(by.key(), Some(by), &|p| by.value(p.rate(by)));
    }
    row("ctr", None, &|p| {
        Value::rate(Ratio::of(p.clicks.0, p.clicks.1))
    });
    row("cvr", None, &|p| Value::rate(Ratio::of(p.sold.0, p.sold.1)));
    row("orders", None, &|p| Value::count(p.orders));
    section.notes.push(Message::new("review-note-benchmarks"));
    if matches!(now.matter.subject, Subject::Days(_)) {
        section.notes.push(Message::new("review-note-content-days"));
    }
    section
}

fn piece_name(piece: &Piece) -> Cell {
    match &piece.title {
        Some(title) => Value::Text(Arc::clone(title)).marked(Mark::Strong),
        None => Value::Text(Arc::clone(&piece.id)).marked(Mark::Strong),
    }
}

fn handle(now: &Side<'_>, creator: u32) -> Value {
    match now.person(creator) {
        Some(p) => Value::Text(format!("@{}", p.handle).into()),
        None => Value::Missing,
    }
}

/// The best by each rate.
fn best(now: &Side<'_>, all: &[Told<'_>]) -> Section {
    let columns = vec![
        Column::name("by"),
        Column::number("place"),
        Column::number("rate"),
        Column::name("content"),
        Column::name("creator"),
        Column::number("plays"),
        Column::name("style"),
        Column::number("orders"),
    ];
    let about = Message::new("review-about-best").with("plays", PLAYS);
    let mut section = Section::new("best", about, columns);
    for (at, by) in RANKED.into_iter().enumerate() {
        let rated = all.iter().filter(|t| t.counts());
        let rate = |t: &Told<'_>| t.rates.get(at).copied().flatten();
        let rated: Vec<_> = rated.filter_map(|t| Some((rate(t)?, t))).collect();
        let rated = first(rated, BEST, |a, b| {
            b.0.cmp(&a.0).then_with(|| a.1.piece.id.cmp(&b.1.piece.id))
        });
        for (nth, (rate, t)) in (1i64..).zip(rated) {
            let p = t.piece;
            section.row(
                vec![
                    Value::Word(format!("review-figure-{}", by.key().replace('_', "-"))).into(),
                    Value::Count(nth).marked(Mark::Dim),
                    by.value(Some(rate)).passing(passes(Some(rate), by)),
                    piece_name(p),
                    handle(now, p.creator).into(),
                    Value::count(p.funnel.plays).into(),
                    Value::name(p.style.as_ref()).into(),
                    Value::count(p.orders).into(),
                ],
                Behind::Content(p.creator, Arc::clone(&p.id)),
            );
        }
    }
    section
}

/// What sold most, in each currency by itself.
fn best_sellers(now: &Side<'_>) -> Section {
    let columns = vec![
        Column::number("place"),
        Column::name("content"),
        Column::name("creator"),
        Column::number("gmv"),
        Column::number("orders"),
        Column::number("plays"),
        Column::number("cvr"),
        Column::number("gpm"),
        Column::name("style"),
        Column::name("currency"),
    ];
    let about = Message::new("review-about-best-sellers");
    let mut section = Section::new("best_sellers", about, columns);
    let mut sold: BTreeMap<Currency, Vec<(i128, &Piece)>> = BTreeMap::new();
    for p in &now.matter.pieces {
        let worth = p.gmv.map(|gmv| now.worth(p.currency, gmv.into()));
        if let Some((currency, gmv)) = worth.filter(|(_, gmv)| *gmv > 0) {
            sold.entry(currency).or_default().push((gmv, p));
        }
    }
    for (currency, all) in sold {
        let order = first(all, BEST, |a, b| (b.0, &a.1.id).cmp(&(a.0, &b.1.id)));
        for (nth, (gmv, p)) in (1i64..).zip(order) {
            let per_play = p
                .funnel
                .plays
                .and_then(|n| Ratio::of(gmv * 1_000, n.into()));
            section.row(
                vec![
                    Value::Count(nth).marked(Mark::Dim),
                    piece_name(p),
                    handle(now, p.creator).into(),
                    Value::Money(gmv, currency).into(),
                    Value::count(p.orders).into(),
                    Value::count(p.funnel.plays).into(),
                    Value::rate(sums(p).rate(Rate::Cvr)).into(),
                    Value::price(per_play, currency).into(),
                    Value::name(p.style.as_ref()).into(),
                    Value::code(currency).marked(Mark::Dim),
                ],
                Behind::Content(p.creator, Arc::clone(&p.id)),
            );
        }
    }
    section
}

/// Videos and lives by style.
type Styles<'p> = BTreeMap<Option<Arc<str>>, Vec<&'p Piece>>;

fn by_style<'p>(side: &Side<'p>) -> Styles<'p> {
    let mut all = Styles::new();
    for p in &side.matter.pieces {
        all.entry(p.style.clone()).or_default().push(p);
    }
    all
}

fn style_name(style: Option<&Arc<str>>) -> Cell {
    match style {
        Some(style) => Value::Text(Arc::clone(style)).marked(Mark::Strong),
        None => Value::Word("roi-no-style".into()).marked(Mark::Dim),
    }
}

fn styles(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("style"),
        Column::number("contents"),
        Column::number("plays"),
        Column::number("engagement"),
        Column::number("completion"),
        Column::number("ctr"),
        Column::number("orders"),
        Column::number("cvr"),
        Column::number("cvr_before"),
        Column::number("change"),
    ];
    let mut section = Section::new("styles", Message::new("review-about-styles"), columns);
    section.chart = Some(Chart::Bars(7));
    let theirs = before.map(by_style).unwrap_or_default();
    let mut all: Vec<_> = by_style(now)
        .into_iter()
        .map(|(style, pieces)| (style, Pool::of(pieces.into_iter())))
        .collect();
    all.sort_by_key(|(style, pool)| (style.is_none(), Reverse(pool.orders)));
    for (style, pool) in all {
        let was = theirs.get(&style).map(|p| Pool::of(p.iter().copied()));
        let cvr = |p: &Pool| Value::rate(Ratio::of(p.sold.0, p.sold.1));
        let (value, then) = (cvr(&pool), was.as_ref().map_or(Value::Missing, cvr));
        let change = value.change(&then);
        let rated = |by: By| by.value(pool.rate(by)).passing(passes(pool.rate(by), by));
        section.row(
            vec![
                style_name(style.as_ref()),
                Value::Count(i64::try_from(pool.pieces).unwrap_or(i64::MAX)).into(),
                Value::count(pool.funnel.plays).into(),
                rated(By::Rate(Rate::Engagement)),
                rated(By::Completion),
                Value::rate(Ratio::of(pool.clicks.0, pool.clicks.1)).into(),
                Value::count(pool.orders).into(),
                value.marked(Mark::Strong),
                then.marked(Mark::Dim),
                change.into(),
            ],
            Behind::OfStyle(style, None),
        );
    }
    section
}

/// What each style sold, in each currency by itself: of those that tell their sales.
fn earned(now: &Side<'_>, before: Option<&Side<'_>>) -> Section {
    let columns = vec![
        Column::name("style"),
        Column::number("contents"),
        Column::number("plays"),
        Column::number("gmv"),
        Column::number("gpm"),
        Column::number("gpm_before"),
        Column::number("change"),
        Column::name("currency"),
    ];
    let about = Message::new("review-about-style-sales");
    let mut section = Section::new("style_sales", about, columns);
    section.chart = Some(Chart::Bars(4));
    #[derive(Default)]
    struct Sold {
        pieces: i64,
        plays: Option<i64>,
        gmv: i128,
        /// Sales of those that tell their plays, and these plays.
        per_play: (i128, i128),
    }
    type Sales = BTreeMap<(Currency, Option<Arc<str>>), Sold>;
    fn sales(side: &Side<'_>) -> Sales {
        let mut all = Sales::new();
        for p in &side.matter.pieces {
            let Some(gmv) = p.gmv else { continue };
            let (currency, gmv) = side.worth(p.currency, gmv.into());
            let slot = all.entry((currency, p.style.clone())).or_default();
            slot.pieces += 1;
            slot.plays = added(slot.plays, p.funnel.plays);
            slot.gmv += gmv;
            if let Some(plays) = p.funnel.plays {
                slot.per_play.0 += gmv;
                slot.per_play.1 += i128::from(plays);
            }
        }
        all
    }
    let theirs = before.map(sales).unwrap_or_default();
    let mut all: Vec<_> = sales(now).into_iter().collect();
    all.sort_by_key(|((currency, style), sold)| (*currency, style.is_none(), Reverse(sold.gmv)));
    for ((currency, style), sold) in all {
        let gpm = |s: &Sold| {
            let (gmv, plays) = s.per_play;
            Value::price(Ratio::of(gmv * 1_000, plays), currency)
        };
        let was = theirs.get(&(currency, style.clone()));
        let (value, then) = (gpm(&sold), was.map_or(Value::Missing, gpm));
        let change = value.change(&then);
        section.row(
            vec![
                style_name(style.as_ref()),
                Value::Count(sold.pieces).into(),
                Value::count(sold.plays).into(),
                Value::Money(sold.gmv, currency).into(),
                value.marked(Mark::Strong),
                then.marked(Mark::Dim),
                change.into(),
                Value::code(currency).marked(Mark::Dim),
            ],
            // at fixed rates those of all currencies are one
            Behind::OfStyle(
                style,
                Some(currency).filter(|_| !now.by.rules.rates.is_set()),
            ),
        );
    }
    section
}

/// What is worth being looked at again, of all reviews.
fn library(now: &Side<'_>) -> Section {
    let columns = vec![
        Column::name("content"),
        Column::name("creator"),
        Column::name("style"),
        Column::name("hook"),
        Column::name("note"),
        Column::name("since"),
        Column::number("plays"),
        Column::number("engagement"),
        Column::number("completion"),
        Column::number("orders"),
    ];
    let mut section = Section::new("library", Message::new("review-about-library"), columns);
    section.brief = BRIEF;
    for example in &now.matter.library {
        let p = &example.piece;
        let engaged = sums(p).rate(Rate::Engagement);
        let completed = p.completion.map(|raw| Ratio::from_raw(raw, Unit::Ratio));
        section.row(
            vec![
                piece_name(p),
                handle(now, p.creator).into(),
                Value::name(p.style.as_ref()).into(),
                Value::name(example.hook.as_ref()).into(),
                Value::name(example.note.as_ref()).marked(Mark::Dim),
                example.since.map_or(Value::Missing, Value::Day).into(),
                Value::count(p.funnel.plays).into(),
                Value::rate(engaged).passing(passes(engaged, By::Rate(Rate::Engagement))),
                Value::percent(completed).passing(passes(completed, By::Completion)),
                Value::count(p.orders).into(),
            ],
            Behind::Content(p.creator, Arc::clone(&p.id)),
        );
    }
    section
}

fn ranking(now: &Side<'_>, all: &[Told<'_>]) -> Section {
    let columns = vec![
        Column::name("content"),
        Column::name("creator"),
        Column::number("plays"),
        Column::number("engagement"),
        Column::number("like_rate"),
        Column::number("comment_rate"),
        Column::number("share_rate"),
        Column::number("completion"),
        Column::number("ctr"),
        Column::number("cvr"),
        Column::number("orders"),
        Column::number("gmv"),
        Column::name("style"),
        Column::name("day"),
        Column::name("currency"),
    ];
    let about = Message::new("review-about-ranking").with("plays", PLAYS);
    let mut section = Section::new("ranking", about, columns);
    section.brief = BRIEF;
    // by engagement, which is the first that they are ranked by
    let place = |t: &Told<'_>| (t.counts(), t.rates.first().copied().flatten());
    let order = first(all.iter().collect(), MOST, |a, b| {
        place(b)
            .cmp(&place(a))
            .then_with(|| a.piece.id.cmp(&b.piece.id))
    });
    for t in order {
        let p = t.piece;
        let sums = sums(p);
        let mut cells = vec![
            piece_name(p),
            handle(now, p.creator).into(),
            Value::count(p.funnel.plays).into(),
        ];
        for (by, rate) in RANKED.into_iter().zip(t.rates) {
            cells.push(by.value(rate).passing(passes(rate, by)));
        }
        cells.extend([
            Value::rate(sums.rate(Rate::Ctr)).into(),
            Value::rate(sums.rate(Rate::Cvr)).into(),
            Value::count(p.orders).into(),
            Value::money(p.gmv.map(i128::from), p.currency).into(),
            Value::name(p.style.as_ref()).into(),
            p.day.map_or(Value::Missing, Value::Day).into(),
            Value::code(p.currency).marked(Mark::Dim),
        ]);
        section.row(cells, Behind::Content(p.creator, Arc::clone(&p.id)));
    }
    if all.len() > MOST {
        let said = Message::new("review-note-first");
        section
            .notes
            .push(said.with("n", MOST).with("all", all.len()));
    }
    section
}
