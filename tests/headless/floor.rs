//! The floor by the real client: asking, voting and being told, through its panels alone.

use bevy::prelude::KeyCode;
use hiroba_client::panel::{PanelEventKind, PanelKey};
use hiroba_shared::protocol::floor::poll::Results;
use hiroba_shared::protocol::floor::{Audience, FloorFromClient};
use hiroba_shared::units::seconds;
use hiroba_tests::messages::floor::{ballot, words};
use hiroba_tests::town::Town;

use crate::halls;
use crate::resident::Resident;

fn presses(anna: &mut Resident, town: &mut Town, key: &'static str) {
    anna.uses(PanelKey::Floor, key, PanelEventKind::Pressed);
    anna.live(town, 1);
}

fn chooses(anna: &mut Resident, town: &mut Town, key: &'static str, index: usize) {
    anna.uses(PanelKey::Floor, key, PanelEventKind::Chosen(index));
    anna.live(town, 1);
}

fn until_reads(anna: &mut Resident, town: &mut Town, panel: PanelKey, text: &str) {
    anna.until(town, text, |anna| anna.reads(panel).contains(text));
}

#[test]
fn a_question_is_asked_listed_voted_for_and_answered() {
    for mut town in halls() {
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        anna.holds(&mut town, KeyCode::KeyQ, 1);
        anna.uses(PanelKey::Floor, "draft", PanelEventKind::Typed("Why?".to_owned()));
        anna.uses(PanelKey::Floor, "draft", PanelEventKind::Submitted);
        until_reads(&mut anna, &mut town, PanelKey::Notices, "Your question is stored");
        until_reads(&mut anna, &mut town, PanelKey::Floor, "Why? [I ask that too: 0]");
        presses(&mut anna, &mut town, "vote/1");
        until_reads(&mut anna, &mut town, PanelKey::Floor, "Why? [I ask that too: 1](on)");
        town[noor].floors(FloorFromClient::Handle {
            question: hiroba_shared::ids::QuestionId(1),
            handling: hiroba_shared::protocol::floor::question::Handling::Answer(Some(words("Because."))),
        });
        until_reads(&mut anna, &mut town, PanelKey::Notices, "Your question was answered");
        chooses(&mut anna, &mut town, "listing", 2);
        until_reads(&mut anna, &mut town, PanelKey::Floor, "Answer: Because.");
    }
}

#[test]
fn a_poll_is_told_voted_in_and_seen_to_stand() {
    for mut town in halls() {
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        let minutes = None;
        town[noor].floors(FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes });
        until_reads(&mut anna, &mut town, PanelKey::Notices, "A new poll: Which colour?");
        anna.holds(&mut town, KeyCode::KeyQ, 1);
        chooses(&mut anna, &mut town, "section", 2);
        chooses(&mut anna, &mut town, "options/1", 0);
        chooses(&mut anna, &mut town, "options/1", 2);
        presses(&mut anna, &mut town, "choose/1");
        until_reads(&mut anna, &mut town, PanelKey::Floor, "Hijau: 1 (100 %)");
        until_reads(&mut anna, &mut town, PanelKey::Floor, "1 person voted · Your vote is stored.");
    }
}

#[test]
fn a_raised_hand_is_called_on_and_an_announcement_is_read() {
    for mut town in halls() {
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        anna.holds(&mut town, KeyCode::KeyQ, 1);
        chooses(&mut anna, &mut town, "section", 1);
        presses(&mut anna, &mut town, "raise");
        until_reads(&mut anna, &mut town, PanelKey::Floor, "1 hand is up");
        let whom = anna.id();
        town[noor].floors(FloorFromClient::Call(Some(whom)));
        until_reads(&mut anna, &mut town, PanelKey::Notices, "You have the word.");
        town[noor].floors(FloorFromClient::Announce { to: Audience::Venue, words: words("We begin.") });
        until_reads(&mut anna, &mut town, PanelKey::Notices, "Noor announces: We begin.");
        anna.holds(&mut town, KeyCode::KeyC, 1);
        anna.live(&mut town, seconds(1));
        assert!(anna.reads(PanelKey::Chat).contains("We begin."), "{}", anna.reads(PanelKey::Chat));
    }
}
