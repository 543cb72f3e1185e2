//! The card: everything about one creator, each value with its benchmark, its source and its day.

use super::super::format;
use super::own_work;
use super::table::message_key;
use crate::app::State;
use crate::app::notes::{local, marked, newest_first};
use crate::app::rich::{Line, Role, wrap};
use crate::domain::creator::{Dated, Record};
use crate::domain::field::{Attr, Metric};
use crate::domain::message::Message;
use crate::domain::metrics::{self, Pass};
use crate::domain::number::{Decimal, Unit};
use crate::text;

/// Metrics of the card, in groups.
pub const GROUPS: [(&str, &[Metric]); 4] = [
    (
        "card-audience",
        &[
            Metric::Followers,
            Metric::Views,
            Metric::AvgViews,
            Metric::LikeRate,
            Metric::Engagement,
            Metric::CommentRate,
            Metric::ShareRate,
            Metric::Completion,
        ],
    ),
    (
        "card-sales",
        &[
            Metric::Gmv,
            Metric::LiveGmv,
            Metric::VideoGmv,
            Metric::CardGmv,
            Metric::Orders,
            Metric::Items,
            Metric::Aov,
            Metric::UnitsPerOrder,
            Metric::Gpm,
            Metric::LiveGpm,
            Metric::VideoGpm,
            Metric::Refunds,
            Metric::RefundRate,
            Metric::ItemsRefunded,
            Metric::Commission,
            Metric::FlatFee,
            Metric::PriceLow,
            Metric::PriceHigh,
        ],
    ),
    (
        "card-funnel",
        &[
            Metric::Impressions,
            Metric::Clicks,
            Metric::PlatformCtr,
            Metric::ClickRate,
            Metric::Cvr,
            Metric::Customers,
            Metric::AvgCustomers,
        ],
    ),
    (
        "card-work",
        &[
            Metric::Posts,
            Metric::Videos,
            Metric::Lives,
            Metric::Products,
            Metric::Showcase,
            Metric::ProductsSold,
            Metric::SamplesShipped,
            Metric::SampleContent,
            Metric::Fulfilment,
            Metric::Reply,
            Metric::Score,
            Metric::TotalLikes,
            Metric::TotalPosts,
            Metric::ExpectedViews,
            Metric::ExpectedCpm,
        ],
    ),
];

/// Metrics whose history is shown, period by period.
pub const HISTORY: [Metric; 6] = [
    Metric::Followers,
    Metric::Gmv,
    Metric::Orders,
    Metric::RefundRate,
    Metric::LikeRate,
    Metric::Posts,
];

/// Cells of a name of a metric.
const NAME: usize = 20;
/// Cells of a value.
const VALUE: usize = 16;

/// The card of a creator as lines of at most `width` cells.
pub fn lines(state: &State, record: &Record, width: usize) -> Vec<Line> {
    let mut out = identity(state, record, width);
    out.extend(own_work::lines(state, record, width));
    out.extend(notes(state, record, width));
    for (title, group) in GROUPS {
        let rows: Vec<Line> = group
            .iter()
            .filter_map(|m| metric(state, record, *m, width))
            .collect();
        if !rows.is_empty() {
            out.push(Line::rule(&state.words.get(title)));
            out.extend(rows);
        }
    }
    out.extend(fans(state, record, width));
    out.extend(history(state, record, width));
    out.extend(sources(state, record));
    out
}

fn name(state: &State, metric: Metric) -> String {
    state
        .words
        .get(&format!("field-{}", message_key(metric.key())))
}

