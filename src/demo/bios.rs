//! What creators write about themselves, and what the merchant's people write about them.

use super::dice::Dice;
use super::market::Niche;
use super::tongues::Tongue;

/// Drawn behind or into a name; joined, toned and flagged ones among them.
pub(super) const EMOJI: [&str; 24] = [
    "✨",
    "🤍",
    "🍼",
    "💄",
    "🧴",
    "🪴",
    "🌸",
    "🏡",
    "🧼",
    "☕️",
    "🐾",
    "🎀",
    "🍳",
    "💅🏽",
    "👩🏽‍🍳",
    "👩‍👧‍👦",
    "🏳️‍🌈",
    "❤️‍🔥",
    "👩🏻‍🦱",
    "🧕🏼",
    "🫶🏾",
    "🛒",
    "🧡",
    "🕯️",
];

/// A few lines in the creator's language.
pub(super) fn bio(tongue: Tongue, niche: Niche, dice: &mut Dice) -> String {
    let topic = niche as usize;
    let mut lines = match tongue {
        Tongue::Spanish => vec![
            dice.pick(&[
                "Reseñas honestas de",
                "Todo sobre",
                "Mamá de dos y fan de",
                "Ofertas diarias de",
            ])
            .to_owned()
                + " "
                + [
                    "belleza",
                    "hogar",
                    "cocina",
                    "moda",
                    "bebés",
                    "comida",
                    "bienestar",
                    "mascotas",
                    "tecnología",
                    "deporte",
                    "juguetes",
                ][topic],
            dice.pick(&[
                "Colaboraciones por correo",
                "📍CDMX",
                "Enlaces en mi escaparate ⬇️",
                "¡Nuevos videos cada día!",
            ])
            .to_owned(),
        ],
        Tongue::Vietnamese => vec![
            dice.pick(&["Review thật", "Săn deal", "Góc nhỏ", "Chuyên"])
                .to_owned()
                + " "
                + [
                    "mỹ phẩm",
                    "đồ gia dụng",
                    "đồ bếp",
                    "thời trang",
                    "mẹ và bé",
                    "ăn vặt",
                    "sức khỏe",
                    "thú cưng",
                    "công nghệ",
                    "thể thao",
                    "đồ chơi",
                ][topic],
            dice.pick(&[
                "Liên hệ booking qua Zalo",
                "Live mỗi tối 20h",
                "📍Hà Nội",
                "📍Sài Gòn · nhận mẫu thử",
            ])
            .to_owned(),
        ],
        Tongue::Thai => vec![
            dice.pick(&["รีวิวจริง", "ป้ายยา", "แจกโค้ด", "รวมของดี"])
                .to_owned()
                + [
                    "บิวตี้",
                    "ของแต่งบ้าน",
                    "ของใช้ในครัว",
                    "แฟชั่น",
                    "แม่และเด็ก",
                    "ของกิน",
                    "สุขภาพ",
                    "สัตว์เลี้ยง",
                    "ไอที",
                    "กีฬา",
                    "ของเล่น",
                ][topic],
            dice.pick(&["ติดต่องานทางไลน์", "ไลฟ์ทุกวัน 2 ทุ่ม", "📍กรุงเทพฯ", "รับรีวิวสินค้า"])
                .to_owned(),
        ],
        Tongue::Indonesian | Tongue::Malay => vec![
            dice.pick(&["Review jujur", "Racun", "Info promo", "Tips"])
                .to_owned()
                + " "
                + [
                    "skincare",
                    "rumah",
                    "dapur",
                    "fashion",
                    "ibu & bayi",
                    "makanan",
                    "kesehatan",
                    "anabul",
                    "gadget",
                    "olahraga",
                    "mainan",
                ][topic],
            dice.pick(&[
                "Endorse via email",
                "Live tiap malam jam 8",
                "Keranjang kuning 👇",
                "IRT bahagia",
            ])
            .to_owned(),
        ],
        Tongue::Chinese => vec![
            dice.pick(&["分享", "只推荐自己用过的", "每天一条", "专注"])
                .to_owned()
                + [
                    "美妆护肤",
                    "家居好物",
                    "厨房小物",
                    "平价穿搭",
                    "母婴用品",
                    "零食",
                    "健康生活",
                    "养宠日常",
                    "数码",
                    "运动装备",
                    "玩具",
                ][topic],
            dice.pick(&[
                "合作请私信",
                "每晚八点直播",
                "坐标杭州",
                "寄样前请先联系，谢谢！",
            ])
            .to_owned(),
        ],
        Tongue::Japanese => vec![
            dice.pick(&["本音レビュー", "毎日更新", "賃貸でも楽しむ", "30代ママの"])
                .to_owned()
                + [
                    "コスメ",
                    "インテリア",
                    "キッチン用品",
                    "コーデ",
                    "育児グッズ",
                    "グルメ",
                    "美容と健康",
                    "犬と猫",
                    "ガジェット",
                    "筋トレ",
                    "おもちゃ",
                ][topic],
            dice.pick(&["お仕事はメールで", "購入品はショーケースから", "📍東京"])
                .to_owned(),
        ],
        Tongue::Arabic => vec![
            dice.pick(&["تجارب صادقة", "كل يوم جديد", "أكواد خصم", "مراجعات"])
                .to_owned()
                + " "
                + [
                    "جمال",
                    "منزل",
                    "مطبخ",
                    "أزياء",
                    "أمومة",
                    "مأكولات",
                    "صحة",
                    "حيوانات",
                    "تقنية",
                    "رياضة",
                    "ألعاب",
                ][topic],
            dice.pick(&["للتعاون عبر البريد", "📍الرياض", "بث مباشر كل خميس"])
                .to_owned(),
        ],
        Tongue::Russian => vec![
            dice.pick(&["Честные обзоры", "Находки", "Каждый день:", "Просто про"])
                .to_owned()
                + " "
                + [
                    "косметика",
                    "дом",
                    "кухня",
                    "стиль",
                    "мама и малыш",
                    "еда",
                    "здоровье",
                    "питомцы",
                    "техника",
                    "спорт",
                    "игрушки",
                ][topic],
        ],
        _ => vec![
            dice.pick(&[
                "Honest reviews:",
                "Everyday finds for",
                "Obsessed with",
                "TikTok Shop affiliate |",
                "Your daily dose of",
                "Mum of three, lover of",
                "All about",
                "Small flat, big love for",
            ])
            .to_owned()
                + " "
                + [
                    "skincare & make-up",
                    "cosy homes",
                    "kitchen gadgets",
                    "outfits under $50",
                    "baby must-haves",
                    "snacks",
                    "wellness",
                    "dogs & cats",
                    "tech",
                    "gym life",
                    "toys",
                ][topic],
            dice.pick(&[
                "Collabs by e-mail",
                "Links in my showcase",
                "LIVE Tue & Thu 7pm",
                "UGC creator, rates on request",
                "DM for discount codes!",
                "Samples welcome",
                "Managed by Bright Harbor Talent",
            ])
            .to_owned(),
        ],
    };
    lines.truncate(usize::try_from(dice.between(1, 2)).unwrap_or(1));
    lines.join(dice.pick(&["\n", " · ", " | "]))
}

