//! Who the bots are: guests as a reception has them, invented, each with a name of their own. How they walk and talk is
//! not decided here.

use hiroba_shared::country::Country;
use hiroba_shared::profile::{OrganisationKind, Persona};
use hiroba_shared::text::OrganisationName;

use crate::messages;

/// A given name, a country, and who sent them.
const GUESTS: [(&str, &str, OrganisationKind, &str); 16] = [
    ("Aya", "JP", OrganisationKind::City, "City of Nagi"),
    ("Бат", "MN", OrganisationKind::City, "Талын хот"),
    ("Putri", "ID", OrganisationKind::City, "Kota Teluk"),
    ("สมชาย", "TH", OrganisationKind::University, "มหาวิทยาลัยริมน้ำ"),
    ("Priya", "IN", OrganisationKind::Ngo, "Clean Rivers"),
    ("Minh", "VN", OrganisationKind::City, "Bến Xanh"),
    ("Amina", "KE", OrganisationKind::School, "Hilltop School"),
    ("민준", "KR", OrganisationKind::University, "바다대학교"),
    ("José", "MX", OrganisationKind::Ngo, "Aire Limpio"),
    ("Elif", "TR", OrganisationKind::City, "Liman Belediyesi"),
    ("Tala", "PH", OrganisationKind::Press, "Harbour News"),
    ("अनिल", "NP", OrganisationKind::School, "हिमाल विद्यालय"),
    ("Zoë", "NL", OrganisationKind::Company, "Blauwe Tram"),
    ("陈雨", "CN", OrganisationKind::University, "江南大学堂"),
    ("Sione", "TO", OrganisationKind::Government, "Office of the Sea"),
    ("Ana", "BR", OrganisationKind::International, "Towns Together"),
];

/// The guest of this number.
#[must_use]
pub(super) fn guest(number: usize) -> Persona {
    let (name, country, kind, organisation) = GUESTS[number % GUESTS.len()];
    let mut persona = messages::persona(&format!("{name} {number}"));
    persona.country = Country::new(country).unwrap_or(persona.country);
    persona.organisation_kind = kind;
    persona.organisation = OrganisationName::new(organisation).ok();
    persona
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_guests_have_one_name_and_all_come_from_where_the_list_says() {
        let guests: Vec<Persona> = (0..2_000).map(guest).collect();
        let names: BTreeSet<String> = guests.iter().map(|guest| guest.name.to_string()).collect();
        assert_eq!(names.len(), guests.len());
        for (guest, (_, country, _, organisation)) in guests.iter().zip(GUESTS) {
            assert_eq!(guest.country, Country::new(country).unwrap());
            assert_eq!(guest.organisation, OrganisationName::new(organisation).ok());
            assert!(guest.organisation.is_some(), "{organisation}");
        }
    }
}
