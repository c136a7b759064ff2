//! Claims about people who come again as another visit: what holds for them, who may do it and who may undo it.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::Deed,
    role::Role,
};

use super::{
    AGREED, Answer, Claimed, NOON, Request, after, ask, deed, digest, log, open, over_both_stores, persona, resume,
    staff, trace,
};
use crate::venue::{
    input::UnixSeconds,
    record::{NewVisit, Trace, Visit},
};

over_both_stores!(
    a_mute_is_inherited_by_a_new_visit_of_the_device_and_of_the_name_at_the_address,
    the_longest_mute_not_undone_holds,
    a_mute_does_not_reach_staff_on_the_same_device,
    nobody_undoes_what_was_done_to_themself,
    a_moderator_undoes_what_a_moderator_did_and_not_what_a_host_did,
    rank_is_checked_for_people_who_are_not_present,
    a_block_holds_for_every_visit_of_both,
    an_end_of_a_block_ends_it_for_every_visit_of_both,
);

const HOUR: i64 = 3_600;

fn muted(hours: i64) -> Deed {
    Deed::Muted { until: after(hours * HOUR).0 }
}

async fn comes(store: &mut impl Claimed, trace: Trace, key: u8) -> Visit {
    let opening =
        NewVisit { persona: persona("A"), trace, invitation: None, agreed: AGREED, resume: digest(key), now: NOON };
    let answer = ask(store, Request::OpenVisit(opening)).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    *visit
}

async fn blocks(store: &mut impl Claimed, visitor: VisitorId, other: VisitorId, blocked: bool) -> Vec<VisitorId> {
    let answer = ask(store, Request::Block { visitor, other, blocked, now: NOON }).await;
    let Answer::Blocks(blocks) = answer else { panic!("{answer:?}") };
    blocks
}

fn longest(visit: &Visit) -> Option<UnixSeconds> {
    visit.mutes.iter().map(|mute| mute.until).max()
}

async fn a_mute_is_inherited_by_a_new_visit_of_the_device_and_of_the_name_at_the_address(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let rude = comes(store, trace(Some(5), 1, "rude"), 1).await.visitor;
    log(store, noor, rude, muted(1)).await;
    let until = Some(after(HOUR));
    assert_eq!(longest(&comes(store, trace(Some(5), 9, "other"), 2).await), until);
    assert_eq!(longest(&comes(store, trace(None, 1, "rude"), 3).await), until);
    assert_eq!(longest(&comes(store, trace(None, 1, "classmate"), 4).await), None);
    assert_eq!(longest(&comes(store, trace(Some(6), 2, "rude"), 5).await), None);
}

async fn the_longest_mute_not_undone_holds(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let rude = open(store, "A", 1).await.visitor;
    let (long, _) = log(store, noor, rude, muted(3)).await;
    let (short, _) = log(store, noor, rude, muted(1)).await;
    let Answer::Opened(visit) = resume(store, 1, 2, NOON).await else { panic!("not resumed") };
    assert_eq!(longest(&visit), Some(after(3 * HOUR)));
    log(store, noor, rude, Deed::Undid(short.entry)).await;
    let Answer::Opened(visit) = resume(store, 2, 3, NOON).await else { panic!("not resumed") };
    assert_eq!(longest(&visit), Some(after(3 * HOUR)));
    log(store, noor, rude, Deed::Undid(long.entry)).await;
    let Answer::Opened(visit) = resume(store, 3, 4, NOON).await else { panic!("not resumed") };
    assert_eq!(visit.mutes, []);
}

async fn a_mute_does_not_reach_staff_on_the_same_device(store: &mut impl Claimed) {
    let (noor, kim) = (staff(store, Role::Moderator, 1).await, 2);
    let rude = comes(store, trace(Some(200 + kim), 1, "rude"), 1).await.visitor;
    log(store, noor, rude, muted(1)).await;
    staff(store, Role::Moderator, kim).await;
    let Answer::Opened(visit) = resume(store, 200 + kim, 9, NOON).await else { panic!("not resumed") };
    assert_eq!(visit.mutes, []);
}

