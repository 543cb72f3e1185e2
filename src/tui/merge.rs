//! What came in one drain, put together before it is acted on.

use super::Event;
use crate::messages::{Code, Key, Msg};

/// More different keys than this in one drain, outside a field, are a paste without brackets.
const BURST: usize = 20;

/// Merges resizes that follow each other, and takes a burst of different keys for what it is: a paste from a terminal
/// that does not bracket it. A held key repeats one key, so it is not one.
pub fn merge(batch: Vec<Event>, in_field: bool) -> Vec<Event> {
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
    let typed: Vec<char> = out
        .iter()
        .filter_map(|e| match e {
            Event::Msg(Msg::Key(Key {
                code: Code::Char(c),
                ctrl: false,
            })) => Some(*c),
            _ => None,
        })
        .collect();
    let mut distinct = typed.clone();
    distinct.sort_unstable();
    distinct.dedup();
    // a script or a slow line may deliver a whole query at once, with the key that opens its field in front
    let opens_field = typed
        .first()
        .is_some_and(|c| matches!(Key::char(*c).to_ascii().code, Code::Char('/' | ':')));
    if in_field || opens_field || typed.len() <= BURST || distinct.len() < 6 {
        return out;
    }
    let text: String = typed.into_iter().collect();
    out.retain(|e| !matches!(e, Event::Msg(Msg::Key(Key { ctrl: false, .. }))));
    out.push(Event::Msg(Msg::Paste(text)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        vec![Event::Input(
            text.chars().map(|c| Msg::Key(Key::char(c))).collect(),
        )]
    }

    #[test]
    fn held_keys_stay_keys_and_bursts_become_a_paste() {
        assert_eq!(merge(keys(&"j".repeat(200)), false).len(), 200);
        let merged = merge(keys("xqDrop everything and leave!"), false);
        assert!(matches!(merged.as_slice(), [Event::Msg(Msg::Paste(_))]));
        assert_eq!(merge(keys("xqDrop everything and leave!"), true).len(), 28);
    }

    #[test]
    fn resizes_that_follow_each_other_are_one_but_keys_between_stay() {
        let batch = vec![
            Event::Msg(Msg::Resize(1, 1)),
            Event::Msg(Msg::Resize(2, 2)),
            Event::Msg(Msg::Key(Key::char('j'))),
            Event::Msg(Msg::Resize(3, 3)),
        ];
        assert_eq!(merge(batch, false).len(), 3);
    }
}
