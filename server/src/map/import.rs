//! One map file into one compiled room.

use hiroba_shared::{
    map::{MAP_VERSION, RoomMap, TileLayer, ZoneKind},
    profile::Language,
    title::Title,
    units::{MAX_MAP_SIDE, TilePoint},
};

use super::{
    MAX_FILE_BYTES,
    entries::Entries,
    error::{Fault, ImportError, printable},
    exit,
    files::Files,
    layers::{self, Content, Grid, Layer},
    places::Places,
    report::{Report, counted},
    standing, tiled,
    tileset::{Pictures, Reading, TILE_BITS, Tilesets},
    wam,
};

/// A room with what belongs to it.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The room, checked.
    pub room: RoomMap,
    /// The pictures its tilesets use: BLAKE3 in hexadecimal, and the PNG file.
    pub media: Vec<(String, Vec<u8>)>,
    /// Its doors.
    pub exits: Vec<Exit>,
    /// What was made of the file.
    pub report: Report,
}

/// A door of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// Index of its zone.
    pub zone: usize,
    /// The map file it leads to; `None` for its own.
    pub file: Option<String>,
    /// The entry there; empty for the start.
    pub entry: String,
}

/// The room in the map `file` of `files`.
///
/// # Errors
/// Names what in the file cannot be used.
pub fn import_from(files: &impl Files, file: &str) -> Result<Imported, ImportError> {
    import_with(files, file, &mut Pictures::new())
}

/// As [`import_from`], with the pictures other maps of the venue have read before.
pub(super) fn import_with(files: &impl Files, file: &str, pictures: &mut Pictures) -> Result<Imported, ImportError> {
    let fail = |fault: Fault| fault.in_file(file);
    let own_room = exit::room_name(file).ok_or_else(|| fail(Fault::at("", not_a_map(file))))?;
    let bytes = files.read(file, MAX_FILE_BYTES).map_err(|fault| fail(Fault::at("", fault.to_string())))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| fail(Fault::at("", "it is no text, so no Tiled map")))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let map: tiled::Map<'_> = serde_json::from_str(text)
        .map_err(|fault| fail(Fault::at("", format!("it is no Tiled map in JSON: {fault}"))))?;
    compiled(&map, (file, &own_room), files, pictures).map_err(fail)
}

fn not_a_map(file: &str) -> &'static str {
    if file.ends_with(".wam") {
        "open the map beside it (.tmj); this file is read along with it"
    } else if file.ends_with(".tmx") {
        "this is Tiled's XML; save it as JSON (.tmj)"
    } else {
        "a map file ends in .tmj or .json, and its name has at most 64 letters"
    }
}

fn compiled(
    map: &tiled::Map<'_>,
    (file, own_room): (&str, &str),
    files: &impl Files,
    pictures: &mut Pictures,
) -> Result<Imported, Fault> {
    let mut report = Report::default();
    let grid = grid(map)?;
    let title = title(map, own_room);
    describe(map, grid, title.first(), &mut report);
    let mut reading = Reading { files, pictures, report: &mut report };
    let mut tilesets = Tilesets::read(&map.tilesets.0, &mut reading)?;
    let layers = layers::read(&map.layers.0, grid, &mut report)?;
    if let Some(fault) = tilesets.missed(layers.iter().flat_map(Layer::tiles), &mut report) {
        return Err(fault);
    }
    let mut layers = standing::settle(layers, &tilesets, grid, &mut report);
    layers.extend(wam::beside(file, files, &mut report));
    for layer in &mut layers {
        drop_unknown_tiles(layer, &tilesets, grid, &mut report);
    }
    let mut room = RoomMap {
        version: MAP_VERSION,
        title,
        width: grid.width,
        height: grid.height,
        grid_px: grid.tile_px,
        blocked: vec![0; (usize::from(grid.width) * usize::from(grid.height)).div_ceil(8)],
        layers: Vec::new(),
        tilesets: Vec::new(),
        zones: Vec::new(),
        seats: Vec::new(),
        entries: Vec::new(),
    };
    close_walls(&layers, &tilesets, &mut room, &mut report);
    let mut places = Places {
        grid,
        map: &mut room,
        entries: Entries::default(),
        doors: Vec::new(),
        zone_tiles: 0,
        report: &mut report,
    };
    for layer in &layers {
        places.read(layer, &tilesets);
    }
    let (entries, doors) = (places.entries, places.doors);
    room.entries = entries.settled(&room, &mut report);
    for zone in &mut room.zones {
        if let ZoneKind::Door { room, .. } = &mut zone.kind
            && room.is_empty()
        {
            own_room.clone_into(room);
        }
    }
    let exits = doors.into_iter().map(|(zone, target)| Exit { zone, file: target.file, entry: target.entry }).collect();
    draw(layers, &mut room, &mut report);
    room.tilesets = tilesets.compiled;
    room.check().map_err(|fault| Fault::at("", fault.0))?;
    let used = |hash: &str| room.tilesets.iter().any(|tileset| tileset.image == hash);
    let mut media: Vec<(String, Vec<u8>)> =
        pictures.values().filter(|it| used(&it.hash)).map(|it| (it.hash.clone(), it.png.clone())).collect();
    media.sort();
    media.dedup();
    Ok(Imported { room, media, exits, report })
}

