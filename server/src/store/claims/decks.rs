//! Claims about decks: whose they are, in which order they come, and that a forgotten one is gone.

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::DeckRow;
use hiroba_shared::text::DeckTitle;

use super::{Answer, Claimed, NOON, Request, ask, open, opening, over_both_stores, trace};
use crate::venue::input::DeckFiles;
use crate::venue::record::{DeckClaim, KeptDeck, NewDeck, NewVisit};

over_both_stores!(
    a_deck_is_found_as_it_was_brought,
    somebody_finds_their_decks_in_every_visit_from_their_device_and_nobody_elses,
    a_forgotten_deck_is_gone_and_its_number_is_not_used_again,
);

fn new(by: VisitorId, title: &str) -> NewDeck {
    let last = PageNumber::new(12).unwrap();
    let files = DeckFiles { last, index: [7; 32], pictures: vec![[8; 32], [9; 32]] };
    NewDeck { by, title: DeckTitle::new(title).unwrap(), files, now: NOON }
}

async fn bring(store: &mut impl Claimed, by: VisitorId, title: &str) -> KeptDeck {
    let Answer::Deck(deck) = ask(store, Request::KeepDeck(new(by, title))).await else { panic!("not kept") };
    *deck
}

async fn titles(store: &mut impl Claimed, claim: DeckClaim) -> Vec<String> {
    let Answer::Decks(decks) = ask(store, Request::ListDecks(claim)).await else { panic!("no list") };
    decks.iter().map(|deck| deck.title.to_string()).collect()
}

async fn a_deck_is_found_as_it_was_brought(store: &mut impl Claimed) {
    let ana = open(store, "Ana", 1).await.visitor;
    let deck = bring(store, ana, "海のごみ").await;
    let title = DeckTitle::new("海のごみ").unwrap();
    let row = DeckRow { deck: DeckId(1), title, last: PageNumber::new(12).unwrap(), brought: NOON.0 };
    assert_eq!(deck, KeptDeck { row, index: [7; 32], by: ana, device: None });
    let found = ask(store, Request::FindDeck(DeckId(1), DeckClaim::Own(ana))).await;
    assert_eq!(found, Answer::Deck(Box::new(deck)));
}

/// A visit from a device, at the address that everybody here shares.
async fn open_from(store: &mut impl Claimed, device: u8, name: &str, resume: u8) -> VisitorId {
    let Request::OpenVisit(opening) = opening(name, resume, NOON) else { panic!("no opening") };
    let trace = trace(Some(device), 1, name);
    let Answer::Opened(visit) = ask(store, Request::OpenVisit(NewVisit { trace, ..opening })).await else {
        panic!("not opened")
    };
    visit.visitor
}

async fn somebody_finds_their_decks_in_every_visit_from_their_device_and_nobody_elses(store: &mut impl Claimed) {
    let (ana, ben) = (open_from(store, 1, "Ana", 1).await, open(store, "Ben", 2).await.visitor);
    bring(store, ana, "first").await;
    bring(store, ben, "Ben's").await;
    let again = open_from(store, 1, "Ana", 3).await;
    assert_ne!(again, ana);
    let namesake = open_from(store, 2, "Ana", 4).await;
    assert!(titles(store, DeckClaim::Own(namesake)).await.is_empty(), "another Ana of the same school");
    bring(store, again, "second").await;
    for visit in [ana, again] {
        assert_eq!(titles(store, DeckClaim::Own(visit)).await, ["second", "first"]);
    }
    let Answer::Deck(first) = ask(store, Request::FindDeck(DeckId(1), DeckClaim::Any)).await else { panic!("gone") };
    let device = trace(Some(1), 1, "Ana").device;
    assert!(first.is_of(ana, None) && first.is_of(again, device) && !first.is_of(ben, None) && device.is_some());
    assert_eq!(titles(store, DeckClaim::Any).await, ["second", "Ben's", "first"]);
    let taken = ask(store, Request::FindDeck(DeckId(1), DeckClaim::Own(ben))).await;
    assert_eq!(taken, Answer::Unknown, "Ben cannot show what Ana brought");
}

async fn a_forgotten_deck_is_gone_and_its_number_is_not_used_again(store: &mut impl Claimed) {
    let (ana, ben) = (open(store, "Ana", 1).await.visitor, open(store, "Ben", 2).await.visitor);
    let deck = bring(store, ana, "old").await.row.deck;
    assert_eq!(ask(store, Request::ForgetDeck(deck, DeckClaim::Own(ben))).await, Answer::Unknown);
    assert_eq!(ask(store, Request::ForgetDeck(deck, DeckClaim::Own(ana))).await, Answer::Decks(Vec::new()));
    assert_eq!(ask(store, Request::FindDeck(deck, DeckClaim::Any)).await, Answer::Unknown);
    assert_ne!(bring(store, ana, "new").await.row.deck, deck);
}
