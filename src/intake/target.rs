//! Where a column's values go.

use super::kind::Kind;
use crate::domain::field::{Attr, Metric};
use crate::domain::number::Unit;

/// What a column of a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The creator's handle, or a link to the profile.
    Handle,
    /// The platform's own number of the creator.
    PlatformId,
    /// The platform's name.
    Platform,
    /// A stored metric.
    Metric(Metric),
    /// A text.
    Attr(Attr),
    /// The currency of the row's money.
    Currency,
    /// Tags to be added.
    Tags,
    /// A note to be added.
    Note,
    /// The day the row's data are from.
    AsOf,
    /// A price or a range of prices, for [`Metric::PriceLow`] and [`Metric::PriceHigh`].
    Price,
    /// Lines such as `女性:78%`.
    GenderShares,
    /// Lines such as `18-23:31%`.
    AgeShares,
    /// Lines such as `US:62%`.
    RegionShares,
    /// The share of one age band; without an upper end the band is open.
    AgeBand {
        /// Youngest age in it.
        low: u8,
        /// Oldest age in it.
        high: Option<u8>,
    },
    /// A ratio whose bare numbers are percent: 81 is 81 %. Only said in mappings by hand; the column then goes to the
    /// metric.
    Percent(Metric),
    /// A column of a native file about work with creators.
    Field(&'static str),
    /// Known, and not read.
    Ignore,
}

const PLAIN: [(Target, &str); 12] = [
    (Target::Handle, "handle"),
    (Target::PlatformId, "platform_id"),
    (Target::Platform, "platform"),
    (Target::Currency, "currency"),
    (Target::Tags, "tags"),
    (Target::Note, "note"),
    (Target::AsOf, "as_of"),
    (Target::Price, "price"),
    (Target::GenderShares, "gender_shares"),
    (Target::AgeShares, "age_shares"),
    (Target::RegionShares, "region_shares"),
    (Target::Ignore, "ignore"),
];

impl Target {
    /// What a person can map a column to, in the order it is offered.
    pub fn all() -> impl Iterator<Item = Target> {
        let plain = PLAIN.iter().map(|(t, _)| *t);
        plain
            .chain(Metric::stored().map(Target::Metric))
            .chain(
                Metric::stored()
                    .filter(|m| m.unit() == Unit::Ratio)
                    .map(Target::Percent),
            )
            .chain(Attr::ALL.iter().map(|a| Target::Attr(*a)))
    }

    /// Name in `--map` and in remembered mappings.
    pub fn key(self) -> String {
        match self {
            Target::Metric(m) => m.key().to_owned(),
            Target::Percent(m) => format!("{}%", m.key()),
            Target::Attr(a) => a.key().to_owned(),
            Target::Field(key) => key.to_owned(),
            Target::AgeBand {
                low,
                high: Some(high),
            } => format!("age_band:{low}-{high}"),
            Target::AgeBand { low, high: None } => format!("age_band:{low}+"),
            plain => PLAIN
                .iter()
                .find(|(t, _)| *t == plain)
                .map_or("ignore", |(_, key)| key)
                .to_owned(),
        }
    }

    /// By its name; the column names of the native `creators` file are read too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if let Some((target, _)) = PLAIN.iter().find(|(_, key)| *key == name) {
            return Some(*target);
        }
        if let Some(band) = name.strip_prefix("age_band:") {
            let (low, high) = super::shares::band(band)?;
            return Some(Target::AgeBand { low, high });
        }
        if let Some(name) = name.strip_suffix('%') {
            let metric =
                Metric::from_key(name).filter(|m| m.is_stored() && m.unit() == Unit::Ratio);
            return metric.map(Target::Percent);
        }
        Metric::from_key(&name)
            .filter(|m| m.is_stored())
            .map(Target::Metric)
            .or_else(|| Attr::from_key(&name).map(Target::Attr))
            .or_else(|| super::alias::native_column(&name))
    }

    /// By its name in a file of a kind: native files have columns of their own.
    pub fn parse_in(kind: Option<Kind>, name: &str) -> Option<Self> {
        let Some(file) = kind.and_then(Kind::native) else {
            return Target::parse(name);
        };
        let name = name.trim().to_lowercase();
        let field = file.field(&name).map(|f| Target::Field(f.key));
        field.or_else(|| (name == Target::Ignore.key()).then_some(Target::Ignore))
    }

    /// What a column of a kind of file can be mapped to.
    pub fn all_in(kind: Option<Kind>) -> Vec<Target> {
        match kind.and_then(Kind::native) {
            Some(file) => file.fields.iter().map(|f| Target::Field(f.key)).collect(),
            None => Target::all().collect(),
        }
    }

    /// Whether a column of this target can name the creator of a row.
    pub(super) fn names_creator(self) -> bool {
        matches!(
            self,
            Target::Handle | Target::PlatformId | Target::Attr(Attr::Name | Attr::Url)
        )
    }

    /// Whether values are numbers, so that a cell of prose in it is no value.
    pub(super) fn is_numeric(self) -> bool {
        matches!(
            self,
            Target::Metric(_) | Target::Percent(_) | Target::Price | Target::AgeBand { .. }
        )
    }

    /// Whether values carry a currency.
    pub(super) fn is_money(self) -> bool {
        match self {
            Target::Metric(m) => m.unit().is_money(),
            Target::Price => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let all = Metric::stored()
            .map(Target::Metric)
            .chain(Attr::ALL.iter().copied().map(Target::Attr))
            .chain(PLAIN.iter().map(|(t, _)| *t))
            .chain([
                Target::Percent(Metric::Female),
                Target::Percent(Metric::Age45),
            ])
            .chain([
                Target::AgeBand {
                    low: 18,
                    high: Some(23),
                },
                Target::AgeBand {
                    low: 50,
                    high: None,
                },
            ]);
        for target in all {
            assert_eq!(Target::parse(&target.key()), Some(target), "{target:?}");
        }
        assert_eq!(Target::parse("score"), None);
        assert_eq!(Target::parse("GMV_30d"), Some(Target::Metric(Metric::Gmv)));
    }
}
