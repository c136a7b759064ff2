//! Makes what stands on the page equal to new nodes, as a list of operations: pure, so that it is tested without one.
//!
//! What stays keeps its element and with it focus, caret, selection and an open composition; it is moved only when
//! its order among those that stay has changed. A field's text is written only when the program raised its edition.

use std::collections::BTreeMap;

use super::node::{Node, Value};

/// The number of an element on the page, never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One change of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Makes an element that stands nowhere yet.
    Create(NodeId, &'static str),
    /// Sets an attribute, or takes it away.
    Attribute(NodeId, &'static str, Option<String>),
    /// Sets a style property, or takes it away.
    Style(NodeId, &'static str, Option<String>),
    /// Sets the text.
    Text(NodeId, String),
    /// Writes into a field.
    Value(NodeId, String),
    /// Puts an element into `parent`, before another or at the end; moves it where it stands already.
    Place {
        /// What.
        id: NodeId,
        /// Into what.
        parent: NodeId,
        /// Before what; at the end without.
        before: Option<NodeId>,
    },
    /// Takes an element away; `all` names it and everything in it.
    Remove {
        /// What.
        id: NodeId,
        /// Everything that is gone with it.
        all: Vec<NodeId>,
    },
}

/// Gives numbers and collects operations.
#[derive(Debug, Default)]
pub struct Ledger {
    given: u32,
    /// What is to be done, in order.
    pub operations: Vec<Operation>,
}

impl Ledger {
    /// A number that was never given before.
    pub fn number(&mut self) -> NodeId {
        self.given = self.given.wrapping_add(1);
        NodeId(self.given)
    }
}

/// An element on the page, and what is in it.
#[derive(Debug)]
pub struct Piece {
    /// Its number.
    pub id: NodeId,
    node: Node,
    children: Vec<Piece>,
}

impl Piece {
    /// Makes an element; it is placed by its parent.
    pub fn create(mut node: Node, ledger: &mut Ledger) -> Self {
        let id = ledger.number();
        let children = std::mem::take(&mut node.children);
        ledger.operations.push(Operation::Create(id, node.tag));
        write(id, &Node::default(), &node, ledger);
        let mut piece = Self { id, node, children: Vec::new() };
        piece.set_children(children, ledger);
        piece
    }

    /// Makes the element equal to another node of the same key and tag.
    pub fn update(&mut self, mut node: Node, ledger: &mut Ledger) {
        let children = std::mem::take(&mut node.children);
        write(self.id, &self.node, &node, ledger);
        self.node = node;
        self.set_children(children, ledger);
    }

    /// Takes the element off the page.
    pub fn remove(self, ledger: &mut Ledger) {
        let id = self.id;
        let mut all = Vec::new();
        self.collect(&mut all);
        ledger.operations.push(Operation::Remove { id, all });
    }

    fn collect(self, all: &mut Vec<NodeId>) {
        all.push(self.id);
        self.children.into_iter().for_each(|child| child.collect(all));
    }

    fn set_children(&mut self, nodes: Vec<Node>, ledger: &mut Ledger) {
        if nodes.is_empty() && self.children.is_empty() {
            return;
        }
        let mut old: Vec<Option<Self>> = std::mem::take(&mut self.children).into_iter().map(Some).collect();
        let places: BTreeMap<(String, &'static str), usize> = old
            .iter()
            .enumerate()
            .filter_map(|(place, piece)| piece.as_ref().map(|piece| ((piece.node.key.clone(), piece.node.tag), place)))
            .collect();
        let found: Vec<Option<usize>> =
            nodes.iter().map(|node| places.get(&(node.key.clone(), node.tag)).copied()).collect();
        let stays = longest_rise(&found);
        let mut pieces: Vec<(Self, Standing)> = Vec::with_capacity(nodes.len());
        for ((node, place), stays) in nodes.into_iter().zip(found).zip(stays) {
            // A key that came twice finds its element taken and gets a new one.
            match place.and_then(|place| old.get_mut(place)).and_then(Option::take) {
                Some(mut piece) => {
                    piece.update(node, ledger);
                    pieces.push((piece, if stays { Standing::Stays } else { Standing::Moves }));
                }
                None => pieces.push((Self::create(node, ledger), Standing::Moves)),
            }
        }
        old.into_iter().flatten().for_each(|gone| gone.remove(ledger));
        let mut before = None;
        for (piece, standing) in pieces.iter().rev() {
            if *standing == Standing::Moves {
                ledger.operations.push(Operation::Place { id: piece.id, parent: self.id, before });
            }
            before = Some(piece.id);
        }
        self.children = pieces.into_iter().map(|(piece, _)| piece).collect();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Stays,
    Moves,
}

/// Writes what differs between two nodes, their children apart.
fn write(id: NodeId, old: &Node, new: &Node, ledger: &mut Ledger) {
    for (name, value) in changes(&old.attributes, &new.attributes) {
        ledger.operations.push(Operation::Attribute(id, name, value));
    }
    for (name, value) in changes(&old.styles, &new.styles) {
        ledger.operations.push(Operation::Style(id, name, value));
    }
    if old.text != new.text {
        ledger.operations.push(Operation::Text(id, new.text.clone().unwrap_or_default()));
    }
    let edition = |value: &Option<Value>| value.as_ref().map(|value| value.edition);
    if let Some(value) = &new.value
        && edition(&old.value) != edition(&new.value)
    {
        ledger.operations.push(Operation::Value(id, value.text.clone()));
    }
}

type Named = BTreeMap<&'static str, String>;

fn changes(old: &Named, new: &Named) -> Vec<(&'static str, Option<String>)> {
    let gone = old.keys().filter(|name| !new.contains_key(*name)).map(|name| (*name, None));
    let set = new.iter().filter(|(name, value)| old.get(*name) != Some(value));
    gone.chain(set.map(|(name, value)| (*name, Some(value.clone())))).collect()
}

/// Marks as many of the places as possible so that the marked ones rise: those elements need not move.
fn longest_rise(places: &[Option<usize>]) -> Vec<bool> {
    // `ends[n]` is the index whose place ends the best rise of n + 1 places; `before` chains each rise backwards.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    let place = |index: usize| places.get(index).copied().flatten();
    for (index, value) in places.iter().enumerate().filter_map(|(index, place)| Some((index, (*place)?))) {
        let length = ends.partition_point(|end| place(*end).is_some_and(|place| place < value));
        if let Some(link) = before.get_mut(index) {
            *link = length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut marked = vec![false; places.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        if let Some(mark) = marked.get_mut(index) {
            *mark = true;
        }
        at = before.get(index).copied().flatten();
    }
    marked
}

#[cfg(test)]
mod tests;
