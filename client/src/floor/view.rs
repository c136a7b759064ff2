//! The panel of the floor: its parts as a strip, and the part that is shown.

use hiroba_shared::role::{Action, Role};

use super::board::Board;
use super::hall::{Hall, Section};
use super::{hands_view, polls_view, questions_view};
use crate::locale::Locale;
use crate::panel::{Choice, ChoiceLook, Panel, PanelKey, Place, Widget};
use crate::venue_state::VenueState;

/// What the panel shows.
pub struct Floor<'a> {
    /// The questions.
    pub board: &'a Board,
    /// Hands, polls and announcements.
    pub hall: &'a Hall,
    /// For names and for the own role.
    pub state: &'a VenueState,
    /// The clock's distance from UTC.
    pub offset_seconds: i64,
}

/// The parts that a role is offered, in order.
pub fn sections(role: Role) -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(move |section| *section != Section::Announce || role.may(Action::Announce))
}

/// The panel.
#[must_use]
pub fn view(floor: &Floor<'_>, words: &Locale) -> Panel {
    let Floor { board, hall, state, offset_seconds } = *floor;
    let part = match hall.section {
        Section::Questions => questions_view::widgets(board, state.role, offset_seconds, words),
        Section::Hands => hands_view::hands(hall, state, words),
        Section::Polls => polls_view::widgets(hall, state.role, offset_seconds, words),
        Section::Announce => hands_view::announcing(hall, words),
    };
    Panel {
        key: PanelKey::Floor,
        place: Place::Right,
        title: words.text("floor-title"),
        close: Some(words.text("close")),
        widgets: [strip(hall, state.role, words)].into_iter().chain(part).collect(),
    }
}

fn strip(hall: &Hall, role: Role, words: &Locale) -> Widget {
    let counted = |name: String, count: usize| match count {
        0 => name,
        count => words.text_with("filter-count", &[("name", name.into()), ("count", count.into())]),
    };
    let name = |section: Section| match section {
        Section::Questions => words.text("floor-questions"),
        Section::Hands => counted(words.text("floor-hands"), hall.raised.len()),
        Section::Polls => counted(words.text("floor-polls"), usize::try_from(hall.waiting()).unwrap_or_default()),
        Section::Announce => words.text("floor-announce"),
    };
    Choice {
        key: "section".into(),
        label: words.text("floor-parts"),
        label_shown: false,
        look: ChoiceLook::Strip,
        entries: sections(role).map(name).collect(),
        chosen: sections(role).position(|section| section == hall.section).into_iter().collect(),
        fault: None,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::floor::hall::Composing;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::ids::{PollId, VisitorId};
    use hiroba_shared::protocol::floor::FloorFromServer;
    use hiroba_shared::protocol::floor::poll::{Ballot, Choices, Poll, Results, Tally};
    use hiroba_shared::text::{FloorText, OptionText};

    fn hall(section: Section, most: u8) -> Hall {
        let options = ["Red", "Blue"].map(|option| OptionText::new(option).unwrap());
        let ballot = Ballot::new(FloorText::new("<b>Which?").unwrap(), options.to_vec(), most).unwrap();
        let (results, closes) = (Results::Hidden, Some(3_600));
        let poll = Poll { poll: PollId(1), ballot, results, at: 0, closes, closed: None };
        let mut hall =
            Hall { section, raised: vec![VisitorId(4), VisitorId(5)], called: Some(VisitorId(6)), ..Hall::default() };
        hall.take(&FloorFromServer::Poll(poll));
        hall.take(&FloorFromServer::Tally(Tally { poll: PollId(1), voters: 3, votes: vec![1, 2] }));
        hall
    }

    fn shown(hall: &Hall, role: Role, words: &Locale) -> Panel {
        let state = VenueState { you: Some(VisitorId(4)), role, ..VenueState::default() };
        view(&Floor { board: &Board::default(), hall, state: &state, offset_seconds: 0 }, words)
    }

    #[test]
    fn a_poll_shows_its_options_its_bars_and_the_own_vote() {
        let mut hall = hall(Section::Polls, 1);
        hall.take(&FloorFromServer::Choice { poll: PollId(1), choices: Choices(0b10) });
        let text = shown(&hall, Role::Visitor, &Locale::new(Tongue::En)).as_text();
        for line in ["<b>Which?", "Red / (Blue)", "<progress: Blue: 2 (66 %) 66%>", "3 people voted"] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
        assert!(!text.contains("[Close the poll]"), "{text}");
    }

    #[test]
    fn only_moderators_see_the_queue_and_the_announcements() {
        let hall = hall(Section::Hands, 1);
        let words = Locale::new(Tongue::En);
        let text = shown(&hall, Role::Visitor, &words).as_text();
        assert!(text.contains("[Lower my hand]") && !text.contains("Announce"), "{text}");
        let text = shown(&hall, Role::Moderator, &words).as_text();
        assert!(text.matches("Call on").count() == 2 && text.contains("Announce"), "{text}");
    }

    #[test]
    fn every_language_has_all_its_words() {
        for section in Section::ALL {
            for most in [1, 2] {
                let mut hall = hall(section, most);
                in_every_language(|words| shown(&hall, Role::Visitor, words));
                hall.composing = Some(Composing { too_few: true, ..Composing::new() });
                in_every_language(|words| shown(&hall, Role::Moderator, words));
                in_every_language(|words| shown(&Hall { section, ..Hall::default() }, Role::Moderator, words));
            }
        }
    }
}
