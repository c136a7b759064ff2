//! A visit played through by hand: a door, a line and a clock made of plain values.

mod coming_back;

use std::time::Duration;

use bevy_renet::renet::RenetClient;
use hiroba_shared::door::{Admission, Links, Versions, WebTransportLink};
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::codec::MAX_MESSAGE_BYTES;
use hiroba_shared::protocol::opening::OpeningAnswer;
use hiroba_shared::protocol::parts::Joiner;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer, channel, frame, parts};
use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_viewer::session::connection;

use super::*;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn admission(key: &str) -> Admission {
    let webtransport = WebTransportLink { url: "https://*:8080/link".to_owned(), certificate_sha256: vec![] };
    Admission {
        ticket: "07".repeat(32),
        resume_key: key.repeat(64),
        links: Links { websocket: "/link".to_owned(), webtransport: Some(webtransport) },
        versions: Versions::OURS,
    }
}

fn origin() -> Origin {
    Origin::typed("http://venue.example:8080").unwrap()
}

/// Somebody new wants in.
fn question() -> Question {
    let persona = hiroba_shared::profile::Persona {
        name: hiroba_shared::text::DisplayName::new("Anna").unwrap(),
        country: hiroba_shared::country::Country::new("MN").unwrap(),
        organisation_kind: hiroba_shared::profile::OrganisationKind::City,
        organisation: None,
        languages: hiroba_shared::profile::Languages::default(),
        look: hiroba_shared::look::Look::from_seed(3),
    };
    Question::Join(Box::new(JoinRequest::new(&persona)))
}

/// Everything a visit did since the last look, in short.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
struct Done {
    asked: Vec<&'static str>,
    dialled: Vec<&'static str>,
    reports: Vec<String>,
    kept: Vec<Option<char>>,
    hung_up: bool,
}

/// A visit, and the far end of its link.
struct Play {
    visit: Visit,
    now: Duration,
    sent: Vec<Vec<u8>>,
    venue: Venue,
}

/// The venue's side of a link; renet's two sides are alike.
struct Venue {
    renet: RenetClient,
    joiner: Joiner,
}

impl Venue {
    fn open() -> Self {
        let mut renet = RenetClient::new(connection());
        renet.set_connected();
        Self { renet, joiner: Joiner::new(MAX_MESSAGE_BYTES) }
    }

    fn frame(&mut self, message: &FromServer) -> Vec<u8> {
        for part in parts::split(&codec::encode(message)) {
            self.renet.send_message(channel::RELIABLE, part);
        }
        frame::pack(&self.renet.get_packets_to_send(), frame::MAX_FRAME_BYTES).remove(0)
    }

    fn read(&mut self, frame: &[u8]) -> Vec<FromClient> {
        frame::unpack(frame).unwrap().into_iter().for_each(|packet| self.renet.process_packet(packet));
        let mut said = Vec::new();
        while let Some(part) = self.renet.receive_message(channel::RELIABLE) {
            said.extend(self.joiner.push(&part).unwrap().map(|bytes| codec::decode(&bytes).unwrap()));
        }
        said
    }
}

impl Play {
    fn begin(choice: LinkChoice) -> Self {
        Self::with(choice, Question::Resume("0".repeat(64)))
    }

    fn with(choice: LinkChoice, question: Question) -> Self {
        Self::of(Beginning { origin: origin(), question, kept: None, choice, after: Attempt::default() })
    }

    fn with_kept(question: Question, kept: String) -> Self {
        let choice = LinkChoice::Any;
        Self::of(Beginning { origin: origin(), question, kept: Some(kept), choice, after: Attempt::default() })
    }

    fn of(beginning: Beginning) -> Self {
        let visit = Visit::begin(beginning, Duration::ZERO);
        Self { visit, now: Duration::ZERO, sent: Vec::new(), venue: Venue::open() }
    }

