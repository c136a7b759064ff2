//! The client itself, without window and renderer, in a real venue: its plugins, its link and its prediction against the
//! venue and the hub, in one process over the town's loopback link, on a virtual clock.
//!
//! Keys are key events, what is read are the panels and poses that a renderer would draw. Sockets are tested by `edges`
//! and `link`, pixels by `window`.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]

mod floor;
mod foreign;
mod people;
mod resident;
mod running;
mod slides;
mod wire;

use bevy::prelude::KeyCode;
use hiroba_client::panel::{PanelEventKind, PanelKey};
use hiroba_client::screen::Screen;
use hiroba_client::venue_state::AvatarClicked;
use hiroba_shared::ids::ItemId;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::programme::ProgrammeFromClient;
use hiroba_shared::protocol::stage::{StageFromClient, StageFromServer};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::units::{SUBTILES_PER_TILE, seconds};
use hiroba_tests::link::Link;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use resident::{Resident, live_together};

const HALL: &str = "
    ##############################
    #............................#
    #.@@@........................#
    #............................#
    ##############################";

const THEATRE: &str = "
    ####################
    #......SSSSS.......#
    #......SSSSS.......#
    #..................#
    #.@@...............#
    ####################";

/// A hall over a perfect link and over a bad one.
pub(crate) fn halls() -> [Town; 2] {
    Plan::drawn(HALL).over_both().map(Town::new)
}

#[test]
fn held_keys_walk_the_own_avatar_to_where_the_venue_has_it_and_others_see_it_there() {
    for mut town in halls() {
        let bob = town.joins("Bob");
        let mut anna = Resident::joins(&mut town, "Anna");
        let start = anna.place();
        anna.holds(&mut town, KeyCode::ArrowRight, 40);
        anna.holds(&mut town, KeyCode::KeyW, 5);
        assert!(anna.place().x > start.x + 5 * SUBTILES_PER_TILE, "shown at once: {:?}", anna.place());
        anna.live(&mut town, seconds(3));
        assert_eq!(town.watch.truth(anna.who()).map(|own| own.position), Some(anna.place()));
        let seen = town[bob].bot.sight.of(anna.id()).unwrap();
        assert!(seen.position().is_within(anna.place(), 1), "{seen:?}");
    }
}

#[test]
fn without_loss_the_own_avatar_is_never_drawn_back() {
    let mut town = Town::new(Plan::drawn(HALL).over(Link::far(120)));
    let mut anna = Resident::joins(&mut town, "Anna");
    let mut before = anna.place();
    for _ in 0..30 {
        anna.holds(&mut town, KeyCode::KeyD, 1);
        let now = anna.place();
        assert!(now.x >= before.x && now.y == before.y, "from {before:?} to {now:?}");
        before = now;
    }
}

#[test]
fn somebody_else_is_drawn_where_the_venue_has_them_and_goes_from_sight_when_they_leave() {
    for mut town in halls() {
        let mut anna = Resident::joins(&mut town, "Anna");
        let bob = town.joins("Bob");
        let id = town[bob].id();
        anna.until(&mut town, "Anna sees Bob", |anna| anna.sees(id).is_some());
        town[bob].walks_to(9, 3);
        anna.live(&mut town, seconds(8));
        let truth = town.watch.truth(bob).unwrap().position;
        let drawn = anna.sees(id).unwrap();
        // The wire has eighths of a subtile less than the venue: half a wire unit at most.
        assert!((drawn.x - truth.x).abs() <= 8 && (drawn.y - truth.y).abs() <= 8, "{drawn:?} for {truth:?}");
        town[bob].leaves();
        anna.until(&mut town, "Bob is gone", |anna| anna.sees(id).is_none());
    }
}

#[test]
fn what_is_typed_is_heard_and_what_is_answered_is_read() {
    for mut town in halls() {
        let bob = town.joins("Bob");
        let mut anna = Resident::joins(&mut town, "Anna");
        anna.says(&mut town, "Is this the reception?");
        anna.live(&mut town, seconds(2));
        assert!(town[bob].hears("Is this the reception?"));
        town[bob].says(Scope::Near, "It is. Welcome!");
        anna.live(&mut town, seconds(2));
        anna.holds(&mut town, KeyCode::KeyC, 1);
        let log = anna.reads(PanelKey::Chat);
        assert!(log.contains("Is this the reception?") && log.contains("It is. Welcome!"), "{log}");
    }
}

#[test]
fn whose_avatar_is_clicked_shows_their_card() {
    for mut town in halls() {
        let bob = town.joins("Bob");
        let mut anna = Resident::joins(&mut town, "Anna");
        let id = town[bob].id();
        anna.until(&mut town, "Anna sees Bob", |anna| anna.sees(id).is_some());
        anna.app.world_mut().write_message(AvatarClicked(id));
        anna.until(&mut town, "the card", |anna| anna.reads(PanelKey::Person).contains("Bob"));
    }
}

