//! Claims about all pages at once: nobody's words become markup, nothing is inline, every form is sealed, every text is there.

use hiroba_shared::ids::{EntryId, VisitorId};
use hiroba_shared::protocol::order::{Deed, LogEntry};
use hiroba_shared::role::Role;
use hiroba_shared::text::{ChatText, DisplayName};

use super::*;
use crate::fault::Fault;
use crate::form::{Form, Inviting};
use crate::keeping::{AuditEntry, Change, Leaf, Offer, OpenLink, Person, Sheet, Staff, StaffId};
use crate::words::Language;

/// What somebody might call themselves.
const HOSTILE: &str = "<script>alert(1)</script>\"' onclick=x &amp;";
const NOW: i64 = 1_795_395_600;

/// Every page, with words of people in every place, for a reader of this role.
fn pages(words: &Words, role: Role) -> Vec<(&'static str, String)> {
    let staff = Staff { id: StaffId(1), name: HOSTILE.to_owned(), role };
    let alone = Frame {
        words,
        venue: HOSTILE,
        files: "/page/abc",
        token: "sealed",
        staff: None,
        done: Some(Done::SignedOut),
        now: NOW,
    };
    let frame = Frame { staff: Some(&staff), done: Some(Done::Role), ..alone };
    let form = Form::of(&[("name", HOSTILE), ("about", HOSTILE), ("label", HOSTILE), ("password", "secret-password")]);
    let faults =
        [Fault::NameTaken, Fault::PasswordShort, Fault::AboutMissing, Fault::LabelMissing, Fault::NotConfirmed];
    let (person_row, sheet_row, open) = (person_row(role), sheet_row(role), open_link(role));
    let offer = |renews: Option<&str>| Offer { role, renews: renews.map(str::to_owned), by_operator: true };
    let made = Inviting { label: HOSTILE.to_owned(), role, links: 2, uses: 1, days: 2 };
    let cards = [Card { address: format!("https://venue.example/?invite={HOSTILE}") }];
    vec![
        ("sign in", sign_in(&alone, &form, &faults)),
        ("begin", begin(&alone, HOSTILE, &offer(None), (&form, &faults))),
        ("renew", begin(&alone, HOSTILE, &offer(Some(HOSTILE)), (&form, &faults))),
        ("spent", spent(&alone)),
        ("home", home(&frame, &staff)),
        ("people", people(&frame, (std::slice::from_ref(&person_row), &[open]), (&form, &faults))),
        ("link", link(&frame, HOSTILE, &cards[0].address, NOW + 90)),
        ("person", person(&frame, &person_row, &faults)),
        ("invitations", invitations(&frame, &staff, &[sheet_row], (&form, &faults, HOSTILE))),
        ("sheet", sheet(&frame, &made, &cards, NOW)),
        ("reports", reports(&frame, &Leaf { page: 1, more: true, rows: log_rows() })),
        ("audit", audit(&frame, &Leaf { page: 0, more: true, rows: audit_rows(role) })),
        ("note", note(&frame, Note::TooOften(61))),
    ]
}

fn person_row(role: Role) -> Person {
    Person { id: StaffId(1), name: HOSTILE.to_owned(), role, seen: NOW }
}

fn sheet_row(role: Role) -> Sheet {
    let (label, by) = (HOSTILE.to_owned(), Some(HOSTILE.to_owned()));
    Sheet { id: 1, label, by, role, links: 3, uses: 3, left: 1, expires: NOW + 9, ended: false }
}

fn open_link(role: Role) -> OpenLink {
    OpenLink { id: 2, about: HOSTILE.to_owned(), role, renews: false, expires: NOW + 9 }
}

fn log_rows() -> Vec<LogEntry> {
    let text = ChatText::new(HOSTILE).unwrap();
    let deeds = [
        Deed::Muted { until: NOW },
        Deed::SentOut,
        Deed::Barred { until: NOW },
        Deed::Undid(EntryId(1)),
        Deed::Reported { words: Some(text.clone()), messages: vec![text] },
    ];
    let name = DisplayName::new("<b>Noor</b>").unwrap();
    let entry = |deed| LogEntry {
        entry: EntryId(1),
        at: NOW,
        by: name.clone(),
        visitor: VisitorId(1),
        name: name.clone(),
        deed,
        undone: true,
    };
    deeds.map(entry).to_vec()
}

