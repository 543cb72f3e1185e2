use super::*;

#[test]
fn missing_is_neither_zero_nor_passing() {
    let pool = build(&[
        record(1, "none", |_| {}),
        record(2, "zero", |o| o.metrics.set(Metric::Orders, Some(0))),
        record(3, "some", |o| o.metrics.set(Metric::Orders, Some(5))),
    ]);
    for (text, want) in [
        ("", vec![1, 2, 3]),
        ("orders:0", vec![2]),
        ("orders>=0", vec![2, 3]),
        ("orders>0", vec![3]),
        ("orders<5", vec![2]),
        ("-orders>0", vec![2]),
        ("-orders:0", vec![3]),
        ("has:orders", vec![2, 3]),
        ("no:orders", vec![1]),
        ("-has:orders", vec![1]),
        ("orders:0,5", vec![2, 3]),
        ("orders:0..4", vec![2]),
        ("no:email,orders", vec![1, 2, 3]),
        ("-zero", vec![1, 3]),
        ("stale:0", vec![1, 2, 3]),
        ("stale>0", vec![]),
    ] {
        assert_eq!(ask(&pool, text).ids, want, "{text}");
    }
}

#[test]
fn edges_are_exact() {
    let rate = |likes| {
        move |o: &mut Observation| {
            o.metrics.set(Metric::Likes, Some(likes));
            o.metrics.set(Metric::Views, Some(10_000_000_000));
        }
    };
    let pool = build(&[
        record(1, "below", rate(499_999_999)),
        record(2, "at", rate(500_000_000)),
        record(3, "above", rate(500_000_001)),
    ]);
    assert_eq!(ask(&pool, "like>5").ids, [3]);
    assert_eq!(ask(&pool, "like>=5").ids, [2, 3]);
    assert_eq!(ask(&pool, "like<5").ids, [1]);
    assert_eq!(ask(&pool, "like:5").ids, [2]);
    assert_eq!(ask(&pool, "-like>5").ids, [1, 2]);
}

#[test]
fn any_of_the_first_three_categories_matches() {
    let pool = build(&[
        record(1, "a", |o| {
            o.set_attr(Attr::Categories, "Beauty|Home|Baby|Toys")
        }),
        record(2, "b", |o| {
            o.set_attr(Attr::Categories, "toys|ＢＥＡＵＴＹ")
        }),
        record(3, "c", |_| {}),
    ]);
    assert_eq!(ask(&pool, "cat:beauty").ids, [1, 2]);
    assert_eq!(ask(&pool, "cat:baby").ids, [1]);
    assert_eq!(ask(&pool, "cat:toys").ids, [2]);
    assert_eq!(ask(&pool, "-cat:beauty").ids, [3]);
    assert_eq!(ask(&pool, "cat:nothing").ids, Vec::<u32>::new());
    let answer = ask(&pool, "cat:home,gone -cat:baby");
    assert_eq!(answer.ids, Vec::<u32>::new());
    // the options are counted without each other, the one turned away stays
    let counts: Vec<_> = answer.facet(Facet::Category).to_vec();
    let want = [
        ("Beauty", 1),
        ("toys", 1),
        ("Baby", 0),
        ("Home", 0),
        ("gone", 0),
    ];
    assert_eq!(counts, want.map(|(n, c)| (n.to_owned(), c)));
}

#[test]
fn words_are_found_everywhere_a_person_looks() {
    let mut noted = record(3, "c", |_| {});
    noted.notes.push(Note {
        by: "anna".into(),
        body: "Prefers\nsamples".into(),
        ..Note::default()
    });
    noted.former_handles.push("Old.Star".into());
    let mut tagged = record(4, "d", |_| {});
    tagged.tags.push("核心达人".into());
    let pool = build(&[
        record(1, "Thuanh.Review", |o| o.set_attr(Attr::Name, "Thu Ánh")),
        record(2, "b", |o| {
            o.set_attr(Attr::Name, "小美家居");
            o.set_attr(Attr::Bio, "Ｈｏｍｅ ideas");
        }),
        noted,
        tagged,
    ]);
    for (text, want) in [
        ("REVIEW", vec![1]),
        ("@thuanh", vec![1]),
        ("\"thu anh\"", vec![1]),
        ("小美", vec![2]),
        ("xmjj", vec![2]),
        ("xiaomei", vec![2]),
        ("home", vec![2]),
        ("\"prefers samples\"", vec![3]),
        ("old.star", vec![3]),
        ("核心", vec![4]),
        ("b xmjj", vec![2]),
        ("nobody", vec![]),
        // not across two lines of one creator
        ("\"review thu\"", vec![]),
    ] {
        assert_eq!(ask(&pool, text).ids, want, "{text}");
    }
}

