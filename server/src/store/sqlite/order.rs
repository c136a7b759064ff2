//! The moderators' log, mutes and bars in SQLite.

mod row;

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::{Deed, LogEntry},
    role::Role,
};
use sqlx::SqliteConnection;

use super::{odd_row, stored, visits};
use crate::{
    store::PAGE_ENTRIES,
    venue::record::{Answer, NewEntry},
};

pub(super) async fn write(db: &mut SqliteConnection, writing: &NewEntry) -> sqlx::Result<Answer> {
    match &writing.deed {
        Deed::Muted { until } => {
            let muted = sqlx::query("UPDATE visits SET muted_until = ? WHERE id = ?")
                .bind(*until)
                .bind(writing.visitor.0)
                .execute(&mut *db)
                .await?;
            if muted.rows_affected() == 0 {
                return Ok(Answer::Unknown);
            }
            logged(db, writing, None).await
        }
        Deed::Barred { until } => bar(db, writing, *until).await,
        Deed::Undid(earlier) => undo(db, writing, *earlier).await,
        Deed::SentOut | Deed::Reported { .. } => logged(db, writing, None).await,
    }
}

pub(super) async fn read(db: &mut SqliteConnection, page: u16) -> sqlx::Result<Answer> {
    let wanted = i64::try_from(PAGE_ENTRIES).unwrap_or(i64::MAX);
    let mut entries = row::newest(db, wanted.saturating_add(1), i64::from(page).saturating_mul(wanted)).await?;
    let more = entries.len() > PAGE_ENTRIES;
    entries.truncate(PAGE_ENTRIES);
    Ok(Answer::LogPage { page, more, entries })
}

async fn bar(db: &mut SqliteConnection, writing: &NewEntry, until: i64) -> sqlx::Result<Answer> {
    let known: Option<u32> = sqlx::query_scalar("SELECT id FROM visits WHERE id = ?")
        .bind(writing.visitor.0)
        .fetch_optional(&mut *db)
        .await?;
    if known.is_none() {
        return Ok(Answer::Unknown);
    }
    let entry = insert(db, writing).await?;
    sqlx::query(
        "INSERT INTO bars (entry, visitor, device, address, name_skeleton, until)
         SELECT ?, id, device, address, name_skeleton, ? FROM visits WHERE id = ?",
    )
    .bind(stored(entry.entry.0)?)
    .bind(until)
    .bind(writing.visitor.0)
    .execute(&mut *db)
    .await?;
    visits::delete_keys(db, writing.visitor).await?;
    Ok(Answer::Logged { entry, undone: None })
}

async fn undo(db: &mut SqliteConnection, writing: &NewEntry, earlier: EntryId) -> sqlx::Result<Answer> {
    let Ok(number) = i64::try_from(earlier.0) else { return Ok(Answer::Unknown) };
    let found = row::entry(db, number).await?.filter(|entry| !entry.undone);
    let Some(mut undone) = found else { return Ok(Answer::Unknown) };
    if !may_undo(db, writing.by, number, undone.visitor).await? {
        return Ok(Answer::Unknown);
    }
    match undone.deed {
        Deed::Muted { until } => {
            // A later mute stays.
            sqlx::query("UPDATE visits SET muted_until = NULL WHERE id = ? AND muted_until = ?")
                .bind(undone.visitor.0)
                .bind(until)
                .execute(&mut *db)
                .await?;
        }
        Deed::Barred { .. } => {
            sqlx::query("DELETE FROM bars WHERE entry = ?").bind(number).execute(&mut *db).await?;
        }
        Deed::SentOut | Deed::Undid(_) | Deed::Reported { .. } => return Ok(Answer::Unknown),
    }
    sqlx::query("UPDATE log SET undone = 1 WHERE id = ?").bind(number).execute(&mut *db).await?;
    undone.undone = true;
    let about = NewEntry { visitor: undone.visitor, name: undone.name.clone(), ..writing.clone() };
    logged(db, &about, Some(undone.clone())).await
}

/// Whether the ranks of all three allow it. Roles of visits that are forgotten forbid nothing.
async fn may_undo(db: &mut SqliteConnection, by: VisitorId, entry: i64, target: VisitorId) -> sqlx::Result<bool> {
    if by == target {
        return Ok(false);
    }
    let doer: u32 =
        sqlx::query_scalar("SELECT by_visitor FROM log WHERE id = ?").bind(entry).fetch_one(&mut *db).await?;
    let roles = [role_of(db, by.0).await?, role_of(db, doer).await?, role_of(db, target.0).await?];
    let [Some(by), Some(doer), Some(target)] = roles else { return Ok(true) };
    Ok(by.may_undo(doer, target))
}

async fn role_of(db: &mut SqliteConnection, visitor: u32) -> sqlx::Result<Option<Role>> {
    let role: Option<String> =
        sqlx::query_scalar("SELECT role FROM visits WHERE id = ?").bind(visitor).fetch_optional(db).await?;
    Ok(role.as_deref().and_then(Role::from_name))
}

async fn logged(db: &mut SqliteConnection, writing: &NewEntry, undone: Option<LogEntry>) -> sqlx::Result<Answer> {
    Ok(Answer::Logged { entry: insert(db, writing).await?, undone })
}

async fn insert(db: &mut SqliteConnection, writing: &NewEntry) -> sqlx::Result<LogEntry> {
    let deed = row::Columns::of(&writing.deed)?;
    let id = sqlx::query(
        "INSERT INTO log (at, by_visitor, by_name, visitor, name, deed, until, undid, words, messages)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(writing.now.0)
    .bind(writing.by.0)
    .bind(writing.by_name.as_str())
    .bind(writing.visitor.0)
    .bind(writing.name.as_str())
    .bind(deed.kind)
    .bind(deed.until)
    .bind(deed.undid)
    .bind(deed.words)
    .bind(deed.messages)
    .execute(db)
    .await?
    .last_insert_rowid();
    Ok(LogEntry {
        entry: EntryId(u64::try_from(id).map_err(odd_row)?),
        at: writing.now.0,
        by: writing.by_name.clone(),
        visitor: writing.visitor,
        name: writing.name.clone(),
        deed: writing.deed.clone(),
        undone: false,
    })
}
