//! Claims about questions and votes.

use hiroba_shared::{
    ids::{QuestionId, VisitorId},
    protocol::floor::question::{Handling, Manners, Question, QuestionState, Signature},
    text::FloorText,
};

use super::{Answer, Claimed, NOON, Request, after, ask, open, over_both_stores, persona, trace};
use crate::venue::record::{
    NewVisit,
    floor::{FloorAnswer, FloorRequest, KeptFloor, NewQuestion},
};

over_both_stores!(
    what_waits_in_one_room_is_hidden_at_once_and_nothing_else,
    a_question_is_kept_with_its_asker_or_without,
    a_vote_counts_once_for_a_person_and_is_taken_back_in_any_visit,
    an_answered_question_takes_no_votes,
    merged_questions_have_the_votes_of_both_once,
    questions_of_two_rooms_are_never_one,
    what_became_of_a_question_is_unheard_until_that_is_heard,
    an_asker_is_forgotten_after_ninety_days_and_the_question_stays,
    an_announcer_is_forgotten_after_ninety_days,
    what_there_is_not_is_unknown,
);

pub(super) async fn floor(store: &mut impl Claimed, request: FloorRequest) -> Option<FloorAnswer> {
    let answer = ask(store, Request::Floor(request)).await;
    if answer == Answer::Unknown {
        return None;
    }
    let Answer::Floor(answer) = answer else { panic!("{answer:?}") };
    Some(answer)
}

async fn asked(store: &mut impl Claimed, by: VisitorId, room: &str, signature: Signature) -> Question {
    let (room, words) = (room.to_owned(), FloorText::new("なぜ？").unwrap());
    let asking = FloorRequest::Ask(NewQuestion { room, by, signature, words, now: NOON });
    let answer = floor(store, asking).await;
    let Some(FloorAnswer::Asked(question)) = answer else { panic!("{answer:?}") };
    question
}

async fn voted(store: &mut impl Claimed, visitor: VisitorId, question: QuestionId, counts: bool) -> Option<i32> {
    match floor(store, FloorRequest::Vote { question, visitor, counts }).await {
        Some(FloorAnswer::Voted { change }) => Some(change),
        None => None,
        other => panic!("{other:?}"),
    }
}

async fn read(store: &mut impl Claimed, room: &str) -> KeptFloor {
    let answer = floor(store, FloorRequest::Read { room: room.to_owned() }).await;
    let Some(FloorAnswer::Floor(kept)) = answer else { panic!("{answer:?}") };
    kept
}

async fn handled(store: &mut impl Claimed, question: QuestionId, handling: Handling) {
    let answer = floor(store, FloorRequest::Handle { question, handling, now: NOON }).await;
    assert!(matches!(answer, Some(FloorAnswer::Handled(_))), "{answer:?}");
}

async fn heard(store: &mut impl Claimed, question: QuestionId, state: QuestionState) {
    let heard = FloorRequest::Heard(vec![(question, state)]);
    assert_eq!(ask(store, Request::Floor(heard)).await, Answer::Kept);
}

async fn unheard(store: &mut impl Claimed) -> Vec<(QuestionId, QuestionState, VisitorId)> {
    let unheard = read(store, "hall").await.unheard;
    unheard.iter().map(|kept| (kept.question.question, kept.question.state, kept.by)).collect()
}

async fn what_became_of_a_question_is_unheard_until_that_is_heard(store: &mut impl Claimed) {
    let (ana, ben) = (open(store, "Ana", 1).await.visitor, open(store, "Ben", 2).await.visitor);
    let one = asked(store, ana, "hall", Signature::Named).await.question;
    let other = asked(store, ben, "hall", Signature::Unnamed).await.question;
    handled(store, one, Handling::Pin).await;
    assert_eq!(unheard(store).await, [], "nobody is told of a pin");
    handled(store, one, Handling::Take).await;
    floor(store, FloorRequest::Merge { question: other, into: one, now: NOON }).await.unwrap();
    let merged = (other, QuestionState::Merged(one), ben);
    assert_eq!(unheard(store).await, [(one, QuestionState::Answering, ana), merged]);
    handled(store, one, Handling::Answer(None)).await;
    heard(store, one, QuestionState::Answering).await;
    assert_eq!(unheard(store).await, [(one, QuestionState::Answered, ana), merged], "she heard of something else");
    heard(store, one, QuestionState::Answered).await;
    heard(store, other, QuestionState::Merged(one)).await;
    assert_eq!(unheard(store).await, []);
}

