//! What the door offers and to whom: pages of other sites, and a venue behind a proxy.

use wtransport::config::IpBindConfig;
use wtransport::endpoint::ConnectOptions;
use wtransport::error::ConnectingError;
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Endpoint};

use super::*;

const EVIL: &str = "Origin: http://evil.example\r\n";
const OURS: &str = "Origin: https://venue.example\r\n";
const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                       Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

async fn behind_a_proxy() -> (Server, TempDir) {
    let data = tempfile::tempdir().unwrap();
    let config = Config {
        public_url: Some("https://venue.example".to_owned()),
        webtransport_url: Some("https://venue.example:4433".to_owned()),
        trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
        ..config(&data)
    };
    (Server::open(config).await.unwrap(), data)
}

async fn upgrade(server: &Server, origin: &str) -> u16 {
    guest::ask(server, "GET /link", &format!("{UPGRADE}{origin}"), "").await.0
}

async fn joins(server: &Server, origin: &str) -> u16 {
    guest::post(server, "/api/join", origin, &guest::join_request("Ada")).await.0
}

/// Whether a page of `origin` gets a WebTransport session.
async fn connects(server: &Server, certificates: &[String], origin: &str) -> Result<(), ConnectingError> {
    let hashes = certificates.iter().map(|hash| Sha256Digest::new(secret(hash)));
    let client = ClientConfig::builder()
        .with_bind_config(IpBindConfig::LocalV4)
        .with_server_certificate_hashes(hashes.collect::<Vec<_>>())
        .build();
    let asked = ConnectOptions::builder(&server.webtransport).add_header("origin", origin).build();
    Endpoint::client(client).unwrap().connect(asked).await.map(drop)
}

#[tokio::test]
async fn a_page_of_another_site_can_neither_join_nor_come_back_nor_open_a_link() {
    let (server, _data) = opened().await;
    let admission = admission(&server, "Ada").await;
    let certificates = admission.links.webtransport.unwrap().certificate_sha256;
    assert_eq!(joins(&server, EVIL).await, 403);
    assert_eq!(guest::post(&server, "/api/resume", EVIL, "{}").await.0, 403);
    assert_eq!(upgrade(&server, EVIL).await, 403);
    let refused = connects(&server, &certificates, "http://evil.example").await;
    assert!(matches!(refused, Err(ConnectingError::SessionRejected)), "{refused:?}");
    let own = server.http.clone();
    connects(&server, &certificates, &own).await.expect("a page of our own");
    close(server).await;
}

#[tokio::test]
async fn behind_a_proxy_pages_of_the_public_address_come_in_and_others_do_not() {
    let (server, _data) = behind_a_proxy().await;
    assert_eq!(joins(&server, OURS).await, 200);
    assert_eq!(upgrade(&server, OURS).await, 101);
    assert_eq!(joins(&server, EVIL).await, 403);
    assert_eq!(upgrade(&server, EVIL).await, 403);
    close(server).await;
}

#[tokio::test]
async fn the_door_offers_websocket_where_the_page_is_and_webtransport_where_the_operator_says() {
    let (server, _data) = behind_a_proxy().await;
    let links = admission(&server, "Ada").await.links;
    assert_eq!(links.websocket, "/link", "relative, so that it goes through the same proxy as the page");
    assert_eq!(links.webtransport.unwrap().url, "https://venue.example:4433/link");
    close(server).await;
    let (server, _data) = opened().await;
    let links = admission(&server, "Ada").await.links;
    let port = server.http.rsplit(':').next().unwrap().to_owned();
    assert_eq!(links.webtransport.unwrap().url, format!("https://*:{port}/link"));
    close(server).await;
}
