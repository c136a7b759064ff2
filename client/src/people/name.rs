//! How a person is named in one line: name and flag, and what stands below it.

use hiroba_shared::profile::{Persona, Profile};

use crate::locale::Locale;

/// The name with the flag of the country.
#[must_use]
pub fn name_with_flag(persona: &Persona) -> String {
    format!("{} {}", persona.name, persona.country.flag())
}

/// Organisation, or its kind, and country.
#[must_use]
pub fn from_where(persona: &Persona, words: &Locale) -> String {
    let kind = || words.text(&format!("kind-{}", persona.organisation_kind.name()));
    let organisation = persona.organisation.as_ref().map_or_else(kind, |name| name.as_str().to_owned());
    format!("{organisation} · {}", words.country(persona.country))
}

/// The role, for those who are here to help or to speak; nothing for guests.
#[must_use]
pub fn role_note(profile: &Profile, words: &Locale) -> String {
    if profile.role == hiroba_shared::role::Role::Visitor {
        return String::new();
    }
    words.text(&format!("role-{}", profile.role.name()))
}
