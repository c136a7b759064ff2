//! Decks of a town: files that somewhere were drawn, as an edge would tell of them.

use hiroba_server::venue::input::{DeckFiles, DeckNews, Digest, Input};
use hiroba_shared::deck::PageNumber;
use hiroba_shared::protocol::slides::{Blake3, DeckRow, SlidesFromClient, SlidesFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::text::DeckTitle;

use super::{Town, Who};

/// Ticks within which somebody hears of their deck, on a bad link too.
const PATIENCE_TICKS: u32 = 400;

impl Town {
    /// Somebody brings a deck of so many pages, and it is stored.
    ///
    /// # Panics
    /// When it is refused, or there is no such number of pages.
    pub fn brings_deck(&mut self, who: Who, title: &str, pages: u16) -> DeckRow {
        let key = Blake3(*::blake3::hash(title.as_bytes()).as_bytes());
        let named = DeckTitle::new(title).unwrap_or_else(|_| panic!("{title:?} is no title"));
        self[who].slides(SlidesFromClient::Bring { key, title: named });
        let expected = SlidesFromServer::Expected(key);
        self.run_until("the file is expected", PATIENCE_TICKS, |town| {
            town[who].told_of_slides().any(|said| *said == expected)
        });
        let last = PageNumber::new(pages).unwrap_or_else(|| panic!("no deck has {pages} pages"));
        let pictures = (0..pages).map(|page| *::blake3::hash(&page.to_le_bytes()).as_bytes()).collect();
        for news in [
            DeckNews::Arrives,
            DeckNews::Drawn { drawn: 0, pages },
            DeckNews::Complete(DeckFiles { last, index: key.0, pictures }),
        ] {
            assert_eq!(self.tells_of_deck(key, news.clone()), Ok(()), "{news:?}");
        }
        let ready = |said: &SlidesFromServer| {
            let SlidesFromServer::Ready { key: of, deck, .. } = said else { return None };
            (*of == key).then(|| deck.clone())
        };
        self.run_until("the deck is ready", PATIENCE_TICKS, |town| {
            town[who].told_of_slides().any(|said| ready(said).is_some())
        });
        self[who].told_of_slides().find_map(ready).unwrap_or_else(|| panic!("the deck was ready a moment ago"))
    }

    /// The edge tells of a file, and waits for the answer.
    ///
    /// # Errors
    /// When the venue wants nothing of it.
    ///
    /// # Panics
    /// When there is no answer.
    pub fn tells_of_deck(&mut self, key: Blake3, news: DeckNews) -> Result<(), Refusal> {
        let ask = self.ask_number();
        self.inputs.push(Input::Deck { ask, key: Digest(key.0), news });
        for _ in 0..PATIENCE_TICKS {
            self.run(1);
            if let Some(answer) = self.asks.remove(&ask) {
                return answer;
            }
        }
        panic!("nobody answered the news of a deck");
    }
}
