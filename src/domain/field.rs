//! Everything that is known of a creator, as one table: the metrics (numbers) and the attributes (text).
//!
//! The keys are the names of columns in the pool file, in queries and in files going out; they never change once
//! released. Names for people come from the message catalogues under `field-<key>`.

use super::number::Unit;

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $key:literal $($unit:ident)? ;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the keys below say what they are; the module docs explain the rest")]
        pub enum $name { $($variant),* }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The stable name.
            pub const fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }

            /// Position in [`Self::ALL`].
            pub const fn index(self) -> usize {
                self as usize
            }

            /// By its stable name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|f| f.key() == key)
            }
        }
        table!(@unit $name $($variant $($unit)?;)*);
    };
    (@unit $name:ident $($variant:ident;)*) => {};
    (@unit $name:ident $($variant:ident $unit:ident;)*) => {
        impl $name {
            /// What it is measured in.
            pub const fn unit(self) -> Unit {
                match self { $($name::$variant => Unit::$unit),* }
            }
        }
    };
}

table! {
    /// A number about a creator. Those before [`Metric::STORED`] are read from files and kept for each period; the
    /// rest are computed from them (see `metrics`).
    Metric {
        Followers "followers" Count;
        Following "following" Count;
        Videos "videos" Count;
        Lives "lives" Count;
        Views "views" Count;
        Likes "likes" Count;
        Comments "comments" Count;
        Shares "shares" Count;
        AvgViews "avg_views" Mean;
        AvgLikes "avg_likes" Mean;
        AvgComments "avg_comments" Mean;
        AvgShares "avg_shares" Mean;
        TotalLikes "total_likes" Count;
        TotalPosts "total_posts" Count;
        Completion "completion" Ratio;
        Products "products" Count;
        Showcase "showcase" Count;
        ProductsSold "products_sold" Count;
        Orders "orders" Count;
        Items "items" Count;
        ItemsRefunded "items_refunded" Count;
        Gmv "gmv" Money;
        LiveGmv "live_gmv" Money;
        VideoGmv "video_gmv" Money;
        CardGmv "card_gmv" Money;
        TargetGmv "target_gmv" Money;
        OpenGmv "open_gmv" Money;
        Refunds "refunds" Money;
        Commission "commission" Money;
        TargetCommission "target_commission" Money;
        OpenCommission "open_commission" Money;
        FlatFee "flat_fee" Money;
        GivenAov "given_aov" Money;
        PriceLow "price_low" Money;
        PriceHigh "price_high" Money;
        LiveGpm "live_gpm" Money;
        VideoGpm "video_gpm" Money;
        ExpectedCpm "expected_cpm" Money;
        ExpectedViews "expected_views" Count;
        Impressions "impressions" Count;
        Clicks "clicks" Count;
        PlatformCtr "ctr" Ratio;
        GivenCvr "given_cvr" Ratio;
        GivenEngagement "given_er" Ratio;
        Customers "customers" Count;
        AvgCustomers "avg_customers" Mean;
        SamplesShipped "samples_shipped" Count;
        SampleContent "sample_content" Count;
        Female "female" Ratio;
        Male "male" Ratio;
        Age13 "age13-17" Ratio;
        Age18 "age18-24" Ratio;
        Age25 "age25-34" Ratio;
        Age35 "age35-44" Ratio;
        Age45 "age45+" Ratio;
        GivenAdult "given_adult" Ratio;
        Fulfilment "fulfilment" Ratio;
        Reply "reply" Ratio;
        Own "own" Count;
        Posts "posts" Count;
        Adult "adult" Ratio;
        LikeRate "like" Ratio;
        Engagement "er" Ratio;
        CommentRate "comment" Ratio;
        ShareRate "share" Ratio;
        ClickRate "click" Ratio;
        Cvr "cvr" Ratio;
        Aov "aov" Price;
        UnitsPerOrder "units" Mean;
        RefundRate "refund" Ratio;
        Gpm "gpm" Price;
        ListGmv "given_list_gmv" Money;
        ListCommission "given_list_commission" Money;
        ListFee "given_list_fee" Money;
        Score "score" Score;
        Stale "stale" Days;
        Licence "licence" Days;
        Agreement "agreement" Days;
        Return "return" Ratio;
        NetRoi "net_roi" Ratio;
        RevenueRoi "revenue_roi" Ratio;
        Roas "roas" Times;
        Profit "profit" Money;
        Cost "cost" Money;
        CollabGmv "collab_gmv" Money;
        CollabOrders "collab_orders" Count;
        CollabRefund "collab_refund" Ratio;
        Repurchase "repurchase" Ratio;
        Unattached "unattached" Count;
        Worked "worked" Count;
        BestReturn "best_return" Ratio;
        LastReturn "last_return" Ratio;
        ReturnTrend "return_trend" Ratio;
        Risk "risk" Count;
    }
}

