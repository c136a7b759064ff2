//! Claims about opening and resuming visits.

use hiroba_shared::{
    ids::{SeatId, VisitorId},
    role::Role,
    units::{Facing, Point},
};

use super::{
    AGREED, Answer, Claimed, NOON, Request, RequestId, after, ask, digest, open, opening, over_both_stores, persona,
    resume, trace,
};
use crate::venue::record::{NewVisit, Place};

const HALF_A_DAY: i64 = 12 * 60 * 60;

over_both_stores!(
    a_new_visit_is_what_the_visitor_said,
    what_a_visitor_agreed_to_is_kept_with_the_visit_and_stays_when_the_name_is_forgotten,
    numbers_of_visits_are_never_used_again,
    an_invitation_works_as_often_as_it_says_and_not_after_it_expires,
    a_visit_that_was_not_let_in_gives_its_invitation_back,
    a_visit_that_began_keeps_the_use_of_its_invitation,
    an_unknown_invitation_opens_nothing_and_does_not_spoil_the_batch,
    a_resumed_visit_is_where_it_was_with_all_that_was_kept,
    a_key_works_for_twelve_hours_after_the_visitor_was_last_seen,
    somebody_seen_again_keeps_their_key_without_moving,
    the_old_key_works_until_the_new_one_settles,
    of_two_windows_that_resumed_the_last_to_come_in_keeps_a_working_key,
    asking_again_and_again_keeps_the_shown_key_and_few_others,
    the_keys_of_a_closed_visit_are_dead,
    a_repeated_key_fails_and_changes_nothing,
    strangers_to_the_store_are_unknown,
);

async fn a_new_visit_is_what_the_visitor_said(store: &mut impl Claimed) {
    let visit = open(store, "山田 🌸", 1).await;
    assert!(visit.visitor.0 > 0);
    assert_eq!(visit.persona, persona("山田 🌸"));
    assert_eq!((visit.role, visit.place), (Role::Visitor, None));
    assert_eq!((visit.mutes, visit.blocks, visit.blocked_by), (vec![], vec![], vec![]));
    assert!(visit.takes_direct && visit.trace == trace(None, 1, "山田 🌸"));
}

async fn what_a_visitor_agreed_to_is_kept_with_the_visit_and_stays_when_the_name_is_forgotten(
    store: &mut impl Claimed,
) {
    let visitor = open(store, "A", 1).await.visitor;
    assert_eq!(store.agreed_to(visitor).await, Some("a6a6a6a6a6a6a6a6".to_owned()));
    store.forget(after(400 * 86_400), super::RETENTION).await.unwrap();
    assert_eq!(store.agreed_to(visitor).await, Some(AGREED.letters()));
    assert_eq!(store.agreed_to(VisitorId(77)).await, None);
}

async fn numbers_of_visits_are_never_used_again(store: &mut impl Claimed) {
    let first = open(store, "A", 1).await.visitor;
    ask(store, Request::CloseVisit { visitor: first, now: NOON }).await;
    store.forget(after(400 * 86_400), super::RETENTION).await.unwrap();
    let second = open(store, "B", 2).await.visitor;
    assert!(second > first);
}

async fn an_invitation_works_as_often_as_it_says_and_not_after_it_expires(store: &mut impl Claimed) {
    let invite = |code, uses, expires| Request::Invite { code: digest(code), role: Role::Moderator, uses, expires };
    assert_eq!(ask(store, invite(50, 2, after(60))).await, Answer::Kept);
    assert_eq!(ask(store, invite(51, 9, after(60))).await, Answer::Kept);
    let mut by = async |code, key, now| {
        let invitation = Some(digest(code));
        let (persona, trace, resume) = (persona("A"), trace(None, 1, "a"), digest(key));
        ask(store, Request::OpenVisit(NewVisit { persona, trace, invitation, agreed: AGREED, resume, now })).await
    };
    for key in [1, 2] {
        let answer = by(50, key, NOON).await;
        assert!(matches!(&answer, Answer::Opened(visit) if visit.role == Role::Moderator), "{answer:?}");
    }
    assert_eq!(by(50, 3, NOON).await, Answer::BadInvitation);
    assert!(matches!(by(51, 4, after(59)).await, Answer::Opened(_)));
    assert_eq!(by(51, 5, after(60)).await, Answer::BadInvitation);
}

