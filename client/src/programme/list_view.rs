//! The panel of the programme: every item with its time, and for those who run it what can be done with it.

use hiroba_shared::programme::schedule::{self, Expected};
use hiroba_shared::programme::{Item, Run};
use hiroba_shared::role::Action;

use super::Programme;
use super::edit_view;
use super::times::{self, Zone};
use crate::locale::Locale;
use crate::panel::{Button, Flow, Group, Panel, PanelKey, Place, Rank, Row, Rows, Tone, Widget};
use crate::venue_state::VenueState;

/// What the panel shows.
pub struct List<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// What the venue said.
    pub state: &'a VenueState,
    /// This device's clock.
    pub unix: i64,
    /// The person's zone.
    pub zone: Zone<'a>,
}

/// The panel: the list, or the item that is being written.
#[must_use]
pub fn view(list: &List<'_>, words: &Locale) -> Panel {
    let widgets = match &list.programme.editor {
        Some(editor) => edit_view::widgets(editor, &list.state.rooms, words),
        None => items(list, words),
    };
    Panel {
        key: PanelKey::Programme,
        place: Place::Right,
        title: words.text("programme-title"),
        close: Some(words.text("close")),
        widgets,
    }
}

fn items(list: &List<'_>, words: &Locale) -> Vec<Widget> {
    let programme = list.programme;
    let moment = programme.moment(list.unix);
    let times = schedule::expected(&programme.items, moment);
    let rows: Vec<Row> = programme.items.iter().zip(times).map(|(item, time)| row(list, item, time, words)).collect();
    let empty = rows.is_empty().then(|| Widget::text("programme-empty", Tone::Quiet, words.text("programme-empty")));
    let waits = programme.now.as_ref().is_some_and(|now| !now.open && now.items > 0);
    let waits = waits.then(|| Widget::text("programme-waits", Tone::Quiet, words.text("programme-waits")));
    let label = words.text("programme-items");
    let rows = Rows { key: "items".into(), label, rows, follows_end: false, fills: true, live: false };
    let photographs = Button::new("photographs", words.text("programme-photographs")).icon("people");
    let photographs = Group::new("programme-beside", Flow::Wrap, vec![photographs.into()]);
    running(list, words).into_iter().chain(waits).chain(empty).chain([rows.into(), photographs.into()]).collect()
}

/// What those who run it press: all of it stands in one place, in the order of a session.
fn running(list: &List<'_>, words: &Locale) -> Option<Widget> {
    let role = list.state.role;
    let now = list.programme.now.as_ref().filter(|_| role.may(Action::RunProgramme))?;
    let mut buttons: Vec<Widget> = Vec::new();
    if !now.open && now.items > 0 {
        buttons.push(Button::new("open", words.text("programme-open")).primary().icon("stage").shortcut("N").into());
    }
    if now.open && now.next.is_some() {
        buttons.push(Button::new("start-next", words.text("programme-start-next")).primary().shortcut("N").into());
    }
    if now.current.is_some() {
        buttons.push(Button::new("end", words.text("programme-end")).shortcut("X").into());
        buttons.push(Button::new("call", words.text("programme-call")).icon("walk-there").shortcut("G").into());
    }
    buttons.push(Button::new("add", words.text("programme-add")).into());
    let on_stage = list.state.you.is_some_and(|you| list.state.on_stage.contains(&you));
    let (key, text) = if on_stage { ("go-down", "stage-go-down") } else { ("go-up", "stage-go-up") };
    buttons.push(Button::new(key, words.text(text)).icon("stage").into());
    if now.undoable {
        buttons.push(Button::new("undo", words.text("order-undo")).icon("undo").into());
    }
    Some(Group::new("programme-running", Flow::Wrap, buttons).into())
}

