//! The demo pool: a merchant of beauty and home goods with about 3,000 creators, as the files its people would have
//! downloaded and edited between August and October 2026, damage included. `daren demo` imports them like any others.
//!
//! The files under `demo-data/` are made by [`generate`] and never edited by hand; a test compares them byte for byte.
//! After a change here, `DAREN_WRITE_DEMO=1 cargo test --lib demo` writes them anew. Creators, names and numbers are
//! invented; only the column names are the platforms' own. Everything drawn is seeded per creator and file, so a change
//! in one place leaves the rest as it was.

mod bios;
mod dice;
mod found;
mod latin_names;
mod market;
mod month;
mod own_list;
mod pipeline;
mod roster;
mod sales;
mod script_names;
mod sheet;
mod shop;
mod tongues;
mod work_files;

use std::borrow::Cow;

use jiff::civil::Date;
use market::Market;

macro_rules! files {
    ($($name:literal)*) => {
        /// The demo's files, name and bytes, in the order in which a person would import them: oldest period first.
        pub fn files() -> &'static [(&'static str, &'static [u8])] {
            &[$(($name, include_bytes!(concat!("../../demo-data/", $name)))),*]
        }
    };
}
files! {
    "Creator_List_US_20260801-20260831.csv"
    "Creator_List_GB_20260801-20260831.csv"
    "Creator_List_US_20260901-20260930.csv"
    "Creator_List_GB_20260901-20260930.csv"
    "tiktok_accounts_20260930.csv"
    "FastMoss_20260916-20261015.csv"
    "Creator_List_US_20261001-20261031.csv"
    "Creator_List_GB_20261001-20261031.csv"
    "Creator_List_VN_20261001-20261031.csv"
    "Creator_List_PH.tsv"
    "Creator_Data_US_20261001-20261031.xlsx"
    "chanmama_20261002-20261031.csv"
    "creators_20261115.csv"
    "members.csv"
    "products.csv"
    "product_links.csv"
    "campaigns.csv"
    "collaborations.csv"
    "samples.csv"
    "contents.csv"
    "stage_moves.csv"
    "outreach.csv"
    "agreements.csv"
    "margins.csv"
    "costs.csv"
    "buyers.csv"
    "orders.csv"
    "Affiliate_Orders_US.csv"
    "Affiliate_Orders_GB.csv"
}

/// The same for a day and for whoever opens the demo: what people did last week was done in the week before that day,
/// and the first of the team is the person at the keys.
pub fn files_for(today: Date, member: &str) -> Vec<(&'static str, Cow<'static, [u8]>)> {
    let all = files().iter().map(|(name, bytes)| {
        // exports have their days in their names
        let own = name.contains("2026") || !name.ends_with(".csv");
        if own {
            return (*name, Cow::Borrowed(*bytes));
        }
        let mut bytes = work_files::shifted(bytes, today);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        if *name == "members.csv" && !member.is_empty() && member.chars().all(plain) {
            let text = String::from_utf8_lossy(&bytes);
            bytes = text.replace(",anna,", &format!(",{member},")).into_bytes();
        }
        (*name, Cow::Owned(bytes))
    });
    all.collect()
}

/// Makes the demo's files anew and hands each to `out` with its name, in the order of [`files`].
pub fn generate(out: &mut dyn FnMut(&str, &[u8])) {
    let roster = roster::roster();
    let mut work = work_files::files(&roster);
    for (name, _) in files() {
        if let Some(at) = work.iter().position(|(n, _)| n == name) {
            out(name, &work.swap_remove(at).1);
            continue;
        }
        let bytes = match *name {
            "Creator_List_US_20260801-20260831.csv" => shop::creator_list(&roster, Market::Us, 0),
            "Creator_List_GB_20260801-20260831.csv" => shop::creator_list(&roster, Market::Gb, 0),
            "Creator_List_US_20260901-20260930.csv" => shop::creator_list(&roster, Market::Us, 1),
            "Creator_List_GB_20260901-20260930.csv" => shop::creator_list(&roster, Market::Gb, 1),
            "Creator_List_US_20261001-20261031.csv" => shop::creator_list(&roster, Market::Us, 2),
            "Creator_List_GB_20261001-20261031.csv" => shop::creator_list(&roster, Market::Gb, 2),
            "Creator_List_VN_20261001-20261031.csv" => shop::creator_list(&roster, Market::Vn, 2),
            "Creator_List_PH.tsv" => shop::creator_list(&roster, Market::Ph, 2),
            "tiktok_accounts_20260930.csv" => found::scrape(&roster),
            "FastMoss_20260916-20261015.csv" => found::fastmoss(&roster),
            "chanmama_20261002-20261031.csv" => found::chanmama(&roster),
            "creators_20261115.csv" => own_list::creators(&roster),
            // the workbook only fails on names and sizes that Excel forbids, and then has no bytes
            _ => shop::creator_data(&roster).unwrap_or_default(),
        };
        out(name, &bytes);
    }
}

#[cfg(test)]
mod tests;
