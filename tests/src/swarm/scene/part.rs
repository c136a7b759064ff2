//! What one bot does and hears in a scene, what it times, and what it finds wrong at the end.

use std::time::{Duration, Instant};

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::PollId;
use hiroba_shared::protocol::floor::poll::{Choices, Results, Tally};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::slides::{Blake3, Screen, SlidesFromClient, SlidesFromServer};
use hiroba_shared::protocol::talk::Emote;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::text::DeckTitle;

use super::{Cue, Scene, TURNS};
use crate::bot::Bot;
use crate::messages::floor::ballot;

/// Time between two turned pages: faster than anybody reads, slower than anybody is allowed.
const BETWEEN_TURNS: Duration = Duration::from_millis(500);
/// Options of the poll.
const OPTIONS: usize = 3;
/// What the deck is called.
const TITLE: &str = "Swarm";

/// Who plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Player {
    /// Its number; the first one presses.
    pub index: usize,
    /// How many play.
    pub bots: usize,
}

/// How long things took from the press to one bot.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// Each turned page.
    pub turns: Vec<Duration>,
    /// The poll.
    pub poll: Option<Duration>,
    /// All the claps.
    pub clap: Option<Duration>,
}

/// A file the first bot has to post, with this secret.
pub type Upload = [u8; 32];

/// What one bot does and hears.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// What it timed.
    pub times: Times,
    /// What its walker should post.
    pub upload: Option<Upload>,
    begun: Option<Cue>,
    turns_at: Option<Instant>,
    page: Option<u16>,
    poll: Option<PollId>,
    stands: Option<Tally>,
    claps: u32,
    oddities: Vec<String>,
}

impl Part {
    /// Does what is due.
    pub fn act(&mut self, scene: &Scene, player: Player, (now, bot): (Instant, &mut Bot)) {
        let cue = scene.cue();
        let is_new = self.begun != Some(cue);
        self.begun = Some(cue);
        match cue {
            Cue::Show if is_new && player.index == 0 => announce(player, bot),
            Cue::Turn if player.index == 0 => self.turn(scene, (now, bot)),
            Cue::Vote if is_new && player.index == 0 => {
                scene.press(|pressed| pressed.poll = Some(Instant::now()));
                let poll = FloorFromClient::OpenPoll { ballot: ballot(), results: Results::Open, minutes: None };
                bot.send(&FromClient::Floor(poll));
            }
            Cue::Clap if is_new => bot.send(&FromClient::Floor(FloorFromClient::Cheer(Emote::Clap))),
            Cue::Wait | Cue::Show | Cue::Silence | Cue::Turn | Cue::Vote | Cue::Clap | Cue::Over => {}
        }
    }

    /// Hears what the venue says of slides and of the floor.
    pub fn hear(&mut self, scene: &Scene, player: Player, said: &FromServer, (now, bot): (Instant, &mut Bot)) {
        match said {
            FromServer::Slides(said) => self.hear_slides(scene, player, said, (now, bot)),
            FromServer::Floor(said) => self.hear_floor(scene, player, said, (now, bot)),
            FromServer::Session(_)
            | FromServer::Talk(_)
            | FromServer::Walk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Stage(_)
            | FromServer::Photograph(_) => {}
        }
    }

    /// What is wrong at the end, in words.
    #[must_use]
    pub fn faults(&self, player: Player) -> Vec<String> {
        let Player { index, bots } = player;
        let mut faults = self.oddities.clone();
        if self.page != Some(1 + TURNS) {
            faults.push(format!("{index} ended on page {:?} instead of {}", self.page, 1 + TURNS));
        }
        let (stands, expected) = (self.stands.as_ref().map(counts), outcome(bots));
        if stands.as_ref() != Some(&expected) {
            faults.push(format!("{index} was told that the poll stands {stands:?} instead of {expected:?}"));
        }
        if self.claps != expected.0 {
            faults.push(format!("{index} heard {} claps instead of {}", self.claps, expected.0));
        }
        faults
    }

    fn turn(&mut self, scene: &Scene, (now, bot): (Instant, &mut Bot)) {
        let turned = scene.pressed(|pressed| pressed.turns.len());
        let next = u16::try_from(turned).ok().filter(|turned| *turned < TURNS);
        let Some(page) = next.and_then(|turned| PageNumber::new(turned + 2)) else { return };
        if self.turns_at.is_some_and(|at| now < at) {
            return;
        }
        self.turns_at = Some(now + BETWEEN_TURNS);
        scene.press(|pressed| pressed.turns.push((page, Instant::now())));
        bot.send(&FromClient::Slides(SlidesFromClient::Turn(Screen { page, blank: false })));
    }

