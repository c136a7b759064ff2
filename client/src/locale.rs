//! The words of the interface: Fluent texts in each language, country names, and sentences for refusals.
//!
//! Every text a person reads comes from here by key; a missing key shows itself in brackets and a test refuses it.
//! Texts by other people are never keys and never patterns.

mod places;
mod refusal;
pub mod time;

use bevy::prelude::*;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use hiroba_shared::country::Country;
use hiroba_shared::title::Title;
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Locale::new(Tongue::default()))
        .insert_resource(time::WallClock::now())
        .add_systems(First, tell_time);
}

/// Once a second, so that whoever shows a time is not woken every frame.
fn tell_time(mut clock: ResMut<time::WallClock>) {
    let now = time::WallClock::now();
    if now.unix != clock.unix {
        *clock = now;
    }
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
    /// Mongolian, in Cyrillic.
    Mn,
    /// Indonesian.
    Id,
}

impl Tongue {
    /// Every language of the interface.
    pub const ALL: [Self; 4] = [Self::En, Self::Ja, Self::Mn, Self::Id];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
            Self::Mn => "mn",
            Self::Id => "id",
        }
    }

    /// Its name in itself, for a list that everybody can read.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ja => "日本語",
            Self::Mn => "Монгол",
            Self::Id => "Indonesia",
        }
    }

    /// The best language for a wish such as `ja-JP`, the program's `--lang` or the system's own.
    #[must_use]
    pub fn for_wish(wish: &str) -> Option<Self> {
        let code: String = wish.chars().take_while(char::is_ascii_alphabetic).collect();
        Self::ALL.into_iter().find(|tongue| tongue.code().eq_ignore_ascii_case(&code))
    }

    const fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../../assets/locales/en.ftl"),
            Self::Ja => include_str!("../../assets/locales/ja.ftl"),
            Self::Mn => include_str!("../../assets/locales/mn.ftl"),
            Self::Id => include_str!("../../assets/locales/id.ftl"),
        }
    }

    const fn countries(self) -> &'static str {
        match self {
            Self::En => include_str!("../../assets/countries/en.txt"),
            Self::Ja => include_str!("../../assets/countries/ja.txt"),
            Self::Mn => include_str!("../../assets/countries/mn.txt"),
            Self::Id => include_str!("../../assets/countries/id.txt"),
        }
    }
}

/// The words in force.
#[derive(Resource)]
pub struct Locale {
    tongue: Tongue,
    bundle: FluentBundle<FluentResource>,
    countries: BTreeMap<Country, &'static str>,
}

impl Locale {
    /// The words of this language.
    #[must_use]
    pub fn new(tongue: Tongue) -> Self {
        let language: LanguageIdentifier = tongue.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would show as boxes in texts that are measured and cut.
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(tongue.source().to_owned()) {
            Ok(resource) => resource,
            // A test refuses sources with errors; a program that has one anyway shows what could be read.
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        let countries = tongue.countries().lines().filter_map(|line| {
            let (code, name) = line.split_once('\t')?;
            Some((Country::new(code).ok()?, name.trim()))
        });
        Self { tongue, bundle, countries: countries.collect() }
    }

    /// Which language this is.
    #[must_use]
    pub const fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// A title in this language, where it has one.
    #[must_use]
    pub fn title<'t>(&self, title: &'t Title) -> &'t str {
        title.in_language(self.tongue.code())
    }

    /// The text with this key.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// The text with this key, and what stands at its places.
    #[must_use]
    pub fn text_with(&self, key: &str, places: &[(&'static str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let arguments: FluentArgs<'_> = places.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut faults = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut faults).into_owned()
    }

    /// Several things in one line, with the comma of the language between them.
    #[must_use]
    pub fn list(&self, parts: &[impl std::borrow::Borrow<str>]) -> String {
        parts.join(if self.tongue() == Tongue::Ja { "、" } else { ", " })
    }

    /// Whether there is a text with this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The name of a country, or its code where the language has none.
    #[must_use]
    pub fn country(&self, country: Country) -> String {
        self.countries.get(&country).map_or_else(|| country.code().to_owned(), |name| (*name).to_owned())
    }

    /// Every country with its name, in the order of the names.
    #[must_use]
    pub fn countries(&self) -> Vec<(Country, String)> {
        let mut all: Vec<(Country, String)> = Country::all().map(|country| (country, self.country(country))).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }
}

#[cfg(test)]
mod tests;
