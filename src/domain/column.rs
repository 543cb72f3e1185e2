//! What can stand in a column, be sorted by, and go out to a file.

use super::facet::Facet;
use super::field::{Attr, Metric};

/// A column of creators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The handle, without `@`.
    Handle,
    /// A number.
    Metric(Metric),
    /// A text.
    Attr(Attr),
    /// Band of the active tier scheme.
    Tier,
    /// The age band with most fans.
    Age,
    /// Where.
    Platform,
    /// The platform's own number.
    PlatformId,
    /// The team's labels.
    Tags,
    /// Shortlists.
    Lists,
    /// The newest note.
    Note,
    /// The exports with data.
    Source,
    /// Where collaborations stand.
    Stage,
    /// Whose they are.
    Owner,
    /// For which campaigns.
    Campaign,
    /// What returns advise.
    Verdict,
    /// Conversion against exposure.
    Diagnosis,
}

impl Column {
    /// Columns in the order they are offered. Those that only feed a computed one are left out.
    pub fn all() -> impl Iterator<Item = Column> {
        let first = [
            Column::Handle,
            Column::Attr(Attr::Name),
            Column::Tier,
            Column::Metric(Metric::Followers),
            Column::Attr(Attr::Categories),
            Column::Attr(Attr::Region),
            Column::Attr(Attr::Language),
            Column::Metric(Metric::LikeRate),
            Column::Metric(Metric::Engagement),
            Column::Metric(Metric::Adult),
            Column::Metric(Metric::Female),
            Column::Age,
            Column::Metric(Metric::Posts),
            Column::Metric(Metric::Products),
            Column::Metric(Metric::Orders),
            Column::Metric(Metric::Gmv),
            Column::Metric(Metric::Aov),
            Column::Metric(Metric::PlatformCtr),
            Column::Metric(Metric::Cvr),
            Column::Metric(Metric::RefundRate),
            Column::Metric(Metric::Fulfilment),
            Column::Metric(Metric::Reply),
            Column::Metric(Metric::Score),
            Column::Stage,
            Column::Owner,
            Column::Campaign,
            Column::Metric(Metric::Return),
            Column::Metric(Metric::NetRoi),
            Column::Metric(Metric::RevenueRoi),
            Column::Metric(Metric::Roas),
            Column::Metric(Metric::Profit),
            Column::Metric(Metric::Cost),
            Column::Verdict,
            Column::Diagnosis,
            Column::Tags,
            Column::Metric(Metric::Stale),
            Column::Platform,
            Column::PlatformId,
            Column::Lists,
            Column::Note,
            Column::Source,
        ];
        let hidden = |m: &Metric| m.key().starts_with("given_");
        let metrics = Metric::ALL
            .iter()
            .copied()
            .filter(move |m| !hidden(m))
            .map(Column::Metric);
        let attrs = Attr::ALL.iter().copied().map(Column::Attr);
        let rest = metrics.chain(attrs).filter(move |c| !first.contains(c));
        first.into_iter().chain(rest)
    }

    /// Name in files, settings and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Column::Handle => "handle",
            Column::Metric(m) => m.key(),
            Column::Attr(a) => a.key(),
            Column::Tier => "tier",
            Column::Age => "age",
            Column::Platform => "platform",
            Column::PlatformId => "platform_id",
            Column::Tags => "tags",
            Column::Lists => "lists",
            Column::Note => "note",
            Column::Source => "source",
            Column::Stage => "stage",
            Column::Owner => "owner",
            Column::Campaign => "campaign",
            Column::Verdict => "verdict",
            Column::Diagnosis => "diagnosis",
        }
    }

    /// By name; the names of the query language are read too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Column::all()
            .find(|c| c.key() == name)
            .or_else(|| match Facet::from_query(&name) {
                Some(Facet::Tag) => Some(Column::Tags),
                Some(Facet::List) => Some(Column::Lists),
                Some(Facet::Tier) => Some(Column::Tier),
                Some(Facet::Age) => Some(Column::Age),
                Some(Facet::Platform) => Some(Column::Platform),
                Some(Facet::Source) => Some(Column::Source),
                Some(Facet::Stage) => Some(Column::Stage),
                Some(Facet::Owner) => Some(Column::Owner),
                Some(Facet::Campaign) => Some(Column::Campaign),
                Some(Facet::Verdict) => Some(Column::Verdict),
                Some(Facet::Diagnosis) => Some(Column::Diagnosis),
                Some(f) => f.attr().map(Column::Attr),
                None => Metric::from_query(&name).map(Column::Metric),
            })
    }

    /// Whether the pool can show it without a look into its file: see [`crate::domain::creator::Record::outline`].
    pub const fn is_outlined(self) -> bool {
        match self {
            Column::Handle | Column::Metric(_) | Column::Tier | Column::Age | Column::Platform => {
                true
            }
            Column::Attr(a) => matches!(a, Attr::Name | Attr::Region | Attr::Language),
            // the pool has them in memory
            Column::Stage | Column::Owner | Column::Campaign => true,
            Column::Verdict | Column::Diagnosis => true,
            Column::PlatformId | Column::Tags | Column::Lists | Column::Note | Column::Source => {
                false
            }
        }
    }

    /// Whether the pool sorts by it. Long texts that are seldom sorted by are not held in memory for it.
    pub const fn is_sortable(self) -> bool {
        match self {
            Column::PlatformId | Column::Note => false,
            Column::Attr(a) => matches!(
                a,
                Attr::Name | Attr::Region | Attr::Language | Attr::Categories
            ),
            _ => true,
        }
    }

    /// Told by returns, which a pool has only once the books have been read.
    pub const fn is_of_returns(self) -> bool {
        match self {
            Column::Verdict | Column::Diagnosis => true,
            Column::Metric(m) => m.is_of_returns(),
            _ => false,
        }
    }

    /// Numbers stand at the right of their column.
    pub const fn is_number(self) -> bool {
        matches!(self, Column::Metric(_))
    }
}

/// One key of a sort. Missing values come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// By what.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

impl SortKey {
    /// `followers:desc`, `handle`, `-gmv`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, descending) = match (text.strip_prefix('-'), text.rsplit_once(':')) {
            (Some(name), _) => (name, true),
            (None, Some((name, "desc" | "降序"))) => (name, true),
            (None, Some((name, "asc" | "升序"))) => (name, false),
            (None, Some(_)) => return None,
            (None, None) => (text, false),
        };
        Some(SortKey {
            column: Column::parse(name)?,
            descending,
        })
    }

    /// Several, separated by commas. The error is the part that could not be read.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, String> {
        let parts = text.split(',').filter(|p| !p.trim().is_empty());
        parts
            .map(|p| Self::parse(p).ok_or_else(|| p.trim().to_owned()))
            .collect()
    }
}

impl std::fmt::Display for SortKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}",
            self.column.key(),
            if self.descending { "desc" } else { "asc" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_found_by_its_key() {
        for c in Column::all() {
            assert_eq!(Column::parse(c.key()), Some(c));
        }
    }

    #[test]
    fn sorts_read_back() {
        let keys = SortKey::parse_list("followers:desc, handle,-gmv").unwrap();
        let text = keys
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",");
        assert_eq!(text, "followers:desc,handle:asc,gmv:desc");
        assert_eq!(
            SortKey::parse_list("followers:up"),
            Err("followers:up".into())
        );
    }
}