    fn hear_slides(&mut self, scene: &Scene, player: Player, said: &SlidesFromServer, (now, bot): (Instant, &mut Bot)) {
        match said {
            SlidesFromServer::Expected(_) => self.upload = Some(secret(player)),
            SlidesFromServer::Ready { deck, .. } => bot.send(&FromClient::Slides(SlidesFromClient::Show(deck.deck))),
            SlidesFromServer::Spoilt { fault, .. } => {
                self.oddities.push(format!("there is no deck: {fault:?}"));
                scene.give(Cue::Over);
            }
            // What was shown before the scene is not its deck.
            SlidesFromServer::Shown(Some(shown)) if scene.cue() == Cue::Show && self.page.is_none() => {
                self.page = Some(shown.screen.page.number());
                scene.done(Cue::Show);
            }
            SlidesFromServer::Turned(screen) => self.turned(scene, (player, screen.page), now),
            SlidesFromServer::Drawn { .. }
            | SlidesFromServer::Decks(_)
            | SlidesFromServer::Shown(_)
            | SlidesFromServer::Pointed(_) => {}
        }
    }

    fn turned(&mut self, scene: &Scene, (player, page): (Player, PageNumber), now: Instant) {
        let before = self.page.replace(page.number());
        if before.map(|before| before + 1) != self.page {
            self.oddities.push(format!("{} was turned from page {before:?} to {}", player.index, page.number()));
        }
        let pressed = |pressed: &super::Pressed| pressed.turns.iter().find(|(of, _)| *of == page).map(|(_, at)| *at);
        self.times.turns.extend(scene.pressed(pressed).map(|at| now.duration_since(at)));
        if page.number() == 1 + TURNS {
            scene.done(Cue::Turn);
        }
    }

    /// A poll is voted in at once.
    fn hear_floor(&mut self, scene: &Scene, player: Player, said: &FloorFromServer, (now, bot): (Instant, &mut Bot)) {
        if let FloorFromServer::Cheers(cheers) = said {
            self.applauded(scene, player, (cheers.iter().map(|(_, count)| u32::from(*count)).sum(), now));
        }
        if let FloorFromServer::Tally(tally) = said
            && self.poll == Some(tally.poll)
        {
            let was_complete = self.stands.as_ref().map(counts) == Some(outcome(player.bots));
            self.stands = Some(tally.clone());
            if !was_complete && counts(tally) == outcome(player.bots) {
                scene.done(Cue::Vote);
            }
        }
        // Polls of before the scene are told on entering.
        let pressed = scene.pressed(|pressed| pressed.poll);
        let (FloorFromServer::Poll(poll), None, Some(pressed)) = (said, self.poll, pressed) else { return };
        self.poll = Some(poll.poll);
        self.times.poll = Some(now.duration_since(pressed));
        let choices = Choices(1 << (player.index % OPTIONS));
        bot.send(&FromClient::Floor(FloorFromClient::Choose { poll: poll.poll, choices }));
    }

    fn applauded(&mut self, scene: &Scene, player: Player, (claps, now): (u32, Instant)) {
        self.claps += claps;
        if claps > 0 && self.claps == outcome(player.bots).0 {
            self.times.clap = scene.pressed(|pressed| pressed.clap).map(|at| now.duration_since(at));
            scene.done(Cue::Clap);
        }
    }
}

/// The first bot announces its deck.
fn announce(player: Player, bot: &mut Bot) {
    let key = Blake3(*blake3::hash(&secret(player)).as_bytes());
    if let Ok(title) = DeckTitle::new(TITLE) {
        bot.send(&FromClient::Slides(SlidesFromClient::Bring { key, title }));
    }
}

/// The secret of the deck: nothing that needs to be one.
fn secret(player: Player) -> Upload {
    *blake3::hash(format!("{TITLE} {}", player.bots).as_bytes()).as_bytes()
}

fn counts(tally: &Tally) -> (u32, Vec<u32>) {
    (tally.voters, tally.votes.clone())
}

/// How the poll stands when so many bots have voted once each.
fn outcome(bots: usize) -> (u32, Vec<u32>) {
    let share = |option: usize| (0..bots).filter(|index| index % OPTIONS == option).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(bots), (0..OPTIONS).map(|option| number(share(option))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: Player = Player { index: 6, bots: 7 };

    fn right() -> Part {
        let poll = PollId(1);
        Part {
            page: Some(1 + TURNS),
            poll: Some(poll),
            stands: Some(Tally { poll, voters: 7, votes: vec![3, 2, 2] }),
            claps: 7,
            ..Part::default()
        }
    }

    #[test]
    fn a_vote_or_a_clap_or_a_page_too_few_is_a_fault() {
        assert_eq!(right().faults(LAST), Vec::<String>::new());
        assert_eq!(Part { claps: 8, ..right() }.faults(LAST).len(), 1);
        assert_eq!(Part { stands: None, ..right() }.faults(LAST).len(), 1);
        assert_eq!(Part { page: Some(TURNS), ..right() }.faults(LAST).len(), 1);
    }

    #[test]
    fn a_page_that_is_left_out_is_a_fault() {
        let (scene, mut part) = (Scene::default(), right());
        part.page = Some(3);
        for page in [4, 6] {
            part.turned(&scene, (LAST, PageNumber::new(page).unwrap()), Instant::now());
        }
        assert_eq!(part.oddities, vec!["6 was turned from page Some(4) to 6".to_owned()]);
    }
}
