//! The closed sets of words of a programme: kinds of items, and the rules that hold while one runs.
//!
//! Each has one word for files and translation keys. What a rule means to people is the venue's business.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$entry_doc:meta])* $entry:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        /// Variants are appended, never reordered.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$entry_doc])* $entry,)+
        }

        impl $name {
            /// All of them, in wire order.
            pub const ALL: &[Self] = &[$(Self::$entry,)+];

            /// The word used in files and translation keys.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$entry => $word,)+ }
            }

            /// The one with this word.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// What an item is.
    ItemKind {
        /// Somebody welcomes everybody.
        Greeting = "greeting",
        /// Somebody speaks.
        #[default]
        Talk = "talk",
        /// Several talk with each other.
        Panel = "panel",
        /// Everybody talks with everybody.
        Mingling = "mingling",
        /// Nothing happens.
        Break = "break",
        /// Everybody comes together for a picture.
        Photograph = "photograph",
    }
}

named! {
    /// Whether people in the room may talk near and to the room meanwhile.
    ChatRule {
        /// As always.
        #[default]
        Open = "open",
        /// Only those on stage and those who run the programme; tables and letters go on.
        Closed = "closed",
    }
}

named! {
    /// Who may go up on stage by themself; whoever a moderator invites always may.
    StageRule {
        /// Nobody.
        #[default]
        Invited = "invited",
        /// Those whose role is to speak.
        Speakers = "speakers",
        /// Everybody.
        Everybody = "everybody",
    }
}

named! {
    /// How bright the room is.
    Lights {
        /// As drawn.
        #[default]
        Bright = "bright",
        /// Dark but for the stage.
        Dim = "dim",
    }
}

named! {
    /// Whether people are asked to sit.
    Seating {
        /// As they like.
        #[default]
        Free = "free",
        /// They are asked to find a seat, and helped to.
        Seated = "seated",
    }
}

/// What holds in the room of an item while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoomRules {
    /// Talking.
    pub chat: ChatRule,
    /// Going up on stage.
    pub stage: StageRule,
    /// Light.
    pub lights: Lights,
    /// Sitting.
    pub seating: Seating,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_file_means_what_it_says() {
        for kind in ItemKind::ALL {
            assert_eq!(ItemKind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(Lights::from_name("off"), None);
    }
}
