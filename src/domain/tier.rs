//! Tiers by followers: three schemes of the field, and those a person defines (domain rule: lower bound inclusive).

use super::number::Decimal;

/// One band: `low <= followers < next.low`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Name in queries and files.
    pub key: String,
    /// Other names that are read: Chinese, and without punctuation.
    pub aliases: Vec<String>,
    /// Least number of followers.
    pub low: i64,
}

/// A way of cutting creators into tiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Name in queries: `s1`, `s2`, `s3`, or a person's own.
    pub key: String,
    /// Smallest first; the first begins at 0.
    pub bands: Vec<Band>,
}

impl Scheme {
    /// `bands`: key, lower bound, aliases separated by blanks. The first bound must be 0 and the bounds must rise.
    pub fn new(key: &str, bands: &[(&str, i64, &str)]) -> Option<Self> {
        let rising = bands.windows(2).all(|w| matches!(w, [a, b] if a.1 < b.1));
        (!key.is_empty() && rising && bands.len() <= 32 && bands.first().is_some_and(|b| b.1 == 0))
            .then(|| Scheme {
                key: key.to_owned(),
                bands: bands
                    .iter()
                    .map(|(key, low, aliases)| Band {
                        key: (*key).to_owned(),
                        low: *low,
                        aliases: aliases.split_whitespace().map(str::to_owned).collect(),
                    })
                    .collect(),
            })
    }

    /// The band `followers` falls into.
    pub fn band(&self, followers: i64) -> usize {
        self.bands
            .partition_point(|b| b.low <= followers)
            .saturating_sub(1)
    }

    /// A band by its name, in any case.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        self.bands.iter().position(|b| {
            b.key.to_lowercase() == name || b.aliases.iter().any(|a| a.to_lowercase() == name)
        })
    }
}

/// All schemes that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schemes {
    /// The three of the field first, then a person's own.
    pub all: Vec<Scheme>,
    /// Position of the one that holds where a query names none.
    pub default: usize,
}

impl Default for Schemes {
    fn default() -> Self {
        let all = [
            // S1
            Scheme::new(
                "s1",
                &[
                    ("unranked", 0, "未定级"),
                    ("nano", 1_000, "微 微型 nano-tier 1k-10k"),
                    ("mid", 10_000, "腰部 mid-tier 10k-100k"),
                    ("top", 100_000, "头部 top-tier 100k+"),
                ],
            ),
            // S2, the platform's own
            Scheme::new(
                "s2",
                &[
                    ("unranked", 0, "未定级"),
                    ("1k-20k", 1_000, "1千-2万"),
                    ("20k-100k", 20_000, "2万-10万"),
                    ("100k-500k", 100_000, "10万-50万"),
                    ("500k-1m", 500_000, "50万-100万"),
                    ("1m+", 1_000_000, "100万+ 100万以上"),
                ],
            ),
            // S3; it leaves 500k to 1M without a name, which is called shoulder here
            Scheme::new(
                "s3",
                &[
                    ("tail", 0, "尾部"),
                    ("waist", 50_000, "腰部"),
                    ("shoulder", 500_000, "肩部"),
                    ("head", 1_000_000, "头部"),
                ],
            ),
        ];
        Schemes {
            all: all.into_iter().flatten().collect(),
            default: 1,
        }
    }
}

/// Why a tier name could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TierError {
    /// No scheme has such a band.
    Unknown,
    /// Bands of these schemes carry the name.
    Ambiguous(Vec<String>),
}

