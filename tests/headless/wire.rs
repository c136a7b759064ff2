//! The loopback link between a client and a town: the client's own decisions about its visit ([`Visit`]) are carried out
//! in memory, where the desktop has sockets and a browser its own objects.
//!
//! Frames travel through the town's pipes, so that the link is as bad as the town's plan says.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hiroba_client::net::address::Origin;
use hiroba_client::net::port::{FromLink, LinkPort, PagePixels, ToLink};
use hiroba_client::net::visit::{Attempt, Beginning, Deed, Dial, Fetch, Happening, LinkChoice, Question, Visit};
use hiroba_client::venue_state::JoinRefused;
use hiroba_shared::deck::{DeckIndex, PageFiles};
use hiroba_shared::door::{Admission, JoinRequest, Links, Versions, WebTransportLink};
use hiroba_shared::protocol::opening::Opening;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::{Town, Who};

/// The features' end: orders in, reports out.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<Ends>>);

#[derive(Default)]
struct Ends {
    orders: VecDeque<ToLink>,
    reports: VecDeque<FromLink>,
}

impl LinkPort for Wire {
    fn order(&mut self, order: ToLink) {
        self.0.lock().unwrap().orders.push_back(order);
    }

    fn next(&mut self) -> Option<FromLink> {
        self.0.lock().unwrap().reports.pop_front()
    }
}

impl Wire {
    fn ordered(&self) -> Option<ToLink> {
        self.0.lock().unwrap().orders.pop_front()
    }

    fn report(&self, report: FromLink) {
        self.0.lock().unwrap().reports.push_back(report);
    }
}

/// The town's end: carries one visit after another.
pub(crate) struct Carrier {
    wire: Wire,
    visit: Option<Visit>,
    pub(crate) who: Option<Who>,
    line: Line,
    now: Duration,
    /// The invitation shown at the door.
    pub(crate) invitation: Option<String>,
    /// What was fetched of slides, by hash.
    pub(crate) fetched: Vec<String>,
    /// The pictures there are, by hash.
    pub(crate) pictures: BTreeMap<String, Vec<u8>>,
}

/// The connection there is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    None,
    /// The opening is on its way.
    Opening(Attempt),
    Open(Attempt),
}

impl Carrier {
    pub(crate) fn new(wire: Wire) -> Self {
        Self {
            wire,
            visit: None,
            who: None,
            line: Line::None,
            now: Duration::ZERO,
            invitation: None,
            fetched: Vec::new(),
            pictures: BTreeMap::new(),
        }
    }

    /// Carries what came and what is wanted, `passed` after the last time.
    pub(crate) fn carry(&mut self, town: &mut Town, passed: Duration) {
        self.now += passed;
        while let Some(order) = self.wire.ordered() {
            self.obey(order);
            self.work(town);
        }
        for bytes in self.who.map(|who| town.arrived_for(who)).unwrap_or_default() {
            self.arrived(bytes);
            self.work(town);
        }
        self.happen(Happening::Passed);
        self.work(town);
    }

    fn obey(&mut self, order: ToLink) {
        if self.visit.is_some() {
            return self.happen(Happening::Order(order));
        }
        if let ToLink::Join { server, request } = order {
            let origin = Origin::typed(&server).unwrap();
            let question = Question::Join(request);
            let (choice, after) = (LinkChoice::Any, Attempt::default());
            self.visit = Some(Visit::begin(Beginning { origin, question, kept: None, choice, after }, self.now));
        }
    }

    fn arrived(&mut self, bytes: Vec<u8>) {
        match self.line {
            Line::None => {}
            Line::Opening(attempt) => {
                self.line = Line::Open(attempt);
                self.happen(Happening::Dialled(attempt, Some(bytes)));
            }
            Line::Open(attempt) if bytes.is_empty() => self.happen(Happening::HungUp(attempt)),
            Line::Open(attempt) => self.happen(Happening::Frame(attempt, bytes)),
        }
    }

    fn happen(&mut self, happening: Happening) {
        if let Some(visit) = &mut self.visit {
            visit.happen(happening, self.now);
        }
    }

    fn work(&mut self, town: &mut Town) {
        while let Some(deed) = self.visit.as_mut().and_then(Visit::next_deed) {
            match deed {
                Deed::Ask(attempt, question) => {
                    let answer = self.ask(town, question);
                    self.happen(Happening::Answered(attempt, answer));
                }
                Deed::Dial(attempt, dial) => self.dial(town, attempt, &dial),
                Deed::Send(frame) => town.sends_frame(self.who.unwrap(), frame),
                Deed::HangUp => self.hang_up(town),
                Deed::Fetch(Fetch::Map(hash)) => {
                    let map = town.map_by_hash(&hash);
                    self.wire.report(FromLink::Map { hash, map });
                }
                Deed::Fetch(Fetch::Picture(hash)) => {
                    let png = self.pictures.get(&hash).cloned();
                    self.wire.report(FromLink::Picture { hash, png });
                }
                Deed::Fetch(Fetch::Deck(hash)) => {
                    self.fetched.push(hash.clone());
                    let index = DeckIndex { pages: (1..=PAGES).map(page).collect() };
                    self.wire.report(FromLink::Deck { hash, index: Some(Arc::new(index)) });
                }
                Deed::Fetch(Fetch::Page(hash)) => {
                    self.fetched.push(hash.clone());
                    let pixels = Some(PagePixels { width: 1, height: 1, rgba: vec![255; 4] });
                    self.wire.report(FromLink::Page { hash, pixels });
                }
                Deed::Report(report) => self.wire.report(report),
                Deed::Remember(_) | Deed::Forget => {}
            }
        }
    }

    /// Asks the town's door, which answers at once.
    fn ask(&mut self, town: &mut Town, question: Question) -> Result<Admission, JoinRefused> {
        let refused = JoinRefused::Refused;
        let who = match question {
            Question::Join(request) => {
                let request = JoinRequest { invitation: self.invitation.clone(), ..*request };
                let newcomer = Newcomer { request, address: 1, link: None };
                town.is_admitted(newcomer).map_err(refused)?
            }
            Question::Resume(key) => {
                let who = self.who.unwrap();
                assert_eq!(key, letters(&town[who].resume_key), "the newest key");
                town.is_admitted_again(who).map_err(refused)?;
                who
            }
        };
        self.who = Some(who);
        Ok(Admission {
            ticket: letters(&town[who].ticket),
            resume_key: letters(&town[who].resume_key),
            links: Links {
                websocket: "/link".to_owned(),
                webtransport: Some(WebTransportLink { url: "/link".to_owned(), certificate_sha256: vec![] }),
            },
            versions: Versions::OURS,
        })
    }

    fn dial(&mut self, town: &mut Town, attempt: Attempt, dial: &Dial) {
        let who = self.who.unwrap();
        town.hands_over(who);
        drop(town.arrived_for(who));
        town.presents(who, &Opening::from_bytes(&dial.opening).unwrap());
        self.line = Line::Opening(attempt);
    }

    fn hang_up(&mut self, town: &mut Town) {
        if self.line != Line::None {
            town.breaks(self.who.unwrap());
            self.line = Line::None;
        }
    }
}

/// How many pages every deck of a town is told to have.
pub(crate) const PAGES: u16 = 9;

/// The pictures of a page of any deck.
pub(crate) fn page(number: u16) -> PageFiles {
    let hash = |size: &str| blake3::hash(format!("{size} {number}").as_bytes()).to_hex().to_string();
    PageFiles { large: hash("large"), small: hash("small"), width: 1_920, height: 1_080, flaws: Vec::new() }
}

fn letters(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
