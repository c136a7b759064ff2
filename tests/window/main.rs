//! The desktop client in a real window: real key presses and typed text, over both real links, photographed.
//!
//! Xvfb gives the screen, lavapipe the graphics, xdotool presses the keys; a witness on the other kind of link says
//! what arrived in the venue. Everything waits for states, bounded by patience, never for time to pass. The pictures
//! are kept under the target folder's `photographs`, whether a test fails or not.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a window test drives real processes on a real clock"
)]

mod picture;
mod stage;
mod witness;

use std::cell::Cell;

use hiroba_tests::network::transport::Kind;

use picture::Spot;
use stage::{Client, Stage};
use witness::Witness;

/// The size of the window.
const SIZE: (u32, u32) = (1_280, 720);

#[test]
fn key_presses_walk_and_typed_text_is_spoken_over_webtransport() {
    greet("webtransport", Kind::WebSocket);
}

#[test]
fn key_presses_walk_and_typed_text_is_spoken_over_websocket() {
    greet("websocket", Kind::WebTransport);
}

#[test]
fn who_types_a_name_at_the_door_and_agrees_comes_in_and_walks_to_where_they_click() {
    let stage = Stage::set("door");
    let witness = Witness::join(&stage.url, Kind::WebTransport, "Witness");
    let client = stage.open_door("websocket");
    let asked = stage.photograph_until("the name is asked for", |photo| photo.shows_a_focus_ring().then_some(()));
    assert!(asked.is_some(), "the door never asked for the name");
    client.focus();
    client.type_text("Ben Sato");
    client.key("Return");
    // Between the form and what is to be agreed to there is a veil, with a button of its own.
    let told = stage.photograph_until("what to agree to", |photo| photo.shows_a_wide_button().then_some(()));
    assert!(told.is_some(), "nothing was shown to agree to");
    // The first Tab reaches the way back, the next one the wider button that agrees.
    client.key("Tab");
    let back = stage.photograph_until("the way back", |photo| (photo.focus_ring() > 100).then(|| photo.focus_ring()));
    let narrow = back.expect("Tab never reached the dialog");
    client.key("Tab");
    let agree =
        stage.photograph_until("the button that agrees", |photo| (photo.focus_ring() > 2 * narrow).then_some(()));
    assert!(agree.is_some(), "Tab never reached the button that agrees");
    client.key("Return");
    let hall = stage.photograph_until("the hall after the door", |photo| {
        let ben = witness.visitor("Ben Sato")?;
        let spot = Spot::on_screen(witness.sighting(ben)?, witness.room_size()?, SIZE);
        (photo.shows_the_hall() && photo.shows_an_avatar(spot)).then_some((ben, spot))
    });
    let (ben, spot) = hall.expect("the window showed the hall and the witness saw who came in");
    let before = witness.sighting(ben).expect("the avatar is in sight");
    client.click(spot.above(3));
    witness.wait("three tiles walked", |seen| {
        let now = seen.sighting(ben)?;
        (before.y.checked_sub(now.y)? >= 64).then_some(())
    });
}

/// Somebody comes in by the desktop client, walks towards the stage and greets; a witness answers.
fn greet(link: &str, other: Kind) {
    let stage = Stage::set(link);
    let witness = Witness::join(&stage.url, other, "Witness");
    let client = stage.open_client(link, "Aya 山田");
    let aya = witness.wait("the client's visitor", |seen| seen.visitor("Aya 山田"));

    let hall = stage.photograph_until("the hall with an avatar and its name", |photo| {
        let spot = Spot::on_screen(witness.sighting(aya)?, witness.room_size()?, SIZE);
        (photo.shows_the_hall() && photo.shows_an_avatar(spot) && photo.shows_a_name(spot)).then_some(())
    });
    assert!(hall.is_some(), "the window never showed the hall, an avatar and its name");

    client.focus();
    let before = witness.sighting(aya).expect("the avatar is in sight");
    client.press("Up", || {
        witness.wait("a tile walked", |seen| {
            let now = seen.sighting(aya)?;
            (before.y.checked_sub(now.y)? >= 32).then_some(())
        })
    });

    say(&stage, &client);
    witness.wait("the greeting", |seen| seen.heard(aya, "hello from the window"));

    let looks = Cell::new(1);
    let balloon = stage.photograph_until("a balloon", |photo| {
        let spot = Spot::on_screen(witness.sighting(aya)?, witness.room_size()?, SIZE);
        let shown = photo.shows_a_balloon(spot).then_some(());
        // A balloon stands for seconds only: where pictures take as long, it is said once more.
        if shown.is_none() && looks.replace(looks.get() + 1) % 10 == 0 {
            say(&stage, &client);
        }
        shown
    });
    assert!(balloon.is_some(), "no balloon stood over the avatar that spoke");
}

/// Says something by the keyboard alone.
fn say(stage: &Stage, client: &Client) {
    client.key("Return");
    let typing = stage.photograph_until("the field in focus", |photo| photo.shows_a_focus_ring().then_some(()));
    assert!(typing.is_some(), "Enter never put the focus into the field");
    client.type_text("hello from the window");
    client.key("Return");
}
