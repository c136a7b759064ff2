//! Shows panels with bevy_ui: keyed, so that what a person is using stays the same entity from view to view.
//!
//! `lower` turns a panel into elements (boxes, texts, fields, pictures), `reconcile` makes the entities equal to them,
//! the rest is how they look under the pointer and under the keyboard. No feature is known here.

mod draw;
mod element;
mod field;
mod focus;
mod lower;
mod paint;
pub mod pictures;
mod press;
mod reconcile;
mod scroll;

use bevy::input_focus::tab_navigation::TabNavigationPlugin;
use bevy::prelude::*;
use bevy::ui::UiSystems;
use std::collections::BTreeMap;

pub use focus::{FocusWish, PanelFocus};
pub use reconcile::font as letters;

use super::{Panel, PanelEvent, PanelKey};

pub(in crate::panel) fn plugin(app: &mut App) {
    app.init_resource::<Shown>()
        .init_resource::<FocusWish>()
        .init_resource::<PanelFocus>()
        .init_resource::<reconcile::Drawn>()
        .add_message::<PanelEvent>()
        .configure_sets(Update, PanelSystems::Show.after(crate::schedule::ClientSystems::React))
        .add_systems(PreUpdate, focus::tell_focus.before(crate::schedule::ClientSystems::Receive));
    // Without a window (in tests) panels are made and nobody draws them.
    if !app.is_plugin_added::<bevy::ui::UiPlugin>() {
        return;
    }
    app.add_plugins(TabNavigationPlugin)
        .add_systems(Startup, pictures::load)
        .add_systems(
            PostUpdate,
            (draw::draw, focus::grant, paint::paint, field::show_hints, scroll::follow_ends)
                .chain()
                .before(UiSystems::Prepare),
        )
        .add_systems(PostUpdate, field::submit.after(bevy::text::EditableTextSystems))
        .add_systems(PostUpdate, (scroll::remember_ends, scroll::hide_idle_bars).after(UiSystems::PostLayout))
        .add_systems(PreUpdate, focus::tell_pointer.after(bevy::picking::PickingSystems::Last))
        .add_observer(press::on_click)
        .add_observer(press::on_key)
        .add_observer(field::on_change)
        .add_observer(field::on_key)
        .add_observer(focus::scroll_to_focus);
}

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
