//! The thin edge to the browser: applies operations to elements, and turns what people do into panel events.
//!
//! Nothing is decided here beyond what only a page can know: what has the keyboard, whether a composition is open,
//! and where the soft keyboard leaves room. The page itself (`#panels` and `#world`) is there before the program.

mod elements;
mod focus;
mod hear;
mod keys;
mod point;
mod viewport;
mod wear;

use std::cell::RefCell;
use std::rc::Rc;

use bevy::prelude::*;

use self::elements::Elements;
pub(crate) use self::hear::FileInHand;
use self::hear::Heard;
use super::sheets::Sheets;
use super::stage::{Stage, Turn};
use crate::panel::{FocusWish, Place, Shown};
use crate::schedule::ClientSystems;

pub(in crate::panel) fn plugin(app: &mut App) {
    app.init_non_send::<Desk>()
        .init_non_send::<FileInHand>()
        .add_systems(PreUpdate, (hear::pass_on, focus::tell).chain().before(ClientSystems::Receive))
        .add_systems(PostUpdate, (draw, focus::grant, wear::wear).chain());
}

/// The panels of this page; nothing while the page has no place for them.
#[derive(Default)]
pub(super) struct Desk {
    open: Option<OpenDesk>,
}

/// What was built into the page.
pub(super) struct OpenDesk {
    stage: Stage,
    elements: Rc<RefCell<Elements>>,
    heard: Rc<RefCell<Heard>>,
    returns: focus::Returns,
}

impl Desk {
    /// Builds the panels' root into the page, once.
    fn set_up(&mut self) -> Result<Option<&mut OpenDesk>> {
        if self.open.is_none() {
            let Some(elements) = Elements::find() else { return Ok(None) };
            let elements = Rc::new(RefCell::new(elements));
            let heard = Rc::new(RefCell::new(Heard::default()));
            hear::listen(&elements, &heard);
            viewport::watch(&elements);
            let stage = Stage::new(Sheets::read()?);
            self.open = Some(OpenDesk { stage, elements, heard, returns: focus::Returns::default() });
        }
        Ok(self.open.as_mut())
    }
}

/// Makes the page show what is shown.
fn draw(mut desk: NonSendMut<Desk>, shown: Res<Shown>, mut wish: ResMut<FocusWish>) -> Result {
    if !shown.is_changed() {
        return Ok(());
    }
    let Some(desk) = desk.set_up()? else { return Ok(()) };
    let before = focus::keyboard(&desk.elements.borrow());
    let Turn { operations, opened, closed } = desk.stage.show(shown.panels());
    desk.elements.borrow_mut().apply(operations, &mut desk.heard.borrow_mut());
    for key in opened {
        let Some(panel) = desk.stage.panel(key) else { continue };
        if let Some(first) = panel.first_field() {
            desk.returns.note(key, &before);
            *wish = FocusWish::Field(key, first.clone());
            continue;
        }
        let takes = match panel.place {
            Place::Dialog | Place::Large | Place::Veil | Place::Door => true,
            Place::Left | Place::Right => before.is_by_keys(),
            Place::Top | Place::Strip | Place::Captions | Place::Bottom | Place::Toasts | Place::Unseen => false,
        };
        if takes {
            desk.returns.note(key, &before);
            desk.elements.borrow().focus_card(key);
        }
    }
    focus::mend(&desk.elements.borrow(), &mut desk.returns, &before, &closed);
    Ok(())
}
