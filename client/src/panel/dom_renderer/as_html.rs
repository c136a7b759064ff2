//! Nodes as a piece of a page in a file: how views are tested, and looked at, without the program in a browser.

use super::node::Node;

/// The element and everything in it.
pub(super) fn as_html(node: &Node) -> String {
    let mut html = String::new();
    write(&mut html, node);
    html
}

fn write(html: &mut String, node: &Node) {
    html.push('<');
    html.push_str(node.tag);
    for (name, value) in &node.attributes {
        html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    if !node.styles.is_empty() {
        let styles: Vec<String> = node.styles.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        html.push_str(&format!(" style=\"{}\"", escaped(&styles.join(";"))));
    }
    if let Some(value) = &node.value {
        html.push_str(&format!(" value=\"{}\"", escaped(&value.text)));
    }
    html.push('>');
    if node.tag == "input" {
        return;
    }
    html.push_str(&escaped(node.text.as_deref().unwrap_or_default()));
    node.children.iter().for_each(|child| write(html, child));
    html.push_str(&format!("</{}>", node.tag));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
