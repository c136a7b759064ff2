//! Which panels are on the screen: what the views made of the features' states, whoever shows it.
//!
//! Features write, renderers read. Nothing here knows how a panel is drawn.

use bevy::prelude::{Resource, SystemSet};
use std::collections::BTreeMap;

use super::{Panel, PanelKey};

/// When panels are made within a frame.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PanelSystems {
    /// `Update`, after features reacted: views are made of their states.
    Show,
}

/// The panels on the screen.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
pub struct Shown(BTreeMap<PanelKey, Panel>);

impl Shown {
    /// Shows this panel, or takes it away.
    pub fn set(&mut self, key: PanelKey, panel: Option<Panel>) {
        match panel {
            Some(panel) => self.0.insert(key, panel),
            None => self.0.remove(&key),
        };
    }

    /// The panel with this key, if it is shown.
    #[must_use]
    pub fn panel(&self, key: PanelKey) -> Option<&Panel> {
        self.0.get(&key)
    }

    /// Every panel shown, in the order of the keys.
    pub fn panels(&self) -> impl Iterator<Item = &Panel> {
        self.0.values()
    }
}
