//! What visitors reported and moderators did, and who changed what at the desk: pages to read, newest first.

use hiroba_shared::protocol::order::{Deed, LogEntry};
use maud::{Markup, html};

use super::frame::Here;
use super::{Frame, role_name};
use crate::keeping::{AuditEntry, Change, Leaf};
use crate::moment;

/// The moderators' log.
#[must_use]
pub fn reports(frame: &Frame<'_>, leaf: &Leaf<LogEntry>) -> String {
    let matter = html! {
        h1 { (frame.text("desk-nav-reports")) }
        p.lead { (frame.text("desk-reports-lead")) }
        @if leaf.rows.is_empty() { p.empty { (frame.text("desk-reports-none")) } }
        @else { ol.rows.log { @for entry in &leaf.rows { (deed(frame, entry)) } } }
        (turning(frame, leaf.page, leaf.more, "/desk/reports"))
    };
    frame.page(Here::Reports, frame.text("desk-nav-reports"), &matter)
}

/// Who changed what at the desk.
#[must_use]
pub fn audit(frame: &Frame<'_>, leaf: &Leaf<AuditEntry>) -> String {
    let matter = html! {
        h1 { (frame.text("desk-nav-audit")) }
        p.lead { (frame.text("desk-audit-lead")) }
        @if leaf.rows.is_empty() { p.empty { (frame.text("desk-audit-none")) } }
        @else { ol.rows.log { @for entry in &leaf.rows { (change(frame, entry)) } } }
        (turning(frame, leaf.page, leaf.more, "/desk/audit"))
    };
    frame.page(Here::Audit, frame.text("desk-nav-audit"), &matter)
}

fn deed(frame: &Frame<'_>, entry: &LogEntry) -> Markup {
    let (key, until) = match &entry.deed {
        Deed::Muted { until: end } => ("desk-deed-muted", moment::date(*end)),
        Deed::Barred { until: end } => ("desk-deed-barred", moment::date(*end)),
        Deed::SentOut => ("desk-deed-sent-out", String::new()),
        Deed::Undid(_) => ("desk-deed-undid", String::new()),
        Deed::Reported { .. } => ("desk-deed-reported", String::new()),
    };
    let (by, name) = (entry.by.as_str(), entry.name.as_str());
    let said = frame.words.fill(key, &[("by", by), ("name", name), ("until", &until)]);
    let is_report = matches!(entry.deed, Deed::Reported { .. });
    html! {
        li.row.report[is_report] {
            div.row-main {
                p.row-name { (said) @if entry.undone { " " span.badge { (frame.text("desk-undone")) } } }
                (words_of(frame, &entry.deed))
                p.hint { (moment::element(frame.words, frame.now, entry.at)) " · " (moment::date(entry.at)) }
            }
        }
    }
}

/// What a report says, and what had been said before it.
fn words_of(frame: &Frame<'_>, deed: &Deed) -> Markup {
    let Deed::Reported { words, messages } = deed else { return html! {} };
    html! {
        @if let Some(words) = words { blockquote.words { (words.as_str()) } }
        @if !messages.is_empty() {
            details {
                summary { (frame.words.fill("desk-heard", &[("count", &messages.len().to_string())])) }
                ul.heard { @for message in messages { li { (message.as_str()) } } }
            }
        }
    }
}

fn change(frame: &Frame<'_>, entry: &AuditEntry) -> Markup {
    let key = match entry.change {
        Change::OfferedHost => "desk-audit-offered-host",
        Change::AddedPerson => "desk-audit-added",
        Change::WithdrewLink => "desk-audit-withdrew",
        Change::Began => "desk-audit-began",
        Change::OfferedPassword => "desk-audit-offered-password",
        Change::RenewedPassword => "desk-audit-renewed",
        Change::ChangedRole => "desk-audit-role",
        Change::Removed => "desk-audit-removed",
        Change::Invited => "desk-audit-invited",
        Change::EndedInvitations => "desk-audit-ended",
        Change::SignedOutEverywhere => "desk-audit-everywhere",
    };
    let by = entry.by.as_deref().unwrap_or_else(|| frame.text("desk-operator"));
    let role = entry.role.map(|role| role_name(frame.words, role)).unwrap_or_default();
    let said = frame.words.fill(key, &[("by", by), ("whom", &entry.whom), ("role", role)]);
    html! {
        li.row {
            div.row-main {
                p.row-name { (said) }
                p.hint { (moment::element(frame.words, frame.now, entry.at)) " · " (moment::date(entry.at)) }
            }
        }
    }
}

/// The ways to newer and older entries.
fn turning(frame: &Frame<'_>, page: u16, more: bool, address: &str) -> Markup {
    html! {
        @if page > 0 || more {
            nav.turning aria-label=(frame.text("desk-pages")) {
                @if let Some(newer) = page.checked_sub(1) {
                    a.button.soft href={ (address) "?page=" (newer) } rel="prev" { "← " (frame.text("desk-newer")) }
                }
                @if more {
                    a.button.soft href={ (address) "?page=" (page.saturating_add(1)) } rel="next" {
                        (frame.text("desk-older")) " →"
                    }
                }
            }
        }
    }
}
