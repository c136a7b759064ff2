//! Every panel with something in it, in one language: a venue as a guest, a moderator and a lost visitor see it.

mod floor;
mod slides;

use std::sync::Arc;

use hiroba_shared::country::Country;
use hiroba_shared::ids::{EntryId, MessageId, RoomId, VisitorId, ZoneId};
use hiroba_shared::look::Look;
use hiroba_shared::map::{MAP_VERSION, RoomMap, Shape, Zone, ZoneKind};
use hiroba_shared::profile::{Language, Languages, OrganisationKind, Persona, Profile};
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromServer};
use hiroba_shared::protocol::people::PersonRow;
use hiroba_shared::protocol::session::RoomSummary;
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Farewell;
use hiroba_shared::role::Role;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::text::{ChatText, DisplayName, OrganisationName};
use hiroba_shared::units::{Point, TilePoint};

use crate::chat::log::{ChatLog, Heard, Reach};
use crate::chat::say::Say;
use crate::chat::{log_view, say_view};
use crate::floor::hall::Section;
use crate::hud::view::Bar;
use crate::hud::{OpenPanels, Side};
use crate::locale::{Locale, Tongue};
use crate::minimap::{plan, view as map_view};
use crate::nearby::{self, Nearby};
use crate::notice::{Notices, veil_view, view as notice_view};
use crate::order::{OrderLog, view as order_view};
use crate::panel::picture::{Mark, MarkKind};
use crate::panel::{Panel, Tone};
use crate::people::list::{Found, PeopleList};
use crate::people::person::{PersonCard, Step};
use crate::people::{list_view, person_view};
use crate::screen::Screen;
use crate::settings::{Settings, view as settings_view};
use crate::signin::form::Form;
use crate::signin::form_view;
use crate::theme::Shade;
use crate::venue_state::{Leading, Parting, VenueState};

const PEOPLE: [(&str, &str, &str); 6] = [
    ("Ana Beatriz", "PT", "Câmara Municipal do Porto"),
    ("山田 花子", "JP", "つくば市"),
    ("Бат-Эрдэнэ", "MN", "Улаанбаатар хот"),
    ("สมชาย ใจดี", "TH", "เทศบาลนครเชียงใหม่"),
    ("Anselm Featherstonehaugh-Cholmondeley", "GB", "Royal Borough of Kensington and Chelsea"),
    ("김철수", "KR", ""),
];

fn profile(n: usize) -> Profile {
    let (name, country, organisation) = PEOPLE[n % PEOPLE.len()];
    let persona = Persona {
        name: DisplayName::new(name).unwrap(),
        country: Country::new(country).unwrap(),
        organisation_kind: OrganisationKind::City,
        organisation: OrganisationName::new(organisation).ok(),
        languages: Languages::new(vec![Language::new("ko").unwrap(), Language::new("en").unwrap()]).unwrap(),
        look: Look::from_seed(n as u64 + 3),
    };
    let role = if n == 2 { Role::Moderator } else { Role::Visitor };
    Profile { visitor: VisitorId(n as u32 + 1), persona, role }
}

fn state(role: Role) -> VenueState {
    let room = |id, title: &str, present| RoomSummary {
        room: RoomId(id),
        name: title.to_lowercase(),
        title: title.into(),
        present,
    };
    VenueState {
        you: Some(VisitorId(1)),
        role,
        rooms: vec![room(0, "Reception hall", 184), room(1, "Garden terrace", 23)],
        room: Some(RoomId(0)),
        present: 207,
        profiles: (0..6).map(profile).map(|profile| (profile.visitor, profile)).collect(),
        circle: Some(ZoneId(1)),
        members: vec![VisitorId(1), VisitorId(2), VisitorId(3)],
        ..VenueState::default()
    }
}

