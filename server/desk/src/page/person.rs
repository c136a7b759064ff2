//! One person of staff: another role, a link for a new password, removal.

use maud::html;

use super::Frame;
use super::field::{Standing, roles, sure};
use super::frame::Here;
use crate::fault::Fault;
use crate::form::Form;
use crate::keeping::Person;
use crate::moment;
use crate::rights::STAFF;

/// The page of one person. The faults are those of the form that was sent, of which there are two.
#[must_use]
pub fn person(frame: &Frame<'_>, person: &Person, faults: &[Fault]) -> String {
    let form = Form::of(&[("role", person.role.name())]);
    let standing = Standing { form: &form, faults };
    let address = |what: &str| format!("/desk/people/{}/{what}", person.id.0);
    let remove = frame.words.fill("desk-remove-sure", &[("name", &person.name)]);
    let matter = html! {
        p.aside { a href="/desk/people" { "← " (frame.text("desk-nav-people")) } }
        h1 { (person.name) }
        p.hint { (frame.text("desk-seen")) " " (moment::element(frame.words, frame.now, person.seen)) }
        section.card aria-labelledby="role-title" {
            h2 #role-title { (frame.text("desk-role-change")) }
            form method="post" action=(address("role")) {
                (frame.sealed())
                (roles(frame, standing, &STAFF))
                button.primary type="submit" { (frame.text("desk-save")) }
            }
        }
        section.card aria-labelledby="password-title" {
            h2 #password-title { (frame.text("desk-renew")) }
            p { (frame.text("desk-renew-what")) }
            form method="post" action=(address("password")) {
                (frame.sealed())
                button.soft type="submit" { (frame.text("desk-make-link")) }
            }
        }
        section.card aria-labelledby="remove-title" {
            h2 #remove-title { (frame.text("desk-remove")) }
            p { (frame.text("desk-remove-what")) }
            form method="post" action=(address("remove")) novalidate {
                (frame.sealed())
                (sure(frame, standing, &remove))
                button.danger type="submit" { (frame.text("desk-remove")) }
            }
        }
    };
    frame.page(Here::People, &person.name, &matter)
}
