//! One of everything a client may say.

use hiroba_shared::country::Country;
use hiroba_shared::ids::{EntryId, ItemId, RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::FloorFromClient as Floor;
use hiroba_shared::protocol::floor::question::{Handling, Signature};
use hiroba_shared::protocol::order::OrderFromClient as Order;
use hiroba_shared::protocol::people::{PeopleFromClient as People, PeopleQuery};
use hiroba_shared::protocol::photograph::PhotographFromClient as Photograph;
use hiroba_shared::protocol::programme::ProgrammeFromClient as Programme;
use hiroba_shared::protocol::session::{Pace, SessionFromClient as Session};
use hiroba_shared::protocol::slides::{PagePoint, SlidesFromClient as Slides};
use hiroba_shared::protocol::stage::{Caption, Channel, StageFromClient as Stage};
use hiroba_shared::protocol::talk::{Emote, TalkFromClient as Talk};
use hiroba_shared::protocol::walk::{Goal, WalkFromClient as Walk};
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::SearchText;
use hiroba_shared::units::TilePoint;

use super::{caption, chat, draft};
use crate::named_variants;

named_variants! { FromClient:
    FromClient::Session(Session::Away(_)) => "session_away",
    FromClient::Session(Session::Leave) => "session_leave",
    FromClient::Session(Session::Pace(_)) => "session_pace",
    FromClient::Walk(Walk::Sit { .. }) => "walk_sit",
    FromClient::Walk(Walk::Lead { goal: Goal::Visitor(_), .. }) => "walk_lead_visitor",
    FromClient::Walk(Walk::Lead { goal: Goal::Zone(..), .. }) => "walk_lead_zone",
    FromClient::Walk(Walk::Lead { goal: Goal::Tile(_), .. }) => "walk_lead_tile",
    FromClient::Walk(Walk::Lead { goal: Goal::Room(_), .. }) => "walk_lead_room",
    FromClient::Walk(Walk::Follow { .. }) => "walk_follow",
    FromClient::Walk(Walk::Stop) => "walk_stop",
    FromClient::Talk(Talk::Say(Scope::Near, _)) => "talk_say_near",
    FromClient::Talk(Talk::Say(Scope::Circle, _)) => "talk_say_circle",
    FromClient::Talk(Talk::Say(Scope::Room, _)) => "talk_say_room",
    FromClient::Talk(Talk::Direct(..)) => "talk_direct",
    FromClient::Talk(Talk::TakeDirect(_)) => "talk_take_direct",
    FromClient::Talk(Talk::Emote(Emote::Wave)) => "talk_emote_wave",
    FromClient::Talk(Talk::Emote(Emote::Clap)) => "talk_emote_clap",
    FromClient::Talk(Talk::Emote(Emote::Heart)) => "talk_emote_heart",
    FromClient::Talk(Talk::Emote(Emote::Laugh)) => "talk_emote_laugh",
    FromClient::Talk(Talk::Emote(Emote::Question)) => "talk_emote_question",
    FromClient::Talk(Talk::Emote(Emote::Thanks)) => "talk_emote_thanks",
    FromClient::People(People::Search { .. }) => "people_search",
    FromClient::People(People::Locate(_)) => "people_locate",
    FromClient::Order(Order::Mute { .. }) => "order_mute",
    FromClient::Order(Order::SendOut(_)) => "order_send_out",
    FromClient::Order(Order::Bar { .. }) => "order_bar",
    FromClient::Order(Order::Undo(_)) => "order_undo",
    FromClient::Order(Order::ReadLog { .. }) => "order_read_log",
    FromClient::Order(Order::Block(_)) => "order_block",
    FromClient::Order(Order::Unblock(_)) => "order_unblock",
    FromClient::Order(Order::Report { .. }) => "order_report",
    FromClient::Programme(Programme::Read { .. }) => "programme_read",
    FromClient::Programme(Programme::Open) => "programme_open",
    FromClient::Programme(Programme::Start(_)) => "programme_start",
    FromClient::Programme(Programme::End(_)) => "programme_end",
    FromClient::Programme(Programme::Call) => "programme_call",
    FromClient::Programme(Programme::Add { .. }) => "programme_add",
    FromClient::Programme(Programme::Change { .. }) => "programme_change",
    FromClient::Programme(Programme::Move { .. }) => "programme_move",
    FromClient::Programme(Programme::Remove(_)) => "programme_remove",
    FromClient::Programme(Programme::Undo { .. }) => "programme_undo",
    FromClient::Programme(Programme::FindSeat) => "programme_find_seat",
    FromClient::Programme(Programme::Longer { .. }) => "programme_longer",
    FromClient::Floor(Floor::Watch { .. }) => "floor_watch",
    FromClient::Floor(Floor::Unwatch) => "floor_unwatch",
    FromClient::Floor(Floor::Ask { signature: Signature::Named, .. }) => "floor_ask",
    FromClient::Floor(Floor::Ask { signature: Signature::Unnamed, .. }) => "floor_ask_unnamed",
    FromClient::Floor(Floor::Vote(_)) => "floor_vote",
    FromClient::Floor(Floor::Unvote(_)) => "floor_unvote",
    FromClient::Floor(Floor::Handle { handling: Handling::Pin, .. }) => "floor_pin",
    FromClient::Floor(Floor::Handle { handling: Handling::Unpin, .. }) => "floor_unpin",
    FromClient::Floor(Floor::Handle { handling: Handling::Take, .. }) => "floor_take",
    FromClient::Floor(Floor::Handle { handling: Handling::PutBack, .. }) => "floor_put_back",
    FromClient::Floor(Floor::Handle { handling: Handling::Answer(_), .. }) => "floor_answer",
    FromClient::Floor(Floor::Handle { handling: Handling::Hide, .. }) => "floor_hide",
    FromClient::Floor(Floor::Merge { .. }) => "floor_merge",
    FromClient::Floor(Floor::SetManners(_)) => "floor_set_manners",
    FromClient::Floor(Floor::Clear) => "floor_clear",
    FromClient::Floor(Floor::RaiseHand) => "floor_raise_hand",
    FromClient::Floor(Floor::LowerHand) => "floor_lower_hand",
    FromClient::Floor(Floor::Call(_)) => "floor_call",
    FromClient::Floor(Floor::Dismiss(_)) => "floor_dismiss",
    FromClient::Floor(Floor::OpenPoll { .. }) => "floor_open_poll",
    FromClient::Floor(Floor::ClosePoll(_)) => "floor_close_poll",
    FromClient::Floor(Floor::ShowResults(_)) => "floor_show_results",
    FromClient::Floor(Floor::Choose { .. }) => "floor_choose",
    FromClient::Floor(Floor::Cheer(_)) => "floor_cheer",
    FromClient::Floor(Floor::Announce { .. }) => "floor_announce",
    FromClient::Stage(Stage::Invite(_)) => "stage_invite",
    FromClient::Stage(Stage::SendDown(_)) => "stage_send_down",
    FromClient::Stage(Stage::Accept) => "stage_accept",
    FromClient::Stage(Stage::Decline) => "stage_decline",
    FromClient::Stage(Stage::GoUp) => "stage_go_up",
    FromClient::Stage(Stage::GoDown) => "stage_go_down",
    FromClient::Stage(Stage::Caption { .. }) => "stage_caption",
    FromClient::Stage(Stage::Listen(Channel::AsSpoken)) => "stage_listen_as_spoken",
    FromClient::Stage(Stage::Listen(Channel::In(_))) => "stage_listen_in",
    FromClient::Slides(Slides::Bring { .. }) => "slides_bring",
    FromClient::Slides(Slides::List) => "slides_list",
    FromClient::Slides(Slides::Forget(_)) => "slides_forget",
    FromClient::Slides(Slides::Show(_)) => "slides_show",
    FromClient::Slides(Slides::Turn(_)) => "slides_turn",
    FromClient::Slides(Slides::Point(_)) => "slides_point",
    FromClient::Slides(Slides::End) => "slides_end",
    FromClient::Slides(Slides::Watch(_)) => "slides_watch",
    FromClient::Photograph(Photograph::Call { .. }) => "photograph_call",
    FromClient::Photograph(Photograph::JoinIn) => "photograph_join_in",
    FromClient::Photograph(Photograph::StepOut) => "photograph_step_out",
    FromClient::Photograph(Photograph::Sign(_)) => "photograph_sign",
    FromClient::Photograph(Photograph::Take) => "photograph_take",
    FromClient::Photograph(Photograph::CallOff) => "photograph_call_off",
    FromClient::Photograph(Photograph::List) => "photograph_list",
}

/// One of everything a client may say.
#[must_use]
pub fn examples() -> Vec<FromClient> {
    let visitor = VisitorId(70_000);
    let query = PeopleQuery {
        text: SearchText::new("Yokohama").ok(),
        country: Country::new("JP").ok(),
        kind: Some(OrganisationKind::City),
        room: Some(RoomId(1)),
    };
    let mut examples: Vec<FromClient> = vec![
        FromClient::Session(Session::Away(true)),
        FromClient::Session(Session::Leave),
        FromClient::Session(Session::Pace(Pace::Low)),
        FromClient::Walk(Walk::Sit { seat: SeatId(300), after: 70_000 }),
        FromClient::Walk(Walk::Follow { visitor, after: 0 }),
        FromClient::Walk(Walk::Stop),
        FromClient::Talk(Talk::Direct(visitor, chat("Only you."))),
        FromClient::Talk(Talk::TakeDirect(false)),
        FromClient::People(People::Search { number: 9, query, page: 2 }),
        FromClient::People(People::Locate(visitor)),
        FromClient::Order(Order::Mute { visitor, minutes: 10 }),
        FromClient::Order(Order::SendOut(visitor)),
        FromClient::Order(Order::Bar { visitor, minutes: 1_440 }),
        FromClient::Order(Order::Undo(EntryId(300))),
        FromClient::Order(Order::ReadLog { page: 1 }),
        FromClient::Order(Order::Block(visitor)),
        FromClient::Order(Order::Unblock(visitor)),
        FromClient::Order(Order::Report { visitor, words: Some(chat("They shout.")) }),
    ];
    let item = ItemId(300);
    let asked = [
        Programme::Read { from: 8 },
        Programme::Open,
        Programme::Start(item),
        Programme::End(item),
        Programme::Call,
        Programme::Add { what: draft(), before: Some(item), open: true },
        Programme::Change { item, was: draft().digest(), what: draft() },
        Programme::Move { item, before: None },
        Programme::Remove(item),
        Programme::Undo { revision: 300 },
        Programme::FindSeat,
        Programme::Longer { item, by: draft().length },
    ];
    examples.extend(asked.map(FromClient::Programme));
    let Caption { language, text, finished, .. } = caption();
    let stage = [
        Stage::Invite(visitor),
        Stage::SendDown(visitor),
        Stage::Accept,
        Stage::Decline,
        Stage::GoUp,
        Stage::GoDown,
        Stage::Caption { language, text, finished },
        Stage::Listen(Channel::AsSpoken),
        Stage::Listen(Channel::In(language)),
    ];
    examples.extend(stage.map(FromClient::Stage));
    let slides = [
        Slides::Bring { key: super::blake3(7), title: super::deck().title },
        Slides::List,
        Slides::Forget(super::deck().deck),
        Slides::Show(super::deck().deck),
        Slides::Turn(super::screen()),
        Slides::Point(Some(PagePoint { x: 32_000, y: 9 })),
        Slides::End,
        Slides::Watch(true),
    ];
    examples.extend(slides.map(FromClient::Slides));
    examples.extend(super::photograph::from_client().map(FromClient::Photograph));
    let goals = [
        Goal::Visitor(visitor),
        Goal::Zone(RoomId(0), ZoneId(26)),
        Goal::Tile(TilePoint::new(40, 300)),
        Goal::Room(RoomId(1)),
    ];
    examples.extend(goals.map(|goal| FromClient::Walk(Walk::Lead { goal, after: 9 })));
    let scopes = [(Scope::Near, "Good morning 🌸"), (Scope::Circle, "こんにちは"), (Scope::Room, "Сайн байна уу")];
    examples.extend(scopes.map(|(scope, text)| FromClient::Talk(Talk::Say(scope, chat(text)))));
    examples.extend(Emote::ALL.map(|emote| FromClient::Talk(Talk::Emote(emote))));
    examples.extend(super::floor::from_client().into_iter().map(FromClient::Floor));
    examples
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everything_a_client_may_say_has_an_example() {
        let named: BTreeSet<&str> = examples().iter().map(name).collect();
        assert_eq!(named, NAMES.iter().copied().collect());
    }
}
