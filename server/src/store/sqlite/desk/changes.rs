//! Who changed what at the desk, written in the transaction of the change itself.

use hiroba_desk::keeping::{Answered, AuditEntry, Change, Leaf, Outcome, Staff};
use hiroba_shared::role::Role;
use sqlx::SqliteConnection;

use super::super::{columns::columns, person};
use crate::store::PAGE_ENTRIES;

/// An entry to be written.
pub(super) struct Note<'a> {
    /// Who; nobody where it was the operator.
    pub(super) by: Option<&'a str>,
    pub(super) change: Change,
    pub(super) whom: &'a str,
    pub(super) role: Option<Role>,
}

struct ChangeRow {
    at: i64,
    by_name: Option<String>,
    change: String,
    whom: String,
    role: Option<String>,
}

columns!(ChangeRow { at, by_name, change, whom, role });

pub(super) async fn write(db: &mut SqliteConnection, now: i64, note: Note<'_>) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO desk_changes (at, by_name, change, whom, role) VALUES (?, ?, ?, ?, ?)")
        .bind(now)
        .bind(note.by)
        .bind(note.change.name())
        .bind(note.whom)
        .bind(note.role.map(Role::name))
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn read(db: &mut SqliteConnection, staff: Staff, page: u16) -> sqlx::Result<Answered> {
    let wanted = i64::try_from(PAGE_ENTRIES).unwrap_or(i64::MAX);
    let rows: Vec<ChangeRow> =
        sqlx::query_as("SELECT at, by_name, change, whom, role FROM desk_changes ORDER BY id DESC LIMIT ? OFFSET ?")
            .bind(wanted.saturating_add(1))
            .bind(i64::from(page).saturating_mul(wanted))
            .fetch_all(db)
            .await?;
    let more = rows.len() > PAGE_ENTRIES;
    let rows = rows.into_iter().take(PAGE_ENTRIES).map(entry).collect::<sqlx::Result<Vec<_>>>()?;
    Ok(Answered::Done(staff, Outcome::Audit(Leaf { page, more, rows })))
}

/// Deletes changes from before a moment; says how many.
pub(super) async fn forget(db: &mut SqliteConnection, from: i64) -> sqlx::Result<u64> {
    Ok(sqlx::query("DELETE FROM desk_changes WHERE at < ?").bind(from).execute(db).await?.rows_affected())
}

fn entry(row: ChangeRow) -> sqlx::Result<AuditEntry> {
    let role = row.role.map(|role| person::role(&role)).transpose()?;
    let change = Change::from_name(&row.change).ok_or(sqlx::Error::RowNotFound)?;
    Ok(AuditEntry { at: row.at, by: row.by_name, change, whom: row.whom, role })
}
