//! Where in the page's picture sheets an icon, a gesture or a part of an avatar is.
//!
//! Only places and colours: the style sheet names the pictures, and the browser scales them with the letters round
//! them.

use std::collections::BTreeMap;

use hiroba_shared::look::Look;
use serde::Deserialize;

use super::node::Node;
use crate::panel::picture::face;

/// Cells in a row of the sheet of avatars from the front, as `client/bundle` draws it.
const FRONT_COLUMNS: u32 = 8;

#[derive(Debug, Default, Deserialize)]
struct Signs {
    columns: u32,
    icons: BTreeMap<String, u32>,
}

#[derive(Debug, Default, Deserialize)]
struct Avatars {
    columns: u32,
    order: Vec<String>,
    parts: BTreeMap<String, Vec<u32>>,
    palettes: BTreeMap<String, Vec<String>>,
}

/// The sheets' descriptions.
#[derive(Debug, Default)]
pub struct Sheets {
    icons: Signs,
    emotes: Signs,
    avatars: Avatars,
}

impl Sheets {
    /// Reads the descriptions, which are part of the program.
    ///
    /// # Errors
    ///
    /// When one is broken, which a test refuses.
    pub fn read() -> Result<Self, serde_json::Error> {
        Ok(Self {
            icons: serde_json::from_str(include_str!("../../../../assets/atlas/icons.json"))?,
            emotes: serde_json::from_str(include_str!("../../../../assets/atlas/emotes.json"))?,
            avatars: serde_json::from_str(include_str!("../../../../assets/atlas/avatar.json"))?,
        })
    }

    /// An icon in the colour of the letters round it; a letter where no sheet has it.
    pub(super) fn icon(&self, name: &str) -> Node {
        match self.icons.icons.get(name) {
            Some(cell) => placed(Node::new("span", "icon").class("icon"), *cell, &self.icons),
            None => Node::words("span", "icon", sign(name)).class("sign"),
        }
        .silent()
    }

    /// A gesture in its own colours.
    pub(super) fn emote(&self, name: &str) -> Option<Node> {
        let cell = self.emotes.icons.get(name)?;
        Some(placed(Node::new("span", "gesture").class("gesture"), *cell, &self.emotes).silent())
    }

    /// The parts of an avatar that looks at the reader, lowest first.
    pub(super) fn look(&self, look: Look) -> Vec<Node> {
        let avatars = &self.avatars;
        let [skin, hair, hair_colour, clothes, clothes_colour, accessory] = look.parts().map(usize::from);
        let faces = avatars.parts.get("face").map_or(1, Vec::len).max(1);
        let rows = avatars.parts.values().flatten().max().map_or(1, |last| last / avatars.columns.max(1) + 1);
        let part = |(n, layer): (usize, &String)| {
            let (style, palette, colour) = match layer.as_str() {
                "body" => (Some(0), "skin", skin),
                "face" => (Some(face(look) % faces), "", 0),
                "clothes" => (Some(clothes), "clothes", clothes_colour),
                "hair" => (hair.checked_sub(1), "hair", hair_colour),
                "accessory" => (accessory.checked_sub(1), "", 0),
                _ => (None, "", 0),
            };
            let cell = *avatars.parts.get(layer)?.get(style?)? / avatars.columns.max(1);
            let tint = avatars.palettes.get(palette).and_then(|colours| colours.get(colour));
            let node = Node::new("span", format!("part-{n}")).class("part");
            let node = at_cell(node, cell, FRONT_COLUMNS, rows.div_ceil(FRONT_COLUMNS));
            Some(node.style("--tint", tint.map_or("#ffffff", String::as_str)))
        };
        avatars.order.iter().enumerate().filter_map(part).collect()
    }
}

fn placed(node: Node, cell: u32, signs: &Signs) -> Node {
    let columns = signs.columns.max(1);
    let rows = signs.icons.values().max().map_or(1, |last| last / columns + 1);
    at_cell(node, cell, columns, rows)
}

fn at_cell(node: Node, cell: u32, columns: u32, rows: u32) -> Node {
    // A sheet `n` cells wide is shown `n` times as wide as a cell, and a percentage then moves over the rest of it.
    let percent = |place: u32, count: u32| {
        let millionths = place * 1_000_000 / count.saturating_sub(1).max(1);
        format!("{}.{:04}%", millionths / 10_000, millionths % 10_000)
    };
    node.style("--x", percent(cell % columns, columns))
        .style("--y", percent(cell / columns, rows))
        .style("--columns", columns.to_string())
        .style("--rows", rows.to_string())
}

/// Letters shown for icons that no sheet has.
fn sign(icon: &str) -> &'static str {
    match icon {
        "back" => "‹",
        "on" => "›",
        "box" => "○",
        _ => "•",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_lie_where_their_sheet_has_them() {
        let sheets = Sheets::read().unwrap();
        let people = sheets.icon("people");
        assert_eq!(people.styles["--x"], "14.2857%");
        assert_eq!((people.styles["--y"].as_str(), people.styles["--rows"].as_str()), ("0.0000%", "5"));
        assert_eq!(sheets.icon("nothing drew this").text.as_deref(), Some("•"));
    }

    #[test]
    fn every_look_wears_a_body_a_face_and_clothes() {
        let sheets = Sheets::read().unwrap();
        for seed in 0..50 {
            let parts = sheets.look(Look::from_seed(seed));
            assert!((3..=5).contains(&parts.len()), "{parts:?}");
            assert!(parts.iter().all(|part| part.styles["--tint"].starts_with('#')));
        }
    }
}
