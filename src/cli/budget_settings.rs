//! `[budget]` of the settings: the mix of tiers, where shoulder counts, and when a warning stands.

use toml::Value;

use super::settings::{Wrong, decimal, wrong};
use crate::domain::review::budget::{Plan, TIERS};

const KEYS: [&str; 4] = ["mix", "shoulder", "single", "points"];

/// Reads them. Shares and points are of a hundred: `single = 50`.
pub fn read(v: &Value, plan: &mut Plan) -> Result<(), Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("budget", v, "cli-allowed-budget"))?;
    for (name, value) in table {
        let key = format!("budget.{name}");
        let bad = |allowed| wrong(&key, value, allowed);
        match name.as_str() {
            "mix" => {
                let parts = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let parts: Vec<u64> = parts
                    .iter()
                    .filter_map(|p| u64::try_from(p.as_integer()?).ok())
                    .filter(|n| *n <= 1_000)
                    .collect();
                let mix = <[u64; 3]>::try_from(parts).ok();
                let mix = mix.filter(|mix| mix.iter().sum::<u64>() > 0);
                plan.mix = mix.ok_or_else(|| bad("cli-allowed-mix"))?;
            }
            "shoulder" => {
                let named = value.as_str().unwrap_or_default();
                let at = TIERS.iter().position(|t| *t == named);
                plan.shoulder = at.ok_or_else(|| bad("cli-allowed-layer"))?;
            }
            "single" => {
                let share = decimal(value).map(|d| d.percent());
                plan.single = share.ok_or_else(|| bad("cli-allowed-percent"))?;
            }
            "points" => {
                let n = value.as_integer().filter(|n| (0..=100).contains(n));
                plan.points = n.ok_or_else(|| bad("cli-allowed-count"))?;
            }
            _ => {
                let near = KEYS
                    .iter()
                    .min_by_key(|k| strsim::damerau_levenshtein(k, name))
                    .map_or(String::new(), |k| format!("budget.{k}"));
                return Err(Wrong::Key(key, near));
            }
        }
    }
    Ok(())
}
