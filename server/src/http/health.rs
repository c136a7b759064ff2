//! Whether the process lives, and whether it lets people in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use super::Site;

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// The driver takes questions, and the venue lets people in.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> (StatusCode, &'static str) {
    let takes_people = site.entrance.is_open() && !site.gauges.borrow().stopping;
    if takes_people { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "stopping\n") }
}
