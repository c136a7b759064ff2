//! The file of the settings: read once, written whole beside itself and then moved into place.

use bevy::prelude::*;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::Settings;
use crate::start::Wishes;

const FILE: &str = "client.json";
/// Largest file that is read; a real one is far below.
const MOST_BYTES: u64 = 64 * 1024;

/// The settings in this folder, with a device number from now on.
#[must_use]
pub fn read(folder: Option<&Path>) -> Settings {
    let Some(folder) = folder else { return Settings::default() };
    let mut settings = read_file(&folder.join(FILE)).unwrap_or_default();
    let fits = settings.device.len() == 64 && settings.device.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !fits {
        settings.device = new_device().unwrap_or_default();
    }
    settings
}

fn read_file(path: &Path) -> Option<Settings> {
    let mut text = String::new();
    fs::File::open(path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

/// 256 random bits as hexadecimal letters.
fn new_device() -> Option<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes the settings after they changed.
pub(super) fn write_changed(settings: Res<Settings>, wishes: Res<Wishes>) {
    let Some(folder) = wishes.folder.as_deref().filter(|_| settings.is_changed()) else { return };
    if let Err(error) = write(folder, &settings) {
        bevy::log::warn!("the settings could not be kept: {error}");
    }
}

fn write(folder: &Path, settings: &Settings) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let text = serde_json::to_string_pretty(settings)?;
    let beside = folder.join("client.json.new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, folder.join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Shade;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("hiroba-settings-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn settings_survive_their_file_and_the_device_keeps_its_number() {
        let folder = folder("survive");
        let settings = Settings { shade: Some(Shade::Dark), ..read(Some(&folder)) };
        write(&folder, &settings).expect("a writable folder");
        assert_eq!(read(Some(&folder)), settings);
        assert_eq!(settings.device.len(), 64);
        fs::remove_dir_all(folder).expect("it was made above");
    }

    #[test]
    fn a_broken_file_counts_as_none() {
        let folder = folder("broken");
        fs::create_dir_all(&folder).expect("a writable folder");
        fs::write(folder.join(FILE), "{\"shade\": 7").expect("a writable folder");
        assert_eq!(read(Some(&folder)).shade, None);
        fs::remove_dir_all(folder).expect("it was made above");
    }
}
