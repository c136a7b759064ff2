//! Votes outlive the server: it is killed while people vote, and afterwards every confirmed vote is there and none is
//! counted twice. `HIROBA_KILLS` sets how often; every kill has its seed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hiroba_shared::ids::{PollId, QuestionId};
use hiroba_shared::protocol::floor::poll::{Choices, Results};
use hiroba_shared::protocol::floor::question::{Listing, Signature};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_tests::messages::floor::{ballot, words};
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::server::{Premises, ServerHandle};
use hiroba_tests::network::transport::Kind;
use hiroba_tests::rng::Rng;

use crate::world::{fresh_premises, live};

/// Guests who vote in each life of the server.
const VOTERS: usize = 4;

/// Somebody who voted: their key, what was confirmed, and everything they ever asked for, both in order.
struct Voter {
    key: String,
    confirmed: Vec<Choices>,
    wished: Vec<Choices>,
    voted: Option<bool>,
}

impl Voter {
    /// What may be kept: the last wish that was confirmed, or one after it, whose confirmation was lost with the server.
    fn possible(&self, seed: u64) -> Vec<Option<Choices>> {
        let mut wishes = self.wished.iter();
        let mut last = None;
        for confirmed in &self.confirmed {
            assert!(
                wishes.any(|wish| wish == confirmed),
                "seed {seed}: {confirmed:?} was never wished for, or earlier"
            );
            last = Some(*confirmed);
        }
        [last].into_iter().chain(wishes.map(|wish| Some(*wish))).collect()
    }
}

/// What was put to the vote in one life, and by whom it was voted.
struct Vote {
    poll: PollId,
    question: QuestionId,
    voters: Vec<Voter>,
}

#[test]
fn no_confirmed_vote_is_lost_by_a_kill_and_none_is_counted_twice() {
    let kills: u64 = std::env::var("HIROBA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    live(async move {
        let premises = fresh_premises()?;
        let mut vote: Option<Vote> = None;
        for seed in 1..=kills {
            let server = premises.open()?;
            let last = vote.as_ref().map(|before| before.poll);
            if let Some(before) = vote.take() {
                check(&server, before, seed).await?;
            }
            vote = Some(vote_until_killed(&premises, server, (seed, last)).await?);
        }
        let server = premises.open()?;
        check(&server, vote.unwrap(), kills + 1).await
    });
}

/// The poll of the life before is closed, so that there is room for another.
async fn vote_until_killed(
    premises: &Premises,
    server: ServerHandle,
    (seed, last): (u64, Option<PollId>),
) -> anyhow::Result<Vote> {
    let mut rng = Rng::new(seed);
    let mut asked = request(&format!("Noor {seed}"));
    asked.invitation = Some(premises.invite("moderator", 1)?);
    let mut noor = Guest::join_as(&server.door, Kind::WebSocket, &asked).await?;
    last.into_iter().for_each(|last| noor.asks(&FromClient::Floor(FloorFromClient::ClosePoll(last))));
    noor.asks(&FromClient::Floor(FloorFromClient::OpenPoll {
        ballot: ballot(),
        results: Results::Open,
        minutes: None,
    }));
    let (words, signature) = (words("Why?"), Signature::Named);
    noor.asks(&FromClient::Floor(FloorFromClient::Ask { words, signature }));
    noor.until("the poll and the question", |noor| poll_after(noor, last).is_some() && asked_question(noor).is_some())
        .await?;
    let (poll, question) = (poll_after(&noor, last).unwrap(), asked_question(&noor).unwrap());
    let mut guests = Vec::new();
    for n in 0..VOTERS {
        let kind = if n % 2 == 0 { Kind::WebSocket } else { Kind::WebTransport };
        guests.push((Guest::join(&server.door, kind, &format!("Guest {seed} {n}")).await?, Vec::new()));
    }
    let dies_after = Duration::from_millis(300 + rng.below(900));
    let begun = Instant::now();
    let mut round = 0u32;
    while begun.elapsed() < dies_after || guests.iter().all(|(guest, _)| choice(guest, poll).is_none()) {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(30), "nothing is ever confirmed");
        for (guest, wished) in &mut guests {
            if rng.chance(500) {
                let choices = Choices(1 << rng.below(3));
                wished.push(choices);
                guest.asks(&FromClient::Floor(FloorFromClient::Choose { poll, choices }));
            }
            if round.is_multiple_of(4) {
                guest.asks(&FromClient::Floor(FloorFromClient::Vote(question)));
            }
            guest.live(Duration::from_millis(10 + rng.below(20))).await?;
        }
        round += 1;
    }
    server.kill()?;
    let mut voters = Vec::new();
    for (mut guest, wished) in guests {
        // What is on its way still arrives: it was confirmed before the kill.
        guest.live(Duration::from_millis(50)).await?;
        let (confirmed, voted) = (choices(&guest, poll), voted(&guest, question));
        voters.push(Voter { key: guest.resume_key.clone(), confirmed, wished, voted });
    }
    Ok(Vote { poll, question, voters })
}

