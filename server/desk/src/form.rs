//! What the forms of the desk mean: from the bytes a browser sends to values that can be believed, or to faults.
//!
//! Every fault of a form is told at once. What was typed is kept for showing it again, passwords never.

use hiroba_shared::role::Role;
use hiroba_shared::text::{DisplayName, ItemTitle};
use unicode_normalization::UnicodeNormalization;

use crate::fault::Fault;
use crate::keeping::NameKey;
use crate::rights;

/// Fewest letters of a password.
pub const SHORTEST_PASSWORD: usize = 10;
/// Most bytes of a password: beyond what anybody types, and short work for the hash.
const LONGEST_PASSWORD: usize = 512;
/// Most fields that are read of a form.
const MOST_FIELDS: usize = 40;
/// Most links made at once: two classes.
pub const MOST_LINKS: u16 = 80;
/// Most uses of one link.
pub const MOST_USES: u32 = 5_000;
/// Longest that an invitation works, in days.
pub const MOST_DAYS: u32 = 366;

/// The fields of a form as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

/// Who wants to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningIn {
    /// The name folded.
    pub key: NameKey,
    /// The password, folded as it was when it was set.
    pub password: String,
}

/// A name and a password somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The name.
    pub name: DisplayName,
    /// The name folded.
    pub key: NameKey,
    /// The password, folded.
    pub password: String,
}

/// Somebody to be added to the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// For whom the link is.
    pub about: String,
    /// The role it gives.
    pub role: Role,
}

/// Invitations to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inviting {
    /// What they are for.
    pub label: String,
    /// The role they give.
    pub role: Role,
    /// How many links.
    pub links: u16,
    /// How often each can be used.
    pub uses: u32,
    /// For how many days.
    pub days: u32,
}

impl Form {
    /// The form in a body.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).take(MOST_FIELDS).map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// A form in which these values stand already.
    #[must_use]
    pub fn of(values: &[(&str, &str)]) -> Self {
        Self(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The value of a field; empty where there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    fn number<N: TryFrom<u64> + Copy>(&self, name: &str, most: u32) -> Option<N> {
        let number: u64 = self.value(name).trim().nfkc().collect::<String>().parse().ok()?;
        (1..=u64::from(most)).contains(&number).then(|| N::try_from(number).ok()).flatten()
    }

    fn role(&self, may_be: impl Fn(Role) -> bool) -> Option<Role> {
        Role::from_name(self.value("role")).filter(|role| may_be(*role))
    }
}

/// Who wants to sign in. Anything may be wrong with it, and nobody is told what.
#[must_use]
pub fn signing_in(form: &Form) -> SigningIn {
    let name: String = form.value("name").trim().chars().take(usize::from(DisplayName::MAX_GRAPHEMES) * 4).collect();
    let password = form.value("password");
    let password = if password.len() > LONGEST_PASSWORD { "" } else { password };
    SigningIn { key: folded(&name), password: normal(password) }
}

/// A name and a password somebody chose.
///
/// # Errors
/// With everything that is wrong.
pub fn chosen(form: &Form) -> Result<Chosen, Vec<Fault>> {
    let mut faults = Vec::new();
    let name = DisplayName::new(form.value("name")).map_err(|fault| faults.push(fault.into())).ok();
    let (password, again) = (normal(form.value("password")), normal(form.value("again")));
    let is_name = name.as_ref().is_some_and(|name| folded(name.as_str()) == folded(&password));
    let wrong = if form.value("password").len() > LONGEST_PASSWORD {
        Some(Fault::PasswordLong)
    } else if password.chars().count() < SHORTEST_PASSWORD {
        Some(Fault::PasswordShort)
    } else if is_name {
        Some(Fault::PasswordIsName)
    } else if password != again {
        Some(Fault::PasswordsDiffer)
    } else {
        None
    };
    faults.extend(wrong);
    match name {
        Some(name) if faults.is_empty() => Ok(Chosen { key: folded(name.as_str()), name, password }),
        Some(_) | None => Err(faults),
    }
}

/// Somebody to be added to the staff.
///
/// # Errors
/// With everything that is wrong.
pub fn newcomer(form: &Form) -> Result<Newcomer, Vec<Fault>> {
    let about = ItemTitle::new(form.value("about")).ok();
    let role = form.role(rights::has_desk);
    match (about, role) {
        (Some(about), Some(role)) => Ok(Newcomer { about: about.into(), role }),
        (about, role) => {
            let missing =
                [about.is_none().then_some(Fault::AboutMissing), role.is_none().then_some(Fault::RoleUnknown)];
            Err(missing.into_iter().flatten().collect())
        }
    }
}

/// A role of the staff.
///
/// # Errors
/// When it is none.
pub fn role(form: &Form) -> Result<Role, Vec<Fault>> {
    form.role(rights::has_desk).ok_or_else(|| vec![Fault::RoleUnknown])
}

/// Whether somebody ticked that they are sure.
///
/// # Errors
/// When they did not.
pub fn confirmed(form: &Form) -> Result<(), Vec<Fault>> {
    if form.value("sure") == "yes" { Ok(()) } else { Err(vec![Fault::NotConfirmed]) }
}

/// Invitations that somebody of role `by` wants to make.
///
/// # Errors
/// With everything that is wrong.
pub fn inviting(form: &Form, by: Role) -> Result<Inviting, Vec<Fault>> {
    let label = ItemTitle::new(form.value("label")).ok();
    let role = form.role(|role| rights::may_invite(by, role));
    let links = form.number("links", MOST_LINKS.into());
    let uses = form.number("uses", MOST_USES);
    let days = form.number("days", MOST_DAYS);
    if let (Some(label), Some(role), Some(links), Some(uses), Some(days)) = (&label, role, links, uses, days) {
        return Ok(Inviting { label: label.as_str().to_owned(), role, links, uses, days });
    }
    let faults = [
        label.is_none().then_some(Fault::LabelMissing),
        role.is_none().then_some(Fault::RoleUnknown),
        links.is_none().then_some(Fault::LinksOdd),
        uses.is_none().then_some(Fault::UsesOdd),
        days.is_none().then_some(Fault::DaysOdd),
    ];
    Err(faults.into_iter().flatten().collect())
}

/// A name as it is looked up.
#[must_use]
pub fn folded(name: &str) -> NameKey {
    NameKey(name.trim().nfkc().flat_map(char::to_lowercase).nfkc().collect())
}

/// A password as it is hashed: keyboards differ in how they compose the same letter.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests;
