//! Bringing a deck: a PDF is announced over the link, sent to the door with a secret of its own, and drawn by the venue.
//!
//! What is here is how far each file is; the bytes are moved by `hands`, which a browser and the desktop have of their
//! own. A file that fails stays in the list with its reason until somebody has read it.

#[cfg_attr(target_arch = "wasm32", path = "bring/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "bring/native.rs")]
mod hands;
mod react;

use std::collections::BTreeSet;

use bevy::prelude::*;
use bevy::window::FileDragAndDrop;
use hiroba_shared::deck::{DeckFault, DeckFaultReason, DeckIndex, Flaw, MOST_PDF_BYTES, PageNumber};
use hiroba_shared::ids::DeckId;
use hiroba_shared::protocol::slides::{Blake3, DeckRow, SlidesFromClient, SlidesFromServer};
use hiroba_shared::text::DeckTitle;
use unicode_segmentation::UnicodeSegmentation;

use crate::net::port::Sending;
use crate::panel::PickedFile;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Most files on their way at a time; the venue takes no more of one person.
pub const MOST_PARCELS: usize = 3;
/// Most flaws told of one deck.
const MOST_FLAWS: usize = 5;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Parcels>()
        .init_non_send::<hands::Hands>()
        .add_message::<FileDragAndDrop>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::pick, react::hear, react::report, react::put_away)
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        );
}

/// A file on its way to becoming a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Its number in this run.
    pub number: u32,
    /// What the venue knows it by.
    pub key: Blake3,
    /// What it is called.
    pub title: DeckTitle,
    /// How large it is.
    pub bytes: u64,
    /// How far it is.
    pub step: Step,
    /// The link broke since the venue spoke of it last.
    out_of_sight: bool,
}

impl Parcel {
    /// It may be that nothing will be heard of it any more: what was told while the link was broken is lost.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.out_of_sight && self.step.goes_on()
    }
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The venue was told that it comes.
    Announced,
    /// So many bytes are sent.
    Sent(u64),
    /// It arrived, and waits to be drawn.
    Waits,
    /// So many pages of so many are drawn.
    Drawn {
        /// How many.
        drawn: u16,
        /// Of how many.
        pages: u16,
    },
    /// It is a deck; whether something was left out is being looked at in this index.
    Ready(Blake3),
    /// It is a deck, with something left out.
    Flawed(Vec<(PageNumber, Flaw)>),
    /// It did not get there.
    NotSent,
    /// It is no deck.
    Spoilt(DeckFault),
}

impl Step {
    /// Whether more is to come without anybody's help.
    const fn goes_on(&self) -> bool {
        match self {
            Self::Announced | Self::Sent(_) | Self::Waits | Self::Drawn { .. } | Self::Ready(_) => true,
            Self::Flawed(_) | Self::NotSent | Self::Spoilt(_) => false,
        }
    }
}

/// The files on their way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Parcels {
    /// Oldest first.
    pub list: Vec<Parcel>,
    numbered: u32,
    /// The decks there are, as told last.
    known: Option<BTreeSet<DeckId>>,
    /// The link broke since something was told of them.
    lost_sight: bool,
}

impl Parcels {
    /// A file was picked, and `key` made for it; gives what the venue is told, if it may come.
    pub fn announce(&mut self, file: &PickedFile, key: Blake3, otherwise: &str) -> Option<SlidesFromClient> {
        if self.is_full() {
            return None;
        }
        let title = title(&file.name, otherwise)?;
        // How one ended may be unread, but is no reason to refuse another.
        while self.list.len() >= MOST_PARCELS {
            let at = self.list.iter().position(|parcel| !parcel.step.goes_on())?;
            self.list.remove(at);
        }
        self.numbered = self.numbered.wrapping_add(1);
        let fits = (1..=MOST_PDF_BYTES).contains(&file.bytes);
        let reason = if file.bytes == 0 { DeckFaultReason::NotPdf } else { DeckFaultReason::TooLarge };
        let step = if fits { Step::Announced } else { Step::Spoilt(reason.of_file()) };
        let (number, bytes, out_of_sight) = (self.numbered, file.bytes, false);
        self.list.push(Parcel { number, key, title: title.clone(), bytes, step, out_of_sight });
        fits.then_some(SlidesFromClient::Bring { key, title })
    }

