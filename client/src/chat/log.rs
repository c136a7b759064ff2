//! What was said, as this person heard it: bounded, with unread counts by tab.

use hiroba_shared::ids::{MessageId, VisitorId};
use hiroba_shared::look::Look;
use hiroba_shared::rules::hearing::Scope;
use std::collections::VecDeque;

use bevy::prelude::Resource;

/// Most messages kept.
pub const LOG_BOUND: usize = 500;
/// Messages shown at first, and how many more each wish for earlier ones shows.
pub const WINDOW: usize = 60;

/// How a message came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Said to those in reach.
    Said(Scope),
    /// Written by this person to one other.
    DirectTo(VisitorId),
    /// Written by one other to this person.
    DirectFrom(VisitorId),
    /// Announced by a moderator, to the room or to all.
    Announced,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub message: MessageId,
    /// Who said it.
    pub from: VisitorId,
    /// Name and flag at that time; of the other side for a direct message.
    pub name: String,
    /// How the speaker looked.
    pub look: Look,
    /// When it came here, Unix seconds.
    pub at: i64,
    /// How it came here.
    pub reach: Reach,
    /// This person said it, so it waits for nobody to read it.
    pub mine: bool,
    /// What was said.
    pub text: String,
}

/// What part of the log is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Everything.
    #[default]
    All,
    /// Said nearby.
    Near,
    /// Said at the table.
    Circle,
    /// Said to the room.
    Room,
    /// Direct messages.
    Direct,
}

impl Tab {
    /// Every tab, from the left.
    pub const ALL: [Self; 5] = [Self::All, Self::Near, Self::Circle, Self::Room, Self::Direct];

    /// Whether a message with this reach belongs to the tab.
    #[must_use]
    pub const fn holds(self, reach: Reach) -> bool {
        match self {
            Self::All => true,
            Self::Near => matches!(reach, Reach::Said(Scope::Near)),
            Self::Circle => matches!(reach, Reach::Said(Scope::Circle)),
            Self::Room => matches!(reach, Reach::Said(Scope::Room) | Reach::Announced),
            Self::Direct => matches!(reach, Reach::DirectTo(_) | Reach::DirectFrom(_)),
        }
    }
}

/// What was said, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Resource)]
pub struct ChatLog {
    messages: VecDeque<Heard>,
    unread: [u32; Tab::ALL.len()],
    /// The tab that is shown.
    pub tab: Tab,
    /// The panel is on the screen.
    pub open: bool,
    /// How many of the newest messages are shown.
    pub window: usize,
}

impl Default for ChatLog {
    fn default() -> Self {
        Self { messages: VecDeque::new(), unread: [0; 5], tab: Tab::All, open: false, window: WINDOW }
    }
}

impl ChatLog {
    /// Takes a message in; the oldest falls out when there are too many. The same message is never taken twice.
    pub fn take(&mut self, heard: Heard) {
        if self.messages.iter().rev().any(|known| known.message == heard.message) {
            return;
        }
        let seen = self.open && self.tab.holds(heard.reach);
        for (tab, unread) in Tab::ALL.into_iter().zip(&mut self.unread) {
            if tab.holds(heard.reach) && !seen && !heard.mine {
                *unread = unread.saturating_add(1);
            }
        }
        if self.messages.len() == LOG_BOUND {
            self.messages.pop_front();
        }
        self.messages.push_back(heard);
    }

    /// Opens or closes the panel; what is shown counts as read.
    pub fn set_open(&mut self, open: bool) {
        self.open = open;
        self.window = WINDOW;
        self.read();
    }

    /// Shows a tab; what is shown counts as read.
    pub fn show(&mut self, tab: Tab) {
        self.tab = tab;
        self.window = WINDOW;
        self.read();
    }

    fn read(&mut self) {
        if !self.open {
            return;
        }
        for (tab, unread) in Tab::ALL.into_iter().zip(&mut self.unread) {
            if self.tab == tab || self.tab == Tab::All {
                *unread = 0;
            }
        }
    }

    /// How many messages of a tab were not seen yet.
    #[must_use]
    pub fn unread(&self, tab: Tab) -> u32 {
        Tab::ALL.into_iter().zip(self.unread).find(|(other, _)| *other == tab).map_or(0, |(_, unread)| unread)
    }

    /// The message with this number.
    #[must_use]
    pub fn message(&self, id: MessageId) -> Option<&Heard> {
        self.messages.iter().find(|heard| heard.message == id)
    }

    /// The newest messages of every tab, oldest first.
    pub fn newest(&self, count: usize) -> impl Iterator<Item = &Heard> {
        self.messages.iter().skip(self.messages.len().saturating_sub(count))
    }

    /// The messages shown, oldest first, and whether there are earlier ones.
    #[must_use]
    pub fn shown(&self) -> (Vec<&Heard>, bool) {
        let all: Vec<&Heard> = self.messages.iter().filter(|heard| self.tab.holds(heard.reach)).collect();
        let hidden = all.len().saturating_sub(self.window);
        (all.into_iter().skip(hidden).collect(), hidden > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(number: u64, reach: Reach) -> Heard {
        Heard {
            message: MessageId(number),
            from: VisitorId(1),
            name: "Ana".to_owned(),
            look: Look::default(),
            at: 0,
            mine: matches!(reach, Reach::DirectTo(_)),
            reach,
            text: "hello".to_owned(),
        }
    }

    #[test]
    fn the_log_keeps_the_newest_five_hundred() {
        let mut log = ChatLog { window: usize::MAX, ..ChatLog::default() };
        (0..600).for_each(|n| log.take(heard(n, Reach::Said(Scope::Near))));
        let (shown, earlier) = log.shown();
        assert_eq!((shown.len(), shown.first().map(|h| h.message)), (LOG_BOUND, Some(MessageId(100))));
        assert!(!earlier);
    }

    #[test]
    fn unread_messages_are_counted_by_tab_until_they_are_seen() {
        let mut log = ChatLog::default();
        log.take(heard(1, Reach::Said(Scope::Room)));
        log.take(heard(2, Reach::DirectFrom(VisitorId(2))));
        log.take(heard(3, Reach::DirectTo(VisitorId(2))));
        assert_eq!(Tab::ALL.map(|tab| log.unread(tab)), [2, 0, 0, 1, 1]);
        log.show(Tab::Room);
        assert_eq!(log.unread(Tab::Room), 1, "a closed panel shows nothing");
        log.set_open(true);
        assert_eq!(Tab::ALL.map(|tab| log.unread(tab)), [2, 0, 0, 0, 1]);
        log.show(Tab::All);
        assert_eq!(Tab::ALL.map(|tab| log.unread(tab)), [0; 5]);
    }

    #[test]
    fn a_message_heard_twice_is_kept_once() {
        let mut log = ChatLog::default();
        log.take(heard(7, Reach::Said(Scope::Near)));
        log.take(heard(7, Reach::Said(Scope::Near)));
        assert_eq!(log.shown().0.len(), 1);
    }

    #[test]
    fn earlier_messages_come_on_wish() {
        let mut log = ChatLog::default();
        (0..100).for_each(|n| log.take(heard(n, Reach::Said(Scope::Near))));
        assert_eq!((log.shown().0.len(), log.shown().1), (WINDOW, true));
        log.window += WINDOW;
        assert_eq!((log.shown().0.len(), log.shown().1), (100, false));
    }
}
