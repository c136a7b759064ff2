//! Whatever people do in whatever order: nobody stands in a wall, no seat has two sitters, no place is promised twice.

use proptest::prelude::*;

use hiroba_shared::ids::{EntryId, ItemId, QuestionId, RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::profile::Language;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::protocol::floor::question::{Handling, Listing, Manners, Signature};
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::people::{PeopleFromClient, PeopleQuery};
use hiroba_shared::protocol::programme::ProgrammeFromClient;
use hiroba_shared::protocol::session::{Pace, SessionFromClient};
use hiroba_shared::protocol::stage::StageFromClient;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient};
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::rules::movement::{Intent, stands_clear};
use hiroba_shared::text::{CaptionText, ChatText, FloorText};
use hiroba_shared::units::{Facing, TilePoint};

use super::rehearsal::{Person, Rehearsal};
use crate::venue::input::{Input, LinkInput};

const HALL: &str = "############ #E...#....D# #..s.#..oo.# #.s..#..oo.# #..q.......# ############";
const CAPACITY: u32 = 5;

/// One thing that happens: what, to whom, and three small numbers that choose the rest.
type Deed = (u8, u8, u8, u8);

fn message((what, after, a, b): Deed) -> FromClient {
    let whom = VisitorId(u32::from(b % 12));
    let after = u32::from(after % 8);
    let words = || ChatText::new("words").unwrap();
    let goals = [
        Goal::Visitor(whom),
        Goal::Zone(RoomId(u16::from(a % 3)), ZoneId(u16::from(b % 5))),
        Goal::Tile(TilePoint::new(u16::from(a % 14), u16::from(b % 8))),
        Goal::Room(RoomId(u16::from(b % 3))),
    ];
    match what {
        0 if b.is_multiple_of(2) => {
            FromClient::Session(SessionFromClient::Pace([Pace::Low, Pace::Full][usize::from(a % 2)]))
        }
        0 => FromClient::Session(SessionFromClient::Away(a % 2 == 0)),
        1 => FromClient::Session(SessionFromClient::Leave),
        2 | 3 => FromClient::Walk(WalkFromClient::Sit { seat: SeatId(u16::from(b % 3)), after }),
        4 | 5 => FromClient::Walk(WalkFromClient::Lead { goal: goals[usize::from(a) % goals.len()], after }),
        6 => FromClient::Walk(WalkFromClient::Follow { visitor: whom, after }),
        7 => FromClient::Walk(WalkFromClient::Stop),
        8 => FromClient::Talk(TalkFromClient::Say(
            [Scope::Near, Scope::Circle, Scope::Room][usize::from(a % 3)],
            words(),
        )),
        9 => FromClient::Talk(TalkFromClient::Direct(whom, words())),
        10 => FromClient::Talk(TalkFromClient::Emote(Emote::Clap)),
        11 => FromClient::People(PeopleFromClient::Search {
            number: 1,
            query: PeopleQuery::default(),
            page: u16::from(a),
        }),
        12 => FromClient::Order(OrderFromClient::Mute { visitor: whom, minutes: u32::from(a) }),
        13 => FromClient::Order(OrderFromClient::Bar { visitor: whom, minutes: u32::from(a) }),
        14 => FromClient::Order(OrderFromClient::Block(whom)),
        15 if a > 9 => FromClient::Floor(floor(a, b)),
        15 => FromClient::Order(OrderFromClient::Undo(EntryId(u64::from(a % 4)))),
        16 => FromClient::Order(OrderFromClient::Report { visitor: whom, words: Some(words()) }),
        41 => FromClient::Programme(ProgrammeFromClient::Start(ItemId(u32::from(b % 4)))),
        42 => FromClient::Programme(ProgrammeFromClient::Undo { revision: u32::from(b % 8) }),
        43 => FromClient::Programme(ProgrammeFromClient::End(ItemId(u32::from(b % 4)))),
        44 => FromClient::Programme(ProgrammeFromClient::FindSeat),
        45 => FromClient::Programme(ProgrammeFromClient::Remove(ItemId(u32::from(b % 4)))),
        46 => FromClient::Stage(StageFromClient::Invite(whom)),
        47 => FromClient::Stage(
            [StageFromClient::Accept, StageFromClient::GoUp, StageFromClient::GoDown][usize::from(a % 3)].clone(),
        ),
        48 => FromClient::Stage(StageFromClient::Caption {
            language: Language::new("en").unwrap(),
            text: CaptionText::new("words").unwrap(),
            finished: a % 2 == 0,
        }),
        _ => FromClient::Order(OrderFromClient::Report { visitor: whom, words: Some(words()) }),
    }
}

