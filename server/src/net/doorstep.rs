//! What every link goes through before it carries anything: an opening in time, our versions, a ticket that holds.
//!
//! Only so many links may stand here at once, of one address fewer still, and none longer than `OPENING_TIMEOUT_MS`. Whether a ticket holds is the
//! venue's answer. A page from another site may not open a link in its visitor's name: its `Origin` gives it away.

mod places;

use std::sync::Arc;
use std::time::Duration;

use hiroba_shared::protocol::opening::{OPENING_TIMEOUT_MS, Opening, OpeningAnswer};
use metrics::counter;

use crate::address::Addresses;
use crate::entrance::Entrance;
use crate::entrance::mailbox::Mailbox;
use crate::same_site::SameSite;
pub(super) use places::Place;
use places::Places;

use crate::venue::input::{AddressKey, Digest, LinkId, Transport, refusal_name};

/// How long a link may stand there.
pub(super) const OPENING_TIMEOUT: Duration = Duration::from_millis(OPENING_TIMEOUT_MS);
/// How often a link is shown to proxies, and to the peer, to be alive, at the least.
const KEEP_ALIVE: Duration = Duration::from_secs(5);

/// Where links of every transport come in.
#[derive(Debug, Clone)]
pub struct Doorstep {
    pub(super) entrance: Entrance,
    /// A link over which nothing at all came for this long is broken.
    pub(super) silence: Duration,
    /// Where links come from.
    pub(super) addresses: Arc<Addresses>,
    places: Arc<Places>,
    site: SameSite,
}

/// A link that was let in.
#[derive(Debug)]
pub(super) struct LetIn {
    pub(super) link: LinkId,
    pub(super) mailbox: Arc<Mailbox>,
}

/// Why a link was not let in.
#[derive(Debug)]
pub(super) enum TurnedAway {
    /// It said nothing we understand: closed without a word.
    Unintelligible,
    /// It is told why.
    Refused(OpeningAnswer),
}

impl Doorstep {
    /// The doorstep before `entrance`; links that are silent for longer than `silence` are broken.
    #[must_use]
    pub fn new(entrance: Entrance, site: SameSite, addresses: Arc<Addresses>, silence: Duration) -> Self {
        Self { entrance, silence, addresses, places: Arc::default(), site }
    }

    /// A place for one more link from this address, until it is let in or sent away.
    pub(super) fn take_place(&self, address: AddressKey) -> Option<Place> {
        let place = Places::take(&self.places, address);
        if place.is_none() {
            turned_away("crowded");
        }
        place
    }

    /// Whether so many links stand here that strangers should prove their address first.
    pub(super) fn is_busy(&self) -> bool {
        self.places.are_half_taken()
    }

    /// Whether a page of this `origin` may open a link under the name `host`; counts it if not.
    pub(super) fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let admitted = self.site.admits(origin, host);
        if !admitted {
            turned_away("origin");
        }
        admitted
    }

    /// Judges the first bytes of a link.
    pub(super) async fn judge(
        &self,
        transport: Transport,
        opening: &[u8],
        mailbox: Mailbox,
    ) -> Result<LetIn, TurnedAway> {
        let Ok(opening) = Opening::from_bytes(opening) else {
            turned_away("no_opening");
            return Err(TurnedAway::Unintelligible);
        };
        if let Some(refusal) = opening.version_refusal() {
            counter!("hiroba_refused_total", "reason" => refusal_name(refusal)).increment(1);
            return Err(TurnedAway::Refused(OpeningAnswer::Refused(refusal)));
        }
        let ticket = Digest(*blake3::hash(&opening.ticket).as_bytes());
        let mailbox = Arc::new(mailbox);
        match self.entrance.present(transport, ticket, &mailbox).await {
            (link, OpeningAnswer::Accepted) => Ok(LetIn { link, mailbox }),
            (_, answer @ OpeningAnswer::Refused(_)) => Err(TurnedAway::Refused(answer)),
        }
    }
}

/// How often a link that may be silent for so long is shown to be alive: losing one sign of life must not break it.
pub(super) fn keep_alive(silence: Duration) -> Duration {
    KEEP_ALIVE.min(silence / 3)
}

/// Counts a link that was not let in before the venue heard of it.
pub(super) fn turned_away(reason: &'static str) {
    counter!("hiroba_links_turned_away_total", "reason" => reason).increment(1);
}
