//! Values as people read them, and as files carry them.

use jiff::civil::Date;

use super::figure::{Cell, Mark, Value};
use super::{Days, Review, Subject};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::number::{Decimal, Unit};
use crate::domain::returns::Ratio;
use crate::domain::returns::creator::date;
use crate::text::grouped;

/// What is not known.
pub const MISSING: &str = "—";

/// Makes a sentence of a message.
pub type Say<'s> = &'s dyn Fn(&Message) -> String;

/// The words of an id.
pub fn word(id: &str, say: Say<'_>) -> String {
    say(&Message::new("review-word").word("word", id))
}

/// Raw money as a currency writes it, without its name: to its digits, half away from zero.
pub fn money(raw: i128, currency: Currency) -> String {
    let rounded = Ratio::of(raw, Unit::Money.per_one().into());
    rounded.map_or_else(String::new, |r| r.fixed(currency.digits()))
}

fn price(of: Ratio, currency: Currency) -> String {
    let one = Ratio::of(Unit::Money.per_one().into(), 1);
    let whole = one.and_then(|one| of.over(one));
    whole.map_or_else(String::new, |r| r.fixed(currency.digits()))
}

/// With a sign before it, also of what is more.
fn signed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| !c.is_ascii_digit() || c == '0') => rest.to_owned(),
        Some(_) => text.to_owned(),
        None if text.chars().any(|c| c.is_ascii_digit() && c != '0') => format!("+{text}"),
        None => text.to_owned(),
    }
}

/// A rate in percent to a tenth; large ones in whole percents.
fn percent(of: Ratio) -> String {
    let small = of.cmp_to(Decimal::whole(10)).is_lt() && of.cmp_to(Decimal::whole(-10)).is_gt();
    let whole = !small;
    grouped(
        &of.rounded(if whole { 2 } else { 3 })
            .times_100()
            .fixed(u32::from(!whole)),
    )
}

fn points(text: String, say: Say<'_>) -> String {
    say(&Message::new("review-points").with("points", signed(&grouped(&text))))
}

/// Halves as a decimal number, without a `.0`.
pub fn halves(n: i64) -> String {
    match (n / 2, n % 2) {
        (whole, 0) => whole.to_string(),
        (whole, _) => format!("{whole}.5"),
    }
}

impl Cell {
    /// As people read it, with the sign of what passes or fails.
    pub fn shown(&self, say: Say<'_>) -> String {
        let text = self.value.shown(say);
        match self.mark {
            _ if self.value.is_missing() => text,
            Mark::Good => format!("{text} ✓"),
            Mark::Bad => format!("{text} ✗"),
            Mark::Weak => format!("{text} ?"),
            _ => text,
        }
    }
}

impl Value {
    /// As people read it; currencies and units stand beside it or over it.
    pub fn shown(&self, say: Say<'_>) -> String {
        match self {
            Value::Missing => MISSING.to_owned(),
            Value::Blank => String::new(),
            Value::Text(text) => text.to_string(),
            Value::Names(all) if all.is_empty() => MISSING.to_owned(),
            Value::Names(all) => all.join(", "),
            Value::Word(id) => word(id, say),
            Value::Said(message) => say(message),
            Value::Count(n) | Value::Days(n) => grouped(&n.to_string()),
            Value::Money(raw, currency) => grouped(&money(*raw, *currency)),
            Value::Price(of, currency) => grouped(&price(*of, *currency)),
            Value::Percent(of) => format!("{} %", percent(*of)),
            Value::Times(of) => grouped(&of.fixed(2)),
            Value::Change(of) => format!("{} %", signed(&percent(*of))),
            Value::HalfDays(n) => grouped(&halves(*n)),
            Value::Rate(of) => format!("{} %", grouped(&of.rounded(4).times_100().fixed(2))),
            Value::Points(of) => points(of.rounded(3).times_100().fixed(1), say),
            Value::RatePoints(of) => points(of.rounded(4).times_100().fixed(2), say),
            Value::Day(day) => date(*day).map_or_else(String::new, |d| d.to_string()),
        }
    }

