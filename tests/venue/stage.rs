//! The stage: going up and down, captions for the whole hall, and the channels of interpreters.

use hiroba_server::programme;
use hiroba_shared::ids::{ItemId, RoomId, VisitorId};
use hiroba_shared::map::ZoneKind;
use hiroba_shared::profile::Language;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::programme::ProgrammeFromClient;
use hiroba_shared::protocol::stage::{Caption, Channel, StageFromClient as Ask, StageFromServer as Told};
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::CaptionText;
use hiroba_shared::units::seconds;
use hiroba_tests::link::Link;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::{Town, Who};

use crate::rooms::{LONG_ENOUGH, LONG_HALL, THEATRE, over_both_links, theatre_and_garden};

over_both_links!(
    who_declines_stays_down_and_the_moderator_hears_of_it,
    who_leaves_is_on_stage_no_longer,
    who_is_invited_in_another_room_is_on_stage_on_the_way_there,
    each_reads_the_language_they_chose_and_the_original_where_nobody_interprets,
    nobody_else_writes_captions_and_muted_people_write_none,
    on_a_stage_that_is_open_people_go_up_by_themselves_and_speak_where_the_chat_is_closed,
    on_an_empty_stage_nobody_interprets,
);

/// A moderator, a speaker to be and a guest in a theatre.
fn cast(plan: Plan) -> (Town, [Who; 3]) {
    let mut town = Town::new(plan);
    let noor = town.moderator_joins("Noor");
    let [ana, ben] = ["Ana", "Ben"].map(|name| town.joins(name));
    (town, [noor, ana, ben])
}

fn language(code: &str) -> Language {
    Language::new(code).unwrap()
}

fn caption(code: &str, text: &str, finished: bool) -> Ask {
    Ask::Caption { language: language(code), text: CaptionText::new(text).unwrap(), finished }
}

/// Who is on stage, as somebody was told last.
fn on_stage(town: &Town, who: Who) -> Vec<VisitorId> {
    let told =
        town[who].stage().rev().find_map(|said| if let Told::On(people) = said { Some(people.clone()) } else { None });
    told.unwrap_or_default()
}

fn captions(town: &Town, who: Who) -> Vec<Caption> {
    town[who]
        .stage()
        .filter_map(|said| if let Told::Caption(caption) = said { Some(caption.clone()) } else { None })
        .collect()
}

/// The last words somebody read.
fn reads(town: &Town, who: Who) -> Option<String> {
    captions(town, who).last().map(|caption| caption.text.to_string())
}

/// The moderator invites somebody up, and they come.
fn brings_up(town: &mut Town, noor: Who, who: Who) {
    let id = town[who].id();
    town[noor].stages(Ask::Invite(id));
    town.run_until("the invitation comes", 100, |town| {
        town[who].stage().any(|said| matches!(said, Told::Invited { .. }))
    });
    town[who].stages(Ask::Accept);
    town.run_until("everybody sees who is on stage", 100, |town| on_stage(town, noor).contains(&id));
}

#[test]
fn who_is_invited_comes_up_is_led_to_the_stage_and_is_sent_down_again() {
    for plan in Plan::drawn(THEATRE).over_both() {
        let (mut town, [noor, ana, ben]) = cast(plan);
        brings_up(&mut town, noor, ana);
        let id = town[ana].id();
        let map = town.map(0).clone();
        town.run_until("Ana stands on the stage", 400, |town| {
            map.zones_at(town[ana].place()).any(|(_, zone)| zone.kind == ZoneKind::Stage)
        });
        let late = town.joins("Late");
        town.run(10);
        assert_eq!((on_stage(&town, ben), on_stage(&town, late)), (vec![id], vec![id]));
        town[noor].stages(Ask::SendDown(id));
        town.run_until("Ben sees the stage empty", 100, |town| on_stage(town, ben).is_empty());
        assert_eq!(town[noor].refusals(), vec![]);
    }
}

