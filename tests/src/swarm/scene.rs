//! A scene for the whole swarm: the first bot, a moderator, puts a poll to the vote, everybody votes, everybody claps.
//!
//! Checks that each vote and each clap counted once with every bot, and times how long the poll took from the press to
//! each of them. Begins two seconds after the counting; the whole of it takes eight.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hiroba_shared::ids::PollId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::poll::{Choices, Results, Tally};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::talk::Emote;

use crate::bot::Bot;
use crate::messages::floor::ballot;

/// When the poll is opened, after the counting began.
const POLL_AFTER: Duration = Duration::from_secs(2);
/// When everybody claps.
const CLAP_AFTER: Duration = Duration::from_secs(6);
/// Seconds the scene takes.
pub const SCENE_SECONDS: u64 = 10;
/// Options of the poll.
const OPTIONS: usize = 3;

/// What all bots of a scene know together.
#[derive(Debug, Default)]
pub struct Scene {
    pressed: Mutex<Option<Instant>>,
}

/// What one bot does and hears in it.
#[derive(Debug, Clone, Default)]
pub struct Part {
    poll: Option<PollId>,
    stands: Option<Tally>,
    has_clapped: bool,
    claps: u32,
    /// How long the poll took from the press to this bot.
    pub arrived: Option<Duration>,
}

impl Scene {
    fn press(&self, now: Instant) {
        *self.pressed.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    fn pressed(&self) -> Option<Instant> {
        *self.pressed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    /// Does what is due, so long after the counting began.
    pub fn act(&mut self, scene: &Scene, (index, since): (usize, Duration), bot: &mut Bot) {
        if index == 0 && since >= POLL_AFTER && scene.pressed().is_none() {
            scene.press(Instant::now());
            let poll = FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None };
            bot.send(&FromClient::Floor(poll));
        }
        if since >= CLAP_AFTER && !self.has_clapped {
            self.has_clapped = true;
            bot.send(&FromClient::Floor(FloorFromClient::Cheer(Emote::Clap)));
        }
    }

    /// Hears what the venue says of the floor; a poll is voted in at once.
    pub fn hear(&mut self, scene: &Scene, said: &FloorFromServer, (index, now): (usize, Instant), bot: &mut Bot) {
        if let FloorFromServer::Cheers(cheers) = said {
            self.claps += cheers.iter().map(|(_, count)| u32::from(*count)).sum::<u32>();
        }
        if let FloorFromServer::Tally(tally) = said
            && self.poll == Some(tally.poll)
        {
            self.stands = Some(tally.clone());
        }
        // Polls of before the scene are told on entering.
        let (FloorFromServer::Poll(poll), None, Some(pressed)) = (said, self.poll, scene.pressed()) else { return };
        self.poll = Some(poll.poll);
        self.arrived = Some(now.duration_since(pressed));
        let choices = Choices(1 << (index % OPTIONS));
        bot.send(&FromClient::Floor(FloorFromClient::Choose { poll: poll.poll, choices }));
    }

    /// What is wrong at the end, in words; `bots` took part.
    #[must_use]
    pub fn faults(&self, index: usize, bots: usize) -> Vec<String> {
        let votes: Vec<u32> = (0..OPTIONS).map(|option| share(bots, option)).collect();
        let stands = self.stands.as_ref().map(|tally| (tally.voters, tally.votes.clone()));
        let expected = (u32::try_from(bots).unwrap_or(u32::MAX), votes);
        let mut faults = Vec::new();
        if stands.as_ref() != Some(&expected) {
            faults.push(format!("{index} was told that the poll stands {stands:?} instead of {expected:?}"));
        }
        if self.claps != expected.0 {
            faults.push(format!("{index} heard {} claps instead of {}", self.claps, expected.0));
        }
        faults
    }
}

/// How many of so many bots choose an option.
fn share(bots: usize, option: usize) -> u32 {
    u32::try_from((0..bots).filter(|index| index % OPTIONS == option).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_or_a_clap_too_few_is_a_fault() {
        let poll = PollId(1);
        let right = Part {
            poll: Some(poll),
            stands: Some(Tally { poll, voters: 7, votes: vec![3, 2, 2] }),
            claps: 7,
            ..Part::default()
        };
        assert_eq!(right.faults(0, 7), Vec::<String>::new());
        assert_eq!(Part { claps: 8, ..right.clone() }.faults(0, 7).len(), 1);
        assert_eq!(Part { stands: None, ..right }.faults(0, 7).len(), 1);
    }
}
