use super::*;
use crate::domain::collab::native::{
    self, AGREEMENTS, CAMPAIGNS, COLLABORATIONS, CONTENTS, File, MEMBERS, OUTREACH, PLAN_CREATORS,
    PLANS, PRODUCT_LINKS, PRODUCTS, Row, SAMPLES, STAGE_MOVES, Value,
};
use crate::domain::collab::stage::{Move, Stage};
use crate::domain::money::Rates;
use jiff::tz::TimeZone;

const WORK: [&str; 12] = [
    "member",
    "product",
    "product_link",
    "campaign",
    "collab",
    "sample",
    "content",
    "stage_move",
    "contact",
    "agreement",
    "plan",
    "plan_creator",
];

fn text(t: &str) -> Option<Value> {
    Some(Value::Text(t.into()))
}

fn row_of(file: &File, values: &[(&str, Value)]) -> Row {
    let mut all = vec![None; file.fields.len()];
    for (key, value) in values {
        all[file.place(key).unwrap()] = Some(value.clone());
    }
    Row {
        line: 2,
        values: all,
        cells: Vec::new(),
    }
}

fn t(text: &str) -> Value {
    Value::Text(text.into())
}

/// Reads rows of a native file in; what was refused is returned.
fn take(
    store: &mut Store,
    digest: &str,
    file: &'static File,
    rows: &[Row],
) -> (ImportCounts, Vec<Taken>) {
    let mut importing = store.begin_import(meta(digest)).unwrap();
    let taken = rows
        .iter()
        .map(|r| importing.add_native(file, Platform::TikTok, r).unwrap())
        .collect();
    (importing.finish().unwrap(), taken)
}

/// One row of each file, all fields filled in.
fn one_of_each() -> Vec<(&'static File, Row)> {
    native::FILES
        .into_iter()
        .map(|file| {
            let values = file.fields.iter().map(|f| {
                // the example leaves it out
                if f.example.is_empty() && !matches!(f.cell, native::Cell::One(_)) {
                    return None;
                }
                Some(match f.cell {
                    native::Cell::Money => Value::Number(1_234_500),
                    native::Cell::Ratio => Value::Number(3_000_000),
                    native::Cell::Count | native::Cell::Hours => Value::Number(2),
                    native::Cell::Date => Value::Date(DAY),
                    native::Cell::Time => Value::Time(now()),
                    native::Cell::One(choice) => t(choice.keys().nth(1).unwrap()),
                    _ => t(f.example),
                })
            });
            let row = Row {
                line: 2,
                values: values.collect(),
                cells: Vec::new(),
            };
            (file, row)
        })
        .collect()
}

fn work_dump(store: &Store) -> String {
    let mut out = dump(store);
    for table in WORK {
        let mut s = store
            .conn
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        let names: Vec<String> = s.column_names().map(str::to_owned).collect();
        let mut rows = s.raw_query();
        while let Some(r) = rows.next().unwrap() {
            out.push_str(table);
            for (i, name) in names.iter().enumerate() {
                // a change that was taken back has written them as well
                if name != "version" {
                    out.push_str(&format!("|{name}={:?}", r.get_ref(i).unwrap()));
                }
            }
            out.push('\n');
        }
    }
    out
}

fn filled() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    import(
        &mut store,
        "creators",
        &[
            row("anna.sells", "", &[]),
            row("bo", "", &[]),
            row("cy", "", &[]),
        ],
    );
    for (nth, (file, row)) in one_of_each().into_iter().enumerate() {
        let (counts, taken) = take(&mut store, &format!("n{nth}"), file, &[row]);
        assert!(
            matches!(
                taken[..],
                [Taken::Done(Effect::Created)] | [Taken::Done(Effect::Updated)]
            ),
            "{} {taken:?}",
            file.name
        );
        assert_eq!(counts.created + counts.updated, 1, "{}", file.name);
    }
    (dir, store)
}

fn stage_of(store: &Store, id: u32) -> Stage {
    let detail = store.detail(id, &Rates::default()).unwrap().unwrap();
    Stage::parse_key(detail.get("stage").unwrap().text().unwrap()).unwrap()
}

