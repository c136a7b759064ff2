//! Carries out what the venue asks for: messages into the hub, answers to who asked, requests towards the store.

use hiroba_shared::protocol::opening::OpeningAnswer;

use super::{Driver, FAREWELLS, meter};
use crate::venue::input::{Input, LinkId, LinkInput};
use crate::venue::output::{OperatorAnswer, Output};

impl Driver {
    /// Carries out everything the venue has asked for so far.
    pub(super) fn carry_out(&mut self) {
        while let Some(output) = self.venue.poll_output() {
            self.carry_out_one(output);
        }
    }

    fn carry_out_one(&mut self, output: Output) {
        match output {
            Output::Door(ask, answer) => {
                if let Some(waiting) = self.door.remove(&ask) {
                    // Whoever hung up meanwhile needs no answer.
                    let _ = waiting.send(answer);
                }
            }
            Output::Accept(link, _) => self.accept(link),
            Output::Refuse(link, refusal) => self.links.refuse(link, OpeningAnswer::Refused(refusal)),
            Output::Send(links, message) => self.hub.send(&links, &message),
            Output::Snapshot(link, snapshot) => self.hub.snapshot(link, snapshot),
            Output::Close(link) if self.hub.carries(link) => self.hub.close_when_sent(link),
            Output::Close(link) => self.links.end(link),
            Output::Store(request, what) => self.to_store.push((request, what)),
            // A task that is gone means the server is going down; the venue gives the photograph up by itself.
            Output::Photograph(composition) => drop(self.photographs.send(composition)),
            Output::Operator(ask, answer) => {
                if answer == OperatorAnswer::Stopped {
                    self.stops_in.get_or_insert(FAREWELLS);
                    self.gauges.send_replace(self.venue.gauges());
                }
                if let Some(waiting) = self.operator.remove(&ask) {
                    let _ = waiting.send(answer);
                }
            }
            Output::Count(counted) => meter::counted(counted),
        }
    }

    fn accept(&mut self, link: LinkId) {
        if self.links.accept(link) {
            self.hub.open(link);
        } else {
            // The connection gave up while the venue made up its mind.
            self.links.forget(link);
            self.inputs.push(Input::Link(LinkInput::Closed(link)));
        }
    }
}
