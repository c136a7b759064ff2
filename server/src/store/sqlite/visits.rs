//! Visits, keys, invitations and blocks in SQLite.

mod row;

use hiroba_shared::{door::RESUME_SECONDS, ids::VisitorId, role::Role};
use sqlx::SqliteConnection;

use super::{desk, odd_row, person};
use crate::{
    store::MAX_KEYS_PER_VISIT,
    venue::{
        input::{Digest, UnixSeconds},
        record::{Answer, NewVisit, Place},
    },
};

pub(super) async fn open(db: &mut SqliteConnection, opening: &NewVisit) -> sqlx::Result<Answer> {
    let invited = match opening.invitation {
        Some(code) => Some(usable_invitation(db, code, opening.now).await?),
        None => None,
    };
    let role = invited.flatten().unwrap_or_default();
    if let Some(until) = person::barred_until(db, (None, &opening.trace, role), opening.now).await? {
        return Ok(Answer::Barred(until));
    }
    match (opening.invitation, invited) {
        (Some(code), Some(Some(_))) => use_invitation(db, code).await?,
        (_, Some(None)) => return Ok(Answer::BadInvitation),
        (_, None) | (None, Some(Some(_))) => {}
    }
    let persona = &opening.persona;
    let id = sqlx::query(
        "INSERT INTO visits (name, country, organisation_kind, organisation, languages, look, role,
             device, address, name_skeleton, invitation, agreed, began_at, seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(persona.name.as_str())
    .bind(persona.country.code())
    .bind(persona.organisation_kind.name())
    .bind(persona.organisation.as_ref().map(|name| name.as_str()))
    .bind(row::languages_text(&persona.languages))
    .bind(persona.look.parts().to_vec())
    .bind(role.name())
    .bind(opening.trace.device.map(|device| device.0.to_vec()))
    .bind(opening.trace.address.0.to_vec())
    .bind(&opening.trace.name_skeleton)
    .bind(opening.invitation.map(|code| code.0.to_vec()))
    .bind(opening.agreed.letters())
    .bind(opening.now.0)
    .bind(opening.now.0)
    .execute(&mut *db)
    .await?
    .last_insert_rowid();
    let visitor = VisitorId(u32::try_from(id).map_err(odd_row)?);
    add_key(db, visitor, opening.resume).await?;
    Ok(Answer::Opened(Box::new(row::visit(db, visitor, opening.now).await?)))
}

pub(super) async fn resume(
    db: &mut SqliteConnection,
    key: Digest,
    resume: Digest,
    now: UnixSeconds,
) -> sqlx::Result<Answer> {
    let found: Option<u32> = sqlx::query_scalar(
        "SELECT visits.id FROM keys JOIN visits ON visits.id = keys.visitor
         WHERE keys.digest = ? AND visits.name IS NOT NULL AND visits.seen_at >= ?",
    )
    .bind(key.0.to_vec())
    .bind(now.0 - i64::from(RESUME_SECONDS))
    .fetch_optional(&mut *db)
    .await?;
    let Some(visitor) = found.map(VisitorId) else { return Ok(Answer::Unknown) };
    let Some(person) = person::find(db, visitor).await? else { return Ok(Answer::Unknown) };
    if let Some(until) = person::barred_until(db, (Some(visitor), &person.trace, person.role), now).await? {
        return Ok(Answer::Barred(until));
    }
    add_key(db, visitor, resume).await?;
    drop_oldest_keys(db, visitor, key).await?;
    see(db, visitor, now).await?;
    begin(db, visitor).await?;
    Ok(Answer::Opened(Box::new(row::visit(db, visitor, now).await?)))
}

pub(super) async fn settle_key(db: &mut SqliteConnection, visitor: VisitorId, resume: Digest) -> sqlx::Result<Answer> {
    sqlx::query("DELETE FROM keys WHERE visitor = ? AND digest <> ?")
        .bind(visitor.0)
        .bind(resume.0.to_vec())
        .execute(&mut *db)
        .await?;
    // Another window may have come in since and have settled its own key.
    sqlx::query("INSERT OR IGNORE INTO keys (digest, visitor) SELECT ?, id FROM visits WHERE id = ?")
        .bind(resume.0.to_vec())
        .bind(visitor.0)
        .execute(&mut *db)
        .await?;
    begin(db, visitor).await?;
    Ok(Answer::Kept)
}

pub(super) async fn keep_places(
    db: &mut SqliteConnection,
    places: &[(VisitorId, Place)],
    now: UnixSeconds,
) -> sqlx::Result<Answer> {
    for (visitor, place) in places {
        sqlx::query(
            "UPDATE visits SET room = ?, x = ?, y = ?, facing = ?, seat = ?, seen_at = max(seen_at, ?) WHERE id = ?",
        )
        .bind(&place.room)
        .bind(place.at.x)
        .bind(place.at.y)
        .bind(place.facing.index())
        .bind(place.seat.map(|seat| seat.0))
        .bind(now.0)
        .bind(visitor.0)
        .execute(&mut *db)
        .await?;
    }
    Ok(Answer::Kept)
}

pub(super) async fn close(db: &mut SqliteConnection, visitor: VisitorId, now: UnixSeconds) -> sqlx::Result<Answer> {
    see(db, visitor, now).await?;
    sqlx::query(
        "UPDATE invitations SET uses = uses + 1 WHERE code = (SELECT invitation FROM visits WHERE visits.id = ?)",
    )
    .bind(visitor.0)
    .execute(&mut *db)
    .await?;
    begin(db, visitor).await?;
    delete_keys(db, visitor).await?;
    Ok(Answer::Kept)
}

pub(super) async fn invite(
    db: &mut SqliteConnection,
    code: Digest,
    role: Role,
    uses: u32,
    expires: UnixSeconds,
) -> sqlx::Result<Answer> {
    let sheet = desk::operator_sheet(db, (code, role), uses, expires).await?;
    sqlx::query("INSERT OR REPLACE INTO invitations (code, role, uses, expires_at, sheet) VALUES (?, ?, ?, ?, ?)")
        .bind(code.0.to_vec())
        .bind(role.name())
        .bind(uses)
        .bind(expires.0)
        .bind(sheet)
        .execute(db)
        .await?;
    Ok(Answer::Kept)
}

pub(super) async fn take_direct(db: &mut SqliteConnection, visitor: VisitorId, takes: bool) -> sqlx::Result<Answer> {
    let changed =
        sqlx::query("UPDATE visits SET takes_direct = ? WHERE id = ?").bind(takes).bind(visitor.0).execute(db).await?;
    Ok(if changed.rows_affected() == 0 { Answer::Unknown } else { Answer::Kept })
}

/// What the visitor agreed to.
pub(super) async fn agreed(db: &mut SqliteConnection, visitor: VisitorId) -> sqlx::Result<Option<String>> {
    let found = sqlx::query_scalar("SELECT agreed FROM visits WHERE id = ?").bind(visitor.0).fetch_optional(db);
    Ok(found.await?.flatten())
}

pub(super) async fn delete_keys(db: &mut SqliteConnection, visitor: VisitorId) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM keys WHERE visitor = ?").bind(visitor.0).execute(db).await?;
    Ok(())
}

