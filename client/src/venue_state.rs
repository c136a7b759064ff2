//! What the client knows of the venue, and the streams by which features speak with the link: the seam between
//! playing (walking, drawing) and panels.
//!
//! Plain values only. [`VenueState`] is written by this file alone, from what the venue said; everybody reads it.
//! Nothing here draws, connects or decides.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hiroba_shared::door::JoinRequest;
use hiroba_shared::ids::{RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::map::RoomMap;
use hiroba_shared::profile::Profile;
use hiroba_shared::protocol::order::OrderFromServer;
use hiroba_shared::protocol::session::{RoomSummary, SessionFromServer};
use hiroba_shared::protocol::stage::StageFromServer;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_shared::protocol::walk::{Goal, WalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::rules::movement::Motion;
use hiroba_shared::units::{Facing, Point, TilePoint};

use crate::schedule::ClientSystems;
use crate::screen::Screen;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<VenueState>()
        .init_resource::<Parting>()
        .init_resource::<TypingFocus>()
        .init_resource::<PointerTaken>()
        .init_resource::<LeafKeys>()
        .add_message::<FromVenue>()
        .add_message::<ToVenue>()
        .add_message::<JoinAsked>()
        .add_message::<ReturnAsked>()
        .add_message::<JoinRefused>()
        .add_message::<LeaveAsked>()
        .add_message::<WalkTo>()
        .add_message::<AvatarClicked>()
        .add_systems(OnEnter(Screen::SignIn), forget)
        .add_systems(PreUpdate, learn.in_set(ClientSystems::Learn));
}

/// What the venue told this client, as of now.
#[derive(Resource, Debug, Clone, PartialEq, Eq, Default)]
pub struct VenueState {
    /// Who this client is; `None` until the welcome.
    pub you: Option<VisitorId>,
    /// The role they have.
    pub role: Role,
    /// Every room, with how many are in it.
    pub rooms: Vec<RoomSummary>,
    /// The room they stand in.
    pub room: Option<RoomId>,
    /// How many people are in the venue.
    pub present: u32,
    /// Names and looks of everybody this client was told of.
    pub profiles: BTreeMap<VisitorId, Profile>,
    /// The talk circle they are a member of.
    pub circle: Option<ZoneId>,
    /// Members of that circle, themself included.
    pub members: Vec<VisitorId>,
    /// They stand in a quiet zone.
    pub quiet: bool,
    /// They sit here.
    pub seat: Option<SeatId>,
    /// Muted until then (Unix seconds).
    pub muted_until: Option<i64>,
    /// They take no direct messages.
    pub refuses_direct: bool,
    /// Whom they block.
    pub blocks: Vec<VisitorId>,
    /// Where the venue leads them, if it does.
    pub led: Option<Leading>,
    /// Who is on the stage of this room, in the order they came up.
    pub on_stage: Vec<VisitorId>,
}

/// How the venue moves this visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leading {
    /// Towards a goal.
    To(Goal),
    /// After somebody.
    After(VisitorId),
}

impl VenueState {
    /// The profile of this client's own visitor, once known.
    #[must_use]
    pub fn own_profile(&self) -> Option<&Profile> {
        self.profiles.get(&self.you?)
    }
}

/// The room whose map is loaded; absent while a map is on its way.
#[derive(Resource, Debug, Clone)]
pub struct OpenRoom {
    /// Which room.
    pub room: RoomId,
    /// Its map.
    pub map: Arc<RoomMap>,
}

/// Why there is no link at the moment, for the screen [`Screen::Lost`] and for words after coming back to sign-in.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parting {
    /// What the venue said last, if it said farewell.
    pub farewell: Option<Farewell>,
    /// Why the venue let them not back in yet, if it said so.
    pub refusal: Option<Refusal>,
    /// How often coming back was tried since the link broke; 0 when the client does not try.
    pub tries: u32,
}

/// Every reliable message from the venue, in order, after [`VenueState`] took it in.
#[derive(Message, Debug, Clone)]
pub struct FromVenue(pub FromServer);

/// A reliable message to the venue.
#[derive(Message, Debug, Clone)]
pub struct ToVenue(pub FromClient);

/// Somebody filled in the sign-in form.
#[derive(Message, Debug, Clone)]
pub struct JoinAsked {
    /// Address of the door, such as `http://127.0.0.1:8080`.
    pub server: String,
    /// Who they say they are.
    pub request: JoinRequest,
}

/// The page was loaded anew and still has the key of the visit before.
#[derive(Message, Debug, Clone)]
pub struct ReturnAsked {
    /// Address of the door.
    pub server: String,
    /// The resume key.
    pub key: String,
}

/// Joining failed; the screen is [`Screen::SignIn`] again.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub enum JoinRefused {
    /// The venue said no.
    Refused(Refusal),
    /// No venue answered at that address.
    Unreachable,
}

/// The person wants to leave the venue and see the sign-in screen.
#[derive(Message, Debug, Clone, Copy)]
pub struct LeaveAsked;

/// Keys go into a text field: they neither walk nor gesture. Written by the panels.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypingFocus(pub bool);

/// The pointer is over a panel: clicks and the wheel belong to it. Written by the panels.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PointerTaken(pub bool);

/// Which keys leaf through slides: those neither walk nor scroll. Written by the slides.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeafKeys {
    /// Page Up and Page Down.
    pub pages: bool,
    /// The arrows, Home and End.
    pub arrows: bool,
}

