//! Somebody as the row of their visit tells, and what rank lets them do to somebody else. Asked by both stores within
//! the transaction that carries the deed out, so that it holds for people who are not present too.
//!
//! The ranks themselves are the role table's of `shared`.

use hiroba_shared::{ids::VisitorId, protocol::order::Deed, role::Role, text::DisplayName};

use crate::venue::record::Trace;

/// Somebody who did something, or to whom something is done.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) visitor: VisitorId,
    pub(super) name: DisplayName,
    pub(super) role: Role,
    pub(super) trace: Trace,
}

/// An entry of the log as far as its undoing goes.
#[derive(Debug)]
pub(super) struct Done {
    /// The role of who did it.
    pub(super) by: Role,
    /// To whom, and their role.
    pub(super) whom: (VisitorId, Role),
    /// How they are known again, while the deed is in force.
    pub(super) trace: Option<Trace>,
}

impl Person {
    /// Whether they may do `deed` to `whom`. Reporting is for everybody; nobody keeps themself in order.
    pub(super) fn may_do(&self, deed: &Deed, whom: &Self) -> bool {
        match deed {
            Deed::Muted { .. } | Deed::Barred { .. } => {
                self.role.outranks(whom.role) && !self.trace.is_same_person(&whom.trace)
            }
            Deed::SentOut => self.role.outranks(whom.role),
            Deed::Undid(_) | Deed::Reported { .. } => true,
        }
    }

    /// Whether they may take back what was done: nobody what was done to themself, in this visit or another.
    pub(super) fn may_undo(&self, done: &Done) -> bool {
        let (whom, role) = done.whom;
        let themself =
            whom == self.visitor || done.trace.as_ref().is_some_and(|trace| trace.is_same_person(&self.trace));
        !themself && self.role.may_undo(done.by, role)
    }
}
