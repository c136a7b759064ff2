//! The pages of the desk as pure functions: from what is kept, a language and a moment to HTML.
//!
//! Every text of a person passes through `maud`, which escapes it; nothing is put together from strings. No page has a
//! script, an inline style, or anything of another site. [`Frame`] is what all of them have round them.

mod done;
mod frame;
mod field;
mod entry;
mod home;
mod people;
mod person;
mod invitations;
mod sheet;
mod log;
mod note;

pub use done::Done;
pub use entry::{begin, sign_in, spent};
pub use frame::Frame;
pub use home::home;
pub use invitations::invitations;
pub use log::{audit, reports};
pub use note::{Note, note};
pub use people::{link, people};
pub use person::person;
pub use sheet::{Card, sheet};

use hiroba_shared::role::Role;

use crate::words::Words;

/// A role in words.
const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Visitor => "desk-role-visitor",
        Role::Pupil => "desk-role-pupil",
        Role::Teacher => "desk-role-teacher",
        Role::Speaker => "desk-role-speaker",
        Role::Moderator => "desk-role-moderator",
        Role::Curator => "desk-role-curator",
        Role::Host => "desk-role-host",
        Role::Interpreter => "desk-role-interpreter",
    }
}

fn role_name(words: &Words, role: Role) -> &str {
    words.text(role_key(role))
}

#[cfg(test)]
mod tests;
