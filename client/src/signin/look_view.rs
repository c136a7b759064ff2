//! The part of the form that dresses the avatar: a preview, six parts to turn, and the dice.

use crate::locale::Locale;
use crate::panel::picture::Picture;
use crate::panel::widget::PictureSize;
use crate::panel::{Button, Flow, Group, Tone, Widget};
use hiroba_shared::look::{CHOICES, Look};

/// Names of the parts in translation keys, in the order of [`CHOICES`].
const PARTS: [&str; 6] = ["skin", "hair", "hair-colour", "clothes", "clothes-colour", "accessory"];

/// Preview and parts.
#[must_use]
pub fn view(look: Look, words: &Locale) -> Widget {
    let picture = Widget::Picture {
        key: "look".into(),
        picture: Picture::Look(look),
        label: words.text("look-preview"),
        size: PictureSize::Portrait,
    };
    let dice = Button::new("dice", words.text("look-dice")).icon("dice");
    let parts = PARTS.iter().enumerate().map(|(n, part)| part_line(n, part, look, words));
    let widgets = [picture, dice.into()].into_iter().chain(parts).collect();
    Group::new("look-editor", Flow::Card, widgets).into()
}

fn part_line(n: usize, part: &str, look: Look, words: &Locale) -> Widget {
    let name = words.text(&format!("look-{part}"));
    let number = look.parts().get(n).copied().unwrap_or(0) + 1;
    let count = CHOICES.get(n).copied().unwrap_or(1);
    let place = words
        .text_with("look-place", &[("part", name.as_str().into()), ("number", number.into()), ("count", count.into())]);
    let turn = |family: &str, key: &str, icon| {
        let label = words.text_with(key, &[("part", name.as_str().into())]);
        Button::new(format!("{family}/{n}"), label).quiet().only_icon(icon)
    };
    let widgets = vec![
        turn("look-back", "look-back", "back").into(),
        Widget::text(format!("look-part/{n}"), Tone::Quiet, place),
        turn("look-on", "look-on", "on").into(),
    ];
    Group::new(format!("look-line/{n}"), Flow::Ends, widgets).into()
}
