//! The rooms of a venue: what lies where, who sits where, and which door leads to which room.
//!
//! Answers "what rules hold at this point" by a table of tiles made once. Who is in a room is the roster's knowledge.

mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hiroba_shared::ids::{RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::map::{RoomMap, Zone, ZoneKind};
use hiroba_shared::rules::movement::{self, Body, Motion};
use hiroba_shared::units::{Point, SUBTILES_PER_TILE, TilePoint};

use super::RoomSetup;
use super::circle::Circle;
use super::record::Place;
pub(super) use parts::{Part, Parts};

/// Most zones that hold at one tile; further ones are not looked at.
const MOST_ZONES_PER_TILE: usize = 16;

/// Most tiles of a zone on which people appear who come to it by its name.
const MOST_TILES_TO_APPEAR: usize = 4_096;

/// Which zones with a rule somebody stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(super) struct Standing {
    /// The talk circle.
    pub(super) circle: Option<ZoneId>,
    /// The door.
    pub(super) door: Option<ZoneId>,
    /// A quiet zone.
    pub(super) quiet: bool,
}

/// A door to another room.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Doorway {
    /// Its zone.
    pub(super) zone: ZoneId,
    /// Where it leads.
    pub(super) room: RoomId,
    /// Where people appear there.
    pub(super) entry: String,
    /// The parts of this room beside it, each with the tile to enter by.
    pub(super) beside: Vec<(Part, TilePoint)>,
    /// The parts of the other room where people may appear.
    pub(super) behind: Vec<Part>,
}

/// One room.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) name: String,
    pub(super) map: Arc<RoomMap>,
    pub(super) map_hash: String,
    pub(super) doors: Vec<Doorway>,
    pub(super) parts: Parts,
    pub(super) circles: BTreeMap<ZoneId, Circle>,
    pub(super) seats: BTreeMap<SeatId, VisitorId>,
    /// How many appeared so far, so that people spread over an entry's tiles.
    arrivals: usize,
    /// Where people appear who come to a zone, by its name as it is [`addressed`].
    addresses: BTreeMap<String, Vec<TilePoint>>,
    /// Which of `lists` holds on each tile, row by row; 0 is the empty one.
    squares: Vec<u16>,
    lists: Vec<Vec<ZoneId>>,
}

/// The rooms in order of their ids.
#[derive(Debug)]
pub(super) struct Rooms(Vec<Room>);

impl Rooms {
    /// Opens the rooms; doors to rooms that do not exist lead nowhere.
    pub(super) fn new(setups: Vec<RoomSetup>) -> Self {
        let names: Vec<String> = setups.iter().map(|setup| setup.name.clone()).collect();
        let mut rooms: Vec<Room> = setups.into_iter().map(|setup| Room::new(setup, &names)).collect();
        let parts_behind = |door: &Doorway| {
            let room = rooms.get(usize::from(door.room.0));
            room.map(|room| room.parts_at(&door.entry)).unwrap_or_default()
        };
        let behind: Vec<Vec<Part>> = rooms.iter().flat_map(|room| &room.doors).map(parts_behind).collect();
        for (door, parts) in rooms.iter_mut().flat_map(|room| &mut room.doors).zip(behind) {
            door.behind = parts;
        }
        Self(rooms)
    }

    /// The room with this id.
    pub(super) fn get(&self, room: RoomId) -> Option<&Room> {
        self.0.get(usize::from(room.0))
    }

    /// The room with this id, to change.
    pub(super) fn get_mut(&mut self, room: RoomId) -> Option<&mut Room> {
        self.0.get_mut(usize::from(room.0))
    }

    /// Every room with its id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (RoomId, &Room)> {
        (0u16..).map(RoomId).zip(&self.0)
    }

    /// The room of this name.
    pub(super) fn named(&self, name: &str) -> Option<RoomId> {
        self.iter().find(|(_, room)| room.name == name).map(|(id, _)| id)
    }
}

impl Room {
    fn new(setup: RoomSetup, names: &[String]) -> Self {
        let map = setup.map;
        let ids = || (0u16..).map(ZoneId);
        let circles = ids().zip(&map.zones).filter_map(|(id, zone)| Some((id, Circle::new(capacity_of(zone)?))));
        let doors = ids().zip(&map.zones).filter_map(|(id, zone)| {
            let ZoneKind::Door { room, entry } = &zone.kind else { return None };
            let room = names.iter().position(|name| name == room).and_then(|index| u16::try_from(index).ok())?;
            let (beside, behind) = (Vec::new(), Vec::new());
            Some(Doorway { zone: id, room: RoomId(room), entry: entry.clone(), beside, behind })
        });
        let (circles, doors) = (circles.collect(), doors.collect());
        let (squares, lists) = index_zones(&map);
        let (name, map_hash, seats) = (setup.name, setup.map_hash, BTreeMap::new());
        let parts = Parts::default();
        let (arrivals, addresses) = (0, BTreeMap::new());
        let mut room = Self { name, map, map_hash, doors, parts, circles, seats, arrivals, addresses, squares, lists };
        room.parts = Parts::of(&room.map, |tile| room.door_at(tile));
        room.addresses = room.address_zones();
        for door in &mut room.doors {
            let Some(zone) = room.map.zone(door.zone) else { continue };
            door.beside = room.parts.beside_door(door.zone, tiles_of(&room.map, zone), zone.shape.centre());
        }
        room
    }

