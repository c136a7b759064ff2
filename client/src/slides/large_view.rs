//! A page as large as the window allows; for its presenter with what comes next, their notes, the time and the questions.

use hiroba_shared::protocol::floor::question::QuestionState;

use super::view::{Around, leafing, named, own_page, picture, ruling, sheet};
use crate::locale::Locale;
use crate::panel::picture::Picture;
use crate::panel::widget::PictureSize;
use crate::panel::{Button, Field, Flow, Group, Panel, PanelKey, Place, Row, Rows, Tone, Widget};
use crate::programme::times;

/// Most questions beside a page.
const MOST_QUESTIONS: usize = 5;

/// The page; nothing when nothing is shown.
#[must_use]
pub fn view(around: &Around<'_>, words: &Locale) -> Option<Panel> {
    let showing = around.slides.showing.as_ref()?;
    let presents = around.slides.is_shown_by(around.state.you);
    let mut line = vec![leafing(around, words)];
    line.extend(own_page(around, words));
    if presents {
        let laser = Button::new("laser", words.text("slides-point")).lit_if(!around.slides.laser_off);
        line.push(Group::new("slides-laser", Flow::Row, vec![laser.into()]).into());
        line.push(ruling(around, words));
    }
    let mut widgets = vec![Group::new("page-line", Flow::Wrap, line).into()];
    let sheet = sheet(around, PictureSize::Full, words);
    if presents {
        let desk = sheet.into_iter().chain([beside(around, words)]).collect();
        widgets.push(Group::new("page-desk", Flow::Desk, desk).into());
    } else {
        widgets.extend(sheet);
    }
    let (title, close) = (showing.deck.title.to_string(), Some(words.text("close")));
    Some(Panel { key: PanelKey::Page, place: Place::Large, title, close, widgets })
}

/// What the presenter alone sees beside the page.
fn beside(around: &Around<'_>, words: &Locale) -> Widget {
    let mut widgets = time(around, words);
    widgets.push(Widget::Heading(words.text("slides-next")));
    widgets.push(next(around, words));
    widgets.extend(notes(around, words));
    widgets.extend(questions(around, words));
    Group::new("page-beside", Flow::Card, widgets).into()
}

/// What is left of the item that runs.
fn time(around: &Around<'_>, words: &Locale) -> Vec<Widget> {
    let Some(item) = around.programme.current() else { return Vec::new() };
    let moment = around.programme.moment(around.unix);
    let left = times::left(item, moment, words).map(|left| Widget::text("page-time", Tone::Strong, left));
    let warning = times::warning(item, moment, words).map(|text| Widget::text("page-warning", Tone::Bad, text));
    left.into_iter().chain(warning).collect()
}

fn next(around: &Around<'_>, words: &Locale) -> Widget {
    let slides = around.slides;
    let next = slides.viewed().and_then(|page| slides.after(page));
    let shown = next.and_then(|page| {
        let picture = picture(around, slides.files(page)?, PictureSize::Wide);
        let label = named("slides-alt", around, page, words);
        let picture = Picture::Page(picture);
        Some(Widget::Picture { key: "next-page".into(), picture, label, size: PictureSize::Wide })
    });
    shown.unwrap_or_else(|| Widget::text("slides-end", Tone::Quiet, words.text("slides-end")))
}

fn notes(around: &Around<'_>, words: &Locale) -> Option<Widget> {
    let showing = around.slides.showing.as_ref()?;
    let page = around.slides.viewed()?;
    let field = Field {
        hint: words.text("slides-notes-hint"),
        value: around.notes.of(page).to_owned(),
        edition: around.notes.edition(&showing.index),
        limit: super::notes::MOST_LETTERS,
        ..Field::new(super::notes::field(page), words.text("slides-notes"))
    };
    Some(field.into())
}

/// Questions that nobody has answered, as far as the floor was told.
fn questions(around: &Around<'_>, words: &Locale) -> Vec<Widget> {
    let board = around.board;
    let waits = |state| matches!(state, QuestionState::Waiting | QuestionState::Answering);
    let row = |(id, votes): &(_, u32)| {
        let question = board.questions.get(id).filter(|question| waits(question.state))?;
        let note = words.text_with("slides-votes", &[("count", (*votes).into())]);
        Some(Row { note, ..Row::new(format!("asked/{}", id.0), question.words.to_string()) })
    };
    let rows: Vec<Row> = board.rows.iter().filter_map(row).take(MOST_QUESTIONS).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let label = words.text("slides-questions");
    let list = Rows { key: "asked".into(), label: label.clone(), rows, follows_end: false, fills: false, live: false };
    vec![Widget::Heading(label), list.into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::slides::Slides;
    use crate::slides::samples::slides;
    use crate::slides::view::tests::with;
    use hiroba_shared::role::Role;

    fn text(slides: &Slides, who: (u32, Role)) -> Option<String> {
        with(slides, who, |around| Some(view(around, &Locale::new(Tongue::En))?.as_text()))
    }

    #[test]
    fn a_visitor_has_the_page_and_its_keys_and_the_presenter_what_comes_next() {
        let guest = text(&slides(3, 9), (5, Role::Visitor)).unwrap();
        assert!(guest.contains("page 3 of 9>") && !guest.contains("page 4 of 9>"), "{guest}");
        let presenter = text(&slides(3, 9), (1, Role::Speaker)).unwrap();
        for line in ["page 3 of 9>", "page 4 of 9>", "Notes for this page: ||", "[Point](on)"] {
            assert!(presenter.contains(line), "{line} not in\n{presenter}");
        }
        let last = text(&slides(9, 9), (1, Role::Speaker)).unwrap();
        assert!(last.contains("This is the last page."), "{last}");
        assert_eq!(text(&Slides::default(), (1, Role::Speaker)), None);
    }

    #[test]
    fn every_language_has_all_its_words() {
        for who in [(1, Role::Speaker), (5, Role::Visitor)] {
            in_every_language(|words| with(&slides(3, 9), who, |around| view(around, words).unwrap()));
            in_every_language(|words| with(&slides(9, 9), who, |around| view(around, words).unwrap()));
        }
    }
}
