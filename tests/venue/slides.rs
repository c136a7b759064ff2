//! Slides: showing a deck, turning its pages for everybody in the room, and who may do what.

use hiroba_shared::deck::PageNumber;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::slides::{
    Blake3, DeckRow, PagePoint, Screen, SlidesFromClient as Ask, SlidesFromServer as Told,
};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::{Action, Role};
use hiroba_shared::text::DeckTitle;
use hiroba_shared::units::seconds;
use hiroba_tests::drawing;
use hiroba_tests::link::Link;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, over_both_links};

over_both_links!(
    a_dot_is_seen_by_who_watches_until_it_is_taken_away,
    who_looks_away_or_comes_through_a_door_is_at_the_right_page_at_once,
    who_looks_away_while_the_deck_is_taken_off_is_told_that_nothing_is_shown,
    a_page_that_is_not_there_and_a_room_without_a_screen_are_refused,
    only_the_bringers_person_and_moderators_can_show_a_deck_and_only_those_turn_it,
    who_has_left_keeps_no_screen_from_the_next_speaker,
);

/// A hall with a screen, and a garden without one behind a door.
pub(super) fn hall_with_screen() -> Plan {
    let hall = drawing::room_with_door("###########\n#www......#\n#@.......D#\n###########", "garden");
    let garden = drawing::room_with_door("########\n#D....@#\n########", "hall");
    Plan::of(vec![drawing::setup("hall", hall), drawing::setup("garden", garden)])
}

pub(super) fn joins_as(town: &mut Town, role: Role, name: &str) -> Who {
    town.invites(role, name, 1);
    town.comes(Newcomer::named(name).invited(name))
}

fn page(number: u16) -> Screen {
    Screen { page: PageNumber::new(number).unwrap(), blank: false }
}

/// What somebody believes to be on the screen of their room: which page of which deck.
fn on_screen(town: &Town, who: Who) -> Option<(String, Screen)> {
    let mut seen = None;
    for said in town[who].told_of_slides() {
        match said {
            Told::Shown(shown) => seen = shown.as_ref().map(|shown| (shown.deck.title.to_string(), shown.screen)),
            Told::Turned(screen) => seen = seen.map(|(title, _)| (title, *screen)),
            Told::Expected(_)
            | Told::Drawn { .. }
            | Told::Spoilt { .. }
            | Told::Ready { .. }
            | Told::Decks(_)
            | Told::Pointed(_) => {}
        }
    }
    seen
}

fn sees(town: &mut Town, who: Who, title: &str, screen: Screen) {
    let expected = Some((title.to_owned(), screen));
    town.run_until("they see the page", 300, |town| on_screen(town, who) == expected);
}

pub(super) fn decks(town: &mut Town, who: Who) -> Vec<DeckRow> {
    let lists = |town: &Town| town[who].told_of_slides().filter(|said| matches!(said, Told::Decks(_))).count();
    let before = lists(town);
    town[who].slides(Ask::List);
    town.run_until("the list comes", 300, |town| lists(town) > before);
    let last =
        town[who].told_of_slides().rev().find_map(|said| if let Told::Decks(rows) = said { Some(rows) } else { None });
    last.unwrap().clone()
}

#[test]
fn a_speaker_shows_their_deck_and_everybody_is_on_the_same_page() {
    for plan in hall_with_screen().over_both() {
        let mut town = Town::new(plan);
        let speaker = joins_as(&mut town, Role::Speaker, "Saran");
        let ana = town.joins("Ana");
        let deck = town.brings_deck(speaker, "Plastic in the sea", 40);
        town[speaker].slides(Ask::Show(deck.deck));
        sees(&mut town, ana, "Plastic in the sea", page(1));
        for number in [2, 3, 2, 40] {
            town[speaker].slides(Ask::Turn(page(number)));
            sees(&mut town, ana, "Plastic in the sea", page(number));
        }
        let late = town.joins("Late");
        sees(&mut town, late, "Plastic in the sea", page(40));
        let blank = Screen { blank: true, ..page(40) };
        town[speaker].slides(Ask::Turn(blank));
        for who in [speaker, ana, late] {
            sees(&mut town, who, "Plastic in the sea", blank);
        }
        town[speaker].slides(Ask::End);
        town.run_until("the screen is empty", 300, |town| {
            on_screen(town, ana).is_none() && on_screen(town, late).is_none()
        });
    }
}