fn chat() -> ChatLog {
    let mut log = ChatLog::default();
    log.set_open(true);
    let said = [
        (1, Reach::Said(Scope::Near), "はじめまして！テラスはどちらですか。"),
        (2, Reach::Said(Scope::Room), "Сайн байна уу! <b>Welcome</b> to the hall 👋🏽"),
        (3, Reach::DirectFrom(VisitorId(4)), "Shall we sit down at one of the round tables by the garden, say in ten?"),
        (
            0,
            Reach::DirectTo(VisitorId(4)),
            "https://example.org/averyveryverylongaddresswithoutasinglespaceanywhereinit",
        ),
        (4, Reach::Said(Scope::Circle), "Delighted."),
    ];
    for (number, (n, reach, text)) in said.into_iter().enumerate() {
        let profile = profile(n);
        log.take(Heard {
            message: MessageId(number as u64 + 1),
            from: profile.visitor,
            name: crate::people::name::name_with_flag(&profile.persona),
            look: profile.persona.look,
            at: 50_000 + number as i64 * 60,
            reach,
            mine: n == 0,
            text: text.to_owned(),
        });
    }
    log
}

fn people() -> PeopleList {
    let rows = (0..24).map(|n| PersonRow {
        profile: Profile { visitor: VisitorId(n + 1), ..profile(n as usize) },
        room: RoomId(u16::from(n % 3 == 2)),
        away: n == 3,
    });
    let country = |code, count| (Country::new(code).unwrap(), count);
    let found = Found {
        total: 120,
        page: 1,
        rows: rows.collect(),
        countries: vec![country("JP", 80), country("MN", 31), country("TH", 6), country("PT", 3)],
        kinds: vec![(OrganisationKind::City, 90), (OrganisationKind::School, 30)],
    };
    PeopleList { found: Some(found), page: 1, country: Country::new("MN").ok(), ..PeopleList::default() }
}

fn map() -> RoomMap {
    let rectangle = |x: i32, y: i32, w: i32, h: i32| Shape::Rectangle {
        at: Point::new(x * 256, y * 256),
        size: Point::new(w * 256, h * 256),
    };
    let zone = |name: &str, shape, kind| Zone { name: name.to_owned(), shape, kind };
    let door = ZoneKind::Door { room: "garden terrace".to_owned(), entry: String::new() };
    let mut map = RoomMap {
        version: MAP_VERSION,
        title: "Reception hall".into(),
        width: 60,
        height: 40,
        grid_px: (32, 32),
        blocked: vec![0; 300],
        layers: vec![],
        tilesets: vec![],
        zones: vec![
            zone("", rectangle(22, 3, 16, 6), ZoneKind::Stage),
            zone("Table 1", rectangle(8, 14, 5, 5), ZoneKind::Circle { capacity: 8 }),
            zone("Table 2", rectangle(44, 14, 5, 5), ZoneKind::Circle { capacity: 8 }),
            zone("", rectangle(4, 28, 8, 6), ZoneKind::Quiet),
            zone("Information", rectangle(26, 30, 6, 4), ZoneKind::HelpDesk),
            zone("", rectangle(56, 18, 3, 5), door),
        ],
        seats: vec![],
        entries: vec![],
    };
    for x in 0..60 {
        for y in [0, 1, 39] {
            map.set_blocked(TilePoint::new(x, y), true);
        }
    }
    for y in 0..40 {
        map.set_blocked(TilePoint::new(0, y), true);
        map.set_blocked(TilePoint::new(59, y), true);
    }
    map
}

fn map_panel(state: &VenueState, words: &Locale) -> Panel {
    let map = map();
    let mark = |x, y, kind| Mark { at: TilePoint::new(x, y).centre(), kind };
    let marks = vec![
        mark(10, 16, MarkKind::Person),
        mark(12, 17, MarkKind::Person),
        mark(45, 16, MarkKind::Found),
        mark(30, 25, MarkKind::You),
    ];
    let plan = Arc::new(plan::plan(&map, marks));
    map_view::view(&map_view::Chart { map: &map, plan, state }, words)
}