fn row(list: &List<'_>, item: &Item, time: Expected, words: &Locale) -> Row {
    let what = &item.what;
    let runs = list.state.role.may(Action::RunProgramme);
    let chosen = runs && list.programme.chosen == Some(item.id);
    let minutes = words.text_with("programme-minutes", &[("count", what.length.count().into())]);
    let kind = words.text(&format!("item-{}", what.kind.name()));
    let room = list.state.rooms.iter().find(|room| room.room == what.room && list.state.rooms.len() > 1);
    let speakers = what.speakers.as_slice().iter().map(|name| name.as_str().to_owned());
    let text: Vec<String> = speakers.chain(room.map(|room| words.title(&room.title).to_owned())).collect();
    let is_open = list.programme.now.as_ref().is_some_and(|now| now.open);
    let moment = list.programme.moment(list.unix);
    let clock = if is_open { times::face(time.start, moment, list.zone) + " · " } else { String::new() };
    let state = match item.run {
        Run::Waiting => String::new(),
        Run::Running { .. } => format!(" · {}", words.text("programme-runs")),
        Run::Over { .. } => format!(" · {}", words.text("programme-over")),
    };
    Row {
        note: format!("{clock}{minutes} · {kind}{state}"),
        text: text.join(" · "),
        tone: match item.run {
            Run::Waiting => Tone::Plain,
            Run::Running { .. } => Tone::Good,
            Run::Over { .. } => Tone::Quiet,
        },
        rank: match (runs, chosen) {
            (false, _) => Rank::Plain,
            (true, false) => Rank::Pressable,
            (true, true) => Rank::Chosen,
        },
        buttons: if chosen { deeds(item, words) } else { Vec::new() },
        ..Row::new(format!("item/{}", item.id.0), what.titles.in_language(words.tongue().code()).to_owned())
    }
}

fn deeds(item: &Item, words: &Locale) -> Vec<Button> {
    let button = |family: &str, text: &str| Button::new(format!("{family}/{}", item.id.0), words.text(text));
    let runs = matches!(item.run, Run::Running { .. });
    let mut buttons = Vec::new();
    if !runs {
        buttons.push(button("start", "programme-start").primary());
    }
    buttons.push(button("edit", "programme-edit"));
    buttons.push(button("longer", "programme-longer"));
    buttons.push(button("up", "programme-up"));
    buttons.push(button("down", "programme-down"));
    if !runs {
        buttons.push(button("remove", "programme-remove").danger());
    }
    buttons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::programme::edit::Editor;
    use crate::programme::samples::{NOON, item, now, running};
    use hiroba_shared::ids::ItemId;
    use hiroba_shared::role::Role;

    fn programme() -> Programme {
        let mut programme = Programme::default();
        programme.take(&now(Some(running(1)), Some(item(2))), NOON);
        let over = Item { run: Run::Over { began: NOON - 900, ended: NOON }, ..item(0) };
        programme.items = vec![over, running(1), item(2)];
        programme
    }

    fn shown(programme: &Programme, role: Role, words: &Locale) -> Panel {
        let (state, zone) = (VenueState { role, ..VenueState::default() }, |_| 0);
        view(&List { programme, state: &state, unix: NOON, zone: &zone }, words)
    }

    #[test]
    fn a_guest_reads_the_programme_and_has_nothing_to_press() {
        let panel = shown(&programme(), Role::Visitor, &Locale::new(Tongue::En));
        let text = panel.as_text();
        assert!(text.contains("Talk 2") && text.contains("08:20 · 10 min · Talk"), "{text}");
        assert!(text.contains("<b>Ana</b>, Porto") && text.contains("running") && !text.contains("[Start"), "{text}");
    }

    #[test]
    fn a_moderator_starts_ends_calls_and_changes_what_they_chose() {
        let words = Locale::new(Tongue::En);
        let mut programme = programme();
        let text = shown(&programme, Role::Moderator, &words).as_text();
        for button in ["[Start the next]]<N>", "[End]<X>", "[Call everybody]<G>", "[Add]", "[Undo]"] {
            assert!(text.contains(button), "{button} is missing:\n{text}");
        }
        assert!(!text.contains("[Remove]"), "{text}");
        programme.chosen = Some(ItemId(2));
        let text = shown(&programme, Role::Moderator, &words).as_text();
        assert!(text.contains("[Start]") && text.contains("[Remove]") && text.contains("[5 minutes more]"), "{text}");
        programme.chosen = Some(ItemId(1));
        assert!(!shown(&programme, Role::Moderator, &words).as_text().contains("[Remove]"), "it runs");
    }

    #[test]
    fn every_language_has_all_its_words() {
        let mut programme = programme();
        programme.chosen = Some(ItemId(2));
        in_every_language(|words| shown(&programme, Role::Moderator, words));
        programme.editor = Some(Editor::of(&item(2), true, 0));
        in_every_language(|words| shown(&programme, Role::Moderator, words));
    }
}