fn identity(state: &State, record: &Record, width: usize) -> Vec<Line> {
    let p = &record.profile;
    let mut out = Vec::new();
    let mut first = Line::new().add(Role::Strong, format!("@{}", record.identity.handle));
    for part in [
        p.attr(Attr::Name),
        p.attr(Attr::Region),
        p.attr(Attr::Language),
    ]
    .into_iter()
    .flatten()
    {
        first = first.plain(" · ").plain(part);
    }
    first = first.dim(format!(" · {}", record.identity.platform.key()));
    if !record.former_handles.is_empty() {
        first = first.dim(format!(
            " · {} @{}",
            state.words.get("card-formerly"),
            record.former_handles.join(", @")
        ));
    }
    out.push(first);
    for other in &record.elsewhere {
        let of = |m: Metric| {
            let raw = other.profile.metric(m)?;
            let name = name(state, m);
            let value = format::with_unit(m, raw, other.profile.currency(m));
            Some(format!(" · {name} {value}"))
        };
        let told = [Metric::Followers, Metric::LikeRate, Metric::Gmv];
        let told: String = told.into_iter().filter_map(of).collect();
        let platform = other.identity.platform.key();
        let line = Line::new()
            .dim(format!("{} {platform} ", state.words.get("card-elsewhere")))
            .plain(format!("@{}{told}", other.identity.handle));
        out.push(line);
    }
    let mut second = Line::new();
    if let Some(followers) = p.metric(Metric::Followers) {
        let n = format::number(Metric::Followers, followers, p.currency(Metric::Followers));
        second = second.plain(format!("{n} {}", state.words.get("card-followers")));
    }
    if let Some(tier) = format::tier(record, &state.settings, state.scheme()) {
        second = second.dim(format!(" · {} {tier}", state.words.get("pane-tier")));
    }
    let categories: Vec<&str> = p
        .list(Attr::Categories)
        .take(crate::domain::facet::TOP_CATEGORIES)
        .collect();
    if !categories.is_empty() {
        second = second.plain(format!(" · {}", categories.join(", ")));
    }
    out.push(second);
    out.extend(returns(state, record, width));
    let link = record
        .identity
        .profile_link()
        .or_else(|| p.attr(Attr::Url).map(str::to_owned));
    if let Some(url) = link {
        let shown = text::truncate(&url, width).into_owned();
        out.push(Line::new().add(Role::Accent, shown).linked(Some(url)));
    }
    for (label, value) in [
        (
            "col-tags",
            (!record.tags.is_empty()).then(|| record.tags.join(", ")),
        ),
        (
            "col-lists",
            (!record.lists.is_empty()).then(|| record.lists.join(", ")),
        ),
        ("col-email", p.attr(Attr::Email).map(str::to_owned)),
        ("col-contact", p.attr(Attr::Contact).map(str::to_owned)),
        (
            "col-brands",
            p.attr(Attr::Brands).map(|b| b.replace('|', ", ")),
        ),
        ("col-gender", p.attr(Attr::Gender).map(str::to_owned)),
    ] {
        if let Some(value) = value {
            out.push(
                Line::new()
                    .dim(text::pad_end(&state.words.get(label), 10))
                    .plain(value),
            );
        }
    }
    if let Some(bio) = p.attr(Attr::Bio) {
        out.extend(wrap(bio, width).into_iter().map(|l| Line::new().dim(l)));
    }
    out
}

/// The advice and the four numbers, each by its name; of the platform's list as an estimate. Nothing where nothing is
/// known of sales or costs.
fn returns(state: &State, record: &Record, width: usize) -> Option<Line> {
    let verdict = record.verdict?;
    let key = state.keymap.keys("returns").first().cloned();
    let mut line = Line::new().add(
        crate::app::returns::role(verdict),
        state.words.get(verdict.word_id()),
    );
    let numbers = [
        (Metric::Return, "number-return"),
        (Metric::NetRoi, "number-net"),
        (Metric::RevenueRoi, "number-revenue"),
        (Metric::Roas, "number-roas"),
    ];
    for (m, id) in numbers {
        let Some(raw) = record.profile.metric(m) else {
            continue;
        };
        let value = format::with_unit(m, raw, record.profile.currency(m));
        let about = match record.returns_are_estimated() {
            true => "~",
            false => "",
        };
        let part = format!(" · {} {about}{value}", state.words.get(id));
        if line.width() + text::width(&part) > width {
            break;
        }
        line = line.plain(part);
    }
    if let Some(key) = key {
        let hint = format!("   {key} {}", state.words.get("hint-returns"));
        if line.width() + text::width(&hint) <= width {
            line = line.dim(hint);
        }
    }
    Some(line)
}

