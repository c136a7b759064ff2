//! An example of a message, aimed: its numbers name what is there, and seldom what is not.
//!
//! The matches are exhaustive, so that a new message is aimed too.

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, EntryId, ItemId, PollId, QuestionId, RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::profile::Language;
use hiroba_shared::programme::{ChatRule, ItemDraft, ItemKind, Lights, Minutes, RoomRules, Seating, StageRule};
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::poll::{Choices, Results};
use hiroba_shared::protocol::floor::question::{Listing, Manners};
use hiroba_shared::protocol::floor::{Audience, FloorFromClient as Floor};
use hiroba_shared::protocol::order::OrderFromClient as Order;
use hiroba_shared::protocol::people::PeopleFromClient as People;
use hiroba_shared::protocol::photograph::PhotographFromClient as Photograph;
use hiroba_shared::protocol::programme::ProgrammeFromClient as Programme;
use hiroba_shared::protocol::session::{Pace, SessionFromClient as Session};
use hiroba_shared::protocol::slides::{Blake3, PagePoint, Screen, SlidesFromClient as Slides};
use hiroba_shared::protocol::stage::{Channel, StageFromClient as Stage};
use hiroba_shared::protocol::talk::TalkFromClient as Talk;
use hiroba_shared::protocol::walk::{Goal, WalkFromClient as Walk};
use hiroba_shared::units::TilePoint;

use super::bytes::picked;
use super::known::Known;

/// Four small numbers that choose the rest of a message, used one after the other.
pub(super) struct Choice {
    bytes: [u8; 4],
    used: usize,
}

impl Choice {
    pub(super) const fn new(bytes: [u8; 4]) -> Self {
        Self { bytes, used: 0 }
    }

    fn byte(&mut self) -> u8 {
        let byte = self.bytes[self.used % self.bytes.len()];
        self.used += 1;
        byte
    }

    fn below(&mut self, end: u16) -> u16 {
        u16::from(self.byte()) % end
    }

    /// Half of all bytes say so.
    fn is_odd(&mut self) -> bool {
        !self.byte().is_multiple_of(2)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte()) % all.len()]
    }

    /// One of what is known, or what a number that nobody gave is.
    fn known<T: Copy>(&mut self, all: &[T], strange: impl Fn(u8) -> T) -> T {
        let byte = self.byte();
        picked(all, byte).unwrap_or_else(|| strange(byte))
    }

    fn visitor(&mut self, known: &Known) -> VisitorId {
        self.known(&known.visitors, |byte| VisitorId(u32::from(byte)))
    }

    fn item(&mut self, known: &Known) -> ItemId {
        self.known(&known.items, |byte| ItemId(u32::from(byte)))
    }

    fn item_if_any(&mut self, known: &Known) -> Option<ItemId> {
        self.is_odd().then(|| self.item(known))
    }

    fn question(&mut self, known: &Known) -> QuestionId {
        self.known(&known.questions, |byte| QuestionId(u32::from(byte)))
    }

    fn poll(&mut self, known: &Known) -> PollId {
        self.known(&known.polls, |byte| PollId(u32::from(byte)))
    }

    fn deck(&mut self, known: &Known) -> DeckId {
        self.known(&known.decks, |byte| DeckId(u32::from(byte)))
    }

    /// Mostly before the first step, so that it is done at once.
    fn after(&mut self) -> u32 {
        let byte = self.byte();
        if byte < 160 { 0 } else { u32::from(byte % 40) }
    }
}

/// The example with other numbers in it.
pub(super) fn aimed(example: FromClient, known: &Known, choice: Choice) -> FromClient {
    let mut choice = choice;
    let choice = &mut choice;
    match example {
        FromClient::Session(said) => FromClient::Session(session(said, choice)),
        FromClient::Walk(said) => FromClient::Walk(walk(said, known, choice)),
        FromClient::Talk(said) => FromClient::Talk(talk(said, known, choice)),
        FromClient::People(said) => FromClient::People(people(said, known, choice)),
        FromClient::Order(said) => FromClient::Order(order(said, known, choice)),
        FromClient::Programme(said) => FromClient::Programme(programme(said, known, choice)),
        FromClient::Floor(said) => FromClient::Floor(floor(said, known, choice)),
        FromClient::Stage(said) => FromClient::Stage(stage(said, known, choice)),
        FromClient::Slides(said) => FromClient::Slides(slides(said, known, choice)),
        FromClient::Photograph(said) => FromClient::Photograph(photograph(said, choice)),
    }
}