    fn done(&mut self) -> Done {
        let mut done = Done::default();
        while let Some(deed) = self.visit.next_deed() {
            match deed {
                Deed::Ask(_, Question::Join(_)) => done.asked.push("join"),
                Deed::Ask(_, Question::Resume(_)) => done.asked.push("resume"),
                Deed::Dial(_, Dial { line: Line::WebTransport(_), .. }) => done.dialled.push("webtransport"),
                Deed::Dial(_, Dial { line: Line::WebSocket, .. }) => done.dialled.push("websocket"),
                Deed::Send(frame) => self.sent.push(frame),
                Deed::HangUp => done.hung_up = true,
                Deed::Report(report) => done.reports.push(short(&report)),
                Deed::Remember(key) => done.kept.push(key.chars().next()),
                Deed::Forget => done.kept.push(None),
                Deed::Fetch(_) => {}
            }
        }
        done
    }

    fn happen(&mut self, happening: Happening) -> Done {
        self.visit.happen(happening, self.now);
        self.done()
    }

    fn wait(&mut self, time: Duration) -> Done {
        self.now += time;
        self.happen(Happening::Passed)
    }

    fn answer(&mut self, answer: Result<Admission, JoinRefused>) -> Done {
        let attempt = self.visit.last_attempt();
        self.happen(Happening::Answered(attempt, answer))
    }

    fn dial(&mut self, answer: Option<OpeningAnswer>) -> Done {
        let attempt = self.visit.last_attempt();
        self.happen(Happening::Dialled(attempt, answer.map(|answer| codec::encode(&answer))))
    }

    fn hang_up(&mut self) -> Done {
        let attempt = self.visit.last_attempt();
        self.happen(Happening::HungUp(attempt))
    }

    /// Everything up to a link that stands.
    fn linked(choice: LinkChoice) -> Self {
        let mut play = Self::begin(choice);
        play.answer(Ok(admission("1")));
        play.dial(Some(OpeningAnswer::Accepted));
        play
    }

    /// The venue says something, which arrives at once.
    fn hear(&mut self, message: &FromServer) -> Done {
        let frame = self.venue.frame(message);
        let attempt = self.visit.last_attempt();
        self.happen(Happening::Frame(attempt, frame))
    }

    /// What the venue read of all that was sent so far.
    fn said(&mut self) -> Vec<FromClient> {
        std::mem::take(&mut self.sent).iter().flat_map(|frame| self.venue.read(frame)).collect()
    }
}

fn short(report: &FromLink) -> String {
    match report {
        FromLink::Opened => "opened".to_owned(),
        FromLink::Message(_) => "message".to_owned(),
        FromLink::Snapshot(_) => "snapshot".to_owned(),
        FromLink::Map { .. } | FromLink::Picture { .. } | FromLink::Deck { .. } | FromLink::Page { .. } => {
            "fetched".to_owned()
        }
        FromLink::NotJoined(refused) => format!("not joined: {refused:?}"),
        FromLink::Broken { tries, refusal: Some(refusal), .. } => format!("broken {tries}: {refusal:?}"),
        FromLink::Broken { tries, .. } => format!("broken {tries}"),
        FromLink::Ended(farewell) => format!("ended: {farewell:?}"),
    }
}

#[test]
fn webtransport_has_three_seconds_before_websocket_is_dialled_with_the_same_ticket() {
    let mut play = Play::begin(LinkChoice::Any);
    assert_eq!(play.answer(Ok(admission("1"))).dialled, ["webtransport"]);
    assert_eq!(play.visit.rests_until(), ms(3_000));
    assert!(play.wait(ms(2_999)).dialled.is_empty());
    let done = play.wait(ms(1));
    assert_eq!((done.hung_up, done.dialled), (true, vec!["websocket"]));
    assert_eq!(play.dial(Some(OpeningAnswer::Accepted)).reports, ["opened"]);
}

#[test]
fn a_webtransport_that_fails_at_once_is_not_waited_for_and_not_tried_again_in_this_network() {
    let mut play = Play::begin(LinkChoice::Any);
    play.answer(Ok(admission("1")));
    assert_eq!(play.dial(None).dialled, ["websocket"]);
    play.dial(Some(OpeningAnswer::Accepted));
    play.hang_up();
    play.wait(ms(500));
    assert_eq!(play.answer(Ok(admission("2"))).dialled, ["websocket"]);
    play.dial(Some(OpeningAnswer::Accepted));
    play.happen(Happening::NetworkChanged);
    play.hang_up();
    play.wait(ms(500));
    assert_eq!(play.answer(Ok(admission("3"))).dialled, ["webtransport"], "another network, another chance");
}

