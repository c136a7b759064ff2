//! The layers of a map without their groups, in drawing order, each tile layer brought to the size of the map.

use serde_json::value::RawValue;

use super::{
    MAX_NESTING, MAX_OBJECTS,
    error::{Fault, printable, quoted},
    report::Report,
    tiled::{self, Object, Properties},
    tileset::TILE_BITS,
};

/// Most layers of a map, without groups.
const MAX_LAYERS: usize = hiroba_shared::map::MAX_LAYERS;

/// A layer.
pub(super) struct Layer {
    /// Its name, with the names of its groups before it: `group/layer`.
    pub(super) name: String,
    /// What it holds.
    pub(super) content: Content,
    /// Whether it and its groups are shown.
    pub(super) visible: bool,
    /// How much of it is seen, 0 to 255.
    pub(super) opacity: u8,
    /// Its properties.
    pub(super) properties: Properties,
}

/// What a layer holds.
pub(super) enum Content {
    /// One number a square of the map.
    Tiles(Vec<u32>),
    /// Objects.
    Objects(Vec<Object>),
    /// A picture, which is not drawn.
    Picture,
}

impl Layer {
    /// How the layer is called in a report.
    pub(super) fn place(&self) -> String {
        format!("layer {}", quoted(&self.name))
    }

    /// The number of every tile in it, however turned, those placed as objects included.
    pub(super) fn tiles(&self) -> impl Iterator<Item = u32> {
        let (cells, objects): (&[u32], &[Object]) = match &self.content {
            Content::Tiles(cells) => (cells.as_slice(), &[]),
            Content::Objects(objects) => (&[], objects.as_slice()),
            Content::Picture => (&[], &[]),
        };
        let numbers = cells.iter().copied().chain(objects.iter().filter_map(|object| object.gid));
        numbers.map(|number| number & TILE_BITS).filter(|tile| *tile != 0)
    }
}

/// Size of the map in squares and of a square in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) tile_px: (u16, u16),
}

/// What a group hands on to its layers.
#[derive(Clone)]
struct Group {
    path: String,
    depth: usize,
    visible: bool,
    opacity: f64,
    offset: (f64, f64),
}

/// All layers of the map, without groups.
pub(super) fn read(raw: &[&RawValue], grid: Grid, report: &mut Report) -> Result<Vec<Layer>, Fault> {
    let mut reading = Reading { grid, report, layers: Vec::new(), objects: 0 };
    let whole = Group { path: String::new(), depth: 0, visible: true, opacity: 1.0, offset: (0.0, 0.0) };
    reading.read(raw, &whole)?;
    Ok(reading.layers)
}

struct Reading<'a> {
    grid: Grid,
    report: &'a mut Report,
    layers: Vec<Layer>,
    objects: usize,
}

