//! What was said by hand of a table, remembered by its header.

use jiff::Timestamp;

use super::Wish;
use crate::domain::money::Currency;
use crate::intake::{Kind, Plan, Target};
use crate::store::{Store, StoreError};

/// What was said of a table with that header: columns that were mapped, and of one that is not of creators as which kind of
/// file (its fields stand behind its name, `orders.paid`), its currency, and which number of its dates is the day.
#[derive(Default)]
pub(super) struct Remembered {
    pub kind: Option<Kind>,
    pub map: Vec<(Target, String)>,
    pub currency: Option<Currency>,
    pub day_first: Option<bool>,
}

/// Stand beside the fields in what is remembered.
const CURRENCY: &str = "=currency";
const DAY_FIRST: &str = "=day_first";

pub(super) fn remembered(store: &Store, fingerprint: &str) -> Option<Remembered> {
    let text = store.mapping(fingerprint).ok()??;
    let pairs: Vec<(String, String)> = serde_json::from_str(&text).ok()?;
    let mut known = Remembered::default();
    for (key, column) in pairs {
        match key.as_str() {
            CURRENCY => known.currency = Currency::parse(&column),
            DAY_FIRST => known.day_first = column.parse().ok(),
            key => {
                let (kind, key) = match key.split_once('.') {
                    Some((kind, key)) => (Kind::parse(kind), key),
                    None => (None, key),
                };
                if let Some(target) = Target::parse_in(kind, key) {
                    known.kind = known.kind.or(kind);
                    known.map.push((target, column));
                }
            }
        }
    }
    (!known.map.is_empty()).then_some(known)
}

/// What was mapped earlier, without the fields and columns that are mapped anew.
pub(super) fn without_contradicted(
    mut earlier: Vec<(Target, String)>,
    now: &[(Target, String)],
) -> Vec<(Target, String)> {
    earlier.retain(|(t, c)| {
        !now.iter()
            .any(|(target, column)| t == target || c == column)
    });
    earlier
}

/// Remembers what was mapped by hand; what was mapped earlier stays where it does not contradict.
pub(super) fn remember(
    store: &mut Store,
    plan: &Plan,
    wish: &Wish,
    now: Timestamp,
) -> Result<(), StoreError> {
    // without a header nothing tells one table from another
    if wish.map.is_empty() || plan.header_row == 0 {
        return Ok(());
    }
    let kind = Some(plan.kind).filter(|k| k.native().is_some());
    let earlier = remembered(store, &plan.fingerprint).unwrap_or_default();
    let mut all = match earlier.kind == kind {
        true => without_contradicted(earlier.map, &wish.map),
        false => Vec::new(),
    };
    all.extend(wish.map.iter().cloned());
    let before = kind.map_or(String::new(), |k| format!("{}.", k.key()));
    let mut pairs: Vec<(String, String)> = all
        .into_iter()
        .map(|(t, c)| (format!("{before}{}", t.key()), c))
        .collect();
    // a list of creators may be of another market the next time; a shop stays what it is
    if kind.is_some() {
        let currency = wish.currency.or(earlier.currency);
        pairs.extend(currency.map(|c| (CURRENCY.to_owned(), c.code().to_owned())));
        let day_first = wish.day_first.or(earlier.day_first);
        pairs.extend(day_first.map(|d| (DAY_FIRST.to_owned(), d.to_string())));
    }
    match serde_json::to_string(&pairs) {
        Ok(text) => store.set_mapping(&plan.fingerprint, &text, now),
        // text always serialises
        Err(_) => Ok(()),
    }
}
