//! One visit from joining to leaving, over as many links as it takes, without a socket and without a clock.
//!
//! Whoever carries the link says what happened and when; the visit answers with deeds: ask the door, dial, send, hang
//! up, report. The resume key opens the next link after a break, WebSocket stands in where WebTransport does not
//! connect in time, and farewells decide whether the visitor comes back by itself. Nothing here waits.

mod deed;
mod linked;
mod returning;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::time::Duration;

use hiroba_shared::door::{Admission, JoinRequest};
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::refusal::{Farewell, Refusal};

pub use self::deed::{Attempt, Deed, Dial, Fetch, Happening, Line, LinkChoice, Question};
use self::linked::{End, Linked};
use self::returning::{Returning, is_passing};
use super::address::{Origin, letters_to_bytes};
use super::port::{FromLink, ToLink};
use crate::venue_state::JoinRefused;

/// How long the door may take to answer.
const DOOR_PATIENCE: Duration = Duration::from_secs(10);
/// How long WebTransport may take before WebSocket is tried.
const WEBTRANSPORT_PATIENCE: Duration = Duration::from_secs(3);
const WEBSOCKET_PATIENCE: Duration = Duration::from_secs(10);

/// One visit.
#[derive(Debug)]
pub struct Visit {
    origin: Origin,
    choice: LinkChoice,
    attempt: Attempt,
    stage: Stage,
    /// The newest resume key.
    key: Option<String>,
    /// What to ask when the key that this device kept opens nothing any more.
    instead: Option<Box<JoinRequest>>,
    /// A link stood before: from now on the visitor comes back by itself.
    was_in: bool,
    /// WebTransport failed in this network.
    no_webtransport: bool,
    returning: Returning,
    looks: bool,
    deeds: VecDeque<Deed>,
}

#[derive(Debug)]
enum Stage {
    /// The door was asked and has until then.
    Asking {
        until: Duration,
    },
    /// A connection is being made and has until then.
    Dialling {
        until: Duration,
        dial: Dial,
        admission: Box<Admission>,
    },
    /// A link carries the visitor.
    Linked(Box<Linked>),
    /// Until then before the door is asked again.
    Resting {
        until: Duration,
    },
    Over,
}

/// How a visit begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Whose door is asked.
    pub origin: Origin,
    /// What it is asked.
    pub question: Question,
    /// The key this device kept of an earlier visit by the same question; tried first.
    pub kept: Option<String>,
    /// Which links may be used.
    pub choice: LinkChoice,
    /// The last attempt of the visit before, whose late answers must not be taken for this one's.
    pub after: Attempt,
}

impl Visit {
    /// A visit that asks the door now.
    #[must_use]
    pub fn begin(beginning: Beginning, now: Duration) -> Self {
        let Beginning { origin, question, kept, choice, after } = beginning;
        let (question, instead) = match (question, kept) {
            (Question::Join(request), Some(key)) => (Question::Resume(key), Some(request)),
            (question @ (Question::Join(_) | Question::Resume(_)), _) => (question, None),
        };
        let key = if let Question::Resume(key) = &question { Some(key.clone()) } else { None };
        let mut visit = Self {
            origin,
            choice,
            attempt: after,
            stage: Stage::Over,
            key,
            instead,
            was_in: false,
            no_webtransport: false,
            returning: Returning::default(),
            looks: true,
            deeds: VecDeque::new(),
        };
        visit.ask(question, now);
        visit
    }

    /// The oldest deed not taken yet.
    pub fn next_deed(&mut self) -> Option<Deed> {
        self.deeds.pop_front()
    }

    /// The newest question or connection.
    #[must_use]
    pub const fn last_attempt(&self) -> Attempt {
        self.attempt
    }

    /// Whether the visit is over; what deeds are left are still to be done.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    /// Until when nothing has to be said if nothing happens.
    #[must_use]
    pub fn rests_until(&self) -> Duration {
        match &self.stage {
            Stage::Asking { until } | Stage::Dialling { until, .. } | Stage::Resting { until } => *until,
            Stage::Linked(linked) => linked.rests_until(),
            Stage::Over => Duration::MAX,
        }
    }

