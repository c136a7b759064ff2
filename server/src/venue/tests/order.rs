//! Claims about keeping order: rights, effects only after the store, reports.

use hiroba_shared::ids::EntryId;
use hiroba_shared::protocol::order::{Deed, OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::ChatText;
use hiroba_shared::units::seconds;

use super::rehearsal::{NOON, Person, Rehearsal};
use crate::venue::input::{Input, UnixSeconds};
use crate::venue::output::Output;

const HALL: &str = "########## #E.......# ##########";

fn ask(play: &mut Rehearsal, person: Person, message: OrderFromClient) {
    play.say(person, FromClient::Order(message));
}

fn say(play: &mut Rehearsal, person: Person, text: &str) {
    play.say(person, FromClient::Talk(TalkFromClient::Say(Scope::Near, ChatText::new(text).unwrap())));
}

fn is_refused(play: &mut Rehearsal, person: Person, refusal: Refusal) -> bool {
    play.told(person).contains(&FromServer::Session(SessionFromServer::Refused(refusal)))
}

fn hears_anything(play: &mut Rehearsal, person: Person) -> bool {
    play.told(person).iter().any(|m| matches!(m, FromServer::Talk(TalkFromServer::Heard { .. })))
}

fn cast(play: &mut Rehearsal) -> [Person; 3] {
    let people = [play.join_as("Mia", Role::Moderator), play.join("Ana"), play.join("Ben")];
    play.heard.clear();
    people
}

#[test]
fn muted_avatar_is_heard_by_nobody_until_it_is_undone() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    ask(&mut play, mia, OrderFromClient::Mute { visitor: ana.id, minutes: 10 });
    let until = NOON + 600;
    assert!(play.told(ana).contains(&FromServer::Order(OrderFromServer::YouAreMuted { until: Some(until) })));
    say(&mut play, ana, "quiet?");
    assert!(is_refused(&mut play, ana, Refusal::Muted { until }));
    assert!(!hears_anything(&mut play, ben));
    ask(&mut play, mia, OrderFromClient::Undo(EntryId(1)));
    say(&mut play, ana, "back");
    assert!(hears_anything(&mut play, ben));
}

#[test]
fn who_was_muted_is_told_when_the_time_is_over_and_once_only() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    ask(&mut play, mia, OrderFromClient::Mute { visitor: ana.id, minutes: 10 });
    let over = FromServer::Order(OrderFromServer::YouAreMuted { until: None });
    play.apply(Input::Clock(UnixSeconds(NOON + 599)));
    play.ticks(seconds(2));
    assert!(!play.told(ana).contains(&over), "told a second too early");
    play.apply(Input::Clock(UnixSeconds(NOON + 600)));
    play.ticks(seconds(3));
    assert_eq!(play.told(ana).iter().filter(|message| **message == over).count(), 1);
    say(&mut play, ana, "heard again");
    assert!(hears_anything(&mut play, ben));
}

#[test]
fn nothing_takes_effect_that_is_not_stored() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    play.store_fails = true;
    ask(&mut play, mia, OrderFromClient::Bar { visitor: ana.id, minutes: 10 });
    ask(&mut play, mia, OrderFromClient::Mute { visitor: ana.id, minutes: 10 });
    assert!(is_refused(&mut play, mia, Refusal::NotStored));
    say(&mut play, ana, "still here");
    assert!(hears_anything(&mut play, ben));
}

#[test]
fn visitors_keep_no_order_and_moderators_none_over_staff() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    let host = play.join_as("Hana", Role::Host);
    for (by, whom) in [(ana, ben), (mia, host), (mia, mia)] {
        ask(&mut play, by, OrderFromClient::SendOut(whom.id));
        assert!(is_refused(&mut play, by, Refusal::NotAllowed));
    }
    assert_eq!(play.venue.gauges().present, 4);
}

#[test]
fn a_barred_person_is_told_and_their_tickets_are_void() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, _] = cast(&mut play);
    let ticket = play.ask_back(ana.key).unwrap();
    ask(&mut play, mia, OrderFromClient::Bar { visitor: ana.id, minutes: 1 });
    let farewell = FromServer::Session(SessionFromServer::Farewell(Farewell::Barred { until: NOON + 60 }));
    assert!(play.told(ana).contains(&farewell));
    assert!(play.outputs.contains(&Output::Close(ana.link)));
    assert!(play.told(mia).iter().any(|m| matches!(m, FromServer::Order(OrderFromServer::Done(_)))));
    assert_eq!(play.present(ticket), Err(Refusal::BadTicket));
}

#[test]
fn a_report_reaches_moderators_with_the_last_messages_even_after_the_other_left() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    say(&mut play, ben, "rude");
    play.say(ben, FromClient::Session(hiroba_shared::protocol::session::SessionFromClient::Leave));
    ask(&mut play, ana, OrderFromClient::Report { visitor: ben.id, words: None });
    assert_eq!(play.told(ana).last(), Some(&FromServer::Order(OrderFromServer::ReportTaken)));
    let reported = play.told(mia).into_iter().find_map(|message| match message {
        FromServer::Order(OrderFromServer::Reported(entry)) => Some(entry),
        _ => None,
    });
    let entry = reported.unwrap();
    let messages = vec![ChatText::new("rude").unwrap()];
    assert_eq!((entry.visitor, entry.deed), (ben.id, Deed::Reported { words: None, messages }));
}

#[test]
fn only_moderators_read_the_log() {
    let mut play = Rehearsal::of(HALL);
    let [mia, ana, ben] = cast(&mut play);
    ask(&mut play, mia, OrderFromClient::SendOut(ben.id));
    for person in [mia, ana] {
        ask(&mut play, person, OrderFromClient::ReadLog { page: 0 });
    }
    assert!(is_refused(&mut play, ana, Refusal::NotAllowed));
    let log = play.told(mia).into_iter().find_map(|message| match message {
        FromServer::Order(OrderFromServer::Log { entries, .. }) => Some(entries),
        _ => None,
    });
    assert_eq!(log.unwrap().len(), 1);
}
