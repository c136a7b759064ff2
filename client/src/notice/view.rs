//! The short messages as a panel.

use super::Notices;
use crate::locale::Locale;
use crate::panel::{Button, Panel, PanelKey, Place, Row, Rows};

/// The panel. It is there without notices too: screen readers tell only what comes into a place they know.
#[must_use]
pub fn view(notices: &Notices, words: &Locale) -> Panel {
    let rows: Vec<Row> = notices
        .shown()
        .map(|notice| Row {
            text: notice.text.clone(),
            tone: notice.tone,
            buttons: vec![
                Button::new(format!("dismiss/{}", notice.number), words.text("notice-dismiss"))
                    .quiet()
                    .only_icon("close"),
            ],
            ..Row::new(format!("notice/{}", notice.number), String::new())
        })
        .collect();
    let title = words.text("notice-title");
    let label = title.clone();
    let list = Rows { key: "notices".into(), label, rows, follows_end: false, fills: false, live: true };
    Panel { key: PanelKey::Notices, place: Place::Toasts, title, close: None, widgets: vec![list.into()] }
}
