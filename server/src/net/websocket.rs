//! Links over WebSocket: one binary message is the opening, its answer or a frame.
//!
//! Buffers are small, because two thousand of them add up, and messages beyond a frame are refused by the protocol
//! layer. The server pings, so that proxies keep the connection and a peer that is gone is noticed.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, Stream, StreamExt};
use hiroba_shared::protocol::codec;
use hiroba_shared::protocol::frame::MAX_FRAME_BYTES;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::doorstep::{Doorstep, LetIn, OPENING_TIMEOUT, Place, TurnedAway, keep_alive, turned_away};
use crate::entrance::mailbox::{Mailbox, PARTING_TIMEOUT};
use crate::venue::input::Transport;

/// The default of 128 KiB is set to zero before every read, for every link.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// Most bytes that wait below the mailbox.
const WRITE_BUFFER_BYTES: usize = 64 * 1024;

/// The route that links come in by.
pub fn route(doorstep: Doorstep) -> Router {
    Router::new().route("/link", get(upgrade)).with_state(doorstep)
}

async fn upgrade(
    State(doorstep): State<Doorstep>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    asked: WebSocketUpgrade,
) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"));
    if !doorstep.admits(origin, text(header::HOST)) {
        return (StatusCode::FORBIDDEN, "Pages of other sites cannot open a link to this venue.\n").into_response();
    }
    let Some(place) = doorstep.take_place(doorstep.addresses.key_of(peer, &headers)) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "Too many are coming in at once. Try again.\n").into_response();
    };
    asked
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(MAX_FRAME_BYTES)
        .max_frame_size(MAX_FRAME_BYTES)
        .on_upgrade(move |socket| carry(socket, doorstep, place))
}

async fn carry(mut socket: WebSocket, doorstep: Doorstep, place: Place) {
    let coming_in = async {
        let opening = first_message(&mut socket).await?;
        Some(doorstep.judge(Transport::WebSocket, &opening, Mailbox::new(MAX_FRAME_BYTES)).await)
    };
    let judged = timeout(OPENING_TIMEOUT, coming_in).await;
    drop(place);
    let Ok(Some(judged)) = judged else {
        turned_away("no_opening");
        return;
    };
    match judged {
        Ok(let_in) => run(socket, &doorstep, let_in).await,
        Err(TurnedAway::Unintelligible) => {}
        Err(TurnedAway::Refused(answer)) => {
            let said = socket.send(Message::Binary(codec::encode(&answer).into())).await;
            if said.is_ok() {
                part(socket).await;
            }
        }
    }
}

async fn first_message(socket: &mut WebSocket) -> Option<Vec<u8>> {
    match socket.recv().await {
        Some(Ok(Message::Binary(bytes))) => Some(bytes.to_vec()),
        Some(Ok(Message::Text(_) | Message::Ping(_) | Message::Pong(_) | Message::Close(_)) | Err(_)) | None => None,
    }
}

async fn run(mut socket: WebSocket, doorstep: &Doorstep, let_in: LetIn) {
    let accepted = codec::encode(&hiroba_shared::protocol::opening::OpeningAnswer::Accepted);
    if socket.send(Message::Binary(accepted.into())).await.is_ok() {
        let (mut sender, mut receiver) = socket.split();
        tokio::select! {
            () = write(&mut sender, &let_in.mailbox, keep_alive(doorstep.silence)) => {}
            () = read(&mut receiver, doorstep, &let_in) => {}
            () = let_in.mailbox.until_cut() => {}
        }
        doorstep.entrance.closed(let_in.link).await;
        if let Ok(socket) = receiver.reunite(sender) {
            part(socket).await;
        }
    } else {
        doorstep.entrance.closed(let_in.link).await;
    }
}

/// Sends what the mailbox holds until it ends or the connection does.
async fn write(sender: &mut SplitSink<WebSocket, Message>, mailbox: &Mailbox, ping_every: Duration) {
    let mut pings = interval(ping_every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let sent = tokio::select! {
            frames = mailbox.take() => {
                let Some(frames) = frames else { return };
                send_all(sender, frames).await
            }
            _ = pings.tick() => sender.send(Message::Ping(axum::body::Bytes::new())).await,
        };
        if sent.is_err() {
            return;
        }
    }
}

async fn send_all(sender: &mut SplitSink<WebSocket, Message>, frames: Vec<Vec<u8>>) -> Result<(), axum::Error> {
    for frame in frames {
        sender.feed(Message::Binary(frame.into())).await?;
    }
    sender.flush().await
}

/// Hands in frames until the peer closes, falls silent or sends something else.
async fn read(receiver: &mut SplitStream<WebSocket>, doorstep: &Doorstep, let_in: &LetIn) {
    let hand_in = |frame: Vec<u8>| doorstep.entrance.frame(let_in.link, &let_in.mailbox, frame);
    listen(receiver, doorstep.silence, hand_in).await;
}

async fn listen<E>(
    messages: &mut (impl Stream<Item = Result<Message, E>> + Unpin),
    silence: Duration,
    hand_in: impl Fn(Vec<u8>),
) {
    while let Ok(Some(Ok(message))) = timeout(silence, messages.next()).await {
        match message {
            Message::Binary(frame) => hand_in(frame.to_vec()),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Text(_) | Message::Close(_) => return,
        }
    }
}

/// Closes in order, so that what was sent last is read and not cut off by a reset.
async fn part(mut socket: WebSocket) {
    let parting = async {
        if socket.send(Message::Close(None)).await.is_ok() {
            while let Some(Ok(_)) = socket.recv().await {}
        }
    };
    // A peer that does not close in time is simply left.
    let _ = timeout(PARTING_TIMEOUT, parting).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[tokio::test]
    async fn a_peer_that_says_nothing_at_all_is_let_go() {
        let mut nothing = stream::pending::<Result<Message, ()>>();
        // It ends: nothing else is to be shown, and how long it took is the timer's business.
        listen(&mut nothing, Duration::from_millis(1), |_| {}).await;
    }

    #[tokio::test]
    async fn what_a_peer_says_before_it_falls_silent_is_heard() {
        let (tx, mut rx) = tokio::sync::mpsc::unbounded_channel();
        let pong = Message::Pong(axum::body::Bytes::new());
        let said = [pong, Message::Binary(vec![7].into())].map(Ok::<_, ()>);
        let mut messages = Box::pin(stream::iter(said).chain(stream::pending()));
        listen(&mut messages, Duration::from_millis(1), |frame| drop(tx.send(frame))).await;
        assert_eq!(rx.recv().await, Some(vec![7]));
    }
}
