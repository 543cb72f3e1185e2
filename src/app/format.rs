//! Values as people read them: separators, units, the dash for what is missing.

use jiff::civil::Date;

use super::settings::Settings;
use crate::domain::collab::card::NO_END;
use crate::domain::collab::choice;
use crate::domain::column::Column;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::text::grouped;
use crate::words::Words;

/// Stands for a missing value; zero is `0`.
pub const MISSING: &str = "—";

/// Shares of an audience are read in whole percents; rates need a digit more.
const fn percent_digits(metric: Metric) -> u32 {
    if metric.is_share() && !matches!(metric, Metric::Completion) {
        0
    } else {
        1
    }
}

/// A raw value without its unit: percent numbers for ratios, whole units for sums of money of 1,000 and more.
pub fn number(metric: Metric, raw: i64, currency: Currency) -> String {
    let d = Decimal::from_raw(raw, metric.unit());
    grouped(&match metric.unit() {
        Unit::Days if metric.is_of_work() && raw >= NO_END => format!(">{}", NO_END - 1),
        Unit::Count | Unit::Days => d.fixed(0),
        Unit::Ratio if metric.is_of_returns() && raw.abs() >= 10 * Unit::Ratio.per_one() => {
            d.times_100().fixed(0)
        }
        Unit::Ratio => d.times_100().fixed(percent_digits(metric)),
        Unit::Score => d.fixed(1),
        Unit::Mean | Unit::Times if d.fixed(0).len() > 3 => d.fixed(0),
        Unit::Mean => d.fixed(1),
        // as the four numbers have it everywhere
        Unit::Times => d.fixed(2),
        Unit::Money | Unit::Price if d.fixed(0).trim_start_matches('-').len() > 3 => d.fixed(0),
        Unit::Money | Unit::Price => trim_zeros(d.fixed(currency.digits())),
    })
}

/// `0.00` reads as `0`; `12.50` stays.
fn trim_zeros(text: String) -> String {
    match text.strip_suffix(".00") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// A raw value with its unit behind it.
pub fn with_unit(metric: Metric, raw: i64, currency: Currency) -> String {
    let n = number(metric, raw, currency);
    match metric.unit() {
        Unit::Ratio => format!("{n} %"),
        Unit::Money | Unit::Price if currency.is_known() => format!("{n} {currency}"),
        _ => n,
    }
}

/// The unit of a metric's numbers, for where a value has none beside it.
pub fn unit_sign(metric: Metric) -> &'static str {
    match metric.unit() {
        Unit::Ratio => "%",
        Unit::Days => "d",
        _ => "",
    }
}

/// The day and month of a date, short enough for a column's header.
pub fn short_date(date: Date) -> String {
    date.strftime("%m-%d").to_string()
}

/// How long ago the newest data of a creator ends, in days.
pub fn age_in_days(record: &Record, today: Date) -> Option<i64> {
    let end = record.profile.as_of?;
    today.since(end).ok().map(|span| i64::from(span.get_days()))
}

/// The text of a creator's cell; empty where the value is missing.
pub fn cell(
    column: Column,
    record: &Record,
    settings: &Settings,
    scheme: usize,
    today: Date,
) -> String {
    let profile = &record.profile;
    match column {
        Column::Handle => format!("@{}", record.identity.handle),
        Column::Metric(Metric::Stale) => age_in_days(record, today)
            .map(|d| grouped(&d.to_string()))
            .unwrap_or_default(),
        Column::Metric(m) => {
            let said = profile
                .metric(m)
                .map(|raw| number(m, raw, profile.currency(m)));
            match said {
                // an estimate says so
                Some(said) if m.is_of_returns() && record.returns_are_estimated() => {
                    format!("~{said}")
                }
                said => said.unwrap_or_default(),
            }
        }
        Column::Attr(a) if a.is_list() => profile.list(a).collect::<Vec<_>>().join(", "),
        Column::Attr(a) => profile.attr(a).unwrap_or_default().to_owned(),
        Column::Tier => tier(record, settings, scheme)
            .unwrap_or_default()
            .to_owned(),
        Column::Age => profile.largest_band().unwrap_or_default().to_owned(),
        Column::Platform => record.identity.platform.key().to_owned(),
        Column::PlatformId => record
            .identity
            .platform_id
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
        Column::Tags => record.tags.join(", "),
        Column::Lists => record.lists.join(", "),
        Column::Stage => record.stages().join(", "),
        Column::Owner => record.owners().join(", "),
        Column::Campaign => record.campaigns().join(", "),
        Column::Verdict => record
            .verdict
            .map(|v| v.key())
            .unwrap_or_default()
            .to_owned(),
        Column::Diagnosis => record
            .diagnosis
            .map(|d| d.key())
            .unwrap_or_default()
            .to_owned(),
        Column::Note => record
            .notes
            .last()
            .map(|n| n.body.clone())
            .unwrap_or_default(),
        Column::Source => {
            let mut sources: Vec<_> = record.dated.iter().map(|d| d.source.key()).collect();
            sources.dedup();
            sources.sort_unstable();
            sources.dedup();
            sources.join(", ")
        }
    }
}

/// The text of a cell whose values are keys, in the person's language; none of other columns.
pub fn in_words(column: Column, record: &Record, words: &Words) -> Option<String> {
    Some(match column {
        Column::Stage => {
            let said = |key: &str| words.get(&choice::STAGE.word_id(key));
            let all: Vec<String> = record.stages().into_iter().map(said).collect();
            all.join(", ")
        }
        Column::Verdict => words.get(record.verdict?.word_id()),
        Column::Diagnosis => words.get(&choice::DIAGNOSIS.word_id(record.diagnosis?.key())),
        Column::Metric(Metric::Risk) => match record.profile.metric(Metric::Risk)? {
            n @ 1..=3 => words.get(&format!("risk-{n}")),
            _ => words.get("risk-none"),
        },
        _ => return None,
    })
}

/// The band of a creator in a scheme.
pub fn tier<'a>(record: &Record, settings: &'a Settings, scheme: usize) -> Option<&'a str> {
    let followers = record.profile.metric(Metric::Followers)?;
    let scheme = settings.schemes.get(scheme)?;
    scheme
        .bands
        .get(scheme.band(followers))
        .map(|b| b.key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        let usd = Currency::parse("USD").unwrap();
        let vnd = Currency::parse("VND").unwrap();
        for (metric, raw, currency, want) in [
            (Metric::Followers, 84_120, usd, "84,120"),
            (Metric::Gmv, 0, usd, "0"),
            (Metric::Gmv, 124_100_000, usd, "12,410"),
            (Metric::Gmv, 1_359_900, usd, "135.99"),
            (Metric::Gmv, 125_000, usd, "12.50"),
            (Metric::Gmv, 5_000, vnd, "1"),
            (Metric::LikeRate, 1_440_000, usd, "7.2"),
            (Metric::Adult, 18_200_000, usd, "91"),
            (Metric::RefundRate, 50_000_000, usd, "250.0"),
            (Metric::Score, 35, usd, "3.5"),
            (Metric::Aov, 600_000, usd, "30"),
        ] {
            assert_eq!(number(metric, raw, currency), want, "{metric:?} {raw}");
        }
        assert_eq!(with_unit(Metric::Gmv, 124_100_000, usd), "12,410 USD");
        assert_eq!(with_unit(Metric::LikeRate, 1_440_000, usd), "7.2 %");
    }
}
