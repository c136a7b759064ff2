//! Signing in and out, and beginning by a one-time link.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hiroba_desk::fault::Fault;
use hiroba_desk::form::{self, Chosen, Form};
use hiroba_desk::keeping::{Answered, Asked, Beginning, Deed, NameKey, NewLink, NewSession, Offer, Seal};
use hiroba_desk::page::{self, Done, Note};
use hiroba_desk::words::Language;
use metrics::counter;

use super::asker::Asker;
use super::{Aside, Site, Wish, by, go, said, secret};
use crate::secrets::digest_of_letters;

/// How long a session lasts: a day at the venue.
const SESSION_SECONDS: i64 = 12 * 3_600;

pub(super) async fn show_sign_in(State(site): State<Arc<Site>>, Query(wish): Query<Wish>, asker: Asker) -> Response {
    let page = page::sign_in(&asker.frame(&site, None, wish.done()), &Form::default(), &[]);
    asker.answer(StatusCode::OK, page)
}

pub(super) async fn sign_in(State(site): State<Arc<Site>>, asker: Asker, body: Bytes) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    let asked = form::signing_in(&form);
    let now = site.desk.door.now();
    let from = asker.from.0;
    if let Err(too_often) = site.desk.tries(|tries| tries.begin(from, &asked.key, now)) {
        counted("limited");
        return Err(said(&site, &asker, None, Note::TooOften(too_often.seconds)).into());
    }
    let Answered::Password(known) = site.desk.door.ask(Asked::FindPassword(asked.key.clone())).await else {
        return Err(said(&site, &asker, None, Note::NotStored).into());
    };
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let Ok(is_right) = site.desk.passwords.is_right(asked.password, hash).await else {
        counted("busy");
        return Err(said(&site, &asker, None, Note::Busy).into());
    };
    let Some((staff, password)) = known.filter(|_| is_right) else {
        counted("wrong");
        let page = page::sign_in(&asker.frame(&site, None, None), &form, &[Fault::SignInWrong]);
        return Ok(asker.answer(StatusCode::FORBIDDEN, page));
    };
    let (session, seal) = secret(&site, &asker)?;
    let new = NewSession { staff, password, session: NewLink { seal, expires: now.saturating_add(SESSION_SECONDS) } };
    let Answered::Signed(_) = site.desk.door.ask(Asked::SignIn(new)).await else {
        return Err(said(&site, &asker, None, Note::NotStored).into());
    };
    site.desk.tries(|tries| tries.right(from, &asked.key));
    counted("right");
    Ok(asker.signed(go("/desk", None), &session))
}

pub(super) async fn sign_out(State(site): State<Arc<Site>>, asker: Asker, body: Bytes) -> Result<Response, Aside> {
    asker.form(&site, &body)?;
    if site.desk.door.ask(Asked::SignOut(asker.seal())).await != Answered::Kept {
        return Err(said(&site, &asker, None, Note::NotStored).into());
    }
    Ok(asker.forgotten(go("/desk/sign-in", Some(Done::SignedOut))))
}

pub(super) async fn sign_out_everywhere(
    State(site): State<Arc<Site>>,
    asker: Asker,
    body: Bytes,
) -> Result<Response, Aside> {
    asker.form(&site, &body)?;
    by(&site, &asker, Deed::SignOutEverywhere).await?;
    Ok(asker.forgotten(go("/desk/sign-in", Some(Done::SignedOutEverywhere))))
}

/// The link itself changes nothing, so that a program that looks at links before people do cannot use it up.
pub(super) async fn show_begin(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    asker: Asker,
) -> Result<Response, Aside> {
    let key = wish.key.unwrap_or_default();
    let (offer, _) = offer(&site, &asker, &key).await?;
    let page = page::begin(&asker.frame(&site, None, None), &key, &offer, (&Form::default(), &[]));
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn begin(State(site): State<Arc<Site>>, asker: Asker, body: Bytes) -> Result<Response, Aside> {
    let form = asker.form(&site, &body)?;
    let key = form.value("key");
    // Nobody has a password hashed without a link that works.
    let (offer, link) = offer(&site, &asker, key).await?;
    let again = |faults: &[Fault]| {
        let page = page::begin(&asker.frame(&site, None, None), key, &offer, (&form, faults));
        asker.answer(StatusCode::UNPROCESSABLE_ENTITY, page)
    };
    let Chosen { name, key: folded, password } = match form::chosen(&form) {
        Ok(chosen) => chosen,
        Err(faults) => return Ok(again(&faults)),
    };
    // Whoever holds a link is not to keep the passwords of all others waiting, or to ask for names one by one.
    let now = site.desk.door.now();
    let (from, tried) = (asker.from.0, NameKey(format!("link {}", blake3::Hash::from(link.0).to_hex())));
    if let Err(too_often) = site.desk.tries(|tries| tries.begin(from, &tried, now)) {
        counted("limited");
        return Err(said(&site, &asker, None, Note::TooOften(too_often.seconds)).into());
    }
    let Ok(password) = site.desk.passwords.hash(password).await else {
        return Err(said(&site, &asker, None, Note::Busy).into());
    };
    let (session, seal) = secret(&site, &asker)?;
    let session_link = NewLink { seal, expires: now.saturating_add(SESSION_SECONDS) };
    let beginning = Beginning { link, name: name.into(), key: folded, password, session: session_link };
    let answered = site.desk.door.ask(Asked::Begin(beginning)).await;
    if let Answered::Signed(_) = answered {
        site.desk.tries(|tries| tries.right(from, &tried));
        return Ok(asker.signed(go("/desk", None), &session));
    }
    if answered == Answered::NameTaken {
        return Ok(again(&[Fault::NameTaken]));
    }
    if answered == Answered::Spent {
        Ok(spent(&site, &asker))
    } else {
        Err(said(&site, &asker, None, Note::NotStored).into())
    }
}

/// Another language from here on, on the page where it was asked for.
pub(super) async fn speak(Path(code): Path<String>, asker: Asker) -> Response {
    let Some(language) = Language::from_code(&code) else { return StatusCode::NOT_FOUND.into_response() };
    let back = asker.came_from.clone().unwrap_or_else(|| "/desk".to_owned());
    asker.speaking(go(&back, None), language)
}

/// What a one-time link is for.
async fn offer(site: &Site, asker: &Asker, key: &str) -> Result<(Offer, Seal), Aside> {
    let Some(digest) = digest_of_letters(key) else { return Err(spent(site, asker).into()) };
    let seal = Seal(digest.0);
    let answered = site.desk.door.ask(Asked::ReadLink(seal)).await;
    let is_spent = answered == Answered::Spent;
    if let Answered::Offer(offer) = answered {
        return Ok((offer, seal));
    }
    Err(if is_spent { spent(site, asker) } else { said(site, asker, None, Note::NotStored) }.into())
}

fn spent(site: &Site, asker: &Asker) -> Response {
    asker.answer(StatusCode::GONE, page::spent(&asker.frame(site, None, None)))
}

fn counted(result: &'static str) {
    counter!("hiroba_desk_sign_ins_total", "result" => result).increment(1);
}