impl Schemes {
    /// A scheme by its name.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.all
            .iter()
            .position(|s| s.key.eq_ignore_ascii_case(key.trim()))
    }

    /// The scheme with this position, or the default.
    pub fn get(&self, index: usize) -> Option<&Scheme> {
        self.all.get(index).or_else(|| self.all.get(self.default))
    }

    /// Reads a tier name: in `active` first, then in the others, where exactly one of them must know it.
    pub fn resolve(&self, active: usize, name: &str) -> Result<(usize, usize), TierError> {
        if let Some(band) = self.all.get(active).and_then(|s| s.find(name)) {
            return Ok((active, band));
        }
        let found: Vec<_> = self
            .all
            .iter()
            .enumerate()
            .filter_map(|(i, s)| s.find(name).map(|b| (i, b)))
            .collect();
        match found.as_slice() {
            [] => Err(TierError::Unknown),
            [one] => Ok(*one),
            many => Err(TierError::Ambiguous(
                many.iter()
                    .filter_map(|(i, _)| self.all.get(*i))
                    .map(|s| s.key.clone())
                    .collect(),
            )),
        }
    }

    /// Adds a person's own scheme, given as `name` and bands such as `small:0`, `mid:5k`. The error is the offending part.
    pub fn add(&mut self, name: &str, bands: &[String]) -> Result<(), String> {
        let mut parsed = Vec::new();
        for band in bands {
            let low = band.rsplit_once(':').and_then(|(key, low)| {
                let low = Decimal::parse(low)?;
                (low.scale == 0 && !key.trim().is_empty())
                    .then(|| i64::try_from(low.mantissa).ok().map(|l| (key.trim(), l)))?
            });
            parsed.push(
                low.map(|(key, low)| (key, low, ""))
                    .ok_or_else(|| band.clone())?,
            );
        }
        if self.find(name).is_some() {
            return Err(name.to_owned());
        }
        self.all
            .push(Scheme::new(name, &parsed).ok_or_else(|| bands.join(" "))?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(scheme: &str, followers: i64) -> String {
        let s = Schemes::default();
        let scheme = s.get(s.find(scheme).unwrap()).unwrap().clone();
        scheme.bands[scheme.band(followers)].key.clone()
    }

    #[test]
    fn bounds_belong_to_the_upper_band() {
        for (scheme, followers, want) in [
            ("s1", 0, "unranked"),
            ("s1", 999, "unranked"),
            ("s1", 1_000, "nano"),
            ("s1", 9_999, "nano"),
            ("s1", 10_000, "mid"),
            ("s1", 99_999, "mid"),
            ("s1", 100_000, "top"),
            ("s2", 999, "unranked"),
            ("s2", 1_000, "1k-20k"),
            ("s2", 19_999, "1k-20k"),
            ("s2", 20_000, "20k-100k"),
            ("s2", 100_000, "100k-500k"),
            ("s2", 500_000, "500k-1m"),
            ("s2", 999_999, "500k-1m"),
            ("s2", 1_000_000, "1m+"),
            ("s3", 49_999, "tail"),
            ("s3", 50_000, "waist"),
            ("s3", 499_999, "waist"),
            ("s3", 500_000, "shoulder"),
            ("s3", 1_000_000, "head"),
        ] {
            assert_eq!(band(scheme, followers), want, "{scheme} {followers}");
        }
    }

    #[test]
    fn names_are_found_in_the_active_scheme_first() {
        let s = Schemes::default();
        assert_eq!(s.resolve(0, "腰部"), Ok((0, 2)));
        assert_eq!(s.resolve(2, "腰部"), Ok((2, 1)));
        assert_eq!(
            s.resolve(1, "腰部"),
            Err(TierError::Ambiguous(vec!["s1".into(), "s3".into()]))
        );
        assert_eq!(s.resolve(1, "Nano"), Ok((0, 1)));
        assert_eq!(s.resolve(1, "huge"), Err(TierError::Unknown));
    }

    #[test]
    fn own_schemes_are_checked() {
        let mut s = Schemes::default();
        assert_eq!(s.add("mine", &["small:0".into(), "big:5k".into()]), Ok(()));
        assert_eq!(s.resolve(1, "big"), Ok((3, 1)));
        assert!(s.add("mine", &["a:0".into()]).is_err());
        assert!(s.add("other", &["a:10".into()]).is_err());
        assert!(s.add("other", &["a:0".into(), "b:x".into()]).is_err());
    }
}
