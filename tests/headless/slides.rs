//! Slides by the real client: following, leafing by oneself and coming late, and presenting with the keys while walking.

use bevy::prelude::KeyCode;
use hiroba_client::panel::{PanelEventKind, PanelKey};
use hiroba_shared::deck::PageNumber;
use hiroba_shared::protocol::slides::{PagePoint, Screen, SlidesFromClient, SlidesFromServer};
use hiroba_shared::units::{TICKS_PER_SECOND, seconds};
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;

use crate::resident::Resident;
use crate::wire::PAGES;

const HALL: &str = "
    ####################
    #.....wwwwwwww.....#
    #..................#
    #.@@...............#
    ####################";

fn halls() -> [Town; 2] {
    Plan::drawn(HALL).over_both().map(Town::new)
}

fn page(number: u16) -> Screen {
    Screen { page: PageNumber::new(number).unwrap(), blank: false }
}

fn until_reads(anna: &mut Resident, town: &mut Town, panel: PanelKey, text: &str) {
    for _ in 0..400 {
        if anna.reads(panel).contains(text) {
            return;
        }
        anna.live(town, 1);
    }
    panic!("{text:?} is not in\n{}", anna.reads(panel));
}

fn presses(anna: &mut Resident, town: &mut Town, panel: PanelKey, key: &'static str) {
    anna.uses(panel, key, PanelEventKind::Pressed);
    anna.live(town, 2);
}

#[test]
fn a_visitor_follows_leafs_alone_returns_and_a_late_one_is_at_the_right_page() {
    for mut town in halls() {
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins(&mut town, "Anna");
        let deck = town.brings_deck(noor, "Sea", PAGES);
        anna.holds(&mut town, KeyCode::KeyL, 1);
        until_reads(&mut anna, &mut town, PanelKey::Slides, "Nothing is shown");
        town[noor].slides(SlidesFromClient::Show(deck.deck));
        until_reads(&mut anna, &mut town, PanelKey::Slides, "<page: Sea, page 1 of 9>");
        town[noor].slides(SlidesFromClient::Turn(page(4)));
        until_reads(&mut anna, &mut town, PanelKey::Slides, "Page 4 of 9");
        presses(&mut anna, &mut town, PanelKey::Slides, "large");
        until_reads(&mut anna, &mut town, PanelKey::Page, "<page: Sea, page 4 of 9>");
        anna.holds(&mut town, KeyCode::ArrowRight, 1);
        until_reads(&mut anna, &mut town, PanelKey::Page, "the presenter is at page 4");
        let place = anna.place();
        anna.holds(&mut town, KeyCode::ArrowRight, 20);
        assert_eq!(anna.place(), place, "arrows leaf and do not walk");
        presses(&mut anna, &mut town, PanelKey::Page, "page-return");
        until_reads(&mut anna, &mut town, PanelKey::Page, "Page 4 of 9");
        town[noor].slides(SlidesFromClient::Turn(Screen { blank: true, ..page(4) }));
        until_reads(&mut anna, &mut town, PanelKey::Page, "dark for now");
        town[noor].slides(SlidesFromClient::Turn(page(5)));
        until_reads(&mut anna, &mut town, PanelKey::Page, "page 5 of 9>");
        let mut late = Resident::joins(&mut town, "Late");
        late.holds(&mut town, KeyCode::KeyL, 1);
        until_reads(&mut late, &mut town, PanelKey::Slides, "<page: Sea, page 5 of 9>");
        late.live(&mut town, seconds(1));
        assert_eq!(late.carrier.fetched.len(), 1 + 4, "its pages, and four of them: {:?}", late.carrier.fetched);
        town[noor].slides(SlidesFromClient::End);
        until_reads(&mut late, &mut town, PanelKey::Slides, "Nothing is shown");
    }
}

#[test]
fn whoever_presents_turns_by_keys_while_walking_points_and_stops() {
    for mut town in halls() {
        // Whoever brought a deck presents it while they are here, whoever puts it up.
        let bringer = town.moderator_joins("Kim");
        town.brings_deck(bringer, "Sea", PAGES);
        town[bringer].leaves();
        let noor = town.moderator_joins("Noor");
        let mut anna = Resident::joins_as_moderator(&mut town, "Anna");
        anna.holds(&mut town, KeyCode::KeyL, 1);
        until_reads(&mut anna, &mut town, PanelKey::Slides, "Sea (9 pages) [[Show]]");
        presses(&mut anna, &mut town, PanelKey::Slides, "show/1");
        until_reads(&mut anna, &mut town, PanelKey::Slides, "Page 1 of 9");
        town[noor].slides(SlidesFromClient::Watch(true));
        anna.holds(&mut town, KeyCode::KeyL, 1);
        for (key, number) in [(KeyCode::PageDown, 2), (KeyCode::PageDown, 3), (KeyCode::PageUp, 2)] {
            anna.holds(&mut town, key, 1);
            let turned = SlidesFromServer::Turned(page(number));
            anna.live(&mut town, seconds(2));
            assert_eq!(town[noor].told_of_slides().next_back(), Some(&turned));
        }
        anna.holds(&mut town, KeyCode::KeyB, 1);
        anna.live(&mut town, seconds(2));
        let dark = SlidesFromServer::Turned(Screen { blank: true, ..page(2) });
        assert_eq!(town[noor].told_of_slides().next_back(), Some(&dark));
        anna.holds(&mut town, KeyCode::KeyB, 1);
        anna.live(&mut town, seconds(2));
        presses(&mut anna, &mut town, PanelKey::Slides, "large");
        until_reads(&mut anna, &mut town, PanelKey::Page, "Notes for this page");
        let before = town[noor].told_of_slides().count();
        for x in 0..40 {
            anna.uses(PanelKey::Page, "page", PanelEventKind::Pointed(Some(PagePoint { x, y: 9 })));
            anna.live(&mut town, 1);
        }
        anna.uses(PanelKey::Page, "page", PanelEventKind::Pointed(None));
        anna.live(&mut town, seconds(2));
        let told = town[noor].told_of_slides().count() - before;
        let most = 15 * 40 / TICKS_PER_SECOND as usize + 2;
        assert!((5..=most).contains(&told), "{told} dots in two seconds");
        assert_eq!(town[noor].told_of_slides().next_back(), Some(&SlidesFromServer::Pointed(None)));
        presses(&mut anna, &mut town, PanelKey::Page, "stop");
        anna.until(&mut town, "nothing is shown", |anna| anna.reads(PanelKey::Page).is_empty());
    }
}

#[test]
fn a_low_bandwidth_client_fetches_two_small_pages_and_no_more() {
    let [mut town, _] = halls();
    let noor = town.moderator_joins("Noor");
    let deck = town.brings_deck(noor, "Sea", PAGES);
    let mut anna = Resident::joins(&mut town, "Anna");
    anna.app.world_mut().resource_mut::<hiroba_client::settings::Settings>().low_bandwidth = true;
    anna.live(&mut town, 5);
    town[noor].slides(SlidesFromClient::Show(deck.deck));
    anna.holds(&mut town, KeyCode::KeyL, 1);
    until_reads(&mut anna, &mut town, PanelKey::Slides, "Page 1 of 9");
    presses(&mut anna, &mut town, PanelKey::Slides, "large");
    anna.live(&mut town, seconds(2));
    assert_eq!(anna.carrier.fetched.len(), 1 + 2, "{:?}", anna.carrier.fetched);
    assert!(
        anna.carrier.fetched[1..]
            .iter()
            .all(|hash| *hash == crate::wire::page(1).small || *hash == crate::wire::page(2).small)
    );
}
