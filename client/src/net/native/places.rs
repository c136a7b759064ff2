//! The way back to places held in venues: one small file a venue in a folder of this device, readable by its owner alone.
//!
//! A key is given out only to whoever asks a venue the same as the visit it belongs to, so two people at one device are
//! not taken for each other. Where nothing can be kept, a closed program has left.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use hiroba_shared::door::JoinRequest;
use serde::{Deserialize, Serialize};

use crate::net::address::Origin;

/// Largest file that is read; a real one is far below.
const MOST_BYTES: u64 = 4 * 1024;

/// The folder of all places.
#[derive(Debug, Clone)]
pub struct Places(PathBuf);

/// The place one visit has, or is about to have.
#[derive(Debug)]
pub(super) struct Place {
    file: PathBuf,
    venue: String,
    asked: String,
    /// The key this visit was given or kept last.
    own_key: Option<String>,
}

/// What a file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The venue's door, for whoever looks into the folder.
    venue: String,
    /// What was asked there, hashed.
    asked: String,
    key: String,
}

impl Places {
    /// Places kept in `folder`, which is made when it is needed.
    #[must_use]
    pub const fn within(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The place of whoever asks this at that door.
    pub(super) fn of(&self, origin: &Origin, request: &JoinRequest) -> Place {
        let venue = origin.http("");
        let name = blake3::hash(venue.as_bytes()).to_hex();
        Place { file: self.0.join(format!("{name}.json")), venue, asked: asked(request), own_key: None }
    }
}

/// What makes two requests those of one person: who they say they are and where to. Not their look, which the dice
/// choose for whoever does not.
fn asked(request: &JoinRequest) -> String {
    let JoinRequest { name, country, organisation_kind, organisation, invitation, room, .. } = request;
    let mut hasher = blake3::Hasher::new();
    let wishes = [invitation, room].map(|wish| wish.as_deref().unwrap_or_default());
    for part in [name, country, organisation_kind, organisation].map(String::as_str).into_iter().chain(wishes) {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

impl Place {
    /// The key that was kept, if the same was asked then.
    pub(super) fn key(&mut self) -> Option<String> {
        let kept = self.read()?;
        self.own_key = (kept.asked == self.asked && kept.key.len() == 64).then_some(kept.key);
        self.own_key.clone()
    }

    /// Keeps a key from now on.
    pub(super) fn keep(&mut self, key: String) {
        if let Err(error) = self.write(&key) {
            bevy::log::warn!("the way back to this place could not be kept: {error}");
        }
        self.own_key = Some(key);
    }

    /// Forgets the key, unless another window of this person has kept a newer one meanwhile.
    pub(super) fn forget(&mut self) {
        if self.own_key.is_some() && self.read().map(|kept| kept.key) == self.own_key {
            // What is not there any more need not be taken away.
            let _ = fs::remove_file(&self.file);
        }
        self.own_key = None;
    }

    fn read(&self) -> Option<Kept> {
        let mut text = String::new();
        fs::File::open(&self.file).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn write(&self, key: &str) -> io::Result<()> {
        let kept = Kept { venue: self.venue.clone(), asked: self.asked.clone(), key: key.to_owned() };
        let folder = self.file.parent().unwrap_or(Path::new(""));
        make_private_folder(folder)?;
        let beside = self.file.with_extension(format!("new{}", std::process::id()));
        // An old one would keep its old rights.
        let _ = fs::remove_file(&beside);
        let mut file = create_private_file(&beside)?;
        file.write_all(&serde_json::to_vec(&kept)?)?;
        file.sync_all()?;
        fs::rename(beside, &self.file)
    }
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(unix)]
fn create_private_file(file: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

/// Elsewhere the folder of a person's programs is theirs alone already.
#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn create_private_file(file: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).open(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::country::Country;
    use hiroba_shared::look::Look;
    use hiroba_shared::profile::{Languages, OrganisationKind, Persona};
    use hiroba_shared::text::DisplayName;

    fn request(name: &str) -> JoinRequest {
        JoinRequest::new(&Persona {
            name: DisplayName::new(name).unwrap(),
            country: Country::new("MN").unwrap(),
            organisation_kind: OrganisationKind::City,
            organisation: None,
            languages: Languages::default(),
            look: Look::from_seed(3),
        })
    }

    struct Device(PathBuf);

    impl Device {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("hiroba-places-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(folder)
        }

        fn place(&self, venue: &str, request: &JoinRequest) -> Place {
            Places::within(self.0.join("places")).of(&Origin::typed(venue).unwrap(), request)
        }
    }

    impl Drop for Device {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_key_is_given_back_to_the_same_person_at_the_same_venue_and_to_nobody_else() {
        let device = Device::new("same");
        let anna = request("Anna");
        device.place("hall.example", &anna).keep("a".repeat(64));
        let later = JoinRequest { agreed: Some("newer".to_owned()), look: [1; 6], ..anna.clone() };
        assert_eq!(device.place("http://hall.example/", &later).key(), Some("a".repeat(64)));
        assert_eq!(device.place("hall.example", &request("Ben")).key(), None);
        assert_eq!(device.place("other.example", &anna).key(), None);
    }

    #[test]
    fn a_replaced_window_does_not_forget_the_key_of_the_window_that_replaced_it() {
        let device = Device::new("replaced");
        let anna = request("Anna");
        let (mut first, mut second) = (device.place("hall.example", &anna), device.place("hall.example", &anna));
        first.keep("a".repeat(64));
        second.keep("b".repeat(64));
        first.forget();
        assert_eq!(second.key(), Some("b".repeat(64)));
        second.forget();
        assert_eq!(second.key(), None);
    }

    #[test]
    fn a_dead_key_of_an_earlier_program_is_forgotten() {
        let device = Device::new("dead");
        let anna = request("Anna");
        device.place("hall.example", &anna).keep("a".repeat(64));
        let mut later = device.place("hall.example", &anna);
        assert!(later.key().is_some());
        later.forget();
        assert_eq!(later.key(), None);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_the_owner_may_read_a_key() {
        use std::os::unix::fs::PermissionsExt;
        let device = Device::new("private");
        let mut place = device.place("hall.example", &request("Anna"));
        place.keep("a".repeat(64));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&place.file), mode(place.file.parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn a_broken_file_is_no_key() {
        let device = Device::new("broken");
        let mut place = device.place("hall.example", &request("Anna"));
        place.keep("a".repeat(64));
        fs::write(&place.file, "{").unwrap();
        assert_eq!(place.key(), None);
    }
}
