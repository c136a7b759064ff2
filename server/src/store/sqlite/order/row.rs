//! A log entry's row as the value the venue knows, and the columns a deed is written in.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    protocol::order::{Deed, LogEntry},
    text::{ChatText, DisplayName},
};
use sqlx::SqliteConnection;

use super::super::{
    columns::columns,
    odd_row,
    person::{self, TraceRow},
    stored,
};
use crate::store::person::Done;

struct EntryRow {
    id: i64,
    at: i64,
    by_name: String,
    visitor: u32,
    name: String,
    deed: String,
    until: Option<i64>,
    undid: Option<i64>,
    words: Option<String>,
    messages: Option<String>,
    undone: bool,
}

columns!(EntryRow { id, at, by_name, visitor, name, deed, until, undid, words, messages, undone });

struct DoneRow {
    by_role: String,
    role: String,
    trace: TraceRow,
}

columns!(DoneRow { by_role, role } + trace);

/// What a deed is in columns.
pub(super) struct Columns {
    pub(super) kind: &'static str,
    pub(super) until: Option<i64>,
    pub(super) undid: Option<i64>,
    pub(super) words: Option<String>,
    pub(super) messages: Option<String>,
}

impl Columns {
    pub(super) fn of(deed: &Deed) -> sqlx::Result<Self> {
        let empty = Self { kind: "sent_out", until: None, undid: None, words: None, messages: None };
        Ok(match deed {
            Deed::Muted { until } => Self { kind: "muted", until: Some(*until), ..empty },
            Deed::SentOut => empty,
            Deed::Barred { until } => Self { kind: "barred", until: Some(*until), ..empty },
            Deed::Undid(earlier) => Self { kind: "undid", undid: Some(stored(earlier.0)?), ..empty },
            Deed::Reported { words, messages } => Self {
                kind: "reported",
                words: words.clone().map(String::from),
                messages: Some(serde_json::to_string(messages).map_err(odd_row)?),
                ..empty
            },
        })
    }
}

/// The entry with this number, and what its undoing depends on.
pub(super) async fn entry(db: &mut SqliteConnection, number: i64) -> sqlx::Result<Option<(LogEntry, Done)>> {
    let row: Option<EntryRow> = sqlx::query_as(
        "SELECT id, at, by_name, visitor, name, deed, until, undid, words, messages, undone FROM log WHERE id = ?",
    )
    .bind(number)
    .fetch_optional(&mut *db)
    .await?;
    let Some(entry) = row.map(log_entry).transpose()? else { return Ok(None) };
    let row: DoneRow = sqlx::query_as(
        "SELECT doer.role AS by_role, whom.role, log.device, log.address, log.name_skeleton FROM log
         JOIN visits AS doer ON doer.id = log.by_visitor JOIN visits AS whom ON whom.id = log.visitor
         WHERE log.id = ?",
    )
    .bind(number)
    .fetch_one(db)
    .await?;
    let (by, whom) = (person::role(&row.by_role)?, (entry.visitor, person::role(&row.role)?));
    Ok(Some((entry, Done { by, whom, trace: row.trace.trace()? })))
}

/// Up to `count` entries, newest first, leaving out the `skipped` newest.
pub(super) async fn newest(db: &mut SqliteConnection, count: i64, skipped: i64) -> sqlx::Result<Vec<LogEntry>> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "SELECT id, at, by_name, visitor, name, deed, until, undid, words, messages, undone
         FROM log ORDER BY id DESC LIMIT ? OFFSET ?",
    )
    .bind(count)
    .bind(skipped)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(log_entry).collect()
}

fn log_entry(row: EntryRow) -> sqlx::Result<LogEntry> {
    Ok(LogEntry {
        entry: EntryId(u64::try_from(row.id).map_err(odd_row)?),
        at: row.at,
        by: DisplayName::new(&row.by_name).map_err(odd_row)?,
        visitor: VisitorId(row.visitor),
        name: DisplayName::new(&row.name).map_err(odd_row)?,
        undone: row.undone,
        deed: deed(row)?,
    })
}

fn deed(row: EntryRow) -> sqlx::Result<Deed> {
    let until = row.until.unwrap_or_default();
    let undid = u64::try_from(row.undid.unwrap_or_default()).map_err(odd_row)?;
    Ok(match row.deed.as_str() {
        "muted" => Deed::Muted { until },
        "barred" => Deed::Barred { until },
        "undid" => Deed::Undid(EntryId(undid)),
        "sent_out" => Deed::SentOut,
        "reported" => Deed::Reported {
            words: row.words.as_deref().map(ChatText::new).transpose().map_err(odd_row)?,
            messages: match row.messages {
                Some(json) => serde_json::from_str(&json).map_err(odd_row)?,
                None => Vec::new(),
            },
        },
        _ => return Err(sqlx::Error::RowNotFound),
    })
}