#[test]
fn tiers_follow_the_scheme_and_come_smallest_first() {
    let pool = build(
        &[500, 1_500, 60_000, 2_000_000]
            .iter()
            .zip(1..)
            .map(|(f, id)| record(id, "x", |o| o.metrics.set(Metric::Followers, Some(*f))))
            .chain([record(9, "y", |_| {})])
            .collect::<Vec<_>>(),
    );
    let answer = ask(&pool, "tier:1k-20k,1m+");
    assert_eq!(answer.ids, [2, 4]);
    let tiers: Vec<_> = answer
        .facet(Facet::Tier)
        .iter()
        .map(|(n, c)| (n.as_str(), *c))
        .collect();
    assert_eq!(
        tiers,
        [("unranked", 1), ("1k-20k", 1), ("20k-100k", 1), ("1m+", 1)]
    );
    assert_eq!(ask(&pool, "scheme:s3 tier:tail").ids, [1, 2]);
    assert_eq!(ask(&pool, "scheme:s3 -tier:tail").ids, [3, 4, 9]);
    assert_eq!(ask(&pool, "scheme:s1 tier:top").ids, [4]);
    assert_eq!(ask_sorted(&pool, "", "tier:desc").ids, [4, 3, 2, 1, 9]);
}

#[test]
fn money_compares_as_it_stands_in_one_currency_or_in_the_base() {
    let money = |raw: i64, code: &str| {
        let currency = Currency::parse(code).unwrap_or_default();
        move |o: &mut Observation| {
            o.metrics.set(Metric::Gmv, Some(raw * 10_000));
            o.currency = currency;
        }
    };
    let pool = build(&[
        record(1, "a", money(2_000, "PHP")),
        record(2, "b", money(1_000, "USD")),
        record(3, "c", money(3_000, "")),
        record(4, "d", money(100, "USD")),
        record(5, "e", |_| {}),
    ]);
    assert_eq!(ask(&pool, "gmv>500").ids, [1, 2, 3]);
    assert_eq!(ask(&pool, "gmv>500USD").ids, [2]);
    assert_eq!(ask(&pool, "-gmv>500USD").ids, [4]);
    let usd = Currency::parse("USD").unwrap();
    let php = Currency::parse("PHP").unwrap();
    assert_eq!(pool.currencies(), [(usd, 2), (Currency::NONE, 1), (php, 1)]);
    assert_eq!(ask(&pool, "gmv>500").currencies.len(), 3);
    assert_eq!(ask(&pool, "gmv>500USD").currencies, [(usd, 1)]);
    let rates = Rates::new(
        usd,
        [(php, crate::domain::number::Decimal::parse("0.02").unwrap())],
    );
    let schemes = Schemes::default();
    let base = |text: &str, sort: &str| {
        let filter = crate::domain::filter::parse(text, &schemes).unwrap();
        pool.query(&Query {
            filter: &filter,
            schemes: &schemes,
            rates: &rates,
            today: TODAY,
            sort: &SortKey::parse_list(sort).unwrap(),
            probes: &[],
            facets: false,
        })
        .ids
    };
    // 2,000 PHP are 40 USD; what has no rate matches neither way
    assert_eq!(base("gmv>=40", ""), [1, 2, 4]);
    assert_eq!(base("gmv>40", ""), [2, 4]);
    assert_eq!(base("-gmv>40", ""), [1]);
    assert_eq!(base("gmv>500PHP", ""), [1]);
    assert_eq!(base("", "gmv:desc"), [2, 4, 1, 3, 5]);
    // and without the table as before
    assert_eq!(ask_sorted(&pool, "", "gmv:desc").ids, [3, 1, 2, 4, 5]);
}

#[test]
fn sorts_are_stable_and_missing_comes_last() {
    let r = |id, handle: &str, followers: Option<i64>, region: &str| {
        record(id, handle, |o| {
            o.metrics.set(Metric::Followers, followers);
            o.set_attr(Attr::Region, region);
        })
    };
    let pool = build(&[
        r(1, "Bo", Some(5), "US"),
        r(2, "anna", None, "GB"),
        r(4, "Élan", Some(9), ""),
        r(7, "bo", Some(5), "GB"),
    ]);
    for (sort, want) in [
        ("", [1, 2, 4, 7]),
        ("followers", [1, 7, 4, 2]),
        ("followers:desc", [4, 1, 7, 2]),
        ("handle", [2, 1, 7, 4]),
        ("handle:desc", [4, 1, 7, 2]),
        ("region,followers:desc", [7, 2, 1, 4]),
        ("region:desc,handle", [1, 2, 7, 4]),
        ("platform_id", [1, 2, 4, 7]),
    ] {
        assert_eq!(ask_sorted(&pool, "", sort).ids, want, "{sort}");
        assert_eq!(ask_sorted(&pool, "", sort).ids, want, "{sort} again");
    }
    assert!(Column::Handle.is_sortable() && !Column::PlatformId.is_sortable());
}

#[test]
fn conditions_say_what_they_keep_alone_and_what_is_left() {
    let pool = build(
        &(0..10)
            .map(|i| {
                record(i + 1, &format!("c{i}"), |o| {
                    o.metrics.set(Metric::Followers, Some(i.into()))
                })
            })
            .collect::<Vec<_>>(),
    );
    let answer = ask(&pool, "followers>=2 followers<5 c3");
    let kept: Vec<_> = answer
        .conditions
        .iter()
        .map(|k| (k.alone, k.left))
        .collect();
    assert_eq!(kept, [(8, 8), (5, 3), (1, 1)]);
    assert_eq!(answer.total, 10);
    assert_eq!(answer.ids, [4]);
}

