//! The whole server through its real listeners: both transports, the door, and peers that do not behave.

mod guest;
mod offered;

use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::{Farewell, Refusal};
use tempfile::TempDir;

use super::*;
use crate::config::LogFormat;
use crate::net::certificate::{Identity, Source};
use crate::store::Retention;
use guest::{Guest, Post, admission, secret};

const BOTH: [Post; 2] = [Post::WebSocket, Post::WebTransport];

fn config(data: &TempDir) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: data.path().to_owned(),
        public_url: None,
        webtransport_url: None,
        trusted_proxies: Vec::new(),
        capacity: 20,
        reserved_names: vec!["Staff".to_owned()],
        certificate: None,
        acme: None,
        renew_certificate: Duration::from_secs(600),
        silence: Duration::from_secs(15),
        retention: Retention { chat_hours: 24, name_days: 90 },
        title: "Hiroba".to_owned(),
        contact: None,
        policies: None,
        map: None,
        rasteriser: None,
        most_media_bytes: u64::MAX,
        bundle: None,
        map_root: None,
        programme: None,
        log_format: LogFormat::Text,
        log: "off".to_owned(),
    }
}

async fn opened() -> (Server, TempDir) {
    let data = tempfile::tempdir().unwrap();
    (Server::open(config(&data)).await.unwrap(), data)
}

fn is_welcome(message: &FromServer) -> bool {
    matches!(message, FromServer::Session(SessionFromServer::Welcome { .. }))
}

fn farewell(message: &FromServer) -> Option<Farewell> {
    if let FromServer::Session(SessionFromServer::Farewell(farewell)) = message { Some(*farewell) } else { None }
}

async fn close(server: Server) {
    stop(&server.entrance).await;
    server.until_stopped().await.unwrap();
}

#[tokio::test]
async fn both_transports_bring_people_in_and_the_server_says_farewell() {
    let (server, _data) = opened().await;
    let mut guests = Vec::new();
    for (post, name) in BOTH.into_iter().zip(["Ada", "Bo"]) {
        let admission = admission(&server, name).await;
        let mut guest = Guest::open(&server, post, &admission, Opening::new(secret(&admission.ticket))).await;
        assert_eq!(guest.answer, Some(OpeningAnswer::Accepted), "{post:?}");
        guest.hear(is_welcome).await.unwrap();
        guests.push(guest);
    }
    assert_eq!(guest::get(&server, "/readyz").await.0, 200);
    let stopping = tokio::spawn(close(server));
    for mut guest in guests {
        let heard = guest.hear(|message| farewell(message).is_some()).await.unwrap();
        assert_eq!(farewell(&heard), Some(Farewell::ServerStops));
        guest.until_closed().await;
    }
    stopping.await.unwrap();
}

#[tokio::test]
async fn a_ticket_lets_in_once_and_an_invented_one_never() {
    let (server, _data) = opened().await;
    let admission = admission(&server, "Ada").await;
    let ticket = Opening::new(secret(&admission.ticket));
    let first = Guest::open(&server, Post::WebSocket, &admission, ticket).await;
    assert_eq!(first.answer, Some(OpeningAnswer::Accepted));
    for post in BOTH {
        for opening in [ticket, Opening::new([9; 32])] {
            let mut again = Guest::open(&server, post, &admission, opening).await;
            assert_eq!(again.answer, Some(OpeningAnswer::Refused(Refusal::BadTicket)), "{post:?}");
            again.until_closed().await;
        }
    }
    close(server).await;
}

#[tokio::test]
async fn another_version_is_told_so_in_words() {
    let (server, _data) = opened().await;
    let admission = admission(&server, "Ada").await;
    let opening = Opening { protocol: 999, ..Opening::new(secret(&admission.ticket)) };
    let server_version = hiroba_shared::protocol::PROTOCOL_VERSION;
    for post in BOTH {
        let guest = Guest::open(&server, post, &admission, opening).await;
        let refusal = Refusal::WrongVersion { server: server_version, client: 999 };
        assert_eq!(guest.answer, Some(OpeningAnswer::Refused(refusal)), "{post:?}");
    }
    close(server).await;
}

#[tokio::test]
async fn garbage_before_the_opening_closes_the_link_without_a_word() {
    let (server, _data) = opened().await;
    let admission = admission(&server, "Ada").await;
    for post in BOTH {
        for garbage in [vec![], vec![7; 40], b"GET / HTTP/1.1".to_vec()] {
            let mut guest = Guest::open_with(&server, post, &admission, garbage).await;
            assert_eq!(guest.answer, None, "{post:?}");
            guest.until_closed().await;
        }
    }
    close(server).await;
}

#[tokio::test]
async fn garbage_after_joining_ends_the_session_in_words() {
    let (server, _data) = opened().await;
    for (post, name) in BOTH.into_iter().zip(["Ada", "Bo"]) {
        let admission = admission(&server, name).await;
        let mut guest = Guest::open(&server, post, &admission, Opening::new(secret(&admission.ticket))).await;
        guest.hear(is_welcome).await.unwrap();
        guest.send_frame(vec![1, 0, 99]).await;
        let heard = guest.hear(|message| farewell(message).is_some()).await.unwrap();
        assert_eq!(farewell(&heard), Some(Farewell::ProtocolError), "{post:?}");
        guest.until_closed().await;
    }
    close(server).await;
}

