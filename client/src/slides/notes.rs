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
use crate::panel::{Key, PanelEvent, PanelEventKind, PanelKey};
use crate::start::Wishes;

/// Most letters of a note.
pub const MOST_LETTERS: usize = 300;

/// What the fields of notes are called, before the number of their page.
const FIELD: &str = "notes";

/// The field for the note of a page: what was typed while the page was being turned stays with its own.
#[must_use]
pub fn field(page: PageNumber) -> Key {
    format!("{FIELD}/{}", page.number()).into()
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

    /// Another number for each deck, and once its notes are read: then the fields are written anew.
    #[must_use]
    pub fn edition(&self, deck: &Blake3) -> u32 {
        let [a, b, c, d, ..] = deck.0;
        let read = u32::from(self.deck.as_ref() == Some(deck));
        (u32::from_le_bytes([a, b, c, d]) & !1) | read
    }

    fn set(&mut self, page: PageNumber, line: &str) {
        match line {
            "" => self.lines.remove(&page.number()),
            line => self.lines.insert(page.number(), line.to_owned()),
        };
    }
}

/// Reads the notes of the deck that is shown.
pub(super) fn read(slides: Res<Slides>, wishes: Option<Res<Wishes>>, mut notes: ResMut<Notes>) {
    let Some(deck) = slides.showing.as_ref().map(|showing| showing.index) else { return };
    if notes.deck == Some(deck) {
        return;
    }
    let folder = wishes.as_ref().and_then(|wishes| wishes.folder.as_deref());
    let text = shelf::read(folder, &letters(&deck.0));
    let lines = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    *notes = Notes { deck: Some(deck), lines };
}

/// Keeps what was typed. It comes before anything is heard of another deck: the fields were those of the deck so far.
pub(super) fn write(mut events: MessageReader<PanelEvent>, wishes: Option<Res<Wishes>>, mut notes: ResMut<Notes>) {
    for event in events.read().filter(|event| event.panel == PanelKey::Page) {
        let page = event.key.number_within(FIELD).and_then(|page| PageNumber::new(u16::try_from(page).ok()?));
        let (PanelEventKind::Typed(line), Some(page)) = (&event.kind, page) else { continue };
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
    use bevy::ecs::system::RunSystemOnce;

    use crate::slides::samples::page;

    #[test]
    fn what_is_typed_while_the_page_is_turned_stays_with_its_own_page() {
        let mut world = World::new();
        world.init_resource::<Messages<PanelEvent>>();
        world.insert_resource(Notes { deck: Some(Blake3([7; 32])), ..Notes::default() });
        for (number, line) in [(3, "Greet"), (4, "Thank"), (3, "Greet them")] {
            let (key, kind) = (field(page(number)), PanelEventKind::Typed(line.to_owned()));
            world.write_message(PanelEvent { panel: PanelKey::Page, key, kind });
        }
        world.run_system_once(write).unwrap();
        let notes = world.resource::<Notes>();
        assert_eq!((notes.of(page(3)), notes.of(page(4))), ("Greet them", "Thank"));
    }

    #[test]
    fn a_field_is_written_anew_for_another_deck_and_when_its_notes_are_read() {
        let (deck, other) = (Blake3([7; 32]), Blake3([9; 32]));
        let read = Notes { deck: Some(deck), ..Notes::default() };
        let editions = [Notes::default().edition(&deck), read.edition(&deck), read.edition(&other)];
        assert!(editions.iter().enumerate().all(|(n, edition)| !editions[..n].contains(edition)), "{editions:?}");
    }

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
