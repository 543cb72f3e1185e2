//! All words people read, in English and Simplified Chinese.
//!
//! The catalogues are Fluent files, one a room, built into the binary; a test holds the two languages together. Rooms
//! below the screen say what they mean as a [`Message`]; only here does it become a sentence.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::message::{Arg, Message};

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// `en`, `zh`, or a locale such as `zh_CN.UTF-8`. `None` for any other language.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let primary = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match primary {
            "en" | "english" => Some(Lang::En),
            "zh" | "中文" | "chinese" => Some(Lang::Zh),
            _ => None,
        }
    }

    /// `en` or `zh`.
    pub const fn key(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }
}

macro_rules! catalogues {
    ($($room:literal)*) => {
        /// The catalogues of a language: file name and text.
        fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::En => &[$(($room, include_str!(concat!("en/", $room, ".ftl")))),*],
                Lang::Zh => &[$(($room, include_str!(concat!("zh/", $room, ".ftl")))),*],
            }
        }
    };
}
catalogues!("app" "cli" "domain" "intake" "review" "safety" "store" "twins" "views" "work" "worker" "returns");

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the catalogues of `lang`. A message that is broken or missing shows as its id; a test keeps that from
    /// happening.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.key().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // isolation marks would stand on the screen as cells of unknown width
        bundle.set_use_isolating(false);
        for (_, text) in sources(lang) {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Words { lang, bundle }
    }

    /// Which language these are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The words under an id without arguments.
    pub fn get(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// Whether the catalogue has the id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle
            .get_message(id)
            .is_some_and(|m| m.value().is_some())
    }

    /// A message as a sentence.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            match value {
                Arg::Text(text) => args.set(*name, text.as_str()),
                Arg::Word(id) => args.set(*name, self.get(id)),
                Arg::Count(n) => {
                    // the number itself picks the plural; its grouped form is what is shown
                    args.set(*name, FluentValue::from(*n));
                    args.set(
                        format!("{name}-shown"),
                        crate::text::grouped(&n.to_string()),
                    );
                }
            }
        }
        self.format(message.id, Some(&args))
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return id.to_owned();
        };
        self.bundle
            .format_pattern(pattern, args, &mut Vec::new())
            .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Ids of a catalogue with the variables each uses.
    fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut all = BTreeMap::new();
        for (file, text) in sources(lang) {
            assert!(
                FluentResource::try_new((*text).to_owned()).is_ok(),
                "{}/{file}.ftl does not parse: {:?}",
                lang.key(),
                FluentResource::try_new((*text).to_owned())
                    .err()
                    .map(|e| e.1)
            );
            let mut current = String::new();
            for line in text.lines() {
                if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    current = line.split(['=', ' ']).next().unwrap().to_owned();
                    assert!(
                        all.insert(current.clone(), BTreeSet::new()).is_none(),
                        "{current} stands twice ({})",
                        lang.key()
                    );
                }
                for part in line.split('$').skip(1) {
                    let name: String = part
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                        .collect();
                    let name = name.trim_end_matches("-shown").to_owned();
                    all.get_mut(&current).unwrap().insert(name);
                }
            }
        }
        all
    }

    #[test]
    fn both_languages_are_complete_and_use_the_same_variables() {
        let (en, zh) = (messages(Lang::En), messages(Lang::Zh));
        assert_eq!(en.keys().collect::<Vec<_>>(), zh.keys().collect::<Vec<_>>());
        for (id, vars) in &en {
            assert_eq!(vars, &zh[id], "{id} uses other variables in Chinese");
        }
    }

    #[test]
    fn locales_are_read() {
        assert_eq!(Lang::parse("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::parse("en-GB"), Some(Lang::En));
        assert_eq!(Lang::parse("de_DE"), None);
        assert_eq!(Lang::parse("C"), None);
    }
}
