//! The ways in and out of the desk: one-time links, passwords, sessions.

use hiroba_desk::keeping::{
    Answered, Beginning, Change, NameKey, NewLink, NewSession, Offer, Outcome, Seal, Staff, StaffId,
};
use hiroba_shared::role::Role;
use sqlx::SqliteConnection;

use super::super::person;
use super::changes::{self, Note};
use super::row::{self, LinkRow, StaffRow};

/// Sessions somebody can have at once; further ones end the oldest.
const MOST_SESSIONS: i64 = 20;

pub(super) async fn offer_host(db: &mut SqliteConnection, link: &NewLink, now: i64) -> sqlx::Result<Answered> {
    sqlx::query("DELETE FROM staff_links WHERE made_by IS NULL").execute(&mut *db).await?;
    sqlx::query("INSERT INTO staff_links (seal, about, role, expires_at) VALUES (?, '', ?, ?)")
        .bind(link.seal.0.to_vec())
        .bind(Role::Host.name())
        .bind(link.expires)
        .execute(&mut *db)
        .await?;
    changes::write(db, now, Note { by: None, change: Change::OfferedHost, whom: "", role: Some(Role::Host) }).await?;
    Ok(Answered::Kept)
}

pub(super) async fn read_link(db: &mut SqliteConnection, seal: Seal, now: i64) -> sqlx::Result<Answered> {
    let Some(link) = find_link(db, seal, now).await? else { return Ok(Answered::Spent) };
    let renews = match link.renews {
        Some(id) => row::staff(db, StaffId(id)).await?.map(|staff| staff.name),
        None => None,
    };
    let role = person::role(&link.role)?;
    Ok(Answered::Offer(Offer { role, renews, by_operator: link.made_by.is_none() }))
}

pub(super) async fn begin(db: &mut SqliteConnection, beginning: &Beginning, now: i64) -> sqlx::Result<Answered> {
    let Some(link) = find_link(db, beginning.link, now).await? else { return Ok(Answered::Spent) };
    let role = person::role(&link.role)?;
    let (id, change) = match (link.renews, find(db, &beginning.key).await?) {
        (Some(id), _) => (id, Change::RenewedPassword),
        (None, None) => (insert(db, beginning, role, now).await?, Change::Began),
        // The operator's link is the way back for a host who lost the password.
        (None, Some(known)) if link.made_by.is_none() && known.role == role.name() => {
            (known.id, Change::RenewedPassword)
        }
        (None, Some(_)) => return Ok(Answered::NameTaken),
    };
    if change == Change::RenewedPassword {
        sqlx::query("UPDATE staff SET password = ? WHERE id = ?")
            .bind(&beginning.password)
            .bind(id)
            .execute(&mut *db)
            .await?;
        end_sessions(db, StaffId(id)).await?;
        // Whoever had another link for this password has none any more.
        sqlx::query("DELETE FROM staff_links WHERE renews = ?").bind(id).execute(&mut *db).await?;
    }
    sqlx::query("DELETE FROM staff_links WHERE id = ?").bind(link.id).execute(&mut *db).await?;
    let Some(staff) = row::staff(db, StaffId(id)).await? else { return Ok(Answered::Spent) };
    let note = Note { by: Some(&staff.name), change, whom: &staff.name, role: Some(staff.role) };
    changes::write(db, now, note).await?;
    open_session(db, &staff, &beginning.session, now).await?;
    Ok(Answered::Signed(staff))
}

pub(super) async fn find_password(db: &mut SqliteConnection, key: &NameKey) -> sqlx::Result<Answered> {
    let found = find(db, key).await?;
    Ok(Answered::Password(found.map(|row| (StaffId(row.id), row.password))))
}

pub(super) async fn sign_in(db: &mut SqliteConnection, new: &NewSession, now: i64) -> sqlx::Result<Answered> {
    let row: Option<StaffRow> =
        sqlx::query_as("SELECT id, name, role, password, seen_at FROM staff WHERE id = ? AND password = ?")
            .bind(new.staff.0)
            .bind(&new.password)
            .fetch_optional(&mut *db)
            .await?;
    let Some(staff) = row.map(StaffRow::staff).transpose()? else { return Ok(Answered::NoSession) };
    open_session(db, &staff, &new.session, now).await?;
    Ok(Answered::Signed(staff))
}

