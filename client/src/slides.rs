//! Slides: what is on the screen of the room, leafing by oneself, showing one's own, and bringing new ones.
//!
//! The venue says which page of which deck is shown; the pictures are fetched beside the link by their hashes (`pages`).
//! Who turns and points decides nothing here: each press is a wish, and everybody sees what the venue made of it.

mod big_screen;
pub mod bring;
mod deck_react;
pub mod decks_view;
mod keys;
pub mod large_view;
pub mod notes;
pub mod pages;
mod react;
#[cfg(test)]
pub(crate) mod samples;
pub mod view;

use std::sync::Arc;

use bevy::prelude::*;
use hiroba_shared::deck::{DeckIndex, PageFiles, PageNumber};
use hiroba_shared::ids::{DeckId, RoomId, VisitorId};
use hiroba_shared::protocol::slides::{DeckRow, PagePoint, Screen as OnScreen, Showing};
use hiroba_shared::protocol::slides::{SlidesFromClient, SlidesFromServer};
use hiroba_shared::role::Action;

pub(crate) use self::big_screen::screens;
use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::VenueState;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Slides>()
        .init_resource::<react::Laser>()
        .init_resource::<InSight>()
        .init_resource::<notes::Notes>()
        .add_plugins((pages::plugin, bring::plugin))
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (
                notes::write,
                (react::hear, notes::read, keys::press, react::act, deck_react::act).chain(),
                (react::lapse, react::put_down, react::point, react::watch).chain(),
            )
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, (react::show, react::show_large).in_set(PanelSystems::Show));
}

/// The screen in the world; needs a renderer.
pub(super) fn pictures(app: &mut App) {
    big_screen::plugin(app);
}

/// How the screen of the room is seen in the world.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InSight {
    /// Some of it is in the window.
    pub screen: bool,
    /// How many pixels of the window it is wide.
    pub pixels: u32,
}

/// What is shown, and how this person looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Slides {
    /// Where this person stands.
    pub room: Option<RoomId>,
    /// What is shown in this room.
    pub showing: Option<Showing>,
    /// What this person asked the venue for last, until it has followed or refused, or for two seconds:
    /// the next press counts from there.
    pub asked: Option<OnScreen>,
    /// The pages of that deck, once they are known.
    pub index: Option<Arc<DeckIndex>>,
    /// The page this person leafed to by themself.
    pub own: Option<PageNumber>,
    /// Where the presenter points.
    pub dot: Option<PagePoint>,
    /// The presenter's mouse or finger on a large page does not point.
    pub laser_off: bool,
    /// The decks this person can show; `None` until they were told.
    pub decks: Option<Vec<DeckRow>>,
    /// The deck that is to be removed if the person says so once more.
    pub forgetting: Option<DeckId>,
}

