//! What a review is about, and what it is held against.

use jiff::civil::Date;

use crate::domain::returns::creator::{date, days};

/// First and last day, counted from 1970-01-01, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// First.
    pub from: i32,
    /// Last; never before the first.
    pub to: i32,
}

/// What is reviewed, as somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A campaign, by its name: all of its collaborations, on all days.
    Campaign(String),
    /// Some days: whatever was sold, spent, posted or moved on them, or lay open at their end.
    Days(Days),
}

/// A question for a review.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// What.
    pub subject: Subject,
    /// What it is held against, where somebody has chosen that; else it is found by [`Days::before`] or the campaigns' days.
    pub against: Option<Subject>,
}

impl Days {
    /// From one day to another; none where it would end before it begins.
    pub fn new(from: i32, to: i32) -> Option<Self> {
        (from <= to).then_some(Days { from, to })
    }

    /// Of two dates.
    pub fn of(from: Date, to: Date) -> Option<Self> {
        Days::new(days(from), days(to))
    }

    /// How many.
    pub fn count(self) -> i32 {
        self.to - self.from + 1
    }

    /// Whether a day is one of them.
    pub fn has(self, day: i32) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// As a pair, as the books are asked.
    pub fn pair(self) -> (i32, i32) {
        (self.from, self.to)
    }

    /// First and last as dates.
    pub fn dates(self) -> Option<(Date, Date)> {
        date(self.from).zip(date(self.to))
    }

    /// As people read them: `2026-10-01 – 2026-10-31`, or the one day.
    pub fn text(self) -> String {
        match self.dates() {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from} – {to}"),
            None => String::new(),
        }
    }

    /// The days before these: as many calendar months where these are whole months, else as many days.
    pub fn before(self) -> Option<Days> {
        let (from, to) = self.dates()?;
        let whole = from.day() == 1 && to.day() == to.days_in_month();
        if !whole {
            return Days::new(self.from - self.count(), self.from - 1);
        }
        let at = |d: Date| i32::from(d.year()) * 12 + i32::from(d.month()) - 1;
        let first = at(from) - (at(to) - at(from) + 1);
        let year = i16::try_from(first.div_euclid(12)).ok()?;
        let month = i8::try_from(first.rem_euclid(12) + 1).ok()?;
        Days::new(days(Date::new(year, month, 1).ok()?), self.from - 1)
    }
}

impl Subject {
    /// From its name: days such as `2026-10-01..2026-10-31`, else a campaign. None of nothing.
    pub fn read(name: &str) -> Option<Subject> {
        if name.trim().is_empty() {
            return None;
        }
        let days = name
            .split_once("..")
            .and_then(|(from, to)| Days::of(from.trim().parse().ok()?, to.trim().parse().ok()?));
        Some(days.map_or_else(|| Subject::Campaign(name.to_owned()), Subject::Days))
    }

    /// As a command line and a file's name have it: the campaign, or `2026-10-01..2026-10-31`.
    pub fn name(&self) -> String {
        match self {
            Subject::Campaign(name) => name.clone(),
            Subject::Days(days) => match days.dates() {
                Some((from, to)) => format!("{from}..{to}"),
                None => String::new(),
            },
        }
    }

    /// As a title has it, and as it can be typed: the campaign, or `2026-10`, `2026-Q4`, else both days.
    pub fn title(&self) -> String {
        let Subject::Days(days) = self else {
            return self.name();
        };
        let Some((from, to)) = days.dates() else {
            return self.name();
        };
        let whole = from.day() == 1 && to.day() == to.days_in_month() && from.year() == to.year();
        match (whole, from.month(), to.month() - from.month() + 1) {
            (true, month, 3) if month % 3 == 1 => format!("{:04}-Q{}", from.year(), month / 3 + 1),
            (true, month, 1) => format!("{:04}-{month:02}", from.year()),
            _ => self.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;

    fn before(from: Date, to: Date) -> String {
        let of = Days::of(from, to).and_then(Days::before).unwrap();
        Subject::Days(of).name()
    }

    #[test]
    fn whole_months_have_months_before_them() {
        for (from, to, want) in [
            (on(2026, 10, 1), on(2026, 10, 31), "2026-09-01..2026-09-30"),
            (on(2026, 1, 1), on(2026, 3, 31), "2025-10-01..2025-12-31"),
            (on(2026, 10, 1), on(2026, 10, 30), "2026-09-01..2026-09-30"),
            (on(2026, 10, 5), on(2026, 10, 11), "2026-09-28..2026-10-04"),
            (on(2026, 3, 1), on(2026, 3, 1), "2026-02-28..2026-02-28"),
        ] {
            assert_eq!(before(from, to), want);
        }
        assert!(Days::of(on(2026, 2, 2), on(2026, 2, 1)).is_none());
    }

    #[test]
    fn whole_months_and_quarters_have_a_title_of_their_own() {
        for (from, to, title) in [
            (on(2026, 10, 1), on(2026, 10, 31), "2026-10"),
            (on(2026, 2, 1), on(2026, 2, 28), "2026-02"),
            (on(2026, 10, 1), on(2026, 12, 31), "2026-Q4"),
            (on(2026, 1, 1), on(2026, 12, 31), "2026-01-01..2026-12-31"),
            (on(2026, 2, 1), on(2026, 4, 30), "2026-02-01..2026-04-30"),
            (on(2026, 10, 1), on(2026, 10, 30), "2026-10-01..2026-10-30"),
            (on(2025, 12, 1), on(2026, 2, 28), "2025-12-01..2026-02-28"),
        ] {
            let subject = Subject::Days(Days::of(from, to).unwrap());
            assert_eq!(subject.title(), title);
            // what is shown can be typed
            let typed = crate::domain::creator::Period::parse(title).unwrap();
            assert_eq!((typed.start, typed.end), (Some(from), to), "{title}");
        }
    }
}
