//! Every "no" of the venue, as a code a client turns into a sentence the person can act on.
//!
//! Variants are appended, never reordered. Internal details stay in the log; numbers a person needs travel along.

use serde::{Deserialize, Serialize};

use crate::text::TextFault;

/// A field of the door's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say all there is to say")]
pub enum Field {
    Name,
    Country,
    Organisation,
    Languages,
    Look,
    Invitation,
}

/// Why the venue does not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The client speaks another protocol version; it must be updated (or reloaded).
    WrongVersion {
        /// Protocol version of the server.
        server: u16,
        /// Protocol version the client named.
        client: u16,
    },
    /// A field of the form cannot be accepted.
    BadField {
        /// Which one.
        field: Field,
        /// What is wrong with it, where it is a text.
        fault: Option<TextFault>,
    },
    /// The name looks like one reserved for staff.
    ReservedName,
    /// As many people as the venue may hold are in it.
    Full {
        /// How many that is.
        capacity: u32,
    },
    /// The invitation does not exist, is used up or has expired.
    BadInvitation,
    /// This person may not come in until then.
    Barred {
        /// Unix time in seconds.
        until: i64,
    },
    /// The ticket was used, has expired or never existed: ask for a new one.
    BadTicket,
    /// The resume key is not known (any more): join anew.
    BadResumeKey,
    /// Too many requests; wait this long.
    TooFast {
        /// Milliseconds until the next try has a chance.
        retry_ms: u32,
    },
    /// The server is stopping or not ready yet; try again shortly.
    NotReady,
    /// The role does not allow it.
    NotAllowed,
    /// The visitor is not here (any more).
    NotHere,
    /// Muted by a moderator until then.
    Muted {
        /// Unix time in seconds.
        until: i64,
    },
    /// Nobody may talk here: a quiet zone.
    QuietZone,
    /// Only somebody at a table can talk to the table.
    NotInCircle,
    /// The table has as many people as it can seat.
    CircleFull {
        /// How many that is.
        capacity: u8,
    },
    /// The other side takes no direct messages (from this visitor).
    DirectRefused,
    /// Somebody sits there already.
    SeatTaken,
    /// Too far away for that.
    TooFar,
    /// There is no way to walk there.
    NoWay,
    /// The request made no sense at this moment.
    OutOfPlace,
    /// The thing asked for does not exist.
    Unknown,
    /// It could not be stored; nothing was done. Try again.
    NotStored,
    /// The privacy notice and the code of conduct, as they are now, were not agreed to.
    NotAgreed,
    /// While this item of the programme runs, only those on stage talk to the room.
    ChatClosed,
    /// No seat is free here.
    NoSeat,
    /// What is asked here is asked with one's name.
    NameWanted,
    /// As many wait as can wait.
    TooMany {
        /// How many that is.
        limit: u32,
    },
    /// It is over: no more votes are taken.
    Closed,
    /// As many people as a stage holds are on it or invited up.
    StageFull,
    /// What it was about was changed by somebody else meanwhile; look again, and repeat it.
    Overtaken,
}

/// Why a session ended, told to its visitor before the link closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Farewell {
    /// They left by themself.
    Left,
    /// The same person came in by another window, which now has the place.
    Replaced,
    /// A moderator sent them out; they may come back.
    SentOut,
    /// A moderator barred them.
    Barred {
        /// Unix time in seconds.
        until: i64,
    },
    /// The server is stopping; a client comes back by itself when it is up again.
    ServerStops,
    /// What the client sent could not be understood.
    ProtocolError,
}
