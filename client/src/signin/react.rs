//! How the form changes by what the person types and presses, and by what the venue answers.

use bevy::prelude::*;
use hiroba_shared::country::Country;
use hiroba_shared::profile::OrganisationKind;

use super::form::{Answers, Fault, Form, Papers, Part, address};
use super::form_view;
use crate::locale::{Locale, Tongue, time::WallClock};
use crate::panel::{PanelEvent, PanelEventKind, PanelKey, PanelSystems, Shown};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::settings::Settings;
use crate::start::Wishes;
use crate::venue_state::{JoinAsked, JoinRefused};

pub(crate) fn plugin(app: &mut App) {
    super::papers::plugin(app);
    app.init_resource::<Form>()
        .add_systems(Startup, fill_in)
        .add_systems(OnEnter(Screen::SignIn), ask_again)
        .add_systems(Update, (act, refused).chain().in_set(ClientSystems::React).run_if(in_state(Screen::SignIn)))
        .add_systems(Update, show.in_set(PanelSystems::Show));
}

/// Fills in what this device remembers and what the command line says.
pub(super) fn fill_in(
    mut form: ResMut<Form>,
    settings: Res<Settings>,
    wishes: Res<Wishes>,
    words: Res<Locale>,
    clock: Res<WallClock>,
) {
    match settings.answers.clone() {
        Some(answers) => {
            form.answers = answers;
            form.remember = true;
        }
        None => {
            form.answers = Answers { languages: vec![words.tongue().code().to_owned()], ..Answers::default() };
            form.throw_dice(clock.unix);
        }
    }
    if let Some(server) = &wishes.server {
        form.answers.server.clone_from(server);
    }
    if let Some(name) = &wishes.name {
        form.answers.name.clone_from(name);
    }
    if let Some(organisation) = &wishes.organisation {
        form.answers.organisation.clone_from(organisation);
    }
    if let Some(country) = &wishes.country {
        form.answers.country.clone_from(country);
    }
    if wishes.agreed.is_some() {
        form.answers.agreed.clone_from(&wishes.agreed);
    }
    form.invitation.clone_from(&wishes.invitation);
    form.room.clone_from(&wishes.room);
    form.device = Some(settings.device.clone()).filter(|device| !device.is_empty());
    if let Ok(country) = Country::new(&form.answers.country) {
        form.country_text = words.country(country);
    }
    form.edition += 1;
}

/// Back at the door: its fields are drawn anew.
pub(super) fn ask_again(mut form: ResMut<Form>) {
    form.edition += 1;
    form.country_open = false;
}

pub(super) fn act(
    mut events: MessageReader<PanelEvent>,
    mut form: ResMut<Form>,
    mut settings: ResMut<Settings>,
    mut words: ResMut<Locale>,
    clock: Res<WallClock>,
    mut join: MessageWriter<JoinAsked>,
) {
    for event in events.read().filter(|event| event.panel == PanelKey::SignIn) {
        let wants_in = match &event.kind {
            PanelEventKind::Typed(text) => {
                type_into(&mut form, event.key.as_str(), text, &words);
                false
            }
            PanelEventKind::Chosen(index) if event.key.as_str() == "tongue" => {
                let tongue = Tongue::ALL.get(*index).copied().unwrap_or_default();
                settings.tongue = Some(tongue);
                *words = Locale::new(tongue);
                if let Ok(country) = Country::new(&form.answers.country) {
                    form.choose_country(country, &words);
                }
                false
            }
            PanelEventKind::Chosen(index) => {
                choose(&mut form, event.key.as_str(), *index);
                false
            }
            PanelEventKind::Submitted => submit(&mut form, event.key.as_str(), &words),
            PanelEventKind::Pressed => press(&mut form, event, &words, *clock),
            PanelEventKind::Pointed(_) | PanelEventKind::Picked(_) => false,
        };
        if wants_in && let Some(request) = form.request() {
            settings.answers = form.remember.then(|| form.answers.clone());
            let server = address(&form.answers.server).unwrap_or_default();
            join.write(JoinAsked { server, request });
        }
    }
}

fn type_into(form: &mut Form, key: &str, text: &str, words: &Locale) {
    use hiroba_shared::refusal::Field;
    match key {
        "name" => {
            form.answers.name = text.to_owned();
            form.faults.remove(&Part::Field(Field::Name));
        }
        "country" => form.type_country(text.to_owned(), words),
        "organisation" => {
            form.answers.organisation = text.to_owned();
            form.faults.remove(&Part::Field(Field::Organisation));
        }
        "server" => {
            form.answers.server = text.to_owned();
            form.faults.remove(&Part::Server);
        }
        _ => {}
    }
}

fn choose(form: &mut Form, key: &str, index: usize) {
    match key {
        "kind" => form.answers.kind = OrganisationKind::ALL.get(index).copied().unwrap_or_default(),
        "languages" => form.turn_language(index),
        _ => {}
    }
}

/// Enter in the country's field takes the first match; anywhere else it joins.
fn submit(form: &mut Form, key: &str, words: &Locale) -> bool {
    if key != "country" || !form.country_open {
        return true;
    }
    if let Some((country, _)) = form.country_matches(words, &Locale::new(Tongue::En)).first() {
        form.choose_country(*country, words);
    }
    false
}

/// Whether the press means: let me in.
fn press(form: &mut Form, event: &PanelEvent, words: &Locale, clock: WallClock) -> bool {
    let part = |family| event.key.number_within(family).and_then(|n| usize::try_from(n).ok());
    match event.key.as_str() {
        "join" => return true,
        "agree" => {
            form.agree();
            return true;
        }
        "disagree" => form.papers = Papers::Unasked,
        "remember" => form.remember = !form.remember,
        "dice" => form.throw_dice(clock.unix),
        _ => {}
    }
    if let Some(part) = part("look-back") {
        form.answers.look = form.answers.look.turned(part, false);
    } else if let Some(part) = part("look-on") {
        form.answers.look = form.answers.look.turned(part, true);
    } else if let Some(Ok(country)) = event.key.within("country").map(Country::new) {
        form.choose_country(country, words);
    }
    false
}

pub(super) fn refused(mut refusals: MessageReader<JoinRefused>, mut form: ResMut<Form>) {
    for refusal in refusals.read() {
        match refusal {
            JoinRefused::Refused(refusal) => form.refuse(*refusal),
            JoinRefused::Unreachable => {
                form.faults.insert(Part::Server, Fault::Unreachable);
            }
        }
    }
}

pub(super) fn show(
    form: Res<Form>,
    words: Res<Locale>,
    clock: Res<WallClock>,
    screen: Res<State<Screen>>,
    mut shown: ResMut<Shown>,
) {
    if !(form.is_changed() || words.is_changed() || screen.is_changed()) {
        return;
    }
    let english = Locale::new(Tongue::En);
    let around = form_view::Around { words: &words, english: &english, now: clock.unix };
    shown.set(PanelKey::SignIn, (*screen.get() == Screen::SignIn).then(|| form_view::view(&form, &around)));
}
