//! The door as a panel: the avatar on one side, the questions on the other, one large button.

use super::agreement_view;
use super::form::{Fault, Form, Papers, Part};
use super::look_view;
use crate::locale::{Locale, Tongue};
use crate::panel::{
    Button, Choice, ChoiceLook, Field, Flow, Group, Panel, PanelKey, Place, Rank, Row, Rows, Tone, Widget,
};
use hiroba_shared::country::Country;
use hiroba_shared::languages::OFFERED;
use hiroba_shared::profile::OrganisationKind;
use hiroba_shared::refusal::Field as Asked;
use hiroba_shared::text::{DisplayName, OrganisationName};

/// What the view needs beside the form.
pub struct Around<'a> {
    /// The words.
    pub words: &'a Locale,
    /// The English words, because many know their country's name in English.
    pub english: &'a Locale,
    /// Now, in Unix seconds.
    pub now: i64,
}

/// The panel of the door.
#[must_use]
pub fn view(form: &Form, around: &Around<'_>) -> Panel {
    let words = around.words;
    if let Papers::Here(policies) = &form.papers {
        return agreement_view::view(policies, words);
    }
    let country = Group::new("country-side", Flow::Column, country(form, around)).into();
    let [kinds, organisation] = organisation(form, around);
    let ends = vec![remember(form, words), Button::new("join", words.text("join")).primary().icon("door").into()];
    let questions = [
        Group::new("who", Flow::Pair, vec![name(form, around), country]).into(),
        kinds,
        Group::new("where", Flow::Pair, vec![organisation, server(form, around)]).into(),
        languages(form, words),
    ];
    let questions = questions
        .into_iter()
        .chain(whole_fault(form, around))
        .chain([Group::new("door-ends", Flow::Ends, ends).into()])
        .collect();
    let sides =
        vec![look_view::view(form.answers.look, words), Group::new("questions", Flow::Column, questions).into()];
    let head = vec![Widget::text("welcome", Tone::Quiet, words.text("door-welcome")), tongues(words)];
    Panel {
        key: PanelKey::SignIn,
        place: Place::Door,
        title: words.text("door-title"),
        close: None,
        widgets: vec![
            Group::new("door-head", Flow::Ends, head).into(),
            Group::new("door-sides", Flow::Sides, sides).into(),
        ],
    }
}

fn tongues(words: &Locale) -> Widget {
    Choice {
        key: "tongue".into(),
        label: words.text("settings-language"),
        label_shown: false,
        look: ChoiceLook::Strip,
        entries: Tongue::ALL.map(|tongue| tongue.own_name().to_owned()).into(),
        chosen: Tongue::ALL.iter().position(|tongue| *tongue == words.tongue()).into_iter().collect(),
        fault: None,
    }
    .into()
}

fn fault(form: &Form, part: Part, around: &Around<'_>) -> Option<String> {
    form.faults.get(&part).map(|fault| match fault {
        Fault::Refused(refusal) => around.words.refusal(refusal, around.now),
        Fault::Unreachable => around.words.text("fault-unreachable"),
        Fault::BadAddress => around.words.text("fault-address"),
    })
}

fn name(form: &Form, around: &Around<'_>) -> Widget {
    Field {
        hint: around.words.text("door-name-hint"),
        value: form.answers.name.clone(),
        edition: form.edition,
        fault: fault(form, Part::Field(Asked::Name), around),
        limit: usize::from(DisplayName::MAX_GRAPHEMES),
        first: true,
        ..Field::new("name", around.words.text("door-name"))
    }
    .into()
}

fn country(form: &Form, around: &Around<'_>) -> Vec<Widget> {
    let flag = Country::new(&form.answers.country).map(|country| country.flag()).unwrap_or_default();
    let label = format!("{} {flag}", around.words.text("door-country")).trim_end().to_owned();
    let field = Field {
        hint: around.words.text("door-country-hint"),
        value: form.country_text.clone(),
        edition: form.edition,
        fault: fault(form, Part::Field(Asked::Country), around),
        limit: 60,
        ..Field::new("country", label)
    };
    let mut widgets = vec![field.into()];
    if form.country_open {
        let row = |(country, name): &(Country, String)| Row {
            rank: Rank::Pressable,
            ..Row::new(format!("country/{}", country.code()), format!("{} {name}", country.flag()))
        };
        let matches = form.country_matches(around.words, around.english);
        let rows: Vec<Row> = if matches.is_empty() {
            vec![Row::new("no-country", around.words.text("door-no-country"))]
        } else {
            matches.iter().map(row).collect()
        };
        let label = around.words.text("door-countries");
        let list = Rows { key: "countries".into(), label, rows, follows_end: false, fills: false, live: true };
        widgets.push(list.into());
    }
    widgets
}

