//! One of everything a server may say.

use hiroba_shared::country::Country;
use hiroba_shared::deck::{DeckFault, DeckFaultReason, PageNumber};
use hiroba_shared::ids::{ItemId, MessageId, RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::profile::{Language, OrganisationKind};
use hiroba_shared::programme::{Item, Run};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::FloorFromServer as Floor;
use hiroba_shared::protocol::order::OrderFromServer as Order;
use hiroba_shared::protocol::people::{PeopleFromServer as People, PersonRow};
use hiroba_shared::protocol::photograph::PhotographFromServer as Photograph;
use hiroba_shared::protocol::programme::{Now, ProgrammeFromServer as Programme};
use hiroba_shared::protocol::session::{RoomSummary, SessionFromServer as Session};
use hiroba_shared::protocol::slides::{PagePoint, Showing, SlidesFromServer as Slides};
use hiroba_shared::protocol::stage::StageFromServer as Stage;
use hiroba_shared::protocol::talk::{Emote, TalkFromServer as Talk};
use hiroba_shared::protocol::walk::{Goal, WalkFromServer as Walk};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::title::Title;
use hiroba_shared::units::{Point, TilePoint};

use super::{caption, chat, deeds, draft, entry, profile};
use crate::named_variants;

named_variants! { FromServer:
    FromServer::Session(Session::Welcome { .. }) => "session_welcome",
    FromServer::Session(Session::Entered { .. }) => "session_entered",
    FromServer::Session(Session::Profiles(_)) => "session_profiles",
    FromServer::Session(Session::Present { .. }) => "session_present",
    FromServer::Session(Session::Zones { .. }) => "session_zones",
    FromServer::Session(Session::Refused(_)) => "session_refused",
    FromServer::Session(Session::Farewell(_)) => "session_farewell",
    FromServer::Walk(Walk::Led(_)) => "walk_led",
    FromServer::Walk(Walk::Following(_)) => "walk_following",
    FromServer::Walk(Walk::Released { .. }) => "walk_released",
    FromServer::Walk(Walk::Located { .. }) => "walk_located",
    FromServer::Talk(Talk::Heard { .. }) => "talk_heard",
    FromServer::Talk(Talk::Direct { .. }) => "talk_direct",
    FromServer::Talk(Talk::Emoted(..)) => "talk_emoted",
    FromServer::Talk(Talk::TakesDirect(_)) => "talk_takes_direct",
    FromServer::People(People::Page { .. }) => "people_page",
    FromServer::Order(Order::YouAreMuted { .. }) => "order_you_are_muted",
    FromServer::Order(Order::Done(_)) => "order_done",
    FromServer::Order(Order::Log { .. }) => "order_log",
    FromServer::Order(Order::Reported(_)) => "order_reported",
    FromServer::Order(Order::ReportTaken) => "order_report_taken",
    FromServer::Order(Order::Blocks(_)) => "order_blocks",
    FromServer::Programme(Programme::Now(_)) => "programme_now",
    FromServer::Programme(Programme::Page { .. }) => "programme_page",
    FromServer::Programme(Programme::Called { .. }) => "programme_called",
    FromServer::Programme(Programme::Seat(_)) => "programme_seat",
    FromServer::Programme(Programme::Done) => "programme_done",
    FromServer::Floor(Floor::Manners(_)) => "floor_manners",
    FromServer::Floor(Floor::Questions(_)) => "floor_questions",
    FromServer::Floor(Floor::Page { .. }) => "floor_page",
    FromServer::Floor(Floor::Voted(_)) => "floor_voted",
    FromServer::Floor(Floor::Vote { .. }) => "floor_vote",
    FromServer::Floor(Floor::Asked(_)) => "floor_asked",
    FromServer::Floor(Floor::Yours(_)) => "floor_yours",
    FromServer::Floor(Floor::Hands { .. }) => "floor_hands",
    FromServer::Floor(Floor::Poll(_)) => "floor_poll",
    FromServer::Floor(Floor::Tally(_)) => "floor_tally",
    FromServer::Floor(Floor::Choice { .. }) => "floor_choice",
    FromServer::Floor(Floor::Cheers(_)) => "floor_cheers",
    FromServer::Floor(Floor::Announced { .. }) => "floor_announced",
    FromServer::Stage(Stage::On(_)) => "stage_on",
    FromServer::Stage(Stage::Channels(_)) => "stage_channels",
    FromServer::Stage(Stage::Invited { .. }) => "stage_invited",
    FromServer::Stage(Stage::Uninvited) => "stage_uninvited",
    FromServer::Stage(Stage::Declined(_)) => "stage_declined",
    FromServer::Stage(Stage::Caption(_)) => "stage_caption",
    FromServer::Slides(Slides::Expected(_)) => "slides_expected",
    FromServer::Slides(Slides::Drawn { .. }) => "slides_drawn",
    FromServer::Slides(Slides::Spoilt { .. }) => "slides_spoilt",
    FromServer::Slides(Slides::Ready { .. }) => "slides_ready",
    FromServer::Slides(Slides::Decks(_)) => "slides_decks",
    FromServer::Slides(Slides::Shown(_)) => "slides_shown",
    FromServer::Slides(Slides::Turned(_)) => "slides_turned",
    FromServer::Slides(Slides::Pointed(_)) => "slides_pointed",
    FromServer::Photograph(Photograph::Called { .. }) => "photograph_called",
    FromServer::Photograph(Photograph::You { .. }) => "photograph_you",
    FromServer::Photograph(Photograph::Standing { .. }) => "photograph_standing",
    FromServer::Photograph(Photograph::Over(_)) => "photograph_over",
    FromServer::Photograph(Photograph::Taken(_)) => "photograph_taken",
    FromServer::Photograph(Photograph::Photographs(_)) => "photograph_photographs",
}

/// One of everything a server may say.
#[must_use]
pub fn examples() -> Vec<FromServer> {
    let mut examples: Vec<FromServer> = session().into_iter().map(FromServer::Session).collect();
    examples.extend(walk().map(FromServer::Walk));
    examples.extend(talk().map(FromServer::Talk));
    examples.push(FromServer::People(page()));
    examples.extend(order().into_iter().map(FromServer::Order));
    examples.extend(programme().map(FromServer::Programme));
    examples.extend(super::floor::from_server().into_iter().map(FromServer::Floor));
    examples.extend(stage().map(FromServer::Stage));
    examples.extend(slides().map(FromServer::Slides));
    examples.extend(super::photograph::from_server().map(FromServer::Photograph));
    examples
}

fn session() -> Vec<Session> {
    let summary = |room, name: &str, title: &str, present| {
        let japanese = Language::new("ja").unwrap_or_else(|fault| panic!("{fault}"));
        let title = Title::from(title).called(japanese, "レセプションホール");
        RoomSummary { room: RoomId(room), name: name.to_owned(), title, present }
    };
    let rooms = vec![summary(0, "reception", "Reception hall", 240), summary(1, "terrace", "Garden terrace", 3)];
    vec![
        Session::Welcome { you: VisitorId(70_000), role: Role::Moderator, resumed: true, rooms },
        Session::Entered { room: RoomId(1), map: "ab".repeat(32), at: Point::new(1_408, 20_000), first_snapshot: 41 },
        Session::Profiles(vec![profile(3, "Ana"), profile(70_001, "山田 🌸")]),
        Session::Present { venue: 243, rooms: vec![240, 3] },
        Session::Zones {
            circle: Some(ZoneId(4)),
            members: vec![VisitorId(3), VisitorId(70_001)],
            quiet: true,
            seat: Some(SeatId(9)),
        },
        Session::Refused(Refusal::CircleFull { capacity: 8 }),
        Session::Farewell(Farewell::Barred { until: 1_790_000_000 }),
    ]
}

fn walk() -> [Walk; 4] {
    [
        Walk::Led(Goal::Tile(TilePoint::new(40, 300))),
        Walk::Following(VisitorId(3)),
        Walk::Released { arrived: true },
        Walk::Located { visitor: VisitorId(3), room: RoomId(1), at: Point::new(700, 900) },
    ]
}

fn talk() -> [Talk; 4] {
    let message = MessageId(1 << 40);
    [
        Talk::Heard { message, from: VisitorId(3), scope: Scope::Circle, text: chat("こんにちは") },
        Talk::Direct { message, from: VisitorId(3), to: VisitorId(70_000), text: chat("Only you.") },
        Talk::Emoted(VisitorId(3), Emote::Thanks),
        Talk::TakesDirect(true),
    ]
}

fn page() -> People {
    let row = |visitor, name, away| PersonRow { profile: profile(visitor, name), room: RoomId(0), away };
    People::Page {
        number: 9,
        total: 102,
        page: 2,
        rows: vec![row(3, "Ana", false), row(4, "Бат-Эрдэнэ", true)],
        countries: Country::new("JP").into_iter().map(|country| (country, 102)).collect(),
        kinds: vec![(OrganisationKind::City, 100), (OrganisationKind::School, 2)],
    }
}

fn order() -> Vec<Order> {
    let entries = deeds().into_iter().map(entry).collect::<Vec<_>>();
    let mut order = vec![
        Order::YouAreMuted { until: Some(1_790_000_600) },
        Order::Log { page: 1, more: true, entries: entries.clone() },
        Order::ReportTaken,
        Order::Blocks(vec![VisitorId(3)]),
    ];
    order.extend(entries.last().cloned().map(Order::Reported));
    order.extend(entries.first().cloned().map(Order::Done));
    order
}

fn stage() -> [Stage; 6] {
    [
        Stage::On(vec![VisitorId(3), VisitorId(70_001)]),
        Stage::Channels(vec![caption().language]),
        Stage::Invited { by: VisitorId(70_000) },
        Stage::Uninvited,
        Stage::Declined(VisitorId(3)),
        Stage::Caption(caption()),
    ]
}

fn programme() -> [Programme; 5] {
    let item = |number, run| Item { id: ItemId(number), what: draft(), run };
    let running = item(300, Run::Running { began: 1_790_000_000 });
    let now = Now {
        revision: 9,
        at: 1_790_000_600,
        open: true,
        items: 12,
        undoable: true,
        current: Some(running.clone()),
        next: Some(item(301, Run::Waiting)),
    };
    let over = item(299, Run::Over { began: 1_789_999_000, ended: 1_790_000_000 });
    [
        Programme::Now(now),
        Programme::Page { revision: 9, from: 8, more: true, items: vec![over, running] },
        Programme::Called { item: ItemId(300), room: RoomId(1), titles: draft().titles },
        Programme::Seat(SeatId(9)),
        Programme::Done,
    ]
}

fn slides() -> [Slides; 8] {
    let (key, index) = (super::blake3(7), super::blake3(8));
    let fault = DeckFault { page: PageNumber::new(12), reason: DeckFaultReason::TooMuchMemory };
    let (deck, presenter, screen) = (super::deck(), VisitorId(70_000), super::screen());
    [
        Slides::Expected(key),
        Slides::Drawn { key, drawn: 7, pages: 300 },
        Slides::Spoilt { key, fault },
        Slides::Ready { key, deck: deck.clone(), index },
        Slides::Decks(vec![deck.clone()]),
        Slides::Shown(Some(Showing { deck, index, presenter, screen })),
        Slides::Turned(screen),
        Slides::Pointed(Some(PagePoint { x: 32_000, y: 9 })),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn everything_a_server_may_say_has_an_example() {
        let named: BTreeSet<&str> = examples().iter().map(name).collect();
        assert_eq!(named, NAMES.iter().copied().collect());
    }
}
