//! `config.toml`: read whole, checked word by word. A wrong setting stops the program with a sentence rather than being
//! ignored, because somebody would wait for it to have an effect.
//!
//! Rates are text (`PHP = "0.0171"`), so that no digit passes through binary floating point.

use std::collections::BTreeMap;
use std::path::Path;

use toml::{Table, Value};

use super::fault::Fault;
use super::{budget_settings, returns_settings};
use crate::app::keymap::Keymap;
use crate::app::settings::{OutreachTemplate, Settings};
use crate::domain::collab::Stage;
use crate::domain::collab::gate::{Gate, Gates};
use crate::domain::collab::outreach;
use crate::domain::message::Message;
use crate::domain::money::{Currency, Rates};
use crate::domain::number::Decimal;
use crate::text;
use crate::words::{Lang, Words};

/// What a settings file says.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Of all words.
    pub lang: Option<Lang>,
    /// Whose name stands beside changes.
    pub member: Option<String>,
    /// Schemes, rates, threshold, ascii; the rest is filled in by whoever starts the program.
    pub settings: Settings,
    /// Action and the keys that replace its own.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// What is wrong with a settings file.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It was named, and is not there or cannot be read: the system's words.
    Unreadable(String),
    /// Not TOML: line and the parser's words.
    Syntax(usize, String),
    /// A key nobody knows, and the nearest one that is known.
    Key(String, String),
    /// A value that cannot be: key, value, and the id of the sentence that says what can.
    Value(String, String, &'static str),
    /// Something under `[keys]`.
    Binding(Message),
}

impl Wrong {
    /// As a sentence.
    pub fn message(&self, words: &Words, file: &Path) -> Message {
        let at = |id| Message::new(id).with("file", file.display().to_string());
        match self {
            Wrong::Unreadable(detail) => {
                at("cli-settings-unreadable").with("detail", detail.clone())
            }
            Wrong::Syntax(line, detail) => at("cli-settings-syntax")
                .with("line", line.to_string())
                .with("detail", detail.clone()),
            Wrong::Key(key, nearest) => at("cli-settings-key")
                .with("key", key.clone())
                .with("nearest", nearest.clone()),
            Wrong::Value(key, value, allowed) => at("cli-settings-value")
                .with("key", key.clone())
                .with("value", value.clone())
                .with("allowed", words.get(allowed)),
            Wrong::Binding(message) => {
                at("cli-settings-binding").with("detail", words.say(message))
            }
        }
    }

    /// As the end of a command.
    pub fn fault(&self, words: &Words, file: &Path) -> Fault {
        Fault::Usage(self.message(words, file))
    }
}

const KEYS: [&str; 18] = [
    "lang",
    "tier_scheme",
    "ascii",
    "member",
    "refund_threshold",
    "backups",
    "templates",
    "plan_cap",
    "contacts_a_day",
    "sample_days",
    "ending_days",
    "gates",
    "returns",
    "budget",
    "outreach",
    "rates",
    "schemes",
    "keys",
];

