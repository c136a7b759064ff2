//! Who is the same person in SQLite, and which mutes and bars are in force for them.
//!
//! The condition is that of [`Trace::is_same_person`], written in SQL beside it so that indexes serve it.

use hiroba_shared::{
    ids::{EntryId, VisitorId},
    role::Role,
    text::DisplayName,
};
use sqlx::SqliteConnection;

use super::{columns::columns, odd_row};
use crate::{
    store::person::Person,
    venue::{
        input::{AddressKey, Digest, UnixSeconds},
        record::{Mute, Trace},
    },
};

/// A lasting deed as its row names it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lasting {
    Mute,
    Bar,
}

/// The columns of a trace, absent once it was forgotten.
#[derive(Debug)]
pub(super) struct TraceRow {
    device: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
    name_skeleton: Option<String>,
}

columns!(TraceRow { device, address, name_skeleton });

struct PersonRow {
    name: String,
    role: String,
    trace: TraceRow,
}

columns!(PersonRow { name, role } + trace);

impl TraceRow {
    /// The trace, if it is still known.
    pub(super) fn trace(self) -> sqlx::Result<Option<Trace>> {
        let Some((address, name_skeleton)) = self.address.zip(self.name_skeleton) else { return Ok(None) };
        let address = AddressKey(address.try_into().map_err(|_| sqlx::Error::RowNotFound)?);
        let device = self.device.map(|device| device.try_into().map(Digest)).transpose();
        Ok(Some(Trace { device: device.map_err(|_| sqlx::Error::RowNotFound)?, address, name_skeleton }))
    }
}

/// The person of a visit that is not forgotten.
pub(super) async fn find(db: &mut SqliteConnection, visitor: VisitorId) -> sqlx::Result<Option<Person>> {
    let row: Option<PersonRow> = sqlx::query_as(
        "SELECT name, role, device, address, name_skeleton FROM visits WHERE id = ? AND name IS NOT NULL",
    )
    .bind(visitor.0)
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(trace) = row.trace.trace()? else { return Ok(None) };
    let name = DisplayName::new(&row.name).map_err(odd_row)?;
    Ok(Some(Person { visitor, name, role: role(&row.role)?, trace }))
}

/// The role with this stored name.
pub(super) fn role(name: &str) -> sqlx::Result<Role> {
    Role::from_name(name).ok_or(sqlx::Error::RowNotFound)
}

/// The deeds of a kind in force for somebody of this role, in any of their visits.
pub(super) async fn in_force(
    db: &mut SqliteConnection,
    kind: Lasting,
    (visitor, trace, whom): (Option<VisitorId>, &Trace, Role),
    now: UnixSeconds,
) -> sqlx::Result<Vec<Mute>> {
    let rows: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT log.id, log.until, doer.role FROM log JOIN visits AS doer ON doer.id = log.by_visitor
         WHERE log.deed = ?1 AND log.undone = 0 AND log.until > ?2
             AND (log.visitor = ?3 OR log.device = ?4 OR (log.address = ?5 AND log.name_skeleton = ?6))
         ORDER BY log.id",
    )
    .bind(match kind {
        Lasting::Mute => "muted",
        Lasting::Bar => "barred",
    })
    .bind(now.0)
    .bind(visitor.map(|visitor| visitor.0))
    .bind(trace.device.map(|device| device.0.to_vec()))
    .bind(trace.address.0.to_vec())
    .bind(&trace.name_skeleton)
    .fetch_all(db)
    .await?;
    let mut all = Vec::new();
    for (entry, until, by) in rows {
        if role(&by)?.outranks(whom) {
            let entry = EntryId(u64::try_from(entry).map_err(odd_row)?);
            all.push(Mute { entry, until: UnixSeconds(until) });
        }
    }
    Ok(all)
}

/// Until when somebody of this role is barred.
pub(super) async fn barred_until(
    db: &mut SqliteConnection,
    whom: (Option<VisitorId>, &Trace, Role),
    now: UnixSeconds,
) -> sqlx::Result<Option<UnixSeconds>> {
    let bars = in_force(db, Lasting::Bar, whom, now).await?;
    Ok(bars.into_iter().map(|bar| bar.until).max())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::Connection;

    const BEFORE: [&str; 4] = [
        include_str!("../migrations/0001_visits.sql"),
        include_str!("../migrations/0002_order.sql"),
        include_str!("../migrations/0003_chat.sql"),
        include_str!("../migrations/0004_agreement.sql"),
    ];
    const KEPT: &str = "
        INSERT INTO visits (id, name, country, organisation_kind, languages, look, role, device, address, name_skeleton,
                began_at, seen_at, muted_until)
            VALUES (1, 'Noor', 'MN', 'other', '', x'', 'moderator', NULL, zeroblob(16), 'noor', 0, 0, NULL),
                (2, 'Rude', 'MN', 'other', '', x'', 'visitor', zeroblob(32), zeroblob(16), 'rude', 0, 0, 100);
        INSERT INTO log (id, at, by_visitor, by_name, visitor, name, deed, until, undone)
            VALUES (1, 0, 1, 'Noor', 2, 'Rude', 'muted', 200, 1), (2, 0, 1, 'Noor', 2, 'Rude', 'muted', 100, 0),
                (3, 0, 1, 'Noor', 2, 'Rude', 'barred', 300, 0);
        INSERT INTO bars (entry, visitor, device, address, name_skeleton, until)
            VALUES (3, 2, zeroblob(32), zeroblob(16), 'rude', 300);";

    #[tokio::test]
    async fn mutes_and_bars_of_an_older_database_stay_in_force() {
        let mut db = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        for sql in BEFORE {
            sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
        }
        sqlx::raw_sql(KEPT).execute(&mut db).await.unwrap();
        sqlx::raw_sql(include_str!("../migrations/0005_persons.sql")).execute(&mut db).await.unwrap();
        let trace =
            Trace { device: Some(Digest([0; 32])), address: AddressKey([9; 16]), name_skeleton: "x".to_owned() };
        let again = (None, &trace, Role::Visitor);
        let mutes = in_force(&mut db, Lasting::Mute, again, UnixSeconds(50)).await.unwrap();
        assert_eq!(mutes, [Mute { entry: EntryId(2), until: UnixSeconds(100) }]);
        assert_eq!(barred_until(&mut db, again, UnixSeconds(50)).await.unwrap(), Some(UnixSeconds(300)));
    }
}
