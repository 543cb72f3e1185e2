//! A review as a page that needs nothing but itself: no script, no address of anything else.

use std::fmt::Write as _;

use super::{With, svg};
use crate::domain::message::Message;
use crate::domain::review::figure::Chart;
use crate::domain::review::short;
use crate::domain::review::shown::{Say, facts, title, word};
use crate::domain::review::{Board, Mark, Review, Section, Value};

/// How it looks, on a screen by day and by night, and on paper.
const STYLE: &str = include_str!("page.css");

/// Text as a page has it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The whole page.
pub fn page(review: &Review, with: With<'_>) -> String {
    let say = with.say;
    let title = escape(&title(review, say));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n<dl>\n",
        with.lang
    );
    for (name, text) in facts(review, say) {
        let _ = writeln!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            escape(&name),
            escape(&text)
        );
    }
    out.push_str("</dl>\n<nav>\n");
    let name = |b: &Board| escape(&word(&format!("review-board-{}", b.id), say));
    for board in &review.boards {
        let _ = writeln!(out, "<a href=\"#{}\">{}</a>", board.id, name(board));
    }
    out.push_str("</nav>\n</header>\n<main>\n");
    let _ = writeln!(
        out,
        "<section id=\"short\">\n<h2>{}</h2>\n<ul>",
        escape(&short::title(say))
    );
    for line in review.in_lines(say) {
        let _ = writeln!(out, "<li>{}</li>", escape(&line));
    }
    out.push_str("</ul>\n</section>\n");
    for board in &review.boards {
        let _ = writeln!(
            out,
            "<section id=\"{}\">\n<h2>{}</h2>",
            board.id,
            name(board)
        );
        for one in &board.sections {
            section(board.id, one, say, &mut out);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(board: &str, section: &Section, say: Say<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "<section id=\"{board}-{}\">\n<h3>{}</h3>\n<p class=\"about\">{}</p>",
        section.id,
        escape(&word(&section.title(), say)),
        escape(&say(&section.about))
    );
    match section.chart {
        Some(Chart::Bars(at)) => out.push_str(&svg::bars(section, at, say)),
        Some(Chart::Curve { day, value, of }) => {
            out.push_str(&svg::lines(section, day, value, of, say));
        }
        None => {}
    }
    if section.rows.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"none\">{}</p>",
            escape(&word("review-none", say))
        );
    }
    let (first, rest) = section.rows.split_at(section.brief.min(section.rows.len()));
    if !first.is_empty() {
        table(section, first, say, out);
    }
    if !rest.is_empty() {
        let id = if first.is_empty() {
            "review-all"
        } else {
            "review-more-below"
        };
        let more = say(&Message::new(id).with("n", rest.len()));
        let _ = writeln!(out, "<details><summary>{}</summary>", escape(&more));
        table(section, rest, say, out);
        out.push_str("</details>\n");
    }
    for note in &section.notes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(&say(note)));
    }
    out.push_str("</section>\n");
}

fn table(section: &Section, rows: &[crate::domain::review::Row], say: Say<'_>, out: &mut String) {
    out.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
    let order = section.reading();
    for column in order.iter().filter_map(|at| section.columns.get(*at)) {
        let class = if column.right { " class=\"n\"" } else { "" };
        let _ = write!(
            out,
            "<th scope=\"col\"{class}>{}</th>",
            escape(&word(&column.title, say))
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        let cells = order
            .iter()
            .map(|at| (row.cells.get(*at), section.columns.get(*at)));
        for (cell, column) in cells {
            let (Some(cell), Some(column)) = (cell, column) else {
                continue;
            };
            let mut class = String::new();
            if column.right {
                class.push_str("n ");
            }
            if matches!(cell.value, Value::Day(_)) {
                class.push_str("day ");
            }
            class.push_str(match (cell.mark, &cell.value) {
                (_, Value::Missing) => "dim",
                (Mark::None, _) => "",
                (Mark::Good, _) => "good",
                (Mark::Bad, _) => "bad",
                (Mark::Strong, _) => "strong",
                (Mark::Dim | Mark::Weak, _) => "dim",
            });
            // colour is never the only sign
            let sign = match (cell.mark, &cell.value) {
                (_, Value::Missing) => "",
                (Mark::Good, _) => " ✓",
                (Mark::Bad, _) => " ✗",
                (Mark::Weak, _) => " ?",
                _ => "",
            };
            let class = match class.trim() {
                "" => String::new(),
                class => format!(" class=\"{class}\""),
            };
            let _ = write!(
                out,
                "<td{class}>{}{sign}</td>",
                escape(&cell.value.shown(say))
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_into_a_tag() {
        assert_eq!(
            escape("<script>'a' & \"b\"</script>"),
            "&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/script&gt;"
        );
    }
}
