//! How the questions are watched, asked, voted for and moderated.

use bevy::prelude::*;
use hiroba_shared::ids::QuestionId;
use hiroba_shared::protocol::floor::question::{Handling, Manners, QuestionState};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};

use super::board::Board;
use super::hall::{Hall, Section};
use super::hall_react::{self, Used};
use super::hands_view::name_of;
use super::{questions_view, view};
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, time::WallClock};
use crate::notice::Notices;
use crate::panel::{CLOSE, FocusWish, PanelEvent, PanelEventKind, PanelKey, Shown, Tone};
use crate::screen::Screen;
use crate::venue_state::{FromVenue, ToVenue, VenueState};

pub(super) fn forget(mut board: ResMut<Board>, mut hall: ResMut<Hall>) {
    *board = Board::default();
    *hall = Hall::default();
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    words: Res<Locale>,
    state: Res<VenueState>,
    mut board: ResMut<Board>,
    mut hall: ResMut<Hall>,
    mut notices: ResMut<Notices>,
) {
    for FromVenue(message) in heard.read() {
        if let FromServer::Floor(said) = message {
            if hall.is_news(said) {
                tell(said, &state, &words, &mut notices);
            }
            board.take(said);
            hall.take(said);
        }
        if let FromServer::Session(SessionFromServer::Refused(_) | SessionFromServer::Welcome { .. }) = message {
            board.unanswered();
            hall.unanswered();
        }
        if let FromServer::Session(SessionFromServer::Entered { room, .. }) = message {
            board.enter(*room);
            hall.enter(*room);
        }
    }
}

/// What is told in a short message beside the panel.
fn tell(said: &FloorFromServer, state: &VenueState, words: &Locale, notices: &mut Notices) {
    match said {
        FloorFromServer::Asked(_) => notices.add(Tone::Good, words.text("floor-asked")),
        FloorFromServer::Yours(question) => notices.add(Tone::Good, words.text(became(question.state))),
        FloorFromServer::Choice { .. } => notices.add(Tone::Good, words.text("poll-yours")),
        FloorFromServer::Announced { by, words: text, .. } => {
            let places = [("name", by.as_str().into()), ("words", text.as_str().into())];
            notices.add(Tone::Strong, words.text_with("announced", &places));
        }
        FloorFromServer::Poll(poll) => {
            let places = [("words", poll.ballot.words().as_str().into())];
            notices.add(Tone::Plain, words.text_with("poll-opened", &places));
        }
        FloorFromServer::Hands { called: Some(called), .. } => {
            let name = name_of(*called, state, words);
            let yours = state.you == Some(*called);
            let text =
                if yours { words.text("hand-you") } else { words.text_with("hand-called", &[("name", name.into())]) };
            notices.add(if yours { Tone::Strong } else { Tone::Plain }, text);
        }
        FloorFromServer::Manners(_)
        | FloorFromServer::Questions(_)
        | FloorFromServer::Page { .. }
        | FloorFromServer::Voted(_)
        | FloorFromServer::Vote { .. }
        | FloorFromServer::Hands { called: None, .. }
        | FloorFromServer::Tally(_)
        | FloorFromServer::Cheers(_) => {}
    }
}

const fn became(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Waiting => "floor-yours-waits",
        QuestionState::Answering => "floor-yours-answering",
        QuestionState::Answered => "floor-yours-answered",
        QuestionState::Hidden => "floor-yours-hidden",
        QuestionState::Merged(_) => "floor-yours-merged",
    }
}

