//! One creator as JSON: every value exact, with its source and period.

use super::cells::exact;
use super::here::Here;
use crate::app::format;
use crate::domain::creator::{Dated, Record};
use crate::domain::field::{Attr, Metric};
use crate::domain::metrics::{self, Pass};
use crate::report::Json;

/// The whole creator.
pub fn creator(here: &Here, record: &Record) -> Json {
    let id = &record.identity;
    let p = &record.profile;
    let scheme = here.settings.schemes.default;
    let scheme_key = here.settings.schemes.get(scheme).map(|s| s.key.as_str());
    let mut fields = vec![
        ("handle", Json::Text(id.handle.to_string())),
        ("platform", Json::Text(id.platform.key().to_owned())),
        ("platform_id", Json::text(id.platform_id.as_deref())),
        ("former_handles", Json::texts(&record.former_handles)),
        (
            "merged",
            Json::texts(
                record
                    .merged
                    .iter()
                    .map(|(_, i)| format!("{}:{}", i.platform.key(), i.handle)),
            ),
        ),
        ("link", Json::text(id.profile_link().as_deref())),
        (
            "tier",
            Json::object([
                ("scheme", Json::text(scheme_key)),
                (
                    "band",
                    Json::text(format::tier(record, &here.settings, scheme)),
                ),
            ]),
        ),
        (
            "as_of",
            Json::text(p.as_of.map(|d| d.to_string()).as_deref()),
        ),
    ];
    for attr in Attr::ALL {
        fields.push((
            attr.key(),
            if attr.is_list() {
                Json::texts(p.list(*attr))
            } else {
                Json::text(p.attr(*attr))
            },
        ));
    }
    fields.push(("largest_age_band", Json::text(p.largest_band())));
    fields.push(("tags", Json::texts(&record.tags)));
    fields.push(("lists", Json::texts(&record.lists)));
    fields.push(("notes", Json::List(notes(record))));
    let values = Metric::ALL
        .iter()
        .filter_map(|m| Some((m.key().to_owned(), metric(here, record, *m)?)));
    fields.push(("metrics", Json::Object(values.collect())));
    let history = record.dated.iter().map(period).collect();
    fields.push(("history", Json::List(history)));
    Json::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn notes(record: &Record) -> Vec<Json> {
    let note = |n: &crate::domain::creator::Note| {
        Json::object([
            ("at", Json::Text(n.at.clone())),
            ("by", Json::Text(n.by.clone())),
            ("body", Json::Text(n.body.clone())),
        ])
    };
    record.notes.iter().map(note).collect()
}

fn metric(here: &Here, record: &Record, metric: Metric) -> Option<Json> {
    let p = &record.profile;
    let raw = record.told(metric)?;
    let mut fields = vec![("value", Json::Number(exact(metric, raw)))];
    if metric.unit().is_money() {
        let currency = p.currency(metric);
        fields.push((
            "currency",
            Json::text(currency.is_known().then(|| currency.code())),
        ));
    }
    if let Some(range) = record.range(metric) {
        fields.push(("range", Json::Text(range.to_owned())));
    }
    if let Some(from) = record.origin(metric) {
        fields.push(("source", Json::Text(from.source.key().to_owned())));
        fields.push(("period", Json::Text(from.period.to_string())));
    }
    if let Some(b) = metrics::benchmark(metric, here.settings.refund_threshold) {
        let rule = match b.pass {
            Pass::Above => "above",
            Pass::AtLeast => "at_least",
            Pass::Below => "below",
        };
        fields.push((
            "benchmark",
            Json::object([
                ("convention", Json::Text(b.convention.to_owned())),
                ("rule", Json::Text(rule.to_owned())),
                ("threshold", Json::Number(b.threshold.to_string())),
                ("pass", Json::Bool(b.passes(raw))),
            ]),
        ));
    }
    Some(Json::Object(
        fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect(),
    ))
}

/// One observation: only what it has.
fn period(d: &Dated) -> Json {
    let values = Metric::ALL.iter().filter_map(|m| {
        let raw = metrics::of(*m, &d.observation.metrics)?;
        Some((m.key().to_owned(), Json::Number(exact(*m, raw))))
    });
    let currency = d.observation.currency;
    Json::object([
        ("period", Json::Text(d.period.to_string())),
        ("source", Json::Text(d.source.key().to_owned())),
        (
            "currency",
            Json::text(currency.is_known().then(|| currency.code())),
        ),
        ("metrics", Json::Object(values.collect())),
    ])
}
