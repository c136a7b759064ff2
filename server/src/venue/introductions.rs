//! Which profiles each client was sent, so that nobody is mentioned to a client that does not know them.
//!
//! Memory is bounded: who was sent many is sent them again after a while. Whom a client sees is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use hiroba_shared::ids::VisitorId;
use hiroba_shared::profile::Profile;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;

use super::input::LinkId;
use super::outbox::Outbox;
use super::roster::Roster;

/// Most profiles remembered per client; beyond, all are forgotten and sent again when needed.
const MOST_KNOWN: usize = 1_024;
/// Most profiles in one message, so that it stays below the limit of a message whatever the names.
const MOST_AT_ONCE: usize = 40;

/// Who knows whom.
#[derive(Debug, Default)]
pub(super) struct Introductions {
    known: BTreeMap<VisitorId, BTreeSet<VisitorId>>,
}

impl Introductions {
    /// Sends the profiles of those of `whom` that the client does not know.
    pub(super) fn introduce(
        &mut self,
        roster: &Roster,
        outbox: &mut Outbox,
        (to, link): (VisitorId, LinkId),
        whom: &[VisitorId],
    ) {
        let profiles: Vec<Profile> = whom
            .iter()
            .filter_map(|other| roster.get(*other))
            .filter(|other| self.note(to, other.profile.visitor))
            .map(|other| other.profile.clone())
            .collect();
        for chunk in profiles.chunks(MOST_AT_ONCE) {
            outbox.send(link, FromServer::Session(SessionFromServer::Profiles(chunk.to_vec())));
        }
    }

    /// Sends the profile of one visitor to all of `to` who do not know them.
    pub(super) fn introduce_to_all(
        &mut self,
        outbox: &mut Outbox,
        to: impl Iterator<Item = (VisitorId, LinkId)>,
        whom: &Profile,
    ) {
        let links = to.filter(|(listener, _)| self.note(*listener, whom.visitor)).map(|(_, link)| link).collect();
        outbox.broadcast(links, FromServer::Session(SessionFromServer::Profiles(vec![whom.clone()])));
    }

    /// The client is a new one, or gone: it knows nobody.
    pub(super) fn forget(&mut self, visitor: VisitorId) {
        self.known.remove(&visitor);
    }

    /// Notes that `to` is told of `other`; answers whether that is new.
    fn note(&mut self, to: VisitorId, other: VisitorId) -> bool {
        let known = self.known.entry(to).or_default();
        if known.contains(&other) {
            return false;
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(other)
    }
}
