//! Everything that can happen to the venue. Bytes were decoded and secrets hashed at the edges before they get here.

mod deck;

use serde::{Deserialize, Serialize};

use hiroba_shared::profile::Persona;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;

pub use deck::{DeckFiles, DeckNews};

use super::record::programme::KeptProgramme;
use super::record::{Answer, PhotographFiles, RequestId};

/// Unix time in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct UnixSeconds(pub i64);

/// BLAKE3 of a secret (ticket, resume key, invitation code, device number). The secret itself never gets here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 32]);

/// Where somebody comes from on the network: a keyed hash of the address (IPv6 by /64), never the address itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AddressKey(pub [u8; 16]);

/// Which privacy notice and code of conduct somebody agreed to: the first bytes of the hash of all their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PolicyVersion(pub [u8; 8]);

impl PolicyVersion {
    /// The version in 16 hexadecimal letters, as it is told and kept.
    #[must_use]
    pub fn letters(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One transport connection, numbered by the net edge and never used twice; also its renet client id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LinkId(pub u64);

/// One question from outside that waits for an answer (an HTTP request, an operator's command).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AskId(pub u64);

/// What carries a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Transport {
    /// QUIC datagrams and a stream.
    WebTransport,
    /// WebSocket messages.
    WebSocket,
    /// Within the process: tests and single-process play.
    Loopback,
}

impl Transport {
    /// The name in metrics and logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WebTransport => "webtransport",
            Self::WebSocket => "websocket",
            Self::Loopback => "loopback",
        }
    }
}

/// Everything that can happen to the venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    /// What time it is; given once a second and before anything else.
    Clock(UnixSeconds),
    /// Somebody asks at the door.
    Door(DoorInput),
    /// News of a deck somebody brings, answered as a question at the door; a refusal means that nobody waits for it.
    Deck {
        /// The question.
        ask: AskId,
        /// Digest of the secret that came with the file.
        key: Digest,
        /// What happened.
        news: DeckNews,
    },
    /// A group photograph was drawn.
    Photograph {
        /// Its number.
        number: u64,
        /// Where it lies; nothing when it could not be drawn.
        drawn: Option<PhotographFiles>,
    },
    /// Something came over a link.
    Link(LinkInput),
    /// The store answers a request; in the order of the requests.
    Stored(RequestId, Answer),
    /// The operator wants something.
    Operator(OperatorInput),
}

/// Somebody asks at the door. The edge made the ticket and the resume key at random, keeps the secrets until the
/// answer, and gives their digests here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DoorInput {
    /// Somebody new wants in.
    Join {
        /// The question.
        ask: AskId,
        /// Where it comes from.
        address: AddressKey,
        /// Who they say they are.
        persona: Persona,
        /// The invitation they show.
        invitation: Option<Digest>,
        /// The device's number.
        device: Option<Digest>,
        /// Room, and `#entry`, they want to start in.
        room: Option<String>,
        /// Version of the policies they agreed to; the door has checked that it is the present one.
        agreed: PolicyVersion,
        /// Digest of the ticket they get if let in.
        ticket: Digest,
        /// Digest of the resume key they get if let in.
        resume: Digest,
    },
    /// Somebody wants back to their place.
    Resume {
        /// The question.
        ask: AskId,
        /// Where it comes from.
        address: AddressKey,
        /// Digest of the resume key they show.
        key: Digest,
        /// Digest of the ticket they get if let in.
        ticket: Digest,
        /// Digest of the new resume key they get if let in.
        resume: Digest,
    },
}

/// Something came over a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkInput {
    /// A link presented a ticket with our versions; answered by `Accept` or `Refuse`.
    Presented {
        /// Which link.
        link: LinkId,
        /// What carries it.
        transport: Transport,
        /// Digest of the ticket.
        ticket: Digest,
    },
    /// A message on the reliable channel.
    Message(LinkId, FromClient),
    /// A stride on the unreliable channel.
    Stride(LinkId, Stride),
    /// The peer sent what cannot be decoded; the venue says farewell.
    Garbage(LinkId),
    /// The link is gone.
    Closed(LinkId),
}

/// The operator wants something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OperatorInput {
    /// Make an invitation.
    Invite {
        /// The question.
        ask: AskId,
        /// Digest of its code.
        code: Digest,
        /// The role it gives.
        role: Role,
        /// How often it can be used.
        uses: u32,
        /// When it stops working.
        expires: UnixSeconds,
    },
    /// How many people are where.
    Status {
        /// The question.
        ask: AskId,
    },
    /// The programme as it is.
    ReadProgramme {
        /// The question.
        ask: AskId,
    },
    /// Put this programme in the place of the one there is, as a change that can be taken back.
    ReplaceProgramme {
        /// The question.
        ask: AskId,
        /// The new one.
        programme: Box<KeptProgramme>,
    },
    /// Say farewell to everybody, let nobody in, save every place. Answered when everything is handed to the store.
    Stop {
        /// The question.
        ask: AskId,
    },
}

/// Why something from a peer was not done, for the operator's counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Discarded {
    /// A message from a link that carries no session.
    UnknownLink,
    /// More messages than a visitor may send.
    TooFast,
    /// A stride with numbers far off.
    OddStride,
    /// Undecodable bytes.
    Garbage,
}

/// The refusal as a short word for metrics.
#[must_use]
pub const fn refusal_name(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::WrongVersion { .. } => "wrong_version",
        Refusal::BadField { .. } => "bad_field",
        Refusal::ReservedName => "reserved_name",
        Refusal::Full { .. } => "full",
        Refusal::BadInvitation => "bad_invitation",
        Refusal::Barred { .. } => "barred",
        Refusal::BadTicket => "bad_ticket",
        Refusal::BadResumeKey => "bad_resume_key",
        Refusal::TooFast { .. } => "too_fast",
        Refusal::NotReady => "not_ready",
        Refusal::NotAllowed => "not_allowed",
        Refusal::NotHere => "not_here",
        Refusal::Muted { .. } => "muted",
        Refusal::QuietZone => "quiet_zone",
        Refusal::NotInCircle => "not_in_circle",
        Refusal::CircleFull { .. } => "circle_full",
        Refusal::DirectRefused => "direct_refused",
        Refusal::SeatTaken => "seat_taken",
        Refusal::TooFar => "too_far",
        Refusal::NoWay => "no_way",
        Refusal::OutOfPlace => "out_of_place",
        Refusal::Unknown => "unknown",
        Refusal::NotStored => "not_stored",
        Refusal::NotAgreed => "not_agreed",
        Refusal::ChatClosed => "chat_closed",
        Refusal::NoSeat => "no_seat",
        Refusal::NameWanted => "name_wanted",
        Refusal::TooMany { .. } => "too_many",
        Refusal::Closed => "closed",
        Refusal::StageFull => "stage_full",
        Refusal::Overtaken => "overtaken",
    }
}
