//! What a page says on top after something was stored. Its name stands in the address after a form was sent.

/// Something that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// A role was changed.
    Role,
    /// Somebody was removed.
    Removed,
    /// A link was taken back.
    Withdrawn,
    /// Invitations were ended.
    Ended,
    /// One is signed out.
    SignedOut,
    /// One is signed out everywhere.
    SignedOutEverywhere,
}

impl Done {
    const ALL: [Self; 6] =
        [Self::Role, Self::Removed, Self::Withdrawn, Self::Ended, Self::SignedOut, Self::SignedOutEverywhere];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Removed => "removed",
            Self::Withdrawn => "withdrawn",
            Self::Ended => "ended",
            Self::SignedOut => "signed-out",
            Self::SignedOutEverywhere => "signed-out-everywhere",
        }
    }

    /// What has this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.name() == name)
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Role => "desk-done-role",
            Self::Removed => "desk-done-removed",
            Self::Withdrawn => "desk-done-withdrawn",
            Self::Ended => "desk-done-ended",
            Self::SignedOut => "desk-done-signed-out",
            Self::SignedOutEverywhere => "desk-done-signed-out-everywhere",
        }
    }
}
