//! Sheets of invitations: made together, counted together, ended together. The door uses their codes one by one.

use hiroba_desk::keeping::{Answered, Change, NewSheet, Outcome, Sheet, Staff, StaffId};
use hiroba_shared::role::Role;
use sqlx::SqliteConnection;

use super::changes::{self, Note};
use super::row::SheetRow;
use super::sees_all;
use crate::venue::input::Digest;

/// Sheets that are listed, the newest.
const MOST_LISTED: i64 = 200;

pub(super) async fn list(db: &mut SqliteConnection, staff: Staff) -> sqlx::Result<Answered> {
    let rows: Vec<SheetRow> = sqlx::query_as(
        "SELECT sheets.id, label, staff.name AS by_name, sheets.role, links, sheets.uses, sheets.expires_at, ended,
             (SELECT coalesce(sum(uses), 0) FROM invitations WHERE sheet = sheets.id) AS uses_left
         FROM invitation_sheets AS sheets LEFT JOIN staff ON staff.id = made_by
         WHERE ? OR made_by = ? ORDER BY sheets.id DESC LIMIT ?",
    )
    .bind(sees_all(&staff))
    .bind(staff.id.0)
    .bind(MOST_LISTED)
    .fetch_all(db)
    .await?;
    let sheets = rows.into_iter().map(SheetRow::sheet).collect::<sqlx::Result<Vec<Sheet>>>()?;
    Ok(Answered::Done(staff, Outcome::Invitations(sheets)))
}

pub(super) async fn make(db: &mut SqliteConnection, staff: Staff, new: &NewSheet, now: i64) -> sqlx::Result<Answered> {
    let Some(first) = new.codes.first() else { return Ok(Answered::Gone(staff)) };
    let inserted = sqlx::query(
        "INSERT INTO invitation_sheets (first_code, label, made_by, role, links, uses, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (first_code) DO NOTHING",
    )
    .bind(first.0.to_vec())
    .bind(&new.label)
    .bind(staff.id.0)
    .bind(new.role.name())
    .bind(i64::try_from(new.codes.len()).unwrap_or(i64::MAX))
    .bind(new.uses)
    .bind(new.expires)
    .execute(&mut *db)
    .await?;
    if inserted.rows_affected() == 0 {
        // The form was sent twice: what it asked for is there already, unless somebody ended it meanwhile.
        let ended: bool = sqlx::query_scalar("SELECT ended FROM invitation_sheets WHERE first_code = ?")
            .bind(first.0.to_vec())
            .fetch_one(db)
            .await?;
        return Ok(if ended { Answered::Gone(staff) } else { Answered::Done(staff, Outcome::Nothing) });
    }
    let sheet = inserted.last_insert_rowid();
    for code in &new.codes {
        sqlx::query("INSERT INTO invitations (code, role, uses, expires_at, sheet) VALUES (?, ?, ?, ?, ?)")
            .bind(code.0.to_vec())
            .bind(new.role.name())
            .bind(new.uses)
            .bind(new.expires)
            .bind(sheet)
            .execute(&mut *db)
            .await?;
    }
    let note = Note { by: Some(&staff.name), change: Change::Invited, whom: &new.label, role: Some(new.role) };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

pub(super) async fn end(db: &mut SqliteConnection, staff: Staff, sheet: i64, now: i64) -> sqlx::Result<Answered> {
    let label: Option<String> = sqlx::query_scalar(
        "UPDATE invitation_sheets SET ended = 1 WHERE id = ? AND ended = 0 AND (? OR made_by = ?) RETURNING label",
    )
    .bind(sheet)
    .bind(sees_all(&staff))
    .bind(staff.id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some(label) = label else { return Ok(Answered::Gone(staff)) };
    sqlx::query("DELETE FROM invitations WHERE sheet = ?").bind(sheet).execute(&mut *db).await?;
    let note = Note { by: Some(&staff.name), change: Change::EndedInvitations, whom: &label, role: None };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

/// Ends every sheet that somebody made for a role.
pub(super) async fn end_all(db: &mut SqliteConnection, by: StaffId, role: Role) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM invitations WHERE sheet IN (SELECT id FROM invitation_sheets WHERE made_by = ? AND role = ?)",
    )
    .bind(by.0)
    .bind(role.name())
    .execute(&mut *db)
    .await?;
    sqlx::query("UPDATE invitation_sheets SET ended = 1 WHERE made_by = ? AND role = ?")
        .bind(by.0)
        .bind(role.name())
        .execute(db)
        .await?;
    Ok(())
}

/// The sheet of one invitation from the command line.
pub(super) async fn operator_sheet(
    db: &mut SqliteConnection,
    (code, role): (Digest, Role),
    uses: u32,
    expires: i64,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO invitation_sheets (first_code, label, role, links, uses, expires_at) VALUES (?1, '', ?2, 1, ?3, ?4)
         ON CONFLICT (first_code) DO UPDATE SET role = ?2, uses = ?3, expires_at = ?4, ended = 0 RETURNING id",
    )
    .bind(code.0.to_vec())
    .bind(role.name())
    .bind(uses)
    .bind(expires)
    .fetch_one(db)
    .await
}

/// Deletes sheets that ended before a moment, with what is left of them; says how many.
pub(super) async fn forget(db: &mut SqliteConnection, from: i64) -> sqlx::Result<u64> {
    sqlx::query("DELETE FROM invitations WHERE sheet IN (SELECT id FROM invitation_sheets WHERE expires_at < ?)")
        .bind(from)
        .execute(&mut *db)
        .await?;
    let sheets = sqlx::query("DELETE FROM invitation_sheets WHERE expires_at < ?").bind(from).execute(db).await?;
    Ok(sheets.rows_affected())
}
