//! Orders, videos and lives of the platforms, as the columns of the native files.

use super::{Names, Target};
use crate::intake::kind::Kind;

const fn to(key: &'static str) -> Target {
    Target::Field(key)
}

const SKIP: Target = Target::Ignore;

/// Affiliate orders: 30 columns, 31 with the creator's region.
const AFFILIATE_ORDERS: Names = &[
    (
        "Order ID|订单 ID|订单号|ID Pesanan|ID đơn hàng|ID do pedido|ID del pedido",
        to("order_id"),
    ),
    (
        "Product ID|商品 ID|产品 ID|ID Produk|ID sản phẩm|ID do produto|ID del producto",
        to("product_id"),
    ),
    (
        "Product Name|商品名称|Nama Produk|Tên sản phẩm|Nome do produto|Nombre del producto",
        to("product_name"),
    ),
    ("SKU ID|ID SKU", to("sku_id")),
    (
        "Payment Amount|支付金额|Jumlah Pembayaran|Số tiền thanh toán|Valor do pagamento|Importe del pago",
        to("paid"),
    ),
    (
        "Currency|货币单位|币种|货币|Mata Uang|Tiền tệ|Moeda|Moneda",
        to("currency"),
    ),
    (
        "Quantity|下单件数|件数|Kuantitas|Số lượng|Quantidade|Cantidad",
        to("quantity"),
    ),
    (
        "Fully returned or refunded|是否全额退款|Fully refunded",
        to("refunded"),
    ),
    (
        "Order Status|订单状态|Status Pesanan|Trạng thái đơn hàng|Status do pedido|Estado del pedido",
        to("status"),
    ),
    (
        "Creator Username|达人用户名|Nama Pengguna Kreator|Tên người dùng nhà sáng tạo|Nome de usuário do criador|Nombre de usuario del creador",
        to("handle"),
    ),
    (
        "Content ID|内容ID|ID Konten|ID nội dung|ID do conteúdo|ID del contenido",
        to("content_id"),
    ),
    (
        "Est. standard commission payment|Est. commission payment|预计标准佣金付款|预计佣金付款",
        to("est_commission"),
    ),
    (
        "Actual Commission Payment|Actual standard commission payment|实际佣金付款|实际佣金(付款)|实际佣金|实际标准佣金付款",
        to("commission"),
    ),
    (
        "Est. Shop Ads commission payment|预计店铺广告佣金付款",
        to("est_ads_commission"),
    ),
    (
        "Actual Shop Ads commission payment|实际店铺广告佣金付款",
        to("ads_commission"),
    ),
    (
        "Est. co-funded creator bonus|预估合资达人奖金|预计合资达人奖金",
        to("est_bonus_commission"),
    ),
    (
        "Actual co-funded creator bonus|实际合资达人奖金",
        to("bonus_commission"),
    ),
    (
        "Time Created|创建时间|Waktu Dibuat|Thời gian tạo|Hora da criação|Hora de creación",
        to("ordered_at"),
    ),
    ("Payment time|支付时间", to("paid_at")),
    ("Order Delivery Time|订单送达时间", to("delivered_at")),
    (
        "Price|商品价格|价格|Payment method|付款方式|Creator Region|达人地区|Content Type|内容形式|commission model|佣金模式\
         |Standard commission rate|标准佣金率|Est. Commission Base|预估计佣金额|Actual Commission Base|实际计佣金额\
         |Shop Ads commission rate|店铺广告佣金率|Time Commission Paid|佣金结算时间|Platform|平台",
        SKIP,
    ),
];

/// 精选联盟: 47 columns.
const DOUYIN_ORDERS: Names = &[
    ("订单id", to("order_id")),
    ("商品id", to("product_id")),
    ("商品名称", to("product_name")),
    ("抖音/火山号|抖音号", to("handle")),
    ("作者账号", to("creator_name")),
    ("支付金额", to("paid")),
    ("预估佣金支出", to("est_commission")),
    ("实际佣金支出", to("commission")),
    ("订单状态", to("status")),
    ("付款时间", to("ordered_at")),
    ("收货时间", to("delivered_at")),
    ("商品数量", to("quantity")),
    ("视频id|内容id", to("content_id")),
    ("佣金率|结算金额|超时未结算原因|订单结算时间|商品来源", SKIP),
];