/// `+` and `x` beside the colour, so that a mark is read without it.
///
/// Where `room` cells are too few for the sentence, the bare threshold stands for it.
fn benchmark(state: &State, metric: Metric, raw: i64, room: usize) -> Option<(Role, String)> {
    let b = metrics::benchmark(metric, state.settings.refund_threshold)?;
    let passes = b.passes(raw);
    let words = state.words.say(&b.message(passes));
    let op = match b.pass {
        Pass::Above => ">",
        Pass::AtLeast => ">=",
        Pass::Below => "<",
    };
    let short = format!("{op}{}% {}", b.threshold.times_100(), b.convention);
    let words = if crate::text::width(&words) + 2 <= room {
        words
    } else {
        short
    };
    Some(match (passes, state.settings.ascii) {
        (true, false) => (Role::Good, format!("✓ {words}")),
        (false, false) => (Role::Bad, format!("✗ {words}")),
        (true, true) => (Role::Good, format!("+ {words}")),
        (false, true) => (Role::Bad, format!("x {words}")),
    })
}

fn metric(state: &State, record: &Record, metric: Metric, width: usize) -> Option<Line> {
    let p = &record.profile;
    let raw = p.metric(metric)?;
    let label = text::pad_end(&text::truncate(&name(state, metric), NAME), NAME);
    let value = text::pad_start(&value_text(record, metric, raw), VALUE);
    let own = own_work::source(state, record, metric);
    let from = record.origin(metric);
    let source = match from {
        _ if own.is_some() => own.unwrap_or_default(),
        Some(d) => format!("{} {}", source_name(state, d), d.period.end),
        None => state.words.get("card-from-pool"),
    };
    // the day and the source must stay in sight: where there is little room the mark is the bare threshold
    let room = width.saturating_sub(1 + NAME + 1 + VALUE + 2);
    let mark = benchmark(
        state,
        metric,
        raw,
        room.saturating_sub(text::width(&source) + 2),
    );
    let used = 1 + NAME + 1 + VALUE;
    let mut line = Line::new().dim(format!(" {label} ")).plain(value);
    // sources end where the card does, whether a mark stands before them or not
    let mut left = width.saturating_sub(used);
    if let Some((role, t)) = mark
        && text::width(&t) + 2 <= left
    {
        left -= text::width(&t) + 2;
        line = line.plain("  ").add(role, t);
    }
    if text::width(&source) + 2 <= left {
        line = line.dim(text::pad_start(&source, left));
    }
    Some(line)
}

/// The value with its unit; where the file gave a range, the range.
fn value_text(record: &Record, metric: Metric, raw: i64) -> String {
    let p = &record.profile;
    let currency = p.currency(metric);
    let range = record.range(metric);
    let shown = format::with_unit(metric, raw, currency);
    let part = |t: &str| {
        Decimal::parse(t)
            .and_then(|d| d.to_raw(metric.unit()))
            .map(|(r, _)| r)
    };
    match range {
        Some(open) if open.ends_with('+') => format!("≥ {shown}"),
        Some(range) => match range
            .split_once("..")
            .and_then(|(a, b)| Some((part(a)?, part(b)?)))
        {
            Some((a, b)) => {
                format!(
                    "{}–{}",
                    format::number(metric, a, currency),
                    format::with_unit(metric, b, currency)
                )
            }
            None => shown,
        },
        None => shown,
    }
}

fn source_name(state: &State, d: &Dated) -> String {
    state
        .words
        .get(&format!("from-{}", message_key(d.source.key())))
}

fn bar_line(state: &State, label: &str, share: f64, percent: &str, cells: usize) -> Line {
    let label = text::pad_end(&text::truncate(label, 12), 12);
    Line::new()
        .dim(format!(" {label} "))
        .plain(text::pad_start(percent, 6))
        .plain(" ")
        .add(Role::Accent, text::bar(share, cells, state.settings.ascii))
}

fn fans(state: &State, record: &Record, width: usize) -> Vec<Line> {
    let p = &record.profile;
    let cells = width.saturating_sub(24).clamp(4, 40);
    let mut rows = Vec::new();
    let share = |raw: i64| raw as f64 / Unit::Ratio.per_one() as f64;
    let audience = [Metric::Female, Metric::Male, Metric::Adult]
        .into_iter()
        .chain(Metric::AGE_BANDS);
    for m in audience {
        if let Some(raw) = p.metric(m) {
            let percent = format::with_unit(m, raw, p.currency(m));
            rows.push(bar_line(
                state,
                &name(state, m),
                share(raw),
                &percent,
                cells,
            ));
        }
    }
    for attr in [Attr::AgeBands, Attr::TopRegions] {
        for part in p.list(attr) {
            let Some((label, value)) = part.rsplit_once(':') else {
                continue;
            };
            let Some((raw, _)) = Decimal::parse(value).and_then(|d| d.to_raw(Unit::Ratio)) else {
                continue;
            };
            let percent = format::with_unit(Metric::Female, raw, p.currency(Metric::Female));
            rows.push(bar_line(state, label, share(raw), &percent, cells));
        }
    }
    if !rows.is_empty() {
        let mut title = state.words.get("card-fans");
        if let Some(band) = p.largest_band() {
            title = format!("{title} · {} {band}", state.words.get("card-largest-band"));
        }
        rows.insert(0, Line::rule(&title));
    }
    rows
}

