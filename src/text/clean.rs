//! Text from outside, made safe to show.
//!
//! Two passes: first everything that never belongs into a name goes (control characters, whole escape sequences with
//! what they carry, direction marks, invisible characters); then each joiner and variation selector is looked at with
//! the neighbours that are left, because they are right inside an emoji or an Indic word and a trap anywhere else.
//! Cleaning twice is cleaning once.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line of clean text: safe to show, composed (NFC), trimmed, line breaks and tabs turned into one blank.
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, false)
}

/// Like [`clean`], but line breaks stay (`\n`, at most one empty line in a row): for notes and bios.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    cleaned(text, true)
}

fn cleaned(text: &str, lines: bool) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Cow::Borrowed(text.trim_matches(' '));
    }
    let trimmed = text.trim();
    if !trimmed.chars().any(suspicious) && is_nfc_quick(trimmed.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(trimmed);
    }
    let mut current = once(text, lines);
    // composing can bring a selector next to another base; it settles at once, the bound is for the unforeseen
    for _ in 0..3 {
        let next = once(&current, lines);
        if next == current {
            break;
        }
        current = next;
    }
    Cow::Owned(current)
}

fn once(text: &str, lines: bool) -> String {
    let kept = joined(&stripped(text));
    let composed: String = kept.into_iter().nfc().collect();
    spaced(&composed, lines)
}

/// Anything the passes below might touch.
fn suspicious(c: char) -> bool {
    c.is_control()
        || c == '\u{fffd}'
        || matches!(c, '\u{2028}' | '\u{2029}')
        || invisible(c)
        || is_joiner(c)
        || is_selector(c)
        || is_tag(c)
}

/// Characters without a glyph or with power over their neighbours' direction; never part of a name's meaning.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e001f}' | '\u{e0080}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Tag characters spell the region of a flag behind the black flag; elsewhere they are hidden text.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Where the first pass stands in an escape sequence.
#[derive(Clone, Copy, PartialEq)]
enum Escape {
    Outside,
    /// Behind ESC.
    Begun,
    /// CSI: parameters until a final byte.
    Control,
    /// OSC, DCS, SOS, PM, APC: anything until the terminator. True behind an ESC inside.
    Payload(bool),
}

/// Without escape sequences, control characters and the invisible; line breaks and tabs stay as `\n` and `\t`.
fn stripped(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut state = Escape::Outside;
    let mut before = '\0';
    for c in text.chars() {
        // CR LF is one line break
        if before == '\r' && c == '\n' {
            before = c;
            continue;
        }
        before = c;
        state = match (state, c) {
            // ST ends a payload; a line break ends one that was never closed, so that it cannot swallow a whole note
            (Escape::Payload(_), '\u{7}' | '\u{9c}' | '\u{18}' | '\u{1a}')
            | (Escape::Payload(true), '\\') => Escape::Outside,
            (Escape::Payload(_), '\n') => {
                out.push(c);
                Escape::Outside
            }
            (Escape::Payload(false), '\u{1b}') => Escape::Payload(true),
            (Escape::Payload(false), _) => Escape::Payload(false),
            // an ESC inside that is no terminator begins the next sequence
            (Escape::Begun | Escape::Payload(true), '[') => Escape::Control,
            (Escape::Begun | Escape::Payload(true), ']' | 'P' | 'X' | '^' | '_') => {
                Escape::Payload(false)
            }
            (Escape::Begun, ' '..='/') => Escape::Begun,
            (Escape::Begun | Escape::Payload(true), '0'..='~') => Escape::Outside,
            (Escape::Control, ' '..='?') => Escape::Control,
            (Escape::Control, '@'..='~') => Escape::Outside,
            (_, '\u{1b}') => Escape::Begun,
            (_, '\u{9b}') => Escape::Control,
            (_, '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}') => Escape::Payload(false),
            (_, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}') => {
                out.push('\n');
                Escape::Outside
            }
            (_, '\n' | '\t') => {
                out.push(c);
                Escape::Outside
            }
            (_, c) => {
                let again = c == '\u{fffd}' && out.last() == Some(&c);
                if !c.is_control() && !invisible(c) && !again {
                    out.push(c);
                }
                Escape::Outside
            }
        };
    }
    out
}

