use super::*;
use crate::domain::tier::Schemes;
use proptest::prelude::*;

fn read(text: &str) -> Filter {
    parse(text, &Schemes::default()).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

fn shown(text: &str) -> String {
    read(text).print(&Schemes::default())
}

fn wrong(text: &str) -> ParseError {
    parse(text, &Schemes::default()).unwrap_err()
}

#[test]
fn every_form_of_the_language_is_read() {
    for (text, printed) in [
        ("", ""),
        ("tier:20k-100k,100k-500k", "tier:20k-100k,100k-500k"),
        ("tier:2万-10万", "tier:20k-100k"),
        ("scheme:s1 tier:腰部", "scheme:s1 tier:mid"),
        ("tier:nano", "scheme:s1 tier:nano"),
        ("tier:head scheme:s3", "scheme:s3 tier:head"),
        (
            "cat:\"Beauty & Personal Care\",Toys",
            "cat:\"Beauty & Personal Care\",Toys",
        ),
        ("类目:美妆", "cat:美妆"),
        (
            "region:US,GB lang:th platform:tiktok",
            "region:US,GB lang:th platform:tiktok",
        ),
        (
            "tag:核心达人 -tag:blacklist list:november",
            "tag:核心达人 -tag:blacklist list:november",
        ),
        (
            "age:25-34 has:email has:note source:fastmoss",
            "age:25-34 has:email has:note source:fastmoss",
        ),
        ("no:email", "no:email"),
        ("followers>=20000", "followers>=20000"),
        ("粉丝>=2万", "followers>=20000"),
        ("followers:20k..100k", "followers:20000..100000"),
        ("adult>=80 female<40 like>5", "adult>=80 female<40 like>5"),
        ("completion>18%", "completion>18"),
        ("posts:>=10", "posts>=10"),
        ("gmv:0", "gmv:0"),
        ("gmv>1,000", "gmv>1000"),
        ("gmv>1000USD", "gmv>1000USD"),
        ("gmv:1k..2kusd", "gmv:1000USD..2000USD"),
        (
            "score>=3.5 age18-24>=30 age45+<10",
            "score>=3.5 age18-24>=30 age45+<10",
        ),
        ("stale>30", "stale>30"),
        ("followers：２０k..", "followers>=20000"),
        ("like≥5.5", "like>=5.5"),
        ("小美 \"two words\" -spam", "小美 \"two words\" -spam"),
        (
            "https://www.tiktok.com/@anna",
            "\"https://www.tiktok.com/@anna\"",
        ),
        ("@anna", "@anna"),
        ("goal:brand", "goal:brand followers>=500000"),
        ("goal:sales followers>=50k", "goal:sales followers>=50000"),
    ] {
        assert_eq!(shown(text), printed, "{text}");
        assert_eq!(read(printed), read(text), "{text} printed and read again");
    }
}

#[test]
fn errors_say_where_and_what_would_be_right() {
    let e = wrong("cat:beauty folowers>3");
    assert_eq!((e.start, e.end), (11, 19));
    assert_eq!(
        e.problem,
        Problem::UnknownField("folowers".into(), Some("followers".into()))
    );
    assert_eq!(
        wrong("followers>").problem,
        Problem::NoValue("followers".into())
    );
    assert_eq!(
        wrong("followers>abc").problem,
        Problem::NotANumber("followers".into(), "abc".into())
    );
    assert_eq!(
        wrong("female>=sixty").problem,
        Problem::NotAPercent("female".into(), "sixty".into())
    );
    assert_eq!(
        wrong("foo:bar").problem,
        Problem::UnknownField("foo".into(), None)
    );
    assert_eq!(
        wrong("region>US").problem,
        Problem::NotNumeric("region".into())
    );
    assert_eq!(
        wrong("tier:20k-100").problem,
        Problem::UnknownValue("tier".into(), "20k-100".into(), Some("20k-100k".into()))
    );
    assert_eq!(
        wrong("tier:腰部").problem,
        Problem::AmbiguousTier("腰部".into(), vec!["s1".into(), "s3".into()])
    );
    assert_eq!(
        wrong("tier:nano,head").problem,
        Problem::TwoSchemes("head".into())
    );
    assert_eq!(wrong("a \"b").problem, Problem::OpenQuote);
    let Problem::NotAmong(field, text, known) = wrong("tier:enormous").problem else {
        panic!()
    };
    assert_eq!((field.as_str(), text.as_str()), ("tier", "enormous"));
    assert!(
        known.starts_with("unranked, 1k-20k") && known.ends_with("1m+"),
        "{known}"
    );
    assert_eq!(
        wrong("like>5 OR er>5").problem,
        Problem::Connector("OR".into())
    );
    assert_eq!(read("\"OR\"").words().collect::<Vec<_>>(), ["OR"]);
    assert_eq!(wrong("like>5USD").problem, Problem::NotMoney("like".into()));
    assert_eq!(
        wrong("followers:5..3").problem,
        Problem::Backwards("5..3".into())
    );
    assert_eq!(
        wrong("has:emial").problem,
        Problem::UnknownValue("has".into(), "emial".into(), Some("email".into()))
    );
    assert_eq!(
        wrong("goal:brnd").problem,
        Problem::UnknownValue("goal".into(), "brnd".into(), Some("brand".into()))
    );
}

#[test]
fn panes_edit_the_same_filter() {
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let schemes = Schemes::default();
    let mut f = read("region:US like>5");
    f.toggle(Facet::Region, "GB", same);
    assert_eq!(f.print(&schemes), "region:US,GB like>5");
    f.toggle(Facet::Region, "us", same);
    f.toggle(Facet::Region, "GB", same);
    assert_eq!(f.print(&schemes), "like>5");
    f.set_bound(
        Metric::LikeRate,
        Decimal::parse("7").map(Decimal::percent),
        false,
    );
    f.toggle_not(Facet::Tag, "spam", same);
    assert_eq!(f.print(&schemes), "like>=7 -tag:spam");
    f.toggle_not(Facet::Tag, "spam", same);
    f.set_goal(Some(Goal::Brand));
    assert_eq!(f.print(&schemes), "goal:brand followers>=500000 like>=7");
    f.set_goal(Some(Goal::Sales));
    assert_eq!(f.print(&schemes), "goal:sales followers>=20000 like>=7");
    f.set_goal(None);
    f.set_words(["anna".to_owned()]);
    assert_eq!(f.print(&schemes), "like>=7 anna");
    let mut f = read("tier:nano like>5");
    assert!(f.set_scheme(Some(2)));
    assert_eq!(f.print(&schemes), "scheme:s3 like>5");
    // what is typed is kept as it is, where it means one thing
    assert_eq!(
        read("stage:nego due:week").print(&schemes),
        "stage:nego due:week"
    );
    let wrong = |text: &str| parse(text, &schemes).unwrap_err().problem;
    assert!(matches!(wrong("stage:cont"), Problem::UnknownValue(..)));
    assert!(matches!(wrong("due:2026-12-01"), Problem::NotAmong(..)));
    assert_eq!(read("has:due no:owner").print(&schemes), "has:due no:owner");
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let text = "[a-zA-Z0-9小美é&, .:<>=@_-]{1,12}"
        .prop_filter("not only blanks", |t| !t.trim().is_empty());
    let facet = (
        prop::sample::select(&Facet::ALL[1..]),
        prop::collection::vec(text, 1..4),
    )
        .prop_map(|(f, v)| {
            // of some facets only the values there are can be typed
            let typed = |v: String| match f.value_keys() {
                Some(mut known) => known
                    .nth(v.len() % known.clone().count())
                    .unwrap()
                    .to_owned(),
                None => v.trim().to_owned(),
            };
            Test::OneOf(f, v.into_iter().map(typed).collect())
        });
    let end = prop::option::of((0i128..1_000_000, 0u32..3, any::<bool>()).prop_map(
        |(mantissa, scale, inclusive)| (Decimal { mantissa, scale }.trimmed(), inclusive),
    ));
    let within = (prop::sample::select(Metric::ALL), end.clone(), end).prop_filter_map(
        "a range",
        |(metric, a, b)| {
            let high = match (a, b) {
                (None, None) => return None,
                // the upper end lies above the lower one
                (Some((low, _)), Some((d, i))) => Some((
                    Decimal {
                        mantissa: low.mantissa + d.mantissa + 1,
                        scale: low.scale,
                    }
                    .trimmed(),
                    i,
                )),
                (_, b) => b,
            };
            let low = if metric.unit() == crate::domain::number::Unit::Ratio {
                a.map(|(d, i)| (d.percent(), i))
            } else {
                a
            };
            let high = if metric.unit() == crate::domain::number::Unit::Ratio {
                high.map(|(d, i)| (d.percent(), i))
            } else {
                high
            };
            let test = Test::Within {
                metric,
                ranges: vec![Range { low, high }],
                currency: None,
            };
            Some(test)
        },
    );
    let word = "[a-z小@._-]{1,10}".prop_map(Test::Word);
    let has = prop::sample::select(vec![
        Presence::Note,
        Presence::Tag,
        Presence::Attr(Attr::Email),
    ]);
    let has = (has, any::<bool>()).prop_map(|(p, yes)| {
        if yes {
            Test::Has(vec![p])
        } else {
            Test::Lacks(vec![p])
        }
    });
    (any::<bool>(), prop_oneof![facet, within, word, has])
        .prop_map(|(negated, test)| Condition { negated, test })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(conditions in prop::collection::vec(any_condition(), 0..6)) {
        let schemes = Schemes::default();
        let mut filter = Filter { goal: None, scheme: None, conditions };
        let text = filter.print(&schemes);
        // said twice is said once
        let mut different: Vec<Condition> = Vec::new();
        for condition in filter.conditions {
            if !different.contains(&condition) {
                different.push(condition);
            }
        }
        filter.conditions = different;
        prop_assert_eq!(parse(&text, &schemes), Ok(filter), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,40}") {
        let schemes = Schemes::default();
        if let Err(e) = parse(&text, &schemes) {
            prop_assert!(e.start <= e.end && e.start <= text.chars().count());
        }
    }
}
