//! What the options of `daren import` ask for.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::fault::Fault;
use crate::domain::collab::native::{FILES, File, ORDERS};
use crate::domain::creator::{Period, Platform};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::intake::{Kind, Target};
use crate::worker::importing::{RejectsFile, Wish};

/// The wish for one file; the options hold for all.
pub fn wish(matches: &ArgMatches, path: &Path) -> Result<Wish, Fault> {
    let said = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let wrong = |name: &'static str, id: &'static str| {
        let value = said(name).unwrap_or_default();
        Fault::Usage(Message::new(id).with("value", value))
    };
    let kind = said("kind")
        .map(|k| Kind::parse(k).ok_or_else(|| wrong("kind", "cli-wrong-kind")))
        .transpose()?;
    let period = said("period")
        .map(|p| Period::parse(p).ok_or_else(|| wrong("period", "cli-wrong-period")))
        .transpose()?;
    let currency = said("currency")
        .map(|c| Currency::parse(c).ok_or_else(|| wrong("currency", "cli-wrong-currency")))
        .transpose()?;
    let map = matches
        .get_many::<String>("map")
        .into_iter()
        .flatten()
        .map(|m| mapping(kind, m))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Wish {
        path: path.to_owned(),
        kind,
        period,
        currency,
        platform: said("platform").and_then(Platform::parse),
        map,
        day_first: day_first(matches),
        newest: matches.get_flag("newest"),
        backups: 0,
        rejects: matches
            .get_one::<PathBuf>("rejects")
            .map_or(RejectsFile::Beside, |p| RejectsFile::At(p.clone())),
    })
}

/// Which number of a date is the day, where somebody says.
pub fn day_first(matches: &ArgMatches) -> Option<bool> {
    match matches.get_flag("day-first") {
        true => Some(true),
        false => matches.get_flag("month-first").then_some(false),
    }
}

/// The native file that has such a field; that of orders first, which are mapped most.
fn native_with(field: &str) -> Option<&'static File> {
    let all = std::iter::once(&ORDERS).chain(FILES);
    let has = |file: &&File| file.fields.iter().any(|f| f.key == field);
    all.into_iter().find(has)
}

/// `FIELD=COLUMN`. The column may hold `=` itself.
fn mapping(kind: Option<Kind>, text: &str) -> Result<(Target, String), Fault> {
    let Some((field, column)) = text.split_once('=').filter(|(_, c)| !c.trim().is_empty()) else {
        return Err(Fault::Usage(
            Message::new("cli-wrong-map").with("value", text),
        ));
    };
    let target = Target::parse_in(kind, field).ok_or_else(|| {
        let field = field.trim().to_lowercase();
        let near = Target::all_in(kind)
            .into_iter()
            .map(Target::key)
            .min_by_key(|k| strsim::damerau_levenshtein(k, &field))
            .unwrap_or_default();
        let message = match kind.and_then(Kind::native) {
            // few enough to be read
            Some(file) => {
                let all: Vec<&str> = file.fields.iter().map(|f| f.key).collect();
                Message::new("cli-wrong-map-field-of").with("fields", all.join(", "))
            }
            None => match native_with(&field) {
                Some(file) => Message::new("cli-wrong-map-field-kind").with("kind", file.name),
                None => Message::new("cli-wrong-map-field"),
            },
        };
        Fault::Usage(message.with("field", field).with("nearest", near))
    })?;
    Ok((target, column.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Metric;

    #[test]
    fn mappings_are_read() {
        assert_eq!(
            mapping(None, "followers=粉丝 数").unwrap(),
            (Target::Metric(Metric::Followers), "粉丝 数".to_owned())
        );
        assert_eq!(
            mapping(None, "handle=a=b").unwrap(),
            (Target::Handle, "a=b".to_owned())
        );
        for bad in ["handle", "handle=", "=x"] {
            assert!(matches!(mapping(None, bad), Err(Fault::Usage(_))), "{bad}");
        }
        assert_eq!(
            mapping(Kind::parse("orders"), "order_id=No.").unwrap(),
            (Target::Field("order_id"), "No.".to_owned())
        );
        match mapping(None, "folowers=x") {
            Err(Fault::Usage(m)) => assert!(m.args.contains(&("nearest", "followers".into()))),
            other => panic!("{other:?}"),
        }
    }
}
