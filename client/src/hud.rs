//! Which panels are open, the bar at the top, and the keys that open and close panels.
//!
//! One panel at a time stands on the right. What is in a panel is its feature's business.

pub mod alone;
mod react;
pub mod view;

use bevy::input::InputSystems;
use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<OpenPanels>()
        .init_resource::<alone::LoneLetter>()
        .add_systems(PreUpdate, alone::listen.after(InputSystems))
        .add_systems(OnExit(Screen::InVenue), react::close_all)
        .add_systems(
            Update,
            (react::press_keys, react::act).in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}

/// While one of these is held, a key is a command to the system or the browser.
pub const COMMAND_KEYS: [KeyCode; 6] = [
    KeyCode::ControlLeft,
    KeyCode::ControlRight,
    KeyCode::AltLeft,
    KeyCode::AltRight,
    KeyCode::SuperLeft,
    KeyCode::SuperRight,
];

/// A panel on the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who is here.
    People,
    /// The small map.
    Map,
    /// Settings.
    Settings,
    /// The moderators' log.
    Order,
    /// What happens when.
    Programme,
    /// Questions of the audience.
    Floor,
    /// Group photographs.
    Photographs,
    /// The slides.
    Slides,
}

/// Which panels are open beside those that always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Resource)]
pub struct OpenPanels {
    /// On the right.
    pub side: Option<Side>,
    /// Whose card is in the middle.
    pub person: Option<VisitorId>,
    /// The keys and hints are shown.
    pub help: bool,
    /// A page of slides is shown large.
    pub page: bool,
}

impl OpenPanels {
    /// Opens this panel on the right, or closes it when it was open.
    pub fn turn(&mut self, side: Side) {
        self.side = if self.side == Some(side) { None } else { Some(side) };
    }

    /// Closes the topmost panel; false when none was open.
    pub fn close_topmost(&mut self) -> bool {
        if self.person.take().is_some() {
            return true;
        }
        if std::mem::take(&mut self.help) {
            return true;
        }
        if std::mem::take(&mut self.page) {
            return true;
        }
        self.side.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_closes_one_panel_at_a_time_from_the_top() {
        let mut open = OpenPanels { side: Some(Side::Map), person: Some(VisitorId(1)), help: true, page: true };
        assert!(open.close_topmost());
        assert_eq!((open.person, open.help), (None, true));
        assert!(open.close_topmost());
        assert_eq!((open.help, open.page), (false, true));
        assert!(open.close_topmost());
        assert_eq!((open.page, open.side), (false, Some(Side::Map)));
        assert!(open.close_topmost());
        assert!(!open.close_topmost());
    }
}