async fn nobody_undoes_what_was_done_to_themself(store: &mut impl Claimed) {
    let (host, noor) = (staff(store, Role::Host, 1).await, staff(store, Role::Moderator, 2).await);
    let (mute, _) = log(store, host, noor, muted(1)).await;
    assert_eq!(ask(store, deed(noor, noor, Deed::Undid(mute.entry))).await, Answer::NotAllowed);
    // The same moderator on the same device, by another visit.
    let (trace, invitation) = (trace(Some(202), 202, "noor"), Some(digest(202)));
    let opening =
        NewVisit { persona: persona("Noor"), trace, invitation, agreed: AGREED, resume: digest(9), now: NOON };
    let Answer::Opened(again) = ask(store, Request::OpenVisit(opening)).await else { panic!("not opened") };
    let again = again.visitor;
    assert_eq!(ask(store, deed(again, again, Deed::Undid(mute.entry))).await, Answer::NotAllowed);
    log(store, host, noor, Deed::Undid(mute.entry)).await;
}

async fn a_moderator_undoes_what_a_moderator_did_and_not_what_a_host_did(store: &mut impl Claimed) {
    let host = staff(store, Role::Host, 1).await;
    let [noor, kim] = [staff(store, Role::Moderator, 2).await, staff(store, Role::Moderator, 3).await];
    let rude = open(store, "A", 1).await.visitor;
    let (by_host, _) = log(store, host, rude, muted(1)).await;
    let (by_noor, _) = log(store, noor, rude, Deed::Barred { until: after(HOUR).0 }).await;
    assert_eq!(ask(store, deed(kim, kim, Deed::Undid(by_host.entry))).await, Answer::NotAllowed);
    log(store, kim, kim, Deed::Undid(by_noor.entry)).await;
    log(store, host, host, Deed::Undid(by_host.entry)).await;
}

async fn rank_is_checked_for_people_who_are_not_present(store: &mut impl Claimed) {
    let (host, noor) = (staff(store, Role::Host, 1).await, staff(store, Role::Moderator, 2).await);
    let rude = open(store, "A", 1).await.visitor;
    for what in [muted(1), Deed::SentOut, Deed::Barred { until: after(HOUR).0 }] {
        for (by, whom) in [(noor, host), (noor, noor), (rude, noor), (host, host)] {
            assert_eq!(ask(store, deed(by, whom, what.clone())).await, Answer::NotAllowed, "{what:?}");
        }
        assert_eq!(ask(store, deed(noor, VisitorId(700), what.clone())).await, Answer::Unknown);
        let (entry, _) = log(store, noor, rude, what).await;
        assert_eq!((entry.by.as_str(), entry.name.as_str()), ("Noor", "A"));
    }
    let Answer::LogPage { entries, .. } = ask(store, Request::ReadLog { page: 0 }).await else { panic!("no page") };
    assert_eq!(entries.iter().map(|entry| entry.entry).collect::<Vec<_>>(), [3, 2, 1].map(EntryId));
}

async fn a_block_holds_for_every_visit_of_both(store: &mut impl Claimed) {
    let [ana, rude] = [5, 6].map(|device| trace(Some(device), device, "x"));
    let first_ana = comes(store, ana.clone(), 1).await.visitor;
    let first_rude = comes(store, rude.clone(), 2).await.visitor;
    let window = comes(store, rude.clone(), 3).await.visitor;
    assert_eq!(blocks(store, first_ana, first_rude, true).await, [first_rude, window]);
    let rude_again = comes(store, rude, 4).await;
    assert_eq!((rude_again.blocked_by, rude_again.blocks), (vec![first_ana], vec![]));
    let ana_again = comes(store, ana, 5).await;
    assert_eq!(ana_again.blocks, [first_rude, window, rude_again.visitor]);
    assert_eq!(ana_again.blocked_by, []);
    assert_eq!(comes(store, trace(None, 9, "bob"), 6).await.blocked_by, []);
}

async fn an_end_of_a_block_ends_it_for_every_visit_of_both(store: &mut impl Claimed) {
    let [ana, rude] = [5, 6].map(|device| trace(Some(device), device, "x"));
    let first_ana = comes(store, ana.clone(), 1).await.visitor;
    let first_rude = comes(store, rude.clone(), 2).await.visitor;
    blocks(store, first_ana, first_rude, true).await;
    let ana_again = comes(store, ana.clone(), 3).await.visitor;
    let rude_again = comes(store, rude.clone(), 4).await.visitor;
    assert_eq!(blocks(store, ana_again, rude_again, false).await, []);
    assert_eq!(comes(store, rude, 5).await.blocked_by, []);
    assert_eq!(comes(store, ana, 6).await.blocks, []);
}