fn go(id: u32, from: Stage, to: Stage) -> Move {
    Move {
        id,
        from,
        to,
        passed: Vec::new(),
    }
}

#[test]
fn what_is_read_in_comes_out_as_it_was() {
    let (_dir, store) = filled();
    for (file, row) in one_of_each() {
        let mut out = Vec::new();
        store
            .native_rows::<StoreError>(file, &mut |values| {
                out.push(values.to_vec());
                Ok(())
            })
            .unwrap();
        if file.name == "members" {
            // whoever reads it in is one as well
            assert_eq!(out.remove(0)[0], Some(t("anna")));
        }
        assert_eq!(out, vec![row.values], "{}", file.name);
    }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let (_dir, mut store) = filled();
    let before = work_dump(&store);
    let position = store.position().unwrap();
    for (file, row) in one_of_each() {
        let (counts, _) = take(&mut store, "again", file, &[row]);
        assert_eq!(
            (counts.created, counts.updated, counts.unchanged),
            (0, 0, 1),
            "{}",
            file.name
        );
        assert_eq!(counts.import, None);
    }
    assert_eq!(work_dump(&store), before);
    assert_eq!(store.position().unwrap(), position);
}

#[test]
fn names_nobody_knows() {
    let (_dir, mut store) = pool();
    let collab = row_of(
        &COLLABORATIONS,
        &[
            ("ref", t("r1")),
            ("handle", t("new.one")),
            ("campaign", t("Autumn")),
        ],
    );
    let (counts, _) = take(
        &mut store,
        "a",
        &COLLABORATIONS,
        std::slice::from_ref(&collab),
    );
    assert_eq!(counts.created, 1);
    assert_eq!(store.find("new.one", None).unwrap().len(), 1);
    assert_eq!(
        store.names("anna", date(2026, 11, 22)).unwrap().campaigns,
        ["Autumn"]
    );
    // a slip of the pen makes neither a colleague nor a collaboration
    let owned = row_of(
        &COLLABORATIONS,
        &[
            ("ref", t("r2")),
            ("handle", t("new.one")),
            ("owner", t("Li Na")),
        ],
    );
    let (_, taken) = take(&mut store, "b", &COLLABORATIONS, &[owned]);
    let owner = COLLABORATIONS.place("owner").unwrap();
    assert!(
        matches!(&taken[..], [Taken::Refused(at, m)] if *at == owner && m.id == "native-member-unknown"),
        "{taken:?}"
    );
    let moved = row_of(&STAGE_MOVES, &[("ref", t("r9")), ("stage", t("contacted"))]);
    let (_, taken) = take(&mut store, "c", &STAGE_MOVES, &[moved]);
    assert!(matches!(&taken[..], [Taken::Refused(0, m)] if m.id == "native-ref-unknown"));
    assert!(store.detail(2, &Rates::default()).unwrap().is_none());
}

#[test]
fn a_login_gets_its_name() {
    let (_dir, mut store) = pool();
    let li = row_of(&MEMBERS, &[("name", t("Anna Li")), ("login", t("anna"))]);
    take(&mut store, "m", &MEMBERS, &[li]);
    assert_eq!(
        store.names("anna", date(2026, 11, 22)).unwrap().members,
        ["Anna Li"]
    );
    // she is the same one, whichever of the two she goes by
    for name in ["anna", "Anna Li"] {
        let again = Store::open(store.path(), name).unwrap();
        assert_eq!(again.member, store.member, "{name}");
    }
}

#[test]
fn an_import_of_work_goes_as_it_came() {
    let (_dir, mut store) = pool();
    import(&mut store, "creators", &[row("anna.sells", "", &[])]);
    let mut dumps = vec![work_dump(&store)];
    let mut imports = Vec::new();
    for (nth, (file, row)) in one_of_each().into_iter().enumerate() {
        let (counts, _) = take(&mut store, &format!("n{nth}"), file, &[row]);
        imports.push(counts.import.unwrap());
        dumps.push(work_dump(&store));
    }
    // the first ones carry the others
    for refused in [imports[0], imports[4]] {
        let done = store.undo_import(refused, now());
        assert!(matches!(done, Err(StoreError::WorkedOn { .. })), "{done:?}");
    }
    dumps.pop();
    for (import, before) in imports.into_iter().zip(dumps).rev() {
        store.undo_import(import, now()).unwrap();
        assert_eq!(work_dump(&store), before);
    }
}

