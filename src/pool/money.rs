//! Which currency each creator's money is in.
//!
//! Mostly all money of a creator has one currency, so one is kept for each row, and the exceptions by metric. A row's
//! own currency takes one byte: those beyond the first 256 a pool meets count as exceptions.

use std::io;

use super::column::Column;
use super::facet::{Posting, Rows};
use super::wire::{In, Out, damaged};
use crate::domain::field::Metric;
use crate::domain::money::Currency;
use crate::domain::sketch::Sketch;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    known: Vec<Currency>,
    main: Vec<u8>,
    /// By metric, rows rising.
    other: Vec<Vec<(u32, u16)>>,
    /// Rows whose GMV is in each of the known currencies.
    gmv: Vec<Posting>,
}

impl Currencies {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Currencies {
            known: vec![Currency::NONE],
            main: Vec::with_capacity(rows),
            other: vec![Vec::new(); Metric::COUNT],
            gmv: Vec::new(),
        }
    }

    fn code(&mut self, currency: Currency) -> u16 {
        let at = self.known.iter().position(|c| *c == currency);
        let at = at.unwrap_or_else(|| {
            self.known.push(currency);
            self.known.len() - 1
        });
        // more than 65,535 currencies are not known to anyone
        u16::try_from(at).unwrap_or(0)
    }

    /// The next row. GMV's currency is the row's, where it has GMV.
    pub(super) fn push(&mut self, row: u32, s: &Sketch<'_>) {
        let money = || {
            let all = Metric::MONEY.into_iter();
            all.filter(|m| s.metrics.get(*m).is_some())
        };
        if let Some(currency) = s.only_currency() {
            let code = match money().next() {
                Some(_) => self.code(currency),
                None => 0,
            };
            if let Ok(main) = u8::try_from(code) {
                return self.main.push(main);
            }
        }
        let lead = std::iter::once(Metric::Gmv)
            .filter(|m| s.metrics.get(*m).is_some())
            .chain(money())
            .next();
        let main = lead.map_or(0, |m| self.code(s.currency(m)));
        let main = u8::try_from(main).unwrap_or(0);
        self.main.push(main);
        for m in money() {
            let code = self.code(s.currency(m));
            self.except(m, row, main, code);
        }
    }

    fn except(&mut self, metric: Metric, row: u32, main: u8, code: u16) {
        if code != u16::from(main)
            && let Some(other) = self.other.get_mut(metric.index())
        {
            other.push((row, code));
        }
    }

    /// For pieces whose GMV is in these currencies, each with its number of rows there.
    pub(super) fn whole(gmv: impl Iterator<Item = (Currency, usize)>, len: usize) -> Whole {
        let mut all = Currencies::with_capacity(len);
        let mut totals = vec![0];
        for (currency, count) in gmv {
            let code = usize::from(all.code(currency));
            totals.resize(all.known.len(), 0);
            if let Some(total) = totals.get_mut(code) {
                *total += count;
            }
        }
        Whole {
            gmv: totals.into_iter().map(|n| Rows::new(n, len)).collect(),
            all,
            len,
        }
    }

    /// The rows of another one, from row `offset` on.
    fn append(&mut self, later: Currencies, offset: u32, here: &[u16]) {
        let code = |theirs: u16| here.get(usize::from(theirs)).copied().unwrap_or(0);
        for (mine, theirs) in self.other.iter_mut().zip(&later.other) {
            mine.extend(theirs.iter().map(|(row, c)| (row + offset, code(*c))));
        }
        let before = later.other;
        let mut moved = false;
        for (row, theirs) in (0u32..).zip(later.main) {
            let code = code(theirs.into());
            let main = u8::try_from(code).unwrap_or(0);
            self.main.push(main);
            if u16::from(main) == code {
                continue;
            }
            // its currency has no place in a byte here: every amount that was in it is an exception
            moved = true;
            for m in Metric::MONEY {
                let theirs = before.get(m.index()).map(Vec::as_slice).unwrap_or_default();
                if theirs.binary_search_by_key(&row, |(r, _)| *r).is_err() {
                    self.except(m, row + offset, main, code);
                }
            }
        }
        if moved {
            self.other.iter_mut().for_each(|o| o.sort_unstable());
        }
    }

    /// How it is told in a file.
    pub(super) fn keep(&self, out: &mut Out) {
        out.count(self.known.len());
        self.known.iter().for_each(|c| out.text(c.code()));
        out.numbers(&self.main);
        out.count(self.other.len());
        for other in &self.other {
            let (rows, codes): (Vec<u32>, Vec<u16>) = other.iter().copied().unzip();
            out.numbers(&rows);
            out.numbers(&codes);
        }
        out.count(self.gmv.len());
        self.gmv.iter().for_each(|p| p.keep(out));
    }

    pub(super) fn take(from: &mut In<'_>, rows: usize) -> io::Result<Self> {
        let n = from.count(1)?;
        let known: Vec<Currency> = (0..n)
            .map(|_| Ok(Currency::parse(from.text()?).unwrap_or_default()))
            .collect::<io::Result<_>>()?;
        let main: Vec<u8> = from.numbers()?;
        let n = from.count(1)?;
        let mut other = Vec::with_capacity(n);
        for _ in 0..n {
            let (rows, codes): (Vec<u32>, Vec<u16>) = (from.numbers()?, from.numbers()?);
            if rows.len() != codes.len() {
                return Err(damaged());
            }
            other.push(rows.into_iter().zip(codes).collect());
        }
        let n = from.count(1)?;
        let gmv: Vec<Posting> = (0..n)
            .map(|_| Posting::take(from, main.len()))
            .collect::<io::Result<_>>()?;
        if main.len() != rows || other.len() != Metric::COUNT || gmv.len() != known.len() {
            return Err(damaged());
        }
        Ok(Currencies {
            known,
            main,
            other,
            gmv,
        })
    }

    pub(super) fn freeze(mut self, gmv: Option<&Column>, len: usize) -> Self {
        let mut rows = vec![Vec::new(); self.known.len()];
        if let Some(gmv) = gmv {
            gmv.each(len, |row, v| {
                if v.is_some()
                    && let Some(list) = rows.get_mut(self.code_of(Metric::Gmv, row) as usize)
                {
                    list.push(u32::try_from(row).unwrap_or(u32::MAX));
                }
            });
        }
        self.gmv = rows.into_iter().map(|r| Posting::new(r, len)).collect();
        self.main.shrink_to_fit();
        self
    }

    fn code_of(&self, metric: Metric, row: usize) -> u16 {
        let other = self.other.get(metric.index()).map(Vec::as_slice);
        let other = other.unwrap_or_default();
        if !other.is_empty()
            && let Ok(at) = other.binary_search_by_key(&row, |(r, _)| *r as usize)
            && let Some((_, code)) = other.get(at)
        {
            return *code;
        }
        self.main.get(row).copied().unwrap_or(0).into()
    }

    /// Of a metric the row has.
    pub(super) fn of(&self, metric: Metric, row: usize) -> Currency {
        let code = self.code_of(metric, row);
        self.known.get(code as usize).copied().unwrap_or_default()
    }

    /// Currencies of GMV with their rows.
    pub(super) fn gmv(&self) -> impl Iterator<Item = (Currency, &Posting)> {
        self.known.iter().copied().zip(&self.gmv)
    }

    pub(super) fn bytes(&self) -> usize {
        self.main.capacity()
            + self
                .other
                .iter()
                .map(|o| o.capacity() * size_of::<(u32, u16)>())
                .sum::<usize>()
            + self.gmv.iter().map(Posting::bytes).sum::<usize>()
    }
}

