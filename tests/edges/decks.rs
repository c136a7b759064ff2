//! A deck at a real server: announced over the link, brought over HTTP, drawn, served by hash, kept over a restart.
//!
//! What draws here is a stand-in that speaks like the rasteriser; the real one has tests of its own with real PDFs.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use hiroba_shared::deck::{DeckFaultReason, DeckIndex, MOST_PDF_BYTES};
use hiroba_shared::protocol::slides::{Blake3, DeckRow, SlidesFromClient, SlidesFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::text::DeckTitle;
use hiroba_tests::network::door::{Door, Reply};
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::server::Premises;
use hiroba_tests::network::transport::Kind;
use hiroba_tests::swarm::process::ServerProcess;

use crate::world::{fresh_premises, live};

const SECRET: [u8; 32] = [0x5A; 32];
/// How much memory the server may need more while the largest file comes in and is drawn, in MiB. It needs 2 to 3, on a
/// busy machine too; a file that was held whole would be 95.
const MORE_MEMORY: f64 = 30.0;
const PICTURE: &[u8] = b"RIFF\0\0\0\0WEBP, as far as anybody looks";

/// A program that says it drew one page, or what is in `last` instead.
fn stand_in(premises: &Premises, last: &str) -> String {
    let picture = premises.file("picture");
    fs::write(&picture, PICTURE).unwrap();
    let name = blake3::hash(PICTURE).to_hex().to_string();
    let file = format!(r#"{{"name":"{name}","width":960,"height":540}}"#);
    let drawn = format!(r#"{{"drawn":{{"page":1,"large":{file},"small":{file},"flaws":["picture"]}}}}"#);
    let script = format!(
        "#!/bin/sh\n/bin/cat >/dev/null\n/bin/cp '{}' \"$2/{name}\"\n\
         echo '{{\"pages\":1}}'\necho '{{\"drawing\":1}}'\necho '{drawn}'\necho '{last}'\n",
        picture.display()
    );
    let executable = premises.file("stand-in");
    fs::write(&executable, script).unwrap();
    fs::set_permissions(&executable, fs::Permissions::from_mode(0o755)).unwrap();
    executable.to_str().unwrap().to_owned()
}

/// A speaker comes in and announces a deck.
async fn announces(premises: &Premises, door: &Door) -> anyhow::Result<Guest> {
    let mut request = request("Saran");
    request.invitation = Some(premises.invite("speaker", 1)?);
    let mut guest = Guest::join_as(door, Kind::WebSocket, &request).await?;
    let (key, title) = (Blake3(*blake3::hash(&SECRET).as_bytes()), DeckTitle::new("海のごみ").unwrap());
    guest.asks(&FromClient::Slides(SlidesFromClient::Bring { key, title }));
    guest
        .until("the file is expected", |guest| said(guest, |said| matches!(said, SlidesFromServer::Expected(_))))
        .await?;
    Ok(guest)
}

fn said(guest: &Guest, is_it: impl Fn(&SlidesFromServer) -> bool) -> bool {
    guest.log.iter().any(|message| matches!(message, FromServer::Slides(said) if is_it(said)))
}

fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn post(door: &Door, secret: &[u8]) -> anyhow::Result<Reply> {
    let door = door.clone().saying("Authorization", &format!("Bearer {}", letters(secret)));
    door.request("POST", "/api/deck", b"%PDF").await
}

fn files_in(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count()
}

/// Waits until nothing lies where decks are drawn, and says how many files are kept.
async fn kept_files(premises: &Premises, door: &Door) -> anyhow::Result<usize> {
    let work = premises.data().join("media/work");
    for _ in 0..1_000 {
        if fs::read_dir(&work).map_or(0, Iterator::count) == 0 {
            return Ok(files_in(&premises.data().join("media")));
        }
        door.get("/healthz").await?;
    }
    anyhow::bail!("a deck that is done is still on its way")
}

#[test]
fn a_deck_is_brought_drawn_served_by_its_hashes_and_there_after_a_restart() {
    live(async {
        let premises = fresh_premises()?;
        let rasteriser = stand_in(&premises, r#"{"done":{"peak_bytes":1}}"#);
        let flags = ["--rasteriser", rasteriser.as_str()];
        let server = premises.open_with(&flags)?;
        let mut guest = announces(&premises, &server.door).await?;
        let wrong = post(&server.door, &[1; 32]).await?;
        assert_eq!(wrong.status, 401, "nobody announced this secret");
        let taken = post(&server.door, &SECRET).await?;
        assert_eq!(taken.status, 202, "{}", String::from_utf8_lossy(&taken.body));
        guest
            .until("the deck is ready", |guest| said(guest, |said| matches!(said, SlidesFromServer::Ready { .. })))
            .await?;
        assert!(said(&guest, |said| matches!(said, SlidesFromServer::Drawn { pages: 1, .. })));
        let again = post(&server.door, &SECRET).await?;
        assert_eq!(again.status, 401, "a secret is good for one file");
        let (deck, index) = ready(&guest);
        // The picture, which both sizes share here, and the index; the PDF itself is gone.
        assert_eq!(kept_files(&premises, &server.door).await?, 2);
        guest.goes().await;
        assert!(server.stop()?.success());

        let server = premises.open_with(&flags)?;
        let mut request = request("Noor");
        request.invitation = Some(premises.invite("moderator", 1)?);
        let mut noor = Guest::join_as(&server.door, Kind::WebSocket, &request).await?;
        noor.asks(&FromClient::Slides(SlidesFromClient::List));
        let listed = |said: &SlidesFromServer| matches!(said, SlidesFromServer::Decks(decks) if decks.as_slice() == [deck.clone()]);
        noor.until("the deck is listed", |noor| said(noor, listed)).await?;
        let reply = server.door.get(&format!("/media/{}", letters(&index.0))).await?;
        assert_eq!(reply.status, 200);
        let index: DeckIndex = serde_json::from_slice(&reply.body)?;
        assert_eq!((index.pages.len(), index.pages[0].flaws.len()), (1, 1));
        let picture = server.door.get(&format!("/media/{}", index.pages[0].large)).await?;
        assert_eq!((picture.status, picture.body.as_slice()), (200, PICTURE));
        assert!(picture.head.contains("image/webp") && picture.head.contains("immutable"), "{}", picture.head);
        let known = server.door.clone().saying("If-None-Match", &format!("\"{}\"", index.pages[0].large));
        assert_eq!(known.get(&format!("/media/{}", index.pages[0].large)).await?.status, 304);
        Ok(())
    });
}

fn ready(guest: &Guest) -> (DeckRow, Blake3) {
    let ready = |message: &FromServer| {
        let FromServer::Slides(SlidesFromServer::Ready { deck, index, .. }) = message else { return None };
        Some((deck.clone(), *index))
    };
    guest.log.iter().find_map(ready).unwrap()
}

#[test]
fn a_file_that_spoils_is_told_with_its_page_and_leaves_nothing_behind() {
    live(async {
        let premises = fresh_premises()?;
        let rasteriser = stand_in(&premises, r#"{"failed":{"page":1,"reason":"undrawable"}}"#);
        let server = premises.open_with(&["--rasteriser", &rasteriser])?;
        let mut guest = announces(&premises, &server.door).await?;
        post(&server.door, &SECRET).await?;
        let spoilt = |said: &SlidesFromServer| {
            matches!(said, SlidesFromServer::Spoilt { fault, .. }
                if fault.page.is_some() && fault.reason == DeckFaultReason::Undrawable)
        };
        guest.until("it is told", |guest| said(guest, spoilt)).await?;
        assert_eq!(kept_files(&premises, &server.door).await?, 0);
        Ok(())
    });
}

#[test]
fn the_server_itself_needs_little_memory_while_the_largest_file_comes_in_and_is_drawn() {
    live(async {
        let premises = fresh_premises()?;
        let rasteriser = stand_in(&premises, r#"{"done":{"peak_bytes":1}}"#);
        let server = premises.open_with(&["--rasteriser", &rasteriser])?;
        let process = ServerProcess::find(Some(server.ready.pid), server.door.port()).unwrap();
        let mut guest = announces(&premises, &server.door).await?;
        process.forget_peak()?;
        let before = process.usage()?.rss_mb;
        let door = server.door.clone().saying("Authorization", &format!("Bearer {}", letters(&SECRET)));
        let taken = door.post_long("/api/deck", MOST_PDF_BYTES).await?;
        assert_eq!(taken.status, 202, "{}", taken.text());
        guest
            .until("the deck is ready", |guest| said(guest, |said| matches!(said, SlidesFromServer::Ready { .. })))
            .await?;
        let more = process.usage()?.peak_mb - before;
        assert!(more < MORE_MEMORY, "{more:.1} MiB more than {before:.1}");
        Ok(())
    });
}

#[test]
fn a_server_without_a_rasteriser_says_so_and_runs_on() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open_with(&["--rasteriser", "/nowhere/at/all"])?;
        let mut guest = announces(&premises, &server.door).await?;
        let refused = post(&server.door, &SECRET).await?;
        assert_eq!(refused.status, 503);
        let without = DeckFaultReason::NoRasteriser.of_file();
        guest
            .until("it is told", |guest| {
                said(guest, |said| matches!(said, SlidesFromServer::Spoilt { fault, .. } if *fault == without))
            })
            .await?;
        Ok(())
    });
}
