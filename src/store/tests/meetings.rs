//! Meetings over a review: points, decisions with what follows from them, and taking them back.

use super::*;
use crate::domain::collab::native::{COLLABORATIONS, CONTENTS, MEMBERS};
use crate::domain::collab::stage::{Move, Stage};
use crate::domain::review::Subject;
use crate::domain::review::agenda::{About, Decided, Decision, PointState, Proposal, Topic};
use jiff::tz::TimeZone;

fn value(text: &str) -> Option<crate::domain::collab::native::Value> {
    Some(crate::domain::collab::native::Value::Text(text.into()))
}

fn native(
    store: &mut Store,
    file: &'static crate::domain::collab::native::File,
    rows: &[&[(&str, &str)]],
) {
    let mut importing = store.begin_import(meta(file.name)).unwrap();
    for (nth, row) in rows.iter().enumerate() {
        let values = file
            .fields
            .iter()
            .map(|f| {
                row.iter()
                    .find(|(k, _)| *k == f.key)
                    .and_then(|(_, v)| value(v))
            })
            .collect();
        let row = crate::domain::collab::native::Row {
            line: nth as u64 + 2,
            values,
            cells: Vec::new(),
        };
        importing.add_native(file, Platform::TikTok, &row).unwrap();
    }
    importing.finish().unwrap();
}

fn pool_with_work() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = pool();
    native(&mut store, &MEMBERS, &[&[("name", "Bo")]]);
    native(
        &mut store,
        &COLLABORATIONS,
        &[
            &[
                ("ref", "A"),
                ("handle", "anna"),
                ("campaign", "Spring"),
                ("stage", "ordering"),
            ],
            &[
                ("ref", "B"),
                ("handle", "anna"),
                ("campaign", "Spring"),
                ("stage", "negotiating"),
            ],
        ],
    );
    native(
        &mut store,
        &CONTENTS,
        &[&[("content_id", "77"), ("handle", "anna"), ("ref", "A")]],
    );
    (dir, store)
}

fn points(store: &Store) -> Vec<crate::domain::review::agenda::Point> {
    let subject = Subject::Campaign("Spring".into());
    store.view(|v| v.points(&subject, &TimeZone::UTC)).unwrap()
}

fn stage(store: &Store, reference: &str) -> String {
    let table = store.collab_called(reference).unwrap().unwrap();
    let work = store.view(|v| v.work(&TimeZone::UTC, None)).unwrap();
    let card = work.cards.into_iter().find(|c| c.id == table).unwrap();
    card.stage.key().to_owned()
}

fn decided(point: &crate::domain::review::agenda::Point, decision: Decision) -> Decided {
    Decided {
        word: point.about.decision_word(decision),
        point: point.id,
        seen: point.version,
        decision,
        reason: "sells".into(),
        finding: "return 142 %".into(),
        moves: Vec::new(),
        deals: Vec::new(),
        tag: None,
        untag: Vec::new(),
        note: None,
        unnote: None,
        keep: None,
    }
}

