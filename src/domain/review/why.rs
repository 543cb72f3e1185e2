//! A reason that nobody typed, as the pool keeps it beside its words: whoever reads another language reads it in that.

use crate::domain::message::{Arg, Message};

/// What stands before it in a finding, see [`super::minutes::finding`].
const KEY: &str = "why=";

/// Sentences that a decision takes for its reason where it agrees with the numbers.
const IDS: [&str; 20] = [
    "reason-return-above",
    "reason-return-between",
    "reason-return-below",
    "reason-net-above",
    "reason-net-between",
    "reason-net-below",
    "action-why-gone",
    "action-why-idle",
    "action-why-no-data",
    "action-why-halved",
    "action-why-refunds",
    "action-why-alone",
    "action-why-no-margin",
    "action-why-no-cost",
    "action-why-falls",
    "action-why-few",
    "action-why-drop",
    "action-why-optimise",
    "action-why-pays",
    "action-why-keep",
];

/// Their arguments, as text.
const ARGS: [&str; 4] = ["percent", "edge", "upper", "who"];

/// Tells the words that it was kept with from what somebody has written in their place since.
fn mark(words: &str) -> u32 {
    let each = words.bytes();
    each.fold(17, |mark: u32, byte| {
        mark.wrapping_mul(31).wrapping_add(byte.into())
    })
}

/// As a part of a finding, with the words that were kept; none of sentences that are none of these.
pub fn kept(reason: &Message, words: &str) -> Option<String> {
    let mut out = format!("{KEY}{};{}", mark(words), reason.id);
    if !IDS.contains(&reason.id) {
        return None;
    }
    for (name, value) in &reason.args {
        match value {
            Arg::Text(text) if ARGS.contains(name) && !text.contains(['|', ';', '=']) => {
                out.push_str(&format!(";{name}={text}"));
            }
            _ => return None,
        }
    }
    Some(out)
}

/// The parts of a finding without it, and the sentence where these words are still those that it was kept with.
pub fn parted<'f>(finding: &'f str, words: Option<&str>) -> (&'f str, Option<Message>) {
    let Some((rest, kept)) = finding.rsplit_once(KEY) else {
        return (finding, None);
    };
    let rest = rest.trim_end_matches('|');
    let read = || {
        let mut parts = kept.split(';');
        let known = parts.next()?.parse::<u32>().ok()?;
        (known == mark(words?)).then_some(())?;
        let id = parts.next()?;
        let mut said = Message::new(IDS.into_iter().find(|known| *known == id)?);
        for part in parts {
            let (name, value) = part.split_once('=')?;
            said = said.with(ARGS.into_iter().find(|known| *known == name)?, value);
        }
        Some(said)
    };
    (rest, read())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_until_somebody_writes_another() {
        let said = Message::new("reason-return-below")
            .with("percent", "26.78")
            .with("edge", "50")
            .with("upper", "100");
        let words = "return 26.78 %: below 50 %";
        let finding = format!(
            "return=26.8 %|gmv=325.71 GBP|{}",
            kept(&said, words).unwrap()
        );
        let plain = "return=26.8 %|gmv=325.71 GBP";
        assert_eq!(parted(&finding, Some(words)), (plain, Some(said)));
        assert_eq!(parted(&finding, Some("too young")), (plain, None));
        assert_eq!(parted(&finding, None), (plain, None));
        assert_eq!(parted(plain, Some(words)), (plain, None));
        // what would not come back whole is not kept
        let other = Message::new("reason-return-below").with("who", "a;b");
        assert_eq!(kept(&other, words), None);
        assert_eq!(kept(&Message::new("reason-unsold"), words), None);
    }
}
