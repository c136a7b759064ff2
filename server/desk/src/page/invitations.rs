//! Invitations: making them, how often they were used, ending them.

use hiroba_shared::role::Role;
use maud::{Markup, html};

use super::field::{Field, Sort, Standing, roles};
use super::frame::Here;
use super::{Frame, role_name};
use crate::fault::Fault;
use crate::form::Form;
use crate::keeping::{Sheet, Staff};
use crate::moment;
use crate::rights;

/// The page of invitations; `once` is what a form sent twice is known by.
#[must_use]
pub fn invitations(
    frame: &Frame<'_>,
    staff: &Staff,
    sheets: &[Sheet],
    (form, faults, once): (&Form, &[Fault], &str),
) -> String {
    let standing = Standing { form, faults };
    let matter = html! {
        h1 { (frame.text("desk-nav-invitations")) }
        (new(frame, staff.role, standing, once))
        section aria-labelledby="made" {
            h2 #made { (frame.text("desk-invitations-made")) }
            @if sheets.is_empty() {
                p.empty { (frame.text("desk-invitations-none")) }
            } @else {
                ul.rows { @for sheet in sheets { (row(frame, sheet)) } }
            }
        }
    };
    frame.page(Here::Invitations, frame.text("desk-nav-invitations"), &matter)
}

fn new(frame: &Frame<'_>, role: Role, standing: Standing<'_>, once: &str) -> Markup {
    let field = |name, label, hint, sort| Field { name, label, hint: Some(hint), sort };
    let label = field("label", "desk-label", "desk-label-hint", Sort::Text);
    let numbers = [
        field("links", "desk-count", "desk-count-hint", Sort::Number),
        field("uses", "desk-uses", "desk-uses-hint", Sort::Number),
        field("days", "desk-days", "desk-days-hint", Sort::Number),
    ];
    let choice: Vec<Role> = rights::invitable(role).collect();
    html! {
        section.card aria-labelledby="new" {
            h2 #new { (frame.text("desk-invite-title")) }
            p { (frame.text("desk-invite-lead")) }
            form method="post" action="/desk/invitations/make" novalidate {
                (frame.sealed())
                input type="hidden" name="once" value=(once);
                (label.markup(frame, standing))
                (roles(frame, standing, &choice))
                div.triple { @for number in numbers { (number.markup(frame, standing)) } }
                button.primary type="submit" { (frame.text("desk-invite")) }
            }
        }
    }
}

fn row(frame: &Frame<'_>, sheet: &Sheet) -> Markup {
    let works = !sheet.ended && sheet.expires > frame.now && sheet.left > 0;
    let label = if sheet.label.is_empty() { frame.text("desk-by-operator") } else { &sheet.label };
    let used = sheet.uses.saturating_sub(sheet.left).to_string();
    let used = frame.words.fill("desk-used", &[("used", &used), ("all", &sheet.uses.to_string())]);
    html! {
        li.row.over[!works] {
            div.row-main {
                p.row-name { (label) " " span.badge { (role_name(frame.words, sheet.role)) } }
                p.hint {
                    (frame.words.fill("desk-links-count", &[("count", &sheet.links.to_string())]))
                    // Of what is over the store counts no more.
                    @if sheet.ended { " · " (frame.text("desk-ended")) } @else if sheet.expires > frame.now { " · " (used) }
                    @if let Some(by) = &sheet.by { " · " (frame.words.fill("desk-made-by", &[("name", by)])) }
                }
                p.hint {
                    @if sheet.expires > frame.now { (frame.text("desk-ends")) } @else { (frame.text("desk-ended-at")) }
                    " " (moment::element(frame.words, frame.now, sheet.expires))
                }
            }
            @if works {
                form method="post" action={ "/desk/invitations/" (sheet.id) "/end" } {
                    (frame.sealed())
                    button.soft type="submit" aria-label=(frame.words.fill("desk-end-what", &[("label", label)])) {
                        (frame.text("desk-end"))
                    }
                }
            }
        }
    }
}
