//! What was said on stage, in SQLite.

use hiroba_shared::{
    ids::{ItemId, VisitorId},
    profile::Language,
    text::CaptionText,
};
use sqlx::SqliteConnection;

use super::{columns::columns, odd_row};
use crate::venue::{
    input::UnixSeconds,
    record::{Answer, CaptionLine},
};

struct Row {
    at: i64,
    room: String,
    item: Option<u32>,
    from_visitor: u32,
    language: String,
    interpreted: bool,
    text: String,
}

columns!(Row { at, room, item, from_visitor, language, interpreted, text });

pub(super) async fn keep(db: &mut SqliteConnection, lines: &[CaptionLine]) -> sqlx::Result<Answer> {
    for line in lines {
        sqlx::query(
            "INSERT INTO captions (at, room, item, from_visitor, language, interpreted, text)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(line.at.0)
        .bind(&line.room)
        .bind(line.item.map(|item| item.0))
        .bind(line.from.0)
        .bind(line.language.code())
        .bind(line.interpreted)
        .bind(line.text.as_str())
        .execute(&mut *db)
        .await?;
    }
    Ok(Answer::Kept)
}

/// Every line that is kept, oldest first.
pub(super) async fn read(db: &mut SqliteConnection) -> sqlx::Result<Vec<CaptionLine>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT at, room, item, from_visitor, language, interpreted, text FROM captions ORDER BY id")
            .fetch_all(db)
            .await?;
    rows.into_iter().map(line).collect()
}

fn line(row: Row) -> sqlx::Result<CaptionLine> {
    Ok(CaptionLine {
        at: UnixSeconds(row.at),
        room: row.room,
        item: row.item.map(ItemId),
        from: VisitorId(row.from_visitor),
        language: Language::new(&row.language).map_err(odd_row)?,
        interpreted: row.interpreted,
        text: CaptionText::new(&row.text).map_err(odd_row)?,
    })
}
