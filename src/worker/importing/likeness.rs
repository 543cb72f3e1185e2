//! Whether a file names far fewer creators than the last one like it: an export that was cut short, or the wrong filter
//! on the platform.
//!
//! Like is compared with like, or the warning would fire whenever Britain follows America: the same kind, currency and
//! platform, and the same market where the file's name tells one. The pool keeps per such sort of file the numbers of
//! its last imports, under a name of its own among the remembered mappings; imports taken back do not count.

use std::path::Path;

use jiff::Timestamp;

use crate::domain::message::Message;
use crate::intake::{Plan, Warning};
use crate::store::{Store, StoreError};

/// Markets with a shop of their own, as they stand in the names of downloads.
const MARKETS: [&str; 20] = [
    "US", "GB", "UK", "VN", "TH", "PH", "MY", "SG", "ID", "MX", "BR", "ES", "FR", "IT", "DE", "IE",
    "JP", "SA", "AE", "CN",
];

/// How many imports of one sort are remembered, to look past those that were taken back.
const KEPT: usize = 12;

/// Warns where the file has over 5 % fewer creators than the last one like it.
pub(super) fn fewer(
    store: &Store,
    plan: &Plan,
    creators: u64,
) -> Result<Option<Warning>, StoreError> {
    if repaired(plan) {
        return Ok(None);
    }
    let numbers = numbers(store, plan)?;
    if numbers.is_empty() {
        return Ok(None);
    }
    let past = store.imports()?;
    let last = numbers
        .iter()
        .rev()
        .find_map(|id| past.iter().find(|i| i.id == *id && i.undone_at.is_none()));
    let Some(last) = last else {
        return Ok(None);
    };
    let before = last.counts.created + last.counts.updated + last.counts.unchanged;
    // 100·now < 95·before, without rounding
    if creators.saturating_mul(100) >= before.saturating_mul(95) {
        return Ok(None);
    }
    let name = Path::new(&last.path)
        .file_name()
        .map_or(last.path.clone(), |n| n.to_string_lossy().into_owned());
    Ok(Some(Warning {
        code: "fewer_creators",
        message: Message::new("import-warn-fewer-creators")
            .with("n", creators)
            .with("before", before)
            .with("file", name),
    }))
}

/// Remembers an import as the last of its sort.
pub(super) fn keep(
    store: &mut Store,
    plan: &Plan,
    import: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    if repaired(plan) {
        return Ok(());
    }
    let mut all = numbers(store, plan)?;
    all.push(import);
    let from = all.len().saturating_sub(KEPT);
    let text = serde_json::to_string(all.get(from..).unwrap_or_default());
    store.set_mapping(&sort(plan), &text.unwrap_or_default(), now)
}

fn numbers(store: &Store, plan: &Plan) -> Result<Vec<i64>, StoreError> {
    let text = store.mapping(&sort(plan))?;
    Ok(text
        .and_then(|t| serde_json::from_str(&t).ok())
        .unwrap_or_default())
}

/// A file of rejected rows that were repaired is a part by nature.
fn repaired(plan: &Plan) -> bool {
    plan.columns
        .iter()
        .any(|c| super::rejected::is_own(&c.header))
}

fn sort(plan: &Plan) -> String {
    let header = match plan.kind.source() {
        // tables of any origin are only alike under the same header
        crate::domain::creator::Source::Mapped => plan.fingerprint.as_str(),
        _ => "",
    };
    format!(
        "last:{}:{}:{}:{}:{header}",
        plan.kind.key(),
        plan.currency,
        plan.platform.key(),
        market(&plan.path).unwrap_or_default()
    )
}

fn market(path: &Path) -> Option<&'static str> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    stem.split(|c: char| !c.is_alphanumeric())
        .find_map(|word| MARKETS.into_iter().find(|m| *m == word))
        .map(|m| if m == "UK" { "GB" } else { m })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markets_are_read_from_names() {
        for (name, want) in [
            ("Creator_List_US_20260801-20260831.csv", Some("US")),
            ("Creator List UK (3).xlsx", Some("GB")),
            ("creators.csv", None),
            ("us-creators.csv", None),
            ("USA.csv", None),
        ] {
            assert_eq!(market(Path::new(name)), want, "{name}");
        }
    }
}
