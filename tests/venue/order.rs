//! Keeping order: muting, sending out and barring, undoing it, and the log of it.

use hiroba_shared::ids::EntryId;
use hiroba_shared::protocol::order::{Deed, OrderFromClient, OrderFromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::units::seconds;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Stage;
use hiroba_tests::town::{Town, Who};

use crate::rooms::LONG_HALL;

/// A moderator, somebody to keep in order, and somebody who hears it.
fn cast(plan: Plan) -> (Town, [Who; 3]) {
    let mut town = Town::new(plan);
    let noor = town.moderator_joins("Noor");
    let rude = town.comes(Newcomer::named("Rude").with_device(7).from_address(7));
    let bob = town.joins("Bob");
    (town, [noor, rude, bob])
}

fn last_deed(town: &mut Town, moderator: Who, count: usize) -> (EntryId, Deed) {
    town.run_until("the deed is confirmed", 200, |town| town[moderator].deeds().len() >= count);
    town[moderator].deeds().last().map(|entry| (entry.entry, entry.deed.clone())).unwrap()
}

#[test]
fn a_muted_person_is_heard_by_nobody_is_told_and_is_heard_again_when_it_is_undone() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, rude, bob]) = cast(plan);
        let visitor = town[rude].id();
        town[noor].orders(OrderFromClient::Mute { visitor, minutes: 10 });
        let (entry, deed) = last_deed(&mut town, noor, 1);
        let Deed::Muted { until } = deed else { panic!("{deed:?}") };
        town.run(60);
        assert!(town[rude].order().any(|said| *said == OrderFromServer::YouAreMuted { until: Some(until) }));
        let bob_id = town[bob].id();
        town[rude].says(Scope::Near, "shouting");
        town[rude].writes_to(bob_id, "whispering");
        town.run(60);
        assert_eq!(town[rude].refusals(), vec![Refusal::Muted { until }; 2]);
        assert!(!town[bob].hears("shouting") && town[bob].letters().is_empty());
        town[noor].orders(OrderFromClient::Undo(entry));
        last_deed(&mut town, noor, 2);
        town[rude].says(Scope::Near, "I am sorry");
        town.run_until("Bob hears again", 100, |town| town[bob].hears("I am sorry"));
    }
}

#[test]
fn a_muted_moderator_stays_muted_until_the_host_takes_it_back() {
    let (mut town, [noor, rude, bob]) = cast(Plan::drawn(LONG_HALL));
    town.invites(Role::Host, "host", 1);
    let host = town.comes(Newcomer::named("Hana").invited("host"));
    let mut entries = Vec::new();
    for (count, whom) in [(1, noor), (2, rude)] {
        let visitor = town[whom].id();
        town[host].orders(OrderFromClient::Mute { visitor, minutes: 10 });
        let (entry, _) = last_deed(&mut town, host, count);
        town[noor].orders(OrderFromClient::Undo(entry));
        entries.push(entry);
    }
    town.run(20);
    assert_eq!(town[noor].refusals(), vec![Refusal::NotAllowed; 2]);
    town[noor].says(Scope::Near, "hear me");
    town.run(20);
    assert!(!town[bob].hears("hear me"));
    town[host].orders(OrderFromClient::Undo(entries[0]));
    last_deed(&mut town, host, 3);
    town[noor].says(Scope::Near, "thank you");
    town.run_until("Bob hears the moderator again", 100, |town| town[bob].hears("thank you"));
}

#[test]
fn a_mute_ends_by_itself() {
    let (mut town, [noor, rude, bob]) = cast(Plan::drawn(LONG_HALL));
    let visitor = town[rude].id();
    town[noor].orders(OrderFromClient::Mute { visitor, minutes: 1 });
    last_deed(&mut town, noor, 1);
    town.run(seconds(62));
    town[rude].says(Scope::Near, "good evening");
    town.run(20);
    assert!(town[bob].hears("good evening"));
}

#[test]
fn who_is_sent_out_is_told_and_may_come_back() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, rude, _]) = cast(plan);
        let visitor = town[rude].id();
        town[noor].orders(OrderFromClient::SendOut(visitor));
        last_deed(&mut town, noor, 1);
        town.run(seconds(5));
        assert_eq!(town[rude].farewell(), Some(Farewell::SentOut));
        assert_eq!(town[rude].stage, Stage::Gone);
        assert!(!town[noor].sees(visitor));
        town.comes_back(rude);
    }
}

#[test]
fn who_is_barred_is_told_until_when_and_no_key_device_or_name_lets_them_in() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, rude, _]) = cast(plan);
        let visitor = town[rude].id();
        town[noor].orders(OrderFromClient::Bar { visitor, minutes: 60 });
        let (_, deed) = last_deed(&mut town, noor, 1);
        let Deed::Barred { until } = deed else { panic!("{deed:?}") };
        town.run(seconds(3));
        assert_eq!(town[rude].farewell(), Some(Farewell::Barred { until }));
        let resumed = town.resumes(rude);
        assert!(matches!(resumed, Err(Refusal::Barred { .. } | Refusal::BadResumeKey)), "{resumed:?}");
        let same_device = Newcomer::named("Somebody else").with_device(7).from_address(9);
        assert_eq!(town.tries(same_device), Err(Refusal::Barred { until }));
        let same_name = Newcomer::named("rude").from_address(7);
        assert_eq!(town.tries(same_name), Err(Refusal::Barred { until }));
        let classmate = Newcomer::named("Classmate").with_device(8).from_address(7);
        assert!(town.tries(classmate).is_ok(), "a whole school shares an address");
    }
}

