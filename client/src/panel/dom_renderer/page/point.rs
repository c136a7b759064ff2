//! Pointing at pictures that want to know: where the mouse or a finger is on them, in parts of their sides.
//!
//! Between two frames only the last place counts.

use std::cell::RefCell;
use std::rc::Rc;

use hiroba_shared::protocol::slides::PagePoint;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, MouseEvent};

use super::hear::{Heard, on, panel_of, with};
use crate::panel::{PanelEvent, PanelEventKind};

/// Listens on the root of the panels.
pub(super) fn listen(root: &EventTarget, heard: &Rc<RefCell<Heard>>) {
    for kind in ["pointerdown", "pointermove"] {
        let heard = Rc::clone(heard);
        on(root, kind, move |event: MouseEvent| with(&heard, |heard| point(&event, heard)));
    }
    let heard = Rc::clone(heard);
    on(root, "pointerout", move |event: MouseEvent| with(&heard, |heard| leave(&event, heard)));
}

fn sheet(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest("[data-points]").ok().flatten()
}

fn point(event: &MouseEvent, heard: &mut Heard) {
    let Some(sheet) = sheet(event.target()) else { return };
    let place = sheet.get_bounding_client_rect();
    let part = |at: i32, from: f64, length: f64| {
        let share = (f64::from(at) - from) / length.max(1.0);
        (share.clamp(0.0, 1.0) * f64::from(u16::MAX)) as u16
    };
    let x = part(event.client_x(), place.left(), place.width());
    let y = part(event.client_y(), place.top(), place.height());
    tell(&sheet, Some(PagePoint { x, y }), heard);
}

fn leave(event: &MouseEvent, heard: &mut Heard) {
    let Some(sheet) = sheet(event.target()) else { return };
    let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
    if !sheet.contains(to.as_ref()) {
        tell(&sheet, None, heard);
    }
}

fn tell(sheet: &Element, at: Option<PagePoint>, heard: &mut Heard) {
    let (Some(panel), Some(key)) = (panel_of(sheet), sheet.get_attribute("data-points")) else { return };
    let kind = PanelEventKind::Pointed(at);
    match heard.events.last_mut() {
        Some(PanelEvent { panel: same, kind: last @ PanelEventKind::Pointed(_), .. }) if *same == panel => *last = kind,
        Some(_) | None => heard.events.push(PanelEvent { panel, key: key.into(), kind }),
    }
}
