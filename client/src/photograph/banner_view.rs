//! What everybody in the room reads while a photograph is made, as a part of the strip: that they are being led, how to
//! stay out of it, whether their name may stand under it, and the countdown.

use hiroba_shared::protocol::photograph::{Part, Progress};
use hiroba_shared::role::Action;

use super::{Photographs, Sitting};
use crate::locale::Locale;
use crate::panel::{Button, Flow, Group, Tone, Widget};
use crate::venue_state::VenueState;

/// The part of the strip; nothing while no photograph is made and none waits to be looked at.
#[must_use]
pub fn widgets(photographs: &Photographs, state: &VenueState, words: &Locale) -> Vec<Widget> {
    match (&photographs.sitting, photographs.fresh) {
        (Some(sitting), _) => sitting_widgets(sitting, state, words),
        (None, Some(_)) => vec![ready(words)],
        (None, None) => Vec::new(),
    }
}

fn sitting_widgets(sitting: &Sitting, state: &VenueState, words: &Locale) -> Vec<Widget> {
    let mut widgets = vec![called(sitting, state, words)];
    let mut line: Vec<Widget> = Vec::new();
    match sitting.progress {
        Progress::Gathering => line.extend([part(sitting, words), standing(sitting, words)]),
        Progress::Counting(left) => {
            widgets.push(Widget::Heading(words.text_with("photograph-counting", &[("count", left.into())])));
            line.push(part(sitting, words));
        }
        Progress::Drawing => {
            line.push(Widget::text("photograph-drawing", Tone::Good, words.text("photograph-drawing")))
        }
    }
    widgets.push(Group::new("photograph-line", Flow::Wrap, line).into());
    let buttons = buttons(sitting, state, words);
    if !buttons.is_empty() {
        widgets.push(Group::new("photograph-buttons", Flow::Wrap, buttons).into());
    }
    widgets
}

fn called(sitting: &Sitting, state: &VenueState, words: &Locale) -> Widget {
    let profile = state.profiles.get(&sitting.by);
    let name = profile.map_or_else(|| words.text("person-unknown"), |profile| profile.persona.name.to_string());
    let places = [("name", name.into()), ("caption", sitting.caption.as_str().into())];
    Widget::text("photograph-called", Tone::Strong, words.text_with("photograph-called", &places))
}

fn part(sitting: &Sitting, words: &Locale) -> Widget {
    let (tone, text) = match sitting.part {
        Part::Out => (Tone::Plain, "photograph-out"),
        Part::OnTheWay => (Tone::Good, "photograph-on-the-way"),
        Part::InPlace => (Tone::Good, "photograph-in-place"),
    };
    Widget::text("photograph-part", tone, words.text(text))
}

fn standing(sitting: &Sitting, words: &Locale) -> Widget {
    let places = [("there", sitting.there.into()), ("coming", sitting.coming.into())];
    Widget::text("photograph-standing", Tone::Quiet, words.text_with("photograph-standing", &places))
}

fn buttons(sitting: &Sitting, state: &VenueState, words: &Locale) -> Vec<Widget> {
    if sitting.progress == Progress::Drawing {
        return Vec::new();
    }
    let mut buttons: Vec<Widget> = Vec::new();
    if sitting.part == Part::Out {
        buttons.push(Button::new("photograph-join", words.text("photograph-join")).primary().icon("walk-there").into());
    } else {
        let sign = Button::new("photograph-sign", words.text("photograph-sign")).lit_if(sitting.signed);
        let sign = if sitting.signed { sign.icon("check") } else { sign };
        buttons.push(sign.into());
        buttons.push(Button::new("photograph-step-out", words.text("photograph-step-out")).icon("close").into());
    }
    if state.role.may(Action::CallPhotograph) {
        if sitting.progress == Progress::Gathering {
            buttons.push(Button::new("photograph-take", words.text("photograph-take")).primary().into());
        }
        buttons.push(Button::new("photograph-call-off", words.text("photograph-call-off")).danger().into());
    }
    buttons
}

fn ready(words: &Locale) -> Widget {
    let text = Widget::text("photograph-ready", Tone::Good, words.text("photograph-ready"));
    let look = Button::new("photograph-look", words.text("photograph-look")).primary().icon("people");
    let close = Button::new("photograph-later", words.text("photograph-later")).quiet();
    Group::new("photograph-fresh", Flow::Wrap, vec![text, look.into(), close.into()]).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::panel::{Panel, PanelKey, Place};
    use crate::photograph::samples::{called, photograph};
    use hiroba_shared::protocol::photograph::PhotographFromServer;
    use hiroba_shared::role::Role;

    fn shown(photographs: &Photographs, role: Role, words: &Locale) -> Panel {
        let widgets = widgets(photographs, &VenueState { role, ..VenueState::default() }, words);
        Panel { key: PanelKey::Strip, place: Place::Strip, title: words.text("strip-title"), close: None, widgets }
    }

    fn text(photographs: &Photographs, role: Role) -> String {
        shown(photographs, role, &Locale::new(Tongue::En)).as_text()
    }

    fn at(progress: Progress, part: Part) -> Photographs {
        let mut photographs = called();
        photographs.take(&PhotographFromServer::You { part, signed: part == Part::InPlace });
        photographs.take(&PhotographFromServer::Standing { progress, there: 40, coming: 0 });
        photographs
    }

    #[test]
    fn who_is_led_reads_so_and_can_step_out_and_allow_their_name() {
        let text = text(&called(), Role::Visitor);
        assert!(text.contains("being led") && text.contains("<b>end</b>") && text.contains("[Step out]"), "{text}");
        assert!(text.contains("My name under it") && !text.contains("[Take it now]"), "{text}");
    }

    #[test]
    fn who_is_out_can_come_in_until_it_is_taken() {
        assert!(text(&at(Progress::Counting(3), Part::Out), Role::Visitor).contains("[Come into it]"));
        let drawing = text(&at(Progress::Drawing, Part::Out), Role::Moderator);
        assert!(!drawing.contains('['), "{drawing}");
    }

    #[test]
    fn moderators_take_it_and_call_it_off_and_everybody_reads_the_countdown() {
        let gathering = text(&called(), Role::Moderator);
        assert!(gathering.contains("[Take it now]") && gathering.contains("[Call it off]"), "{gathering}");
        let counting = text(&at(Progress::Counting(3), Part::InPlace), Role::Visitor);
        assert!(counting.contains('3') && !counting.contains("[Call it off]"), "{counting}");
    }

    #[test]
    fn one_that_was_taken_waits_to_be_looked_at() {
        let mut photographs = called();
        photographs.take(&PhotographFromServer::Taken(photograph(1)));
        assert!(text(&photographs, Role::Visitor).contains("[Look at it]"));
        assert!(widgets(&Photographs::default(), &VenueState::default(), &Locale::new(Tongue::En)).is_empty());
    }

    #[test]
    fn every_language_has_all_its_words() {
        let mut fresh = called();
        fresh.take(&PhotographFromServer::Taken(photograph(1)));
        let all = [called(), at(Progress::Counting(3), Part::Out), at(Progress::Drawing, Part::InPlace), fresh];
        for photographs in &all {
            in_every_language(|words| shown(photographs, Role::Moderator, words));
        }
    }
}