impl Reading<'_> {
    fn read(&mut self, raw: &[&RawValue], group: &Group) -> Result<(), Fault> {
        for (number, raw) in raw.iter().enumerate() {
            let named: tiled::Named = serde_json::from_str(raw.get()).unwrap_or_default();
            let own = printable(&named.name);
            let own = if own.is_empty() { format!("layer-{}", number + 1) } else { own };
            let name = format!("{}{own}", group.path);
            let place = format!("layer {}", quoted(&name));
            let layer: tiled::Layer<'_> = serde_json::from_str(raw.get())
                .map_err(|fault| Fault::at(&place, format!("it cannot be read: {fault}")))?;
            self.add(layer, name, &place, group)?;
        }
        Ok(())
    }

    fn add(&mut self, layer: tiled::Layer<'_>, name: String, place: &str, group: &Group) -> Result<(), Fault> {
        let group = Group {
            path: format!("{name}/"),
            depth: group.depth + 1,
            visible: group.visible && layer.visible,
            opacity: group.opacity * layer.opacity.clamp(0.0, 1.0),
            offset: (group.offset.0 + layer.offsetx, group.offset.1 + layer.offsety),
        };
        if layer.kind == "group" {
            if group.depth > MAX_NESTING {
                return Err(Fault::at(place, format!("groups are nested more than {MAX_NESTING} deep")));
            }
            for (name, _) in layer.properties.iter() {
                self.report.ignored(place, format_args!("property {}: groups have none here", quoted(name)));
            }
            return self.read(&layer.layers.0, &group);
        }
        if self.layers.len() == MAX_LAYERS {
            return Err(Fault::at(place, format!("there are more than {MAX_LAYERS} layers")));
        }
        let opacity = (group.opacity * 255.0).round() as u8;
        let visible = group.visible;
        let (content, properties) = self.content(layer, place, group.offset)?;
        self.layers.push(Layer { name, content, visible, opacity, properties });
        Ok(())
    }

    fn content(
        &mut self,
        layer: tiled::Layer<'_>,
        place: &str,
        offset: (f64, f64),
    ) -> Result<(Content, Properties), Fault> {
        match layer.kind.as_str() {
            "tilelayer" => self.tiles(layer, place, offset),
            "objectgroup" => {
                self.objects += layer.objects.0.len();
                if self.objects > MAX_OBJECTS {
                    return Err(Fault::at(place, format!("there are more than {MAX_OBJECTS} objects in the map")));
                }
                let (x, y) = offset;
                let mut objects = layer.objects.0;
                for object in &mut objects {
                    object.x += x;
                    object.y += y;
                }
                Ok((Content::Objects(objects), layer.properties))
            }
            "imagelayer" => {
                self.report.ignored(place, "layers that are one picture are not drawn");
                Ok((Content::Picture, layer.properties))
            }
            other => Err(Fault::at(place, format!("it is of an unknown type {}", quoted(other)))),
        }
    }

    fn tiles(
        &mut self,
        layer: tiled::Layer<'_>,
        place: &str,
        offset: (f64, f64),
    ) -> Result<(Content, Properties), Fault> {
        if layer.chunks.is_some() {
            return Err(Fault::at(place, "it is of an infinite map; switch \"Infinite\" off in the map's properties"));
        }
        let side = |what: &str, value: i64| match usize::try_from(value) {
            Ok(value) if (1..=usize::from(hiroba_shared::units::MAX_MAP_SIDE)).contains(&value) => Ok(value),
            Ok(_) | Err(_) => Err(Fault::at(place, format!("its {what} is {value}, not within 1 to 512 tiles"))),
        };
        let (width, height) = (side("width", layer.width)?, side("height", layer.height)?);
        let Some(data) = layer.data else { return Err(Fault::at(place, "it has no tiles in it")) };
        let unpacked = data.unpacked(layer.encoding.as_deref(), layer.compression.as_deref(), width * height);
        let cells = unpacked.map_err(|what| Fault::at(place, what))?;
        let moved = self.moved((layer.x, layer.y), offset, place);
        let fits = width == usize::from(self.grid.width) && height == usize::from(self.grid.height);
        if fits && moved == (0, 0) {
            return Ok((Content::Tiles(cells), layer.properties));
        }
        if !fits {
            let (mapped, wide) = (format!("{} x {}", self.grid.width, self.grid.height), format!("{width} x {height}"));
            self.report
                .is_wrong(place, format_args!("it is {wide} tiles, the map {mapped}; what lies outside is cut off"));
        }
        Ok((Content::Tiles(placed(&cells, width, moved, self.grid)), layer.properties))
    }

    /// How many whole tiles a layer is moved by.
    fn moved(&mut self, tiles: (i64, i64), pixels: (f64, f64), place: &str) -> (i64, i64) {
        let whole = |pixels: f64, tile: u16| pixels / f64::from(tile);
        let (x, y) = (whole(pixels.0, self.grid.tile_px.0), whole(pixels.1, self.grid.tile_px.1));
        let is_odd = |tiles: f64| (tiles - tiles.round()).abs() > 0.01 || tiles.abs() > 1_024.0;
        if is_odd(x) || is_odd(y) {
            self.report.ignored(place, "its offset is no whole number of tiles");
            return (tiles.0, tiles.1);
        }
        (tiles.0.saturating_add(x.round() as i64), tiles.1.saturating_add(y.round() as i64))
    }
}

/// The part of a layer that lies on the map.
fn placed(cells: &[u32], width: usize, moved: (i64, i64), grid: Grid) -> Vec<u32> {
    let mut on_map = vec![0; usize::from(grid.width) * usize::from(grid.height)];
    let within = |tile: usize, moved: i64, side: u16| {
        let tile = i64::try_from(tile).ok()?.checked_add(moved)?;
        usize::try_from(tile).ok().filter(|tile| *tile < usize::from(side))
    };
    for (square, cell) in cells.iter().enumerate() {
        let column = within(square % width, moved.0, grid.width);
        let row = within(square / width, moved.1, grid.height);
        let Some((column, row)) = column.zip(row) else { continue };
        if let Some(place) = on_map.get_mut(row * usize::from(grid.width) + column) {
            *place = *cell;
        }
    }
    on_map
}