#[test]
fn a_forced_link_is_the_only_one_tried() {
    let mut play = Play::begin(LinkChoice::WebSocket);
    assert_eq!(play.answer(Ok(admission("1"))).dialled, ["websocket"]);
    let mut play = Play::begin(LinkChoice::WebTransport);
    assert_eq!(play.answer(Ok(admission("1"))).dialled, ["webtransport"]);
    assert_eq!(play.wait(ms(3_000)).reports, ["not joined: Unreachable"]);
    assert!(play.visit.is_over());
}

#[test]
fn what_a_given_up_connection_still_says_counts_no_more() {
    let mut play = Play::begin(LinkChoice::Any);
    play.answer(Ok(admission("1")));
    let late = play.visit.last_attempt();
    play.wait(ms(3_000));
    let accepted = codec::encode(&OpeningAnswer::Accepted);
    assert_eq!(play.happen(Happening::Dialled(late, Some(accepted))), Done::default());
    assert_eq!(play.happen(Happening::HungUp(late)), Done::default());
}

#[test]
fn a_broken_link_comes_back_by_the_newest_key_again_and_again() {
    let mut play = Play::linked(LinkChoice::Any);
    for key in ["2", "3"] {
        let done = play.hang_up();
        assert_eq!((done.hung_up, done.reports), (true, vec!["broken 1".to_owned()]));
        assert_eq!(play.wait(ms(500)).asked, ["resume"]);
        assert_eq!(play.answer(Ok(admission(key))).kept, [key.chars().next()]);
        assert_eq!(play.dial(Some(OpeningAnswer::Accepted)).reports, ["opened"]);
    }
}

#[test]
fn while_nobody_answers_the_pauses_grow_to_ten_seconds() {
    let mut play = Play::linked(LinkChoice::Any);
    play.hang_up();
    for (tries, pause) in [(2, 500), (3, 1_000), (4, 2_000), (5, 4_000), (6, 8_000), (7, 10_000), (8, 10_000)] {
        assert!(play.wait(ms(pause - 1)).asked.is_empty(), "too early for try {tries}");
        assert_eq!(play.wait(ms(1)).asked, ["resume"]);
        assert_eq!(play.answer(Err(JoinRefused::Unreachable)).reports, [format!("broken {tries}")]);
    }
    assert_eq!(play.happen(Happening::NetworkChanged).asked, ["resume"], "a network is a reason to try at once");
}

#[test]
fn a_door_that_never_answers_counts_as_nobody_after_ten_seconds() {
    let mut play = Play::linked(LinkChoice::Any);
    play.hang_up();
    play.wait(ms(500));
    assert_eq!(play.wait(ms(10_000)).reports, ["broken 2"]);
}

#[test]
fn a_key_that_is_not_known_any_more_ends_the_visit_and_is_forgotten() {
    let mut play = Play::linked(LinkChoice::Any);
    play.hang_up();
    play.wait(ms(500));
    let done = play.answer(Err(JoinRefused::Refused(Refusal::BadResumeKey)));
    assert_eq!((done.reports, done.kept), (vec!["not joined: Refused(BadResumeKey)".to_owned()], vec![None]));
    assert!(play.visit.is_over());
}

#[test]
fn a_spent_ticket_is_replaced_by_the_key() {
    let mut play = Play::begin(LinkChoice::Any);
    play.answer(Ok(admission("1")));
    assert_eq!(play.dial(Some(OpeningAnswer::Refused(Refusal::BadTicket))).reports, ["broken 1"]);
    assert_eq!(play.wait(ms(500)).asked, ["resume"]);
}

#[test]
fn a_first_visit_that_finds_nobody_says_so_and_keeps_the_key_of_a_reload() {
    let mut play = Play::begin(LinkChoice::Any);
    let done = play.answer(Err(JoinRefused::Unreachable));
    assert_eq!((done.reports, done.kept), (vec!["not joined: Unreachable".to_owned()], vec![]));
    assert!(play.visit.is_over());
}

