//! Garbage before and after joining, on both links: the one who sent it goes, and nobody else notices.

use std::time::Duration;

use hiroba_shared::refusal::Farewell;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport;
use hiroba_tests::rng::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::world::{BOTH, fresh_premises, live};

#[test]
fn garbage_instead_of_an_opening_is_closed_without_harm() {
    live(async {
        let premises = fresh_premises()?;
        let mut server = premises.open()?;
        let mut rng = Rng::new(5);
        let admission = server.door.join(&request("Somebody")).await?;
        for kind in BOTH {
            for length in [0usize, 1, 39, 40, 41, 500] {
                let (mut sender, mut receiver) = transport::connect(kind, &server.door, &admission).await?;
                let garbage = rng.bytes(length);
                let ended = timeout(Duration::from_secs(10), transport::present(&mut sender, &mut receiver, &garbage));
                assert!(ended.await?.is_err(), "{kind:?} answered {length} bytes of garbage");
            }
        }
        assert!(server.runs());
        Guest::join(&server.door, transport::Kind::WebTransport, "Alice").await?;
        Ok(())
    });
}

#[test]
fn garbage_on_the_port_itself_is_no_reason_to_stop() {
    live(async {
        let premises = fresh_premises()?;
        let mut server = premises.open()?;
        let mut rng = Rng::new(6);
        let udp = tokio::net::UdpSocket::bind("127.0.0.1:0").await?;
        udp.connect(server.door.authority()).await?;
        for length in [1usize, 20, 1_200, 1_500, 9_000] {
            udp.send(&rng.bytes(length)).await?;
            let mut tcp = tokio::net::TcpStream::connect(server.door.authority()).await?;
            let garbage = [rng.bytes(length), b"\r\n\r\n".to_vec()].concat();
            // The server may hang up before it has read it all.
            let _ = tcp.write_all(&garbage).await;
            let mut answer = Vec::new();
            let _ = timeout(Duration::from_secs(5), tcp.read_to_end(&mut answer)).await;
        }
        assert!(server.runs());
        assert_eq!(server.door.get("/readyz").await?.status, 200);
        Ok(())
    });
}

#[test]
fn garbage_after_joining_ends_that_session_with_a_word_and_no_other() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut alice = Guest::join(&server.door, transport::Kind::WebSocket, "Alice").await?;
        for kind in BOTH {
            let mut mallory = Guest::join(&server.door, kind, "Mallory").await?;
            mallory.bot.send_bytes(&[200, 200, 200, 200]);
            mallory.until_gone().await?;
            assert_eq!(mallory.bot.farewell, Some(Farewell::ProtocolError), "{kind:?}");
            let mut noisy = Guest::join(&server.door, kind, "Noisy").await?;
            noisy.send_frame(&[255; 300]).await?;
            noisy.until_gone().await?;
        }
        alice.says("still here");
        alice.until("Alice is heard", |alice| alice.heard("still here")).await?;
        Ok(())
    });
}
