//! The decks this person can show, and those they are bringing.

use hiroba_shared::deck::{DeckFault, DeckFaultReason, Flaw};
use hiroba_shared::protocol::slides::DeckRow;
use hiroba_shared::role::Action;

use super::bring::{Parcel, Step};
use super::view::Around;
use crate::locale::Locale;
use crate::panel::{Button, FileField, Flow, Group, Row, Rows, Tone, Widget};

/// The list and the field to bring one.
#[must_use]
pub fn widgets(around: &Around<'_>, words: &Locale) -> Vec<Widget> {
    let mut widgets = vec![Widget::Heading(words.text("slides-decks"))];
    widgets.extend(decks(around, words));
    let parcel = |parcel: &Parcel| {
        if parcel.is_interrupted() { interrupted(parcel, words) } else { on_its_way(parcel, words) }
    };
    widgets.extend(around.parcels.list.iter().map(parcel));
    if !around.parcels.is_full() {
        let (label, hint) = (words.text("slides-bring"), words.text("slides-bring-hint"));
        widgets.push(FileField { key: "bring".into(), label, hint, kind: "application/pdf" }.into());
    }
    widgets
}

fn decks(around: &Around<'_>, words: &Locale) -> Option<Widget> {
    let decks = around.slides.decks.as_ref()?;
    if decks.is_empty() {
        return Some(Widget::text("slides-no-decks", Tone::Quiet, words.text("slides-no-decks")));
    }
    let rows = decks.iter().map(|deck| row(around, deck, words)).collect();
    let label = words.text("slides-decks");
    Some(Rows { key: "decks".into(), label, rows, follows_end: false, fills: false, live: false }.into())
}

fn row(around: &Around<'_>, deck: &DeckRow, words: &Locale) -> Row {
    let (id, slides) = (deck.deck.0, around.slides);
    let button = |family: &str, label: &str| Button::new(format!("{family}/{id}"), words.text(label));
    let is_shown = slides.showing.as_ref().is_some_and(|showing| showing.deck.deck == deck.deck);
    let buttons = if slides.forgetting == Some(deck.deck) {
        vec![button("forget", "slides-forget-sure").danger(), button("keep", "slides-keep").quiet()]
    } else {
        // A speaker takes over their own deck from whoever put it up.
        let held = slides.is_shown_by(around.state.you) || around.state.role.may(Action::PresentAnyDeck);
        let show = button("show", "slides-show").primary().enabled_if(!(is_shown && held));
        vec![show, button("forget", "slides-forget").quiet()]
    };
    let note = words.text_with("slides-pages", &[("count", deck.last.number().into())]);
    Row { note, buttons, ..Row::new(format!("deck/{id}"), deck.title.to_string()) }
}

/// How far a file is, or why it is no deck.
fn on_its_way(parcel: &Parcel, words: &Locale) -> Widget {
    let key = format!("parcel/{}", parcel.number);
    let title = || ("title", parcel.title.as_str().into());
    let part = |done: u64, all: u64| u8::try_from(done.saturating_mul(100) / all.max(1)).unwrap_or(100).min(100);
    let goes_on = |key: String, label: String, percent| Widget::Progress { key: key.into(), label, percent };
    match &parcel.step {
        Step::Announced => goes_on(key, words.text_with("slides-announced", &[title()]), None),
        Step::Sent(bytes) => {
            let percent = part(*bytes, parcel.bytes);
            goes_on(key, words.text_with("slides-sent", &[title(), ("percent", percent.into())]), Some(percent))
        }
        Step::Waits | Step::Ready(_) => goes_on(key, words.text_with("slides-waits", &[title()]), None),
        Step::Drawn { drawn, pages } => {
            let places = [title(), ("drawn", (*drawn).into()), ("pages", (*pages).into())];
            let percent = part((*drawn).into(), (*pages).into());
            goes_on(key, words.text_with("slides-drawn", &places), Some(percent))
        }
        Step::Flawed(flaws) => {
            let flawed = |(page, flaw): &(hiroba_shared::deck::PageNumber, Flaw)| {
                on_page(page.number(), words.text(flaw_key(*flaw)), words)
            };
            let lines: Vec<String> = flaws.iter().map(flawed).collect();
            ended(parcel, (Tone::Plain, words.text_with("slides-flawed", &[title()])), &lines.join(" "), words)
        }
        Step::NotSent => ended(parcel, (Tone::Bad, words.text_with("slides-not-sent", &[title()])), "", words),
        Step::Spoilt(fault) => {
            ended(parcel, (Tone::Bad, words.text_with("slides-spoilt", &[title()])), &sentence(*fault, words), words)
        }
    }
}

