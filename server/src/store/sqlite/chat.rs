//! The chat of the day in SQLite.

use sqlx::SqliteConnection;

use super::stored;
use crate::venue::record::{Answer, ChatLine};

/// Writes down what was said; a line that is already there stays as it is.
pub(super) async fn keep(db: &mut SqliteConnection, lines: &[ChatLine]) -> sqlx::Result<Answer> {
    for line in lines {
        sqlx::query(
            "INSERT INTO chat (message, at, room, from_visitor, scope, to_visitor, text)
             VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message) DO NOTHING",
        )
        .bind(stored(line.message.0)?)
        .bind(line.at.0)
        .bind(&line.room)
        .bind(line.from.0)
        .bind(&line.scope)
        .bind(line.to.map(|to| to.0))
        .bind(line.text.as_str())
        .execute(&mut *db)
        .await?;
    }
    Ok(Answer::Kept)
}

/// The highest message number ever written, deleted lines included.
pub(super) async fn last_message(db: &mut SqliteConnection) -> sqlx::Result<u64> {
    let highest: Option<i64> =
        sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = 'chat'").fetch_optional(db).await?;
    Ok(u64::try_from(highest.unwrap_or(0)).unwrap_or(0))
}
