//! Claims about the door: capacity, names, tickets.

use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::units::seconds;

use super::rehearsal::Rehearsal;
use crate::venue::output::{Counted, Output};

const HALL: &str = "##### #E..# #####";

#[test]
fn tickets_out_count_against_the_capacity_and_expire() {
    let mut play = Rehearsal::with_capacity(HALL, 2);
    play.join("Ana");
    let ticket = play.ask("Ben", None).unwrap();
    assert_eq!(play.ask("Eve", None), Err(Refusal::Full { capacity: 2 }));
    assert!(play.outputs.contains(&Output::Count(Counted::Refused(Refusal::Full { capacity: 2 }))));
    play.ticks(seconds(31));
    assert_eq!(play.present(ticket), Err(Refusal::BadTicket));
    assert!(play.ask("Eve", None).is_ok());
}

#[test]
fn a_ticket_works_once() {
    let mut play = Rehearsal::of(HALL);
    let ticket = play.ask("Ana", None).unwrap();
    assert!(play.present(ticket).is_ok());
    assert_eq!(play.present(ticket), Err(Refusal::BadTicket));
}

#[test]
fn a_place_held_for_a_broken_link_counts_until_it_is_given_up() {
    let mut play = Rehearsal::with_capacity(HALL, 1);
    let ana = play.join("Ana");
    play.close(ana);
    play.ticks(seconds(30));
    assert_eq!(play.ask("Ben", None), Err(Refusal::Full { capacity: 1 }));
    play.ticks(seconds(31));
    assert!(play.ask("Ben", None).is_ok());
}

#[test]
fn a_look_alike_of_a_staff_name_needs_a_staff_invitation() {
    let mut play = Rehearsal::of(HALL);
    assert_eq!(play.ask("Moderat\u{43e}r", None), Err(Refusal::ReservedName));
    assert_eq!(play.ask("moderator", Some(Role::Teacher)), Err(Refusal::ReservedName));
    assert!(play.ask("Moderator", Some(Role::Moderator)).is_ok());
}

#[test]
fn what_the_store_cannot_do_lets_nobody_in() {
    let mut play = Rehearsal::of(HALL);
    play.store_fails = true;
    assert_eq!(play.ask("Ana", None), Err(Refusal::NotStored));
}

#[test]
fn an_unknown_resume_key_is_refused() {
    let mut play = Rehearsal::of(HALL);
    let (unknown, _) = play.ask("Ana", None).unwrap();
    assert_eq!(play.ask_back(unknown), Err(Refusal::BadResumeKey));
}
