//! The staff: who belongs to it, somebody new, another role, a new password, removal.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use hiroba_desk::fault::Fault;
use hiroba_desk::form::{self, Form};
use hiroba_desk::keeping::{Deed, NewLink, OpenLink, Outcome, Person, Staff, StaffId};
use hiroba_desk::page::{self, Done, Note};

use super::asker::Asker;
use super::{Aside, Site, Wish, by, go, said, secret};
use crate::secrets::Secret;

/// How long a link for somebody of the staff works.
const LINK_SECONDS: i64 = 7 * 86_400;

/// What stands in a form nobody has written into: not the role that may do everything.
const USUAL: [(&str, &str); 1] = [("role", "teacher")];

pub(super) async fn show(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    asker: Asker,
) -> Result<Response, Aside> {
    let (staff, people, links) = listed(&site, &asker).await?;
    let frame = asker.frame(&site, Some(&staff), wish.done());
    let page = page::people(&frame, (&people, &links), (&Form::of(&USUAL), &[]));
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn add(State(site): State<Arc<Site>>, asker: Asker, body: Bytes) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    let newcomer = match form::newcomer(&form) {
        Ok(newcomer) => newcomer,
        Err(faults) => {
            let (staff, people, links) = listed(&site, &asker).await?;
            let page = page::people(&asker.frame(&site, Some(&staff), None), (&people, &links), (&form, &faults));
            return Ok(asker.answer(StatusCode::UNPROCESSABLE_ENTITY, page));
        }
    };
    let (secret, link) = new_link(&site, &asker)?;
    let expires = link.expires;
    let deed = Deed::AddPerson { link, about: newcomer.about.clone(), role: newcomer.role };
    let (staff, _) = by(&site, &asker, deed).await?;
    Ok(shown(&site, &asker, &staff, (&newcomer.about, &secret, expires)))
}

pub(super) async fn show_person(
    State(site): State<Arc<Site>>,
    Path(person): Path<i64>,
    asker: Asker,
) -> Result<Response, Aside> {
    let (staff, person) = found(&site, &asker, StaffId(person)).await?;
    let page = page::person(&asker.frame(&site, Some(&staff), None), &person, &[]);
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn change_role(
    State(site): State<Arc<Site>>,
    Path(person): Path<i64>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    let role = match form::role(&form) {
        Ok(role) => role,
        Err(faults) => return again(&site, &asker, StaffId(person), &faults).await,
    };
    by(&site, &asker, Deed::ChangeRole(StaffId(person), role)).await?;
    Ok(go("/desk/people", Some(Done::Role)))
}

pub(super) async fn renew(
    State(site): State<Arc<Site>>,
    Path(person): Path<i64>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    asker.form(&site, &body)?;
    let (_, whom) = found(&site, &asker, StaffId(person)).await?;
    let (secret, link) = new_link(&site, &asker)?;
    let expires = link.expires;
    let (staff, _) = by(&site, &asker, Deed::RenewPassword { link, staff: whom.id }).await?;
    Ok(shown(&site, &asker, &staff, (&whom.name, &secret, expires)))
}

pub(super) async fn remove(
    State(site): State<Arc<Site>>,
    Path(person): Path<i64>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    if let Err(faults) = form::confirmed(&form) {
        return again(&site, &asker, StaffId(person), &faults).await;
    }
    by(&site, &asker, Deed::Remove(StaffId(person))).await?;
    Ok(go("/desk/people", Some(Done::Removed)))
}

pub(super) async fn withdraw(
    State(site): State<Arc<Site>>,
    Path(link): Path<i64>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    asker.form(&site, &body)?;
    by(&site, &asker, Deed::WithdrawLink(link)).await?;
    Ok(go("/desk/people", Some(Done::Withdrawn)))
}

async fn listed(site: &Site, asker: &Asker) -> Result<(Staff, Vec<Person>, Vec<OpenLink>), Aside> {
    match by(site, asker, Deed::ListPeople).await? {
        (staff, Outcome::People(people, links)) => Ok((staff, people, links)),
        (staff, _other) => Err(said(site, asker, Some(&staff), Note::NotStored).into()),
    }
}

async fn found(site: &Site, asker: &Asker, id: StaffId) -> Result<(Staff, Person), Aside> {
    let (staff, people, _) = listed(site, asker).await?;
    match people.into_iter().find(|person| person.id == id) {
        Some(person) => Ok((staff, person)),
        None => Err(said(site, asker, Some(&staff), Note::Gone).into()),
    }
}

/// The page of somebody again, with what was wrong.
async fn again(site: &Site, asker: &Asker, id: StaffId, faults: &[Fault]) -> Result<Response, Aside> {
    let (staff, person) = found(site, asker, id).await?;
    let page = page::person(&asker.frame(site, Some(&staff), None), &person, faults);
    Ok(asker.answer(StatusCode::UNPROCESSABLE_ENTITY, page))
}

fn new_link(site: &Site, asker: &Asker) -> Result<(Secret, NewLink), Aside> {
    let (secret, seal) = secret(site, asker)?;
    Ok((secret, NewLink { seal, expires: site.desk.door.now().saturating_add(LINK_SECONDS) }))
}

/// The page that shows a new link, this once.
fn shown(site: &Site, asker: &Asker, staff: &Staff, (whom, secret, expires): (&str, &Secret, i64)) -> Response {
    let address = format!("{}/desk/begin?key={}", asker.base, secret.letters());
    let page = page::link(&asker.frame(site, Some(staff), None), whom, &address, expires);
    asker.answer(StatusCode::OK, page)
}
