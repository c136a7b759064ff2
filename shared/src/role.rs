//! Who may do what: one table of roles and actions, asked by the venue for every message and by clients for buttons.

use serde::{Deserialize, Serialize};

/// What a visitor is here for. A role comes from an invitation; without one a person is a [`Role::Visitor`].
/// Variants are appended, never reordered: the discriminant is stored and crosses the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A guest of the venue.
    #[default]
    Visitor,
    /// A child of a school class.
    Pupil,
    /// A teacher of a school class.
    Teacher,
    /// Somebody with something to present.
    Speaker,
    /// Keeps order in the rooms and runs sessions.
    Moderator,
    /// Hangs exhibits.
    Curator,
    /// Runs the venue.
    Host,
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Speak to a whole room.
    SpeakToRoom,
    /// Mute somebody for everybody, and take it back.
    Mute,
    /// Send somebody out of the venue.
    SendOut,
    /// Bar somebody until a time, and take it back.
    Bar,
    /// Read reports and the moderators' log.
    ReadReports,
}

impl Role {
    /// Every role, in stored order.
    pub const ALL: [Self; 7] =
        [Self::Visitor, Self::Pupil, Self::Teacher, Self::Speaker, Self::Moderator, Self::Curator, Self::Host];

    /// The name used in links, files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Pupil => "pupil",
            Self::Teacher => "teacher",
            Self::Speaker => "speaker",
            Self::Moderator => "moderator",
            Self::Curator => "curator",
            Self::Host => "host",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether this role belongs to the staff, whose names are reserved and who outrank visitors.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Moderator | Self::Curator | Self::Host)
    }

    /// Whether this role may do `action`.
    #[must_use]
    pub const fn may(self, action: Action) -> bool {
        match action {
            Action::SpeakToRoom => !matches!(self, Self::Pupil),
            Action::Mute | Action::SendOut | Action::Bar | Action::ReadReports => {
                matches!(self, Self::Moderator | Self::Host)
            }
        }
    }

    /// Whether this role may act on somebody of role `other`: a moderator on who is no staff, a host on everybody but hosts.
    #[must_use]
    pub const fn outranks(self, other: Self) -> bool {
        match self {
            Self::Host => !matches!(other, Self::Host),
            Self::Moderator => !other.is_staff(),
            Self::Visitor | Self::Pupil | Self::Teacher | Self::Speaker | Self::Curator => false,
        }
    }

    /// Whether this role may take back what somebody of role `doer` did to somebody of role `target`: who could have
    /// done it, unless somebody above them did.
    #[must_use]
    pub const fn may_undo(self, doer: Self, target: Self) -> bool {
        self.outranks(target) && !doer.outranks(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_moderators_and_hosts_keep_order() {
        for role in Role::ALL {
            let keeps = matches!(role, Role::Moderator | Role::Host);
            for action in [Action::Mute, Action::SendOut, Action::Bar, Action::ReadReports] {
                assert_eq!(role.may(action), keeps, "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn moderators_undo_each_other_and_never_a_host_or_what_was_done_to_themselves() {
        let [host, moderator, visitor] = [Role::Host, Role::Moderator, Role::Visitor];
        assert!(moderator.may_undo(moderator, visitor) && host.may_undo(moderator, visitor));
        assert!(!moderator.may_undo(host, visitor) && !moderator.may_undo(host, moderator));
        assert!(!visitor.may_undo(visitor, visitor));
    }

    #[test]
    fn nobody_outranks_themself_or_a_host() {
        for role in Role::ALL {
            assert!(!role.outranks(role));
            assert!(!role.outranks(Role::Host));
        }
    }
}
