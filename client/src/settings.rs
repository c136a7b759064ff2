//! What the person chose for this device: language, shade, direct messages, and on request their answers at the door.
//!
//! Kept as one small file in the folder the program gives, or in the browser's storage; without a folder nothing is read
//! or written on the desktop. A broken file counts as none.

mod react;
pub mod stored;
pub mod view;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::locale::{Locale, Tongue};
use crate::panel::PanelSystems;
use crate::schedule::ClientSystems;
use crate::signin::form::Answers;
use crate::start::{Bandwidth, Motion, Wishes};
use crate::theme::{Shade, Theme};

pub(super) fn plugin(app: &mut App) {
    let wishes = app.world_mut().get_resource_or_init::<Wishes>().clone();
    let kept = stored::read(wishes.folder.as_deref());
    let settings = Settings { asked_motion: wishes.motion, asked_bandwidth: wishes.bandwidth, ..kept };
    let wished = wishes.language.as_deref().and_then(Tongue::for_wish);
    let spoken = wished.or(settings.tongue).or_else(system_tongue).unwrap_or_default();
    let shade = wishes.theme.as_deref().and_then(Shade::from_name).or(settings.shade).unwrap_or_default();
    app.insert_resource(Locale::new(spoken))
        .insert_resource(Theme::new(shade))
        .insert_resource(settings)
        .add_systems(Update, (react::act, react::tell_direct).in_set(ClientSystems::React))
        .add_systems(Update, react::show.in_set(PanelSystems::Show))
        .add_systems(Last, stored::write_changed);
}

/// The settings of this device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the interface, once chosen.
    pub tongue: Option<Tongue>,
    /// Light or dark, once chosen.
    pub shade: Option<Shade>,
    /// Take no direct messages.
    pub refuses_direct: bool,
    /// Nothing moves but people.
    pub reduced_motion: bool,
    /// Fewer updates and no decoration.
    pub low_bandwidth: bool,
    /// What the command line asked of motion, until something is chosen; never kept.
    #[serde(skip)]
    pub asked_motion: Motion,
    /// What the command line asked of bandwidth, until something is chosen; never kept.
    #[serde(skip)]
    pub asked_bandwidth: Bandwidth,
    /// Answers at the door, if they are to be remembered.
    pub answers: Option<Answers>,
    /// A random number of this device, 64 hexadecimal letters; empty where nothing is kept.
    pub device: String,
}

impl Settings {
    /// Whether only people are to move, by what was chosen or asked.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.reduced_motion || self.asked_motion == Motion::Reduced
    }

    /// Whether little is to be sent, by what was chosen or asked.
    #[must_use]
    pub fn is_thrifty(&self) -> bool {
        self.low_bandwidth || self.asked_bandwidth == Bandwidth::Low
    }

    /// Chooses how much may move.
    pub fn choose_motion(&mut self, motion: Motion) {
        self.reduced_motion = motion == Motion::Reduced;
        self.asked_motion = Motion::Auto;
    }

    /// Chooses how much may be loaded.
    pub fn choose_bandwidth(&mut self, bandwidth: Bandwidth) {
        self.low_bandwidth = bandwidth == Bandwidth::Low;
        self.asked_bandwidth = Bandwidth::Auto;
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn system_tongue() -> Option<Tongue> {
    Tongue::for_wish(&sys_locale::get_locale()?)
}

#[cfg(target_arch = "wasm32")]
const fn system_tongue() -> Option<Tongue> {
    None
}
