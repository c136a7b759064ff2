//! The panel of slides: the page on the screen, leafing by oneself, turning for everybody, and the decks of who has some.

use hiroba_shared::deck::{PageFiles, PageNumber};
use hiroba_shared::role::Action;

use super::bring::Parcels;
use super::notes::Notes;
use super::pages::{PageSize, Pages};
use super::{Slides, decks_view};
use crate::comfort::Comfort;
use crate::floor::board::Board;
use crate::locale::Locale;
use crate::panel::picture::{PagePicture, Picture};
use crate::panel::widget::PictureSize;
use crate::panel::{Button, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::people::name::name_with_flag;
use crate::programme::Programme;
use crate::venue_state::VenueState;

/// What the panels of slides show.
pub struct Around<'a> {
    /// What is shown, and how this person looks at it.
    pub slides: &'a Slides,
    /// Which pictures are here.
    pub pages: &'a Pages,
    /// Decks on their way.
    pub parcels: &'a Parcels,
    /// The presenter's notes.
    pub notes: &'a Notes,
    /// What the venue said.
    pub state: &'a VenueState,
    /// For the time that is left.
    pub programme: &'a Programme,
    /// For the questions that wait.
    pub board: &'a Board,
    /// This device's clock.
    pub unix: i64,
    /// How thrifty to be.
    pub comfort: Comfort,
}

/// The panel at the side.
#[must_use]
pub fn view(around: &Around<'_>, words: &Locale) -> Panel {
    let mut widgets = shown(around, words);
    if around.state.role.may(Action::PresentOwnDeck) {
        widgets.extend(decks_view::widgets(around, words));
    }
    let (title, close) = (words.text("slides-title"), Some(words.text("close")));
    Panel { key: PanelKey::Slides, place: Place::Right, title, close, widgets }
}

/// What is shown now, and what this person can do about it.
fn shown(around: &Around<'_>, words: &Locale) -> Vec<Widget> {
    let Some(showing) = &around.slides.showing else {
        return vec![Widget::text("slides-none", Tone::Quiet, words.text("slides-none"))];
    };
    let mut widgets = vec![Widget::text("slides-deck", Tone::Strong, showing.deck.title.to_string())];
    let presenter = around.state.profiles.get(&showing.presenter).map(|profile| name_with_flag(&profile.persona));
    if let Some(name) = presenter {
        let by = words.text_with("slides-by", &[("name", name.into())]);
        widgets.push(Widget::text("slides-by", Tone::Quiet, by));
    }
    widgets.extend(sheet(around, PictureSize::Wide, words));
    widgets.push(leafing(around, words));
    widgets.extend(own_page(around, words));
    widgets.push(Button::new("large", words.text("slides-large")).icon("zoom-in").into());
    if around.slides.is_ruled_by(around.state) {
        widgets.push(ruling(around, words));
    }
    widgets
}

/// The page this person looks at, or a word instead of it.
pub(super) fn sheet(around: &Around<'_>, size: PictureSize, words: &Locale) -> Option<Widget> {
    let slides = around.slides;
    let page = slides.viewed()?;
    if slides.is_dark() {
        return Some(Widget::text("slides-dark", Tone::Quiet, words.text("slides-dark")));
    }
    let Some(files) = slides.files(page) else {
        return Some(Widget::Progress { key: "slides-comes".into(), label: words.text("slides-comes"), percent: None });
    };
    let points = size == PictureSize::Full && slides.is_shown_by(around.state.you) && !slides.laser_off;
    // Where somebody points is on the page of the presenter.
    let dot = slides.dot.filter(|_| slides.own.is_none());
    let picture = PagePicture { dot, points, ..picture(around, files, size) };
    let label = named("slides-alt", around, page, words);
    Some(Widget::Picture { key: "page".into(), picture: Picture::Page(picture), label, size })
}

/// The picture of a page in a size that suits; on the desktop whichever is here.
pub(super) fn picture(around: &Around<'_>, files: &PageFiles, size: PictureSize) -> PagePicture {
    let large = size == PictureSize::Full && !around.comfort.is_plain();
    let (best, other) = if large { (PageSize::Large, PageSize::Small) } else { (PageSize::Small, PageSize::Large) };
    let is_here = |size: PageSize| around.pages.has(size.of(files));
    // A browser fetches what the element names; elsewhere only what is here can be shown.
    let by_itself = cfg!(target_arch = "wasm32");
    let shown = if by_itself || is_here(best) || !is_here(other) { best } else { other };
    let hash = shown.of(files).to_owned();
    PagePicture { hash, size: (files.width, files.height), here: is_here(shown), dot: None, points: false }
}

/// A page in words, with the title of its deck.
pub(super) fn named(key: &'static str, around: &Around<'_>, page: PageNumber, words: &Locale) -> String {
    let Some(showing) = &around.slides.showing else { return String::new() };
    let places = [
        ("title", showing.deck.title.as_str().into()),
        ("page", page.number().into()),
        ("last", showing.deck.last.number().into()),
    ];
    words.text_with(key, &places)
}

/// Back, where one is, and on.
pub(super) fn leafing(around: &Around<'_>, words: &Locale) -> Widget {
    let slides = around.slides;
    let (page, last) = (slides.viewed(), slides.showing.as_ref().map(|showing| showing.deck.last));
    let back = Button::new("page-back", words.text("slides-back")).icon("back");
    let on = Button::new("page-on", words.text("slides-on")).icon("on");
    let number = page.map(|page| named("slides-page", around, page, words)).unwrap_or_default();
    let widgets = vec![
        back.enabled_if(page != Some(PageNumber::FIRST)).into(),
        Widget::text("page-number", Tone::Plain, number),
        on.enabled_if(page != last).into(),
    ];
    Group::new("slides-leaf", Flow::Wrap, widgets).into()
}