    /// As files carry it: decimal numbers with all digits, rates as ratios to four places, names of ours as their keys.
    pub fn exact(&self, say: Say<'_>) -> Exact {
        let number = |text: String| Exact::Number(text);
        let ratio = |of: &Ratio| number(of.rounded(4).trimmed().to_string());
        match self {
            Value::Missing | Value::Blank => Exact::Missing,
            Value::Text(text) => Exact::Text(text.to_string()),
            Value::Names(all) => Exact::List(all.iter().map(|n| n.to_string()).collect()),
            Value::Word(id) => match key_of(id) {
                Some(key) => Exact::Text(key),
                None => Exact::Missing,
            },
            Value::Said(message) => Exact::Text(say(message)),
            Value::Count(n) | Value::Days(n) => number(n.to_string()),
            Value::Money(raw, currency) => Exact::Money(match i64::try_from(*raw) {
                // all that is known of it, and no fewer digits than the currency has
                Ok(raw) => {
                    let exact = Decimal::from_raw(raw, Unit::Money);
                    let digits = exact.scale.max(currency.digits());
                    exact.fixed(digits)
                }
                Err(_) => money(*raw, *currency),
            }),
            Value::Price(of, currency) => Exact::Money(price(*of, *currency)),
            Value::HalfDays(n) => number(halves(*n)),
            Value::Percent(of)
            | Value::Rate(of)
            | Value::Times(of)
            | Value::Change(of)
            | Value::Points(of)
            | Value::RatePoints(of) => ratio(of),
            Value::Day(day) => match date(*day) {
                Some(date) => Exact::Text(date.to_string()),
                None => Exact::Missing,
            },
        }
    }
}

/// A value for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exact {
    /// Not known.
    Missing,
    /// As it is.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A decimal number.
    Number(String),
    /// A decimal number that is money.
    Money(String),
}

/// The key behind an id of words: what files call it in every language. None of what stands for having none.
fn key_of(id: &str) -> Option<String> {
    const BEFORE: [&str; 15] = [
        "decision-content-",
        "decision-member-",
        "decision-free-",
        "decision-",
        "review-figure-",
        "review-",
        "mode-",
        "verdict-",
        "stage-",
        "tier-",
        "action-",
        "layer-",
        "field-",
        "topic-",
        "point-",
    ];
    if id.starts_with("roi-no-") {
        return None;
    }
    let key = BEFORE.iter().find_map(|b| id.strip_prefix(b)).unwrap_or(id);
    Some(key.replace('-', "_"))
}

/// What something is called at the head of a document: the campaign with its days, or the days.
pub fn subject(of: &Subject, on: Option<Days>) -> String {
    match (of, on) {
        (Subject::Campaign(name), Some(on)) => format!("{name} ({})", on.text()),
        (Subject::Campaign(name), None) => name.clone(),
        (Subject::Days(on), _) => on.text(),
    }
}

/// What stands under the title: name and text of each line.
pub fn facts(review: &Review, say: Say<'_>) -> Vec<(String, String)> {
    let head = &review.head;
    let mut all = Vec::new();
    let mut line = |id: &str, text: String| {
        all.push((word(&format!("review-head-{id}"), say), text));
    };
    line("subject", subject(&head.subject, head.days));
    line("window", window(review));
    line(
        "not-over",
        NotOver::of(review).map_or_else(String::new, |n| n.shown(say)),
    );
    line(
        "before",
        match &head.before {
            Some((of, on)) => subject(of, *on),
            None => word("review-head-no-before", say),
        },
    );
    let counted = Message::new("review-head-counted")
        .with("deals", head.deals)
        .with("creators", head.creators)
        .with("contents", head.contents);
    let of = match head.subject {
        Subject::Campaign(_) => "review-head-of-campaign",
        Subject::Days(_) => "review-head-of-days",
    };
    line("population", format!("{}{}", say(&counted), word(of, say)));
    let codes: Vec<&str> = head.currencies.iter().map(|c| c.code()).collect();
    let mut money = codes.join(", ");
    if !head.converted.is_empty() {
        let from: Vec<&str> = head.converted.iter().map(|c| c.code()).collect();
        let said = Message::new("review-head-converted").with("from", from.join(", "));
        money = format!("{money} {}", say(&said));
    }
    line("currency", money);
    let sold = head.sold.and_then(|(from, to)| Days::new(from, to));
    line("sold", sold.map_or_else(String::new, Days::text));
    line(
        "today",
        date(head.today).map_or_else(String::new, |d| d.to_string()),
    );
    all.retain(|(_, text)| !text.is_empty());
    all
}