#[test]
fn a_file_that_changes_rows_is_taken_back_whole() {
    let (_dir, mut store) = filled();
    let before = work_dump(&store);
    let changed = row_of(
        &COLLABORATIONS,
        &[
            ("ref", t("2026-0001")),
            ("handle", t("anna.sells")),
            ("stage", t("ordering")),
            ("gmv", Value::Number(99)),
        ],
    );
    let (counts, _) = take(&mut store, "later", &COLLABORATIONS, &[changed]);
    assert_eq!(counts.updated, 1);
    let detail = store.detail(1, &Rates::default()).unwrap().unwrap();
    assert_eq!(detail.get("gmv"), Some(&Value::Number(99)));
    // what the file leaves out stays, and the new stage is a move like any other
    assert_eq!(detail.get("note"), Some(&t("Second video agreed")));
    assert_eq!(detail.moves.last().unwrap().stage, Stage::Ordering);
    assert_eq!(detail.moves.last().unwrap().by, "anna");
    store.undo_import(counts.import.unwrap(), now()).unwrap();
    assert_eq!(work_dump(&store), before);
    // somebody has worked on what it brought
    let later = row_of(&COLLABORATIONS, &[("ref", t("x")), ("handle", t("bo"))]);
    let (counts, _) = take(&mut store, "more", &COLLABORATIONS, &[later]);
    store
        .move_collabs(&[go(2, Stage::Candidate, Stage::Contacted)], "", now())
        .unwrap();
    let done = store.undo_import(counts.import.unwrap(), now());
    assert!(
        matches!(done, Err(StoreError::WorkedOn { creators: 1.., .. })),
        "{done:?}"
    );
}

#[test]
fn candidates_are_made_once_for_a_campaign() {
    let (_dir, mut store) = filled();
    let before = work_dump(&store);
    let done = store
        .add_candidates(&[2, 3], "Winter", "", "", now())
        .unwrap();
    assert_eq!((done.creators(), done.left), (2, 0));
    assert_eq!(done.made, Some(2));
    let detail = store.detail(2, &Rates::default()).unwrap().unwrap();
    assert_eq!(detail.get("ref"), Some(&t("2026-0002")));
    assert_eq!(detail.get("owner"), Some(&t("anna")));
    assert_eq!(detail.moves.len(), 1);
    let again = store
        .add_candidates(&[1, 2, 3], "winter", "", "", now())
        .unwrap();
    assert_eq!((again.creators(), again.left), (1, 2));
    let none = store.add_candidates(&[2], "Winter", "", "", now()).unwrap();
    assert_eq!((none.change, none.left), (None, 1));
    // for another product it is another collaboration
    let other = store
        .add_candidates(&[2], "Winter", "box", "", now())
        .unwrap();
    assert_eq!(other.creators(), 1);
    assert!(matches!(
        store.add_candidates(&[2], "", "", "nobody", now()),
        Err(StoreError::NoSuchMember(_))
    ));
    for _ in 0..3 {
        store.undo(now()).unwrap();
    }
    assert_eq!(work_dump(&store), before);
    store.redo(now()).unwrap();
    assert!(store.detail(3, &Rates::default()).unwrap().is_some());
}

