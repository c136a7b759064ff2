//! A store without files, for the harness and for tests: answers like the real one and forgets everything at the end.
//!
//! It promises the same answers as [`super::sqlite`], request by request, and nothing about durability.

mod blocks;
mod floor;
mod decks;
mod halls;
mod order;
mod photographs;
mod visits;

use std::collections::{BTreeMap, BTreeSet};

use hiroba_shared::{
    ids::DeckId, ids::EntryId, ids::MessageId, ids::VisitorId, protocol::photograph::Photograph, role::Role,
};

use super::{Forgotten, Retention, Store, StoreError};
use crate::venue::{
    input::{Digest, PolicyVersion, UnixSeconds},
    record::{
        Answer, CaptionLine, ChatLine, KeptDeck, Request, RequestId, Visit, hall::KeptHall, programme::KeptProgramme,
    },
};

/// Keeps everything in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    visits: BTreeMap<VisitorId, Kept>,
    last_visit: u32,
    keys: BTreeMap<Digest, Key>,
    last_key: u64,
    invitations: BTreeMap<Digest, Invitation>,
    log: BTreeMap<EntryId, order::Written>,
    chat: BTreeMap<MessageId, ChatLine>,
    last_message: u64,
    programme: Option<KeptProgramme>,
    floors: floor::Floors,
    captions: Vec<CaptionLine>,
    decks: BTreeMap<DeckId, KeptDeck>,
    last_deck: u32,
    photographs: Vec<Photograph>,
    last_photograph: u32,
    halls: BTreeMap<String, KeptHall>,
}

/// A visit with what its visitor never sees.
#[derive(Debug)]
struct Kept {
    visit: Visit,
    agreed: PolicyVersion,
    seen: UnixSeconds,
    blocks: BTreeSet<VisitorId>,
    /// The invitation, until the visit begins.
    invitation: Option<Digest>,
    /// Name and trace were kept long enough.
    forgotten: bool,
}

#[derive(Debug)]
struct Key {
    visitor: VisitorId,
    age: u64,
}

#[derive(Debug)]
struct Invitation {
    role: Role,
    uses: u32,
    expires: UnixSeconds,
}

impl MemoryStore {
    /// What the visitor agreed to, in letters.
    #[must_use]
    pub fn agreed(&self, visitor: VisitorId) -> Option<String> {
        self.visits.get(&visitor).map(|kept| kept.agreed.letters())
    }

    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to one request, carried out.
    pub fn answer(&mut self, request: &Request) -> Answer {
        match request {
            Request::OpenVisit(opening) => self.open_visit(opening),
            Request::ResumeVisit { key, resume, now } => self.resume_visit(*key, *resume, *now),
            Request::SettleKey { visitor, resume } => self.settle_key(*visitor, *resume),
            Request::KeepPlaces { places, now } => self.keep_places(places, *now),
            Request::CloseVisit { visitor, now } => self.close_visit(*visitor, *now),
            Request::Invite { code, role, uses, expires } => {
                self.invitations.insert(*code, Invitation { role: *role, uses: *uses, expires: *expires });
                Answer::Kept
            }
            Request::Log(writing) => self.write_log(writing),
            Request::ReadLog { page } => self.read_log(*page),
            Request::Block { visitor, other, blocked, now } => {
                if *blocked {
                    self.block(*visitor, *other, *now)
                } else {
                    self.unblock(*visitor, *other, *now)
                }
            }
            Request::TakeDirect { visitor, takes } => self.take_direct(*visitor, *takes),
            Request::KeepChat(lines) => self.keep_chat(lines),
            Request::KeepCaptions(lines) => {
                self.captions.extend_from_slice(lines);
                Answer::Kept
            }
            Request::KeepProgramme(programme) => {
                self.programme = Some(programme.as_ref().clone());
                Answer::Kept
            }
            Request::Floor(request) => self.answer_floor(request),
            Request::KeepDeck(new) => self.keep_deck(new),
            Request::ListDecks(claim) => self.list_decks(*claim),
            Request::FindDeck(deck, claim) => self.find_deck(*deck, *claim),
            Request::ForgetDeck(deck, claim) => self.forget_deck(*deck, *claim),
            Request::KeepPhotograph(new) => self.keep_photograph(new),
            Request::ListPhotographs => self.list_photographs(),
            Request::KeepHalls(halls) => self.keep_halls(halls),
            Request::ReadHall { room } => self.read_hall(room),
        }
    }

    /// The programme that was kept last.
    #[must_use]
    pub fn kept_programme(&self) -> Option<KeptProgramme> {
        self.programme.clone()
    }

    /// Every finished line of captions that is still kept, oldest first.
    #[must_use]
    pub fn kept_captions(&self) -> &[CaptionLine] {
        &self.captions
    }

    /// Everything said and still kept, oldest first.
    pub fn chat(&self) -> impl Iterator<Item = &ChatLine> {
        self.chat.values()
    }

    fn keep_chat(&mut self, lines: &[ChatLine]) -> Answer {
        for line in lines {
            self.last_message = self.last_message.max(line.message.0);
            self.chat.entry(line.message).or_insert_with(|| line.clone());
        }
        Answer::Kept
    }
}

impl Store for MemoryStore {
    async fn commit(&mut self, requests: Vec<(RequestId, Request)>) -> Vec<(RequestId, Answer)> {
        requests.into_iter().map(|(id, request)| (id, self.answer(&request))).collect()
    }

    async fn last_message(&mut self) -> Result<u64, StoreError> {
        Ok(self.last_message)
    }

    async fn programme(&mut self) -> Result<Option<KeptProgramme>, StoreError> {
        Ok(self.kept_programme())
    }

    async fn captions(&mut self) -> Result<Vec<CaptionLine>, StoreError> {
        Ok(self.captions.clone())
    }

    async fn forget(&mut self, now: UnixSeconds, retention: Retention) -> Result<Forgotten, StoreError> {
        let mut forgotten = Forgotten::default();
        let chat_from = now.0 - i64::from(retention.chat_hours) * 3_600;
        let (chat, invitations) = (self.chat.len(), self.invitations.len());
        self.chat.retain(|_, line| line.at.0 >= chat_from);
        self.invitations.retain(|_, invitation| invitation.expires > now && invitation.uses > 0);
        forgotten.chat = (chat - self.chat.len()) as u64;
        forgotten.expired = (invitations - self.invitations.len()) as u64 + self.forget_traces(now);
        let names_from = UnixSeconds(now.0 - i64::from(retention.name_days) * 86_400);
        self.forget_names(now, names_from, &mut forgotten);
        forgotten.questions = self.forget_askers(names_from);
        forgotten.announcements = self.forget_announcers(names_from);
        forgotten.entries = self.forget_entries(names_from);
        let captions = self.captions.len();
        self.captions.retain(|line| line.at >= names_from);
        forgotten.captions = (captions - self.captions.len()) as u64;
        let photographs = self.photographs.len();
        self.photographs.retain(|photograph| photograph.taken >= names_from.0);
        forgotten.photographs = (photographs - self.photographs.len()) as u64;
        Ok(forgotten)
    }
}
