//! The programme: running it, following it, being called to it, changing it, and what it makes hold.

use hiroba_server::programme;
use hiroba_server::venue::input::OperatorInput;
use hiroba_server::venue::output::OperatorAnswer;
use hiroba_server::venue::record::programme::KeptProgramme;
use hiroba_shared::ids::{ItemId, RoomId, SeatId};
use hiroba_shared::programme::{ItemDraft, Minutes, Run, schedule};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::programme::{ProgrammeFromClient as Ask, ProgrammeFromServer as Told};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::units::seconds;
use hiroba_tests::link::Link;
use hiroba_tests::messages;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, LONG_HALL, SALON, hall_and_garden, over_both_links};

over_both_links!(
    what_was_planned_is_counted_from_the_opening,
    people_in_other_rooms_are_called_to_what_begins_and_those_there_are_not,
    while_the_chat_is_closed_moderators_are_heard_and_guests_only_by_letter,
    two_who_ask_for_a_seat_are_sent_to_two,
    a_change_is_told_and_can_be_taken_back_and_so_can_a_start,
    three_quick_presses_make_an_item_longer_three_times,
    deeds_sent_at_once_take_effect_one_after_the_other,
    what_is_not_stored_does_not_begin,
);

/// Takes back what was told last; see [`as_read`].
const UNDO: Ask = Ask::Undo { revision: 0 };

/// Three items of ten minutes, the first of which closes the chat.
fn three_items() -> KeptProgramme {
    let text = "[[item]]\ntitle = \"One\"\nminutes = 10\nroom = \"hall\"\nchat = \"closed\"\nseating = \"seated\"\n\
                [[item]]\ntitle = \"Two\"\nminutes = 10\npause = 5\n\
                [[item]]\ntitle = \"Three\"\nminutes = 10\n";
    programme::parse(text, "test").unwrap()
}

/// A moderator and a guest in a hall with a programme.
fn cast(plan: Plan) -> (Town, [Who; 2]) {
    let mut town = Town::new(plan.with_programme(three_items()));
    let noor = town.moderator_joins("Noor");
    let ana = town.joins("Ana");
    (town, [noor, ana])
}

/// What runs and what comes next, by the number of the item, as somebody was told last.
fn told(town: &Town, who: Who) -> (Option<u32>, Option<u32>) {
    let now = town[who].programme_now().unwrap();
    (now.current.as_ref().map(|item| item.id.0), now.next.as_ref().map(|item| item.id.0))
}

/// What is asked about what somebody was told last.
fn as_read(town: &Town, who: Who, asked: Ask) -> Ask {
    let now = town[who].programme_now().unwrap();
    let was = now.current.as_ref().or(now.next.as_ref()).map_or(0, |item| item.what.digest());
    match asked {
        Ask::Change { item, what, .. } => Ask::Change { item, was, what },
        Ask::Add { what, before, .. } => Ask::Add { what, before, open: now.open },
        Ask::Undo { .. } => Ask::Undo { revision: now.revision },
        Ask::Read { .. }
        | Ask::Open
        | Ask::Start(_)
        | Ask::End(_)
        | Ask::Call
        | Ask::Move { .. }
        | Ask::Remove(_)
        | Ask::FindSeat
        | Ask::Longer { .. } => asked,
    }
}

fn runs(town: &mut Town, who: Who, asked: Ask, then: (Option<u32>, Option<u32>)) {
    let asked = as_read(town, who, asked);
    town[who].runs_programme(asked);
    town.run_until("everybody is told what runs", 200, |town| {
        town.everybody().all(|who| !town[who].is_here() || told(town, who) == then)
    });
}

#[test]
fn a_moderator_runs_three_items_and_everybody_follows() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana]) = cast(plan);
        assert_eq!(told(&town, ana), (None, Some(1)));
        runs(&mut town, noor, Ask::Open, (None, Some(1)));
        for item in 1..=3u32 {
            let next = (item < 3).then_some(item + 1);
            runs(&mut town, noor, Ask::Start(ItemId(item)), (Some(item), next));
            town.run(seconds(2));
        }
        runs(&mut town, noor, Ask::End(ItemId(3)), (None, None));
        let late = town.joins("Late");
        assert_eq!(told(&town, late), (None, None), "who comes late is told at once");
        assert_eq!(town[noor].refusals(), vec![]);
    }
}

