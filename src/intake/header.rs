//! Where the header stands, what kind of file it makes, and which column goes where.

use std::collections::HashSet;

use jiff::civil::Date;

use super::alias;
use super::kind::Kind;
use super::number::{self, Number};
use super::plan::{Column, Options};
use super::refusal::Refusal;
use super::target::Target;
use crate::domain::collab::native::File;
use crate::domain::creator::Platform;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::Unit;
use crate::text;

/// The first rows of a file, with their lines.
pub type Head = Vec<(u64, Vec<String>)>;

/// How many rows the header is looked for in.
const SEARCHED: usize = 30;

/// What the first rows say.
#[derive(Debug)]
pub struct Found {
    pub kind: Kind,
    /// Position in the head; `None` where there is no header.
    pub at: Option<usize>,
    /// Cleaned header cells; numbers where there is no header.
    pub headers: Vec<String>,
    /// How many columns the kind knows: to choose between readings of one file.
    pub known: usize,
}

/// The cells of a header row, cleaned.
fn cells(row: &[String]) -> Vec<String> {
    row.iter().map(|c| text::clean(c).into_owned()).collect()
}

fn is_number(cell: &str) -> bool {
    number::parse(cell, Unit::Money, Currency::NONE)
        .is_some_and(|f| !matches!(f.number, Number::Missing))
}

/// Whether a row could be a header: words, all different, no numbers, no addresses.
fn looks_like_header(row: &[String]) -> bool {
    let named: Vec<&String> = row.iter().filter(|c| !c.trim().is_empty()).collect();
    let distinct: HashSet<String> = named.iter().map(|c| alias::norm(c)).collect();
    !named.is_empty()
        && named.iter().all(|c| !is_number(c) && !c.contains("://") && c.chars().count() <= 60)
        // a name shown twice is no reason to doubt (`Views avg.` shown and exact)
        && distinct.len() * 2 >= named.len()
}

/// The column a mapping names: by its header, its number from 1, or its letter.
fn resolve(reference: &str, headers: &[String], numbered: bool) -> Option<usize> {
    let wanted = alias::norm(reference);
    if !numbered
        && let Some(i) = headers
            .iter()
            .position(|h| !wanted.is_empty() && alias::norm(h) == wanted)
    {
        return Some(i);
    }
    let reference = reference.trim();
    let index = if reference.bytes().all(|b| b.is_ascii_digit()) {
        reference.parse::<usize>().ok()?.checked_sub(1)?
    } else if (1..=3).contains(&reference.len())
        && reference.bytes().all(|b| b.is_ascii_uppercase())
    {
        reference
            .bytes()
            .fold(0usize, |n, b| n * 26 + usize::from(b - b'A') + 1)
            .checked_sub(1)?
    } else {
        return None;
    };
    (index < headers.len()).then_some(index)
}