    /// Something happened, `now` after a moment that stays the same for the whole visit.
    pub fn happen(&mut self, happening: Happening, now: Duration) {
        match happening {
            Happening::Answered(attempt, answer) if self.is_asking(attempt) => self.answered(answer, now),
            Happening::Dialled(attempt, answer) if self.is_dialling(attempt) => self.dialled(answer, now),
            Happening::Frame(attempt, frame) if attempt == self.attempt => {
                self.with_link(now, |linked, deeds| linked.hear(&frame, now, deeds));
            }
            Happening::HungUp(attempt) if attempt == self.attempt => match &self.stage {
                Stage::Linked(linked) => {
                    let end = linked.end();
                    self.deeds.push_back(Deed::HangUp);
                    self.link_ended(end, now);
                }
                Stage::Dialling { .. } => self.dialled(None, now),
                Stage::Asking { .. } | Stage::Resting { .. } | Stage::Over => {}
            },
            // Of a question or connection given up meanwhile.
            Happening::Answered(..) | Happening::Dialled(..) | Happening::Frame(..) | Happening::HungUp(..) => {}
            Happening::Order(order) => self.ordered(order, now),
            Happening::Looks(looks) => {
                self.looks = looks;
                self.with_link(now, |linked, _| linked.look(looks, now));
            }
            Happening::NetworkChanged => self.network_changed(now),
            Happening::Closing => {
                self.with_link(now, |linked, deeds| linked.say_goodbye(now, deeds));
                self.stage = Stage::Over;
            }
            Happening::Parting => {
                self.deeds.push_back(Deed::HangUp);
                self.stage = Stage::Over;
            }
            Happening::Passed => {}
        }
        self.time_passed(now);
    }

    fn is_asking(&self, attempt: Attempt) -> bool {
        attempt == self.attempt && matches!(self.stage, Stage::Asking { .. })
    }

    fn is_dialling(&self, attempt: Attempt) -> bool {
        attempt == self.attempt && matches!(self.stage, Stage::Dialling { .. })
    }

    fn next_attempt(&mut self) -> Attempt {
        self.attempt = self.attempt.next();
        self.attempt
    }

    /// Lets the link do something, and sees whether it ended by that.
    fn with_link(&mut self, now: Duration, act: impl FnOnce(&mut Linked, &mut VecDeque<Deed>) -> Option<End>) {
        let Stage::Linked(linked) = &mut self.stage else { return };
        if let Some(end) = act(linked, &mut self.deeds) {
            self.deeds.push_back(Deed::HangUp);
            self.link_ended(end, now);
        }
    }

    fn ask(&mut self, question: Question, now: Duration) {
        let attempt = self.next_attempt();
        self.deeds.push_back(Deed::Ask(attempt, question));
        self.stage = Stage::Asking { until: now + DOOR_PATIENCE };
    }

    fn answered(&mut self, answer: Result<Admission, JoinRefused>, now: Duration) {
        match answer {
            Ok(admission) => {
                self.key = Some(admission.resume_key.clone());
                self.deeds.push_back(Deed::Remember(admission.resume_key.clone()));
                self.dial_first(admission, now);
            }
            Err(JoinRefused::Unreachable) => self.unreachable(now),
            // Whoever has a key has a place: it is held, so what passes is waited for.
            Err(JoinRefused::Refused(refusal)) if self.key.is_some() && is_passing(refusal) => {
                self.rest(Some(refusal), now);
            }
            Err(refused @ JoinRefused::Refused(_)) => self.turned_away(refused, now),
        }
    }

    /// The venue says no. A kept key that opens nothing any more makes a stranger, not a refused person.
    fn turned_away(&mut self, refused: JoinRefused, now: Duration) {
        match self.instead.take() {
            Some(request) => {
                self.deeds.push_back(Deed::Forget);
                self.key = None;
                self.ask(Question::Join(request), now);
            }
            None => self.not_joined(refused),
        }
    }

    fn not_joined(&mut self, refused: JoinRefused) {
        if matches!(refused, JoinRefused::Refused(refusal) if !is_passing(refusal)) {
            self.deeds.push_back(Deed::Forget);
        }
        self.deeds.push_back(Deed::Report(FromLink::NotJoined(refused)));
        self.stage = Stage::Over;
    }

    /// Dials what is best of what the door offers.
    fn dial_first(&mut self, admission: Admission, now: Duration) {
        let wanted = match self.choice {
            LinkChoice::Any => !self.no_webtransport,
            LinkChoice::WebTransport => true,
            LinkChoice::WebSocket => false,
        };
        match admission.links.webtransport.as_ref().filter(|_| wanted) {
            Some(offer) => {
                let line = Line::WebTransport(offer.certificate_sha256.clone());
                let url = self.origin.webtransport(&offer.url);
                self.dial(line, url, admission, now);
            }
            None if self.choice == LinkChoice::WebTransport => self.unreachable(now),
            None => self.dial_websocket(admission, now),
        }
    }

    fn dial_websocket(&mut self, admission: Admission, now: Duration) {
        let url = self.origin.websocket(&admission.links.websocket);
        self.dial(Line::WebSocket, url, admission, now);
    }

    fn dial(&mut self, line: Line, url: String, admission: Admission, now: Duration) {
        let Some(ticket) = letters_to_bytes(&admission.ticket) else { return self.unreachable(now) };
        let patience = match line {
            Line::WebTransport(_) => WEBTRANSPORT_PATIENCE,
            Line::WebSocket => WEBSOCKET_PATIENCE,
        };
        let dial = Dial { line, url, opening: Opening::new(ticket).to_bytes() };
        let attempt = self.next_attempt();
        self.deeds.push_back(Deed::Dial(attempt, dial.clone()));
        self.stage = Stage::Dialling { until: now + patience, dial, admission: Box::new(admission) };
    }