fn what_was_planned_is_counted_from_the_opening(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    assert!(!town[ana].programme_now().unwrap().open);
    town[noor].runs_programme(Ask::Open);
    let is_open = |town: &Town| town[ana].programme_now().is_some_and(|now| now.open);
    town.run_until("the programme is open", 300, is_open);
    let now = town[ana].programme_now().unwrap();
    let start = now.next.as_ref().unwrap().what.start;
    assert!(now.open && (town.clock().0 - start).abs() < 10, "{start}");
    town[ana].runs_programme(Ask::Read { from: 0 });
    town.run(LONG_ENOUGH);
    let items = town[ana].programme().rev().find_map(|said| match said {
        Told::Page { from: 0, more: false, items, .. } => Some(items.clone()),
        Told::Page { .. } | Told::Now(_) | Told::Called { .. } | Told::Seat(_) | Told::Done => None,
    });
    let expected = schedule::expected(&items.unwrap(), start);
    assert_eq!(expected.iter().map(|time| time.start - start).collect::<Vec<_>>(), [0, 900, 1_500]);
}

fn people_in_other_rooms_are_called_to_what_begins_and_those_there_are_not(link: Link) {
    let mut town = Town::new(hall_and_garden().over(link).with_programme(three_items()));
    let noor = town.moderator_joins("Noor");
    let outside = town.comes(Newcomer::named("Outside").into_room("garden"));
    runs(&mut town, noor, Ask::Start(ItemId(1)), (Some(1), Some(2)));
    town.run(LONG_ENOUGH);
    let called = |town: &Town, who: Who| {
        town[who].programme().filter(|said| matches!(said, Told::Called { room: RoomId(0), .. })).count()
    };
    assert_eq!((called(&town, outside), called(&town, noor)), (1, 0));
    town[noor].runs_programme(Ask::Call);
    town.run(LONG_ENOUGH);
    assert_eq!((called(&town, outside), called(&town, noor)), (2, 1), "who called knows that it went out");
    town[outside].is_led(hiroba_shared::protocol::walk::Goal::Room(RoomId(0)));
    town.run_until("one press led them there", 600, |town| town[outside].room() == Some(RoomId(0)));
}

#[test]
fn who_does_not_look_when_something_begins_finds_the_call_when_they_do() {
    for plan in hall_and_garden().with_programme(three_items()).over_both() {
        let mut town = Town::new(plan);
        let noor = town.moderator_joins("Noor");
        let outside = town.comes(Newcomer::named("Outside").into_room("garden"));
        town[outside].looks_away(true);
        town.run(40);
        town[noor].runs_programme(Ask::Start(ItemId(1)));
        let called = |town: &Town| town[outside].programme().any(|said| matches!(said, Told::Called { .. }));
        town.run_until("the call comes to a hidden window too", 300, called);
        town[outside].looks_away(false);
        let knows = |town: &Town| {
            let now = town[outside].programme_now();
            now.and_then(|now| now.current.as_ref()).is_some_and(|item| item.id == ItemId(1))
        };
        town.run_until("they are told what runs", 300, knows);
    }
}

fn while_the_chat_is_closed_moderators_are_heard_and_guests_only_by_letter(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    runs(&mut town, noor, Ask::Start(ItemId(1)), (Some(1), Some(2)));
    let noor_id = town[noor].id();
    town[ana].says(Scope::Near, "psst");
    town[ana].says(Scope::Room, "hello all");
    town[ana].writes_to(noor_id, "a letter");
    town[noor].says(Scope::Room, "welcome");
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].refusals(), vec![Refusal::ChatClosed; 2]);
    assert!(town[ana].hears("welcome") && town[noor].letters().contains(&"a letter".to_owned()));
    runs(&mut town, noor, Ask::Start(ItemId(2)), (Some(2), Some(3)));
    town[ana].says(Scope::Near, "at last");
    town.run(LONG_ENOUGH);
    assert!(town[noor].hears("at last"));
}