#[test]
fn moves_are_stamped_and_taken_back() {
    let (_dir, mut store) = filled();
    store.add_candidates(&[2, 3], "", "", "", now()).unwrap();
    let before = work_dump(&store);
    let moves = [
        go(2, Stage::Candidate, Stage::Contacted),
        Move {
            passed: vec!["licence_until", "content_link"],
            ..go(3, Stage::Candidate, Stage::Published)
        },
    ];
    let done = store.move_collabs(&moves, "in a hurry", now()).unwrap();
    assert_eq!((done.creators(), done.left), (2, 0));
    assert_eq!(
        (stage_of(&store, 2), stage_of(&store, 3)),
        (Stage::Contacted, Stage::Published)
    );
    let last = store
        .detail(3, &Rates::default())
        .unwrap()
        .unwrap()
        .moves
        .pop()
        .unwrap();
    assert_eq!(last.passed, ["licence_until", "content_link"]);
    assert_eq!(
        (last.reason.as_str(), last.by.as_str()),
        ("in a hurry", "anna")
    );
    store.undo(now()).unwrap();
    assert_eq!(work_dump(&store), before);
    store.redo(now()).unwrap();
    assert_eq!(stage_of(&store, 3), Stage::Published);
}

#[test]
fn two_people_move_one_card() {
    let (_dir, mut store) = filled();
    store.add_candidates(&[2, 3], "", "", "", now()).unwrap();
    let mut bo = Store::open(store.path(), "bo").unwrap();
    bo.move_collabs(&[go(2, Stage::Candidate, Stage::Contracted)], "", now())
        .unwrap();
    let done = store.move_collabs(&[go(2, Stage::Candidate, Stage::Contacted)], "", now());
    assert!(
        matches!(&done, Err(StoreError::Moved { by, stage }) if by == "bo" && stage == "contracted"),
        "{done:?}"
    );
    assert_eq!(stage_of(&store, 2), Stage::Contracted);
    // of several the others go
    let both = [
        go(2, Stage::Candidate, Stage::Contacted),
        go(3, Stage::Candidate, Stage::Contacted),
    ];
    let done = store.move_collabs(&both, "", now()).unwrap();
    assert_eq!((done.creators(), done.left), (1, 1));
    // the same wish twice is no quarrel
    let same = bo.move_collabs(&[go(3, Stage::Candidate, Stage::Contacted)], "", now());
    assert_eq!(same.unwrap().change, None);
    assert!(matches!(
        store.move_collabs(&[go(99, Stage::Candidate, Stage::Contacted)], "", now()),
        Err(StoreError::NoSuchCollab(_))
    ));
}

#[test]
fn fields_say_what_they_were() {
    let (_dir, mut store) = filled();
    let mut bo = Store::open(store.path(), "bo").unwrap();
    let edit = |key, seen: Option<Value>, to: Option<Value>| [FieldEdit { key, seen, to }];
    let fee = Some(Value::Number(1_234_500));
    bo.edit_row(
        &COLLABORATIONS,
        1,
        &edit("fixed_fee", fee.clone(), Some(Value::Number(1))),
        now(),
    )
    .unwrap();
    let done = store.edit_row(&COLLABORATIONS, 1, &edit("fixed_fee", fee, None), now());
    assert!(
        matches!(&done, Err(StoreError::FieldChanged { by, field, theirs: Some(theirs) })
            if by == "bo" && field == "collab-fixed-fee" && *theirs == "0.00 GBP".into()),
        "{done:?}"
    );
    // another field of the same row is nobody's quarrel
    let noted = text("Second video agreed");
    store
        .edit_row(&COLLABORATIONS, 1, &edit("note", noted, None), now())
        .unwrap();
    let owner = store
        .edit_row(
            &COLLABORATIONS,
            1,
            &edit("owner", text("Li Na"), text("nobody")),
            now(),
        )
        .unwrap_err();
    assert!(matches!(owner, StoreError::NoSuchMember(_)));
    store
        .edit_row(
            &COLLABORATIONS,
            1,
            &edit("owner", text("Li Na"), text("BO")),
            now(),
        )
        .unwrap();
    let detail = store.detail(1, &Rates::default()).unwrap().unwrap();
    assert_eq!(detail.get("owner"), Some(&t("bo")));
    assert_eq!(detail.get("note"), None);
    let many = store
        .edit_collabs(&[1], &[("due", Some(Value::Date(DAY)))], now())
        .unwrap();
    // it is due that day already
    assert_eq!(many.change, None);
}

