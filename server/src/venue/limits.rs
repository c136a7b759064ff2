//! How much one visitor, or one address, may ask of the venue: buckets that refill with the ticks.
//!
//! Promises that a flood costs the venue a subtraction per message and at most one answer a second. What is asked is
//! not looked at beyond its kind.

use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::people::PeopleFromClient;
use hiroba_shared::protocol::photograph::PhotographFromClient;
use hiroba_shared::protocol::programme::ProgrammeFromClient;
use hiroba_shared::protocol::session::SessionFromClient;
use hiroba_shared::protocol::slides::SlidesFromClient;
use hiroba_shared::protocol::stage::StageFromClient;
use hiroba_shared::protocol::talk::TalkFromClient;
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::text::ChatText;
use hiroba_shared::units::{TICKS_PER_SECOND, Tick};

/// Milliseconds of one tick.
const TICK_MS: u32 = 1_000 / TICKS_PER_SECOND;
/// Ticks between two answers that somebody is too fast.
const TOLD_EVERY: u32 = TICKS_PER_SECOND;

/// How a bucket fills: `gain` a tick up to `full`; one thing costs `cost`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    full: u32,
    cost: u32,
    gain: u32,
}

/// Messages: five at once, then one every 1.5 seconds. Long ones count as several, because every listener's link
/// carries every byte.
const CHAT: Rate = Rate { full: 150, cost: 30, gain: 1 };
/// Bytes that count as one message: 500 letters of a script with three bytes each.
const CHAT_BYTES: usize = 1_500;
/// Emotes: four at once, then one a second.
const EMOTES: Rate = Rate { full: 80, cost: 20, gain: 1 };
/// Searches: four a second.
const SEARCHES: Rate = Rate { full: 20, cost: 5, gain: 1 };
/// Lines of captions as they are typed: eight at once, then four a second.
const CAPTIONS: Rate = Rate { full: 40, cost: 5, gain: 1 };
/// Seats and hands: two at once, then one a second, so that going from seat to seat is slower than walking.
const SEATS: Rate = Rate { full: 40, cost: 20, gain: 1 };
/// Reports: three at once, then one a minute. Each is kept for weeks and shown to every moderator.
const REPORTS: Rate = Rate { full: 3_600, cost: 1_200, gain: 1 };
/// Questions: three at once, then one in fifteen seconds; each is stored and read by everybody.
const QUESTIONS: Rate = Rate { full: 900, cost: 300, gain: 1 };
/// Votes, and claps apart from them: ten at once, then five a second.
const VOTES: Rate = Rate { full: 40, cost: 4, gain: 1 };
/// Decks brought: ten at once, then two a minute; each takes the rasteriser a while.
const DECKS: Rate = Rate { full: 6_000, cost: 600, gain: 1 };
/// People called together: three times at once, then once a minute; each time the whole room walks.
const CALLS: Rate = Rate { full: 3_600, cost: 1_200, gain: 1 };
/// Pointing at a page: fifteen a second.
const POINTS: Rate = Rate { full: 20, cost: 4, gain: 3 };
/// Everything else: ten a second.
const OTHERS: Rate = Rate { full: 20, cost: 2, gain: 1 };
/// Questions at the door from one address: a hundred a second and two hundred at once, because a whole school or
/// conference sits behind one.
pub(super) const DOOR: Rate = Rate { full: 200, cost: 1, gain: 5 };

/// One bucket, full until something is taken.
#[derive(Debug, Clone, Copy, Default, Hash)]
pub(super) struct Bucket {
    missing: u32,
    at: Tick,
}

/// Something came too fast; it has a chance in so many milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooFast {
    /// Milliseconds to wait.
    pub(super) retry_ms: u32,
}

impl Bucket {
    /// Takes one thing out, if enough is left.
    pub(super) fn take(&mut self, rate: Rate, tick: Tick) -> Result<(), TooFast> {
        self.take_many(1, rate, tick)
    }

