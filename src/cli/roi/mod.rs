//! `daren roi [QUERY...]`: returns by what they can be told apart by.

mod groups;
mod print;

use std::collections::HashSet;
use std::io::Write as _;

use clap::ArgMatches;

use groups::{Labels, by_product, groups};
use print::{notes, rows, table};

use super::fault::Fault;
use super::here::Here;
use super::{out, question};
use crate::domain::creator::Period;
use crate::domain::message::Message;
use crate::domain::returns::creator::{at_rates, days};
use crate::report;
use crate::report::Json;
use crate::store::Asked;

/// What groups are made by, as `--by` names it.
pub const BY: [&str; 8] = [
    "mode", "tier", "tag", "owner", "campaign", "product", "style", "creator",
];

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let by = matches
        .get_one::<String>("by")
        .map_or("mode", String::as_str);
    let period = matches
        .get_one::<Period>("period")
        .map(|p| (days(p.start.unwrap_or(p.end)), days(p.end)));
    let filter = question::filter(here, matches)?;
    let mut store = question::reader(here)?;
    // where the file is not ours to write, everything is summed anew
    let _ = store.reckon();
    let mut pool = None;
    let mut of = None;
    if !filter.conditions.is_empty() {
        let (loaded, answer) = question::ask(here, &store, &filter, &[], false, false)?;
        of = Some(answer.ids.all().iter().copied().collect::<HashSet<u32>>());
        pool = Some(loaded);
    } else if by == "tier" {
        pool = Some(question::pool(here, &store, false)?);
    }
    let labels = Labels::load(here, by, &store, pool.as_deref())?;
    let asked = Asked {
        of: None,
        period,
        today: Some(days(here.today)),
        part: None,
        products: false,
        handles: by == "creator",
        rates: Some(&here.settings.returns.rates),
    };
    let groups = match by {
        "product" => by_product(here, &store, asked, of.as_ref())?,
        _ => groups(here, &store, asked, by, &labels, of.as_ref())?,
    };
    let mut groups = groups;
    groups.convert(&here.settings.rates);
    groups.settle_again();
    let converted = at_rates(&here.settings.returns, &groups.converted);
    let rates = here.settings.rates.sentences(&groups.converted);
    let typed = (groups.typed, groups.deals);
    let twice = groups.twice();
    let several = groups.several.then_some(by);
    let format = matches.get_one::<String>("format").map(String::as_str);
    // files are added up by whoever reads them
    if !matches!(format, Some("json" | "csv")) && several.is_none() {
        groups.add_total();
    }
    let rows = rows(here, groups, by, period);
    match format {
        Some("json") => {
            let all = rows.iter().map(|r| r.json(here, by)).collect();
            Ok(out::say(&Json::List(all).pretty())?)
        }
        Some("csv") => {
            let table = table(here, by, &rows, false, &rates);
            let mut to = out::stdout();
            report::write_csv(&table, false, &mut to)?;
            Ok(to.flush()?)
        }
        _ if rows.is_empty() => {
            let id = match (&of, period) {
                (Some(of), _) if of.is_empty() => "roi-none-match",
                (_, Some(_)) => "roi-none-period",
                _ if typed.1 == 0 => "roi-none-known",
                _ => "roi-none",
            };
            Ok(out::say(&format!("{}\n", here.words.get(id)))?)
        }
        _ => {
            let table = table(here, by, &rows, true, &rates);
            let mut to = out::stdout();
            report::write_aligned(&table, out::width(), &mut to)?;
            let notes = converted
                .into_iter()
                .chain(notes(here, &rows, typed, several, twice))
                .chain(of.as_ref().map(|_| Message::new("roi-note-whole")));
            for (at, note) in notes.enumerate() {
                let gap = if at == 0 { "\n" } else { "" };
                writeln!(to, "{gap}{}", here.words.say(&note))?;
            }
            Ok(to.flush()?)
        }
    }
}
