//! Names that mean the same in every file, and the names of scrapes and other people's tables.
//!
//! Left out on purpose: `likes`, `videos`, `views`, `comments`, `shares` alone. In one file they are a month's, in the
//! next a lifetime's; the person says which with a mapping.

use super::{Names, Target};
use crate::domain::field::{Attr as A, Metric as M};

pub const PROFILE: Names = &[
    (
        "display name|nickname|creator nickname|nick name|达人昵称|昵称",
        Target::Attr(A::Name),
    ),
    (
        "url|profile url|profile link|profile|link|creator link|主页|主页链接|达人主页|达人主页链接|TikTok官网达人主页链接",
        Target::Attr(A::Url),
    ),
    (
        "region|country|country/region|creator region|market|国家|国家/地区|地区|国家地区|negara|país|quốc gia",
        Target::Attr(A::Region),
    ),
    (
        "language|语言|主要语言|idioma|bahasa",
        Target::Attr(A::Language),
    ),
    (
        "category|categories|product categories|product category|creator category|类目|分类|达人分类|主营类目|kategori|categoría|danh mục",
        Target::Attr(A::Categories),
    ),
    (
        "email|e-mail|mail|email address|contact email|邮箱|电子邮箱|邮件",
        Target::Attr(A::Email),
    ),
    (
        "contact|contact info|whatsapp|wechat|phone|line id|联系方式|微信|微信号|电话|手机号",
        Target::Attr(A::Contact),
    ),
    (
        "bio|biography|signature|introduction|简介|个人简介|达人简介",
        Target::Attr(A::Bio),
    ),
    ("gender|性别|达人性别", Target::Attr(A::Gender)),
    ("brands|合作品牌|带货品牌", Target::Attr(A::Brands)),
    ("tags|标签", Target::Tags),
    ("note|notes|remark|remarks|备注", Target::Note),
    ("currency|货币|币种|货币单位", Target::Currency),
    ("platform|平台", Target::Platform),
];

pub const GENERIC: Names = &[
    (
        "handle|username|user name|creator username|creator name|creator handle|tiktoker name|tiktok handle|tiktok username|unique id|influencer handle|influencer|账号|达人账号|达人用户名|用户名|抖音号|nama pengguna|nombre de usuario|tên người dùng|ชื่อผู้ใช้",
        Target::Handle,
    ),
    (
        "name|tiktok name|full name|influencer name|display name|nickname|creator nickname|姓名|名称|达人昵称|达人名称|昵称",
        Target::Attr(A::Name),
    ),
    (
        "creator id|platform id|author id|uid|抖音uid|达人id",
        Target::PlatformId,
    ),
    (
        "followers|follower count|followers count|follower cnt|followers cnt|fans|fans count|fan count|subscribers|subscribers count|subscriber count|affiliate followers|粉丝|粉丝数|粉丝量|粉丝数量|达人粉丝数|联盟粉丝数|pengikut|seguidores|abonnés|follower|người theo dõi|ผู้ติดตาม",
        Target::Metric(M::Followers),
    ),
    (
        "following|following count|关注数",
        Target::Metric(M::Following),
    ),
    (
        "views avg|avg views|average views|avg video views|平均播放量|平均播放数",
        Target::Metric(M::AvgViews),
    ),
    (
        "likes avg|avg likes|average likes|平均点赞数|平均点赞",
        Target::Metric(M::AvgLikes),
    ),
    (
        "comments avg|avg comments|average comments|平均评论数",
        Target::Metric(M::AvgComments),
    ),
    (
        "shares avg|avg shares|average shares|平均分享数|平均转发数",
        Target::Metric(M::AvgShares),
    ),
    (
        "total likes|likes total|heart count|获赞总数|总获赞数|总点赞数",
        Target::Metric(M::TotalLikes),
    ),
    (
        "total posts|total videos|posts total|aweme count|作品总数|总作品数",
        Target::Metric(M::TotalPosts),
    ),
    (
        "engagement rate|avg engagement rate|互动率",
        Target::Metric(M::GivenEngagement),
    ),
    ("completion rate|完播率", Target::Metric(M::Completion)),
    (
        "gmv|affiliate gmv|gmv 30d|30d gmv|销售额|带货销售额|成交金额|成交额|联盟 gmv",
        Target::Metric(M::Gmv),
    ),
    (
        "orders|affiliate orders|订单数|订单量",
        Target::Metric(M::Orders),
    ),
    (
        "items sold|units sold|销量|带货销量|成交件数",
        Target::Metric(M::Items),
    ),
    ("live gpm|直播gpm", Target::Metric(M::LiveGpm)),
    ("video gpm|视频gpm", Target::Metric(M::VideoGpm)),
    (
        "female share|female ratio|female fans|女性粉丝占比|女性占比|女粉占比",
        Target::Metric(M::Female),
    ),
    (
        "male share|male ratio|male fans|男性粉丝占比|男性占比|男粉占比",
        Target::Metric(M::Male),
    ),
    ("price range|价格区间|客单价区间|价格带", Target::Price),
    (
        "fans gender|audience gender|粉丝性别|粉丝性别分布|达人粉丝性别",
        Target::GenderShares,
    ),
    (
        "fans age|audience age|粉丝年龄|粉丝年龄分布|达人粉丝年龄段",
        Target::AgeShares,
    ),
    (
        "top regions|audience regions|粉丝地区|粉丝地域|粉丝地区分布",
        Target::RegionShares,
    ),
    ("as of|data date|更新日期|数据日期|统计日期", Target::AsOf),
];