async fn a_visit_that_was_not_let_in_gives_its_invitation_back(store: &mut impl Claimed) {
    let code = digest(50);
    ask(store, Request::Invite { code, role: Role::Speaker, uses: 1, expires: after(60) }).await;
    let by = |key| {
        let (persona, trace, resume) = (persona("A"), trace(None, 1, "a"), digest(key));
        Request::OpenVisit(NewVisit { persona, trace, invitation: Some(code), agreed: AGREED, resume, now: NOON })
    };
    let Answer::Opened(first) = ask(store, by(1)).await else { panic!("not opened") };
    assert_eq!(ask(store, by(2)).await, Answer::BadInvitation);
    let close = Request::CloseVisit { visitor: first.visitor, now: NOON };
    assert_eq!(ask(store, close.clone()).await, Answer::Kept);
    assert_eq!(ask(store, close).await, Answer::Kept);
    assert!(matches!(ask(store, by(3)).await, Answer::Opened(visit) if visit.role == Role::Speaker));
    assert_eq!(ask(store, by(4)).await, Answer::BadInvitation);
}

async fn a_visit_that_began_keeps_the_use_of_its_invitation(store: &mut impl Claimed) {
    let code = digest(50);
    let by = |key| {
        let (persona, trace, resume) = (persona("A"), trace(None, 1, "a"), digest(key));
        Request::OpenVisit(NewVisit { persona, trace, invitation: Some(code), agreed: AGREED, resume, now: NOON })
    };
    for (way, key) in [(0, 1), (1, 4)] {
        ask(store, Request::Invite { code, role: Role::Speaker, uses: 1, expires: after(60) }).await;
        let Answer::Opened(visit) = ask(store, by(key)).await else { panic!("not opened") };
        let visitor = visit.visitor;
        if way == 0 {
            ask(store, Request::SettleKey { visitor, resume: digest(key) }).await;
        } else {
            resume(store, key, key + 1, NOON).await;
        }
        ask(store, Request::CloseVisit { visitor, now: NOON }).await;
        assert_eq!(ask(store, by(key + 2)).await, Answer::BadInvitation);
    }
}

async fn an_unknown_invitation_opens_nothing_and_does_not_spoil_the_batch(store: &mut impl Claimed) {
    let bad = Request::OpenVisit(NewVisit {
        persona: persona("B"),
        trace: trace(None, 1, "b"),
        invitation: Some(digest(99)),
        agreed: AGREED,
        resume: digest(2),
        now: NOON,
    });
    let batch = [opening("A", 1, NOON), bad, opening("C", 3, NOON)];
    let numbered = (10..).map(RequestId).zip(batch).collect();
    let answers = store.commit(numbered).await;
    let ids: Vec<u64> = answers.iter().map(|(id, _)| id.0).collect();
    assert_eq!(ids, [10, 11, 12]);
    assert!(matches!(answers[0].1, Answer::Opened(_)) && matches!(answers[2].1, Answer::Opened(_)));
    assert_eq!(answers[1].1, Answer::BadInvitation);
    assert_eq!(resume(store, 2, 20, NOON).await, Answer::Unknown);
    assert!(matches!(resume(store, 3, 30, NOON).await, Answer::Opened(_)));
}

async fn a_resumed_visit_is_where_it_was_with_all_that_was_kept(store: &mut impl Claimed) {
    let visitor = open(store, "A", 1).await.visitor;
    let (at, facing, seat) = (Point::new(4_000, 900), Facing::NorthWest, Some(SeatId(3)));
    let place = Place { room: String::from("terrace"), at, facing, seat };
    let [one, other, forgiven] = [(11, "B"), (12, "C"), (13, "D")].map(|(key, name)| opening(name, key, NOON));
    let mut others = Vec::new();
    for opening in [one, other, forgiven] {
        let Answer::Opened(visit) = ask(store, opening).await else { panic!("not opened") };
        others.push(visit.visitor);
    }
    for (other, blocked) in [(1, true), (0, true), (0, true), (2, true), (2, false)] {
        let answer = ask(store, Request::Block { visitor, other: others[other], blocked, now: NOON }).await;
        assert!(matches!(answer, Answer::Blocks(_)), "{answer:?}");
    }
    let kept = [
        Request::KeepPlaces { places: vec![(visitor, place.clone()), (VisitorId(999), place.clone())], now: NOON },
        Request::TakeDirect { visitor, takes: false },
    ];
    let numbered = (1..).map(RequestId).zip(kept).collect();
    assert!(store.commit(numbered).await.iter().all(|(_, answer)| *answer == Answer::Kept));
    let Answer::Opened(visit) = resume(store, 1, 2, after(5)).await else { panic!("not resumed") };
    assert_eq!((visit.visitor, visit.place, visit.takes_direct), (visitor, Some(place), false));
    assert_eq!(visit.blocks, [others[0], others[1]]);
    assert_eq!(visit.persona, persona("A"));
}