fn who_declines_stays_down_and_the_moderator_hears_of_it(link: Link) {
    let (mut town, [noor, ana, _]) = cast(Plan::drawn(THEATRE).over(link));
    let id = town[ana].id();
    town[noor].stages(Ask::Invite(id));
    town.run(LONG_ENOUGH);
    town[ana].stages(Ask::Decline);
    town.run(LONG_ENOUGH);
    assert!(town[noor].stage().any(|said| *said == Told::Declined(id)));
    town[ana].stages(Ask::Accept);
    town.run(LONG_ENOUGH);
    assert_eq!((town[ana].refusals(), on_stage(&town, noor)), (vec![Refusal::OutOfPlace], vec![]));
}

#[test]
fn an_invitation_holds_two_minutes() {
    let (mut town, [noor, ana, _]) = cast(Plan::drawn(THEATRE));
    let id = town[ana].id();
    town[noor].stages(Ask::Invite(id));
    town.run(seconds(122));
    assert!(town[ana].stage().any(|said| *said == Told::Uninvited));
    town[ana].stages(Ask::Accept);
    town.run(10);
    assert_eq!(town[ana].refusals(), vec![Refusal::OutOfPlace]);
}

#[test]
fn who_comes_back_after_a_break_is_asked_again_and_can_come_up() {
    for plan in Plan::drawn(THEATRE).over_both() {
        let (mut town, [noor, ana, _]) = cast(plan);
        let id = town[ana].id();
        town[noor].stages(Ask::Invite(id));
        town.run(10);
        town.breaks(ana);
        town[ana].log.clear();
        town.comes_back(ana);
        let by = town[noor].id();
        town.run_until("she is asked again", 100, |town| town[ana].stage().any(|said| *said == Told::Invited { by }));
        town[ana].stages(Ask::Accept);
        town.run_until("she is on stage", 100, |town| on_stage(town, noor) == vec![id]);
    }
}

fn who_leaves_is_on_stage_no_longer(link: Link) {
    let (mut town, [noor, ana, _]) = cast(Plan::drawn(THEATRE).over(link));
    brings_up(&mut town, noor, ana);
    town[ana].leaves();
    town.run_until("the stage is empty", seconds(9), |town| on_stage(town, noor).is_empty());
}

#[test]
fn who_follows_somebody_out_of_the_room_is_on_its_stage_no_longer() {
    let mut town = Town::new(theatre_and_garden());
    let noor = town.moderator_joins("Noor");
    let [ana, ben] = ["Ana", "Ben"].map(|name| town.joins(name));
    brings_up(&mut town, noor, ana);
    town.settle();
    let whom = town[ben].id();
    town[ana].follows(whom);
    town.run(20);
    town[ben].is_led(Goal::Room(RoomId(1)));
    town.run_until("both are in the garden", 600, |town| {
        [ana, ben].iter().all(|who| town[*who].room() == Some(RoomId(1)))
    });
    town.run(seconds(2));
    assert_eq!(on_stage(&town, noor), vec![], "she follows still, but not to the stage");
}

fn who_is_invited_in_another_room_is_on_stage_on_the_way_there(link: Link) {
    let mut town = Town::new(theatre_and_garden().over(link));
    let noor = town.moderator_joins("Noor");
    let ana = town.comes(Newcomer::named("Ana").into_room("garden"));
    brings_up(&mut town, noor, ana);
    town.run_until("she came in", 600, |town| town[ana].room() == Some(RoomId(0)));
    town.settle();
    assert_eq!(on_stage(&town, noor), vec![town[ana].id()]);
}

#[test]
fn what_is_said_on_stage_is_read_live_in_the_whole_hall() {
    for plan in Plan::drawn(THEATRE).over_both() {
        let (mut town, [noor, ana, ben]) = cast(plan);
        brings_up(&mut town, noor, ana);
        town[ana].stages(caption("en", "Good", false));
        town.run_until("Ben reads along", 100, |town| reads(town, ben).as_deref() == Some("Good"));
        town[ana].stages(caption("en", "Good morning", true));
        town.run_until("Ben reads the line", 100, |town| reads(town, ben).as_deref() == Some("Good morning"));
        town[ana].stages(caption("en", "Welcome", true));
        town.run_until("Ben reads on", 100, |town| reads(town, ben).as_deref() == Some("Welcome"));
        let lines: Vec<u32> = captions(&town, ben).iter().map(|caption| caption.line).collect();
        assert_eq!(lines, [1, 1, 2], "a line that grows stays the same line");
    }
}

