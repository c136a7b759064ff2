//! What is committed under `assets` is what the code draws, and the rooms can be walked.
//!
//! The maps are read as committed, so that a change made by hand is tested too. Whether the server understands them
//! is tested in the server.

use anyhow::{Context, Result, ensure};
use hiroba_bundle::maps::reading::{Area, Room};
use hiroba_bundle::repository;
use serde_json::json;
use std::fs;

fn room(name: &str) -> Result<Room> {
    Room::read(&fs::read_to_string(repository().join("assets/maps").join(name))?)
}

fn circles(room: &Room) -> Vec<&Area> {
    room.areas.iter().filter(|area| area.property("circle").is_some()).collect()
}

fn seats_in(room: &Room, area: &Area) -> usize {
    room.seats.iter().filter(|(x, y, _)| area.holds(*x, *y)).count()
}

fn area<'r>(room: &'r Room, property: &str) -> Result<&'r Area> {
    let found = room.areas.iter().find(|area| area.property(property).is_some());
    found.with_context(|| format!("no area says {property}"))
}

#[test]
fn committed_atlases_equal_a_redraw() -> Result<()> {
    for (name, bytes) in hiroba_bundle::redraw()? {
        let committed = fs::read(repository().join("assets/atlas").join(&name))?;
        let same = hiroba_bundle::same(&name, &committed, &bytes);
        ensure!(same, "assets/atlas/{name} differs: run `cargo run -p hiroba-bundle -- redraw`");
    }
    Ok(())
}

#[test]
fn every_seat_and_door_of_the_hall_is_reachable() -> Result<()> {
    for name in ["reception.tmj", "terrace.tmj"] {
        let room = room(name)?;
        let walked = room.reachable();
        ensure!(!walked.is_empty(), "{name} has no start");
        for (x, y, facing) in &room.seats {
            let tile = (*x as u32, *y as u32);
            ensure!(walked.contains(&tile), "{name}: nobody gets to the seat at {x},{y}");
            ensure!(hiroba_bundle::tiles::FACINGS.contains(&facing.as_str()), "{name}: seat faces {facing}");
        }
        for area in room.areas.iter().filter(|area| area.property("screen").is_none()) {
            let middle = |(x, y): &(u32, u32)| area.holds(*x as f32 + 0.5, *y as f32 + 0.5);
            ensure!(walked.iter().any(middle), "{name}: nobody gets to {}", area.name);
        }
    }
    Ok(())
}

#[test]
fn the_hall_holds_what_it_promises() -> Result<()> {
    let room = room("reception.tmj")?;
    ensure!(room.width >= 80 && room.height >= 56);
    let circles = circles(&room);
    ensure!(circles.len() == 26, "{} circles", circles.len());
    for (n, circle) in circles.iter().enumerate() {
        ensure!(circle.name == format!("Table {}", n + 1), "circle {n} is called {}", circle.name);
        ensure!(circle.property("circle") == Some(&json!(8)) && circle.ellipse);
        ensure!(seats_in(&room, circle) == 8, "{} has {} seats", circle.name, seats_in(&room, circle));
    }
    ensure!(seats_in(&room, area(&room, "audience")?) == 120, "not 120 seats before the stage");
    let screen = area(&room, "screen")?.place;
    ensure!((screen[2] / screen[3] - 16.0 / 9.0).abs() < 0.001, "the screen is not 16:9");
    for wanted in ["stage", "silent", "helpDesk", "exitUrl"] {
        area(&room, wanted)?;
    }
    Ok(())
}

#[test]
fn talk_circles_never_touch() -> Result<()> {
    for name in ["reception.tmj", "terrace.tmj"] {
        let room = room(name)?;
        let circles = circles(&room);
        for (n, one) in circles.iter().enumerate() {
            for other in &circles[n + 1..] {
                let middle = |area: &Area| (area.place[0] + area.place[2] / 2.0, area.place[1] + area.place[3] / 2.0);
                let ((ax, ay), (bx, by)) = (middle(one), middle(other));
                let reach = (one.place[2] + other.place[2]) / 2.0;
                ensure!((ax - bx).hypot(ay - by) > reach, "{} touches {}", one.name, other.name);
            }
        }
    }
    Ok(())
}

#[test]
fn doors_lead_to_entries_that_exist() -> Result<()> {
    for (from, to) in [("reception.tmj", "terrace.tmj"), ("terrace.tmj", "reception.tmj")] {
        let (here, there) = (room(from)?, room(to)?);
        let exit = area(&here, "exitUrl")?.property("exitUrl").and_then(|url| url.as_str());
        let (map, entry) = exit.and_then(|url| url.split_once('#')).context("an exit without entry")?;
        ensure!(map == to, "{from} leads to {map}");
        let entry = there.areas.iter().find(|area| area.name == entry && area.property("start") == Some(&json!(true)));
        let entry = entry.with_context(|| format!("{to} has no such entry"))?;
        let exit = area(&there, "exitUrl")?;
        ensure!(!exit.holds(entry.place[0] + entry.place[2] / 2.0, entry.place[1] + entry.place[3] / 2.0));
    }
    Ok(())
}
