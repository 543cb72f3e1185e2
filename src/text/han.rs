//! Chinese names by the letters people type for them.

use pinyin::ToPinyin;

/// The first letter of each Chinese character, with ASCII letters and digits between them kept in lower case:
/// `小美家居` gives `xmjj`. `None` where no character has a reading.
pub fn pinyin_initials(name: &str) -> Option<String> {
    spelled(name, |syllable, out| out.extend(syllable.chars().next()))
}

/// The full syllables without tones: `小美家居` gives `xiaomeijiaju`; ü is written `v`, as it is typed.
pub fn pinyin_full(name: &str) -> Option<String> {
    spelled(name, |syllable, out| out.push_str(syllable))
}

fn spelled(name: &str, mut add: impl FnMut(&str, &mut String)) -> Option<String> {
    // most names in other scripts are passed over without folding them
    if !name.chars().any(may_be_chinese) {
        return None;
    }
    let mut out = String::new();
    let mut any = false;
    for c in super::fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if let Some(reading) = c.to_pinyin() {
            any = true;
            let plain = reading.plain();
            if plain.contains('ü') {
                add(&plain.replace('ü', "v"), &mut out);
            } else {
                add(plain, &mut out);
            }
        }
    }
    any.then_some(out)
}

/// Characters that are Chinese, or become so by folding their width: enclosed ones, radicals, those of private use.
fn may_be_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{e000}'..='\u{f8ff}' | '\u{f900}'..='\u{faff}' | '\u{1f200}'..='\u{1f2ff}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled() {
        for (name, initials, full) in [
            ("小美家居", "xmjj", "xiaomeijiaju"),
            ("Anna小美 2号", "annaxm2h", "annaxiaomei2hao"),
            ("ＡＢ绿", "abl", "ablv"),
        ] {
            assert_eq!(pinyin_initials(name).as_deref(), Some(initials));
            assert_eq!(pinyin_full(name).as_deref(), Some(full));
        }
    }

    #[test]
    fn no_reading_is_passed_over() {
        for c in '\u{80}'..=char::MAX {
            let folded = super::super::fold(c.encode_utf8(&mut [0; 4]));
            if folded.chars().any(|c| c.to_pinyin().is_some()) {
                assert!(may_be_chinese(c), "{:x}", u32::from(c));
            }
        }
    }

    #[test]
    fn other_scripts_have_none() {
        for name in ["anna", "Kiệt", "アンナ", "❤️", ""] {
            assert_eq!(pinyin_initials(name), None, "{name}");
            assert_eq!(pinyin_full(name), None, "{name}");
        }
    }
}
