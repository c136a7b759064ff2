//! Coming in: asking at the door as a client does over HTTP, then presenting the ticket on a link.
//!
//! The question is the same [`JoinRequest`] that crosses the wire, validated as the HTTP edge does it.

use hiroba_server::venue::input::{
    AddressKey, Digest, DoorInput, Input, LinkId, OperatorInput, PolicyVersion, UnixSeconds,
};
use hiroba_server::venue::output::OperatorAnswer;
use hiroba_shared::door::JoinRequest;
use hiroba_shared::protocol::opening::Opening;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;

use super::player::{Player, Stage};
use super::{Town, Who};
use crate::bot::Bot;
use crate::link::{Lane, Link, Pipe};
use crate::messages;

/// Ticks somebody waits at the door, and then for their room.
const PATIENCE_TICKS: u32 = 400;

/// Somebody who wants in.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// What they ask.
    pub request: JoinRequest,
    /// Where they come from.
    pub address: u8,
    /// Their link, if it is not everybody's.
    pub link: Option<Link>,
}

impl Newcomer {
    /// Somebody with this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut request = JoinRequest::new(&messages::persona("Somebody"));
        name.clone_into(&mut request.name);
        Self { request, address: 1, link: None }
    }

    /// The same with an invitation.
    #[must_use]
    pub fn invited(mut self, code: &str) -> Self {
        self.request.invitation = Some(code.to_owned());
        self
    }

    /// The same with a device that keeps this number.
    #[must_use]
    pub fn with_device(mut self, device: u8) -> Self {
        self.request.device = Some(format!("{device:02x}").repeat(32));
        self
    }

    /// The same from another address.
    #[must_use]
    pub fn from_address(self, address: u8) -> Self {
        Self { address, ..self }
    }

    /// The same over this link.
    #[must_use]
    pub fn over(self, link: Link) -> Self {
        Self { link: Some(link), ..self }
    }

    /// The same for this room.
    #[must_use]
    pub fn into_room(mut self, room: &str) -> Self {
        self.request.room = Some(room.to_owned());
        self
    }
}

/// The digest of a secret, as the edges make it.
#[must_use]
pub fn secret_digest(secret: &[u8]) -> Digest {
    Digest(*blake3::hash(secret).as_bytes())
}

impl Town {
    /// Somebody comes in and stands in their room.
    ///
    /// # Panics
    /// When they are refused or nothing happens.
    pub fn joins(&mut self, name: &str) -> Who {
        self.comes(Newcomer::named(name))
    }

    /// Somebody comes in and stands in their room.
    ///
    /// # Panics
    /// When they are refused or nothing happens.
    pub fn comes(&mut self, newcomer: Newcomer) -> Who {
        let name = newcomer.request.name.clone();
        let who = self.tries(newcomer).unwrap_or_else(|refusal| panic!("{name} was refused: {refusal:?}"));
        self.run_until("the newcomer stands in a room", PATIENCE_TICKS, |town| town[who].is_here());
        who
    }

    /// Several people come in one after the other, without waiting for each.
    pub fn all_join(&mut self, names: impl IntoIterator<Item = String>) -> Vec<Who> {
        let asked: Vec<Who> = names
            .into_iter()
            .map(|name| self.tries(Newcomer::named(&name)).unwrap_or_else(|r| panic!("{r:?}")))
            .collect();
        let all = asked.clone();
        self.run_until("all stand in a room", PATIENCE_TICKS, |town| all.iter().all(|who| town[*who].is_here()));
        asked
    }

    /// Somebody asks at the door and, let in, presents their ticket; what follows is not waited for.
    ///
    /// # Errors
    /// Refused as the door refused them.
    ///
    /// # Panics
    /// When the door does not answer.
    pub fn tries(&mut self, newcomer: Newcomer) -> Result<Who, Refusal> {
        let who = self.is_admitted(newcomer)?;
        self.presents(who, &Opening::new(self[who].ticket));
        Ok(who)
    }

    /// Somebody asks at the door; let in, they keep their ticket and do nothing with it yet.
    ///
    /// # Errors
    /// Refused as the door refused them.
    ///
    /// # Panics
    /// When the door does not answer.
    pub fn is_admitted(&mut self, newcomer: Newcomer) -> Result<Who, Refusal> {
        let request = &newcomer.request;
        if let Some(refusal) = request.versions.refusal() {
            return Err(refusal);
        }
        let persona = request.persona()?;
        let (ticket, resume) = (self.rng.secret(), self.rng.secret());
        let ask = self.ask_number();
        let join = DoorInput::Join {
            ask,
            address: AddressKey([newcomer.address; 16]),
            persona,
            invitation: request.invitation.as_deref().map(|code| secret_digest(code.as_bytes())),
            device: request.device.as_deref().map(|device| secret_digest(device.as_bytes())),
            room: request.room.clone(),
            agreed: PolicyVersion([1; 8]),
            ticket: secret_digest(&ticket),
            resume: secret_digest(&resume),
        };
        self.knock(join)?;
        let link = newcomer.link.unwrap_or(self.plan.link);
        let who = Who(self.players.len());
        let phase = self.rng.below(5);
        self.players.push(Player::new(request.name.clone(), link, phase));
        self[who].ticket = ticket;
        self[who].resume_key = resume;
        Ok(who)
    }