#[test]
fn a_decision_is_one_change_with_all_that_follows() {
    let (_dir, mut store) = pool_with_work();
    let subject = Subject::Campaign("Spring".into());
    let anna = About::Creator(1);
    let proposals = [
        Proposal {
            topic: Topic::Reinvest,
            about: anna.clone(),
        },
        Proposal {
            topic: Topic::Product,
            about: About::Product("Lamp".into()),
        },
        Proposal {
            topic: Topic::Content,
            about: About::Content("77".into(), 1),
        },
        Proposal {
            topic: Topic::Team,
            about: About::Member("Bo".into()),
        },
    ];
    assert!(
        store
            .add_points(&subject, &proposals, now())
            .unwrap()
            .change
            .is_some()
    );
    // what is on the agenda is not put there again
    assert!(
        store
            .add_points(&subject, &proposals, now())
            .unwrap()
            .change
            .is_none()
    );
    let all = points(&store);
    assert_eq!(
        all.iter().map(|p| p.about.clone()).collect::<Vec<_>>(),
        proposals
            .iter()
            .map(|p| p.about.clone())
            .collect::<Vec<_>>()
    );
    assert_eq!(all[0].handle.as_deref(), Some("anna"));
    let ids: Vec<u32> = ["A", "B"]
        .map(|r| store.collab_called(r).unwrap().unwrap())
        .to_vec();
    let decision = Decided {
        moves: vec![Move {
            id: ids[0],
            from: Stage::Ordering,
            to: Stage::Reinvest,
            passed: Vec::new(),
        }],
        deals: ids,
        tag: Some("reinvest".into()),
        note: Some("Review Spring: reinvest".into()),
        ..decided(&all[0], Decision::Reinvest)
    };
    let before = store.next_undo().unwrap();
    store.decide(&decision, now()).unwrap();
    let after = points(&store);
    assert_eq!(
        (
            after[0].state,
            after[0].decision,
            after[0].reason.as_deref()
        ),
        (PointState::Decided, Some(Decision::Reinvest), Some("sells"))
    );
    assert_eq!(
        [stage(&store, "A"), stage(&store, "B")],
        ["reinvest", "negotiating"]
    );
    let tags = store.tags().unwrap();
    assert!(
        tags.iter().any(|t| t.name == "reinvest" && t.creators == 1),
        "{tags:?}"
    );
    // whoever saw the point before is told instead of writing over it
    assert!(matches!(
        store.decide(&decided(&all[0], Decision::Drop), now()),
        Err(StoreError::PointChanged(_))
    ));
    // one key takes all of it back
    store.undo(now()).unwrap();
    let back = points(&store);
    assert_eq!((back[0].state, back[0].decision), (PointState::Open, None));
    assert_eq!(stage(&store, "A"), "ordering");
    assert!(store.tags().unwrap().iter().all(|t| t.creators == 0));
    assert_eq!(
        store.next_undo().unwrap().map(|n| n.deed),
        before.map(|n| n.deed)
    );
}

#[test]
fn a_decision_waits_for_nobody_who_moved_meanwhile() {
    let (_dir, mut store) = pool_with_work();
    let subject = Subject::Campaign("Spring".into());
    let about = [Proposal {
        topic: Topic::LetGo,
        about: About::Creator(1),
    }];
    store.add_points(&subject, &about, now()).unwrap();
    let point = points(&store).remove(0);
    let id = store.collab_called("A").unwrap().unwrap();
    let stale = Decided {
        moves: vec![Move {
            id,
            from: Stage::Published,
            to: Stage::Dropped,
            passed: Vec::new(),
        }],
        ..decided(&point, Decision::Drop)
    };
    assert!(matches!(
        store.decide(&stale, now()),
        Err(StoreError::Moved { .. })
    ));
    assert_eq!(points(&store)[0].state, PointState::Open);
    assert_eq!(stage(&store, "A"), "ordering");
}