/// Reads the file; one that nobody named may be absent.
pub fn load(path: &Path, named: bool) -> Result<Loaded, Wrong> {
    match std::fs::read_to_string(path) {
        Ok(text) => read(&text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && !named => Ok(Loaded::default()),
        Err(e) => Err(Wrong::Unreadable(e.to_string())),
    }
}

/// Reads the text of a settings file.
pub fn read(text: &str) -> Result<Loaded, Wrong> {
    let table: Table = toml::from_str(text).map_err(|e| {
        let before = e
            .span()
            .and_then(|s| text.get(..s.start))
            .unwrap_or_default();
        Wrong::Syntax(before.matches('\n').count() + 1, e.message().to_owned())
    })?;
    let mut loaded = Loaded::default();
    if let Some(unknown) = table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        let near = KEYS
            .iter()
            .min_by_key(|k| strsim::damerau_levenshtein(k, unknown))
            .map_or("", |k| k);
        return Err(Wrong::Key(unknown.clone(), near.to_owned()));
    }
    if let Some(v) = table.get("lang") {
        let lang = v.as_str().and_then(Lang::parse);
        loaded.lang = Some(lang.ok_or_else(|| wrong("lang", v, "cli-allowed-lang"))?);
    }
    if let Some(v) = table.get("ascii") {
        let ascii = v.as_bool();
        loaded.settings.ascii = ascii.ok_or_else(|| wrong("ascii", v, "cli-allowed-yes-no"))?;
    }
    if let Some(v) = table.get("member") {
        let name = v.as_str().map(|n| text::clean(n).into_owned());
        let name = name.filter(|n| !n.is_empty());
        loaded.member = Some(name.ok_or_else(|| wrong("member", v, "cli-allowed-name"))?);
    }
    if let Some(v) = table.get("refund_threshold") {
        let percent = decimal(v).filter(|d| d.mantissa >= 0);
        let percent = percent.ok_or_else(|| wrong("refund_threshold", v, "cli-allowed-percent"))?;
        loaded.settings.refund_threshold = Some(percent.percent());
    }
    if let Some(v) = table.get("backups") {
        let count = v.as_integer().and_then(|n| usize::try_from(n).ok());
        let count = count.filter(|n| *n <= 1_000);
        loaded.settings.backups = count.ok_or_else(|| wrong("backups", v, "cli-allowed-count"))?;
    }
    if let Some(v) = table.get("templates") {
        loaded.settings.templates = templates(v)?;
    }
    let count = |name: &'static str, least: i64| -> Result<Option<i64>, Wrong> {
        let Some(v) = table.get(name) else {
            return Ok(None);
        };
        let n = v.as_integer().filter(|n| (least..=1_000).contains(n));
        n.map(Some)
            .ok_or_else(|| wrong(name, v, "cli-allowed-count"))
    };
    let set = &mut loaded.settings;
    for (name, of) in [
        ("plan_cap", &mut set.plan_cap),
        ("contacts_a_day", &mut set.contacts_a_day),
    ] {
        if let Some(n) = count(name, 1)? {
            *of = usize::try_from(n).unwrap_or(*of);
        }
    }
    for (name, of) in [
        ("sample_days", &mut set.sample_days),
        ("ending_days", &mut set.ending_days),
    ] {
        if let Some(n) = count(name, 0)? {
            *of = i32::try_from(n).unwrap_or(*of);
        }
    }
    if let Some(v) = table.get("outreach") {
        set.outreach = messages(v)?;
    }
    if let Some(v) = table.get("gates") {
        gates(v, &mut set.gates)?;
    }
    if let Some(v) = table.get("returns") {
        returns_settings::read(v, &mut set.returns)?;
    }
    if let Some(v) = table.get("budget") {
        budget_settings::read(v, &mut set.budget)?;
    }
    set.returns.refunds = set.refund_threshold;
    if let Some(v) = table.get("schemes") {
        schemes(v, &mut loaded.settings)?;
    }
    // after the person's own, which may be the one that is meant
    if let Some(v) = table.get("tier_scheme") {
        let all = &loaded.settings.schemes;
        let found = v.as_str().and_then(|name| all.find(name));
        loaded.settings.schemes.default =
            found.ok_or_else(|| wrong("tier_scheme", v, "cli-allowed-scheme"))?;
    }
    if let Some(v) = table.get("rates") {
        loaded.settings.rates = rates(v)?;
        loaded.settings.returns.rates = loaded.settings.rates.clone();
    }
    if let Some(v) = table.get("keys") {
        let bindings = v
            .as_table()
            .ok_or_else(|| wrong("keys", v, "cli-allowed-keys"))?;
        collect_keys("", bindings, &mut loaded.keys)?;
        Keymap::new(&loaded.keys).map_err(Wrong::Binding)?;
    }
    Ok(loaded)
}

pub(super) fn wrong(key: &str, value: &Value, allowed: &'static str) -> Wrong {
    let shown = match value {
        Value::String(text) => text::clean(text).into_owned(),
        other => other.to_string(),
    };
    Wrong::Value(
        key.to_owned(),
        text::truncate(&shown, 60).into_owned(),
        allowed,
    )
}

/// A number, or a text that is one. A TOML float is read by its digits.
pub(super) fn decimal(v: &Value) -> Option<Decimal> {
    match v {
        Value::String(text) => Decimal::parse(text),
        Value::Integer(n) => Some(Decimal::whole((*n).into())),
        Value::Float(f) => Decimal::parse(&f.to_string()),
        _ => None,
    }
}

