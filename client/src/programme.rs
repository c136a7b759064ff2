//! The programme: what runs and what comes next, the list of all of it, and running it for those who may.
//!
//! Everything shown is what the venue said; times are counted by the venue's clock, which this device's may differ from.

mod dim;
pub mod edit;
mod edit_react;
pub mod edit_view;
mod keys;
pub mod list_view;
mod react;
pub mod strip_view;
pub mod times;

use bevy::prelude::*;
use hiroba_shared::ids::{ItemId, RoomId};
use hiroba_shared::programme::{Item, Lights, RoomRules, Seating, Titles};
use hiroba_shared::protocol::programme::{Now, ProgrammeFromServer};
use hiroba_shared::refusal::Refusal;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use edit::Editor;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Programme>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (
                react::hear,
                react::read_when_opened,
                keys::press,
                react::act_in_strip,
                react::act_in_list,
                edit_react::act,
            )
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, (react::show_strip, react::show_list).in_set(PanelSystems::Show));
}

/// Dimmed lights; needs a renderer.
pub(super) fn pictures(app: &mut App) {
    dim::plugin(app);
}

/// Somebody is called to what begins in another room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// To which item.
    pub item: ItemId,
    /// Where.
    pub room: RoomId,
    /// What it is called.
    pub titles: Titles,
}

/// The programme as far as it was told.
#[derive(Debug, Clone, PartialEq, Default, Resource)]
pub struct Programme {
    /// What runs and what comes next.
    pub now: Option<Now>,
    /// Seconds that the venue's clock is ahead of this device's.
    pub ahead: i64,
    /// The items in order, as far as they were read.
    pub items: Vec<Item>,
    /// There are others behind them.
    pub more: bool,
    /// The revision the items were read at, or are being read at.
    pub read_at: Option<u32>,
    /// A call that was neither followed nor put away.
    pub called: Option<Called>,
    /// The item to which this person went, or to which they do not want to go.
    pub answered: Option<ItemId>,
    /// The item that this person asked to be led to, until the venue refuses something or they are there.
    pub going: Option<ItemId>,
    /// The item of the list that something is to be done with.
    pub chosen: Option<ItemId>,
    /// The item that is being written.
    pub editor: Option<Editor>,
}

impl Programme {
    /// Takes in what the venue says, at this device's time `unix`.
    pub fn take(&mut self, message: &ProgrammeFromServer, unix: i64) {
        match message {
            ProgrammeFromServer::Now(now) => {
                self.ahead = now.at.saturating_sub(unix);
                let runs = now.current.as_ref().map(|item| item.id);
                self.called = self.called.take().filter(|called| Some(called.item) == runs);
                self.now = Some(now.clone());
            }
            ProgrammeFromServer::Page { revision, from, more, items } => {
                let known = self.now.as_ref().is_some_and(|now| now.revision == *revision);
                if !known || usize::from(*from) > self.items.len() {
                    self.read_at = None;
                    return;
                }
                self.items.truncate(usize::from(*from));
                self.items.extend(items.iter().cloned());
                self.more = *more && !items.is_empty();
            }
            ProgrammeFromServer::Called { item, room, titles } => {
                self.answered = None;
                self.called = Some(Called { item: *item, room: *room, titles: titles.clone() });
            }
            ProgrammeFromServer::Done => {
                self.editor.take_if(|editor| editor.sent);
            }
            ProgrammeFromServer::Seat(_) => {}
        }
    }

    /// The venue refused something. What is being written stays, and can be saved over what came first once it was read.
    pub fn refused(&mut self, refusal: Refusal) {
        // It may have been the way.
        self.way_ends();
        if let Some(editor) = self.editor.as_mut().filter(|editor| editor.sent) {
            editor.sent = false;
            editor.overtaken = refusal == Refusal::Overtaken;
        }
    }

    /// Nobody leads this person any more: where they were going is offered again.
    fn way_ends(&mut self) {
        let going = self.going.take();
        self.answered = self.answered.filter(|item| going != Some(*item));
    }

    /// A new session began, perhaps with a server that counts its revisions anew: the list is read again.
    pub fn begin_anew(&mut self) {
        self.way_ends();
        self.read_at = None;
        self.editor.iter_mut().for_each(|editor| editor.sent = false);
    }

    /// From which item on the list is to be read now, if it is.
    pub fn due(&mut self) -> Option<u16> {
        let revision = self.now.as_ref()?.revision;
        if self.read_at != Some(revision) {
            self.read_at = Some(revision);
            self.more = false;
            return Some(0);
        }
        let from = u16::try_from(self.items.len()).ok()?;
        std::mem::take(&mut self.more).then_some(from)
    }

    /// The venue's time when this device's clock says `unix`.
    #[must_use]
    pub fn moment(&self, unix: i64) -> i64 {
        unix.saturating_add(self.ahead)
    }

