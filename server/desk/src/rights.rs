//! Who may do what at the desk: one table of roles and actions, asked by the pages for what they show and by the store
//! within the transaction that does it. Who may do what in the hall is the table of `hiroba_shared::role`.

use hiroba_shared::role::Role;

/// The roles that have a desk, the most able first.
pub const STAFF: [Role; 4] = [Role::Host, Role::Moderator, Role::Curator, Role::Teacher];

/// Something one can do at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See one's own desk.
    Open,
    /// See who belongs to the staff.
    ReadPeople,
    /// Add people of staff, change their role, remove them.
    ChangePeople,
    /// Make invitations for some role, see and end one's own.
    Invite,
    /// See and end everybody's invitations.
    SeeAllInvitations,
    /// Read reports and what moderators did.
    ReadReports,
    /// Read who changed what at the desk.
    ReadAudit,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::ReadPeople,
        Self::ChangePeople,
        Self::Invite,
        Self::SeeAllInvitations,
        Self::ReadReports,
        Self::ReadAudit,
    ];
}

/// Whether somebody of this role has a desk at all.
#[must_use]
pub fn has_desk(role: Role) -> bool {
    STAFF.contains(&role)
}

/// Whether somebody of this role may do `action`.
#[must_use]
pub fn may(role: Role, action: Action) -> bool {
    match action {
        Action::Open | Action::Invite => has_desk(role),
        Action::ReadPeople | Action::ChangePeople | Action::SeeAllInvitations | Action::ReadAudit => role == Role::Host,
        // The same people who read them in the hall.
        Action::ReadReports => has_desk(role) && role.may(hiroba_shared::role::Action::ReadReports),
    }
}

/// Whether somebody of role `by` may invite people of this role: nobody gives a role that could do more than their own.
#[must_use]
pub fn may_invite(by: Role, role: Role) -> bool {
    match by {
        Role::Host => true,
        Role::Moderator => matches!(role, Role::Visitor | Role::Speaker | Role::Interpreter),
        Role::Curator => role == Role::Visitor,
        Role::Teacher => matches!(role, Role::Pupil | Role::Visitor),
        Role::Visitor | Role::Pupil | Role::Speaker | Role::Interpreter => false,
    }
}

/// The roles that somebody of role `by` can invite, in stored order.
pub fn invitable(by: Role) -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(move |role| may_invite(by, *role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_may_do_what_the_table_says_and_nothing_else() {
        use Action::{ChangePeople, Invite, Open, ReadAudit, ReadPeople, ReadReports, SeeAllInvitations};
        let table: [(Role, &[Action]); 8] = [
            (Role::Host, &[Open, ReadPeople, ChangePeople, Invite, SeeAllInvitations, ReadReports, ReadAudit]),
            (Role::Moderator, &[Open, Invite, ReadReports]),
            (Role::Curator, &[Open, Invite]),
            (Role::Teacher, &[Open, Invite]),
            (Role::Visitor, &[]),
            (Role::Pupil, &[]),
            (Role::Speaker, &[]),
            (Role::Interpreter, &[]),
        ];
        for (role, actions) in table {
            for action in Action::ALL {
                assert_eq!(may(role, action), actions.contains(&action), "{role:?} {action:?}");
            }
        }
    }

    #[test]
    fn nobody_but_a_host_invites_somebody_who_has_a_desk() {
        for by in Role::ALL {
            for role in STAFF {
                assert_eq!(may_invite(by, role), by == Role::Host, "{by:?} {role:?}");
            }
            assert_eq!(invitable(by).next().is_some(), may(by, Action::Invite), "{by:?}");
        }
        assert_eq!(invitable(Role::Teacher).collect::<Vec<_>>(), [Role::Visitor, Role::Pupil]);
    }
}
