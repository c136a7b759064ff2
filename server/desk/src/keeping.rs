//! What the desk asks of the store, and what the store answers. Plain values: secrets are known by their seal only.
//!
//! A [`Deed`] is asked in the name of a session. Whether the session holds and its person may do this is decided in the
//! transaction that does it, so a role taken away or a host removed meanwhile counts at once.

mod answer;

use hiroba_shared::role::Role;

pub use answer::{Answered, AuditEntry, Change, Leaf, Offer, OpenLink, Outcome, Person, Sheet};

use crate::rights::Action;

/// BLAKE3 of a secret: a session's cookie, a one-time link, the code of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seal(pub [u8; 32]);

/// Number of a person of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffId(pub i64);

/// A person of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Their number.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
}

/// Something asked of the store; `now` is Unix time in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Whether there is a host. Answered by `HasHost`.
    HasHost,
    /// The operator's one-time link for a host, in the place of an earlier one. Answered by `Kept`.
    OfferHost(NewLink),
    /// What a one-time link is for. Answered by `Offer`, or by `Spent`.
    ReadLink(Seal),
    /// Use a one-time link. Answered by `Signed`, by `Spent` or by `NameTaken`.
    Begin(Beginning),
    /// The password of who has this name. Answered by `Password`.
    FindPassword(NameKey),
    /// Begin a session, if the password is still the one that was checked. Answered by `Signed` or by `NoSession`.
    SignIn(NewSession),
    /// End a session. Answered by `Kept`.
    SignOut(Seal),
    /// Something in the name of a session. Answered by `Done`, `NoSession`, `NotAllowed`, `LastHost` or `Gone`.
    By(Seal, Deed),
}

/// A name as it is looked up: folded, so that capitals and widths of letters make no second person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey(pub String);

/// A one-time link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLink {
    /// Its secret.
    pub seal: Seal,
    /// When it stops working.
    pub expires: i64,
}

/// What a one-time link is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The link.
    pub link: Seal,
    /// The name they chose.
    pub name: String,
    /// The name folded.
    pub key: NameKey,
    /// Hash of their password, in letters.
    pub password: String,
    /// The session that begins.
    pub session: NewLink,
}

/// A session that begins with a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Whose.
    pub staff: StaffId,
    /// The hash that was checked.
    pub password: String,
    /// The session.
    pub session: NewLink,
}

/// Something a person of staff does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// See one's desk.
    Open,
    /// End all of one's sessions.
    SignOutEverywhere,
    /// The staff and the links that nobody used yet. Done with `People`.
    ListPeople,
    /// A one-time link for somebody new.
    AddPerson {
        /// The link.
        link: NewLink,
        /// For whom, in the host's words.
        about: String,
        /// The role it gives.
        role: Role,
    },
    /// A one-time link to set somebody's password anew.
    RenewPassword {
        /// The link.
        link: NewLink,
        /// Whose.
        staff: StaffId,
    },
    /// Take a link back that nobody used.
    WithdrawLink(i64),
    /// Give somebody another role.
    ChangeRole(StaffId, Role),
    /// Remove somebody, and with them their sessions.
    Remove(StaffId),
    /// Invitations, newest first. Done with `Invitations`.
    ListInvitations,
    /// Make invitations. Asked twice with the same codes it is done once.
    Invite(NewSheet),
    /// End invitations that were made together.
    EndInvitations(i64),
    /// A page of the moderators' log, from 0. Done with `Log`.
    ReadLog(u16),
    /// A page of who changed what at the desk, from 0. Done with `Audit`.
    ReadAudit(u16),
}

impl Deed {
    /// What one must be allowed to do for it.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Open | Self::SignOutEverywhere => Action::Open,
            Self::ListPeople => Action::ReadPeople,
            Self::AddPerson { .. }
            | Self::RenewPassword { .. }
            | Self::WithdrawLink(_)
            | Self::ChangeRole(..)
            | Self::Remove(_) => Action::ChangePeople,
            Self::ListInvitations | Self::Invite(_) | Self::EndInvitations(_) => Action::Invite,
            Self::ReadLog(_) => Action::ReadReports,
            Self::ReadAudit(_) => Action::ReadAudit,
        }
    }
}

/// Invitations made together: one link for many, or a sheet with one for each pupil of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSheet {
    /// What it is for, such as the name of a lesson.
    pub label: String,
    /// The role it gives.
    pub role: Role,
    /// The codes.
    pub codes: Vec<Seal>,
    /// How often each can be used.
    pub uses: u32,
    /// When they stop working.
    pub expires: i64,
}
