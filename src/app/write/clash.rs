//! Two people on one note: what both have written, to choose from or to put together.

use super::{find_draft, forget_draft, keep_draft, open_draft};
use crate::app::State;
use crate::app::layer::Layer;
use crate::domain::message::Message;
use crate::messages::{Draft, Edit, Effect};

/// Somebody has changed the note meanwhile: what all three say, to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What was to be saved.
    pub mine: Draft,
    /// Who has changed it.
    pub by: String,
    /// What it says now, and its version; nothing where it was deleted.
    pub theirs: Option<(String, i64)>,
    /// First line on screen.
    pub top: usize,
}

/// Opens the choice.
pub fn clash(
    state: &mut State,
    creator: u32,
    note: i64,
    by: String,
    theirs: Option<(String, i64)>,
) -> Vec<Effect> {
    if let Some(mine) = find_draft(state, creator, note) {
        state.layers.push(Layer::Clash(Box::new(Clash {
            mine,
            by,
            theirs,
            top: 0,
        })));
    }
    crate::app::choose::show_what_is(state)
}

/// How a clash is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// What the other one wrote stays.
    Theirs,
    /// Mine takes its place.
    Mine,
    /// Both, to be put together by hand.
    Both,
}

/// Settles a clash.
pub fn settle_clash(state: &mut State, how: Settled) -> Vec<Effect> {
    let Some(Layer::Clash(clash)) = state.layers.pop() else {
        return Vec::new();
    };
    let Clash { mine, theirs, .. } = *clash;
    let (creator, note) = (mine.creator, mine.note);
    match (how, theirs) {
        (Settled::Theirs, _) => {
            forget_draft(state, creator, note);
            state.say(Message::new("write-theirs"));
            vec![Effect::DropDraft(creator, note)]
        }
        // theirs is gone: mine is a new note
        (Settled::Mine | Settled::Both, None) => {
            forget_draft(state, creator, note);
            let body = mine.body.trim().to_owned();
            let mut effects = keep_draft(
                state,
                Draft {
                    note: 0,
                    version: 0,
                    base: String::new(),
                    ..mine
                },
            );
            effects.push(Effect::DropDraft(creator, note));
            effects.push(Effect::Edit(Edit::AddNote { creator, body }));
            effects
        }
        (Settled::Mine, Some((theirs, version))) => {
            let body = mine.body.trim().to_owned();
            let mut effects = keep_draft(
                state,
                Draft {
                    version,
                    base: theirs,
                    ..mine
                },
            );
            effects.push(Effect::Edit(Edit::EditNote {
                creator,
                note,
                body,
                seen: version,
            }));
            effects
        }
        (Settled::Both, Some((theirs, version))) => {
            let body = both(&mine.base, &mine.body, &theirs);
            let draft = Draft {
                version,
                base: theirs,
                body,
                ..mine
            };
            let mut effects = keep_draft(state, draft.clone());
            effects.extend(open_draft(state, &draft));
            state.say(Message::new("write-both"));
            effects
        }
    }
}

/// What one of them has changed; where both have, theirs (`b`), then mine.
fn put_together<T: PartialEq + Lines>(out: &mut Vec<String>, was: &T, a: T, b: T) {
    if a == b || b == *was {
        a.onto(out);
    } else if a == *was {
        b.onto(out);
    } else {
        b.onto(out);
        a.onto(out);
    }
}

/// A line or several.
trait Lines {
    fn onto(self, out: &mut Vec<String>);
}

impl Lines for String {
    fn onto(self, out: &mut Vec<String>) {
        out.push(self);
    }
}

impl Lines for Vec<String> {
    fn onto(self, out: &mut Vec<String>) {
        out.extend(self);
    }
}

/// What both have made of a text: lines that only one of them has changed are as that one left them; where both have,
/// theirs stand first, then mine.
pub fn both(base: &str, mine: &str, theirs: &str) -> String {
    let split = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (base, mine, theirs) = (split(base), split(mine), split(theirs));
    let kept = |other: &[String]| -> Vec<Option<usize>> {
        let mut at = vec![None; base.len()];
        let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &base, other);
        for op in ops {
            if let similar::DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for i in 0..len {
                    if let Some(place) = at.get_mut(old_index + i) {
                        *place = Some(new_index + i);
                    }
                }
            }
        }
        at
    };
    let (in_mine, in_theirs) = (kept(&mine), kept(&theirs));
    let mut out: Vec<String> = Vec::new();
    let (mut m, mut t) = (0, 0);
    let mut start = 0;
    // lines that all three have are where the pieces between them are cut
    for i in 0..=base.len() {
        let common = match (
            in_mine.get(i).copied().flatten(),
            in_theirs.get(i).copied().flatten(),
        ) {
            (Some(a), Some(b)) => Some((a, b)),
            _ if i == base.len() => Some((mine.len(), theirs.len())),
            _ => None,
        };
        let Some((to_m, to_t)) = common else { continue };
        let part = |lines: &[String], from: usize, to: usize| {
            lines.get(from..to).unwrap_or_default().to_vec()
        };
        let (was, a, b) = (
            part(&base, start, i),
            part(&mine, m, to_m),
            part(&theirs, t, to_t),
        );
        if was.len() == a.len() && was.len() == b.len() {
            for ((was, a), b) in was.iter().zip(a).zip(b) {
                put_together(&mut out, was, a, b);
            }
        } else {
            put_together(&mut out, &was, a, b);
        }
        out.extend(base.get(i).cloned());
        (m, t, start) = (to_m + 1, to_t + 1, i + 1);
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_two_have_changed_in_different_lines_is_put_together() {
        let base = "a\nb\nc\nd";
        assert_eq!(both(base, "a\nB\nc\nd", "a\nb\nc\nD"), "a\nB\nc\nD");
        assert_eq!(
            both(base, "a\nb\nc\nd\ne", "0\na\nb\nc\nd"),
            "0\na\nb\nc\nd\ne"
        );
        assert_eq!(both(base, "a\nX\nc\nd", "a\nY\nc\nd"), "a\nY\nX\nc\nd");
        assert_eq!(both("a\nb", "A\nb", "a\nB"), "A\nB");
        assert_eq!(both("a\nb", "A\nX", "a\nY"), "A\nY\nX");
        assert_eq!(both(base, "a\nc\nd", base), "a\nc\nd");
        assert_eq!(both("", "mine", "theirs"), "theirs\nmine");
        assert_eq!(both("x", "x", "x"), "x");
    }

    proptest! {
        #[test]
        fn with_one_at_work_both_is_what_that_one_made(base in "([ab]\n){0,5}", other in "([abc]\n){0,6}") {
            let plain = |t: &str| t.lines().collect::<Vec<_>>().join("\n");
            prop_assert_eq!(both(&base, &other, &base), plain(&other));
            prop_assert_eq!(both(&base, &base, &other), plain(&other));
            prop_assert_eq!(both(&base, &other, &other), plain(&other));
        }
    }
}