    /// No more files can be brought until one of those on their way has ended.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.list.iter().filter(|parcel| parcel.step.goes_on()).count() >= MOST_PARCELS
    }

    /// What the venue is told once more of the files it did not say to expect: its word may have been lost with the link.
    #[must_use]
    pub fn announced(&self) -> Vec<SlidesFromClient> {
        let waits = self.list.iter().filter(|parcel| parcel.step == Step::Announced);
        waits.map(|parcel| SlidesFromClient::Bring { key: parcel.key, title: parcel.title.clone() }).collect()
    }

    /// Takes in what the venue says of a file; `Expected` is the caller's to act on.
    pub fn take(&mut self, said: &SlidesFromServer) {
        let (key, step) = match said {
            SlidesFromServer::Expected(key) => (key, Step::Sent(0)),
            SlidesFromServer::Drawn { key, pages: 0, .. } => (key, Step::Waits),
            SlidesFromServer::Drawn { key, drawn, pages } => (key, Step::Drawn { drawn: *drawn, pages: *pages }),
            SlidesFromServer::Spoilt { key, fault } => (key, Step::Spoilt(*fault)),
            SlidesFromServer::Ready { key, deck, index } => {
                if let Some(known) = &mut self.known {
                    known.insert(deck.deck);
                }
                (key, Step::Ready(*index))
            }
            SlidesFromServer::Decks(decks) => return self.find_again(decks),
            SlidesFromServer::Shown(_) | SlidesFromServer::Turned(_) | SlidesFromServer::Pointed(_) => return,
        };
        self.step(*key, step);
    }

    /// A new session: what was told meanwhile is lost.
    pub fn lose_sight(&mut self) {
        self.lost_sight = true;
        self.list.iter_mut().for_each(|parcel| parcel.out_of_sight = true);
    }

    /// After sight was lost, each deck that was not there before is a file that has become one.
    fn find_again(&mut self, decks: &[DeckRow]) {
        let before = self.known.replace(decks.iter().map(|deck| deck.deck).collect());
        let lost_sight = std::mem::take(&mut self.lost_sight);
        let Some(before) = before.filter(|_| lost_sight) else { return };
        let new = decks.iter().filter(|deck| !before.contains(&deck.deck));
        let mut titles: Vec<_> = new.map(|deck| &deck.title).collect();
        self.list.retain(|parcel| {
            let drawn = parcel.out_of_sight && matches!(parcel.step, Step::Waits | Step::Drawn { .. });
            let found = titles.iter().position(|title| **title == parcel.title).filter(|_| drawn);
            found.map(|at| titles.swap_remove(at)).is_none()
        });
    }

    /// The edge tells how the sending of a file fares.
    pub fn sending(&mut self, key: Blake3, sending: Sending) {
        let Some(parcel) = self.list.iter_mut().find(|parcel| parcel.key == key) else { return };
        // The venue's own word about it counts more, and may be there first.
        if !matches!(parcel.step, Step::Announced | Step::Sent(_)) {
            return;
        }
        parcel.step = match sending {
            Sending::Sent(bytes) => Step::Sent(bytes.min(parcel.bytes)),
            Sending::Arrived => Step::Waits,
            Sending::Failed => Step::NotSent,
        };
    }

    /// Nothing that was announced is expected: the venue refused something.
    pub fn refused(&mut self) {
        for parcel in self.list.iter_mut().filter(|parcel| parcel.step == Step::Announced) {
            parcel.step = Step::NotSent;
        }
    }

    /// A deck's index came: what was left out is told, and a deck without flaws needs no words.
    pub fn looked_at(&mut self, hash: &Blake3, index: Option<&DeckIndex>) {
        let Some(at) = self.list.iter().position(|parcel| parcel.step == Step::Ready(*hash)) else { return };
        let pages = index.into_iter().flat_map(|index| (1..).zip(&index.pages));
        let flaws = pages.flat_map(|(number, page)| page.flaws.iter().map(move |flaw| (number, *flaw)));
        let flaws: Vec<_> =
            flaws.filter_map(|(number, flaw)| Some((PageNumber::new(number)?, flaw))).take(MOST_FLAWS).collect();
        if flaws.is_empty() {
            self.list.remove(at);
        } else if let Some(parcel) = self.list.get_mut(at) {
            parcel.step = Step::Flawed(flaws);
        }
    }

    /// Somebody has read how this one ended, or gave it up; gives what it was known by.
    pub fn put_away(&mut self, number: u32) -> Option<Blake3> {
        let at = self.list.iter().position(|parcel| parcel.number == number)?;
        Some(self.list.remove(at).key)
    }

    fn step(&mut self, key: Blake3, step: Step) {
        if let Some(parcel) = self.list.iter_mut().find(|parcel| parcel.key == key) {
            parcel.step = step;
            parcel.out_of_sight = false;
        }
    }
}

