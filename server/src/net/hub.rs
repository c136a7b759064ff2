//! The heart of the net edge: frames in, venue inputs out; venue outputs in, frames out. No sockets, no clock.
//!
//! One `RenetServer` serves every kind of link. Links are always visited in the order of their numbers, so that equal
//! frames give equal inputs. Whatever a peer sends is counted and then dropped, decoded, or reported as garbage; the
//! hub never decides who may be here and never closes a socket, it only says which links are over.

use std::collections::BTreeMap;
use std::time::Duration;

use hiroba_shared::protocol::codec::{self, DecodeError, MAX_CLIENT_MESSAGE_BYTES};
use hiroba_shared::protocol::order::OrderFromServer;
use hiroba_shared::protocol::parts::{self, Joiner};
use hiroba_shared::protocol::programme::ProgrammeFromServer;
use hiroba_shared::protocol::stage::StageFromServer;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_shared::protocol::{FromServer, channel, frame};
use renet::{Bytes, RenetServer};

use super::allowance::Allowance;
use super::prefilter::{self, Rejected};
use super::renet_config::connection_config;
use crate::venue::input::{Input, LinkId, LinkInput};

/// How far ahead of the next expected one a reliable message may be numbered. renet would keep any number of tiny
/// messages that wait for a missing one; a client that is further ahead is simply not heard until it catches up.
const MESSAGES_AHEAD: u64 = 1_024;
/// How long a link that is to be closed may still take to acknowledge what it was sent.
const LINGER: Duration = Duration::from_millis(1_000);

/// What happened since the counts were last taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Frames from peers.
    pub frames_in: u64,
    /// Their bytes.
    pub bytes_in: u64,
    /// Frames to peers.
    pub frames_out: u64,
    /// Their bytes.
    pub bytes_out: u64,
    /// Frames dropped because their link sent too much.
    pub over_allowance: u64,
    /// Packets dropped because they ran too far ahead.
    pub too_far_ahead: u64,
    /// Frames that were none.
    pub bad_frames: u64,
    /// Messages and strides that could not be decoded.
    pub bad_messages: u64,
    /// Messages of others not queued for links that are far behind.
    pub talk_passed_over: u64,
    /// Links given up because renet could not keep what they did not acknowledge.
    pub given_up: u64,
    /// Packets the pre-filter refused.
    pub rejected: BTreeMap<Rejected, u64>,
}

/// Carries messages and snapshots over any number of links.
#[derive(Debug)]
pub struct Hub {
    renet: RenetServer,
    lines: BTreeMap<LinkId, Line>,
    finished: Vec<LinkId>,
    counts: Counts,
}

