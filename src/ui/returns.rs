//! The drill-down of one creator.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::menus::{first_row, frame, more, pointer};
use super::paint::Painter;
use super::quadrant;
use crate::app::State;
use crate::app::returns::{self, ReturnsView, Tab, picture};
use crate::app::rich::{Line, Role, wrap};
use crate::domain::creator::Note;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::returns::Sums;
use crate::domain::returns::account::{Account, Month, Only, Span};
use crate::domain::returns::ratio::Ratio;
use crate::domain::review::Days;
use crate::text::{bar, pad_end, pad_start, spark, truncate, width};

/// Cells of a rule beside its title.
const TITLE: u16 = 6;

/// Cells of a day, which says nothing when it is cut.
const DAY: usize = 10;

/// The most cells of a last column.
const LAST: usize = 80;

/// Rows that the table below keeps whatever lies above it; so few where it has no more to show.
const TABLE: u16 = 6;
const LEAST_TABLE: u16 = 4;

/// The same for levers with what they do: all of it.
const WHAT_IF: u16 = 16;

/// Cells that a picture keeps beside figures.
const LEAST: u16 = 22;

/// Rows of what stands beside the returns, where there is room.
const BESIDE: u16 = 2;

/// Rows of the pictures, and those that the table keeps beyond its least beside them.
const PICTURE: u16 = 9;
const SPARE: u16 = 2;

/// Numbers above, a table below.
pub fn draw(state: &State, p: &mut Painter<'_>, body: Rect, view: &ReturnsView) {
    let room = usize::from(body.width.saturating_sub(TITLE));
    let title = returns::title(state, view, room);
    let inner = frame(p, body, &title);
    let Some(account) = &view.account else {
        let dots = state.words.get("returns-loading");
        p.text(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(1),
            p.theme.dim,
            &dots,
        );
        return;
    };
    let rows = returns::table(state, view);
    let used = above(state, p, inner, account, view, &rows);
    let below = Rect {
        y: inner.y + used,
        height: inner.height.saturating_sub(used),
        ..inner
    };
    table(state, p, below, view, &rows);
}

fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// What stands side by side, from a row on.
fn halves(area: Rect, at: u16, height: u16) -> [Rect; 2] {
    let half = area.width / 2;
    let left = Rect {
        y: area.y + at,
        height,
        width: half.saturating_sub(1),
        ..area
    };
    let right = Rect {
        x: area.x + half,
        width: area.width - half,
        ..left
    };
    [left, right]
}

fn row(area: Rect, at: u16) -> Rect {
    Rect {
        y: area.y + at,
        height: 1,
        ..area
    }
}

/// Everything above the table. Returns the rows it took.
fn above(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    account: &Account,
    view: &ReturnsView,
    table: &returns::Table,
) -> u16 {
    let tab = view.tab;
    let inner = padded(area);
    let cells = usize::from(inner.width);
    // a long table is what one has come for: it has most of a small screen
    let rows = u16::try_from(table.extent().1).unwrap_or(u16::MAX);
    let most = area.height / 5 * 3;
    let (keep_rows, least) = match rows.saturating_add(3) {
        _ if tab == Tab::Compare => (PICTURE + 2, 5),
        _ if tab == Tab::WhatIf => (TABLE, 3),
        wanted if wanted <= TABLE => (wanted.max(LEAST_TABLE), 3),
        wanted => (wanted.min(most).max(TABLE), 5),
    };
    let room = area.height.saturating_sub(keep_rows);
    let roomy = |y: u16| match tab {
        Tab::WhatIf => y + WHAT_IF < area.height,
        _ => y < room,
    };
    let mut y = 0;
    let head = returns::headline(state, account);
    let basis = returns::basis(state, account);
    if y < room {
        p.line(row(inner, y), &head);
        let left = cells.saturating_sub(head.width() + 2);
        if width(&basis) <= left {
            let at = inner
                .right()
                .saturating_sub(u16::try_from(width(&basis)).unwrap_or(0));
            p.text(at, inner.y + y, inner.right() - at, p.theme.dim, &basis);
        }
        y += 1;
    }
    let lines = if tab == Tab::WhatIf { 2 } else { 4 };
    for line in returns::verdict(state, account, cells, lines) {
        if y < room {
            p.line(row(inner, y), &line);
            y += 1;
        }
    }
    let none = Sums::default();
    let (currency, s) = account.returns.main().unwrap_or((Currency::NONE, &none));
    let steps = returns::waterfall(state, s);
    let stages = returns::funnel(state, account);
    let told = returns::told_of(state, account);
    let of_funnel = stages.len() + usize::from(told.is_some());
    let tall = u16::try_from(steps.len().max(of_funnel)).unwrap_or(0);
    // on one line, where all of the way from sales to profit leaves it no room as well
    let beside = returns::beside(&state.words, currency, s, state.settings.ascii);
    let a_line = u16::from(!beside.is_empty() && tab != Tab::WhatIf);
    // levers and what they do stand together, on a small terminal as well
    let keep = match tab {
        Tab::WhatIf => WHAT_IF.saturating_sub(TABLE),
        _ => 0,
    };
    let all = tall;
    // one line more where everything else has its rows as well
    let spare = room.saturating_sub(y + 1 + keep + BESIDE) >= all;
    let beside = parted(&beside, cells, if spare { BESIDE } else { 1 });
    let tall = tall.min(room.saturating_sub(y + 1 + keep + a_line));
    if tall >= least.min(all) && all > 0 {
        let [left, right] = halves(area, y, tall + 1);
        waterfall(state, p, left, currency, steps);
        funnel(state, p, right, account, &stages, told);
        y += tall + 1;
    }
    for line in beside {
        if roomy(y) {
            p.line(row(inner, y), &Line::new().dim(line));
            y += 1;
        }
    }
    let months = by_month(account, &view.spans, currency);
    if roomy(y) && months.len() > 1 {
        p.line(
            row(inner, y),
            &trend(state, &months, &view.spans, currency, cells),
        );
        y += 1;
    }
    if roomy(y)
        && tab != Tab::Compare
        && let Some((_, said)) = returns::standing(state, account)
    {
        p.line(row(inner, y), &Line::new().plain(said));
        y += 1;
    }
    // where the table leaves half the screen empty
    let spare = area.height.saturating_sub(y + keep_rows);
    if !matches!(tab, Tab::WhatIf | Tab::Compare) && spare > PICTURE + SPARE {
        let area = Rect {
            y: area.y + y,
            height: PICTURE + 1,
            ..area
        };
        y += pictures(state, p, area, account, &view.way.notes, false);
    }
    y
}

