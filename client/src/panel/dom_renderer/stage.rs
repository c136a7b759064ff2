//! Every panel on the page: which came, which went, and the operations that make the page so.
//!
//! Only a panel that changed is looked at again. Under a veil everything else is out of reach of keys and fingers.

use std::collections::BTreeMap;

use super::lower;
use super::node::Node;
use super::reconcile::{Ledger, NodeId, Operation, Piece};
use super::sheets::Sheets;
use crate::panel::{Panel, PanelKey, Place};

/// The element that holds all panels; every other has a higher number.
pub const ROOT: NodeId = NodeId(0);

/// What is on the page.
#[derive(Debug, Default)]
pub struct Stage {
    sheets: Sheets,
    ledger: Ledger,
    standing: BTreeMap<PanelKey, (Panel, Piece)>,
    covered: Cover,
}

/// Whether a veil lies over the panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Cover {
    #[default]
    Open,
    Veiled,
}

/// What is to be done on the page.
#[derive(Debug, Default)]
pub struct Turn {
    /// In this order.
    pub operations: Vec<Operation>,
    /// Panels that were not there before.
    pub opened: Vec<PanelKey>,
    /// Panels that are no longer there.
    pub closed: Vec<PanelKey>,
}

impl Stage {
    /// An empty page with these pictures.
    #[must_use]
    pub fn new(sheets: Sheets) -> Self {
        Self { sheets, ..Self::default() }
    }

    /// The panel with this key, as it stands on the page.
    #[must_use]
    pub fn panel(&self, key: PanelKey) -> Option<&Panel> {
        self.standing.get(&key).map(|(panel, _)| panel)
    }

    /// Shows these panels and no others. The door is the page's own business.
    pub fn show<'p>(&mut self, panels: impl Iterator<Item = &'p Panel>) -> Turn {
        let panels: BTreeMap<PanelKey, &Panel> =
            panels.filter(|panel| panel.place != Place::Door).map(|panel| (panel.key, panel)).collect();
        let veiled = panels.values().any(|panel| panel.place == Place::Veil);
        let covered = if veiled { Cover::Veiled } else { Cover::Open };
        let cover_changed = covered != self.covered;
        self.covered = covered;
        let closed: Vec<PanelKey> = self.standing.keys().filter(|key| !panels.contains_key(key)).copied().collect();
        for key in &closed {
            if let Some((_, piece)) = self.standing.remove(key) {
                piece.remove(&mut self.ledger);
            }
        }
        let mut opened = Vec::new();
        // From the last to the first, so that what an element is put before stands already.
        let mut before = None;
        for (key, panel) in panels.into_iter().rev() {
            let node = |sheets: &Sheets| out_of_reach(lower::panel(panel, sheets), panel, covered);
            match self.standing.get_mut(&key) {
                Some((old, piece)) => {
                    if cover_changed || old != panel {
                        piece.update(node(&self.sheets), &mut self.ledger);
                        *old = panel.clone();
                    }
                    before = Some(piece.id);
                }
                None => {
                    let piece = Piece::create(node(&self.sheets), &mut self.ledger);
                    let id = piece.id;
                    self.ledger.operations.push(Operation::Place { id, parent: ROOT, before });
                    before = Some(id);
                    self.standing.insert(key, (panel.clone(), piece));
                    opened.push(key);
                }
            }
        }
        opened.reverse();
        Turn { operations: std::mem::take(&mut self.ledger.operations), opened, closed }
    }
}

fn out_of_reach(node: Node, panel: &Panel, covered: Cover) -> Node {
    match (covered, panel.place) {
        (Cover::Open, _) | (Cover::Veiled, Place::Veil) => node,
        (
            Cover::Veiled,
            Place::Door
            | Place::Top
            | Place::Strip
            | Place::Captions
            | Place::Bottom
            | Place::Left
            | Place::Right
            | Place::Dialog
            | Place::Large
            | Place::Toasts
            | Place::Unseen,
        ) => node.set("inert", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{Tone, Widget};

    fn panel(key: PanelKey, place: Place, words: &str) -> Panel {
        let widgets = vec![Widget::text("words", Tone::Plain, words.to_owned())];
        Panel { key, place, title: key.name().to_owned(), close: None, widgets }
    }

    fn places(turn: &Turn) -> Vec<(NodeId, Option<NodeId>)> {
        let place = |operation: &Operation| {
            let Operation::Place { id, parent: ROOT, before } = operation else { return None };
            Some((*id, *before))
        };
        turn.operations.iter().filter_map(place).collect()
    }

    #[test]
    fn panels_stand_in_the_order_in_which_tab_visits_them() {
        let mut stage = Stage::new(Sheets::read().unwrap());
        let (bar, chat) = (panel(PanelKey::Bar, Place::Top, "a"), panel(PanelKey::Chat, Place::Left, "b"));
        let first = stage.show([&chat].into_iter());
        let second = stage.show([&chat, &bar].into_iter());
        assert_eq!((&first.opened, &second.opened), (&vec![PanelKey::Chat], &vec![PanelKey::Bar]));
        assert_eq!(places(&second)[0].1, Some(places(&first)[0].0), "the bar is put before the chat");
    }

    fn first_turn(panel: &Panel) -> Turn {
        Stage::new(Sheets::read().unwrap()).show([panel].into_iter())
    }

    #[test]
    fn a_panel_that_did_not_change_is_left_alone_and_one_that_went_is_gone() {
        let mut stage = Stage::new(Sheets::read().unwrap());
        let bar = panel(PanelKey::Bar, Place::Top, "a");
        stage.show([&bar].into_iter());
        assert!(stage.show([&bar].into_iter()).operations.is_empty());
        let turn = stage.show([].into_iter());
        assert_eq!(turn.closed, vec![PanelKey::Bar]);
        assert!(matches!(turn.operations.as_slice(), [Operation::Remove { .. }]));
    }

    #[test]
    fn under_a_veil_nothing_else_is_in_reach() {
        let mut stage = Stage::new(Sheets::read().unwrap());
        let bar = panel(PanelKey::Bar, Place::Top, "a");
        let veil = panel(PanelKey::Veil, Place::Veil, "wait");
        stage.show([&bar].into_iter());
        let inert = |turn: &Turn, value: Option<&str>| {
            turn.operations
                .iter()
                .any(|operation| matches!(operation, Operation::Attribute(_, "inert", set) if set.as_deref() == value))
        };
        assert!(inert(&stage.show([&bar, &veil].into_iter()), Some("")));
        assert!(inert(&stage.show([&bar].into_iter()), None), "and back in reach without it");
    }

    #[test]
    fn the_door_is_left_to_the_page() {
        let door = panel(PanelKey::SignIn, Place::Door, "who are you?");
        assert!(first_turn(&door).operations.is_empty());
    }
}
