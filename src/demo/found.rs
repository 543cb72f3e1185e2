//! What discovery tools and scrapes export: FastMoss, 蝉妈妈, and a list of accounts with their average views.

use super::dice::Dice;
use super::market::Market;
use super::roster::{Creator, Seller};
use super::sheet::{Encoding, Form, Sheet, in_wan, short};

/// Markets the merchant searches with FastMoss.
const SEARCHED: [Market; 6] = [
    Market::Th,
    Market::Id,
    Market::My,
    Market::Mx,
    Market::Vn,
    Market::Ph,
];

/// Creators of the smaller markets as FastMoss shows them, in UTF-16 as a spreadsheet saves "Unicode text". The creator
/// is named by a link to the profile.
pub(super) fn fastmoss(roster: &[Creator]) -> Vec<u8> {
    let form = Form {
        encoding: Encoding::Utf16,
        separator: ',',
        line_end: "\r\n",
        ends_with_line_end: true,
    };
    let mut sheet = Sheet::new(
        form,
        &[
            "达人昵称",
            "TikTok官网达人主页链接",
            "达人分类",
            "国家",
            "粉丝数",
            "带货销量",
            "带货销售额",
            "直播GPM",
            "视频GPM",
        ],
    );
    let mut found: Vec<_> = roster
        .iter()
        .filter(|c| SEARCHED.contains(&c.market))
        .map(|c| (c, Dice::new("fastmoss", c.number)))
        .filter_map(|(c, mut dice)| dice.percent(46).then_some((c, dice)))
        .collect();
    found.sort_by_key(|(c, _)| {
        (
            c.market.facts().region,
            std::cmp::Reverse(c.months[1].followers),
        )
    });
    for (c, mut dice) in found {
        // the tool counts the sales of all shops, not only the merchant's
        let m = &c.months[1];
        let items = match c.seller {
            Seller::Never => dice.below(9),
            _ => (m.items + 3) * dice.between(3, 14),
        };
        let price = c.niche.profile().order * c.market.basket() / 100;
        let sales = items * price / dice.between(1, 2);
        let usd = |cents: u64| format!("${}", in_wan(cents, 2));
        let gpm = |dice: &mut Dice, low: u64| match dice.below(10) {
            0..=2 => "--".to_owned(),
            3..=5 => {
                let from = dice.between(low, low * 9);
                format!("{}-{}", usd(from), usd(from + dice.between(5, low * 3)))
            }
            _ => usd(dice.between(low, low * 9)),
        };
        let sold = if items > 9_000 && dice.percent(40) {
            format!("{}+", items / 100 * 100)
        } else {
            in_wan(items, 0)
        };
        let live = if m.lives > 0 {
            gpm(&mut dice, 90)
        } else {
            "--".to_owned()
        };
        sheet.row(vec![
            c.name.clone(),
            format!("https://www.tiktok.com/@{}", c.handle),
            c.niche.profile().fastmoss.to_owned(),
            c.market.facts().chinese.to_owned(),
            in_wan(m.followers, 0),
            sold,
            usd(sales),
            live,
            gpm(&mut dice, 40),
        ]);
    }
    sheet.bytes()
}

