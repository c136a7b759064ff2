//! The draft of what this person is about to say, and to whom.

use bevy::prelude::Resource;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::talk::TalkFromClient;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::{ChatText, TextFault};

/// Every scope, in the order of the switch.
pub const SCOPES: [Scope; 3] = [Scope::Near, Scope::Circle, Scope::Room];

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq, Resource)]
pub struct Say {
    /// The draft.
    pub draft: String,
    /// Raised whenever the program changes the draft.
    pub edition: u32,
    /// Who will hear it, unless it goes to one person.
    pub scope: Scope,
    /// The one person it goes to, with their name.
    pub to: Option<(VisitorId, String)>,
    /// Why the draft could not be sent.
    pub fault: Option<TextFault>,
    /// The gestures are shown.
    pub emotes: bool,
}

impl Default for Say {
    fn default() -> Self {
        Self { draft: String::new(), edition: 0, scope: Scope::Near, to: None, fault: None, emotes: false }
    }
}

impl Say {
    /// The message of the draft. The draft is emptied, unless it cannot be sent: then it says why.
    pub fn send(&mut self) -> Option<FromClient> {
        if self.draft.trim().is_empty() {
            return None;
        }
        match ChatText::new(&self.draft) {
            Err(fault) => {
                self.fault = Some(fault);
                None
            }
            Ok(text) => {
                self.draft.clear();
                self.edition += 1;
                self.fault = None;
                Some(FromClient::Talk(match &self.to {
                    Some((visitor, _)) => TalkFromClient::Direct(*visitor, text),
                    None => TalkFromClient::Say(self.scope, text),
                }))
            }
        }
    }

    /// The draft as typed by the person.
    pub fn write(&mut self, draft: String) {
        self.draft = draft;
        self.fault = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sent_draft_is_emptied_and_a_bad_one_is_kept() {
        let mut say = Say::default();
        say.write("  hello ".to_owned());
        let expected = ChatText::new("hello").map(|text| FromClient::Talk(TalkFromClient::Say(Scope::Near, text)));
        assert_eq!(say.send(), expected.ok());
        assert_eq!((say.draft.as_str(), say.edition), ("", 1));
        say.write("あ".repeat(501));
        assert_eq!(say.send(), None);
        assert_eq!((say.draft.chars().count(), say.fault), (501, Some(TextFault::TooLong { limit: 500 })));
    }

    #[test]
    fn a_draft_to_one_person_is_direct() {
        let mut say = Say { to: Some((VisitorId(9), "Ana".to_owned())), draft: "hi".to_owned(), ..Say::default() };
        assert!(matches!(say.send(), Some(FromClient::Talk(TalkFromClient::Direct(VisitorId(9), _)))));
    }
}