#[test]
fn who_is_muted_is_told_so_and_heard_by_nobody() {
    for mut town in halls() {
        let noor = town.moderator_joins("Noor");
        let bob = town.joins("Bob");
        let mut anna = Resident::joins(&mut town, "Anna");
        let visitor = anna.id();
        town[noor].orders(OrderFromClient::Mute { visitor, minutes: 10 });
        anna.until(&mut town, "Anna reads it", |anna| anna.reads(PanelKey::Notices).contains("A moderator muted you"));
        anna.says(&mut town, "shouting");
        anna.live(&mut town, seconds(2));
        assert!(!town[bob].hears("shouting"));
        anna.holds(&mut town, KeyCode::KeyC, 1);
        assert!(!anna.reads(PanelKey::Chat).is_empty() && !anna.reads(PanelKey::Chat).contains("shouting"));
    }
}

#[test]
fn a_moderator_runs_an_item_and_the_client_counts_it_down() {
    for plan in Plan::drawn(HALL).over_both() {
        let text = "[[item]]\ntitle = \"Welcome\"\nminutes = 10\n[[item]]\ntitle = \"A talk\"\nminutes = 10\n";
        let mut town = Town::new(plan.with_programme(hiroba_server::programme::parse(text, "test").unwrap()));
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        assert_eq!(anna.reads(PanelKey::Strip), "");
        town[noor].runs_programme(ProgrammeFromClient::Start(ItemId(1)));
        anna.until(&mut town, "Anna reads what runs", |anna| anna.reads(PanelKey::Strip).contains("Now: Welcome"));
        let strip = anna.reads(PanelKey::Strip);
        assert!(strip.contains(" left") && strip.contains("Next: A talk"), "{strip}");
        anna.uses(PanelKey::Bar, "open-programme", PanelEventKind::Pressed);
        anna.until(&mut town, "Anna reads all of it", |anna| anna.reads(PanelKey::Programme).contains("A talk"));
    }
}

#[test]
fn who_is_invited_up_comes_and_is_read_in_captions() {
    for plan in Plan::drawn(THEATRE).over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        let id = anna.id();
        town[noor].stages(StageFromClient::Invite(id));
        let asked = |anna: &mut Resident| anna.reads(PanelKey::Captions).contains("Noor invites you");
        anna.until(&mut town, "Anna is asked", asked);
        anna.uses(PanelKey::Captions, "accept", PanelEventKind::Pressed);
        anna.until(&mut town, "Anna may write", |anna| anna.reads(PanelKey::Captions).contains("Go down"));
        anna.uses(PanelKey::Captions, "caption", PanelEventKind::Typed("Good morning".to_owned()));
        anna.uses(PanelKey::Captions, "caption", PanelEventKind::Submitted);
        anna.until(&mut town, "Anna reads herself", |anna| anna.reads(PanelKey::Captions).contains("Good morning"));
        let read = town[noor].stage().any(|said| {
            matches!(said, StageFromServer::Caption(caption) if caption.finished && caption.text.as_str() == "Good morning")
        });
        assert!(read, "the hall reads it too");
    }
}

#[test]
fn a_broken_link_shows_the_veil_and_leads_back_to_the_same_place() {
    for mut town in halls() {
        let mut anna = Resident::joins(&mut town, "Anna");
        let (id, who) = (anna.id(), anna.who());
        anna.holds(&mut town, KeyCode::ArrowRight, 30);
        anna.live(&mut town, seconds(2));
        let place = anna.place();
        // Nothing comes any more: after ten seconds the client takes the link for broken.
        town.darkens(who, 11_000);
        anna.until(&mut town, "the veil", |anna| anna.screen() == Screen::Lost);
        assert!(anna.reads(PanelKey::Veil).contains("Coming back"), "{}", anna.reads(PanelKey::Veil));
        anna.until(&mut town, "back", |anna| anna.screen() == Screen::InVenue);
        anna.live(&mut town, seconds(2));
        assert_eq!((anna.id(), anna.place()), (id, place));
        assert!(anna.reads(PanelKey::Veil).is_empty());
    }
}

#[test]
fn two_clients_walk_in_one_hall_and_see_each_other() {
    for mut town in halls() {
        let mut anna = Resident::joins(&mut town, "Anna");
        let mut ben = Resident::joins(&mut town, "Ben");
        ben.holds(&mut town, KeyCode::ArrowRight, 20);
        live_together(&mut town, &mut [&mut anna, &mut ben], seconds(3));
        let places = [anna.place(), ben.place()];
        assert!(anna.sees(ben.id()).unwrap().is_within(places[1], 1));
        assert!(ben.sees(anna.id()).unwrap().is_within(places[0], 1));
        assert_ne!(places[0], places[1]);
        assert_eq!(anna.shown(), 1);
    }
}
