//! A review to be read, and to be put into other documents.

use crate::domain::message::Message;
use crate::domain::review::curve::curves as curves_of;
use crate::domain::review::figure::Chart;
use crate::domain::review::short;
use crate::domain::review::shown::{Say, facts, title, word};
use crate::domain::review::{Mark, Review, Section, Value};
use crate::text::spark;

/// All of it.
pub fn text(review: &Review, say: Say<'_>) -> String {
    let mut out = head(review, say);
    out.push_str(&format!("\n## {}\n\n", plain(&short::title(say))));
    let short = review.in_lines(say);
    if short.is_empty() {
        out.push_str(&format!("{}\n", plain(&word("review-none", say))));
    }
    for line in short {
        out.push_str(&format!("- {}\n", plain(&line)));
    }
    for board in &review.boards {
        let name = word(&format!("review-board-{}", board.id), say);
        out.push_str(&format!("\n## {}\n", plain(&name)));
        for one in &board.sections {
            out.push('\n');
            out.push_str(&section(one, one.brief, say));
        }
    }
    out
}

/// The title, and what everything is of.
pub fn head(review: &Review, say: Say<'_>) -> String {
    let mut out = format!("# {}\n\n", plain(&title(review, say)));
    for (name, text) in facts(review, say) {
        out.push_str(&format!("- **{}**: {}\n", plain(&name), plain(&text)));
    }
    out
}

/// A section under its title, with so many of its rows.
pub fn section(section: &Section, rows: usize, say: Say<'_>) -> String {
    let mut out = format!("### {}\n\n", plain(&word(&section.title(), say)));
    out.push_str(&format!("{}\n\n", plain(&say(&section.about))));
    if section.rows.is_empty() {
        out.push_str(&format!("{}\n", plain(&word("review-none", say))));
    } else if rows > 0 {
        table(section, rows, say, &mut out);
    } else {
        curves(section, &mut out, say);
    }
    let left = section.rows.len().saturating_sub(rows);
    if left > 0 && rows > 0 {
        let more = Message::new("review-more").with("n", left);
        out.push_str(&format!("\n{}\n", plain(&say(&more))));
    }
    for note in &section.notes {
        out.push_str(&format!("\n> {}\n", plain(&say(note))));
    }
    out
}

fn table(section: &Section, rows: usize, say: Say<'_>, out: &mut String) {
    let line = |cells: &mut dyn Iterator<Item = String>, out: &mut String| {
        out.push('|');
        for cell in cells {
            out.push(' ');
            out.push_str(&cell);
            out.push_str(" |");
        }
        out.push('\n');
    };
    let order = section.reading();
    let columns = || order.iter().filter_map(|at| section.columns.get(*at));
    let titles = columns().map(|c| plain(&word(&c.title, say)));
    line(&mut titles.into_iter(), out);
    let rules = columns();
    let rules = rules.map(|c| if c.right { "---:" } else { "---" }.to_owned());
    line(&mut rules.into_iter(), out);
    for row in section.rows.iter().take(rows) {
        let cells = order.iter().filter_map(|at| row.cells.get(*at));
        let cells = cells.map(|c| {
            let text = plain(&c.shown(say));
            match (c.mark, &c.value) {
                (Mark::Strong, v) if !v.is_missing() => format!("**{text}**"),
                _ => text,
            }
        });
        line(&mut cells.into_iter(), out);
    }
}

/// A small picture of each curve, where the rows themselves are too many to read.
fn curves(section: &Section, out: &mut String, say: Say<'_>) {
    let Some(Chart::Curve { day, value, of }) = section.chart else {
        return;
    };
    for curve in curves_of(section, day, value, of, say) {
        let values: Vec<Option<f64>> = curve.filled().map(|(_, v)| Some(v)).collect();
        let ends = curve.points.first().zip(curve.points.last());
        let Some((first, last)) = ends else { continue };
        let at = |day: i32| Value::Day(day).shown(say);
        out.push_str(&format!(
            "- {} · {} – {}: `{}`\n",
            plain(&curve.name),
            at(first.0),
            at(last.0),
            spark(&values, false)
        ));
    }
}

/// A text that means nothing else to a reader of Markdown: no table ends, nothing turns into HTML or a link.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
