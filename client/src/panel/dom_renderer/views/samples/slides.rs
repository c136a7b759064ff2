//! Slides: the panel with decks on their way, and a large page as its presenter sees it.

use hiroba_shared::deck::{DeckFault, DeckFaultReason};
use hiroba_shared::protocol::slides::{Blake3, PagePoint};

use crate::comfort::Comfort;
use crate::floor::board::Board;
use crate::locale::Locale;
use crate::panel::{Panel, PickedFile};
use crate::programme::Programme;
use crate::programme::samples::{NOON, item, now, running};
use crate::slides::bring::{Parcels, Step};
use crate::slides::notes::Notes;
use crate::slides::pages::Pages;
use crate::slides::samples::{deck, page, slides};
use crate::slides::view::{self, Around};
use crate::slides::{Leaf, Slides, large_view};
use crate::venue_state::VenueState;

/// The bar, the panel at the side, and the large page of a presenter.
pub(super) fn scenes(bar: &Panel, state: &VenueState, words: &Locale, board: &Board) -> [Vec<Panel>; 2] {
    let mut alone = Slides { decks: Some(vec![deck(2, 300), deck(1, 9)]), ..slides(3, 9) };
    alone.leaf_alone(Leaf::On);
    let parcels = parcels();
    let mut programme = Programme::default();
    programme.take(&now(Some(running(1)), Some(item(2))), NOON);
    let (pages, notes) = (Pages::default(), Notes::default());
    let around = |slides, state| Around {
        slides,
        pages: &pages,
        parcels: &parcels,
        notes: &notes,
        state,
        programme: &programme,
        board,
        unix: NOON + 400,
        comfort: Comfort::default(),
    };
    let dot = Some(PagePoint { x: 40_000, y: 20_000 });
    let shown = Slides { dot, ..slides(3, 9) };
    let large = large_view::view(&around(&shown, state), words);
    let other = VenueState { you: None, ..state.clone() };
    [vec![bar.clone(), view::view(&around(&alone, &other), words)], [bar.clone()].into_iter().chain(large).collect()]
}

fn parcels() -> Parcels {
    let mut parcels = Parcels::default();
    for (n, name) in ["海.pdf", "Далай <b>ба</b> хот.pdf"].into_iter().enumerate() {
        let file = PickedFile { name: name.to_owned(), bytes: 1_000 };
        parcels.announce(&file, Blake3([n as u8; 32]), "Slides");
    }
    let fault = DeckFault { page: Some(page(7)), reason: DeckFaultReason::Undrawable };
    for (parcel, step) in parcels.list.iter_mut().zip([Step::Drawn { drawn: 12, pages: 40 }, Step::Spoilt(fault)]) {
        parcel.step = step;
    }
    parcels
}
