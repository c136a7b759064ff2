//! What the operator does and sees: the ready line, maps, invitations, status, backup and restore.

use hiroba_shared::protocol::floor::question::Signature;
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::order::{OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::role::Role;
use hiroba_tests::messages::floor::words;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};

#[test]
fn a_server_says_in_one_line_where_it_is_and_answers_there() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        assert!(server.ready.ready && server.door.port() != 0);
        assert!(server.ready.webtransport.contains(&server.door.port().to_string()), "one number for TCP and UDP");
        for path in ["/healthz", "/readyz"] {
            assert_eq!(server.door.get(path).await?.status, 200, "{path}");
        }
        Ok(())
    });
}

#[test]
fn an_invitation_from_the_command_line_gives_its_role() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let code = premises.invite("moderator", 1)?;
        let mut asked = request("Noor");
        asked.invitation = Some(code);
        let noor = Guest::join_as(&server.door, Kind::WebSocket, &asked).await?;
        let role = noor.log.iter().find_map(|message| {
            if let FromServer::Session(SessionFromServer::Welcome { role, .. }) = message { Some(*role) } else { None }
        });
        assert_eq!(role, Some(Role::Moderator));
        let data = premises.data();
        let status = premises.command(&["status", "--data", data.to_str().unwrap()])?;
        assert!(status.status.success() && String::from_utf8_lossy(&status.stdout).contains('1'), "{status:?}");
        Ok(())
    });
}

#[test]
fn a_programme_is_printed_changed_and_brought_back_while_the_server_runs() {
    let premises = fresh_premises().unwrap();
    let _server = premises.open().unwrap();
    let data = premises.data();
    let run = |arguments: &[&str]| {
        let done = premises.command(&[arguments, &["--data", data.to_str().unwrap()]].concat()).unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    let demo = run(&["programme", "export"]);
    assert!(demo.contains("minutes = 5"), "{demo}");
    let file = data.join("seminar.toml");
    std::fs::write(&file, demo.replace("minutes = 5", "minutes = 7")).unwrap();
    run(&["programme", "import", file.to_str().unwrap()]);
    assert_eq!(run(&["programme", "export"]), std::fs::read_to_string(&file).unwrap());
}

#[test]
fn a_programme_that_was_brought_outlives_a_restart_with_the_file_the_server_began_with() {
    let premises = fresh_premises().unwrap();
    let (began, brought) = (premises.file("began.toml"), premises.file("brought.toml"));
    std::fs::write(&began, "[[item]]\ntitle = \"One\"\nminutes = 5\n").unwrap();
    std::fs::write(&brought, "[[item]]\ntitle = \"Other\"\nminutes = 7\n").unwrap();
    let flags = ["--programme", began.to_str().unwrap()];
    let data = premises.data();
    let run = |arguments: &[&str]| {
        let done = premises.command(&[arguments, &["--data", data.to_str().unwrap()]].concat()).unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    let server = premises.open_with(&flags).unwrap();
    run(&["programme", "import", brought.to_str().unwrap()]);
    server.stop().unwrap();
    let _server = premises.open_with(&flags).unwrap();
    let programme = run(&["programme", "export"]);
    assert!(programme.contains("Other") && !programme.contains("One"), "{programme}");
}

#[test]
fn maps_are_checked_good_ones_and_broken_ones() {
    let premises = fresh_premises().unwrap();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/maps/reception.tmj");
    let good = premises.command(&["map", "check", demo]).unwrap();
    assert_eq!(good.status.code(), Some(0), "{good:?}");
    let broken = premises.file("broken.tmj");
    std::fs::write(&broken, "{\"width\": 1e99}").unwrap();
    let bad = premises.command(&["map", "check", broken.to_str().unwrap()]).unwrap();
    assert_eq!(bad.status.code(), Some(2), "{bad:?}");
}

#[test]
fn two_servers_never_share_a_data_folder() {
    let premises = fresh_premises().unwrap();
    let _server = premises.open().unwrap();
    assert!(premises.open().is_err());
}

#[test]
fn a_backup_made_while_running_is_restored_into_an_empty_folder_only_and_knows_everybody() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let alice = Guest::join(&server.door, Kind::WebSocket, "Alice").await?;
        let (id, key) = (alice.bot.you, alice.resume_key.clone());
        let mut asked = request("Noor");
        asked.invitation = Some(premises.invite("moderator", 1)?);
        let mut noor = Guest::join_as(&server.door, Kind::WebSocket, &asked).await?;
        let visitor = id.unwrap();
        noor.asks(&FromClient::Order(OrderFromClient::Mute { visitor, minutes: 60 }));
        let confirmed = |said: &FromServer| matches!(said, FromServer::Order(OrderFromServer::Done(_)));
        noor.until("the mute is confirmed", |noor| noor.log.iter().any(confirmed)).await?;
        let (data, file) = (premises.data(), premises.file("backup.tar"));
        let (data, file) = (data.to_str().unwrap(), file.to_str().unwrap());
        let backup = premises.command(&["backup", "--data", data, file])?;
        assert!(backup.status.success(), "{backup:?}");
        let into_running = premises.command(&["restore", "--data", data, file])?;
        assert!(!into_running.status.success(), "a restore under a running server");
        alice.goes().await;
        server.stop()?;
        let elsewhere = fresh_premises()?;
        let restored = elsewhere.command(&["restore", "--data", elsewhere.data().to_str().unwrap(), file])?;
        assert!(restored.status.success(), "{restored:?}");
        let server = elsewhere.open()?;
        let back = Guest::resume(&server.door, Kind::WebTransport, &key).await?;
        assert_eq!(back.bot.you, id);
        let muted =
            |said: &FromServer| matches!(said, FromServer::Order(OrderFromServer::YouAreMuted { until: Some(_) }));
        assert!(back.log.iter().any(muted), "the last mute that was confirmed is not in the backup");
        Ok(())
    });
}

#[test]
fn an_archive_is_exported_while_the_server_runs_and_into_an_empty_folder_only() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut alice = Guest::join(&server.door, Kind::WebSocket, "Alice").await?;
        let (words, signature) = (words("=Why?"), Signature::Named);
        alice.asks(&FromClient::Floor(FloorFromClient::Ask { words, signature }));
        let stored = |said: &FromServer| matches!(said, FromServer::Floor(FloorFromServer::Asked(_)));
        alice.until("the question is stored", |alice| alice.log.iter().any(stored)).await?;
        let (data, out) = (premises.data(), premises.file("archive"));
        let export = ["export", "--data", data.to_str().unwrap(), "--out", out.to_str().unwrap()];
        let exported = premises.command(&export)?;
        assert!(exported.status.success(), "{exported:?}");
        let questions = std::fs::read_to_string(out.join("questions.csv"))?;
        assert!(questions.contains("\"Alice\",\"'=Why?\""), "{questions}");
        assert!(std::fs::read_to_string(out.join("index.html"))?.contains("room-01.html"));
        assert!(!premises.command(&export)?.status.success(), "over what was there");
        Ok(())
    });
}
