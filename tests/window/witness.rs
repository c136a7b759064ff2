//! A visitor without a window who stands in the hall and says what the venue shows and lets hear.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, mpsc};
use std::thread;

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::snapshot::Sighting;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_tests::bot::TICK;
use hiroba_tests::network::door::Door;
use hiroba_tests::network::guest::Guest;
use hiroba_tests::network::transport::Kind;

use super::stage::PATIENCE;

/// What the witness knows.
#[derive(Default)]
pub(super) struct Seen {
    names: BTreeMap<String, VisitorId>,
    picture: BTreeMap<VisitorId, Sighting>,
    heard: Vec<(VisitorId, String)>,
    room_size: Option<(u16, u16)>,
}

impl Seen {
    fn by(guest: &Guest) -> Self {
        let names = guest.bot.profiles.values().map(|known| (known.persona.name.to_string(), known.visitor));
        let heard = guest.log.iter().filter_map(|message| {
            let FromServer::Talk(TalkFromServer::Heard { from, text, .. }) = message else { return None };
            Some((*from, text.to_string()))
        });
        Self {
            names: names.collect(),
            picture: guest.bot.sight.picture(),
            heard: heard.collect(),
            room_size: guest.bot.ground().map(|map| (map.width, map.height)),
        }
    }

    /// The visitor of this name, if they are in sight.
    pub(super) fn visitor(&self, name: &str) -> Option<VisitorId> {
        self.names.get(name).copied().filter(|visitor| self.picture.contains_key(visitor))
    }

    /// How a visitor is seen.
    pub(super) fn sighting(&self, visitor: VisitorId) -> Option<Sighting> {
        self.picture.get(&visitor).copied()
    }

    /// Whether a visitor was heard to say exactly this.
    pub(super) fn heard(&self, from: VisitorId, text: &str) -> Option<()> {
        self.heard.iter().any(|(who, what)| *who == from && what == text).then_some(())
    }
}

/// A visitor on a thread of their own, until dropped.
pub(super) struct Witness {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    over: Option<mpsc::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Witness {
    pub(super) fn join(url: &str, kind: Kind, name: &str) -> Self {
        let seen = Arc::new((Mutex::new(Seen::default()), Condvar::new()));
        let (over, ended) = mpsc::channel();
        let (door, name, theirs) = (Door::at(url).expect("a door"), name.to_owned(), Arc::clone(&seen));
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(stand_by(&door, kind, &name, &theirs, &ended)).expect("the witness stays in the venue");
        });
        Self { seen, over: Some(over), thread: Some(thread) }
    }

    /// Waits until `found` answers.
    pub(super) fn wait<T>(&self, what: &str, found: impl Fn(&Seen) -> Option<T>) -> T {
        let (seen, changed) = &*self.seen;
        let guard = seen.lock().expect("the witness lives");
        let waited = changed.wait_timeout_while(guard, PATIENCE, |seen| found(seen).is_none());
        let (guard, _) = waited.expect("the witness lives");
        let answer = found(&guard);
        // Let go first: the witness is not to fall with the test.
        drop(guard);
        answer.unwrap_or_else(|| panic!("the witness waited in vain for {what}"))
    }

    pub(super) fn visitor(&self, name: &str) -> Option<VisitorId> {
        self.lock().visitor(name)
    }

    pub(super) fn sighting(&self, visitor: VisitorId) -> Option<Sighting> {
        self.lock().sighting(visitor)
    }

    /// Width and height of the room, in tiles, once known.
    pub(super) fn room_size(&self) -> Option<(u16, u16)> {
        self.lock().room_size
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().expect("the witness lives")
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        drop(self.over.take());
        drop(self.thread.take().map(thread::JoinHandle::join));
    }
}

async fn stand_by(
    door: &Door,
    kind: Kind,
    name: &str,
    (seen, changed): &(Mutex<Seen>, Condvar),
    ended: &mpsc::Receiver<()>,
) -> anyhow::Result<()> {
    let mut guest = Guest::join(door, kind, name).await?;
    while !guest.is_gone && !matches!(ended.try_recv(), Err(mpsc::TryRecvError::Disconnected)) {
        guest.live(TICK).await?;
        *seen.lock().expect("the test lives") = Seen::by(&guest);
        changed.notify_all();
    }
    guest.goes().await;
    Ok(())
}
