//! `[returns]` of the settings: which costs and sales count, where verdicts turn, the margin of whatever has none.

use toml::Value;

use super::settings::{Wrong, decimal, wrong};
use crate::domain::number::Unit;
use crate::domain::returns::{Rules, Scope};

const KEYS: [&str; 9] = [
    "margin",
    "cost",
    "indirect",
    "keep_above",
    "drop_below",
    "on",
    "few_orders",
    "stale_days",
    "cvr_benchmark",
];

/// Reads them. Shares are in percent: `margin = 30`.
pub fn read(v: &Value, rules: &mut Rules) -> Result<(), Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("returns", v, "cli-allowed-returns"))?;
    for (name, value) in table {
        let key = format!("returns.{name}");
        if !KEYS.contains(&name.as_str()) {
            let near = KEYS
                .iter()
                .min_by_key(|k| strsim::damerau_levenshtein(k, name))
                .map_or(String::new(), |k| format!("returns.{k}"));
            return Err(Wrong::Key(key, near));
        }
        let bad = |allowed| wrong(&key, value, allowed);
        let percent = || decimal(value).map(|d| d.percent());
        let word = value.as_str().unwrap_or_default();
        match name.as_str() {
            "margin" => {
                let raw = percent()
                    .and_then(|d| d.to_raw(Unit::Ratio))
                    .map(|(raw, _)| raw);
                let fits = raw.filter(|r| (0..=Unit::Ratio.per_one()).contains(r));
                rules.margin = Some(fits.ok_or_else(|| bad("cli-allowed-margin"))? & !1);
            }
            "cost" => {
                rules.scope = match word {
                    "full" => Scope::Full,
                    "commission" => Scope::Commission,
                    _ => return Err(bad("cli-allowed-cost")),
                };
            }
            "indirect" => {
                let yes = value.as_bool();
                rules.indirect = yes.ok_or_else(|| bad("cli-allowed-yes-no"))?;
            }
            "on" => {
                rules.on_net = match word {
                    "return" => false,
                    "net" => true,
                    _ => return Err(bad("cli-allowed-on")),
                };
            }
            "keep_above" => {
                rules.keep_above = percent().ok_or_else(|| bad("cli-allowed-percent"))?;
            }
            "cvr_benchmark" => {
                rules.benchmark = Some(percent().ok_or_else(|| bad("cli-allowed-percent"))?);
            }
            "drop_below" => {
                rules.drop_below = percent().ok_or_else(|| bad("cli-allowed-percent"))?;
            }
            _ => {
                let n = value.as_integer().filter(|n| (0..=100_000).contains(n));
                let n = n.ok_or_else(|| bad("cli-allowed-count"))?;
                if name == "few_orders" {
                    rules.few_orders = n;
                } else {
                    rules.stale_days = i32::try_from(n).unwrap_or(i32::MAX);
                }
            }
        }
    }
    let edges = Value::String(format!(
        "{} < {}",
        rules.drop_below.times_100(),
        rules.keep_above.times_100()
    ));
    let order = |d: crate::domain::number::Decimal| d.to_raw(Unit::Ratio).map_or(0, |r| r.0);
    if order(rules.drop_below) > order(rules.keep_above) {
        return Err(wrong("returns.drop_below", &edges, "cli-allowed-edges"));
    }
    Ok(())
}