/// Finds the header, or says why there is none.
pub fn find(head: &Head, options: &Options) -> Result<Found, Refusal> {
    let mut best: Option<Found> = None;
    let mut other: Option<Kind> = None;
    for (at, (_, row)) in head.iter().take(SEARCHED).enumerate() {
        let headers = cells(row);
        let named = headers.iter().filter(|h| !h.is_empty()).count();
        let kinds = alias::kinds(&headers);
        let mapped = options
            .map
            .iter()
            // a bare number names a column by its place, not by a cell that says the same
            .filter(|(_, r)| {
                !r.trim().bytes().all(|b| b.is_ascii_digit())
                    && headers
                        .iter()
                        .any(|h| !h.is_empty() && alias::norm(h) == alias::norm(r))
            })
            .count();
        let found = match options.kind {
            Some(kind) => kinds.iter().find(|k| k.0 == kind).copied(),
            None => kinds.first().copied(),
        };
        if found.is_none() {
            other = other.or(kinds.first().map(|k| k.0).filter(|k| *k != Kind::Mapped));
        }
        // one word of a data row can be the name of a column; two in one row are a header
        let sure = |(kind, known): &(Kind, usize)| {
            *kind != Kind::Mapped || *known >= 2 || named <= 2 && looks_like_header(row)
        };
        let by_map = match options.kind {
            None => Some(Kind::Mapped),
            Some(kind) => Some(kind).filter(|k| *k == Kind::Mapped || k.native().is_some()),
        };
        let by_map = by_map.filter(|_| mapped > 0).map(|kind| (kind, mapped));
        let Some((kind, known)) = found.filter(sure).or(by_map) else {
            continue;
        };
        let known = known + mapped;
        let better = best.as_ref().is_none_or(|b| {
            (kind != Kind::Mapped && b.kind == Kind::Mapped)
                || ((kind == Kind::Mapped) == (b.kind == Kind::Mapped) && known > b.known)
        });
        if better {
            best = Some(Found {
                kind,
                at: Some(at),
                headers,
                known,
            });
        }
    }
    if let Some(found) = best {
        return Ok(found);
    }
    // with columns mapped by hand a slip in one of them is what is wrong
    if options.kind.is_some_and(|k| k.native().is_some()) && !options.map.is_empty() {
        return without_aliases(head, options);
    }
    if let (Some(kind), Some(looks)) = (options.kind, other) {
        return Err(Refusal::new(
            "wrong_kind",
            Message::new("intake-refused-wrong-kind")
                .with("kind", kind.key())
                .with("looks", looks.key()),
        ));
    }
    if let Some(kind) = options.kind.filter(|k| *k != Kind::Mapped) {
        return Err(Refusal::new(
            "wrong_kind",
            Message::new("intake-refused-not-this-kind").with("kind", kind.key()),
        ));
    }
    without_aliases(head, options)
}

/// No row is recognised: mapped by number or letter, or refused with what was seen.
fn without_aliases(head: &Head, options: &Options) -> Result<Found, Refusal> {
    let widest = head.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
    let first = head
        .iter()
        .position(|(_, r)| r.iter().filter(|c| !c.trim().is_empty()).count() * 2 >= widest);
    let row = first
        .and_then(|at| head.get(at))
        .map(|(_, r)| r.as_slice())
        .unwrap_or_default();
    let headed = looks_like_header(row) && (row.len() > 1 || head.len() < 2);
    let numbers: Vec<String> = (1..=widest).map(|n| n.to_string()).collect();
    let headers = if headed { cells(row) } else { numbers };
    let count = headers.iter().filter(|h| !h.is_empty()).count();
    if !options.map.is_empty() {
        if options
            .map
            .iter()
            .any(|(_, r)| resolve(r, &headers, !headed).is_some())
        {
            return Ok(Found {
                kind: Kind::Mapped,
                at: first.filter(|_| headed),
                headers,
                known: 0,
            });
        }
        let asked = options
            .map
            .first()
            .map(|(_, r)| r.as_str())
            .unwrap_or_default();
        return Err(bad_mapping(asked, &headers));
    }
    if headed {
        return Err(no_handle(&headers));
    }
    Err(Refusal::new(
        "no_header",
        Message::new("intake-refused-no-header").with("n", count),
    )
    .at(head.first().map_or(1, |(line, _)| *line)))
}

/// Headers as a sentence lists them.
fn listed(headers: &[String]) -> String {
    let shown: Vec<String> = headers
        .iter()
        .filter(|h| !h.is_empty())
        .take(40)
        .map(|h| text::truncate(h, 40).into_owned())
        .collect();
    shown.join(", ")
}

/// The refusal that lists the columns and says how to map.
fn no_handle(headers: &[String]) -> Refusal {
    Refusal::new(
        "no_handle_column",
        Message::new("intake-refused-no-handle-column").with("columns", listed(headers)),
    )
}

/// Fields without which no row of a kind can be taken, so that nobody reads that once for each row.
fn lacks(kind: Kind, columns: &[Column]) -> Vec<&'static str> {
    let file = match kind {
        Kind::NativeOther(_) | Kind::AffiliateOrders | Kind::DouyinOrders => kind.native(),
        _ => None,
    };
    let needed = file.into_iter().flat_map(File::needed).map(|f| f.key);
    needed
        // a product that has no variants has none
        .filter(|key| !(kind.is_of_orders() && *key == "sku_id"))
        .filter(|key| !columns.iter().any(|c| c.target == Some(Target::Field(key))))
        .collect()
}

