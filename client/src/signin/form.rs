//! The answers of the form, kept as typed, and what is wrong with them.

use std::collections::BTreeMap;

use bevy::prelude::Resource;
use hiroba_shared::country::Country;
use hiroba_shared::door::{JoinRequest, Policies, Versions};
use hiroba_shared::languages::OFFERED;
use hiroba_shared::look::Look;
use hiroba_shared::profile::{Languages, OrganisationKind};
use hiroba_shared::refusal::{Field, Refusal};
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::start::DEFAULT_SERVER;

/// What somebody answered; also what a device remembers on request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The name over the avatar.
    pub name: String,
    /// Code of the country; empty while none is chosen.
    pub country: String,
    /// What kind of organisation sent them.
    pub kind: OrganisationKind,
    /// Its name.
    pub organisation: String,
    /// Codes of the languages, best first.
    pub languages: Vec<String>,
    /// How the avatar looks.
    pub look: Look,
    /// Address of the venue.
    pub server: String,
    /// Version of the privacy notice and the code of conduct agreed to last.
    pub agreed: Option<String>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            name: String::new(),
            country: String::new(),
            kind: OrganisationKind::Other,
            organisation: String::new(),
            languages: Vec::new(),
            look: Look::from_seed(1),
            server: DEFAULT_SERVER.to_owned(),
            agreed: None,
        }
    }
}

/// Countries shown while somebody types.
pub const MATCHES_SHOWN: usize = 6;

/// What stands next to the form or a field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The venue said no.
    Refused(Refusal),
    /// No venue answers at that address.
    Unreachable,
    /// It is not an address.
    BadAddress,
}

/// A part of the form that a fault belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A field the venue knows too.
    Field(Field),
    /// The address of the venue.
    Server,
    /// The form as a whole.
    Whole,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Resource, Default)]
pub struct Form {
    /// The answers so far.
    pub answers: Answers,
    /// What is typed into the country's field; the chosen country's name otherwise.
    pub country_text: String,
    /// The list of countries is open.
    pub country_open: bool,
    /// Remember the answers on this device.
    pub remember: bool,
    /// Raised whenever the program changes texts of the form.
    pub edition: u32,
    /// What is wrong, by part.
    pub faults: BTreeMap<Part, Fault>,
    /// How often the dice were thrown.
    pub throws: u64,
    /// The code of an invitation.
    pub invitation: Option<String>,
    /// Room, and `#entry`, the address named.
    pub room: Option<String>,
    /// A random number this device keeps.
    pub device: Option<String>,
    /// What the venue wants agreed to first.
    pub papers: Papers,
}

/// The privacy notice and the code of conduct of the venue, as far as they are wanted and here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Papers {
    /// Nobody asked for them.
    #[default]
    Unasked,
    /// The venue asked for agreement; the texts are on their way.
    Wanted,
    /// They are to be read.
    Here(Policies),
}

impl Form {
    /// Countries that match what is typed: by name in this language or in English, or by code.
    #[must_use]
    pub fn country_matches(&self, words: &Locale, english: &Locale) -> Vec<(Country, String)> {
        let wanted = self.country_text.trim().to_lowercase();
        let starts = |name: &str| name.to_lowercase().starts_with(&wanted);
        let holds = |name: &str| name.to_lowercase().contains(&wanted);
        let fits = |country: Country, name: &str, fit: &dyn Fn(&str) -> bool| {
            fit(name) || fit(&english.country(country)) || country.code().to_lowercase() == wanted
        };
        let all = words.countries();
        let (first, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(country, name)| fits(*country, name, &starts));
        let rest = rest.into_iter().filter(|(country, name)| fits(*country, name, &holds));
        first.into_iter().chain(rest).take(MATCHES_SHOWN).collect()
    }

    /// Chooses a country and closes the list.
    pub fn choose_country(&mut self, country: Country, words: &Locale) {
        self.answers.country = country.code().to_owned();
        self.country_text = words.country(country);
        self.country_open = false;
        self.edition += 1;
        self.faults.remove(&Part::Field(Field::Country));
    }

    /// Types into the country's field. A name typed in full chooses its country.
    pub fn type_country(&mut self, text: String, words: &Locale) {
        let wanted = text.trim().to_lowercase();
        let exact = words.countries().into_iter().find(|(_, name)| name.to_lowercase() == wanted);
        self.answers.country = exact.as_ref().map(|(country, _)| country.code().to_owned()).unwrap_or_default();
        self.country_open = !wanted.is_empty() && exact.is_none();
        self.country_text = text;
        self.faults.remove(&Part::Field(Field::Country));
    }

    /// Adds or takes away one of the offered languages.
    pub fn turn_language(&mut self, index: usize) {
        let Some((code, _)) = OFFERED.get(index) else { return };
        let languages = &mut self.answers.languages;
        match languages.iter().position(|chosen| chosen == code) {
            Some(place) => {
                languages.remove(place);
            }
            None if languages.len() < Languages::MAX => languages.push((*code).to_owned()),
            None => {}
        }
    }

