//! Files in a browser: picked by its own dialog, and sent by it without passing through the program's memory.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use hiroba_shared::protocol::slides::Blake3;
use hiroba_web::upload::{self, Upload};
use wasm_bindgen::JsValue;

use crate::net::port::Sending;
use crate::panel::{FileInHand, PanelEvent, PanelEventKind, PanelKey, PickedFile};

/// A file of the browser's.
pub(super) type Source = JsValue;

/// The file that was picked since it was last looked for.
#[derive(SystemParam)]
pub(super) struct Found<'w, 's> {
    events: MessageReader<'w, 's, PanelEvent>,
    hand: NonSendMut<'w, FileInHand>,
}

impl Found<'_, '_> {
    pub(super) fn files(&mut self) -> Vec<(PickedFile, Source)> {
        let ours = self.events.read().filter(|event| event.panel == PanelKey::Slides);
        let picked = ours.filter_map(|event| {
            let PanelEventKind::Picked(file) = &event.kind else { return None };
            Some(file.clone())
        });
        // Of several within a frame only the last is in hand.
        picked.last().and_then(|file| Some((file, self.hand.0.take()?))).into_iter().collect()
    }
}

/// Files that wait for their turn, and those being sent.
#[derive(Default)]
pub(super) struct Hands {
    held: BTreeMap<Blake3, (String, Source)>,
    sending: BTreeMap<Blake3, Upload>,
    news: Rc<RefCell<Vec<(Blake3, Sending)>>>,
}

impl Hands {
    /// Keeps a file and its secret until the venue expects it.
    pub(super) fn hold(&mut self, key: Blake3, secret: String, source: Source) {
        self.held.insert(key, (secret, source));
    }

    /// Sends it to the door, which is where this page is from.
    pub(super) fn send(&mut self, key: Blake3, _server: &str) {
        let Some((secret, file)) = self.held.remove(&key) else { return };
        let news = Rc::clone(&self.news);
        let told = move |sending| {
            let sending = match sending {
                upload::Sending::Sent(bytes) => Sending::Sent(bytes),
                upload::Sending::Arrived => Sending::Arrived,
                upload::Sending::Failed => Sending::Failed,
            };
            news.borrow_mut().push((key, sending));
        };
        let bearer = format!("Bearer {secret}");
        let headers = [("content-type", "application/pdf"), ("authorization", bearer.as_str())];
        match Upload::begin("/api/deck", &headers, &file, told) {
            Some(upload) => drop(self.sending.insert(key, upload)),
            None => self.news.borrow_mut().push((key, Sending::Failed)),
        }
    }

    /// It is of no use any more.
    pub(super) fn let_go(&mut self, key: Blake3) {
        self.held.remove(&key);
        self.sending.remove(&key);
    }

    /// How the files fare.
    pub(super) fn news(&mut self) -> Vec<(Blake3, Sending)> {
        let news = self.news.take();
        for (key, sending) in &news {
            match sending {
                Sending::Sent(_) => {}
                Sending::Arrived | Sending::Failed => drop(self.sending.remove(key)),
            }
        }
        news
    }
}
