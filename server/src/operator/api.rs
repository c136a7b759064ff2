//! What the operator can ask of a running server, as HTTP on loopback.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use hiroba_desk::keeping::{Answered, Asked, NewLink, Seal};
use hiroba_shared::role::Role;
use serde::{Deserialize, Serialize};

use crate::archive;
use crate::desk::DeskDoor;
use crate::entrance::Entrance;
use crate::secrets::{Secret, digest};
use crate::store::{MEDIA_FOLDER, backup, sqlite};
use crate::venue::input::{OperatorInput, UnixSeconds};
use crate::venue::output::OperatorAnswer;
use crate::venue::record::programme::KeptProgramme;

/// Letters of an invitation's code.
const CODE_LETTERS: usize = 32;

/// How long a host's link works: over a weekend.
const HOST_LINK_SECONDS: i64 = 3 * 86_400;

/// What the operator's door needs to know.
#[derive(Debug)]
pub struct Desk {
    /// The way to the venue.
    pub entrance: Entrance,
    /// The data folder.
    pub data: PathBuf,
    /// What invitation links begin with.
    pub public_url: String,
    /// The way to what is kept of the staff.
    pub staff: DeskDoor,
    /// The secret to be shown.
    pub secret: String,
}

/// Asks for an invitation.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The role it gives.
    pub role: Role,
    /// How often it can be used.
    pub uses: u32,
    /// When it stops working, in Unix seconds.
    pub expires: i64,
}

/// Asks for a backup.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The file to be written, absolute.
    pub file: PathBuf,
}

/// Asks for the archive.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The folder to be written, absolute; it is made, or is empty.
    pub folder: PathBuf,
    /// What stands over it: the name of the venue.
    pub title: String,
}

/// An invitation that was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Invited {
    /// The link to give away.
    pub link: String,
    /// The code in it.
    pub code: String,
}

/// How the venue stands.
#[derive(Debug, Serialize, Deserialize)]
pub struct Status {
    /// People in the venue.
    pub present: u32,
    /// People by room.
    pub rooms: Vec<(String, u32)>,
    /// Version of the server.
    pub version: String,
}

/// Everything the operator can ask.
pub fn router(desk: Desk) -> Router {
    let desk = Arc::new(desk);
    Router::new()
        .route("/api/operator/invite", post(invite))
        .route("/api/operator/host-link", post(offer_host))
        .route("/api/operator/status", post(status))
        .route("/api/operator/stop", post(stop))
        .route("/api/operator/backup", post(back_up))
        .route("/api/operator/export", post(export))
        .route("/api/operator/programme", post(read_programme))
        .route("/api/operator/programme/replace", post(replace_programme))
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), check))
        .with_state(desk)
}

async fn check(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let shown = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    // Hashes are compared, so that the time it takes tells nothing about the secret.
    if blake3::hash(shown.as_bytes()) != blake3::hash(desk.secret.as_bytes()) {
        return (StatusCode::UNAUTHORIZED, "this is not the operator's secret").into_response();
    }
    next.run(request).await
}

async fn invite(State(desk): State<Arc<Desk>>, Json(asked): Json<Invite>) -> Response {
    let code: String = match Secret::new() {
        Ok(secret) => secret.letters().chars().take(CODE_LETTERS).collect(),
        Err(fault) => return failed(&fault.to_string()),
    };
    let digest = digest(code.as_bytes());
    let (role, uses, expires) = (asked.role, asked.uses, UnixSeconds(asked.expires));
    let question = |ask| OperatorInput::Invite { ask, code: digest, role, uses, expires };
    match desk.entrance.ask_operator(question).await {
        Some(OperatorAnswer::Invited { .. }) => {
            Json(Invited { link: format!("{}/?invite={code}", desk.public_url), code }).into_response()
        }
        other => undone(other.as_ref(), "the invitation could not be stored; see the server's log"),
    }
}

