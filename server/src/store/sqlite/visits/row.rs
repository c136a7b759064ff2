//! A visit's row as the value the venue knows. A row that no version of this program wrote is an error, never a guess.

use hiroba_shared::{
    country::Country,
    ids::{SeatId, VisitorId},
    look::Look,
    profile::{Language, Languages, OrganisationKind, Persona},
    text::{DisplayName, OrganisationName},
    units::{Facing, Point},
};
use sqlx::SqliteConnection;

use super::super::{
    blocks,
    columns::columns,
    odd_row,
    person::{self, Lasting, TraceRow},
};
use crate::venue::{
    input::UnixSeconds,
    record::{Place, Visit},
};

struct VisitRow {
    name: Option<String>,
    country: String,
    organisation_kind: String,
    organisation: Option<String>,
    languages: String,
    look: Vec<u8>,
    role: String,
    takes_direct: bool,
    room: Option<String>,
    x: Option<i32>,
    y: Option<i32>,
    facing: Option<u8>,
    seat: Option<u16>,
    trace: TraceRow,
}

columns!(
    VisitRow {
        name,
        country,
        organisation_kind,
        organisation,
        languages,
        look,
        role,
        takes_direct,
        room,
        x,
        y,
        facing,
        seat
    } + trace
);

/// The visit of `visitor` as it is now.
pub(super) async fn visit(db: &mut SqliteConnection, visitor: VisitorId, now: UnixSeconds) -> sqlx::Result<Visit> {
    let row: VisitRow = sqlx::query_as(
        "SELECT name, country, organisation_kind, organisation, languages, look, role, takes_direct,
             room, x, y, facing, seat, device, address, name_skeleton
         FROM visits WHERE id = ?",
    )
    .bind(visitor.0)
    .fetch_one(&mut *db)
    .await?;
    let (role, place) = (person::role(&row.role)?, place(&row));
    let takes_direct = row.takes_direct;
    let (persona, trace) = persona(row)?;
    let trace = trace.trace()?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(Visit {
        visitor,
        role,
        place,
        mutes: person::in_force(db, Lasting::Mute, (Some(visitor), &trace, role), now).await?,
        blocks: blocks::blocks(db, visitor, now).await?,
        blocked_by: blocks::blocked_by(db, visitor, now).await?,
        takes_direct,
        persona,
        trace,
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

fn persona(row: VisitRow) -> sqlx::Result<(Persona, TraceRow)> {
    let kind = OrganisationKind::ALL.into_iter().find(|kind| kind.name() == row.organisation_kind);
    let kind = kind.ok_or(sqlx::Error::RowNotFound)?;
    let codes = row.languages.split(',').filter(|code| !code.is_empty());
    let languages = codes.map(Language::new).collect::<Result<Vec<_>, _>>().map_err(odd_row)?;
    let look: [u8; 6] = row.look.try_into().map_err(|_| odd_row(hiroba_shared::look::UnknownPart))?;
    let persona = Persona {
        name: DisplayName::new(&row.name.unwrap_or_default()).map_err(odd_row)?,
        country: Country::new(&row.country).map_err(odd_row)?,
        organisation_kind: kind,
        organisation: row.organisation.as_deref().map(OrganisationName::new).transpose().map_err(odd_row)?,
        languages: Languages::new(languages).map_err(odd_row)?,
        look: Look::new(look).map_err(odd_row)?,
    };
    Ok((persona, row.trace))
}
