//! Carries the venue's requests to the store and its answers back, in order, one transaction for all that wait.
//!
//! Answers the desk of the staff too, one question after the other between two transactions of the venue.
//! Also has the store forget what it may keep no longer, once an hour, and orders from the operator that need the
//! store itself.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use super::clock;
use crate::desk::Question;
use crate::entrance::Entrance;
use crate::store::{DeskStore, Retention, Store};
use crate::venue::record::{Request, RequestId};

/// How often the store forgets.
const FORGET_EVERY: Duration = Duration::from_secs(60 * 60);

/// What the store's task is told.
#[derive(Debug)]
pub struct Orders {
    /// Requests from the driver, which ends the task by hanging up.
    pub requests: mpsc::UnboundedReceiver<Vec<(RequestId, Request)>>,
    /// Where answers go.
    pub entrance: Entrance,
    /// Questions from the desk of the staff.
    pub desk: mpsc::Receiver<Question>,
    /// How long personal things are kept.
    pub retention: Retention,
}

/// Keeps what the driver sends until it hangs up; gives the store back with everything in it.
pub async fn keep<S: Store + DeskStore>(mut store: S, mut orders: Orders) -> S {
    let mut hourly = interval(FORGET_EVERY);
    hourly.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            first = orders.requests.recv() => {
                let Some(mut requests) = first else { return store };
                while let Ok(more) = orders.requests.try_recv() {
                    requests.extend(more);
                }
                orders.entrance.stored(store.commit(requests).await).await;
            }
            Some(question) = orders.desk.recv() => {
                // Whoever was told that it could not be saved is not to find it done.
                if question.answer.is_closed() {
                    continue;
                }
                let answered = store.desk(&question.asked, clock::unix_now()).await;
                // Whoever hung up meanwhile needs no answer.
                drop(question.answer.send(answered));
            }
            _ = hourly.tick() => match store.forget(clock::unix_now(), orders.retention).await {
                Ok(forgotten) => tracing::debug!(?forgotten, "what may be kept no longer was forgotten"),
                Err(fault) => tracing::error!(%fault, "the store could not forget what it may keep no longer"),
            },
        }
    }
}
