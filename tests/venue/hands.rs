//! Raised hands, applause and announcements.

use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::floor::{Audience, FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::Facing;
use hiroba_tests::link::Link;
use hiroba_tests::messages::floor::words;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, LONG_HALL, hall_and_garden, over_both_links};

over_both_links!(
    a_hand_goes_down_when_its_owner_walks_out_or_leaves,
    who_comes_later_sees_the_hands_that_are_up,
    who_comes_back_after_a_break_is_told_that_no_hand_is_up_any_more,
    somebody_muted_raises_no_hand_and_asks_nothing,
);

fn cast(plan: Plan) -> (Town, [Who; 3]) {
    let mut town = Town::new(plan);
    let noor = town.moderator_joins("Noor");
    let (ana, bob) = (town.joins("Ana"), town.joins("Bob"));
    (town, [noor, ana, bob])
}

fn until_hands(town: &mut Town, who: &[Who], raised: &[Who], called: Option<Who>) {
    let raised: Vec<VisitorId> = raised.iter().map(|who| town[*who].id()).collect();
    let called = called.map(|who| town[who].id());
    let claim = format!("{raised:?} are up and {called:?} has the word");
    town.run_until(&claim, 200, |town| who.iter().all(|who| town[*who].hands() == (raised.clone(), called)));
}

#[test]
fn hands_go_up_in_order_and_down_by_being_called_on_or_by_wish() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana, bob]) = cast(plan);
        let all = [noor, ana, bob];
        town[ana].floors(FloorFromClient::RaiseHand);
        until_hands(&mut town, &all, &[ana], None);
        town[bob].floors(FloorFromClient::RaiseHand);
        until_hands(&mut town, &all, &[ana, bob], None);
        let whom = town[ana].id();
        town[noor].floors(FloorFromClient::Call(Some(whom)));
        until_hands(&mut town, &all, &[bob], Some(ana));
        town[bob].floors(FloorFromClient::LowerHand);
        until_hands(&mut town, &all, &[], Some(ana));
        town[ana].floors(FloorFromClient::LowerHand);
        until_hands(&mut town, &all, &[], None);
        assert!(town[noor].bot.profiles.contains_key(&whom), "the moderator does not know who that is");
    }
}

fn a_hand_goes_down_when_its_owner_walks_out_or_leaves(link: Link) {
    let mut town = Town::new(hall_and_garden().over(link));
    let noor = town.moderator_joins("Noor");
    let (ana, bob) = (town.joins("Ana"), town.joins("Bob"));
    for who in [ana, bob] {
        town[who].floors(FloorFromClient::RaiseHand);
        town.run(LONG_ENOUGH);
    }
    until_hands(&mut town, &[noor], &[ana, bob], None);
    town[ana].is_led(Goal::Room(RoomId(1)));
    until_hands(&mut town, &[noor], &[bob], None);
    town[bob].leaves();
    until_hands(&mut town, &[noor], &[], None);
}

fn who_comes_later_sees_the_hands_that_are_up(link: Link) {
    let (mut town, [noor, ana, bob]) = cast(Plan::drawn(LONG_HALL).over(link));
    town[ana].floors(FloorFromClient::RaiseHand);
    town.run(LONG_ENOUGH);
    let late = town.joins("Late");
    until_hands(&mut town, &[late], &[ana], None);
    town[noor].floors(FloorFromClient::Dismiss(None));
    until_hands(&mut town, &[late, bob], &[], None);
}

fn who_comes_back_after_a_break_is_told_that_no_hand_is_up_any_more(link: Link) {
    let (mut town, [noor, ana, bob]) = cast(Plan::drawn(LONG_HALL).over(link));
    town[ana].floors(FloorFromClient::RaiseHand);
    until_hands(&mut town, &[bob], &[ana], None);
    town.breaks(bob);
    town[noor].floors(FloorFromClient::Dismiss(None));
    until_hands(&mut town, &[noor], &[], None);
    town.comes_back(bob);
    until_hands(&mut town, &[bob], &[], None);
}

fn somebody_muted_raises_no_hand_and_asks_nothing(link: Link) {
    use hiroba_shared::protocol::order::OrderFromClient;
    let (mut town, [noor, ana, _]) = cast(Plan::drawn(LONG_HALL).over(link));
    let visitor = town[ana].id();
    town[noor].orders(OrderFromClient::Mute { visitor, minutes: 5 });
    town.run(LONG_ENOUGH);
    town[ana].floors(FloorFromClient::RaiseHand);
    town[ana].wonders("Why?");
    town.run(LONG_ENOUGH);
    assert!(matches!(town[ana].refusals().as_slice(), [Refusal::Muted { .. }, Refusal::Muted { .. }]));
}

#[test]
fn applause_of_a_hall_is_a_few_messages_that_add_up() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let all = town.all_join((0..60).map(|n| format!("Guest {n}")));
    all.iter().for_each(|who| town[*who].log.clear());
    for who in &all {
        town[*who].floors(FloorFromClient::Cheer(Emote::Clap));
        town[*who].floors(FloorFromClient::Cheer(Emote::Heart));
    }
    town.run(40);
    for who in all {
        let heard: Vec<&Vec<(Emote, u16)>> = town[who]
            .floor()
            .filter_map(|said| if let FloorFromServer::Cheers(cheers) = said { Some(cheers) } else { None })
            .collect();
        let sum =
            |emote| heard.iter().flat_map(|cheers| cheers.iter()).filter(|(e, _)| *e == emote).map(|(_, n)| n).sum();
        let (claps, hearts): (u16, u16) = (sum(Emote::Clap), sum(Emote::Heart));
        assert_eq!((claps, hearts), (60, 60));
        assert!(heard.len() <= 3, "120 cheers cost somebody {} messages", heard.len());
    }
}

#[test]
fn an_announcement_reaches_the_room_or_the_whole_venue_once_it_is_stored() {
    for plan in [hall_and_garden(), hall_and_garden().over(Link::bad())] {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let ana = town.joins("Ana");
        let gus = town.comes(Newcomer::named("Gus").into_room("garden"));
        town[ana].looks_away(true);
        town.run(40);
        let announces = |town: &mut Town, to, text: &str| {
            town[noor].floors(FloorFromClient::Announce { to, words: words(text) });
        };
        announces(&mut town, Audience::Room, "We begin here.");
        announces(&mut town, Audience::Venue, "Welcome, all!");
        let all = [noor, ana, gus];
        town.run_until("all heard the second", 200, |town| {
            all.iter().all(|who| town[*who].announcements().contains(&"Welcome, all!".to_owned()))
        });
        assert_eq!(town[ana].announcements(), ["We begin here.", "Welcome, all!"]);
        assert_eq!(town[gus].announcements(), ["Welcome, all!"]);
        town.set_store_down(true);
        announces(&mut town, Audience::Venue, "Lost.");
        town.run(60);
        assert_eq!(town[noor].refusals(), [Refusal::NotStored]);
        assert!(!town[gus].announcements().contains(&"Lost.".to_owned()));
    }
}

#[test]
fn a_raised_hand_does_not_keep_anybody_from_walking() {
    let (mut town, [_, ana, bob]) = cast(Plan::drawn(LONG_HALL));
    let before = town[ana].place();
    town[ana].floors(FloorFromClient::RaiseHand);
    town[ana].walks(Facing::East, 20);
    town.settle();
    until_hands(&mut town, &[bob], &[ana], None);
    let after = town[ana].place();
    assert!(after.x > before.x && after.y == before.y, "{before:?} {after:?}");
}
