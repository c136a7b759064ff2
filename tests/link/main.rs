//! The client's own link against a real server: falling back, coming back, and what a restart does to it.
//!
//! No window and no features: orders in, reports out, over real sockets on loopback.
#![expect(clippy::unwrap_used, reason = "what a test cannot go on without fails it")]
#![expect(clippy::disallowed_methods, reason = "real processes and real links take real time")]

mod person;

use std::net::UdpSocket;
use std::time::{Duration, Instant};

use hiroba_client::net::visit::LinkChoice;
use hiroba_shared::refusal::Farewell;
use hiroba_tests::network::relay::Relay;
use hiroba_tests::network::server::Premises;

use person::{Person, Turn, live};

/// Longer than any test: a relay that does not lose patience.
const PATIENT: Duration = Duration::from_secs(600);

#[test]
fn a_broken_link_comes_back_to_the_same_person_a_second_and_a_third_time() {
    live(async {
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open()?;
        let relay = Relay::open(server.door.authority(), PATIENT).await?;
        let mut person = Person::join(&relay.url, LinkChoice::WebSocket, "Anna").await?;
        let Turn::Welcome { you, resumed: false } = person.until_welcome().await? else { panic!("nobody came back") };
        for _ in 0..3 {
            relay.cut();
            assert_eq!(person.next_turn().await?, Turn::Broken { tries: 1, farewell: None });
            assert_eq!(person.until_welcome().await?, Turn::Welcome { you, resumed: true });
        }
        person.leaves();
        assert_eq!(person.next_turn().await?, Turn::Ended(Farewell::Left));
        Ok(())
    });
}

#[test]
fn where_udp_leads_nowhere_the_person_stands_in_the_venue_over_websocket_within_seconds() {
    live(async {
        // Takes datagrams and answers none, as a firewall does.
        let nowhere = UdpSocket::bind("127.0.0.1:0")?;
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open_with(&["--webtransport-url", &format!("https://{}", nowhere.local_addr()?)])?;
        let mut person = Person::join(&server.ready.http, LinkChoice::Any, "Bo").await?;
        let began = Instant::now();
        person.until_welcome().await?;
        assert!(began.elapsed() < Duration::from_secs(8), "three seconds for WebTransport, then WebSocket at once");
        nowhere.set_nonblocking(true)?;
        assert!(nowhere.recv(&mut [0; 16]).is_ok(), "WebTransport was not even tried");
        Ok(())
    });
}

#[test]
fn only_webtransport_means_only_webtransport() {
    live(async {
        let nowhere = UdpSocket::bind("127.0.0.1:0")?;
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open_with(&["--webtransport-url", &format!("https://{}", nowhere.local_addr()?)])?;
        let mut person = Person::join(&server.ready.http, LinkChoice::WebTransport, "Cy").await?;
        assert_eq!(person.next_turn().await?, Turn::NotJoined);
        Ok(())
    });
}

#[test]
fn who_was_in_a_venue_that_restarts_is_led_back_to_their_place() {
    live(async {
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open()?;
        let relay = Relay::open(server.door.authority(), PATIENT).await?;
        let mut person = Person::join(&relay.url, LinkChoice::WebSocket, "Dee").await?;
        let Turn::Welcome { you, .. } = person.until_welcome().await? else { panic!("no welcome") };
        server.stop()?;
        let broken = Turn::Broken { tries: 1, farewell: Some(Farewell::ServerStops) };
        assert_eq!(person.next_turn().await?, broken);
        let server = premises.open()?;
        relay.lead_to(server.door.authority());
        assert_eq!(person.until_welcome().await?, Turn::Welcome { you, resumed: true });
        Ok(())
    });
}

#[test]
fn whose_program_ended_without_a_word_stands_in_their_place_again_and_nobody_else_does() {
    live(async {
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open()?;
        let device = tempfile::tempdir()?;
        let join = |name| Person::join_from(&server.ready.http, LinkChoice::WebSocket, name, Some(device.path()));
        let mut person = join("Eli").await?;
        let Turn::Welcome { you, resumed: false } = person.until_welcome().await? else { panic!("nobody came back") };
        drop(person);
        let mut other = join("Fay").await?;
        let Turn::Welcome { you: stranger, resumed: false } = other.until_welcome().await? else {
            panic!("a stranger")
        };
        assert_ne!(stranger, you, "another person at the same device");
        drop(other);
        let mut again = join("Fay").await?;
        assert_eq!(again.until_welcome().await?, Turn::Welcome { you: stranger, resumed: true });
        Ok(())
    });
}

#[test]
fn a_second_window_of_the_same_person_replaces_the_first_which_is_told() {
    live(async {
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open()?;
        let device = tempfile::tempdir()?;
        let join = || Person::join_from(&server.ready.http, LinkChoice::WebSocket, "Gil", Some(device.path()));
        let mut first = join().await?;
        let Turn::Welcome { you, .. } = first.until_welcome().await? else { panic!("no welcome") };
        let mut second = join().await?;
        assert_eq!(second.until_welcome().await?, Turn::Welcome { you, resumed: true });
        assert_eq!(first.next_turn().await?, Turn::Ended(Farewell::Replaced));
        drop(second);
        let mut third = join().await?;
        assert_eq!(
            third.until_welcome().await?,
            Turn::Welcome { you, resumed: true },
            "the newest key is the kept one"
        );
        Ok(())
    });
}

#[test]
fn who_left_comes_in_as_somebody_new() {
    live(async {
        let premises = Premises::new(env!("CARGO_BIN_EXE_server"))?;
        let server = premises.open()?;
        let device = tempfile::tempdir()?;
        let join = || Person::join_from(&server.ready.http, LinkChoice::WebSocket, "Hana", Some(device.path()));
        let mut person = join().await?;
        let Turn::Welcome { you, .. } = person.until_welcome().await? else { panic!("no welcome") };
        person.leaves();
        assert_eq!(person.next_turn().await?, Turn::Ended(Farewell::Left));
        let mut again = join().await?;
        let Turn::Welcome { you: newcomer, resumed: false } = again.until_welcome().await? else { panic!("they left") };
        assert_ne!(newcomer, you);
        Ok(())
    });
}