fn two_who_ask_for_a_seat_are_sent_to_two(link: Link) {
    let mut town = Town::new(Plan::drawn(SALON).over(link));
    let [ana, ben] = ["Ana", "Ben"].map(|name| town.joins(name));
    for who in [ana, ben] {
        town[who].runs_programme(Ask::FindSeat);
    }
    town.run(LONG_ENOUGH);
    let seat = |who: Who| -> Option<SeatId> {
        town[who].programme().find_map(|said| if let Told::Seat(seat) = said { Some(*seat) } else { None })
    };
    let seats = [seat(ana), seat(ben)];
    assert!(seats[0].is_some() && seats[0] != seats[1], "{seats:?}");
}

fn a_change_is_told_and_can_be_taken_back_and_so_can_a_start(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    town[noor].runs_programme(Ask::Add { what: messages::draft(), before: Some(ItemId(1)), open: false });
    town.run(LONG_ENOUGH);
    assert_eq!(told(&town, ana), (None, Some(4)));
    town[noor].runs_programme(Ask::Move { item: ItemId(4), before: None });
    town.run(LONG_ENOUGH);
    assert_eq!(told(&town, ana), (None, Some(1)));
    runs(&mut town, noor, Ask::Start(ItemId(1)), (Some(1), Some(2)));
    runs(&mut town, noor, UNDO, (None, Some(1)));
    runs(&mut town, noor, UNDO, (None, Some(4)));
    runs(&mut town, noor, UNDO, (None, Some(1)));
    assert!(!town[ana].programme_now().unwrap().undoable);
}

#[test]
fn of_two_who_change_the_same_at_once_the_second_is_told_and_overwrites_nothing() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let (mut town, [noor, ana]) = cast(plan);
        let mona = town.moderator_joins("Mona");
        let draft = |minutes| ItemDraft { length: Minutes::new(minutes).unwrap(), ..messages::draft() };
        let change = |minutes| Ask::Change { item: ItemId(1), was: 0, what: draft(minutes) };
        for pair in [[change(7), change(8)], [UNDO, UNDO]] {
            let before = town[ana].programme_now().unwrap().revision;
            let asked = pair.map(|asked| as_read(&town, noor, asked));
            for (who, asked) in [noor, mona].into_iter().zip(asked) {
                town[who].runs_programme(asked);
            }
            town.run(60);
            assert_eq!(town[ana].programme_now().unwrap().revision, before + 1);
            let overtaken = [noor, mona].map(|who| town[who].refusals().len());
            let done = [noor, mona].map(|who| town[who].programme().filter(|said| **said == Told::Done).count());
            assert_eq!((overtaken.iter().sum::<usize>(), done.iter().sum::<usize>()), (1, 1));
            assert!(overtaken[0] != done[0], "the one who was refused is told that it is done");
            [noor, mona].iter().for_each(|who| {
                town[*who].log.retain(|said| {
                    !matches!(
                        said,
                        FromServer::Session(SessionFromServer::Refused(Refusal::Overtaken))
                            | FromServer::Programme(Told::Done)
                    )
                })
            });
        }
        assert_eq!(town[ana].programme().filter(|said| **said == Told::Done).count(), 0);
    }
}

fn three_quick_presses_make_an_item_longer_three_times(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    for _ in 0..3 {
        town[noor].runs_programme(Ask::Longer { item: ItemId(1), by: Minutes::new(5).unwrap() });
    }
    town.run(LONG_ENOUGH);
    let next = town[ana].programme_now().and_then(|now| now.next.clone()).unwrap();
    assert_eq!(next.what.length.count(), 25);
}

