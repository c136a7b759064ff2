//! The door's two questions: joining and coming back. Answers hand out a ticket, a resume key and where to connect.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hiroba_shared::door::{Admission, JoinRequest, Links, ResumeRequest, Versions, WebTransportLink};
use hiroba_shared::refusal::{Field, Refusal};
use serde::de::DeserializeOwned;

use super::Site;
use super::refused::{self, counted};
use crate::secrets::{Secret, digest, digest_of_letters};
use crate::venue::input::DoorInput;

/// Where links come in by WebSocket, at the door's own origin.
const WEBSOCKET_PATH: &str = "/link";
/// Longest code of an invitation and longest name of a room that is looked up at all.
const LONGEST_WISH: usize = 200;

pub(super) async fn join(
    State(site): State<Arc<Site>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match body {
        Ok(body) => answer(joined(&site, peer, &headers, &body).await),
        Err(rejection) => refused::unread(&rejection),
    }
}

pub(super) async fn resume(
    State(site): State<Arc<Site>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match body {
        Ok(body) => answer(resumed(&site, peer, &headers, &body).await),
        Err(rejection) => refused::unread(&rejection),
    }
}

async fn joined(site: &Site, peer: SocketAddr, headers: &HeaderMap, body: &Bytes) -> Result<Admission, Refusal> {
    let request: JoinRequest = question(site, headers, body)?;
    refuse_early(request.versions.refusal())?;
    let persona = request.persona().map_err(counted)?;
    let agreed = site.page.policies.version();
    if request.agreed != Some(agreed.letters()) {
        return Err(counted(Refusal::NotAgreed));
    }
    let device = match request.device.as_deref() {
        None => None,
        Some(letters) => Some(digest_of_letters(letters).ok_or(Refusal::OutOfPlace).map_err(counted)?),
    };
    let wish = |wish: Option<String>| wish.map(|wish| wish.trim().to_owned()).filter(|wish| !wish.is_empty());
    let invitation = wish(request.invitation);
    if invitation.as_ref().is_some_and(|code| code.len() > LONGEST_WISH) {
        return Err(counted(Refusal::BadField { field: Field::Invitation, fault: None }));
    }
    let invitation = invitation.map(|code| digest(code.as_bytes()));
    let room = wish(request.room).filter(|room| room.len() <= LONGEST_WISH);
    let address = site.addresses.key_of(peer, headers);
    let secrets = Secrets::new()?;
    let (ticket, resume) = (secrets.ticket.digest(), secrets.resume.digest());
    let asked = |ask| DoorInput::Join { ask, address, persona, invitation, device, room, agreed, ticket, resume };
    site.entrance.ask_door(asked).await?;
    Ok(secrets.admission(site))
}

async fn resumed(site: &Site, peer: SocketAddr, headers: &HeaderMap, body: &Bytes) -> Result<Admission, Refusal> {
    let request: ResumeRequest = question(site, headers, body)?;
    refuse_early(request.versions.refusal())?;
    let key = digest_of_letters(&request.resume_key).ok_or(Refusal::BadResumeKey).map_err(counted)?;
    let address = site.addresses.key_of(peer, headers);
    let secrets = Secrets::new()?;
    let (ticket, resume) = (secrets.ticket.digest(), secrets.resume.digest());
    site.entrance.ask_door(|ask| DoorInput::Resume { ask, address, key, ticket, resume }).await?;
    Ok(secrets.admission(site))
}

/// What somebody who is let in gets.
struct Secrets {
    ticket: Secret,
    resume: Secret,
}

impl Secrets {
    fn new() -> Result<Self, Refusal> {
        match (Secret::new(), Secret::new()) {
            (Ok(ticket), Ok(resume)) => Ok(Self { ticket, resume }),
            (Err(fault), _) | (_, Err(fault)) => {
                tracing::error!(%fault, "no secret could be made");
                Err(Refusal::NotReady)
            }
        }
    }

    fn admission(&self, site: &Site) -> Admission {
        let webtransport = WebTransportLink {
            url: site.webtransport_url.clone(),
            certificate_sha256: site.certificates.borrow().clone(),
        };
        Admission {
            ticket: self.ticket.letters(),
            resume_key: self.resume.letters(),
            links: Links { websocket: WEBSOCKET_PATH.to_owned(), webtransport: Some(webtransport) },
            versions: Versions::OURS,
        }
    }
}

/// The question in a request, if it comes from a page of ours or from a program.
fn question<T: DeserializeOwned>(site: &Site, headers: &HeaderMap, body: &Bytes) -> Result<T, Refusal> {
    if !site.same_site.admits_request(headers) {
        return Err(counted(Refusal::NotAllowed));
    }
    serde_json::from_slice(body).map_err(|_| counted(Refusal::OutOfPlace))
}

fn refuse_early(refusal: Option<Refusal>) -> Result<(), Refusal> {
    refusal.map_or(Ok(()), |refusal| Err(counted(refusal)))
}

fn answer(answer: Result<Admission, Refusal>) -> Response {
    let mut response = match answer {
        Ok(admission) => Json(admission).into_response(),
        Err(refusal) => refused::answer(refusal),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