/// A one-time link that makes a host, or gives one a new password; an earlier one stops working. `None` when it cannot be stored.
pub async fn host_link(staff: &DeskDoor, public_url: &str) -> Option<String> {
    let secret = Secret::new().ok()?;
    let link = NewLink { seal: Seal(secret.digest().0), expires: staff.now().saturating_add(HOST_LINK_SECONDS) };
    let kept = staff.ask(Asked::OfferHost(link)).await == Answered::Kept;
    kept.then(|| format!("{}/desk/begin?key={}", public_url.trim_end_matches('/'), secret.letters()))
}

async fn offer_host(State(desk): State<Arc<Desk>>) -> Response {
    match host_link(&desk.staff, &desk.public_url).await {
        Some(link) => Json(link).into_response(),
        None => failed("the link could not be stored; see the server's log"),
    }
}

async fn status(State(desk): State<Arc<Desk>>) -> Response {
    match desk.entrance.ask_operator(|ask| OperatorInput::Status { ask }).await {
        Some(OperatorAnswer::Status { present, rooms }) => {
            Json(Status { present, rooms, version: env!("CARGO_PKG_VERSION").to_owned() }).into_response()
        }
        other => undone(other.as_ref(), "the venue cannot say how it stands"),
    }
}

async fn stop(State(desk): State<Arc<Desk>>) -> Response {
    match desk.entrance.ask_operator(|ask| OperatorInput::Stop { ask }).await {
        Some(OperatorAnswer::Stopped) => Json(true).into_response(),
        other => undone(other.as_ref(), "the venue cannot be stopped"),
    }
}

async fn read_programme(State(desk): State<Arc<Desk>>) -> Response {
    match desk.entrance.ask_operator(|ask| OperatorInput::ReadProgramme { ask }).await {
        Some(OperatorAnswer::Programme(programme)) => Json(programme).into_response(),
        other => undone(other.as_ref(), "the programme cannot be read"),
    }
}

async fn replace_programme(State(desk): State<Arc<Desk>>, Json(programme): Json<KeptProgramme>) -> Response {
    let programme = Box::new(programme);
    match desk.entrance.ask_operator(|ask| OperatorInput::ReplaceProgramme { ask, programme }).await {
        Some(OperatorAnswer::ProgrammeReplaced) => Json(true).into_response(),
        other => undone(other.as_ref(), "the programme could not be stored; see the server's log"),
    }
}

async fn back_up(State(desk): State<Arc<Desk>>, Json(asked): Json<Backup>) -> Response {
    if !asked.file.is_absolute() {
        return (StatusCode::BAD_REQUEST, "the file of a backup must be named from the root").into_response();
    }
    match backup::make(&desk.data, &asked.file).await {
        Ok(()) => Json(true).into_response(),
        Err(fault) => failed(&fault.to_string()),
    }
}

async fn export(State(desk): State<Arc<Desk>>, Json(asked): Json<Export>) -> Response {
    if !asked.folder.is_absolute() {
        return (StatusCode::BAD_REQUEST, "the folder of an archive must be named from the root").into_response();
    }
    let archive = match sqlite::archive::read(&desk.data).await {
        Ok(archive) => archive,
        Err(fault) => return failed(&fault.to_string()),
    };
    let media = desk.data.join(MEDIA_FOLDER);
    let written =
        tokio::task::spawn_blocking(move || archive::write(archive, &asked.title, &media, &asked.folder)).await;
    match written {
        Ok(Ok(written)) => Json(written).into_response(),
        Ok(Err(fault)) => failed(&fault.to_string()),
        Err(fault) => failed(&fault.to_string()),
    }
}

/// What was asked was not done: the venue refused, for which `why` stands, or it does not answer.
fn undone(answer: Option<&OperatorAnswer>, why: &str) -> Response {
    if matches!(answer, Some(OperatorAnswer::Refused(_))) { failed(why) } else { silent() }
}

fn failed(why: &str) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, why.to_owned()).into_response()
}

fn silent() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "the venue does not answer; it may be stopping").into_response()
}
