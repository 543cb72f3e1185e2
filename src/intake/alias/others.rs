//! Kinds that are recognised and refused by name.

use super::Kind;

type Unread = (Kind, &'static str, &'static [&'static str], usize);

/// Kind, its columns, what it must have, how many at least.
pub const KINDS: &[Unread] = &[
    (
        Kind::AffiliateOrders,
        "Order ID|Product ID|Product Name|SKU ID|Price|Payment Amount|Currency|Quantity|Fully returned or refunded|Payment method|Order Status|Creator Username|Creator Region|Content Type|Content ID|commission model|Standard commission rate|Est. Commission Base|Est. standard commission payment|Actual Commission Base|Actual Commission Payment|Shop Ads commission rate|Est. Shop Ads commission payment|Actual Shop Ads commission payment|Est. co-funded creator bonus|Actual co-funded creator bonus|Time Created|Payment time|Order Delivery Time|Time Commission Paid|Platform|订单 ID|商品 ID|商品名称|商品价格|价格|支付金额|货币单位|下单件数|是否全额退款|付款方式|订单状态|达人用户名|内容形式|内容ID|佣金模式|标准佣金率|预估计佣金额|预计标准佣金付款|实际计佣金额|实际佣金付款|实际佣金(付款)|店铺广告佣金率|预计店铺广告佣金付款|实际店铺广告佣金付款|预估合资达人奖金|实际合资达人奖金|创建时间|支付时间|订单送达时间|佣金结算时间|平台",
        &["Order ID|订单 ID", "Creator Username|达人用户名"],
        6,
    ),
    (
        Kind::Videos,
        "Video name|Video title|Video ID|Video post date|Post date|Video link|Creator username|Creator name|Product ID|Product name|Shoppable video comments|Shoppable video likes|Affiliate orders|Affiliate items sold|Shoppable video avg. order value|GMV|Affiliate shoppable video GMV|Est. commission|Est. flat fee|Avg. affiliate customers|Affiliate items refunded|Affiliate refunded GMV|Shoppable video impressions|Affiliate CTR|Shoppable video GPM|Creator video-attributed GMV|Affiliate video-attributed GMV|Video-attributed orders|AOV|Avg. GMV per customer|Video-attributed items sold|Refunds|Items refunded|Video views|Likes|Comments|Shares|Video product impressions|Video product clicks|Completion rate|CTR|Engagement|Video GPM|视频标题|视频 ID|发布日期|发布时间|视频链接|达人名称|达人用户名|商品 ID|商品名称|联盟视频归因 GMV|达人视频归因 GMV|归因于视频的订单数|视频归因成交件数|退款金额|点赞数|评论数|分享次数|视频商品曝光次数|视频商品点击量|完播率|视频播放量|商品点击率|视频千次曝光成交金额|预计佣金",
        &[
            "Video name|Video title|Video ID|Video link|视频标题|视频 ID|视频链接",
            "Video post date|Post date|Video link|Video ID|视频链接|视频 ID|发布日期",
        ],
        5,
    ),
    (
        Kind::Lives,
        "LIVE name|LIVE title|LIVE ID|LIVE start time|Start time|LIVE end time|End time|LIVE duration|Duration|Creator username|Creator name|Affiliate LIVE GMV|Creator LIVE-attributed GMV|LIVE-attributed orders|LIVE-attributed items sold|Viewers|Views|LIVE views|Avg. viewing duration|LIVE GPM|LIVE CTR|Product impressions|Product clicks|Affiliate orders|Affiliate items sold|Est. commission|Est. flat fee|Refunds|Items refunded|直播标题|直播名称|直播 ID|直播间 ID|直播开始时间|开始时间|直播结束时间|结束时间|直播时长|达人名称|达人用户名|联盟直播归因 GMV|达人直播归因 GMV|归因于直播的订单数|直播归因成交件数|观看人数|观看次数|直播千次曝光成交金额|预计佣金",
        &[
            "LIVE name|LIVE title|LIVE ID|LIVE start time|直播标题|直播名称|直播 ID|直播间 ID|直播开始时间",
        ],
        4,
    ),
    (
        Kind::DouyinOrders,
        "订单id|商品id|商品名称|作者账号|抖音/火山号|支付金额|佣金率|预估佣金支出|结算金额|实际佣金支出|订单状态|超时未结算原因|付款时间|收货时间|订单结算时间|商品来源|商品数量",
        &[
            "订单id",
            "作者账号|抖音/火山号",
            "商品id|佣金率|预估佣金支出|结算金额",
        ],
        5,
    ),
];

/// Words that show a column of money made from sales, for the warning that none was taken.
pub const SALES_WORDS: [&str; 5] = ["gmv", "销售额", "成交金额", "成交额", "revenue"];
