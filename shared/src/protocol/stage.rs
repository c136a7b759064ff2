//! The stage: who is up there, how they come and go, and what they and the interpreters say in captions.
//!
//! A caption is typed live: the same line comes again, longer, until it is finished. Each visitor picks one channel;
//! only that one is sent to them.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::ids::VisitorId;
use crate::profile::Language;
use crate::text::CaptionText;

/// Most people on one stage.
pub const MOST_ON_STAGE: usize = 20;
/// Most channels of captions of one room that are told.
pub const MOST_CHANNELS: usize = 16;

/// Which captions somebody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Channel {
    /// As those on stage write them.
    #[default]
    AsSpoken,
    /// In this language: by interpreters, and by those on stage who write in it. While nobody interprets into it, as
    /// spoken.
    In(Language),
}

/// One line of captions, as it is by now.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Caption {
    /// Which line; one that comes again replaces what was shown of it.
    pub line: u32,
    /// Who writes it; their profile was sent before.
    pub from: VisitorId,
    /// In which language.
    pub language: Language,
    /// By an interpreter.
    pub interpreted: bool,
    /// Nothing more is added to it.
    pub finished: bool,
    /// What it says by now.
    pub text: CaptionText,
}

/// What a client asks about the stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StageFromClient {
    /// Who runs the stage: invite somebody up to the stage of the own room.
    Invite(VisitorId),
    /// Who runs the stage: send somebody down from the stage of the own room.
    SendDown(VisitorId),
    /// Who was invited: come up; the venue leads them there.
    Accept,
    /// Who was invited: stay down.
    Decline,
    /// Go up where the running item lets people go up by themselves.
    GoUp,
    /// Go down again.
    GoDown,
    /// Whoever is on stage, or interprets: the present line of captions.
    Caption {
        /// In which language.
        language: Language,
        /// The whole line as it is by now.
        text: CaptionText,
        /// Nothing more is added to it; the next caption begins a new line.
        finished: bool,
    },
    /// Read this channel from now on.
    Listen(Channel),
}

/// What a server says about the stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StageFromServer {
    /// Who is on the stage of this room, in the order they came up; on entering where there is anybody, and on changes.
    On(Vec<VisitorId>),
    /// Into which languages somebody interprets in this room; on entering where there are any, and on changes.
    Channels(Vec<Language>),
    /// Somebody invites this visitor up.
    Invited {
        /// Who; their profile was sent before.
        by: VisitorId,
    },
    /// The invitation holds no longer.
    Uninvited,
    /// To who invited: this visitor stays down.
    Declined(VisitorId),
    /// A line of captions of the channel this visitor reads.
    Caption(Caption),
}
