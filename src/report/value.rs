//! JSON with exact numbers: they are written from their decimal text, because a detour through binary floating point
//! would round money.

use std::fmt::Write as _;

/// A JSON value; objects keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// Not known.
    Null,
    /// Yes or no.
    Bool(bool),
    /// Decimal text, as [`Decimal`](crate::domain::number::Decimal) prints it.
    Number(String),
    /// Text.
    Text(String),
    /// Several.
    List(Vec<Json>),
    /// By key.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Text, or null.
    pub fn text(value: Option<&str>) -> Self {
        value.map_or(Json::Null, |t| Json::Text(t.to_owned()))
    }

    /// An object.
    pub fn object<const N: usize>(fields: [(&str, Json); N]) -> Self {
        Json::Object(fields.map(|(k, v)| (k.to_owned(), v)).into())
    }

    /// Texts.
    pub fn texts<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> Self {
        Json::List(
            all.into_iter()
                .map(|t| Json::Text(t.as_ref().to_owned()))
                .collect(),
        )
    }

    /// Over several lines, with a line end behind it.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
            Json::Number(digits) => out.push_str(digits),
            Json::Text(text) => quote(out, text),
            Json::List(all) if all.is_empty() => out.push_str("[]"),
            Json::Object(all) if all.is_empty() => out.push_str("{}"),
            Json::List(all) => {
                let items = all.iter().map(|v| (None, v));
                block(out, depth, ['[', ']'], items);
            }
            Json::Object(all) => {
                let items = all.iter().map(|(k, v)| (Some(k), v));
                block(out, depth, ['{', '}'], items);
            }
        }
    }
}

fn block<'j>(
    out: &mut String,
    depth: usize,
    ends: [char; 2],
    items: impl Iterator<Item = (Option<&'j String>, &'j Json)>,
) {
    let [open, close] = ends;
    out.push(open);
    for (i, (key, value)) in items.enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", depth + 1));
        if let Some(key) = key {
            quote(out, key);
            out.push_str(": ");
        }
        value.write(out, depth + 1);
    }
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
    out.push(close);
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

macro_rules! whole {
    ($($t:ty)*) => { $(impl From<$t> for Json {
        fn from(n: $t) -> Self { Json::Number(n.to_string()) }
    })* };
}
whole!(u64 i64 usize);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_digits() {
        let json = Json::object([
            ("gmv", Json::Number("900719925474099.1234".into())),
            ("none", Json::Null),
            ("tags", Json::texts(["核心达人"])),
            ("empty", Json::List(Vec::new())),
        ]);
        assert_eq!(
            json.pretty(),
            "{\n  \"gmv\": 900719925474099.1234,\n  \"none\": null,\n  \"tags\": [\n    \"核心达人\"\n  ],\n  \"empty\": []\n}\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in any::<String>(), key in any::<String>()) {
            let json = Json::Object(vec![(key.clone(), Json::Text(text.clone()))]);
            let back: serde_json::Value = serde_json::from_str(&json.pretty()).unwrap();
            prop_assert_eq!(back.get(&key).and_then(|v| v.as_str()), Some(text.as_str()));
        }
    }
}