fn each_reads_the_language_they_chose_and_the_original_where_nobody_interprets(link: Link) {
    let (mut town, [noor, ana, ben]) = cast(Plan::drawn(THEATRE).over(link));
    town.invites(Role::Interpreter, "interpreter", 1);
    let ito = town.comes(Newcomer::named("Ito").invited("interpreter"));
    let mia = town.joins("Mia");
    brings_up(&mut town, noor, ana);
    town[ben].stages(Ask::Listen(Channel::In(language("mn"))));
    town[mia].stages(Ask::Listen(Channel::In(language("id"))));
    town.run(LONG_ENOUGH);
    town[ito].stages(caption("mn", "Сайн байна уу", true));
    town.run(LONG_ENOUGH);
    town[ana].stages(caption("en", "Good morning", true));
    town.run(LONG_ENOUGH);
    let texts = |who| captions(&town, who).iter().map(|caption| caption.text.to_string()).collect::<Vec<_>>();
    assert_eq!(texts(ben), ["Сайн байна уу"]);
    assert_eq!(texts(mia), ["Good morning"]);
    assert_eq!(texts(noor), ["Good morning"]);
    assert!(town[mia].stage().any(|said| *said == Told::Channels(vec![language("mn")])));
}

fn nobody_else_writes_captions_and_muted_people_write_none(link: Link) {
    let (mut town, [noor, ana, ben]) = cast(Plan::drawn(THEATRE).over(link));
    town[ben].stages(caption("en", "me too", true));
    town.run(LONG_ENOUGH);
    assert_eq!((town[ben].refusals(), reads(&town, ana)), (vec![Refusal::NotAllowed], None));
    brings_up(&mut town, noor, ana);
    let visitor = town[ana].id();
    town[noor].orders(OrderFromClient::Mute { visitor, minutes: 5 });
    town.run(LONG_ENOUGH);
    town[ana].stages(caption("en", "rude", true));
    town.run(LONG_ENOUGH);
    assert!(matches!(town[ana].refusals().as_slice(), [Refusal::Muted { .. }]));
    assert_eq!(reads(&town, ben), None);
}

#[test]
fn however_fast_somebody_types_a_reader_is_told_twice_a_second() {
    let (mut town, [noor, ana, ben]) = cast(Plan::drawn(THEATRE));
    brings_up(&mut town, noor, ana);
    let mut told = 0;
    for number in 0..200 {
        let before = captions(&town, ben).len();
        town[ana].stages(caption("en", &format!("word {number}"), number % 3 == 0));
        town.run(1);
        told += u32::from(captions(&town, ben).len() > before);
    }
    assert!((10..=21).contains(&told), "he was told {told} times in ten seconds");
}

