//! The HTTP door over ureq: questions, and fetching what is named by its hash.
//!
//! Blocking, hence only called from blocking tasks. What the bytes mean is read in `net/answer.rs`.

use std::time::Duration;

use hiroba_shared::door::Admission;

use super::webp;
use crate::net::address::Origin;
use crate::net::answer::{self, Accepted, MAX_ANSWER_BYTES};
use crate::net::port::FromLink;
use crate::net::visit::{Fetch, Question};
use crate::venue_state::JoinRefused;

const TIMEOUT: Duration = Duration::from_secs(10);
const FETCH_TIMEOUT: Duration = Duration::from_secs(60);

/// A door somebody may ask.
#[derive(Debug, Clone)]
pub(super) struct Door {
    origin: Origin,
    agent: ureq::Agent,
}

impl Door {
    pub(super) fn new(origin: Origin) -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(FETCH_TIMEOUT)).http_status_as_error(false);
        Self { origin, agent: config.build().into() }
    }

    pub(super) fn ask(&self, question: &Question) -> Result<Admission, JoinRefused> {
        let unreachable = |error: ureq::Error| {
            bevy::log::debug!("the door does not answer: {error}");
            JoinRefused::Unreachable
        };
        let url = self.origin.http(question.path());
        let post = self.agent.post(url).config().timeout_global(Some(TIMEOUT)).build();
        let body = question.body();
        let mut answer = post.header("content-type", "application/json").send(&body[..]).map_err(unreachable)?;
        let accepted = Accepted::by_status(answer.status().as_u16());
        let bytes = answer.body_mut().with_config().limit(MAX_ANSWER_BYTES).read_to_vec().map_err(unreachable)?;
        answer::admission(accepted, &bytes)
    }

    pub(super) fn fetch(&self, what: Fetch) -> FromLink {
        let bytes = what.path().and_then(|path| self.get(&path, what.limit()));
        what.report(bytes, |bytes| webp::decoded(&bytes))
    }

    fn get(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        match self.agent.get(self.origin.http(path)).call() {
            Ok(mut answer) if answer.status().is_success() => {
                answer.body_mut().with_config().limit(limit).read_to_vec().ok()
            }
            Ok(answer) => {
                bevy::log::error!(path, status = answer.status().as_u16(), "not to be had");
                None
            }
            Err(error) => {
                bevy::log::error!(path, "not to be had: {error}");
                None
            }
        }
    }
}
