//! Acknowledged means stored: the server is killed in the middle of writes, and everything it had confirmed is there
//! when it starts again: mutes, bars, what was taken back, reports, blocks and their end, letters refused, invitations
//! made and used. `HIROBA_KILLS` sets how often; every kill has its seed.

mod kept;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_tests::messages;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::server::{Premises, ServerHandle};
use hiroba_tests::network::transport::Kind;
use hiroba_tests::rng::Rng;

use crate::world::{fresh_premises, live};

/// Reports of one life; more would come too fast.
const REPORTS: usize = 3;

/// What the people of one life were told, and what they asked for besides.
struct Life {
    noor: Came,
    ana: Came,
    bat: Came,
    /// Who was barred: their key.
    dora: String,
    deeds: Vec<LogEntry>,
    /// Entries that were asked to be taken back.
    undone: BTreeSet<EntryId>,
    blocks: Wish<BTreeSet<VisitorId>>,
    takes_direct: Wish<bool>,
    /// The words of all reports, and how many were taken.
    reports: (Vec<String>, usize),
    /// Codes of invitations that were used up, and one that nobody used.
    used: Vec<String>,
    unused: String,
}

/// Who somebody is, and the key they come back by.
struct Came {
    you: VisitorId,
    key: String,
}

/// What was confirmed last, and what was asked for after it: one thing at a time, so that only one of the two may be found.
struct Wish<T> {
    told: T,
    wished: T,
}

#[test]
fn whatever_was_confirmed_before_a_kill_is_there_after_it() {
    let kills: u64 = std::env::var("HIROBA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    live(async move {
        let premises = fresh_premises()?;
        let mut before: Option<Life> = None;
        for seed in 1..=kills {
            let server = premises.open()?;
            if let Some(before) = before.take() {
                kept::check(&server, &before, seed).await?;
            }
            before = Some(write_until_killed(&premises, server, seed).await?);
        }
        let server = premises.open()?;
        kept::check(&server, &before.unwrap(), kills + 1).await
    });
}

/// A moderator and three guests, other people in every life of the server, who change things as fast as they may until
/// it dies, with a bar, something taken back and a report confirmed before.
async fn write_until_killed(premises: &Premises, server: ServerHandle, seed: u64) -> anyhow::Result<Life> {
    let mut rng = Rng::new(seed);
    let mut used = vec![premises.invite("moderator", 1)?, premises.invite("teacher", 1)?];
    let unused = premises.invite("speaker", 1)?;
    let mut noor = invited(&server, &format!("Noor {seed}"), &used[0]).await?;
    let mut ana = Guest::join(&server.door, Kind::WebTransport, &format!("Ana {seed}")).await?;
    let mut bat = Guest::join(&server.door, Kind::WebSocket, &format!("Бат {seed}")).await?;
    let mut dora = Guest::join(&server.door, Kind::WebSocket, &format!("Dora {seed}")).await?;
    let [target, moderator, rude] = [&bat, &noor, &dora].map(|guest| guest.bot.you.unwrap());
    let mut undone = BTreeSet::new();
    let mut blocks = BTreeSet::new();
    let mut takes = takes_direct(&bat.log).unwrap_or(true);
    let mut reports: Vec<String> = Vec::new();
    let barred_in = 3 * rng.below(4);
    let dies_after = Duration::from_millis(600 + rng.below(900));
    let begun = Instant::now();
    let mut round = 0;
    while begun.elapsed() < dies_after || !is_enough(&noor.log, &ana.log) {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(30), "nothing is ever confirmed");
        // Ten requests a second are allowed; each of these is one transaction or part of one.
        if round % 3 == 0 {
            let minutes = 1 + u32::try_from(round)?;
            noor.asks(&FromClient::Order(OrderFromClient::Mute { visitor: target, minutes }));
            if let Some(last) = last_mute(&noor.log).filter(|_| rng.chance(400)) {
                undone.insert(last);
                noor.asks(&FromClient::Order(OrderFromClient::Undo(last)));
            }
            if told_blocks(&ana.log).unwrap_or_default() == blocks {
                let other = if rng.chance(500) { target } else { moderator };
                ana.asks(&FromClient::Order(turned(&mut blocks, other)));
            }
            if takes_direct(&bat.log).unwrap_or(true) == takes {
                takes = !takes;
                bat.asks(&FromClient::Talk(TalkFromClient::TakeDirect(takes)));
            }
        }
        if round == barred_in {
            noor.asks(&FromClient::Order(OrderFromClient::Bar { visitor: rude, minutes: 60 }));
        }
        if round % 4 == 1 && reports.len() < REPORTS {
            reports.push(format!("report {seed} {round}"));
            let words = reports.last().map(|words| messages::chat(words));
            ana.asks(&FromClient::Order(OrderFromClient::Report { visitor: target, words }));
        }
        for guest in [&mut noor, &mut ana, &mut bat, &mut dora] {
            guest.live(Duration::from_millis(8 + rng.below(8))).await?;
        }
        round += 1;
    }
    // The last thing that is confirmed, some moments before the end: a place, for an invitation.
    drop(invited(&server, &format!("Eve {seed}"), &used[1]).await?);
    server.kill()?;
    // What is on its way still arrives: it was confirmed before the kill.
    for guest in [&mut noor, &mut ana, &mut bat] {
        guest.live(Duration::from_millis(100)).await?;
    }
    used.sort();
    let taken = order(&ana.log).filter(|said| **said == OrderFromServer::ReportTaken).count();
    Ok(Life {
        deeds: deeds(&noor.log),
        undone,
        blocks: Wish { told: told_blocks(&ana.log).unwrap_or_default(), wished: blocks },
        takes_direct: Wish { told: takes_direct(&bat.log).unwrap_or(true), wished: takes },
        reports: (reports, taken),
        used,
        unused,
        dora: dora.resume_key.clone(),
        noor: came(&noor),
        ana: came(&ana),
        bat: came(&bat),
    })
}

