//! What can be wrong with what somebody wrote into a form: which field, and the text that says what to do.

use hiroba_shared::text::TextFault;

/// A fault of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No name was written.
    NameMissing,
    /// The name is longer than a name can be.
    NameLong,
    /// The name holds letters that nobody can read.
    NameOdd,
    /// Somebody else has the name.
    NameTaken,
    /// The password is shorter than it must be.
    PasswordShort,
    /// The password is longer than anybody types.
    PasswordLong,
    /// The password is the name.
    PasswordIsName,
    /// The two passwords differ.
    PasswordsDiffer,
    /// Name and password do not belong together, or nobody has the name: the same answer for both.
    SignInWrong,
    /// For whom it is was not written, or is too long.
    AboutMissing,
    /// The role is none that can be given here.
    RoleUnknown,
    /// What the invitations are for was not written, or is too long.
    LabelMissing,
    /// The number of links is none that can be made.
    LinksOdd,
    /// The number of uses is none that can be given.
    UsesOdd,
    /// The number of days is none that can be given.
    DaysOdd,
    /// It was not confirmed.
    NotConfirmed,
}

impl Fault {
    /// The field it stands beside.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::NameMissing | Self::NameLong | Self::NameOdd | Self::NameTaken | Self::SignInWrong => "name",
            Self::PasswordShort | Self::PasswordLong | Self::PasswordIsName => "password",
            Self::PasswordsDiffer => "again",
            Self::AboutMissing => "about",
            Self::RoleUnknown => "role",
            Self::LabelMissing => "label",
            Self::LinksOdd => "links",
            Self::UsesOdd => "uses",
            Self::DaysOdd => "days",
            Self::NotConfirmed => "sure",
        }
    }

    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NameMissing => "desk-fault-name-missing",
            Self::NameLong => "desk-fault-name-long",
            Self::NameOdd => "desk-fault-name-odd",
            Self::NameTaken => "desk-fault-name-taken",
            Self::PasswordShort => "desk-fault-password-short",
            Self::PasswordLong => "desk-fault-password-long",
            Self::PasswordIsName => "desk-fault-password-is-name",
            Self::PasswordsDiffer => "desk-fault-passwords-differ",
            Self::SignInWrong => "desk-fault-sign-in",
            Self::AboutMissing => "desk-fault-about",
            Self::RoleUnknown => "desk-fault-role",
            Self::LabelMissing => "desk-fault-label",
            Self::LinksOdd => "desk-fault-links",
            Self::UsesOdd => "desk-fault-uses",
            Self::DaysOdd => "desk-fault-days",
            Self::NotConfirmed => "desk-fault-sure",
        }
    }
}

impl From<TextFault> for Fault {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::Empty => Self::NameMissing,
            TextFault::TooLong { .. } => Self::NameLong,
            TextFault::ForbiddenCharacter => Self::NameOdd,
        }
    }
}