/// Douyin creators as 蝉妈妈 shows them: shares of fans as several lines in one cell.
pub(super) fn chanmama(roster: &[Creator]) -> Vec<u8> {
    let form = Form {
        encoding: Encoding::Utf8Bom,
        separator: ',',
        line_end: "\r\n",
        ends_with_line_end: true,
    };
    let mut sheet = Sheet::new(
        form,
        &[
            "达人id",
            "昵称",
            "简介",
            "主营类目",
            "达人类型",
            "带货口碑",
            "粉丝数",
            "达人性别",
            "达人年龄",
            "达人省份",
            "达人城市",
            "达人粉丝性别",
            "达人粉丝年龄段",
            "近30天视频数",
            "近30天直播数",
        ],
    );
    for c in roster.iter().filter(|c| c.market == Market::Cn) {
        let mut dice = Dice::new("chanmama", c.number);
        let m = &c.months[2];
        let (province, city) = dice.pick(&[
            ("浙江", "杭州"),
            ("浙江", "金华"),
            ("广东", "广州"),
            ("广东", "深圳"),
            ("上海", "上海"),
            ("北京", "北京"),
            ("四川", "成都"),
            ("江苏", "苏州"),
            ("湖南", "长沙"),
            ("福建", "厦门"),
            ("", ""),
        ]);
        let women = (c.female + 5) / 10;
        let fans = if dice.percent(8) {
            "--".to_owned()
        } else {
            format!("女性:{women}%\n男性:{}%", 100 - women)
        };
        let [young, twenties, thirties, forties, old] = c.ages.map(|a| (a + 5) / 10);
        let young = young + twenties / 2;
        let rest = 100u64.saturating_sub(young + thirties + forties + old);
        let ages = format!(
            "18-23岁:{young}%\n24-30岁:{rest}%\n31-40岁:{thirties}%\n41-50岁:{forties}%\n50岁以上:{old}%"
        );
        sheet.row(vec![
            c.platform_id.clone(),
            c.name.clone(),
            c.bio(),
            c.categories().join("|"),
            kind(c, &mut dice).to_owned(),
            format!("4.{:02}", dice.between(38, 98)),
            in_wan(m.followers, 0),
            dice.pick(&["女", "女", "女", "男", "未知"]).to_owned(),
            dice.pick(&["--", "22", "26", "29", "33", "38"]).to_owned(),
            province.to_owned(),
            city.to_owned(),
            fans,
            ages,
            m.videos.to_string(),
            m.lives.to_string(),
        ]);
    }
    sheet.bytes()
}

/// 达人类型.
fn kind(c: &Creator, dice: &mut Dice) -> &'static str {
    if c.own {
        "商家自播"
    } else {
        dice.pick(&["达人", "达人", "达人", "素人"])
    }
}

/// A scrape of larger accounts. Every number stands twice under one name, as shown and exact; some creators are given
/// as links, some with `@`, and some names carry invisible characters.
pub(super) fn scrape(roster: &[Creator]) -> Vec<u8> {
    let form = Form {
        encoding: Encoding::Utf8,
        separator: ',',
        line_end: "\n",
        ends_with_line_end: false,
    };
    let mut sheet = Sheet::new(
        form,
        &[
            "Tiktoker name",
            "Tiktok name",
            "Subscribers count",
            "Subscribers count",
            "Views avg.",
            "Views avg.",
            "Likes avg",
            "Likes avg",
            "Comments avg.",
            "Comments avg.",
            "Shares avg",
            "Shares avg",
        ],
    );
    let mut large: Vec<_> = roster
        .iter()
        .filter(|c| c.market != Market::Cn && !c.own && c.months[1].videos > 0)
        .collect();
    large.sort_by_key(|c| (std::cmp::Reverse(c.months[1].followers), c.number));
    for (n, c) in large.into_iter().take(180).enumerate() {
        let m = &c.months[1];
        let handle = match n % 20 {
            6 => format!("https://www.tiktok.com/@{}?lang=en", c.handle),
            13 => format!("@{}", c.handle),
            _ => c.handle.clone(),
        };
        let name = match n % 30 {
            11 => format!("{}\u{200b}", c.name),
            21 => format!("\u{feff}{}\u{2060}", c.name),
            _ => c.name.clone(),
        };
        let mut row = vec![handle, name];
        let each = |total: u64| total / m.videos.max(1);
        for count in [
            m.followers,
            each(m.views),
            each(m.likes),
            each(m.comments),
            each(m.shares),
        ] {
            row.extend([short(count), count.to_string()]);
        }
        sheet.row(row);
    }
    sheet.bytes()
}
