//! Deletes what has been kept long enough. One transaction; afterwards the old bytes are gone from the files too.

use hiroba_shared::door::RESUME_SECONDS;
use sqlx::{Connection, SqliteConnection};

use super::desk;
use crate::{
    store::{FORGOTTEN_NAME, Forgotten, Retention},
    venue::input::UnixSeconds,
};

/// The patience every other statement has; see [`super::connect`].
const RESTORE_TIMEOUT: &str = "PRAGMA busy_timeout = 5000";

/// Forgets by age, and what has expired.
pub(super) async fn forget(
    db: &mut SqliteConnection,
    now: UnixSeconds,
    retention: Retention,
) -> sqlx::Result<Forgotten> {
    let chat_from = now.0 - i64::from(retention.chat_hours) * 3_600;
    let names_from = now.0 - i64::from(retention.name_days) * 86_400;
    let resumable_from = now.0 - i64::from(RESUME_SECONDS);
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let tx = &mut *transaction;
    let chat = sqlx::query("DELETE FROM chat WHERE at < ?").bind(chat_from).execute(&mut *tx).await?;
    let keys = sqlx::query("DELETE FROM keys WHERE visitor IN (SELECT id FROM visits WHERE seen_at < ?)")
        .bind(resumable_from)
        .execute(&mut *tx)
        .await?;
    let traces = sqlx::query(
        "UPDATE log SET device = NULL, address = NULL, name_skeleton = NULL
         WHERE deed IN ('muted', 'barred') AND until <= ? AND address IS NOT NULL",
    )
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    let invitations =
        sqlx::query("DELETE FROM invitations WHERE expires_at <= ? OR uses <= 0").bind(now.0).execute(&mut *tx).await?;
    sqlx::query("DELETE FROM blocks WHERE visitor IN (SELECT id FROM visits WHERE seen_at < ?)")
        .bind(names_from)
        .execute(&mut *tx)
        .await?;
    let visits = sqlx::query(
        "UPDATE visits SET name = NULL, organisation = NULL, device = NULL, address = NULL, name_skeleton = NULL
         WHERE seen_at < ? AND name IS NOT NULL",
    )
    .bind(names_from)
    .execute(&mut *tx)
    .await?;
    let entries = sqlx::query(
        "UPDATE log SET by_name = ?, name = ?, words = NULL, messages = NULL, forgotten = 1
         WHERE at < ? AND forgotten = 0",
    )
    .bind(FORGOTTEN_NAME)
    .bind(FORGOTTEN_NAME)
    .bind(names_from)
    .execute(&mut *tx)
    .await?;
    let questions = sqlx::query("UPDATE questions SET by_name = NULL WHERE at < ? AND by_name IS NOT NULL")
        .bind(names_from)
        .execute(&mut *tx)
        .await?;
    let announcements = sqlx::query("UPDATE announcements SET by_name = NULL WHERE at < ? AND by_name IS NOT NULL")
        .bind(names_from)
        .execute(&mut *tx)
        .await?;
    let captions = sqlx::query("DELETE FROM captions WHERE at < ?").bind(names_from).execute(&mut *tx).await?;
    let photographs =
        sqlx::query("DELETE FROM photographs WHERE taken_at < ?").bind(names_from).execute(&mut *tx).await?;
    let desk = desk::forget(&mut *tx, now, names_from).await?;
    transaction.commit().await?;
    let forgotten = Forgotten {
        chat: chat.rows_affected(),
        visits: visits.rows_affected(),
        entries: entries.rows_affected(),
        questions: questions.rows_affected(),
        announcements: announcements.rows_affected(),
        captions: captions.rows_affected(),
        photographs: photographs.rows_affected(),
        keys: keys.rows_affected(),
        expired: traces.rows_affected() + invitations.rows_affected(),
        files: 0,
        desk,
    };
    if forgotten != Forgotten::default() {
        // The log of changes would still hold what was deleted. While a backup reads, it cannot be emptied: people
        // are not made to wait for that, the next round makes up for it.
        sqlx::query("PRAGMA busy_timeout = 0").execute(&mut *db).await?;
        let emptied = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *db).await;
        sqlx::query(RESTORE_TIMEOUT).execute(db).await?;
        emptied?;
    }
    Ok(forgotten)
}
