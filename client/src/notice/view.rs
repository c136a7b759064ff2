//! The short messages as a panel.

use super::Notices;
use crate::locale::Locale;
use crate::panel::{Button, Panel, PanelKey, Place, Row, Rows};

/// The panel, if there is anything to say.
#[must_use]
pub fn view(notices: &Notices, words: &Locale) -> Option<Panel> {
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
    if rows.is_empty() {
        return None;
    }
    let title = words.text("notice-title");
    let label = title.clone();
    let list = Rows { key: "notices".into(), label, rows, follows_end: false, fills: false, live: true };
    Some(Panel { key: PanelKey::Notices, place: Place::Toasts, title, close: None, widgets: vec![list.into()] })
}
