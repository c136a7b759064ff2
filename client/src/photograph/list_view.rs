//! The panel of photographs: the newest large, each to take home, and for moderators the call for another.

use hiroba_shared::protocol::photograph::{Photograph, PictureFile};
use hiroba_shared::role::Action;
use hiroba_shared::text::PhotographCaption;

use super::{Photographs, Put};
use crate::locale::Locale;
use crate::panel::picture::{PagePicture, Picture};
use crate::panel::widget::{Download, PictureSize};
use crate::panel::{Button, Field, Flow, Group, Panel, PanelKey, Place, Tone, Widget};
use crate::venue_state::VenueState;

/// Photographs whose pictures are shown; older ones are listed in words.
pub(super) const MOST_SHOWN: usize = 3;

/// The panel.
#[must_use]
pub fn view(photographs: &Photographs, state: &VenueState, words: &Locale) -> Panel {
    let mut widgets: Vec<Widget> = Vec::new();
    if state.role.may(Action::CallPhotograph) && photographs.sitting.is_none() {
        widgets.push(call(photographs, words));
    }
    let taken = photographs.taken.as_deref();
    if taken.is_some_and(<[Photograph]>::is_empty) {
        widgets.push(Widget::text("photograph-none", Tone::Quiet, words.text("photograph-none")));
    }
    for (at, photograph) in taken.unwrap_or_default().iter().enumerate() {
        widgets.push(card(photograph, at < MOST_SHOWN, photographs, words));
    }
    Panel {
        key: PanelKey::Photographs,
        place: Place::Right,
        title: words.text("photograph-title"),
        close: Some(words.text("close")),
        widgets,
    }
}

fn call(photographs: &Photographs, words: &Locale) -> Widget {
    let field = Field {
        hint: words.text("photograph-caption-hint"),
        value: photographs.caption.clone(),
        edition: photographs.edition,
        limit: usize::from(PhotographCaption::MAX_GRAPHEMES),
        fault: photographs.faulty.then(|| words.text("photograph-caption-missing")),
        ..Field::new("caption", words.text("photograph-caption"))
    };
    let call = Button::new("call", words.text("photograph-call")).primary().icon("people");
    let hint = Widget::text("call-hint", Tone::Quiet, words.text("photograph-call-hint"));
    Group::new("call-card", Flow::Card, vec![field.into(), hint, call.into()]).into()
}

fn card(photograph: &Photograph, shown: bool, photographs: &Photographs, words: &Locale) -> Widget {
    let number = photograph.photograph.0;
    let caption = photograph.caption.as_str();
    let count = words.text_with("photograph-people", &[("count", photograph.people.into())]);
    let mut widgets: Vec<Widget> = Vec::new();
    if shown {
        let places = [("caption", caption.into()), ("count", photograph.people.into())];
        widgets.push(Widget::Picture {
            key: format!("picture/{number}").into(),
            picture: Picture::Page(picture(&photograph.small, photographs)),
            label: words.text_with("photograph-label", &places),
            size: PictureSize::Wide,
        });
    }
    widgets.push(Widget::text(format!("caption/{number}"), Tone::Strong, caption.to_owned()));
    widgets.push(Widget::text(format!("count/{number}"), Tone::Quiet, count));
    let put = photographs.put.iter().find(|(which, _)| *which == photograph.photograph).map(|(_, put)| put);
    let download = Button::new(format!("download/{number}"), words.text("photograph-download"))
        .icon("people")
        .downloading(Download { hash: letters(&photograph.large), name: file_name(photograph) })
        .enabled_if(put != Some(&Put::Coming));
    widgets.push(download.into());
    widgets.extend(put.and_then(|put| told(put, number, words)));
    Group::new(format!("photograph/{number}"), Flow::Card, widgets).into()
}

fn told(put: &Put, number: u32, words: &Locale) -> Option<Widget> {
    let key = format!("put/{number}");
    match put {
        Put::Coming => None,
        Put::At(path) => {
            Some(Widget::text(key, Tone::Good, words.text_with("photograph-put", &[("path", path.as_str().into())])))
        }
        Put::Nowhere => Some(Widget::text(key, Tone::Bad, words.text("photograph-not-put"))),
    }
}

fn picture(file: &PictureFile, photographs: &Photographs) -> PagePicture {
    let hash = letters(file);
    let here = photographs.here.contains(&hash);
    PagePicture { hash, size: (file.width, file.height), here, dot: None, points: false }
}

/// The hash of a file in letters, as it is served.
#[must_use]
pub fn letters(file: &PictureFile) -> String {
    file.hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the file is called on a device.
#[must_use]
pub fn file_name(photograph: &Photograph) -> String {
    format!("hiroba-photograph-{}.png", photograph.photograph.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::photograph::samples::{called, photograph};
    use hiroba_shared::ids::PhotographId;
    use hiroba_shared::role::Role;

    fn shown(photographs: &Photographs, role: Role, words: &Locale) -> Panel {
        view(photographs, &VenueState { role, ..VenueState::default() }, words)
    }

    fn taken() -> Photographs {
        let mut photographs = Photographs { taken: Some(vec![photograph(2), photograph(1)]), ..Photographs::default() };
        photographs.note(PhotographId(2), Put::At("/home/ana/Pictures/hiroba-photograph-2.png".to_owned()));
        photographs.note(PhotographId(1), Put::Nowhere);
        photographs
    }

    #[test]
    fn everybody_takes_photographs_home_and_moderators_call_for_another() {
        let words = Locale::new(Tongue::En);
        let guest = shown(&taken(), Role::Visitor, &words);
        let text = guest.as_text();
        assert!(text.contains("The <b>end</b>") && text.contains("[Download]") && text.contains("Pictures/"), "{text}");
        assert!(!text.contains("[Call everybody"), "{text}");
        assert_eq!(guest.repeated_key(), None);
        assert!(shown(&taken(), Role::Moderator, &words).as_text().contains("[Call everybody"));
        assert!(!shown(&called(), Role::Moderator, &words).as_text().contains("[Call everybody"), "one at a time");
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| shown(&taken(), Role::Moderator, words));
        let none = Photographs { taken: Some(Vec::new()), faulty: true, ..Photographs::default() };
        in_every_language(|words| shown(&none, Role::Moderator, words));
    }
}