fn history(state: &State, record: &Record, width: usize) -> Vec<Line> {
    // oldest to the left; one point a period, of the newest import of it
    let mut points: Vec<&Dated> = record.dated.iter().rev().collect();
    points.dedup_by(|b, a| {
        let same = a.period == b.period && a.source == b.source;
        if same {
            *a = b;
        }
        same
    });
    if points.len() < 2 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for m in HISTORY {
        let values: Vec<(usize, i64)> = points
            .iter()
            .enumerate()
            .filter_map(|(i, d)| metrics::of(m, &d.observation.metrics).map(|raw| (i, raw)))
            .collect();
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            continue;
        };
        if values.len() < 2 {
            continue;
        }
        // money of two currencies is never drawn on one scale
        let currency = |i: usize| points.get(i).map(|d| d.observation.currency);
        if m.unit().is_money() && values.iter().any(|(i, _)| currency(*i) != currency(last.0)) {
            continue;
        }
        let spark: Vec<Option<f64>> = values.iter().map(|(_, raw)| Some(*raw as f64)).collect();
        let code = currency(last.0).unwrap_or_default();
        let label = text::pad_end(&text::truncate(&name(state, m), NAME), NAME);
        rows.push(
            Line::new()
                .dim(format!(" {label} "))
                .add(
                    Role::Accent,
                    text::pad_end(&text::spark(&spark, state.settings.ascii), 12),
                )
                .plain(format!(
                    " {} → {}",
                    format::number(m, first.1, code),
                    format::with_unit(m, last.1, code)
                )),
        );
    }
    if let (false, Some(first), Some(last)) = (rows.is_empty(), points.first(), points.last()) {
        let title = format!(
            "{} · {} – {}",
            state.words.get("card-history"),
            first.period.end,
            last.period.end
        );
        rows.insert(
            0,
            Line::rule(&text::truncate(&title, width.saturating_sub(4))),
        );
    }
    rows
}

/// Notes that the card shows; the others are a key away.
const NOTES: usize = 3;

fn notes(state: &State, record: &Record, width: usize) -> Vec<Line> {
    if record.notes.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::rule(&state.words.get("card-notes"))];
    for n in newest_first(record).take(NOTES) {
        let day: String = local(state, &n.at).chars().take(10).collect();
        out.push(Line::new().dim(format!(" {day} {}", n.by)));
        for mut line in marked(&n.body, width.saturating_sub(2)) {
            line.spans.insert(0, (Role::Plain, " ".to_owned()));
            out.push(line);
        }
    }
    let more = record.notes.len().saturating_sub(NOTES);
    if more > 0 {
        let key = state.keymap.keys("notes").first().cloned();
        let message = Message::new("card-more-notes")
            .with("n", more)
            .with("key", key.unwrap_or_default());
        out.push(Line::new().dim(format!(" {}", state.words.say(&message))));
    }
    out
}

fn sources(state: &State, record: &Record) -> Vec<Line> {
    let mut out = vec![Line::rule(&state.words.get("card-sources"))];
    for d in &record.dated {
        out.push(
            Line::new()
                .plain(format!(" {}", text::pad_end(&source_name(state, d), 14)))
                .dim(d.period.to_string()),
        );
    }
    if let Some(id) = &record.identity.platform_id {
        out.push(Line::new().dim(format!(" {} {id}", state.words.get("col-platform-id"))));
    }
    out
}

/// Scrolls the card; it stops at its last line.
pub fn scroll(state: &mut State, by: isize) {
    let width = usize::from(state.size.0).saturating_sub(2);
    let height = usize::from(state.layout().body.height);
    let total = state
        .pool
        .current()
        .map_or(0, |r| lines(state, r, width).len());
    let top = state.pool.card_top.saturating_add_signed(by);
    state.pool.card_top = top.min(total.saturating_sub(height));
}
