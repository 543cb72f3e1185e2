//! Where a creator publishes, which export a value came from, and which days it covers.

use jiff::civil::Date;

/// Where a creator publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are the platforms' own")]
pub enum Platform {
    #[default]
    TikTok,
    Douyin,
    Instagram,
    YouTube,
    Other,
}

impl Platform {
    /// All, in the order of their codes in the pool file.
    pub const ALL: [Platform; 5] = [
        Platform::TikTok,
        Platform::Douyin,
        Platform::Instagram,
        Platform::YouTube,
        Platform::Other,
    ];

    /// Name in queries and files.
    pub const fn key(self) -> &'static str {
        match self {
            Platform::TikTok => "tiktok",
            Platform::Douyin => "douyin",
            Platform::Instagram => "instagram",
            Platform::YouTube => "youtube",
            Platform::Other => "other",
        }
    }

    /// By name, in any case; Chinese names too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "抖音" => Some(Platform::Douyin),
            "其他" | "其它" => Some(Platform::Other),
            _ => Self::ALL.into_iter().find(|p| p.key() == name),
        }
    }

    /// `douyin:anna`: the platform, where one stands before the handle, and the handle.
    pub fn before(name: &str) -> (Option<Self>, &str) {
        // an address is no platform
        let split = name
            .split_once(':')
            .filter(|(_, rest)| !rest.starts_with('/'));
        match split.and_then(|(p, rest)| Some((Platform::parse(p)?, rest))) {
            Some((platform, rest)) => (Some(platform), rest),
            None => (None, name),
        }
    }

    /// From its code in the pool file.
    pub fn from_code(code: i64) -> Self {
        usize::try_from(code)
            .ok()
            .and_then(|i| Self::ALL.get(i).copied())
            .unwrap_or(Platform::Other)
    }
}

/// Which export a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are the exports' own")]
pub enum Source {
    CreatorList,
    CreatorData,
    FastMoss,
    ChanMama,
    XingTu,
    Kalodata,
    Native,
    Mapped,
}

impl Source {
    /// A list of the creators who sell for this shop: what it says of sales is what this shop has sold.
    pub const fn is_own_list(self) -> bool {
        matches!(self, Source::CreatorList | Source::CreatorData)
    }

    /// All, in the order of their codes in the pool file.
    pub const ALL: [Source; 8] = [
        Source::CreatorList,
        Source::CreatorData,
        Source::FastMoss,
        Source::ChanMama,
        Source::XingTu,
        Source::Kalodata,
        Source::Native,
        Source::Mapped,
    ];

    /// Name in queries and files.
    pub const fn key(self) -> &'static str {
        match self {
            Source::CreatorList => "creator_list",
            Source::CreatorData => "creator_data",
            Source::FastMoss => "fastmoss",
            Source::ChanMama => "chanmama",
            Source::XingTu => "xingtu",
            Source::Kalodata => "kalodata",
            Source::Native => "native",
            Source::Mapped => "mapped",
        }
    }

    /// By name, in any case; Chinese names too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        match name.as_str() {
            "蝉妈妈" => Some(Source::ChanMama),
            "星图" => Some(Source::XingTu),
            _ => Self::ALL.into_iter().find(|s| s.key() == name),
        }
    }

    /// From its code in the pool file.
    pub fn from_code(code: i64) -> Self {
        usize::try_from(code)
            .ok()
            .and_then(|i| Self::ALL.get(i).copied())
            .unwrap_or(Source::Mapped)
    }
}

/// The days a file's metrics cover, both included. Without a start only the day is known up to which they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day, where it is known.
    pub start: Option<Date>,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// `A..B` or `A` in ISO dates; a month, `2026-10`, or a quarter, `2026-Q4`, is its days.
    pub fn parse(text: &str) -> Option<Self> {
        let month = |text: &str| -> Option<(Date, Date)> {
            let (year, nth) = text.trim().split_once('-')?;
            let plain = year.len() == 4 && nth.len() == 2;
            let of = |month: i8| Date::new(year.parse().ok()?, month, 1).ok();
            let (first, last) = match nth.strip_prefix(['Q', 'q']) {
                Some(quarter) => {
                    let quarter: i8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
                    (of(quarter * 3 - 2)?, of(quarter * 3)?)
                }
                None => {
                    let first = of(nth.parse().ok()?)?;
                    (first, first)
                }
            };
            plain.then(|| (first, last.last_of_month()))
        };
        let first = |text: &str| match text.trim().parse() {
            Ok(day) => Some(day),
            Err(_) => Some(month(text)?.0),
        };
        let last = |text: &str| match text.trim().parse() {
            Ok(day) => Some(day),
            Err(_) => Some(month(text)?.1),
        };
        let (start, end) = match text.split_once("..") {
            Some((a, b)) => (Some(first(a)?), last(b)?),
            None => match month(text) {
                Some((first, last)) => (Some(first), last),
                None => (None, text.trim().parse().ok()?),
            },
        };
        (start.is_none_or(|s: Date| s <= end)).then_some(Period { start, end })
    }

    /// Newer periods are greater: by the last day, then the shorter one.
    pub fn newness(&self) -> (Date, Option<Date>) {
        (self.end, self.start)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.start {
            Some(start) => write!(f, "{start}..{}", self.end),
            None => write!(f, "{}", self.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_both_forms() {
        let said = |text: &str| Period::parse(text).map(|p| p.to_string());
        assert_eq!(said("2026-02").as_deref(), Some("2026-02-01..2026-02-28"));
        assert_eq!(
            said("2026-09..2026-10").as_deref(),
            Some("2026-09-01..2026-10-31")
        );
        assert_eq!(said("2026-Q4").as_deref(), Some("2026-10-01..2026-12-31"));
        assert_eq!(
            said("2025-q1..2026-02").as_deref(),
            Some("2025-01-01..2026-02-28")
        );
        for wrong in [
            "2026-Q5",
            "2026-Q0",
            "2026-Q",
            "2026-13",
            "2026-2",
            "2026-10..2026-09",
            "26-10",
        ] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
        assert_eq!(
            Period::parse("2026-08-01..2026-08-31").unwrap().to_string(),
            "2026-08-01..2026-08-31"
        );
        assert_eq!(
            Period::parse("2026-08-31").unwrap().to_string(),
            "2026-08-31"
        );
        assert_eq!(Period::parse("2026-08-31..2026-08-01"), None);
    }
}
