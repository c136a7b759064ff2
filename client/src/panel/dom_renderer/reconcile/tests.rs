//! Claims about the operations: a page that applies them shows the new nodes, and what stays is not touched.

use std::collections::BTreeMap;

use super::*;

/// A page as plain values: what the browser does with the operations.
#[derive(Default)]
struct Page {
    elements: BTreeMap<NodeId, (Node, Vec<NodeId>)>,
    placed: Vec<NodeId>,
}

impl Page {
    fn apply(&mut self, operations: Vec<Operation>) {
        self.placed.clear();
        for operation in operations {
            match operation {
                Operation::Create(id, tag) => drop(self.elements.insert(id, (Node::new(tag, ""), vec![]))),
                Operation::Attribute(id, name, value) => change(&mut self.node(id).attributes, name, value),
                Operation::Style(id, name, value) => change(&mut self.node(id).styles, name, value),
                Operation::Text(id, text) => self.node(id).text = Some(text),
                Operation::Value(id, text) => self.node(id).value = Some(Value { text, edition: 0 }),
                Operation::Place { id, parent, before } => {
                    self.placed.push(id);
                    self.elements.values_mut().for_each(|(_, children)| children.retain(|child| *child != id));
                    let children = &mut self.elements.get_mut(&parent).unwrap().1;
                    let at = before.map_or(children.len(), |other| children.iter().position(|c| *c == other).unwrap());
                    children.insert(at, id);
                }
                Operation::Remove { id, all } => {
                    self.elements.values_mut().for_each(|(_, children)| children.retain(|child| *child != id));
                    all.iter().for_each(|id| drop(self.elements.remove(id).unwrap()));
                }
            }
        }
    }

    fn node(&mut self, id: NodeId) -> &mut Node {
        &mut self.elements.get_mut(&id).unwrap().0
    }

    fn texts(&self, parent: NodeId) -> Vec<String> {
        let text = |id| self.elements[id].0.text.clone().unwrap_or_default();
        self.elements[&parent].1.iter().map(text).collect()
    }
}

fn change(named: &mut Named, name: &'static str, value: Option<String>) {
    match value {
        Some(value) => named.insert(name, value),
        None => named.remove(name),
    };
}

fn list(letters: &str) -> Node {
    let item = |letter: char| Node::words("li", letter.to_string(), letter.to_string()).set("class", "row");
    Node::new("ul", "list").with(letters.chars().map(item))
}

/// Shows one list after another and gives back how many elements the second placed.
fn turned(from: &str, to: &str) -> usize {
    let (mut ledger, mut page) = (Ledger::default(), Page::default());
    let mut piece = Piece::create(list(from), &mut ledger);
    page.apply(std::mem::take(&mut ledger.operations));
    piece.update(list(to), &mut ledger);
    page.apply(std::mem::take(&mut ledger.operations));
    let shown = page.texts(piece.id).concat();
    assert_eq!(shown, to, "from {from}");
    assert_eq!(page.elements.len(), to.len() + 1, "nothing that went is kept");
    page.placed.len()
}

#[test]
fn any_order_becomes_any_other() {
    for (from, to) in [("", "abc"), ("abc", ""), ("abcd", "dcba"), ("abc", "xaybzc"), ("abcdef", "fbxcda")] {
        turned(from, to);
    }
}

#[test]
fn what_keeps_its_order_is_not_placed_again() {
    assert_eq!(turned("abcdef", "abcdef"), 0);
    assert_eq!(turned("abcdef", "bdf"), 0);
    assert_eq!(turned("abc", "abcd"), 1, "a message at the end places itself alone");
    assert_eq!(turned("abcdef", "fabcde"), 1, "one that came to the front moves alone");
}

#[test]
fn an_equal_view_changes_nothing() {
    let mut ledger = Ledger::default();
    let mut piece = Piece::create(list("abc"), &mut ledger);
    ledger.operations.clear();
    piece.update(list("abc"), &mut ledger);
    assert_eq!(ledger.operations, vec![]);
}

#[test]
fn attributes_and_styles_that_went_are_taken_away() {
    let mut ledger = Ledger::default();
    let mut piece = Piece::create(Node::new("p", "p").set("hidden", "").style("--x", "1"), &mut ledger);
    ledger.operations.clear();
    piece.update(Node::new("p", "p").set("role", "status"), &mut ledger);
    let id = piece.id;
    let expected = vec![
        Operation::Attribute(id, "hidden", None),
        Operation::Attribute(id, "role", Some("status".to_owned())),
        Operation::Style(id, "--x", None),
    ];
    assert_eq!(ledger.operations, expected);
}

#[test]
fn a_field_is_written_only_when_the_program_changed_it() {
    let field = |text: &str, edition| Node {
        value: Some(Value { text: text.to_owned(), edition }),
        ..Node::new("input", "draft")
    };
    let mut ledger = Ledger::default();
    let mut piece = Piece::create(field("", 0), &mut ledger);
    ledger.operations.clear();
    piece.update(field("typed", 0), &mut ledger);
    assert_eq!(ledger.operations, vec![], "what the person types is theirs");
    piece.update(field("", 1), &mut ledger);
    assert_eq!(ledger.operations, vec![Operation::Value(piece.id, String::new())]);
}

#[test]
fn a_key_that_came_twice_is_two_elements() {
    assert_eq!(turned("ab", "aab"), 2);
}
