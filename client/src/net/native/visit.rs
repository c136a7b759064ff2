//! One visit from joining to leaving, over as many links as it takes.
//!
//! The door is asked, a link is opened and pumped; when it breaks, the resume key opens the next one after a pause
//! that grows from half a second to ten. Farewells decide whether the client comes back by itself.

use std::time::Duration;

use hiroba_shared::door::{Admission, JoinRequest};
use hiroba_shared::protocol::session::{SessionFromClient, SessionFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::{Farewell, Refusal};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use super::address::Origin;
use super::attention::Watch;
use super::carrier::{Carrier, NoCarrier};
use super::door::Door;
use super::{LinkChoice, Reporter};
use crate::net::port::{FromLink, ToLink};
use crate::net::session::{Heard, Session};
use crate::venue_state::JoinRefused;

/// Sends go out this often, whatever the frame rate.
const FLUSH_EVERY: Duration = Duration::from_millis(50);
/// A link this long without a frame is broken.
const SILENCE: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// How long the farewell may take after the person leaves.
const LEAVING: Duration = Duration::from_secs(2);

/// How long the venue may take to close the link when the client closes.
const GOODBYE: Duration = Duration::from_millis(500);

/// How a link ended.
enum End {
    /// The venue said farewell.
    Farewell(Farewell),
    /// It broke, or went silent.
    Broken,
    /// The client itself is closing.
    PortGone,
}

pub(super) async fn run(
    server: &str,
    request: JoinRequest,
    choice: LinkChoice,
    orders: &mut UnboundedReceiver<ToLink>,
    report: &Reporter,
) {
    let tell = |what| report.tell(what);
    let Some(origin) = Origin::typed(server) else { return tell(FromLink::NotJoined(JoinRefused::Unreachable)) };
    let door = Door::new(origin);
    let asking = door.clone();
    let mut admission = match blocking(move || asking.join(&request)).await {
        Ok(admission) => admission,
        Err(refused) => return tell(FromLink::NotJoined(refused)),
    };
    let mut opened_before = false;
    loop {
        let end = match Carrier::open(&door.origin, &admission, choice).await {
            Ok(carrier) => {
                opened_before = true;
                tell(FromLink::Opened);
                pump(carrier, &door, orders, report).await
            }
            Err(NoCarrier::Refused(refusal)) if refusal != Refusal::BadTicket => {
                return tell(FromLink::NotJoined(JoinRefused::Refused(refusal)));
            }
            Err(NoCarrier::Refused(_)) => End::Broken,
            Err(NoCarrier::Unreachable) if !opened_before => {
                return tell(FromLink::NotJoined(JoinRefused::Unreachable));
            }
            Err(NoCarrier::Unreachable) => End::Broken,
        };
        let farewell = match end {
            End::PortGone => return,
            End::Farewell(Farewell::ServerStops) => Some(Farewell::ServerStops),
            End::Farewell(farewell) => return tell(FromLink::Ended(farewell)),
            End::Broken => None,
        };
        admission = match come_back(&door, admission.resume_key, farewell, orders, report).await {
            Some(admission) => admission,
            None => return,
        };
    }
}

/// Asks the door again and again; `None` when there is no way back, which was then reported.
async fn come_back(
    door: &Door,
    resume_key: String,
    farewell: Option<Farewell>,
    orders: &mut UnboundedReceiver<ToLink>,
    report: &Reporter,
) -> Option<Admission> {
    let mut pause = FIRST_PAUSE;
    for tries in 1.. {
        report.tell(FromLink::Broken { tries, farewell });
        let until = Instant::now() + pause;
        pause = (pause * 2).min(LONGEST_PAUSE);
        loop {
            tokio::select! {
                order = orders.recv() => match order {
                    None | Some(ToLink::Leave) => return None,
                    // What was meant for the broken link is not said on the next one.
                    Some(_) => {}
                },
                () = sleep_until(until) => break,
            }
        }
        let (asking, key) = (door.clone(), resume_key.clone());
        match blocking(move || asking.resume(key)).await {
            Ok(admission) => return Some(admission),
            Err(JoinRefused::Unreachable) => {}
            Err(JoinRefused::Refused(Refusal::NotReady | Refusal::TooFast { .. } | Refusal::Full { .. })) => {}
            Err(refused @ JoinRefused::Refused(_)) => {
                report.tell(FromLink::NotJoined(refused));
                return None;
            }
        }
    }
    None
}

/// Carries frames both ways until the link ends.
async fn pump(mut carrier: Carrier, door: &Door, orders: &mut UnboundedReceiver<ToLink>, report: &Reporter) -> End {
    let mut session = Session::default();
    let mut flush = interval(FLUSH_EVERY);
    flush.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut look = interval(FLUSH_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut watch = Watch::default();
    let mut passed = Instant::now();
    let mut leaving: Option<Instant> = None;
    let mut farewell = None;
    loop {
        let flush_now = tokio::select! {
            frame = timeout(SILENCE, carrier.incoming.recv()) => {
                let Ok(Some(frame)) = frame else { break };
                let Ok(heard) = session.take(&frame) else { break };
                for heard in heard {
                    farewell = farewell.or(farewell_in(&heard));
                    let for_nobody = watch.is_away() && matches!(heard, Heard::Snapshot(_));
                    if !for_nobody {
                        report.tell(reported(heard));
                    }
                }
                false
            }
            order = orders.recv() => match order {
                None => {
                    say_goodbye(session, carrier).await;
                    return End::PortGone;
                }
                Some(order) => {
                    if matches!(order, ToLink::Leave) {
                        leaving = Some(Instant::now());
                    }
                    obey(order, &mut session, door, report)
                }
            },
            _ = flush.tick() => true,
            _ = look.tick() => {
                if let Some(away) = watch.check(&report.attention) {
                    session.say(&FromClient::Session(SessionFromClient::Away(away)));
                }
                false
            }
        };
        session.pass(passed.elapsed());
        passed = Instant::now();
        if flush_now {
            flush.reset();
        }
        let too_slow = flush_now && !send(&mut session, &carrier);
        if too_slow || !session.is_alive() || leaving.is_some_and(|since| since.elapsed() > LEAVING) {
            break;
        }
    }
    match farewell {
        Some(farewell) => End::Farewell(farewell),
        None if leaving.is_some() => End::Farewell(Farewell::Left),
        None => End::Broken,
    }
}

/// Leaves, and waits for the venue to close the link, but not long: the window is gone already.
async fn say_goodbye(mut session: Session, mut carrier: Carrier) {
    session.say(&FromClient::Session(SessionFromClient::Leave));
    send(&mut session, &carrier);
    let closed = async { while carrier.incoming.recv().await.is_some() {} };
    let _ = timeout(GOODBYE, closed).await;
}

/// Does what a feature wants; true when it should go out at once.
fn obey(order: ToLink, session: &mut Session, door: &Door, report: &Reporter) -> bool {
    let (door, report) = (door.clone(), report.report.clone());
    match order {
        ToLink::Say(message) => session.say(&message),
        ToLink::Stride(bytes) => {
            session.stride(bytes);
            return true;
        }
        ToLink::FetchMap(hash) => {
            tokio::task::spawn_blocking(move || report.send(FromLink::Map { map: door.map(&hash), hash }));
        }
        ToLink::FetchPicture(hash) => {
            tokio::task::spawn_blocking(move || report.send(FromLink::Picture { png: door.picture(&hash), hash }));
        }
        ToLink::Leave => session.say(&FromClient::Session(SessionFromClient::Leave)),
        ToLink::Join { .. } => bevy::log::debug!("asked to join while in a venue"),
    }
    false
}

fn send(session: &mut Session, carrier: &Carrier) -> bool {
    session.frames(carrier.frame_bytes).into_iter().all(|frame| carrier.send(frame))
}

fn reported(heard: Heard) -> FromLink {
    match heard {
        Heard::Message(message) => FromLink::Message(Box::new(message)),
        Heard::Snapshot(snapshot) => FromLink::Snapshot(snapshot),
    }
}

fn farewell_in(heard: &Heard) -> Option<Farewell> {
    match heard {
        Heard::Message(FromServer::Session(SessionFromServer::Farewell(farewell))) => Some(*farewell),
        Heard::Message(_) | Heard::Snapshot(_) => None,
    }
}

/// Runs a blocking question to the door beside the runtime.
async fn blocking<F>(question: F) -> Result<Admission, JoinRefused>
where
    F: FnOnce() -> Result<Admission, JoinRefused> + Send + 'static,
{
    tokio::task::spawn_blocking(question).await.unwrap_or(Err(JoinRefused::Unreachable))
}
