//! What the merchant's own shops export: `Creator_List` for each region and month, and the creator data workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::market::Market;
use super::month::Month;
use super::roster::Creator;
use super::sheet::{Encoding, Form, Sheet, grouped_amount, percent, plain};

const ENGLISH: [&str; 24] = [
    "Creator username",
    "Affiliate GMV",
    "Affiliate LIVE GMV",
    "Affiliate shoppable video GMV",
    "Affiliate product card GMV",
    "Affiliate products sold",
    "Items sold",
    "Est. commission",
    "Est. flat fee",
    "Avg. order value",
    "Affiliate product showcase",
    "Affiliate orders",
    "CTR",
    "Product impressions",
    "Avg. affiliate customers",
    "Affiliate LIVE streams",
    "Affiliate shoppable videos",
    "Target collaboration GMV",
    "Target collaboration est. commission",
    "Open collaboration GMV",
    "Open collaboration est. commission",
    "Affiliate refunded GMV",
    "Affiliate items refunded",
    "Affiliate followers",
];

/// The workbook's names with a sentence of our own on each, for the definition row.
const CREATOR_DATA: [(&str, &str); 23] = [
    ("Creator name", "The username of the creator."),
    (
        "Creator-attributed GMV",
        "Sales credited to the creator's LIVEs, videos and product cards, before returns.",
    ),
    (
        "Creator LIVE-attributed GMV",
        "The part of it sold during LIVEs.",
    ),
    (
        "Creator video-attributed GMV",
        "The part of it sold through videos.",
    ),
    ("Refunds", "Value of orders returned in the period."),
    (
        "Attributed orders",
        "Orders credited to the creator, cancelled ones included.",
    ),
    ("Creator-attributed items sold", "Pieces in these orders."),
    ("Items refunded", "Pieces sent back in the period."),
    ("AOV", "GMV divided by orders."),
    (
        "Affiliate product card-attributed GMV",
        "The part of GMV sold through product cards.",
    ),
    ("CTOR", "Orders divided by product clicks."),
    (
        "LIVE streams",
        "LIVEs with one of your products, any length.",
    ),
    ("Videos", "Videos with one of your products."),
    (
        "Total sample content",
        "Videos and LIVEs made with a free sample.",
    ),
    ("Samples shipped", "Free samples on their way or delivered."),
    (
        "Products added to showcase",
        "Your products in the creator's showcase.",
    ),
    (
        "CTR",
        "Product clicks divided by product impressions, in percent.",
    ),
    (
        "Product impressions",
        "How often your products were seen in the creator's content.",
    ),
    ("Video views", "Views of the creator's videos."),
    ("Customers", "People who bought, each counted once."),
    (
        "Products sold",
        "Different products with at least one sale.",
    ),
    ("Est. commission", "Expected commission, before returns."),
    ("Est. flat fee", "Agreed fixed fee, where there is one."),
];

const CHINESE: [&str; 24] = [
    "达人用户名",
    "联盟 GMV",
    "联盟直播 GMV",
    "联盟带货视频 GMV",
    "联盟商品卡 GMV",
    "联盟商品成交件数",
    "成交件数",
    "预计佣金",
    "预计固定费用",
    "平均订单金额",
    "联盟橱窗商品数",
    "联盟订单量",
    "点击率",
    "商品曝光次数",
    "平均联盟客户数",
    "联盟直播数",
    "联盟带货视频数",
    "定向合作 GMV",
    "定向合作预计佣金",
    "公开合作 GMV",
    "公开合作预计佣金",
    "联盟已退款的 GMV",
    "已退款的联盟商品数",
    "联盟粉丝数",
];

/// Money as a shop of this market writes it.
fn money(market: Market, amount: u64) -> String {
    let facts = market.facts();
    let amount = grouped_amount(amount, facts.digits);
    match market {
        Market::Vn => format!("{amount}{}", facts.sign),
        _ => format!("{}{amount}", facts.sign),
    }
}

fn fee(market: Market, m: &Month) -> String {
    m.flat_fee.map_or("--".to_owned(), |f| money(market, f))
}

/// The creators a shop knows in a month, best sellers first, as the platform sorts them.
fn listed(roster: &[Creator], market: Market, month: usize) -> Vec<(&Creator, &Month)> {
    let mut all: Vec<_> = roster
        .iter()
        .filter(|c| c.market == market && c.listed[month % 3])
        .map(|c| (c, &c.months[month % 3]))
        .collect();
    all.sort_by_key(|(c, m)| (std::cmp::Reverse((m.gmv(), m.followers)), c.number));
    all
}

fn list_row(c: &Creator, m: &Month, days: u64) -> Vec<String> {
    let cash = |amount| money(c.market, amount);
    vec![
        c.handle.clone(),
        cash(m.gmv()),
        cash(m.live_gmv),
        cash(m.video_gmv),
        cash(m.card_gmv),
        m.products_sold.to_string(),
        m.items.to_string(),
        cash(m.commission()),
        fee(c.market, m),
        cash(m.order_value()),
        m.showcase.to_string(),
        m.orders.to_string(),
        percent(m.clicks, m.impressions),
        m.impressions.to_string(),
        super::sheet::trimmed(plain((m.customers * 100 + days / 2) / days, 2)),
        m.shoppable_lives.to_string(),
        m.shoppable_videos.to_string(),
        cash(m.target_gmv),
        cash(m.target_commission),
        cash(m.open_gmv()),
        cash(m.open_commission),
        cash(m.refunds),
        m.items_refunded.to_string(),
        m.followers.to_string(),
    ]
}

