//! Decks in SQLite, and which of their files are still needed.

use std::collections::BTreeSet;

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::{DeckRow, MOST_DECKS};
use hiroba_shared::text::DeckTitle;
use sqlx::SqliteConnection;

use super::{columns::columns, odd_row};
use crate::media;
use crate::venue::input::Digest;
use crate::venue::record::{Answer, DeckClaim, KeptDeck, NewDeck};

/// One row.
#[derive(Debug)]
struct Row {
    id: u32,
    visitor: u32,
    title: String,
    last_page: u16,
    index_hash: Vec<u8>,
    brought_at: i64,
    /// Of the bringer's visit, as long as that is known.
    device: Option<Vec<u8>>,
}

columns!(Row { id, visitor, title, last_page, index_hash, brought_at, device });

impl Row {
    fn deck(self) -> sqlx::Result<KeptDeck> {
        let title = DeckTitle::new(&self.title).map_err(odd_row)?;
        let odd = || sqlx::Error::Decode("a deck without pages or index".into());
        let last = PageNumber::new(self.last_page).ok_or_else(odd)?;
        let index = <[u8; 32]>::try_from(self.index_hash).map_err(|_| odd())?;
        let row = DeckRow { deck: DeckId(self.id), title, last, brought: self.brought_at };
        let device = self.device.map(|device| <[u8; 32]>::try_from(device).map(Digest)).transpose();
        let device = device.map_err(|_| sqlx::Error::Decode("a device of another length".into()))?;
        Ok(KeptDeck { row, index, by: VisitorId(self.visitor), device })
    }
}

pub(super) async fn keep(db: &mut SqliteConnection, new: &NewDeck) -> sqlx::Result<Answer> {
    let id: u32 = sqlx::query_scalar(
        "INSERT INTO decks (visitor, title, last_page, index_hash, pictures, brought_at)
         VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(new.by.0)
    .bind(new.title.as_str())
    .bind(new.files.last.number())
    .bind(new.files.index.as_slice())
    .bind(new.files.pictures.concat())
    .bind(new.now.0)
    .fetch_one(&mut *db)
    .await?;
    find(db, DeckId(id), DeckClaim::Any).await
}

pub(super) async fn list(db: &mut SqliteConnection, claim: DeckClaim) -> sqlx::Result<Answer> {
    let claimed = Claimed::of(db, claim).await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT decks.id, visitor, title, last_page, index_hash, brought_at, visits.device AS device
         FROM decks LEFT JOIN visits ON visits.id = visitor ORDER BY decks.id DESC",
    )
    .fetch_all(db)
    .await?;
    let theirs = rows.into_iter().filter(|row| claimed.holds(row.visitor)).take(MOST_DECKS);
    Ok(Answer::Decks(theirs.map(|row| Ok(row.deck()?.row)).collect::<sqlx::Result<_>>()?))
}

pub(super) async fn find(db: &mut SqliteConnection, deck: DeckId, claim: DeckClaim) -> sqlx::Result<Answer> {
    let claimed = Claimed::of(db, claim).await?;
    let row: Option<Row> = sqlx::query_as(
        "SELECT decks.id, visitor, title, last_page, index_hash, brought_at, visits.device AS device
         FROM decks LEFT JOIN visits ON visits.id = visitor WHERE decks.id = ?",
    )
    .bind(deck.0)
    .fetch_optional(db)
    .await?;
    Ok(match row.filter(|row| claimed.holds(row.visitor)) {
        Some(row) => Answer::Deck(Box::new(row.deck()?)),
        None => Answer::Unknown,
    })
}

pub(super) async fn forget(db: &mut SqliteConnection, deck: DeckId, claim: DeckClaim) -> sqlx::Result<Answer> {
    if find(db, deck, claim).await? == Answer::Unknown {
        return Ok(Answer::Unknown);
    }
    sqlx::query("DELETE FROM decks WHERE id = ?").bind(deck.0).execute(&mut *db).await?;
    list(db, claim).await
}

/// The names of all files that some deck needs.
pub(super) async fn needed_files(db: &mut SqliteConnection) -> sqlx::Result<BTreeSet<String>> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT index_hash, pictures FROM decks").fetch_all(db).await?;
    Ok(rows
        .iter()
        .flat_map(|(index, pictures)| [index.as_slice()].into_iter().chain(pictures.chunks(32)))
        .map(media::file_name)
        .collect())
}

/// Whose decks somebody may touch, as numbers of visits.
enum Claimed {
    Everybodys,
    Of(BTreeSet<u32>),
}

impl Claimed {
    async fn of(db: &mut SqliteConnection, claim: DeckClaim) -> sqlx::Result<Self> {
        Ok(match claim {
            DeckClaim::Any => Self::Everybodys,
            DeckClaim::Own(VisitorId(visitor)) => {
                let visits: Vec<u32> = sqlx::query_scalar(
                    "SELECT ?1 UNION SELECT other.id FROM visits AS me JOIN visits AS other ON other.device = me.device
                         WHERE me.id = ?1",
                )
                .bind(visitor)
                .fetch_all(db)
                .await?;
                Self::Of(visits.into_iter().collect())
            }
        })
    }

    fn holds(&self, visitor: u32) -> bool {
        match self {
            Self::Everybodys => true,
            Self::Of(visits) => visits.contains(&visitor),
        }
    }
}
