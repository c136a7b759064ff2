//! Frames over WebSocket: one binary message each.

use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::{Carrier, MAX_FRAME_BYTES, QUEUED_FRAMES};

pub(super) async fn connect(url: &str, opening: &[u8]) -> Option<(Vec<u8>, Carrier)> {
    let config = WebSocketConfig::default()
        .read_buffer_size(4 * 1024)
        .max_message_size(Some(MAX_FRAME_BYTES))
        .max_frame_size(Some(MAX_FRAME_BYTES));
    let connecting = tokio_tungstenite::connect_async_with_config(url, Some(config), true).await;
    let (socket, _) = connecting.inspect_err(|error| bevy::log::debug!("no WebSocket: {error}")).ok()?;
    let (mut sink, mut stream) = socket.split();
    sink.send(Message::binary(opening.to_vec())).await.ok()?;
    let Some(Ok(Message::Binary(answer))) = stream.next().await else { return None };

    let (arrived, incoming) = mpsc::channel(QUEUED_FRAMES);
    let (outgoing, mut to_send) = mpsc::channel::<Vec<u8>>(QUEUED_FRAMES);
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        while let Some(Ok(message)) = stream.next().await {
            if let Message::Binary(frame) = message
                && arrived.send(frame.to_vec()).await.is_err()
            {
                return;
            }
        }
    });
    tasks.spawn(async move {
        while let Some(frame) = to_send.recv().await {
            if sink.send(Message::binary(frame)).await.is_err() {
                return;
            }
        }
    });
    Some((answer.to_vec(), Carrier { incoming, outgoing, _tasks: tasks }))
}