#[test]
fn what_belongs_to_a_collaboration() {
    let (_dir, mut store) = filled();
    let before = work_dump(&store);
    let sample = store
        .add_row(&SAMPLES, Some(1), None, &[("number", t("4411"))], now())
        .unwrap();
    let detail = store.detail(1, &Rates::default()).unwrap().unwrap();
    let items: Vec<_> = detail
        .samples
        .iter()
        .map(|s| s.get(&SAMPLES, "item"))
        .collect();
    assert_eq!(items, [Some(&Value::Number(2)), Some(&Value::Number(3))]);
    let link = t("https://www.tiktok.com/@anna.sells/video/7640570208339512999");
    store
        .add_row(&CONTENTS, Some(1), None, &[("url", link)], now())
        .unwrap();
    let detail = store.detail(1, &Rates::default()).unwrap().unwrap();
    assert_eq!(
        detail.contents[1].get(&CONTENTS, "content_id"),
        Some(&t("7640570208339512999"))
    );
    assert!(matches!(
        store.delete_row(&COLLABORATIONS, 1, now()),
        Err(StoreError::InUse)
    ));
    store
        .delete_row(&SAMPLES, sample.made.unwrap(), now())
        .unwrap();
    let agreed = store
        .add_row(
            &AGREEMENTS,
            None,
            Some(2),
            &[("starts", Value::Date(DAY))],
            now(),
        )
        .unwrap();
    assert!(agreed.made.is_some());
    assert!(matches!(
        store.add_row(&AGREEMENTS, None, Some(99), &[], now()),
        Err(StoreError::NoSuchCreator(99))
    ));
    let campaign = store.add_row(
        &CAMPAIGNS,
        None,
        None,
        &[("name", t("november SALE"))],
        now(),
    );
    assert!(
        matches!(campaign, Err(StoreError::NameTaken(_))),
        "{campaign:?}"
    );
    for _ in 0..4 {
        store.undo(now()).unwrap();
    }
    assert_eq!(work_dump(&store), before);
}

