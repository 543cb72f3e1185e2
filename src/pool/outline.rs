//! Creators as far as the columns hold them: lines of the table, without a look into the pool file.

use super::Pool;
use super::build;
use super::column::Column;
use crate::domain::creator::{Platform, Profile, Record, Values};
use crate::domain::facet::Facet;
use crate::domain::field::{Attr, Metric};
use crate::domain::money::Currency;

impl Pool {
    /// What the table shows of these creators at once, in their order; see [`Record::outline`]. Ids that are not in the
    /// pool are left out.
    pub fn outlines(&self, ids: &[u32]) -> Vec<Record> {
        let rows: Vec<(u32, usize)> = ids
            .iter()
            .filter_map(|id| Some((*id, self.data.roll.row(*id)?)))
            .collect();
        let mut values = vec![Values::EMPTY; rows.len()];
        // column by column: places far apart in memory, many of which are then on their way at once
        for &m in Metric::ALL {
            let column = match m {
                // nobody waits here until everybody is ranked; the whole rows that follow have it
                Metric::Score => self
                    .data
                    .score
                    .get()
                    .map_or(&Column::Empty, |scores| scores),
                m => self.metric(m),
            };
            for ((_, row), values) in rows.iter().zip(&mut values) {
                values.set(m, column.get(*row));
            }
        }
        let outlines = rows.into_iter().zip(values);
        outlines
            .filter_map(|((id, row), values)| self.outline(id, row, values))
            .collect()
    }

    fn outline(&self, id: u32, row: usize, values: Values<{ Metric::COUNT }>) -> Option<Record> {
        let (handle, name) = self.data.spelling.of(row, &self.data.search)?;
        let currency = |m: Metric| {
            if m.unit().is_money() {
                self.currency_at(m, row)
            } else {
                Currency::NONE
            }
        };
        // a creator whose file had bands of its own: which is the largest is all that is known of them
        let band = self.first(Facet::Age, row).map(|band| format!("{band}:1"));
        let attrs = [
            (Attr::Name, Some(name.as_str())),
            (Attr::Region, self.first(Facet::Region, row)),
            (Attr::Language, self.first(Facet::Language, row)),
            (Attr::AgeBands, band.as_deref()),
        ];
        let attrs = attrs.into_iter().filter_map(|(a, text)| Some((a, text?)));
        let as_of = self.data.as_of.get(row).and_then(build::date);
        let profile = Profile::outline(as_of, values, currency, attrs);
        let platform = self.first(Facet::Platform, row).and_then(Platform::parse);
        let platform = platform.unwrap_or(Platform::Other);
        let mut record = Record::outline(id, platform, &handle, profile);
        record.verdict = self.verdict(row);
        record.diagnosis = self.diagnosis(row);
        if let Some(collabs) = self.collabs() {
            record.work = collabs.of(id);
            record.tally = collabs.tally(id);
        }
        Some(record)
    }

    /// The first value of a row, as first spelled.
    fn first(&self, facet: Facet, row: usize) -> Option<&str> {
        let values = self.facet(facet)?;
        Some(values.name(values.first_code(row)?))
    }
}
