//! A visitor without a window who stands in the hall and says what the venue shows and lets hear.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, mpsc};
use std::thread;

use hiroba_shared::door::JoinRequest;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::snapshot::Sighting;
use hiroba_shared::protocol::talk::TalkFromServer;
use hiroba_tests::bot::{Bot, TICK};
use hiroba_tests::messages;
use hiroba_tests::network::door::{Door, NotIn};
use hiroba_tests::network::transport::{self, Kind};

use super::stage::PATIENCE;

/// What the witness knows.
pub(super) struct Seen {
    bot: Bot,
    heard: Vec<(VisitorId, String)>,
}

impl Seen {
    /// The visitor of this name, if they are in sight.
    pub(super) fn visitor(&self, name: &str) -> Option<VisitorId> {
        let named = self.bot.profiles.values().find(|profile| profile.persona.name.as_str() == name)?;
        self.sighting(named.visitor).map(|_| named.visitor)
    }

    /// How a visitor is seen.
    pub(super) fn sighting(&self, visitor: VisitorId) -> Option<Sighting> {
        self.bot.sight.of(visitor)
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
        let seen = Arc::new((Mutex::new(Seen { bot: Bot::new(), heard: Vec::new() }), Condvar::new()));
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
        found(&guard).unwrap_or_else(|| panic!("the witness waited in vain for {what}"))
    }

    pub(super) fn sighting(&self, visitor: VisitorId) -> Option<Sighting> {
        self.lock().sighting(visitor)
    }

    /// Width and height of the room, in tiles, once known.
    pub(super) fn room_size(&self) -> Option<(u16, u16)> {
        self.lock().bot.ground().map(|map| (map.width, map.height))
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
    seen: &(Mutex<Seen>, Condvar),
    ended: &mpsc::Receiver<()>,
) -> anyhow::Result<()> {
    let request = JoinRequest::new(&messages::persona(name));
    let admission = match door.join(&request).await {
        Ok(admission) => admission,
        Err(NotIn::Refused(refusal)) => anyhow::bail!("refused: {refusal:?}"),
        Err(NotIn::Unreachable(error)) => return Err(error),
    };
    let (mut sender, mut receiver) = transport::connect(kind, door, &admission).await?;
    let opening = Opening::new(transport::secret(&admission.ticket)?).to_bytes();
    let answer = transport::present(&mut sender, &mut receiver, &opening).await?;
    anyhow::ensure!(answer == OpeningAnswer::Accepted, "{answer:?}");
    let mut ticks = tokio::time::interval(TICK);
    while !matches!(ended.try_recv(), Err(mpsc::TryRecvError::Disconnected)) {
        tokio::select! {
            frame = receiver.next() => match frame? {
                Some(frame) => take(seen, &frame),
                None => return Ok(()),
            },
            _ = ticks.tick() => {
                let wanted = seen.0.lock().expect("the test lives").bot.wanted_map().map(str::to_owned);
                if let Some(hash) = wanted {
                    let map = door.map(&hash).await?;
                    seen.0.lock().expect("the test lives").bot.learn_map(Arc::new(map));
                }
                let frames = seen.0.lock().expect("the test lives").bot.tick();
                for frame in frames {
                    sender.send(&frame).await?;
                }
            }
        }
    }
    sender.close().await;
    Ok(())
}

fn take((seen, changed): &(Mutex<Seen>, Condvar), frame: &[u8]) {
    let mut guard = seen.lock().expect("the test lives");
    guard.bot.receive(frame);
    while let Some(message) = guard.bot.poll() {
        if let FromServer::Talk(TalkFromServer::Heard { from, text, .. }) = message {
            guard.heard.push((from, text.as_str().to_owned()));
        }
    }
    changed.notify_all();
}
