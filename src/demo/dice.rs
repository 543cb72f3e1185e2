//! Chance that falls the same way on every machine: a small generator and distributions made of nothing but integer
//! arithmetic and the four operations of IEEE 754. The logarithm and exponential of a platform's own library may differ
//! in the last bit, which would change the files.

/// A stream of random numbers (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    /// A stream of its own for each label and number, so that a change to one creator or file leaves the others alone.
    pub fn new(label: &str, number: u64) -> Self {
        // FNV-1a over the label, then one step to part neighbouring numbers
        let seed = label.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let mut dice = Dice(seed ^ number.wrapping_mul(0xA24B_AED4_963E_E407));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `n` − 1; 0 where `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next().checked_rem(n).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `n` of 1,000 cases.
    pub fn permille(&mut self, n: u64) -> bool {
        self.below(1_000) < n
    }

    /// True in `n` of 100 cases.
    pub fn percent(&mut self, n: u64) -> bool {
        self.permille(n * 10)
    }

    /// One of a table.
    pub fn pick<T: Copy, const N: usize>(&mut self, table: &[T; N]) -> T {
        const { assert!(N > 0) }
        let at = usize::try_from(self.below(N as u64)).unwrap_or(0);
        table[at]
    }

    /// One of a table whose entries carry weights.
    pub fn weighted<T: Copy, const N: usize>(&mut self, table: &[(u64, T); N]) -> T {
        const { assert!(N > 0) }
        let mut left = self.below(table.iter().map(|(weight, _)| weight).sum());
        for (weight, item) in table {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *item,
            }
        }
        table[0].1
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        // 32 bits convert without rounding
        f64::from(u32::try_from(self.next() >> 32).unwrap_or(0)) / 4_294_967_296.0
    }

    /// About normal, mean 0, deviation 1, never beyond 6: the sum of twelve even ones.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// A factor around 1 whose logarithm has this deviation.
    pub fn spread(&mut self, deviation: f64) -> f64 {
        exp(self.normal() * deviation)
    }

    /// How many of `n` tries succeed at `permille` each.
    pub fn hits(&mut self, n: u64, permille: u64) -> u64 {
        if n > 400 {
            // near enough to the mean that the tries need not be made
            let mean = n * permille / 1_000;
            return mean - mean / 20 + self.below(mean / 10 + 1);
        }
        (0..n).filter(|_| self.permille(permille)).count() as u64
    }
}

/// e to the `x`, by doubling and a series.
pub(super) fn exp(x: f64) -> f64 {
    let doublings = (x / std::f64::consts::LN_2).round();
    let rest = x - doublings * std::f64::consts::LN_2;
    let (mut term, mut sum) = (1.0, 1.0);
    for i in 1..=14 {
        term *= rest / f64::from(i);
        sum += term;
    }
    let factor = if doublings < 0.0 { 0.5 } else { 2.0 };
    let mut left = doublings.abs().min(1_000.0);
    while left >= 1.0 {
        sum *= factor;
        left -= 1.0;
    }
    sum
}

/// To the nearest whole number; nothing below 0.
pub(super) fn whole(x: f64) -> u64 {
    (x + 0.5).max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_never_changes() {
        let mut dice = Dice::new("demo", 7);
        let first: Vec<u64> = (0..4).map(|_| dice.below(1_000_000)).collect();
        let mut again = Dice::new("demo", 7);
        assert_eq!(
            first,
            (0..4).map(|_| again.below(1_000_000)).collect::<Vec<_>>()
        );
        let mut other = Dice::new("demo", 8);
        assert_ne!(
            first,
            (0..4).map(|_| other.below(1_000_000)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn distributions_have_the_shape_they_say() {
        let mut dice = Dice::new("shape", 0);
        let drawn: Vec<f64> = (0..20_000).map(|_| dice.normal()).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let variance = drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05);
        let yes = (0..20_000).filter(|_| dice.percent(30)).count();
        assert!((5_600..6_400).contains(&yes), "{yes}");
        let table = [(1, 'a'), (3, 'b')];
        let b = (0..20_000).filter(|_| dice.weighted(&table) == 'b').count();
        assert!((14_500..15_500).contains(&b), "{b}");
        assert!(dice.hits(100, 1_000) == 100 && dice.hits(100, 0) == 0);
    }

    #[test]
    fn exponential_is_the_exponential() {
        for x in [-20.0, -1.0, -0.3, 0.0, 0.5, 1.0, 10.0, 16.5] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-12, "{x}");
        }
    }
}
