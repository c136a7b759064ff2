//! What the door, the operator and those who draw do to a fuzzed venue.

use hiroba_server::venue::input::{
    AddressKey, DeckFiles, DeckNews, Digest, DoorInput, Input, OperatorInput, PolicyVersion, UnixSeconds,
};
use hiroba_server::venue::record::PhotographFiles;
use hiroba_shared::deck::{DeckFaultReason, PageNumber};
use hiroba_shared::role::Role;

use super::{World, code_for};
use crate::messages;

impl World<'_> {
    /// A ticket and a resume key that nobody had before.
    fn secrets(&mut self) -> (Digest, Digest) {
        let secret =
            |kind: u8, number: u64| Digest(*blake3::hash(&[&[kind][..], &number.to_le_bytes()].concat()).as_bytes());
        let (ticket, resume) = (secret(0, self.asks), secret(1, self.asks));
        self.known.tickets.push(ticket);
        self.known.resume_keys.push(resume);
        (ticket, resume)
    }

    /// Name, invitation, device, room.
    pub(super) fn join(&mut self) {
        let name = ["Ana", "Бат", "山田", "Staff", "Ana"][usize::from(self.bytes.below(5))];
        let invited = self.bytes.below(16);
        let invitation = match usize::from(invited) {
            8..=13 => self.known.codes.last().copied(),
            14 => None,
            15 => Some(Digest([9; 32])),
            role => Role::ALL.get(role).copied().map(code_for),
        };
        let device = self.bytes.below(12);
        let room = [None, Some("garden"), Some("nowhere"), Some("hall#x")][usize::from(self.bytes.below(4))];
        let ask = self.ask();
        let (ticket, resume) = self.secrets();
        self.apply(Input::Door(DoorInput::Join {
            ask,
            address: AddressKey([device; 16]),
            persona: messages::persona(name),
            invitation,
            device: (device > 0).then_some(Digest([device; 32])),
            room: room.map(str::to_owned),
            agreed: PolicyVersion([1; 8]),
            ticket,
            resume,
        }));
    }

    /// Key.
    pub(super) fn resume(&mut self) {
        let key = self.bytes.one_of(&self.known.resume_keys).unwrap_or(Digest([0; 32]));
        let ask = self.ask();
        let (ticket, resume) = self.secrets();
        self.apply(Input::Door(DoorInput::Resume { ask, address: AddressKey([0; 16]), key, ticket, resume }));
    }

    /// Role, uses, until when.
    pub(super) fn invite(&mut self) {
        let role = Role::ALL[usize::from(self.bytes.below(8)) % Role::ALL.len()];
        let uses = u32::from(self.bytes.below(4));
        let expires = UnixSeconds(self.now + i64::from(self.bytes.below(255)) * 8 - 8);
        let ask = self.ask();
        let code = Digest(*blake3::hash(&self.asks.to_le_bytes()).as_bytes());
        self.known.codes.push(code);
        self.apply(Input::Operator(OperatorInput::Invite { ask, code, role, uses, expires }));
    }

    /// Which file, what of it, and a number.
    pub(super) fn deck(&mut self) {
        let file = self.bytes.one_of(&self.known.files);
        let key = file.map_or(Digest([7; 32]), |key| Digest(key.0));
        let (what, number) = (self.bytes.below(6), self.bytes.below(20));
        let last = PageNumber::new(u16::from(number)).unwrap_or(PageNumber::FIRST);
        let news = match what {
            0 | 1 => DeckNews::Arrives,
            2 => DeckNews::Drawn { drawn: u16::from(number), pages: 9 },
            3 => DeckNews::Spoilt(DeckFaultReason::ALL[usize::from(number) % 10].of_file()),
            _ => {
                DeckNews::Complete(DeckFiles { last, index: key.0, pictures: vec![[number; 32]; usize::from(number)] })
            }
        };
        let ask = self.ask();
        self.apply(Input::Deck { ask, key, news });
    }

    /// Which, and how it went.
    pub(super) fn photograph(&mut self) {
        let number = self.bytes.one_of(&self.known.photographs).unwrap_or(9);
        let [large, small] = messages::photograph::pictures();
        let drawn = (self.bytes.below(4) > 0).then_some(PhotographFiles { large, small });
        self.apply(Input::Photograph { number, drawn });
    }

    /// Read it, or put one that was read before in its place.
    pub(super) fn programme(&mut self) {
        let choice = self.bytes.below(8);
        let ask = self.ask();
        let index = usize::from(choice) % self.known.programmes.len();
        let input = if choice < 3 {
            OperatorInput::ReadProgramme { ask }
        } else {
            OperatorInput::ReplaceProgramme { ask, programme: Box::new(self.known.programmes[index].clone()) }
        };
        self.apply(Input::Operator(input));
    }

    /// Seldom, because nothing much comes after it.
    pub(super) fn stop(&mut self) {
        if self.bytes.below(16) == 15 {
            let ask = self.ask();
            self.apply(Input::Operator(OperatorInput::Stop { ask }));
            assert!(self.is_stopped, "the operator stopped the venue and it goes on");
        }
    }
}
