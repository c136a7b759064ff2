//! The group photograph: called, led into rows, stepped out of, counted down to, drawn, stored, told.

use std::collections::BTreeSet;

use hiroba_server::venue::output::Composition;
use hiroba_shared::protocol::photograph::{
    NoPhotograph, Part, Photograph, PhotographFromClient as Ask, PhotographFromServer as Told, Progress,
};
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::{Action, Role};
use hiroba_shared::units::{Facing, SUBTILES_PER_TILE, TilePoint, seconds};
use hiroba_tests::drawing;
use hiroba_tests::link::Link;
use hiroba_tests::messages::photograph::written;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, THEATRE, over_both_links};

over_both_links!(
    who_does_not_look_is_not_led_and_may_come_late,
    a_moderator_takes_it_at_once_or_calls_it_off,
    a_picture_that_everybody_stepped_out_of_is_none,
);

/// A hall for forty people, with chairs in two rows before its stage.
const HALL: &str = "
    ##############################
    #..........SSSSSSSS..........#
    #..........SSSSSSSS..........#
    #............................#
    #.........ssssssssss.........#
    #............................#
    #.........ssssssssss.........#
    #............................#
    #............................#
    #@...........................#
    ##############################";

fn calls(town: &mut Town, who: Who) {
    town[who].photographs(Ask::Call { caption: written("始まり"), ahead_of_utc: 540 });
    town.run_until("it is called", 100, |town| {
        town[who].told_of_photographs().any(|said| matches!(said, Told::Called { .. }))
    });
}

/// What part somebody believes to have.
fn part(town: &Town, who: Who) -> Option<(Part, bool)> {
    let you = |said: &Told| if let Told::You { part, signed } = said { Some((*part, *signed)) } else { None };
    town[who].told_of_photographs().rev().find_map(you)
}

fn progress(town: &Town, who: Who) -> Option<Progress> {
    let standing = |said: &Told| if let Told::Standing { progress, .. } = said { Some(*progress) } else { None };
    town[who].told_of_photographs().rev().find_map(standing)
}

fn taken(town: &Town, who: Who) -> Option<Photograph> {
    let taken = |said: &Told| if let Told::Taken(photograph) = said { Some(photograph.clone()) } else { None };
    town[who].told_of_photographs().rev().find_map(taken)
}

fn over(town: &Town, who: Who) -> Option<NoPhotograph> {
    town[who].told_of_photographs().rev().find_map(|said| if let Told::Over(why) = said { Some(*why) } else { None })
}

fn is_taken(town: &mut Town) {
    town.run_until("the photograph is taken", seconds(90), |town| !town.compositions.is_empty());
}

fn names(composition: &Composition) -> BTreeSet<String> {
    composition.rows.iter().flatten().filter_map(|posed| posed.name.as_ref()).map(ToString::to_string).collect()
}

fn count(composition: &Composition) -> usize {
    composition.rows.iter().map(Vec::len).sum()
}

#[test]
fn forty_people_are_led_into_rows_nobody_on_anybody_and_the_tall_ones_behind() {
    for plan in Plan::drawn(HALL).over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let people: Vec<Who> = (0..39).map(|n| town.joins(&format!("Guest {n}"))).collect();
        calls(&mut town, noor);
        for who in people.iter().step_by(2) {
            town[*who].photographs(Ask::Sign(true));
        }
        is_taken(&mut town);
        let places: Vec<TilePoint> = people.iter().chain([&noor]).map(|who| town[*who].tile()).collect();
        let apart: BTreeSet<TilePoint> = places.iter().copied().collect();
        let map = town.map(0).clone();
        let on_chairs = map.seats.iter().filter(|seat| seat.at.tile().is_some_and(|tile| apart.contains(&tile)));
        assert_eq!((apart.len(), on_chairs.count()), (40, 0));
        let composition = town.draws_photograph();
        assert_eq!((count(&composition), names(&composition).len()), (40, 20));
        let rows: Vec<(u16, u16)> = composition
            .rows
            .iter()
            .map(|row| row.iter().map(|posed| posed.look.height()))
            .map(|heights| (heights.clone().min().unwrap(), heights.max().unwrap()))
            .collect();
        assert!(rows.len() > 2 && rows.is_sorted_by(|behind, before| behind.0 >= before.1), "{rows:?}");
        let last = people[38];
        town.run_until("everybody has it", 400, |town| taken(town, last).is_some() && taken(town, noor).is_some());
        let photograph = taken(&town, last).unwrap();
        assert_eq!((photograph.people, photograph.caption.as_str()), (40, "始まり"));
    }
}

