//! Currencies, and the fixed rate table a person may set.

use std::collections::BTreeMap;
use std::fmt;

use super::number::{Decimal, Unit};

/// Currencies in use, after ISO 4217.
const ISO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD \
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP \
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND \
    VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// An ISO 4217 code; [`Currency::NONE`] where a file did not say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Not known.
    pub const NONE: Currency = Currency([0; 3]);

    /// From a three-letter code in any case.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// As three bytes; zeros where it is not known.
    pub const fn bytes(self) -> [u8; 3] {
        self.0
    }

    /// From [`Currency::bytes`]; none where they are no code.
    pub fn from_bytes(bytes: [u8; 3]) -> Option<Self> {
        let code = bytes.iter().all(u8::is_ascii_uppercase);
        (code || bytes == [0; 3]).then_some(Currency(bytes))
    }

    /// The code, or nothing.
    pub fn code(&self) -> &str {
        if self.is_known() {
            std::str::from_utf8(&self.0).unwrap_or_default()
        } else {
            ""
        }
    }

    /// Whether it is a currency that is in use (ISO 4217).
    pub fn is_in_use(self) -> bool {
        ISO.split(' ').any(|code| code == self.code())
    }

    /// Whether the file said.
    pub fn is_known(self) -> bool {
        self != Self::NONE
    }

    /// Digits people expect behind the point (ISO 4217's minor units).
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"VND" | b"IDR" | b"JPY" | b"KRW" | b"CLP" | b"PYG" | b"ISK" => 0,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_known() {
            self.code()
        } else {
            "(no currency)"
        })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Fixed exchange rates to one base currency, from the settings. Empty unless a person set it; nothing is ever
/// converted without it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates {
    /// The currency that money is compared in.
    pub base: Currency,
    rates: BTreeMap<Currency, Decimal>,
}

impl Rates {
    /// `rates`: how much of `base` one unit of each currency is worth.
    pub fn new(base: Currency, rates: impl IntoIterator<Item = (Currency, Decimal)>) -> Self {
        let mut rates: BTreeMap<_, _> = rates.into_iter().collect();
        rates.insert(base, Decimal::whole(1));
        Rates { base, rates }
    }

    /// Whether a person has set a table.
    pub fn is_set(&self) -> bool {
        self.base.is_known()
    }

    /// Raw money of a currency in raw money of the base, half away from zero; `None` where the table has no rate.
    pub fn worth(&self, raw: i128, currency: Currency) -> Option<i128> {
        let rate = self.rates.get(&currency)?;
        let den = 10i128.checked_pow(rate.scale)?;
        let exact = raw.checked_mul(rate.mantissa)?;
        let half = den / 2 * exact.signum();
        Some((exact + half) / den)
    }

    /// The currencies whose sums can become one, rising.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> + '_ {
        self.rates.keys().copied()
    }

    /// How the rates of currencies read: `1 GBP = 1.27 USD, 1 EUR = 1.1 USD`.
    pub fn sentences(&self, of: &[Currency]) -> String {
        let one = |c: &Currency| {
            let rate = self.rates.get(c)?;
            Some(format!("1 {c} = {rate} {}", self.base))
        };
        of.iter().filter_map(one).collect::<Vec<_>>().join(", ")
    }

    /// `raw` money of `currency`, in raw [`Unit::Price`] units of the base currency; `None` where the table has no rate.
    /// The sticky bit keeps comparisons exact.
    pub fn to_base(&self, raw: i64, unit: Unit, currency: Currency) -> Option<i64> {
        let rate = self.rates.get(&currency)?;
        let den = 10i128
            .checked_pow(rate.scale)?
            .checked_mul(i128::from(unit.per_one()))?;
        if unit.sticky() {
            // floor(x)·rate can be off by the part that was cut; the sticky bit is carried over
            let base = Unit::Price.divide(
                i128::from(raw >> 1)
                    .checked_mul(rate.mantissa)?
                    .checked_mul(2)?,
                den,
            )?;
            return Some(base | (raw & 1));
        }
        Unit::Price.divide(i128::from(raw).checked_mul(rate.mantissa)?, den)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked() {
        assert_eq!(Currency::parse(" usd ").unwrap().code(), "USD");
        assert_eq!(Currency::parse("US"), None);
        assert_eq!(Currency::parse("U$D"), None);
        assert_eq!(Currency::NONE.code(), "");
    }

    #[test]
    fn conversion_is_exact() {
        let usd = Currency::parse("USD").unwrap();
        let php = Currency::parse("PHP").unwrap();
        let rates = Rates::new(usd, [(php, Decimal::parse("0.0171").unwrap())]);
        // 1,000 PHP = 17.10 USD
        assert_eq!(
            rates.to_base(10_000_000, Unit::Money, php),
            Some(171_000 * 2)
        );
        assert_eq!(
            rates.to_base(10_000_000, Unit::Money, usd),
            Some(10_000_000 * 2)
        );
        assert_eq!(rates.worth(10_000_000, php), Some(171_000));
        assert_eq!(rates.worth(-10_000_001, php), Some(-171_000));
        assert_eq!(rates.worth(30, php), Some(1));
        assert_eq!(rates.worth(5, usd), Some(5));
        assert_eq!(rates.sentences(&[php]), "1 PHP = 0.0171 USD");
        assert_eq!(
            rates.to_base(1, Unit::Money, Currency::parse("VND").unwrap()),
            None
        );
    }
}