async fn a_key_works_for_twelve_hours_after_the_visitor_was_last_seen(store: &mut impl Claimed) {
    open(store, "A", 1).await;
    assert!(matches!(resume(store, 1, 2, after(HALF_A_DAY)).await, Answer::Opened(_)));
    assert!(matches!(resume(store, 2, 3, after(2 * HALF_A_DAY)).await, Answer::Opened(_)));
    assert_eq!(resume(store, 3, 4, after(3 * HALF_A_DAY + 1)).await, Answer::Unknown);
}

async fn the_old_key_works_until_the_new_one_settles(store: &mut impl Claimed) {
    let visitor = open(store, "A", 1).await.visitor;
    assert!(matches!(resume(store, 1, 2, NOON).await, Answer::Opened(_)));
    assert!(matches!(resume(store, 1, 3, NOON).await, Answer::Opened(_)));
    assert_eq!(ask(store, Request::SettleKey { visitor, resume: digest(3) }).await, Answer::Kept);
    assert_eq!(resume(store, 1, 4, NOON).await, Answer::Unknown);
    assert_eq!(resume(store, 2, 4, NOON).await, Answer::Unknown);
    assert!(matches!(resume(store, 3, 4, NOON).await, Answer::Opened(_)));
}

async fn somebody_seen_again_keeps_their_key_without_moving(store: &mut impl Claimed) {
    let visitor = open(store, "A", 1).await.visitor;
    let place = Place { room: String::from("hall"), at: Point::new(1, 1), facing: Facing::East, seat: None };
    for hour in 1..=13 {
        let places = vec![(visitor, place.clone())];
        ask(store, Request::KeepPlaces { places, now: after(hour * 3_600) }).await;
    }
    assert_eq!(store.forget(after(14 * 3_600), super::RETENTION).await.unwrap().keys, 0);
    assert!(matches!(resume(store, 1, 2, after(14 * 3_600)).await, Answer::Opened(_)));
}

async fn of_two_windows_that_resumed_the_last_to_come_in_keeps_a_working_key(store: &mut impl Claimed) {
    let visitor = open(store, "A", 1).await.visitor;
    for new in [2, 3] {
        assert!(matches!(resume(store, 1, new, NOON).await, Answer::Opened(_)));
    }
    for window in [2, 3] {
        assert_eq!(ask(store, Request::SettleKey { visitor, resume: digest(window) }).await, Answer::Kept);
    }
    assert_eq!(resume(store, 2, 4, NOON).await, Answer::Unknown);
    assert!(matches!(resume(store, 3, 4, NOON).await, Answer::Opened(_)));
}

async fn asking_again_and_again_keeps_the_shown_key_and_few_others(store: &mut impl Claimed) {
    open(store, "A", 1).await;
    for new in 2..=40 {
        assert!(matches!(resume(store, 1, new, NOON).await, Answer::Opened(_)), "{new}");
    }
    assert_eq!(resume(store, 2, 90, NOON).await, Answer::Unknown);
    assert_eq!(resume(store, 33, 91, NOON).await, Answer::Unknown);
    assert!(matches!(resume(store, 34, 92, NOON).await, Answer::Opened(_)));
}

async fn the_keys_of_a_closed_visit_are_dead(store: &mut impl Claimed) {
    let visitor = open(store, "A", 1).await.visitor;
    assert_eq!(ask(store, Request::CloseVisit { visitor, now: NOON }).await, Answer::Kept);
    assert_eq!(resume(store, 1, 2, NOON).await, Answer::Unknown);
}

async fn a_repeated_key_fails_and_changes_nothing(store: &mut impl Claimed) {
    let first = open(store, "A", 1).await.visitor;
    assert_eq!(
        ask(store, Request::Invite { code: digest(50), role: Role::Host, uses: 1, expires: after(9) }).await,
        Answer::Kept
    );
    let again = NewVisit {
        persona: persona("B"),
        trace: trace(None, 2, "b"),
        invitation: Some(digest(50)),
        agreed: AGREED,
        resume: digest(1),
        now: NOON,
    };
    assert_eq!(ask(store, Request::OpenVisit(again.clone())).await, Answer::Failed);
    let fresh = NewVisit { resume: digest(2), ..again };
    assert!(matches!(ask(store, Request::OpenVisit(fresh)).await, Answer::Opened(visit) if visit.role == Role::Host));
    assert!(matches!(resume(store, 1, 3, NOON).await, Answer::Opened(visit) if visit.visitor == first));
}

async fn strangers_to_the_store_are_unknown(store: &mut impl Claimed) {
    let visitor = VisitorId(77);
    assert_eq!(resume(store, 1, 2, NOON).await, Answer::Unknown);
    assert_eq!(ask(store, Request::TakeDirect { visitor, takes: true }).await, Answer::Unknown);
    assert_eq!(ask(store, Request::Block { visitor, other: visitor, blocked: true, now: NOON }).await, Answer::Unknown);
}