const VIDEOS: Names = &[
    ("Video ID|视频 ID", to("content_id")),
    ("Video link|视频链接", to("url")),
    ("Video name|Video title|视频标题|视频名称", to("title")),
    (
        "Creator username|Creator name|达人名称|达人用户名",
        to("handle"),
    ),
    (
        "Video post date|Post date|发布日期|发布时间",
        to("posted_at"),
    ),
    ("Product ID|商品 ID", to("product_id")),
    (
        "Video views|视频播放量|播放量|Shoppable video impressions",
        to("plays"),
    ),
    ("Likes|点赞数|Shoppable video likes", to("likes")),
    ("Comments|评论数|Shoppable video comments", to("comments")),
    ("Shares|分享次数|分享数", to("shares")),
    ("Completion rate|完播率", to("completion_rate")),
    (
        "Video product impressions|视频商品曝光次数|商品曝光次数",
        to("product_impressions"),
    ),
    (
        "Video product clicks|视频商品点击量|商品点击量",
        to("clicks"),
    ),
    (
        "Video-attributed orders|归因于视频的订单数|Affiliate orders|订单数",
        to("orders"),
    ),
    (
        "Creator video-attributed GMV|Affiliate video-attributed GMV|Affiliate shoppable video GMV|联盟视频归因 GMV|达人视频归因 GMV",
        to("gmv"),
    ),
    ("Currency|货币单位|币种", to("currency")),
    (
        "Product name|商品名称|GMV|Affiliate items sold|Shoppable video avg. order value|Est. commission|预计佣金|Est. flat fee\
         |预计固定费用|Avg. affiliate customers|Affiliate items refunded|Affiliate refunded GMV|Affiliate CTR|Shoppable video GPM\
         |AOV|Avg. GMV per customer|Video-attributed items sold|视频归因成交件数|Refunds|退款金额|Items refunded|CTR|商品点击率\
         |Engagement|Video GPM|视频千次曝光成交金额",
        SKIP,
    ),
];

const LIVES: Names = &[
    ("LIVE ID|直播 ID|直播间 ID", to("content_id")),
    ("LIVE name|LIVE title|直播标题|直播名称", to("title")),
    (
        "Creator username|Creator name|达人名称|达人用户名",
        to("handle"),
    ),
    (
        "LIVE start time|Start time|直播开始时间|开播时间|开始时间",
        to("posted_at"),
    ),
    ("Product ID|商品 ID", to("product_id")),
    ("LIVE views|Views|直播观看次数|观看次数", to("plays")),
    ("Likes|点赞数", to("likes")),
    ("Comments|评论数", to("comments")),
    ("Shares|分享次数|分享数", to("shares")),
    (
        "Product impressions|商品曝光次数",
        to("product_impressions"),
    ),
    ("Product clicks|商品点击量", to("clicks")),
    (
        "LIVE-attributed orders|归因于直播的订单数|Affiliate orders|订单数",
        to("orders"),
    ),
    (
        "Creator LIVE-attributed GMV|Affiliate LIVE-attributed GMV|Affiliate LIVE GMV|联盟直播归因 GMV|达人直播归因 GMV",
        to("gmv"),
    ),
    ("Currency|货币单位|币种", to("currency")),
    (
        "LIVE end time|End time|直播结束时间|结束时间|LIVE duration|Duration|直播时长|LIVE-attributed items sold\
         |直播归因成交件数|Viewers|观看人数|Avg. viewing duration|LIVE GPM|直播千次曝光成交金额|LIVE CTR|Affiliate items sold\
         |Est. commission|预计佣金|Est. flat fee|预计固定费用|Refunds|退款金额|Items refunded",
        SKIP,
    ),
];

type Shaped = (Kind, Names, &'static [&'static str], usize);

/// Kind, its columns, what it must have, how many at least.
pub const KINDS: &[Shaped] = &[
    (
        Kind::AffiliateOrders,
        AFFILIATE_ORDERS,
        &[
            "Order ID|订单 ID|订单号|ID Pesanan|ID đơn hàng|ID do pedido|ID del pedido",
            "Creator Username|达人用户名|Nama Pengguna Kreator|Tên người dùng nhà sáng tạo|Nome de usuário do criador|Nombre de usuario del creador",
        ],
        6,
    ),
    (
        Kind::Videos,
        VIDEOS,
        &[
            "Video name|Video title|Video ID|Video link|视频标题|视频 ID|视频链接",
            "Video post date|Post date|Video link|Video ID|视频链接|视频 ID|发布日期",
        ],
        5,
    ),
    (
        Kind::Lives,
        LIVES,
        &[
            "LIVE name|LIVE title|LIVE ID|LIVE start time|直播标题|直播名称|直播 ID|直播间 ID|直播开始时间|开播时间",
        ],
        4,
    ),
    (
        Kind::DouyinOrders,
        DOUYIN_ORDERS,
        &[
            "订单id",
            "作者账号|抖音/火山号|抖音号",
            "商品id|佣金率|预估佣金支出|结算金额",
        ],
        5,
    ),
];
