//! The programme in SQLite: written whole, read whole.

use hiroba_shared::{
    ids::ItemId,
    programme::{ItemKind, Minutes, Run},
};
use sqlx::SqliteConnection;

use super::{columns::columns, odd_row};
use crate::venue::record::{
    Answer,
    programme::{KeptItem, KeptProgramme},
};

struct Row {
    item: u32,
    titles: String,
    speakers: String,
    kind: String,
    room: String,
    start: i64,
    minutes: u16,
    rules: String,
    began: Option<i64>,
    ended: Option<i64>,
}

columns!(Row { item, titles, speakers, kind, room, start, minutes, rules, began, ended });

/// Writes the programme in the place of the one before.
pub(super) async fn keep(db: &mut SqliteConnection, programme: &KeptProgramme) -> sqlx::Result<Answer> {
    keep_runs(db, programme).await?;
    sqlx::query(
        "INSERT INTO programme (id, source, open, next_item) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET source = ?1, open = ?2, next_item = ?3",
    )
    .bind(&programme.source)
    .bind(programme.open)
    .bind(programme.next)
    .execute(&mut *db)
    .await?;
    sqlx::query("DELETE FROM programme_items").execute(&mut *db).await?;
    for (position, item) in (0i64..).zip(&programme.items) {
        let (began, ended) = match item.run {
            Run::Waiting => (None, None),
            Run::Running { began } => (Some(began), None),
            Run::Over { began, ended } => (Some(began), Some(ended)),
        };
        sqlx::query(
            "INSERT INTO programme_items
                 (item, position, titles, speakers, kind, room, start, minutes, rules, began, ended)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(item.item.0)
        .bind(position)
        .bind(serde_json::to_string(&item.titles).map_err(unwritable)?)
        .bind(serde_json::to_string(&item.speakers).map_err(unwritable)?)
        .bind(item.kind.name())
        .bind(&item.room)
        .bind(item.start)
        .bind(item.length.count())
        .bind(serde_json::to_string(&item.rules).map_err(unwritable)?)
        .bind(began)
        .bind(ended)
        .execute(&mut *db)
        .await?;
    }
    Ok(Answer::Kept)
}

/// Keeps the runs that items no longer show: of those that were started again, taken out, or replaced by another
/// programme while the server ran. A start that was taken back, and an item that came back, show their last run again.
/// The items of another file have other runs.
async fn keep_runs(db: &mut SqliteConnection, programme: &KeptProgramme) -> sqlx::Result<()> {
    let another = sqlx::query("DELETE FROM programme_runs WHERE EXISTS (SELECT 1 FROM programme WHERE source <> ?)")
        .bind(&programme.source);
    another.execute(&mut *db).await?;
    let over: Vec<(u32, i64, i64)> = sqlx::query_as(
        "SELECT item, began, ended FROM programme_items
         WHERE ended IS NOT NULL AND EXISTS (SELECT 1 FROM programme WHERE source = ?)",
    )
    .bind(&programme.source)
    .fetch_all(&mut *db)
    .await?;
    for (item, began, ended) in over {
        sqlx::query("INSERT OR REPLACE INTO programme_runs (item, began, ended) VALUES (?, ?, ?)")
            .bind(item)
            .bind(began)
            .bind(ended)
            .execute(&mut *db)
            .await?;
    }
    for item in &programme.items {
        let (Run::Running { began } | Run::Over { began, .. }) = item.run else { continue };
        sqlx::query("DELETE FROM programme_runs WHERE item = ? AND began = ?")
            .bind(item.item.0)
            .bind(began)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// The programme that was written last.
pub(super) async fn read(db: &mut SqliteConnection) -> sqlx::Result<Option<KeptProgramme>> {
    let found: Option<(String, bool, u32)> =
        sqlx::query_as("SELECT source, open, next_item FROM programme").fetch_optional(&mut *db).await?;
    let Some((source, open, next)) = found else { return Ok(None) };
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT item, titles, speakers, kind, room, start, minutes, rules, began, ended
         FROM programme_items ORDER BY position",
    )
    .fetch_all(db)
    .await?;
    let items = rows.into_iter().map(item).collect::<sqlx::Result<_>>()?;
    Ok(Some(KeptProgramme { source, open, next, items }))
}

fn item(row: Row) -> sqlx::Result<KeptItem> {
    let run = match (row.began, row.ended) {
        (None, _) => Run::Waiting,
        (Some(began), None) => Run::Running { began },
        (Some(began), Some(ended)) => Run::Over { began, ended },
    };
    Ok(KeptItem {
        item: ItemId(row.item),
        titles: serde_json::from_str(&row.titles).map_err(odd_row)?,
        speakers: serde_json::from_str(&row.speakers).map_err(odd_row)?,
        kind: ItemKind::from_name(&row.kind).unwrap_or_default(),
        room: row.room,
        start: row.start,
        length: Minutes::new(row.minutes).map_err(odd_row)?,
        rules: serde_json::from_str(&row.rules).map_err(odd_row)?,
        run,
    })
}

fn unwritable(fault: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Encode(Box::new(fault))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::sqlite::archive::{self, EarlierRun};
    use crate::venue::record::{Request, RequestId};

    fn ran(item: u32, run: Run, source: &str) -> Request {
        let text = "[[item]]\ntitle = \"Talk\"\nminutes = 9\n";
        let mut programme = crate::programme::parse(text, source).unwrap();
        programme.items[0].item = ItemId(item);
        programme.items[0].run = run;
        Request::KeepProgramme(Box::new(programme))
    }

    #[tokio::test]
    async fn runs_that_no_item_shows_any_more_are_taken_home_until_another_file_comes() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = crate::store::open(folder.path()).await.unwrap();
        let first = EarlierRun { item: 1, began: 1_000, ended: 1_600 };
        let second = EarlierRun { item: 1, began: 2_000, ended: 2_600 };
        for (item, run, source, expected) in [
            (1, Run::Running { began: 1_000 }, "test", vec![]),
            (1, Run::Over { began: 1_000, ended: 1_600 }, "test", vec![]),
            (1, Run::Running { began: 2_000 }, "test", vec![first]),
            (1, Run::Over { began: 2_000, ended: 2_600 }, "test", vec![first]),
            // On a machine whose clock was set back.
            (1, Run::Running { began: 500 }, "test", vec![first, second]),
            // The third start is taken back, so the second run is the last one again, and no earlier one.
            (1, Run::Over { began: 2_000, ended: 2_600 }, "test", vec![first]),
            // Another programme comes in its place while the server runs, and goes again.
            (2, Run::Waiting, "test", vec![first, second]),
            (1, Run::Over { began: 2_000, ended: 2_600 }, "test", vec![first]),
            (1, Run::Over { began: 4_000, ended: 4_600 }, "another", vec![]),
        ] {
            store.commit(vec![(RequestId(1), ran(item, run, source))]).await;
            assert_eq!(archive::read(folder.path()).await.unwrap().runs, expected, "{run:?}");
        }
    }
}