fn audit_rows(role: Role) -> Vec<AuditEntry> {
    let by = Some(HOSTILE.to_owned());
    let entry = |change| AuditEntry { at: NOW, by: by.clone(), change, whom: HOSTILE.to_owned(), role: Some(role) };
    Change::ALL.map(entry).to_vec()
}

fn every_page() -> impl Iterator<Item = (Language, &'static str, String)> {
    Language::ALL.into_iter().flat_map(|language| {
        let words = Words::of(language);
        pages(&words, Role::Host).into_iter().map(move |(name, page)| (language, name, page))
    })
}

#[test]
fn nobodys_words_are_markup_on_any_page() {
    for (language, name, page) in every_page() {
        for markup in ["<script", "<b>Noor", "\"' onclick", "</script"] {
            assert!(!page.contains(markup), "{name} in {language:?} holds {markup}: {page}");
        }
        assert!(page.contains("&lt;script&gt;"), "{name} in {language:?} shows the venue's name");
    }
}

#[test]
fn nothing_on_a_page_is_inline_or_from_elsewhere() {
    for (_, name, page) in every_page() {
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let odd = tag.starts_with("style") || tag.contains(" style=") || tag.starts_with("script");
            assert!(!odd, "{name}: {tag}");
            for address in ["href=\"", "src=\"", "action=\""].iter().filter_map(|mark| tag.split(mark).nth(1)) {
                assert!(address.starts_with('/') || address.starts_with('#'), "{name}: {tag}");
            }
        }
    }
}

#[test]
fn every_form_is_sent_by_post_and_sealed_and_never_shows_a_password() {
    for (_, name, page) in every_page() {
        let forms = page.matches("<form ").count();
        assert_eq!(page.matches("<form method=\"post\" action=\"/desk/").count(), forms, "{name}");
        assert_eq!(page.matches("name=\"token\" value=\"sealed\"").count(), forms, "{name}");
        assert!(!page.contains("secret-password"), "{name}");
    }
}

#[test]
fn every_page_has_its_language_one_main_heading_and_no_missing_text() {
    for (language, name, page) in every_page() {
        assert!(page.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\">", language.code())), "{name}");
        assert_eq!((page.matches("<h1").count(), page.matches("<main").count()), (1, 1), "{name}");
        assert!(!page.contains(">desk-") && !page.contains("{ $"), "{name} in {language:?}: {page}");
    }
}

#[test]
fn a_fault_stands_beside_its_field_and_the_first_has_the_keyboard() {
    let words = Words::of(Language::English);
    for (name, page) in pages(&words, Role::Host) {
        let focused = page.matches(" autofocus").count();
        assert!(focused <= 1, "{name} focuses {focused}");
        for field in page.split("aria-describedby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for id in field.split(' ') {
                assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
            }
        }
    }
    let (_, begin) = pages(&words, Role::Host).remove(1);
    assert!(begin.contains("id=\"name-fault\"") && begin.contains("aria-invalid=\"true\""), "{begin}");
}

#[test]
fn a_page_shows_only_the_ways_its_reader_may_go() {
    let words = Words::of(Language::English);
    let ways = |role: Role| {
        let (_, home) = pages(&words, role).into_iter().find(|(name, _)| *name == "home").unwrap();
        ["people", "invitations", "reports", "audit"].map(|way| home.contains(&format!("href=\"/desk/{way}\"")))
    };
    assert_eq!(ways(Role::Host), [true; 4]);
    assert_eq!(ways(Role::Moderator), [false, true, true, false]);
    assert_eq!(ways(Role::Curator), [false, true, false, false]);
    assert_eq!(ways(Role::Teacher), [false, true, false, false]);
}

#[test]
fn a_code_holds_its_address_within_a_quiet_margin() {
    let code = sheet::code("https://venue.example/?invite=0123456789abcdef0123456789abcdef").into_string();
    assert!(code.contains("viewBox=\"0 0 ") && code.matches("h1v1h-1z").count() > 300, "{code}");
    let empty = sheet::code(&"x".repeat(5_000)).into_string();
    assert_eq!(empty, "", "longer than any code can hold");
}
