//! Reads the query language.
//!
//! Full-width punctuation is read like its ASCII form, because an input method produces it. An error says where
//! (in characters, for the mark under the query bar) and what the nearest right word would be.

use super::super::facet::Facet;
use super::super::field::{Attr, Metric};
use super::super::money::Currency;
use super::super::number::{Decimal, Range, Unit};
use super::super::tier::{Schemes, TierError};
use super::problem::{ParseError, Problem};
use super::token::{Op, Token, Value, ascii, tokens};
use super::{Condition, Filter, Goal, Presence, Test};

/// Every field name of the query language, for completion and suggestions, in the order they are offered.
pub fn vocabulary() -> impl Iterator<Item = &'static str> {
    ["goal", "scheme", "has", "no"]
        .into_iter()
        .chain(Facet::ALL.iter().map(|f| f.query()))
        .chain(
            Metric::ALL
                .iter()
                .filter(|m| !m.key().starts_with("given_"))
                .map(|m| m.key()),
        )
}

/// A value that is not among the few a field knows: the nearest of them, or all.
fn not_among<'a>(field: &str, text: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    match nearest(&text.to_lowercase(), known.clone()) {
        Some(near) => Problem::UnknownValue(field.to_owned(), text.to_owned(), Some(near)),
        None => {
            let all: Vec<&str> = known.collect();
            Problem::NotAmong(field.to_owned(), text.to_owned(), all.join(", "))
        }
    }
}

fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    // in a word of three letters two others are another word
    let limit = (word.chars().count() / 2).clamp(1, 4);
    candidates
        .map(|c| {
            (
                if c.starts_with(word) {
                    1
                } else {
                    strsim::damerau_levenshtein(word, c)
                },
                c,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        // of two as near, the one with less behind what was typed
        .min_by_key(|(distance, c)| (*distance, c.len()))
        .map(|(_, c)| c.to_owned())
}

/// Parses a query. The empty query is the whole pool.
pub fn parse(text: &str, schemes: &Schemes) -> Result<Filter, ParseError> {
    let chars: Vec<char> = text.chars().map(ascii).collect();
    let mut filter = Filter::default();
    let mut tiers = Vec::new();
    for token in tokens(&chars)? {
        read_token(&token, &mut filter, &mut tiers, schemes)?;
    }
    resolve_tiers(&mut filter, tiers, schemes)?;
    // said twice is said once
    let mut different = Vec::with_capacity(filter.conditions.len());
    for condition in std::mem::take(&mut filter.conditions) {
        if !different.contains(&condition) {
            different.push(condition);
        }
    }
    filter.conditions = different;
    if let Some(goal) = filter.goal
        && !filter.conditions.iter().any(|c| {
            matches!(
                c.test,
                Test::Within {
                    metric: Metric::Followers,
                    ..
                }
            )
        })
    {
        filter.conditions.insert(0, goal.condition());
    }
    Ok(filter)
}

/// A tier name, to be resolved once the scheme is known: its condition's position among the filter's, and where it stands.
struct TierName {
    condition: usize,
    name: String,
    start: usize,
    end: usize,
}

fn read_token(
    token: &Token,
    filter: &mut Filter,
    tiers: &mut Vec<TierName>,
    schemes: &Schemes,
) -> Result<(), ParseError> {
    let error = |problem| ParseError {
        start: token.start,
        end: token.end,
        problem,
    };
    let value_error = |v: &Value, problem| ParseError {
        start: v.start,
        end: v.end.max(v.start + 1),
        problem,
    };
    let Some((name, op)) = &token.field else {
        for v in token.values.iter().filter(|v| !v.text.is_empty()) {
            // quoted, they are words like any other
            let quoted = v.end - v.start != v.text.chars().count();
            if !quoted && matches!(v.text.as_str(), "OR" | "AND" | "||" | "&&") {
                return Err(value_error(v, Problem::Connector(v.text.clone())));
            }
            filter.conditions.push(Condition {
                negated: token.negated,
                test: Test::Word(v.text.clone()),
            });
        }
        return Ok(());
    };
    let mut push = |test| {
        filter.conditions.push(Condition {
            negated: token.negated,
            test,
        })
    };
    if let Some(empty) = token.values.iter().find(|v| v.text.trim().is_empty()) {
        return Err(value_error(empty, Problem::NoValue(name.clone())));
    }
    let facet = Facet::from_query(name);
    let metric = Metric::from_query(name);
    let special = matches!(
        name.as_str(),
        "goal" | "scheme" | "has" | "no" | "目标" | "体系"
    );
    if (facet.is_some() || special) && *op != Op::Is {
        return Err(error(Problem::NotNumeric(name.clone())));
    }
    match name.as_str() {
        "goal" | "目标" => {
            for v in &token.values {
                filter.goal = Some(Goal::parse(&v.text).ok_or_else(|| {
                    value_error(
                        v,
                        not_among(name, &v.text, Goal::ALL.iter().map(|g| g.key())),
                    )
                })?);
            }
            return Ok(());
        }
        "scheme" | "体系" => {
            for v in &token.values {
                filter.scheme = Some(schemes.find(&v.text).ok_or_else(|| {
                    value_error(
                        v,
                        not_among(name, &v.text, schemes.all.iter().map(|s| s.key.as_str())),
                    )
                })?);
            }
            return Ok(());
        }
        "has" | "no" => {
            let mut what = Vec::new();
            for v in &token.values {
                let word = v.text.to_lowercase();
                what.push(Presence::parse(&word).ok_or_else(|| {
                    let known = Attr::ALL
                        .iter()
                        .map(|a| a.key())
                        .chain(["note", "tag", "list", "cat", "lang", "collab"])
                        .chain(Facet::WORK.iter().map(|f| f.query()));
                    let near = nearest(&word, known.chain(Metric::ALL.iter().map(|m| m.key())));
                    value_error(v, Problem::UnknownValue(name.clone(), v.text.clone(), near))
                })?);
            }
            push(if name == "has" {
                Test::Has(what)
            } else {
                Test::Lacks(what)
            });
            return Ok(());
        }
        _ => {}
    }
    if let Some(facet) = facet {
        let condition = filter.conditions.len();
        if facet == Facet::Tier {
            tiers.extend(token.values.iter().map(|v| TierName {
                condition,
                name: v.text.clone(),
                start: v.start,
                end: v.end,
            }));
        }
        let unknown = |v: &&Value| facet.value_key(&v.text).is_none();
        if let (Some(known), Some(v)) = (facet.value_keys(), token.values.iter().find(unknown)) {
            return Err(value_error(v, not_among(name, &v.text, known)));
        }
        let values = token
            .values
            .iter()
            .map(|v| v.text.trim().to_owned())
            .collect();
        filter.conditions.push(Condition {
            negated: token.negated,
            test: Test::OneOf(facet, values),
        });
        return Ok(());
    }
    let Some(metric) = metric else {
        let near = nearest(name, vocabulary());
        let end = token.start + usize::from(token.negated) + name.chars().count();
        return Err(ParseError {
            start: token.start,
            end,
            problem: Problem::UnknownField(name.clone(), near),
        });
    };
    let mut ranges = Vec::new();
    let mut currency = None;
    for v in &token.values {
        let (range, c) = read_range(metric, *op, v).map_err(|p| value_error(v, p))?;
        ranges.push(range);
        currency = currency.or(c);
    }
    push(Test::Within {
        metric,
        ranges,
        currency,
    });
    Ok(())
}

fn read_range(metric: Metric, op: Op, v: &Value) -> Result<(Range, Option<Currency>), Problem> {
    let mut currency = None;
    let mut number = |text: &str| -> Result<Option<Decimal>, Problem> {
        let percent = metric.unit() == Unit::Ratio;
        let problem = if percent {
            Problem::NotAPercent
        } else {
            Problem::NotANumber
        };
        let wrong = || problem(metric.key().to_owned(), v.text.clone());
        let (text, code) = split_currency(text.trim());
        if let Some(code) = code {
            if !metric.unit().is_money() {
                return Err(Problem::NotMoney(metric.key().to_owned()));
            }
            currency = Some(code);
        }
        if text.is_empty() {
            return Ok(None);
        }
        let text = if percent {
            text.trim_end_matches(['%', '％'])
        } else {
            text
        };
        let d = Decimal::parse(text).ok_or_else(wrong)?;
        Ok(Some(if percent { d.percent() } else { d.trimmed() }))
    };
    let missing = || Problem::NoValue(metric.key().to_owned());
    let range = match op {
        Op::Above(inclusive) => Range {
            low: Some((number(&v.text)?.ok_or_else(missing)?, inclusive)),
            high: None,
        },
        Op::Below(inclusive) => Range {
            low: None,
            high: Some((number(&v.text)?.ok_or_else(missing)?, inclusive)),
        },
        Op::Is => match v.text.split_once("..") {
            None => Range::exactly(number(&v.text)?.ok_or_else(missing)?),
            Some((low, high)) => {
                let (low, low_in) = low.strip_suffix('>').map_or((low, true), |l| (l, false));
                let (high, high_in) = high.strip_prefix('<').map_or((high, true), |h| (h, false));
                let (low, high) = (number(low)?, number(high)?);
                if low.is_none() && high.is_none() {
                    return Err(missing());
                }
                if let (Some(a), Some(b)) = (low, high)
                    && greater(a, b)
                {
                    return Err(Problem::Backwards(v.text.clone()));
                }
                Range {
                    low: low.map(|d| (d, low_in)),
                    high: high.map(|d| (d, high_in)),
                }
            }
        },
    };
    Ok((range, currency))
}

fn greater(a: Decimal, b: Decimal) -> bool {
    let scale = a.scale.max(b.scale);
    let up = |d: Decimal| {
        d.mantissa
            .saturating_mul(10i128.saturating_pow(scale - d.scale))
    };
    up(a) > up(b)
}

/// `1000USD`, `20k usd`: the number and the currency behind it. A code must follow a digit or a magnitude, so that the
/// `b` of `3b` is never taken for one.
fn split_currency(text: &str) -> (&str, Option<Currency>) {
    let letters = text
        .chars()
        .rev()
        .take_while(char::is_ascii_alphabetic)
        .count();
    if letters < 3 {
        return (text, None);
    }
    let cut = text.len() - 3;
    match (text.get(..cut), text.get(cut..).and_then(Currency::parse)) {
        (Some(number), Some(code))
            if number
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit() || "kmbwKMBW千万亿".contains(c)) =>
        {
            (number.trim_end(), Some(code))
        }
        _ => (text, None),
    }
}

/// Tier names are resolved last, because `scheme:` may stand behind them. Without it the names decide the scheme.
fn resolve_tiers(
    filter: &mut Filter,
    tiers: Vec<TierName>,
    schemes: &Schemes,
) -> Result<(), ParseError> {
    let named = filter.scheme;
    let mut chosen: Option<usize> = None;
    let mut renamed: Vec<(usize, Vec<String>)> = Vec::new();
    for t in tiers {
        let fail = |problem| ParseError {
            start: t.start,
            end: t.end,
            problem,
        };
        let active = named.or(chosen).unwrap_or(schemes.default);
        let (scheme, band) = schemes.resolve(active, &t.name).map_err(|e| match e {
            TierError::Ambiguous(s) => fail(Problem::AmbiguousTier(t.name.clone(), s)),
            TierError::Unknown => {
                let bands = schemes
                    .get(active)
                    .into_iter()
                    .flat_map(|s| s.bands.iter().map(|b| b.key.as_str()));
                fail(not_among("tier", &t.name, bands))
            }
        })?;
        if named.or(chosen).is_some_and(|s| s != scheme) {
            return Err(fail(Problem::TwoSchemes(t.name.clone())));
        }
        chosen = Some(scheme);
        let key = schemes
            .all
            .get(scheme)
            .and_then(|s| s.bands.get(band))
            .map(|b| b.key.clone())
            .unwrap_or_default();
        match renamed.last_mut() {
            Some((condition, keys)) if *condition == t.condition => keys.push(key),
            _ => renamed.push((t.condition, vec![key])),
        }
    }
    for (condition, keys) in renamed {
        if let Some(Condition {
            test: Test::OneOf(_, values),
            ..
        }) = filter.conditions.get_mut(condition)
        {
            *values = keys;
        }
    }
    if named.is_none() && chosen.is_some_and(|s| s != schemes.default) {
        filter.scheme = chosen;
    }
    Ok(())
}
