//! Pictures of the drill-down: quadrant, styles, waterfall, funnel, months.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::super::paint::Painter;
use super::super::quadrant;
use super::table::{cell, widths};
use super::{halves, padded, row};
use crate::app::State;
use crate::app::returns::{self, picture};
use crate::app::rich::{Line, Role, wrap};
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::account::{Account, Month, Span};
use crate::domain::returns::ratio::Ratio;
use crate::text::{bar, pad_end, pad_start, spark, truncate, width};

/// Cells that a picture keeps beside figures.
const LEAST: u16 = 22;

/// The quadrant on the left, content by style and notes on the right, whether or not one asked for them; the rows that
/// they took.
pub(super) fn pictures(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    account: &Account,
    notes: &[Note],
    asked: bool,
) -> u16 {
    let quadrant = picture::quadrant(account);
    let styles = picture::by_style(state, account);
    // one style says something where one has come to look
    let styled = account.contents.iter().any(|c| c.style.is_some());
    let some = styles.len() > 1 || (asked && styled);
    if quadrant.is_none() && !some && notes.is_empty() {
        return 0;
    }
    let styles = (!styles.is_empty()).then(|| style_table(state, styles));
    let room = area.height.saturating_sub(1);
    let mut halves = halves(area, 0, area.height);
    let [left, right] = &mut halves;
    // figures need their cells, a picture is read in fewer
    let figures = styles.as_ref().map_or(0, |t| {
        let needed = widths(t, area.width.into())
            .iter()
            .map(|w| w + 1)
            .sum::<usize>()
            + 2;
        u16::try_from(needed).unwrap_or(u16::MAX)
    });
    let most = area.width.saturating_sub(LEAST);
    let more = figures.min(most).saturating_sub(right.width);
    left.width -= more;
    (right.x, right.width) = (right.x - more, right.width + more);
    let [left, right] = halves;
    let title = |of: Rect| Rect { height: 1, ..of };
    let under = |of: Rect| {
        padded(Rect {
            y: of.y + 1,
            height: of.height - 1,
            ..of
        })
    };
    p.rule(title(left), &state.words.get("returns-quadrant"));
    match &quadrant {
        Some(q) => {
            let corners = ["rising", "core", "later", "tune"];
            let corners = corners.map(|key| state.words.get(&format!("diagnosis-{key}")));
            quadrant::draw(p, under(left), q, &corners);
        }
        None => {
            let none = state.words.get("returns-no-quadrant");
            let inner = under(left);
            for (y, l) in (inner.top()..inner.bottom()).zip(wrap(&none, inner.width.into())) {
                p.text(inner.x, y, inner.width, p.theme.dim, &l);
            }
        }
    }
    let mut right = right;
    if let Some(styles) = &styles {
        // the newest notes below, where there are any
        let most = match notes.is_empty() {
            true => room,
            false => room.saturating_sub(3),
        };
        let took = self::styles(
            state,
            p,
            Rect {
                height: most + 1,
                ..right
            },
            styles,
        );
        right = Rect {
            y: right.y + took,
            height: right.height - took,
            ..right
        };
    }
    if !notes.is_empty() && right.height > 1 {
        p.rule(title(right), &state.words.get("card-notes"));
        let inner = under(right);
        for (y, n) in (inner.top()..inner.bottom()).zip(notes.iter().rev()) {
            let day = n.at.get(..10).unwrap_or_default();
            let first = n.body.lines().next().unwrap_or_default();
            let line = Line::new()
                .dim(format!("{day} {}: ", n.by))
                .plain(first.to_owned());
            p.line(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                &line,
            );
        }
    }
    area.height
}

/// Content by style, as a table.
pub(super) fn style_table(state: &State, styles: Vec<[String; 6]>) -> returns::Table {
    let names = ["style", "contents", "plays", "engagement", "cvr", "gmv"];
    let names = names.map(|id| state.words.get(&format!("returns-col-{id}")));
    returns::Table {
        columns: names
            .into_iter()
            .zip([false, true, true, true, true, true])
            .collect(),
        rows: styles
            .into_iter()
            .map(|r| r.into_iter().map(|t| (Role::Plain, t)).collect())
            .collect(),
        ..returns::Table::default()
    }
}