#[test]
fn work_goes_with_a_creator_that_becomes_another() {
    let (_dir, mut store) = filled();
    store.add_candidates(&[2], "", "", "", now()).unwrap();
    let before = work_dump(&store);
    store.merge(1, 2, now()).unwrap();
    for table in [
        "collab",
        "sample",
        "content",
        "stage_move",
        "contact",
        "agreement",
        "plan_creator",
    ] {
        let left: i64 = store
            .conn
            .query_row(
                &format!("SELECT count(*) FROM {table} WHERE creator_id = 1"),
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(left, 0, "{table}");
    }
    assert_eq!(
        store.detail(1, &Rates::default()).unwrap().unwrap().handle,
        "bo"
    );
    store.undo(now()).unwrap();
    assert_eq!(work_dump(&store), before);
    assert!(store.integrity().unwrap().is_empty());
}

#[test]
fn the_board_reads_what_there_is() {
    let (_dir, mut store) = filled();
    store
        .add_candidates(&[2, 3], "Winter", "", "", now())
        .unwrap();
    let zone = TimeZone::UTC;
    let all = store.view(|v| v.work(&zone, None)).unwrap();
    assert_eq!(all.cards.len(), 3);
    let first = &all.cards[0];
    assert_eq!(first.parcel.as_deref(), Some("DHL JD014600003SE"));
    assert_eq!(first.campaign.as_deref(), Some("November sale"));
    assert!(first.filled.link && first.filled.sample && first.filled.has("licence_scope"));
    assert_eq!(first.since, Some(DAY));
    assert!(!all.cards[1].filled.has("mode"));
    let some = store.view(|v| v.work(&zone, Some(&[2]))).unwrap();
    assert_eq!(some.cards, vec![all.cards[1].clone()]);
    // samples: two of the file's own count, of which one has arrived and led to content
    assert_eq!(all.tallies[0].1.received, 2);
    assert_eq!(
        (all.tallies[0].1.contacted, all.tallies[0].1.replied),
        (1, 1)
    );
    assert_eq!((all.contacts.len(), all.agreements.len()), (1, 1));

    let since = store.position().unwrap();
    let asked = |store: &Store| store.view(|v| v.work_since(since)).unwrap();
    assert_eq!(asked(&store), WorkSince::Nothing);
    store.add_tag(&[1], "vip", now()).unwrap();
    assert_eq!(asked(&store), WorkSince::Nothing);
    store
        .move_collabs(&[go(2, Stage::Candidate, Stage::Contacted)], "", now())
        .unwrap();
    assert_eq!(asked(&store), WorkSince::With(vec![2]));
    let renamed = [FieldEdit {
        key: "name",
        seen: text("Winter"),
        to: text("Winter sale"),
    }];
    store.edit_row(&CAMPAIGNS, 2, &renamed, now()).unwrap();
    assert_eq!(asked(&store), WorkSince::Everything);
}

#[test]
fn usual_days_are_the_median_of_those_that_went_on() {
    let (_dir, mut store) = pool();
    let at = |day: i8| {
        Value::Time(
            date(2026, 11, day)
                .at(9, 0, 0, 0)
                .to_zoned(TimeZone::UTC)
                .unwrap()
                .timestamp(),
        )
    };
    for (nth, days) in [(1, [1, 3, 9]), (2, [1, 5, 6]), (3, [1, 9, 30])] {
        let name = format!("r{nth}");
        let collab = row_of(&COLLABORATIONS, &[("ref", t(&name)), ("handle", t("anna"))]);
        take(&mut store, &name, &COLLABORATIONS, &[collab]);
        let stages = ["candidate", "contacted", "negotiating"];
        let rows: Vec<Row> = stages
            .iter()
            .zip(days)
            .map(|(stage, day)| {
                row_of(
                    &STAGE_MOVES,
                    &[("ref", t(&name)), ("stage", t(stage)), ("at", at(day))],
                )
            })
            .collect();
        take(&mut store, &format!("m{nth}"), &STAGE_MOVES, &rows);
    }
    let usual = store.view(|v| v.usual()).unwrap();
    assert_eq!(usual[Stage::Candidate.index()], Some(4));
    assert_eq!(usual[Stage::Contacted.index()], Some(6));
    // nobody has left it yet
    assert_eq!(usual[Stage::Negotiating.index()], None);
}

#[test]
fn every_file_has_its_own_rows() {
    // the constants are what the tests above go through
    let all = [
        &MEMBERS,
        &PRODUCTS,
        &PRODUCT_LINKS,
        &CAMPAIGNS,
        &COLLABORATIONS,
        &SAMPLES,
        &CONTENTS,
        &native::BUYERS,
        &native::COSTS,
        &native::MARGINS,
        &STAGE_MOVES,
        &OUTREACH,
        &AGREEMENTS,
        &PLANS,
        &PLAN_CREATORS,
        &native::DECISIONS,
    ];
    let names: Vec<_> = native::FILES.iter().map(|f| f.name).collect();
    assert_eq!(all.map(|f| f.name).to_vec(), names);
}

#[test]
fn of_many_each_costs_as_much_as_of_few() {
    let took = |n: u32| {
        let (_dir, mut store) = pool();
        let rows: Vec<_> = (0..n).map(|i| row(&format!("c{i}"), "", &[])).collect();
        import(&mut store, "a", &rows);
        let ids: Vec<u32> = (1..=n).collect();
        let whom: Vec<(u32, Option<u32>)> = ids.iter().map(|id| (*id, Some(*id))).collect();
        let start = std::time::Instant::now();
        store.add_candidates(&ids, "Spring", "", "", now()).unwrap();
        let done = store.log_contacts(&whom, "dm", "first", None, now());
        assert_eq!(done.unwrap().creators(), u64::from(n));
        let plans = NewPlan {
            name: "Boxes".to_owned(),
            products: Vec::new(),
            rate: None,
            cap: 30,
        };
        store.make_plans(&plans, &ids, now()).unwrap();
        let took = start.elapsed();
        assert!(store.integrity().unwrap().is_empty());
        assert_eq!(store.plans().unwrap().len(), n.div_ceil(30) as usize);
        took
    };
    let (few, many) = (took(250), took(2_000));
    // eight times as many take some ten times as long; were each looked at with every other one, sixty times
    assert!(many < few * 30, "{few:?} {many:?}");
}
