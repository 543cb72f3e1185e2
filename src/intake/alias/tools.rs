//! Discovery tools: FastMoss, 蝉妈妈, 巨量星图, Kalodata.

use super::{Names, Target};
use crate::domain::field::{Attr as A, Metric as M};

pub const FASTMOSS_NEEDS: &[&str] = &[
    "达人昵称|达人名称|达人账号",
    "带货销量|带货销售额|直播GPM|视频GPM|FastMoss达人详情页链接",
    "粉丝数|达人粉丝数|带货销量|带货销售额",
];

pub const FASTMOSS: Names = &[
    ("达人账号|达人ID名|达人用户名|TikTok账号", Target::Handle),
    ("达人昵称|达人名称", Target::Attr(A::Name)),
    ("达人分类|达人类目|带货类目", Target::Attr(A::Categories)),
    ("国家|国家/地区|地区", Target::Attr(A::Region)),
    ("粉丝数|达人粉丝数", Target::Metric(M::Followers)),
    ("带货销量|总销量", Target::Metric(M::Items)),
    ("带货销售额|总销售额", Target::Metric(M::Gmv)),
    ("直播销售额|直播带货销售额", Target::Metric(M::LiveGmv)),
    ("视频销售额|视频带货销售额", Target::Metric(M::VideoGmv)),
    ("直播GPM", Target::Metric(M::LiveGpm)),
    ("视频GPM", Target::Metric(M::VideoGpm)),
    ("带货商品数|推广商品数", Target::Metric(M::Products)),
    ("平均播放量|视频平均播放量", Target::Metric(M::AvgViews)),
    ("互动率|达人互动率", Target::Metric(M::GivenEngagement)),
    (
        "TikTok官网达人主页链接|TikTok主页链接|达人主页链接",
        Target::Attr(A::Url),
    ),
    ("粉丝性别|粉丝性别分布", Target::GenderShares),
    ("粉丝年龄|粉丝年龄分布", Target::AgeShares),
    ("粉丝地区|粉丝地区分布", Target::RegionShares),
    ("FastMoss达人详情页链接", Target::Ignore),
];

pub const CHANMAMA_NEEDS: &[&str] = &[
    "达人id|抖音号|昵称|达人昵称",
    "主营类目|带货口碑|达人粉丝性别|达人粉丝年龄段|达人类型|近30天视频数|近30天直播数|带货等级",
    "粉丝数|主营类目|带货口碑",
];

pub const CHANMAMA: Names = &[
    ("抖音号|达人账号", Target::Handle),
    ("达人id", Target::PlatformId),
    ("昵称|达人昵称", Target::Attr(A::Name)),
    ("简介|达人简介", Target::Attr(A::Bio)),
    ("主营类目|达人类目", Target::Attr(A::Categories)),
    ("粉丝数|达人粉丝数", Target::Metric(M::Followers)),
    ("达人性别", Target::Attr(A::Gender)),
    ("达人省份", Target::Attr(A::Region)),
    ("联系方式|微信|达人微信", Target::Attr(A::Contact)),
    ("达人粉丝性别|粉丝性别", Target::GenderShares),
    ("达人粉丝年龄段|达人粉丝年龄|粉丝年龄段", Target::AgeShares),
    ("达人粉丝省份|达人粉丝地域|粉丝省份", Target::RegionShares),
    ("近30天视频数", Target::Metric(M::Videos)),
    ("近30天直播数|近30天直播场次", Target::Metric(M::Lives)),
    (
        "近30天销售额|近30天带货销售额|近30天总销售额",
        Target::Metric(M::Gmv),
    ),
    ("近30天直播销售额", Target::Metric(M::LiveGmv)),
    ("近30天视频销售额", Target::Metric(M::VideoGmv)),
    ("近30天销量|近30天带货销量", Target::Metric(M::Items)),
    (
        "近30天带货商品数|近30天推广商品数",
        Target::Metric(M::Products),
    ),
    ("场均GPM|直播GPM", Target::Metric(M::LiveGpm)),
    ("视频GPM", Target::Metric(M::VideoGpm)),
    (
        "平均点赞数|场均点赞|视频平均点赞数",
        Target::Metric(M::AvgLikes),
    ),
    ("平均播放量|视频平均播放量", Target::Metric(M::AvgViews)),
    ("客单价|直播客单价", Target::Metric(M::GivenAov)),
    ("获赞总数|总获赞数", Target::Metric(M::TotalLikes)),
    ("作品总数", Target::Metric(M::TotalPosts)),
    ("关注数", Target::Metric(M::Following)),
    (
        "达人类型|带货口碑|达人年龄|达人城市|带货等级",
        Target::Ignore,
    ),
];

