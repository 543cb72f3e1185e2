//! Columns for people: text to the left, numbers to the right with thousands separators, `—` for missing.

use std::io::{self, BufWriter, Write};

use super::{Cell, Table};
use crate::text::{grouped, pad_end, pad_start, truncate, width as cells};

/// Between two columns.
const GAP: usize = 2;

/// A column of text is not cut below this many cells.
const LEAST: usize = 6;

/// Columns of text that are never cut.
const WHOLE: [&str; 3] = ["handle", "at", "period"];

/// A title line and one line a row. Columns are measured in terminal cells. Where `width` is given and the table is
/// wider, its widest columns of text are cut, the cut marked with `…`. Numbers are never cut, since a part of a number
/// is another number; a table with too many of them stays wider than `width`.
pub fn write_aligned(table: &Table, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let titles: Vec<String> = table.columns.iter().map(|c| one_line(&c.title)).collect();
    let rows: Vec<Vec<String>> = table
        .full_rows()
        .map(|row| row.map(shown).collect())
        .collect();
    let mut widths: Vec<usize> = titles.iter().map(|title| cells(title)).collect();
    for row in &rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(cells(cell));
        }
    }
    if let Some(room) = width {
        narrow(&mut widths, table, room);
    }
    for row in std::iter::once(&titles).chain(&rows) {
        let mut line = String::new();
        for ((cell, heading), width) in row.iter().zip(&table.columns).zip(&widths) {
            line.push_str(&if heading.align_right {
                pad_start(cell, *width)
            } else {
                pad_end(&truncate(cell, *width), *width)
            });
            line.extend(std::iter::repeat_n(' ', GAP));
        }
        writeln!(out, "{}", line.trim_end_matches(' '))?;
    }
    out.flush()
}

/// Takes cells from the widest column of text until the table fits or nothing can be taken any more.
fn narrow(widths: &mut [usize], table: &Table, room: usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
    while over > 0 {
        // a handle is for copying, and half a date is none: they stay whole
        let text = |at: &usize| {
            table
                .columns
                .get(*at)
                .is_some_and(|c| !c.align_right && !WHOLE.contains(&c.key.as_str()))
        };
        let mut by_width: Vec<(usize, usize)> = (0..widths.len())
            .filter(text)
            .filter_map(|at| Some((*widths.get(at)?, at)))
            .collect();
        by_width.sort_unstable();
        let Some((widest, at)) = by_width.pop().filter(|(width, _)| *width > LEAST) else {
            return;
        };
        // down to the next widest in one step, then evenly
        let next = by_width
            .last()
            .map_or(LEAST, |(width, _)| *width)
            .max(LEAST);
        let take = (widest - next).clamp(1, over);
        if let Some(width) = widths.get_mut(at) {
            *width -= take;
        }
        over -= take;
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => one_line(text),
        Cell::Number(number) => grouped(&one_line(number)),
        Cell::List(items) => one_line(&items.join(", ")),
        Cell::Bool(true) => "✓".to_owned(),
        Cell::Bool(false) => "✗".to_owned(),
        Cell::Missing => "—".to_owned(),
    }
}

/// Line breaks and other control characters would break the table, or drive the terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{heading, table};
    use super::*;

    fn aligned(table: &Table, width: Option<usize>) -> String {
        let mut out = Vec::new();
        write_aligned(table, width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn pool() -> Table {
        let mut gmv = heading("gmv", true);
        gmv.title = "GMV $".to_owned();
        Table {
            columns: vec![heading("handle", false), heading("name", false), gmv],
            rows: vec![
                vec![
                    Cell::Text("thuanh.review".into()),
                    Cell::Text("Thu Anh 🍼".into()),
                    Cell::Number("12410.50".into()),
                ],
                vec![
                    Cell::Text("小美家居好物".into()),
                    Cell::Missing,
                    Cell::Number("0".into()),
                ],
                vec![
                    Cell::Text("bo".into()),
                    Cell::Text("B\nO".into()),
                    Cell::Missing,
                ],
            ],
        }
    }

    #[test]
    fn columns_line_up_in_terminal_cells() {
        assert_eq!(
            aligned(&pool(), None),
            "handle         name            GMV $\n\
             thuanh.review  Thu Anh 🍼  12,410.50\n\
             小美家居好物   —                   0\n\
             bo             B O                 —\n"
        );
    }

    #[test]
    fn text_gives_way_and_numbers_and_handles_do_not() {
        assert_eq!(
            aligned(&pool(), Some(30)),
            "handle         name        GMV $\n\
             thuanh.review  Thu A…  12,410.50\n\
             小美家居好物   —               0\n\
             bo             B O             —\n"
        );
    }

    #[test]
    fn numbers_get_separators() {
        for (number, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567.2500", "-1,234,567.2500"),
            ("-100", "-100"),
            ("about 12k", "about 12k"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    proptest! {
        #[test]
        fn every_line_ends_its_numbers_at_the_same_cell(rows in prop::collection::vec((".{0,12}", any::<i32>()), 1..6)) {
            let table = Table {
                columns: vec![heading("name", false), heading("n", true)],
                rows: rows.into_iter().map(|(t, n)| vec![Cell::Text(t), Cell::Number(n.to_string())]).collect(),
            };
            let text = aligned(&table, None);
            let mut ends = text.lines().map(cells);
            let first = ends.next().unwrap();
            prop_assert!(ends.all(|end| end == first));
        }

        #[test]
        fn text_fits_any_width_from_the_least_on(rows in prop::collection::vec((".{0,30}", ".{0,30}"), 0..6), room in 14usize..60) {
            let table = Table {
                columns: vec![heading("a", false), heading("b", false)],
                rows: rows.into_iter().map(|(a, b)| vec![Cell::Text(a), Cell::Text(b)]).collect(),
            };
            for line in aligned(&table, Some(room)).lines() {
                prop_assert!(cells(line) <= room, "{line:?}");
            }
        }

        #[test]
        fn each_row_is_one_line(table in table(), room in 0usize..40) {
            let text = aligned(&table, Some(room));
            prop_assert_eq!(text.split_terminator('\n').count(), table.rows.len() + 1);
        }
    }
}
