//! One of every message there is, for golden bytes, corruption and the seeds of fuzzing.
//!
//! The tables of messages are exhaustive matches: a new variant does not compile until it is named, and tests hold
//! that whatever there is has an example.

pub mod floor;
pub mod from_client;
pub mod from_server;
pub mod photograph;

use hiroba_shared::country::Country;
use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, EntryId, RoomId, VisitorId};
use hiroba_shared::look::Look;
use hiroba_shared::profile::{Language, Languages, OrganisationKind, Persona, Profile};
use hiroba_shared::programme::{
    ChatRule, ItemDraft, ItemKind, Lights, Minutes, RoomRules, Seating, Speakers, StageRule, Titles,
};
use hiroba_shared::protocol::order::{Deed, LogEntry};
use hiroba_shared::protocol::slides::{Blake3, DeckRow, Screen};
use hiroba_shared::protocol::stage::Caption;
use hiroba_shared::refusal::{Farewell, Field, Refusal};
use hiroba_shared::role::Role;
use hiroba_shared::text::{
    CaptionText, ChatText, DeckTitle, DisplayName, ItemTitle, OrganisationName, SpeakerName, TextFault,
};

/// Names every variant: an exhaustive match for the name of a message, and the list of all names.
#[macro_export]
macro_rules! named_variants {
    ($type:ty: $($pattern:pat => $name:literal,)+) => {
        /// The name of the message's kind.
        #[must_use]
        pub const fn name(message: &$type) -> &'static str {
            match message { $($pattern => $name,)+ }
        }

        /// The names of all kinds.
        pub const NAMES: &[&str] = &[$($name),+];
    };
}

/// A text as it is said.
#[must_use]
pub fn chat(text: &str) -> ChatText {
    ChatText::new(text).unwrap_or_else(|fault| panic!("{text:?}: {fault}"))
}

/// A name as it is worn.
#[must_use]
pub fn display(name: &str) -> DisplayName {
    DisplayName::new(name).unwrap_or_else(|fault| panic!("{name:?}: {fault}"))
}

