//! The settings as they are kept: read once when the program starts, written whole after they changed.
//!
//! A broken text counts as none. Where nothing can be kept the program goes on without, and in a browser its page is told.

#[cfg_attr(target_arch = "wasm32", path = "stored/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "stored/folder.rs")]
mod shelf;

use bevy::prelude::*;
use std::path::Path;

use super::Settings;
use crate::start::Wishes;

/// The settings kept here, with a device number from now on; those of a stranger where nothing is kept.
#[must_use]
pub fn read(folder: Option<&Path>) -> Settings {
    if !shelf::is_there(folder) {
        return Settings::default();
    }
    let text = shelf::read(folder);
    let mut settings: Settings = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let fits = settings.device.len() == 64 && settings.device.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !fits {
        settings.device = new_device().unwrap_or_default();
    }
    settings
}

/// Takes the settings as they are kept now, where a page beside this program keeps its own choices in them too. What is
/// not kept stays, and so does the device's number.
pub fn read_again(settings: &mut Settings, folder: Option<&Path>) {
    let kept: Option<Settings> = shelf::read(folder).and_then(|text| serde_json::from_str(&text).ok());
    let Some(kept) = kept else { return };
    *settings = Settings {
        device: std::mem::take(&mut settings.device),
        asked_motion: settings.asked_motion,
        asked_bandwidth: settings.asked_bandwidth,
        ..kept
    };
}

/// 256 random bits as hexadecimal letters.
fn new_device() -> Option<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes the settings after they changed.
pub(super) fn write_changed(settings: Res<Settings>, wishes: Res<Wishes>) {
    let folder = wishes.folder.as_deref();
    if !settings.is_changed() || !shelf::takes(folder) {
        return;
    }
    if let Err(error) = write(folder, &settings) {
        bevy::log::warn!("the settings could not be kept: {error}");
    }
}

fn write(folder: Option<&Path>, settings: &Settings) -> std::io::Result<()> {
    shelf::write(folder, &serde_json::to_string_pretty(settings)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Shade;
    use std::fs;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("hiroba-settings-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn settings_survive_their_file_and_the_device_keeps_its_number() {
        let folder = folder("survive");
        let settings = Settings { shade: Some(Shade::Dark), ..read(Some(&folder)) };
        write(Some(&folder), &settings).expect("a writable folder");
        assert_eq!(read(Some(&folder)), settings);
        assert_eq!(settings.device.len(), 64);
        fs::remove_dir_all(folder).expect("it was made above");
    }

    #[test]
    fn what_somebody_else_kept_meanwhile_is_taken_and_the_number_stays() {
        let folder = folder("again");
        let mut settings = read(Some(&folder));
        let device = settings.device.clone();
        shelf::write(Some(&folder), r#"{"tongue":"mn","shade":null,"low_bandwidth":true}"#).expect("a writable folder");
        read_again(&mut settings, Some(&folder));
        assert_eq!((settings.tongue, settings.low_bandwidth), (Some(crate::locale::Tongue::Mn), true));
        assert_eq!(settings.device, device);
        fs::remove_dir_all(folder).expect("it was made above");
    }

    #[test]
    fn a_broken_file_counts_as_none() {
        let folder = folder("broken");
        shelf::write(Some(&folder), "{\"shade\": 7").expect("a writable folder");
        assert_eq!(read(Some(&folder)).shade, None);
        fs::remove_dir_all(folder).expect("it was made above");
    }

    #[test]
    fn without_a_folder_nothing_is_kept_and_the_device_has_no_number() {
        assert_eq!(read(None), Settings::default());
    }
}