    /// Another look by chance, different from the last.
    pub fn throw_dice(&mut self, now: i64) {
        self.throws += 1;
        self.answers.look = Look::from_seed(self.throws ^ now.unsigned_abs());
    }

    /// The request of the answers, or what is wrong with them.
    pub fn request(&mut self) -> Option<JoinRequest> {
        self.faults.clear();
        let answers = &self.answers;
        let request = JoinRequest {
            versions: Versions::OURS,
            name: answers.name.clone(),
            country: answers.country.clone(),
            organisation_kind: answers.kind.name().to_owned(),
            organisation: answers.organisation.clone(),
            languages: answers.languages.clone(),
            look: answers.look.parts(),
            invitation: self.invitation.clone(),
            room: self.room.clone(),
            device: self.device.clone(),
            agreed: answers.agreed.clone(),
        };
        let address_is_one = address(&answers.server).is_some();
        if let Err(refusal) = request.persona() {
            self.refuse(refusal);
        }
        if answers_without_country(&request) {
            let fault = Refusal::BadField { field: Field::Country, fault: None };
            self.faults.insert(Part::Field(Field::Country), Fault::Refused(fault));
        }
        if !address_is_one {
            self.faults.insert(Part::Server, Fault::BadAddress);
        }
        self.faults.is_empty().then_some(request)
    }

    /// The person read the papers and agrees to them.
    pub fn agree(&mut self) {
        if let Papers::Here(policies) = std::mem::take(&mut self.papers) {
            self.answers.agreed = Some(policies.version);
        }
    }

    /// Puts a refusal next to the field it is about; who has not agreed yet gets to read what to.
    pub fn refuse(&mut self, refusal: Refusal) {
        if refusal == Refusal::NotAgreed {
            self.papers = Papers::Wanted;
            return;
        }
        let part = if let Refusal::BadField { field, .. } = refusal {
            Part::Field(field)
        } else if refusal == Refusal::ReservedName {
            Part::Field(Field::Name)
        } else {
            Part::Whole
        };
        self.faults.insert(part, Fault::Refused(refusal));
    }
}

fn answers_without_country(request: &JoinRequest) -> bool {
    request.country.is_empty()
}

/// The address of a door: as typed, with `http://` where no scheme was given, without a slash at the end.
#[must_use]
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let rest = typed.strip_prefix("http://").or_else(|| typed.strip_prefix("https://"));
    let host = rest.unwrap_or(typed);
    let fits =
        !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control()) && !host.contains("://");
    fits.then(|| if rest.is_some() { typed.to_owned() } else { format!("http://{typed}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;

    #[test]
    fn a_country_is_found_by_its_name_in_either_language_and_by_its_code() {
        let (ja, en) = (Locale::new(Tongue::Ja), Locale::new(Tongue::En));
        for typed in ["mongol", "モンゴル", "MN"] {
            let form = Form { country_text: typed.to_owned(), ..Form::default() };
            let codes: Vec<String> = form.country_matches(&ja, &en).iter().map(|(c, _)| c.code().to_owned()).collect();
            assert_eq!(codes.first().map(String::as_str), Some("MN"), "{typed}");
        }
    }

    #[test]
    fn faults_stand_next_to_their_fields() {
        let mut form =
            Form { answers: Answers { server: "not an address".to_owned(), ..Answers::default() }, ..Form::default() };
        assert_eq!(form.request(), None);
        let parts: Vec<Part> = form.faults.keys().copied().collect();
        assert_eq!(parts, vec![Part::Field(Field::Name), Part::Field(Field::Country), Part::Server]);
    }

    #[test]
    fn a_full_form_makes_a_valid_request() {
        let words = Locale::new(Tongue::En);
        let mut form = Form::default();
        form.answers.name = "Nguyễn".to_owned();
        form.type_country("viet nam".to_owned(), &words);
        form.choose_country(Country::new("VN").unwrap(), &words);
        form.turn_language(7);
        let request = form.request().expect("nothing is wrong");
        assert!(request.persona().is_ok());
        assert_eq!((request.country.as_str(), request.languages), ("VN", vec!["vi".to_owned()]));
    }

    #[test]
    fn who_reads_the_papers_and_agrees_asks_again_with_their_version() {
        let words = Locale::new(Tongue::En);
        let mut form = Form::default();
        form.answers.name = "Anna".to_owned();
        form.choose_country(Country::new("JP").unwrap(), &words);
        form.refuse(Refusal::NotAgreed);
        assert_eq!((form.papers.clone(), form.faults.len()), (Papers::Wanted, 0));
        form.papers = Papers::Here(Policies { version: "v2".to_owned(), texts: BTreeMap::new() });
        form.agree();
        assert_eq!(form.request().and_then(|request| request.agreed), Some("v2".to_owned()));
        assert_eq!(form.papers, Papers::Unasked);
    }

    #[test]
    fn addresses_get_a_scheme_and_lose_their_slash() {
        assert_eq!(address(" example.org:8080/ "), Some("http://example.org:8080".to_owned()));
        assert_eq!(address("https://example.org"), Some("https://example.org".to_owned()));
        assert_eq!(address("two words"), None);
        assert_eq!(address("ftp://example.org"), None);
    }
}
