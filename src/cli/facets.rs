//! `daren facets [QUERY...]`: how many creators each value would leave, under the other filters.

use std::io::Write as _;

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::{out, question};
use crate::domain::facet::Facet;
use crate::report::Json;
use crate::text;

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let filter = question::filter(here, matches)?;
    let store = question::reader(here)?;
    let (_, answer) = question::ask(here, &store, &filter, &[], true, true)?;
    if matches
        .get_one::<String>("format")
        .is_some_and(|f| f == "json")
    {
        let fields = Facet::ALL.iter().map(|f| {
            let values = answer.facet(*f).iter();
            let counts = values.map(|(value, n)| (value.clone(), Json::from(*n)));
            (f.key().to_owned(), Json::Object(counts.collect()))
        });
        return Ok(out::say(&Json::Object(fields.collect()).pretty())?);
    }
    let mut to = out::stdout();
    let mut first = true;
    for facet in Facet::ALL {
        let values = answer.facet(facet);
        if values.is_empty() {
            continue;
        }
        if !std::mem::take(&mut first) {
            writeln!(to)?;
        }
        writeln!(to, "{}", here.words.get(facet_name(facet)))?;
        let wide = values
            .iter()
            .map(|(v, _)| text::width(v))
            .max()
            .unwrap_or(0);
        let wide = wide.min(48);
        for (value, n) in values {
            let value = text::pad_end(value, wide);
            let n = text::pad_start(&text::grouped(&n.to_string()), 12);
            writeln!(to, "  {value}{n}")?;
        }
    }
    Ok(to.flush()?)
}

/// The message that names a facet.
pub const fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Tier => "pane-tier",
        Facet::Category => "pane-category",
        Facet::Region => "pane-region",
        Facet::Language => "pane-language",
        Facet::Platform => "pane-platform",
        Facet::Tag => "pane-tag",
        Facet::List => "pane-list",
        Facet::Age => "pane-age",
        Facet::Source => "pane-source",
        Facet::Stage => "pane-stage",
        Facet::Owner => "pane-owner",
        Facet::Campaign => "pane-campaign",
        Facet::Product => "pane-product",
        Facet::Mode => "pane-mode",
        Facet::Due => "pane-due",
        Facet::Verdict => "pane-verdict",
        Facet::Diagnosis => "pane-diagnosis",
    }
}
