//! The page as the browser has it: the call that begins, the events, and the app on the page's canvas.
//!
//! A program that breaks says so once, in words, and the page offers to load itself anew.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use bevy::prelude::*;
use hiroba_web::tab::Slot;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CustomEvent, CustomEventInit};

use super::told::Told;
use super::wish::Wish;
use super::{Page, ThePage, canvas};
use crate::locale::{Locale, Tongue};
use crate::net::{Link, web};

/// Wishes the features have not taken yet; the page may wish before they run.
static WISHES: Mutex<VecDeque<Wish>> = Mutex::new(VecDeque::new());
static START: Once = Once::new();
/// Whether the page was told that the program broke.
static BROKEN: AtomicBool = AtomicBool::new(false);
/// Set in the tab's storage once the page was loaded anew because it was too old.
const RELOADED: Slot = Slot("hiroba.reloaded");

/// Lets the visitor in as the wish says: starts the program on the first call, joins on each.
#[wasm_bindgen]
pub fn enter(wish: &str) {
    let wish = match Wish::read(wish) {
        Ok(wish) => wish,
        Err(fault) => return dispatch(&Told::Failed { text: fault }),
    };
    let words = Locale::new(wish.language.as_deref().and_then(Tongue::for_wish).unwrap_or_default());
    if !canvas::can_be_drawn() {
        return dispatch(&Told::Failed { text: words.text("page-lacks-webgl") });
    }
    let first = wish.clone();
    WISHES.lock().unwrap_or_else(PoisonError::into_inner).push_back(wish);
    START.call_once(|| run(&first, words.text("browser-broken")));
}

/// Called when the program is loaded: nothing begins before the page calls [`enter`].
pub const fn wait_for_wishes() {}

fn run(wish: &Wish, broken: String) {
    let window = Window {
        title: "Hiroba".to_owned(),
        canvas: Some(canvas::SELECTOR.to_owned()),
        fit_canvas_to_parent: true,
        prevent_default_event_handling: false,
        ..default()
    };
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }))
        .insert_resource(Link(Box::new(web::start(wish.link))))
        .insert_resource(wish.wishes())
        .insert_resource(ThePage(Box::new(Browser)))
        .add_plugins((crate::venue_features, crate::world_pictures, crate::panel_features, super::plugin));
    tell_when_broken(broken);
    canvas::keep_ours();
    app.run();
}

/// After the engine's own hook, which writes to the console.
fn tell_when_broken(text: String) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        if !BROKEN.swap(true, Ordering::Relaxed) {
            dispatch(&Told::Failed { text: text.clone() });
        }
    }));
}

/// The page that this program runs in.
struct Browser;

impl Page for Browser {
    fn wish(&self) -> Option<Wish> {
        WISHES.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn key(&self) -> Option<String> {
        web::kept::key()
    }

    fn tell(&self, told: &Told) {
        dispatch(told);
        if *told == Told::Entered {
            canvas::focus();
            RELOADED.forget();
        }
    }

    fn reload_once(&self) -> bool {
        // Without a memory a page that stays old would load itself for ever.
        if RELOADED.read().is_some() || !RELOADED.keep("1") {
            return false;
        }
        web_sys::window().is_some_and(|window| window.location().reload().is_ok())
    }
}

fn dispatch(told: &Told) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let init = CustomEventInit::new();
    init.set_detail(&js_sys::JSON::parse(&told.detail().to_string()).unwrap_or(JsValue::NULL));
    let event = CustomEvent::new_with_event_init_dict(told.event(), &init);
    if event.and_then(|event| document.dispatch_event(&event)).is_err() {
        bevy::log::error!("the page cannot be told {}", told.event());
    }
}
