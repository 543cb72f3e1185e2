//! Names as people of many places write them. Every entry pairs the name with the Latin letters a handle would use.

use super::dice::Dice;
use super::latin_names::*;
use super::market::{Market, Niche};
use super::script_names::*;

/// How a creator writes the own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Spanish,
    Filipino,
    Vietnamese,
    Thai,
    Malay,
    Indonesian,
    Chinese,
    Japanese,
    Korean,
    Arabic,
    Hebrew,
    Russian,
    European,
}

impl Tongue {
    /// BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Tongue::English | Tongue::European => "en",
            Tongue::Spanish => "es",
            Tongue::Filipino => "fil",
            Tongue::Vietnamese => "vi",
            Tongue::Thai => "th",
            Tongue::Malay => "ms",
            Tongue::Indonesian => "id",
            Tongue::Chinese => "zh",
            Tongue::Japanese => "ja",
            Tongue::Korean => "ko",
            Tongue::Arabic => "ar",
            Tongue::Hebrew => "he",
            Tongue::Russian => "ru",
        }
    }

    /// Who lives where.
    pub fn of(market: Market, dice: &mut Dice) -> Self {
        match market {
            Market::Us => dice.weighted(&[
                (66, Tongue::English),
                (16, Tongue::Spanish),
                (4, Tongue::Chinese),
                (3, Tongue::European),
                (2, Tongue::Korean),
                (2, Tongue::Vietnamese),
                (2, Tongue::Filipino),
                (2, Tongue::Russian),
                (1, Tongue::Hebrew),
                (1, Tongue::Arabic),
                (1, Tongue::Japanese),
            ]),
            Market::Gb => dice.weighted(&[
                (72, Tongue::English),
                (14, Tongue::European),
                (5, Tongue::Arabic),
                (3, Tongue::Chinese),
                (3, Tongue::Russian),
                (2, Tongue::Spanish),
                (1, Tongue::Hebrew),
            ]),
            Market::Vn => dice.weighted(&[(97, Tongue::Vietnamese), (3, Tongue::English)]),
            Market::Ph => dice.weighted(&[(88, Tongue::Filipino), (12, Tongue::English)]),
            Market::Th => dice.weighted(&[(94, Tongue::Thai), (6, Tongue::English)]),
            Market::Id => Tongue::Indonesian,
            Market::My => dice.weighted(&[(70, Tongue::Malay), (30, Tongue::Chinese)]),
            Market::Mx => Tongue::Spanish,
            Market::Jp => Tongue::Japanese,
            Market::Sa => Tongue::Arabic,
            Market::Cn => Tongue::Chinese,
        }
    }

    /// A name as displayed, and its parts in small Latin letters.
    pub fn name(self, niche: Niche, dice: &mut Dice) -> (String, Vec<String>) {
        match self {
            Tongue::English => first_last(dice.pick(&ENGLISH_FIRST), dice.pick(&ENGLISH_LAST)),
            Tongue::Spanish => first_last(dice.pick(&SPANISH_FIRST), dice.pick(&SPANISH_LAST)),
            Tongue::Filipino => first_last(dice.pick(&FILIPINO_FIRST), dice.pick(&FILIPINO_LAST)),
            Tongue::European => first_last(dice.pick(&EUROPEAN_FIRST), dice.pick(&EUROPEAN_LAST)),
            Tongue::Malay => first_last(dice.pick(&MALAY_FIRST), dice.pick(&MALAY_LAST)),
            Tongue::Indonesian => {
                first_last(dice.pick(&INDONESIAN_FIRST), dice.pick(&INDONESIAN_LAST))
            }
            Tongue::Vietnamese => {
                let (middle, given) = (dice.pick(&VIETNAMESE_MIDDLE), dice.pick(&VIETNAMESE_GIVEN));
                let shown = match dice.below(3) {
                    0 => format!("{} {middle} {given}", dice.pick(&VIETNAMESE_FAMILY)),
                    _ => format!("{middle} {given}"),
                };
                (shown, vec![latin(middle), latin(given)])
            }
            Tongue::Thai => suffixed(dice.pick(&THAI), dice.pick(&THAI_SUFFIX), niche),
            Tongue::Chinese => suffixed(dice.pick(&CHINESE), dice.pick(&CHINESE_SUFFIX), niche),
            Tongue::Japanese => suffixed(dice.pick(&JAPANESE), dice.pick(&JAPANESE_SUFFIX), niche),
            Tongue::Korean => suffixed(dice.pick(&KOREAN), dice.pick(&KOREAN_SUFFIX), niche),
            Tongue::Arabic => spaced(dice.pick(&ARABIC_FIRST), dice.pick(&ARABIC_LAST)),
            Tongue::Hebrew => spaced(dice.pick(&HEBREW_FIRST), dice.pick(&HEBREW_LAST)),
            Tongue::Russian => spaced(dice.pick(&RUSSIAN_FIRST), dice.pick(&RUSSIAN_LAST)),
        }
    }
}

/// A name and its Latin letters.
pub(super) type Pair = (&'static str, &'static str);

fn first_last(first: &str, last: &str) -> (String, Vec<String>) {
    (format!("{first} {last}"), vec![latin(first), latin(last)])
}

/// What stands behind a name, the same in Latin letters, and what about; nobody who sells toys is called after make-up.
pub(super) type Suffix = (&'static str, &'static str, Option<Niche>);

fn suffixed(name: Pair, (suffix, letters, about): Suffix, niche: Niche) -> (String, Vec<String>) {
    let mut parts = vec![name.1.to_owned()];
    if letters.is_empty() || about.is_some_and(|about| about != niche) {
        return (name.0.to_owned(), parts);
    }
    parts.push(letters.to_owned());
    (format!("{}{suffix}", name.0), parts)
}

fn spaced(first: Pair, last: Pair) -> (String, Vec<String>) {
    let parts = vec![first.1.to_owned(), last.1.to_owned()];
    (format!("{} {}", first.0, last.0), parts)
}

/// Small Latin letters without their marks.
fn latin(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd()
        .filter_map(|c| match c {
            'đ' | 'Đ' => Some('d'),
            'ł' | 'Ł' => Some('l'),
            'ø' | 'Ø' => Some('o'),
            'ı' => Some('i'),
            c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_in_latin_letters_for_handles() {
        assert_eq!(latin("Đặng Thùy"), "dangthuy");
        assert_eq!(latin("Łukasik"), "lukasik");
        assert_eq!(latin("O'Brien"), "obrien");
        assert_eq!(latin("Gülşah"), "gulsah");
        assert_eq!(latin("Ilgın"), "ilgin");
    }

    #[test]
    fn every_tongue_gives_parts_a_handle_can_be_made_of() {
        for market in Market::ALL {
            for n in 0..200 {
                let mut dice = Dice::new("tongues", n);
                let (name, parts) = Tongue::of(market, &mut dice).name(Niche::Beauty, &mut dice);
                assert!(!name.is_empty() && !parts.is_empty());
                assert!(
                    parts
                        .iter()
                        .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase())),
                    "{name} {parts:?}"
                );
            }
        }
    }
}