impl Metric {
    /// How many metrics are stored; the first of the table.
    pub const STORED: usize = Metric::Posts as usize;

    /// How many metrics there are.
    pub const COUNT: usize = Metric::ALL.len();

    /// Read from files and kept, rather than computed.
    pub const fn is_stored(self) -> bool {
        self.index() < Self::STORED
    }

    /// The stored metrics.
    pub fn stored() -> impl Iterator<Item = Metric> {
        Self::ALL.iter().copied().filter(|m| m.is_stored())
    }

    /// The metrics computed from stored ones.
    pub fn computed() -> impl Iterator<Item = Metric> {
        Self::ALL.iter().copied().skip(Self::STORED)
    }

    /// Those with a currency.
    pub const MONEY: [Metric; Self::MONEYS] = {
        let mut all = [Metric::Gmv; Self::MONEYS];
        let (mut i, mut n) = (0, 0);
        while i < Self::COUNT {
            if Self::ALL[i].unit().is_money() {
                all[n] = Self::ALL[i];
                n += 1;
            }
            i += 1;
        }
        all
    };

    const MONEYS: usize = {
        let (mut i, mut n) = (0, 0);
        while i < Self::COUNT {
            n += Self::ALL[i].unit().is_money() as usize;
            i += 1;
        }
        n
    };

    /// The share of fans for each of the five bands of the native format, youngest first.
    pub const AGE_BANDS: [Metric; 5] = [
        Metric::Age13,
        Metric::Age18,
        Metric::Age25,
        Metric::Age35,
        Metric::Age45,
    ];

