//! The strip under the bar: what runs and for how long, what comes next and when, and calls from other rooms.

use hiroba_shared::ids::RoomId;
use hiroba_shared::programme::{Item, Run, schedule};
use hiroba_shared::protocol::programme::Now;
use hiroba_shared::role::Action;

use super::Programme;
use super::times::{self, Zone};
use crate::locale::Locale;
use crate::panel::{Button, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::photograph::{Photographs, banner_view};
use crate::venue_state::VenueState;

/// What the strip shows.
pub struct Strip<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The photograph that is being made.
    pub photographs: &'a Photographs,
    /// What the venue said.
    pub state: &'a VenueState,
    /// This person is on stage.
    pub on_stage: bool,
    /// This device's clock.
    pub unix: i64,
    /// The person's zone.
    pub zone: Zone<'a>,
}

/// The strip; nothing when there is nothing to say.
#[must_use]
pub fn view(strip: &Strip<'_>, words: &Locale) -> Option<Panel> {
    let mut widgets = banner_view::widgets(strip.photographs, strip.state, words);
    widgets.extend(strip.programme.now.as_ref().map(|now| of_programme(strip, now, words)).unwrap_or_default());
    if widgets.is_empty() {
        return None;
    }
    Some(Panel { key: PanelKey::Strip, place: Place::Strip, title: words.text("strip-title"), close: None, widgets })
}

/// What the programme says.
fn of_programme(strip: &Strip<'_>, now: &Now, words: &Locale) -> Vec<Widget> {
    let moment = strip.programme.moment(strip.unix);
    let mut line: Vec<Widget> = now.current.iter().flat_map(|item| running(item, moment, words)).collect();
    line.extend(next(strip, moment, words));
    let mut widgets = Vec::new();
    if !line.is_empty() {
        widgets.push(Group::new("strip-line", Flow::Wrap, line).into());
    }
    widgets.extend(now.current.as_ref().and_then(|item| warning(strip, item, moment, words)));
    widgets.extend(called(strip, words));
    widgets.extend(sit(strip, words));
    widgets
}

fn running(item: &Item, moment: i64, words: &Locale) -> Vec<Widget> {
    let title = item.what.titles.in_language(words.tongue().code());
    let title = words.text_with("strip-now", &[("title", title.into())]);
    let left = times::left(item, moment, words).unwrap_or_default();
    vec![Widget::text("strip-now", Tone::Strong, title), Widget::text("strip-left", Tone::Plain, left)]
}

/// What comes next. Before the programme was opened only those who open it have use for that.
fn next(strip: &Strip<'_>, moment: i64, words: &Locale) -> Option<Widget> {
    let now = strip.programme.now.as_ref()?;
    let item = now.next.as_ref()?;
    let title = item.what.titles.in_language(words.tongue().code());
    if !now.open {
        let opens = strip.state.role.may(Action::RunProgramme);
        return opens.then(|| Button::new("open", words.text("programme-open")).icon("stage").shortcut("N").into());
    }
    let expected = schedule::expected(now.current.iter().chain([item]), moment);
    let start = expected.last().map_or(item.what.start, |time| time.start);
    let time = times::face(start, moment, strip.zone);
    let text = words.text_with("strip-next", &[("title", title.into()), ("time", time.into())]);
    Some(Widget::text("strip-next", Tone::Quiet, text))
}

/// Warned are those it concerns: who speaks, and who keeps the time.
fn warning(strip: &Strip<'_>, item: &Item, moment: i64, words: &Locale) -> Option<Widget> {
    let concerned = strip.on_stage || strip.state.role.may(Action::RunProgramme);
    let text = times::warning(item, moment, words).filter(|_| concerned)?;
    Some(Widget::text("strip-warning", Tone::Bad, text))
}

/// Somebody is called to another room, or something runs there and they have not said whether they go.
fn called(strip: &Strip<'_>, words: &Locale) -> Option<Widget> {
    let name = |id: RoomId| {
        let room = strip.state.rooms.iter().find(|room| room.room == id);
        room.map(|room| words.title(&room.title).to_owned()).unwrap_or_default()
    };
    let called = strip.programme.called.as_ref().filter(|called| strip.state.room != Some(called.room));
    let go = Button::new("go-there", words.text("strip-go-there")).icon("walk-there");
    let (text, go) = match called {
        Some(called) => {
            let title = called.titles.in_language(words.tongue().code());
            let places = [("title", title.into()), ("room", name(called.room).into())];
            (Widget::text("strip-called", Tone::Good, words.text_with("strip-called", &places)), go.primary())
        }
        None => {
            let item = strip.programme.elsewhere(strip.state.room)?;
            let text = words.text_with("strip-elsewhere", &[("room", name(item.what.room).into())]);
            (Widget::text("strip-elsewhere", Tone::Plain, text), go)
        }
    };
    let stay = Button::new("stay-here", words.text("strip-stay-here")).quiet();
    Some(Group::new("strip-call", Flow::Wrap, vec![text, go.into(), stay.into()]).into())
}