#[test]
fn a_bar_ends_by_itself_and_earlier_when_it_is_undone() {
    let (mut town, [noor, rude, _]) = cast(Plan::drawn(LONG_HALL));
    let visitor = town[rude].id();
    let again = || Newcomer::named("Rude").with_device(7).from_address(7);
    town[noor].orders(OrderFromClient::Bar { visitor, minutes: 60 });
    let (entry, _) = last_deed(&mut town, noor, 1);
    assert!(matches!(town.tries(again()), Err(Refusal::Barred { .. })));
    town[noor].orders(OrderFromClient::Undo(entry));
    last_deed(&mut town, noor, 2);
    let rude = town.comes(again());
    let visitor = town[rude].id();
    town[noor].orders(OrderFromClient::Bar { visitor, minutes: 1 });
    last_deed(&mut town, noor, 3);
    town.run(seconds(62));
    assert!(town.tries(again()).is_ok());
}

#[test]
fn the_log_holds_every_deed_newest_first_and_what_was_undone() {
    let (mut town, [noor, rude, _]) = cast(Plan::drawn(LONG_HALL));
    let visitor = town[rude].id();
    town[noor].orders(OrderFromClient::Mute { visitor, minutes: 5 });
    let (entry, _) = last_deed(&mut town, noor, 1);
    town[noor].orders(OrderFromClient::Undo(entry));
    last_deed(&mut town, noor, 2);
    town[noor].orders(OrderFromClient::ReadLog { page: 0 });
    town.run(20);
    let page = town[noor].order().find_map(|said| match said {
        OrderFromServer::Log { page: 0, more: false, entries } => Some(entries.clone()),
        OrderFromServer::Log { .. }
        | OrderFromServer::YouAreMuted { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Reported(_)
        | OrderFromServer::ReportTaken
        | OrderFromServer::Blocks(_) => None,
    });
    let page = page.unwrap();
    assert_eq!(page.len(), 2);
    assert_eq!(page[0].deed, Deed::Undid(entry));
    assert!(page[1].undone && matches!(page[1].deed, Deed::Muted { .. }));
}

#[test]
fn nobody_but_moderators_keeps_order_and_nobody_keeps_moderators_in_order() {
    let (mut town, [noor, rude, bob]) = cast(Plan::drawn(LONG_HALL));
    let other = town.moderator_joins("Kim");
    let (bob_id, kim_id) = (town[bob].id(), town[other].id());
    for order in [
        OrderFromClient::Mute { visitor: bob_id, minutes: 5 },
        OrderFromClient::SendOut(bob_id),
        OrderFromClient::Bar { visitor: bob_id, minutes: 5 },
        OrderFromClient::Undo(EntryId(1)),
        OrderFromClient::ReadLog { page: 0 },
    ] {
        town[rude].orders(order);
        town.run(10);
    }
    assert_eq!(town[rude].refusals(), vec![Refusal::NotAllowed; 5]);
    town[noor].orders(OrderFromClient::Mute { visitor: kim_id, minutes: 5 });
    town.run(20);
    assert_eq!(town[noor].refusals(), vec![Refusal::NotAllowed]);
    assert!(town[bob].is_here());
}

#[test]
fn a_deed_that_is_not_stored_is_not_done_and_not_confirmed() {
    let (mut town, [noor, rude, bob]) = cast(Plan::drawn(LONG_HALL));
    let visitor = town[rude].id();
    town.set_store_down(true);
    town[noor].orders(OrderFromClient::Mute { visitor, minutes: 5 });
    town.run(40);
    assert_eq!(town[noor].deeds(), vec![]);
    assert_eq!(town[noor].refusals(), vec![Refusal::NotStored]);
    town[rude].says(Scope::Near, "still here");
    town.run(20);
    assert!(town[bob].hears("still here"));
}

#[test]
fn a_mute_and_a_bar_hold_after_a_restart() {
    let (mut town, [noor, rude, bob]) = cast(Plan::drawn(LONG_HALL));
    let (muted, barred) = (town[bob].id(), town[rude].id());
    town[noor].orders(OrderFromClient::Mute { visitor: muted, minutes: 60 });
    town[noor].orders(OrderFromClient::Bar { visitor: barred, minutes: 60 });
    last_deed(&mut town, noor, 2);
    town.restart();
    town.comes_back(bob);
    assert!(town[bob].order().any(|said| matches!(said, OrderFromServer::YouAreMuted { until: Some(_) })));
    let again = Newcomer::named("Rude").with_device(7).from_address(7);
    assert!(matches!(town.tries(again), Err(Refusal::Barred { .. })));
}
