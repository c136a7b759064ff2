//! What the tab keeps: it survives a reload and ends with the tab.
//!
//! A browser that keeps nothing (private windows may refuse) is no fault: whoever keeps something is told.

use web_sys::Storage;

/// One thing that is kept, by its name.
#[derive(Debug, Clone, Copy)]
pub struct Slot(pub &'static str);

impl Slot {
    /// What is kept.
    #[must_use]
    pub fn read(self) -> Option<String> {
        storage()?.get_item(self.0).ok()?
    }

    /// Keeps it; false where nothing can be kept.
    pub fn keep(self, text: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(self.0, text).is_ok())
    }

    /// Keeps it no more; false where nothing can be kept.
    pub fn forget(self) -> bool {
        storage().is_some_and(|storage| storage.remove_item(self.0).is_ok())
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