#[test]
fn who_was_dropped_goes_on_from_before_where_it_is_decided_otherwise() {
    let (_dir, mut store) = pool_with_work();
    let subject = Subject::Campaign("Spring".into());
    let about = [Proposal {
        topic: Topic::LetGo,
        about: About::Creator(1),
    }];
    store.add_points(&subject, &about, now()).unwrap();
    let ids = ["A", "B"].map(|r| store.collab_called(r).unwrap().unwrap());
    let step = |at: usize, from: Stage, to: Stage| Move {
        id: ids[at],
        from,
        to,
        passed: Vec::new(),
    };
    // the way before, as the board writes it
    let before = [step(0, Stage::Ordering, Stage::Published)];
    store.move_collabs(&before, "", now()).unwrap();
    let before = [step(0, Stage::Published, Stage::Ordering)];
    store.move_collabs(&before, "", now()).unwrap();
    let before = [step(1, Stage::Negotiating, Stage::Released)];
    store.move_collabs(&before, "no time", now()).unwrap();
    let later = |s: i64| now() + jiff::SignedDuration::from_secs(s);
    let reasons = |store: &Store| -> Vec<String> {
        let moves = store.detail(ids[0], &crate::domain::money::Rates::default());
        let moves = moves.unwrap().unwrap().moves;
        moves
            .into_iter()
            .map(|m| format!("{} {}", m.stage.key(), m.reason))
            .collect()
    };
    let drop = Decided {
        moves: vec![step(0, Stage::Ordering, Stage::Dropped)],
        deals: ids.to_vec(),
        ..decided(&points(&store)[0], Decision::Drop)
    };
    store.decide(&drop, later(10)).unwrap();
    assert_eq!(stage(&store, "A"), "dropped");
    // another reason stands on the move as well, however often it is given, and is taken back with it
    for (reason, at) in [("too young", 20), ("too few", 30)] {
        let again = Decided {
            reason: reason.into(),
            deals: ids.to_vec(),
            ..decided(&points(&store)[0], Decision::Drop)
        };
        store.decide(&again, later(at)).unwrap();
        assert_eq!(
            reasons(&store).last().unwrap(),
            &format!("dropped {reason}")
        );
    }
    store.undo(later(40)).unwrap();
    assert_eq!(reasons(&store).last().unwrap(), "dropped too young");
    // another decision goes on from where it stood; what was given up before stays so
    let keep = Decided {
        deals: ids.to_vec(),
        ..decided(&points(&store)[0], Decision::Keep)
    };
    store.decide(&keep, later(50)).unwrap();
    assert_eq!(
        [stage(&store, "A"), stage(&store, "B")],
        ["reviewed", "released"]
    );
    let way = reasons(&store);
    assert!(way.iter().all(|m| !m.starts_with("dropped")), "{way:?}");
    store.undo(later(60)).unwrap();
    assert_eq!(
        [stage(&store, "A"), stage(&store, "B")],
        ["dropped", "released"]
    );
    assert_eq!(points(&store)[0].decision, Some(Decision::Drop));
    // who stood where the other decision changes nothing is there again, since it came there
    store.undo(later(70)).unwrap();
    store.undo(later(80)).unwrap();
    assert_eq!(stage(&store, "A"), "ordering");
    let back = [step(0, Stage::Ordering, Stage::Negotiating)];
    store.move_collabs(&back, "again", later(90)).unwrap();
    let since = |store: &Store| {
        let work = store.view(|v| v.work(&TimeZone::UTC, None)).unwrap();
        let card = work.cards.into_iter().find(|c| c.id == ids[0]);
        card.unwrap().since
    };
    let (way, there) = (reasons(&store), since(&store));
    let day = 86_400;
    let drop = Decided {
        moves: vec![step(0, Stage::Negotiating, Stage::Dropped)],
        deals: ids.to_vec(),
        ..decided(&points(&store)[0], Decision::Drop)
    };
    store.decide(&drop, later(2 * day)).unwrap();
    assert_ne!(since(&store), there);
    let keep = Decided {
        deals: ids.to_vec(),
        ..decided(&points(&store)[0], Decision::Keep)
    };
    store.decide(&keep, later(3 * day)).unwrap();
    assert_eq!(stage(&store, "A"), "negotiating");
    assert_eq!((reasons(&store), since(&store)), (way, there));
}

#[test]
fn a_video_is_kept_and_points_are_moved() {
    let (_dir, mut store) = pool_with_work();
    let subject = Subject::Campaign("Spring".into());
    let proposals = [
        Proposal {
            topic: Topic::Content,
            about: About::Content("77".into(), 1),
        },
        Proposal {
            topic: Topic::Team,
            about: About::Member("Bo".into()),
        },
    ];
    store.add_points(&subject, &proposals, now()).unwrap();
    let point = points(&store).remove(0);
    let keep = Decided {
        keep: Some(("77".into(), true)),
        ..decided(&point, Decision::Keep)
    };
    store.decide(&keep, now()).unwrap();
    let id = store.collab_called("A").unwrap().unwrap();
    let rates = crate::domain::money::Rates::default();
    let detail = store.detail(id, &rates).unwrap().unwrap();
    let at = |key: &str| CONTENTS.place(key).unwrap();
    let content = &detail.contents[0];
    assert_eq!(content.values[at("hook")], value("sells"));
    assert!(content.values[at("kept")].is_some());
    store.move_point(point.id, 1, now()).unwrap();
    let order: Vec<Topic> = points(&store).iter().map(|p| p.topic).collect();
    assert_eq!(order, [Topic::Team, Topic::Content]);
}
