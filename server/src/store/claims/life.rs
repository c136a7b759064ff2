//! Claims about how long things are kept: chat for a day, names for ninety, confirmed things over a restart.

use hiroba_shared::{
    ids::{MessageId, VisitorId},
    protocol::order::Deed,
    role::Role,
    text::ChatText,
};

use super::{
    Answer, Claimed, NOON, Request, RequestId, after, ask, log, open, opening, over_both_stores, resume, staff,
};
use crate::{
    store::{self, Forgotten, Store},
    venue::record::ChatLine,
};

over_both_stores!(
    message_numbers_go_on_after_the_chat_is_forgotten,
    names_and_reports_are_forgotten_after_ninety_days_and_not_before,
    expired_bars_and_used_up_invitations_are_forgotten,
);

fn line(message: u64) -> ChatLine {
    ChatLine {
        message: MessageId(message),
        at: NOON,
        room: String::from("reception"),
        from: VisitorId(1),
        scope: String::from("near"),
        to: None,
        text: ChatText::new("こんにちは").unwrap(),
    }
}

async fn message_numbers_go_on_after_the_chat_is_forgotten(store: &mut impl Claimed) {
    assert_eq!(store.last_message().await.unwrap(), 0);
    let lines = vec![line(4), line(9), line(4)];
    assert_eq!(ask(store, Request::KeepChat(lines)).await, Answer::Kept);
    assert_eq!(store.last_message().await.unwrap(), 9);
    assert_eq!(store.forget(after(86_400), super::RETENTION).await.unwrap().chat, 0);
    assert_eq!(store.forget(after(86_401), super::RETENTION).await.unwrap().chat, 2);
    assert_eq!(store.last_message().await.unwrap(), 9);
}

async fn names_and_reports_are_forgotten_after_ninety_days_and_not_before(store: &mut impl Claimed) {
    let (visitor, by) = (open(store, "…", 1).await.visitor, open(store, "…", 2).await.visitor);
    let words = Some(ChatText::new("he shouts").unwrap());
    log(store, by, visitor, Deed::Reported { words, messages: Vec::new() }).await;
    let before = store.forget(after(90 * 86_400), super::RETENTION).await.unwrap();
    assert_eq!((before.visits, before.entries), (0, 0));
    let then = store.forget(after(90 * 86_400 + 1), super::RETENTION).await.unwrap();
    assert_eq!((then.visits, then.entries), (2, 1));
    assert_eq!(store.forget(after(90 * 86_400 + 2), super::RETENTION).await.unwrap(), Forgotten::default());
    let Answer::LogPage { entries, .. } = ask(store, Request::ReadLog { page: 0 }).await else { panic!("no page") };
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((entry.name.as_str(), entry.by.as_str()), ("…", "…"));
    assert_eq!(entry.deed, Deed::Reported { words: None, messages: Vec::new() });
}

async fn expired_bars_and_used_up_invitations_are_forgotten(store: &mut impl Claimed) {
    let (noor, visitor) = (staff(store, Role::Moderator, 1).await, open(store, "A", 1).await.visitor);
    log(store, noor, visitor, Deed::Barred { until: after(60).0 }).await;
    let code = super::digest(50);
    ask(store, Request::Invite { code, role: Role::Speaker, uses: 0, expires: after(600) }).await;
    let forgotten = store.forget(after(60), super::RETENTION).await.unwrap();
    assert_eq!(forgotten, Forgotten { expired: 2, ..Forgotten::default() });
}

#[tokio::test]
async fn what_was_confirmed_is_there_after_the_process_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = store::open(folder.path()).await.unwrap();
    let visitor = open(&mut first, "A", 1).await.visitor;
    ask(&mut first, Request::KeepChat(vec![line(41)])).await;
    // No orderly end: the connection is dropped as it is, as when the process is killed.
    drop(first);
    let mut second = store::open(folder.path()).await.unwrap();
    let Answer::Opened(visit) = resume(&mut second, 1, 2, NOON).await else { panic!("not resumed") };
    assert_eq!(visit.visitor, visitor);
    assert_eq!(second.last_message().await.unwrap(), 41);
    assert!(open(&mut second, "B", 3).await.visitor > visitor);
}

#[tokio::test]
async fn a_commit_that_cannot_reach_the_file_confirms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = store::open(folder.path()).await.unwrap();
    store.forbid_writing().await;
    let requests = vec![(RequestId(1), opening("A", 1, NOON)), (RequestId(2), opening("B", 2, NOON))];
    let answers = store.commit(requests).await;
    assert_eq!(answers, [(RequestId(1), Answer::Failed), (RequestId(2), Answer::Failed)]);
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let _first = store::open(folder.path()).await.unwrap();
    let refused = store::open(folder.path()).await.unwrap_err();
    assert!(matches!(refused, store::StoreError::Locked(_)), "{refused}");
}