#[test]
fn a_silent_link_is_broken_after_ten_seconds_and_after_two_in_a_new_network() {
    let mut play = Play::linked(LinkChoice::Any);
    assert!(play.wait(ms(9_999)).reports.is_empty());
    assert_eq!(play.wait(ms(1)).reports, ["broken 1"]);
    let mut play = Play::linked(LinkChoice::Any);
    play.wait(ms(5_000));
    play.happen(Happening::NetworkChanged);
    assert!(play.wait(ms(900)).reports.is_empty());
    assert_eq!(play.wait(ms(1_100)).reports, ["broken 1"]);
}

#[test]
fn a_laptop_that_slept_comes_back_at_its_first_breath() {
    let mut play = Play::linked(LinkChoice::Any);
    assert_eq!(play.wait(ms(3_600_000)).reports, ["broken 1"]);
    assert_eq!(play.wait(ms(500)).asked, ["resume"]);
}

#[test]
fn a_hidden_window_is_told_once_after_a_second_and_its_return_at_once() {
    let away = |away| FromClient::Session(hiroba_shared::protocol::session::SessionFromClient::Away(away));
    let mut play = Play::linked(LinkChoice::Any);
    play.happen(Happening::Looks(false));
    play.wait(ms(900));
    play.happen(Happening::Looks(true));
    play.wait(ms(2_000));
    assert!(play.said().is_empty(), "leafing through tabs is not being away");
    play.happen(Happening::Looks(false));
    play.wait(ms(1_000));
    play.happen(Happening::Looks(false));
    play.wait(ms(1_000));
    assert_eq!(play.said(), [away(true)]);
    play.happen(Happening::Looks(true));
    play.wait(ms(50));
    assert_eq!(play.said(), [away(false)]);
}

#[test]
fn a_hidden_window_still_sends_every_second_and_a_new_link_hears_that_it_is_hidden() {
    let mut play = Play::linked(LinkChoice::Any);
    play.happen(Happening::Looks(false));
    play.wait(ms(1_000));
    assert_eq!(play.visit.rests_until() - play.now, ms(1_000));
    play.hang_up();
    play.wait(ms(500));
    play.answer(Ok(admission("2")));
    play.dial(Some(OpeningAnswer::Accepted));
    (play.sent, play.venue) = (Vec::new(), Venue::open());
    play.wait(ms(1_000));
    assert_eq!(play.said().len(), 1, "the new link is told too");
}

#[test]
fn farewells_end_the_visit_but_for_a_server_that_only_stops() {
    for (farewell, reports) in [
        (Farewell::SentOut, vec!["ended: SentOut"]),
        (Farewell::Replaced, vec!["ended: Replaced"]),
        (Farewell::ServerStops, vec!["broken 1"]),
    ] {
        let mut play = Play::linked(LinkChoice::Any);
        play.hear(&FromServer::Session(SessionFromServer::Farewell(farewell)));
        let done = play.hang_up();
        assert_eq!(done.reports, reports);
        assert_eq!(done.kept.is_empty(), farewell == Farewell::ServerStops);
    }
}

#[test]
fn leaving_is_said_and_not_waited_for_longer_than_two_seconds() {
    let mut play = Play::linked(LinkChoice::Any);
    play.happen(Happening::Order(ToLink::Leave));
    play.wait(ms(50));
    assert_eq!(play.said().len(), 1);
    let done = play.wait(ms(1_950));
    assert_eq!((done.reports, done.kept), (vec!["ended: Left".to_owned()], vec![None]));
}

#[test]
fn leaving_while_coming_back_ends_the_visit_without_a_word() {
    let mut play = Play::linked(LinkChoice::Any);
    play.hang_up();
    let done = play.happen(Happening::Order(ToLink::Leave));
    assert_eq!((done.kept, play.visit.is_over()), (vec![None], true));
    assert!(play.wait(ms(60_000)).asked.is_empty());
}

#[test]
fn garbage_breaks_the_link_and_nothing_else() {
    let mut play = Play::linked(LinkChoice::Any);
    let attempt = play.visit.last_attempt();
    assert_eq!(play.happen(Happening::Frame(attempt, vec![9, 9, 9])).reports, ["broken 1"]);
}