    /// The door that leads on from the middle of a tile.
    pub(super) fn door_at(&self, tile: TilePoint) -> Option<ZoneId> {
        self.standing(tile.centre()).door.filter(|zone| self.doorway(*zone).is_some())
    }

    /// The parts in which people may appear at an entry.
    fn parts_at(&self, entry: &str) -> Vec<Part> {
        let parts: BTreeSet<Part> = self.tiles_at(entry).iter().flat_map(|tile| self.parts.around(*tile)).collect();
        parts.into_iter().collect()
    }

    /// The rules that hold at a point. In a quiet zone there are no circles.
    pub(super) fn standing(&self, point: Point) -> Standing {
        let mut standing = Standing::default();
        let Some(list) = point.tile().and_then(|tile| self.list_at(tile)) else { return standing };
        for id in list {
            let Some(zone) = self.map.zone(*id).filter(|zone| zone.shape.contains(point)) else { continue };
            match zone.kind {
                ZoneKind::Circle { .. } => standing.circle = standing.circle.or(Some(*id)),
                ZoneKind::Door { .. } => standing.door = standing.door.or(Some(*id)),
                ZoneKind::Quiet => standing.quiet = true,
                ZoneKind::Stage | ZoneKind::Screen | ZoneKind::Audience | ZoneKind::HelpDesk | ZoneKind::Place => {}
            }
        }
        if standing.quiet {
            standing.circle = None;
        }
        standing
    }

    /// A body on the next tile of an entry or a zone; an unknown name is the room's start.
    pub(super) fn appear(&mut self, place: &str) -> Body {
        let tiles = self.tiles_at(place);
        let tile = tiles.get(self.arrivals % tiles.len().max(1)).copied().unwrap_or_default();
        self.arrivals = self.arrivals.wrapping_add(1);
        Body { position: tile.centre(), ..Body::default() }
    }

    /// Where people appear who come to a place by its name: an entry, else a zone that is no door, else the start.
    fn tiles_at(&self, place: &str) -> &[TilePoint] {
        let entry = self.map.entry(place);
        if let Some(entry) = entry.filter(|entry| entry.name == place) {
            return &entry.tiles;
        }
        let zone = self.addresses.get(&addressed(place)).map(Vec::as_slice);
        zone.or(entry.map(|entry| entry.tiles.as_slice())).unwrap_or_default()
    }

    /// Where people appear in each zone that has a name and is no door; of those of one name the first counts on which
    /// anybody can stand. Made once: a zone may be as large as the map, and a thousand people may come to it at once.
    fn address_zones(&self) -> BTreeMap<String, Vec<TilePoint>> {
        let mut addresses = BTreeMap::new();
        for (id, zone) in (0u16..).map(ZoneId).zip(&self.map.zones) {
            let address = addressed(&zone.name);
            let is_door = matches!(zone.kind, ZoneKind::Door { .. });
            if is_door || address.is_empty() || addresses.contains_key(&address) {
                continue;
            }
            let open = open_tiles_in(&self.map, zone).filter(|tile| self.door_at(*tile).is_none());
            let mut tiles: Vec<TilePoint> = open.take(MOST_TILES_TO_APPEAR).collect();
            if tiles.is_empty() {
                tiles.extend(self.tile_of_zone(id));
            }
            if !tiles.is_empty() {
                addresses.insert(address, tiles);
            }
        }
        addresses
    }

    /// A body where somebody was before: on their seat if it is free, where they stood if that is still open.
    pub(super) fn return_to(&self, place: &Place) -> Option<(Body, Option<SeatId>)> {
        if let Some((id, seat)) = place.seat.and_then(|id| Some((id, self.map.seat(id)?)))
            && !self.seats.contains_key(&id)
        {
            return Some((Body { position: seat.at, facing: seat.facing, motion: Motion::Seated }, Some(id)));
        }
        let body = Body { position: place.at, facing: place.facing, motion: Motion::Standing };
        movement::stands_clear(place.at, self.map.as_ref()).then_some((body, None))
    }

    /// The doorway of a zone.
    pub(super) fn doorway(&self, zone: ZoneId) -> Option<&Doorway> {
        self.doors.iter().find(|door| door.zone == zone)
    }

    /// The open tile of a zone that is nearest to its middle, or the nearest one round it.
    pub(super) fn tile_of_zone(&self, zone: ZoneId) -> Option<TilePoint> {
        let zone = self.map.zone(zone)?;
        open_tile_in(&self.map, zone).or_else(|| nearest_open(&self.map, zone))
    }

    fn list_at(&self, tile: TilePoint) -> Option<&[ZoneId]> {
        if tile.x >= self.map.width {
            return None;
        }
        let square = usize::from(tile.y) * usize::from(self.map.width) + usize::from(tile.x);
        self.lists.get(usize::from(*self.squares.get(square)?)).map(Vec::as_slice)
    }
}

