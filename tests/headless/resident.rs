//! Somebody in a town whose client is the real one: every feature but window, renderer and sockets.

use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::{ButtonState, InputPlugin};
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::time::TimeUpdateStrategy;
use hiroba_client::net::Link;
use hiroba_client::panel::{PanelEvent, PanelEventKind, PanelKey, Shown};
use hiroba_client::screen::Screen;
use hiroba_client::venue_state::{Avatar, OwnAvatar, Pose, VenueState};
use hiroba_shared::ids::VisitorId;
use hiroba_shared::role::Role;
use hiroba_shared::units::Point;
use hiroba_tests::bot::TICK;
use hiroba_tests::town::{Town, Who};

use crate::wire::{Carrier, Wire};

/// Ticks until somebody stands in the venue, on any link.
const PATIENCE_TICKS: u32 = 400;

/// Somebody with the real client.
pub(crate) struct Resident {
    pub(crate) app: App,
    pub(crate) carrier: Carrier,
}

impl Resident {
    /// Somebody who starts the client, fills in the form at the door and comes in.
    pub(crate) fn joins(town: &mut Town, name: &str) -> Self {
        Self::joins_with(town, name, |_| {})
    }

    /// The same with something added to the client before it starts.
    pub(crate) fn joins_with(town: &mut Town, name: &str, add: impl FnOnce(&mut Self)) -> Self {
        let mut resident = Self::starts();
        add(&mut resident);
        resident.comes(town, name)
    }

    /// The same by an invitation to moderate.
    pub(crate) fn joins_as_moderator(town: &mut Town, name: &str) -> Self {
        let code = format!("moderator {name}");
        town.invites(Role::Moderator, &code, 1);
        Self::joins_with(town, name, |resident| resident.carrier.invitation = Some(code))
    }

    fn comes(self, town: &mut Town, name: &str) -> Self {
        let mut resident = self;
        resident.live(town, 2);
        for (field, text) in [("name", name), ("country", "Mongolia"), ("server", "town.example")] {
            resident.uses(PanelKey::SignIn, field, PanelEventKind::Typed(text.to_owned()));
        }
        resident.uses(PanelKey::SignIn, "country", PanelEventKind::Submitted);
        resident.uses(PanelKey::SignIn, "join", PanelEventKind::Pressed);
        resident.until(town, "the newcomer has a body", |resident| resident.own_pose().is_some());
        resident
    }

    fn starts() -> Self {
        let wire = Wire::default();
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin, InputPlugin))
            .insert_resource(TimeUpdateStrategy::ManualDuration(TICK))
            .insert_resource(Link(Box::new(wire.clone())))
            .add_plugins((hiroba_client::venue_features, hiroba_client::panel_features));
        Self { app, carrier: Carrier::new(wire) }
    }

    /// Lives for so many ticks: the town's, the link's and a frame of the client each.
    pub(crate) fn live(&mut self, town: &mut Town, ticks: u32) {
        live_together(town, &mut [self], ticks);
    }

    /// Lives until `done`, within reason.
    pub(crate) fn until(&mut self, town: &mut Town, claim: &str, done: impl Fn(&mut Self) -> bool) {
        for _ in 0..PATIENCE_TICKS {
            if done(self) {
                return;
            }
            self.live(town, 1);
        }
        panic!("not in time: {claim}");
    }

    /// Holds a key down for so many ticks.
    pub(crate) fn holds(&mut self, town: &mut Town, key: KeyCode, ticks: u32) {
        self.key(key, ButtonState::Pressed);
        self.live(town, ticks);
        self.key(key, ButtonState::Released);
        self.live(town, 1);
    }

    fn key(&mut self, key_code: KeyCode, state: ButtonState) {
        let logical_key = Key::Unidentified(bevy::input::keyboard::NativeKey::Unidentified);
        let window = Entity::PLACEHOLDER;
        self.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        });
    }

    /// Uses a widget, as a renderer reports it.
    pub(crate) fn uses(&mut self, panel: PanelKey, key: &'static str, kind: PanelEventKind) {
        self.app.world_mut().write_message(PanelEvent { panel, key: key.into(), kind });
    }

    /// Says something to those near, by the field at the bottom.
    pub(crate) fn says(&mut self, town: &mut Town, text: &str) {
        self.uses(PanelKey::Say, "draft", PanelEventKind::Typed(text.to_owned()));
        self.uses(PanelKey::Say, "draft", PanelEventKind::Submitted);
        self.live(town, 1);
    }

    /// A panel as a screen reader would tell it; empty when it is not shown.
    pub(crate) fn reads(&self, panel: PanelKey) -> String {
        self.app.world().resource::<Shown>().panel(panel).map(|panel| panel.as_text()).unwrap_or_default()
    }

    pub(crate) fn screen(&self) -> Screen {
        *self.app.world().resource::<State<Screen>>().get()
    }

    pub(crate) fn id(&self) -> VisitorId {
        self.app.world().resource::<VenueState>().you.unwrap()
    }

    /// Which person of the town this is.
    pub(crate) fn who(&self) -> Who {
        self.carrier.who.unwrap()
    }

    /// Where the own avatar is drawn.
    pub(crate) fn place(&mut self) -> Point {
        self.own_pose().unwrap().position
    }

    /// Where the avatar of somebody else is drawn, if it is.
    pub(crate) fn sees(&mut self, other: VisitorId) -> Option<Point> {
        let world = self.app.world_mut();
        let mut avatars = world.query_filtered::<(&Avatar, &Pose), Without<OwnAvatar>>();
        avatars.iter(world).find(|(avatar, _)| avatar.visitor == other).map(|(_, pose)| pose.position)
    }

    /// How many others are drawn.
    pub(crate) fn shown(&mut self) -> usize {
        let world = self.app.world_mut();
        world.query_filtered::<&Pose, Without<OwnAvatar>>().iter(world).count()
    }

    fn own_pose(&mut self) -> Option<Pose> {
        let world = self.app.world_mut();
        world.query_filtered::<&Pose, With<OwnAvatar>>().iter(world).next().copied()
    }
}

/// Several live for so many ticks beside each other.
pub(crate) fn live_together(town: &mut Town, residents: &mut [&mut Resident], ticks: u32) {
    for _ in 0..ticks {
        town.run(1);
        for resident in &mut *residents {
            resident.carrier.carry(town, TICK);
            resident.app.update();
        }
    }
}
