//! The moderators' log in SQLite, and what its deeds change beside it.

mod row;

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::{Deed, LogEntry},
    text::DisplayName,
};
use sqlx::SqliteConnection;

use super::{odd_row, person, visits};
use crate::{
    store::{PAGE_ENTRIES, person::Person},
    venue::record::{Answer, NewEntry, Reach, Trace},
};

pub(super) async fn write(db: &mut SqliteConnection, writing: &NewEntry) -> sqlx::Result<Answer> {
    let Some(by) = person::find(db, writing.by).await? else { return Ok(Answer::Unknown) };
    if let Deed::Undid(earlier) = writing.deed {
        return undo(db, writing, &by, earlier).await;
    }
    let Some(whom) = person::find(db, writing.visitor).await? else { return Ok(Answer::Unknown) };
    if !by.may_do(&writing.deed, &whom) {
        return Ok(Answer::NotAllowed);
    }
    let lasts = matches!(writing.deed, Deed::Muted { .. } | Deed::Barred { .. });
    if let Deed::Barred { .. } = writing.deed {
        visits::delete_keys(db, whom.visitor).await?;
    }
    let trace = lasts.then_some(whom.trace);
    let entry = insert(db, writing, &by, (whom.visitor, whom.name, trace.as_ref())).await?;
    Ok(Answer::Logged { entry, undone: None, reach: trace.map(|trace| Reach { by: by.role, trace }) })
}

pub(super) async fn read(db: &mut SqliteConnection, page: u16) -> sqlx::Result<Answer> {
    let wanted = i64::try_from(PAGE_ENTRIES).unwrap_or(i64::MAX);
    let mut entries = row::newest(db, wanted.saturating_add(1), i64::from(page).saturating_mul(wanted)).await?;
    let more = entries.len() > PAGE_ENTRIES;
    entries.truncate(PAGE_ENTRIES);
    Ok(Answer::LogPage { page, more, entries })
}

async fn undo(db: &mut SqliteConnection, writing: &NewEntry, by: &Person, earlier: EntryId) -> sqlx::Result<Answer> {
    let Ok(number) = i64::try_from(earlier.0) else { return Ok(Answer::Unknown) };
    let Some((mut undone, done)) = row::entry(db, number).await? else { return Ok(Answer::Unknown) };
    let (Deed::Muted { .. } | Deed::Barred { .. }) = undone.deed else { return Ok(Answer::Unknown) };
    if undone.undone {
        return Ok(Answer::Unknown);
    }
    if !by.may_undo(&done) {
        return Ok(Answer::NotAllowed);
    }
    sqlx::query("UPDATE log SET undone = 1, device = NULL, address = NULL, name_skeleton = NULL WHERE id = ?")
        .bind(number)
        .execute(&mut *db)
        .await?;
    undone.undone = true;
    let entry = insert(db, writing, by, (undone.visitor, undone.name.clone(), None)).await?;
    Ok(Answer::Logged { entry, undone: Some(undone), reach: None })
}

async fn insert(
    db: &mut SqliteConnection,
    writing: &NewEntry,
    by: &Person,
    (visitor, name, trace): (VisitorId, DisplayName, Option<&Trace>),
) -> sqlx::Result<LogEntry> {
    let deed = row::Columns::of(&writing.deed)?;
    let id = sqlx::query(
        "INSERT INTO log (at, by_visitor, by_name, visitor, name, deed, until, undid, words, messages,
             device, address, name_skeleton)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(writing.now.0)
    .bind(by.visitor.0)
    .bind(by.name.as_str())
    .bind(visitor.0)
    .bind(name.as_str())
    .bind(deed.kind)
    .bind(deed.until)
    .bind(deed.undid)
    .bind(deed.words)
    .bind(deed.messages)
    .bind(trace.and_then(|trace| trace.device).map(|device| device.0.to_vec()))
    .bind(trace.map(|trace| trace.address.0.to_vec()))
    .bind(trace.map(|trace| trace.name_skeleton.as_str()))
    .execute(db)
    .await?
    .last_insert_rowid();
    Ok(LogEntry {
        entry: EntryId(u64::try_from(id).map_err(odd_row)?),
        at: writing.now.0,
        by: by.name.clone(),
        visitor,
        name,
        deed: writing.deed.clone(),
        undone: false,
    })
}