fn order() -> OrderLog {
    let name = |name| DisplayName::new(name).unwrap();
    let entry = |number, deed| LogEntry {
        entry: EntryId(number),
        at: 50_000,
        by: name("Бат-Эрдэнэ"),
        visitor: VisitorId(5),
        name: name("Bo"),
        deed,
        undone: false,
    };
    let mut log = OrderLog::default();
    log.take(&OrderFromServer::Done(entry(1, Deed::Muted { until: 50_600 })));
    let messages = vec![ChatText::new("<script>alert(1)</script>").unwrap()];
    log.take(&OrderFromServer::Reported(entry(2, Deed::Reported { words: ChatText::new("rude").ok(), messages })));
    log
}

fn notices() -> Notices {
    let mut notices = Notices::default();
    notices.add(Tone::Good, "You have arrived.".to_owned());
    notices.add(Tone::Bad, "This table is full: it seats 8. Please try another.".to_owned());
    notices
}

/// What a moderator has before them while a programme runs, and the item they are writing.
fn stage_scene(bar: Panel, state: &VenueState, words: &Locale) -> Vec<Panel> {
    use crate::programme::edit::Editor;
    use crate::programme::list_view::{self as programme_view, List};
    use crate::programme::samples::{NOON, item, now, running};
    use crate::programme::strip_view::{self, Strip};
    use crate::programme::{Called, Programme};
    let mut programme = Programme::default();
    programme.take(&now(Some(running(1)), Some(item(2))), NOON);
    programme.items = vec![running(1), item(2)];
    let titles = item(1).what.titles;
    programme.called = Some(Called { item: running(1).id, room: RoomId(1), titles });
    programme.chosen = Some(item(2).id);
    let zone = |_| 9 * 3_600;
    let photographs = crate::photograph::Photographs::default();
    let (programme_now, photographs) = (&programme, &photographs);
    let strip = Strip { programme: programme_now, photographs, state, on_stage: true, unix: NOON + 400, zone: &zone };
    let strip = strip_view::view(&strip, words);
    programme.editor = (words.tongue() == Tongue::Ja).then(|| Editor::of(&item(2), true, 0));
    let list = programme_view::view(&List { programme: &programme, state, unix: NOON, zone: &zone }, words);
    let mut captions = crate::stage::Captions::default();
    captions.take(&crate::stage::caption(1, "Good <b>morning</b>"), "Ana".to_owned(), 0);
    captions.channels = vec![Language::new("mn").unwrap()];
    captions.invited_by = Some(VisitorId(2));
    let state = &VenueState { on_stage: vec![VisitorId(1)], ..state.clone() };
    let rule = hiroba_shared::programme::StageRule::Invited;
    let captions = crate::stage::view::view(&crate::stage::view::Around { captions: &captions, state, rule }, words);
    [bar].into_iter().chain(strip).chain(captions).chain([list]).collect()
}

/// What a moderator has before them while a photograph is made, and those that were taken.
fn photograph_scene(bar: Panel, state: &VenueState, words: &Locale) -> Vec<Panel> {
    use crate::photograph::{Photographs, list_view as photographs_view, samples};
    use crate::programme::Programme;
    use crate::programme::strip_view::{self, Strip};
    let (programme, called) = (Programme::default(), samples::called());
    let strip = Strip { programme: &programme, photographs: &called, state, on_stage: false, unix: 0, zone: &|_| 0 };
    let taken = Photographs { taken: Some(vec![samples::photograph(1)]), ..Photographs::default() };
    let list = photographs_view::view(&taken, state, words);
    [bar].into_iter().chain(strip_view::view(&strip, words)).chain([list]).collect()
}

