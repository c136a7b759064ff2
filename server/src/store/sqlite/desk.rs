//! The desk of the staff in SQLite: who signs in, what they may do, and what they changed.
//!
//! Whether a session holds and its person may do a deed is asked in the transaction that does it.

mod changes;
mod entry;
mod invitations;
mod people;
mod row;

use hiroba_desk::keeping::{Answered, Asked, Deed, NewSheet, Outcome, Staff};
use hiroba_desk::rights::{self, Action};
use hiroba_shared::role::Role;
use sqlx::SqliteConnection;

use super::order;
use crate::store::AUDIT_SECONDS;
use crate::venue::input::{Digest, UnixSeconds};
use crate::venue::record::Answer;

/// Carries out one question.
pub(super) async fn answer(db: &mut SqliteConnection, asked: &Asked, now: i64) -> sqlx::Result<Answered> {
    match asked {
        Asked::HasHost => Ok(Answered::HasHost(people::hosts(db).await? > 0)),
        Asked::OfferHost(link) => entry::offer_host(db, link, now).await,
        Asked::ReadLink(seal) => entry::read_link(db, *seal, now).await,
        Asked::Begin(beginning) => entry::begin(db, beginning, now).await,
        Asked::FindPassword(key) => entry::find_password(db, key).await,
        Asked::SignIn(new) => entry::sign_in(db, new, now).await,
        Asked::SignOut(seal) => entry::sign_out(db, *seal).await,
        Asked::By(seal, deed) => {
            let Some(staff) = entry::by_session(db, *seal, now).await? else { return Ok(Answered::NoSession) };
            if !rights::may(staff.role, deed.action()) {
                return Ok(Answered::NotAllowed(staff));
            }
            carry_out(db, staff, deed, now).await
        }
    }
}

/// Deletes what is over: sessions, links, sheets older than `labels_from`, and changes kept long enough; says how much.
pub(super) async fn forget(db: &mut SqliteConnection, now: UnixSeconds, labels_from: i64) -> sqlx::Result<u64> {
    let entry = entry::forget(db, now.0).await?;
    let sheets = invitations::forget(db, labels_from).await?;
    Ok(entry + sheets + changes::forget(db, now.0 - AUDIT_SECONDS).await?)
}

/// The sheet of an invitation that the operator makes, whose number it answers.
pub(super) async fn operator_sheet(
    db: &mut SqliteConnection,
    (code, role): (Digest, Role),
    uses: u32,
    expires: UnixSeconds,
) -> sqlx::Result<i64> {
    invitations::operator_sheet(db, (code, role), uses, expires.0).await
}

async fn carry_out(db: &mut SqliteConnection, staff: Staff, deed: &Deed, now: i64) -> sqlx::Result<Answered> {
    match deed {
        Deed::Open => Ok(Answered::Done(staff, Outcome::Nothing)),
        Deed::SignOutEverywhere => entry::sign_out_everywhere(db, staff, now).await,
        Deed::ListPeople => people::list(db, staff, now).await,
        Deed::AddPerson { link, about, role } => people::add(db, staff, (link, about, *role), now).await,
        Deed::RenewPassword { link, staff: whom } => people::renew(db, staff, (link, *whom), now).await,
        Deed::WithdrawLink(link) => people::withdraw(db, staff, *link, now).await,
        Deed::ChangeRole(whom, role) => people::change_role(db, staff, (*whom, *role), now).await,
        Deed::Remove(whom) => people::remove(db, staff, *whom, now).await,
        Deed::ListInvitations => invitations::list(db, staff).await,
        Deed::Invite(sheet) => invite(db, staff, sheet, now).await,
        Deed::EndInvitations(sheet) => invitations::end(db, staff, *sheet, now).await,
        Deed::ReadLog(page) => read_log(db, staff, *page).await,
        Deed::ReadAudit(page) => changes::read(db, staff, *page).await,
    }
}

async fn invite(db: &mut SqliteConnection, staff: Staff, sheet: &NewSheet, now: i64) -> sqlx::Result<Answered> {
    if !rights::may_invite(staff.role, sheet.role) {
        return Ok(Answered::NotAllowed(staff));
    }
    invitations::make(db, staff, sheet, now).await
}

async fn read_log(db: &mut SqliteConnection, staff: Staff, page: u16) -> sqlx::Result<Answered> {
    let Answer::LogPage { page, more, entries } = order::read(db, page).await? else { return Ok(Answered::Failed) };
    let leaf = hiroba_desk::keeping::Leaf { page, more, rows: entries };
    Ok(Answered::Done(staff, Outcome::Log(leaf)))
}

/// Whether somebody sees what others made.
fn sees_all(staff: &Staff) -> bool {
    rights::may(staff.role, Action::SeeAllInvitations)
}

#[cfg(test)]
mod claims;
