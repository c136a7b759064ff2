//! Claims about who hears whom, circles, and finding people.

use hiroba_shared::ids::ZoneId;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::people::{PeopleFromClient, PeopleFromServer, PeopleQuery};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::{ChatText, SearchText};

use super::rehearsal::{Person, Rehearsal};

const HALL: &str = "############################## #E..o..q.....................# ##############################";

fn say(play: &mut Rehearsal, person: Person, scope: Scope, text: &str) {
    play.say(person, FromClient::Talk(TalkFromClient::Say(scope, ChatText::new(text).unwrap())));
}

fn write(play: &mut Rehearsal, person: Person, to: Person, text: &str) {
    play.say(person, FromClient::Talk(TalkFromClient::Direct(to.id, ChatText::new(text).unwrap())));
}

fn words(play: &mut Rehearsal, person: Person) -> Vec<String> {
    let told = play.told(person).into_iter().filter_map(|message| match message {
        FromServer::Talk(TalkFromServer::Heard { text, .. } | TalkFromServer::Direct { text, .. }) => Some(text.into()),
        _ => None,
    });
    told.collect()
}

fn refusals(play: &mut Rehearsal, person: Person) -> Vec<Refusal> {
    let told = play.told(person).into_iter().filter_map(|message| match message {
        FromServer::Session(SessionFromServer::Refused(refusal)) => Some(refusal),
        _ => None,
    });
    told.collect()
}

fn three(play: &mut Rehearsal) -> [Person; 3] {
    let people = ["Ana", "Ben", "Eve"].map(|name| play.join(name));
    for (person, x) in people.into_iter().zip([1, 9, 10]) {
        play.put(person, x, 1);
    }
    play.heard.clear();
    people
}

#[test]
fn near_chat_carries_eight_tiles_and_room_chat_everywhere() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, eve] = three(&mut play);
    say(&mut play, ana, Scope::Near, "near");
    say(&mut play, ana, Scope::Room, "all");
    assert_eq!(words(&mut play, ana), ["near", "all"]);
    assert_eq!(words(&mut play, ben), ["near", "all"]);
    assert_eq!(words(&mut play, eve), ["all"]);
}

#[test]
fn the_speakers_profile_comes_before_their_words() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, _] = three(&mut play);
    say(&mut play, ana, Scope::Near, "hello");
    let told = play.told(ben);
    let introduced = |message: &FromServer| matches!(message, FromServer::Session(SessionFromServer::Profiles(all)) if all[0].visitor == ana.id);
    assert!(told.iter().position(introduced) < told.iter().position(|m| matches!(m, FromServer::Talk(_))));
}

#[test]
fn a_circle_hears_its_members_only_and_takes_two() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, eve] = three(&mut play);
    say(&mut play, eve, Scope::Circle, "nobody");
    assert_eq!(refusals(&mut play, eve), [Refusal::NotInCircle]);
    for person in [ana, ben, eve] {
        play.put(person, 4, 1);
    }
    assert_eq!(refusals(&mut play, eve), [Refusal::CircleFull { capacity: 2 }]);
    say(&mut play, ana, Scope::Circle, "table");
    assert_eq!(words(&mut play, ben), ["table"]);
    assert_eq!(words(&mut play, eve), Vec::<String>::new());
    play.put(ana, 1, 1);
    play.ticks(1);
    let zones = FromServer::Session(SessionFromServer::Zones {
        circle: Some(ZoneId(0)),
        members: vec![ben.id, eve.id],
        quiet: false,
        seat: None,
    });
    assert!(play.told(ben).contains(&zones) && play.told(eve).contains(&zones));
}

#[test]
fn nobody_near_chats_in_a_quiet_zone() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, eve] = three(&mut play);
    play.put(ben, 7, 1);
    play.heard.clear();
    say(&mut play, ben, Scope::Near, "psst");
    assert_eq!(refusals(&mut play, ben), [Refusal::QuietZone]);
    say(&mut play, eve, Scope::Near, "outside");
    assert_eq!(words(&mut play, ben), Vec::<String>::new());
    assert_eq!(words(&mut play, ana), Vec::<String>::new());
}

#[test]
fn a_pupil_does_not_speak_to_the_room() {
    let mut play = Rehearsal::of(HALL);
    let pupil = play.join_as("Kim", Role::Pupil);
    say(&mut play, pupil, Scope::Room, "all");
    assert_eq!(refusals(&mut play, pupil), [Refusal::NotAllowed]);
}

#[test]
fn direct_messages_reach_both_sides_and_can_be_refused() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, _] = three(&mut play);
    write(&mut play, ana, ben, "hi");
    assert_eq!((words(&mut play, ana), words(&mut play, ben)), (vec!["hi".to_owned()], vec!["hi".to_owned()]));
    assert_eq!(play.visitor(ben).forced, [ana.id]);
    play.say(ben, FromClient::Talk(TalkFromClient::TakeDirect(false)));
    assert!(play.told(ben).contains(&FromServer::Talk(TalkFromServer::TakesDirect(false))));
    write(&mut play, ana, ben, "again");
    assert_eq!(refusals(&mut play, ana), [Refusal::DirectRefused]);
}

#[test]
fn a_block_holds_both_ways_and_can_be_taken_back() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, _] = three(&mut play);
    play.say(ana, FromClient::Order(OrderFromClient::Block(ben.id)));
    say(&mut play, ana, Scope::Near, "one");
    say(&mut play, ben, Scope::Near, "two");
    assert_eq!((words(&mut play, ana), words(&mut play, ben)), (vec!["one".to_owned()], vec!["two".to_owned()]));
    write(&mut play, ben, ana, "three");
    assert_eq!(refusals(&mut play, ben), [Refusal::DirectRefused]);
    play.say(ana, FromClient::Order(OrderFromClient::Unblock(ben.id)));
    say(&mut play, ben, Scope::Near, "four");
    assert_eq!(words(&mut play, ana), ["four"]);
}

#[test]
fn an_emote_is_seen_in_sight() {
    let mut play = Rehearsal::of(HALL);
    let [ana, ben, eve] = three(&mut play);
    play.put(eve, 27, 1);
    play.heard.clear();
    play.say(ana, FromClient::Talk(TalkFromClient::Emote(Emote::Wave)));
    let wave = FromServer::Talk(TalkFromServer::Emoted(ana.id, Emote::Wave));
    assert!(play.told(ben).contains(&wave) && !play.told(eve).contains(&wave));
}

#[test]
fn people_are_found_by_part_of_their_name_in_any_case_in_pages_of_fifty() {
    let mut play = Rehearsal::of(HALL);
    let ana = play.join("Ana");
    for n in 0..60 {
        play.join(&format!("BAT-Эрдэнэ {n:02}"));
    }
    let text = Some(SearchText::new("эРДэнэ").unwrap());
    let query = PeopleQuery { text, ..PeopleQuery::default() };
    play.told(ana);
    play.say(ana, FromClient::People(PeopleFromClient::Search { number: 5, query, page: 1 }));
    play.ticks(1);
    let page =
        play.told(ana).into_iter().find_map(|m| if let FromServer::People(page) = m { Some(page) } else { None });
    let PeopleFromServer::Page { number, total, page, rows, countries, .. } = page.unwrap();
    assert_eq!((number, total, page, rows.len()), (5, 60, 1, 10));
    assert_eq!(rows[0].profile.persona.name.as_str(), "BAT-Эрдэнэ 50");
    assert_eq!(countries.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [60]);
}
