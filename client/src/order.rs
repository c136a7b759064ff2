//! The moderators' log: what was done and reported, with a way to take it back.
//!
//! Orders are given on a person's card (`people`); who may give them is the venue's decision.

mod react;
pub mod view;

use bevy::prelude::*;
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromServer};

use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::screen::Screen;

/// Entries kept while the panel is open.
const MOST: usize = 500;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<OrderLog>()
        .add_systems(OnEnter(Screen::SignIn), react::forget)
        .add_systems(
            Update,
            (react::hear, react::act, react::read_when_opened)
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(Update, react::show.in_set(PanelSystems::Show));
}

/// The log as far as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct OrderLog {
    /// Newest first.
    pub entries: Vec<LogEntry>,
    /// There are older entries.
    pub more: bool,
    /// The last page that came.
    pub page: u16,
    /// Reports that came while the panel was closed.
    pub unseen: u32,
}

impl OrderLog {
    /// Takes in what the venue says of the log.
    pub fn take(&mut self, message: &OrderFromServer) {
        match message {
            OrderFromServer::Log { page, more, entries } => {
                if *page == 0 {
                    self.entries.clear();
                }
                self.page = *page;
                self.more = *more && self.entries.len() + entries.len() < MOST;
                self.entries.extend(entries.iter().take(MOST.saturating_sub(self.entries.len())).cloned());
            }
            OrderFromServer::Done(entry) => {
                if let Deed::Undid(undone) = entry.deed {
                    self.entries.iter_mut().filter(|other| other.entry == undone).for_each(|other| other.undone = true);
                }
                self.put(entry);
            }
            OrderFromServer::Reported(entry) => {
                self.unseen = self.unseen.saturating_add(1);
                self.put(entry);
            }
            OrderFromServer::YouAreMuted { .. } | OrderFromServer::ReportTaken | OrderFromServer::Blocks(_) => {}
        }
    }

    fn put(&mut self, entry: &LogEntry) {
        if self.entries.iter().all(|known| known.entry != entry.entry) {
            self.entries.insert(0, entry.clone());
            self.entries.truncate(MOST);
        }
    }
}
