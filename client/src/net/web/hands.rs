//! Does the deeds of a visit with the browser's objects; what comes of them arrives as happenings.
//!
//! At most one connection is held. Decisions are the visit's.

use futures_channel::mpsc::UnboundedSender;
use wasm_bindgen_futures::spawn_local;

use super::carrier::Carrier;
use super::door::Door;
use super::surroundings::tell;
use super::{Desk, kept};
use crate::net::address::Origin;
use crate::net::port::FromLink;
use crate::net::visit::{Attempt, Deed, Happening};

/// What a visit is done with.
pub(super) struct Hands {
    door: Door,
    happens: UnboundedSender<Happening>,
    report: UnboundedSender<FromLink>,
    carrier: Option<(Attempt, Carrier)>,
}

impl Hands {
    pub(super) fn new(origin: Origin, desk: &Desk) -> Self {
        Self { door: Door::new(origin), happens: desk.happens.clone(), report: desk.report.clone(), carrier: None }
    }

    /// Does a deed; answers what happened by that at once.
    pub(super) fn work(&mut self, deed: Deed) -> Option<Happening> {
        match deed {
            Deed::Ask(attempt, question) => {
                let (door, happens) = (self.door.clone(), self.happens.clone());
                spawn_local(async move { tell(&happens, Happening::Answered(attempt, door.ask(&question).await)) });
            }
            Deed::Dial(attempt, dial) => match Carrier::dial(attempt, dial, &self.happens) {
                Some(carrier) => self.carrier = Some((attempt, carrier)),
                None => return Some(Happening::Dialled(attempt, None)),
            },
            Deed::Send(frame) => {
                let (attempt, carrier) = self.carrier.as_ref()?;
                return (!carrier.send(&frame)).then_some(Happening::HungUp(*attempt));
            }
            Deed::HangUp => self.carrier = None,
            Deed::Fetch(what) => {
                let (door, report) = (self.door.clone(), self.report.clone());
                spawn_local(async move { super::tell(&report, door.fetch(what).await) });
            }
            Deed::Report(what) => super::tell(&self.report, what),
            Deed::Remember(key) => kept::keep(&key),
            Deed::Forget => kept::forget(),
        }
        None
    }
}
