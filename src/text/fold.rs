//! Folding for search and for telling names apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// For search: width, case and accents folded (`Ｋiệt` finds `kiet`). Marks that are letters of their script (Thai,
/// Indic, Arabic vowels) stay; letters that carry their stroke inside (đ, ł, ø, ß, ı) become the plain ones.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if text.chars().all(stands_alone) {
        return text.to_ascii_lowercase();
    }
    normalized(text)
}

fn normalized(text: &str) -> String {
    let lower = text.nfkc().collect::<String>().to_lowercase();
    let mut out = String::with_capacity(lower.len());
    let mut accents = false;
    // decomposed, so that each accent stands alone behind its letter
    for c in lower.nfkd() {
        if is_combining_mark(c) && accents {
            continue;
        }
        if !is_combining_mark(c) {
            accents = takes_accents(c);
        }
        match c {
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// Characters with which normalizing does nothing whatever stands beside them: ASCII, Chinese, most emoji. A fifth of a
/// pool's names are of these.
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' | '\u{1f300}'..='\u{1faff}')
}

/// Scripts in which a mark above or below a letter is an accent: Latin, Greek, Cyrillic.
fn takes_accents(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{1d00}'..='\u{1fff}'
        | '\u{2c60}'..='\u{2c7f}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}')
}

/// For categories, regions and tags: only case and width folded, inner white space collapsed to one blank. Accents and
/// everything else still tell two names apart.
pub fn fold_key(text: &str) -> String {
    let narrow = |c: char| matches!(c, '\u{3000}' | '\u{ff00}'..='\u{ffef}');
    let lower = if text.chars().any(narrow) {
        // half-width kana carry their voicing mark as a character of its own, so the whole run composes again
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if narrow(c) {
                out.extend(std::iter::once(c).nfkc());
            } else {
                out.push(c);
            }
        }
        out.nfc().collect::<String>().to_lowercase()
    } else {
        text.to_lowercase()
    };
    let mut words = lower.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_alone_needs_no_normalizing() {
        for c in ('\0'..=char::MAX).filter(|c| stands_alone(*c)) {
            let text = format!("A{c}e{c}");
            assert_eq!(
                normalized(&text),
                text.to_ascii_lowercase(),
                "{:x}",
                u32::from(c)
            );
        }
    }

    #[test]
    fn accents_case_and_width_go() {
        for (text, want) in [
            ("Kiệt Ắk Wỷ", "kiet ak wy"),
            ("ＡＢＣ１２", "abc12"),
            ("Łódź Øre Straße", "lodz ore strasse"),
            ("İstanbul ısı", "istanbul isi"),
            ("Đặng", "dang"),
            ("Ελλάς", "ελλασ"),
            ("Ёлка й", "елка и"),
            ("ﾊﾞﾅﾅ", "バナナ"),
            ("小美家居", "小美家居"),
        ] {
            assert_eq!(fold(text), want, "{text}");
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        for text in ["ก้านน้ำ", "हिन्दी", "مُحَمَّد"] {
            assert_eq!(
                fold(text),
                text.nfkc()
                    .collect::<String>()
                    .nfkd()
                    .nfc()
                    .collect::<String>()
            );
            assert!(fold(text).chars().any(is_combining_mark), "{text}");
        }
    }

    #[test]
    fn keys_keep_their_accents() {
        assert_eq!(fold_key("  Beauté　＆  Care "), "beauté & care");
        assert_eq!(fold_key("ＵＳ"), fold_key("us"));
        assert_ne!(fold_key("peche"), fold_key("pêche"));
        assert_eq!(fold_key("ｶﾞﾑ"), "ガム");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,16}") {
            let key = fold_key(&text);
            prop_assert_eq!(fold_key(&key), key.clone());
        }

        #[test]
        fn case_never_matters(text in "[a-zA-Z0-9ÀÉđŁüß小美 ]{0,16}") {
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