#[test]
fn who_walks_off_says_so_or_leaves_is_not_in_it_and_who_changes_their_mind_is() {
    for plan in Plan::drawn(HALL).over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let [walker, shy, leaver, back, stays, stops] =
            ["Walker", "Shy", "Leaver", "Back", "Stays", "Stops"].map(|name| town.joins(name));
        calls(&mut town, noor);
        for who in [walker, shy, leaver, back, stays] {
            town[who].photographs(Ask::Sign(true));
        }
        town[shy].photographs(Ask::StepOut);
        town[back].photographs(Ask::StepOut);
        town[stops].moves(WalkFromClient::Stop);
        town.run(seconds(5));
        town[walker].walks(Facing::South, 20);
        town[leaver].leaves();
        town.run_until("they are out", 200, |town| {
            [walker, shy, back, stops].iter().all(|who| part(town, *who).is_some_and(|(part, _)| part == Part::Out))
        });
        town[back].photographs(Ask::JoinIn);
        town.run_until("they are in", 400, |town| part(town, back).is_some_and(|(part, _)| part == Part::InPlace));
        is_taken(&mut town);
        let composition = town.draws_photograph();
        assert_eq!((count(&composition), names(&composition)), (3, BTreeSet::from(["Stays".to_owned()])));
        assert_eq!(town[shy].refusals(), vec![]);
    }
}

#[test]
fn who_was_walking_when_it_was_called_is_led_all_the_same() {
    for plan in Plan::drawn(HALL).over_both() {
        let mut town = Town::new(plan);
        let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
        town[ana].walks(Facing::East, 40);
        town.run(10);
        calls(&mut town, noor);
        town.run_until("Ana stands", seconds(30), |town| {
            part(town, ana).is_some_and(|(part, _)| part == Part::InPlace)
        });
    }
}

fn who_does_not_look_is_not_led_and_may_come_late(link: Link) {
    let mut town = Town::new(Plan::drawn(HALL).over(link));
    let (noor, away) = (town.moderator_joins("Noor"), town.joins("Away"));
    town[away].looks_away(true);
    town.run(LONG_ENOUGH);
    calls(&mut town, noor);
    town.run(seconds(3));
    assert_eq!(part(&town, away), None);
    town[away].looks_away(false);
    let late = town.joins("Late");
    let out = Some((Part::Out, false));
    town.run_until("both are told", 100, |town| [away, late].iter().all(|who| part(town, *who) == out));
    town[late].photographs(Ask::JoinIn);
    is_taken(&mut town);
    assert_eq!(count(&town.draws_photograph()), 2);
}

fn a_moderator_takes_it_at_once_or_calls_it_off(link: Link) {
    let mut town = Town::new(Plan::drawn(HALL).over(link));
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    calls(&mut town, noor);
    town[noor].photographs(Ask::CallOff);
    town.run_until("Ana hears of it", 300, |town| over(town, ana) == Some(NoPhotograph::CalledOff));
    town.run(seconds(70));
    assert!(town.compositions.is_empty());
    calls(&mut town, noor);
    town.run_until("Ana stands", seconds(9), |town| part(town, ana).is_some_and(|(part, _)| part == Part::InPlace));
    town[noor].photographs(Ask::Take);
    town.run_until("it counts", 300, |town| progress(town, ana) == Some(Progress::Counting(5)));
    town[noor].photographs(Ask::Call { caption: written("again"), ahead_of_utc: 0 });
    is_taken(&mut town);
    assert_eq!(town[noor].refusals(), [Refusal::OutOfPlace], "one at a time");
    town.run_until("it is drawn", 300, |town| progress(town, ana) == Some(Progress::Drawing));
}

#[test]
fn who_is_still_on_the_way_at_the_shutter_is_not_in_it_and_is_led_no_further() {
    let row = |fill: &str| format!("#{}#", fill.repeat(58).chars().take(58).collect::<String>());
    let (wall, floor) = ("#".repeat(60), row("."));
    let stage = format!("#{}SSSSSSSS#", ".".repeat(50));
    let start = format!("#@{}#", ".".repeat(57));
    let drawn = [&wall, &stage, &stage, &floor, &floor, &floor, &start, &wall].map(String::as_str).join("\n");
    let mut town = Town::new(Plan::drawn(&drawn));
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    town[noor].walks_to(54, 4);
    town.run_until("Noor is before the stage", seconds(40), |town| town[noor].tile().x == 54);
    calls(&mut town, noor);
    town.run(seconds(2));
    town[noor].photographs(Ask::Take);
    is_taken(&mut town);
    assert_eq!(count(&town.draws_photograph()), 1);
    town.run(seconds(1));
    let place = town[ana].place();
    town.run(seconds(3));
    assert_eq!(town[ana].place(), place, "nobody leads her any more");
    assert!(place.x < 45 * SUBTILES_PER_TILE, "she had not arrived: {place:?}");
}

#[test]
fn who_is_pushed_off_their_place_by_a_step_from_before_is_counted_out_and_led_back() {
    let mut town = Town::new(Plan::drawn(HALL));
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    for who in [noor, ana] {
        town[who].walks_to(15, 4);
    }
    town.run(seconds(8));
    calls(&mut town, noor);
    let there = |town: &Town| -> Vec<u16> {
        let standing = |said: &Told| if let Told::Standing { there, .. } = said { Some(*there) } else { None };
        let mut counts: Vec<u16> = town[ana].told_of_photographs().filter_map(standing).collect();
        counts.dedup();
        counts
    };
    town.run_until("both stand", seconds(3) - 15, |town| there(town).last() == Some(&2));
    town[ana].walks(Facing::South, 6);
    town.run_until("she is counted out", 40, |town| there(town).last() == Some(&1));
    town.run_until("she is led back", seconds(8), |town| there(town).last() == Some(&2));
    is_taken(&mut town);
    assert_eq!(count(&town.draws_photograph()), 2);
}