/// Parts in at most so many lines, none of them broken where it fits; what is too much is in the last one.
fn parted(parts: &[String], cells: usize, most: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let full = lines.len() >= usize::from(most);
        match lines.last_mut() {
            Some(line) if full || width(line) + width(part) + 3 <= cells => {
                line.push_str(" · ");
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

/// The quadrant on the left, content by style and notes on the right, whether or not one asked for them; the rows that
/// they took.
fn pictures(
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
fn style_table(state: &State, styles: Vec<[String; 6]>) -> returns::Table {
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
fn styles(state: &State, p: &mut Painter<'_>, area: Rect, table: &returns::Table) -> u16 {
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

fn waterfall(
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
const GAP: usize = 4;

/// Cells that the title of the funnel needs in its rule.
const HEAD: usize = 12;

fn funnel(
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
fn by_month(account: &Account, spans: &[Span], currency: Currency) -> Vec<(i32, Option<i128>)> {
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
fn trend(
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

/// The names of the tables, then the one that is shown.
fn table(
    state: &State,
    p: &mut Painter<'_>,
    area: Rect,
    view: &ReturnsView,
    table: &returns::Table,
) {
    if area.height < 2 {
        return;
    }
    p.rule(Rect { height: 1, ..area }, "");
    let of = match &view.only {
        Some(Only::Deal(reference)) => format!(" · {reference}"),
        Some(Only::Loose) => format!(" · {}", state.words.get("roi-unattached")),
        Some(Only::Product(name)) => format!(" · {}", truncate(name, 24)),
        Some(Only::Content(id)) => format!(" · {id}"),
        Some(Only::Month(at)) => format!(" · {}", returns::month_name(*at)),
        Some(Only::Before(at)) => format!(" · < {}", returns::month_name(*at)),
        Some(Only::Undated) => format!(" · {}", state.words.get("returns-undated")),
        Some(Only::Days(from, to)) => format!(
            " · {}",
            Days {
                from: *from,
                to: *to
            }
            .text()
        ),
        None => String::new(),
    };
    let names = |gap: &str| -> Vec<String> {
        let each = Tab::ALL.into_iter().map(|tab| {
            let name = state.words.get(tab.word_id());
            match tab == view.tab {
                true => format!("[{name}{of}]"),
                false => format!(" {name}{gap}"),
            }
        });
        each.collect()
    };
    // where they do not fit they move together, then those before the chosen one go
    let room = usize::from(area.width.saturating_sub(1));
    let total = |names: &[String]| names.iter().map(|n| width(n)).sum::<usize>();
    let wide = names(" ");
    let names = match total(&wide) <= room {
        true => wide,
        false => names(""),
    };
    let chosen = Tab::ALL.iter().position(|t| *t == view.tab).unwrap_or(0);
    let fits = |from: &usize| total(names.get(*from..).unwrap_or_default()) <= room;
    let first = (0..chosen).find(fits);
    let mut x = area.x + 1;
    for (tab, name) in Tab::ALL.iter().zip(&names).skip(first.unwrap_or(chosen)) {
        let style = match *tab == view.tab {
            true => p.theme.chosen,
            false => p.theme.dim,
        };
        let room = area.right().saturating_sub(x);
        x = p.text(x, area.y, room, style, name);
    }
    p.text(
        x,
        area.y,
        area.right().saturating_sub(x).min(1),
        p.theme.dim,
        " ",
    );
    let inner = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    if view.tab == Tab::Compare {
        let account = view.account.as_deref();
        let said = account.and_then(|a| returns::stands(state, a));
        let said = said.map_or_else(Vec::new, |s| wrap(&s, padded(inner).width.into()));
        let mut below = inner;
        for line in said.into_iter().take(2) {
            p.line(row(padded(below), 0), &Line::new().plain(line));
            below = Rect {
                y: below.y + 1,
                height: below.height.saturating_sub(1),
                ..below
            };
        }
        let notes = &view.way.notes;
        let took = account.map(|a| pictures(state, p, below, a, notes, true));
        if took == Some(0) {
            let none = state.words.get("returns-no-compare");
            p.text(
                inner.x + 2,
                inner.y,
                inner.width.saturating_sub(2),
                p.theme.dim,
                &none,
            );
        }
        return;
    }
    let mut inner = inner;
    if view.tab == Tab::Fans
        && let Some(said) = view.account.as_deref().and_then(returns::audience)
    {
        let said = state.words.say(&said);
        for line in wrap(&said, padded(inner).width.into()).into_iter().take(2) {
            p.line(row(padded(inner), 0), &Line::new().plain(line));
            inner.y += 1;
            inner.height = inner.height.saturating_sub(1);
        }
    }
    if let Some(none) = &table.none {
        p.text(
            inner.x + 2,
            inner.y,
            inner.width.saturating_sub(2),
            p.theme.dim,
            none,
        );
        return;
    }
    let widths = widths(table, usize::from(inner.width).saturating_sub(2));
    let mut head = Line::new();
    for ((name, right), w) in table.columns.iter().zip(&widths) {
        head = head.dim(cell(name, *w, *right));
    }
    p.line(
        Rect {
            x: inner.x + 2,
            width: inner.width.saturating_sub(2),
            height: 1,
            ..inner
        },
        &head,
    );
    let rows = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    // how much follows stands in a line of its own
    let (before, total) = table.extent();
    let hidden = total > usize::from(rows.height);
    let rows = Rect {
        height: rows.height.saturating_sub(u16::from(hidden)),
        ..rows
    };
    let from = first_row(view.cursor, rows.height.max(1)).max(before);
    let known = (before..).zip(&table.rows).skip(from - before);
    for (y, (at, cells)) in (rows.top()..rows.bottom()).zip(known) {
        let x = pointer(p, rows.x, y, at == view.cursor);
        let mut line = Line::new();
        for (((role, text), (_, right)), w) in cells.iter().zip(&table.columns).zip(&widths) {
            line = line.add(*role, cell(text, *w, *right));
        }
        p.line(
            Rect {
                x,
                y,
                width: rows.right().saturating_sub(x),
                height: 1,
            },
            &line,
        );
    }
    more(p, rows, total, from);
}

fn cell(text: &str, w: usize, right: bool) -> String {
    if w == 0 {
        return String::new();
    }
    let text = truncate(text, w);
    match right {
        true => format!("{} ", pad_start(&text, w)),
        false => format!("{} ", pad_end(&text, w)),
    }
}

/// Cells of each column: what it needs, less of the texts where that is too much, and where even that is, none of the one
/// that yields and then of the last ones.
fn widths(table: &returns::Table, cells: usize) -> Vec<usize> {
    let last = table.columns.len();
    let mut all: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            let cells = table.rows.iter().filter_map(|r| r.get(at));
            let widest = cells.map(|(_, t)| width(t)).max().unwrap_or(0);
            // a column of nothing says nothing
            if widest == 0 {
                0
            } else {
                // the last column has what is left
                let most = if at + 1 == last { LAST } else { 28 };
                widest.max(width(name)).min(most)
            }
        })
        .collect();
    for at in (0..last).rev().take(table.spare) {
        let over = total(&all) > cells;
        if let Some(w) = all.get_mut(at).filter(|_| over) {
            *w = 0;
        }
    }
    if total(&all) > cells {
        let rest = shorter(table, all.clone(), cells);
        let fits = total(&rest) <= cells;
        if let Some(w) = table.yields.and_then(|at| all.get_mut(at))
            && !fits
        {
            *w = 0;
        }
        all = shorter(table, all, cells);
    }
    while total(&all) > cells {
        match all
            .iter()
            .rposition(|w| *w > 0)
            .and_then(|at| all.get_mut(at))
        {
            Some(w) => *w = 0,
            None => break,
        }
    }
    all
}

/// Cells of all columns with one between them.
fn total(all: &[usize]) -> usize {
    all.iter().filter(|w| **w > 0).map(|w| w + 1).sum()
}

/// Takes from the widest texts what is too much, as far as they can spare it.
fn shorter(table: &returns::Table, mut all: Vec<usize>, cells: usize) -> Vec<usize> {
    while total(&all) > cells {
        let texts = all.iter().zip(&table.columns).enumerate();
        let widest = texts
            // the first column says what a row is
            .filter(|(at, (w, (_, right)))| *at > 0 && !right && **w > DAY)
            .max_by_key(|(_, (w, _))| **w)
            .map(|(at, _)| at);
        match widest.and_then(|at| all.get_mut(at)) {
            Some(w) => *w -= 1,
            None => break,
        }
    }
    all
}
