//! What was said lately: for the reports of those who heard it, and for the store's chat of the day.
//!
//! Memory is bounded in bytes and lines; what falls out is forgotten here. Who may read it is not decided here.

use std::collections::{BTreeMap, VecDeque};

use hiroba_shared::ids::{MessageId, VisitorId};
use hiroba_shared::protocol::order::REPORT_MESSAGES;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::ChatText;

use super::record::ChatLine;

/// Most bytes of text remembered for reports.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// Most messages one listener is remembered to have heard.
const MOST_HEARD: usize = 128;
/// Most lines that wait for the store; beyond, the newest are not kept.
const MOST_LINES: usize = 4_000;
/// Most bytes of text in one report, so that a report fits a message.
const MOST_REPORT_BYTES: usize = 12_000;

/// What was said lately.
#[derive(Debug)]
pub(super) struct Told {
    next: u64,
    messages: BTreeMap<MessageId, (VisitorId, ChatText)>,
    bytes: usize,
    lines: Vec<ChatLine>,
}

impl Told {
    /// Nothing said yet; the first message gets the number `first`.
    pub(super) const fn new(first: u64) -> Self {
        Self { next: first, messages: BTreeMap::new(), bytes: 0, lines: Vec::new() }
    }

    /// The number the next message gets.
    pub(super) const fn next_number(&self) -> MessageId {
        MessageId(self.next)
    }

    /// Remembers a line; answers its number.
    pub(super) fn add(&mut self, line: ChatLine) -> MessageId {
        let number = self.next_number();
        self.next = self.next.saturating_add(1);
        self.bytes += line.text.as_str().len();
        self.messages.insert(number, (line.from, line.text.clone()));
        while self.bytes > MOST_BYTES {
            let Some((_, (_, text))) = self.messages.pop_first() else { break };
            self.bytes = self.bytes.saturating_sub(text.as_str().len());
        }
        if self.lines.len() < MOST_LINES {
            self.lines.push(line);
        }
        number
    }

    /// The lines the store does not have yet.
    pub(super) fn take_lines(&mut self) -> Vec<ChatLine> {
        std::mem::take(&mut self.lines)
    }

    /// The last messages of `from` among those `heard`, oldest first, as many as fit a report.
    pub(super) fn heard_from(&self, heard: &VecDeque<MessageId>, from: VisitorId) -> Vec<ChatText> {
        let mut left = MOST_REPORT_BYTES;
        let said = heard.iter().rev().filter_map(|number| self.messages.get(number));
        let mut texts: Vec<ChatText> = said
            .filter(|(speaker, _)| *speaker == from)
            .map(|(_, text)| text.clone())
            .take(REPORT_MESSAGES)
            .take_while(|text| {
                let fits = text.as_str().len() <= left;
                left = left.saturating_sub(text.as_str().len());
                fits
            })
            .collect();
        texts.reverse();
        texts
    }
}

/// Notes that somebody heard a message.
pub(super) fn remember(heard: &mut VecDeque<MessageId>, message: MessageId) {
    if heard.len() >= MOST_HEARD {
        heard.pop_front();
    }
    heard.push_back(message);
}

/// The name of a scope in stored lines.
pub(super) const fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Near => "near",
        Scope::Circle => "circle",
        Scope::Room => "room",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::venue::input::UnixSeconds;

    fn line(from: u32, text: &str) -> ChatLine {
        ChatLine {
            message: MessageId(0),
            at: UnixSeconds(0),
            room: "hall".to_owned(),
            from: VisitorId(from),
            scope: "near".to_owned(),
            to: None,
            text: ChatText::new(text).unwrap(),
        }
    }

    #[test]
    fn a_report_holds_the_last_ten_of_one_speaker_that_were_heard() {
        let mut told = Told::new(1);
        let mut heard = VecDeque::new();
        for n in 0..15 {
            remember(&mut heard, told.add(line(7, &format!("bad {n}"))));
            remember(&mut heard, told.add(line(8, "good")));
            told.add(line(7, "unheard"));
        }
        let texts = told.heard_from(&heard, VisitorId(7));
        let words: Vec<&str> = texts.iter().map(ChatText::as_str).collect();
        assert_eq!(words.len(), REPORT_MESSAGES);
        assert_eq!((words.first(), words.last()), (Some(&"bad 5"), Some(&"bad 14")));
    }

    #[test]
    fn memory_of_what_was_said_is_bounded() {
        let mut told = Told::new(1);
        let long = "あ".repeat(500);
        for _ in 0..6_000 {
            told.add(line(1, &long));
        }
        assert!(told.bytes <= MOST_BYTES && told.lines.len() == MOST_LINES);
    }
}
