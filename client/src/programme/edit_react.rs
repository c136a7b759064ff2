//! Writing an item: what is typed and chosen, and saving it.

use bevy::prelude::*;
use hiroba_shared::programme::{ChatRule, ItemKind, Lights, Seating, StageRule};
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::programme::ProgrammeFromClient;

use super::edit::Editor;
use super::{Programme, times};
use crate::locale::time::WallClock;
use crate::panel::{PanelEvent, PanelEventKind, PanelKey};
use crate::venue_state::{ToVenue, VenueState};

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut programme: ResMut<Programme>,
    state: Res<VenueState>,
    clock: Res<WallClock>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Programme) {
        let Some(editor) = &mut programme.bypass_change_detection().editor else { continue };
        match &event.kind {
            PanelEventKind::Typed(text) => {
                // The field shows already what was typed; only the faults would change.
                type_into(editor, event, text);
                continue;
            }
            PanelEventKind::Chosen(entry) => choose(editor, event, (*entry, &state)),
            PanelEventKind::Submitted => save(&mut programme, clock.unix, &mut to_venue),
            PanelEventKind::Pressed if event.key.as_str() == "save" => save(&mut programme, clock.unix, &mut to_venue),
            PanelEventKind::Pressed if event.key.as_str() == "cancel" => programme.editor = None,
            PanelEventKind::Pressed | PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => continue,
        }
        programme.set_changed();
    }
}

fn type_into(editor: &mut Editor, event: &PanelEvent, text: &str) {
    let title = event.key.number_within("title").and_then(|at| usize::try_from(at).ok());
    let place = match (event.key.as_str(), title) {
        (_, Some(at)) => editor.titles.get_mut(at),
        ("speakers", None) => Some(&mut editor.speakers),
        ("start", None) => Some(&mut editor.start),
        ("minutes", None) => Some(&mut editor.minutes),
        (_, None) => None,
    };
    if let Some(place) = place {
        text.clone_into(place);
    }
}

fn choose(editor: &mut Editor, event: &PanelEvent, (entry, state): (usize, &VenueState)) {
    let rules = &mut editor.rules;
    match event.key.as_str() {
        "kind" => editor.kind = ItemKind::ALL.get(entry).copied().unwrap_or(editor.kind),
        "room" => editor.room = state.rooms.get(entry).map_or(editor.room, |room| room.room),
        "chat" => rules.chat = ChatRule::ALL.get(entry).copied().unwrap_or(rules.chat),
        "stage" => rules.stage = StageRule::ALL.get(entry).copied().unwrap_or(rules.stage),
        "lights" => rules.lights = Lights::ALL.get(entry).copied().unwrap_or(rules.lights),
        "seating" => rules.seating = Seating::ALL.get(entry).copied().unwrap_or(rules.seating),
        _ => {}
    }
}

/// Sends what was written, or marks what is wrong with it.
fn save(programme: &mut Programme, unix: i64, to_venue: &mut MessageWriter<ToVenue>) {
    let moment = programme.moment(unix);
    let Programme { editor, items, now, .. } = programme;
    // What was sent stays until the venue has it; a press too many sends nothing twice.
    let Some(editor) = editor.as_mut().filter(|editor| !editor.sent) else { return };
    if editor.overtaken {
        let is_open = now.as_ref().is_some_and(|now| now.open);
        let item = items.iter().find(|item| Some(item.id) == editor.item);
        let start = item.map_or(if is_open { moment } else { 0 }, |item| item.what.start);
        editor.fault = None;
        editor.follow(item, is_open, (start, times::own_zone(start)));
        if editor.fault.is_some() {
            return;
        }
    }
    let what = match editor.draft() {
        Ok(what) => what,
        Err(fault) => {
            editor.fault = Some(fault);
            return;
        }
    };
    let asked = match editor.item {
        Some(item) => ProgrammeFromClient::Change { item, was: editor.was, what },
        None => ProgrammeFromClient::Add { what, before: None, open: editor.open },
    };
    to_venue.write(ToVenue(FromClient::Programme(asked)));
    (editor.sent, editor.fault) = (true, None);
}