/// The refusal of a mapping to a column that is not there, with the nearest one.
fn bad_mapping(asked: &str, headers: &[String]) -> Refusal {
    let wanted = alias::norm(asked);
    let near = headers
        .iter()
        .filter(|h| !h.is_empty())
        .map(|h| (strsim::levenshtein(&wanted, &alias::norm(h)), h))
        .min_by_key(|(d, _)| *d)
        .filter(|(d, h)| *d * 2 <= alias::norm(h).chars().count().max(wanted.chars().count()))
        .map(|(_, h)| h.as_str());
    Refusal::new(
        "bad_mapping",
        match near {
            Some(near) => Message::new("intake-refused-bad-mapping-near").with("near", near),
            None => Message::new("intake-refused-bad-mapping"),
        }
        .with("column", asked),
    )
}

/// Binds each column: what the person maps, now or earlier, then the names known.
pub fn bind(
    found: &Found,
    options: &Options,
    data: &[(u64, Vec<String>)],
) -> Result<Vec<Column>, Refusal> {
    let numbered = found.at.is_none();
    let headers = &found.headers;
    let mut columns: Vec<Column> = headers
        .iter()
        .enumerate()
        .map(|(index, header)| {
            let known = (!numbered)
                .then(|| alias::column(found.kind, header))
                .flatten();
            let signed = header.contains(['%', '％']) || header.to_lowercase().contains("percent");
            Column {
                index,
                header: header.clone(),
                target: known.map(|k| k.0),
                note: None,
                percent: found.kind.bare_is_percent() || signed,
                currency: known.and_then(|k| k.1),
            }
        })
        .collect();
    choose(&mut columns, data);
    for (target, reference) in &options.map {
        match resolve(reference, headers, numbered) {
            Some(index) => {
                let (target, percent) = match *target {
                    Target::Percent(m) => (Target::Metric(m), true),
                    other => (other, false),
                };
                for c in columns
                    .iter_mut()
                    .filter(|c| target != Target::Ignore && c.target == Some(target))
                {
                    c.target = None;
                }
                if let Some(c) = columns.get_mut(index) {
                    c.target = Some(target);
                    c.percent |= percent;
                    c.note = None;
                }
            }
            None => return Err(bad_mapping(reference, headers)),
        }
    }
    let lacks = lacks(found.kind, &columns);
    if let Some(first) = lacks.first() {
        let message = Message::new("intake-refused-no-column")
            .with("fields", lacks.join(", "))
            .with("first", *first)
            .with("kind", found.kind.key())
            .with("columns", listed(headers));
        return Err(Refusal::new("no_needed_column", message));
    }
    let native = found.kind.native().is_some();
    if !native
        && !columns
            .iter()
            .any(|c| c.target.is_some_and(Target::names_creator))
    {
        return Err(no_handle(headers));
    }
    Ok(columns)
}

/// Of several columns for one target the exact one holds: tools show `26M` and then 26000000 under the same name.
fn choose(columns: &mut [Column], data: &[(u64, Vec<String>)]) {
    let short = |index: usize| {
        data.iter()
            .filter_map(|(_, row)| row.get(index))
            .filter(|c| {
                !c.trim().is_empty() && number::plain(c.trim(), Unit::Money, false).is_none()
            })
            .count()
    };
    let mut taken: Vec<(Target, usize)> = Vec::new();
    for i in 0..columns.len() {
        let Some(target) = columns
            .get(i)
            .and_then(|c| c.target)
            .filter(|t| *t != Target::Ignore)
        else {
            continue;
        };
        let loser = match taken.iter_mut().find(|(t, _)| *t == target) {
            None => {
                taken.push((target, i));
                continue;
            }
            Some((_, kept)) if target.is_numeric() && short(i) < short(*kept) => {
                std::mem::replace(kept, i)
            }
            Some(_) => i,
        };
        if let Some(c) = columns.get_mut(loser) {
            c.target = None;
            c.note = Some(Message::new("intake-note-duplicate").with("column", c.header.as_str()));
        }
    }
}