    /// Takes so many things out at once, if enough is left.
    fn take_many(&mut self, things: u32, rate: Rate, tick: Tick) -> Result<(), TooFast> {
        self.missing = self.missing_at(rate, tick);
        self.at = tick;
        let left = rate.full.saturating_sub(self.missing);
        let cost = rate.cost.saturating_mul(things);
        if left < cost {
            let ticks = (cost - left).div_ceil(rate.gain.max(1));
            return Err(TooFast { retry_ms: ticks.saturating_mul(TICK_MS) });
        }
        self.missing += cost;
        Ok(())
    }

    /// Whether the bucket is as good as a new one.
    pub(super) fn is_full(&self, rate: Rate, tick: Tick) -> bool {
        self.missing_at(rate, tick) == 0
    }

    fn missing_at(&self, rate: Rate, tick: Tick) -> u32 {
        self.missing.saturating_sub(tick.since(self.at).saturating_mul(rate.gain))
    }
}

/// What one visitor may still do.
#[derive(Debug, Clone, Default, Hash)]
pub(super) struct Allowances {
    chat: Bucket,
    emotes: Bucket,
    searches: Bucket,
    seats: Bucket,
    captions: Bucket,
    reports: Bucket,
    questions: Bucket,
    votes: Bucket,
    cheers: Bucket,
    decks: Bucket,
    calls: Bucket,
    points: Bucket,
    others: Bucket,
    told: Option<Tick>,
}

impl Allowances {
    /// Takes the allowance for `message`. Leaving is always allowed, and so is looking again: who looks already
    /// changes nothing by it, and going away is counted.
    pub(super) fn take(&mut self, message: &FromClient, tick: Tick) -> Result<(), TooFast> {
        let (bucket, rate) = match message {
            FromClient::Session(SessionFromClient::Leave | SessionFromClient::Away(false)) => return Ok(()),
            FromClient::Talk(TalkFromClient::Say(_, text) | TalkFromClient::Direct(_, text)) => {
                return self.chat.take_many(messages_in(text), CHAT, tick);
            }
            FromClient::Talk(TalkFromClient::Emote(_)) => (&mut self.emotes, EMOTES),
            FromClient::People(PeopleFromClient::Search { .. })
            | FromClient::Programme(ProgrammeFromClient::Read { .. }) => (&mut self.searches, SEARCHES),
            FromClient::Walk(WalkFromClient::Sit { .. }) | FromClient::Programme(ProgrammeFromClient::FindSeat) => {
                (&mut self.seats, SEATS)
            }
            FromClient::Stage(StageFromClient::Caption { .. }) => (&mut self.captions, CAPTIONS),
            FromClient::Order(OrderFromClient::Report { .. }) => (&mut self.reports, REPORTS),
            FromClient::Floor(FloorFromClient::Ask { .. }) => (&mut self.questions, QUESTIONS),
            FromClient::Floor(
                FloorFromClient::Vote(_) | FloorFromClient::Unvote(_) | FloorFromClient::Choose { .. },
            ) => (&mut self.votes, VOTES),
            FromClient::Floor(FloorFromClient::Cheer(_)) => (&mut self.cheers, VOTES),
            FromClient::Floor(FloorFromClient::RaiseHand | FloorFromClient::LowerHand) => (&mut self.seats, SEATS),
            FromClient::Floor(FloorFromClient::Watch { .. }) => (&mut self.searches, SEARCHES),
            FromClient::Slides(SlidesFromClient::Bring { .. }) => (&mut self.decks, DECKS),
            FromClient::Slides(SlidesFromClient::Point(Some(_))) => (&mut self.points, POINTS),
            FromClient::Photograph(PhotographFromClient::Call { .. }) => (&mut self.calls, CALLS),
            FromClient::Photograph(PhotographFromClient::List) => (&mut self.searches, SEARCHES),
            FromClient::Photograph(PhotographFromClient::JoinIn | PhotographFromClient::StepOut) => {
                (&mut self.seats, SEATS)
            }
            FromClient::Session(SessionFromClient::Away(true) | SessionFromClient::Pace(_))
            | FromClient::Walk(_)
            | FromClient::Talk(TalkFromClient::TakeDirect(_))
            | FromClient::People(PeopleFromClient::Locate(_))
            | FromClient::Order(_)
            | FromClient::Programme(_)
            | FromClient::Floor(_)
            | FromClient::Stage(_)
            | FromClient::Slides(_)
            | FromClient::Photograph(_) => (&mut self.others, OTHERS),
        };
        bucket.take(rate, tick)
    }

