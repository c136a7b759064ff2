//! A room made for WorkAdventure in the real client: what its map puts over people's heads is drawn over them, all with the
//! map's own pictures.

use bevy::asset::AssetPlugin;
use bevy::mesh::VertexAttributeValues;
use bevy::prelude::*;
use hiroba_client::venue_state::depth;
use hiroba_server::map;
use hiroba_tests::foreign::{self, COLOURS, FLOOR, LAMP};
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::resident::Resident;

/// A drawn piece of the room: how high it is, and the colour of its picture in the middle of its first tile.
#[derive(Debug, PartialEq)]
struct Drawn {
    height: f32,
    colour: [u8; 3],
}

fn pieces(anna: &mut Resident) -> Vec<Drawn> {
    let world = anna.app.world_mut();
    let mut pieces = world.query::<(&Mesh2d, &MeshMaterial2d<ColorMaterial>, &Transform)>();
    let meshes = world.resource::<Assets<Mesh>>();
    let materials = world.resource::<Assets<ColorMaterial>>();
    let images = world.resource::<Assets<Image>>();
    let drawn = pieces.iter(world).map(|(mesh, material, at)| {
        let texture = materials.get(&material.0).unwrap().texture.as_ref().unwrap();
        let image = images.get(texture).unwrap();
        let Some(VertexAttributeValues::Float32x2(corners)) =
            meshes.get(&mesh.0).unwrap().attribute(Mesh::ATTRIBUTE_UV_0)
        else {
            panic!("a mesh without a place in its picture");
        };
        let middle = |axis: usize| corners[..4].iter().map(|corner| corner[axis]).sum::<f32>() / 4.0;
        let size = image.size();
        let pixel = UVec2::new((middle(0) * size.x as f32) as u32, (middle(1) * size.y as f32) as u32);
        let bytes = image.pixel_bytes(pixel.extend(0)).unwrap();
        Drawn { height: at.translation.z, colour: [bytes[0], bytes[1], bytes[2]] }
    });
    drawn.collect()
}

#[test]
fn what_a_map_has_over_peoples_heads_is_drawn_over_them_with_its_own_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let rooms = map::venue_from(&foreign::put_into(folder.path()).unwrap(), None).unwrap();
    let mut town = Town::new(Plan::of(rooms.rooms));
    let mut anna = Resident::joins_with(&mut town, "Anna", |resident| {
        resident.carrier.pictures = rooms.media.into_iter().collect();
        resident.app.add_plugins(AssetPlugin::default());
        resident.app.init_asset::<Image>().init_asset::<Mesh>().init_asset::<ColorMaterial>();
        resident.app.add_plugins(hiroba_client::room::pictures);
    });
    anna.until(&mut town, "the room is drawn", |anna| !pieces(anna).is_empty());
    let drawn = pieces(&mut anna);
    let height = |tile: usize| drawn.iter().find(|piece| piece.colour == COLOURS[tile]).map(|piece| piece.height);
    let (floor, lamp) = (height(FLOOR).unwrap(), height(LAMP).unwrap());
    assert!(floor < depth::MARKS && lamp > depth::AVATARS + 100.0, "floor at {floor}, lamp at {lamp}");
    let over = drawn.iter().filter(|piece| piece.height > depth::AVATARS).count();
    assert_eq!((over, drawn.len()), (1, 6), "five layers lie under people and one hangs over them: {drawn:?}");
}
