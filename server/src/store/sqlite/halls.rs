//! What stands in the halls, in SQLite: written whole, read whole.

use hiroba_shared::deck::PageNumber;
use hiroba_shared::ids::{DeckId, VisitorId};
use hiroba_shared::protocol::slides::Screen;
use sqlx::SqliteConnection;

use super::{columns::columns, decks};
use crate::venue::record::hall::{FoundHall, FoundScreen, KeptHall};
use crate::venue::record::{Answer, DeckClaim};

struct Row {
    deck: u32,
    page: u16,
    blank: bool,
    presenter: u32,
}

columns!(Row { deck, page, blank, presenter });

pub(super) async fn keep(db: &mut SqliteConnection, halls: &[KeptHall]) -> sqlx::Result<Answer> {
    for hall in halls {
        keep_stage(db, hall).await?;
        keep_screen(db, hall).await?;
    }
    Ok(Answer::Kept)
}

pub(super) async fn read(db: &mut SqliteConnection, room: &str) -> sqlx::Result<Answer> {
    let stage: Vec<u32> = sqlx::query_scalar("SELECT visitor FROM stages WHERE room = ? ORDER BY place")
        .bind(room)
        .fetch_all(&mut *db)
        .await?;
    let row: Option<Row> = sqlx::query_as("SELECT deck, page, blank, presenter FROM screens WHERE room = ?")
        .bind(room)
        .fetch_optional(&mut *db)
        .await?;
    let screen = match row {
        Some(row) => screen(db, row).await?,
        None => None,
    };
    Ok(Answer::Hall(Box::new(FoundHall { stage: stage.into_iter().map(VisitorId).collect(), screen })))
}

async fn keep_stage(db: &mut SqliteConnection, hall: &KeptHall) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM stages WHERE room = ?").bind(&hall.room).execute(&mut *db).await?;
    for (place, visitor) in (0i64..).zip(&hall.stage) {
        sqlx::query("INSERT INTO stages (room, place, visitor) VALUES (?, ?, ?)")
            .bind(&hall.room)
            .bind(place)
            .bind(visitor.0)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

async fn keep_screen(db: &mut SqliteConnection, hall: &KeptHall) -> sqlx::Result<()> {
    let Some(shown) = &hall.screen else {
        sqlx::query("DELETE FROM screens WHERE room = ?").bind(&hall.room).execute(db).await?;
        return Ok(());
    };
    sqlx::query("INSERT OR REPLACE INTO screens (room, deck, page, blank, presenter) VALUES (?, ?, ?, ?, ?)")
        .bind(&hall.room)
        .bind(shown.deck.0)
        .bind(shown.screen.page.number())
        .bind(shown.screen.blank)
        .bind(shown.presenter.0)
        .execute(db)
        .await?;
    Ok(())
}

/// What a screen showed, if its deck is still there.
async fn screen(db: &mut SqliteConnection, row: Row) -> sqlx::Result<Option<FoundScreen>> {
    let Answer::Deck(deck) = decks::find(db, DeckId(row.deck), DeckClaim::Any).await? else { return Ok(None) };
    let page = PageNumber::try_from(row.page).map_err(|fault| sqlx::Error::Decode(fault.into()))?;
    let screen = Screen { page, blank: row.blank };
    Ok(Some(FoundScreen { deck: *deck, screen, presenter: VisitorId(row.presenter) }))
}