async fn votes(store: &mut impl Claimed, room: &str) -> Vec<u32> {
    read(store, room).await.questions.iter().map(|kept| kept.votes).collect()
}

pub(super) async fn by_device(store: &mut impl Claimed, device: u8, name: &str, key: u8) -> VisitorId {
    let (persona, trace) = (persona(name), trace(Some(device), device, name));
    let (agreed, resume) = (super::AGREED, super::digest(key));
    let opening = NewVisit { persona, trace, invitation: None, agreed, resume, now: NOON };
    let answer = ask(store, Request::OpenVisit(opening)).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    visit.visitor
}

async fn a_question_is_kept_with_its_asker_or_without(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let named = asked(store, ana, "hall", Signature::Named).await;
    let unnamed = asked(store, ana, "hall", Signature::Unnamed).await;
    let manners = Manners { unnamed: true, closed: true };
    let set = FloorRequest::SetManners { room: "hall".to_owned(), manners };
    assert_eq!(ask(store, Request::Floor(set)).await, Answer::Kept);
    let kept = read(store, "hall").await;
    assert_eq!(kept.manners, manners);
    let questions: Vec<&Question> = kept.questions.iter().map(|kept| &kept.question).collect();
    assert_eq!(questions, [&named, &unnamed]);
    let names: Vec<Option<&str>> = questions.iter().map(|q| q.by.as_ref().map(|name| name.as_str())).collect();
    assert_eq!(names, [Some("Ana"), None]);
    assert!(kept.questions.iter().all(|kept| kept.by == ana));
    assert_eq!(read(store, "garden").await, KeptFloor::default());
}

async fn what_waits_in_one_room_is_hidden_at_once_and_nothing_else(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let mut ids = Vec::new();
    for room in ["hall", "hall", "hall", "garden"] {
        ids.push(asked(store, ana, room, Signature::Named).await.question);
    }
    let [pinned, waiting, taken, elsewhere] = ids.try_into().unwrap();
    handled(store, pinned, Handling::Pin).await;
    handled(store, taken, Handling::Take).await;
    heard(store, taken, QuestionState::Answering).await;
    let clear = || FloorRequest::Clear { room: "hall".to_owned(), now: after(2) };
    assert_eq!(floor(store, clear()).await, Some(FloorAnswer::Cleared(vec![pinned, waiting])));
    assert_eq!(floor(store, clear()).await, Some(FloorAnswer::Cleared(Vec::new())));
    let mut states = Vec::new();
    for room in ["hall", "garden"] {
        let kept = read(store, room).await.questions;
        states.extend(kept.iter().map(|kept| (kept.question.question, kept.question.state, kept.question.pinned)));
    }
    let expected = [
        (pinned, QuestionState::Hidden, false),
        (waiting, QuestionState::Hidden, false),
        (taken, QuestionState::Answering, false),
        (elsewhere, QuestionState::Waiting, false),
    ];
    assert_eq!(states, expected);
    let hidden = [pinned, waiting].map(|question| (question, QuestionState::Hidden, ana));
    assert_eq!(unheard(store).await, hidden, "their asker is still to be told");
}

async fn a_vote_counts_once_for_a_person_and_is_taken_back_in_any_visit(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let again = by_device(store, 5, "Another", 2).await;
    let bob = by_device(store, 6, "Bob", 3).await;
    let question = asked(store, ana, "hall", Signature::Named).await.question;
    assert_eq!(voted(store, ana, question, true).await, Some(1));
    assert_eq!(voted(store, ana, question, true).await, Some(0));
    assert_eq!(voted(store, again, question, true).await, Some(0));
    assert_eq!(voted(store, bob, question, true).await, Some(1));
    let mine = FloorRequest::Votes { visitor: again, room: "hall".to_owned() };
    assert_eq!(floor(store, mine).await, Some(FloorAnswer::Votes(vec![question])));
    assert_eq!(votes(store, "hall").await, [2]);
    assert_eq!(voted(store, again, question, false).await, Some(-1));
    assert_eq!(voted(store, ana, question, false).await, Some(0));
    assert_eq!(votes(store, "hall").await, [1]);
}