fn sit(strip: &Strip<'_>, words: &Locale) -> Option<Widget> {
    let runs = strip.programme.current().is_some_and(|item| item.run != Run::Waiting);
    let stands = strip.state.seat.is_none() && !strip.on_stage && !strip.state.role.may(Action::RunProgramme);
    let asked = runs && stands && strip.programme.asks_to_sit(strip.state.room);
    asked.then(|| {
        let find = Button::new("find-seat", words.text("strip-find-seat")).icon("sit");
        let text = Widget::text("strip-sit", Tone::Plain, words.text("strip-sit"));
        Group::new("strip-seat", Flow::Wrap, vec![text, find.into()]).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::programme::samples::{NOON, item, now, running};
    use hiroba_shared::ids::ItemId;
    use hiroba_shared::programme::{RoomRules, Seating};
    use hiroba_shared::protocol::programme::ProgrammeFromServer;
    use hiroba_shared::protocol::session::RoomSummary;
    use hiroba_shared::role::Role;

    fn state(role: Role, room: u16) -> VenueState {
        let summary =
            |id, title: &str| RoomSummary { room: RoomId(id), name: title.to_owned(), title: title.into(), present: 1 };
        let rooms = vec![summary(0, "Hall"), summary(1, "Terrace")];
        VenueState { role, rooms, room: Some(RoomId(room)), ..VenueState::default() }
    }

    fn programme() -> Programme {
        let mut programme = Programme::default();
        let mut current = running(1);
        current.what.rules = RoomRules { seating: Seating::Seated, ..RoomRules::default() };
        programme.take(&now(Some(current), Some(item(2))), NOON);
        programme
    }

    fn shown(programme: &Programme, state: &VenueState, after: i64, words: &Locale) -> Option<Panel> {
        let zone = |_| 9 * 3_600;
        let photographs = Photographs::default();
        view(
            &Strip { programme, photographs: &photographs, state, on_stage: false, unix: NOON + after, zone: &zone },
            words,
        )
    }

    #[test]
    fn everybody_reads_what_runs_and_what_comes_next_and_when() {
        let words = Locale::new(Tongue::En);
        let panel = shown(&programme(), &state(Role::Visitor, 0), 60, &words).unwrap();
        let text = panel.as_text();
        assert!(text.contains("Now: Talk 1") && text.contains("9:00 left"), "{text}");
        assert!(text.contains("Next: Talk 2, 17:20") && text.contains("[Find me a seat]"), "{text}");
        assert!(!text.contains("minutes left"), "{text}");
    }

    #[test]
    fn what_runs_over_moves_what_comes_next() {
        let words = Locale::new(Tongue::Ja);
        let panel = shown(&programme(), &state(Role::Visitor, 0), 1_500, &words).unwrap();
        assert!(panel.as_text().contains("講演2") && panel.as_text().contains("17:25"), "{}", panel.as_text());
    }

    #[test]
    fn moderators_are_warned_and_guests_are_not() {
        let words = Locale::new(Tongue::En);
        let text = |role| shown(&programme(), &state(role, 0), 400, &words).unwrap().as_text();
        assert!(text(Role::Moderator).contains("5 minutes left") && !text(Role::Visitor).contains("5 minutes left"));
    }

    #[test]
    fn who_is_elsewhere_is_called_until_they_come_or_something_else_runs() {
        let words = Locale::new(Tongue::En);
        let mut programme = programme();
        let called =
            ProgrammeFromServer::Called { item: ItemId(1), room: RoomId(0), titles: item(1).what.titles.clone() };
        programme.take(&called, NOON);
        let text =
            |programme: &Programme, room| shown(programme, &state(Role::Visitor, room), 0, &words).unwrap().as_text();
        assert!(text(&programme, 1).contains("Starting now in Hall: Talk 1"), "{}", text(&programme, 1));
        assert!(text(&programme, 1).contains("[Walk there]") && !text(&programme, 0).contains("[Walk there]"));
        programme.take(&now(Some(running(2)), None), NOON);
        assert!(!text(&programme, 1).contains("Starting now"), "{}", text(&programme, 1));
    }

    #[test]
    fn who_was_not_there_to_be_called_reads_where_it_runs_and_is_asked_no_more_once_they_have_said() {
        let words = Locale::new(Tongue::En);
        let mut programme = programme();
        let text =
            |programme: &Programme, room| shown(programme, &state(Role::Visitor, room), 0, &words).unwrap().as_text();
        let before = text(&programme, 1);
        assert!(
            before.contains("This is in Hall.") && before.contains("[Walk there]") && before.contains("[Stay here]"),
            "{before}"
        );
        assert!(!text(&programme, 0).contains("[Walk there]"), "they are there");
        assert_eq!((programme.follow(Some(RoomId(1))), programme.follow(Some(RoomId(1)))), (Some(RoomId(0)), None));
        assert!(!text(&programme, 1).contains("[Walk there]"), "{}", text(&programme, 1));
        let titles = item(1).what.titles;
        programme.take(&ProgrammeFromServer::Called { item: ItemId(1), room: RoomId(0), titles }, NOON);
        assert!(text(&programme, 1).contains("Starting now in Hall"), "a moderator calls once more");
        programme.take(&now(Some(running(2)), None), NOON);
        assert!(text(&programme, 1).contains("This is in Hall."), "something else runs");
    }

    #[test]
    fn a_programme_that_was_not_opened_is_offered_to_moderators_alone() {
        let words = Locale::new(Tongue::En);
        let mut programme = Programme::default();
        programme.take(&now(None, Some(item(1))), NOON);
        if let Some(now) = &mut programme.now {
            now.open = false;
        }
        assert_eq!(shown(&programme, &state(Role::Visitor, 0), 0, &words), None);
        let panel = shown(&programme, &state(Role::Host, 0), 0, &words).unwrap();
        assert!(panel.as_text().contains("[Open the programme]"), "{}", panel.as_text());
    }

    #[test]
    fn every_language_has_all_its_words() {
        let programme = programme();
        in_every_language(|words| shown(&programme, &state(Role::Moderator, 0), 400, words).unwrap());
        in_every_language(|words| shown(&programme, &state(Role::Visitor, 0), 800, words).unwrap());
        in_every_language(|words| shown(&programme, &state(Role::Visitor, 1), 800, words).unwrap());
    }
}
