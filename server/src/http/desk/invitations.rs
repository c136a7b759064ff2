//! Invitations: making them with a sheet to print, their list, their end.
//!
//! Codes are derived from the browser's session and the number of the form, so a form that is sent twice makes one sheet
//! and shows the same codes again. Only their hashes are kept.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use hiroba_desk::form::{self, Form, Inviting};
use hiroba_desk::keeping::{Deed, NewSheet, Outcome, Seal, Sheet, Staff};
use hiroba_desk::page::{self, Card, Done, Note};

use super::asker::Asker;
use super::{Aside, Site, Wish, by, go, said, secret};
use crate::secrets::digest;

/// Letters of a code, as the command line makes them.
const CODE_LETTERS: usize = 32;
/// Longest number of a form.
const ONCE_BYTES: usize = 64;
/// What stands in a form nobody has written into: a class of thirty for two days.
const USUAL: [(&str, &str); 3] = [("links", "1"), ("uses", "30"), ("days", "2")];

pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    asker: Asker,
) -> Result<Response, Aside> {
    let (staff, sheets) = listed(&site, &asker).await?;
    let (once, _) = secret(&site, &asker)?;
    let frame = asker.frame(&site, Some(&staff), wish.done());
    let page = page::invitations(&frame, &staff, &sheets, (&Form::of(&USUAL), &[], &once.letters()));
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn make(State(site): State<Arc<Site>>, asker: Asker, body: Bytes) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    let (staff, sheets) = listed(&site, &asker).await?;
    let once = Some(form.value("once")).filter(|once| once.len() == ONCE_BYTES);
    let inviting = match (once, form::inviting(&form, staff.role)) {
        (Some(_), Ok(inviting)) => inviting,
        (None, Ok(_)) => return Err(said(&site, &asker, Some(&staff), Note::Stale).into()),
        (_, Err(faults)) => {
            let frame = asker.frame(&site, Some(&staff), None);
            let page = page::invitations(&frame, &staff, &sheets, (&form, &faults, form.value("once")));
            return Ok(asker.answer(StatusCode::UNPROCESSABLE_ENTITY, page));
        }
    };
    let codes = codes(&asker, form.value("once"), &inviting);
    let expires = site.desk.door.now().saturating_add(i64::from(inviting.days) * 86_400);
    let sheet = NewSheet {
        label: inviting.label.clone(),
        role: inviting.role,
        codes: codes.iter().map(|code| Seal(digest(code.as_bytes()).0)).collect(),
        uses: inviting.uses,
        expires,
    };
    let (staff, _) = by(&site, &asker, Deed::Invite(sheet)).await?;
    let address = |code: &String| Card { address: format!("{}/?invite={code}", asker.base) };
    let cards: Vec<Card> = codes.iter().map(address).collect();
    let page = page::sheet(&asker.frame(&site, Some(&staff), None), &inviting, &cards, expires);
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn end(
    State(site): State<Arc<Site>>,
    Path(sheet): Path<i64>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    asker.form(&site, &body)?;
    by(&site, &asker, Deed::EndInvitations(sheet)).await?;
    Ok(go("/desk/invitations", Some(Done::Ended)))
}

async fn listed(site: &Site, asker: &Asker) -> Result<(Staff, Vec<Sheet>), Aside> {
    match by(site, asker, Deed::ListInvitations).await? {
        (staff, Outcome::Invitations(sheets)) => Ok((staff, sheets)),
        (staff, _other) => Err(said(site, asker, Some(&staff), Note::NotStored).into()),
    }
}

/// The codes of a form: another form, another wish or another browser has others.
fn codes(asker: &Asker, once: &str, inviting: &Inviting) -> Vec<String> {
    let code = |number: u16| {
        let what = format!("invitation {once} {inviting:?} {number}");
        let letters = asker.derived(&what).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        letters.chars().take(CODE_LETTERS).collect()
    };
    (0..inviting.links).map(code).collect()
}
