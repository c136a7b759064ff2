//! Group photographs in SQLite, and which of their files are still needed.

use hiroba_shared::ids::PhotographId;
use hiroba_shared::protocol::photograph::{MOST_PHOTOGRAPHS, Photograph, PictureFile};
use hiroba_shared::protocol::slides::Blake3;
use hiroba_shared::text::PhotographCaption;
use sqlx::SqliteConnection;

use super::{columns::columns, odd_row};
use crate::media;
use crate::venue::record::{Answer, NewPhotograph};

/// One row.
#[derive(Debug)]
struct Row {
    id: u32,
    caption: String,
    taken_at: i64,
    people: u16,
    large_hash: Vec<u8>,
    large_bytes: u32,
    large_width: u16,
    large_height: u16,
    small_hash: Vec<u8>,
    small_bytes: u32,
    small_width: u16,
    small_height: u16,
}

columns!(Row {
    id,
    caption,
    taken_at,
    people,
    large_hash,
    large_bytes,
    large_width,
    large_height,
    small_hash,
    small_bytes,
    small_width,
    small_height,
});

impl Row {
    fn photograph(self) -> sqlx::Result<Photograph> {
        let hash = |bytes: Vec<u8>| {
            let odd = |_| sqlx::Error::Decode("a hash of another length".into());
            <[u8; 32]>::try_from(bytes).map(Blake3).map_err(odd)
        };
        Ok(Photograph {
            photograph: PhotographId(self.id),
            caption: PhotographCaption::new(&self.caption).map_err(odd_row)?,
            taken: self.taken_at,
            people: self.people,
            large: PictureFile {
                hash: hash(self.large_hash)?,
                bytes: self.large_bytes,
                width: self.large_width,
                height: self.large_height,
            },
            small: PictureFile {
                hash: hash(self.small_hash)?,
                bytes: self.small_bytes,
                width: self.small_width,
                height: self.small_height,
            },
        })
    }
}

pub(super) async fn keep(db: &mut SqliteConnection, new: &NewPhotograph) -> sqlx::Result<Answer> {
    let mut query = sqlx::query_as(
        "INSERT INTO photographs (room, item, caption, taken_at, people,
             large_hash, large_bytes, large_width, large_height, small_hash, small_bytes, small_width, small_height)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
    )
    .bind(&new.room)
    .bind(new.item.map(|item| item.0))
    .bind(new.caption.as_str())
    .bind(new.taken.0)
    .bind(new.people);
    for file in [&new.files.large, &new.files.small] {
        query = query.bind(file.hash.0.as_slice()).bind(file.bytes).bind(file.width).bind(file.height);
    }
    let row: Row = query.fetch_one(db).await?;
    Ok(Answer::Photographs(vec![row.photograph()?]))
}

pub(super) async fn list(db: &mut SqliteConnection) -> sqlx::Result<Answer> {
    let most = u32::try_from(MOST_PHOTOGRAPHS).unwrap_or(u32::MAX);
    let rows: Vec<Row> =
        sqlx::query_as("SELECT * FROM photographs ORDER BY id DESC LIMIT ?").bind(most).fetch_all(db).await?;
    Ok(Answer::Photographs(rows.into_iter().map(Row::photograph).collect::<sqlx::Result<_>>()?))
}

/// Names of the files that photographs need.
pub(super) async fn needed_files(db: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT large_hash, small_hash FROM photographs").fetch_all(db).await?;
    Ok(rows.into_iter().flat_map(|(large, small)| [media::file_name(&large), media::file_name(&small)]).collect())
}