fn on_a_stage_that_is_open_people_go_up_by_themselves_and_speak_where_the_chat_is_closed(link: Link) {
    let text = "[[item]]\ntitle = \"One\"\nminutes = 9\nchat = \"closed\"\nstage = \"speakers\"\n\
                [[item]]\ntitle = \"Two\"\nminutes = 9\nstage = \"everybody\"\n";
    let plan = Plan::drawn(THEATRE).over(link).with_programme(programme::parse(text, "test").unwrap());
    let (mut town, [noor, ana, ben]) = cast(plan);
    town.invites(Role::Speaker, "speaker", 1);
    let kim = town.comes(Newcomer::named("Kim").invited("speaker"));
    town[noor].runs_programme(ProgrammeFromClient::Start(ItemId(1)));
    town.run(LONG_ENOUGH);
    for who in [kim, ana] {
        town[who].stages(Ask::GoUp);
    }
    town.run(LONG_ENOUGH);
    assert_eq!(town[ana].refusals(), vec![Refusal::NotAllowed]);
    assert_eq!(on_stage(&town, ben), vec![town[kim].id()]);
    town[kim].says(Scope::Room, "hear me");
    town.run(LONG_ENOUGH);
    assert!(town[ben].hears("hear me"));
    town[noor].runs_programme(ProgrammeFromClient::Start(ItemId(2)));
    town.run(LONG_ENOUGH);
    town[ana].stages(Ask::GoUp);
    town.run(LONG_ENOUGH);
    assert_eq!(on_stage(&town, ben).len(), 2);
    town[ana].stages(Ask::GoDown);
    town.run(LONG_ENOUGH);
    assert_eq!(on_stage(&town, ben).len(), 1);
}

#[test]
fn a_finished_line_belongs_to_what_runs_in_its_room_and_to_nothing_that_runs_elsewhere() {
    let text = "[[item]]\ntitle = \"One\"\nminutes = 9\nroom = \"garden\"\n\
                [[item]]\ntitle = \"Two\"\nminutes = 9\nroom = \"hall\"\n";
    let mut town = Town::new(theatre_and_garden().with_programme(programme::parse(text, "test").unwrap()));
    let noor = town.moderator_joins("Noor");
    let ana = town.joins("Ana");
    brings_up(&mut town, noor, ana);
    for item in [1, 2] {
        town[noor].runs_programme(ProgrammeFromClient::Start(ItemId(item)));
        town.run(20);
        town[ana].stages(caption("en", "Good morning", true));
        town.run(20);
    }
    town.run(seconds(60));
    let items: Vec<_> = town.store.kept_captions().iter().map(|line| line.item).collect();
    assert_eq!(items, [None, Some(ItemId(2))]);
}

fn on_an_empty_stage_nobody_interprets(link: Link) {
    let (mut town, [noor, ana, ben]) = cast(Plan::drawn(THEATRE).over(link));
    town.invites(Role::Interpreter, "interpreter", 1);
    let ito = town.comes(Newcomer::named("Ito").invited("interpreter"));
    for who in [ito, noor] {
        town[who].stages(caption("en", "anybody?", true));
        town.run(LONG_ENOUGH);
        assert_eq!(town[who].refusals(), vec![Refusal::OutOfPlace]);
    }
    assert_eq!((reads(&town, ben), reads(&town, ana)), (None, None));
}

/// What may be done with a stage, by whom: each role tries each message.
#[test]
fn every_role_may_do_on_a_stage_what_the_table_says() {
    for role in Role::ALL {
        let (mut town, [noor, ana, ben]) = cast(Plan::drawn(THEATRE));
        brings_up(&mut town, noor, ana);
        town.invites(role, "role", 1);
        let who = town.comes(Newcomer::named("Somebody").invited("role"));
        let whom = town[ben].id();
        let runs = matches!(role, Role::Moderator | Role::Host);
        let tries = [
            (Ask::Invite(whom), runs),
            (Ask::SendDown(whom), runs),
            (Ask::GoUp, runs),
            (Ask::GoDown, runs),
            (caption("en", "words", true), runs || role == Role::Interpreter),
        ];
        for (asked, allowed) in tries {
            let name = format!("{role:?} {asked:?}");
            let before = town[who].refusals().len();
            town[who].stages(asked);
            town.run(20);
            let refused = town[who].refusals().len() > before;
            assert_eq!(!refused, allowed, "{name}: {:?}", town[who].refusals());
        }
    }
}

#[test]
fn in_a_room_without_a_stage_nobody_is_invited_up() {
    let (mut town, [noor, ana, _]) = cast(Plan::drawn(LONG_HALL));
    let id = town[ana].id();
    town[noor].stages(Ask::Invite(id));
    town.run(10);
    assert_eq!(town[noor].refusals(), vec![Refusal::OutOfPlace]);
}