pub(super) async fn sign_out(db: &mut SqliteConnection, seal: Seal) -> sqlx::Result<Answered> {
    sqlx::query("DELETE FROM staff_sessions WHERE seal = ?").bind(seal.0.to_vec()).execute(db).await?;
    Ok(Answered::Kept)
}

pub(super) async fn sign_out_everywhere(db: &mut SqliteConnection, staff: Staff, now: i64) -> sqlx::Result<Answered> {
    end_sessions(db, staff.id).await?;
    let note = Note { by: Some(&staff.name), change: Change::SignedOutEverywhere, whom: &staff.name, role: None };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

/// Whose session this is.
pub(super) async fn by_session(db: &mut SqliteConnection, seal: Seal, now: i64) -> sqlx::Result<Option<Staff>> {
    let row: Option<StaffRow> = sqlx::query_as(
        "SELECT staff.id, name, role, password, seen_at FROM staff_sessions JOIN staff ON staff.id = staff_sessions.staff
         WHERE seal = ? AND expires_at > ?",
    )
    .bind(seal.0.to_vec())
    .bind(now)
    .fetch_optional(db)
    .await?;
    row.map(StaffRow::staff).transpose()
}

/// Ends every session of somebody.
pub(super) async fn end_sessions(db: &mut SqliteConnection, staff: StaffId) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM staff_sessions WHERE staff = ?").bind(staff.0).execute(db).await?;
    Ok(())
}

/// Deletes sessions and links that are over; says how many.
pub(super) async fn forget(db: &mut SqliteConnection, now: i64) -> sqlx::Result<u64> {
    let sessions = sqlx::query("DELETE FROM staff_sessions WHERE expires_at <= ?").bind(now).execute(&mut *db).await?;
    let links = sqlx::query("DELETE FROM staff_links WHERE expires_at <= ?").bind(now).execute(db).await?;
    Ok(sessions.rows_affected() + links.rows_affected())
}

async fn find_link(db: &mut SqliteConnection, seal: Seal, now: i64) -> sqlx::Result<Option<LinkRow>> {
    sqlx::query_as(
        "SELECT id, about, role, renews, made_by, expires_at FROM staff_links WHERE seal = ? AND expires_at > ?",
    )
    .bind(seal.0.to_vec())
    .bind(now)
    .fetch_optional(db)
    .await
}

async fn find(db: &mut SqliteConnection, key: &NameKey) -> sqlx::Result<Option<StaffRow>> {
    sqlx::query_as("SELECT id, name, role, password, seen_at FROM staff WHERE name_key = ?")
        .bind(&key.0)
        .fetch_optional(db)
        .await
}

async fn insert(db: &mut SqliteConnection, new: &Beginning, role: Role, now: i64) -> sqlx::Result<i64> {
    let inserted = sqlx::query("INSERT INTO staff (name, name_key, role, password, seen_at) VALUES (?, ?, ?, ?, ?)")
        .bind(&new.name)
        .bind(&new.key.0)
        .bind(role.name())
        .bind(&new.password)
        .bind(now)
        .execute(db)
        .await?;
    Ok(inserted.last_insert_rowid())
}

async fn open_session(db: &mut SqliteConnection, staff: &Staff, session: &NewLink, now: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE staff SET seen_at = ? WHERE id = ?").bind(now).bind(staff.id.0).execute(&mut *db).await?;
    sqlx::query("INSERT INTO staff_sessions (seal, staff, expires_at) VALUES (?, ?, ?)")
        .bind(session.seal.0.to_vec())
        .bind(staff.id.0)
        .bind(session.expires)
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "DELETE FROM staff_sessions WHERE staff = ?1 AND seal NOT IN
             (SELECT seal FROM staff_sessions WHERE staff = ?1 ORDER BY expires_at DESC LIMIT ?2)",
    )
    .bind(staff.id.0)
    .bind(MOST_SESSIONS)
    .execute(db)
    .await?;
    Ok(())
}
