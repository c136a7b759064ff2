//! How calm and how thrifty the client is: reduced motion and low bandwidth, each by choice, and by itself where the
//! system wishes for the one or a slow link needs the other.
//!
//! Features ask [`Comfort`] and never why. The rule for slow links is [`slow_link`]; the choices are kept by `settings`.

pub mod slow_link;

use bevy::prelude::*;
use hiroba_shared::protocol::session::{Pace, SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};

use self::slow_link::LinkWatch;
use crate::net::SnapshotArrived;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::settings::Settings;
use crate::venue_state::{FromVenue, ToVenue};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Comfort>()
        .init_resource::<LinkWatch>()
        .add_systems(PreUpdate, watch.in_set(ClientSystems::Learn))
        .add_systems(
            Update,
            (decide, tell_pace.run_if(in_state(Screen::InVenue))).chain().in_set(ClientSystems::React),
        );
}

/// What is in force.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Comfort {
    /// How much may move.
    pub motion: Motion,
    /// How much may be sent, and how much decoration there is.
    pub bandwidth: Bandwidth,
}

/// How much may move on the screen besides people walking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Camera, gestures and marks move softly.
    #[default]
    Full,
    /// They are at once where they belong.
    Reduced,
}

/// How much may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bandwidth {
    /// All that is worth seeing.
    #[default]
    Full,
    /// Fewer updates and no decoration.
    Low,
}

impl Comfort {
    /// Whether only people walking may move.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.motion == Motion::Reduced
    }

    /// Whether decoration is left out.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.bandwidth == Bandwidth::Low
    }
}

impl Bandwidth {
    /// How often the venue is asked to send.
    #[must_use]
    pub const fn pace(self) -> Pace {
        match self {
            Self::Full => Pace::Full,
            Self::Low => Pace::Low,
        }
    }
}

fn watch(mut arrived: MessageReader<SnapshotArrived>, time: Res<Time<Real>>, mut watch: ResMut<LinkWatch>) {
    let now = time.elapsed_secs_f64();
    for SnapshotArrived(snapshot) in arrived.read() {
        watch.note(snapshot.number, now);
    }
    watch.pass(now, time.delta_secs_f64());
}

fn decide(
    time: Res<Time<Real>>,
    mut system: Local<Option<(u64, bool)>>,
    settings: Option<Res<Settings>>,
    watch: Res<LinkWatch>,
    mut comfort: ResMut<Comfort>,
) {
    // The system is asked once a second: asking is not free, and people change this rarely.
    let second = time.elapsed().as_secs();
    let wished = match *system {
        Some((asked, wished)) if asked == second => wished,
        Some(_) | None => system_wants_stillness(),
    };
    *system = Some((second, wished));
    let still = settings.as_deref().is_some_and(Settings::is_calm) || wished;
    let thrifty = settings.as_deref().is_some_and(Settings::is_thrifty) || watch.is_slow();
    comfort.set_if_neq(Comfort {
        motion: if still { Motion::Reduced } else { Motion::Full },
        bandwidth: if thrifty { Bandwidth::Low } else { Bandwidth::Full },
    });
}

/// Tells the venue how often to send: when it changes, and on every new link, which begins at the full pace.
fn tell_pace(
    mut heard: MessageReader<FromVenue>,
    comfort: Res<Comfort>,
    mut watch: ResMut<LinkWatch>,
    mut told: Local<Pace>,
    mut say: MessageWriter<ToVenue>,
) {
    let is_welcome =
        |FromVenue(message): &FromVenue| matches!(message, FromServer::Session(SessionFromServer::Welcome { .. }));
    if heard.read().any(is_welcome) {
        *told = Pace::Full;
    }
    let pace = comfort.bandwidth.pace();
    if *told != pace {
        *told = pace;
        watch.expect(pace);
        say.write(ToVenue(FromClient::Session(SessionFromClient::Pace(pace))));
    }
}

/// Whether the system asks programs to move less.
#[cfg(target_arch = "wasm32")]
fn system_wants_stillness() -> bool {
    let wish = web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    wish.is_some_and(|wish| wish.matches())
}

/// Desktops have no common way to ask; there the setting says it.
#[cfg(not(target_arch = "wasm32"))]
const fn system_wants_stillness() -> bool {
    false
}

#[cfg(test)]
mod tests;