/// Whether the row under the header explains the columns: prose where numbers belong.
pub fn is_definition(kind: Kind, row: &[String], columns: &[Column]) -> bool {
    let mut prose = 0;
    for c in columns
        .iter()
        .filter(|c| c.target.is_some_and(|t| super::work::is_numeric(kind, t)))
    {
        let cell = row.get(c.index).map(|c| c.trim()).unwrap_or_default();
        if cell.is_empty() {
            continue;
        }
        if number::parse(cell, Unit::Money, Currency::NONE).is_some() || cell.chars().count() < 4 {
            return false;
        }
        prose += 1;
    }
    prose >= 2
}

/// What stands before the header: title, banner, and what a file of rejected rows says of its origin.
#[derive(Debug, Default)]
pub struct Banner {
    pub text: String,
    pub currency: Option<Currency>,
    pub platform: Option<Platform>,
}

/// Reads the rows before the header.
pub fn banner(head: &Head, at: Option<usize>) -> Banner {
    let mut out = Banner::default();
    for (_, row) in head.iter().take(at.unwrap_or(0)) {
        let line = row
            .iter()
            .map(|c| text::clean(c).into_owned())
            .filter(|c| !c.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        for part in line.split([';', '；']) {
            let Some((key, value)) = part.split_once([':', '：']) else {
                continue;
            };
            match alias::norm(key).as_str() {
                "currency" | "货币" | "币种" | "货币单位" => {
                    out.currency = Currency::parse(value).or_else(|| {
                        number::currency_name(value).map(|s| s.resolve(Currency::NONE))
                    });
                }
                "platform" | "平台" => out.platform = alias::platform(value),
                _ => {}
            }
        }
        out.text.push_str(&line);
        out.text.push('\n');
    }
    out
}

/// The day a file without any word on its period is taken to be from.
pub fn import_day(today: Date) -> crate::domain::creator::Period {
    crate::domain::creator::Period {
        start: None,
        end: today,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(rows: &[&str]) -> Head {
        rows.iter()
            .zip(1..)
            .map(|(r, line)| (line, r.split('|').map(str::to_owned).collect()))
            .collect()
    }

    #[test]
    fn the_header_is_found_below_banners() {
        let h = head(&[
            "日期范围：2026-08-01 至 2026-08-31",
            "Creator username|Affiliate GMV|Affiliate orders|Affiliate followers",
            "anna|1|2|3",
        ]);
        let found = find(&h, &Options::default()).unwrap();
        assert_eq!((found.kind, found.at), (Kind::CreatorList, Some(1)));
        assert!(banner(&h, found.at).text.contains("2026-08-31"));
    }

    #[test]
    fn refusals_say_what_was_seen() {
        let none = find(&head(&["1|2|3", "4|5|6"]), &Options::default()).unwrap_err();
        assert_eq!((none.code, none.line), ("no_header", Some(1)));
        let words = find(&head(&["foo|bar", "1|2"]), &Options::default()).unwrap_err();
        assert_eq!(words.code, "no_handle_column");
        let options = Options {
            map: vec![(Target::Handle, "fooo".into())],
            ..Options::default()
        };
        let near = find(&head(&["foo|bar", "1|2"]), &options).unwrap_err();
        assert_eq!(near.code, "bad_mapping");
        assert!(near.to_string().contains("near=foo"), "{near}");
        let options = Options {
            kind: Some(Kind::CreatorList),
            ..Options::default()
        };
        let wrong = find(
            &head(&["order_id|product_id|sku_id|handle", "1|2|3|a"]),
            &options,
        )
        .unwrap_err();
        assert_eq!(wrong.code, "wrong_kind");
    }

    #[test]
    fn columns_can_be_named_by_number_and_letter() {
        let h = head(&["1|anna|55", "2|ben|66"]);
        for reference in ["2", "B"] {
            let options = Options {
                map: vec![(Target::Handle, reference.into())],
                ..Options::default()
            };
            let found = find(&h, &options).unwrap();
            assert_eq!(found.at, None);
            let columns = bind(&found, &options, &h).unwrap();
            assert_eq!(columns[1].target, Some(Target::Handle));
        }
    }

    #[test]
    fn distances() {
        assert_eq!(strsim::levenshtein("kitten", "sitting"), 3);
        assert_eq!(strsim::levenshtein("", "abc"), 3);
        assert_eq!(strsim::levenshtein("abc", "abc"), 0);
    }
}
