//! What a server that starts again must still know: the people of the life before come back and compare.

use std::collections::BTreeSet;
use std::fmt::Debug;

use hiroba_shared::ids::EntryId;
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_tests::network::guest::{Guest, refusal};
use hiroba_tests::network::server::ServerHandle;
use hiroba_tests::network::transport::Kind;

use super::{Came, Life, Wish, invited, order, takes_direct, told_blocks};

/// Everything that was confirmed in the life before is kept, and nothing that nobody asked for.
pub(super) async fn check(server: &ServerHandle, before: &Life, seed: u64) -> anyhow::Result<()> {
    let mut noor = comes_back(server, &before.noor, seed).await?;
    let log = whole_log(&mut noor).await?;
    check_deeds(&log, before, seed);
    check_reports(&log, before, seed);
    noor.goes().await;
    let ana = comes_back(server, &before.ana, seed).await?;
    is_one_of(&before.blocks, &told_blocks(&ana.log).unwrap_or_default(), ("blocks", seed));
    ana.goes().await;
    let bat = comes_back(server, &before.bat, seed).await?;
    is_one_of(&before.takes_direct, &takes_direct(&bat.log).unwrap_or(true), ("direct messages", seed));
    bat.goes().await;
    let dora = Guest::resume(&server.door, Kind::WebSocket, &before.dora).await;
    let refused = dora.err().and_then(|error| refusal(&error));
    let is_out = matches!(refused, Some(Refusal::Barred { .. } | Refusal::BadResumeKey));
    assert!(is_out, "seed {seed}: somebody who was barred came back: {refused:?}");
    check_invitations(server, before, seed).await
}

async fn comes_back(server: &ServerHandle, came: &Came, seed: u64) -> anyhow::Result<Guest> {
    let mut back = Guest::resume(&server.door, Kind::WebSocket, &came.key).await?;
    assert_eq!(back.bot.you, Some(came.you), "seed {seed}: somebody came back as another");
    let told = |back: &Guest| told_blocks(&back.log).is_some() && takes_direct(&back.log).is_some();
    back.until("what is kept is told", told).await?;
    Ok(back)
}

/// Every confirmed deed is in the log, taken back if that was confirmed, and not if nobody asked for it.
fn check_deeds(log: &[LogEntry], before: &Life, seed: u64) {
    let taken_back: BTreeSet<EntryId> = before
        .deeds
        .iter()
        .filter_map(|entry| if let Deed::Undid(earlier) = entry.deed { Some(earlier) } else { None })
        .collect();
    for deed in &before.deeds {
        let found = log.iter().find(|entry| entry.entry == deed.entry);
        assert_eq!(found.map(|entry| &entry.deed), Some(&deed.deed), "seed {seed}: a confirmed deed is gone");
        let is_undone = found.is_some_and(|entry| entry.undone);
        let was_undone = taken_back.contains(&deed.entry);
        assert!(is_undone || !was_undone, "seed {seed}: what was taken back holds again: {deed:?}");
        assert!(!is_undone || before.undone.contains(&deed.entry), "seed {seed}: nobody took back {deed:?}");
    }
}

/// As many reports as were taken are kept, each once and as it was written.
fn check_reports(log: &[LogEntry], before: &Life, seed: u64) {
    let (asked, taken) = &before.reports;
    let words = |entry: &LogEntry| match &entry.deed {
        Deed::Reported { words, .. } => words.as_ref().map(ToString::to_string),
        Deed::Muted { .. } | Deed::SentOut | Deed::Barred { .. } | Deed::Undid(_) => None,
    };
    let of_life: Vec<String> = log.iter().filter_map(words).filter(|words| asked.contains(words)).collect();
    let different: BTreeSet<&String> = of_life.iter().collect();
    assert_eq!(different.len(), of_life.len(), "seed {seed}: a report is kept twice");
    assert!(of_life.len() >= *taken, "seed {seed}: {taken} reports were taken and {} are kept", of_life.len());
    assert!(
        asked[..*taken].iter().all(|words| different.contains(words)),
        "seed {seed}: a report that was taken is gone"
    );
}

async fn check_invitations(server: &ServerHandle, before: &Life, seed: u64) -> anyhow::Result<()> {
    for code in &before.used {
        let again = invited(server, &format!("Late {seed}"), code).await;
        let refused = again.err().and_then(|error| refusal(&error));
        assert_eq!(refused, Some(Refusal::BadInvitation), "seed {seed}: an invitation was used twice");
    }
    let speaker = invited(server, &format!("Kim {seed}"), &before.unused).await?;
    let role = speaker.log.iter().find_map(|message| match message {
        FromServer::Session(SessionFromServer::Welcome { role, .. }) => Some(*role),
        FromServer::Session(_) | FromServer::Walk(_) | FromServer::Talk(_) | FromServer::People(_) => None,
        FromServer::Order(_) | FromServer::Programme(_) | FromServer::Floor(_) | FromServer::Stage(_) => None,
        FromServer::Slides(_) | FromServer::Photograph(_) => None,
    });
    assert_eq!(role, Some(Role::Speaker), "seed {seed}: an invitation lost its role");
    speaker.goes().await;
    Ok(())
}

fn is_one_of<T: PartialEq + Debug>(wish: &Wish<T>, kept: &T, (what, seed): (&str, u64)) {
    let Wish { told, wished } = wish;
    assert!(kept == told || kept == wished, "seed {seed}: {what}: {kept:?} is neither {told:?} nor {wished:?}");
}

async fn whole_log(moderator: &mut Guest) -> anyhow::Result<Vec<LogEntry>> {
    let mut entries = Vec::new();
    for page in 0.. {
        moderator.asks(&FromClient::Order(OrderFromClient::ReadLog { page }));
        moderator.until("a page of the log", |moderator| log_page(&moderator.log, page).is_some()).await?;
        let (more, rows) = log_page(&moderator.log, page).unwrap_or_default();
        entries.extend(rows);
        if !more {
            break;
        }
    }
    Ok(entries)
}

fn log_page(log: &[FromServer], wanted: u16) -> Option<(bool, Vec<LogEntry>)> {
    order(log).find_map(|said| match said {
        OrderFromServer::Log { page, more, entries } if *page == wanted => Some((*more, entries.clone())),
        OrderFromServer::Log { .. }
        | OrderFromServer::YouAreMuted { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Reported(_)
        | OrderFromServer::ReportTaken
        | OrderFromServer::Blocks(_) => None,
    })
}
