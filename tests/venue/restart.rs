//! What outlives a restart in a hall: those on its stage are on it again, its screen shows what it showed, and askers
//! hear what became of their questions.

use hiroba_server::venue::input::OperatorInput;
use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::protocol::floor::question::{Handling, QuestionState};
use hiroba_shared::protocol::slides::{Screen, SlidesFromClient, SlidesFromServer};
use hiroba_shared::protocol::stage::{StageFromClient, StageFromServer};
use hiroba_shared::units::seconds;
use hiroba_tests::drawing;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

/// A hall with a screen and a stage.
fn theatre_with_screen() -> Plan {
    let hall = drawing::room_with_door("############\n#w..SSS....#\n#@........D#\n############", "garden");
    let garden = drawing::room_with_door("########\n#D....@#\n########", "hall");
    Plan::of(vec![drawing::setup("hall", hall), drawing::setup("garden", garden)])
}

/// A moderator and somebody they have brought up.
fn cast(plan: Plan) -> (Town, [Who; 2]) {
    let mut town = Town::new(plan);
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    let id = town[ana].id();
    town[noor].stages(StageFromClient::Invite(id));
    town.run_until("she is invited", 300, |town| {
        town[ana].stage().any(|said| matches!(said, StageFromServer::Invited { .. }))
    });
    town[ana].stages(StageFromClient::Accept);
    town.run_until("she is on stage", 300, |town| on_stage(town, noor) == [id]);
    (town, [noor, ana])
}

/// Who is on stage, as somebody was told last.
fn on_stage(town: &Town, who: Who) -> Vec<VisitorId> {
    let told = town[who].stage().rev().find_map(|said| {
        let StageFromServer::On(people) = said else { return None };
        Some(people.clone())
    });
    told.unwrap_or_default()
}

/// Which page of which deck somebody was shown or turned to last.
fn on_screen(town: &Town, who: Who) -> Option<(String, Screen)> {
    let mut seen = None;
    for said in town[who].told_of_slides() {
        if let SlidesFromServer::Shown(shown) = said {
            seen = shown.as_ref().map(|shown| (shown.deck.title.to_string(), shown.screen));
        }
        if let SlidesFromServer::Turned(screen) = said {
            seen = seen.map(|(title, _)| (title, *screen));
        }
    }
    seen
}

fn page(number: u16) -> Screen {
    Screen { page: PageNumber::new(number).unwrap(), blank: false }
}

/// The server is stopped in order and comes up again; what everybody heard before is forgotten.
fn stops_and_starts(town: &mut Town, people: &[Who]) {
    town.operate(|ask| OperatorInput::Stop { ask });
    town.restart();
    for who in people {
        town[*who].log.clear();
    }
}

#[test]
fn those_on_stage_are_on_it_again_after_a_restart() {
    for plan in theatre_with_screen().over_both() {
        let (mut town, [noor, ana]) = cast(plan);
        let id = town[ana].id();
        stops_and_starts(&mut town, &[noor, ana]);
        town.comes_back(noor);
        town.run(seconds(3));
        assert_eq!(on_stage(&town, noor), [], "she is not here yet, and nobody is told of somebody they cannot know");
        town.comes_back(ana);
        town.run_until("both see her on stage", 300, |town| [noor, ana].iter().all(|who| on_stage(town, *who) == [id]));
        town[ana].stages(StageFromClient::GoDown);
        town.run_until("she is down", 300, |town| on_stage(town, noor).is_empty());
    }
}

#[test]
fn a_server_that_died_knows_who_was_on_stage_a_moment_before() {
    let (mut town, [noor, ana]) = cast(theatre_with_screen());
    let id = town[ana].id();
    town.run(seconds(2));
    town.restart();
    town[noor].log.clear();
    town.comes_back(ana);
    town.comes_back(noor);
    town.run_until("she is on stage", 300, |town| on_stage(town, noor) == [id]);
}

