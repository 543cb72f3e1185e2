//! What there is to talk about, by the boards: read of their own rows, of each topic the first few, which are those with
//! most money behind them. A meeting takes no more; whoever wants more adds it by hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::agenda::{About, Proposal, Topic};
use super::figure::{Behind, Mark, Row, Section, Value, value};
use super::{Review, Subject};
use crate::domain::collab::stage::Stage;

/// A name in a column.
fn text(section: &Section, row: &Row, key: &str) -> Option<Arc<str>> {
    match value(section, row, key)? {
        Value::Text(text) => Some(Arc::clone(text)),
        _ => None,
    }
}

impl Review {
    /// A table of a board.
    pub fn section(&self, board: &str, id: &str) -> Option<&Section> {
        let board = self.boards.iter().find(|b| b.id == board)?;
        board.sections.iter().find(|s| s.id == id)
    }

    /// What there is to talk about, by the boards: see the module.
    pub fn proposals(&self) -> Vec<Proposal> {
        let mut all: Vec<Proposal> = Vec::new();
        for topic in Topic::ALL {
            let mut of = Vec::new();
            for about in self.proposed(topic) {
                let same = |p: &Proposal| p.about == about && !p.topic.is_beside(topic);
                if !all.iter().any(same) && !of.contains(&about) {
                    of.push(about);
                }
            }
            of.truncate(topic.most());
            all.extend(of.into_iter().map(|about| Proposal { topic, about }));
        }
        all
    }

    fn proposed(&self, topic: Topic) -> Vec<About> {
        match topic {
            Topic::LetGo => {
                let mut all = self.creators_in("eliminate", |_, _| true);
                // with whom everything has ended already nobody has to be let go
                let goes_on = self.going_on();
                all.retain(|about| about.creator().is_some_and(|id| goes_on.contains(&id)));
                all
            }
            Topic::Retest => self.creators_in("retest", |_, _| true),
            Topic::Reinvest => self.creators_in("reinvest", |_, _| true),
            Topic::Late => self.late(),
            Topic::Product => self.named_in("products", "products", |section, row| {
                value(section, row, "action").is_some_and(|v| !v.is_missing())
            }),
            Topic::Peak => self.peaking(),
            Topic::Content => self.best(),
            Topic::Team => {
                let slow = |section: &Section, row: &Row| {
                    value(section, row, "bottleneck").is_some_and(|v| !v.is_missing())
                };
                let all = self.section("team", "cycle");
                let rows = all
                    .into_iter()
                    .flat_map(|s| s.rows.iter().map(move |r| (s, r)));
                rows.filter(|(s, r)| slow(s, r))
                    .filter_map(|(s, r)| text(s, r, "member"))
                    .map(About::Member)
                    .collect()
            }
            Topic::Own | Topic::Free => Vec::new(),
        }
    }

    /// Names of products that stand on the boards, also of those that sold only before.
    pub fn products(&self) -> BTreeSet<Arc<str>> {
        let told = self.named_in("products", "products", |_, _| true);
        let told = told.into_iter().filter_map(|about| match about {
            About::Product(name) => Some(name),
            _ => None,
        });
        self.sold.products().into_iter().chain(told).collect()
    }

    /// Those with whom not everything was given up already.
    pub(super) fn going_on(&self) -> BTreeSet<u32> {
        let rows = self.deals.rows.iter();
        let goes_on = |row: &&Row| self.stage(row).is_some_and(|s| !s.is_given_up());
        let creators = rows.filter(goes_on).filter_map(|row| match row.behind {
            Behind::Deal(_, creator) => Some(creator),
            _ => None,
        });
        creators.collect()
    }

    /// Creators of a table of the board of creators, of those rows: of each currency the first, then the second, and so on.
    pub(super) fn creators_in(&self, id: &str, is: impl Fn(&Section, &Row) -> bool) -> Vec<About> {
        let Some(section) = self.section("creators", id) else {
            return Vec::new();
        };
        // the first of each currency, the second of each, and so on: sums of several have no order
        let mut seen: Vec<(Option<&Value>, usize)> = Vec::new();
        let mut all: Vec<(usize, About)> = Vec::new();
        for row in section.rows.iter().filter(|r| is(section, r)) {
            let Behind::Creator(id) = row.behind else {
                continue;
            };
            let currency = value(section, row, "currency");
            let at = match seen.iter().position(|(c, _)| *c == currency) {
                Some(at) => at,
                None => {
                    seen.push((currency, 0));
                    seen.len() - 1
                }
            };
            if let Some((_, n)) = seen.get_mut(at) {
                all.push((*n, About::Creator(id)));
                *n += 1;
            }
        }
        all.sort_by_key(|(n, _)| *n);
        all.into_iter().map(|(_, about)| about).collect()
    }