/// What the hub keeps of one link.
#[derive(Debug)]
struct Line {
    joiner: Joiner,
    allowance: Allowance,
    snapshot: Option<Vec<u8>>,
    messages_received: u64,
    garbled: bool,
    lingers: Option<Duration>,
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

impl Hub {
    /// A hub without links.
    #[must_use]
    pub fn new() -> Self {
        Self {
            renet: RenetServer::new(connection_config()),
            lines: BTreeMap::new(),
            finished: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Begins to carry a link. A link that is carried already begins anew.
    pub fn open(&mut self, link: LinkId) {
        self.close(link);
        self.renet.add_connection(link.0);
        let line = Line {
            joiner: Joiner::new(MAX_CLIENT_MESSAGE_BYTES),
            allowance: Allowance::full(),
            snapshot: None,
            messages_received: 0,
            garbled: false,
            lingers: None,
        };
        self.lines.insert(link, line);
    }

    /// Forgets a link at once.
    pub fn close(&mut self, link: LinkId) {
        self.lines.remove(&link);
        self.renet.remove_connection(link.0);
        while self.renet.get_event().is_some() {}
    }

    /// Closes a link once what it was sent is acknowledged, or a second has passed; [`Self::finished`] then names it.
    pub fn close_when_sent(&mut self, link: LinkId) {
        if let Some(line) = self.lines.get_mut(&link) {
            line.lingers.get_or_insert(LINGER);
        }
    }

    /// The links that are over since the last call and no longer carried: the owner closes their sockets.
    pub fn finished(&mut self) -> Vec<LinkId> {
        std::mem::take(&mut self.finished)
    }

    /// Whether the link is carried.
    #[must_use]
    pub fn carries(&self, link: LinkId) -> bool {
        self.lines.contains_key(&link)
    }

    /// Every link carried, in order.
    pub fn links(&self) -> impl Iterator<Item = LinkId> + '_ {
        self.lines.keys().copied()
    }

    /// What happened since the last call.
    pub fn take_counts(&mut self) -> Counts {
        std::mem::take(&mut self.counts)
    }

    /// A frame arrived. Its messages are kept for [`Self::collect`]; a frame that no client of ours writes is
    /// reported as garbage, once per link.
    pub fn receive(&mut self, link: LinkId, frame: &[u8], into: &mut Vec<Input>) {
        self.counts.frames_in += 1;
        self.counts.bytes_in += frame.len() as u64;
        let Some(line) = self.lines.get_mut(&link) else { return };
        if !line.allowance.take(frame.len()) {
            self.counts.over_allowance += 1;
            return;
        }
        let Ok(packets) = frame::unpack(frame) else {
            self.counts.bad_frames += 1;
            line.report_garbage(link, into);
            return;
        };
        for packet in packets {
            match prefilter::inspect(packet) {
                Ok(passed) if passed.newest_message.is_some_and(|newest| line.is_too_far_ahead(newest)) => {
                    self.counts.too_far_ahead += 1;
                }
                // A connection that renet has given up ignores packets until it is cleared away.
                Ok(_) => drop(self.renet.process_packet_from(packet, link.0)),
                Err(reason) => {
                    *self.counts.rejected.entry(reason).or_default() += 1;
                    line.report_garbage(link, into);
                    return;
                }
            }
        }
    }

    /// Time passes: once per tick, before [`Self::collect`].
    pub fn advance(&mut self, passed: Duration) {
        self.renet.update(passed);
        let mut over = Vec::new();
        for (link, line) in &mut self.lines {
            line.allowance.refill(passed);
            let Some(left) = &mut line.lingers else { continue };
            *left = left.saturating_sub(passed);
            let unsent =
                channel::RELIABLE_MEMORY_BYTES - self.renet.channel_available_memory(link.0, channel::RELIABLE);
            if left.is_zero() || unsent == 0 {
                over.push(*link);
            }
        }
        for link in over {
            self.close(link);
            self.finished.push(link);
        }
    }

    /// What arrived since the last call, link by link in order, and a `Closed` for each link that renet gave up.
    pub fn collect(&mut self, into: &mut Vec<Input>) {
        for (link, line) in &mut self.lines {
            line.collect(*link, &mut self.renet, &mut self.counts, into);
        }
        self.give_up_disconnected(into);
    }

    /// What arrived over one link since the last call; for a link that is about to be closed.
    pub fn collect_from(&mut self, link: LinkId, into: &mut Vec<Input>) {
        if let Some(line) = self.lines.get_mut(&link) {
            line.collect(link, &mut self.renet, &mut self.counts, into);
        }
    }

    /// Queues a reliable message, encoded once for all `links`. Links that are not carried are passed over.
    ///
    /// What others said is not queued for a link that is far behind: renet gives up a link whose memory is full, and
    /// nobody may be put out by what others say.
    pub fn send(&mut self, links: &[LinkId], message: &FromServer) {
        let parts: Vec<Bytes> = parts::split(&codec::encode(message)).into_iter().map(Bytes::from).collect();
        for link in links.iter().filter(|link| self.lines.contains_key(link)) {
            if is_by_others(message) && self.is_far_behind(*link) {
                self.counts.talk_passed_over += 1;
                continue;
            }
            for part in &parts {
                self.renet.send_message(link.0, channel::RELIABLE, part.clone());
            }
        }
    }

    /// Sets the snapshot that the next [`Self::flush`] sends; it replaces one not yet sent.
    pub fn snapshot(&mut self, link: LinkId, snapshot: Vec<u8>) {
        if let Some(line) = self.lines.get_mut(&link) {
            line.snapshot = Some(snapshot);
        }
    }

    /// The frames to send over a link now, of at most `limit` bytes where their packets allow it. Once per tick.
    pub fn flush(&mut self, link: LinkId, limit: usize) -> Vec<Vec<u8>> {
        let Some(line) = self.lines.get_mut(&link) else { return Vec::new() };
        if let Some(snapshot) = line.snapshot.take() {
            self.renet.send_message(link.0, channel::UNRELIABLE, snapshot);
        }
        let packets = self.renet.get_packets_to_send(link.0).unwrap_or_default();
        let frames = frame::pack(&packets, limit);
        self.counts.frames_out += frames.len() as u64;
        self.counts.bytes_out += frames.iter().map(|frame| frame.len() as u64).sum::<u64>();
        frames
    }

    fn is_far_behind(&self, link: LinkId) -> bool {
        self.renet.channel_available_memory(link.0, channel::RELIABLE) < channel::RELIABLE_MEMORY_BYTES / 2
    }

    fn give_up_disconnected(&mut self, into: &mut Vec<Input>) {
        let mut lost: Vec<LinkId> = self.renet.disconnections_id_iter().map(LinkId).collect();
        lost.sort_unstable();
        for link in lost {
            self.counts.given_up += 1;
            self.close(link);
            self.finished.push(link);
            into.push(Input::Link(LinkInput::Closed(link)));
        }
    }
}

impl Line {
    fn collect(&mut self, link: LinkId, renet: &mut RenetServer, counts: &mut Counts, into: &mut Vec<Input>) {
        while let Some(part) = renet.receive_message(link.0, channel::RELIABLE) {
            self.messages_received += 1;
            let joined = self.joiner.push(&part);
            match joined.and_then(|message| message.as_deref().map(codec::decode).transpose()) {
                Ok(None) => {}
                Ok(Some(_)) if self.garbled => {}
                Ok(Some(message)) => into.push(Input::Link(LinkInput::Message(link, message))),
                Err(DecodeError) => self.report_undecodable(link, counts, into),
            }
        }
        while let Some(bytes) = renet.receive_message(link.0, channel::UNRELIABLE) {
            match Stride::from_bytes(&bytes) {
                Ok(_) if self.garbled => {}
                Ok(stride) => into.push(Input::Link(LinkInput::Stride(link, stride))),
                Err(DecodeError) => self.report_undecodable(link, counts, into),
            }
        }
    }

