//! Who belongs to the staff: links for newcomers, roles, removal. A venue that has a host keeps one.

use hiroba_desk::keeping::{Answered, Change, NewLink, OpenLink, Outcome, Person, Staff, StaffId};
use hiroba_desk::rights::{self, Action};
use hiroba_shared::role::Role;
use sqlx::SqliteConnection;

use super::changes::{self, Note};
use super::row::{self, LinkRow, StaffRow};
use super::{entry, invitations};

/// Links that can be open at once, the newest.
const MOST_LINKS: i64 = 200;

/// How many hosts there are.
pub(super) async fn hosts(db: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT count(*) FROM staff WHERE role = ?").bind(Role::Host.name()).fetch_one(db).await
}

pub(super) async fn list(db: &mut SqliteConnection, staff: Staff, now: i64) -> sqlx::Result<Answered> {
    let people: Vec<StaffRow> = sqlx::query_as("SELECT id, name, role, password, seen_at FROM staff ORDER BY name_key")
        .fetch_all(&mut *db)
        .await?;
    let links: Vec<LinkRow> = sqlx::query_as(
        "SELECT id, about, role, renews, made_by, expires_at FROM staff_links
         WHERE expires_at > ? AND made_by IS NOT NULL ORDER BY id DESC",
    )
    .bind(now)
    .fetch_all(db)
    .await?;
    let people = people.into_iter().map(StaffRow::person).collect::<sqlx::Result<Vec<Person>>>()?;
    let links = links.into_iter().map(LinkRow::open_link).collect::<sqlx::Result<Vec<OpenLink>>>()?;
    Ok(Answered::Done(staff, Outcome::People(people, links)))
}

pub(super) async fn add(
    db: &mut SqliteConnection,
    staff: Staff,
    (link, about, role): (&NewLink, &str, Role),
    now: i64,
) -> sqlx::Result<Answered> {
    insert_link(db, &staff, link, (about, role, None)).await?;
    let note = Note { by: Some(&staff.name), change: Change::AddedPerson, whom: about, role: Some(role) };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

pub(super) async fn renew(
    db: &mut SqliteConnection,
    staff: Staff,
    (link, whom): (&NewLink, StaffId),
    now: i64,
) -> sqlx::Result<Answered> {
    let Some(whom) = row::staff(db, whom).await? else { return Ok(Answered::Gone(staff)) };
    sqlx::query("DELETE FROM staff_links WHERE renews = ?").bind(whom.id.0).execute(&mut *db).await?;
    insert_link(db, &staff, link, (&whom.name, whom.role, Some(whom.id))).await?;
    let note = Note { by: Some(&staff.name), change: Change::OfferedPassword, whom: &whom.name, role: None };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

pub(super) async fn withdraw(db: &mut SqliteConnection, staff: Staff, link: i64, now: i64) -> sqlx::Result<Answered> {
    let about: Option<String> =
        sqlx::query_scalar("DELETE FROM staff_links WHERE id = ? AND made_by IS NOT NULL RETURNING about")
            .bind(link)
            .fetch_optional(&mut *db)
            .await?;
    let Some(about) = about else { return Ok(Answered::Gone(staff)) };
    let note = Note { by: Some(&staff.name), change: Change::WithdrewLink, whom: &about, role: None };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

pub(super) async fn change_role(
    db: &mut SqliteConnection,
    staff: Staff,
    (whom, role): (StaffId, Role),
    now: i64,
) -> sqlx::Result<Answered> {
    let Some(whom) = row::staff(db, whom).await? else { return Ok(Answered::Gone(staff)) };
    if whom.role == role {
        return Ok(Answered::Done(staff, Outcome::Nothing));
    }
    if is_last_host(db, &whom).await? {
        return Ok(Answered::LastHost(staff));
    }
    take_back(db, whom.id, Some(role)).await?;
    sqlx::query("UPDATE staff SET role = ? WHERE id = ?").bind(role.name()).bind(whom.id.0).execute(&mut *db).await?;
    let note = Note { by: Some(&staff.name), change: Change::ChangedRole, whom: &whom.name, role: Some(role) };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

pub(super) async fn remove(db: &mut SqliteConnection, staff: Staff, whom: StaffId, now: i64) -> sqlx::Result<Answered> {
    let Some(whom) = row::staff(db, whom).await? else { return Ok(Answered::Gone(staff)) };
    if is_last_host(db, &whom).await? {
        return Ok(Answered::LastHost(staff));
    }
    entry::end_sessions(db, whom.id).await?;
    take_back(db, whom.id, None).await?;
    sqlx::query("DELETE FROM staff WHERE id = ?").bind(whom.id.0).execute(&mut *db).await?;
    let note = Note { by: Some(&staff.name), change: Change::Removed, whom: &whom.name, role: Some(whom.role) };
    changes::write(db, now, note).await?;
    Ok(Answered::Done(staff, Outcome::Nothing))
}

/// Whoever leaves, or may do less from now on, leaves no way in behind: what they gave and could not give any more ends.
async fn take_back(db: &mut SqliteConnection, whom: StaffId, role: Option<Role>) -> sqlx::Result<()> {
    if !role.is_some_and(|role| rights::may(role, Action::ChangePeople)) {
        sqlx::query("DELETE FROM staff_links WHERE made_by = ?").bind(whom.0).execute(&mut *db).await?;
    }
    let lost = Role::ALL.into_iter().filter(|given| !role.is_some_and(|role| rights::may_invite(role, *given)));
    for given in lost {
        invitations::end_all(db, whom, given).await?;
    }
    Ok(())
}

async fn is_last_host(db: &mut SqliteConnection, whom: &Staff) -> sqlx::Result<bool> {
    Ok(whom.role == Role::Host && hosts(db).await? <= 1)
}

async fn insert_link(
    db: &mut SqliteConnection,
    staff: &Staff,
    link: &NewLink,
    (about, role, renews): (&str, Role, Option<StaffId>),
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO staff_links (seal, about, role, renews, made_by, expires_at) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(link.seal.0.to_vec())
        .bind(about)
        .bind(role.name())
        .bind(renews.map(|staff| staff.0))
        .bind(staff.id.0)
        .bind(link.expires)
        .execute(&mut *db)
        .await?;
    sqlx::query("DELETE FROM staff_links WHERE id NOT IN (SELECT id FROM staff_links ORDER BY id DESC LIMIT ?)")
        .bind(MOST_LINKS)
        .execute(db)
        .await?;
    Ok(())
}
