//! A review as a workbook: one sheet a board, sections under each other, numbers as numbers.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::domain::review::short;
use crate::domain::review::shown::{Exact, Say, facts, title, word};
use crate::domain::review::{Cell, Mark, Review, Section, Value};

/// How kinds of cells look.
struct Looks {
    title: Format,
    heading: Format,
    head: Format,
    head_right: Format,
    dim: Format,
}

impl Looks {
    fn new() -> Looks {
        let grey = Color::RGB(0x6a_737c);
        let head = Format::new().set_font_color(grey);
        Looks {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new().set_bold(),
            head_right: head.clone().set_align(FormatAlign::Right),
            head,
            dim: Format::new().set_font_color(grey),
        }
    }
}

/// The format of a value in a cell.
fn format(cell: &Cell) -> Format {
    let plain = Format::new();
    let number = match &cell.value {
        Value::Count(_) | Value::Days(_) => plain.set_num_format("#,##0"),
        Value::HalfDays(_) => plain.set_num_format("#,##0.#"),
        Value::Money(_, c) | Value::Price(_, c) => plain.set_num_format(match c.digits() {
            0 => "#,##0",
            3 => "#,##0.000",
            _ => "#,##0.00",
        }),
        Value::Percent(_) => plain.set_num_format("0.0%"),
        Value::Rate(_) => plain.set_num_format("0.00%"),
        Value::Change(_) => plain.set_num_format("+0.0%;-0.0%;0.0%"),
        // points of a hundred: the number is written times a hundred
        Value::Points(_) => plain.set_num_format("+0.0\" pt\";-0.0\" pt\";0.0\" pt\""),
        Value::RatePoints(_) => plain.set_num_format("+0.00\" pt\";-0.00\" pt\";0.00\" pt\""),
        Value::Times(_) => plain.set_num_format("0.00"),
        _ => plain,
    };
    match cell.mark {
        Mark::None => number,
        Mark::Good => number.set_font_color(Color::RGB(0x1f_7a4d)),
        Mark::Bad => number.set_font_color(Color::RGB(0xb3_382c)),
        Mark::Strong => number.set_bold(),
        Mark::Dim | Mark::Weak => number.set_font_color(Color::RGB(0x6a_737c)),
    }
}

/// The file.
pub fn bytes(review: &Review, say: Say<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the same review is the same file, whenever it is written
    let day = crate::domain::returns::creator::date(review.head.today);
    if let Some(day) = day {
        let year = u16::try_from(day.year()).unwrap_or(2026);
        let month = u8::try_from(day.month()).unwrap_or(1);
        let nth = u8::try_from(day.day()).unwrap_or(1);
        let at = rust_xlsxwriter::ExcelDateTime::from_ymd(year, month, nth)?;
        let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&at);
        book.set_properties(&properties);
    }
    let looks = Looks::new();
    let facts = facts(review, say);
    for (nth, board) in review.boards.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&word(
            &format!("review-board-{}", board.id),
            say,
        )))?;
        let mut row = 0;
        sheet.write_with_format(row, 0, title(review, say), &looks.title)?;
        row += 1;
        // a sheet may be read alone
        for (name, text) in &facts {
            sheet.write_with_format(row, 0, name.as_str(), &looks.dim)?;
            sheet.write(row, 1, text.as_str())?;
            row += 1;
        }
        if nth == 0 {
            row += 1;
            sheet.write_with_format(row, 0, short::title(say), &looks.heading)?;
            for line in review.in_lines(say) {
                row += 1;
                sheet.write(row, 0, line)?;
            }
            row += 1;
        }
        for one in &board.sections {
            row += 1;
            row = section(sheet, one, row, say, &looks)?;
        }
        sheet.set_column_width(0, 26)?;
        sheet.set_column_range_width(1, 16, 13)?;
    }
    book.save_to_buffer()
}

/// What a spreadsheet takes as the name of a sheet.
fn sheet_name(name: &str) -> String {
    let fits = |c: &char| !['[', ']', ':', '*', '?', '/', '\\'].contains(c);
    name.chars().filter(fits).take(31).collect()
}

fn section(
    sheet: &mut Worksheet,
    section: &Section,
    mut row: u32,
    say: Say<'_>,
    looks: &Looks,
) -> Result<u32, XlsxError> {
    let order = section.reading();
    sheet.write_with_format(row, 0, word(&section.title(), say), &looks.heading)?;
    row += 1;
    sheet.write_with_format(row, 0, say(&section.about), &looks.dim)?;
    row += 1;
    if section.rows.is_empty() {
        sheet.write_with_format(row, 0, word("review-none", say), &looks.dim)?;
        row += 1;
    } else {
        let columns = order.iter().filter_map(|at| section.columns.get(*at));
        for (at, column) in (0u16..).zip(columns) {
            let look = if column.right {
                &looks.head_right
            } else {
                &looks.head
            };
            sheet.write_with_format(row, at, word(&column.title, say), look)?;
        }
        row += 1;
    }
    for one in &section.rows {
        let cells = order.iter().filter_map(|at| one.cells.get(*at));
        for (at, cell) in (0u16..).zip(cells) {
            put(sheet, row, at, cell, say)?;
        }
        row += 1;
    }
    for note in &section.notes {
        sheet.write_with_format(row, 0, say(note), &looks.dim)?;
        row += 1;
    }
    Ok(row)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    say: Say<'_>,
) -> Result<(), XlsxError> {
    let look = format(cell);
    match cell.value.exact(say) {
        Exact::Missing if matches!(cell.value, Value::Missing | Value::Blank) => {}
        // what has no name in data has one for people
        Exact::Missing => {
            sheet.write_string_with_format(row, at, cell.shown(say), &look)?;
        }
        // a spreadsheet reckons in binary; what it cannot hold whole it holds as text
        Exact::Number(digits) | Exact::Money(digits) => match digits.parse::<f64>() {
            Ok(n) if n.abs() < 9e15 => {
                let points = matches!(cell.value, Value::Points(_) | Value::RatePoints(_));
                // of four digits: what binary adds to the sixth is nobody's number
                let n = if points { (n * 1e8).round() / 1e6 } else { n };
                sheet.write_with_format(row, at, n, &look)?;
            }
            _ => {
                sheet.write_string_with_format(row, at, digits, &look)?;
            }
        },
        Exact::Text(_) | Exact::List(_) => {
            sheet.write_string_with_format(row, at, cell.shown(say), &look)?;
        }
    }
    Ok(())
}
