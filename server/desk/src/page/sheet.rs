//! The sheet of invitations that were just made: a card to cut out for each, with a QR code that any camera reads.
//!
//! Codes are kept as hashes only, so this is the one time they are shown. Paper is white in every theme.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

use super::frame::Here;
use super::{Frame, role_name};
use crate::form::Inviting;
use crate::moment;

/// Modules of quiet round a code, as its standard wants.
const MARGIN: i32 = 4;

/// One invitation of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The link to give away.
    pub address: String,
}

/// The sheet, which works until `expires`.
#[must_use]
pub fn sheet(frame: &Frame<'_>, made: &Inviting, cards: &[Card], expires: i64) -> String {
    let matter = html! {
        div.screen-only {
            p.aside { a href="/desk/invitations" { "← " (frame.text("desk-nav-invitations")) } }
            h1 { (made.label) }
            p.notice { (frame.text("desk-sheet-once")) }
            p.hint { (frame.text("desk-sheet-print")) }
        }
        ol.cards {
            @for (number, card) in (1..).zip(cards) {
                li.ticket {
                    (code(&card.address))
                    div {
                        p.ticket-venue { (frame.venue) }
                        p.ticket-name { (made.label) }
                        p { (role_name(frame.words, made.role)) @if cards.len() > 1 { " · " (number) " / " (cards.len()) } }
                        p.ticket-line { (frame.text("desk-ticket-name")) " " span.line {} }
                        p.ticket-how { (frame.text("desk-ticket-how")) }
                        p.address { (card.address) }
                        p.hint { (frame.text("desk-ends")) " " (moment::date(expires)) }
                    }
                }
            }
        }
    };
    frame.page(Here::Invitations, &made.label, &matter)
}

/// A QR code of an address; nothing where it is longer than a code can hold.
pub(super) fn code(address: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else { return html! {} };
    let side = code.size() + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN));
        }
    }
    html! {
        svg.code viewBox={ "0 0 " (side) " " (side) } aria-hidden="true" focusable="false" shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