/// Walk there on the own feet; raised by clicks in the world, and by panels that know a place in this room.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub enum WalkTo {
    /// To a tile of this room.
    Tile(TilePoint),
    /// To a seat of this room, and sit down.
    Seat(SeatId),
}

/// Somebody else's avatar was clicked; such a click does not walk.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvatarClicked(pub VisitorId);

/// An avatar in the room this client draws. Its `Transform` is at the feet, [`TILE`] world units a tile, y upwards.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Avatar {
    /// Whose.
    pub visitor: VisitorId,
}

/// The avatar of this client's own visitor.
#[derive(Component, Debug, Clone, Copy)]
pub struct OwnAvatar;

/// How an avatar is seen now: for name plates, the small map and the drawing.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pose {
    /// Where it is, in subtiles.
    pub position: Point,
    /// Where it looks.
    pub facing: Facing,
    /// What it does.
    pub motion: Motion,
    /// Present but not looking.
    pub away: bool,
}

/// World units along one side of a tile.
pub const TILE: f32 = 64.0;
/// World units from an avatar's feet to above its head: where a name plate begins.
pub const HEAD: f32 = 80.0;

/// Heights (z) in the world, lowest drawn first.
pub mod depth {
    /// Floors and everything under the avatars: from here, one layer above another in steps of 0.1.
    pub const GROUND: f32 = 0.0;
    /// What is shown on screens, over their pictures on the walls.
    pub const SCREENS: f32 = 80.0;
    /// Marks on the floor: shadows, the goal of a walk.
    pub const MARKS: f32 = 90.0;
    /// Avatars; further down the map is up to 100 higher, so that who stands in front is drawn in front.
    pub const AVATARS: f32 = 100.0;
    /// Everything over the avatars: from here, one layer above another in steps of 0.1.
    pub const ABOVE: f32 = 300.0;
    /// Name plates.
    pub const NAMES: f32 = 400.0;
    /// Gestures over avatars.
    pub const EMOTES: f32 = 450.0;
    /// Speech balloons.
    pub const BALLOONS: f32 = 500.0;
}

/// A place in the room as a place in the world.
#[must_use]
pub fn world_place(at: Point) -> Vec2 {
    let units = |subtiles: i32| subtiles as f32 * (TILE / hiroba_shared::units::SUBTILES_PER_TILE as f32);
    Vec2::new(units(at.x), -units(at.y))
}

fn forget(mut state: ResMut<VenueState>) {
    *state = VenueState::default();
}

fn learn(mut heard: MessageReader<FromVenue>, mut state: ResMut<VenueState>) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(session) => learn_session(&mut state, session),
            FromServer::Walk(walk) => learn_walk(&mut state, walk),
            FromServer::Talk(TalkFromServer::TakesDirect(takes)) => state.refuses_direct = !takes,
            FromServer::Stage(StageFromServer::On(people)) => state.on_stage.clone_from(people),
            FromServer::Order(OrderFromServer::YouAreMuted { until }) => state.muted_until = *until,
            FromServer::Order(OrderFromServer::Blocks(blocks)) => state.blocks.clone_from(blocks),
            FromServer::Talk(
                TalkFromServer::Heard { .. } | TalkFromServer::Direct { .. } | TalkFromServer::Emoted(..),
            )
            | FromServer::Order(
                OrderFromServer::Done(_)
                | OrderFromServer::Log { .. }
                | OrderFromServer::Reported(_)
                | OrderFromServer::ReportTaken,
            )
            | FromServer::People(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(
                StageFromServer::Channels(_)
                | StageFromServer::Invited { .. }
                | StageFromServer::Uninvited
                | StageFromServer::Declined(_)
                | StageFromServer::Caption(_),
            )
            | FromServer::Slides(_)
            | FromServer::Photograph(_) => {}
        }
    }
}

fn learn_session(state: &mut VenueState, message: &SessionFromServer) {
    match message {
        SessionFromServer::Welcome { you, role, rooms, resumed: _ } => {
            let profiles = std::mem::take(&mut state.profiles);
            let present = rooms.iter().map(|room| room.present).sum();
            *state = VenueState { you: Some(*you), role: *role, rooms: rooms.clone(), present, profiles, ..default() };
        }
        SessionFromServer::Entered { room, .. } => {
            state.room = Some(*room);
            state.on_stage.clear();
        }
        SessionFromServer::Profiles(profiles) => {
            state.profiles.extend(profiles.iter().map(|profile| (profile.visitor, profile.clone())));
        }
        SessionFromServer::Present { venue, rooms } => {
            state.present = *venue;
            for (room, present) in state.rooms.iter_mut().zip(rooms) {
                room.present = *present;
            }
        }
        SessionFromServer::Zones { circle, members, quiet, seat } => {
            state.circle = *circle;
            state.members.clone_from(members);
            state.quiet = *quiet;
            state.seat = *seat;
        }
        SessionFromServer::Refused(_) | SessionFromServer::Farewell(_) => {}
    }
}

fn learn_walk(state: &mut VenueState, message: &WalkFromServer) {
    match message {
        WalkFromServer::Led(goal) => state.led = Some(Leading::To(*goal)),
        WalkFromServer::Following(visitor) => state.led = Some(Leading::After(*visitor)),
        WalkFromServer::Released { .. } => state.led = None,
        WalkFromServer::Located { .. } => {}
    }
}