fn floor(a: u8, b: u8) -> FloorFromClient {
    let question = QuestionId(u32::from(b % 4));
    let words = FloorText::new("Why?").unwrap();
    match a % 8 {
        0 | 1 => FloorFromClient::Ask { words, signature: [Signature::Named, Signature::Unnamed][usize::from(b % 2)] },
        2 => FloorFromClient::Vote(question),
        3 => FloorFromClient::Unvote(question),
        4 => FloorFromClient::Watch { listing: Listing::ALL[usize::from(b % 4)], page: u16::from(b / 128) },
        5 => FloorFromClient::Merge { question, into: QuestionId(u32::from(a % 3)) },
        6 if b > 250 => FloorFromClient::Clear,
        6 => FloorFromClient::SetManners(Manners { unnamed: b.is_multiple_of(2), closed: b.is_multiple_of(5) }),
        _ => FloorFromClient::Handle {
            question,
            handling: [Handling::Hide, Handling::PutBack][usize::from(b / 128)].clone(),
        },
    }
}

fn carry_out(play: &mut Rehearsal, people: &mut Vec<Person>, deed: Deed) {
    let (what, who, a, b) = deed;
    let person = people.get(usize::from(who) % people.len().max(1)).copied();
    match (what, person) {
        (17, _) | (_, None) => {
            let role = [None, Some(Role::Moderator)][usize::from(a % 2)];
            people.extend(play.ask("Ana", role).and_then(|ticket| play.present(ticket)));
        }
        (18, Some(person)) => people.extend(play.ask_back(person.key).and_then(|ticket| play.present(ticket))),
        (19, Some(person)) => play.close(person),
        (20, Some(person)) => play.apply(Input::Link(LinkInput::Garbage(person.link))),
        (21, Some(_)) => play.ticks(u32::from(a) * 8),
        (22..=40, Some(person)) => {
            let intents = vec![Intent::Run(Facing::from_index(a)); usize::from(b % 20)];
            let last = u32::from(b % 20) + u32::from(a) * 3;
            play.apply(Input::Link(LinkInput::Stride(person.link, Stride { last, intents, ..Stride::default() })));
            play.ticks(u32::from(b % 12));
        }
        (_, Some(person)) => play.say(person, message(deed)),
    }
}

fn check(play: &Rehearsal) {
    let venue = &play.venue;
    assert!(venue.roster.len() + venue.admission.promised() <= usize::try_from(CAPACITY).unwrap());
    for (id, visitor) in venue.roster.iter() {
        let room = venue.rooms.get(visitor.room).unwrap();
        assert!(stands_clear(visitor.body.position, room.map.as_ref()), "{:?}", visitor.body);
        assert_eq!(visitor.standing, room.standing(visitor.body.position));
        assert!(visitor.seat.is_none_or(|seat| room.seats.get(&seat) == Some(&id)));
        let circle = visitor.circle.and_then(|zone| room.circles.get(&zone));
        assert!(circle.is_none_or(|circle| circle.members.contains(&id)));
        assert!(visitor.circle.is_none() || visitor.circle == visitor.standing.circle);
        assert!(visitor.link().is_none_or(|link| venue.roster.by_link(link) == Some(id)));
    }
    for (id, room) in venue.rooms.iter() {
        for (seat, sitter) in &room.seats {
            let sitter = venue.roster.get(*sitter).unwrap();
            assert_eq!((sitter.room, sitter.seat), (id, Some(*seat)));
        }
        for (zone, circle) in &room.circles {
            assert!(circle.members.len() <= 2);
            let members = circle.members.iter().map(|member| venue.roster.get(*member).unwrap());
            assert!(members.into_iter().all(|member| member.room == id && member.circle == Some(*zone)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_deeds_breaks_the_venue(deeds in prop::collection::vec((0u8..49, 0u8..8, any::<u8>(), any::<u8>()), 1..150)) {
        let mut play = Rehearsal::with_capacity(HALL, CAPACITY);
        let mut people = Vec::new();
        for deed in deeds {
            carry_out(&mut play, &mut people, deed);
            check(&play);
        }
    }
}
