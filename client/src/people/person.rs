//! The card of one person: what this visitor is about to do with them.

use bevy::prelude::Resource;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::text::{ChatText, TextFault};

/// Lengths a moderator can choose from, in minutes: ten minutes, an hour, a day, a week.
pub const MINUTES: [u32; 4] = [10, 60, 24 * 60, 7 * 24 * 60];

/// What is being considered on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Looking at the person.
    #[default]
    Looking,
    /// Writing a report about them.
    Reporting,
    /// About to mute them.
    Muting,
    /// About to send them out.
    SendingOut,
    /// About to bar them.
    Barring,
}

/// The card's own state; who it is about is in `OpenPanels`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Resource)]
pub struct PersonCard {
    /// Whom it was last about.
    pub visitor: Option<VisitorId>,
    /// What is being considered.
    pub step: Step,
    /// Which of [`MINUTES`].
    pub minutes: usize,
    /// What happened, in the reporter's words.
    pub words: String,
    /// Raised whenever the program changes `words`.
    pub edition: u32,
    /// Why the report could not be sent.
    pub fault: Option<TextFault>,
}

impl PersonCard {
    /// Turns to this person, forgetting what was considered about another.
    pub fn turn_to(&mut self, visitor: VisitorId) {
        if self.visitor != Some(visitor) {
            *self = Self { visitor: Some(visitor), edition: self.edition + 1, ..Self::default() };
        }
    }

    /// What the confirmed step asks of the venue.
    pub fn confirm(&mut self, visitor: VisitorId) -> Option<FromClient> {
        let minutes = MINUTES.get(self.minutes).copied().unwrap_or(MINUTES[0]);
        let order = match self.step {
            Step::Looking => return None,
            Step::Muting => OrderFromClient::Mute { visitor, minutes },
            Step::SendingOut => OrderFromClient::SendOut(visitor),
            Step::Barring => OrderFromClient::Bar { visitor, minutes },
            Step::Reporting => {
                let words = match ChatText::new(&self.words) {
                    Ok(words) => Some(words),
                    Err(TextFault::Empty) => None,
                    Err(fault) => {
                        self.fault = Some(fault);
                        return None;
                    }
                };
                OrderFromClient::Report { visitor, words }
            }
        };
        *self = Self { visitor: Some(visitor), edition: self.edition + 1, ..Self::default() };
        Some(FromClient::Order(order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_before_it_is_confirmed_and_then_once() {
        let mut card = PersonCard { step: Step::Barring, minutes: 2, ..PersonCard::default() };
        let asked = card.confirm(VisitorId(4));
        let expected = OrderFromClient::Bar { visitor: VisitorId(4), minutes: 1_440 };
        assert_eq!(asked, Some(FromClient::Order(expected)));
        assert_eq!(card.confirm(VisitorId(4)), None);
    }

    #[test]
    fn a_report_without_words_is_a_report() {
        let mut card = PersonCard { step: Step::Reporting, ..PersonCard::default() };
        let expected = OrderFromClient::Report { visitor: VisitorId(4), words: None };
        assert_eq!(card.confirm(VisitorId(4)), Some(FromClient::Order(expected)));
    }
}
