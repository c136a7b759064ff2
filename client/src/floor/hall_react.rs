//! What presses on hands, polls and announcements do.

use hiroba_shared::ids::{PollId, VisitorId};
use hiroba_shared::protocol::floor::{Audience, FloorFromClient};
use hiroba_shared::role::Role;

use super::hall::{Composing, Hall};
use super::{hands_view::CHEERS, view};
use crate::panel::{Key, PanelEvent, PanelEventKind};

/// What came of using a widget.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Used {
    /// It is none of these.
    Elsewhere,
    /// It was used; perhaps the venue is asked something.
    Here(Option<FloorFromClient>),
}

/// Somebody used a widget.
pub(super) fn act(hall: &mut Hall, event: &PanelEvent, role: Role) -> Used {
    match &event.kind {
        PanelEventKind::Typed(text) => write(hall, &event.key, text),
        PanelEventKind::Submitted if event.key.as_str() == "announcement" => Used::Here(hall.announce()),
        PanelEventKind::Submitted if event.key.as_str().starts_with("new-") => Used::Here(None),
        PanelEventKind::Submitted => Used::Elsewhere,
        PanelEventKind::Chosen(index) => choose(hall, &event.key, *index, role),
        PanelEventKind::Pressed => press(hall, &event.key),
        PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => Used::Elsewhere,
    }
}

fn write(hall: &mut Hall, key: &Key, text: &str) -> Used {
    let option = key.number_within("new-option").and_then(|option| usize::try_from(option).ok());
    match (key.as_str(), option, hall.composing.as_mut()) {
        ("announcement", ..) => hall.announcement.write(text.to_owned()),
        ("new-words", _, Some(composing)) => composing.words.write(text.to_owned()),
        (_, Some(option), Some(composing)) => composing.write_option(option, text.to_owned()),
        _ => return Used::Elsewhere,
    }
    Used::Here(None)
}

fn choose(hall: &mut Hall, key: &Key, index: usize, role: Role) -> Used {
    if let Some(poll) = number(key, "options").map(PollId) {
        return Used::Here(hall.mark(poll, index));
    }
    match (key.as_str(), hall.composing.as_mut()) {
        ("section", _) => view::sections(role).nth(index).into_iter().for_each(|section| hall.section = section),
        ("announce-to", _) => hall.audience = if index == 0 { Audience::Room } else { Audience::Venue },
        ("new-minutes", Some(composing)) => composing.minutes = index,
        _ => return Used::Elsewhere,
    }
    Used::Here(None)
}

fn press(hall: &mut Hall, key: &Key) -> Used {
    if let Some(used) = press_one_of_many(hall, key) {
        return Used::Here(used);
    }
    let message = match (key.as_str(), hall.composing.as_mut()) {
        ("raise", _) => Some(FloorFromClient::RaiseHand),
        ("lower", _) => Some(FloorFromClient::LowerHand),
        ("free", _) => Some(FloorFromClient::Call(None)),
        ("all-down", _) => Some(FloorFromClient::Dismiss(None)),
        ("announce", _) => hall.announce(),
        ("new-open", _) => hall.open_poll(),
        ("new-poll", _) => {
            hall.composing = Some(Composing::new());
            None
        }
        ("new-stop", _) => {
            hall.composing = None;
            None
        }
        ("new-several", Some(composing)) => {
            composing.several = !composing.several;
            None
        }
        ("new-hidden", Some(composing)) => {
            composing.hidden = !composing.hidden;
            None
        }
        _ => return Used::Elsewhere,
    };
    Used::Here(message)
}

/// Buttons of which there is one for each poll, hand or gesture.
fn press_one_of_many(hall: &Hall, key: &Key) -> Option<Option<FloorFromClient>> {
    let visitor = |family| number(key, family).map(VisitorId);
    let poll = |family| number(key, family).map(PollId);
    let cheer = key.number_within("cheer").and_then(|n| CHEERS.get(usize::try_from(n).ok()?).copied());
    let message = visitor("call").map(|visitor| FloorFromClient::Call(Some(visitor)));
    let message = message.or_else(|| visitor("down").map(|visitor| FloorFromClient::Dismiss(Some(visitor))));
    let message = message.or_else(|| poll("close-poll").map(FloorFromClient::ClosePoll));
    let message = message.or_else(|| poll("show-poll").map(FloorFromClient::ShowResults));
    let message = message.or_else(|| cheer.map(FloorFromClient::Cheer));
    message.map(Some).or_else(|| poll("choose").map(|poll| hall.choose(poll)))
}

fn number(key: &Key, family: &str) -> Option<u32> {
    key.number_within(family).and_then(|number| u32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::floor::hall::Section;
    use crate::panel::PanelKey;
    use hiroba_shared::protocol::talk::Emote;

    fn used(hall: &mut Hall, key: &'static str, kind: PanelEventKind) -> Used {
        act(hall, &PanelEvent { panel: PanelKey::Floor, key: key.into(), kind }, Role::Moderator)
    }

    #[test]
    fn a_press_asks_what_the_button_says() {
        let mut hall = Hall::default();
        for (key, message) in [
            ("raise", FloorFromClient::RaiseHand),
            ("call/7", FloorFromClient::Call(Some(VisitorId(7)))),
            ("cheer/1", FloorFromClient::Cheer(Emote::Heart)),
            ("close-poll/3", FloorFromClient::ClosePoll(PollId(3))),
        ] {
            assert_eq!(used(&mut hall, key, PanelEventKind::Pressed), Used::Here(Some(message)));
        }
        assert_eq!(used(&mut hall, "vote/7", PanelEventKind::Pressed), Used::Elsewhere);
        assert_eq!(used(&mut hall, "cheer/9", PanelEventKind::Pressed), Used::Elsewhere);
    }

    #[test]
    fn an_announcement_is_sent_once_and_to_whom_was_chosen() {
        let mut hall = Hall::default();
        used(&mut hall, "section", PanelEventKind::Chosen(3));
        used(&mut hall, "announcement", PanelEventKind::Typed("We begin.".to_owned()));
        used(&mut hall, "announce-to", PanelEventKind::Chosen(1));
        let sent = used(&mut hall, "announcement", PanelEventKind::Submitted);
        assert!(matches!(sent, Used::Here(Some(FloorFromClient::Announce { to: Audience::Venue, .. }))));
        assert_eq!(used(&mut hall, "announce", PanelEventKind::Pressed), Used::Here(None));
        assert_eq!(hall.section, Section::Announce);
    }
}