#[tokio::test]
async fn a_question_that_is_too_long_is_refused_in_words_and_counted() {
    let (server, _data) = opened().await;
    // One byte too many: all of it is read before it is refused, so nothing unread breaks the connection off.
    let long = "a".repeat(16 * 1024 + 1);
    for door in ["/api/join", "/api/resume"] {
        let (status, body) = guest::post(&server, door, "", &long).await;
        assert!(status == 413 && body.contains("out_of_place") && body.contains("at most 16384 bytes"), "{body}");
    }
    let (_, metrics) = guest::get(&server, "/metrics").await;
    assert!(metrics.contains("hiroba_refused_total{reason=\"too_long\"}"), "{metrics}");
    close(server).await;
}

#[tokio::test]
async fn who_has_not_agreed_to_the_policies_as_they_are_now_is_asked_to_read_them() {
    let (server, _data) = opened().await;
    let request = guest::join_request("Ada");
    let version = serde_json::from_str::<serde_json::Value>(&request).unwrap()["agreed"].to_string();
    for other in ["null", "\"\"", "\"0011223344556677\""] {
        let (status, body) = guest::post(&server, "/api/join", "", &request.replace(&version, other)).await;
        assert!(status == 403 && body.contains("\"not_agreed\""), "{other}: {status} {body}");
    }
    let (_, sign) = guest::get(&server, "/api/door").await;
    assert!(sign.contains(&format!("\"policies\":{version}")), "{sign}");
    let (status, texts) = guest::get(&server, "/api/policies").await;
    assert!(status == 200 && texts.contains(&version) && texts.contains("\"mn\""), "{texts}");
    assert_eq!(guest::get(&server, "/api/policies/ja").await.0, 200);
    assert_eq!(guest::get(&server, "/api/policies/tlh").await.0, 404);
    close(server).await;
}

#[tokio::test]
async fn the_door_page_speaks_the_browsers_language_and_its_files_are_served() {
    let (server, _data) = opened().await;
    let headers = "Connection: close\r\nAccept-Language: mn-MN,mn;q=0.9,en;q=0.8\r\n";
    let (status, page) = guest::ask(&server, "GET /?invite=%3Cscript%3E", headers, "").await;
    assert!(status == 200 && page.contains("<html lang=\"mn\">") && page.contains("Таны нэр"), "{page}");
    assert!(!page.contains("<script>"), "what the address says got into the page");
    let script = page.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert_eq!(guest::get(&server, &script).await.0, 200, "{script}");
    for missing in [script.replace("early.js", "none.js"), script.replace("/page/", "/page/x"), "/page/../x".to_owned()]
    {
        assert_eq!(guest::get(&server, &missing).await.0, 404, "{missing}");
    }
    close(server).await;
}

#[tokio::test]
async fn a_renewed_certificate_serves_new_links_and_keeps_old_ones() {
    let (server, _data) = opened().await;
    let first = admission(&server, "Ada").await;
    let mut early = Guest::open(&server, Post::WebTransport, &first, Opening::new(secret(&first.ticket))).await;
    early.hear(is_welcome).await.unwrap();

    let renewed = Identity::load(&Source::SelfSigned(vec!["localhost".to_owned()])).unwrap();
    server.endpoint.renew(&renewed).unwrap();
    let mut second = admission(&server, "Bo").await;
    let hashes = vec![renewed.sha256().unwrap()];
    second.links.webtransport.as_mut().unwrap().certificate_sha256 = hashes;
    let late = Guest::open(&server, Post::WebTransport, &second, Opening::new(secret(&second.ticket))).await;
    assert_eq!(late.answer, Some(OpeningAnswer::Accepted));
    early.hear_snapshot().await;
    close(server).await;
}

#[tokio::test]
async fn a_visit_goes_on_after_a_restart() {
    let (server, data) = opened().await;
    let admission = admission(&server, "Ada").await;
    let opening = Opening::new(secret(&admission.ticket));
    let mut guest = Guest::open(&server, Post::WebSocket, &admission, opening).await;
    let first = guest.hear(is_welcome).await.unwrap();
    close(server).await;

    let server = Server::open(config(&data)).await.unwrap();
    let resumed = guest::resume(&server, &admission.resume_key).await;
    let opening = Opening::new(secret(&resumed.ticket));
    let mut guest = Guest::open(&server, Post::WebTransport, &resumed, opening).await;
    let second = guest.hear(is_welcome).await.unwrap();
    let who = |message| {
        let FromServer::Session(SessionFromServer::Welcome { you, resumed, .. }) = message else {
            panic!("{message:?}")
        };
        (you, resumed)
    };
    assert_eq!(who(first).0, who(second.clone()).0);
    assert!(who(second).1);
    close(server).await;
}