/// Everybody comes back and compares; the sum of their votes is the count.
async fn check(server: &ServerHandle, Vote { poll, question, voters }: Vote, seed: u64) -> anyhow::Result<()> {
    let mut sum: BTreeMap<usize, u32> = BTreeMap::new();
    let (mut choosers, mut supporters) = (0, 0);
    let mut told = None;
    for voter in voters {
        let mut back = Guest::resume(&server.door, Kind::WebSocket, &voter.key).await?;
        back.asks(&FromClient::Floor(FloorFromClient::Watch { listing: Listing::Newest, page: 0 }));
        back.until("how it stands", |back| stands(back, poll).is_some() && listed(back, question).is_some()).await?;
        back.until("what they voted for", |back| floor(back).any(|said| matches!(said, FloorFromServer::Voted(_))))
            .await?;
        let kept = choice(&back, poll);
        let possible = voter.possible(seed);
        let (confirmed, wished) = (&voter.confirmed, &voter.wished);
        assert!(possible.contains(&kept), "seed {seed}: {kept:?} after {confirmed:?} of {wished:?}");
        let supports = floor(&back).any(|said| matches!(said, FloorFromServer::Voted(all) if all.contains(&question)));
        assert!(voter.voted != Some(true) || supports, "seed {seed}: a confirmed vote is gone");
        supporters += u32::from(supports);
        choosers += u32::from(kept.is_some());
        kept.into_iter().flat_map(Choices::iter).for_each(|option| *sum.entry(option).or_default() += 1);
        told = Some((stands(&back, poll).unwrap_or_default(), listed(&back, question).unwrap_or_default()));
        back.goes().await;
    }
    let Some(((count, votes), support)) = told else { return Ok(()) };
    assert_eq!(count, choosers, "seed {seed}: so many voted");
    let counted: BTreeMap<usize, u32> = votes.into_iter().enumerate().filter(|(_, votes)| *votes > 0).collect();
    assert_eq!(counted, sum, "seed {seed}: the count is not the sum of the votes");
    assert_eq!(support, supporters, "seed {seed}: so many asked that too");
    Ok(())
}

fn floor(guest: &Guest) -> impl DoubleEndedIterator<Item = &FloorFromServer> {
    guest.log.iter().filter_map(|message| if let FromServer::Floor(said) = message { Some(said) } else { None })
}

fn poll_after(guest: &Guest, last: Option<PollId>) -> Option<PollId> {
    floor(guest).find_map(|said| {
        let FloorFromServer::Poll(poll) = said else { return None };
        (Some(poll.poll) > last).then_some(poll.poll)
    })
}

fn asked_question(guest: &Guest) -> Option<QuestionId> {
    floor(guest).find_map(|said| if let FloorFromServer::Asked(asked) = said { Some(asked.question) } else { None })
}

fn choice(guest: &Guest, wanted: PollId) -> Option<Choices> {
    choices(guest, wanted).pop()
}

fn choices(guest: &Guest, wanted: PollId) -> Vec<Choices> {
    let choice = |said: &FloorFromServer| {
        let FloorFromServer::Choice { poll, choices } = said else { return None };
        (*poll == wanted).then_some(*choices)
    };
    floor(guest).filter_map(choice).collect()
}

fn voted(guest: &Guest, wanted: QuestionId) -> Option<bool> {
    floor(guest).rev().find_map(|said| {
        let FloorFromServer::Vote { question, counts } = said else { return None };
        (*question == wanted).then_some(*counts)
    })
}

fn stands(guest: &Guest, poll: PollId) -> Option<(u32, Vec<u32>)> {
    floor(guest).rev().find_map(|said| {
        let FloorFromServer::Tally(tally) = said else { return None };
        (tally.poll == poll).then(|| (tally.voters, tally.votes.clone()))
    })
}

fn listed(guest: &Guest, question: QuestionId) -> Option<u32> {
    floor(guest).rev().find_map(|said| {
        let FloorFromServer::Page { rows, .. } = said else { return None };
        rows.iter().find(|(id, _)| *id == question).map(|(_, votes)| *votes)
    })
}
