//! The platform's own creator exports (Affiliate Center, Data Compass).

use super::{Names, Target};
use crate::domain::field::Metric as M;

pub const LIST_NEEDS: &[&str] = &[
    "Creator username|Creator name|达人用户名|达人名称",
    "Affiliate GMV|Affiliate orders|Affiliate followers|Affiliate LIVE GMV|Affiliate shoppable video GMV|联盟 GMV|联盟订单量|联盟粉丝数|联盟直播 GMV|联盟带货视频 GMV",
];

pub const CREATOR_LIST: Names = &[
    (
        "Creator username|Creator name|达人用户名|达人名称",
        Target::Handle,
    ),
    (
        "Affiliate GMV|联盟 GMV|联盟成交金额",
        Target::Metric(M::Gmv),
    ),
    (
        "Affiliate LIVE GMV|联盟直播 GMV",
        Target::Metric(M::LiveGmv),
    ),
    (
        "Affiliate shoppable video GMV|Affiliate video GMV|联盟带货视频 GMV|联盟视频 GMV",
        Target::Metric(M::VideoGmv),
    ),
    (
        "Affiliate product card GMV|联盟商品卡 GMV",
        Target::Metric(M::CardGmv),
    ),
    (
        "Affiliate products sold|联盟商品成交件数",
        Target::Metric(M::ProductsSold),
    ),
    (
        "Items sold|Affiliate items sold|成交件数|联盟成交件数",
        Target::Metric(M::Items),
    ),
    (
        "Est. commission|Estimated commission|预计佣金|预估佣金",
        Target::Metric(M::Commission),
    ),
    (
        "Est. flat fee|Estimated flat fee|预计固定费用",
        Target::Metric(M::FlatFee),
    ),
    (
        "Avg. order value|Average order value|AOV|平均订单金额|客单价",
        Target::Metric(M::GivenAov),
    ),
    (
        "Affiliate product showcase|联盟橱窗商品数",
        Target::Metric(M::Showcase),
    ),
    (
        "Affiliate orders|联盟订单量|联盟订单数",
        Target::Metric(M::Orders),
    ),
    ("CTR|点击率|商品点击率", Target::Metric(M::PlatformCtr)),
    ("CTOR|点击成交转化率", Target::Metric(M::GivenCvr)),
    (
        "Product impressions|商品曝光次数",
        Target::Metric(M::Impressions),
    ),
    (
        "Avg. affiliate customers|平均联盟客户数",
        Target::Metric(M::AvgCustomers),
    ),
    (
        "Affiliate LIVEs|Affiliate LIVE streams|联盟直播数|联盟直播场次",
        Target::Metric(M::Lives),
    ),
    (
        "Affiliate shoppable videos|Affiliate videos|联盟带货视频数|联盟视频数",
        Target::Metric(M::Videos),
    ),
    (
        "Target collaboration GMV|定向合作 GMV",
        Target::Metric(M::TargetGmv),
    ),
    (
        "Target collaboration est. commission|定向合作预计佣金",
        Target::Metric(M::TargetCommission),
    ),
    (
        "Open collaboration GMV|公开合作 GMV",
        Target::Metric(M::OpenGmv),
    ),
    (
        "Open collaboration est. commission|公开合作预计佣金",
        Target::Metric(M::OpenCommission),
    ),
    (
        "Affiliate refunded GMV|联盟已退款的 GMV|联盟退款 GMV",
        Target::Metric(M::Refunds),
    ),
    (
        "Affiliate items refunded|已退款的联盟商品数|联盟退款件数",
        Target::Metric(M::ItemsRefunded),
    ),
    (
        "Affiliate followers|联盟粉丝数",
        Target::Metric(M::Followers),
    ),
];

pub const DATA_NEEDS: &[&str] = &[
    "Creator name|Creator username|达人名称|达人用户名",
    "Creator-attributed GMV|Affiliate-attributed GMV|Creator video-attributed GMV|Affiliate video-attributed GMV|Creator LIVE-attributed GMV|Affiliate LIVE-attributed GMV|Attributed orders|达人归因 GMV|联盟归因 GMV|归因订单数",
];

/// Until early 2026 `Creator-` read `Affiliate-`.
pub const CREATOR_DATA: Names = &[
    (
        "Creator name|Creator username|达人名称|达人用户名",
        Target::Handle,
    ),
    (
        "Creator-attributed GMV|Affiliate-attributed GMV|达人归因 GMV|联盟归因 GMV",
        Target::Metric(M::Gmv),
    ),
    (
        "Creator LIVE-attributed GMV|Affiliate LIVE-attributed GMV|达人直播归因 GMV|联盟直播归因 GMV",
        Target::Metric(M::LiveGmv),
    ),
    (
        "Creator video-attributed GMV|Affiliate video-attributed GMV|达人视频归因 GMV|联盟视频归因 GMV",
        Target::Metric(M::VideoGmv),
    ),
    (
        "Affiliate product card-attributed GMV|Creator product card-attributed GMV|联盟商品卡归因 GMV|达人商品卡归因 GMV",
        Target::Metric(M::CardGmv),
    ),
    ("Refunds|退款金额|退款", Target::Metric(M::Refunds)),
    (
        "Attributed orders|归因订单数|归因订单",
        Target::Metric(M::Orders),
    ),
    (
        "Creator-attributed items sold|Affiliate-attributed items sold|达人归因成交件数|联盟归因成交件数",
        Target::Metric(M::Items),
    ),
    (
        "Items refunded|退款件数|已退款件数",
        Target::Metric(M::ItemsRefunded),
    ),
    (
        "AOV|Avg. order value|平均订单金额|客单价",
        Target::Metric(M::GivenAov),
    ),
    ("CTOR|点击成交转化率", Target::Metric(M::GivenCvr)),
    (
        "LIVE streams|LIVEs|直播场次|直播数",
        Target::Metric(M::Lives),
    ),
    ("Videos|视频数", Target::Metric(M::Videos)),
    (
        "Total sample content|样品内容总数",
        Target::Metric(M::SampleContent),
    ),
    (
        "Samples shipped|已发货样品数|已寄出样品",
        Target::Metric(M::SamplesShipped),
    ),
    (
        "Products added to showcase|添加到橱窗的商品数",
        Target::Metric(M::Showcase),
    ),
    ("CTR|点击率|商品点击率", Target::Metric(M::PlatformCtr)),
    (
        "Product impressions|商品曝光次数",
        Target::Metric(M::Impressions),
    ),
    ("Video views|视频播放量", Target::Metric(M::Views)),
    ("Customers|客户数", Target::Metric(M::Customers)),
    ("Products sold|成交商品数", Target::Metric(M::ProductsSold)),
    (
        "Est. commission|Estimated commission|预计佣金",
        Target::Metric(M::Commission),
    ),
    (
        "Est. flat fee|Estimated flat fee|预计固定费用",
        Target::Metric(M::FlatFee),
    ),
    ("Followers|粉丝数", Target::Metric(M::Followers)),
];
