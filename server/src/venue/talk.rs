//! Saying things: who hears what, and who may speak.
//!
//! Promises that the muted are heard by nobody, that blocks hold both ways, and that a circle's talk stays in it. Who
//! is a member of a circle is `circle`'s business; what was said is remembered by `told`.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::programme::ChatRule;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient, TalkFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Action;
use hiroba_shared::rules::hearing::{self, Scope};
use hiroba_shared::text::ChatText;

use super::Venue;
use super::circle;
use super::input::LinkId;
use super::output::Counted;
use super::record::{Answer, ChatLine, Request};
use super::requests::Awaiting;
use super::roster::Visitor;
use super::told;

/// A client says something to others.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: TalkFromClient) {
    let said = match message {
        TalkFromClient::Say(scope, text) => say(venue, id, scope, text),
        TalkFromClient::Direct(to, text) => write(venue, id, to, text),
        TalkFromClient::TakeDirect(takes) => take_direct(venue, id, takes),
        TalkFromClient::Emote(emote) => {
            gesture(venue, id, emote);
            Ok(())
        }
    };
    if let Err(refusal) = said {
        venue.refuse(id, refusal);
    }
}

/// The store answered whether a visitor takes direct messages.
pub(super) fn direct_settled(venue: &mut Venue, id: VisitorId, takes: bool, answer: &Answer) {
    if *answer != Answer::Kept {
        return venue.refuse(id, Refusal::NotStored);
    }
    if let Some(visitor) = venue.roster.get_mut(id) {
        visitor.takes_direct = takes;
    }
    venue.send(id, FromServer::Talk(TalkFromServer::TakesDirect(takes)));
}

/// Hands the store what was said since the last time.
pub(super) fn keep_lines(venue: &mut Venue) {
    let lines = venue.told.take_lines();
    if !lines.is_empty() {
        venue.requests.tell(&mut venue.outbox, Request::KeepChat(lines));
    }
}

fn say(venue: &mut Venue, id: VisitorId, scope: Scope, text: ChatText) -> Result<(), Refusal> {
    let speaker = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    may_speak(venue, speaker)?;
    let listeners = match scope {
        Scope::Near | Scope::Room if !may_be_heard(venue, speaker) => return Err(Refusal::ChatClosed),
        Scope::Near if speaker.standing.quiet => return Err(Refusal::QuietZone),
        Scope::Near => listeners(venue, speaker, |listener| {
            !listener.standing.quiet && hearing::near_chat_carries(speaker.body.position, listener.body.position)
        }),
        Scope::Circle if speaker.circle.is_none() => return Err(Refusal::NotInCircle),
        Scope::Circle => listeners(venue, speaker, |listener| listener.circle == speaker.circle),
        Scope::Room if !speaker.profile.role.may(Action::SpeakToRoom) => return Err(Refusal::NotAllowed),
        Scope::Room => listeners(venue, speaker, |_| true),
    };
    let line = line(venue, speaker, (told::scope_name(scope), None), text.clone());
    let message = venue.told.add(line);
    for (listener, _) in &listeners {
        if let Some(listener) = venue.roster.get_mut(*listener) {
            told::remember(&mut listener.heard, message);
        }
    }
    let heard = u32::try_from(listeners.len()).unwrap_or(u32::MAX);
    tell(venue, id, &listeners, TalkFromServer::Heard { message, from: id, scope, text });
    venue.outbox.count(Counted::Heard(heard));
    Ok(())
}

fn write(venue: &mut Venue, id: VisitorId, to: VisitorId, text: ChatText) -> Result<(), Refusal> {
    let writer = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    may_speak(venue, writer)?;
    if to == id {
        return Err(Refusal::OutOfPlace);
    }
    let reader = venue.roster.get(to).ok_or(Refusal::NotHere)?;
    let (from_link, to_link) = writer.link().zip(reader.link()).ok_or(Refusal::NotHere)?;
    if !reader.takes_direct || reader.is_apart_from(writer) {
        return Err(Refusal::DirectRefused);
    }
    let line = line(venue, writer, ("direct", Some(to)), text.clone());
    let message = venue.told.add(line);
    if let Some(reader) = venue.roster.get_mut(to) {
        told::remember(&mut reader.heard, message);
    }
    for (one, other) in [(id, to), (to, id)] {
        if let Some(visitor) = venue.roster.get_mut(one) {
            visitor.partner = Some(other);
        }
        circle::refresh_forced(venue, one);
    }
    let Venue { roster, introductions, outbox, .. } = venue;
    introductions.introduce(roster, outbox, (id, from_link), &[to]);
    introductions.introduce(roster, outbox, (to, to_link), &[id]);
    let direct = TalkFromServer::Direct { message, from: id, to, text };
    outbox.broadcast(vec![from_link, to_link], FromServer::Talk(direct));
    outbox.count(Counted::Heard(1));
    Ok(())
}

fn gesture(venue: &mut Venue, id: VisitorId, emote: Emote) {
    let Some(sender) = venue.roster.get(id) else { return };
    let viewers = listeners(venue, sender, |viewer| hearing::emote_carries(sender.body.position, viewer.body.position));
    tell(venue, id, &viewers, TalkFromServer::Emoted(id, emote));
}

fn take_direct(venue: &mut Venue, id: VisitorId, takes: bool) -> Result<(), Refusal> {
    let request = Request::TakeDirect { visitor: id, takes };
    venue.requests.ask(&mut venue.outbox, request, Awaiting::TakeDirect { by: id, takes })
}

fn may_speak(venue: &Venue, speaker: &Visitor) -> Result<(), Refusal> {
    match speaker.muted_until(venue.now) {
        Some(until) => Err(Refusal::Muted { until: until.0 }),
        None => Ok(()),
    }
}

/// Whether the item that runs in the speaker's room lets them talk to those round them and to the room.
fn may_be_heard(venue: &Venue, speaker: &Visitor) -> bool {
    let open = venue.programme.rules_in(speaker.room).chat == ChatRule::Open;
    let on_stage = || venue.stages.is_on(speaker.room, speaker.profile.visitor);
    open || speaker.profile.role.may(Action::RunProgramme) || on_stage()
}

/// Who looks, is in the speaker's room, is not kept apart from them, and is in `reach`; the speaker included.
fn listeners(venue: &Venue, speaker: &Visitor, reach: impl Fn(&Visitor) -> bool) -> Vec<(VisitorId, LinkId)> {
    let in_reach =
        |listener: &Visitor| listener.room == speaker.room && reach(listener) && !listener.is_apart_from(speaker);
    let all = venue.roster.iter().filter(|(_, listener)| in_reach(listener));
    all.filter_map(|(id, listener)| Some((id, listener.looking()?))).collect()
}

fn tell(venue: &mut Venue, id: VisitorId, listeners: &[(VisitorId, LinkId)], message: TalkFromServer) {
    let Venue { roster, introductions, outbox, .. } = venue;
    let Some(speaker) = roster.get(id) else { return };
    introductions.introduce_to_all(outbox, listeners.iter().copied(), &speaker.profile);
    outbox.broadcast(listeners.iter().map(|(_, link)| *link).collect(), FromServer::Talk(message));
}

fn line(venue: &Venue, from: &Visitor, (scope, to): (&str, Option<VisitorId>), text: ChatText) -> ChatLine {
    let room = venue.rooms.get(from.room).map(|room| room.name.clone()).unwrap_or_default();
    let (message, scope) = (venue.told.next_number(), scope.to_owned());
    ChatLine { message, at: venue.now, room, from: from.profile.visitor, scope, to, text }
}