fn who_looks_away_or_comes_through_a_door_is_at_the_right_page_at_once(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let (away, walker) = (town.joins("Away"), town.comes(Newcomer::named("Walker").into_room("garden")));
    let deck = town.brings_deck(speaker, "Deck", 9);
    town[away].looks_away(true);
    town.run(LONG_ENOUGH);
    town[speaker].slides(Ask::Show(deck.deck));
    sees(&mut town, speaker, "Deck", page(1));
    town[speaker].slides(Ask::Turn(page(5)));
    sees(&mut town, speaker, "Deck", page(5));
    assert_eq!((on_screen(&town, away), on_screen(&town, walker)), (None, None), "neither looks at the screen");
    town[away].looks_away(false);
    sees(&mut town, away, "Deck", page(5));
    town[walker].walks_to(1, 1);
    sees(&mut town, walker, "Deck", page(5));
}

fn who_looks_away_while_the_deck_is_taken_off_is_told_that_nothing_is_shown(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let away = town.joins("Away");
    let deck = town.brings_deck(speaker, "Deck", 9);
    town[speaker].slides(Ask::Show(deck.deck));
    sees(&mut town, away, "Deck", page(1));
    town[away].looks_away(true);
    town.run(LONG_ENOUGH);
    town[speaker].slides(Ask::End);
    town.run_until("the screen is empty", 300, |town| on_screen(town, speaker).is_none());
    assert!(on_screen(&town, away).is_some(), "they do not look");
    town[away].looks_away(false);
    town.run_until("they are told", 300, |town| on_screen(town, away).is_none());
}

fn a_page_that_is_not_there_and_a_room_without_a_screen_are_refused(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let deck = town.brings_deck(speaker, "Deck", 3);
    town[speaker].slides(Ask::Turn(page(1)));
    town[speaker].slides(Ask::Show(deck.deck));
    sees(&mut town, speaker, "Deck", page(1));
    town[speaker].slides(Ask::Turn(page(4)));
    town.run(LONG_ENOUGH);
    assert_eq!(town[speaker].refusals(), [Refusal::OutOfPlace; 2]);
    let other = joins_as(&mut town, Role::Speaker, "Other");
    let another = town.brings_deck(other, "Another", 3);
    town[other].slides(Ask::Show(another.deck));
    town.run(LONG_ENOUGH);
    assert_eq!(town[other].refusals(), [Refusal::OutOfPlace], "somebody else's deck is on the screen");
    town.invites(Role::Moderator, "garden", 1);
    let garden = town.comes(Newcomer::named("Gardener").invited("garden").into_room("garden"));
    town[garden].slides(Ask::Show(deck.deck));
    town.run(LONG_ENOUGH);
    assert_eq!(town[garden].refusals(), [Refusal::OutOfPlace], "there is no screen in the garden");
}

fn only_the_bringers_person_and_moderators_can_show_a_deck_and_only_those_turn_it(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    town.invites(Role::Speaker, "twice", 2);
    let saran = town.comes(Newcomer::named("Saran").invited("twice").with_device(4));
    let deck = town.brings_deck(saran, "Mine", 3);
    let again = town.comes(Newcomer::named("Saran").invited("twice").with_device(4));
    let (stranger, noor) = (joins_as(&mut town, Role::Speaker, "Stranger"), town.moderator_joins("Noor"));
    assert_eq!(decks(&mut town, again).first(), Some(&deck), "a later visit of the same person");
    assert!(decks(&mut town, stranger).is_empty());
    town[stranger].slides(Ask::Show(deck.deck));
    town[stranger].slides(Ask::Forget(deck.deck));
    town.run(LONG_ENOUGH);
    assert_eq!(town[stranger].refusals(), [Refusal::Unknown; 2]);
    town[again].slides(Ask::Show(deck.deck));
    sees(&mut town, noor, "Mine", page(1));
    town[stranger].slides(Ask::Show(deck.deck));
    town.run(LONG_ENOUGH);
    assert_eq!(town[stranger].refusals()[2..], [Refusal::Unknown], "what is on the screen is not theirs either");
    town[noor].slides(Ask::Turn(page(2)));
    sees(&mut town, again, "Mine", page(2));
    town[stranger].slides(Ask::Turn(page(3)));
    town[stranger].slides(Ask::End);
    town.run(LONG_ENOUGH);
    assert_eq!(town[stranger].refusals()[3..], [Refusal::NotAllowed; 2]);
    assert_eq!(on_screen(&town, noor), Some((String::from("Mine"), page(2))));
}