async fn an_answered_question_takes_no_votes(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let question = asked(store, ana, "hall", Signature::Named).await.question;
    voted(store, ana, question, true).await;
    let words = FloorText::new("=Because()").ok();
    let handling = Handling::Answer(words.clone());
    let answer = floor(store, FloorRequest::Handle { question, handling, now: after(1) }).await;
    let Some(FloorAnswer::Handled(handled)) = answer else { panic!("{answer:?}") };
    assert_eq!((handled.state, &handled.answer), (QuestionState::Answered, &words));
    for counts in [true, false] {
        assert_eq!(voted(store, ana, question, counts).await, None);
    }
    assert_eq!(read(store, "hall").await.questions.first().map(|kept| &kept.question), Some(&handled));
}

async fn merged_questions_have_the_votes_of_both_once(store: &mut impl Claimed) {
    let ana = by_device(store, 5, "Ana", 1).await;
    let again = by_device(store, 5, "Another", 2).await;
    let bob = by_device(store, 6, "Bob", 3).await;
    let one = asked(store, ana, "hall", Signature::Named).await.question;
    let other = asked(store, bob, "hall", Signature::Named).await.question;
    for (who, question) in [(ana, one), (again, other), (bob, other)] {
        assert_eq!(voted(store, who, question, true).await, Some(1));
    }
    let answer = floor(store, FloorRequest::Merge { question: other, into: one, now: after(1) }).await;
    let Some(FloorAnswer::Merged { gone, votes: 2 }) = answer else { panic!("{answer:?}") };
    assert_eq!((gone.question, gone.state), (other, QuestionState::Merged(one)));
    assert_eq!(votes(store, "hall").await, [2]);
    for (question, into) in [(other, one), (one, other), (one, one)] {
        assert_eq!(floor(store, FloorRequest::Merge { question, into, now: NOON }).await, None);
    }
    let handling = Handling::PutBack;
    assert_eq!(floor(store, FloorRequest::Handle { question: other, handling, now: NOON }).await, None);
}

async fn questions_of_two_rooms_are_never_one(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let question = asked(store, ana, "hall", Signature::Named).await.question;
    let into = asked(store, ana, "garden", Signature::Named).await.question;
    assert_eq!(floor(store, FloorRequest::Merge { question, into, now: NOON }).await, None);
}

async fn an_asker_is_forgotten_after_ninety_days_and_the_question_stays(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let question = asked(store, ana, "hall", Signature::Named).await;
    let before = store.forget(after(90 * 86_400), super::RETENTION).await.unwrap();
    let then = store.forget(after(90 * 86_400 + 1), super::RETENTION).await.unwrap();
    assert_eq!((before.questions, then.questions), (0, 1));
    let kept = read(store, "hall").await;
    assert_eq!(kept.questions.first().map(|kept| &kept.question), Some(&Question { by: None, ..question }));
}

async fn an_announcer_is_forgotten_after_ninety_days(store: &mut impl Claimed) {
    let by = open(store, "Noor", 1).await.visitor;
    let words = FloorText::new("We begin.").unwrap();
    let announced = FloorRequest::Announce { room: None, by, words, now: NOON };
    assert_eq!(ask(store, Request::Floor(announced)).await, Answer::Kept);
    let mut forgotten = Vec::new();
    for seconds in [90 * 86_400, 90 * 86_400 + 1, 90 * 86_400 + 2] {
        forgotten.push(store.forget(after(seconds), super::RETENTION).await.unwrap().announcements);
    }
    assert_eq!(forgotten, [0, 1, 0], "what is not counted is not cleared from the files either");
}

async fn what_there_is_not_is_unknown(store: &mut impl Claimed) {
    let (question, visitor) = (QuestionId(9), open(store, "Ana", 1).await.visitor);
    assert_eq!(voted(store, visitor, question, true).await, None);
    assert_eq!(voted(store, visitor, question, false).await, None);
    let real = asked(store, visitor, "hall", Signature::Named).await.question;
    assert_eq!(voted(store, VisitorId(999), real, true).await, None);
    let handling = Handling::Hide;
    assert_eq!(floor(store, FloorRequest::Handle { question, handling, now: NOON }).await, None);
}