fn grid(map: &tiled::Map<'_>) -> Result<Grid, Fault> {
    if map.orientation != "orthogonal" {
        let shown = printable(&map.orientation);
        return Err(Fault::at("", format!("its orientation is \"{shown}\"; only orthogonal maps are read")));
    }
    if map.infinite {
        return Err(Fault::at("", "it is infinite; switch \"Infinite\" off in the map's properties"));
    }
    let side = |what: &str, value: i64, limit: u16| match u16::try_from(value) {
        Ok(value) if (1..=limit).contains(&value) => Ok(value),
        Ok(_) | Err(_) => Err(Fault::at("", format!("its {what} is {value}, not within 1 to {limit}"))),
    };
    let tile_px = (side("tile width", map.tilewidth, 1_024)?, side("tile height", map.tileheight, 1_024)?);
    let (width, height) = (side("width", map.width, MAX_MAP_SIDE)?, side("height", map.height, MAX_MAP_SIDE)?);
    Ok(Grid { width, height, tile_px })
}

/// What the room is called: `mapName`, and `mapName_ja` and its like for readers of other languages.
fn title(map: &tiled::Map<'_>, own_room: &str) -> Title {
    let first = map.properties.text("mapName").map_or_else(|| own_room.to_owned(), printable);
    let all = map.properties.iter();
    let others = all.filter_map(|(name, value)| Some((title_language(name)?, printable(value.text()?))));
    others.fold(Title::from(first), |title, (language, other)| title.called(language, other))
}

fn title_language(property: &str) -> Option<Language> {
    Language::new(property.strip_prefix("mapName_")?).ok()
}

fn describe(map: &tiled::Map<'_>, grid: Grid, title: &str, report: &mut Report) {
    let (across, down) = grid.tile_px;
    let size = format!("{} x {} tiles of {across} x {down} pixels", grid.width, grid.height);
    report.understood("map", format_args!("\"{title}\", {size}"));
    for (name, value) in map.properties.iter() {
        match (name, value.text()) {
            ("mapName", _) => {}
            (name, Some(_)) if title_language(name).is_some() => {}
            ("mapDescription" | "mapCopyright" | "mapLink" | "mapImage", Some(text)) => {
                report.understood("map", format_args!("{name}: {}", printable(text)));
            }
            ("script", _) => report.ignored("map", "property \"script\": scripts are never run"),
            (name, _) => report.ignored("map", format_args!("property \"{}\": not known here", printable(name))),
        }
    }
}

/// Empties the squares whose number belongs to no tileset, and cleans bits that turn hexagons.
fn drop_unknown_tiles(layer: &mut Layer, tilesets: &Tilesets, grid: Grid, report: &mut Report) {
    let place = layer.place();
    let Content::Tiles(cells) = &mut layer.content else { return };
    let (mut unknown, mut first) = (0, None);
    for (square, cell) in cells.iter_mut().enumerate() {
        *cell &= 0xE000_0000 | TILE_BITS;
        let tile = *cell & TILE_BITS;
        if tile == 0 {
            *cell = 0;
        } else if tilesets.size(tile).is_none() {
            *cell = 0;
            unknown += 1;
            first.get_or_insert((square, tile));
        }
    }
    if let Some((square, tile)) = first {
        let (column, row) = (square % usize::from(grid.width), square / usize::from(grid.width));
        let example = format!("the first is number {tile} in column {column}, row {row}");
        report.is_wrong(&place, format_args!("{} of no tileset, left out; {example}", counted(unknown, "tile")));
    }
}

fn close_walls(layers: &[Layer], tilesets: &Tilesets, room: &mut RoomMap, report: &mut Report) {
    let width = usize::from(room.width);
    for layer in layers {
        let Content::Tiles(cells) = &layer.content else { continue };
        let whole = layer.properties.flag("collides");
        let is_wall = |cell: u32| tilesets.is_wall(cell & TILE_BITS) || (whole && cell != 0);
        let walls: Vec<usize> =
            cells.iter().enumerate().filter(|(_, cell)| is_wall(**cell)).map(|(square, _)| square).collect();
        if !layer.visible && !walls.is_empty() {
            let why = format!("{}; walls of a hidden layer do not hold", counted(walls.len(), "wall"));
            report.ignored(&layer.place(), why);
            continue;
        }
        for square in walls {
            let side = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
            room.set_blocked(TilePoint::new(side(square % width), side(square / width)), true);
        }
    }
    let squares = width * usize::from(room.height);
    let closed: u32 = room.blocked.iter().map(|byte| byte.count_ones()).sum();
    report.understood("walls", format_args!("{closed} of {squares} tiles are closed"));
}

fn draw(layers: Vec<Layer>, room: &mut RoomMap, report: &mut Report) {
    let is_floor = |layer: &Layer| {
        let short = layer.name.rsplit_once('/').map_or(layer.name.as_str(), |(_, short)| short);
        short == "floorLayer" && matches!(layer.content, Content::Objects(_))
    };
    let floor = layers.iter().position(is_floor);
    if floor.is_none() {
        report.is_wrong("layers", "there is no object layer \"floorLayer\"; everything is drawn under the avatars");
    }
    for (index, layer) in layers.into_iter().enumerate() {
        let place = layer.place();
        let Content::Tiles(cells) = layer.content else { continue };
        let tiles = cells.iter().filter(|cell| **cell != 0).count();
        // A layer that is only seen through still has its walls, which is how some authors hide them.
        if !layer.visible || layer.opacity == 0 {
            report.understood(&place, format_args!("{}, hidden, so not drawn", counted(tiles, "tile")));
            continue;
        }
        if tiles == 0 {
            report.understood(&place, "no tiles");
            continue;
        }
        let above = floor.is_some_and(|floor| index > floor);
        let side = if above { "over" } else { "under" };
        report.understood(&place, format_args!("{}, drawn {side} the avatars", counted(tiles, "tile")));
        room.layers.push(TileLayer { name: layer.name, above, opacity: layer.opacity, cells });
    }
}
