//! Acknowledged means stored: the server is killed in the middle of writes, and everything it had confirmed is there
//! when it starts again. `HIROBA_KILLS` sets how often; every kill has its seed.

use std::time::{Duration, Instant};

use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::order::{LogEntry, OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::server::{Premises, ServerHandle};
use hiroba_tests::network::transport::Kind;
use hiroba_tests::rng::Rng;

use crate::world::{fresh_premises, live};

/// What somebody was told is done, before the kill.
struct Confirmed {
    key: String,
    you: VisitorId,
    deeds: Vec<LogEntry>,
    /// The last set of blocked people that was confirmed, and what was asked for after it.
    blocks: (Vec<VisitorId>, Vec<VisitorId>),
    takes_direct: (bool, bool),
}

#[test]
fn whatever_was_confirmed_before_a_kill_is_there_after_it() {
    let kills: u64 = std::env::var("HIROBA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    live(async move {
        let premises = fresh_premises()?;
        let mut confirmed: Vec<Confirmed> = Vec::new();
        for seed in 1..=kills {
            let server = premises.open()?;
            for before in std::mem::take(&mut confirmed) {
                check(&server, &before, seed).await?;
            }
            confirmed = write_until_killed(&premises, server, seed).await?;
            assert!(confirmed.iter().any(|one| !one.deeds.is_empty()), "seed {seed}: nothing was confirmed");
        }
        let server = premises.open()?;
        for before in &confirmed {
            check(&server, before, kills + 1).await?;
        }
        Ok(())
    });
}

/// A moderator and two guests, other people in every life of the server, who change things as fast as they may until it
/// dies.
async fn write_until_killed(premises: &Premises, server: ServerHandle, seed: u64) -> anyhow::Result<Vec<Confirmed>> {
    let mut rng = Rng::new(seed);
    let mut asked = request(&format!("Noor {seed}"));
    asked.invitation = Some(premises.invite("moderator", 1)?);
    let mut noor = Guest::join_as(&server.door, Kind::WebSocket, &asked).await?;
    let mut ana = Guest::join(&server.door, Kind::WebTransport, &format!("Ana {seed}")).await?;
    let mut bat = Guest::join(&server.door, Kind::WebSocket, &format!("Бат {seed}")).await?;
    let target = bat.bot.you.unwrap();
    let mut wishes = (Vec::new(), takes_direct(&bat.log).unwrap_or(true));
    let dies_after = Duration::from_millis(600 + rng.below(900));
    let begun = Instant::now();
    let mut round = 0u32;
    while begun.elapsed() < dies_after || deeds(&noor.log).is_empty() {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(30), "nothing is ever confirmed");
        // Ten requests a second are allowed; each of these is one transaction or part of one.
        if round.is_multiple_of(3) {
            noor.asks(&FromClient::Order(OrderFromClient::Mute { visitor: target, minutes: 1 + round }));
            let blocked = if rng.chance(700) { target } else { noor.bot.you.unwrap() };
            ana.asks(&FromClient::Order(OrderFromClient::Block(blocked)));
            wishes.0.push(blocked);
            // One wish at a time: when it is confirmed, only that may be found afterwards.
            if takes_direct(&bat.log).unwrap_or(true) == wishes.1 {
                wishes.1 = !wishes.1;
                bat.asks(&FromClient::Talk(TalkFromClient::TakeDirect(wishes.1)));
            }
        }
        for guest in [&mut noor, &mut ana, &mut bat] {
            guest.live(Duration::from_millis(10 + rng.below(10))).await?;
        }
        round += 1;
    }
    server.kill()?;
    // What is on its way still arrives: it was confirmed before the kill.
    for guest in [&mut noor, &mut ana, &mut bat] {
        guest.live(Duration::from_millis(100)).await?;
    }
    let of = |guest: &Guest, deeds, blocks, takes_direct| Confirmed {
        key: guest.resume_key.clone(),
        you: guest.bot.you.unwrap(),
        deeds,
        blocks,
        takes_direct,
    };
    let nothing = || (Vec::new(), Vec::new());
    Ok(vec![
        of(&noor, deeds(&noor.log), nothing(), (true, true)),
        of(&ana, Vec::new(), (blocks(&ana.log).unwrap_or_default(), wishes.0), (true, true)),
        of(&bat, Vec::new(), nothing(), (takes_direct(&bat.log).unwrap_or(true), wishes.1)),
    ])
}

/// Comes back and compares.
async fn check(server: &ServerHandle, before: &Confirmed, seed: u64) -> anyhow::Result<()> {
    let mut back = Guest::resume(&server.door, Kind::WebSocket, &before.key).await?;
    assert_eq!(back.bot.you, Some(before.you), "seed {seed}: somebody came back as another");
    if !before.deeds.is_empty() {
        let kept = whole_log(&mut back).await?;
        for deed in &before.deeds {
            let found = kept.iter().find(|entry| entry.entry == deed.entry);
            assert_eq!(found.map(|entry| &entry.deed), Some(&deed.deed), "seed {seed}: a confirmed deed is gone");
        }
    }
    back.until("what is kept is told", |back| blocks(&back.log).is_some() && takes_direct(&back.log).is_some()).await?;
    let kept = blocks(&back.log).unwrap_or_default();
    for blocked in &before.blocks.0 {
        assert!(kept.contains(blocked), "seed {seed}: a confirmed block is gone");
    }
    for blocked in &kept {
        let wished = before.blocks.0.contains(blocked) || before.blocks.1.contains(blocked);
        assert!(wished, "seed {seed}: a block nobody asked for");
    }
    let takes = takes_direct(&back.log).unwrap_or(true);
    let (told, wished) = before.takes_direct;
    assert!(takes == told || takes == wished, "seed {seed}: neither what was confirmed nor what was wished");
    back.goes().await;
    Ok(())
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

fn order(log: &[FromServer]) -> impl DoubleEndedIterator<Item = &OrderFromServer> {
    log.iter().filter_map(|message| if let FromServer::Order(said) = message { Some(said) } else { None })
}

fn deeds(log: &[FromServer]) -> Vec<LogEntry> {
    let mut deeds: Vec<LogEntry> = order(log)
        .filter_map(|said| if let OrderFromServer::Done(entry) = said { Some(entry.clone()) } else { None })
        .collect();
    deeds.dedup_by_key(|entry: &mut LogEntry| -> EntryId { entry.entry });
    deeds
}

fn blocks(log: &[FromServer]) -> Option<Vec<VisitorId>> {
    order(log)
        .rev()
        .find_map(|said| if let OrderFromServer::Blocks(blocked) = said { Some(blocked.clone()) } else { None })
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

fn takes_direct(log: &[FromServer]) -> Option<bool> {
    log.iter().rev().find_map(|message| {
        if let FromServer::Talk(TalkFromServer::TakesDirect(takes)) = message { Some(*takes) } else { None }
    })
}