/// A file of which nothing may be heard any more, with the way to be rid of it.
fn interrupted(parcel: &Parcel, words: &Locale) -> Widget {
    let number = parcel.number;
    let why = Widget::text(format!("why/{number}"), Tone::Plain, words.text("slides-interrupted"));
    let away = Button::new(format!("put-away/{number}"), words.text("slides-give-up"));
    let widgets = vec![on_its_way(parcel, words), why, away.into()];
    Group::new(format!("interrupted/{number}"), Flow::Card, widgets).into()
}

fn ended(parcel: &Parcel, (tone, text): (Tone, String), why: &str, words: &Locale) -> Widget {
    let number = parcel.number;
    let mut widgets = vec![Widget::text(format!("ended/{number}"), tone, text)];
    if !why.is_empty() {
        widgets.push(Widget::text(format!("why/{number}"), Tone::Plain, why.to_owned()));
    }
    widgets.push(Button::new(format!("put-away/{number}"), words.text("slides-put-away")).into());
    Group::new(format!("parcel/{number}"), Flow::Card, widgets).into()
}

/// Why a PDF did not become a deck, in a sentence, with the page if it was one.
#[must_use]
pub fn sentence(fault: DeckFault, words: &Locale) -> String {
    let why = words.text(match fault.reason {
        DeckFaultReason::NotPdf => "deck-not-pdf",
        DeckFaultReason::NeedsPassword => "deck-needs-password",
        DeckFaultReason::NoPages => "deck-no-pages",
        DeckFaultReason::TooManyPages => "deck-too-many-pages",
        DeckFaultReason::TooMuchMemory => "deck-too-much-memory",
        DeckFaultReason::TooSlow => "deck-too-slow",
        DeckFaultReason::Undrawable => "deck-undrawable",
        DeckFaultReason::TooLarge => "deck-too-large",
        DeckFaultReason::NotStored => "deck-not-stored",
        DeckFaultReason::NoRasteriser => "deck-no-rasteriser",
    });
    match fault.page {
        Some(page) => on_page(page.number(), why, words),
        None => why,
    }
}

fn on_page(page: u16, what: String, words: &Locale) -> String {
    words.text_with("deck-on-page", &[("page", page.into()), ("what", what.into())])
}

