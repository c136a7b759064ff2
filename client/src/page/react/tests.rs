//! The page hears of each turn once, and of none that the venue itself shows.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bevy::state::app::StatesPlugin;

use super::super::Page;
use super::super::wish::Wish;
use super::*;
use crate::net::port::{FromLink, LinkPort, ToLink};
use crate::net::visit::LinkChoice;

/// A page and a link, both played by the test.
#[derive(Default)]
struct Played {
    wishes: VecDeque<Wish>,
    key: Option<String>,
    told: Vec<Told>,
    reloads: u32,
    reports: VecDeque<FromLink>,
    orders: Vec<String>,
    links: Vec<LinkChoice>,
}

#[derive(Clone, Default)]
struct Both(Arc<Mutex<Played>>);

impl Page for Both {
    fn wish(&self) -> Option<Wish> {
        self.0.lock().unwrap().wishes.pop_front()
    }

    fn key(&self) -> Option<String> {
        self.0.lock().unwrap().key.clone()
    }

    fn tell(&self, told: &Told) {
        self.0.lock().unwrap().told.push(told.clone());
    }

    fn reload_once(&self) -> bool {
        let mut played = self.0.lock().unwrap();
        played.reloads += 1;
        played.reloads == 1
    }
}

impl LinkPort for Both {
    fn order(&mut self, order: ToLink) {
        let mut played = self.0.lock().unwrap();
        match order {
            ToLink::Join { server, request } => played.orders.push(format!("join {server} {}", request.name)),
            ToLink::ComeBack { server, key } => played.orders.push(format!("come back {server} {key}")),
            ToLink::Say(_)
            | ToLink::Stride(_)
            | ToLink::FetchMap(_)
            | ToLink::FetchPicture(_)
            | ToLink::FetchDeck(_)
            | ToLink::FetchPage(_)
            | ToLink::Leave => {}
        }
    }

    fn next(&mut self) -> Option<FromLink> {
        self.0.lock().unwrap().reports.pop_front()
    }

    fn choose(&mut self, choice: LinkChoice) {
        self.0.lock().unwrap().links.push(choice);
    }
}

struct Scene {
    app: App,
    both: Both,
}

impl Scene {
    fn set() -> Self {
        let both = Both::default();
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, StatesPlugin))
            .insert_resource(Link(Box::new(both.clone())))
            .insert_resource(ThePage(Box::new(both.clone())))
            .add_plugins((crate::schedule::plugin, crate::screen::plugin, crate::venue_state::plugin))
            .add_plugins((crate::net::plugin, crate::theme::plugin, crate::locale::plugin, super::super::plugin))
            .init_resource::<Settings>();
        Self { app, both }
    }

    fn wish(&mut self, json: &str) -> Vec<String> {
        self.both.0.lock().unwrap().wishes.push_back(Wish::read(json).unwrap());
        self.frames();
        std::mem::take(&mut self.both.0.lock().unwrap().orders)
    }

    fn report(&mut self, report: FromLink) -> Vec<&'static str> {
        self.both.0.lock().unwrap().reports.push_back(report);
        self.frames();
        std::mem::take(&mut self.both.0.lock().unwrap().told).iter().map(Told::event).collect()
    }

    fn frames(&mut self) {
        (0..4).for_each(|_| self.app.update());
    }
}

const COME_BACK: &str = r#"{"server":"http://h"}"#;

#[test]
fn the_page_is_told_of_entering_and_leaving_and_not_of_a_link_that_comes_back() {
    let mut scene = Scene::set();
    let form = r#"{"name":"Anna","country":"MN","organisation_kind":"school","look":[0,0,0,0,0,0]}"#;
    assert_eq!(scene.wish(&format!(r#"{{"server":"http://h","request":{form}}}"#)), ["join http://h Anna"]);
    assert_eq!(scene.report(FromLink::Opened), ["hiroba-entered"]);
    assert!(scene.report(FromLink::Broken { tries: 1, farewell: None, refusal: None }).is_empty());
    assert!(scene.report(FromLink::Opened).is_empty());
    assert_eq!(scene.report(FromLink::Ended(Farewell::SentOut)), ["hiroba-left"]);
    assert_eq!(*scene.app.world().resource::<State<Screen>>().get(), Screen::SignIn);
    assert!(scene.report(FromLink::NotJoined(JoinRefused::Unreachable)).contains(&"hiroba-refused"));
}

#[test]
fn a_page_comes_back_by_its_key_and_hears_when_it_has_none() {
    let mut scene = Scene::set();
    assert!(scene.wish(COME_BACK).is_empty());
    assert!(matches!(scene.both.0.lock().unwrap().told.first(), Some(Told::Refused { .. })));
    scene.both.0.lock().unwrap().key = Some("key".to_owned());
    assert_eq!(scene.wish(COME_BACK), ["come back http://h key"]);
}

#[test]
fn every_wish_says_anew_by_which_links_and_how_much_may_move_and_be_loaded() {
    let mut scene = Scene::set();
    let settings = |scene: &Scene| {
        let settings = scene.app.world().resource::<Settings>();
        (settings.is_calm(), settings.is_thrifty())
    };
    scene.wish(r#"{"server":"http://h","link":"websocket","motion":"reduced","bandwidth":"low"}"#);
    assert_eq!(settings(&scene), (true, true));
    scene.wish(COME_BACK);
    assert_eq!(settings(&scene), (false, false));
    assert_eq!(scene.both.0.lock().unwrap().links, [LinkChoice::WebSocket, LinkChoice::Any]);
}

#[test]
fn a_page_older_than_the_venue_is_loaded_anew_once_and_then_says_so() {
    let mut scene = Scene::set();
    let old = || FromLink::NotJoined(JoinRefused::Refused(Refusal::WrongVersion { server: 9, client: 8 }));
    assert!(scene.report(old()).is_empty());
    assert_eq!(scene.report(old()), ["hiroba-refused"]);
    assert_eq!(scene.both.0.lock().unwrap().reloads, 2);
}

#[test]
fn the_world_is_drawn_only_while_somebody_is_in() {
    let mut scene = Scene::set();
    let camera = scene.app.world_mut().spawn(Camera::default()).id();
    let drawn = |scene: &Scene| scene.app.world().get::<Camera>(camera).unwrap().is_active;
    scene.frames();
    assert!(!drawn(&scene), "at the door");
    scene.report(FromLink::Opened);
    assert!(drawn(&scene), "in the hall");
    scene.report(FromLink::Broken { tries: 1, farewell: None, refusal: None });
    assert!(drawn(&scene), "behind the veil");
    scene.report(FromLink::Ended(Farewell::Left));
    assert!(!drawn(&scene), "after leaving");
}
