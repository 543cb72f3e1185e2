//! What an import says to scripts.

use std::path::PathBuf;

use super::here::Here;
use super::import::Fate;
use crate::domain::message::Message;
use crate::intake::{Plan, Refusal, Target};
use crate::report::Json;
use crate::worker::importing::Done;

/// `{"files":[…]}`, one entry a file, with the same keys whatever became of it. A refused file has `error` besides.
pub fn report(here: &Here, fates: &[(PathBuf, Fate)], dry: bool) -> Json {
    let files = fates
        .iter()
        .map(|(path, fate)| file(here, path, fate, dry))
        .collect();
    Json::object([("files", Json::List(files))])
}

fn file(here: &Here, path: &std::path::Path, fate: &Fate, dry: bool) -> Json {
    let say = |m: &Message| Json::Text(here.words.say(m));
    let (plan, done, error) = match fate {
        Fate::Done(plan, done) => (Some(plan.as_ref()), Some(done), None),
        Fate::Refused(plan, refusal) => (plan.as_deref(), None, Some(refused(here, refusal))),
        Fate::Pool(plan, e) => {
            let error = Json::object([
                ("code", Json::Text("pool".to_owned())),
                ("line", Json::Null),
                ("message", say(&e.message())),
            ]);
            (plan.as_deref(), None, Some(error))
        }
        Fate::Declined => (None, None, None),
    };
    let count = |f: fn(&Done) -> u64| Json::from(done.map_or(0, f));
    let warnings = done.into_iter().flat_map(|d| &d.warnings).map(|w| {
        Json::object([
            ("code", Json::Text(w.code.to_owned())),
            ("message", say(&w.message)),
        ])
    });
    let rejects = done.into_iter().flat_map(|d| &d.rejects).map(|r| {
        Json::object([
            ("line", r.line.into()),
            ("column", Json::Text(r.column.clone())),
            ("value", Json::Text(r.value.clone())),
            ("reason", say(&r.reason)),
        ])
    });
    let rejects_file = done
        .and_then(|d| d.rejects_file.as_ref())
        .map(|p| p.display().to_string());
    let mut fields = vec![
        ("path", Json::Text(path.display().to_string())),
        ("kind", Json::text(plan.map(|p| p.kind.key()))),
        ("encoding", Json::text(plan.map(|p| p.encoding.as_str()))),
        (
            "header_row",
            plan.map_or(Json::Null, |p| p.header_row.into()),
        ),
        ("rows", count(|d| d.rows)),
        ("created", count(|d| d.created)),
        ("updated", count(|d| d.updated)),
        ("unchanged", count(|d| d.unchanged)),
        ("rejected", count(|d| d.rejected)),
        ("warnings", Json::List(warnings.collect())),
        (
            "unmapped",
            Json::texts(plan.into_iter().flat_map(|p| &p.unmapped)),
        ),
        ("skipped_duplicates", count(|d| d.skipped_duplicates)),
        (
            "period",
            Json::text(plan.map(|p| p.period.to_string()).as_deref()),
        ),
        ("currency", currency(plan)),
        ("mapping", Json::Object(mapping(plan))),
        ("rejects", Json::List(rejects.collect())),
        ("rejects_file", Json::text(rejects_file.as_deref())),
        (
            "import",
            done.and_then(|d| d.import).map_or(Json::Null, Json::from),
        ),
        ("dry_run", Json::Bool(dry)),
    ];
    fields.extend(error.map(|e| ("error", e)));
    Json::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn currency(plan: Option<&Plan>) -> Json {
    let code = plan.map(|p| p.currency).filter(|c| c.is_known());
    Json::text(code.as_ref().map(|c| c.code()))
}

fn mapping(plan: Option<&Plan>) -> Vec<(String, Json)> {
    let columns = plan.into_iter().flat_map(|p| &p.columns);
    columns
        .filter_map(|c| {
            let target = c.target.filter(|t| *t != Target::Ignore)?;
            Some((target.key(), Json::Text(c.header.clone())))
        })
        .collect()
}

fn refused(here: &Here, refusal: &Refusal) -> Json {
    Json::object([
        ("code", Json::Text(refusal.code.to_owned())),
        ("line", refusal.line.map_or(Json::Null, Json::from)),
        ("message", Json::Text(here.words.say(&refusal.message))),
    ])
}
