//! Saying things: near, at the table, to the room, to one person; and emotes.

use serde::{Deserialize, Serialize};

use crate::ids::{MessageId, VisitorId};
use crate::rules::hearing::Scope;
use crate::text::ChatText;

/// A gesture over the avatar. Variants are appended, never reordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say all there is to say")]
pub enum Emote {
    Wave,
    Clap,
    Heart,
    Laugh,
    Question,
    Thanks,
}

impl Emote {
    /// Every emote, in wire order.
    pub const ALL: [Self; 6] = [Self::Wave, Self::Clap, Self::Heart, Self::Laugh, Self::Question, Self::Thanks];

    /// The name used in translation keys and picture names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wave => "wave",
            Self::Clap => "clap",
            Self::Heart => "heart",
            Self::Laugh => "laugh",
            Self::Question => "question",
            Self::Thanks => "thanks",
        }
    }
}

/// What a client says to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkFromClient {
    /// Say something to those in reach.
    Say(Scope, ChatText),
    /// Say something to one person, wherever they are.
    Direct(VisitorId, ChatText),
    /// Take direct messages from anybody (true) or from nobody (false).
    TakeDirect(bool),
    /// Make a gesture.
    Emote(Emote),
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkFromServer {
    /// Somebody in reach said something; the speaker hears themself too.
    Heard {
        /// Number of the message.
        message: MessageId,
        /// Who spoke; their profile was sent before.
        from: VisitorId,
        /// To whom.
        scope: Scope,
        /// What.
        text: ChatText,
    },
    /// A direct message; sent to both sides.
    Direct {
        /// Number of the message.
        message: MessageId,
        /// Who wrote it.
        from: VisitorId,
        /// Who it is for.
        to: VisitorId,
        /// What.
        text: ChatText,
    },
    /// Somebody in sight made a gesture.
    Emoted(VisitorId, Emote),
    /// Whether this visitor takes direct messages now.
    TakesDirect(bool),
}