const fn flaw_key(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Letters => "deck-flaw-letters",
        Flaw::Picture => "deck-flaw-picture",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::panel::{Panel, PanelKey, PickedFile, Place};
    use crate::slides::Slides;
    use crate::slides::bring::Parcels;
    use crate::slides::samples::{deck, page, slides};
    use crate::slides::view::tests::with;
    use hiroba_shared::ids::DeckId;
    use hiroba_shared::protocol::slides::Blake3;
    use hiroba_shared::role::Role;

    fn panel(slides: &Slides, parcels: &Parcels, words: &Locale) -> Panel {
        of(slides, parcels, (1, Role::Speaker), words)
    }

    fn of(slides: &Slides, parcels: &Parcels, who: (u32, Role), words: &Locale) -> Panel {
        let widgets = with(slides, who, |around| widgets(&Around { parcels, ..*around }, words));
        Panel { key: PanelKey::Slides, place: Place::Right, title: words.text("slides-title"), close: None, widgets }
    }

    fn parcel(step: Step) -> Parcels {
        let mut parcels = Parcels::default();
        let file = PickedFile { name: "Sea.pdf".to_owned(), bytes: 1_000 };
        parcels.announce(&file, Blake3([1; 32]), "Slides");
        parcels.list[0].step = step;
        parcels
    }

    fn with_decks(decks: Vec<DeckRow>) -> Slides {
        Slides { decks: Some(decks), ..slides(1, 9) }
    }

    #[test]
    fn a_deck_can_be_shown_and_is_removed_when_that_was_said_twice() {
        let words = Locale::new(Tongue::En);
        let mut slides = with_decks(vec![deck(2, 12), deck(1, 1)]);
        let text = panel(&slides, &Parcels::default(), &words).as_text();
        assert!(text.contains("(12 pages) [[Show]] [Remove]"), "{text}");
        assert!(text.contains("(1 page) [[Show]](off) [Remove]"), "what is shown is not to be shown again: {text}");
        slides.forgetting = Some(DeckId(2));
        let text = panel(&slides, &Parcels::default(), &words).as_text();
        assert!(text.contains("[Remove for good] [Keep it]"), "{text}");
        let text = panel(&with_decks(Vec::new()), &Parcels::default(), &words).as_text();
        assert!(text.contains("no decks yet") && text.contains("<file: Bring a PDF"), "{text}");
    }

    #[test]
    fn a_speaker_can_take_over_their_deck_from_whoever_put_it_up() {
        let words = Locale::new(Tongue::En);
        let text = |who| of(&with_decks(vec![deck(1, 9)]), &Parcels::default(), who, &words).as_text();
        assert!(text((2, Role::Speaker)).contains("[[Show]] "), "{}", text((2, Role::Speaker)));
        for who in [(1, Role::Speaker), (2, Role::Moderator)] {
            assert!(text(who).contains("[[Show]](off)"), "{who:?}: {}", text(who));
        }
    }

    #[test]
    fn every_step_of_a_file_is_told() {
        let words = Locale::new(Tongue::En);
        let told = |step| panel(&with_decks(Vec::new()), &parcel(step), &words).as_text();
        for (step, line) in [
            (Step::Sent(250), "<progress: Sea: 25 % sent 25%>"),
            (Step::Waits, "<progress: Sea: waits to be drawn>"),
            (Step::Drawn { drawn: 3, pages: 4 }, "<progress: Sea: 3 of 4 pages drawn 75%>"),
            (Step::NotSent, "Sea could not be sent"),
            (Step::Flawed(vec![(page(7), Flaw::Letters)]), "Page 7: "),
            (Step::Spoilt(DeckFault { page: Some(page(3)), reason: DeckFaultReason::Undrawable }), "Page 3: "),
        ] {
            assert!(told(step.clone()).contains(line), "{line} not in\n{}", told(step));
        }
    }

    #[test]
    fn a_file_that_was_lost_sight_of_can_be_given_up() {
        let words = Locale::new(Tongue::En);
        let mut parcels = parcel(Step::Waits);
        parcels.lose_sight();
        let text = panel(&with_decks(Vec::new()), &parcels, &words).as_text();
        assert!(text.contains("Sea: waits to be drawn") && text.contains("[Give up]"), "{text}");
        in_every_language(|words| panel(&with_decks(Vec::new()), &parcels, words));
    }

    #[test]
    fn every_language_has_all_its_words() {
        let decks = with_decks(vec![deck(2, 12)]);
        let sure = Slides { forgetting: Some(DeckId(2)), ..decks.clone() };
        in_every_language(|words| panel(&sure, &Parcels::default(), words));
        let faults = DeckFaultReason::ALL.map(|reason| Step::Spoilt(DeckFault { page: Some(page(2)), reason }));
        let flaws = Step::Flawed(vec![(page(1), Flaw::Letters), (page(2), Flaw::Picture)]);
        let steps = [Step::Announced, Step::Sent(1), Step::Waits, Step::Drawn { drawn: 1, pages: 2 }, Step::NotSent];
        for step in faults.into_iter().chain(steps).chain([flaws]) {
            in_every_language(|words| panel(&decks, &parcel(step.clone()), words));
        }
    }
}