    /// The same person opens a second window: another client with the same key, from the same address.
    ///
    /// # Errors
    /// Refused as the door refused them.
    ///
    /// # Panics
    /// When the door does not answer.
    pub fn opens_second_window(&mut self, who: Who) -> Result<Who, Refusal> {
        let second = Who(self.players.len());
        let mut player = Player::new(self[who].name.clone(), self[who].spec, 0);
        player.resume_key = self[who].resume_key;
        self.players.push(player);
        self.resumes(second)?;
        Ok(second)
    }

    /// Somebody whose link broke asks to come back to their place, and presents the new ticket.
    ///
    /// # Errors
    /// Refused as the door refused them.
    ///
    /// # Panics
    /// When the door does not answer.
    pub fn resumes(&mut self, who: Who) -> Result<(), Refusal> {
        self.is_admitted_again(who)?;
        self.presents(who, &Opening::new(self[who].ticket));
        Ok(())
    }

    /// Somebody asks to come back to their place; let in, they keep their ticket and do nothing with it yet.
    ///
    /// # Errors
    /// Refused as the door refused them.
    ///
    /// # Panics
    /// When the door does not answer.
    pub fn is_admitted_again(&mut self, who: Who) -> Result<(), Refusal> {
        let key = secret_digest(&self[who].resume_key);
        let (ticket, resume) = (self.rng.secret(), self.rng.secret());
        let ask = self.ask_number();
        let (ticket_digest, resume_digest) = (secret_digest(&ticket), secret_digest(&resume));
        let address = AddressKey([1; 16]);
        self.knock(DoorInput::Resume { ask, address, key, ticket: ticket_digest, resume: resume_digest })?;
        self[who].ticket = ticket;
        self[who].resume_key = resume;
        Ok(())
    }

    /// Somebody comes back to their place and stands in their room.
    ///
    /// # Panics
    /// When they are refused or nothing happens.
    pub fn comes_back(&mut self, who: Who) {
        self.resumes(who).unwrap_or_else(|refusal| panic!("{} was refused: {refusal:?}", self[who].name));
        self.run_until("the one who came back stands in a room", PATIENCE_TICKS, |town| town[who].is_here());
    }

    /// Opens a new link and presents a ticket on it.
    pub fn presents(&mut self, who: Who, opening: &Opening) {
        self.next_link += 1;
        let link = LinkId(self.next_link);
        let now = self.now;
        let (up, down) = (self.rng.fork(), self.rng.fork());
        let player = &mut self[who];
        (player.up, player.down) = (Pipe::new(player.spec, up), Pipe::new(player.spec, down));
        player.bot = Bot::new();
        player.link = Some(link);
        player.stage = Stage::Opening;
        player.up.send(now, Lane::Stream, opening.to_bytes());
    }

    /// Asks at the door and waits for the answer.
    fn knock(&mut self, door: DoorInput) -> Result<(), Refusal> {
        let (DoorInput::Join { ask, .. } | DoorInput::Resume { ask, .. }) = &door;
        let ask = *ask;
        self.inputs.push(Input::Door(door));
        for _ in 0..PATIENCE_TICKS {
            self.run(1);
            if let Some(answer) = self.asks.remove(&ask) {
                return answer;
            }
        }
        panic!("the door did not answer within {PATIENCE_TICKS} ticks");
    }
}

impl Town {
    /// The operator makes an invitation that lasts an hour.
    ///
    /// # Panics
    /// When it is not stored.
    pub fn invites(&mut self, role: Role, code: &str, uses: u32) {
        let code = secret_digest(code.as_bytes());
        let expires = UnixSeconds(self.clock().0 + 3_600);
        let answer = self.operate(|ask| OperatorInput::Invite { ask, code, role, uses, expires });
        assert!(matches!(answer, OperatorAnswer::Invited { .. }), "{answer:?}");
    }

    /// A moderator comes in.
    ///
    /// # Panics
    /// When they are refused or nothing happens.
    pub fn moderator_joins(&mut self, name: &str) -> Who {
        let code = format!("moderator {name}");
        self.invites(Role::Moderator, &code, 1);
        self.comes(Newcomer::named(name).invited(&code))
    }
}