    /// What runs.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.now.as_ref()?.current.as_ref()
    }

    /// What runs elsewhere than in this room, for somebody who has not said yet whether they go: they may have come in,
    /// or looked away, when it began.
    #[must_use]
    pub fn elsewhere(&self, room: Option<RoomId>) -> Option<&Item> {
        let item = self.current().filter(|item| self.answered != Some(item.id))?;
        room.filter(|room| *room != item.what.room).map(|_| item)
    }

    /// This person goes to what they are called to, or to what runs elsewhere; gives the room.
    pub fn follow(&mut self, room: Option<RoomId>) -> Option<RoomId> {
        let to = self.called.take().map(|called| (called.item, called.room));
        let to = to.or_else(|| self.elsewhere(room).map(|item| (item.id, item.what.room)));
        self.answered = to.map(|(item, _)| item).or(self.answered);
        to.map(|(_, room)| room)
    }

    /// What holds in a room by the item that runs there.
    #[must_use]
    pub fn rules_in(&self, room: Option<RoomId>) -> RoomRules {
        self.current().filter(|item| Some(item.what.room) == room).map(|item| item.what.rules).unwrap_or_default()
    }

    /// Whether this room is to be dark but for its stage.
    #[must_use]
    pub fn is_dim(&self, room: Option<RoomId>) -> bool {
        self.rules_in(room).lights == Lights::Dim
    }

    /// Whether people in this room are asked to sit.
    #[must_use]
    pub fn asks_to_sit(&self, room: Option<RoomId>) -> bool {
        self.rules_in(room).seating == Seating::Seated
    }
}

#[cfg(test)]
pub(crate) mod samples;

#[cfg(test)]
mod tests {
    use super::samples::{item, now};
    use super::*;

    #[test]
    fn the_list_is_read_again_after_every_change_and_on_until_its_end() {
        let mut programme = Programme::default();
        assert_eq!(programme.due(), None);
        programme.take(&now(None, None), 0);
        assert_eq!((programme.due(), programme.due()), (Some(0), None));
        let page = |from, more| ProgrammeFromServer::Page { revision: 1, from, more, items: vec![item(1), item(2)] };
        programme.take(&page(0, true), 0);
        assert_eq!((programme.due(), programme.due()), (Some(2), None));
        programme.take(&page(2, false), 0);
        assert_eq!((programme.items.len(), programme.due()), (4, None));
    }

    #[test]
    fn a_page_of_an_older_programme_is_read_again() {
        let mut programme = Programme::default();
        programme.take(&now(None, None), 0);
        assert_eq!(programme.due(), Some(0));
        programme.take(&ProgrammeFromServer::Page { revision: 9, from: 0, more: false, items: vec![item(1)] }, 0);
        assert_eq!((programme.items.len(), programme.due()), (0, Some(0)));
    }

    #[test]
    fn after_a_restart_of_the_server_the_list_is_read_again_though_revisions_are_counted_anew() {
        let mut programme = Programme::default();
        programme.take(&now(None, None), 0);
        assert_eq!((programme.due(), programme.due()), (Some(0), None));
        programme.begin_anew();
        programme.take(&now(None, None), 0);
        assert_eq!(programme.due(), Some(0));
    }

    #[test]
    fn what_is_being_written_stays_until_the_venue_has_it() {
        let mut programme = Programme { editor: Some(Editor::new(RoomId(0), 0, false, 0)), ..Programme::default() };
        programme.take(&ProgrammeFromServer::Done, 0);
        assert!(programme.editor.is_some(), "what was done was something else");
        programme.editor.as_mut().unwrap().sent = true;
        programme.refused(Refusal::NotStored);
        programme.take(&ProgrammeFromServer::Done, 0);
        assert!(programme.editor.is_some(), "it was refused");
        programme.editor.as_mut().unwrap().sent = true;
        programme.take(&ProgrammeFromServer::Done, 0);
        assert_eq!(programme.editor, None);
    }

    #[test]
    fn whoever_is_refused_the_way_to_what_runs_is_offered_it_again() {
        let mut programme = Programme::default();
        programme.take(&now(Some(samples::running(1)), None), 0);
        let elsewhere = Some(RoomId(7));
        assert_eq!(programme.follow(elsewhere), Some(RoomId(0)));
        programme.going = programme.answered;
        assert_eq!(programme.elsewhere(elsewhere), None);
        programme.refused(Refusal::NoWay);
        assert!(programme.elsewhere(elsewhere).is_some());
        assert_eq!(programme.follow(elsewhere), Some(RoomId(0)));
        programme.refused(Refusal::NotStored);
        assert_eq!(programme.elsewhere(elsewhere), None, "they stay here, and something else was refused");
    }

    #[test]
    fn countdowns_follow_the_venues_clock() {
        let mut programme = Programme::default();
        programme.take(&now(None, None), samples::NOON - 500);
        assert_eq!(programme.moment(samples::NOON - 400), samples::NOON + 100);
    }
}