fn session(said: Session, choice: &mut Choice) -> Session {
    match said {
        Session::Away(_) => Session::Away(choice.is_odd()),
        Session::Leave => Session::Leave,
        Session::Pace(_) => Session::Pace(choice.of(&[Pace::Low, Pace::Full])),
    }
}

fn walk(said: Walk, known: &Known, choice: &mut Choice) -> Walk {
    match said {
        Walk::Sit { .. } => Walk::Sit { seat: SeatId(choice.below(4)), after: choice.after() },
        Walk::Lead { goal, .. } => Walk::Lead { goal: aimed_goal(goal, known, choice), after: choice.after() },
        Walk::Follow { .. } => Walk::Follow { visitor: choice.visitor(known), after: choice.after() },
        Walk::Stop => Walk::Stop,
    }
}

fn aimed_goal(goal: Goal, known: &Known, choice: &mut Choice) -> Goal {
    match goal {
        Goal::Visitor(_) => Goal::Visitor(choice.visitor(known)),
        Goal::Zone(..) => Goal::Zone(RoomId(choice.below(3)), ZoneId(choice.below(8))),
        Goal::Tile(_) => Goal::Tile(TilePoint::new(choice.below(23), choice.below(11))),
        Goal::Room(_) => Goal::Room(RoomId(choice.below(3))),
    }
}

fn talk(said: Talk, known: &Known, choice: &mut Choice) -> Talk {
    match said {
        Talk::Direct(_, text) => Talk::Direct(choice.visitor(known), text),
        Talk::TakeDirect(_) => Talk::TakeDirect(choice.is_odd()),
        Talk::Say(..) | Talk::Emote(_) => said,
    }
}

fn people(said: People, known: &Known, choice: &mut Choice) -> People {
    match said {
        People::Search { number, mut query, .. } => {
            query.text = query.text.filter(|_| choice.is_odd());
            query.country = query.country.filter(|_| choice.is_odd());
            query.room = query.room.filter(|_| choice.is_odd());
            People::Search { number, query, page: choice.below(3) }
        }
        People::Locate(_) => People::Locate(choice.visitor(known)),
    }
}

fn order(said: Order, known: &Known, choice: &mut Choice) -> Order {
    match said {
        Order::Mute { .. } => Order::Mute { visitor: choice.visitor(known), minutes: u32::from(choice.byte()) },
        Order::SendOut(_) => Order::SendOut(choice.visitor(known)),
        Order::Bar { .. } => Order::Bar { visitor: choice.visitor(known), minutes: u32::from(choice.byte()) },
        Order::Undo(_) => Order::Undo(choice.known(&known.entries, |byte| EntryId(u64::from(byte)))),
        Order::ReadLog { .. } => Order::ReadLog { page: choice.below(2) },
        Order::Block(_) => Order::Block(choice.visitor(known)),
        Order::Unblock(_) => Order::Unblock(choice.visitor(known)),
        Order::Report { words, .. } => {
            Order::Report { visitor: choice.visitor(known), words: words.filter(|_| choice.is_odd()) }
        }
    }
}

fn programme(said: Programme, known: &Known, choice: &mut Choice) -> Programme {
    match said {
        Programme::Read { .. } => Programme::Read { from: choice.below(4) },
        Programme::Start(_) => Programme::Start(choice.item(known)),
        Programme::End(_) => Programme::End(choice.item(known)),
        Programme::Add { what, .. } => {
            let before = choice.item_if_any(known);
            Programme::Add { before, open: choice.is_odd(), what: draft(what, choice) }
        }
        Programme::Change { what, .. } => {
            let item = choice.item(known);
            let was = known.drafts.get(&item).copied().unwrap_or(0);
            Programme::Change { item, was, what: draft(what, choice) }
        }
        Programme::Move { .. } => Programme::Move { item: choice.item(known), before: choice.item_if_any(known) },
        Programme::Remove(_) => Programme::Remove(choice.item(known)),
        Programme::Undo { .. } => Programme::Undo { revision: known.revision.wrapping_sub(u32::from(choice.below(2))) },
        Programme::Longer { by, .. } => {
            Programme::Longer { item: choice.item(known), by: Minutes::new(choice.below(30)).unwrap_or(by) }
        }
        Programme::Open | Programme::Call | Programme::FindSeat => said,
    }
}

