//! Items and tellings for tests of views.

use hiroba_shared::ids::{ItemId, RoomId};
use hiroba_shared::profile::Language;
use hiroba_shared::programme::{Item, ItemDraft, ItemKind, Minutes, RoomRules, Run, Speakers, Titles};
use hiroba_shared::protocol::programme::{Now, ProgrammeFromServer};
use hiroba_shared::text::{ItemTitle, SpeakerName};

pub(crate) const NOON: i64 = 1_800_000_000;

/// An item of ten minutes that waits; each begins ten minutes after the one of the number before.
pub(crate) fn item(number: u32) -> Item {
    let title = |code, title: String| (Language::new(code).unwrap(), ItemTitle::new(&title).unwrap());
    let titles = vec![title("en", format!("Talk {number}")), title("ja", format!("講演{number}"))];
    let what = ItemDraft {
        titles: Titles::new(titles).unwrap(),
        speakers: Speakers::new(vec![SpeakerName::new("<b>Ana</b>, Porto").unwrap()]).unwrap(),
        kind: ItemKind::Talk,
        room: RoomId(0),
        start: NOON + i64::from(number) * 600,
        length: Minutes::new(10).unwrap(),
        rules: RoomRules::default(),
    };
    Item { id: ItemId(number), what, run: Run::Waiting }
}

/// An item that runs since noon.
pub(crate) fn running(number: u32) -> Item {
    Item { run: Run::Running { began: NOON }, ..item(number) }
}

/// What is told at noon.
pub(crate) fn now(current: Option<Item>, next: Option<Item>) -> ProgrammeFromServer {
    ProgrammeFromServer::Now(Now { revision: 1, at: NOON, open: true, items: 3, undoable: true, current, next })
}