/// What a neighbour is, for joiners and selectors.
#[derive(Clone, Copy, PartialEq)]
enum Neighbour {
    /// An emoji, or a mark that belongs to one.
    Emoji,
    /// A script whose letters need joiners.
    Joining,
    /// Chinese characters, which take variation selectors.
    Han,
    /// `0`–`9`, `#`, `*`, the bases of keycaps.
    Key,
    Other,
}

fn neighbour(c: char) -> Neighbour {
    match c {
        '0'..='9' | '#' | '*' => Neighbour::Key,
        '\u{600}'..='\u{8ff}'
        | '\u{900}'..='\u{dff}'
        | '\u{f00}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}'
        | '\u{1b00}'..='\u{1bff}'
        | '\u{a8e0}'..='\u{a8ff}'
        | '\u{a980}'..='\u{a9df}'
        | '\u{fb50}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{11000}'..='\u{11fff}' => Neighbour::Joining,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Neighbour::Han,
        '\u{a9}'
        | '\u{ae}'
        | '\u{203c}'
        | '\u{2049}'
        | '\u{20e3}'
        | '\u{2122}'
        | '\u{2139}'
        | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{24ff}'
        | '\u{25a0}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}'
        | '\u{303d}'
        | '\u{3297}'
        | '\u{3299}'
        | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' => Neighbour::Emoji,
        _ => Neighbour::Other,
    }
}

/// A text without emoji and what holds them together.
pub fn without_emoji(text: &str) -> String {
    let held = |c: char| matches!(c, '\u{200d}' | '\u{fe0e}') || is_tag(c);
    text.chars()
        .filter(|c| neighbour(*c) != Neighbour::Emoji && !held(*c))
        .collect()
}

/// Without joiners, selectors and tags that stand where they mean nothing.
fn joined(text: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut flag = false;
    for (i, &c) in text.iter().enumerate() {
        let before = out.last().map_or(Neighbour::Other, |p| neighbour(*p));
        let next = text.get(i + 1).copied();
        let after = next.map_or(Neighbour::Other, neighbour);
        let keep = match c {
            '\u{200d}' => {
                before == after && matches!(before, Neighbour::Emoji | Neighbour::Joining)
            }
            '\u{200c}' => before == after && before == Neighbour::Joining,
            '\u{fe0e}' | '\u{fe0f}' => {
                (before == Neighbour::Emoji && out.last() != Some(&'\u{fe0f}'))
                    || (before == Neighbour::Key && next == Some('\u{20e3}'))
            }
            c if is_selector(c) => before == Neighbour::Han,
            c if is_tag(c) => flag,
            _ => true,
        };
        flag = c == '\u{1f3f4}' || (flag && is_tag(c) && c != '\u{e007f}');
        // a character that went can have stood between two replacement characters
        if keep && !(c == '\u{fffd}' && out.last() == Some(&c)) {
            out.push(c);
        }
    }
    out
}