/// The name of a file as a title, cut to what a title may be.
fn title(name: &str, otherwise: &str) -> Option<DeckTitle> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let cut = |letters: usize| stem.graphemes(true).take(letters).collect::<String>();
    let fits = |text: String| DeckTitle::new(&text).ok();
    fits(cut(80)).or_else(|| fits(cut(20))).or_else(|| fits(otherwise.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::deck::PageFiles;

    const KEY: Blake3 = Blake3([3; 32]);

    fn file(name: &str, bytes: u64) -> PickedFile {
        PickedFile { name: name.to_owned(), bytes }
    }

    fn announced() -> Parcels {
        let mut parcels = Parcels::default();
        assert!(parcels.announce(&file("Sea.pdf", 1_000), KEY, "Slides").is_some());
        parcels
    }

    #[test]
    fn a_file_is_announced_sent_drawn_and_a_deck() {
        let mut parcels = announced();
        assert_eq!(parcels.list[0].title.as_str(), "Sea");
        parcels.take(&SlidesFromServer::Expected(KEY));
        parcels.sending(KEY, Sending::Sent(400));
        assert_eq!(parcels.list[0].step, Step::Sent(400));
        parcels.take(&SlidesFromServer::Drawn { key: KEY, drawn: 0, pages: 0 });
        parcels.sending(KEY, Sending::Arrived);
        parcels.take(&SlidesFromServer::Drawn { key: KEY, drawn: 2, pages: 5 });
        assert_eq!(parcels.list[0].step, Step::Drawn { drawn: 2, pages: 5 });
        let deck = crate::slides::samples::deck(1, 5);
        parcels.take(&SlidesFromServer::Ready { key: KEY, deck, index: Blake3([9; 32]) });
        parcels.looked_at(&Blake3([9; 32]), None);
        assert!(parcels.list.is_empty());
    }

    #[test]
    fn what_became_a_deck_while_the_link_was_broken_is_found_in_the_list() {
        let mut parcels = announced();
        parcels.announce(&file("Sea.pdf", 1_000), Blake3([4; 32]), "Slides");
        parcels.step(KEY, Step::Waits);
        parcels.step(Blake3([4; 32]), Step::Waits);
        let sea = |id| DeckRow { title: title("Sea", "").unwrap(), ..crate::slides::samples::deck(id, 5) };
        parcels.take(&SlidesFromServer::Decks(vec![sea(1)]));
        parcels.lose_sight();
        parcels.take(&SlidesFromServer::Decks(vec![sea(1)]));
        assert_eq!(parcels.list.len(), 2, "the deck of that name is from before");
        parcels.lose_sight();
        parcels.take(&SlidesFromServer::Decks(vec![sea(2), sea(1)]));
        assert_eq!(parcels.list.len(), 1, "one of them has become a deck");
    }

    #[test]
    fn a_file_of_which_nothing_is_heard_after_a_break_can_be_given_up() {
        let mut parcels = announced();
        parcels.step(KEY, Step::Waits);
        assert!(!parcels.list[0].is_interrupted());
        parcels.lose_sight();
        assert!(parcels.list[0].is_interrupted());
        parcels.take(&SlidesFromServer::Drawn { key: KEY, drawn: 1, pages: 5 });
        assert!(!parcels.list[0].is_interrupted(), "it goes on");
        parcels.lose_sight();
        parcels.take(&SlidesFromServer::Decks(Vec::new()));
        assert!(parcels.list[0].is_interrupted());
        assert_eq!((parcels.put_away(1), parcels.put_away(1)), (Some(KEY), None));
    }

    #[test]
    fn a_file_that_ended_badly_makes_room_for_the_next_and_those_on_their_way_do_not() {
        let mut parcels = Parcels::default();
        let key = |n: u8| Blake3([n; 32]);
        for n in 0..3 {
            assert!(parcels.announce(&file("Sea.pdf", 1_000), key(n), "Slides").is_some());
        }
        assert!(parcels.is_full() && parcels.announced().len() == 3);
        parcels.step(key(1), Step::NotSent);
        assert!(parcels.announce(&file("Sky.pdf", 1_000), key(3), "Slides").is_some());
        let keys: Vec<Blake3> = parcels.list.iter().map(|parcel| parcel.key).collect();
        assert_eq!(keys, [key(0), key(2), key(3)]);
        assert_eq!(parcels.announce(&file("Sun.pdf", 1_000), key(4), "Slides"), None);
        parcels.step(key(0), Step::Sent(0));
        let again: Vec<_> = parcels.announced();
        assert!(
            again.iter().all(|asked| matches!(asked, SlidesFromClient::Bring { key, .. } if *key != Blake3([0; 32])))
        );
        assert_eq!(again.len(), 2);
    }

    #[test]
    fn what_was_left_out_is_told_by_its_page() {
        let mut parcels = announced();
        parcels.step(KEY, Step::Ready(KEY));
        let page = |flaws| PageFiles { large: String::new(), small: String::new(), width: 1, height: 1, flaws };
        let index = DeckIndex { pages: vec![page(vec![]), page(vec![Flaw::Letters])] };
        parcels.looked_at(&KEY, Some(&index));
        let second = crate::slides::samples::page(2);
        assert_eq!(parcels.list[0].step, Step::Flawed(vec![(second, Flaw::Letters)]));
        parcels.put_away(1);
        assert!(parcels.list.is_empty());
    }

    #[test]
    fn a_file_too_large_or_empty_is_not_announced_and_a_refused_one_was_not_sent() {
        let mut parcels = Parcels::default();
        assert_eq!(parcels.announce(&file("a.pdf", MOST_PDF_BYTES + 1), KEY, "Slides"), None);
        assert_eq!(parcels.announce(&file("b.pdf", 0), KEY, "Slides"), None);
        let reasons: Vec<_> = parcels.list.iter().map(|parcel| parcel.step.clone()).collect();
        let spoilt = |reason: DeckFaultReason| Step::Spoilt(reason.of_file());
        assert_eq!(reasons, [spoilt(DeckFaultReason::TooLarge), spoilt(DeckFaultReason::NotPdf)]);
        let mut parcels = announced();
        parcels.refused();
        assert_eq!(parcels.list[0].step, Step::NotSent);
    }

    #[test]
    fn any_name_of_a_file_becomes_a_title() {
        let long = format!("{}.pdf", "海のプラスチック".repeat(20));
        assert_eq!(title(&long, "Slides").unwrap().as_str().chars().count(), 80);
        assert_eq!(title(".pdf", "Slides").unwrap().as_str(), "Slides");
        assert_eq!(title("a.b.pdf", "Slides").unwrap().as_str(), "a.b");
        assert_eq!(title("talk", "Slides").unwrap().as_str(), "talk");
    }
}
