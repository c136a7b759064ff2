//! Claims about mutes, bars, their undoing and the log.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::Deed,
    role::Role,
    text::ChatText,
};

use super::{
    Answer, Claimed, NOON, Request, after, ask, deed, digest, log, open, over_both_stores, persona, resume, staff,
    trace,
};
use crate::venue::{
    input::UnixSeconds,
    record::{NewVisit, Trace},
};

over_both_stores!(
    a_mute_holds_for_a_resumed_visit_until_its_time,
    a_bar_knows_the_device_and_the_name_at_the_address_but_not_the_school,
    a_barred_visitor_cannot_resume_with_any_key,
    a_second_visit_of_a_barred_device_cannot_resume_either,
    an_undone_bar_lets_in_and_an_undone_mute_is_heard,
    undoing_an_old_mute_leaves_a_newer_one,
    what_cannot_be_undone_is_unknown,
    the_log_comes_newest_first_in_pages_of_fifty,
    a_report_keeps_its_words_and_messages,
);

const HOUR: i64 = 3_600;

fn muted(seconds: i64) -> Deed {
    Deed::Muted { until: after(seconds).0 }
}

fn barred(seconds: i64) -> Deed {
    Deed::Barred { until: after(seconds).0 }
}

async fn opened_by(store: &mut impl Claimed, trace: Trace, key: u8, now: UnixSeconds) -> Answer {
    let resume = digest(key);
    ask(
        store,
        Request::OpenVisit(NewVisit {
            persona: persona("A"),
            trace,
            invitation: None,
            agreed: super::AGREED,
            resume,
            now,
        }),
    )
    .await
}

async fn visitor_by(store: &mut impl Claimed, trace: Trace, key: u8) -> VisitorId {
    let answer = opened_by(store, trace, key, NOON).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    visit.visitor
}

async fn muted_until(store: &mut impl Claimed, key: u8, new: u8, now: UnixSeconds) -> Option<UnixSeconds> {
    let answer = resume(store, key, new, now).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    visit.mutes.iter().map(|mute| mute.until).max()
}

async fn a_mute_holds_for_a_resumed_visit_until_its_time(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    log(store, noor, visitor, muted(HOUR)).await;
    assert_eq!(muted_until(store, 1, 2, after(HOUR - 1)).await, Some(after(HOUR)));
    assert_eq!(muted_until(store, 1, 3, after(HOUR)).await, None);
}

async fn a_bar_knows_the_device_and_the_name_at_the_address_but_not_the_school(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = visitor_by(store, trace(Some(5), 1, "bully"), 1).await;
    log(store, noor, visitor, barred(HOUR)).await;
    let until = Answer::Barred(after(HOUR));
    assert_eq!(opened_by(store, trace(Some(5), 9, "other"), 2, NOON).await, until);
    assert_eq!(opened_by(store, trace(None, 1, "bully"), 2, NOON).await, until);
    assert_eq!(opened_by(store, trace(Some(6), 1, "bully"), 2, NOON).await, until);
    assert!(matches!(opened_by(store, trace(None, 1, "pupil"), 2, NOON).await, Answer::Opened(_)));
    assert!(matches!(opened_by(store, trace(None, 2, "bully"), 3, NOON).await, Answer::Opened(_)));
    assert!(matches!(opened_by(store, trace(Some(5), 1, "bully"), 4, after(HOUR)).await, Answer::Opened(_)));
}

async fn a_barred_visitor_cannot_resume_with_any_key(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    assert!(matches!(resume(store, 1, 2, NOON).await, Answer::Opened(_)));
    log(store, noor, visitor, barred(HOUR)).await;
    for key in [1, 2] {
        assert_eq!(resume(store, key, 3, NOON).await, Answer::Unknown);
    }
}

async fn a_second_visit_of_a_barred_device_cannot_resume_either(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let first = visitor_by(store, trace(Some(5), 1, "one"), 1).await;
    visitor_by(store, trace(Some(5), 2, "two"), 2).await;
    log(store, noor, first, barred(HOUR)).await;
    assert_eq!(resume(store, 2, 3, NOON).await, Answer::Barred(after(HOUR)));
}

