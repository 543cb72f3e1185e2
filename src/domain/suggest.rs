//! Tags that the data suggest for a creator, each with its reason. They are offered, never put on.

use super::creator::Record;
use super::field::{Attr, Metric};
use super::message::Message;
use super::metrics;
use super::number::{Decimal, Unit};
use crate::text::fold;

/// A suggested tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Place of the tag among [`super::label::STARTING`].
    pub rule: u8,
    /// Why.
    pub why: Message,
}

/// Places among [`super::label::STARTING`].
const SELLER: u8 = 0;
const SEEDER: u8 = 1;
const CORE: u8 = 2;
const BEAUTY: u8 = 4;
const DRAMA: u8 = 5;

/// The delivery score from which on a creator counts as selling: the upper two fifths on average.
const SCORE: i64 = 4;
/// The share of women from which on beauty, fashion and home fit (S2 names the share, not the number).
const WOMEN: i64 = 60;

/// Words of a category or bio, folded.
const BEAUTY_WORDS: [&str; 6] = ["beauty", "makeup", "skincare", "美妆", "美容", "护肤"];
const DRAMA_WORDS: [&str; 5] = ["短剧", "剧情", "skit", "drama", "storytime"];

/// What the data say of a creator, without what somebody has turned down. Returns wait for returns.
pub fn suggestions(record: &Record) -> Vec<Suggestion> {
    let all = [
        seller(record),
        seeder(record),
        beauty(record),
        drama(record),
    ];
    let mut all: Vec<Suggestion> = all.into_iter().flatten().collect();
    if let [first, second, ..] = all.as_slice()
        && (first.rule, second.rule) == (SELLER, SEEDER)
    {
        let why = Message::new("suggest-core");
        all.insert(0, Suggestion { rule: CORE, why });
    }
    all.retain(|s| !record.dismissed.contains(&s.rule));
    all
}

fn percent(raw: i64) -> String {
    Decimal::from_raw(raw, Unit::Ratio).times_100().fixed(0)
}

/// Sales, orders, videos and lives in the upper fifths of the pool.
fn seller(record: &Record) -> Option<Suggestion> {
    let p = &record.profile;
    let score = p.metric(Metric::Score)?;
    let orders = p.metric(Metric::Orders)?;
    if score < SCORE * Unit::Score.per_one() || orders == 0 {
        return None;
    }
    let why = Message::new("suggest-seller")
        .with("score", Decimal::from_raw(score, Unit::Score).fixed(1))
        .with("n", orders);
    Some(Suggestion { rule: SELLER, why })
}

/// Like rate and another rate above their benchmarks (S2, S3).
fn seeder(record: &Record) -> Option<Suggestion> {
    let p = &record.profile;
    let passes = |m: Metric| {
        let raw = p.metric(m)?;
        metrics::benchmark(m, None)?.passes(raw).then_some(raw)
    };
    let likes = passes(Metric::LikeRate)?;
    let (id, other) = match (passes(Metric::Completion), passes(Metric::ShareRate)) {
        (Some(raw), _) => ("suggest-seeder-completion", raw),
        (None, Some(raw)) => ("suggest-seeder-share", raw),
        (None, None) => return None,
    };
    let why = Message::new(id)
        .with("likes", percent(likes))
        .with("other", percent(other));
    Some(Suggestion { rule: SEEDER, why })
}

/// Beauty among the categories, and mostly women among the fans.
fn beauty(record: &Record) -> Option<Suggestion> {
    let p = &record.profile;
    let women = p.metric(Metric::Female)?;
    if women < WOMEN * Unit::Ratio.per_one() / 100 {
        return None;
    }
    let named = |c: &&str| BEAUTY_WORDS.iter().any(|w| fold(c).contains(w));
    let top = p.list(Attr::Categories).take(super::facet::TOP_CATEGORIES);
    let category = top.into_iter().find(named)?;
    let why = Message::new("suggest-beauty")
        .with("category", category)
        .with("women", percent(women));
    Some(Suggestion { rule: BEAUTY, why })
}

/// A bio that says so: content styles come with content.
fn drama(record: &Record) -> Option<Suggestion> {
    let bio = fold(record.profile.attr(Attr::Bio)?);
    let word = DRAMA_WORDS.into_iter().find(|w| bio.contains(w))?;
    let why = Message::new("suggest-drama").with("word", word);
    Some(Suggestion { rule: DRAMA, why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::creator::{Dated, Observation, Period, Platform, Profile, Source};

    fn record(fill: impl FnOnce(&mut Observation), score: Option<i64>) -> Record {
        let mut observation = Observation::default();
        fill(&mut observation);
        let mut dated = vec![Dated {
            period: Period {
                start: None,
                end: jiff::civil::date(2026, 11, 20),
            },
            source: Source::Native,
            import: 1,
            observation,
        }];
        let mut profile = Profile::merge(&mut dated);
        profile.set_metric(Metric::Score, score);
        Record {
            dated,
            ..Record::outline(1, Platform::TikTok, "a", profile)
        }
    }

    const NONE: [u8; 0] = [];

    fn rules(record: &Record) -> Vec<u8> {
        suggestions(record).iter().map(|s| s.rule).collect()
    }

    #[test]
    fn the_data_speak_for_a_tag_or_do_not() {
        let sells = |o: &mut Observation| o.metrics.set(Metric::Orders, Some(31));
        let liked = |o: &mut Observation| {
            o.metrics.set(Metric::Views, Some(1_000));
            o.metrics.set(Metric::Likes, Some(72));
            o.metrics
                .set(Metric::Completion, Some(Unit::Ratio.per_one() * 21 / 100));
        };
        let both = |o: &mut Observation| {
            sells(o);
            liked(o);
        };
        let score = Some(4 * Unit::Score.per_one());
        assert_eq!(rules(&record(|_| {}, None)), NONE);
        assert_eq!(rules(&record(sells, None)), NONE);
        assert_eq!(rules(&record(sells, score.map(|s| s - 1))), NONE);
        assert_eq!(rules(&record(sells, score)), [SELLER]);
        assert_eq!(rules(&record(liked, score)), [SEEDER]);
        let all = record(both, score);
        assert_eq!(rules(&all), [CORE, SELLER, SEEDER]);
        let down = Record {
            dismissed: vec![SELLER],
            ..all
        };
        assert_eq!(rules(&down), [CORE, SEEDER]);
        // exactly five per cent is not above
        let bare = |o: &mut Observation| {
            liked(o);
            o.metrics.set(Metric::Likes, Some(50));
        };
        assert_eq!(rules(&record(bare, None)), NONE);
        let women = |share: i64, category: &'static str| {
            move |o: &mut Observation| {
                o.metrics
                    .set(Metric::Female, Some(Unit::Ratio.per_one() * share / 100));
                o.set_attr(Attr::Categories, category);
            }
        };
        assert_eq!(
            rules(&record(women(60, "Home|Beauty & Personal Care"), None)),
            [BEAUTY]
        );
        assert_eq!(rules(&record(women(59, "美妆护肤"), None)), NONE);
        assert_eq!(rules(&record(women(80, "a|b|c|美妆"), None)), NONE);
        assert_eq!(
            rules(&record(|o| o.set_attr(Attr::Bio, "搞笑短剧 daily"), None)),
            [DRAMA]
        );
    }
}
