//! The invented creators as a file in daren's own format.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use daren::domain::creator::Record;
use daren::domain::field::{Attr, Metric};
use daren::domain::number::Decimal;

use crate::creators;

/// Columns with numbers, before and after the one with the currency.
const NUMBERS: [(&str, Metric); 19] = [
    ("female_share", Metric::Female),
    ("male_share", Metric::Male),
    ("age_13_17_share", Metric::Age13),
    ("age_18_24_share", Metric::Age18),
    ("age_25_34_share", Metric::Age25),
    ("age_35_44_share", Metric::Age35),
    ("age_45_plus_share", Metric::Age45),
    ("lives_30d", Metric::Lives),
    ("views_30d", Metric::Views),
    ("likes_30d", Metric::Likes),
    ("comments_30d", Metric::Comments),
    ("shares_30d", Metric::Shares),
    ("completion_rate", Metric::Completion),
    ("products_28d", Metric::Products),
    ("orders_30d", Metric::Orders),
    ("items_30d", Metric::Items),
    ("gmv_30d", Metric::Gmv),
    ("refunds_30d", Metric::Refunds),
    ("clicks_30d", Metric::Clicks),
];
const PRICES: [(&str, Metric); 4] = [
    ("price_low", Metric::PriceLow),
    ("price_high", Metric::PriceHigh),
    ("fulfilment_rate", Metric::Fulfilment),
    ("reply_rate", Metric::Reply),
];

/// Writes that many creators, one a line.
pub fn write(path: &Path, creators: u32) {
    let mut out = csv::Writer::from_writer(BufWriter::new(File::create(path).unwrap()));
    let names =
        |columns: &[(&'static str, Metric)]| columns.iter().map(|(name, _)| *name).collect();
    let numbers: Vec<&str> = names(&NUMBERS);
    let prices: Vec<&str> = names(&PRICES);
    let first = "handle,platform,platform_id,display_name,region,language,categories,tags,email,followers,posts_30d";
    let header = first.split(',').chain(numbers).chain(["currency"]);
    out.write_record(header.chain(prices).chain(["note", "as_of"]))
        .unwrap();
    for id in 1..=creators {
        out.write_record(row(&creators::creator(id))).unwrap();
    }
    out.into_inner().unwrap().flush().unwrap();
}

fn row(creator: &Record) -> Vec<String> {
    let dated = creator.dated.first().unwrap();
    let o = &dated.observation;
    let text = |attr| o.attr(attr).unwrap_or_default().to_owned();
    let number = |metric: Metric| {
        let raw = o.metrics.get(metric)?;
        Some(Decimal::from_raw(raw, metric.unit()).to_string())
    };
    let number = |metric| number(metric).unwrap_or_default();
    let mut row = vec![
        creator.identity.handle.to_string(),
        "tiktok".to_owned(),
        creator
            .identity
            .platform_id
            .as_deref()
            .unwrap_or_default()
            .to_owned(),
        text(Attr::Name),
        text(Attr::Region),
        text(Attr::Language),
        text(Attr::Categories),
        creator.tags.join("|"),
        text(Attr::Email),
        number(Metric::Followers),
        number(Metric::Videos),
    ];
    row.extend(NUMBERS.map(|(_, metric)| number(metric)));
    row.push(o.currency.code().to_owned());
    row.extend(PRICES.map(|(_, metric)| number(metric)));
    row.push(
        creator
            .notes
            .first()
            .map(|n| n.body.to_string())
            .unwrap_or_default(),
    );
    row.push(dated.period.end.to_string());
    row
}