    fn named_in(&self, board: &str, id: &str, is: impl Fn(&Section, &Row) -> bool) -> Vec<About> {
        let Some(section) = self.section(board, id) else {
            return Vec::new();
        };
        let rows = section.rows.iter().filter(|r| is(section, r));
        rows.filter_map(|r| text(section, r, "product"))
            .map(About::Product)
            .collect()
    }

    /// Products with a peak, the one that is furthest above its mean first.
    fn peaking(&self) -> Vec<About> {
        let Some(section) = self.section("products", "peaks") else {
            return Vec::new();
        };
        let times = |row: &Row| match value(section, row, "times") {
            Some(Value::Times(of)) => Some(*of),
            _ => None,
        };
        let mut rows: Vec<&Row> = section.rows.iter().collect();
        rows.sort_by_key(|r| std::cmp::Reverse(times(r)));
        let names = rows.into_iter().filter_map(|r| text(section, r, "product"));
        names.map(About::Product).collect()
    }

    /// Whose collaborations are over their day, the longest first.
    fn late(&self) -> Vec<About> {
        let mut all: Vec<(i32, u32)> = Vec::new();
        // what is due after the days that are reviewed is another meeting's
        let end = match self.head.subject {
            Subject::Days(days) => days.to,
            Subject::Campaign(_) => i32::MAX,
        };
        for row in &self.deals.rows {
            let due = match value(&self.deals, row, "due") {
                Some(Value::Day(day)) => *day,
                _ => continue,
            };
            let over = self.stage(row).is_none_or(|s| s >= Stage::Reviewed);
            if let (Behind::Deal(_, creator), true) =
                (&row.behind, due < self.head.today && due <= end && !over)
            {
                all.push((due, *creator));
            }
        }
        all.sort_unstable();
        all.into_iter().map(|(_, id)| About::Creator(id)).collect()
    }

    /// Where the collaboration of a row of [`Review::deals`] stands now.
    pub fn stage(&self, row: &Row) -> Option<Stage> {
        let of = |key: &str| match value(&self.deals, row, key) {
            Some(Value::Word(id)) => Some(id),
            _ => None,
        };
        let id = of("stage_now").or_else(|| of("stage"))?;
        Stage::of_word(id)
    }

    /// What sold most in each currency, then the best by each rate that passes its benchmark.
    fn best(&self) -> Vec<About> {
        let of = |id: &str, is: &dyn Fn(&Section, &Row) -> bool| -> Vec<About> {
            let Some(section) = self.section("content", id) else {
                return Vec::new();
            };
            let first = |r: &&Row| {
                matches!(value(section, r, "place"), Some(Value::Count(1))) && is(section, r)
            };
            let rows = section.rows.iter().filter(first);
            rows.filter_map(|r| match &r.behind {
                Behind::Content(creator, id) => Some(About::Content(Arc::clone(id), *creator)),
                _ => None,
            })
            .collect()
        };
        let passes = |section: &Section, row: &Row| {
            let at = section.columns.iter().position(|c| c.key == "rate");
            let cell = at.and_then(|at| row.cells.get(at));
            cell.is_some_and(|c| c.mark == Mark::Good)
        };
        let sold = of("best_sellers", &|_, _| true);
        sold.into_iter().chain(of("best", &passes)).collect()
    }

    /// Whether there were orders of a collaboration.
    pub fn has_sold(&self, deal: u32) -> bool {
        let of = |row: &&Row| matches!(row.behind, Behind::Deal(id, _) if id == deal);
        let mut rows = self.deals.rows.iter().filter(of);
        rows.any(|row| matches!(value(&self.deals, row, "orders"), Some(Value::Count(1..))))
    }

    /// The collaborations that a decision about a creator is about, and where they stand: each once.
    pub fn deals_of(&self, creator: u32) -> Vec<(u32, Stage)> {
        let mut all: Vec<(u32, Stage)> = Vec::new();
        for row in &self.deals.rows {
            if let Behind::Deal(id, of) = &row.behind
                && *of == creator
                && let Some(stage) = self.stage(row)
                && all.last().is_none_or(|(last, _)| last != id)
            {
                all.push((*id, stage));
            }
        }
        all
    }
}