#[test]
fn ids_must_rise_and_an_empty_pool_answers() {
    let mut builder = Builder::with_capacity(0);
    assert!(builder.push_record(&record(5, "a", |_| {})));
    assert!(!builder.push_record(&record(5, "b", |_| {})));
    assert!(!builder.push_record(&record(4, "c", |_| {})));
    assert_eq!(builder.build().ids(), [5]);
    let empty = build(&[]);
    assert!(empty.is_empty());
    for text in ["", "x", "-x", "followers>1", "tier:1m+", "no:email"] {
        let answer = ask_sorted(&empty, text, "handle,gmv:desc");
        assert!(answer.ids.is_empty() && answer.total == 0, "{text}");
    }
    assert_eq!(empty.histogram(Metric::Followers, 8, TODAY), None);
    assert!(empty.histograms(8, TODAY).is_empty());
}

#[test]
fn histograms_hold_every_value_once() {
    let pool = build(
        &(0..200)
            .map(|i| {
                record(i + 1, "x", |o| {
                    o.metrics
                        .set(Metric::Followers, (i > 0).then(|| i64::from(i).pow(3)));
                    o.metrics.set(Metric::Female, Some(i64::from(i) * 100_000));
                })
            })
            .collect::<Vec<_>>(),
    );
    let followers = pool.histogram(Metric::Followers, 12, TODAY).unwrap();
    assert_eq!(followers.counts.iter().sum::<usize>(), 199);
    assert_eq!(followers.counts.len(), followers.edges.len());
    let female = pool.histogram(Metric::Female, 10, TODAY).unwrap();
    assert_eq!(female.counts, [20; 10]);
    assert_eq!(female.cell_of(1_999_999), 0);
    assert_eq!(female.cell_of(2_000_000), 1);
    assert_eq!(
        pool.histogram(Metric::Stale, 10, TODAY).unwrap().counts[0],
        200
    );
}

#[test]
fn a_word_typed_on_finds_what_it_finds_by_itself() {
    let all: Vec<_> = (1..=600u32)
        .map(|i| {
            let mut r = record(
                i,
                &format!("{}.luna{i}", ["mia", "xia", "kai"][i as usize % 3]),
                |o| {
                    o.set_attr(Attr::Name, if i % 40 == 0 { "小美家" } else { "Anna" });
                },
            );
            // found by the tag alone
            if i == 7 {
                r.tags = vec!["xiaomeijia fans".into()];
            }
            r
        })
        .collect();
    let (typed, fresh) = (build(&all), build(&all));
    for text in [
        "x",
        "xi",
        "xia",
        "xiao",
        "xiaom",
        "xiaomei",
        "xiaome",
        "xiao",
        "a",
        "luna4",
        "luna44",
        "luna444",
        "luna4",
        "@xiaom",
        "-luna44",
        "小",
        "小美",
        "小美家",
        "小美家居",
        "小美家居x",
        "xia luna59",
        "zz",
        "zzz",
        "na5",
        "luna599",
    ] {
        fresh.forget();
        assert_eq!(ask(&typed, text), ask(&fresh, text), "{text}");
    }
    assert_eq!(ask(&typed, "xiaomeijia").ids.len(), 16);
}

#[test]
fn ids_beyond_those_at_hand_are_the_rest_of_the_order() {
    let n = 5_000u32;
    let pool = build(
        &(1..=n)
            .map(|i| {
                record(i * 3, &format!("c{i}"), |o| {
                    o.metrics.set(Metric::Followers, Some(i64::from(i % 977)));
                    o.metrics.set(Metric::Views, Some(i64::from(i % 2)));
                })
            })
            .collect::<Vec<_>>(),
    );
    for (query, sort) in [
        ("", ""),
        ("", "followers:desc"),
        ("views:1", ""),
        ("views:1", "followers"),
        ("followers>=960", "followers"),
        ("nobody", "followers"),
    ] {
        let (asked, again) = (
            ask_sorted(&pool, query, sort),
            ask_sorted(&pool, query, sort),
        );
        // in pieces first, whole later
        let len = asked.ids.len();
        let mut pieces = Vec::new();
        for from in (0..len + 100).step_by(100) {
            pieces.extend_from_slice(&asked.ids.within(from..from + 100));
        }
        assert_eq!(again.ids, pieces, "{query} {sort}");
        assert_eq!(pieces.len(), len);
        for row in [0, 1, 511, 512, len / 2, len.saturating_sub(1), len] {
            let asked = ask_sorted(&pool, query, sort);
            assert_eq!(asked.ids.get(row), pieces.get(row).copied());
            if let Some(id) = pieces.get(row) {
                assert_eq!(asked.ids.find(*id), Some(row), "{query} {sort}");
            }
        }
        assert_eq!(asked.ids.find(1), None);
        assert_eq!(again.ids.find(6).is_some(), pieces.contains(&6));
    }
}
