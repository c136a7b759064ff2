//! Claims about every panel as elements of the page, in every language: names, ids, headings, nothing nested wrongly.
//!
//! With `HIROBA_VIEWS` set to a folder the scenes are also written there as pages, to be looked at.

mod samples;

use std::collections::BTreeSet;

use super::as_html::as_html;
use super::lower;
use super::node::Node;
use super::sheets::Sheets;
use crate::locale::Tongue;
use crate::panel::Panel;

/// Every scene in every language as nodes.
fn for_each_scene(mut look: impl FnMut(&str, &[Panel], &[Node])) {
    let sheets = Sheets::read().unwrap();
    for tongue in Tongue::ALL {
        for (name, panels) in samples::scenes(tongue) {
            let nodes: Vec<Node> = panels.iter().map(|panel| lower::panel(panel, &sheets)).collect();
            look(&format!("{name}.{}", tongue.code()), &panels, &nodes);
        }
    }
}

fn walk<'n>(nodes: &'n [Node], look: &mut impl FnMut(&'n Node, &[&'n Node])) {
    fn go<'n>(node: &'n Node, above: &mut Vec<&'n Node>, look: &mut impl FnMut(&'n Node, &[&'n Node])) {
        look(node, above);
        above.push(node);
        node.children.iter().for_each(|child| go(child, above, look));
        above.pop();
    }
    nodes.iter().for_each(|node| go(node, &mut Vec::new(), look));
}

fn words(node: &Node) -> String {
    let own = node.text.clone().unwrap_or_default();
    let hidden = |child: &&Node| child.attributes.get("aria-hidden").map(String::as_str) != Some("true");
    node.children.iter().filter(hidden).fold(own, |all, child| format!("{all} {}", words(child)).trim().to_owned())
}

#[test]
fn addresses_in_what_people_write_are_text_and_links_lead_to_what_the_venue_made() {
    let mut addresses = 0;
    for_each_scene(|scene, _, nodes| {
        walk(nodes, &mut |node, _| {
            addresses += usize::from(node.text.as_ref().is_some_and(|text| text.contains("https://")));
            if node.tag == "a" {
                let leads_to = node.attributes.get("href").map_or("", String::as_str);
                assert!(leads_to.starts_with("/media/"), "{scene}: a link to {leads_to:?}");
            }
        });
    });
    assert!(addresses >= Tongue::ALL.len(), "somebody writes an address");
}

fn is_used(node: &Node) -> bool {
    matches!(node.tag, "button" | "input")
}

#[test]
fn every_control_has_a_name_and_none_stands_in_another() {
    for_each_scene(|scene, _, nodes| {
        let mut labels = BTreeSet::new();
        walk(nodes, &mut |node, _| labels.extend(node.attributes.get("for").filter(|_| !words(node).is_empty())));
        walk(nodes, &mut |node, above| {
            if !is_used(node) {
                return;
            }
            let named = match node.tag {
                "input" => node.attributes.get("id").is_some_and(|id| labels.contains(id)),
                _ => {
                    node.attributes.get("aria-label").is_some_and(|label| !label.is_empty()) || !words(node).is_empty()
                }
            };
            assert!(named, "{scene}: {node:?} has no name");
            assert!(!above.iter().any(|outer| is_used(outer)), "{scene}: {node:?} stands in another control");
            assert!(above.iter().any(|outer| outer.attributes.contains_key("data-panel")), "{scene}: {node:?}");
        });
    });
}

#[test]
fn every_id_is_there_once_and_every_reference_finds_one() {
    for_each_scene(|scene, _, nodes| {
        let (mut ids, mut asked) = (BTreeSet::new(), BTreeSet::new());
        walk(nodes, &mut |node, _| {
            if let Some(id) = node.attributes.get("id") {
                assert!(ids.insert(id), "{scene}: {id} is there twice");
                assert!(!id.contains(char::is_whitespace), "{scene}: {id} would be two");
            }
            for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                asked.extend(node.attributes.get(name));
            }
        });
        assert_eq!(asked.difference(&ids).collect::<Vec<_>>(), Vec::<&&String>::new(), "{scene}");
    });
}

#[test]
fn every_key_of_a_control_is_a_key_of_its_panel() {
    for_each_scene(|scene, panels, nodes| {
        for (panel, node) in panels.iter().zip(nodes) {
            let keys: BTreeSet<&str> = panel.keys().into_iter().map(crate::panel::Key::as_str).collect();
            walk(std::slice::from_ref(node), &mut |node, _| {
                let Some(key) = node.attributes.get("data-key") else { return };
                assert!(keys.contains(key.as_str()) || key == crate::panel::CLOSE, "{scene}: {key}");
            });
        }
    });
}

#[test]
fn siblings_have_keys_of_their_own() {
    for_each_scene(|scene, _, nodes| {
        walk(nodes, &mut |node, _| {
            let mut keys: Vec<_> = node.children.iter().map(|child| (&child.key, child.tag)).collect();
            keys.sort_unstable();
            let count = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), count, "{scene}: below {}", node.key);
        });
    });
}

#[test]
fn every_panel_has_a_heading_and_texts_of_others_stay_texts() {
    for_each_scene(|scene, panels, nodes| {
        for (panel, node) in panels.iter().zip(nodes) {
            let mut headings = Vec::new();
            walk(std::slice::from_ref(node), &mut |node, _| {
                if matches!(node.tag, "h1" | "h2") {
                    headings.push(words(node));
                }
            });
            assert_eq!(headings, vec![panel.title.clone()], "{scene}");
        }
        let html: String = nodes.iter().map(as_html).collect();
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{scene}");
    });
}

#[test]
fn scenes_can_be_looked_at_in_a_browser() {
    let folder = std::env::var_os("HIROBA_VIEWS").map(std::path::PathBuf::from);
    let mut written = 0;
    for_each_scene(|scene, _, nodes| {
        let panels: String = nodes.iter().map(as_html).collect();
        let language = scene.rsplit_once('.').map_or("en", |(_, language)| language);
        let page = format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{scene}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
             <link rel=\"stylesheet\" href=\"theme.css\"><link rel=\"stylesheet\" href=\"panels.css\"></head>\
             <body><main id=\"venue\"><canvas id=\"world\" tabindex=\"0\"></canvas><div id=\"panels\"><div class=\"p-stack\">{panels}</div>\
             </div></main>\
             </body></html>"
        );
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{scene}.html")), page).unwrap();
        }
        written += 1;
    });
    assert_eq!(written, Tongue::ALL.len() * 19, "every scene in every language");
}