fn schemes(v: &Value, settings: &mut Settings) -> Result<(), Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("schemes", v, "cli-allowed-bands"))?;
    for (name, bands) in table {
        let key = format!("schemes.{name}");
        let texts: Option<Vec<String>> = bands.as_array().and_then(|all| {
            all.iter()
                .map(|b| b.as_str().map(str::to_owned))
                .collect::<Option<_>>()
        });
        let texts = texts.ok_or_else(|| wrong(&key, bands, "cli-allowed-bands"))?;
        settings
            .schemes
            .add(name, &texts)
            .map_err(|part| Wrong::Value(key, part, "cli-allowed-bands"))?;
    }
    Ok(())
}

/// Messages: `"first contact" = "Hi {name} …"`, or a text for each language.
fn messages(v: &Value) -> Result<Vec<OutreachTemplate>, Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("outreach", v, "cli-allowed-outreach"))?;
    let mut all = Vec::new();
    for (name, said) in table {
        let key = format!("outreach.{name}");
        let bad = |v: &Value| wrong(&key, v, "cli-allowed-outreach");
        let texts = match said {
            Value::String(text) => vec![(String::new(), text.clone())],
            Value::Table(texts) => {
                let one = |(lang, text): (&String, &Value)| {
                    let text = text.as_str().ok_or_else(|| bad(text))?;
                    Ok((lang.to_lowercase(), text.to_owned()))
                };
                texts.iter().map(one).collect::<Result<_, Wrong>>()?
            }
            other => return Err(bad(other)),
        };
        // a placeholder that nobody knows is found out now, not before a creator's eyes
        for (_, text) in &texts {
            let unknown = outreach::fill(text, |_| "x".to_owned()).unknown;
            if let Some(name) = unknown.into_iter().next() {
                return Err(Wrong::Value(
                    key,
                    format!("{{{name}}}"),
                    "cli-allowed-placeholder",
                ));
            }
        }
        all.push(OutreachTemplate {
            name: text::clean(name).into_owned(),
            texts,
        });
    }
    Ok(all)
}

/// What stages need: `contracted = ["terms"]`. Stages that are not named keep their gates.
fn gates(v: &Value, gates: &mut Gates) -> Result<(), Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("gates", v, "cli-allowed-gates"))?;
    for (name, needs) in table {
        let key = format!("gates.{name}");
        let stage = Stage::parse(name)
            .ok_or_else(|| Wrong::Value(key.clone(), name.clone(), "cli-allowed-stage"))?;
        let words = needs
            .as_array()
            .ok_or_else(|| wrong(&key, needs, "cli-allowed-gates"))?;
        let mut all = Vec::new();
        for word in words {
            let gate = word.as_str().and_then(Gate::parse);
            all.push(gate.ok_or_else(|| wrong(&key, word, "cli-allowed-gates"))?);
        }
        gates.set(stage, all);
    }
    Ok(())
}

fn templates(v: &Value) -> Result<Vec<(String, String)>, Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("templates", v, "cli-allowed-templates"))?;
    let one = |(name, text): (&String, &Value)| {
        let key = format!("templates.{name}");
        let said = text.as_str().filter(|t| !t.trim().is_empty());
        let said = said.ok_or_else(|| wrong(&key, text, "cli-allowed-templates"))?;
        Ok((text::clean(name).into_owned(), said.trim_end().to_owned()))
    };
    table.iter().map(one).collect()
}

fn rates(v: &Value) -> Result<Rates, Wrong> {
    let table = v
        .as_table()
        .ok_or_else(|| wrong("rates", v, "cli-allowed-base"))?;
    let mut base = None;
    let mut all = Vec::new();
    for (name, value) in table {
        let key = format!("rates.{name}");
        if name == "base" {
            let code = value.as_str().and_then(Currency::parse);
            base = Some(code.ok_or_else(|| wrong(&key, value, "cli-allowed-currency"))?);
            continue;
        }
        let code = Currency::parse(name)
            .ok_or_else(|| Wrong::Value(key.clone(), name.clone(), "cli-allowed-currency"))?;
        let rate = value
            .as_str()
            .and_then(Decimal::parse)
            .filter(|d| d.mantissa > 0);
        all.push((
            code,
            rate.ok_or_else(|| wrong(&key, value, "cli-allowed-rate"))?,
        ));
    }
    match base {
        Some(base) => Ok(Rates::new(base, all)),
        None if all.is_empty() => Ok(Rates::default()),
        None => Err(Wrong::Value(
            "rates.base".to_owned(),
            String::new(),
            "cli-allowed-base",
        )),
    }
}

