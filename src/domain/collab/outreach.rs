//! Messages to creators: templates with placeholders, filled in for each. Nothing is ever sent.

use crate::text;

/// What a placeholder stands for, by its name in a template: `{handle}`.
pub const PLACEHOLDERS: [&str; 10] = [
    "handle", "name", "campaign", "product", "rate", "fee", "code", "due", "me", "today",
];

/// Ways by which a message goes out.
pub const CHANNELS: [&str; 6] = ["dm", "email", "whatsapp", "wechat", "line", "phone"];

/// How one calls somebody whose display name is this: without emoji, and without what is advertised behind the name
/// (`Anna 🌸 | UGC`). Nothing where nothing is left.
pub fn called(name: &str) -> String {
    let mut depth = 0;
    let plain: String = text::without_emoji(name)
        .chars()
        .filter(|c| {
            let (opens, closes) = ("([（【".contains(*c), ")]）】".contains(*c));
            depth += i32::from(opens);
            let outside = depth == 0;
            depth = (depth - i32::from(closes)).max(0);
            outside
        })
        .collect();
    let cut = ['|', '｜', '/', '•', '·', '—', '–', '~', ','];
    let mut parts = plain.split(cut).flat_map(|p| p.split(" - "));
    let first = parts.find(|p| p.chars().any(char::is_alphanumeric));
    // what could not be read stands as a question mark, and ornaments are no names
    let words = first.unwrap_or_default().split_whitespace();
    let words = words.map(|w| w.trim_matches(|c| c == '\u{fffd}' || c == '｡'));
    let words: Vec<&str> = words
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .collect();
    words.join(" ")
}

/// A template as it reads for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text; what is not known stands in it as `{name}`.
    pub text: String,
    /// Placeholders that nobody knows.
    pub unknown: Vec<String>,
    /// Placeholders without a value for this creator.
    pub missing: Vec<String>,
}

impl Filled {
    /// Whether it can go out.
    pub fn is_whole(&self) -> bool {
        self.unknown.is_empty() && self.missing.is_empty()
    }
}

/// Puts values into a template; empty ones are missing. `{{` and `}}` are braces.
pub fn fill(template: &str, value: impl Fn(&str) -> String) -> Filled {
    let mut out = Filled::default();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        out.text.push_str(before);
        if let Some(more) = from.strip_prefix("{{") {
            out.text.push('{');
            rest = more;
        } else if let Some(more) = from.strip_prefix("}}") {
            out.text.push('}');
            rest = more;
        } else if let Some((name, more)) = from
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
            .filter(|(name, _)| !name.contains(['{', '\n']))
        {
            let key = name.trim();
            let found = value(key);
            let list = match (PLACEHOLDERS.contains(&key), found.is_empty()) {
                (false, _) => Some(&mut out.unknown),
                (true, true) => Some(&mut out.missing),
                (true, false) => None,
            };
            match list {
                Some(list) => {
                    if !list.iter().any(|n| n == key) {
                        list.push(key.to_owned());
                    }
                    out.text.push_str(&format!("{{{key}}}"));
                }
                None => out.text.push_str(&found),
            }
            rest = more;
        } else {
            // a brace that opens or closes nothing
            out.text.push_str(from.get(..1).unwrap_or_default());
            rest = from.get(1..).unwrap_or_default();
        }
    }
    out.text.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_are_called_by_their_names() {
        for (name, call) in [
            ("Anna 🌸 | UGC", "Anna"),
            ("✨ Lina Chen ✨", "Lina Chen"),
            ("小美｜家居好物", "小美"),
            ("【好物】阿芳", "阿芳"),
            ("大橙子（官方）", "大橙子"),
            ("Anna (UGC", "Anna"),
            ("ร้านแม่น้อย 🛍️", "ร้านแม่น้อย"),
            ("Mary-Jane O'Neil - vlogs", "Mary-Jane O'Neil"),
            ("Alya \u{fffd}", "Alya"),
            ("\u{fffd} ࣪˖ ali ⋆\u{fffd}｡", "ali"),
            ("🌸🌸", ""),
        ] {
            assert_eq!(called(name), call);
        }
    }

    fn value(key: &str) -> String {
        match key {
            "handle" => "@anna".to_owned(),
            "name" => "安娜".to_owned(),
            _ => String::new(),
        }
    }

    #[test]
    fn what_is_known_is_put_in_and_the_rest_is_named() {
        let filled = fill(
            "Hi {name} ({ handle }), {product} {{x}} {price}, {product}",
            value,
        );
        assert_eq!(
            filled.text,
            "Hi 安娜 (@anna), {product} {x} {price}, {product}"
        );
        assert_eq!(filled.missing, ["product"]);
        assert_eq!(filled.unknown, ["price"]);
        assert!(!filled.is_whole());
        assert!(fill("plain } text {", value).is_whole());
    }

    proptest! {
        #[test]
        fn any_text_is_a_template(text in "[a-z{} \\n]{0,40}") {
            let filled = fill(&text, |_| "x".to_owned());
            if !text.contains(['{', '}']) {
                prop_assert_eq!(filled.text, text);
            }
        }
    }
}
