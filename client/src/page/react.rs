//! Carries the page's wishes to the features, and tells the page what became of them.
//!
//! A link that breaks and comes back is no news for the page: the venue itself shows it. A page older than its venue is
//! loaded anew, once.

use std::time::Duration;

use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};
use hiroba_shared::refusal::{Farewell, Refusal};

use super::ThePage;
use super::told::Told;
use crate::locale::time::WallClock;
use crate::locale::{Locale, Tongue};
use crate::net::Link;
use crate::screen::Screen;
use crate::settings::{Settings, stored};
use crate::theme::{Shade, Theme};
use crate::venue_state::{JoinAsked, JoinRefused, Parting, ReturnAsked};

/// The time between two looks at the page while nobody is in: a wish or a refusal is taken up within it.
const AT_THE_DOOR: Duration = Duration::from_millis(100);

/// What the page believes.
#[derive(Resource, Debug, Default)]
pub(super) struct Stand {
    is_in: bool,
}

pub(super) fn take_wishes(
    page: Res<ThePage>,
    mut settings: ResMut<Settings>,
    mut link: ResMut<Link>,
    mut words: ResMut<Locale>,
    mut theme: ResMut<Theme>,
    mut join: MessageWriter<JoinAsked>,
    mut come_back: MessageWriter<ReturnAsked>,
) {
    while let Some(wish) = page.0.wish() {
        // The page keeps what is chosen at the door in the same place.
        stored::read_again(&mut settings, None);
        settings.choose_motion(wish.motion);
        settings.choose_bandwidth(wish.bandwidth);
        link.0.choose(wish.link);
        if let Some(tongue) = wish.language.as_deref().and_then(Tongue::for_wish)
            && tongue != words.tongue()
        {
            *words = Locale::new(tongue);
        }
        if let Some(shade) = wish.theme.as_deref().and_then(Shade::from_name)
            && shade != theme.shade
        {
            *theme = Theme::new(shade);
        }
        let server = wish.server;
        match (wish.request, page.0.key()) {
            (Some(mut request), _) => {
                let device = Some(settings.device.clone()).filter(|device| !device.is_empty());
                request.device = request.device.or(device);
                join.write(JoinAsked { server, request: *request });
            }
            (None, Some(key)) => {
                come_back.write(ReturnAsked { server, key });
            }
            (None, None) => {
                let refused = JoinRefused::Refused(Refusal::BadResumeKey);
                page.0.tell(&Told::refused(&refused, &words, 0));
            }
        }
    }
}

pub(super) fn hear_refusals(
    mut refusals: MessageReader<JoinRefused>,
    page: Res<ThePage>,
    words: Res<Locale>,
    clock: Res<WallClock>,
    mut stand: ResMut<Stand>,
) {
    for refused in refusals.read() {
        let outdated = matches!(refused, JoinRefused::Refused(Refusal::WrongVersion { .. }));
        if outdated && page.0.reload_once() {
            continue;
        }
        let told = Told::refused(refused, &words, clock.unix);
        let was_in = matches!(told, Told::Refused { .. }) && std::mem::take(&mut stand.is_in);
        page.0.tell(&match told {
            Told::Refused { text, .. } if was_in => Told::Left { text, rejoin: true },
            told @ (Told::Entered | Told::Refused { .. } | Told::Left { .. } | Told::Failed { .. }) => told,
        });
    }
}

pub(super) fn tell(
    page: Res<ThePage>,
    screen: Res<State<Screen>>,
    parting: Res<Parting>,
    words: Res<Locale>,
    clock: Res<WallClock>,
    mut stand: ResMut<Stand>,
    mut next: ResMut<NextState<Screen>>,
) {
    let farewell = match screen.get() {
        Screen::InVenue if !stand.is_in => {
            stand.is_in = true;
            return page.0.tell(&Told::Entered);
        }
        Screen::SignIn if stand.is_in => parting.farewell.unwrap_or(Farewell::Left),
        Screen::Lost if parting.tries == 0 => {
            next.set(Screen::SignIn);
            parting.farewell.unwrap_or(Farewell::Left)
        }
        Screen::InVenue | Screen::SignIn | Screen::Lost | Screen::Connecting => return,
    };
    if std::mem::take(&mut stand.is_in) {
        page.0.tell(&Told::left(farewell, &words, clock.unix));
    }
}

/// Draws the world only while somebody is in. At the door the canvas is hidden, and nothing holds back whoever draws
/// frames that nobody shows: a slow renderer would still be busy with them when the world is to be seen.
pub(super) fn draw_or_rest(stand: Res<Stand>, mut cameras: Query<&mut Camera>, pace: Option<ResMut<WinitSettings>>) {
    if !stand.is_changed() {
        return;
    }
    for mut camera in &mut cameras {
        camera.is_active = stand.is_in;
    }
    let Some(mut pace) = pace else { return };
    *pace = if stand.is_in {
        WinitSettings::game()
    } else {
        let rest = UpdateMode::reactive_low_power(AT_THE_DOOR);
        WinitSettings { focused_mode: rest, unfocused_mode: rest }
    };
}

#[cfg(test)]
mod tests;