/// Where leafing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf {
    /// One page back.
    Back,
    /// One page on.
    On,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Slides {
    /// Takes in what the venue says of slides.
    pub fn take(&mut self, said: &SlidesFromServer) {
        match said {
            SlidesFromServer::Decks(decks) => self.decks = Some(decks.clone()),
            SlidesFromServer::Shown(showing) => {
                let same = self.showing.as_ref().map(|shown| shown.index) == showing.as_ref().map(|shown| shown.index);
                if !same {
                    self.index = None;
                    self.own = None;
                }
                self.asked = None;
                self.dot = None;
                self.showing.clone_from(showing);
            }
            SlidesFromServer::Turned(screen) => {
                self.asked = self.asked.filter(|asked| asked != screen);
                self.dot = None;
                if let Some(showing) = &mut self.showing {
                    showing.screen = *screen;
                }
                // Whoever is met by the presenter follows again.
                self.own = self.own.filter(|own| *own != screen.page);
            }
            SlidesFromServer::Pointed(dot) => self.dot = *dot,
            SlidesFromServer::Expected(_)
            | SlidesFromServer::Drawn { .. }
            | SlidesFromServer::Spoilt { .. }
            | SlidesFromServer::Ready { .. } => {}
        }
    }

    /// This person stands in a room, another one or still the same: after a look elsewhere and after a break of the link
    /// they are told of theirs anew, and what is on its screen comes next.
    pub fn enter(&mut self, room: RoomId) {
        self.asked = None;
        self.dot = None;
        if self.room.replace(room) != Some(room) {
            self.showing = None;
            self.index = None;
            self.own = None;
        }
    }

    /// The page this person looks at.
    #[must_use]
    pub fn viewed(&self) -> Option<PageNumber> {
        self.own.or(self.showing.as_ref().map(|showing| showing.screen.page))
    }

    /// Whether what this person looks at is dark, because the presenter wants it so.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        self.own.is_none() && self.showing.as_ref().is_some_and(|showing| showing.screen.blank)
    }

    /// The pictures of a page.
    #[must_use]
    pub fn files(&self, page: PageNumber) -> Option<&PageFiles> {
        self.index.as_ref()?.pages.get(page.index())
    }

    /// The page after this one.
    #[must_use]
    pub fn after(&self, page: PageNumber) -> Option<PageNumber> {
        let last = self.showing.as_ref()?.deck.last;
        PageNumber::new(page.number() + 1).filter(|next| *next <= last)
    }

    /// Whether this visitor shows what is shown.
    #[must_use]
    pub fn is_shown_by(&self, visitor: Option<VisitorId>) -> bool {
        self.showing.as_ref().is_some_and(|showing| Some(showing.presenter) == visitor)
    }

    /// Whether this person has the say over what is shown.
    #[must_use]
    pub fn is_ruled_by(&self, state: &VenueState) -> bool {
        let any = self.showing.is_some() && state.role.may(Action::PresentAnyDeck);
        any || (self.is_shown_by(state.you) && state.role.may(Action::PresentOwnDeck))
    }

    /// The page that leafing from `page` leads to, if there is one.
    #[must_use]
    pub fn leafed(&self, page: PageNumber, leaf: Leaf) -> Option<PageNumber> {
        let last = self.showing.as_ref()?.deck.last;
        let number = match leaf {
            Leaf::Back => page.number().checked_sub(1)?,
            Leaf::On => page.number() + 1,
            Leaf::First => 1,
            Leaf::Last => last.number(),
        };
        PageNumber::new(number).filter(|to| *to <= last && *to != page)
    }

    /// What the screen shows once the venue has followed.
    fn coming(&self) -> Option<OnScreen> {
        let shown = self.showing.as_ref()?.screen;
        Some(self.asked.unwrap_or(shown))
    }

    /// The screen made dark, or light again.
    #[must_use]
    pub fn blanked(&self) -> Option<OnScreen> {
        let screen = self.coming()?;
        Some(OnScreen { blank: !screen.blank, ..screen })
    }

    /// Asks the venue to put this on the screen.
    pub fn ask(&mut self, screen: OnScreen) -> SlidesFromClient {
        self.asked = Some(screen);
        SlidesFromClient::Turn(screen)
    }

    /// What the screen would show after a turn by its presenter: a dark screen shows its page again.
    #[must_use]
    pub fn turned(&self, leaf: Leaf) -> Option<OnScreen> {
        let screen = self.coming()?;
        match self.leafed(screen.page, leaf) {
            Some(page) => Some(OnScreen { page, blank: false }),
            None if screen.blank => Some(OnScreen { blank: false, ..screen }),
            None => None,
        }
    }

    /// Leafs by oneself; at the presenter's page one follows again.
    pub fn leaf_alone(&mut self, leaf: Leaf) {
        let (Some(showing), Some(viewed)) = (&self.showing, self.viewed()) else { return };
        let at = showing.screen.page;
        if let Some(page) = self.leafed(viewed, leaf) {
            self.own = (page != at).then_some(page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{page, showing, slides};
    use super::*;
    use hiroba_shared::role::Role;

    #[test]
    fn who_leafs_by_themself_stays_there_until_the_presenter_comes_by_or_they_return() {
        let mut slides = slides(3, 9);
        slides.leaf_alone(Leaf::On);
        slides.leaf_alone(Leaf::On);
        assert_eq!((slides.viewed(), slides.own), (Some(page(5)), Some(page(5))));
        slides.take(&SlidesFromServer::Turned(OnScreen { page: page(4), blank: true }));
        assert_eq!((slides.viewed(), slides.is_dark()), (Some(page(5)), false));
        slides.take(&SlidesFromServer::Turned(OnScreen { page: page(5), blank: false }));
        assert_eq!(slides.own, None);
        slides.leaf_alone(Leaf::Last);
        slides.leaf_alone(Leaf::On);
        assert_eq!(slides.viewed(), Some(page(9)));
        slides.leaf_alone(Leaf::First);
        slides.leaf_alone(Leaf::Back);
        assert_eq!(slides.viewed(), Some(page(1)));
    }

    #[test]
    fn a_turn_lights_a_dark_screen_and_ends_at_the_last_page() {
        let mut slides = slides(9, 9);
        assert_eq!(slides.turned(Leaf::On), None);
        assert_eq!(slides.turned(Leaf::Back), Some(OnScreen { page: page(8), blank: false }));
        slides.take(&SlidesFromServer::Turned(OnScreen { page: page(9), blank: true }));
        assert!(slides.is_dark());
        assert_eq!(slides.turned(Leaf::On), Some(OnScreen { page: page(9), blank: false }));
    }

    #[test]
    fn every_press_counts_even_before_the_venue_has_followed_the_one_before() {
        let mut slides = slides(3, 9);
        let turned = |number| OnScreen { page: page(number), blank: false };
        let on = slides.turned(Leaf::On).unwrap();
        slides.ask(on);
        assert_eq!(slides.turned(Leaf::On), Some(turned(5)));
        slides.ask(turned(5));
        slides.take(&SlidesFromServer::Turned(turned(4)));
        assert_eq!(slides.turned(Leaf::On), Some(turned(6)), "the second is still on its way");
        slides.take(&SlidesFromServer::Turned(turned(5)));
        slides.take(&SlidesFromServer::Turned(turned(8)));
        assert_eq!(slides.turned(Leaf::On), Some(turned(9)), "a moderator turned meanwhile");
        let dark = slides.blanked().unwrap();
        slides.ask(dark);
        assert_eq!(slides.blanked(), Some(turned(8)));
    }

    #[test]
    fn who_is_told_of_their_room_anew_keeps_their_page_and_another_room_begins_anew() {
        let mut slides = Slides { room: Some(RoomId(1)), ..slides(3, 9) };
        slides.leaf_alone(Leaf::On);
        let (before, asked) = (slides.clone(), OnScreen { page: page(4), blank: false });
        slides.ask(asked);
        slides.enter(RoomId(1));
        slides.take(&SlidesFromServer::Shown(Some(showing(3, 9))));
        assert_eq!(slides, before);
        slides.enter(RoomId(2));
        assert_eq!(slides, Slides { room: Some(RoomId(2)), ..Slides::default() });
    }

    #[test]
    fn another_deck_is_another_list_of_pages_and_the_same_one_is_not() {
        let mut slides = slides(3, 9);
        slides.leaf_alone(Leaf::On);
        slides.take(&SlidesFromServer::Shown(Some(showing(1, 9))));
        assert!(slides.index.is_some() && slides.own.is_some());
        let mut other = showing(1, 4);
        other.index.0[0] ^= 1;
        slides.take(&SlidesFromServer::Shown(Some(other)));
        assert_eq!((slides.index.is_some(), slides.own), (false, None));
    }

    #[test]
    fn the_presenter_and_moderators_rule_the_screen_and_nobody_else() {
        let slides = slides(1, 2);
        let state = |you, role| VenueState { you: Some(VisitorId(you)), role, ..VenueState::default() };
        assert!(slides.is_ruled_by(&state(1, Role::Speaker)) && slides.is_ruled_by(&state(9, Role::Moderator)));
        assert!(!slides.is_ruled_by(&state(9, Role::Speaker)) && !slides.is_ruled_by(&state(9, Role::Visitor)));
        assert!(!Slides::default().is_ruled_by(&state(9, Role::Moderator)));
    }
}