/// `"table.mark" = […]` and `table.mark = […]` mean the same; to TOML the second is a table in a table.
fn collect_keys(
    before: &str,
    table: &Table,
    into: &mut BTreeMap<String, Vec<String>>,
) -> Result<(), Wrong> {
    for (name, value) in table {
        let id = if before.is_empty() {
            name.clone()
        } else {
            format!("{before}.{name}")
        };
        let complain = || wrong(&format!("keys.{id}"), value, "cli-allowed-keys");
        match value {
            Value::Table(inner) => collect_keys(&id, inner, into)?,
            Value::String(key) => {
                into.insert(id, vec![key.clone()]);
            }
            Value::Array(all) => {
                let keys: Option<Vec<String>> =
                    all.iter().map(|k| k.as_str().map(str::to_owned)).collect();
                let keys = keys.ok_or_else(complain)?;
                into.insert(id, keys);
            }
            _ => return Err(complain()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::number::Unit;

    #[test]
    fn a_whole_file_is_read() {
        let loaded = read(
            r#"
            lang = "zh"
            tier_scheme = "mine"
            ascii = true
            member = "Li Na"
            refund_threshold = 12.5
            backups = 3
            [templates]
            "样品" = """
# 样品 {today}
@{handle}"""
            [rates]
            base = "USD"
            PHP = "0.0171"
            [schemes]
            mine = ["small:0", "mid:5k"]
            [keys]
            "table.mark" = ["space", "m"]
            table.down = "w"
            "#,
        )
        .unwrap();
        assert_eq!(loaded.lang, Some(Lang::Zh));
        assert_eq!(loaded.member.as_deref(), Some("Li Na"));
        let s = &loaded.settings;
        assert!(s.ascii);
        assert_eq!(s.backups, 3);
        assert_eq!(
            s.templates,
            [("样品".to_owned(), "# 样品 {today}\n@{handle}".to_owned())]
        );
        assert_eq!(s.schemes.get(s.schemes.default).unwrap().key, "mine");
        assert_eq!(
            s.refund_threshold.map(|d| d.to_string()).as_deref(),
            Some("0.125")
        );
        let php = Currency::parse("PHP").unwrap();
        assert_eq!(
            s.rates.to_base(10_000_000, Unit::Money, php),
            Some(171_000 * 2)
        );
        assert_eq!(loaded.keys["table.mark"], ["space", "m"]);
        assert_eq!(loaded.keys["table.down"], ["w"]);
    }

    #[test]
    fn an_empty_file_is_fine() {
        let loaded = read("").unwrap();
        assert!(loaded.lang.is_none() && !loaded.settings.rates.is_set());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let value = |text: &str| match read(text) {
            Err(Wrong::Value(key, value, allowed)) => (key, value, allowed),
            other => panic!("{text}: {other:?}"),
        };
        for (text, key, allowed) in [
            ("lang = \"fr\"", "lang", "cli-allowed-lang"),
            ("ascii = \"yes\"", "ascii", "cli-allowed-yes-no"),
            ("backups = -1", "backups", "cli-allowed-count"),
            ("[templates]\na = 3", "templates.a", "cli-allowed-templates"),
            ("member = \" \"", "member", "cli-allowed-name"),
            ("tier_scheme = \"s9\"", "tier_scheme", "cli-allowed-scheme"),
            (
                "refund_threshold = -1",
                "refund_threshold",
                "cli-allowed-percent",
            ),
            ("[rates]\nPHP = \"1\"", "rates.base", "cli-allowed-base"),
            (
                "[rates]\nbase = \"USD\"\nPHP = 0.0171",
                "rates.PHP",
                "cli-allowed-rate",
            ),
            (
                "[rates]\nbase = \"dollars\"",
                "rates.base",
                "cli-allowed-currency",
            ),
            (
                "[schemes]\nmine = [\"a:5\"]",
                "schemes.mine",
                "cli-allowed-bands",
            ),
            (
                "[keys]\n\"table.mark\" = 3",
                "keys.table.mark",
                "cli-allowed-keys",
            ),
        ] {
            let got = value(text);
            assert_eq!((got.0.as_str(), got.2), (key, allowed), "{text}");
        }
        assert_eq!(
            read("langs = \"zh\"").unwrap_err(),
            Wrong::Key("langs".into(), "lang".into())
        );
        assert!(matches!(read("\nlang = "), Err(Wrong::Syntax(2, _))));
        assert!(matches!(
            read("[keys]\n\"table.makr\" = [\"m\"]"),
            Err(Wrong::Binding(_))
        ));
    }
}