/// A note of the merchant's staff on a creator they know.
pub(super) fn note(dice: &mut Dice) -> String {
    let english = [
        "Prefers samples first; story videos convert twice as well",
        "Asked for 18 % commission, agreed on 15 %",
        "Posts late but always posts",
        "Sample arrived broken in August, sent a second one",
        "Only works Tuesdays and Thursdays (LIVE)",
        "Great hooks, weak product shots; send the shot list",
        "Agency answers within a day, creator never does",
        "Wants exclusivity for serums, we said no",
        "Raised her fee twice this year",
        "Do not ship glass to this address",
        "Fans ask for refills in the comments",
        "Good fit for the Q4 gift set",
    ];
    let chinese = [
        "回复快，样品三天内出视频",
        "报价偏高，可谈保底加佣",
        "粉丝偏年轻，适合平价线",
        "上次寄样未出内容，先观察",
        "短剧情类视频转化好",
        "对接人换成了机构，邮件抄送 Bo",
        "直播间客单价高，优先给套装",
        "退款多，先只发小件",
    ];
    let who = dice.pick(&["", "", "", "Anna: ", "Bo: ", "dara: ", "小林："]);
    let text = if dice.percent(65) {
        dice.pick(&english)
    } else {
        dice.pick(&chinese)
    };
    format!("{who}{text}")
}

/// Labels of invented houses that creators have carried.
pub(super) const BRANDS: [&str; 12] = [
    "Lunovia",
    "Brambleveil",
    "Ostrelle",
    "Kettlewren",
    "Tidyloom",
    "Saffronest",
    "Aquillo",
    "Mirawick",
    "Homberry Lane",
    "素屿",
    "棉里",
    "Fernglow",
];
