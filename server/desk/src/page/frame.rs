//! What every page of the desk has round it: head, the way to its other pages, who is signed in, languages.

use maud::{DOCTYPE, Markup, html};

use super::{Done, role_name};
use crate::keeping::Staff;
use crate::rights::{self, Action};
use crate::words::{Language, Words};

/// What a page needs beside its own matter.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The texts of the reader's language.
    pub words: &'a Words,
    /// Name of the venue.
    pub venue: &'a str,
    /// Where style sheets and pictures lie.
    pub files: &'a str,
    /// What every form carries, so that no other site can send it.
    pub token: &'a str,
    /// Who is signed in.
    pub staff: Option<&'a Staff>,
    /// What was just done.
    pub done: Option<Done>,
    /// Unix time in seconds.
    pub now: i64,
}

/// Which page of the way round this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Home,
    People,
    Invitations,
    Reports,
    Audit,
    /// A page that stands alone.
    Aside,
}

/// The pages of the way round, each with the action that opens it.
pub(super) const WAYS: [(Here, &str, &str, Action); 5] = [
    (Here::Home, "/desk", "desk-nav-home", Action::Open),
    (Here::Invitations, "/desk/invitations", "desk-nav-invitations", Action::Invite),
    (Here::People, "/desk/people", "desk-nav-people", Action::ReadPeople),
    (Here::Reports, "/desk/reports", "desk-nav-reports", Action::ReadReports),
    (Here::Audit, "/desk/audit", "desk-nav-audit", Action::ReadAudit),
];

impl<'a> Frame<'a> {
    pub(super) fn text<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.words.text(key)
    }

    /// The page with this title and matter.
    pub(super) fn page(&self, here: Here, title: &str, matter: &Markup) -> String {
        let language = self.words.language;
        html! {
            (DOCTYPE)
            html lang=(language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (title) " · " (self.text("desk-name")) " · " (self.venue) }
                    link rel="icon" href={ (self.files) "/icon.svg" } type="image/svg+xml";
                    link rel="stylesheet" href={ (self.files) "/theme.css" };
                    link rel="stylesheet" href={ (self.files) "/desk.css" };
                }
                body.alone[self.staff.is_none()] {
                    a.skip href="#matter" { (self.text("desk-skip")) }
                    header.top {
                        p.brand { a href="/desk" { (mark()) span { b { (self.venue) } " " (self.text("desk-name")) } } }
                        @if let Some(staff) = self.staff { (self.account(staff)) }
                    }
                    @if let Some(staff) = self.staff { (self.ways(staff, here)) }
                    main #matter tabindex="-1" {
                        @if let Some(done) = self.done { p.done role="status" { (self.text(done.key())) } }
                        (matter)
                    }
                    footer { nav.languages aria-label=(self.text("desk-languages")) { (languages(language)) } }
                }
            }
        }
        .into_string()
    }

    /// The hidden field that every form carries.
    pub(super) fn sealed(&self) -> Markup {
        html! { input type="hidden" name="token" value=(self.token); }
    }

    fn account(&self, staff: &Staff) -> Markup {
        html! {
            div.account {
                p { b { (staff.name) } " " span.badge { (role_name(self.words, staff.role)) } }
                form method="post" action="/desk/sign-out" {
                    (self.sealed())
                    button.soft type="submit" { (self.text("desk-sign-out")) }
                }
            }
        }
    }

    fn ways(&self, staff: &Staff, here: Here) -> Markup {
        html! {
            nav.ways aria-label=(self.text("desk-nav")) {
                ul {
                    @for (way, address, key, action) in WAYS {
                        @if rights::may(staff.role, action) {
                            li { a href=(address) aria-current=[(way == here).then_some("page")] { (self.text(key)) } }
                        }
                    }
                }
            }
        }
    }
}

fn languages(spoken: Language) -> Markup {
    html! {
        ul {
            @for language in Language::ALL {
                li {
                    a href={ "/desk/language/" (language.code()) } lang=(language.code()) hreflang=(language.code())
                        aria-current=[(language == spoken).then_some("true")] { (language.own_name()) }
                }
            }
        }
    }
}

/// The compass of the hall's floor, as at the door.
fn mark() -> Markup {
    html! {
        svg viewBox="0 0 48 48" width="36" height="36" aria-hidden="true" focusable="false" {
            circle.ring cx="24" cy="24" r="21" {}
            path.star d="M24 3 28 20 45 24 28 28 24 45 20 28 3 24 20 20Z" {}
            path.star-dark d="M24 3V24H45L28 20ZM24 45V24H3L20 28Z" {}
            circle.heart cx="24" cy="24" r="4" {}
        }
    }
}