    /// What they are called in queries and on screen.
    pub const AGE_BAND_NAMES: [&'static str; 5] = ["13-17", "18-24", "25-34", "35-44", "45+"];

    /// A part of an audience or of cooperations, read in whole percents; other ratios are rates, which need a digit more.
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Metric::Adult
                | Metric::Female
                | Metric::Male
                | Metric::Fulfilment
                | Metric::Reply
                | Metric::Completion
                | Metric::Age13
                | Metric::Age18
                | Metric::Age25
                | Metric::Age35
                | Metric::Age45
        )
    }

    /// What the team's own work brought and cost, in the order of the table.
    pub const RETURNS: [Metric; 16] = [
        Metric::Return,
        Metric::NetRoi,
        Metric::RevenueRoi,
        Metric::Roas,
        Metric::Profit,
        Metric::Cost,
        Metric::CollabGmv,
        Metric::CollabOrders,
        Metric::CollabRefund,
        Metric::Repurchase,
        Metric::Unattached,
        Metric::Worked,
        Metric::BestReturn,
        Metric::LastReturn,
        Metric::ReturnTrend,
        Metric::Risk,
    ];

    /// What collaborations tell of a creator, in the place of what a file says: shares, and the days until the licence or
    /// the agreement that runs longest ends (below 0 where it is over, see [`crate::domain::collab::card::NO_END`]).
    pub const WORK: [Metric; 4] = [
        Metric::Fulfilment,
        Metric::Reply,
        Metric::Licence,
        Metric::Agreement,
    ];

    /// One of [`Metric::WORK`].
    pub const fn is_of_work(self) -> bool {
        matches!(
            self,
            Metric::Fulfilment | Metric::Reply | Metric::Licence | Metric::Agreement
        )
    }

    /// One of [`Metric::RETURNS`].
    pub const fn is_of_returns(self) -> bool {
        self.index() >= Metric::Return.index()
    }

    /// Only meaningful against the rest of the pool, today's date or the books, so computed there, not from one
    /// creator's data.
    pub const fn needs_pool(self) -> bool {
        let of_collabs = matches!(self, Metric::Licence | Metric::Agreement);
        matches!(self, Metric::Score | Metric::Stale) || of_collabs || self.is_of_returns()
    }

    /// The metric a word of the query language names: its key, or one of the names people use for it.
    pub fn from_query(word: &str) -> Option<Self> {
        let key = match word {
            "粉丝" | "粉丝数" | "fans" => "followers",
            "成年" | "18+" | "age18+" | "adults" => "adult",
            "女粉" | "女性" => "female",
            "男粉" | "男性" => "male",
            "点赞率" | "like_rate" | "likes%" => "like",
            "互动率" | "engagement" => "er",
            "完播率" => "completion",
            "作品数" | "activity" => "posts",
            "商品数" => "products",
            "销售额" | "成交额" => "gmv",
            "订单" | "订单数" => "orders",
            "件数" | "销量" => "items",
            "客单价" => "aov",
            "点击率" => "ctr",
            "转化率" | "ctor" => "cvr",
            "退款率" | "refund_rate" => "refund",
            "履约率" | "fulfillment" => "fulfilment",
            "回复率" | "reply_rate" => "reply",
            "回报率" | "returns" => "return",
            "净roi" | "net" | "netroi" | "net-roi" => "net_roi",
            "营收roi" | "营收口径" | "revenue-roi" => "revenue_roi",
            "利润" | "毛利" => "profit",
            "成本" | "costs" => "cost",
            "合作gmv" | "合作销售额" => "collab_gmv",
            "合作订单" => "collab_orders",
            "合作退款率" => "collab_refund",
            "复购率" | "repurchase_rate" => "repurchase",
            "未归属" | "未归属订单" => "unattached",
            "合作次数" => "worked",
            "最高回报率" | "best" => "best_return",
            "最近回报率" | "last" => "last_return",
            "回报趋势" | "trend" => "return_trend",
            "风险" => "risk",
            "评分" | "交付分" => "score",
            "数据天数" => "stale",
            "授权" | "license" => "licence",
            "框架协议" | "协议" => "agreement",
            "age45" | "age45-" => "age45+",
            other => other,
        };
        Metric::from_key(key)
    }
}

table! {
    /// Text about a creator, as the files give it. Several values in one are separated by `|`.
    Attr {
        Name "name";
        Url "url";
        Region "region";
        Language "language";
        Categories "categories";
        Email "email";
        Contact "contact";
        Bio "bio";
        Gender "gender";
        Brands "brands";
        TopRegions "top_regions";
        AgeBands "age_bands";
        Ranges "ranges";
    }
}

impl Attr {
    /// How many there are.
    pub const COUNT: usize = Attr::ALL.len();

    /// Several values, separated by `|`.
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Attr::Categories | Attr::Brands | Attr::TopRegions | Attr::AgeBands | Attr::Ranges
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_across_the_table() {
        let mut keys: Vec<_> = Metric::ALL
            .iter()
            .map(|m| m.key())
            .chain(Attr::ALL.iter().map(|a| a.key()))
            .collect();
        let before = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }

    #[test]
    fn returns_come_last() {
        let last = Metric::ALL.len() - Metric::RETURNS.len();
        assert_eq!(Metric::ALL[last..], Metric::RETURNS);
        assert!(!Metric::ALL[last - 1].is_of_returns());
    }

    #[test]
    fn bands_are_called_as_their_metrics() {
        for (m, name) in Metric::AGE_BANDS.into_iter().zip(Metric::AGE_BAND_NAMES) {
            assert_eq!(m.key(), format!("age{name}"));
        }
    }

    #[test]
    fn stored_metrics_come_first() {
        assert!(
            Metric::Own.is_stored() && !Metric::Posts.is_stored() && !Metric::Stale.is_stored()
        );
        assert_eq!(Metric::stored().count(), Metric::STORED);
    }
}
