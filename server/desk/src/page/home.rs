//! One's own desk: what there is to do for somebody of this role, and the end of one's sessions.

use maud::html;

use super::Frame;
use super::frame::{Here, WAYS};
use crate::keeping::Staff;
use crate::rights;

/// The first page after signing in.
#[must_use]
pub fn home(frame: &Frame<'_>, staff: &Staff) -> String {
    let matter = html! {
        h1 { (frame.words.fill("desk-home-title", &[("name", &staff.name)])) }
        ul.tiles {
            @for (way, address, title, action) in WAYS {
                @if way != Here::Home && rights::may(staff.role, action) {
                    li { a.tile href=(address) {
                        span.tile-name { (frame.text(title)) }
                        span.tile-what { (frame.text(what(way))) }
                    } }
                }
            }
            li { a.tile href="/" {
                span.tile-name { (frame.text("desk-to-venue")) }
                span.tile-what { (frame.text("desk-what-venue")) }
            } }
        }
        section.card.quiet aria-labelledby="sessions" {
            h2 #sessions { (frame.text("desk-sessions")) }
            p { (frame.text("desk-sessions-what")) }
            form method="post" action="/desk/sign-out-everywhere" {
                (frame.sealed())
                button.soft type="submit" { (frame.text("desk-sign-out-everywhere")) }
            }
        }
    };
    frame.page(Here::Home, frame.text("desk-nav-home"), &matter)
}

const fn what(way: Here) -> &'static str {
    match way {
        Here::Invitations => "desk-what-invitations",
        Here::People => "desk-what-people",
        Here::Reports => "desk-what-reports",
        Here::Audit => "desk-what-audit",
        Here::Home | Here::Aside => "desk-nav-home",
    }
}
