//! Coming in: who is let in, what they are told, and who is not.

use hiroba_server::venue::input::OperatorInput;
use hiroba_server::venue::output::OperatorAnswer;
use hiroba_shared::protocol::opening::Opening;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::{Field, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::text::TextFault;
use hiroba_shared::units::{SUBTILES_PER_TILE, seconds};
use hiroba_tests::town::Town;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Stage;

use crate::rooms::{LONG_HALL, SALON, circle_of};

#[test]
fn two_people_come_in_and_see_each_other_with_their_names() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let alice = town.joins("Alice");
        let bob = town.joins("Боб");
        let (alice_id, bob_id) = (town[alice].id(), town[bob].id());
        town.run_until("both see each other", 100, |town| town[alice].sees(bob_id) && town[bob].sees(alice_id));
        let known = |town: &Town| town[alice].bot.profiles.get(&bob_id).map(|profile| profile.persona.name.to_string());
        town.run_until("Alice knows the other's name", 100, |town| known(town).is_some());
        assert_eq!(known(&town).as_deref(), Some("Боб"));
    }
}

#[test]
fn the_first_word_is_a_welcome_with_the_rooms() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    let first = town[alice].session().next().cloned();
    let Some(SessionFromServer::Welcome { role, resumed, rooms, .. }) = first else { panic!("{first:?}") };
    assert_eq!((role, resumed, rooms.len()), (Role::Visitor, false, 1));
    assert_eq!(rooms.first().map(|room| room.name.as_str()), Some("hall"));
}

#[test]
fn the_number_present_is_told_to_everybody() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    town.joins("Bob");
    town.run(seconds(2));
    let present = |said: &SessionFromServer| {
        if let SessionFromServer::Present { venue, .. } = said { Some(*venue) } else { None }
    };
    assert_eq!(town[alice].session().rev().find_map(present), Some(2));
}

#[test]
fn a_full_venue_says_so_with_its_number() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan.holding(2));
        let alice = town.joins("Alice");
        town.joins("Bob");
        assert_eq!(town.tries(Newcomer::named("Carol")), Err(Refusal::Full { capacity: 2 }));
        town[alice].leaves();
        town.run(seconds(5));
        town.comes(Newcomer::named("Carol"));
    }
}

#[test]
fn a_ticket_that_is_out_counts_against_the_capacity() {
    let mut town = Town::new(Plan::drawn(LONG_HALL).holding(1));
    let alice = town.is_admitted(Newcomer::named("Alice")).unwrap();
    assert_eq!(town.tries(Newcomer::named("Bob")), Err(Refusal::Full { capacity: 1 }));
    town.presents(alice, &Opening::new(town[alice].ticket));
    town.run_until("Alice has the place", 100, |town| town[alice].is_here());
}

#[test]
fn a_ticket_works_once() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.joins("Alice");
    let thief = town.joins("Bob");
    let stolen = Opening::new(town[alice].ticket);
    town.breaks(thief);
    town.presents(thief, &stolen);
    town.run(10);
    assert_eq!(town[thief].stage, Stage::Refused(Refusal::BadTicket));
    assert!(town[alice].is_here());
}

#[test]
fn a_ticket_dies_after_thirty_seconds() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let slow = town.is_admitted(Newcomer::named("Slow")).unwrap();
    let quick = town.is_admitted(Newcomer::named("Quick")).unwrap();
    town.run(seconds(29));
    town.presents(quick, &Opening::new(town[quick].ticket));
    town.run(seconds(2));
    town.presents(slow, &Opening::new(town[slow].ticket));
    town.run(10);
    assert!(town[quick].is_here());
    assert_eq!(town[slow].stage, Stage::Refused(Refusal::BadTicket));
}

#[test]
fn another_version_is_refused_in_words_at_the_link() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let alice = town.is_admitted(Newcomer::named("Alice")).unwrap();
    let ours = Opening::new(town[alice].ticket);
    town.presents(alice, &Opening { protocol: ours.protocol + 7, ..ours });
    town.run(10);
    let refusal = Refusal::WrongVersion { server: ours.protocol, client: ours.protocol + 7 };
    assert_eq!(town[alice].stage, Stage::Refused(refusal));
}

#[test]
fn names_that_hide_turn_or_look_like_staff_are_refused() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let name = |fault| Refusal::BadField { field: Field::Name, fault: Some(fault) };
    for (wished, refusal) in [
        ("   ", name(TextFault::Empty)),
        ("a\u{202E}b", name(TextFault::ForbiddenCharacter)),
        (&"x".repeat(41), name(TextFault::TooLong { limit: 40 })),
        ("Moderator", Refusal::ReservedName),
        ("M\u{43e}derat\u{43e}r", Refusal::ReservedName),
        ("Ana (7Moderator7)", Refusal::ReservedName),
        ("\u{E0041}", name(TextFault::ForbiddenCharacter)),
        ("Ana\u{E0061}\u{E007F}", name(TextFault::ForbiddenCharacter)),
    ] {
        assert_eq!(town.tries(Newcomer::named(wished)), Err(refusal), "{wished:?}");
    }
}