/// White space around line breaks and tabs becomes one blank (or the line break itself, where `lines` stay); plain
/// blanks inside stay as they are; both ends go.
fn spaced(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending = String::new();
    for c in text.chars() {
        if c.is_whitespace() {
            pending.push(c);
            continue;
        }
        if !out.is_empty() {
            let breaks = pending.matches('\n').count();
            if lines && breaks > 0 {
                out.push_str(if breaks > 1 { "\n\n" } else { "\n" });
            } else if breaks > 0 || pending.contains('\t') {
                out.push(' ');
            } else {
                out.push_str(&pending);
            }
        }
        pending.clear();
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_go_whole() {
        for (dirty, want) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{1b}]0;title\u{7}b", "ab"),
            (
                "a\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\b",
                "alinkb",
            ),
            ("a\u{1b}Pq#payload\u{1b}\\b", "ab"),
            ("a\u{9b}2Jb", "ab"),
            ("a\u{9d}52;c;cGF5bG9hZA==\u{9c}b", "ab"),
            ("a\u{1b}(Bb", "ab"),
            ("a\u{1b}]0;never closed", "a"),
            ("a\u{1b}[31", "a"),
            ("a\u{1b}", "a"),
            ("\u{1b}_apc\u{1b}[1mx", "x"),
            ("a\u{7}\u{0}\u{8}b\u{7f}", "ab"),
        ] {
            assert_eq!(clean(dirty), want, "{dirty:?}");
        }
    }

    #[test]
    fn invisible_and_direction_marks_go() {
        for (dirty, want) in [
            ("\u{feff}anna", "anna"),
            ("an\u{200b}na\u{200e}", "anna"),
            ("\u{202e}gpj.exe\u{202c}", "gpj.exe"),
            ("a\u{2066}b\u{2069}", "ab"),
            ("a\u{200d}b", "ab"),
            ("a\u{fe0f}b", "ab"),
            ("x\u{fffd}\u{fffd}\u{fe0f}\u{fffd}y", "x\u{fffd}y"),
            ("  \u{3000}两 个\u{a0}", "两 个"),
            ("a\u{e0041}\u{e0042}b", "ab"),
        ] {
            assert_eq!(clean(dirty), want, "{dirty:?}");
        }
    }

    #[test]
    fn joiners_stay_where_they_mean_something() {
        for good in [
            "👩‍👩‍👧",
            "👩🏽‍🚀 mission",
            "🏳️‍🌈",
            "❤️",
            "1️⃣",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "می‌خواهم",
            "क्‍ष",
            "葛󠄀城",
        ] {
            assert_eq!(clean(good), good);
        }
        assert_eq!(clean("👩‍"), "👩");
    }

    #[test]
    fn lines_and_composition() {
        assert_eq!(clean("a\r\n\tb"), "a b");
        assert_eq!(clean("e\u{301}te\u{301}"), "été");
        assert_eq!(
            clean_lines("one\r\n  two\n\n\n\nthree \n"),
            "one\ntwo\n\nthree"
        );
        assert!(matches!(clean("plain ascii"), Cow::Borrowed(_)));
        assert!(matches!(clean(" 小美家居 "), Cow::Borrowed(_)));
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(|c| c.to_string()),
            "[ -~]{0,3}",
            prop::sample::select(vec![
                "\u{1b}",
                "\u{1b}[",
                "\u{1b}]",
                "\u{9b}",
                "\u{9d}",
                "\u{7}",
                "\u{1b}\\",
                "\u{200d}",
                "\u{200c}",
                "\u{fe0f}",
                "\u{fffd}",
                "\u{301}",
                "e",
                "👩",
                "क",
                "\u{94d}",
                "葛",
                "\u{e0100}",
                "\u{1f3f4}",
                "\u{e0067}",
                "\u{e007f}",
                "\u{202e}",
                "\n",
                "\t",
                " ",
                "1",
                "\u{20e3}",
                "\u{fb1d}",
                "\u{2f800}"
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn cleaning_twice_is_cleaning_once(text in nasty()) {
            let one = clean(&text).into_owned();
            prop_assert_eq!(clean(&one).into_owned(), one.clone());
            let lines = clean_lines(&text).into_owned();
            prop_assert_eq!(clean_lines(&lines).into_owned(), lines.clone());
            prop_assert!(!one.chars().any(|c| c.is_control() || invisible(c)));
            prop_assert!(!lines.chars().any(|c| (c.is_control() && c != '\n') || invisible(c)));
        }
    }
}
