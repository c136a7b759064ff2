//! The presenter's notes, a line for each page, kept on this device with the deck they belong to.
//!
//! Nobody else sees them; they never cross the link. A broken text counts as none.

#[cfg_attr(target_arch = "wasm32", path = "notes/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "notes/folder.rs")]
mod shelf;

use std::collections::BTreeMap;

use bevy::prelude::*;
use hiroba_shared::deck::PageNumber;
use hiroba_shared::protocol::slides::Blake3;

use super::Slides;
use super::pages::letters;
use crate::panel::{PanelEvent, PanelEventKind, PanelKey};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::start::Wishes;

/// Most letters of a note.
pub const MOST_LETTERS: usize = 300;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Notes>()
        .add_systems(Update, (read, write).chain().in_set(ClientSystems::React).run_if(in_state(Screen::InVenue)));
}

/// The notes of the deck that this person shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct Notes {
    /// Of which deck, by its index.
    deck: Option<Blake3>,
    lines: BTreeMap<u16, String>,
}

impl Notes {
    /// The note of a page.
    #[must_use]
    pub fn of(&self, page: PageNumber) -> &str {
        self.lines.get(&page.number()).map(String::as_str).unwrap_or_default()
    }

    /// Another number for each page of each deck: the field is written anew when another page is shown.
    #[must_use]
    pub fn edition(&self, deck: &Blake3, page: PageNumber) -> u32 {
        let read = u32::from(self.deck.as_ref() == Some(deck));
        u32::from(page.number()) * 2 + read
    }

    fn set(&mut self, page: PageNumber, line: &str) {
        match line {
            "" => self.lines.remove(&page.number()),
            line => self.lines.insert(page.number(), line.to_owned()),
        };
    }
}

fn read(slides: Res<Slides>, wishes: Option<Res<Wishes>>, mut notes: ResMut<Notes>) {
    let Some(deck) = slides.showing.as_ref().map(|showing| showing.index) else { return };
    if notes.deck == Some(deck) {
        return;
    }
    let folder = wishes.as_ref().and_then(|wishes| wishes.folder.as_deref());
    let text = shelf::read(folder, &letters(&deck.0));
    let lines = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    *notes = Notes { deck: Some(deck), lines };
}

fn write(
    mut events: MessageReader<PanelEvent>,
    slides: Res<Slides>,
    wishes: Option<Res<Wishes>>,
    mut notes: ResMut<Notes>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::Page && event.key.as_str() == "notes") {
        let (PanelEventKind::Typed(line), Some(page)) = (&event.kind, slides.viewed()) else { continue };
        // The field shows already what was typed.
        let notes = notes.bypass_change_detection();
        notes.set(page, line);
        let folder = wishes.as_ref().and_then(|wishes| wishes.folder.as_deref());
        let kept = notes.deck.zip(serde_json::to_string(&notes.lines).ok());
        if let Some(Err(error)) = kept.map(|(deck, text)| shelf::write(folder, &letters(&deck.0), &text)) {
            bevy::log::warn!("notes could not be kept: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_kept_by_deck_and_an_empty_one_is_none() {
        let folder = std::env::temp_dir().join(format!("hiroba-notes-{}", std::process::id()));
        let mut notes = Notes::default();
        let page = PageNumber::FIRST;
        notes.set(page, "Greet them");
        let text = serde_json::to_string(&notes.lines).unwrap();
        shelf::write(Some(&folder), "aa", &text).unwrap();
        assert_eq!(shelf::read(Some(&folder), "aa").as_deref(), Some(text.as_str()));
        assert_eq!((shelf::read(Some(&folder), "bb"), shelf::read(None, "aa")), (None, None));
        std::fs::remove_dir_all(folder).unwrap();
        notes.set(page, "");
        assert_eq!(notes, Notes::default());
    }
}
