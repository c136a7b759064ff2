//! How slides are heard, leafed through, turned and pointed at.

use bevy::prelude::*;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::slides::{PagePoint, SlidesFromClient};
use hiroba_shared::protocol::{FromClient, FromServer};

use super::bring::Parcels;
use super::notes::Notes;
use super::pages::Pages;
use super::view::{self, Around};
use super::{InSight, Leaf, OnScreen, Slides, large_view};
use crate::comfort::Comfort;
use crate::floor::board::Board;
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::panel::{CLOSE, PanelEvent, PanelEventKind, PanelKey, Shown};
use crate::programme::Programme;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, LeafKeys, ToVenue, VenueState};

/// Seconds between two places of the dot: fifteen a second, as the venue takes them.
const POINT_SECONDS: f32 = 1.0 / 15.0;

/// Where this person's own dot is to be told to be.
#[derive(Resource, Debug, Default)]
pub(super) struct Laser {
    wanted: Option<Option<PagePoint>>,
    waited: f32,
}

/// Seconds after which what was asked for is no longer waited for: the venue may have dropped it, and the next press must
/// not count from a page that nobody will see.
const ASKED_SECONDS: f32 = 2.0;

pub(super) fn forget(mut slides: ResMut<Slides>) {
    *slides = Slides::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    mut slides: ResMut<Slides>,
    mut open: ResMut<OpenPanels>,
    mut laser: ResMut<Laser>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(SessionFromServer::Entered { room, .. }) => slides.enter(*room),
            FromServer::Session(SessionFromServer::Refused(_)) => slides.asked = None,
            FromServer::Slides(said) => slides.take(said),
            FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Photograph(_) => continue,
        }
        if slides.showing.is_none() {
            laser.wanted = None;
            if open.page {
                open.page = false;
            }
        }
    }
}

/// What the venue does not follow is given up.
pub(super) fn lapse(time: Res<Time>, mut waited: Local<(Option<OnScreen>, f32)>, mut slides: ResMut<Slides>) {
    let (asked, seconds) = &mut *waited;
    if *asked != slides.asked {
        (*asked, *seconds) = (slides.asked, 0.0);
        return;
    }
    *seconds += time.delta_secs();
    if asked.is_some() && *seconds >= ASKED_SECONDS {
        slides.asked = None;
    }
}

/// Leafs: the presenter for everybody, everybody else for themself.
pub(super) fn leaf(slides: &mut Slides, state: &VenueState, leaf: Leaf) -> Option<SlidesFromClient> {
    if slides.is_shown_by(state.you) {
        return slides.turned(leaf).map(|screen| slides.ask(screen));
    }
    slides.leaf_alone(leaf);
    None
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut slides: ResMut<Slides>,
    mut open: ResMut<OpenPanels>,
    mut laser: ResMut<Laser>,
    state: Res<VenueState>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let ours = |event: &&PanelEvent| matches!(event.panel, PanelKey::Slides | PanelKey::Page);
    for event in events.read().filter(ours) {
        if let PanelEventKind::Pointed(at) = event.kind {
            if slides.is_shown_by(state.you) && !slides.laser_off {
                // One's own dot need not travel to be seen.
                slides.dot = at;
                laser.wanted = Some(at);
            }
            continue;
        }
        if event.kind != PanelEventKind::Pressed {
            continue;
        }
        let asked = match event.key.as_str() {
            CLOSE if event.panel == PanelKey::Page => {
                open.page = false;
                None
            }
            CLOSE => {
                open.side = None;
                None
            }
            "page-back" => leaf(&mut slides, &state, Leaf::Back),
            "page-on" => leaf(&mut slides, &state, Leaf::On),
            "page-first" => leaf(&mut slides, &state, Leaf::First),
            "page-last" => leaf(&mut slides, &state, Leaf::Last),
            "page-return" => {
                slides.own = None;
                None
            }
            "turn-back" => slides.turned(Leaf::Back).map(|screen| slides.ask(screen)),
            "turn-on" => slides.turned(Leaf::On).map(|screen| slides.ask(screen)),
            "blank" => slides.blanked().map(|screen| slides.ask(screen)),
            "stop" => Some(SlidesFromClient::End),
            "laser" => {
                slides.laser_off = !slides.laser_off;
                slides.dot = None;
                // A place that waits to be told would light the dot again.
                laser.wanted = slides.laser_off.then_some(None);
                None
            }
            "large" => {
                open.page = true;
                None
            }
            _ => None,
        };
        to_venue.write_batch(asked.map(|asked| ToVenue(FromClient::Slides(asked))));
    }
}