/// For who leafs by themself: where the others are, and the way back to them.
pub(super) fn own_page(around: &Around<'_>, words: &Locale) -> Option<Widget> {
    let showing = around.slides.showing.as_ref().filter(|_| around.slides.own.is_some())?;
    let text = words.text_with("slides-own", &[("page", showing.screen.page.number().into())]);
    let back = Button::new("page-return", words.text("slides-return")).primary().icon("undo");
    let widgets = vec![Widget::text("slides-own", Tone::Quiet, text), back.into()];
    Some(Group::new("slides-alone", Flow::Wrap, widgets).into())
}

/// What whoever has the say can do for everybody.
pub(super) fn ruling(around: &Around<'_>, words: &Locale) -> Widget {
    let slides = around.slides;
    let blank = slides.showing.as_ref().is_some_and(|showing| showing.screen.blank);
    let mut widgets: Vec<Widget> = Vec::new();
    let presents = slides.is_shown_by(around.state.you);
    if !presents {
        let turn = |key: &'static str, label, icon, leaf| {
            Button::new(key, label).icon(icon).enabled_if(slides.turned(leaf).is_some())
        };
        widgets.push(turn("turn-back", words.text("slides-turn-back"), "back", super::Leaf::Back).into());
        widgets.push(turn("turn-on", words.text("slides-turn-on"), "on", super::Leaf::On).into());
    }
    let hide = Button::new("blank", words.text("slides-blank")).icon("away").lit_if(blank);
    widgets.push(if presents { hide.shortcut("B") } else { hide }.into());
    widgets.push(Button::new("stop", words.text("slides-stop")).danger().icon("close").into());
    Group::new("slides-rule", Flow::Wrap, widgets).into()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::slides::Leaf;
    use crate::slides::samples::slides;
    use hiroba_shared::ids::VisitorId;
    use hiroba_shared::protocol::slides::{Screen, SlidesFromServer};
    use hiroba_shared::role::Role;

    /// What `shows` makes of these slides for visitor `you` with this role.
    pub(crate) fn with<T>(slides: &Slides, (you, role): (u32, Role), shows: impl Fn(&Around<'_>) -> T) -> T {
        let state = VenueState { you: Some(VisitorId(you)), role, ..VenueState::default() };
        let (pages, parcels, notes) = (Pages::default(), Parcels::default(), Notes::default());
        let (programme, board) = (Programme::default(), Board::default());
        shows(&Around {
            slides,
            pages: &pages,
            parcels: &parcels,
            notes: &notes,
            state: &state,
            programme: &programme,
            board: &board,
            unix: 0,
            comfort: Comfort::default(),
        })
    }

    fn text(slides: &Slides, who: (u32, Role)) -> String {
        with(slides, who, |around| view(around, &Locale::new(Tongue::En)).as_text())
    }

    #[test]
    fn everybody_sees_the_page_its_number_and_can_leaf() {
        let shown = text(&slides(3, 9), (5, Role::Visitor));
        for line in ["Plastic <b>in</b> the sea", "page 3 of 9>", "[Back]", "Page 3 of 9", "[On]", "[Show large]"] {
            assert!(shown.contains(line), "{line} not in\n{shown}");
        }
        assert!(!shown.contains("[Dark screen]") && !shown.contains("Decks"), "{shown}");
        assert!(text(&slides(1, 9), (5, Role::Visitor)).contains("[Back](off)"));
        assert!(text(&Slides::default(), (5, Role::Visitor)).contains("Nothing is shown"));
    }

    #[test]
    fn who_leafs_alone_is_told_where_the_presenter_is() {
        let mut slides = slides(3, 9);
        slides.leaf_alone(Leaf::On);
        let shown = text(&slides, (5, Role::Visitor));
        assert!(shown.contains("page 4 of 9>") && shown.contains("presenter is at page 3"), "{shown}");
        assert!(shown.contains("[[To the presenter's page]]"), "{shown}");
    }

    #[test]
    fn the_presenter_turns_by_leafing_and_a_moderator_has_buttons_of_their_own_for_that() {
        let slides = slides(3, 9);
        let presenter = text(&slides, (1, Role::Speaker));
        assert!(presenter.contains("[Dark screen]") && !presenter.contains("for all"), "{presenter}");
        let moderator = text(&slides, (2, Role::Moderator));
        assert!(moderator.contains("[Back for all]") && moderator.contains("[Take off the screen]"), "{moderator}");
        assert!(!text(&slides, (2, Role::Speaker)).contains("[Dark screen]"));
    }

    #[test]
    fn a_dark_screen_is_said_to_be_dark() {
        let mut slides = slides(3, 9);
        let screen = Screen { blank: true, ..slides.showing.as_ref().unwrap().screen };
        slides.take(&SlidesFromServer::Turned(screen));
        let shown = text(&slides, (5, Role::Visitor));
        assert!(shown.contains("dark for now") && !shown.contains("<page"), "{shown}");
        assert!(text(&slides, (1, Role::Speaker)).contains("[Dark screen]<B>(on)"));
    }

    #[test]
    fn every_language_has_all_its_words() {
        let mut leafed = slides(3, 9);
        leafed.leaf_alone(Leaf::On);
        for slides in [leafed, slides(1, 1), Slides { index: None, ..slides(1, 2) }, Slides::default()] {
            for role in [Role::Visitor, Role::Moderator] {
                in_every_language(|words| with(&slides, (2, role), |around| view(around, words)));
            }
        }
    }
}
