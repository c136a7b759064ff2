//! A visit's row as the value the venue knows. A row that no version of this program wrote is an error, never a guess.

use hiroba_shared::{
    country::Country,
    ids::{SeatId, VisitorId},
    look::Look,
    profile::{Language, Languages, OrganisationKind, Persona},
    role::Role,
    text::{DisplayName, OrganisationName},
    units::{Facing, Point},
};
use sqlx::SqliteConnection;

use super::super::odd_row;
use crate::venue::{
    input::UnixSeconds,
    record::{Place, Visit},
};

#[derive(sqlx::FromRow)]
struct VisitRow {
    name: Option<String>,
    country: String,
    organisation_kind: String,
    organisation: Option<String>,
    languages: String,
    look: Vec<u8>,
    role: String,
    muted_until: Option<i64>,
    takes_direct: bool,
    room: Option<String>,
    x: Option<i32>,
    y: Option<i32>,
    facing: Option<u8>,
    seat: Option<u16>,
}

/// The visit of `visitor` as it is now.
pub(super) async fn visit(db: &mut SqliteConnection, visitor: VisitorId, now: UnixSeconds) -> sqlx::Result<Visit> {
    let row: VisitRow = sqlx::query_as(
        "SELECT name, country, organisation_kind, organisation, languages, look, role, muted_until, takes_direct,
             room, x, y, facing, seat
         FROM visits WHERE id = ?",
    )
    .bind(visitor.0)
    .fetch_one(&mut *db)
    .await?;
    let blocks: Vec<u32> = sqlx::query_scalar("SELECT other FROM blocks WHERE visitor = ? ORDER BY other")
        .bind(visitor.0)
        .fetch_all(db)
        .await?;
    Ok(Visit {
        visitor,
        role: Role::from_name(&row.role).ok_or(sqlx::Error::RowNotFound)?,
        place: place(&row),
        muted_until: row.muted_until.map(UnixSeconds).filter(|until| *until > now),
        blocks: blocks.into_iter().map(VisitorId).collect(),
        takes_direct: row.takes_direct,
        persona: persona(row)?,
    })
}

/// Languages as they are written into a row: codes with a comma between them.
pub(super) fn languages_text(languages: &Languages) -> String {
    let codes: Vec<&str> = languages.as_slice().iter().map(Language::code).collect();
    codes.join(",")
}

fn place(row: &VisitRow) -> Option<Place> {
    Some(Place {
        room: row.room.clone()?,
        at: Point::new(row.x?, row.y?),
        facing: Facing::from_index(row.facing?),
        seat: row.seat.map(SeatId),
    })
}

fn persona(row: VisitRow) -> sqlx::Result<Persona> {
    let kind = OrganisationKind::ALL.into_iter().find(|kind| kind.name() == row.organisation_kind);
    let codes = row.languages.split(',').filter(|code| !code.is_empty());
    let languages = codes.map(Language::new).collect::<Result<Vec<_>, _>>().map_err(odd_row)?;
    let look: [u8; 6] = row.look.try_into().map_err(|_| odd_row(hiroba_shared::look::UnknownPart))?;
    Ok(Persona {
        name: DisplayName::new(&row.name.unwrap_or_default()).map_err(odd_row)?,
        country: Country::new(&row.country).map_err(odd_row)?,
        organisation_kind: kind.unwrap_or_default(),
        organisation: row.organisation.as_deref().map(OrganisationName::new).transpose().map_err(odd_row)?,
        languages: Languages::new(languages).map_err(odd_row)?,
        look: Look::new(look).map_err(odd_row)?,
    })
}
