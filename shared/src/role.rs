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
    /// Says in another language what is said on stage.
    Interpreter,
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
    /// Open a programme, start and end its items, call people.
    RunProgramme,
    /// Change the programme.
    EditProgramme,
    /// Invite people up to the stage and send them down.
    InviteToStage,
    /// Show a deck of one's own and turn its pages.
    PresentOwnDeck,
    /// Show anybody's deck and turn its pages.
    PresentAnyDeck,
    /// Speak to the whole hall in captions while on stage.
    Caption,
    /// Write captions in other languages for whoever is on stage.
    Interpret,
    /// Ask a question of those on stage.
    Ask,
    /// Vote for questions and in polls.
    Vote,
    /// Order the questions and call on raised hands.
    ModerateFloor,
    /// Open and close polls.
    RunPoll,
    /// Tell a room, or all rooms, something.
    Announce,
    /// Call people together for the photograph.
    CallPhotograph,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 18] = [
        Self::SpeakToRoom,
        Self::Mute,
        Self::SendOut,
        Self::Bar,
        Self::ReadReports,
        Self::RunProgramme,
        Self::EditProgramme,
        Self::InviteToStage,
        Self::PresentOwnDeck,
        Self::PresentAnyDeck,
        Self::Caption,
        Self::Interpret,
        Self::Ask,
        Self::Vote,
        Self::ModerateFloor,
        Self::RunPoll,
        Self::Announce,
        Self::CallPhotograph,
    ];
}

impl Role {
    /// Every role, in stored order.
    pub const ALL: [Self; 8] = [
        Self::Visitor,
        Self::Pupil,
        Self::Teacher,
        Self::Speaker,
        Self::Moderator,
        Self::Curator,
        Self::Host,
        Self::Interpreter,
    ];

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
            Self::Interpreter => "interpreter",
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
            // Whoever is invited up speaks, and whoever listens asks: a child of a school class too.
            Action::Caption | Action::Ask | Action::Vote => true,
            Action::PresentOwnDeck => matches!(self, Self::Speaker | Self::Moderator | Self::Host),
            Action::Interpret => matches!(self, Self::Interpreter | Self::Moderator | Self::Host),
            Action::Mute
            | Action::SendOut
            | Action::Bar
            | Action::ReadReports
            | Action::RunProgramme
            | Action::EditProgramme
            | Action::InviteToStage
            | Action::PresentAnyDeck
            | Action::ModerateFloor
            | Action::RunPoll
            | Action::Announce
            | Action::CallPhotograph => matches!(self, Self::Moderator | Self::Host),
        }
    }

    /// Whether this role may act on somebody of role `other`: a moderator on who is no staff, a host on everybody but hosts.
    #[must_use]
    pub const fn outranks(self, other: Self) -> bool {
        match self {
            Self::Host => !matches!(other, Self::Host),
            Self::Moderator => !other.is_staff(),
            Self::Visitor | Self::Pupil | Self::Teacher | Self::Speaker | Self::Curator | Self::Interpreter => false,
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
    fn moderators_and_hosts_keep_order_and_run_a_session_whoever_else_has_a_part_in_it() {
        for role in Role::ALL {
            let runs = matches!(role, Role::Moderator | Role::Host);
            for action in Action::ALL {
                let own = match action {
                    Action::SpeakToRoom => role != Role::Pupil,
                    Action::Caption | Action::Ask | Action::Vote => true,
                    Action::PresentOwnDeck => role == Role::Speaker,
                    Action::Interpret => role == Role::Interpreter,
                    Action::Mute
                    | Action::SendOut
                    | Action::Bar
                    | Action::ReadReports
                    | Action::RunProgramme
                    | Action::EditProgramme
                    | Action::InviteToStage
                    | Action::PresentAnyDeck
                    | Action::ModerateFloor
                    | Action::RunPoll
                    | Action::Announce
                    | Action::CallPhotograph => false,
                };
                assert_eq!(role.may(action), runs || own, "{role:?} {action:?}");
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
