//! What a command that writes says afterwards: a sentence, or what was done as JSON.

use clap::ArgMatches;

use super::fault::Fault;
use super::here::Here;
use super::out;
use super::whom::Whom;
use crate::domain::deed::Deed;
use crate::domain::message::Message;
use crate::report::Json;
use crate::store::Outcome;

/// Whether JSON is wished.
pub fn wants_json(matches: &ArgMatches) -> bool {
    let format = matches.get_one::<String>("format");
    format.is_some_and(|f| f == "json")
}

/// Says what came of it.
pub fn tell(
    here: &Here,
    matches: &ArgMatches,
    outcome: &Outcome,
    whom: Option<&Whom>,
) -> Result<(), Fault> {
    if wants_json(matches) {
        let mut fields = vec![("change".to_owned(), number(outcome.change))];
        fields.extend(deed_fields(&outcome.deed));
        fields.extend(whom.map(Whom::left_out).into_iter().flatten());
        return Ok(out::say(&Json::Object(fields).pretty())?);
    }
    let id = match outcome.change {
        Some(_) => "cli-done",
        None => "cli-done-before",
    };
    let what = here.words.say(&outcome.deed.message());
    let m = Message::new(id).with("what", what);
    Ok(out::say(&format!("{}\n", here.words.say(&m)))?)
}

/// A number that may be missing.
pub fn number(n: Option<i64>) -> Json {
    n.map_or(Json::Null, Json::from)
}

/// What was done, as fields of an object.
pub fn deed_fields(deed: &Deed) -> Vec<(String, Json)> {
    let some = |text: &str| (!text.is_empty()).then(|| Json::Text(text.to_owned()));
    [
        ("kind", Some(Json::Text(deed.kind.key().to_owned()))),
        ("name", some(&deed.name)),
        ("to", some(&deed.to)),
        ("handle", some(&deed.who)),
        ("creators", Some(Json::from(deed.creators))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key.to_owned(), value?)))
    .collect()
}
