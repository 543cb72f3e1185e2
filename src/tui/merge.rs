//! What came in one drain, put together before it is acted on.

use super::Event;
use crate::messages::{Code, Key, Msg};

/// More different keys than this in one drain, outside a field, are a paste without brackets.
const BURST: usize = 20;

/// Fewer different letters than this are keys being held.
const HELD: usize = 6;
/// The same for the few keys behind a field's Enter.
const AFTER: usize = 4;

/// What letters are where they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// Commands.
    Keys,
    /// Text of a field that Enter ends.
    Line,
    /// Text of several lines.
    Text,
}

/// Merges resizes that follow each other, and takes a burst of different keys for what it is: a paste from a terminal
/// that does not bracket it. Into a field it goes as text, but what comes behind the Enter that ends its first line
/// would be commands. A held key repeats one key, so it is not a burst.
pub fn merge(batch: Vec<Event>, typing: Typing) -> Vec<Event> {
    let in_field = typing == Typing::Line;
    let mut out: Vec<Event> = Vec::with_capacity(batch.len());
    let single = batch.into_iter().flat_map(|event| match event {
        Event::Input(msgs) => msgs.into_iter().map(Event::Msg).collect(),
        other => vec![other],
    });
    for event in single {
        if let (Event::Msg(Msg::Resize(..)), Some(Event::Msg(Msg::Resize(..)))) =
            (&event, out.last())
        {
            out.pop();
        }
        out.push(event);
    }
    let all: Vec<char> = out.iter().filter_map(letter).collect();
    if typing == Typing::Text || all.len() <= BURST || different(&all) < HELD {
        return out;
    }
    // a script or a slow line may deliver a whole query at once, with the key that opens its field in front
    let opens_field = all
        .first()
        .is_some_and(|c| matches!(Key::char(*c).to_ascii().code, Code::Char('/' | ':')));
    let commands = if in_field || opens_field {
        match out.iter().position(ends_line) {
            Some(enter) => out.split_off(enter + 1),
            None => return out,
        }
    } else {
        std::mem::take(&mut out)
    };
    let text: String = commands.iter().filter_map(letter).collect();
    let behind: Vec<char> = text.chars().collect();
    if (in_field || opens_field) && different(&behind) < AFTER {
        out.extend(commands);
        return out;
    }
    let others = commands
        .into_iter()
        .filter(|e| !matches!(e, Event::Msg(Msg::Key(Key { ctrl: false, .. }))));
    out.extend(others);
    out.push(Event::Msg(Msg::Paste(text)));
    out
}

/// What a key types.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Msg(Msg::Key(Key {
            code: Code::Char(c),
            ctrl: false,
        })) => Some(*c),
        _ => None,
    }
}

fn ends_line(event: &Event) -> bool {
    matches!(event, Event::Msg(Msg::Key(key)) if matches!(key.code, Code::Enter | Code::Esc))
}

fn different(letters: &[char]) -> usize {
    let mut letters = letters.to_vec();
    letters.sort_unstable();
    letters.dedup();
    letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        vec![Event::Input(
            text.chars()
                .map(|c| match c {
                    '\r' => Msg::Key(Key::plain(Code::Enter)),
                    c => Msg::Key(Key::char(c)),
                })
                .collect(),
        )]
    }

    #[test]
    fn held_keys_stay_keys_and_bursts_become_a_paste() {
        assert_eq!(merge(keys(&"j".repeat(200)), Typing::Keys).len(), 200);
        let merged = merge(keys("xqDrop everything and leave!"), Typing::Keys);
        assert!(matches!(merged.as_slice(), [Event::Msg(Msg::Paste(_))]));
        assert_eq!(
            merge(keys("xqDrop everything and leave!"), Typing::Line).len(),
            28
        );
        // lines of a note, not the end of a field
        let lines = "first line of many\rand the second one\r";
        assert_eq!(merge(keys(lines), Typing::Text).len(), lines.len());
    }

    #[test]
    fn behind_the_first_line_of_a_paste_nothing_is_a_command() {
        for (text, typing) in [
            ("somebody.pasted\rx q and other things\rU", Typing::Line),
            (
                "/a/path/that/was/pasted\rx q and other things\rU",
                Typing::Keys,
            ),
        ] {
            let merged = merge(keys(text), typing);
            let first = text.find('\r').unwrap() + 1;
            assert_eq!(merged.len(), first + 1, "{merged:?}");
            assert!(matches!(
                merged.last(),
                Some(Event::Msg(Msg::Paste(text))) if text == "x q and other thingsU"
            ));
        }
        // a query at once, and some steps behind it
        let query = ":region:US followers>20000\rjjjjjj";
        assert_eq!(merge(keys(query), Typing::Keys).len(), query.len());
    }

    #[test]
    fn resizes_that_follow_each_other_are_one_but_keys_between_stay() {
        let batch = vec![
            Event::Msg(Msg::Resize(1, 1)),
            Event::Msg(Msg::Resize(2, 2)),
            Event::Msg(Msg::Key(Key::char('j'))),
            Event::Msg(Msg::Resize(3, 3)),
        ];
        assert_eq!(merge(batch, Typing::Keys).len(), 3);
    }
}
