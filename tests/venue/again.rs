//! People who come again as another visit, in a second window or after a restart: what holds for them goes on holding.

use hiroba_shared::ids::EntryId;
use hiroba_shared::protocol::opening::Opening;
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromClient, OrderFromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::units::seconds;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Stage;
use hiroba_tests::town::{Town, Who};

use crate::rooms::LONG_HALL;

/// Somebody on device 7 at address 7.
fn rude(name: &str) -> Newcomer {
    Newcomer::named(name).with_device(7).from_address(7)
}

fn host_joins(town: &mut Town) -> Who {
    town.invites(Role::Host, "host", 1);
    town.comes(Newcomer::named("Hana").invited("host"))
}

fn deed(town: &mut Town, by: Who, order: OrderFromClient) -> LogEntry {
    let before = town[by].deeds().len();
    town[by].orders(order);
    town.run_until("the deed is confirmed", 200, |town| town[by].deeds().len() > before);
    town[by].deeds().last().cloned().unwrap()
}

fn log_page(town: &mut Town, reader: Who) -> Vec<LogEntry> {
    town[reader].orders(OrderFromClient::ReadLog { page: 0 });
    town.run(20);
    let page = town[reader].order().rev().find_map(|said| match said {
        OrderFromServer::Log { entries, .. } => Some(entries.clone()),
        OrderFromServer::YouAreMuted { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Reported(_)
        | OrderFromServer::ReportTaken
        | OrderFromServer::Blocks(_) => None,
    });
    page.unwrap()
}

fn mutes_told(town: &Town, who: Who) -> Vec<Option<i64>> {
    let told = |said: &OrderFromServer| match said {
        OrderFromServer::YouAreMuted { until } => Some(*until),
        OrderFromServer::Log { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Reported(_)
        | OrderFromServer::ReportTaken
        | OrderFromServer::Blocks(_) => None,
    };
    town[who].order().filter_map(told).collect()
}

#[test]
fn a_mute_does_not_end_by_joining_again() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [noor, bob] = [town.moderator_joins("Noor"), town.joins("Bob")];
        let [first, window] = ["Rude", "Innocent"].map(|name| town.comes(rude(name)));
        let visitor = town[first].id();
        let mute = deed(&mut town, noor, OrderFromClient::Mute { visitor, minutes: 10 });
        let Deed::Muted { until } = mute.deed else { panic!("{mute:?}") };
        town[first].leaves();
        let again = town.comes(rude("Somebody else"));
        town.run(60);
        for who in [window, again] {
            assert_eq!(mutes_told(&town, who), [Some(until)]);
            town[who].says(Scope::Near, "shouting");
        }
        town.run(60);
        assert!(!town[bob].hears("shouting"));
        deed(&mut town, noor, OrderFromClient::Undo(mute.entry));
        town[again].says(Scope::Near, "I am sorry");
        town.run_until("Bob hears again", 100, |town| town[bob].hears("I am sorry"));
    }
}

#[test]
fn who_is_muted_with_a_ticket_in_hand_comes_in_muted() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let noor = town.moderator_joins("Noor");
    let first = town.comes(rude("Rude"));
    let second = town.is_admitted(rude("Innocent")).unwrap();
    let visitor = town[first].id();
    deed(&mut town, noor, OrderFromClient::Mute { visitor, minutes: 10 });
    let ticket = Opening::new(town[second].ticket);
    town.presents(second, &ticket);
    town.run_until("the second window is here", 100, |town| town[second].is_here());
    assert!(matches!(mutes_told(&town, second)[..], [Some(_)]));
}

#[test]
fn a_short_mute_does_not_end_a_long_one() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let noor = town.moderator_joins("Noor");
    let first = town.comes(rude("Rude"));
    let visitor = town[first].id();
    let long = deed(&mut town, noor, OrderFromClient::Mute { visitor, minutes: 60 });
    let short = deed(&mut town, noor, OrderFromClient::Mute { visitor, minutes: 1 });
    deed(&mut town, noor, OrderFromClient::Undo(short.entry));
    town[first].says(Scope::Near, "am I heard?");
    town.run(20);
    let Deed::Muted { until } = long.deed else { panic!("{long:?}") };
    assert_eq!(town[first].refusals(), [Refusal::Muted { until }]);
    assert_eq!(mutes_told(&town, first), [Some(until); 3]);
}

