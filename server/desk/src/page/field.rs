//! The parts forms are made of: a field with its label, hint and fault, a choice of roles, a tick.
//!
//! A fault stands beside its field, is read out with it, and the first one of a page has the keyboard.

use hiroba_shared::role::Role;
use maud::{Markup, html};

use super::{Frame, role_name};
use crate::fault::Fault;
use crate::form::Form;

/// A line to write on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'a str>,
    pub(super) sort: Sort,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words.
    Text,
    /// The name one signs in by.
    Name,
    /// A password that is asked for.
    Password,
    /// A password that is being chosen.
    NewPassword,
    /// A number from 1.
    Number,
}

impl Sort {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Number => "text",
            Self::Password | Self::NewPassword => "password",
        }
    }

    const fn remembered(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "off",
            Self::Name => "username",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
        }
    }
}

/// A form as it stands: what was typed, and what was wrong with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    pub(super) form: &'a Form,
    pub(super) faults: &'a [Fault],
}

impl Standing<'_> {
    fn fault(&self, field: &str) -> Option<Fault> {
        self.faults.iter().copied().find(|fault| fault.field() == field)
    }

    /// Whether the keyboard begins here: at the first fault.
    fn is_first(&self, field: &str) -> bool {
        self.faults.first().is_some_and(|fault| fault.field() == field)
    }
}

impl Field<'_> {
    pub(super) fn markup(&self, frame: &Frame<'_>, standing: Standing<'_>) -> Markup {
        let Self { name, sort, .. } = *self;
        let fault = standing.fault(name);
        let is_secret = sort.kind() == "password";
        let typed = Some(standing.form.value(name)).filter(|value| !is_secret && !value.is_empty());
        html! {
            div.field {
                label for=(name) { (frame.text(self.label)) }
                input id=(name) name=(name) type=(sort.kind()) value=[typed] autocomplete=(sort.remembered())
                    required maxlength="600" spellcheck=[(sort != Sort::Text).then_some("false")]
                    inputmode=[(sort == Sort::Number).then_some("numeric")]
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=[described(name, self.hint, fault)]
                    autofocus[standing.is_first(name)];
                @if let Some(hint) = self.hint { p.hint id={ (name) "-hint" } { (frame.text(hint)) } }
                (told(frame, name, fault))
            }
        }
    }
}

/// A choice among roles, each with what it means.
pub(super) fn roles(frame: &Frame<'_>, standing: Standing<'_>, choice: &[Role]) -> Markup {
    let fault = standing.fault("role");
    let chosen = Role::from_name(standing.form.value("role"));
    html! {
        div.field {
            label for="role" { (frame.text("desk-role")) }
            select id="role" name="role" aria-invalid=[fault.map(|_| "true")]
                aria-describedby=[described("role", None, fault)] autofocus[standing.is_first("role")] {
                @for role in choice {
                    option value=(role.name()) selected[chosen == Some(*role)] { (role_name(frame.words, *role)) }
                }
            }
            (told(frame, "role", fault))
        }
    }
}

/// A tick that says that somebody is sure.
pub(super) fn sure(frame: &Frame<'_>, standing: Standing<'_>, label: &str) -> Markup {
    let fault = standing.fault("sure");
    html! {
        div.field {
            label.tick {
                input type="checkbox" name="sure" value="yes" required aria-invalid=[fault.map(|_| "true")]
                    aria-describedby=[described("sure", None, fault)] autofocus[standing.is_first("sure")];
                span { (label) }
            }
            (told(frame, "sure", fault))
        }
    }
}

fn described(name: &str, hint: Option<&str>, fault: Option<Fault>) -> Option<String> {
    let parts = [hint.map(|_| format!("{name}-hint")), fault.map(|_| format!("{name}-fault"))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn told(frame: &Frame<'_>, name: &str, fault: Option<Fault>) -> Markup {
    html! { @if let Some(fault) = fault { p.fault id={ (name) "-fault" } { (frame.text(fault.key())) } } }
}
