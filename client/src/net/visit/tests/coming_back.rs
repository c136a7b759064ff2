//! Coming back: what passes is waited out, a kept key is tried first, and ending the program is not always leaving.

use super::*;

#[test]
fn who_comes_back_waits_out_what_passes_and_is_told_why() {
    for (refusal, pause) in [
        (Refusal::NotReady, 1_000),
        (Refusal::NotStored, 1_000),
        (Refusal::Full { capacity: 20 }, 1_000),
        (Refusal::TooFast { retry_ms: 3_000 }, 3_000),
        (Refusal::TooFast { retry_ms: u32::MAX }, 60_000),
    ] {
        let expected = format!("broken 2: {refusal:?}");
        let at_door = |play: &mut Play| play.answer(Err(JoinRefused::Refused(refusal)));
        let at_link = |play: &mut Play| {
            play.answer(Ok(admission("2")));
            play.dial(Some(OpeningAnswer::Refused(refusal)))
        };
        for refused in [&at_door as &dyn Fn(&mut Play) -> Done, &at_link] {
            let mut play = Play::linked(LinkChoice::Any);
            play.hang_up();
            play.wait(ms(500));
            let done = refused(&mut play);
            assert_eq!((&done.reports, done.kept.contains(&None)), (&vec![expected.clone()], false), "{refusal:?}");
            assert!(play.wait(ms(pause - 1)).asked.is_empty(), "{refusal:?} asks for patience");
            assert_eq!(play.wait(ms(1)).asked, ["resume"], "{refusal:?}");
            play.answer(Ok(admission("3")));
            assert_eq!(play.dial(Some(OpeningAnswer::Accepted)).reports, ["opened"], "{refusal:?}");
        }
    }
}

#[test]
fn a_stranger_whom_the_door_refuses_for_now_is_told_and_not_kept_waiting() {
    let mut play = Play::with(LinkChoice::Any, question());
    let done = play.answer(Err(JoinRefused::Refused(Refusal::Full { capacity: 20 })));
    assert_eq!(done.reports, ["not joined: Refused(Full { capacity: 20 })"]);
    assert!(play.visit.is_over());
}

#[test]
fn a_kept_key_is_tried_first_and_a_dead_one_makes_a_stranger() {
    let mut play = Play::with_kept(question(), "0".repeat(64));
    assert_eq!(play.done().asked, ["resume"]);
    let done = play.answer(Err(JoinRefused::Refused(Refusal::BadResumeKey)));
    assert_eq!((done.asked, done.kept, done.reports), (vec!["join"], vec![None], vec![]));
    assert_eq!(play.answer(Ok(admission("1"))).kept, [Some('1')]);
    assert_eq!(play.dial(Some(OpeningAnswer::Accepted)).reports, ["opened"]);
    let mut play = Play::with_kept(question(), "0".repeat(64));
    play.answer(Ok(admission("1")));
    assert_eq!(play.dial(Some(OpeningAnswer::Accepted)).reports, ["opened"], "back without asking to join");
}

#[test]
fn a_program_that_ends_and_keeps_the_key_hangs_up_without_leaving() {
    let mut play = Play::linked(LinkChoice::Any);
    let done = play.happen(Happening::Parting);
    assert!(done.hung_up && done.kept.is_empty() && play.visit.is_over());
    assert!(play.said().is_empty(), "the place is held, so nobody said good-bye");
}