async fn usable_invitation(db: &mut SqliteConnection, code: Digest, now: UnixSeconds) -> sqlx::Result<Option<Role>> {
    let role: Option<String> =
        sqlx::query_scalar("SELECT role FROM invitations WHERE code = ? AND uses > 0 AND expires_at > ?")
            .bind(code.0.to_vec())
            .bind(now.0)
            .fetch_optional(db)
            .await?;
    Ok(role.and_then(|name| Role::from_name(&name)))
}

async fn use_invitation(db: &mut SqliteConnection, code: Digest) -> sqlx::Result<()> {
    sqlx::query("UPDATE invitations SET uses = uses - 1 WHERE code = ?").bind(code.0.to_vec()).execute(db).await?;
    Ok(())
}

/// The visit began, or is over: the use of its invitation is not given back any more.
async fn begin(db: &mut SqliteConnection, visitor: VisitorId) -> sqlx::Result<()> {
    sqlx::query("UPDATE visits SET invitation = NULL WHERE id = ?").bind(visitor.0).execute(db).await?;
    Ok(())
}

async fn see(db: &mut SqliteConnection, visitor: VisitorId, now: UnixSeconds) -> sqlx::Result<()> {
    sqlx::query("UPDATE visits SET seen_at = max(seen_at, ?) WHERE id = ?")
        .bind(now.0)
        .bind(visitor.0)
        .execute(db)
        .await?;
    Ok(())
}

async fn add_key(db: &mut SqliteConnection, visitor: VisitorId, digest: Digest) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO keys (digest, visitor) VALUES (?, ?)")
        .bind(digest.0.to_vec())
        .bind(visitor.0)
        .execute(db)
        .await?;
    Ok(())
}

async fn drop_oldest_keys(db: &mut SqliteConnection, visitor: VisitorId, shown: Digest) -> sqlx::Result<()> {
    let kept = i64::try_from(MAX_KEYS_PER_VISIT - 1).unwrap_or(1);
    sqlx::query(
        "DELETE FROM keys WHERE visitor = ?1 AND digest <> ?2 AND id NOT IN
             (SELECT id FROM keys WHERE visitor = ?1 AND digest <> ?2 ORDER BY id DESC LIMIT ?3)",
    )
    .bind(visitor.0)
    .bind(shown.0.to_vec())
    .bind(kept)
    .execute(db)
    .await?;
    Ok(())
}
