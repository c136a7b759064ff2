//! What can be named in a fuzzed venue: what it told anybody, and the secrets its edges made.

use std::collections::BTreeMap;

use hiroba_server::venue::input::Digest;
use hiroba_server::venue::record::programme::KeptProgramme;
use hiroba_shared::ids::{DeckId, EntryId, ItemId, PollId, QuestionId, VisitorId};
use hiroba_shared::programme::Item;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::floor::FloorFromServer;
use hiroba_shared::protocol::order::OrderFromServer;
use hiroba_shared::protocol::programme::ProgrammeFromServer;
use hiroba_shared::protocol::slides::{Blake3, SlidesFromServer};

/// Everything, in the order in which it became known.
pub(super) struct Known {
    pub(super) visitors: Vec<VisitorId>,
    pub(super) entries: Vec<EntryId>,
    pub(super) questions: Vec<QuestionId>,
    pub(super) polls: Vec<PollId>,
    pub(super) items: Vec<ItemId>,
    /// What each item was about when it was told last.
    pub(super) drafts: BTreeMap<ItemId, u64>,
    pub(super) revision: u32,
    pub(super) decks: Vec<DeckId>,
    /// Keys of files that may come.
    pub(super) files: Vec<Blake3>,
    /// Numbers of photographs to draw.
    pub(super) photographs: Vec<u64>,
    pub(super) programmes: Vec<KeptProgramme>,
    pub(super) tickets: Vec<Digest>,
    pub(super) resume_keys: Vec<Digest>,
    pub(super) codes: Vec<Digest>,
}

impl Known {
    /// What is known before anything happened.
    pub(super) fn beginning(programme: KeptProgramme) -> Self {
        Self {
            visitors: Vec::new(),
            entries: Vec::new(),
            questions: Vec::new(),
            polls: Vec::new(),
            items: Vec::new(),
            drafts: BTreeMap::new(),
            revision: 0,
            decks: Vec::new(),
            files: Vec::new(),
            photographs: Vec::new(),
            programmes: vec![KeptProgramme::default(), programme],
            tickets: Vec::new(),
            resume_keys: Vec::new(),
            codes: Vec::new(),
        }
    }

    pub(super) fn note_visitor(&mut self, visitor: VisitorId) {
        add(&mut self.visitors, visitor);
    }

    /// Remembers what a message names.
    pub(super) fn note(&mut self, message: &FromServer) {
        match message {
            FromServer::Order(OrderFromServer::Done(entry) | OrderFromServer::Reported(entry)) => {
                add(&mut self.entries, entry.entry);
            }
            FromServer::Programme(ProgrammeFromServer::Now(now)) => {
                self.revision = now.revision;
                now.current.iter().chain(&now.next).for_each(|item| self.note_item(item));
            }
            FromServer::Programme(ProgrammeFromServer::Page { items, .. }) => {
                items.iter().for_each(|item| self.note_item(item));
            }
            FromServer::Floor(FloorFromServer::Asked(asked)) => add(&mut self.questions, asked.question),
            FromServer::Floor(FloorFromServer::Poll(poll)) => add(&mut self.polls, poll.poll),
            FromServer::Slides(SlidesFromServer::Expected(key)) => add(&mut self.files, *key),
            FromServer::Slides(SlidesFromServer::Ready { deck, .. }) => add(&mut self.decks, deck.deck),
            FromServer::Order(_) | FromServer::Programme(_) | FromServer::Floor(_) | FromServer::Slides(_) => {}
            FromServer::Session(_) | FromServer::Walk(_) | FromServer::Talk(_) | FromServer::People(_) => {}
            FromServer::Stage(_) | FromServer::Photograph(_) => {}
        }
    }

    fn note_item(&mut self, item: &Item) {
        add(&mut self.items, item.id);
        self.drafts.insert(item.id, item.what.digest());
    }
}

fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}
