//! CSV for files and TSV for pipes.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use super::{Cell, Table};

/// A cell that a spreadsheet cannot take for a formula: one that begins with `=`, `+`, `-`, `@`, TAB or CR and is not a
/// number gets a `'` before it.
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Signed digits with separators, a fraction or a percent sign; a spreadsheet reads them and runs nothing.
fn is_number(cell: &str) -> bool {
    let body = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let body = body.strip_suffix('%').unwrap_or(body);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(fraction) && whole.split(',').all(digits)
}

impl Cell {
    /// In a file: empty where missing.
    fn in_file(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Number(text) => Cow::Borrowed(text),
            Cell::List(items) => Cow::Owned(items.join("|")),
            Cell::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Cell::Missing => Cow::Borrowed(""),
        }
    }
}

/// Comma-separated UTF-8 with the columns' keys in the first line. `raw` leaves cells as they are; otherwise each goes
/// through [`csv_safe`].
pub fn write_csv(table: &Table, raw: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|c| &c.key))?;
    for row in table.full_rows() {
        for cell in row {
            let text = cell.in_file();
            let safe = if raw {
                Cow::Borrowed(&*text)
            } else {
                csv_safe(&text)
            };
            writer.write_field(safe.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Tab-separated lines for `cut` and `awk`, with the columns' keys in the first. Line breaks and TABs inside a cell
/// become blanks, since such tools know no quotes.
pub fn write_tsv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let line = |cells: &mut dyn Iterator<Item = Cow<'_, str>>| {
        let plain: Vec<String> = cells
            .map(|cell| cell.replace(['\t', '\n', '\r'], " "))
            .collect();
        plain.join("\t") + "\n"
    };
    let header = line(&mut table.columns.iter().map(|c| Cow::Borrowed(c.key.as_str())));
    out.write_all(header.as_bytes())?;
    for row in table.full_rows() {
        out.write_all(line(&mut row.map(Cell::in_file)).as_bytes())?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{heading, table};
    use super::*;

    fn csv_text(table: &Table, raw: bool) -> String {
        let mut out = Vec::new();
        write_csv(table, raw, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read_back(text: &str, separator: u8) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .delimiter(separator)
            .quoting(separator == b',')
            .from_reader(text.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn formulas_are_disarmed_and_numbers_kept() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            (
                "=HYPERLINK(\"https://x.example\")",
                "'=HYPERLINK(\"https://x.example\")",
            ),
            ("@anna", "'@anna"),
            ("+1 555 0100", "'+1 555 0100"),
            ("-", "'-"),
            ("-1-1", "'-1-1"),
            ("+1|1", "'+1|1"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("-1.", "'-1."),
            ("-1,,2", "'-1,,2"),
            ("-3.5", "-3.5"),
            ("+7", "+7"),
            ("-4.2%", "-4.2%"),
            ("-1,234.50", "-1,234.50"),
            ("a=b", "a=b"),
            ("'=1", "'=1"),
            ("", ""),
        ] {
            assert_eq!(csv_safe(cell), safe);
        }
    }

    #[test]
    fn cells_are_written_by_kind() {
        let table = Table {
            columns: ["handle", "gmv", "tags", "own", "note"]
                .map(|k| heading(k, false))
                .to_vec(),
            rows: vec![
                vec![
                    Cell::Text("@anna".into()),
                    Cell::Number("-12.50".into()),
                    Cell::List(vec!["a".into(), "小".into()]),
                    Cell::Bool(true),
                    Cell::Text("two\nlines".into()),
                ],
                vec![Cell::Text("bo".into()), Cell::Missing],
            ],
        };
        assert_eq!(
            csv_text(&table, false),
            "handle,gmv,tags,own,note\n'@anna,-12.50,a|小,true,\"two\nlines\"\nbo,,,,\n"
        );
        assert!(csv_text(&table, true).contains("\n@anna,"));
        let mut out = Vec::new();
        write_tsv(&table, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "handle\tgmv\ttags\town\tnote\n@anna\t-12.50\ta|小\ttrue\ttwo lines\nbo\t\t\t\t\n"
        );
    }

    #[test]
    fn a_table_without_rows_still_names_its_columns() {
        let table = Table {
            columns: vec![heading("handle", false)],
            rows: Vec::new(),
        };
        assert_eq!(csv_text(&table, false), "handle\n");
    }

    proptest! {
        #[test]
        fn raw_csv_reads_back_cell_by_cell(table in table()) {
            let back = read_back(&csv_text(&table, true), b',');
            let want: Vec<Vec<String>> = table.full_rows().map(|r| r.map(|c| c.in_file().into_owned()).collect()).collect();
            prop_assert_eq!(back, want);
        }

        #[test]
        fn no_cell_of_a_safe_file_is_a_formula(table in table()) {
            for cell in read_back(&csv_text(&table, false), b',').iter().flatten() {
                prop_assert!(!cell.starts_with(['=', '@', '\t', '\r']), "{cell:?}");
                prop_assert!(!cell.starts_with(['+', '-']) || is_number(cell), "{cell:?}");
            }
        }

        #[test]
        fn tsv_is_one_line_a_row(table in table()) {
            let mut out = Vec::new();
            write_tsv(&table, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            prop_assert_eq!(text.split_terminator('\n').count(), table.rows.len() + 1);
            for line in text.split_terminator('\n') {
                prop_assert_eq!(line.split('\t').count(), table.columns.len());
            }
        }
    }
}
