//! What stands at the door for pages, clients and bots: title, rooms, how many are in, and which policies hold.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use hiroba_shared::door::{DoorSign, RoomSign, Versions};
use hiroba_shared::languages::OFFERED;
use hiroba_shared::title::Title;

use super::LANGUAGES;
use crate::http::Site;

pub(crate) async fn show(State(site): State<Arc<Site>>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], Json(sign(&site)))
}

fn sign(site: &Site) -> DoorSign {
    let gauges = site.gauges.borrow().clone();
    let present = |room: &str| gauges.rooms.iter().find(|(name, _)| name == room).map_or(0, |(_, present)| *present);
    let room = |(name, title): &(String, Title)| RoomSign {
        name: name.clone(),
        title: title.first().to_owned(),
        titles: title.others().map(|(language, title)| (language.code().to_owned(), title.to_owned())).collect(),
        present: present(name),
    };
    DoorSign {
        title: site.page.title.clone(),
        versions: Versions::OURS,
        policies: site.page.policies.version().letters(),
        present: gauges.present,
        capacity: site.capacity,
        rooms: site.page.rooms.iter().map(room).collect(),
        interface: LANGUAGES.map(str::to_owned).to_vec(),
        spoken: OFFERED.map(|(code, name)| (code.to_owned(), name.to_owned())).to_vec(),
    }
}