/// The days that were set for a campaign, where its figures are of others as well.
pub fn window(review: &Review) -> String {
    let head = &review.head;
    let set = head.window.0.zip(head.window.1);
    let set = set.and_then(|(from, to)| Days::new(from, to));
    let set = set.filter(|set| Some(*set) != head.days);
    set.map_or_else(String::new, Days::text)
}

/// What is reviewed is not over: what there is of it is not all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOver {
    /// It begins on that day.
    Begins(Date),
    /// It runs until that day.
    Runs(Date),
}

impl NotOver {
    /// Of a review. Days are over when they have ended, a campaign when it was to end.
    pub fn of(review: &Review) -> Option<NotOver> {
        let head = &review.head;
        let (from, to) = match head.subject {
            Subject::Days(days) => (Some(days.from), Some(days.to)),
            Subject::Campaign(_) => head.window,
        };
        let to = to.filter(|to| *to >= head.today).and_then(date)?;
        let begins = from.filter(|from| *from > head.today).and_then(date);
        Some(begins.map_or(NotOver::Runs(to), NotOver::Begins))
    }

    /// As part of what a review is of.
    pub fn shown(self, say: Say<'_>) -> String {
        let (id, day) = match self {
            NotOver::Begins(day) => ("review-head-begins", day),
            NotOver::Runs(day) => ("review-head-runs", day),
        };
        say(&Message::new(id).with("day", day.to_string()))
    }
}

/// The title of a document.
pub fn title(review: &Review, say: Say<'_>) -> String {
    say(&Message::new("review-title").with("name", review.head.subject.title()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(num: i128, den: i128) -> Ratio {
        Ratio::of(num, den).unwrap()
    }

    #[test]
    fn values_are_read() {
        let usd = Currency::parse("USD").unwrap();
        let vnd = Currency::parse("VND").unwrap();
        let say = |m: &Message| match m.args.first() {
            Some((_, crate::domain::message::Arg::Text(t))) => format!("{t} pt"),
            other => format!("{other:?}"),
        };
        for (value, shown, exact) in [
            (Value::Count(12_345), "12,345", "12345"),
            (Value::Money(12_345_600, usd), "1,234.56", "1234.56"),
            (Value::Money(12_345_600, vnd), "1,235", "1234.56"),
            (Value::Money(-5_000, usd), "-0.50", "-0.50"),
            (Value::Price(r(100_000, 3), usd), "3.33", "3.33"),
            (Value::Percent(r(10_213, 10_000)), "102.1 %", "1.0213"),
            (Value::Percent(r(1_234, 100)), "1,234 %", "12.34"),
            (Value::Times(r(5_000, 1_440)), "3.47", "3.4722"),
            (Value::Change(r(1, 2)), "+50.0 %", "0.5"),
            (Value::Change(r(-1, 8)), "-12.5 %", "-0.125"),
            (Value::Change(r(-1, 100_000)), "0.0 %", "0"),
            (Value::Points(r(21, 1_000)), "+2.1 pt", "0.021"),
            (Value::Points(r(0, 1)), "0.0 pt", "0"),
            (Value::Rate(r(3_818, 1_000_000)), "0.38 %", "0.0038"),
            (Value::RatePoints(r(-12, 10_000)), "-0.12 pt", "-0.0012"),
            (Value::HalfDays(27), "13.5", "13.5"),
            (Value::HalfDays(12), "6", "6"),
            (Value::Day(0), "1970-01-01", "1970-01-01"),
            (Value::Missing, "—", ""),
        ] {
            assert_eq!(value.shown(&say), shown);
            let told = match value.exact(&say) {
                Exact::Missing => String::new(),
                Exact::Text(t) | Exact::Number(t) | Exact::Money(t) => t,
                Exact::List(all) => all.join("|"),
            };
            assert_eq!(told, exact, "{shown}");
        }
        assert_eq!(
            key_of("mode-pure-commission").as_deref(),
            Some("pure_commission")
        );
        assert_eq!(
            key_of("review-figure-ordering-share").as_deref(),
            Some("ordering_share")
        );
        assert_eq!(key_of("roi-no-mode"), None);
    }
}
