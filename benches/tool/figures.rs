//! Figures: medians, the worst, and a table of them with the bars they have to keep.

use std::time::Duration;

/// In thousandths of a second.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Measured values of one thing.
#[derive(Debug, Clone, Default)]
pub struct Figures(Vec<f64>);

impl Figures {
    /// Of values in any order.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Figures(values)
    }

    /// The value that so many of a hundred do not exceed.
    pub fn part(&self, hundredths: usize) -> f64 {
        let at = (self.0.len() * hundredths).div_ceil(100).saturating_sub(1);
        self.0.get(at).copied().unwrap_or(f64::NAN)
    }

    /// The value in the middle.
    pub fn median(&self) -> f64 {
        self.part(50)
    }

    /// The largest value.
    pub fn worst(&self) -> f64 {
        self.part(100)
    }
}

/// Which figure a bar is for.
#[derive(Debug, Clone, Copy)]
pub enum Judged {
    /// The one in the middle.
    Median,
    /// The one that 99 of 100 do not exceed.
    P99,
    /// The largest.
    Worst,
    /// The one in the middle, of which more is better.
    AtLeast,
}

/// The table of one size, row by row.
pub struct Table(());

impl Table {
    /// Begins it.
    pub fn begin(creators: u32, cores: usize) -> Self {
        println!("\n{creators} creators, {cores} cores, 120x40\n");
        println!("| what | median | 99 of 100 | worst | bar | kept | a peer in the same run |");
        println!("| --- | ---: | ---: | ---: | ---: | --- | --- |");
        Table(())
    }

    /// A row; its peer is a name and a median to divide ours by.
    pub fn row(
        &self,
        what: &str,
        unit: &str,
        figures: &Figures,
        (judged, bar): (Judged, f64),
        peer: Option<(&str, f64)>,
    ) {
        let value = match judged {
            Judged::Median | Judged::AtLeast => figures.median(),
            Judged::P99 => figures.part(99),
            Judged::Worst => figures.worst(),
        };
        let kept = match judged {
            Judged::AtLeast => value >= bar,
            _ => value <= bar,
        };
        let which = match judged {
            Judged::Median | Judged::AtLeast => "median",
            Judged::P99 => "99 of 100",
            Judged::Worst => "worst",
        };
        let (bar, kept) = if bar.is_finite() {
            (
                format!("{} {unit} ({which})", plain(bar)),
                if kept { "yes" } else { "NO" },
            )
        } else {
            ("–".to_owned(), "")
        };
        let peer = peer.map_or(String::new(), |(name, time)| {
            format!("{} × {name}", plain(figures.median() / time))
        });
        let (most, worst) = match judged {
            // of what should be much, the least is the worst
            Judged::AtLeast => (figures.part(1), figures.part(0)),
            _ => (figures.part(99), figures.worst()),
        };
        println!(
            "| {what} | {} {unit} | {} | {} | {bar} | {kept} | {peer} |",
            plain(figures.median()),
            plain(most),
            plain(worst),
        );
    }
}

/// Two digits that count, at least; thousands apart.
fn plain(value: f64) -> String {
    match value {
        v if !v.is_finite() => "–".to_owned(),
        v if v >= 1000.0 => crate::pool::grouped(v.round() as u32),
        v if v >= 100.0 || v == 0.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}