/// A name for a file, and the panels on the screen together.
pub(super) fn scenes(tongue: Tongue) -> Vec<(&'static str, Vec<Panel>)> {
    let words = Locale::new(tongue);
    let english = Locale::new(Tongue::En);
    let (guest, moderator) = (state(Role::Visitor), state(Role::Moderator));
    let led = VenueState { led: Some(Leading::To(Goal::Visitor(VisitorId(4)))), ..state(Role::Moderator) };
    let bar = |state: &VenueState, side, help| {
        let (open, log) = (OpenPanels { side, help, ..OpenPanels::default() }, chat());
        crate::hud::view::view(&Bar { open: &open, state, log: &log, reports: 3, floor: 2, slides: true }, &words)
    };
    let bar_of_slides = bar(&moderator, Some(Side::Slides), false);
    let [side_of_slides, large_page] = slides::scenes(&bar_of_slides, &moderator, &words, &floor::board());
    let say = |say: &Say| say_view::view(say, &guest, 0, &words);
    let plain = say(&Say::default());
    let card = |step| {
        let card = PersonCard { step, ..PersonCard::default() };
        person_view::view(&card, &profile(3), &moderator, &words)
    };
    let mut form = Form::default();
    form.type_country("m".to_owned(), &words);
    let _ = form.request();
    let around = form_view::Around { words: &words, english: &english, now: 0 };
    let settings = Settings { answers: Some(Default::default()), ..Settings::default() };
    let writing = Say {
        draft: "Hello <there>".to_owned(),
        emotes: true,
        scope: Scope::Circle,
        fault: Some(hiroba_shared::text::TextFault::TooLong { limit: 500 }),
        ..Say::default()
    };
    let direct = Say { to: Some((VisitorId(5), profile(4).persona.name.as_str().to_owned())), ..Say::default() };
    let parting = Parting { farewell: Some(Farewell::ServerStops), tries: 3, ..Parting::default() };
    let nearby = Nearby { zones: vec![ZoneId(1)], people: vec![VisitorId(2), VisitorId(3)], count: 2 };
    let (mut closed, hall) = (chat(), map());
    closed.set_open(false);
    let applause = crate::floor::applause::Applause::default();
    let told = nearby::view::Around { nearby: &nearby, map: &hall, state: &guest, log: &closed, applause: &applause };
    let told = nearby::view::view(&told, &words);
    vec![
        ("walking", vec![bar(&led, None, false), plain.clone(), told, notice_view::view(&notices(), &words)]),
        (
            "chat-people",
            vec![
                bar(&guest, Some(Side::People), false),
                plain.clone(),
                log_view::view(&chat(), 0, &words),
                list_view::view(&people(), &guest, &words),
            ],
        ),
        (
            "looking",
            vec![
                bar(&guest, Some(Side::People), false),
                say(&direct),
                list_view::view(&PeopleList::default(), &guest, &words),
            ],
        ),
        ("map", vec![bar(&guest, Some(Side::Map), false), say(&writing), map_panel(&guest, &words)]),
        (
            "settings",
            vec![
                bar(&guest, Some(Side::Settings), false),
                plain.clone(),
                settings_view::view(&settings, Shade::Light, &words),
            ],
        ),
        (
            "order",
            vec![bar(&moderator, Some(Side::Order), false), plain.clone(), order_view::view(&order(), 0, &words)],
        ),
        ("programme", stage_scene(bar(&moderator, Some(Side::Programme), false), &moderator, &words)),
        ("photographs", photograph_scene(bar(&moderator, Some(Side::Photographs), false), &moderator, &words)),
        ("floor", floor::scene(bar(&moderator, Some(Side::Floor), false), Section::Questions, &moderator, &words)),
        ("polls", floor::scene(bar(&guest, Some(Side::Floor), false), Section::Polls, &moderator, &words)),
        ("hands", floor::scene(bar(&moderator, Some(Side::Floor), false), Section::Hands, &moderator, &words)),
        ("slides", side_of_slides),
        ("slides-large", large_page),
        ("person", vec![bar(&moderator, None, false), plain.clone(), card(Step::Looking)]),
        ("muting", vec![bar(&moderator, None, false), plain.clone(), card(Step::Muting)]),
        ("reporting", vec![bar(&moderator, None, false), plain.clone(), card(Step::Reporting)]),
        ("help", vec![bar(&guest, None, true), plain, crate::help::view(Role::Visitor, &words)]),
        ("veil", veil_view::view(Screen::Lost, &parting, 0, &words).into_iter().collect()),
        ("door", vec![form_view::view(&form, &around)]),
    ]
}
