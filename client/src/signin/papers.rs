//! Fetches what a venue wants agreed to, on a thread of its own, once the venue has asked for it.
//!
//! Bounded in size and time. When it cannot be had, the form says that the venue does not answer.

use bevy::prelude::*;
use hiroba_shared::door::Policies;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use super::form::{Fault, Form, Papers, Part, address};
use crate::schedule::ClientSystems;

const TIMEOUT: Duration = Duration::from_secs(10);
/// Eight texts of 64 KiB, written twice as long in JSON.
const MOST_BYTES: u64 = 1024 * 1024;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Errand>().add_systems(Update, (send, receive).chain().in_set(ClientSystems::React));
}

/// The fetch that is under way.
#[derive(Resource, Default)]
struct Errand(Option<Mutex<Receiver<Option<Policies>>>>);

fn send(form: Res<Form>, mut errand: ResMut<Errand>) {
    if form.papers != Papers::Wanted || errand.0.is_some() {
        return;
    }
    let door = address(&form.answers.server).unwrap_or_default();
    let (back, answers) = channel();
    let fetching = std::thread::Builder::new().name("papers".to_owned()).spawn(move || {
        // Nobody waits any more when the program has ended.
        back.send(fetch(&door)).ok();
    });
    if let Err(error) = fetching {
        bevy::log::error!("no thread to fetch the venue's texts: {error}");
    }
    errand.0 = Some(Mutex::new(answers));
}

fn receive(mut form: ResMut<Form>, mut errand: ResMut<Errand>) {
    let Some(answers) = &errand.0 else { return };
    let answer = match answers.lock().map(|answers| answers.try_recv()) {
        Ok(Ok(answer)) => answer,
        Ok(Err(TryRecvError::Empty)) => return,
        Ok(Err(TryRecvError::Disconnected)) | Err(_) => None,
    };
    errand.0 = None;
    if form.papers != Papers::Wanted {
        return;
    }
    if let Some(policies) = answer {
        form.papers = Papers::Here(policies);
    } else {
        form.papers = Papers::Unasked;
        form.faults.insert(Part::Server, Fault::Unreachable);
    }
}

fn fetch(door: &str) -> Option<Policies> {
    let config = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).build();
    let mut answer = ureq::Agent::from(config).get(format!("{door}/api/policies")).call().ok()?;
    let text = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string().ok()?;
    serde_json::from_str(&text).ok()
}
