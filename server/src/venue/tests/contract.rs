//! The driving contract: equal inputs give equal states, and nothing from outside upsets the venue.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::protocol::talk::TalkFromClient;
use hiroba_shared::protocol::{FromServer, stride::Stride};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::ChatText;
use hiroba_shared::units::Facing;

use super::rehearsal::{Person, Rehearsal};
use crate::venue::input::{AskId, Discarded, Input, LinkId, LinkInput, OperatorInput};
use crate::venue::output::{Counted, OperatorAnswer, Output};

const HALL: &str = "########## #E.......# #........# ##########";

fn chat(text: &str) -> FromClient {
    FromClient::Talk(TalkFromClient::Say(Scope::Near, ChatText::new(text).unwrap()))
}

fn story() -> Rehearsal {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let ben = play.join("Ben");
    play.walk(ana, Facing::East, 30);
    play.say(ben, chat("hello"));
    play.close(ben);
    play.ticks(150);
    play
}

#[test]
fn equal_inputs_give_equal_outputs_and_digests() {
    let (one, other) = (story(), story());
    assert_eq!(one.outputs, other.outputs);
    assert_eq!(one.venue.digest(), other.venue.digest());
}

#[test]
fn one_step_more_gives_another_digest() {
    let (mut one, other) = (story(), story());
    one.ticks(1);
    assert_ne!(one.venue.digest(), other.venue.digest());
}

#[test]
fn an_unknown_link_is_ignored_and_counted() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let stranger = Person { link: LinkId(9_999), ..ana };
    play.outputs.clear();
    play.say(stranger, chat("hello"));
    play.apply(Input::Link(LinkInput::Stride(stranger.link, Stride::default())));
    play.apply(Input::Link(LinkInput::Closed(stranger.link)));
    let counted = Output::Count(Counted::Discarded(Discarded::UnknownLink));
    assert_eq!(play.outputs, [counted.clone(), counted]);
}

#[test]
fn garbage_ends_the_session_with_a_word() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.told(ana);
    play.apply(Input::Link(LinkInput::Garbage(ana.link)));
    let farewell = FromServer::Session(SessionFromServer::Farewell(Farewell::ProtocolError));
    assert_eq!(play.told(ana), [farewell]);
    assert!(play.outputs.contains(&Output::Close(ana.link)));
}

#[test]
fn a_flood_is_dropped_and_answered_once_a_second() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.ticks(1);
    play.told(ana);
    for _ in 0..40 {
        for _ in 0..25 {
            play.say(ana, chat("spam"));
        }
        play.ticks(1);
    }
    let told = play.told(ana);
    let refused = |m: &&FromServer| matches!(m, FromServer::Session(SessionFromServer::Refused(Refusal::TooFast { retry_ms })) if *retry_ms > 0);
    let heard = told.iter().filter(|m| matches!(m, FromServer::Talk(_))).count();
    assert_eq!(told.iter().filter(refused).count(), 2);
    assert_eq!(heard, 6);
}

#[test]
fn whoever_looks_gets_a_snapshot_every_tick_and_profiles_before_it() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    let ben = play.join("Ben");
    play.outputs.clear();
    play.ticks(3);
    let position = |wanted: &dyn Fn(&Output) -> bool| play.outputs.iter().position(wanted);
    let introduced = position(&|output| match output {
        Output::Send(links, FromServer::Session(SessionFromServer::Profiles(profiles))) => {
            links.contains(&ana.link) && profiles.iter().any(|profile| profile.visitor == ben.id)
        }
        _ => false,
    });
    let mentioned = position(&|output| match output {
        Output::Snapshot(link, bytes) if *link == ana.link => {
            Snapshot::from_bytes(bytes).unwrap().records.iter().any(|record| record.visitor == Some(ben.id))
        }
        _ => false,
    });
    assert!(introduced.unwrap() < mentioned.unwrap());
    let snapshots = play.outputs.iter().filter(|o| matches!(o, Output::Snapshot(link, _) if *link == ana.link));
    assert_eq!(snapshots.count(), 3);
}

#[test]
fn stopping_tells_everybody_keeps_every_place_and_lets_nobody_in() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    play.ticks(1);
    play.told(ana);
    play.apply(Input::Operator(OperatorInput::Stop { ask: AskId(77) }));
    let farewell = FromServer::Session(SessionFromServer::Farewell(Farewell::ServerStops));
    assert_eq!(play.told(ana), [farewell]);
    assert!(play.outputs.contains(&Output::Operator(AskId(77), OperatorAnswer::Stopped)));
    assert_eq!(play.ask("Ben", None), Err(Refusal::NotReady));
}

#[test]
fn nothing_flows_to_a_hidden_window_and_all_is_sent_again_on_return() {
    let mut play = Rehearsal::of(HALL);
    let (ana, ben) = (play.join("Ana"), play.join("Ben"));
    play.ticks(25);
    play.say(ana, FromClient::Session(SessionFromClient::Away(true)));
    play.told(ana);
    play.outputs.clear();
    play.say(ben, chat("hello"));
    play.ticks(25);
    assert_eq!(play.told(ana), []);
    assert!(!play.outputs.iter().any(|o| matches!(o, Output::Snapshot(link, _) if *link == ana.link)));
    play.say(ana, FromClient::Session(SessionFromClient::Away(false)));
    play.ticks(1);
    let told = play.told(ana);
    assert!(told.iter().any(|m| matches!(m, FromServer::Session(SessionFromServer::Entered { .. }))));
    assert!(told.iter().any(|m| matches!(m, FromServer::Session(SessionFromServer::Zones { .. }))));
}