    /// Whether the visitor should hear now that they are too fast: once a second at most.
    pub(super) fn should_be_told(&mut self, tick: Tick) -> bool {
        let due = self.told.is_none_or(|told| tick.since(told) >= TOLD_EVERY);
        if due {
            self.told = Some(tick);
        }
        due
    }
}

/// As how many messages a text counts.
fn messages_in(text: &ChatText) -> u32 {
    u32::try_from(text.as_str().len().div_ceil(CHAT_BYTES)).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use hiroba_shared::rules::hearing::Scope;

    use super::*;

    fn taken(bucket: &mut Bucket, rate: Rate, tick: Tick, tries: u32) -> u32 {
        (0..tries).map(|_| u32::from(bucket.take(rate, tick).is_ok())).sum()
    }

    #[test]
    fn five_messages_pass_at_once_and_the_sixth_after_a_second_and_a_half() {
        let mut bucket = Bucket::default();
        assert_eq!(taken(&mut bucket, CHAT, Tick(100), 9), 5);
        assert_eq!(bucket.take(CHAT, Tick(100)), Err(TooFast { retry_ms: 1_500 }));
        assert_eq!(bucket.take(CHAT, Tick(129)), Err(TooFast { retry_ms: 50 }));
        assert_eq!(bucket.take(CHAT, Tick(130)), Ok(()));
    }

    #[test]
    fn a_text_of_many_bytes_counts_as_several_messages() {
        let long = ChatText::new(&"👩🏽‍🚀".repeat(300)).unwrap();
        assert!(long.as_str().len() > 3 * CHAT_BYTES / 2);
        let say = |text: &ChatText| FromClient::Talk(TalkFromClient::Say(Scope::Room, text.clone()));
        let mut allowances = Allowances::default();
        let passed = (0..9).filter(|_| allowances.take(&say(&long), Tick(0)).is_ok()).count();
        assert_eq!(passed, 5 / usize::try_from(messages_in(&long)).unwrap());
    }

    #[test]
    fn who_may_not_go_away_so_often_may_always_come_back() {
        let mut allowances = Allowances::default();
        let away = |away| FromClient::Session(SessionFromClient::Away(away));
        let left = (0..30).filter(|_| allowances.take(&away(true), Tick(0)).is_ok()).count();
        assert!(left < 30);
        assert_eq!(allowances.take(&away(false), Tick(0)), Ok(()));
    }

    #[test]
    fn reports_are_taken_one_a_minute() {
        let mut bucket = Bucket::default();
        assert_eq!(taken(&mut bucket, REPORTS, Tick(0), 9), 3);
        let minute: u32 = (1..=1_200).map(|tick| taken(&mut bucket, REPORTS, Tick(tick), 1)).sum();
        assert_eq!(minute, 1);
    }

    #[test]
    fn an_address_gets_two_hundred_at_once_and_a_hundred_a_second() {
        let mut bucket = Bucket::default();
        assert_eq!(taken(&mut bucket, DOOR, Tick(0), 500), 200);
        let second: u32 = (1..=20).map(|tick| taken(&mut bucket, DOOR, Tick(tick), 50)).sum();
        assert_eq!(second, 100);
        assert!(!bucket.is_full(DOOR, Tick(20)) && bucket.is_full(DOOR, Tick(60)));
    }

    #[test]
    fn a_flood_is_answered_once_a_second() {
        let mut allowances = Allowances::default();
        let answers = (0..60).filter(|tick| allowances.should_be_told(Tick(*tick))).count();
        assert_eq!(answers, 3);
    }
}
