//! Polls: what is put to the vote, what somebody chose, and how it stands. A value that was decoded is already a poll.

use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

use crate::ids::PollId;
use crate::text::{FloorText, OptionText};

/// Most options of a poll.
pub const MOST_OPTIONS: usize = 20;
/// Most polls that are open in a room at a time.
pub const MOST_OPEN_POLLS: u32 = 5;
/// Longest time a poll is open by itself, in minutes: a week.
pub const MOST_POLL_MINUTES: u16 = 7 * 24 * 60;

/// What is put to the vote.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawBallot", into = "RawBallot")]
pub struct Ballot {
    words: FloorText,
    options: Vec<OptionText>,
    most: u8,
}

/// The options are fewer than two or more than [`MOST_OPTIONS`], or as many may be chosen as cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddBallot;

impl fmt::Display for OddBallot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a poll has 2 to 20 options, of which at least one may be chosen")
    }
}

impl core::error::Error for OddBallot {}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RawBallot {
    words: FloorText,
    options: Vec<OptionText>,
    most: u8,
}

impl Ballot {
    /// A poll of these options, of which at most so many may be chosen.
    ///
    /// # Errors
    /// When that is no poll.
    pub fn new(words: FloorText, options: Vec<OptionText>, most: u8) -> Result<Self, OddBallot> {
        let right = (2..=MOST_OPTIONS).contains(&options.len()) && (1..=options.len()).contains(&usize::from(most));
        if right { Ok(Self { words, options, most }) } else { Err(OddBallot) }
    }

    /// What is asked.
    #[must_use]
    pub const fn words(&self) -> &FloorText {
        &self.words
    }

    /// The options, in order.
    #[must_use]
    pub fn options(&self) -> &[OptionText] {
        &self.options
    }

    /// How many may be chosen.
    #[must_use]
    pub const fn most(&self) -> u8 {
        self.most
    }

    /// Whether these choices can be made of it.
    #[must_use]
    pub fn takes(&self, choices: Choices) -> bool {
        let count = choices.iter().count();
        (1..=usize::from(self.most)).contains(&count) && choices.iter().all(|option| option < self.options.len())
    }
}

impl TryFrom<RawBallot> for Ballot {
    type Error = OddBallot;
    fn try_from(raw: RawBallot) -> Result<Self, OddBallot> {
        Self::new(raw.words, raw.options, raw.most)
    }
}

impl From<Ballot> for RawBallot {
    fn from(ballot: Ballot) -> Self {
        Self { words: ballot.words, options: ballot.options, most: ballot.most }
    }
}

/// Which options somebody chose: bit n is option n.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Choices(pub u32);

impl Choices {
    /// The chosen options, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..MOST_OPTIONS.max(32)).filter(move |option| self.has(*option))
    }

    /// Whether an option is chosen.
    #[must_use]
    pub const fn has(self, option: usize) -> bool {
        option < 32 && self.0 & (1 << option) != 0
    }

    /// The same with this option turned.
    #[must_use]
    pub const fn turned(self, option: usize) -> Self {
        if option < 32 { Self(self.0 ^ (1 << option)) } else { self }
    }
}

/// Who sees how a poll stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Results {
    /// Everybody, at once.
    Open,
    /// Whoever runs it, until they show it to everybody.
    Hidden,
}

/// A poll of a room.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Poll {
    /// Which.
    pub poll: PollId,
    /// What is put to the vote.
    pub ballot: Ballot,
    /// Who sees how it stands.
    pub results: Results,
    /// When it was opened, Unix time in seconds.
    pub at: i64,
    /// When it closes by itself, Unix time in seconds.
    pub closes: Option<i64>,
    /// When it was closed, Unix time in seconds; votes are taken until then.
    pub closed: Option<i64>,
}

/// How a poll stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// Which poll.
    pub poll: PollId,
    /// How many persons voted.
    pub voters: u32,
    /// Votes by option.
    pub votes: Vec<u32>,
}

impl Tally {
    /// Nobody voted yet.
    #[must_use]
    pub fn empty(poll: &Poll) -> Self {
        Self { poll: poll.poll, voters: 0, votes: alloc::vec![0; poll.ballot.options.len()] }
    }

    /// Somebody's choices count.
    pub fn count(&mut self, choices: Choices) {
        self.voters = self.voters.saturating_add(1);
        self.each(choices, |votes| votes.saturating_add(1));
    }

    /// Somebody's choices count no longer.
    pub fn take_back(&mut self, choices: Choices) {
        self.voters = self.voters.saturating_sub(1);
        self.each(choices, |votes| votes.saturating_sub(1));
    }

    fn each(&mut self, choices: Choices, change: impl Fn(u32) -> u32) {
        for (_, votes) in self.votes.iter_mut().enumerate().filter(|(option, _)| choices.has(*option)) {
            *votes = change(*votes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::codec;
    use alloc::format;

    fn options(count: usize) -> Vec<OptionText> {
        (0..count).map(|n| OptionText::new(&format!("option {n}")).unwrap()).collect()
    }

    fn ballot(count: usize, most: u8) -> Result<Ballot, OddBallot> {
        Ballot::new(FloorText::new("Which?").unwrap(), options(count), most)
    }

    #[test]
    fn a_poll_has_two_to_twenty_options_and_a_possible_number_of_choices() {
        assert!(ballot(2, 1).is_ok() && ballot(20, 20).is_ok());
        for (count, most) in [(1, 1), (21, 1), (3, 0), (3, 4)] {
            assert_eq!(ballot(count, most), Err(OddBallot), "{count} options, {most} choices");
        }
    }

    #[test]
    fn an_odd_poll_is_refused_by_the_decoder_too() {
        let raw = RawBallot { words: FloorText::new("Which?").unwrap(), options: options(21), most: 1 };
        assert!(codec::decode::<Ballot>(&codec::encode(&raw)).is_err());
    }

    #[test]
    fn only_choices_that_can_be_made_are_taken() {
        let ballot = ballot(3, 2).unwrap();
        assert!(ballot.takes(Choices(0b101)));
        for choices in [0, 0b111, 0b1000, 1 << 31, u32::MAX] {
            assert!(!ballot.takes(Choices(choices)), "{choices:b}");
        }
    }

    #[test]
    fn a_changed_vote_leaves_the_number_of_voters_as_it_was() {
        let ballot = ballot(3, 2).unwrap();
        let poll = Poll { poll: PollId(1), ballot, results: Results::Open, at: 0, closes: None, closed: None };
        let mut tally = Tally::empty(&poll);
        tally.count(Choices(0b11));
        tally.take_back(Choices(0b11));
        tally.count(Choices(0b100));
        assert_eq!((tally.voters, tally.votes), (1, alloc::vec![0, 0, 1]));
    }
}
