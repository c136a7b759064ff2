//! The staff: who belongs to it, links that nobody used yet, and somebody new.

use maud::{Markup, html};

use super::field::{Field, Sort, Standing, roles};
use super::frame::Here;
use super::sheet::code;
use super::{Frame, role_name};
use crate::fault::Fault;
use crate::form::Form;
use crate::keeping::{OpenLink, Person};
use crate::moment;
use crate::rights::STAFF;

/// The page of all people of staff.
#[must_use]
pub fn people(frame: &Frame<'_>, listed: (&[Person], &[OpenLink]), standing: (&Form, &[Fault])) -> String {
    let (people, links) = listed;
    let matter = html! {
        h1 { (frame.text("desk-nav-people")) }
        section aria-labelledby="staff" {
            h2 #staff { (frame.text("desk-staff")) }
            ul.rows { @for person in people { (row(frame, person)) } }
        }
        @if !links.is_empty() {
            section aria-labelledby="open" {
                h2 #open { (frame.text("desk-links-open")) }
                ul.rows { @for link in links { (open_link(frame, link)) } }
            }
        }
        (newcomer(frame, Standing { form: standing.0, faults: standing.1 }))
    };
    frame.page(Here::People, frame.text("desk-nav-people"), &matter)
}

/// The one-time link that was just made, shown this once; `whom` is who it is for.
#[must_use]
pub fn link(frame: &Frame<'_>, whom: &str, address: &str, expires: i64) -> String {
    let title = frame.words.fill("desk-link-title", &[("whom", whom)]);
    let matter = html! {
        h1 { (title) }
        div.card.link {
            (code(address))
            div {
                p { (frame.text("desk-link-once")) }
                p.address { (address) }
                p.hint {
                    (frame.text("desk-link-ends")) " " (moment::element(frame.words, frame.now, expires))
                }
                p { a.button.soft href="/desk/people" { (frame.text("desk-back-people")) } }
            }
        }
    };
    frame.page(Here::People, &title, &matter)
}

fn row(frame: &Frame<'_>, person: &Person) -> Markup {
    let is_reader = frame.staff.is_some_and(|staff| staff.id == person.id);
    html! {
        li.row {
            div.row-main {
                p.row-name { (person.name) @if is_reader { " " span.badge.reader { (frame.text("desk-you")) } } }
                p.hint {
                    (role_name(frame.words, person.role)) " · " (frame.text("desk-seen")) " "
                    (moment::element(frame.words, frame.now, person.seen))
                }
            }
            a.button.soft href={ "/desk/people/" (person.id.0) }
                aria-label=(frame.words.fill("desk-change-whom", &[("name", &person.name)])) { (frame.text("desk-change")) }
        }
    }
}

fn open_link(frame: &Frame<'_>, link: &OpenLink) -> Markup {
    let what = if link.renews { frame.text("desk-link-renews") } else { role_name(frame.words, link.role) };
    html! {
        li.row {
            div.row-main {
                p.row-name { (link.about) }
                p.hint {
                    (what) " · " (frame.text("desk-ends")) " " (moment::element(frame.words, frame.now, link.expires))
                }
            }
            form method="post" action={ "/desk/people/links/" (link.id) "/withdraw" } {
                (frame.sealed())
                button.soft type="submit"
                    aria-label=(frame.words.fill("desk-withdraw-whom", &[("whom", &link.about)])) {
                    (frame.text("desk-withdraw"))
                }
            }
        }
    }
}

fn newcomer(frame: &Frame<'_>, standing: Standing<'_>) -> Markup {
    let about = Field { name: "about", label: "desk-about", hint: Some("desk-about-hint"), sort: Sort::Text };
    html! {
        section.card aria-labelledby="add" {
            h2 #add { (frame.text("desk-add")) }
            form method="post" action="/desk/people/add" novalidate {
                (frame.sealed())
                (about.markup(frame, standing))
                (roles(frame, standing, &STAFF))
                (means(frame))
                button.primary type="submit" { (frame.text("desk-make-link")) }
            }
        }
    }
}

/// What each role of the staff may do.
fn means(frame: &Frame<'_>) -> Markup {
    let means = ["desk-can-host", "desk-can-moderator", "desk-can-curator", "desk-can-teacher"];
    html! {
        dl.means {
            @for (role, key) in STAFF.into_iter().zip(means) {
                dt { (role_name(frame.words, role)) }
                dd { (frame.text(key)) }
            }
        }
    }
}
