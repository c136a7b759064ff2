//! A session run with one hand on the keyboard, by the real client of a moderator: what is read is the venue's word.

use bevy::prelude::KeyCode;
use hiroba_client::panel::{PanelEventKind, PanelKey};
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::units::TICKS_PER_SECOND;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::HALL;
use crate::resident::Resident;

#[test]
fn a_moderator_runs_a_session_by_keys_alone() {
    for plan in Plan::drawn(HALL).over_both() {
        let text = "[[item]]\ntitle = \"Welcome\"\nminutes = 10\n[[item]]\ntitle = \"A talk\"\nminutes = 10\n";
        let mut town = Town::new(plan.with_programme(hiroba_server::programme::parse(text, "test").unwrap()));
        let ben = town.joins("Ben");
        let mut noor = Resident::joins_as_moderator(&mut town, "Noor");
        until_reads(&mut noor, &mut town, PanelKey::Strip, "[Open the programme]<N>");
        noor.holds(&mut town, KeyCode::KeyN, 1);
        until_reads(&mut noor, &mut town, PanelKey::Strip, "Next: Welcome");
        noor.holds(&mut town, KeyCode::KeyN, 1);
        until_reads(&mut noor, &mut town, PanelKey::Strip, "Now: Welcome");
        noor.holds(&mut town, KeyCode::KeyG, 1);
        until_reads(&mut noor, &mut town, PanelKey::Notices, "People in other rooms are called.");

        town[ben].floors(FloorFromClient::RaiseHand);
        noor.holds(&mut town, KeyCode::KeyQ, 1);
        noor.uses(PanelKey::Floor, "section", PanelEventKind::Chosen(1));
        until_reads(&mut noor, &mut town, PanelKey::Floor, "[[Call on]]<T>");
        // Until the letter before it is none of the same word.
        noor.live(&mut town, TICKS_PER_SECOND);
        noor.holds(&mut town, KeyCode::KeyT, 1);
        until_reads(&mut noor, &mut town, PanelKey::Floor, "has the word.");
        until_reads(&mut noor, &mut town, PanelKey::Floor, "0 hands are up");
        noor.holds(&mut town, KeyCode::KeyT, 1);
        noor.until(&mut town, "the word is free", |noor| !noor.reads(PanelKey::Floor).contains("has the word."));

        // Words that miss their field do nothing to anybody.
        for key in [KeyCode::KeyN, KeyCode::KeyE, KeyCode::KeyX, KeyCode::KeyT] {
            noor.holds(&mut town, key, 1);
        }
        noor.live(&mut town, 2 * TICKS_PER_SECOND);
        assert!(noor.reads(PanelKey::Strip).contains("Now: Welcome"), "{}", noor.reads(PanelKey::Strip));

        noor.holds(&mut town, KeyCode::KeyX, 1);
        noor.until(&mut town, "nothing runs", |noor| !noor.reads(PanelKey::Strip).contains("Now:"));
    }
}

fn until_reads(noor: &mut Resident, town: &mut Town, panel: PanelKey, text: &str) {
    noor.until(town, text, |noor| noor.reads(panel).contains(text));
}