/// Content by style; the rows that it took.
pub(super) fn styles(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    table: &returns::Table,
) -> u16 {
    p.rule(
        Rect { height: 1, ..area },
        &state.words.get("returns-styles"),
    );
    let inner = padded(Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    });
    let widths = widths(table, inner.width.into());
    let line = |cells: &mut dyn Iterator<Item = (Role, &str)>| {
        let mut line = Line::new();
        for (((role, text), (_, right)), w) in cells.zip(&table.columns).zip(&widths) {
            line = line.add(role, cell(text, *w, *right));
        }
        line
    };
    let head = line(&mut table.columns.iter().map(|(n, _)| (Role::Dim, n.as_str())));
    p.line(row(inner, 0), &head);
    for (y, cells) in (1..inner.height).zip(&table.rows) {
        let l = line(&mut cells.iter().map(|(r, t)| (*r, t.as_str())));
        p.line(row(inner, y), &l);
    }
    let rows = u16::try_from(table.rows.len()).unwrap_or(u16::MAX);
    rows.saturating_add(2).min(area.height)
}

pub(super) fn waterfall(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    currency: Currency,
    steps: Vec<returns::Step>,
) {
    p.rule(
        Rect { height: 1, ..area },
        &state.words.get("returns-waterfall"),
    );
    let inner = padded(Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    });
    let steps = returns::fewer(state, steps, inner.height.into());
    let names = steps
        .iter()
        .map(|s| width(&s.name))
        .max()
        .unwrap_or(0)
        .min(16);
    let largest = steps.iter().map(|s| s.raw.abs()).max().unwrap_or(0);
    let sums: Vec<String> = steps
        .iter()
        .map(|s| returns::sum_beside(s.raw, largest, currency))
        .collect();
    let wide = sums.iter().map(|s| width(s)).max().unwrap_or(0);
    let most = steps
        .iter()
        .map(|s| s.raw.unsigned_abs())
        .max()
        .unwrap_or(0);
    let room = usize::from(inner.width).saturating_sub(names + wide + 2);
    for (y, (step, sum)) in (0u16..inner.height).zip(steps.iter().zip(&sums)) {
        let share = Ratio::of(
            i128::try_from(step.raw.unsigned_abs()).unwrap_or(i128::MAX),
            i128::try_from(most).unwrap_or(i128::MAX),
        );
        let mut bar = bar(share.map_or(0.0, Ratio::approx), room, p.ascii);
        // a loss is none of the bars that are there
        if step.total && step.raw < 0 {
            let hatched = if p.ascii { '-' } else { '░' };
            let shade = |c: char| if c == ' ' { c } else { hatched };
            bar = bar.chars().map(shade).collect();
        }
        let role = match (step.total, step.raw < 0) {
            (true, true) => Role::Bad,
            (true, false) => Role::Strong,
            (false, _) => Role::Plain,
        };
        let name = truncate(&step.name, names);
        let line = Line::new()
            .add(role, format!("{} ", pad_end(&name, names)))
            .add(role, format!("{} ", pad_start(sum, wide)))
            .add(
                match (step.total, step.raw < 0) {
                    (true, true) => Role::Bad,
                    (true, false) => Role::Accent,
                    (false, _) => Role::Dim,
                },
                bar,
            );
        p.line(row(inner, y), &line);
    }
}

/// Cells between what a step is called and its count, where there is room for them.
pub(super) const GAP: usize = 4;

/// Cells that the title of the funnel needs in its rule.
pub(super) const HEAD: usize = 12;