fn draft(what: ItemDraft, choice: &mut Choice) -> ItemDraft {
    let rules = RoomRules {
        chat: choice.of(ChatRule::ALL),
        stage: choice.of(StageRule::ALL),
        lights: choice.of(Lights::ALL),
        seating: choice.of(Seating::ALL),
    };
    ItemDraft { kind: choice.of(ItemKind::ALL), room: RoomId(choice.below(3)), rules, ..what }
}

fn floor(said: Floor, known: &Known, choice: &mut Choice) -> Floor {
    match said {
        Floor::Watch { .. } => Floor::Watch { listing: choice.of(&Listing::ALL), page: choice.below(2) },
        Floor::Vote(_) => Floor::Vote(choice.question(known)),
        Floor::Unvote(_) => Floor::Unvote(choice.question(known)),
        Floor::Handle { handling, .. } => Floor::Handle { question: choice.question(known), handling },
        Floor::Merge { .. } => Floor::Merge { question: choice.question(known), into: choice.question(known) },
        Floor::SetManners(_) => Floor::SetManners(Manners { unnamed: choice.is_odd(), closed: choice.is_odd() }),
        Floor::Call(_) => Floor::Call(choice.is_odd().then(|| choice.visitor(known))),
        Floor::Dismiss(_) => Floor::Dismiss(choice.is_odd().then(|| choice.visitor(known))),
        Floor::OpenPoll { ballot, .. } => {
            let results = choice.of(&[Results::Open, Results::Hidden]);
            Floor::OpenPoll { ballot, results, minutes: choice.is_odd().then(|| choice.below(4)) }
        }
        Floor::ClosePoll(_) => Floor::ClosePoll(choice.poll(known)),
        Floor::ShowResults(_) => Floor::ShowResults(choice.poll(known)),
        Floor::Choose { .. } => {
            Floor::Choose { poll: choice.poll(known), choices: Choices(u32::from(choice.below(9))) }
        }
        Floor::Announce { words, .. } => Floor::Announce { to: choice.of(&[Audience::Room, Audience::Venue]), words },
        Floor::Unwatch | Floor::Ask { .. } | Floor::Clear | Floor::RaiseHand | Floor::LowerHand | Floor::Cheer(_) => {
            said
        }
    }
}

fn stage(said: Stage, known: &Known, choice: &mut Choice) -> Stage {
    let english = Language::new("en").unwrap_or_else(|fault| panic!("{fault}"));
    match said {
        Stage::Invite(_) => Stage::Invite(choice.visitor(known)),
        Stage::SendDown(_) => Stage::SendDown(choice.visitor(known)),
        Stage::Caption { language, text, .. } => {
            Stage::Caption { language: choice.of(&[language, english]), text, finished: choice.is_odd() }
        }
        Stage::Listen(Channel::In(language)) => Stage::Listen(Channel::In(choice.of(&[language, english]))),
        Stage::Listen(Channel::AsSpoken) => said,
        Stage::Accept | Stage::Decline | Stage::GoUp | Stage::GoDown => said,
    }
}

fn slides(said: Slides, known: &Known, choice: &mut Choice) -> Slides {
    match said {
        Slides::Bring { title, .. } => Slides::Bring { key: Blake3([choice.byte() % 8; 32]), title },
        Slides::Forget(_) => Slides::Forget(choice.deck(known)),
        Slides::Show(_) => Slides::Show(choice.deck(known)),
        Slides::Turn(_) => {
            let page = PageNumber::new(choice.below(7)).unwrap_or(PageNumber::FIRST);
            Slides::Turn(Screen { page, blank: choice.is_odd() })
        }
        Slides::Point(_) => {
            let point = PagePoint { x: u16::from(choice.byte()), y: u16::from(choice.byte()) };
            Slides::Point(choice.is_odd().then_some(point))
        }
        Slides::Watch(_) => Slides::Watch(choice.is_odd()),
        Slides::List | Slides::End => said,
    }
}

fn photograph(said: Photograph, choice: &mut Choice) -> Photograph {
    match said {
        Photograph::Sign(_) => Photograph::Sign(choice.is_odd()),
        Photograph::Call { .. } | Photograph::JoinIn | Photograph::StepOut => said,
        Photograph::Take | Photograph::CallOff | Photograph::List => said,
    }
}