/// Somebody with this name, and the rest of them made from it.
#[must_use]
pub fn persona(name: &str) -> Persona {
    let seed = name.bytes().fold(7u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let languages = [Language::new("ja"), Language::new("mn")].into_iter().flatten().collect();
    Persona {
        name: display(name),
        country: Country::new("JP").unwrap_or_else(|fault| panic!("{fault}")),
        organisation_kind: OrganisationKind::City,
        organisation: OrganisationName::new("City of Yokohama").ok(),
        languages: Languages::new(languages).unwrap_or_default(),
        look: Look::from_seed(seed),
    }
}

/// A profile with this number and name.
#[must_use]
pub fn profile(visitor: u32, name: &str) -> Profile {
    Profile { visitor: VisitorId(visitor), persona: persona(name), role: Role::Speaker }
}

/// A line of captions.
#[must_use]
pub fn caption() -> Caption {
    Caption {
        line: 300,
        from: VisitorId(70_001),
        language: Language::new("mn").unwrap_or_else(|fault| panic!("{fault}")),
        interpreted: true,
        finished: false,
        text: CaptionText::new("Сайн байна уу").unwrap_or_else(|fault| panic!("{fault}")),
    }
}

/// What an item of a programme is about.
#[must_use]
pub fn draft() -> ItemDraft {
    let title = |code, text| Some((Language::new(code).ok()?, ItemTitle::new(text).ok()?));
    let titles = [title("en", "Towns of tomorrow"), title("ja", "明日のまち")].into_iter().flatten().collect();
    ItemDraft {
        titles: Titles::new(titles).unwrap_or_else(|fault| panic!("{fault}")),
        speakers: Speakers::new(SpeakerName::new("City of Yokohama").into_iter().collect()).unwrap_or_default(),
        kind: ItemKind::Panel,
        room: RoomId(0),
        start: 1_790_000_000,
        length: Minutes::new(20).unwrap_or_else(|fault| panic!("{fault}")),
        rules: RoomRules {
            chat: ChatRule::Closed,
            stage: StageRule::Speakers,
            lights: Lights::Dim,
            seating: Seating::Seated,
        },
    }
}

/// An entry of the moderators' log about this deed.
#[must_use]
pub fn entry(deed: Deed) -> LogEntry {
    LogEntry {
        entry: EntryId(300),
        at: 1_790_000_000,
        by: display("Noor"),
        visitor: VisitorId(70_000),
        name: display("Бат"),
        deed,
        undone: false,
    }
}

/// A hash of this many times one byte.
#[must_use]
pub fn blake3(byte: u8) -> Blake3 {
    Blake3([byte; 32])
}

/// A deck of 300 pages.
///
/// # Panics
/// When a page or a title is none.
#[must_use]
pub fn deck() -> DeckRow {
    let title = DeckTitle::new("Plastic in Tokyo Bay").unwrap_or_else(|fault| panic!("{fault}"));
    let last = PageNumber::new(300).unwrap_or_else(|| panic!("a deck may have as many"));
    DeckRow { deck: DeckId(9), title, last, brought: 1_790_000_000 }
}

/// Page 1 on the screen, which is blank.
#[must_use]
pub const fn screen() -> Screen {
    Screen { page: PageNumber::FIRST, blank: true }
}

/// One of every deed.
#[must_use]
pub fn deeds() -> Vec<Deed> {
    let messages = vec![chat("one"), chat("two")];
    vec![
        Deed::Muted { until: 1_790_000_600 },
        Deed::SentOut,
        Deed::Barred { until: 1_790_003_600 },
        Deed::Undid(EntryId(299)),
        Deed::Reported { words: Some(chat("They shout.")), messages },
    ]
}

/// One of every refusal.
#[must_use]
pub fn refusals() -> Vec<Refusal> {
    vec![
        Refusal::WrongVersion { server: 1, client: 900 },
        Refusal::BadField { field: Field::Name, fault: Some(TextFault::TooLong { limit: 40 }) },
        Refusal::ReservedName,
        Refusal::Full { capacity: 2_500 },
        Refusal::BadInvitation,
        Refusal::Barred { until: 1_790_000_000 },
        Refusal::BadTicket,
        Refusal::BadResumeKey,
        Refusal::TooFast { retry_ms: 1_500 },
        Refusal::NotReady,
        Refusal::NotAllowed,
        Refusal::NotHere,
        Refusal::Muted { until: 1_790_000_000 },
        Refusal::QuietZone,
        Refusal::NotInCircle,
        Refusal::CircleFull { capacity: 8 },
        Refusal::DirectRefused,
        Refusal::SeatTaken,
        Refusal::TooFar,
        Refusal::NoWay,
        Refusal::OutOfPlace,
        Refusal::Unknown,
        Refusal::NotStored,
        Refusal::NotAgreed,
        Refusal::ChatClosed,
        Refusal::NoSeat,
        Refusal::NameWanted,
        Refusal::TooMany { limit: 500 },
        Refusal::Closed,
        Refusal::StageFull,
        Refusal::Overtaken,
    ]
}

/// One of every farewell.
#[must_use]
pub fn farewells() -> Vec<Farewell> {
    let all = vec![
        Farewell::Left,
        Farewell::Replaced,
        Farewell::SentOut,
        Farewell::Barred { until: 1_790_000_000 },
        Farewell::ServerStops,
        Farewell::ProtocolError,
    ];
    // A new farewell stops compiling here until it is listed above.
    for farewell in &all {
        match farewell {
            Farewell::Left
            | Farewell::Replaced
            | Farewell::SentOut
            | Farewell::Barred { .. }
            | Farewell::ServerStops
            | Farewell::ProtocolError => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::protocol::codec;

    #[test]
    fn every_refusal_has_an_example() {
        let variants: Vec<u8> =
            refusals().iter().filter_map(|refusal| codec::encode(refusal).first().copied()).collect();
        let next = u8::try_from(variants.len()).unwrap();
        assert_eq!(variants, (0..next).collect::<Vec<u8>>());
        // A refusal that is not listed above would be the next one, whatever it holds.
        for length in 0..12 {
            let mut bytes = vec![next];
            bytes.resize(1 + length, 0);
            assert!(codec::decode::<Refusal>(&bytes).is_err(), "a refusal after the last one: {bytes:?}");
        }
    }
}
