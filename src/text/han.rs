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
    if name.is_ascii() {
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
    fn other_scripts_have_none() {
        for name in ["anna", "Kiệt", "アンナ", "❤️", ""] {
            assert_eq!(pinyin_initials(name), None, "{name}");
            assert_eq!(pinyin_full(name), None, "{name}");
        }
    }
}
