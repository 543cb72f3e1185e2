//! What is reviewed, and what it is held against: a campaign, or days.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{show, view};
use crate::app::State;
use crate::app::board::pick::{self, PickFor};
use crate::domain::creator::Period;
use crate::domain::message::Message;
use crate::domain::review::{Days, Scope, Subject};
use crate::messages::Effect;
use crate::text::fold_key;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What is reviewed.
    Subject,
    /// What it is held against.
    Against,
}

/// Asks for it.
pub fn ask(state: &mut State, which: Which) -> Vec<Effect> {
    pick::open(state, PickFor::Review(which))
}

/// Months and quarters, those that are over first: as they are typed, and how they read.
fn periods(today: Date) -> Vec<(String, &'static str)> {
    let first = today.first_of_month();
    let month = |back: i64| {
        let from = first.checked_sub(back.months()).unwrap_or(first);
        (from, from.last_of_month())
    };
    let (this, last) = (month(0), month(1));
    let text = |(from, to): (Date, Date)| format!("{from}..{to}");
    // the first month of this quarter, and of the one before
    let into = i64::from((today.month() - 1) % 3);
    let quarter = |back: i64| (month(into + back).0, month(into + back - 2).1);
    let before = today.checked_sub(29.days()).unwrap_or(today);
    vec![
        (text(last), "review-last-month"),
        (text(this), "review-this-month"),
        (text((before, today)), "review-last-30"),
        (text(quarter(3)), "review-last-quarter"),
        (text(quarter(0)), "review-this-quarter"),
    ]
}

/// What can be chosen.
pub fn options(state: &State, which: Which) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let names = &state.board.names;
    let own = view(state).map(|v| &v.scope.subject);
    let is_own = |name: &str| matches!(own, Some(Subject::Campaign(c)) if c == name);
    let each = names.campaigns.iter().zip(&names.campaign_days);
    let each = each.filter(|(n, _)| which == Which::Subject || !is_own(n));
    let day = |day: &Option<Date>| day.map_or_else(|| "…".to_owned(), |d| d.to_string());
    all.extend(each.map(|(name, [from, to])| {
        let days = match (from, to) {
            (None, None) => String::new(),
            _ => format!("  {} – {}", day(from), day(to)),
        };
        (name.clone(), format!("{name}{days}"))
    }));
    for (typed, id) in periods(state.today) {
        let label = format!("{}  {}", state.words.get(id), typed.replace("..", " – "));
        all.push((typed, label));
    }
    if which == Which::Against {
        all.insert(0, (String::new(), state.words.get("review-against-usual")));
    }
    all
}

/// The campaign of this name, or these days.
fn subject(state: &State, text: &str) -> Option<Subject> {
    let names = state.board.names.campaigns.iter();
    let mut known = names.filter(|n| fold_key(n) == fold_key(text));
    if let Some(name) = known.next() {
        return Some(Subject::Campaign(name.clone()));
    }
    days(text).map(Subject::Days)
}

/// The days that are typed: one, a month, or from one to another.
pub fn days(text: &str) -> Option<Days> {
    let period = Period::parse(text.trim())?;
    Days::of(period.start.unwrap_or(period.end), period.end)
}

/// What somebody means who typed this and took the first of what was offered for it: days that are typed are those days,
/// not others that look like them.
///
/// # Errors
/// A sentence, where it is neither a campaign nor days.
pub fn meant(state: &State, typed: &str, offered: Option<&str>) -> Result<String, Message> {
    let by_days = typed.starts_with(|c: char| c.is_ascii_digit());
    let named = |text: &str| fold_key(text).contains(&fold_key(typed));
    match offered {
        Some(offered) if !by_days || named(offered) => Ok(offered.to_owned()),
        _ if subject(state, typed).is_some() => Ok(typed.to_owned()),
        _ => Err(Message::new("review-no-such").with("text", typed)),
    }
}

/// What was chosen or typed.
pub fn take(state: &mut State, which: Which, text: &str) -> Vec<Effect> {
    let against = text.is_empty() && which == Which::Against;
    let found = subject(state, text);
    if found.is_none() && !against {
        state.complain(Message::new("review-no-such").with("text", text));
        return Vec::new();
    }
    let scope = match (which, view(state)) {
        (Which::Against, Some(view)) => Scope {
            subject: view.scope.subject.clone(),
            against: found,
        },
        (_, _) => match found {
            Some(subject) => Scope {
                subject,
                against: None,
            },
            None => return Vec::new(),
        },
    };
    show(state, scope)
}
