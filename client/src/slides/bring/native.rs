//! Files on the desktop: dropped on the window, and sent by a thread of their own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::window::FileDragAndDrop;
use hiroba_shared::protocol::slides::Blake3;

use crate::net::native::parcel;
use crate::net::port::Sending;
use crate::panel::PickedFile;

/// Where a file lies.
pub(super) type Source = PathBuf;

/// Files that were dropped since they were last looked for.
#[derive(SystemParam)]
pub(super) struct Found<'w, 's> {
    dropped: MessageReader<'w, 's, FileDragAndDrop>,
}

impl Found<'_, '_> {
    pub(super) fn files(&mut self) -> Vec<(PickedFile, Source)> {
        let dropped = self.dropped.read().filter_map(|event| match event {
            FileDragAndDrop::DroppedFile { path_buf, .. } => Some(path_buf.clone()),
            FileDragAndDrop::HoveredFile { .. } | FileDragAndDrop::HoveredFileCanceled { .. } => None,
        });
        let file = |path: PathBuf| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            // What cannot be looked at is told as empty.
            let bytes = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
            Some((PickedFile { name, bytes }, path))
        };
        dropped.filter_map(file).collect()
    }
}

/// Files that wait for their turn, and those being sent.
#[derive(Default)]
pub(super) struct Hands {
    held: BTreeMap<Blake3, (String, Source)>,
    sending: BTreeMap<Blake3, Receiver<Sending>>,
}

impl Hands {
    /// Keeps a file and its secret until the venue expects it.
    pub(super) fn hold(&mut self, key: Blake3, secret: String, source: Source) {
        self.held.insert(key, (secret, source));
    }

    /// Sends it to the door at this address.
    pub(super) fn send(&mut self, key: Blake3, server: &str) {
        if let Some((secret, path)) = self.held.remove(&key) {
            self.sending.insert(key, parcel::send(server, &secret, &path));
        }
    }

    /// It is of no use any more.
    pub(super) fn let_go(&mut self, key: Blake3) {
        self.held.remove(&key);
        self.sending.remove(&key);
    }

    /// How the files fare.
    pub(super) fn news(&mut self) -> Vec<(Blake3, Sending)> {
        let mut news = Vec::new();
        self.sending.retain(|key, reports| {
            loop {
                match reports.try_recv() {
                    Ok(report) => news.push((*key, report)),
                    Err(TryRecvError::Empty) => return true,
                    Err(TryRecvError::Disconnected) => return false,
                }
            }
        });
        news
    }
}
