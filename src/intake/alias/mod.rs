//! What a header means: one table of names, old and new, English, Chinese and a few more.
//!
//! A name counts only inside the kind of file it was read from: `点赞数` is a video's likes in one export and a
//! creator's in another. The shared names (region, category, e-mail …) say the same everywhere. What a table does not
//! know stays unmapped and is shown; nothing is taken by resemblance.

mod lists;
mod native;
mod others;
mod results;
mod shared;
mod tools;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::kind::Kind;
use super::number;
use super::target::Target;
use crate::domain::creator::Platform;
use crate::domain::money::Currency;
use crate::text;

/// Names separated by `|`, and what they mean.
type Names = &'static [(&'static str, Target)];

pub(super) use others::SALES_WORDS;

/// A header for comparison: without white space, `_`, `.`, `-`, marks and case; full-width forms narrowed.
pub fn norm(header: &str) -> String {
    text::fold_key(&text::clean(header))
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '.' | '-' | ':' | '*' | '"' | '\''))
        .collect()
}

/// What is known of one kind: which headers it must have and which it has.
struct Shape {
    kind: Kind,
    /// Any one of each group.
    needs: Vec<HashSet<String>>,
    /// At least so many of its columns.
    least: usize,
    columns: HashMap<String, Target>,
}

fn table(names: Names) -> HashMap<String, Target> {
    names
        .iter()
        .flat_map(|(names, target)| names.split('|').map(|n| (norm(n), *target)))
        .collect()
}

fn groups(needs: &[&str]) -> Vec<HashSet<String>> {
    needs
        .iter()
        .map(|group| group.split('|').map(norm).collect())
        .collect()
}

struct Tables {
    shapes: Vec<Shape>,
    profile: HashMap<String, Target>,
    generic: HashMap<String, Target>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let readable = [
            (Kind::CreatorList, lists::CREATOR_LIST, lists::LIST_NEEDS, 3),
            (Kind::CreatorData, lists::CREATOR_DATA, lists::DATA_NEEDS, 3),
            (Kind::FastMoss, tools::FASTMOSS, tools::FASTMOSS_NEEDS, 3),
            (Kind::ChanMama, tools::CHANMAMA, tools::CHANMAMA_NEEDS, 4),
            (Kind::XingTu, tools::XINGTU, tools::XINGTU_NEEDS, 3),
            (Kind::Kalodata, tools::KALODATA, tools::KALODATA_NEEDS, 3),
            (Kind::NativeCreators, native::CREATORS, &["handle"][..], 1),
        ];
        let mut shapes: Vec<Shape> = readable
            .into_iter()
            .map(|(kind, names, needs, least)| Shape {
                kind,
                needs: groups(needs),
                least,
                columns: table(names),
            })
            .collect();
        for (kind, columns, needs, least) in results::KINDS {
            shapes.push(Shape {
                kind: *kind,
                needs: groups(needs),
                least: *least,
                columns: table(columns),
            });
        }
        for native in super::template::files() {
            if native.name == "creators" {
                continue;
            }
            let kind = Kind::NativeOther(native.name);
            let needs: Vec<String> = native.required().into_iter().map(native::names).collect();
            let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
            let mut columns = HashMap::new();
            for (key, _) in native.columns() {
                let target = match kind.native() {
                    Some(_) => Target::Field(key),
                    None => Target::Ignore,
                };
                for name in native::names(key).split('|') {
                    columns.insert(norm(name), target);
                }
            }
            shapes.push(Shape {
                kind,
                // one name alone (`name`, `ref`) could be anybody's
                least: needs.len().max(2),
                needs: groups(&needs),
                columns,
            });
        }
        Tables {
            shapes,
            profile: table(shared::PROFILE),
            generic: table(shared::GENERIC),
        }
    })
}

/// So many columns tell a native file that lacks one which it needs.
const CLEAR: usize = 4;

