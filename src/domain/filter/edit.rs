//! What the panes do to a filter. Every edit keeps the conditions a person typed in the order they were typed.

use super::super::facet::Facet;
use super::super::field::Metric;
use super::super::number::{Decimal, Range};
use super::{Condition, Filter, Goal, Test};

impl Filter {
    /// The values of a facet that are asked for, not those turned away.
    pub fn chosen(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.conditions
            .iter()
            .filter(|c| !c.negated)
            .flat_map(move |c| {
                match &c.test {
                    Test::OneOf(f, values) if *f == facet => values.as_slice(),
                    _ => &[],
                }
                .iter()
                .map(String::as_str)
            })
    }

    /// Adds a value to a facet's condition, or takes it out. `same` tells whether two spellings are one value.
    pub fn toggle(&mut self, facet: Facet, value: &str, same: impl Fn(&str, &str) -> bool) {
        let mut found = false;
        for c in self.conditions.iter_mut().filter(|c| !c.negated) {
            if let Test::OneOf(f, values) = &mut c.test
                && *f == facet
            {
                let before = values.len();
                values.retain(|v| !same(v, value));
                found |= values.len() != before;
            }
        }
        self.conditions
            .retain(|c| !matches!(&c.test, Test::OneOf(_, values) if values.is_empty()));
        if found {
            return;
        }
        let existing = self.conditions.iter_mut().find_map(|c| match &mut c.test {
            Test::OneOf(f, values) if *f == facet && !c.negated => Some(values),
            _ => None,
        });
        match existing {
            Some(values) => values.push(value.to_owned()),
            None => self.conditions.push(Condition {
                negated: false,
                test: Test::OneOf(facet, vec![value.to_owned()]),
            }),
        }
    }

    /// Turns a facet's value away (`-tag:blacklist`), or stops doing so.
    pub fn toggle_not(&mut self, facet: Facet, value: &str, same: impl Fn(&str, &str) -> bool) {
        let before = self.conditions.len();
        self.conditions.retain(
            |c| !matches!(&c.test, Test::OneOf(f, values) if c.negated && *f == facet && values.iter().any(|v| same(v, value))),
        );
        if self.conditions.len() == before {
            if self.chosen(facet).any(|v| same(v, value)) {
                self.toggle(facet, value, same);
            }
            self.conditions.push(Condition {
                negated: true,
                test: Test::OneOf(facet, vec![value.to_owned()]),
            });
        }
    }

    /// The numeric condition on a metric, where there is exactly one plain range.
    pub fn range(&self, metric: Metric) -> Option<Range> {
        let mut all = self.conditions.iter().filter_map(|c| match &c.test {
            Test::Within {
                metric: m, ranges, ..
            } if *m == metric && !c.negated => Some(ranges),
            _ => None,
        });
        match (all.next().map(Vec::as_slice), all.next()) {
            (Some([one]), None) => Some(*one),
            _ => None,
        }
    }

    /// Whether any condition asks about the metric.
    pub fn asks(&self, metric: Metric) -> bool {
        self.conditions
            .iter()
            .any(|c| matches!(&c.test, Test::Within { metric: m, .. } if *m == metric))
    }

    /// Puts one range in the place of all conditions on a metric; `None` takes them away.
    pub fn set_range(&mut self, metric: Metric, range: Option<Range>) {
        let is = |c: &Condition| matches!(&c.test, Test::Within { metric: m, .. } if *m == metric);
        let place = self.conditions.iter().position(is);
        let currency = self.conditions.iter().find_map(|c| match &c.test {
            Test::Within {
                metric: m,
                currency,
                ..
            } if *m == metric => *currency,
            _ => None,
        });
        self.conditions.retain(|c| !is(c));
        if let Some(range) = range {
            let at = place
                .unwrap_or(self.conditions.len())
                .min(self.conditions.len());
            let test = Test::Within {
                metric,
                ranges: vec![range],
                currency,
            };
            self.conditions.insert(
                at,
                Condition {
                    negated: false,
                    test,
                },
            );
        }
    }

    /// Moves a metric's lower bound (or, for `Below` metrics, its upper one) to `to`.
    pub fn set_bound(&mut self, metric: Metric, to: Option<Decimal>, upper: bool) {
        let bound = to.map(|d| (d, true));
        let range = if upper {
            Range {
                low: None,
                high: bound,
            }
        } else {
            Range {
                low: bound,
                high: None,
            }
        };
        self.set_range(metric, bound.map(|_| range));
    }

    /// Takes a condition away by its position.
    pub fn remove(&mut self, index: usize) {
        if index < self.conditions.len() {
            self.conditions.remove(index);
        }
    }

    /// Chooses a goal: the former goal's condition goes with it where nobody has changed it.
    pub fn set_goal(&mut self, goal: Option<Goal>) {
        if let Some(old) = self.goal {
            let brought = old.condition();
            self.conditions.retain(|c| *c != brought);
        }
        self.goal = goal;
        if let Some(goal) = goal {
            self.set_range(Metric::Followers, None);
            self.conditions.insert(0, goal.condition());
        }
    }

    /// Chooses a tier scheme. Conditions on the bands of another scheme would mean something else under this one, so
    /// they go; returns whether there were any.
    pub fn set_scheme(&mut self, scheme: Option<usize>) -> bool {
        let before = self.conditions.len();
        if self.scheme != scheme {
            self.conditions
                .retain(|c| !matches!(c.test, Test::OneOf(Facet::Tier, _)));
        }
        self.scheme = scheme;
        before != self.conditions.len()
    }

    /// Takes everything away that is typed as bare words, and puts `words` in their place.
    pub fn set_words(&mut self, words: impl IntoIterator<Item = String>) {
        self.conditions
            .retain(|c| c.negated || !matches!(c.test, Test::Word(_)));
        self.conditions.extend(words.into_iter().map(|w| Condition {
            negated: false,
            test: Test::Word(w),
        }));
    }

    /// The bare words that are asked for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.conditions
            .iter()
            .filter(|c| !c.negated)
            .filter_map(|c| match &c.test {
                Test::Word(w) => Some(w.as_str()),
                _ => None,
            })
    }
}
