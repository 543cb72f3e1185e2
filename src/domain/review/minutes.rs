//! The minutes of a meeting: the last board of a review.

use std::sync::Arc;

use jiff::civil::Date;

use super::agenda::{About, Point, PointState};
use super::figure::{Behind, Board, Column, Mark, Section, Value, value};
use super::{Review, why};
use crate::domain::message::Message;
use crate::domain::returns::creator::days;

/// What was known when something was decided, as the pool keeps it: by the names of columns, in no language.
pub fn finding(all: &[(String, String)]) -> String {
    let each = all.iter().map(|(key, value)| format!("{key}={value}"));
    each.collect::<Vec<_>>().join("|")
}

/// The same to be read. What somebody has written otherwise stands as it is.
fn told(finding: Option<&str>) -> Value {
    let Some((text, _)) = finding.map(|text| why::parted(text, None)) else {
        return Value::Missing;
    };
    let of = |part: &str| {
        let (key, value) = part.split_once('=')?;
        let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let id = match key.starts_with("stage-") {
            true => key.to_owned(),
            false => format!("review-col-{key}"),
        };
        plain.then(|| (id, value.to_owned()))
    };
    let mut parts = text.split('|').map(of);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Some((id, value))), None, None) => Value::Said(
            Message::new("review-finding")
                .word("a", id)
                .with("x", value),
        ),
        (Some(Some((id, value))), Some(Some((other, second))), None) => {
            let said = Message::new("review-findings")
                .word("a", id)
                .with("x", value);
            Value::Said(said.word("b", other).with("y", second))
        }
        _ => Value::Text(text.into()),
    }
}

/// Why something was decided: in the words of whoever reads it where nobody has typed others.
pub fn reason(point: &Point) -> Value {
    let words = point.reason.as_deref();
    let kept = point.finding.as_deref();
    match kept.and_then(|kept| why::parted(kept, words).1) {
        Some(said) => Value::Said(said),
        None => Value::name(point.reason.as_ref()),
    }
}

/// What was talked about, as a board: decisions with who does what by when, what is open, and the same figures with
/// room for the next time.
pub fn board(review: &Review, points: &[Point]) -> Board {
    let columns = vec![
        Column::name("about"),
        Column::name("topic"),
        Column::name("decision"),
        Column::name("reason"),
        Column::name("member").titled("decision-owner"),
        Column::name("due").titled("decision-due"),
        Column::name("done").titled("decision-done"),
        Column::name("finding").titled("decision-finding"),
        Column::name("decided_at").titled("decision-decided-at"),
        Column::name("decided_by").titled("decision-decided-by"),
    ];
    let mut decided = Section::new("decisions", Message::new("review-about-decisions"), columns);
    let columns = vec![
        Column::name("about"),
        Column::name("topic"),
        Column::name("state").titled("decision-state"),
        Column::name("reason"),
        Column::name("member").titled("decision-owner"),
        Column::name("due").titled("decision-due"),
    ];
    let mut open = Section::new("undecided", Message::new("review-about-undecided"), columns);
    let text = |t: &Option<Arc<str>>| Value::name(t.as_ref());
    let day = |d: Option<Date>| d.map_or(Value::Missing, |d| Value::Day(days(d)));
    for point in points {
        let behind = match &point.about {
            About::Creator(id) => Behind::Creator(*id),
            About::Content(id, creator) => Behind::Content(*creator, Arc::clone(id)),
            _ => Behind::Nothing,
        };
        let topic = Value::Word(point.topic.word_id());
        let about = Value::Text(review.name_of(point).into()).marked(Mark::Strong);
        match point
            .decision
            .filter(|_| point.state == PointState::Decided)
        {
            Some(decision) => {
                decided.row(
                    vec![
                        about,
                        topic.marked(Mark::Dim),
                        Value::Word(point.about.decision_word(decision)).marked(Mark::Strong),
                        reason(point).into(),
                        text(&point.owner).into(),
                        day(point.due).into(),
                        day(point.done).into(),
                        told(point.finding.as_deref()).marked(Mark::Dim),
                        day(point.decided).marked(Mark::Dim),
                        text(&point.by).marked(Mark::Dim),
                    ],
                    behind,
                );
            }
            None => open.row(
                vec![
                    about,
                    topic.marked(Mark::Dim),
                    Value::Word(format!("point-{}", point.state.key())).into(),
                    reason(point).into(),
                    text(&point.owner).into(),
                    day(point.due).into(),
                ],
                behind,
            ),
        }
    }
    Board {
        id: "meeting",
        sections: vec![decided, open, next(review)],
    }
}

/// The figures of this review as what the next one is held against: its own column is still to be filled in.
fn next(review: &Review) -> Section {
    let columns = vec![
        Column::name("figure"),
        Column::name("currency"),
        Column::number("before"),
        Column::number("aim"),
        Column::number("next"),
    ];
    let mut section = Section::new("next", Message::new("review-about-next"), columns);
    for board in ["creators", "content"] {
        let Some(figures) = review.section(board, "figures") else {
            continue;
        };
        for row in &figures.rows {
            let cell = |key| value(figures, row, key).cloned().unwrap_or(Value::Missing);
            let now = cell("now");
            if now.is_missing() {
                continue;
            }
            section.row(
                vec![
                    cell("figure").into(),
                    cell("currency").marked(Mark::Dim),
                    now.into(),
                    Value::Blank.into(),
                    Value::Blank.into(),
                ],
                row.behind.clone(),
            );
        }
    }
    section
}
