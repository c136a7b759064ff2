//! Claims about what stands in the halls: it is found as it was kept last, and shows no deck that is gone.

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::slides::Screen;
use hiroba_shared::text::DeckTitle;

use super::{Answer, Claimed, NOON, Request, ask, open, over_both_stores};
use crate::venue::input::DeckFiles;
use crate::venue::record::hall::{FoundHall, FoundScreen, KeptHall, KeptScreen};
use crate::venue::record::{DeckClaim, KeptDeck, NewDeck};

over_both_stores!(
    a_hall_is_found_as_it_was_kept_last_and_not_as_another_one,
    an_emptied_hall_is_empty,
    a_deck_that_was_forgotten_is_on_no_screen,
);

async fn bring(store: &mut impl Claimed) -> KeptDeck {
    let by = open(store, "Ana", 1).await.visitor;
    let last = PageNumber::new(12).unwrap();
    let files = DeckFiles { last, index: [7; 32], pictures: Vec::new() };
    let new = NewDeck { by, title: DeckTitle::new("Deck").unwrap(), files, now: NOON };
    let Answer::Deck(deck) = ask(store, Request::KeepDeck(new)).await else { panic!("not kept") };
    *deck
}

fn hall(room: &str, stage: [u32; 2], deck: &KeptDeck) -> KeptHall {
    let screen = Screen { page: PageNumber::new(4).unwrap(), blank: true };
    let shown = KeptScreen { deck: deck.row.deck, screen, presenter: VisitorId(stage[0]) };
    KeptHall { room: room.to_owned(), stage: stage.map(VisitorId).to_vec(), screen: Some(shown) }
}

async fn read(store: &mut impl Claimed, room: &str) -> FoundHall {
    let answer = ask(store, Request::ReadHall { room: room.to_owned() }).await;
    let Answer::Hall(found) = answer else { panic!("{answer:?}") };
    *found
}

async fn a_hall_is_found_as_it_was_kept_last_and_not_as_another_one(store: &mut impl Claimed) {
    let deck = bring(store).await;
    let (first, terrace) = (hall("hall", [3, 4], &deck), hall("terrace", [5, 6], &deck));
    assert_eq!(ask(store, Request::KeepHalls(vec![first, terrace])).await, Answer::Kept);
    let last = hall("hall", [9, 3], &deck);
    assert_eq!(ask(store, Request::KeepHalls(vec![last.clone()])).await, Answer::Kept);
    let screen = Screen { page: PageNumber::new(4).unwrap(), blank: true };
    let shown = FoundScreen { deck, screen, presenter: VisitorId(9) };
    assert_eq!(read(store, "hall").await, FoundHall { stage: last.stage, screen: Some(shown) });
    assert_eq!(read(store, "terrace").await.stage, [VisitorId(5), VisitorId(6)]);
}

async fn an_emptied_hall_is_empty(store: &mut impl Claimed) {
    let deck = bring(store).await;
    ask(store, Request::KeepHalls(vec![hall("hall", [3, 4], &deck)])).await;
    let empty = KeptHall { room: "hall".to_owned(), ..KeptHall::default() };
    ask(store, Request::KeepHalls(vec![empty])).await;
    assert_eq!(read(store, "hall").await, FoundHall::default());
    assert_eq!(read(store, "nowhere").await, FoundHall::default());
}

async fn a_deck_that_was_forgotten_is_on_no_screen(store: &mut impl Claimed) {
    let deck = bring(store).await;
    ask(store, Request::KeepHalls(vec![hall("hall", [3, 4], &deck)])).await;
    ask(store, Request::ForgetDeck(deck.row.deck, DeckClaim::Any)).await;
    let found = read(store, "hall").await;
    assert_eq!((found.stage.len(), found.screen), (2, None));
}