/// Whoever closes the large page, by whichever way, points no longer.
pub(super) fn put_down(
    mut was_open: Local<bool>,
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    mut slides: ResMut<Slides>,
    mut laser: ResMut<Laser>,
) {
    let closed = *was_open && !open.page;
    *was_open = open.page;
    if closed && slides.is_shown_by(state.you) {
        slides.dot = None;
        laser.wanted = Some(None);
    }
}

/// Tells where the presenter points, as often as the venue takes it.
pub(super) fn point(
    time: Res<Time>,
    slides: Res<Slides>,
    state: Res<VenueState>,
    mut laser: ResMut<Laser>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    laser.waited += time.delta_secs();
    if laser.wanted.is_none() || laser.waited < POINT_SECONDS {
        return;
    }
    laser.waited = 0.0;
    if let Some(at) = laser.wanted.take().filter(|_| slides.is_shown_by(state.you)) {
        to_venue.write(ToVenue(FromClient::Slides(SlidesFromClient::Point(at))));
    }
}

/// The venue is told who looks closely, because only they are told where the presenter points. What begins to be shown
/// and every new room begin anew.
pub(super) fn watch(
    mut heard: MessageReader<FromVenue>,
    mut watched: Local<bool>,
    slides: Res<Slides>,
    open: Res<OpenPanels>,
    sight: Res<InSight>,
    comfort: Res<Comfort>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    use hiroba_shared::protocol::slides::SlidesFromServer;
    let anew = |FromVenue(said): &FromVenue| {
        let entered = matches!(said, FromServer::Session(SessionFromServer::Entered { .. }));
        entered || matches!(said, FromServer::Slides(SlidesFromServer::Shown(_)))
    };
    if heard.read().filter(|said| anew(said)).count() > 0 {
        *watched = false;
    }
    let near = open.page || open.side == Some(Side::Slides) || sight.screen;
    let watches = slides.showing.is_some() && near && !comfort.is_plain();
    if *watched != watches {
        *watched = watches;
        to_venue.write(ToVenue(FromClient::Slides(SlidesFromClient::Watch(watches))));
    }
}

/// What the panels of slides are made of.
#[derive(bevy::ecs::system::SystemParam)]
pub(super) struct Sources<'w> {
    slides: Res<'w, Slides>,
    pages: Res<'w, Pages>,
    parcels: Res<'w, Parcels>,
    notes: Res<'w, Notes>,
    state: Res<'w, VenueState>,
    programme: Res<'w, Programme>,
    board: Res<'w, Board>,
    clock: Res<'w, WallClock>,
    comfort: Res<'w, Comfort>,
    words: Res<'w, Locale>,
}

impl Sources<'_> {
    fn around(&self) -> Around<'_> {
        Around {
            slides: &self.slides,
            pages: &self.pages,
            parcels: &self.parcels,
            notes: &self.notes,
            state: &self.state,
            programme: &self.programme,
            board: &self.board,
            unix: self.clock.unix,
            comfort: *self.comfort,
        }
    }
}

/// The panel at the side. It is made anew in every frame it is shown, and handed on when it differs.
pub(super) fn show(sources: Sources, open: Res<OpenPanels>, screen: Res<State<Screen>>, mut shown: ResMut<Shown>) {
    let visible = open.side == Some(Side::Slides) && *screen.get() == Screen::InVenue;
    let panel = visible.then(|| view::view(&sources.around(), &sources.words));
    if shown.panel(PanelKey::Slides) != panel.as_ref() {
        shown.set(PanelKey::Slides, panel);
    }
}