    /// What came of dialling: an answer to the opening, or nothing.
    fn dialled(&mut self, answer: Option<Vec<u8>>, now: Duration) {
        let Stage::Dialling { dial, admission, .. } = std::mem::replace(&mut self.stage, Stage::Over) else { return };
        match answer.and_then(|answer| codec::decode(&answer).ok()) {
            Some(OpeningAnswer::Accepted) => self.linked(&dial.line, now),
            Some(OpeningAnswer::Refused(refusal)) => {
                self.deeds.push_back(Deed::HangUp);
                self.refused_at_link(refusal, now);
            }
            None => {
                self.deeds.push_back(Deed::HangUp);
                match dial.line {
                    Line::WebTransport(_) if self.choice == LinkChoice::Any => {
                        self.no_webtransport = true;
                        self.dial_websocket(*admission, now);
                    }
                    Line::WebTransport(_) | Line::WebSocket => self.unreachable(now),
                }
            }
        }
    }

    fn refused_at_link(&mut self, refusal: Refusal, now: Duration) {
        if refusal == Refusal::BadTicket {
            // It was spent on a link that was given up: a new one is to be had for the key.
            self.rest(None, now);
        } else if is_passing(refusal) {
            self.rest(Some(refusal), now);
        } else {
            self.turned_away(JoinRefused::Refused(refusal), now);
        }
    }

    fn linked(&mut self, line: &Line, now: Duration) {
        self.was_in = true;
        self.instead = None;
        self.returning = Returning::default();
        self.deeds.push_back(Deed::Report(FromLink::Opened));
        let mut linked = Linked::new(line, now);
        if !self.looks {
            linked.look(false, now);
        }
        self.stage = Stage::Linked(Box::new(linked));
    }

    /// Nobody answers at the place of the link.
    fn unreachable(&mut self, now: Duration) {
        if self.was_in {
            self.rest(None, now);
        } else {
            self.not_joined(JoinRefused::Unreachable);
        }
    }

    fn link_ended(&mut self, end: End, now: Duration) {
        match end {
            End::Farewell(Farewell::ServerStops) => {
                self.returning.farewell = Some(Farewell::ServerStops);
                self.rest(None, now);
            }
            End::Farewell(farewell) => {
                self.deeds.push_back(Deed::Forget);
                self.deeds.push_back(Deed::Report(FromLink::Ended(farewell)));
                self.stage = Stage::Over;
            }
            End::Broken => self.rest(None, now),
        }
    }

    /// Waits before the next try; `refusal` says why the venue does not let them in yet.
    fn rest(&mut self, refusal: Option<Refusal>, now: Duration) {
        let (report, pause) = self.returning.again(refusal);
        self.deeds.push_back(Deed::Report(report));
        self.stage = Stage::Resting { until: now + pause };
    }

    fn ordered(&mut self, order: ToLink, now: Duration) {
        if matches!(self.stage, Stage::Linked(_)) {
            return self.with_link(now, |linked, deeds| linked.obey(order, now, deeds));
        }
        match order {
            ToLink::Leave => {
                self.deeds.extend([Deed::HangUp, Deed::Forget]);
                self.stage = Stage::Over;
            }
            // What was meant for the broken link is not said on the next one.
            ToLink::Join { .. }
            | ToLink::ComeBack { .. }
            | ToLink::Say(_)
            | ToLink::Stride(_)
            | ToLink::FetchMap(_)
            | ToLink::FetchPicture(_)
            | ToLink::FetchDeck(_)
            | ToLink::FetchPage(_) => {}
        }
    }

    /// Whoever waits to come back has a reason to try at once; whoever is linked finds out soon whether it still holds.
    fn network_changed(&mut self, now: Duration) {
        self.no_webtransport = false;
        match &mut self.stage {
            Stage::Resting { until } => *until = now,
            Stage::Linked(linked) => linked.doubt(now),
            Stage::Asking { .. } | Stage::Dialling { .. } | Stage::Over => {}
        }
    }

    fn time_passed(&mut self, now: Duration) {
        match &self.stage {
            Stage::Asking { until } if now >= *until => self.answered(Err(JoinRefused::Unreachable), now),
            Stage::Dialling { until, .. } if now >= *until => self.dialled(None, now),
            Stage::Resting { until } if now >= *until => match self.key.clone() {
                Some(key) => self.ask(Question::Resume(key), now),
                None => self.not_joined(JoinRefused::Unreachable),
            },
            Stage::Linked(_) => self.with_link(now, |linked, deeds| linked.pass(now, deeds)),
            Stage::Asking { .. } | Stage::Dialling { .. } | Stage::Resting { .. } | Stage::Over => {}
        }
    }
}