#[test]
fn who_does_not_come_back_within_two_minutes_has_left_the_stage() {
    let (mut town, [noor, ana]) = cast(theatre_with_screen());
    stops_and_starts(&mut town, &[noor, ana]);
    town.comes_back(noor);
    town.run(seconds(123));
    town.comes_back(ana);
    town.run(seconds(3));
    assert_eq!(on_stage(&town, noor), []);
    // And it stays so: the store was told.
    stops_and_starts(&mut town, &[noor, ana]);
    town.comes_back(noor);
    town.comes_back(ana);
    town.run(seconds(3));
    assert_eq!(on_stage(&town, noor), []);
}

#[test]
fn the_screen_shows_the_same_page_after_a_restart_and_its_presenter_turns_on() {
    for plan in theatre_with_screen().over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let deck = town.brings_deck(noor, "Deck", 9);
        town[noor].slides(SlidesFromClient::Show(deck.deck));
        town.run_until("it is shown", 300, |town| on_screen(town, noor).is_some());
        town[noor].slides(SlidesFromClient::Turn(page(4)));
        town.run_until("it is turned", 300, |town| on_screen(town, noor) == Some(("Deck".to_owned(), page(4))));
        stops_and_starts(&mut town, &[noor]);
        let late = town.joins("Late");
        town.run_until("who comes sees it", 300, |town| on_screen(town, late) == Some(("Deck".to_owned(), page(4))));
        town.comes_back(noor);
        town[noor].slides(SlidesFromClient::Turn(page(5)));
        town.run_until("it is turned on", 300, |town| on_screen(town, late) == Some(("Deck".to_owned(), page(5))));
    }
}

#[test]
fn a_screen_that_was_ended_or_whose_deck_was_forgotten_is_empty_after_a_restart() {
    for is_forgotten in [false, true] {
        let mut town = Town::new(theatre_with_screen());
        let noor = town.moderator_joins("Noor");
        let deck = town.brings_deck(noor, "Deck", 9);
        town[noor].slides(SlidesFromClient::Show(deck.deck));
        town.run(seconds(2));
        let last = if is_forgotten { SlidesFromClient::Forget(deck.deck) } else { SlidesFromClient::End };
        town[noor].slides(last);
        town.run_until("it is gone", 300, |town| on_screen(town, noor).is_none());
        town.run(seconds(1));
        town.restart();
        let late = town.joins("Late");
        town.run(seconds(2));
        assert_eq!(on_screen(&town, late), None);
    }
}

#[test]
fn a_store_that_cannot_say_at_first_is_asked_again_and_not_written_over() {
    let (mut town, [noor, ana]) = cast(theatre_with_screen());
    let id = town[ana].id();
    town.run(seconds(2));
    town.set_store_down(true);
    town.restart();
    town.run(seconds(3));
    town.set_store_down(false);
    town[noor].log.clear();
    town.comes_back(noor);
    town.comes_back(ana);
    town.run_until("she is on stage", 300, |town| on_stage(town, noor) == [id]);
}

#[test]
fn an_asker_who_was_gone_hears_after_a_restart_what_became_of_the_question_and_only_once() {
    for plan in theatre_with_screen().over_both() {
        let mut town = Town::new(plan);
        let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
        town[ana].wonders("Why?");
        town.run_until("it is confirmed", 300, |town| town[ana].question().is_some());
        let question = town[ana].question().unwrap();
        town.breaks(ana);
        for handling in [Handling::Take, Handling::Answer(None)] {
            town[noor].floors(FloorFromClient::Handle { question, handling });
            town.run(seconds(4));
        }
        town.restart();
        town.comes_back(ana);
        town.run_until("she hears of it", 300, |town| town[ana].became() == [QuestionState::Answered]);
        // A moment later the store knows that she heard.
        town.run(seconds(2));
        town.restart();
        town[ana].log.clear();
        town.comes_back(ana);
        town.run(seconds(4));
        assert_eq!(town[ana].became(), []);
    }
}