fn deeds_sent_at_once_take_effect_one_after_the_other(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    for item in [1, 2, 3] {
        town[noor].runs_programme(Ask::Start(ItemId(item)));
    }
    town.run(LONG_ENOUGH);
    assert_eq!(told(&town, ana), (Some(3), None));
    let revisions: Vec<u32> = town[ana]
        .programme()
        .filter_map(|said| if let Told::Now(now) = said { Some(now.revision) } else { None })
        .collect();
    assert_eq!(revisions, [1, 2, 3, 4]);
}

/// What may be done with a programme, by whom: each role tries each message.
#[test]
fn every_role_may_do_with_a_programme_what_the_table_says() {
    for role in Role::ALL {
        let (mut town, _) = cast(Plan::drawn(SALON));
        town.invites(role, "role", 1);
        let who = town.comes(Newcomer::named("Somebody").invited("role"));
        let item = ItemId(1);
        let runs = matches!(role, Role::Moderator | Role::Host);
        let tries = [
            (Ask::Open, runs),
            (Ask::Start(item), runs),
            (Ask::Call, runs),
            (Ask::Change { item, was: 0, what: messages::draft() }, runs),
            (Ask::Longer { item, by: messages::draft().length }, runs),
            (Ask::End(item), runs),
            (Ask::Add { what: messages::draft(), before: None, open: true }, runs),
            (Ask::Move { item, before: None }, runs),
            (Ask::Remove(item), runs),
            (UNDO, runs),
            (Ask::Read { from: 0 }, true),
            (Ask::FindSeat, true),
        ];
        for (asked, allowed) in tries {
            let name = format!("{role:?} {asked:?}");
            let before = town[who].refusals().len();
            let asked = as_read(&town, who, asked);
            town[who].runs_programme(asked);
            town.run(10);
            let refusals = town[who].refusals();
            let expected = if allowed { vec![] } else { vec![Refusal::NotAllowed] };
            assert_eq!(refusals.get(before..), Some(expected.as_slice()), "{name}");
        }
    }
}

fn what_is_not_stored_does_not_begin(link: Link) {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL).over(link));
    town.set_store_down(true);
    town[noor].runs_programme(Ask::Start(ItemId(1)));
    town.run(LONG_ENOUGH);
    assert_eq!(town[noor].refusals(), vec![Refusal::NotStored]);
    assert_eq!(told(&town, ana), (None, Some(1)));
    town.set_store_down(false);
    runs(&mut town, noor, Ask::Start(ItemId(1)), (Some(1), Some(2)));
}

#[test]
fn what_runs_still_runs_after_a_restart() {
    let (mut town, [noor, ana]) = cast(Plan::drawn(LONG_HALL));
    runs(&mut town, noor, Ask::Start(ItemId(2)), (Some(2), Some(3)));
    let began = town[ana].programme_now().and_then(|now| now.current.clone()).map(|item| item.run);
    town.restart();
    town.comes_back(ana);
    assert_eq!(told(&town, ana), (Some(2), Some(3)));
    let still = town[ana].programme_now().and_then(|now| now.current.clone()).map(|item| item.run);
    assert!(matches!(still, Some(Run::Running { .. })) && still == began);
}

#[test]
fn a_programme_that_is_brought_leaves_the_file_it_began_with_as_its_source() {
    let (mut town, _) = cast(Plan::drawn(LONG_HALL));
    let other = programme::parse("[[item]]\ntitle = \"Other\"\nminutes = 5\n", "another file").unwrap();
    let replaced = town.operate(|ask| OperatorInput::ReplaceProgramme { ask, programme: Box::new(other) });
    assert!(matches!(replaced, OperatorAnswer::ProgrammeReplaced));
    town.restart();
    let OperatorAnswer::Programme(kept) = town.operate(|ask| OperatorInput::ReadProgramme { ask }) else { panic!() };
    let titles: Vec<_> = kept.items.iter().map(|item| item.titles.in_language("en")).collect();
    assert_eq!(
        (kept.source.as_str(), titles),
        ("test", vec!["Other"]),
        "or the old file would count at the next start"
    );
}