fn organisation(form: &Form, around: &Around<'_>) -> [Widget; 2] {
    let words = around.words;
    let kinds = Choice {
        key: "kind".into(),
        label: words.text("door-kind"),
        label_shown: true,
        look: ChoiceLook::Chips,
        entries: OrganisationKind::ALL.map(|kind| words.text(&format!("kind-{}", kind.name()))).into(),
        chosen: OrganisationKind::ALL.iter().position(|kind| *kind == form.answers.kind).into_iter().collect(),
        fault: None,
    };
    let field = Field {
        hint: words.text("door-organisation-hint"),
        value: form.answers.organisation.clone(),
        edition: form.edition,
        fault: fault(form, Part::Field(Asked::Organisation), around),
        limit: usize::from(OrganisationName::MAX_GRAPHEMES),
        ..Field::new("organisation", words.text("door-organisation"))
    };
    [kinds.into(), field.into()]
}

fn languages(form: &Form, words: &Locale) -> Widget {
    let chosen = |(code, _): &(&str, &str)| form.answers.languages.iter().any(|language| language == code);
    Choice {
        key: "languages".into(),
        label: words.text("door-languages"),
        label_shown: true,
        look: ChoiceLook::Checks,
        entries: OFFERED.map(|(_, name)| name.to_owned()).into(),
        chosen: OFFERED.iter().enumerate().filter(|(_, offered)| chosen(offered)).map(|(n, _)| n).collect(),
        fault: None,
    }
    .into()
}

fn server(form: &Form, around: &Around<'_>) -> Widget {
    Field {
        hint: around.words.text("server-hint"),
        value: form.answers.server.clone(),
        edition: form.edition,
        fault: fault(form, Part::Server, around),
        limit: 200,
        ..Field::new("server", around.words.text("door-server"))
    }
    .into()
}

fn remember(form: &Form, words: &Locale) -> Widget {
    let icon = if form.remember { "check" } else { "box" };
    Button::new("remember", words.text("door-remember")).quiet().icon(icon).lit_if(form.remember).into()
}

fn whole_fault(form: &Form, around: &Around<'_>) -> Option<Widget> {
    let parts = [Part::Whole, Part::Field(Asked::Languages), Part::Field(Asked::Look), Part::Field(Asked::Invitation)];
    let text = parts.into_iter().find_map(|part| fault(form, part, around))?;
    Some(Widget::text("door-fault", Tone::Bad, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::spoken::in_every_language;
    use hiroba_shared::refusal::Refusal;

    fn shown(form: &Form, tongue: Tongue) -> Panel {
        let (words, english) = (Locale::new(tongue), Locale::new(Tongue::En));
        view(form, &Around { words: &words, english: &english, now: 0 })
    }

    #[test]
    fn a_full_venue_says_its_number_in_both_languages() {
        let mut form = Form::default();
        form.refuse(Refusal::Full { capacity: 2_500 });
        for tongue in Tongue::ALL {
            let text = shown(&form, tongue).as_text();
            assert!(text.contains("2500") || text.contains("2,500"), "{text}");
        }
    }

    #[test]
    fn typing_part_of_a_country_opens_a_list_to_choose_from() {
        let mut form = Form::default();
        form.type_country("jap".to_owned(), &Locale::new(Tongue::En));
        let panel = shown(&form, Tongue::En);
        assert!(panel.as_text().contains("> 🇯🇵 Japan"), "{}", panel.as_text());
        assert_eq!(panel.repeated_key(), None);
    }

    #[test]
    fn a_fault_stands_at_its_field() {
        let mut form = Form::default();
        assert_eq!(form.request(), None);
        let text = shown(&form, Tongue::En).as_text();
        let line = text.lines().find(|line| line.contains("Your name")).unwrap_or_default();
        assert!(line.contains("!!"), "{text}");
    }

    #[test]
    fn every_language_has_all_its_words() {
        let mut form = Form::default();
        form.refuse(Refusal::Full { capacity: 20 });
        assert_eq!(form.request(), None);
        in_every_language(|words| shown(&form, words.tongue()));
    }
}
