//! A query cut into words and conditions.

use super::problem::{ParseError, Problem};

/// Full-width punctuation of an input method as ASCII; ordinary characters stay, a name may hold them.
pub(super) fn ascii(c: char) -> char {
    match c {
        '：' => ':',
        '＞' => '>',
        '＜' => '<',
        '＝' => '=',
        '，' => ',',
        '－' => '-',
        '“' | '”' | '＂' => '"',
        '\u{3000}' => ' ',
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        other => other,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Is,
    Above(bool),
    Below(bool),
}

/// A value and where it stands.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) struct Token {
    pub(super) negated: bool,
    /// Field name and operator; none for a bare word.
    pub(super) field: Option<(String, Op)>,
    pub(super) values: Vec<Value>,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) fn tokens(chars: &[char]) -> Result<Vec<Token>, ParseError> {
    let at = |i: usize| chars.get(i).copied();
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        let start = i;
        let negated = c == '-' && at(i + 1).is_some_and(|n| !n.is_whitespace());
        i += usize::from(negated);
        let name_start = i;
        let mut j = i;
        while at(j).is_some_and(|c| !c.is_whitespace() && !":<>=≥≤\"".contains(c)) {
            j += 1;
        }
        let name: String = chars
            .get(name_start..j)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
            .to_lowercase();
        // an address is a word, and so is a time of day: only a name before `:` makes a field
        let link = at(j) == Some(':') && at(j + 1) == Some('/');
        let numeric = at(j) == Some(':') && name.chars().all(|c| c.is_ascii_digit());
        let mut field = None;
        if !name.is_empty()
            && !link
            && !numeric
            && let Some((op, length)) = operator(chars, j)
        {
            field = Some((name, op));
            i = j + length;
        }
        let lists = matches!(field, Some((_, Op::Is)));
        let mut values = Vec::new();
        loop {
            let value = value(chars, i, lists, field.is_none())?;
            i = value.end;
            values.push(value);
            if lists && at(i) == Some(',') {
                i += 1;
            } else {
                break;
            }
        }
        out.push(Token {
            negated,
            field,
            values,
            start,
            end: i,
        });
    }
    Ok(out)
}

/// The operator at `i` and its length. `field:>=5` is read like `field>=5`.
fn operator(chars: &[char], i: usize) -> Option<(Op, usize)> {
    let at = |i: usize| chars.get(i).copied();
    let plain = |i: usize| match (at(i), at(i + 1)) {
        (Some('>'), Some('=')) => Some((Op::Above(true), 2)),
        (Some('<'), Some('=')) => Some((Op::Below(true), 2)),
        (Some('>'), _) => Some((Op::Above(false), 1)),
        (Some('<'), _) => Some((Op::Below(false), 1)),
        (Some('≥'), _) => Some((Op::Above(true), 1)),
        (Some('≤'), _) => Some((Op::Below(true), 1)),
        _ => None,
    };
    match at(i) {
        Some(':' | '=') => Some(plain(i + 1).map_or((Op::Is, 1), |(op, n)| (op, n + 1))),
        _ => plain(i),
    }
}

fn value(chars: &[char], start: usize, list: bool, word: bool) -> Result<Value, ParseError> {
    let rest = chars.get(start..).unwrap_or_default();
    if rest.first() == Some(&'"') {
        let Some(close) = rest.iter().skip(1).position(|c| *c == '"') else {
            return Err(ParseError {
                start,
                end: chars.len(),
                problem: Problem::OpenQuote,
            });
        };
        let text = rest.iter().skip(1).take(close).collect();
        return Ok(Value {
            text,
            start,
            end: start + close + 2,
        });
    }
    let stop = |c: &char| c.is_whitespace() || (list && *c == ',') || (word && *c == '"');
    let length = rest.iter().position(stop).unwrap_or(rest.len());
    Ok(Value {
        text: rest.iter().take(length).collect(),
        start,
        end: start + length,
    })
}
