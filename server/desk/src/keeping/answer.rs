//! What the store answers to the desk: lists as their readers see them, and what could not be done.

use hiroba_shared::protocol::order::LogEntry;
use hiroba_shared::role::Role;

use super::{Staff, StaffId};

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Whether there is a host.
    HasHost(bool),
    /// Committed.
    Kept,
    /// What the link is for.
    Offer(Offer),
    /// The link was used, was taken back, has expired or never was.
    Spent,
    /// Somebody else has this name.
    NameTaken,
    /// The password's hash and whose it is, if somebody has the name.
    Password(Option<(StaffId, String)>),
    /// Signed in; committed.
    Signed(Staff),
    /// Nobody is signed in by this session any more.
    NoSession,
    /// Done for this person; committed.
    Done(Staff, Outcome),
    /// This person's role does not allow it.
    NotAllowed(Staff),
    /// It would leave the venue without a host.
    LastHost(Staff),
    /// There is no such person, link or sheet any more.
    Gone(Staff),
    /// The store could not do it; nothing was changed.
    Failed,
}

/// What a one-time link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The role it gives.
    pub role: Role,
    /// Whose password it sets anew; nobody's where it is for somebody new.
    pub renews: Option<String>,
    /// Whether the operator made it: then a host who lost their password may use it under their name.
    pub by_operator: bool,
}

/// What came of a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Nothing,
    /// The staff by name, and open links.
    People(Vec<Person>, Vec<OpenLink>),
    /// Invitations, newest first.
    Invitations(Vec<Sheet>),
    /// A page of the moderators' log.
    Log(Leaf<LogEntry>),
    /// A page of who changed what.
    Audit(Leaf<AuditEntry>),
}

/// One page of a long list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<T> {
    /// Which page, from 0.
    pub page: u16,
    /// Whether there are older ones.
    pub more: bool,
    /// What is on it.
    pub rows: Vec<T>,
}

/// A person of staff as hosts see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their number.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// When they last signed in.
    pub seen: i64,
}

/// A one-time link that nobody used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLink {
    /// Its number.
    pub id: i64,
    /// For whom.
    pub about: String,
    /// The role it gives.
    pub role: Role,
    /// Whether it sets a password anew.
    pub renews: bool,
    /// When it stops working.
    pub expires: i64,
}

/// Invitations made together, as far as they still work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its number.
    pub id: i64,
    /// What it is for; empty where the command line made it.
    pub label: String,
    /// Who made it; nobody where the command line did.
    pub by: Option<String>,
    /// The role it gives.
    pub role: Role,
    /// How many links.
    pub links: u32,
    /// How often they could be used, all together.
    pub uses: u64,
    /// How often they can still be used, all together.
    pub left: u64,
    /// When they stop working.
    pub expires: i64,
    /// Whether somebody ended them.
    pub ended: bool,
}

/// An entry of who changed what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: i64,
    /// Who; nobody where the operator did it from the command line.
    pub by: Option<String>,
    /// What.
    pub change: Change,
    /// To whom or what: a name, or what a sheet is for.
    pub whom: String,
    /// The role it was about.
    pub role: Option<Role>,
}

/// A change at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The operator made a link for a host.
    OfferedHost,
    /// A host made a link for somebody new.
    AddedPerson,
    /// A link was taken back.
    WithdrewLink,
    /// Somebody used a link and belongs to the staff.
    Began,
    /// A host made a link for a new password.
    OfferedPassword,
    /// Somebody set their password anew.
    RenewedPassword,
    /// Somebody has another role.
    ChangedRole,
    /// Somebody was removed.
    Removed,
    /// Invitations were made.
    Invited,
    /// Invitations were ended.
    EndedInvitations,
    /// Somebody ended all of their sessions.
    SignedOutEverywhere,
}

impl Change {
    /// Every change.
    pub const ALL: [Self; 11] = [
        Self::OfferedHost,
        Self::AddedPerson,
        Self::WithdrewLink,
        Self::Began,
        Self::OfferedPassword,
        Self::RenewedPassword,
        Self::ChangedRole,
        Self::Removed,
        Self::Invited,
        Self::EndedInvitations,
        Self::SignedOutEverywhere,
    ];

    /// The name it is kept by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OfferedHost => "offered_host",
            Self::AddedPerson => "added_person",
            Self::WithdrewLink => "withdrew_link",
            Self::Began => "began",
            Self::OfferedPassword => "offered_password",
            Self::RenewedPassword => "renewed_password",
            Self::ChangedRole => "changed_role",
            Self::Removed => "removed",
            Self::Invited => "invited",
            Self::EndedInvitations => "ended_invitations",
            Self::SignedOutEverywhere => "signed_out_everywhere",
        }
    }

    /// The change kept by this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.name() == name)
    }
}