/// The kinds a header row fits, best first, with how many of its columns each knows.
pub fn kinds(headers: &[String]) -> Vec<(Kind, usize)> {
    let set: HashSet<String> = headers
        .iter()
        .map(|h| norm(h))
        .filter(|h| !h.is_empty())
        .collect();
    let bare: HashSet<String> = headers.iter().map(|h| norm(bracketed(h).0)).collect();
    let has = |h: &String| set.contains(h) || bare.contains(h);
    let mut found: Vec<(Kind, usize)> = tables()
        .shapes
        .iter()
        .filter(|s| s.needs.iter().all(|group| group.iter().any(has)))
        .map(|s| (s.kind, s.columns.keys().filter(|c| has(c)).count(), s.least))
        .filter(|(_, count, least)| count >= least)
        // the short native files share words with everything; most of the columns must be theirs
        .filter(|(kind, count, _)| !matches!(kind, Kind::NativeOther(_)) || count * 2 > set.len())
        .map(|(kind, count, _)| (kind, count))
        .collect();
    let generic = headers
        .iter()
        .filter(|h| column(Kind::Mapped, h).is_some())
        .count();
    let named = headers
        .iter()
        .any(|h| column(Kind::Mapped, h).is_some_and(|(t, _)| t.names_creator()));
    if named {
        found.push((Kind::Mapped, generic));
    }
    // one that lacks a column it needs, and is still told by most of the others: what it lacks is said
    let best = found.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let almost = tables().shapes.iter().filter(|s| {
        let count = s.columns.keys().filter(|c| has(c)).count();
        let own = matches!(s.kind, Kind::NativeOther(_)) && count >= s.least;
        let lacks = s.needs.iter().any(|group| !group.iter().any(has));
        own && lacks && count >= CLEAR && count > best + 1 && count * 2 > set.len()
    });
    let almost = almost.map(|s| (s.kind, s.columns.keys().filter(|c| has(c)).count()));
    found.extend(almost.max_by_key(|(_, count)| *count));
    // stable: of two equal ones the earlier shape, and anything recognised before a mapping
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if let Some((_, best)) = found.iter().find(|(k, _)| *k != Kind::Mapped).copied() {
        // a native file may have a few columns of a person's own; a foreign one that merely says `handle` has more
        let native = matches!(
            found.iter().find(|(k, _)| *k != Kind::Mapped),
            Some((Kind::NativeCreators, _))
        );
        if !native || best * 2 >= generic {
            found.sort_by_key(|(k, _)| *k == Kind::Mapped);
        }
    }
    found
}

/// What a header means in a kind of file, and the currency it names in a bracket: `GMV (USD)`, `销售额（元）`.
pub fn column(kind: Kind, header: &str) -> Option<(Target, Option<Currency>)> {
    let t = tables();
    let key = norm(header);
    if key.is_empty() || is_own(&key) {
        return None;
    }
    let find = |key: &str| -> Option<Target> {
        let shape = t.shapes.iter().find(|s| s.kind == kind);
        match kind {
            Kind::Mapped => t.generic.get(key).or_else(|| t.profile.get(key)).copied(),
            _ => shape
                .and_then(|s| s.columns.get(key))
                .or_else(|| t.profile.get(key))
                .copied(),
        }
    };
    if let Some(target) = find(&key) {
        return Some((target, None));
    }
    let (base, inner) = bracketed(header);
    if day_first(header).is_some() {
        return find(&norm(base)).map(|t| (t, None));
    }
    let sign = number::currency_name(inner?)?;
    find(&norm(base)).map(|t| (t, Some(sign.resolve(Currency::NONE))))
}

/// Which number of the dates below it is the day, where a header says so in its bracket: `发布日期 (MM/DD/YYYY)`.
pub fn day_first(header: &str) -> Option<bool> {
    let (_, inner) = bracketed(header);
    let order: String = norm(inner?)
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    match order.as_str() {
        "ddmmyyyy" | "ddmmyy" | "dmyyyy" | "dmy" => Some(true),
        "mmddyyyy" | "mmddyy" | "mdyyyy" | "mdy" | "yyyymmdd" => Some(false),
        _ => None,
    }
}

/// A header without the bracket at its end, and what stands in it.
fn bracketed(header: &str) -> (&str, Option<&str>) {
    let trimmed = header.trim();
    trimmed
        .strip_suffix([')', '）'])
        .and_then(|h| h.rsplit_once(['(', '（']))
        .map_or((trimmed, None), |(base, inner)| (base, Some(inner)))
}

/// The two columns that a file of rejected rows has in addition.
pub fn is_own(normal: &str) -> bool {
    matches!(normal, "darenline" | "darenreason")
}

/// What a column of the native `creators` file means.
pub fn native_column(name: &str) -> Option<Target> {
    let key = norm(name);
    tables()
        .shapes
        .iter()
        .find(|s| s.kind == Kind::NativeCreators)
        .and_then(|s| s.columns.get(&key))
        .copied()
}