    fn report_undecodable(&mut self, link: LinkId, counts: &mut Counts, into: &mut Vec<Input>) {
        counts.bad_messages += 1;
        self.report_garbage(link, into);
    }

    /// The venue hears of garbage once; after that only acknowledgements of this link count.
    fn report_garbage(&mut self, link: LinkId, into: &mut Vec<Input>) {
        if !self.garbled {
            self.garbled = true;
            into.push(Input::Link(LinkInput::Garbage(link)));
        }
    }

    fn is_too_far_ahead(&self, message: u64) -> bool {
        message >= self.messages_received + MESSAGES_AHEAD
    }
}

/// Whether others decide how much of such messages there is. Reports are in the log as well.
fn is_by_others(message: &FromServer) -> bool {
    matches!(
        message,
        FromServer::Talk(TalkFromServer::Heard { .. } | TalkFromServer::Direct { .. } | TalkFromServer::Emoted(..))
            | FromServer::Order(OrderFromServer::Reported(_))
            | FromServer::Programme(ProgrammeFromServer::Called { .. })
            | FromServer::Stage(StageFromServer::Caption(_))
    )
}

/// Whether a frame carries reliable messages. One that does not may be dropped for a newer one: it holds a snapshot
/// and acknowledgements, and both come again.
#[must_use]
pub fn carries_reliable(frame: &[u8]) -> bool {
    const SMALL_RELIABLE: u8 = 0;
    frame::unpack(frame).map_or(true, |packets| packets.iter().any(|packet| packet.first() == Some(&SMALL_RELIABLE)))
}

#[cfg(test)]
mod tests;
