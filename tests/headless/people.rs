//! Finding people with the real client: what is typed, what is offered, and who is found.

use hiroba_client::panel::{PanelEventKind, PanelKey};
use hiroba_shared::units::seconds;
use hiroba_tests::town::Who;
use hiroba_tests::town::door::Newcomer;

use crate::halls;
use crate::resident::Resident;

/// Two people of each; of the last, one.
const COUNTRIES: [&str; 9] = ["JP", "TH", "PT", "ID", "KR", "FR", "NE", "CL", "IS"];

#[test]
fn somebody_from_the_smallest_of_ten_countries_is_found_by_typing_it() {
    for mut town in halls() {
        let mut anna = Resident::joins(&mut town, "Anna");
        let all = COUNTRIES.iter().chain(COUNTRIES.iter().take(8)).enumerate();
        let others: Vec<Who> = all
            .map(|(number, country)| {
                let mut newcomer = Newcomer::named(&format!("Guest {number}"));
                newcomer.request.country = (*country).to_owned();
                let who = town.tries(newcomer).unwrap();
                anna.live(&mut town, 1);
                who
            })
            .collect();
        anna.live(&mut town, seconds(10));
        assert!(others.iter().all(|who| town[*who].is_here()));
        anna.uses(PanelKey::Bar, "open-people", PanelEventKind::Pressed);
        anna.until(&mut town, "everybody is listed", |anna| anna.reads(PanelKey::People).contains("18 people"));
        assert!(!anna.reads(PanelKey::People).contains("Iceland 1"), "it is not among the six offered to all");
        anna.uses(PanelKey::People, "search", PanelEventKind::Typed("icel".to_owned()));
        let offered = |anna: &mut Resident| anna.reads(PanelKey::People).contains("(All) / 🇮🇸 Iceland 1\n");
        anna.until(&mut town, "Iceland is offered", offered);
        anna.uses(PanelKey::People, "country", PanelEventKind::Chosen(1));
        anna.until(&mut town, "one person is found", |anna| anna.reads(PanelKey::People).contains("One person"));
        let list = anna.reads(PanelKey::People);
        assert!(list.contains("> Guest 8 🇮🇸") && list.contains("(🇮🇸 Iceland 1)"), "{list}");
    }
}
