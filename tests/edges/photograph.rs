//! A photograph at a real server: called over the link, drawn by another process, stored, served by hash, listed after a
//! restart, and taken home with the archive.
//!
//! What draws here is a stand-in; the real one has tests of its own that look at pixels.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use hiroba_shared::protocol::photograph::{NoPhotograph, Part, Photograph, PhotographFromClient, PhotographFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_tests::messages::photograph::written;
use hiroba_tests::network::door::Door;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::server::Premises;
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};

const LARGE: &[u8] = b"\x89PNG\r\n\x1a\n, as far as anybody looks";
const SMALL: &[u8] = b"RIFF\0\0\0\0WEBP, as far as anybody looks";

/// A program that has drawn two pictures already, the large one so many pixels wide.
fn stand_in(premises: &Premises, width: u16) -> String {
    let mut script = "#!/bin/sh\n".to_owned();
    let mut said = Vec::new();
    for (what, bytes, width) in [("large", LARGE, width), ("small", SMALL, 1_280)] {
        let (file, name) = (premises.file(what), blake3::hash(bytes).to_hex().to_string());
        fs::write(&file, bytes).unwrap();
        script += &format!("/bin/cp '{}' \"$2/{name}\"\n", file.display());
        said.push(format!(r#""{what}":{{"name":"{name}","width":{width},"height":800}}"#));
    }
    script += &format!("echo '{{{}}}'\n", said.join(","));
    let executable = premises.file("stand-in");
    fs::write(&executable, script).unwrap();
    fs::set_permissions(&executable, fs::Permissions::from_mode(0o755)).unwrap();
    executable.to_str().unwrap().to_owned()
}

fn said(guest: &Guest, is_it: impl Fn(&PhotographFromServer) -> bool) -> bool {
    guest.log.iter().any(|message| matches!(message, FromServer::Photograph(said) if is_it(said)))
}

async fn moderator(premises: &Premises, door: &Door) -> anyhow::Result<Guest> {
    let mut request = request("Noor");
    request.invitation = Some(premises.invite("moderator", 1)?);
    Guest::join_as(door, Kind::WebSocket, &request).await
}

/// A moderator calls, stands there alone, and takes it.
async fn takes(premises: &Premises, door: &Door) -> anyhow::Result<Guest> {
    let mut noor = moderator(premises, door).await?;
    let call = PhotographFromClient::Call { caption: written("始まり"), ahead_of_utc: 540 };
    noor.asks(&FromClient::Photograph(call));
    let there = |said: &PhotographFromServer| matches!(said, PhotographFromServer::You { part: Part::InPlace, .. });
    noor.until("she stands before the stage", |noor| said(noor, there)).await?;
    noor.asks(&FromClient::Photograph(PhotographFromClient::Take));
    let over =
        |said: &PhotographFromServer| matches!(said, PhotographFromServer::Taken(_) | PhotographFromServer::Over(_));
    noor.until("it is taken or not", |noor| said(noor, over)).await?;
    Ok(noor)
}

fn taken(guest: &Guest) -> Option<Photograph> {
    let taken = |message: &FromServer| {
        let FromServer::Photograph(PhotographFromServer::Taken(photograph)) = message else { return None };
        Some(photograph.clone())
    };
    guest.log.iter().find_map(taken)
}

#[test]
fn a_photograph_is_taken_served_by_its_hashes_listed_after_a_restart_and_part_of_the_archive() {
    live(async {
        let premises = fresh_premises()?;
        let rasteriser = stand_in(&premises, 3_840);
        let flags = ["--rasteriser", rasteriser.as_str()];
        let server = premises.open_with(&flags)?;
        let noor = takes(&premises, &server.door).await?;
        let photograph = taken(&noor).unwrap();
        assert_eq!((photograph.people, photograph.caption.as_str()), (1, "始まり"));
        for (file, bytes, kind) in [(photograph.large, LARGE, "image/png"), (photograph.small, SMALL, "image/webp")] {
            let letters: String = file.hash.0.iter().map(|byte| format!("{byte:02x}")).collect();
            let reply = server.door.get(&format!("/media/{letters}")).await?;
            assert_eq!((reply.status, reply.body.as_slice()), (200, bytes));
            assert!(reply.head.contains(kind), "{}", reply.head);
        }
        noor.goes().await;
        assert!(server.stop()?.success());

        let server = premises.open_with(&flags)?;
        let mut noor = moderator(&premises, &server.door).await?;
        noor.asks(&FromClient::Photograph(PhotographFromClient::List));
        let listed = |said: &PhotographFromServer| matches!(said, PhotographFromServer::Photographs(list) if *list == [photograph.clone()]);
        noor.until("it is listed", |noor| said(noor, listed)).await?;
        let (data, out) = (premises.data(), premises.file("archive"));
        let (data, out_name) = (data.to_str().unwrap(), out.to_str().unwrap());
        let exported = premises.command(&["export", "--data", data, "--out", out_name])?;
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        assert_eq!(fs::read(out.join("photograph-01.png"))?, LARGE);
        assert!(fs::read_to_string(out.join("photographs.csv"))?.contains("始まり"));
        Ok(())
    });
}

#[test]
fn a_picture_of_another_width_or_a_server_that_cannot_draw_is_told_and_nothing_is_kept() {
    live(async {
        let premises = fresh_premises()?;
        let narrow = stand_in(&premises, 800);
        for rasteriser in [narrow.as_str(), "/nowhere/at/all"] {
            let server = premises.open_with(&["--rasteriser", rasteriser])?;
            let noor = takes(&premises, &server.door).await?;
            assert!(said(&noor, |said| *said == PhotographFromServer::Over(NoPhotograph::NotDrawn)));
            noor.goes().await;
            assert!(server.stop()?.success());
        }
        let kept = fs::read_dir(premises.data().join("media"))?.filter(|file| file.as_ref().unwrap().path().is_file());
        assert_eq!(kept.count(), 0);
        Ok(())
    });
}
