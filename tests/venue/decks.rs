//! Decks on their way in and in the store: who may bring how many, what is told of them, and what a restart keeps.

use hiroba_server::venue::input::{DeckFiles, DeckNews};
use hiroba_shared::deck::{DeckFaultReason, PageNumber};
use hiroba_shared::protocol::slides::{Blake3, MOST_DECKS, SlidesFromClient as Ask, SlidesFromServer as Told};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::text::DeckTitle;
use hiroba_shared::units::seconds;
use hiroba_tests::link::Link;
use hiroba_tests::town::Town;

use super::slides::{decks, hall_with_screen, joins_as};
use crate::rooms::{LONG_ENOUGH, over_both_links};

over_both_links!(
    a_file_comes_once_from_who_announced_it_and_its_faults_are_told,
    a_deck_that_cannot_be_stored_is_not_confirmed,
);

fn a_file_comes_once_from_who_announced_it_and_its_faults_are_told(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let (key, title) = (Blake3([9; 32]), DeckTitle::new("Deck").unwrap());
    assert_eq!(town.tells_of_deck(key, DeckNews::Arrives), Err(Refusal::BadTicket), "nobody announced it");
    town[speaker].slides(Ask::Bring { key, title });
    town.run(LONG_ENOUGH);
    assert_eq!(town.tells_of_deck(key, DeckNews::Arrives), Ok(()));
    assert_eq!(town.tells_of_deck(key, DeckNews::Arrives), Err(Refusal::BadTicket), "the secret is used up");
    let fault = DeckFaultReason::NeedsPassword.of_file();
    assert_eq!(town.tells_of_deck(key, DeckNews::Spoilt(fault)), Ok(()));
    town.run(LONG_ENOUGH);
    assert!(town[speaker].told_of_slides().any(|said| *said == Told::Spoilt { key, fault }));
    assert_eq!(town.tells_of_deck(key, DeckNews::Drawn { drawn: 1, pages: 2 }), Err(Refusal::BadTicket));
}

fn a_deck_that_cannot_be_stored_is_not_confirmed(link: Link) {
    let mut town = Town::new(hall_with_screen().over(link));
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    let (key, title) = (Blake3([9; 32]), DeckTitle::new("Deck").unwrap());
    town[speaker].slides(Ask::Bring { key, title });
    town.run(LONG_ENOUGH);
    assert_eq!(town.tells_of_deck(key, DeckNews::Arrives), Ok(()));
    town.set_store_down(true);
    let last = PageNumber::FIRST;
    let files = DeckFiles { last, index: [1; 32], pictures: Vec::new() };
    assert_eq!(town.tells_of_deck(key, DeckNews::Complete(files)), Err(Refusal::NotStored));
    town.run(LONG_ENOUGH);
    let told: Vec<&Told> = town[speaker].told_of_slides().collect();
    let spoilt = Told::Spoilt { key, fault: DeckFaultReason::NotStored.of_file() };
    assert_eq!(told.last(), Some(&&spoilt));
    assert!(!told.iter().any(|said| matches!(said, Told::Ready { .. })));
}

#[test]
fn a_restart_keeps_decks_and_a_forgotten_one_is_gone() {
    let mut town = Town::new(hall_with_screen());
    let noor = town.moderator_joins("Noor");
    let first = town.brings_deck(noor, "First", 3);
    let second = town.brings_deck(noor, "Second", 4);
    town[noor].slides(Ask::Forget(first.deck));
    town.run(10);
    town.restart();
    town.comes_back(noor);
    assert_eq!(decks(&mut town, noor), [second]);
}

#[test]
fn nobody_brings_more_decks_than_there_may_be_of_one() {
    let mut town = Town::new(hall_with_screen());
    let speaker = joins_as(&mut town, Role::Speaker, "Saran");
    for number in 1..MOST_DECKS {
        town.brings_deck(speaker, &format!("Deck {number}"), 1);
        // As fast as one person may announce them.
        town.run(seconds(30));
    }
    let (last, more) = (Blake3([8; 32]), Blake3([9; 32]));
    for key in [last, more] {
        town[speaker].slides(Ask::Bring { key, title: DeckTitle::new("One more").unwrap() });
        town.run(20);
    }
    let too_many = Refusal::TooMany { limit: MOST_DECKS as u32 };
    assert_eq!(town[speaker].refusals(), [too_many], "the last one is on its way, and will be a deck");
    assert_eq!(town.tells_of_deck(more, DeckNews::Arrives), Err(Refusal::BadTicket));
    let files = DeckFiles { last: PageNumber::FIRST, index: [1; 32], pictures: Vec::new() };
    for news in [DeckNews::Arrives, DeckNews::Complete(files)] {
        assert_eq!(town.tells_of_deck(last, news), Ok(()));
    }
    town.run(seconds(30));
    town[speaker].slides(Ask::Bring { key: more, title: DeckTitle::new("One more").unwrap() });
    town.run(20);
    assert_eq!(town[speaker].refusals(), [too_many; 2], "and now it is one");
}

#[test]
fn a_file_that_is_announced_once_more_is_expected_as_before_until_it_arrives() {
    for plan in hall_with_screen().over_both() {
        let mut town = Town::new(plan);
        let (speaker, other) =
            (joins_as(&mut town, Role::Speaker, "Saran"), joins_as(&mut town, Role::Speaker, "Other"));
        let (key, title) = (Blake3([9; 32]), DeckTitle::new("Deck").unwrap());
        let announce = |town: &mut Town, who| {
            town[who].slides(Ask::Bring { key, title: title.clone() });
            town.run(seconds(2));
        };
        announce(&mut town, speaker);
        town.breaks(speaker);
        town.comes_back(speaker);
        announce(&mut town, speaker);
        let expected = town[speaker].told_of_slides().filter(|said| **said == Told::Expected(key)).count();
        assert_eq!((expected, town[speaker].refusals()), (2, vec![]), "the first answer may have been lost");
        announce(&mut town, other);
        assert_eq!(town[other].refusals(), [Refusal::OutOfPlace], "it is somebody else's");
        assert_eq!(town.tells_of_deck(key, DeckNews::Arrives), Ok(()));
        announce(&mut town, speaker);
        assert_eq!(town[speaker].refusals(), [Refusal::OutOfPlace], "it is here");
    }
}