/// While the panel is open, the venue knows which page it shows; a new room and a new link begin anew. What the panel asked
/// to be said once more ends with it.
pub(super) fn watch(
    open: Res<OpenPanels>,
    (mut board, hall): (ResMut<Board>, Res<Hall>),
    mut heard: MessageReader<FromVenue>,
    mut watched: Local<Option<FloorFromClient>>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    if heard.read().any(|FromVenue(said)| matches!(said, FromServer::Session(SessionFromServer::Entered { .. }))) {
        *watched = None;
    }
    // Who comes back to the panel is asked anew.
    let is_shown = open.side == Some(Side::Floor) && hall.section == Section::Questions;
    if !is_shown && board.clearing {
        board.clearing = false;
    }
    // Whoever presents has the questions beside the page.
    let is_open = open.side == Some(Side::Floor) || open.page;
    let wanted = is_open.then_some(FloorFromClient::Watch { listing: board.listing, page: board.page });
    if *watched == wanted {
        return;
    }
    let message = wanted.clone().unwrap_or(FloorFromClient::Unwatch);
    to_venue.write(ToVenue(FromClient::Floor(message)));
    *watched = wanted;
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    (mut board, mut hall): (ResMut<Board>, ResMut<Hall>),
    mut open: ResMut<OpenPanels>,
    mut focus: ResMut<FocusWish>,
    state: Res<VenueState>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Floor) {
        if let Used::Here(message) = hall_react::act(&mut hall, event, state.role) {
            to_venue.write_batch(message.map(|message| ToVenue(FromClient::Floor(message))));
            continue;
        }
        let key = event.key.as_str();
        let message = match &event.kind {
            PanelEventKind::Typed(text) => {
                board.write(key, text.clone());
                None
            }
            PanelEventKind::Submitted if key == "answer" => board.answer(),
            PanelEventKind::Submitted if key == "draft" => board.ask(),
            PanelEventKind::Submitted => None,
            PanelEventKind::Chosen(index) => {
                let listing = questions_view::listings(state.role).nth(*index);
                listing.into_iter().for_each(|listing| board.look_at(listing));
                None
            }
            PanelEventKind::Pressed if key == CLOSE => {
                open.side = None;
                None
            }
            PanelEventKind::Pressed if key == "write" || key.starts_with("write/") => {
                board.write_answer();
                *focus = FocusWish::field(PanelKey::Floor, "answer");
                None
            }
            PanelEventKind::Pressed => press(&mut board, event),
            PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => None,
        };
        to_venue.write_batch(message.map(|message| ToVenue(FromClient::Floor(message))));
    }
}

fn press(board: &mut Board, event: &PanelEvent) -> Option<FloorFromClient> {
    match event.key.as_str() {
        "ask" => return board.ask(),
        "answer-keep" => return board.answer(),
        "answer-stop" => board.answer = None,
        "unnamed" => board.unnamed = !board.unnamed,
        "merge-stop" => board.merging = None,
        "take-unnamed" => {
            let now = board.manners?;
            return Some(FloorFromClient::SetManners(Manners { unnamed: !now.unnamed, ..now }));
        }
        "take-none" => {
            let now = board.manners?;
            return Some(FloorFromClient::SetManners(Manners { closed: !now.closed, ..now }));
        }
        "clear" => board.clearing = true,
        "clear-stop" => board.clearing = false,
        "clear-sure" => {
            board.clearing = false;
            return Some(FloorFromClient::Clear);
        }
        "page-back" => board.turn(board.page.saturating_sub(1)),
        "page-on" => board.turn(board.page.saturating_add(1)),
        _ => return press_row(board, event),
    }
    None
}

fn press_row(board: &mut Board, event: &PanelEvent) -> Option<FloorFromClient> {
    let of = |family| event.key.number_within(family).and_then(|id| u32::try_from(id).ok()).map(QuestionId);
    let handlings = [
        ("take", Handling::Take),
        ("back", Handling::PutBack),
        ("done", Handling::Answer(None)),
        ("pin", Handling::Pin),
        ("unpin", Handling::Unpin),
        ("hide", Handling::Hide),
    ];
    if let Some(question) = of("vote") {
        return Some(board.vote(question));
    }
    if let Some(into) = of("into") {
        return board.merging.take().map(|question| FloorFromClient::Merge { question, into });
    }
    if let Some(question) = of("merge") {
        board.merging = Some(question);
        return None;
    }
    if let Some(question) = of("question") {
        let chosen = (board.chosen != Some(question)).then_some(question);
        board.choose(chosen);
        return None;
    }
    let (question, handling) = handlings.into_iter().find_map(|(family, handling)| Some((of(family)?, handling)))?;
    Some(FloorFromClient::Handle { question, handling })
}

pub(super) fn show(
    (board, hall): (Res<Board>, Res<Hall>),
    open: Res<OpenPanels>,
    state: Res<VenueState>,
    clock: Res<WallClock>,
    words: Res<Locale>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    let changed = board.is_changed() || hall.is_changed() || open.is_changed() || state.is_changed();
    if changed || words.is_changed() || screen.is_changed() {
        let visible = open.side == Some(Side::Floor) && *screen.get() == Screen::InVenue;
        let floor = view::Floor { board: &board, hall: &hall, state: &state, offset_seconds: clock.offset };
        shown.set(PanelKey::Floor, visible.then(|| view::view(&floor, &words)));
    }
}