async fn invited(server: &ServerHandle, name: &str, code: &str) -> anyhow::Result<Guest> {
    let mut asked = request(name);
    asked.invitation = Some(code.to_owned());
    Guest::join_as(&server.door, Kind::WebSocket, &asked).await
}

fn came(guest: &Guest) -> Came {
    Came { you: guest.bot.you.unwrap(), key: guest.resume_key.clone() }
}

/// Blocks somebody who is not, or no longer blocks somebody who is.
fn turned(blocks: &mut BTreeSet<VisitorId>, other: VisitorId) -> OrderFromClient {
    if blocks.remove(&other) {
        return OrderFromClient::Unblock(other);
    }
    blocks.insert(other);
    OrderFromClient::Block(other)
}

/// Whether everything was confirmed at least once.
fn is_enough(moderator: &[FromServer], reporter: &[FromServer]) -> bool {
    let deeds = deeds(moderator);
    let is_barred = deeds.iter().any(|entry| matches!(entry.deed, Deed::Barred { .. }));
    let is_undone = deeds.iter().any(|entry| matches!(entry.deed, Deed::Undid(_)));
    is_barred && is_undone && order(reporter).any(|said| *said == OrderFromServer::ReportTaken)
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

fn last_mute(log: &[FromServer]) -> Option<EntryId> {
    let mute = |entry: &LogEntry| matches!(entry.deed, Deed::Muted { .. }).then_some(entry.entry);
    deeds(log).iter().rev().find_map(mute)
}

fn told_blocks(log: &[FromServer]) -> Option<BTreeSet<VisitorId>> {
    let told = |said: &OrderFromServer| match said {
        OrderFromServer::Blocks(blocked) => Some(blocked.iter().copied().collect()),
        OrderFromServer::YouAreMuted { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Log { .. }
        | OrderFromServer::Reported(_)
        | OrderFromServer::ReportTaken => None,
    };
    order(log).rev().find_map(told)
}

fn takes_direct(log: &[FromServer]) -> Option<bool> {
    log.iter().rev().find_map(|message| {
        if let FromServer::Talk(TalkFromServer::TakesDirect(takes)) = message { Some(*takes) } else { None }
    })
}