pub(super) fn funnel(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    account: &Account,
    stages: &[returns::Stage],
    told: Option<String>,
) {
    p.rule(
        Rect { height: 1, ..area },
        &state.words.get("returns-funnel"),
    );
    let inner = padded(Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    });
    // a column that nobody fills leaves its room to the names
    let widest = |of: &dyn Fn(&returns::Stage) -> &str| {
        let all = stages.iter().map(|s| width(of(s)));
        all.max().filter(|w| *w > 0).map_or(0, |w| w + 1)
    };
    let rates = widest(&|s| &s.rate);
    let peers = widest(&|s| &s.peers);
    if stages.is_empty() {
        let none = state.words.get("returns-no-funnel");
        p.text(inner.x, inner.y, inner.width, p.theme.dim, &none);
    }
    let room = usize::from(inner.width).saturating_sub(rates + peers);
    // a name goes on as far as its own count leaves it room
    let behind = |s: &returns::Stage| match width(&s.count) {
        0 => 0,
        count => count + 1,
    };
    let needed = stages.iter().map(|s| width(&s.name) + behind(s)).max();
    // the figures stand beside their names, not at the other end of a wide screen
    let left = needed.unwrap_or(0).saturating_add(GAP).min(room);
    if peers > 0 {
        // in the rule, so that no row goes to it; its end stands over the end of its column
        let head = Message::new("returns-peers").with("n", account.standing.peers);
        let head = state.words.say(&head);
        let end = left + rates + peers + 2;
        let end = end.max(width(&head) + HEAD).min(area.width.into());
        let room = end.saturating_sub(HEAD);
        p.text_right(
            area.x,
            area.y,
            u16::try_from(end).unwrap_or(area.width),
            p.theme.dim,
            &format!(" {} ", truncate(&head, room)),
        );
    }
    // what a mark means is not left out for a row more
    let rows = inner.height.saturating_sub(u16::from(told.is_some()));
    if let Some(told) = told.filter(|_| inner.height > 0) {
        let under = rows.min(u16::try_from(stages.len()).unwrap_or(rows));
        p.line(row(inner, under), &Line::new().dim(told));
    }
    for (y, s) in (0u16..rows).zip(stages) {
        let count = match s.met {
            Some(true) => Role::Good,
            Some(false) => Role::Bad,
            None => Role::Plain,
        };
        let name = truncate(&s.name, left.saturating_sub(behind(s)));
        let line = Line::new()
            .plain(pad_end(&name, left.saturating_sub(width(&s.count))))
            .add(count, s.count.clone())
            .add(Role::Strong, pad_start(&s.rate, rates))
            .dim(pad_start(&s.peers, peers));
        p.line(row(inner, y), &line);
    }
}

/// Sales by month, oldest first, none where nothing is known of them: of the months of the table, where these are known, with what was typed; else of order
/// lines alone.
pub(super) fn by_month(
    account: &Account,
    spans: &[Span],
    currency: Currency,
) -> Vec<(i32, Option<i128>)> {
    let of = |s: &&Span| s.currency == currency;
    let told = spans.iter().filter(of).rev();
    let told = told.filter_map(|s| Some((s.month()?, s.sums.direct.gmv)));
    let told: BTreeMap<i32, Option<i128>> = told.collect();
    match told.keys().next().zip(told.keys().last()) {
        Some((first, last)) => (*first..=*last)
            .map(|at| (at, told.get(&at).copied().flatten()))
            .collect(),
        None => {
            let of = |m: &Month| (m.at, Some(m.gmv).filter(|_| m.orders > 0));
            account.months.iter().map(of).collect()
        }
    }
}

/// Sales by month, and the last two that are known in figures; then the return of these months, where there is room for both.
pub(super) fn trend(
    state: &State,
    months: &[(i32, Option<i128>)],
    spans: &[Span],
    currency: Currency,
    cells: usize,
) -> Line {
    let take = months.len().min(cells / 3).min(36);
    let from = months.len() - take;
    let shown = months.get(from..).unwrap_or_default();
    let values: Vec<Option<f64>> = shown
        .iter()
        .map(|(_, gmv)| Ratio::of(gmv.unwrap_or(0), 10_000).map(Ratio::approx))
        .collect();
    let sold = |figures: usize| {
        let mut line = Line::new()
            .dim(format!("{} ", state.words.get("returns-by-month")))
            .add(Role::Accent, spark(&values, state.settings.ascii));
        let known = shown.iter().filter_map(|(at, gmv)| Some((*at, (*gmv)?)));
        for (at, gmv) in known.rev().take(figures) {
            line = line
                .dim(format!("  {} ", returns::month_name(at)))
                .plain(returns::sum(gmv, currency));
        }
        line
    };
    let rules = &state.settings.returns;
    let returned = |at: i32| {
        let of = |s: &&Span| s.month() == Some(at) && s.currency == currency;
        spans.iter().find(of)?.sums.numbers(rules).returned
    };
    let known: Vec<(i32, Option<Ratio>)> =
        shown.iter().map(|(at, _)| (*at, returned(*at))).collect();
    let mut last = known.iter().rev().filter(|(_, r)| r.is_some());
    let (Some((at, newest)), Some(_)) = (last.next(), last.next()) else {
        return sold(2);
    };
    let values: Vec<Option<f64>> = known.iter().map(|(_, r)| r.map(Ratio::approx)).collect();
    let name = state.words.get("number-return");
    let both = |figures: usize| {
        sold(figures)
            .dim(format!("   {name} "))
            .add(Role::Accent, spark(&values, state.settings.ascii))
            .dim(format!("  {} ", returns::month_name(*at)))
            .plain(returns::percent(*newest))
    };
    [both(2), both(1)]
        .into_iter()
        .find(|l| l.width() <= cells)
        .unwrap_or_else(|| sold(2))
}
