//! A tag or a list has another name: what asks for it asks for it under the new one.

use super::super::facet::Facet;
use super::print::quoted;
use super::token::{ascii, tokens};
use super::{Filter, Test};
use crate::text::fold_key;

impl Filter {
    /// Asks for a value under another name. Returns whether it asked for it at all.
    pub fn rename_value(&mut self, facet: Facet, from: &str, to: &str) -> bool {
        let mut any = false;
        for c in &mut self.conditions {
            if let Test::OneOf(f, values) = &mut c.test
                && *f == facet
            {
                any |= renamed(values, from, to);
            }
        }
        any
    }
}

/// Changes a value, and leaves one where there were two.
fn renamed(values: &mut Vec<String>, from: &str, to: &str) -> bool {
    let (from, own) = (fold_key(from), fold_key(to));
    if !values.iter().any(|v| fold_key(v) == from) {
        return false;
    }
    let mut seen = false;
    values.retain_mut(|v| {
        let key = fold_key(v);
        if key == from {
            to.clone_into(v);
        }
        let is = key == from || key == own;
        let keep = !(is && seen);
        seen |= is;
        keep
    });
    true
}

/// The same for the text of a filter, whatever else it says; none where it does not ask for the value.
pub fn rename_value(query: &str, facet: Facet, from: &str, to: &str) -> Option<String> {
    let original: Vec<char> = query.chars().collect();
    let chars: Vec<char> = query.chars().map(ascii).collect();
    let mut out = String::new();
    let (mut at, mut any) = (0, false);
    for token in tokens(&chars).ok()? {
        let Some((name, _)) = &token.field else {
            continue;
        };
        let (Some(first), true) = (token.values.first(), Facet::from_query(name) == Some(facet))
        else {
            continue;
        };
        let mut values: Vec<String> = token.values.iter().map(|v| v.text.clone()).collect();
        if renamed(&mut values, from, to) {
            any = true;
            out.extend(original.get(at..first.start).unwrap_or_default());
            let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
            out.push_str(&values.join(","));
            at = token.end;
        }
    }
    out.extend(original.get(at..).unwrap_or_default());
    any.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::parse;
    use crate::domain::tier::Schemes;

    #[test]
    fn filters_and_their_texts_follow_a_new_name() {
        for (query, want) in [
            ("tag:vip", Some("tag:\"very good\"")),
            (
                "like>5 -tag:a,VIP,b list:vip",
                Some("like>5 -tag:a,\"very good\",b list:vip"),
            ),
            ("tag:\"very good\",vip", Some("tag:\"very good\"")),
            ("tag:x vip", None),
            ("list:vip", None),
            ("tag:", None),
        ] {
            let text = rename_value(query, Facet::Tag, "vip", "very good");
            assert_eq!(text.as_deref(), want, "{query}");
            let schemes = Schemes::default();
            if let Ok(mut filter) = parse(query, &schemes) {
                assert_eq!(
                    filter.rename_value(Facet::Tag, "vip", "very good"),
                    want.is_some()
                );
                if let Some(want) = want {
                    assert_eq!(filter, parse(want, &schemes).unwrap());
                }
            }
        }
    }
}