/// A platform by any of its names. `None` where the word is none of them.
pub fn platform(cell: &str) -> Option<Platform> {
    match cell {
        "tiktok" => return Some(Platform::TikTok),
        "douyin" => return Some(Platform::Douyin),
        _ => {}
    }
    Platform::parse(cell).or_else(|| match text::fold(cell.trim()).as_str() {
        "tiktok shop" | "tik tok" | "tt" | "tiktok.com" => Some(Platform::TikTok),
        "抖音电商" | "douyin.com" => Some(Platform::Douyin),
        "ig" | "ins" | "instagram.com" => Some(Platform::Instagram),
        "yt" | "youtube.com" | "youtube shorts" => Some(Platform::YouTube),
        "twitter" | "x" | "facebook" | "fb" | "snapchat" | "pinterest" | "threads" | "twitch"
        | "shopee" | "lazada" | "kuaishou" | "快手" | "小红书" | "xiaohongshu" | "rednote"
        | "视频号" | "b站" | "哔哩哔哩" | "bilibili" | "weibo" | "微博" | "line" | "kwai"
        | "likee" | "blog" | "website" => Some(Platform::Other),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Metric;

    fn split(line: &str) -> Vec<String> {
        line.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn headers_are_compared_without_their_dress() {
        assert_eq!(norm("\u{feff}Creator　username "), norm("creator_username"));
        assert_eq!(norm("联盟 GMV"), norm("联盟GMV"));
        assert_ne!(norm("[28天]粉丝数"), norm("粉丝数"));
        assert_eq!(norm("Affiliate\nitems sold "), norm("affiliate items sold"));
    }

    #[test]
    fn a_bracket_can_name_the_currency() {
        let usd = Currency::parse("USD");
        assert_eq!(
            column(Kind::CreatorList, "Affiliate GMV (USD)"),
            Some((Target::Metric(Metric::Gmv), usd))
        );
        assert_eq!(
            column(Kind::FastMoss, "带货销售额（$）"),
            Some((Target::Metric(Metric::Gmv), usd))
        );
        assert_eq!(column(Kind::CreatorList, "Affiliate GMV (old)"), None);
    }

    #[test]
    fn videos_of_another_tool_are_no_creator_metrics() {
        for header in [
            "播放量",
            "点赞数",
            "互动率",
            "达人粉丝数",
            "ROI",
            "该商品销售额",
        ] {
            assert_eq!(column(Kind::CreatorList, header), None, "{header}");
        }
        assert!(column(Kind::CreatorList, "达人昵称").is_some());
    }

    #[test]
    fn no_name_stands_twice_in_a_table() {
        for names in [
            lists::CREATOR_LIST,
            lists::CREATOR_DATA,
            tools::FASTMOSS,
            tools::CHANMAMA,
            tools::XINGTU,
            tools::KALODATA,
            native::CREATORS,
            shared::PROFILE,
            shared::GENERIC,
        ] {
            let mut seen = HashMap::new();
            for (list, target) in names {
                for name in list.split('|') {
                    let before = seen.insert(norm(name), *target);
                    assert!(
                        before.is_none_or(|b| b == *target),
                        "{name} means two things"
                    );
                }
            }
        }
    }

    #[test]
    fn every_native_column_is_known() {
        let creators = super::super::template::files()
            .find(|f| f.name == "creators")
            .unwrap();
        for (name, _) in creators.columns() {
            assert!(native_column(name).is_some(), "{name}");
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (header, kind) in [
            (
                "Creator username, Affiliate GMV, Affiliate orders, Affiliate followers",
                Kind::CreatorList,
            ),
            (
                "达人用户名, 联盟 GMV, 联盟直播 GMV, 联盟订单量, 联盟粉丝数",
                Kind::CreatorList,
            ),
            (
                "Creator name, Affiliate-attributed GMV, Affiliate video-attributed GMV, Refunds, AOV, CTOR",
                Kind::CreatorData,
            ),
            (
                "达人昵称, 达人分类, 国家, 粉丝数, 带货销量, 带货销售额, 直播GPM, 视频GPM",
                Kind::FastMoss,
            ),
            (
                "达人id, 昵称, 简介, 主营类目, 达人类型, 带货口碑, 粉丝数, 达人性别, 达人年龄",
                Kind::ChanMama,
            ),
            (
                "达人信息, 星图ID, 抖音UID, 粉丝数, 预期CPM, 预期播放量, 互动率, 完播率",
                Kind::XingTu,
            ),
            (
                "Creator Info, Revenue, Item Sold, Followers, Avg. Unit Price",
                Kind::Kalodata,
            ),
            ("handle, platform, followers, note", Kind::NativeCreators),
            ("handle", Kind::NativeCreators),
            ("handle, at", Kind::NativeOther("outreach")),
            ("product_id, name, category", Kind::NativeOther("products")),
            (
                "ref, handle, campaign, product_id, owner, stage",
                Kind::NativeOther("collaborations"),
            ),
            (
                "order_id, product_id, sku_id, handle, ref, paid",
                Kind::NativeOther("orders"),
            ),
            (
                "Tiktoker name, Tiktok name, Subscribers count, Views avg.",
                Kind::Mapped,
            ),
            (
                "creator_id, creator_name, creator_nickname, region, product_categories, follower_cnt",
                Kind::Mapped,
            ),
            (
                "订单id, 商品id, 商品名称, 作者账号, 抖音/火山号, 支付金额, 佣金率, 预估佣金支出",
                Kind::DouyinOrders,
            ),
            (
                "视频标题, 视频 ID, 发布日期, 视频链接, 达人名称, 商品 ID, 点赞数, 完播率",
                Kind::Videos,
            ),
        ] {
            assert_eq!(
                kinds(&split(header)).first().map(|k| k.0),
                Some(kind),
                "{header}"
            );
        }
        assert!(kinds(&split("a, b, c")).is_empty());
    }
}