#[test]
fn an_invitation_gives_its_role_as_often_as_it_says() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.invites(Role::Speaker, "come in", 1);
    let alice = town.comes(Newcomer::named("Alice").invited("come in"));
    let Some(SessionFromServer::Welcome { role, .. }) = town[alice].session().next().cloned() else { panic!() };
    assert_eq!(role, Role::Speaker);
    assert_eq!(town.tries(Newcomer::named("Bob").invited("come in")), Err(Refusal::BadInvitation));
    assert_eq!(town.tries(Newcomer::named("Bob").invited("never made")), Err(Refusal::BadInvitation));
}

#[test]
fn who_is_not_let_in_has_not_used_their_invitation() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.invites(Role::Speaker, "once", 1);
    for _ in 0..3 {
        // A name like the staff's is refused to speakers.
        assert_eq!(town.tries(Newcomer::named("Moderator").invited("once")), Err(Refusal::ReservedName));
    }
    assert!(town.tries(Newcomer::named("Alice").invited("once")).is_ok());
    assert_eq!(town.tries(Newcomer::named("Bob").invited("once")), Err(Refusal::BadInvitation));
}

#[test]
fn who_is_let_in_and_does_not_come_has_not_used_their_invitation() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.invites(Role::Speaker, "once", 1);
    let away = town.is_admitted(Newcomer::named("Alice").invited("once")).unwrap();
    assert_eq!(town.tries(Newcomer::named("Bob").invited("once")), Err(Refusal::BadInvitation));
    town.run(seconds(32));
    assert!(town.tries(Newcomer::named("Bob").invited("once")).is_ok());
    assert_eq!(town.resumes(away), Err(Refusal::BadResumeKey), "one use is one person");
}

#[test]
fn an_invitation_dies_when_it_expires() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.invites(Role::Speaker, "soon", 9);
    // `invites` makes them for an hour; the venue's clock goes on in whole seconds.
    town.run(seconds(3_601));
    assert_eq!(town.tries(Newcomer::named("Late").invited("soon")), Err(Refusal::BadInvitation));
}

#[test]
fn a_staff_name_is_free_for_staff() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.invites(Role::Moderator, "staff", 1);
    assert!(town.tries(Newcomer::named("Moderator Noor").invited("staff")).is_ok());
}

#[test]
fn one_address_may_bring_a_school_and_a_flood_is_asked_to_wait() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let school = Newcomer::named("Pupil 0");
    for number in 0..100 {
        assert!(town.is_admitted(Newcomer::named(&format!("Pupil {number}"))).is_ok());
    }
    let flood = (0..400).find_map(|_| town.is_admitted(school.clone()).err());
    assert!(matches!(flood, Some(Refusal::TooFast { .. })), "{flood:?}");
    let elsewhere = Newcomer::named("Alice").from_address(9);
    assert!(town.is_admitted(elsewhere).is_ok(), "others come in all the same");
}

#[test]
fn nobody_is_let_in_while_the_store_is_down_and_somebody_when_it_is_back() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    town.set_store_down(true);
    assert_eq!(town.tries(Newcomer::named("Alice")), Err(Refusal::NotStored));
    town.set_store_down(false);
    assert!(town.tries(Newcomer::named("Alice")).is_ok());
}

#[test]
fn a_wished_room_is_where_somebody_starts() {
    let mut town = Town::new(crate::rooms::hall_and_garden());
    let alice = town.comes(Newcomer::named("Alice").into_room("garden"));
    assert_eq!(town[alice].room().map(|room| room.0), Some(1));
}

#[test]
fn the_operator_sees_how_many_are_where() {
    let mut town = Town::new(crate::rooms::hall_and_garden());
    town.joins("Alice");
    town.comes(Newcomer::named("Bob").into_room("garden"));
    let answer = town.operate(|ask| OperatorInput::Status { ask });
    let rooms = vec![("hall".to_owned(), 1), ("garden".to_owned(), 1)];
    assert_eq!(answer, OperatorAnswer::Status { present: 2, rooms });
}

#[test]
fn an_address_with_a_zone_leads_into_it_however_its_letters_are_written() {
    let mut town = Town::new(Plan::drawn(SALON));
    let at = |town: &mut Town, name: &str, place: &str| {
        let who = town.comes(Newcomer::named(name).into_room(place));
        town.watch.truth(who).map(|own| own.position)
    };
    let corner = [at(&mut town, "Alice", "hall#Q"), at(&mut town, "Bob", "hall#q")];
    let quiet = i32::from(17u16) * SUBTILES_PER_TILE..i32::from(19u16) * SUBTILES_PER_TILE;
    assert!(
        corner.iter().flatten().all(|at| quiet.contains(&at.x)) && corner.iter().all(Option::is_some),
        "{corner:?}"
    );
    let table = town.comes(Newcomer::named("Carol").into_room("hall#2"));
    town.run(seconds(1));
    assert_eq!(circle_of(&town[table]), Some(1), "its rules hold at once");
    for (name, unknown) in [("Eve", "hall#cellar"), ("Finn", "cellar#q"), ("Gus", "hall#")] {
        let start = at(&mut town, name, unknown);
        assert!(start.is_some_and(|at| at.x < 3 * SUBTILES_PER_TILE), "{unknown} is the start: {start:?}");
    }
}
