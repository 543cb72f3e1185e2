//! What an export is.

use crate::domain::collab::native::{CONTENTS, File, ORDERS};
use crate::domain::creator::{Platform, Source};
use crate::domain::message::Message;

/// A recognised kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Affiliate Center / Data Compass `Creator_List`.
    CreatorList,
    /// Affiliate Center creator analytics.
    CreatorData,
    /// FastMoss creator list.
    FastMoss,
    /// 蝉妈妈 creator list.
    ChanMama,
    /// 巨量星图 creator list.
    XingTu,
    /// Kalodata creator list.
    Kalodata,
    /// The native `creators` file.
    NativeCreators,
    /// Anything else with a column that can name a creator.
    Mapped,
    /// Affiliate Center orders.
    AffiliateOrders,
    /// Shoppable videos.
    Videos,
    /// LIVE sessions.
    Lives,
    /// Douyin commission orders (精选联盟).
    DouyinOrders,
    /// Another native file, by its name.
    NativeOther(&'static str),
}

const NAMED: [(Kind, &str); 12] = [
    (Kind::CreatorList, "creator_list"),
    (Kind::CreatorData, "creator_data"),
    (Kind::FastMoss, "fastmoss"),
    (Kind::ChanMama, "chanmama"),
    (Kind::XingTu, "xingtu"),
    (Kind::Kalodata, "kalodata"),
    (Kind::NativeCreators, "creators"),
    (Kind::Mapped, "mapped"),
    (Kind::AffiliateOrders, "affiliate_orders"),
    (Kind::Videos, "videos"),
    (Kind::Lives, "lives"),
    (Kind::DouyinOrders, "douyin_orders"),
];

impl Kind {
    /// Name in options and in reports.
    pub fn key(self) -> &'static str {
        match self {
            Kind::NativeOther(name) => name,
            kind => NAMED
                .iter()
                .find(|(k, _)| *k == kind)
                .map_or("mapped", |(_, key)| key),
        }
    }

    /// By its name, in any case; Chinese names of the tools too.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace(['-', ' '], "_");
        match name.as_str() {
            "蝉妈妈" => return Some(Kind::ChanMama),
            "星图" | "巨量星图" => return Some(Kind::XingTu),
            "native" => return Some(Kind::NativeCreators),
            _ => {}
        }
        NAMED
            .iter()
            .find(|(_, key)| *key == name)
            .map(|(kind, _)| *kind)
            .or_else(|| {
                super::template::NAMES
                    .iter()
                    .find(|n| **n == name)
                    .map(|n| Kind::NativeOther(n))
            })
    }

    /// The source its values are kept under.
    pub fn source(self) -> Source {
        match self {
            Kind::CreatorList => Source::CreatorList,
            Kind::CreatorData => Source::CreatorData,
            Kind::FastMoss => Source::FastMoss,
            Kind::ChanMama => Source::ChanMama,
            Kind::XingTu => Source::XingTu,
            Kind::Kalodata => Source::Kalodata,
            Kind::NativeCreators => Source::Native,
            Kind::Mapped => Source::Mapped,
            Kind::AffiliateOrders
            | Kind::Videos
            | Kind::Lives
            | Kind::DouyinOrders
            | Kind::NativeOther(_) => Source::Native,
        }
    }

    /// The native table about work with creators that it is, or whose columns it is read as.
    pub fn native(self) -> Option<&'static File> {
        match self {
            Kind::NativeOther(name) => File::named(name),
            Kind::AffiliateOrders | Kind::DouyinOrders => Some(&ORDERS),
            Kind::Videos | Kind::Lives => Some(&CONTENTS),
            _ => None,
        }
    }

    /// Whether its rows are order lines.
    pub fn is_of_orders(self) -> bool {
        self.native().is_some_and(|f| f.name == ORDERS.name)
    }

    /// Whether its rows are order lines that a platform tells as they are on the day of the download.
    pub fn is_download_of_orders(self) -> bool {
        matches!(self, Kind::AffiliateOrders | Kind::DouyinOrders)
    }

    /// Its name in a sentence.
    pub fn message(self) -> Message {
        Message::new("intake-kind").with("kind", self.key())
    }

    /// The only platform this tool covers, where there is one.
    pub(super) fn platform(self) -> Option<Platform> {
        match self {
            Kind::ChanMama | Kind::XingTu | Kind::DouyinOrders => Some(Platform::Douyin),
            Kind::CreatorList
            | Kind::CreatorData
            | Kind::FastMoss
            | Kind::Kalodata
            | Kind::AffiliateOrders => Some(Platform::TikTok),
            _ => None,
        }
    }

    /// Whether a bare number in a share column means percent. The Chinese tools write `31`, the platform's own exports
    /// write `0.31` wherever they leave the sign out.
    pub(super) fn bare_is_percent(self) -> bool {
        matches!(self, Kind::ChanMama | Kind::XingTu)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for (kind, key) in NAMED {
            assert_eq!(Kind::parse(key), Some(kind));
            assert_eq!(kind.key(), key);
        }
        assert_eq!(
            Kind::parse("Product-Links"),
            Some(Kind::NativeOther("product_links"))
        );
        assert_eq!(Kind::parse("星图"), Some(Kind::XingTu));
        assert_eq!(Kind::parse("nothing"), None);
        assert!(Kind::DouyinOrders.is_of_orders() && !Kind::Videos.is_of_orders());
    }
}
