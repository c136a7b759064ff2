//! What a browser does by itself: shows photographs in the panel, puts one into the person's folder of pictures, or of
//! downloads, and says where.
//!
//! A file that is there already is never written over.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bevy::prelude::*;
use hiroba_shared::protocol::photograph::Photograph;

use super::list_view::{MOST_SHOWN, file_name, letters};
use super::{Photographs, Put};
use crate::hud::{OpenPanels, Side};
use crate::net::port::ToLink;
use crate::net::{Link, PageArrived, PictureArrived};
use crate::panel::bevy_renderer::pictures::Pictures;
use crate::panel::{PanelEvent, PanelEventKind, PanelKey};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::slides::pages;

/// Most names that are tried for one picture.
const MOST_NAMES: u32 = 100;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (fetch, show, ask, put)
            .chain()
            .in_set(ClientSystems::React)
            .run_if(in_state(Screen::InVenue))
            .run_if(resource_exists::<Link>),
    );
}

/// While the panel is open, the pictures in it are asked for, each once.
fn fetch(
    open: Res<OpenPanels>,
    photographs: Res<Photographs>,
    mut asked: Local<BTreeSet<String>>,
    mut link: ResMut<Link>,
) {
    if open.side != Some(Side::Photographs) {
        // What could not be had is tried again when somebody looks again.
        asked.clear();
        return;
    }
    for photograph in photographs.taken.iter().flatten().take(MOST_SHOWN) {
        let hash = letters(&photograph.small);
        if !photographs.here.contains(&hash) && asked.insert(hash.clone()) {
            link.0.order(ToLink::FetchPage(hash));
        }
    }
}

fn show(
    mut arrived: MessageReader<PageArrived>,
    mut photographs: ResMut<Photographs>,
    mut images: Option<ResMut<Assets<Image>>>,
    mut pictures: Option<ResMut<Pictures>>,
) {
    for PageArrived { hash, pixels } in arrived.read() {
        let ours = photographs.taken.iter().flatten().any(|one| letters(&one.small) == *hash);
        let (true, Some(pixels)) = (ours, pixels) else { continue };
        if let (Some(images), Some(pictures)) = (&mut images, &mut pictures) {
            pictures.photographs.insert(hash.clone(), images.add(pages::image(pixels)));
        }
        photographs.here.insert(hash.clone());
    }
}

fn ask(mut events: MessageReader<PanelEvent>, mut photographs: ResMut<Photographs>, mut link: ResMut<Link>) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Photographs && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let Some(number) = event.key.number_within("download") else { continue };
        let Some(photograph) = photographs.taken.iter().flatten().find(|one| u64::from(one.photograph.0) == number)
        else {
            continue;
        };
        link.0.order(ToLink::FetchPicture(letters(&photograph.large)));
        let which = photograph.photograph;
        photographs.note(which, Put::Coming);
    }
}

fn put(mut arrived: MessageReader<PictureArrived>, mut photographs: ResMut<Photographs>) {
    for PictureArrived { hash, png } in arrived.read() {
        let ours = |one: &&Photograph| letters(&one.large) == *hash;
        let Some(photograph) = photographs.taken.iter().flatten().find(ours).cloned() else { continue };
        let folder = folder(|name| std::env::var_os(name).map(PathBuf::from));
        let written = png.as_ref().and_then(|png| write(&folder?, &file_name(&photograph), png).ok());
        let put = written.map_or(Put::Nowhere, |path| Put::At(path.display().to_string()));
        photographs.note(photograph.photograph, put);
    }
}

/// The folder of pictures, that of downloads, or that of the person, whichever there is first.
fn folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let home = variable("HOME").or_else(|| variable("USERPROFILE"))?;
    let named = variable("XDG_PICTURES_DIR").into_iter();
    let usual = ["Pictures", "Downloads", ""].map(|name| home.join(name));
    named.chain(usual).find(|folder| folder.is_dir())
}

/// Writes a new file into a folder; answers what it is called in the end.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "png"));
    for again in 0..MOST_NAMES {
        let name = if again == 0 { name.to_owned() } else { format!("{stem}-{again}.{kind}") };
        let path = folder.join(name);
        match fs::File::create_new(&path) {
            Ok(mut file) => return file.write_all(bytes).map(|()| path),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_never_writes_over_another() {
        let home = std::env::temp_dir().join(format!("hiroba-photograph-{}", std::process::id()));
        fs::create_dir_all(home.join("Downloads")).unwrap();
        let folder = folder(|name| (name == "HOME").then(|| home.clone())).unwrap();
        assert!(folder.ends_with("Downloads"));
        let paths = [b"one", b"two"].map(|bytes| write(&folder, "hiroba-photograph-1.png", bytes).unwrap());
        assert!(paths[0].ends_with("hiroba-photograph-1.png") && paths[1].ends_with("hiroba-photograph-1-1.png"));
        assert_eq!(fs::read(&paths[0]).unwrap(), b"one");
        fs::remove_dir_all(home).unwrap();
    }
}