async fn an_undone_bar_lets_in_and_an_undone_mute_is_heard(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = visitor_by(store, trace(Some(5), 1, "one"), 1).await;
    let (mute, _) = log(store, noor, visitor, muted(HOUR)).await;
    let (entry, undone) = log(store, noor, visitor, Deed::Undid(mute.entry)).await;
    assert_eq!((entry.visitor, entry.name), (visitor, mute.name.clone()));
    let undone = undone.unwrap();
    assert!(undone.undone);
    assert_eq!((undone.entry, undone.visitor, undone.deed), (mute.entry, visitor, muted(HOUR)));
    assert_eq!(muted_until(store, 1, 2, NOON).await, None);
    let (bar, _) = log(store, noor, visitor, barred(HOUR)).await;
    log(store, noor, visitor, Deed::Undid(bar.entry)).await;
    assert!(matches!(opened_by(store, trace(Some(5), 1, "one"), 3, NOON).await, Answer::Opened(_)));
    assert_eq!(ask(store, deed(noor, visitor, Deed::Undid(bar.entry))).await, Answer::Unknown);
}

async fn undoing_an_old_mute_leaves_a_newer_one(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    let (old, _) = log(store, noor, visitor, muted(HOUR)).await;
    log(store, noor, visitor, muted(2 * HOUR)).await;
    log(store, noor, visitor, Deed::Undid(old.entry)).await;
    assert_eq!(muted_until(store, 1, 2, NOON).await, Some(after(2 * HOUR)));
}

async fn what_cannot_be_undone_is_unknown(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    let (sent_out, _) = log(store, noor, visitor, Deed::SentOut).await;
    for entry in [sent_out.entry, EntryId(0), EntryId(4_000), EntryId(u64::MAX)] {
        assert_eq!(ask(store, deed(noor, visitor, Deed::Undid(entry))).await, Answer::Unknown, "{entry:?}");
    }
    for what in [muted(HOUR), barred(HOUR)] {
        assert_eq!(ask(store, deed(noor, VisitorId(700), what)).await, Answer::Unknown);
    }
    let Answer::LogPage { entries, .. } = ask(store, Request::ReadLog { page: 0 }).await else { panic!("no page") };
    assert_eq!(entries.len(), 1);
}

async fn the_log_comes_newest_first_in_pages_of_fifty(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    let (first, _) = log(store, noor, visitor, muted(HOUR)).await;
    for _ in 0..98 {
        log(store, noor, visitor, Deed::SentOut).await;
    }
    let (last, _) = log(store, noor, visitor, Deed::Undid(first.entry)).await;
    let mut seen = Vec::new();
    for (page, expected) in [(0, (50, true)), (1, (50, false)), (2, (0, false)), (u16::MAX, (0, false))] {
        let Answer::LogPage { page: answered, more, entries } = ask(store, Request::ReadLog { page }).await else {
            panic!("no page");
        };
        assert_eq!((answered, entries.len(), more), (page, expected.0, expected.1));
        seen.extend(entries);
    }
    assert_eq!(seen.first(), Some(&last));
    assert!(seen.is_sorted_by(|newer, older| newer.entry > older.entry));
    let oldest = seen.last().unwrap();
    assert!(oldest.undone && oldest.deed == first.deed && oldest.entry == first.entry);
}

async fn a_report_keeps_its_words_and_messages(store: &mut impl Claimed) {
    let noor = staff(store, Role::Moderator, 1).await;
    let visitor = open(store, "A", 1).await.visitor;
    let text = |text: &str| ChatText::new(text).unwrap();
    let words = Some(text("ひどい\nことを言った"));
    let reported = Deed::Reported { words, messages: vec![text("\"quoted\" 🌸"), text("b")] };
    let (entry, undone) = log(store, noor, visitor, reported.clone()).await;
    assert_eq!((entry.deed, undone), (reported.clone(), None));
    let Answer::LogPage { entries, .. } = ask(store, Request::ReadLog { page: 0 }).await else { panic!("no page") };
    assert_eq!(entries.first().map(|entry| &entry.deed), Some(&reported));
}
