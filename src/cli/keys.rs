//! `daren keys`: every key of the tool with the person's own, and the fields of the query language.

use clap::ArgMatches;

use super::facets::facet_name;
use super::fault::Fault;
use super::here::Here;
use super::out;
use crate::app::actions;
use crate::app::keymap::Context;
use crate::app::menus::help_id;
use crate::app::pool::table::message_key;
use crate::domain::facet::Facet;
use crate::domain::field::Metric;
use crate::domain::filter::vocabulary;
use crate::domain::number::Unit;
use crate::text;

/// A heading, and rows of three: what is typed, its name, what it does.
struct Section {
    title: String,
    rows: Vec<[String; 3]>,
}

/// See the module.
pub fn run(here: &Here, matches: &ArgMatches) -> Result<(), Fault> {
    let mut sections: Vec<Section> = Context::ALL.iter().map(|c| context(here, *c)).collect();
    sections.push(fields(here));
    sections.retain(|s| !s.rows.is_empty());
    let markdown = matches
        .get_one::<String>("format")
        .is_some_and(|f| f == "markdown");
    let all: Vec<String> = sections
        .iter()
        .map(|s| {
            if markdown {
                as_markdown(here, s)
            } else {
                plain(s)
            }
        })
        .collect();
    Ok(out::say(&all.join("\n"))?)
}

fn context(here: &Here, context: Context) -> Section {
    let rows = actions::all()
        .filter(|a| a.contexts.contains(&context))
        .map(|a| {
            [
                here.keymap.keys(a.id).join("  "),
                a.id.to_owned(),
                here.words.get(&help_id(a)),
            ]
        });
    Section {
        title: here.words.get(&format!("context-{}", context.key())),
        rows: rows.collect(),
    }
}

fn fields(here: &Here) -> Section {
    let rows = vocabulary().map(|word| {
        let (name, takes) = match (Facet::from_query(word), Metric::from_query(word)) {
            (Some(facet), _) => (facet_name(facet).to_owned(), "cli-takes-value"),
            (None, Some(metric)) => (
                format!("field-{}", message_key(metric.key())),
                takes(metric.unit()),
            ),
            (None, None) => (format!("cli-word-{word}"), special(word)),
        };
        [
            format!(
                "{word}{}",
                if takes == "cli-takes-value" { ":" } else { "" }
            ),
            here.words.get(&name),
            here.words.get(takes),
        ]
    });
    Section {
        title: here.words.get("cli-keys-fields"),
        rows: rows.collect(),
    }
}

fn special(word: &str) -> &'static str {
    match word {
        "goal" => "cli-takes-goal",
        "scheme" => "cli-takes-scheme",
        _ => "cli-takes-field",
    }
}

const fn takes(unit: Unit) -> &'static str {
    match unit {
        Unit::Ratio => "cli-takes-percent",
        Unit::Money | Unit::Price => "cli-takes-money",
        Unit::Days => "cli-takes-days",
        Unit::Score => "cli-takes-score",
        Unit::Count | Unit::Mean | Unit::Times => "cli-takes-count",
    }
}

fn plain(section: &Section) -> String {
    let wide = |i: usize| {
        let cells = section.rows.iter().filter_map(|r| r.get(i));
        cells.map(|c| text::width(c)).max().unwrap_or(0)
    };
    let (first, second) = (wide(0), wide(1));
    let mut out = format!("{}\n", section.title);
    for [typed, name, does] in &section.rows {
        out.push_str(&format!(
            "  {}  {}  {does}\n",
            text::pad_end(typed, first),
            text::pad_end(name, second)
        ));
    }
    out
}

fn as_markdown(here: &Here, section: &Section) -> String {
    let cell = |t: &str| t.replace('|', "\\|");
    let mut out = format!(
        "### {}\n\n| {} | {} | {} |\n| --- | --- | --- |\n",
        section.title,
        here.words.get("cli-keys-typed"),
        here.words.get("cli-keys-name"),
        here.words.get("cli-keys-does"),
    );
    for [typed, name, does] in &section.rows {
        let keys: Vec<String> = typed
            .split("  ")
            .filter(|k| !k.is_empty())
            .map(|k| format!("`{}`", cell(k)))
            .collect();
        out.push_str(&format!(
            "| {} | {} | {} |\n",
            keys.join(" "),
            cell(name),
            cell(does)
        ));
    }
    out
}
