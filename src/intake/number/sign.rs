//! Currencies as they stand beside a number.

use crate::domain::money::Currency;
use crate::text;

/// A currency as a cell shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// One currency only.
    Known(Currency),
    /// `$`: US dollars unless the file says which.
    Dollar,
    /// `¥`: yuan unless the file says yen.
    Yen,
}

impl Sign {
    /// Which currency it is in a file that counts in `file`.
    pub fn resolve(self, file: Currency) -> Currency {
        const DOLLARS: [&str; 13] = [
            "USD", "MXN", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "CLP", "COP", "ARS", "BRL",
            "BND",
        ];
        match self {
            Sign::Known(currency) => currency,
            Sign::Dollar if DOLLARS.contains(&file.code()) => file,
            Sign::Dollar => Currency::parse("USD").unwrap_or_default(),
            Sign::Yen if file.code() == "JPY" => file,
            Sign::Yen => Currency::parse("CNY").unwrap_or_default(),
        }
    }
}

/// Symbols and words for currencies, folded, longest first where one begins another.
const SIGNS: [(&str, &str); 40] = [
    ("us$", "USD"),
    ("s$", "SGD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("nz$", "NZD"),
    ("r$", "BRL"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₦", "NGN"),
    ("₪", "ILS"),
    ("zl", "PLN"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("rmb", "CNY"),
    ("円", "JPY"),
    ("泰铢", "THB"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("英镑", "GBP"),
    ("欧元", "EUR"),
    ("越南盾", "VND"),
    ("印尼盾", "IDR"),
    ("印尼卢比", "IDR"),
    ("菲律宾比索", "PHP"),
    ("马来西亚林吉特", "MYR"),
    ("林吉特", "MYR"),
    ("新加坡元", "SGD"),
    ("日元", "JPY"),
];

/// Codes that may stand beside a number. Only those the platforms trade in, so that `12 pcs` is not money.
const CODES: [&str; 34] = [
    "USD", "CNY", "PHP", "IDR", "MYR", "THB", "VND", "SGD", "GBP", "EUR", "BRL", "MXN", "JPY",
    "KRW", "TWD", "HKD", "AUD", "CAD", "NZD", "INR", "SAR", "AED", "TRY", "PLN", "RUB", "ZAR",
    "EGP", "CHF", "SEK", "NOK", "DKK", "CZK", "COP", "CLP",
];

/// A currency from a cell of its own or a header's bracket: `USD`, `$`, `元`, `人民币`.
pub fn currency_name(text: &str) -> Option<Sign> {
    let folded = text::fold(&text::clean(text));
    let folded = folded.trim();
    match folded {
        "$" => return Some(Sign::Dollar),
        "¥" => return Some(Sign::Yen),
        _ => {}
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == folded) {
        return Currency::parse(code).map(Sign::Known);
    }
    CODES
        .iter()
        .find(|c| c.eq_ignore_ascii_case(folded))
        .and_then(|c| Currency::parse(c))
        .map(Sign::Known)
}

/// The currency at either end of a folded number, and what is left.
pub(super) fn currency(body: &str) -> Option<(Sign, &str)> {
    let first = body.chars().next()?;
    let last = body.chars().next_back()?;
    // both ends are of the number itself: nothing to look up
    if (first.is_ascii_digit() || first == '.') && (last.is_ascii_digit() || last == '.') {
        return None;
    }
    let ends = |sign: &str| -> Option<&str> {
        let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ' ' | '>');
        // letters count as a sign only where a word ends: `vnd` does not end in `d`
        let letters = sign.starts_with(|c: char| c.is_ascii_alphabetic());
        body.strip_prefix(sign)
            .filter(|rest| rest.starts_with(numeric))
            .or_else(|| {
                body.strip_suffix(sign).filter(|rest| {
                    !letters || rest.ends_with(|c: char| c.is_ascii_digit() || c == ' ')
                })
            })
    };
    // the longest sign that fits, so that `us$` is not read as `$` and 新加坡元 not as 元
    let named = SIGNS
        .iter()
        .filter_map(|(sign, code)| {
            Some((sign.len(), Sign::Known(Currency::parse(code)?), ends(sign)?))
        })
        .max_by_key(|(len, _, _)| *len);
    if let Some((_, sign, rest)) = named {
        return Some((sign, rest));
    }
    for (sign, found) in [
        ("$", Sign::Dollar),
        ("¥", Sign::Yen),
        ("d", Sign::Known(Currency::parse("VND")?)),
    ] {
        if let Some(rest) = ends(sign) {
            return Some((found, rest));
        }
    }
    CODES.iter().find_map(|code| {
        let lower = code.to_ascii_lowercase();
        Some((Sign::Known(Currency::parse(code)?), ends(&lower)?))
    })
}
