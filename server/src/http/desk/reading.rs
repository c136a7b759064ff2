//! Pages that are only read: one's own desk, the moderators' log, who changed what.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use hiroba_desk::keeping::{Deed, Outcome};
use hiroba_desk::page::{self, Note};

use super::asker::Asker;
use super::{Aside, Site, Wish, by, said};

pub(super) async fn home(State(site): State<Arc<Site>>, asker: Asker) -> Result<Response, Aside> {
    let (staff, _) = by(&site, &asker, Deed::Open).await?;
    let page = page::home(&asker.frame(&site, Some(&staff), None), &staff);
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn reports(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    asker: Asker,
) -> Result<Response, Aside> {
    let (staff, outcome) = by(&site, &asker, Deed::ReadLog(wish.page.unwrap_or(0))).await?;
    let Outcome::Log(leaf) = outcome else { return Err(said(&site, &asker, Some(&staff), Note::NotStored).into()) };
    let page = page::reports(&asker.frame(&site, Some(&staff), None), &leaf);
    Ok(asker.answer(StatusCode::OK, page))
}

pub(super) async fn audit(
    State(site): State<Arc<Site>>,
    Query(wish): Query<Wish>,
    asker: Asker,
) -> Result<Response, Aside> {
    let (staff, outcome) = by(&site, &asker, Deed::ReadAudit(wish.page.unwrap_or(0))).await?;
    let Outcome::Audit(leaf) = outcome else { return Err(said(&site, &asker, Some(&staff), Note::NotStored).into()) };
    let page = page::audit(&asker.frame(&site, Some(&staff), None), &leaf);
    Ok(asker.answer(StatusCode::OK, page))
}