/// Currencies of several pieces.
#[derive(Debug)]
pub(super) struct Whole {
    all: Currencies,
    gmv: Vec<Rows>,
    len: usize,
}

impl Whole {
    /// The rows of the next piece.
    pub(super) fn append(&mut self, piece: Currencies) {
        let offset = u32::try_from(self.all.main.len()).unwrap_or(u32::MAX);
        let here: Vec<u16> = piece.known.iter().map(|c| self.all.code(*c)).collect();
        for (rows, code) in piece.gmv.iter().zip(&here) {
            if let Some(mine) = self.gmv.get_mut(usize::from(*code)) {
                mine.append(rows, offset);
            }
        }
        self.all.append(piece, offset, &here);
    }

    /// The whole, once all pieces are in it.
    pub(super) fn currencies(self) -> Currencies {
        let gmv = self.gmv.into_iter();
        Currencies {
            gmv: gmv.map(|rows| rows.posting(self.len)).collect(),
            ..self.all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Period, Platform, Source};
    use crate::domain::sketch::{Glimpse, Labels};
    use crate::pool::column::Growing;

    #[test]
    fn currencies_beyond_a_byte_are_exceptions() {
        let name = |i: u32| -> String {
            let letter = |n: u32| char::from(b'A' + (n % 26) as u8);
            [letter(i / 676), letter(i / 26), letter(i)]
                .iter()
                .collect()
        };
        let mut all = Currencies::with_capacity(600);
        // the second half by another thread, which met its currencies in an order of its own
        let mut later = Currencies::with_capacity(300);
        let mut gmv = [Growing::new(300), Growing::new(300)];
        for i in 0..600 {
            let period = Period {
                start: None,
                end: jiff::civil::date(2026, 11, 20),
            };
            let mut glimpse = Glimpse::new(period, Source::Native, 1);
            glimpse.currency = Currency::parse(&name(i)).unwrap();
            glimpse.metrics.set(Metric::Gmv, Some(i.into()));
            glimpse.metrics.set(Metric::Refunds, Some(1));
            let mut seen = [glimpse];
            let sketch = Sketch::merge(i, Platform::TikTok, "a", Labels::default(), &mut seen);
            if i < 300 {
                all.push(i, &sketch);
            } else {
                later.push(i - 300, &sketch);
            }
            gmv[i as usize / 300].push(Some(i.into()));
        }
        let pieces: Vec<Currencies> = [all, later]
            .into_iter()
            .zip(gmv)
            .map(|(piece, gmv)| piece.freeze(Some(&gmv.freeze()), 300))
            .collect();
        let counts: Vec<_> = pieces
            .iter()
            .flat_map(Currencies::gmv)
            .map(|(c, rows)| (c, rows.count()))
            .collect();
        let mut whole = Currencies::whole(counts.into_iter(), 600);
        pieces.into_iter().for_each(|piece| whole.append(piece));
        let all = whole.currencies();
        for i in 0..600 {
            let want = Currency::parse(&name(i)).unwrap();
            assert_eq!(all.of(Metric::Gmv, i as usize), want, "{i}");
            assert_eq!(all.of(Metric::Refunds, i as usize), want, "{i}");
        }
        assert!(all.gmv().all(|(_, rows)| rows.count() <= 1));
    }
}
