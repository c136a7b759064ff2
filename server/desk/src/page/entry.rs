//! The ways in: signing in, and beginning by a one-time link.

use maud::html;

use super::field::{Field, Sort, Standing};
use super::frame::Here;
use super::{Frame, role_name};
use crate::fault::Fault;
use crate::form::Form;
use crate::keeping::Offer;

const NAME: Field<'static> = Field { name: "name", label: "desk-name-label", hint: None, sort: Sort::Name };

/// The page to sign in.
#[must_use]
pub fn sign_in(frame: &Frame<'_>, form: &Form, faults: &[Fault]) -> String {
    let standing = Standing { form, faults };
    let password = Field { name: "password", label: "desk-password", hint: None, sort: Sort::Password };
    let matter = html! {
        div.card.narrow {
            h1 { (frame.text("desk-sign-in-title")) }
            p.lead { (frame.text("desk-sign-in-lead")) }
            form method="post" action="/desk/sign-in" novalidate {
                (frame.sealed())
                (NAME.markup(frame, standing))
                (password.markup(frame, standing))
                button.primary type="submit" { (frame.text("desk-sign-in")) }
            }
            p.hint { (frame.text("desk-sign-in-lost")) }
        }
        p.aside { a href="/" { (frame.text("desk-to-venue")) } }
    };
    frame.page(Here::Aside, frame.text("desk-sign-in-title"), &matter)
}

/// The page that a one-time link leads to; `key` is the link's secret, which the form sends back.
#[must_use]
pub fn begin(frame: &Frame<'_>, key: &str, offer: &Offer, standing: (&Form, &[Fault])) -> String {
    let standing = Standing { form: standing.0, faults: standing.1 };
    let password = Field {
        name: "password",
        label: "desk-password-new",
        hint: Some("desk-password-hint"),
        sort: Sort::NewPassword,
    };
    let again = Field { name: "again", label: "desk-password-again", hint: None, sort: Sort::NewPassword };
    let name = Field { hint: Some("desk-begin-name-hint"), ..NAME };
    let role = role_name(frame.words, offer.role);
    let matter = html! {
        div.card.narrow {
            @if let Some(renews) = &offer.renews {
                h1 { (frame.text("desk-renew-title")) }
                p.lead { (frame.words.fill("desk-renew-lead", &[("name", renews)])) }
            } @else {
                h1 { (frame.words.fill("desk-begin-title", &[("venue", frame.venue)])) }
                p.lead { (frame.words.fill("desk-begin-lead", &[("role", role)])) }
                @if offer.by_operator { p.hint { (frame.text("desk-begin-again")) } }
            }
            form method="post" action="/desk/begin" novalidate {
                (frame.sealed())
                input type="hidden" name="key" value=(key);
                @if let Some(renews) = &offer.renews {
                    // A browser's store of passwords needs to know whose it is.
                    input type="hidden" name="name" autocomplete="username" value=(renews);
                } @else {
                    (name.markup(frame, standing))
                }
                (password.markup(frame, standing))
                (again.markup(frame, standing))
                button.primary type="submit" { (frame.text("desk-begin")) }
            }
        }
    };
    let title = if offer.renews.is_some() { "desk-renew-title" } else { "desk-begin-short" };
    frame.page(Here::Aside, frame.text(title), &matter)
}

/// What a one-time link shows that is used up or never was.
#[must_use]
pub fn spent(frame: &Frame<'_>) -> String {
    let matter = html! {
        div.card.narrow {
            h1 { (frame.text("desk-spent-title")) }
            p { (frame.text("desk-spent")) }
            p { (frame.text("desk-spent-host")) " " code { "hiroba-server host-link" } }
            p { a.button.soft href="/desk/sign-in" { (frame.text("desk-sign-in")) } }
        }
    };
    frame.page(Here::Aside, frame.text("desk-spent-title"), &matter)
}