pub const XINGTU_NEEDS: &[&str] = &[
    "达人信息|达人昵称|达人名称|昵称",
    "星图ID|预期CPM|抖音UID|预期播放量",
];

pub const XINGTU: Names = &[
    ("抖音号", Target::Handle),
    ("抖音UID", Target::PlatformId),
    ("达人信息|达人昵称|达人名称|昵称", Target::Attr(A::Name)),
    ("粉丝数|粉丝量", Target::Metric(M::Followers)),
    ("预期CPM", Target::Metric(M::ExpectedCpm)),
    ("预期播放量", Target::Metric(M::ExpectedViews)),
    ("互动率", Target::Metric(M::GivenEngagement)),
    ("完播率", Target::Metric(M::Completion)),
    ("男性粉丝占比|男性粉丝比例", Target::Metric(M::Male)),
    ("女性粉丝占比|女性粉丝比例", Target::Metric(M::Female)),
    (
        "18-23粉丝比例|18-23粉丝占比|18-23岁粉丝占比|18-23|18-23岁",
        Target::AgeBand {
            low: 18,
            high: Some(23),
        },
    ),
    (
        "24-30粉丝比例|24-30粉丝占比|24-30岁粉丝占比|24-30|24-30岁",
        Target::AgeBand {
            low: 24,
            high: Some(30),
        },
    ),
    (
        "31-40粉丝比例|31-40粉丝占比|31-40岁粉丝占比|31-40|31-40岁",
        Target::AgeBand {
            low: 31,
            high: Some(40),
        },
    ),
    (
        "41-50粉丝比例|41-50粉丝占比|41-50岁粉丝占比|41-50|41-50岁",
        Target::AgeBand {
            low: 41,
            high: Some(50),
        },
    ),
    (
        "50岁以上粉丝比例|50岁以上粉丝占比|50岁以上|50以上|50+",
        Target::AgeBand {
            low: 50,
            high: None,
        },
    ),
    (
        "内容主题|达人类型|内容类型|行业标签",
        Target::Attr(A::Categories),
    ),
    ("达人主页|抖音主页|主页链接", Target::Attr(A::Url)),
    ("所在地|地区|省份", Target::Attr(A::Region)),
    ("平均播放量", Target::Metric(M::AvgViews)),
    ("平均点赞数|平均点赞", Target::Metric(M::AvgLikes)),
    ("平均评论数|平均评论", Target::Metric(M::AvgComments)),
    (
        "平均转发数|平均转发|平均分享数",
        Target::Metric(M::AvgShares),
    ),
    ("星图ID", Target::Ignore),
];

pub const KALODATA_NEEDS: &[&str] = &[
    "Creator Info|Creator|Creator Handle",
    "Revenue|Item Sold|Items Sold|Avg. Unit Price",
    "Creator Info|Item Sold|Avg. Unit Price|Live Revenue|Video Revenue",
];

pub const KALODATA: Names = &[
    ("Creator Info|Creator|Creator Handle", Target::Handle),
    ("Creator Name|Nickname", Target::Attr(A::Name)),
    ("Revenue", Target::Metric(M::Gmv)),
    (
        "Live Revenue|Livestream Revenue",
        Target::Metric(M::LiveGmv),
    ),
    ("Video Revenue", Target::Metric(M::VideoGmv)),
    ("Item Sold|Items Sold", Target::Metric(M::Items)),
    ("Followers|Follower Count", Target::Metric(M::Followers)),
    // the price of an item, not the value of an order
    ("Avg. Unit Price", Target::Ignore),
    ("Live GPM|Livestream GPM", Target::Metric(M::LiveGpm)),
    ("Video GPM", Target::Metric(M::VideoGpm)),
    (
        "Product Count|Products|Number of Products",
        Target::Metric(M::Products),
    ),
    ("Views|Video Views", Target::Metric(M::Views)),
    ("Engagement Rate", Target::Metric(M::GivenEngagement)),
    (
        "Category|Main Category|Creator Category",
        Target::Attr(A::Categories),
    ),
    ("Videos|Number of Videos", Target::Metric(M::Videos)),
    (
        "Lives|Livestreams|Number of Livestreams",
        Target::Metric(M::Lives),
    ),
    ("Revenue Growth Rate|Rank", Target::Ignore),
];