fn capacity_of(zone: &Zone) -> Option<u8> {
    if let ZoneKind::Circle { capacity } = zone.kind { Some(capacity) } else { None }
}

/// Tiles that a zone's box touches and that lie on the map.
fn tiles_of(map: &RoomMap, zone: &Zone) -> impl Iterator<Item = TilePoint> {
    let (at, size) = zone.shape.bounds();
    let line =
        |v: i32, side: u16| u16::try_from(v.div_euclid(SUBTILES_PER_TILE).clamp(0, i32::from(side))).unwrap_or(0);
    let columns = line(at.x, map.width)..line(at.x + size.x + SUBTILES_PER_TILE - 1, map.width);
    let rows = line(at.y, map.height)..line(at.y + size.y + SUBTILES_PER_TILE - 1, map.height);
    rows.flat_map(move |y| columns.clone().map(move |x| TilePoint::new(x, y)))
}

/// A name as it is compared with one in an address, where nobody likes to write capitals and spaces.
fn addressed(name: &str) -> String {
    name.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_whitespace() || c == '_' { '-' } else { c })
        .collect()
}

fn open_tiles_in<'map>(map: &'map RoomMap, zone: &'map Zone) -> impl Iterator<Item = TilePoint> + 'map {
    tiles_of(map, zone).filter(|tile| map.is_open(*tile) && zone.shape.contains(tile.centre()))
}

fn open_tile_in(map: &RoomMap, zone: &Zone) -> Option<TilePoint> {
    let middle = zone.shape.centre();
    open_tiles_in(map, zone).min_by_key(|tile| (tile.centre().distance_squared(middle), *tile))
}

fn nearest_open(map: &RoomMap, zone: &Zone) -> Option<TilePoint> {
    /// Tiles round a closed zone's middle where somebody led there may end.
    const REACH: u16 = 4;
    hiroba_shared::rules::path::nearest_open(map, zone.shape.centre().tile()?, REACH)
}

/// Which zones with a rule touch which tile. Most tiles share a list, so there are few lists.
fn index_zones(map: &RoomMap) -> (Vec<u16>, Vec<Vec<ZoneId>>) {
    let squares = usize::from(map.width) * usize::from(map.height);
    let mut touching: Vec<Vec<ZoneId>> = vec![Vec::new(); squares];
    for (id, zone) in (0u16..).map(ZoneId).zip(&map.zones).filter(|(_, zone)| has_rule(zone)) {
        for tile in tiles_of(map, zone) {
            let square = usize::from(tile.y) * usize::from(map.width) + usize::from(tile.x);
            if let Some(list) = touching.get_mut(square).filter(|list| list.len() < MOST_ZONES_PER_TILE) {
                list.push(id);
            }
        }
    }
    let mut numbers = BTreeMap::from([(Vec::new(), 0u16)]);
    let mut lists = vec![Vec::new()];
    let mut number_of = |list: Vec<ZoneId>| {
        if let Some(number) = numbers.get(&list) {
            return *number;
        }
        let Ok(number) = u16::try_from(lists.len()) else { return 0 };
        lists.push(list.clone());
        numbers.insert(list, number);
        number
    };
    let squares = touching.into_iter().map(&mut number_of).collect();
    (squares, lists)
}

fn has_rule(zone: &Zone) -> bool {
    matches!(zone.kind, ZoneKind::Circle { .. } | ZoneKind::Door { .. } | ZoneKind::Quiet)
}

#[cfg(test)]
mod tests {
    use hiroba_shared::map::Shape;

    use super::*;
    use crate::venue::tests::rehearsal;

    #[test]
    fn a_zone_as_large_as_the_map_has_a_bounded_number_of_tiles_to_appear_on_and_the_first_of_a_name_counts() {
        let drawing = vec![".".repeat(128); 128].join(" ");
        let mut setup = rehearsal::room("hall", &drawing.replacen('.', "E", 1), "");
        let map = Arc::make_mut(&mut setup.map);
        let side = 128 * SUBTILES_PER_TILE;
        let square = |name: &str, at: i32, kind: ZoneKind| Zone {
            name: name.to_owned(),
            shape: Shape::Rectangle { at: Point::new(at, at), size: Point::new(side - at, side - at) },
            kind,
        };
        let door = ZoneKind::Door { room: String::new(), entry: String::new() };
        map.zones = vec![
            square("Way out", 0, door),
            square("Big Place", 0, ZoneKind::Place),
            square("big_place", SUBTILES_PER_TILE, ZoneKind::Place),
        ];
        let room = Room::new(setup, &[]);
        let tiles = room.tiles_at("big-place");
        assert_eq!((tiles.len(), tiles[0]), (MOST_TILES_TO_APPEAR, TilePoint::new(0, 0)));
        assert_eq!(room.tiles_at("way-out"), [TilePoint::new(0, 0)], "a door is no place to come to: the start");
    }
}
