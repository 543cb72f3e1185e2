//! For programs: a table a section, all values one a line, and JSON.

use super::super::{Cell, Heading, Json, Table};
use crate::domain::message::Message;
use crate::domain::returns::creator::date;
use crate::domain::review::shown::{Exact, Say, word};
use crate::domain::review::{Days, Review, Section, Subject};

/// A section as a table: keys and exact values.
pub fn section_table(section: &Section, say: Say<'_>) -> Table {
    Table {
        columns: section
            .columns
            .iter()
            .map(|c| Heading {
                title: word(&c.title, say),
                key: c.key.to_owned(),
                align_right: c.right,
            })
            .collect(),
        rows: section
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|c| cell(c.value.exact(say))).collect())
            .collect(),
    }
}

fn cell(exact: Exact) -> Cell {
    match exact {
        Exact::Missing => Cell::Missing,
        Exact::Text(text) => Cell::Text(text),
        Exact::List(all) => Cell::List(all),
        Exact::Number(number) | Exact::Money(number) => Cell::Number(number),
    }
}

/// Everything, one value a line: what it is of, then the boards, with what is noted below their tables. What is not
/// known is left out.
pub fn tidy(review: &Review, say: Say<'_>) -> Table {
    let heading = |key: &str| Heading {
        title: key.to_owned(),
        key: key.to_owned(),
        align_right: false,
    };
    let columns = ["board", "section", "row", "column", "value", "mark"].map(heading);
    let mut rows = Vec::new();
    for (key, value) in head(review) {
        let (name, value) = match value {
            Json::Text(text) => (key, Cell::Text(text)),
            Json::Number(number) => (key, Cell::Number(number)),
            Json::List(all) => {
                let texts = all.into_iter().filter_map(|one| match one {
                    Json::Text(text) => Some(text),
                    _ => None,
                });
                (key, Cell::List(texts.collect()))
            }
            Json::Object(_) => {
                let (of, on) = match key.as_str() {
                    "before" => match &review.head.before {
                        Some((of, on)) => (of, *on),
                        None => continue,
                    },
                    _ => (&review.head.subject, review.head.days),
                };
                (
                    key,
                    Cell::Text(crate::domain::review::shown::subject(of, on)),
                )
            }
            _ => continue,
        };
        rows.push(vec![
            Cell::Text("head".to_owned()),
            Cell::Text("review".to_owned()),
            Cell::Number("1".to_owned()),
            Cell::Text(name),
            value,
            Cell::Missing,
        ]);
    }
    for board in &review.boards {
        for section in &board.sections {
            for (nth, row) in (1u64..).zip(&section.rows) {
                for (column, one) in section.columns.iter().zip(&row.cells) {
                    let value = cell(one.value.exact(say));
                    if value != Cell::Missing {
                        rows.push(vec![
                            Cell::Text(board.id.to_owned()),
                            Cell::Text(section.id.to_owned()),
                            Cell::Number(nth.to_string()),
                            Cell::Text(column.key.to_owned()),
                            value,
                            one.mark
                                .key()
                                .map_or(Cell::Missing, |m| Cell::Text(m.to_owned())),
                        ]);
                    }
                }
            }
            for note in &section.notes {
                rows.push(vec![
                    Cell::Text(board.id.to_owned()),
                    Cell::Text(section.id.to_owned()),
                    Cell::Missing,
                    Cell::Text("note".to_owned()),
                    Cell::Text(say(note)),
                    Cell::Missing,
                ]);
            }
        }
    }
    Table {
        columns: columns.into(),
        rows,
    }
}

fn days(of: Option<Days>) -> Json {
    match of.and_then(Days::dates) {
        Some((from, to)) => Json::object([
            ("from", Json::Text(from.to_string())),
            ("to", Json::Text(to.to_string())),
        ]),
        None => Json::Null,
    }
}

fn subject(of: &Subject, on: Option<Days>) -> Json {
    let campaign = match of {
        Subject::Campaign(name) => Some(name.as_str()),
        Subject::Days(_) => None,
    };
    Json::object([("campaign", Json::text(campaign)), ("days", days(on))])
}

/// What a review is of, by its name in files.
fn head(review: &Review) -> Vec<(String, Json)> {
    let head = &review.head;
    let day = |d: Option<i32>| Json::text(d.and_then(date).map(|d| d.to_string()).as_deref());
    let codes = |all: &[crate::domain::money::Currency]| Json::texts(all.iter().map(|c| c.code()));
    let before = head.before.as_ref();
    let before = before.map_or(Json::Null, |(of, on)| subject(of, *on));
    let all = [
        ("subject", subject(&head.subject, head.days)),
        ("before", before),
        ("today", day(Some(head.today))),
        ("sales_from", day(head.sold.map(|(from, _)| from))),
        ("data_until", day(head.sold.map(|(_, to)| to))),
        ("collaborations", Json::from(head.deals)),
        ("cooperating", Json::from(head.creators)),
        ("contents", Json::from(head.contents)),
        ("currencies", codes(&head.currencies)),
        ("converted", codes(&head.converted)),
    ];
    all.map(|(key, value)| (key.to_owned(), value)).into()
}

/// Everything, or one section of it in the same place. Ratios are decimal numbers to four places, money is text with its
/// own digits. What passes, fails or rests on little is named by column in the `marks` of its row.
pub fn json(review: &Review, only: Option<(&str, &str)>, say: Say<'_>) -> Json {
    let mut all = head(review);
    if only.is_none() {
        let lines = review.in_lines(say);
        let lines = Json::texts(lines.iter().map(String::as_str));
        all.push(("in_short".to_owned(), lines));
    }
    for board in &review.boards {
        let wanted = |s: &&Section| only.is_none_or(|only| only == (board.id, s.id));
        let sections = board.sections.iter().filter(wanted);
        let sections: Vec<_> = sections
            .map(|s| (s.id.to_owned(), section(s, say)))
            .collect();
        if !sections.is_empty() {
            all.push((board.id.to_owned(), Json::Object(sections)));
        }
    }
    Json::Object(all)
}

fn section(section: &Section, say: Say<'_>) -> Json {
    let rows = section.rows.iter().map(|row| {
        let cells = || section.columns.iter().zip(&row.cells);
        let marks = cells().filter_map(|(column, cell)| {
            let mark = cell.mark.key().filter(|_| !cell.value.is_missing())?;
            Some((column.key.to_owned(), Json::Text(mark.to_owned())))
        });
        let marks: Vec<(String, Json)> = marks.collect();
        let values = cells().map(|(column, cell)| {
            let value = match cell.value.exact(say) {
                Exact::Missing => Json::Null,
                Exact::Text(text) | Exact::Money(text) => Json::Text(text),
                Exact::List(all) => Json::texts(all),
                Exact::Number(number) => Json::Number(number),
            };
            (column.key.to_owned(), value)
        });
        let mut all: Vec<(String, Json)> = values.collect();
        if !marks.is_empty() {
            all.push(("marks".to_owned(), Json::Object(marks)));
        }
        Json::Object(all)
    });
    let said = |m: &Message| say(m);
    Json::object([
        ("about", Json::Text(said(&section.about))),
        ("rows", Json::List(rows.collect())),
        ("notes", Json::texts(section.notes.iter().map(said))),
    ])
}
