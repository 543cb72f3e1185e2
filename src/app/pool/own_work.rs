//! What the card of a creator tells of the team's own work with them.

use crate::app::State;
use crate::app::format;
use crate::app::rich::{Line, Role};
use crate::domain::collab::card::Card;
use crate::domain::creator::Record;
use crate::domain::field::Metric;
use crate::domain::message::Message;
use crate::text;

/// Collaborations that the card shows; the others are a key away.
const SHOWN: usize = 5;
/// Cells of the number that the team has given.
const REFERENCE: usize = 12;

/// The collaborations, open ones first, each in a line.
pub fn lines(state: &State, record: &Record, width: usize) -> Vec<Line> {
    if record.work.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::rule(&state.words.get("card-collabs"))];
    let all = record.work.iter().take(SHOWN);
    out.extend(all.map(|card| line(state, card, width)));
    let more = record.work.len().saturating_sub(SHOWN);
    if more > 0 {
        let key = state.keymap.keys("board.of").first().cloned();
        let message = Message::new("card-more-collabs")
            .with("n", more)
            .with("key", key.unwrap_or_default());
        out.push(Line::new().dim(format!(" {}", state.words.say(&message))));
    }
    out
}

fn line(state: &State, card: &Card, width: usize) -> Line {
    let reference = text::truncate(&card.reference, REFERENCE).into_owned();
    let mut line = Line::new()
        .dim(format!(" {} ", text::pad_end(&reference, REFERENCE)))
        .add(
            if card.stage.is_open() {
                Role::Strong
            } else {
                Role::Plain
            },
            state.words.get(card.stage.word_id()),
        );
    let mut left = width.saturating_sub(line.width());
    let mut add = |role: Role, part: String| {
        let cells = text::width(&part) + 3;
        if !part.is_empty() && cells <= left {
            left -= cells;
            line = std::mem::take(&mut line).dim(" · ").add(role, part);
        }
    };
    if let Some(age) = card.age(state.today).filter(|_| card.stage.is_open()) {
        let days = Message::new("days-short").with("n", i64::from(age));
        add(Role::Plain, state.words.say(&days));
    }
    if let Some(due) = card.due.filter(|_| card.stage.is_open()) {
        let said = Message::new("card-collab-due").with("day", due.to_string());
        let role = match card.is_late(state.today) {
            true => Role::Bad,
            false => Role::Plain,
        };
        add(role, state.words.say(&said));
    }
    let texts = [&card.owner, &card.campaign, &card.product];
    for part in texts.into_iter().flatten() {
        add(Role::Dim, part.to_string());
    }
    if let Some(earned) = card.earned {
        let shown = earned.value(Metric::Return);
        let shown = shown.map(|raw| format::with_unit(Metric::Return, raw, earned.currency));
        let name = state.words.get("number-return");
        let said = shown.map_or_else(String::new, |value| format!("{name} {value}"));
        add(crate::app::returns::role(earned.verdict), said);
    }
    if let Some(value) = card.value().filter(|v| *v > 0) {
        let value = format::with_unit(Metric::Gmv, value, card.currency);
        add(Role::Dim, value);
    }
    line
}

/// Where a rate comes from that the team's own samples and messages give: of how many.
pub fn source(state: &State, record: &Record, metric: Metric) -> Option<String> {
    let tally = &record.tally;
    let (id, n, of) = match metric {
        Metric::Fulfilment if tally.received > 0 => {
            ("card-own-samples", tally.posted, tally.received)
        }
        Metric::Reply if tally.contacted > 0 => {
            ("card-own-contacts", tally.replied, tally.contacted)
        }
        _ => return None,
    };
    let said = Message::new(id).with("n", n).with("of", of);
    Some(state.words.say(&said))
}