#[test]
fn a_bar_sends_out_every_window_of_the_device_and_voids_its_tickets() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let [first, window] = ["Rude", "Innocent"].map(|name| town.comes(rude(name)));
        let classmate = town.comes(Newcomer::named("Classmate").with_device(8).from_address(7));
        let waiting = town.is_admitted(rude("Third")).unwrap();
        let visitor = town[first].id();
        let bar = deed(&mut town, noor, OrderFromClient::Bar { visitor, minutes: 60 });
        let Deed::Barred { until } = bar.deed else { panic!("{bar:?}") };
        town.run(seconds(3));
        for who in [first, window] {
            assert_eq!(town[who].farewell(), Some(Farewell::Barred { until }));
            let resumed = town.resumes(who);
            assert!(matches!(resumed, Err(Refusal::Barred { .. } | Refusal::BadResumeKey)), "{resumed:?}");
        }
        let ticket = Opening::new(town[waiting].ticket);
        town.presents(waiting, &ticket);
        town.run(20);
        assert_eq!(town[waiting].stage, Stage::Refused(Refusal::BadTicket));
        assert!(town[classmate].is_here());
    }
}

#[test]
fn a_block_holds_when_either_comes_again() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let ana = || Newcomer::named("Ana").with_device(5).from_address(5);
        let [bob, first] = [town.comes(ana()), town.comes(rude("Rude"))];
        let visitor = town[first].id();
        town[bob].orders(OrderFromClient::Block(visitor));
        town.run(60);
        town[first].leaves();
        let again = town.comes(rude("Somebody else"));
        town.run(60);
        town[again].says(Scope::Near, "here I am again");
        town.run(60);
        assert!(!town[bob].hears("here I am again"));
        let blocks = OrderFromServer::Blocks(vec![visitor, town[again].id()]);
        assert_eq!(town[bob].order().last(), Some(&blocks), "the blocker is told whom the block is about");
        town[bob].leaves();
        let bob = town.comes(ana());
        town[again].says(Scope::Near, "and here");
        town.run(60);
        assert!(!town[bob].hears("and here"));
        let visitor = town[again].id();
        town[bob].orders(OrderFromClient::Unblock(visitor));
        town.run(60);
        town[again].says(Scope::Near, "peace");
        town.run_until("they hear each other again", 100, |town| town[bob].hears("peace"));
    }
}

#[test]
fn a_muted_moderator_stays_muted_until_a_host_takes_it_back() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let (host, noor, kim) = (host_joins(&mut town), town.moderator_joins("Noor"), town.moderator_joins("Kim"));
    let visitor = town[noor].id();
    let mute = deed(&mut town, host, OrderFromClient::Mute { visitor, minutes: 10 });
    for moderator in [noor, kim] {
        town[moderator].orders(OrderFromClient::Undo(mute.entry));
        town.run(20);
        assert_eq!(town[moderator].refusals(), [Refusal::NotAllowed]);
    }
    town[noor].says(Scope::Near, "am I heard?");
    town.run(20);
    assert!(!town[kim].hears("am I heard?"));
    deed(&mut town, host, OrderFromClient::Undo(mute.entry));
    town[noor].says(Scope::Near, "and now?");
    town.run_until("Kim hears Noor again", 40, |town| town[kim].hears("and now?"));
}

#[test]
fn a_moderator_does_not_take_back_what_a_host_did() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let (host, noor) = (host_joins(&mut town), town.moderator_joins("Noor"));
    let first = town.comes(rude("Rude"));
    let visitor = town[first].id();
    let bar = deed(&mut town, host, OrderFromClient::Bar { visitor, minutes: 10 });
    town[noor].orders(OrderFromClient::Undo(bar.entry));
    town.run(20);
    assert_eq!(town[noor].refusals(), [Refusal::NotAllowed]);
    assert!(matches!(town.tries(rude("Rude")), Err(Refusal::Barred { .. })));
}

#[test]
fn a_report_of_last_night_still_leads_to_a_bar_and_ranks_still_count() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let (host, noor) = (host_joins(&mut town), town.moderator_joins("Noor"));
    let [first, bob] = [town.comes(rude("Rude")), town.joins("Bob")];
    let (visitor, host_id) = (town[first].id(), town[host].id());
    town[bob].orders(OrderFromClient::Report { visitor, words: None });
    town.run(20);
    town.restart();
    town.comes_back(noor);
    let reported = log_page(&mut town, noor).first().map(|entry| entry.visitor).unwrap();
    assert_eq!(reported, visitor);
    let bar = deed(&mut town, noor, OrderFromClient::Bar { visitor: reported, minutes: 60 });
    assert_eq!((bar.entry, bar.name.as_str()), (EntryId(2), "Rude"));
    assert!(matches!(town.tries(rude("Rude")), Err(Refusal::Barred { .. })));
    town[noor].orders(OrderFromClient::Bar { visitor: host_id, minutes: 60 });
    town.run(20);
    assert_eq!(town[noor].refusals(), [Refusal::NotAllowed]);
}