#[test]
fn what_each_role_may_do_with_slides_is_what_the_table_says() {
    let mut town = Town::new(hall_with_screen());
    let noor = town.moderator_joins("Noor");
    for role in Role::ALL {
        let who = joins_as(&mut town, role, role.name());
        let deck = town.brings_deck(noor, &format!("For {}", role.name()), 3).deck;
        town[noor].slides(Ask::Show(deck));
        town.run(20);
        let (own, any) = (role.may(Action::PresentOwnDeck), role.may(Action::PresentAnyDeck));
        let title = DeckTitle::new("x").unwrap();
        for (asked, allowed) in [
            (Ask::Bring { key: Blake3([role as u8; 32]), title }, own),
            (Ask::List, own),
            (Ask::Turn(page(2)), any),
            (Ask::End, any),
            (Ask::Show(deck), any),
            (Ask::Forget(deck), any),
        ] {
            let before = town[who].refusals().len();
            town[who].slides(asked.clone());
            town.run(20);
            assert_eq!(town[who].refusals().len() == before, allowed, "{role:?} {asked:?}");
        }
    }
}

fn a_dot_is_seen_by_who_watches_until_it_is_taken_away(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let (close, far) = (town.joins("Close"), town.joins("Far"));
    let deck = town.brings_deck(speaker, "Deck", 3);
    town[speaker].slides(Ask::Show(deck.deck));
    sees(&mut town, close, "Deck", page(1));
    town[close].slides(Ask::Watch(true));
    town.run(LONG_ENOUGH);
    let dot = |town: &Town| {
        let pointed = |said: &Told| if let Told::Pointed(point) = said { Some(*point) } else { None };
        town[close].told_of_slides().rev().find_map(pointed).flatten()
    };
    let point = PagePoint { x: 9, y: 7 };
    town[speaker].slides(Ask::Point(Some(point)));
    town.run_until("the dot is there", 300, |town| dot(town) == Some(point));
    town[speaker].slides(Ask::Point(None));
    town.run_until("the dot is gone", 300, |town| dot(town).is_none());
    assert!(!town[far].told_of_slides().any(|said| matches!(said, Told::Pointed(_))), "far looks at something else");
}

#[test]
fn whoever_may_present_their_own_deck_turns_points_and_ends_it_whoever_put_it_up() {
    let mut town = Town::new(hall_with_screen());
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    for role in Role::ALL.into_iter().filter(|role| role.may(Action::PresentOwnDeck)) {
        for puts_up in [None, Some(noor)] {
            let title = format!("{} {}", role.name(), if puts_up.is_some() { "helped" } else { "alone" });
            let who = joins_as(&mut town, role, &title);
            let own = town.brings_deck(who, &title, 3).deck;
            town[puts_up.unwrap_or(who)].slides(Ask::Show(own));
            sees(&mut town, who, &title, page(1));
            town[who].slides(Ask::Turn(page(2)));
            sees(&mut town, ana, &title, page(2));
            town[ana].slides(Ask::Watch(true));
            let dot = Some(PagePoint { x: 1, y: own.0 as u16 });
            town[who].slides(Ask::Point(dot));
            let pointed = |town: &Town| town[ana].told_of_slides().any(|said| *said == Told::Pointed(dot));
            town.run_until("the dot is seen", 300, pointed);
            town[noor].slides(Ask::Turn(page(3)));
            sees(&mut town, who, &title, page(3));
            town[who].slides(Ask::End);
            town.run_until("the screen is empty", 300, |town| on_screen(town, ana).is_none());
            assert_eq!(town[who].refusals(), [], "{role:?}");
        }
    }
    town[ana].slides(Ask::Point(None));
    town[ana].slides(Ask::Turn(page(1)));
    town.run(20);
    assert_eq!(town[ana].refusals(), [Refusal::OutOfPlace], "nothing is shown, and pointing is never answered");
}

#[test]
fn a_speaker_who_comes_later_takes_over_their_deck_at_the_page_where_it_is() {
    let mut town = Town::new(hall_with_screen());
    town.invites(Role::Speaker, "twice", 2);
    let saran = town.comes(Newcomer::named("Saran").invited("twice").with_device(4));
    let deck = town.brings_deck(saran, "Mine", 3).deck;
    let noor = town.moderator_joins("Noor");
    town[saran].leaves();
    town.run(200);
    town[noor].slides(Ask::Show(deck));
    sees(&mut town, noor, "Mine", page(1));
    town[noor].slides(Ask::Turn(page(2)));
    sees(&mut town, noor, "Mine", page(2));
    let again = town.comes(Newcomer::named("Saran").invited("twice").with_device(4));
    town[again].slides(Ask::Turn(page(3)));
    town.run(20);
    assert_eq!(town[again].refusals(), [Refusal::NotAllowed], "Noor presents");
    town[again].slides(Ask::Show(deck));
    town.run(20);
    sees(&mut town, noor, "Mine", page(2));
    town[again].slides(Ask::Turn(page(3)));
    sees(&mut town, noor, "Mine", page(3));
}