/// The page as large as the window allows, and the keys that leaf through it.
pub(super) fn show_large(
    sources: Sources,
    open: Res<OpenPanels>,
    screen: Res<State<Screen>>,
    mut keys: ResMut<LeafKeys>,
    mut shown: ResMut<Shown>,
) {
    let visible = open.page && *screen.get() == Screen::InVenue;
    let panel = visible.then(|| large_view::view(&sources.around(), &sources.words)).flatten();
    let presents = sources.slides.is_shown_by(sources.state.you);
    keys.set_if_neq(LeafKeys { pages: panel.is_some() || presents, arrows: panel.is_some() });
    if shown.panel(PanelKey::Page) != panel.as_ref() {
        shown.set(PanelKey::Page, panel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use hiroba_shared::ids::{RoomId, VisitorId};
    use hiroba_shared::protocol::slides::SlidesFromServer;
    use hiroba_shared::units::Point;

    use crate::slides::samples::{showing, slides};

    /// The presenter at page 3 of 9, which is open large.
    fn presenter() -> App {
        let mut app = App::new();
        app.add_message::<FromVenue>()
            .add_message::<ToVenue>()
            .add_message::<PanelEvent>()
            .init_resource::<Laser>()
            .init_resource::<Time>()
            .insert_resource(VenueState { you: Some(VisitorId(1)), ..VenueState::default() })
            .insert_resource(Slides { room: Some(RoomId(1)), ..slides(3, 9) })
            .insert_resource(OpenPanels { page: true, ..OpenPanels::default() })
            .add_systems(Update, (hear, act, lapse, put_down, point).chain());
        app
    }

    /// What the venue is told within a second.
    fn told(app: &mut App) -> Vec<FromClient> {
        app.world_mut().resource_mut::<Time>().advance_by(Duration::from_secs(1));
        app.update();
        app.world_mut().resource_mut::<Messages<ToVenue>>().drain().map(|ToVenue(said)| said).collect()
    }

    fn points(app: &mut App) -> FromClient {
        let at = Some(PagePoint { x: 1, y: 2 });
        let kind = PanelEventKind::Pointed(at);
        app.world_mut().write_message(PanelEvent { panel: PanelKey::Page, key: "page".into(), kind });
        FromClient::Slides(SlidesFromClient::Point(at))
    }

    fn entered(room: u16) -> FromVenue {
        let (map, at) = (String::new(), Point { x: 0, y: 0 });
        FromVenue(FromServer::Session(SessionFromServer::Entered { room: RoomId(room), map, at, first_snapshot: 0 }))
    }

    #[test]
    fn the_dot_goes_out_when_the_presenter_closes_the_large_page() {
        let mut app = presenter();
        let pointed = points(&mut app);
        assert_eq!(told(&mut app), [pointed]);
        app.world_mut().resource_mut::<OpenPanels>().close_topmost();
        assert_eq!(told(&mut app), [FromClient::Slides(SlidesFromClient::Point(None))]);
        assert_eq!(app.world().resource::<Slides>().dot, None);
        assert_eq!(told(&mut app), []);
    }

    #[test]
    fn a_turn_that_the_venue_dropped_is_asked_for_again_by_the_next_press() {
        let mut app = presenter();
        let press = |app: &mut App| {
            let kind = PanelEventKind::Pressed;
            app.world_mut().write_message(PanelEvent { panel: PanelKey::Page, key: "page-on".into(), kind });
            told(app)
        };
        let turn = |number| {
            let screen = OnScreen { page: crate::slides::samples::page(number), blank: false };
            vec![FromClient::Slides(SlidesFromClient::Turn(screen))]
        };
        assert_eq!(press(&mut app), turn(4));
        assert_eq!(press(&mut app), turn(5), "the first is still on its way");
        for _ in 0..3 {
            told(&mut app);
        }
        assert_eq!(press(&mut app), turn(4), "the venue never followed");
    }

    #[test]
    fn who_switches_the_dot_off_while_they_point_lights_it_no_more() {
        let mut app = presenter();
        points(&mut app);
        let kind = PanelEventKind::Pressed;
        app.world_mut().write_message(PanelEvent { panel: PanelKey::Page, key: "laser".into(), kind });
        assert_eq!(told(&mut app), [FromClient::Slides(SlidesFromClient::Point(None))]);
    }

    #[test]
    fn a_look_elsewhere_leaves_the_large_page_open_for_as_long_as_something_is_shown() {
        let mut app = presenter();
        app.world_mut().write_message(entered(1));
        told(&mut app);
        let shown = |showing| FromVenue(FromServer::Slides(SlidesFromServer::Shown(showing)));
        app.world_mut().write_message(shown(Some(showing(4, 9))));
        told(&mut app);
        assert!(app.world().resource::<OpenPanels>().page && app.world().resource::<Slides>().index.is_some());
        app.world_mut().write_message(shown(None));
        told(&mut app);
        assert!(!app.world().resource::<OpenPanels>().page);
    }
}
