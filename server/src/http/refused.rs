//! A "no" as an HTTP answer: the code for programs, a status, and a sentence in English for whoever reads it raw.

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hiroba_shared::door::Refused;
use hiroba_shared::refusal::{Field, Refusal};
use metrics::counter;

use super::{ANSWER_TIMEOUT, QUESTION_BYTES};
use crate::calendar;
use crate::venue::input::refusal_name;

/// The answer that says this refusal.
pub(super) fn answer(refusal: Refusal) -> Response {
    let body = Json(Refused { refused: refusal, message: sentence(refusal) });
    let mut answer = (status(refusal), body).into_response();
    if let Refusal::TooFast { retry_ms } = refusal {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_ms.div_ceil(1_000)));
    }
    answer
}

/// Counts a refusal the venue never hears of.
pub(super) fn counted(refusal: Refusal) -> Refusal {
    counter!("hiroba_refused_total", "reason" => refusal_name(refusal)).increment(1);
    refusal
}

/// The answer to a file that is larger than it may be.
pub(super) fn too_large(most_bytes: u64) -> Response {
    let message = format!("This file is too large: bring at most {} MiB.", most_bytes / (1024 * 1024));
    uncounted_by_the_venue(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message)
}

/// The answer to a question at the door that did not arrive whole: it is too long, or broke off.
pub(super) fn unread(rejection: &BytesRejection) -> Response {
    let status = rejection.status();
    let (reason, message) = if status == StatusCode::PAYLOAD_TOO_LARGE {
        ("too_long", format!("This question is too long: send at most {QUESTION_BYTES} bytes."))
    } else {
        ("broken_off", "This question broke off: send it again.".to_owned())
    };
    uncounted_by_the_venue(status, reason, message)
}

/// The answer to a question that took too long to arrive.
pub(super) fn late() -> Response {
    let message = format!("This took more than {} seconds: try again.", ANSWER_TIMEOUT.as_secs());
    uncounted_by_the_venue(StatusCode::REQUEST_TIMEOUT, "too_slow", message)
}

/// No client of ours asks so; one that does reads a code it knows.
fn uncounted_by_the_venue(status: StatusCode, reason: &'static str, message: String) -> Response {
    counter!("hiroba_refused_total", "reason" => reason).increment(1);
    (status, Json(Refused { refused: Refusal::OutOfPlace, message })).into_response()
}

const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::WrongVersion { .. } => StatusCode::UPGRADE_REQUIRED,
        Refusal::BadField { .. } | Refusal::ReservedName => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Full { .. } | Refusal::NotReady | Refusal::NotStored => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::BadInvitation | Refusal::Barred { .. } | Refusal::NotAllowed | Refusal::NotAgreed => {
            StatusCode::FORBIDDEN
        }
        Refusal::BadTicket | Refusal::BadResumeKey => StatusCode::UNAUTHORIZED,
        Refusal::TooFast { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::NotHere
        | Refusal::Muted { .. }
        | Refusal::QuietZone
        | Refusal::NotInCircle
        | Refusal::CircleFull { .. }
        | Refusal::DirectRefused
        | Refusal::SeatTaken
        | Refusal::TooFar
        | Refusal::NoWay
        | Refusal::OutOfPlace
        | Refusal::NameWanted
        | Refusal::TooMany { .. }
        | Refusal::Closed
        | Refusal::Unknown
        | Refusal::ChatClosed
        | Refusal::NoSeat
        | Refusal::StageFull
        | Refusal::Overtaken => StatusCode::BAD_REQUEST,
    }
}

/// The refusal in English.
pub(super) fn sentence(refusal: Refusal) -> String {
    match refusal {
        Refusal::WrongVersion { server, client } => {
            format!("This venue speaks version {server} and your client version {client}: update the older of the two.")
        }
        Refusal::BadField { field, fault: Some(fault) } => {
            format!("The {} cannot be accepted: {}.", field_name(field), fault)
        }
        Refusal::BadField { field, fault: None } => format!("The {} is not one this venue knows.", field_name(field)),
        Refusal::ReservedName => "This name looks like one reserved for staff: choose another.".to_owned(),
        Refusal::Full { capacity } => {
            format!("The venue is full: {capacity} people are in it. Try again when somebody has left.")
        }
        Refusal::BadInvitation => "This invitation does not exist, is used up or has expired.".to_owned(),
        Refusal::Barred { until } => format!("You may not come in before {}.", moment(until)),
        Refusal::BadTicket => "This ticket was used or has expired: ask for a new one.".to_owned(),
        Refusal::BadResumeKey => "This key is not known any more: join anew.".to_owned(),
        Refusal::TooFast { retry_ms } => format!("Too many requests: try again in {retry_ms} milliseconds."),
        Refusal::NotReady => "The server is starting or stopping: try again shortly.".to_owned(),
        Refusal::NotStored => "This could not be stored: try again.".to_owned(),
        Refusal::NotAgreed => {
            "Read the privacy notice and the code of conduct (GET /api/policies) and agree to their version.".to_owned()
        }
        Refusal::OutOfPlace => "This question cannot be understood.".to_owned(),
        Refusal::NotAllowed => "Your role does not allow this.".to_owned(),
        Refusal::Muted { until } => format!("You are muted until {}.", moment(until)),
        Refusal::NotHere
        | Refusal::QuietZone
        | Refusal::NotInCircle
        | Refusal::CircleFull { .. }
        | Refusal::DirectRefused
        | Refusal::SeatTaken
        | Refusal::TooFar
        | Refusal::NoWay
        | Refusal::NameWanted
        | Refusal::TooMany { .. }
        | Refusal::Closed
        | Refusal::Unknown
        | Refusal::ChatClosed
        | Refusal::NoSeat
        | Refusal::StageFull
        | Refusal::Overtaken => "This cannot be done now.".to_owned(),
    }
}

const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Country => "country",
        Field::Organisation => "organisation",
        Field::Languages => "list of languages",
        Field::Look => "look",
        Field::Invitation => "invitation",
    }
}

fn moment(unix: i64) -> String {
    calendar::text(unix).unwrap_or_else(|| "a far day".to_owned())
}