#[test]
fn a_moderator_who_shows_a_running_deck_once_more_turns_nothing_and_its_presenter_begins_anew() {
    let mut town = Town::new(hall_with_screen());
    let (saran, noor) = (joins_as(&mut town, Role::Speaker, "Saran"), town.moderator_joins("Noor"));
    let deck = town.brings_deck(saran, "Mine", 3).deck;
    town[saran].slides(Ask::Show(deck));
    sees(&mut town, noor, "Mine", page(1));
    town[saran].slides(Ask::Turn(page(2)));
    sees(&mut town, noor, "Mine", page(2));
    town[noor].slides(Ask::Show(deck));
    town.run(20);
    sees(&mut town, saran, "Mine", page(2));
    town[saran].slides(Ask::Show(deck));
    sees(&mut town, noor, "Mine", page(1));
}

#[test]
fn a_dot_is_told_to_who_watches_and_at_most_fifteen_times_a_second() {
    let mut town = Town::new(hall_with_screen());
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let (close, far) = (town.joins("Close"), town.joins("Far"));
    let deck = town.brings_deck(speaker, "Deck", 3);
    town[speaker].slides(Ask::Show(deck.deck));
    sees(&mut town, close, "Deck", page(1));
    town[close].slides(Ask::Watch(true));
    town.run(5);
    let dots =
        |town: &Town, who: Who| town[who].told_of_slides().filter(|said| matches!(said, Told::Pointed(_))).count();
    for x in 0..400 {
        town[speaker].slides(Ask::Point(Some(PagePoint { x, y: 7 })));
        if x % 2 == 1 {
            town.run(1);
        }
    }
    town.run(5);
    // Ten seconds at twice twenty a second, with five in hand at the start.
    assert!((150..=156).contains(&dots(&town, close)), "{}", dots(&town, close));
    assert_eq!((dots(&town, far), dots(&town, speaker)), (0, 0));
    town[close].slides(Ask::Watch(false));
    town.run(seconds(1));
    let before = dots(&town, close);
    town[speaker].slides(Ask::Point(Some(PagePoint { x: 1, y: 1 })));
    town.run(5);
    assert_eq!(dots(&town, close), before);
}

#[test]
fn a_turned_page_costs_each_viewer_six_bytes_at_most() {
    let turned = codec::encode(&FromServer::Slides(Told::Turned(page(300))));
    assert!(turned.len() <= 6, "{} bytes", turned.len());
    let mut town = Town::new(hall_with_screen());
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let deck = town.brings_deck(speaker, "Deck", 300);
    let audience = town.all_join((0..60).map(|n| format!("Guest {n}")));
    town[speaker].slides(Ask::Show(deck.deck));
    town.run(10);
    town[speaker].slides(Ask::Turn(page(300)));
    town.run(10);
    for who in audience {
        assert_eq!(on_screen(&town, who), Some((String::from("Deck"), page(300))));
    }
}

fn who_has_left_keeps_no_screen_from_the_next_speaker(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let (first, next) = (joins_as(&mut town, Role::Speaker, "First"), joins_as(&mut town, Role::Speaker, "Next"));
    let ana = town.joins("Ana");
    let (left, right) = (town.brings_deck(first, "Left behind", 3).deck, town.brings_deck(next, "Next", 3).deck);
    town[first].slides(Ask::Show(left));
    sees(&mut town, ana, "Left behind", page(1));
    town[first].leaves();
    town.run(LONG_ENOUGH);
    town[next].slides(Ask::Show(right));
    sees(&mut town, ana, "Next", page(1));
}

#[test]
fn a_deck_that_is_forgotten_is_taken_off_the_screen() {
    let mut town = Town::new(hall_with_screen());
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    let (shown, other) = (town.brings_deck(noor, "Shown", 3).deck, town.brings_deck(noor, "Other", 3).deck);
    town[noor].slides(Ask::Show(shown));
    sees(&mut town, ana, "Shown", page(1));
    town[noor].slides(Ask::Forget(other));
    town.run(20);
    sees(&mut town, ana, "Shown", page(1));
    town[noor].slides(Ask::Forget(shown));
    town.run_until("the screen is empty", 300, |town| on_screen(town, ana).is_none());
}
