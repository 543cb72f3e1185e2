//! A table on its way into a text file: quoting, line ends, encoding, and the ways in which exports arrive damaged.

/// How the characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf8Bom,
    Utf16,
    Gb18030,
}

/// The shape of the file.
pub(super) struct Form {
    pub encoding: Encoding,
    pub separator: char,
    pub line_end: &'static str,
    pub ends_with_line_end: bool,
}

/// See the module.
pub(super) struct Sheet {
    form: Form,
    lines: Vec<String>,
}

impl Sheet {
    pub fn new(form: Form, header: &[&str]) -> Self {
        let mut sheet = Sheet {
            form,
            lines: Vec::new(),
        };
        sheet.row(header.iter().map(|h| (*h).to_owned()).collect());
        sheet
    }

    /// Appends a row.
    pub fn row(&mut self, cells: Vec<String>) {
        let separator = self.form.separator;
        let quoted: Vec<String> = cells
            .into_iter()
            .map(|cell| {
                let plain = !cell.contains([separator, '"', '\n', '\r']);
                if plain {
                    cell
                } else {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                }
            })
            .collect();
        self.lines.push(quoted.join(&separator.to_string()));
    }

    /// How many rows there are, without the header.
    pub fn rows(&self) -> usize {
        self.lines.len() - 1
    }

    /// Repeats a row further down, as overlapping downloads do. Rows count from 0, below the header.
    pub fn repeat(&mut self, row: usize, at: usize) {
        if let Some(line) = self.lines.get(row + 1).cloned() {
            self.lines.insert((at + 1).min(self.lines.len()), line);
        }
    }

    /// Puts a line as it is before a row: a blank one, or one that no export would write.
    pub fn insert(&mut self, row: usize, line: &str) {
        self.lines
            .insert((row + 1).min(self.lines.len()), line.to_owned());
    }

    /// Puts lines before the header.
    pub fn banner(&mut self, lines: &[&str]) {
        self.lines
            .splice(0..0, lines.iter().map(|line| (*line).to_owned()));
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = self.lines.join(self.form.line_end);
        if self.form.ends_with_line_end {
            text.push_str(self.form.line_end);
        }
        match self.form.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf8Bom => format!("\u{feff}{text}").into_bytes(),
            Encoding::Utf16 => format!("\u{feff}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            Encoding::Gb18030 => encoding_rs::GB18030.encode(&text).0.into_owned(),
        }
    }
}

/// `1234.50`: an amount of smallest units with its point.
pub(super) fn plain(amount: u64, digits: u32) -> String {
    if digits == 0 {
        return amount.to_string();
    }
    let per = 10u64.pow(digits);
    format!(
        "{}.{:0width$}",
        amount / per,
        amount % per,
        width = digits as usize
    )
}

/// `1,234`.
pub(super) fn grouped(n: u64) -> String {
    match n {
        0..1_000 => n.to_string(),
        _ => format!("{},{:03}", grouped(n / 1_000), n % 1_000),
    }
}

/// `1,234.50`.
pub(super) fn grouped_amount(amount: u64, digits: u32) -> String {
    if digits == 0 {
        return grouped(amount);
    }
    let per = 10u64.pow(digits);
    format!(
        "{}.{:0width$}",
        grouped(amount / per),
        amount % per,
        width = digits as usize
    )
}

/// `part` of `whole` in percent with up to two digits: `2.4%`; `0%` where there is nothing to divide by.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let hundredths = (part * 10_000 + whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}%", trimmed(plain(hundredths, 2)))
}

/// A permille as a ratio: `0.784`.
pub(super) fn ratio(permille: u64) -> String {
    trimmed(plain(permille, 3))
}

/// Without zeros at the end of the fraction.
pub(super) fn trimmed(number: String) -> String {
    if number.contains('.') {
        number
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        number
    }
}

/// `26M`, `221.7K`, `840`: as profile pages show counts.
pub(super) fn short(n: u64) -> String {
    match n {
        0..1_000 => n.to_string(),
        1_000..1_000_000 => format!("{}K", trimmed(plain((n + 50) / 100, 1))),
        _ => format!("{}M", trimmed(plain((n + 50_000) / 100_000, 1))),
    }
}

/// `1.25万`, `8,420` as it is: as Chinese tools show counts. `digits` behind the point are kept below 10,000 too.
pub(super) fn in_wan(n: u64, digits: u32) -> String {
    let per = 10u64.pow(digits);
    if n / per < 10_000 {
        return trimmed(plain(n, digits));
    }
    let hundredths = (n + per * 50) / (per * 100);
    format!("{}万", trimmed(plain(hundredths, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_exports_write_them() {
        assert_eq!(plain(123_450, 2), "1234.50");
        assert_eq!(grouped_amount(123_456_705, 2), "1,234,567.05");
        assert_eq!(grouped(12_410_000), "12,410,000");
        assert_eq!(percent(24, 1_000), "2.4%");
        assert_eq!(percent(2, 1), "200%");
        assert_eq!(percent(0, 0), "0%");
        assert_eq!(ratio(784), "0.784");
        assert_eq!(ratio(1_000), "1");
        assert_eq!(short(221_700), "221.7K");
        assert_eq!(short(26_000_000), "26M");
        assert_eq!(short(999), "999");
        assert_eq!(in_wan(12_345, 0), "1.23万");
        assert_eq!(in_wan(9_999, 0), "9999");
        assert_eq!(in_wan(1_234_500, 2), "1.23万");
        assert_eq!(in_wan(1_250, 2), "12.5");
    }

    #[test]
    fn cells_are_quoted_only_where_needed() {
        let form = Form {
            encoding: Encoding::Utf8,
            separator: ',',
            line_end: "\r\n",
            ends_with_line_end: false,
        };
        let mut sheet = Sheet::new(form, &["a", "b"]);
        sheet.row(vec!["1,5".into(), "say \"x\"".into()]);
        sheet.repeat(0, 1);
        sheet.insert(0, "");
        assert_eq!(
            String::from_utf8(sheet.bytes()).unwrap(),
            "a,b\r\n\r\n\"1,5\",\"say \"\"x\"\"\"\r\n\"1,5\",\"say \"\"x\"\"\""
        );
    }
}
