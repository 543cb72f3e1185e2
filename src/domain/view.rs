//! A saved view: a filter, a sort and columns under a name and a key.

use super::column::Column;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedView {
    /// In the pool file.
    pub id: i64,
    /// As it is spelled.
    pub name: String,
    /// Only for the eyes of who made it.
    pub private: bool,
    /// The character that leads to it; none where it has none.
    pub key: Option<char>,
    /// What it shows.
    pub shows: Shown,
}

/// What a view shows, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// As in the query bar.
    pub query: String,
    /// As on the command line.
    pub sort: String,
    /// Left to right, each with its width where it is not its own: `handle,name:20`.
    pub columns: String,
}

/// Columns and their widths in cells, 0 for a column's own, as text.
pub fn print_columns(columns: impl IntoIterator<Item = (Column, u16)>) -> String {
    let all = columns.into_iter().map(|(column, width)| match width {
        0 => column.key().to_owned(),
        width => format!("{}:{width}", column.key()),
    });
    all.collect::<Vec<_>>().join(",")
}

/// The same from text. Columns that nobody knows any more are left out.
pub fn parse_columns(text: &str) -> Vec<(Column, u16)> {
    let one = |part: &str| {
        let (key, width) = part.split_once(':').unwrap_or((part, "0"));
        Some((Column::parse(key)?, width.parse().ok()?))
    };
    text.split(',').filter_map(one).collect()
}

/// The key that a new view gets: the first letter of its name that no other view has, else any that is free.
/// `spelled`: the name in Latin letters.
pub fn free_key(spelled: &str, taken: &[char]) -> Option<char> {
    let own = spelled
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .filter(char::is_ascii_alphanumeric);
    own.chain('a'..='z')
        .chain('0'..='9')
        .find(|c| !taken.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::{Attr, Metric};

    #[test]
    fn columns_read_back() {
        let columns = [
            (Column::Handle, 0),
            (Column::Attr(Attr::Name), 20),
            (Column::Metric(Metric::Followers), 0),
        ];
        let text = print_columns(columns);
        assert_eq!(text, "handle,name:20,followers");
        assert_eq!(parse_columns(&text), columns);
        assert_eq!(
            parse_columns("nonsense,handle:x,,tier"),
            [(Column::Tier, 0)]
        );
    }

    #[test]
    fn a_new_view_gets_a_letter_of_its_name() {
        assert_eq!(free_key("Beauty TH", &[]), Some('b'));
        assert_eq!(free_key("Beauty TH", &['b', 'e']), Some('a'));
        assert_eq!(free_key("美妆", &['a']), Some('b'));
        let all: Vec<char> = ('a'..='z').chain('0'..='9').collect();
        assert_eq!(free_key("x", &all), None);
    }
}
