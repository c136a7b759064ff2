//! What a bot of the swarm feels like: two fifths of its time walking somewhere near, the rest standing, and now and
//! then a word.

use hiroba_shared::units::{TICKS_PER_SECOND, TilePoint};

use crate::bot::Bot;
use crate::bot::route::Route;
use crate::rng::Rng;

/// How far a bot walks at once, in tiles each way.
const STROLL_TILES: u64 = 7;
/// Ticks between two messages of one bot, at least; the venue allows one in 30 for long.
const BETWEEN_WORDS: u64 = 12 * TICKS_PER_SECOND as u64;

/// What a bot feels like.
#[derive(Debug)]
pub(super) struct Whim {
    rng: Rng,
    ticks: u64,
    walking_since: Option<u64>,
    rests_until: u64,
    talks_at: u64,
    said: u64,
}

impl Whim {
    /// A bot's whims, decided by chance.
    #[must_use]
    pub(super) fn new(mut rng: Rng) -> Self {
        let (rests_until, talks_at) = (rng.below(100), rng.below(BETWEEN_WORDS));
        Self { rng, ticks: 0, walking_since: None, rests_until, talks_at, said: 0 }
    }

    /// Ticks so far.
    #[must_use]
    pub(super) const fn ticks(&self) -> u64 {
        self.ticks
    }

    /// One tick: begins to walk after a rest, and to rest after a walk.
    pub(super) fn tick(&mut self, bot: &mut Bot) {
        self.ticks += 1;
        match self.walking_since {
            Some(since) if bot.rests() => {
                // Three ticks of rest for two of walking make 40 % walking.
                self.rests_until = self.ticks + (self.ticks - since) * 3 / 2;
                self.walking_since = None;
            }
            Some(_) => {}
            None if self.ticks >= self.rests_until => self.set_out(bot),
            None => {}
        }
    }

    /// Whether it is time for a word.
    #[must_use]
    pub(super) const fn wants_to_talk(&self) -> bool {
        self.walking_since.is_none() && self.ticks >= self.talks_at
    }

    /// Says something; answers its number, which nobody else uses.
    pub(super) fn say(&mut self, index: usize) -> u64 {
        self.talks_at = self.ticks + BETWEEN_WORDS + self.rng.below(BETWEEN_WORDS);
        self.said = (index as u64 + 1) << 32 | self.ticks;
        self.said
    }

    /// The number of what it said last.
    #[must_use]
    pub(super) const fn last_said(&self) -> u64 {
        self.said
    }

    fn set_out(&mut self, bot: &mut Bot) {
        let body = bot.legs.body();
        let Some((map, here)) = bot.ground().cloned().zip(body.position.tile()) else { return };
        let away = |rng: &mut Rng, v: u16| {
            let offset = u16::try_from(rng.below(2 * STROLL_TILES + 1)).unwrap_or(0);
            (v + offset).saturating_sub(STROLL_TILES as u16)
        };
        let goal = TilePoint::new(away(&mut self.rng, here.x), away(&mut self.rng, here.y));
        if let Some(route) = map.is_open(goal).then(|| Route::towards(goal, &body, &map)).flatten() {
            bot.walk(route);
            self.walking_since = Some(self.ticks);
        }
    }
}