/// `Creator_List` of a shop for August (0), September (1) or October (2), damage included.
pub(super) fn creator_list(roster: &[Creator], market: Market, month: usize) -> Vec<u8> {
    let days = [31, 30, 31][month % 3];
    let form = match market {
        Market::Us | Market::Vn => Form {
            encoding: Encoding::Utf8Bom,
            separator: ',',
            line_end: "\r\n",
            ends_with_line_end: true,
        },
        Market::Ph => Form {
            encoding: Encoding::Gb18030,
            separator: '\t',
            line_end: "\r\n",
            ends_with_line_end: false,
        },
        _ => Form {
            encoding: Encoding::Utf8,
            separator: ',',
            line_end: "\n",
            ends_with_line_end: true,
        },
    };
    let mut header = if market == Market::Ph {
        CHINESE
    } else {
        ENGLISH
    };
    if (market, month) == (Market::Us, 2) {
        // the platform did this for a while
        header[6] = "Items sold ";
        header[22] = "Affiliate items refunded ";
    }
    let mut sheet = Sheet::new(form, &header);
    for (n, (c, m)) in listed(roster, market, month).into_iter().enumerate() {
        let mut row = list_row(c, m, days);
        if market == Market::Gb {
            // copied through a spreadsheet by hand, which added these
            if n % 9 == 4
                && let Some(handle) = row.first_mut()
            {
                handle.insert(0, '@');
            }
            if m.impressions == 0
                && let Some(ctr) = row.get_mut(12)
            {
                "N/A".clone_into(ctr);
            }
        }
        sheet.row(row);
    }
    damage(&mut sheet, market, month);
    sheet.bytes()
}

fn damage(sheet: &mut Sheet, market: Market, month: usize) {
    match (market, month) {
        (Market::Us, 2) => {
            let end = sheet.rows();
            for row in [3, 17, 18, 44, 120, 301] {
                sheet.repeat(row, end);
            }
            // a letter O where a zero belongs
            let rest = ",".repeat(22);
            sheet.insert(150, &format!("nina.hartwell,\"$1,2O4.00\"{rest}18230"));
            sheet.insert(60, "");
        }
        (Market::Gb, 1) => {
            sheet.insert(25, "");
            sheet.insert(25, &",".repeat(23));
        }
        (Market::Vn, _) => sheet.insert(usize::MAX - 1, ""),
        (Market::Ph, _) => {
            let nobody = format!("\t₱512.00\t₱0.00\t₱512.00\t₱0.00\t1\t2{}", "\t".repeat(17));
            sheet.insert(40, &nobody);
            sheet.banner(&["日期范围：2026-10-01 至 2026-10-31", ""]);
        }
        _ => {}
    }
}

/// The creator data workbook of the US shop for October: definitions in row 2, amounts as text, counts as numbers.
pub(super) fn creator_data(roster: &[Creator]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // without a fixed date the file would differ from run to run
    let made = ExcelDateTime::from_ymd(2026, 11, 2)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name("Creator data")?;
    for (column, (name, definition)) in (0u16..).zip(CREATOR_DATA) {
        sheet.write_string(0, column, name)?;
        sheet.write_string(1, column, definition)?;
    }
    let worked_with = listed(roster, Market::Us, 2)
        .into_iter()
        .filter(|(_, m)| m.orders > 0 || m.samples > 0);
    for (row, (c, m)) in (2u32..).zip(worked_with) {
        for (column, cell) in (0u16..).zip(data_row(c, m)) {
            match cell {
                Ok(count) => sheet.write_number(row, column, count as f64)?,
                Err(text) => sheet.write_string(row, column, text)?,
            };
        }
    }
    book.save_to_buffer()
}

/// Counts as `Ok`, everything else as text.
fn data_row(c: &Creator, m: &Month) -> [Result<u64, String>; 23] {
    let cash = |amount| Err(money(c.market, amount));
    [
        Err(c.handle.clone()),
        cash(m.gmv()),
        cash(m.live_gmv),
        cash(m.video_gmv),
        cash(m.refunds),
        Ok(m.orders),
        Ok(m.items),
        Ok(m.items_refunded),
        cash(m.order_value()),
        cash(m.card_gmv),
        Err(percent(m.orders, m.clicks)),
        Ok(m.shoppable_lives),
        Ok(m.shoppable_videos),
        Ok(m.sample_content),
        Ok(m.samples),
        Ok(m.showcase),
        Err(percent(m.clicks, m.impressions)),
        Ok(m.impressions),
        Ok(m.views),
        Ok(m.customers),
        Ok(m.products_sold),
        cash(m.commission()),
        Err(fee(c.market, m)),
    ]
}