fn a_picture_that_everybody_stepped_out_of_is_none(link: Link) {
    let mut town = Town::new(Plan::drawn(HALL).over(link));
    let noor = town.moderator_joins("Noor");
    calls(&mut town, noor);
    town[noor].photographs(Ask::StepOut);
    town.run_until("there is none", seconds(70), |town| over(town, noor) == Some(NoPhotograph::Nobody));
    assert!(town.compositions.is_empty());
}

#[test]
fn a_photograph_is_told_of_only_when_it_is_stored_and_a_restart_leaves_nothing_half() {
    let mut town = Town::new(Plan::drawn(HALL));
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    for down in [true, false] {
        calls(&mut town, noor);
        is_taken(&mut town);
        town.set_store_down(down);
        town.draws_photograph();
        town.run(20);
        assert_eq!((over(&town, ana).is_some(), taken(&town, ana).is_some()), (true, !down));
    }
    assert_eq!(over(&town, ana), Some(NoPhotograph::NotStored));
    calls(&mut town, noor);
    is_taken(&mut town);
    town.spoils_photograph();
    town.run_until("it is told", 40, |town| over(town, ana) == Some(NoPhotograph::NotDrawn));

    town.run(seconds(200));
    calls(&mut town, noor);
    is_taken(&mut town);
    let half = town.compositions.clone();
    town.restart();
    town.compositions = half;
    town.draws_photograph();
    let mia = town.joins("Mia");
    town.run(20);
    assert_eq!((part(&town, mia), taken(&town, mia)), (None, None));
    town[mia].photographs(Ask::List);
    town.run(20);
    let lists = |said: &Told| if let Told::Photographs(list) = said { Some(list.len()) } else { None };
    assert_eq!(town[mia].told_of_photographs().find_map(lists), Some(1), "the one that was stored");
}

#[test]
fn every_role_is_refused_what_the_table_refuses() {
    let mut town = Town::new(Plan::drawn(THEATRE));
    for role in Role::ALL {
        town.invites(role, role.name(), 1);
        let who = town.comes(Newcomer::named("Somebody").with_device(role as u8 + 1).invited(role.name()));
        for said in hiroba_tests::messages::photograph::from_client() {
            town[who].log.clear();
            town[who].photographs(said.clone());
            town.run(12);
            let runs = matches!(said, Ask::Call { .. } | Ask::Take | Ask::CallOff);
            let refused = town[who].refusals().contains(&Refusal::NotAllowed);
            assert_eq!(refused, runs && !role.may(Action::CallPhotograph), "{role:?} says {said:?}");
        }
    }
}

#[test]
fn a_room_without_a_stage_has_no_photograph() {
    let mut town = Town::new(Plan::of(vec![drawing::setup("hall", drawing::hall(9, 9))]));
    let noor = town.moderator_joins("Noor");
    town[noor].photographs(Ask::Call { caption: written("x"), ahead_of_utc: 0 });
    town.run(20);
    assert_eq!(town[noor].refusals(), [Refusal::OutOfPlace]);
}

#[test]
fn a_photograph_that_is_done_says_nothing_of_the_one_being_made_where_somebody_is_now() {
    let hall = drawing::room_with_door(
        "############\n#..SSSSSS..#\n#..SSSSSS..#\n#..........#\n#@........D#\n############",
        "annex",
    );
    let annex = drawing::room_with_door(
        "############\n#..SSSSSS..#\n#..SSSSSS..#\n#..........#\n#D........@#\n############",
        "hall",
    );
    let mut town = Town::new(Plan::of(vec![drawing::setup("hall", hall), drawing::setup("annex", annex)]));
    let (noor, ana) = (town.moderator_joins("Noor"), town.joins("Ana"));
    town.invites(Role::Moderator, "annex", 1);
    let kim = town.comes(Newcomer::named("Kim").invited("annex").into_room("annex"));
    calls(&mut town, noor);
    is_taken(&mut town);
    town[ana].walks_to(10, 4);
    town.run_until("Ana is in the annex", seconds(20), |town| town[ana].room() == town[kim].room());
    calls(&mut town, kim);
    town.run_until("Ana is called there", 100, |town| is_called(town, ana));
    town.draws_photograph();
    town.run_until("Ana has the first one", 100, |town| taken(town, ana).is_some());
    town.run(5);
    assert!(is_called(&town, ana), "she still stands for the second");
}

/// Whether somebody believes that a photograph is being made where they are.
fn is_called(town: &Town, who: Who) -> bool {
    let last = town[who].told_of_photographs().rev().find_map(|said| match said {
        Told::Called { .. } => Some(true),
        Told::Taken(_) | Told::Over(_) => Some(false),
        Told::You { .. } | Told::Standing { .. } | Told::Photographs(_) => None,
    });
    last == Some(true)
}
