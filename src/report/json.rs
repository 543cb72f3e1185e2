//! JSON: an array of objects, one a line, so that large answers can be read as they come.

use std::io::{self, BufWriter, Write};

use super::{Cell, Table};

/// Objects by column key. Numbers keep all their digits, so they are written by hand: a detour through binary floating
/// point would round them.
pub fn write_json(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let keys: Vec<String> = table
        .columns
        .iter()
        .map(|c| quoted(&c.key))
        .collect::<Result<_, _>>()?;
    out.write_all(b"[")?;
    for (number, row) in table.full_rows().enumerate() {
        let mut line = String::from(if number == 0 { "\n{" } else { ",\n{" });
        for (at, (key, cell)) in keys.iter().zip(row).enumerate() {
            if at > 0 {
                line.push(',');
            }
            line.push_str(key);
            line.push(':');
            push_cell(&mut line, cell)?;
        }
        line.push('}');
        out.write_all(line.as_bytes())?;
    }
    out.write_all(if table.rows.is_empty() {
        b"]\n"
    } else {
        b"\n]\n"
    })?;
    out.flush()
}

fn push_cell(line: &mut String, cell: &Cell) -> io::Result<()> {
    match cell {
        Cell::Text(text) => line.push_str(&quoted(text)?),
        Cell::Number(number) if is_json_number(number) => line.push_str(number),
        // rather a text than a file that no parser reads
        Cell::Number(number) => line.push_str(&quoted(number)?),
        Cell::List(items) => {
            line.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    line.push(',');
                }
                line.push_str(&quoted(item)?);
            }
            line.push(']');
        }
        Cell::Bool(yes) => line.push_str(if *yes { "true" } else { "false" }),
        Cell::Missing => line.push_str("null"),
    }
    Ok(())
}

fn quoted(text: &str) -> io::Result<String> {
    Ok(serde_json::to_string(text)?)
}

/// RFC 8259: no plus sign, no leading zeros, digits on both sides of the point.
fn is_json_number(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::testing::{heading, table};
    use super::*;

    fn json(table: &Table) -> String {
        let mut out = Vec::new();
        write_json(table, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_keep_their_kind_and_their_digits() {
        let table = Table {
            columns: ["handle", "gmv", "tags", "own", "score"]
                .map(|k| heading(k, false))
                .to_vec(),
            rows: vec![
                vec![
                    Cell::Text("a\"b\n🍼".into()),
                    Cell::Number("12345678901234567890.12345".into()),
                    Cell::List(vec!["x".into(), "核心达人".into()]),
                    Cell::Bool(false),
                    Cell::Missing,
                ],
                vec![Cell::Text(String::new()), Cell::Number("0".into())],
            ],
        };
        assert_eq!(
            json(&table),
            "[\n{\"handle\":\"a\\\"b\\n🍼\",\"gmv\":12345678901234567890.12345,\"tags\":[\"x\",\"核心达人\"],\"own\":false,\"score\":null},\n\
             {\"handle\":\"\",\"gmv\":0,\"tags\":null,\"own\":null,\"score\":null}\n]\n"
        );
        assert_eq!(json(&Table::default()), "[]\n");
    }

    #[test]
    fn what_is_no_number_becomes_text() {
        for bad in ["+1", "007", ".5", "1.", "", "-", "NaN", "1,000", "٣"] {
            assert!(!is_json_number(bad), "{bad}");
        }
        for good in ["0", "-0.5", "10", "123456789012345678901234567890"] {
            assert!(is_json_number(good), "{good}");
        }
    }

    proptest! {
        #[test]
        fn a_parser_reads_the_same_back(table in table()) {
            let Value::Array(rows) = serde_json::from_str(&json(&table)).unwrap() else {
                panic!("not an array");
            };
            prop_assert_eq!(rows.len(), table.rows.len());
            for (row, want) in rows.iter().zip(&table.rows) {
                for (column, cell) in table.columns.iter().zip(want) {
                    let got = &row[&column.key];
                    match cell {
                        Cell::Text(text) => prop_assert_eq!(got, &Value::from(text.as_str())),
                        Cell::Number(number) => {
                            prop_assert!(got.is_number());
                            let text = json(&table);
                            prop_assert!(text.contains(number.as_str()));
                        }
                        Cell::List(items) => prop_assert_eq!(got, &Value::from(items.clone())),
                        Cell::Bool(yes) => prop_assert_eq!(got, &Value::from(*yes)),
                        Cell::Missing => prop_assert!(got.is_null()),
                    }
                }
            }
        }
    }
}
