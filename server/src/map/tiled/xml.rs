//! A tileset in Tiled's XML (`.tsx`), read into the same shape as the one in JSON.
//!
//! Document types are refused, so no entity can grow or name another file; nodes are counted while they are read.

use roxmltree::{Document, Node, ParsingOptions};

use super::{Frame, List, Properties, Tile, Tileset, property::Value};

/// Most nodes of one file.
const MAX_NODES: u32 = 400_000;
/// Most properties of one thing, tiles of a tileset and pictures of an animation, as in JSON.
const MAX_PROPERTIES: usize = 128;
const MAX_TILES: usize = 65_536;
const MAX_FRAMES: usize = 256;

/// The tileset in the XML `text`.
///
/// # Errors
/// Says in words why it is none.
pub(in crate::map) fn tileset(text: &str) -> Result<Tileset, String> {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|fault| fault.to_string())?;
    let root = document.root_element();
    if !root.has_tag_name("tileset") {
        return Err(String::from("it is XML, but no tileset"));
    }
    let number = |name: &str| root.attribute(name).map_or(Ok(0), |text| whole(text, name));
    Ok(Tileset {
        firstgid: 0,
        source: None,
        image: child(root, "image").and_then(|image| image.attribute("source")).map(str::to_owned),
        tilewidth: number("tilewidth")?,
        tileheight: number("tileheight")?,
        margin: number("margin")?,
        spacing: number("spacing")?,
        columns: number("columns")?,
        tilecount: number("tilecount")?,
        tiles: List(limited(root, "tile", MAX_TILES)?.into_iter().map(tile).collect::<Result<_, _>>()?),
        properties: properties(root)?,
    })
}

fn tile(node: Node<'_, '_>) -> Result<Tile, String> {
    let id = node.attribute("id").ok_or("a tile has no number")?;
    let frames = match child(node, "animation") {
        Some(animation) => limited(animation, "frame", MAX_FRAMES)?,
        None => Vec::new(),
    };
    let frame = |node: Node<'_, '_>| -> Result<Frame, String> {
        let number = |name: &str| small(node.attribute(name).unwrap_or("0"), name);
        Ok(Frame { tileid: number("tileid")?, duration: number("duration")? })
    };
    Ok(Tile {
        id: small(id, "number of a tile")?,
        properties: properties(node)?,
        animation: List(frames.into_iter().map(frame).collect::<Result<_, _>>()?),
    })
}

fn properties(node: Node<'_, '_>) -> Result<Properties, String> {
    let Some(all) = child(node, "properties") else { return Ok(Properties::default()) };
    let property = |node: Node<'_, '_>| {
        // A text of several lines stands between the tags.
        let text = node.attribute("value").or_else(|| node.text()).unwrap_or_default();
        let value = match node.attribute("type") {
            Some("bool") => Value::Flag(text == "true"),
            Some("int" | "float") => text.parse().map_or(Value::Other, Value::Number),
            Some("class" | "object") => Value::Other,
            Some(_) | None => Value::Text(text.to_owned()),
        };
        (node.attribute("name").unwrap_or_default().to_owned(), value)
    };
    Ok(Properties::of(limited(all, "property", MAX_PROPERTIES)?.into_iter().map(property).collect()))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name(name))
}

fn limited<'a, 'input>(node: Node<'a, 'input>, name: &str, limit: usize) -> Result<Vec<Node<'a, 'input>>, String> {
    let nodes: Vec<_> = node.children().filter(|child| child.has_tag_name(name)).take(limit + 1).collect();
    if nodes.len() > limit { Err(format!("more than {limit} of \"{name}\"")) } else { Ok(nodes) }
}

fn whole(text: &str, name: &str) -> Result<i64, String> {
    text.trim().parse().map_err(|_| format!("its {name} is no whole number"))
}

fn small(text: &str, name: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("its {name} is no whole number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tileset_in_xml_says_what_one_in_json_says() {
        let read = tileset(
            r#"<?xml version="1.0" encoding="UTF-8"?>
            <tileset version="1.10" name="wood" tilewidth="16" tileheight="16" spacing="1" tilecount="16" columns="4">
             <properties><property name="tilesetCopyright">Ours,
all of it</property></properties>
             <image source="../art/wood.png" width="64" height="64"/>
             <tile id="1"><properties><property name="collides" type="bool" value="true"/>
                <property name="circle" type="int" value="6"/></properties></tile>
             <tile id="3"><animation><frame tileid="3" duration="100"/><frame tileid="4" duration="50"/></animation></tile>
            </tileset>"#,
        )
        .unwrap();
        assert_eq!(read.image.as_deref(), Some("../art/wood.png"));
        assert_eq!((read.tilewidth, read.spacing, read.margin, read.tilecount, read.columns), (16, 1, 0, 16, 4));
        assert_eq!(read.properties.text("tilesetCopyright"), Some("Ours,\nall of it"));
        let [wall, moving] = read.tiles.0.as_slice() else { panic!("{}", read.tiles.0.len()) };
        assert!(wall.properties.flag("collides"));
        assert_eq!(wall.properties.value("circle"), Some(&Value::Number(6.0)));
        assert_eq!(moving.animation.0.iter().map(|frame| frame.duration).collect::<Vec<_>>(), [100, 50]);
    }

    #[test]
    fn what_is_no_tileset_is_refused_in_words() {
        let bomb = "<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><tileset name=\"&b;\"/>";
        let nested = "<tileset>".repeat(50_000);
        let many = format!("<tileset><properties>{}</properties></tileset>", "<property/>".repeat(200));
        for text in [
            "",
            "no XML",
            "<map/>",
            "<tileset tilewidth=\"wide\"/>",
            "<tileset><tile/></tileset>",
            bomb,
            &nested,
            &many,
        ] {
            assert!(tileset(text).is_err(), "{text:.60}");
        }
    }
}
