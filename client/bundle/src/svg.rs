//! Short words for the SVG that our art is written in: shapes, limbs, the shared colours.
//!
//! It only builds strings. It does not rasterise (see `raster`) and knows nothing of tiles or avatars.

/// One palette for halls and gardens, so that every piece belongs to the same place.
pub mod colour {
    pub const INK: &str = "#3a3f4b";
    pub const WOOD: &str = "#e0c7a3";
    pub const WOOD_LIGHT: &str = "#e3cba9";
    pub const WOOD_DARK: &str = "#dcc29c";
    pub const WOOD_LINE: &str = "#c3a178";
    pub const OAK: &str = "#b98a5c";
    pub const OAK_LIGHT: &str = "#cc9f70";
    pub const OAK_DARK: &str = "#8f6742";
    pub const STONE: &str = "#e3ddd2";
    pub const STONE_LIGHT: &str = "#ebe6dc";
    pub const STONE_LINE: &str = "#cbc3b5";
    pub const PLASTER: &str = "#f1e8da";
    pub const PLASTER_SHADE: &str = "#e0d3c0";
    pub const WALL_CAP: &str = "#58606e";
    pub const WALL_CAP_LIGHT: &str = "#6a7382";
    pub const CORAL: &str = "#d9745c";
    pub const MUSTARD: &str = "#dda63f";
    pub const LEAF: &str = "#6ea361";
    pub const LEAF_LIGHT: &str = "#8fbd76";
    pub const LEAF_DARK: &str = "#4c7d4c";
    pub const LAVENDER: &str = "#8d84bd";
    pub const HARBOUR: &str = "#3f7391";
    pub const HARBOUR_LIGHT: &str = "#5a8fac";
    pub const HARBOUR_DARK: &str = "#2f5a74";
    pub const WINE: &str = "#8a4451";
    pub const WINE_LIGHT: &str = "#a05866";
    pub const WINE_DARK: &str = "#6d333f";
    pub const CREAM: &str = "#fbf5ea";
    pub const GRASS: &str = "#a3c585";
    pub const GRASS_DARK: &str = "#93b875";
    pub const WATER: &str = "#84b9cf";
    pub const WATER_LIGHT: &str = "#a5cfdf";
}

/// Every shadow of the venue falls the same way: a little right and down.
pub const SHADOW: &str = "rgba(46,38,58,0.17)";

pub fn rect(x: f32, y: f32, w: f32, h: f32, r: f32, fill: &str) -> String {
    format!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}"/>"#)
}

pub fn oval(cx: f32, cy: f32, rx: f32, ry: f32, fill: &str) -> String {
    format!(r#"<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="{fill}"/>"#)
}

pub fn disc(cx: f32, cy: f32, r: f32, fill: &str) -> String {
    oval(cx, cy, r, r, fill)
}

pub fn path(d: &str, fill: &str) -> String {
    format!(r#"<path d="{d}" fill="{fill}"/>"#)
}

/// A filled shape with an outline, the way avatars are drawn.
pub fn outlined(d: &str, fill: &str, line: &str, width: f32) -> String {
    format!(r#"<path d="{d}" fill="{fill}" stroke="{line}" stroke-width="{width}" stroke-linejoin="round"/>"#)
}

pub fn stroke(d: &str, colour: &str, width: f32) -> String {
    format!(
        r#"<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>"#
    )
}

/// An arm or a leg: one thick line with an outline that a joint at either end does not break.
pub fn limb(d: &str, width: f32, fill: &str, line: &str) -> String {
    stroke(d, line, width + 2.4) + &stroke(d, fill, width)
}

pub fn moved(x: f32, y: f32, inner: &str) -> String {
    format!(r#"<g transform="translate({x} {y})">{inner}</g>"#)
}

pub fn turned(degrees: f32, cx: f32, cy: f32, inner: &str) -> String {
    format!(r#"<g transform="rotate({degrees} {cx} {cy})">{inner}</g>"#)
}

/// A whole drawing of the given size in pixels.
pub fn drawing(width: u32, height: u32, inner: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{inner}</svg>"#
    )
}
