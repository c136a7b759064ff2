//! Everything the venue can ask of the edges. Serialisable and in a fixed order, so that a recorder can be added.

mod composition;

use serde::{Deserialize, Serialize};

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;

pub use composition::{Composition, Posed};

use super::input::{AskId, Discarded, LinkId, UnixSeconds};
use super::record::programme::KeptProgramme;
use super::record::{Request, RequestId};

/// Everything the venue can ask for, drained with `Venue::poll_output` after every `apply` and `step`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Output {
    /// Answer to a question at the door: admitted (the edge hands out the secrets it made) or not.
    Door(AskId, Result<(), Refusal>),
    /// The link carries this visitor from here on.
    Accept(LinkId, VisitorId),
    /// The link carries nobody; tell it why and close it.
    Refuse(LinkId, Refusal),
    /// A reliable message, the same to every link named.
    Send(Vec<LinkId>, FromServer),
    /// A snapshot, at most `MAX_SNAPSHOT_BYTES`; the newest replaces one not yet sent.
    Snapshot(LinkId, Vec<u8>),
    /// Close the link once everything sent to it has had a chance to arrive.
    Close(LinkId),
    /// Something to store or to look up.
    Store(RequestId, Request),
    /// Answer to the operator.
    Operator(AskId, OperatorAnswer),
    /// A group photograph to draw; answered by `Input::Photograph`.
    Photograph(Composition),
    /// Something to count.
    Count(Counted),
}

/// Something to count; never carries names, texts or addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// Somebody was refused something.
    Refused(Refusal),
    /// Something from a peer was dropped.
    Discarded(Discarded),
    /// A visitor came in (`resumed`: back to their place).
    Entered {
        /// Back to an earlier place.
        resumed: bool,
    },
    /// A visitor left for good or was given up.
    Left,
    /// A message was heard by so many.
    Heard(u32),
}

/// Answers to the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OperatorAnswer {
    /// The invitation is stored.
    Invited {
        /// The role it gives.
        role: Role,
        /// When it stops working.
        expires: UnixSeconds,
    },
    /// How many people are where, by room name.
    Status {
        /// In the venue.
        present: u32,
        /// By room.
        rooms: Vec<(String, u32)>,
    },
    /// The programme as it is.
    Programme(Box<KeptProgramme>),
    /// The programme is another now; committed.
    ProgrammeReplaced,
    /// Everybody was told and everything handed to the store.
    Stopped,
    /// It could not be done.
    Refused(Refusal),
}
