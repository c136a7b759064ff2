//! Rows of the desk's tables as the values the desk knows.

use hiroba_desk::keeping::{OpenLink, Person, Sheet, Staff, StaffId};
use sqlx::SqliteConnection;

use super::super::{columns::columns, odd_row, person};

pub(super) struct StaffRow {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) password: String,
    pub(super) seen_at: i64,
}

columns!(StaffRow { id, name, role, password, seen_at });

impl StaffRow {
    pub(super) fn staff(self) -> sqlx::Result<Staff> {
        Ok(Staff { id: StaffId(self.id), role: person::role(&self.role)?, name: self.name })
    }

    pub(super) fn person(self) -> sqlx::Result<Person> {
        let role = person::role(&self.role)?;
        Ok(Person { id: StaffId(self.id), name: self.name, role, seen: self.seen_at })
    }
}

/// Somebody by their number.
pub(super) async fn staff(db: &mut SqliteConnection, id: StaffId) -> sqlx::Result<Option<Staff>> {
    let row: Option<StaffRow> = sqlx::query_as("SELECT id, name, role, password, seen_at FROM staff WHERE id = ?")
        .bind(id.0)
        .fetch_optional(db)
        .await?;
    row.map(StaffRow::staff).transpose()
}

pub(super) struct LinkRow {
    pub(super) id: i64,
    pub(super) about: String,
    pub(super) role: String,
    pub(super) renews: Option<i64>,
    pub(super) made_by: Option<i64>,
    pub(super) expires_at: i64,
}

columns!(LinkRow { id, about, role, renews, made_by, expires_at });

impl LinkRow {
    pub(super) fn open_link(self) -> sqlx::Result<OpenLink> {
        let role = person::role(&self.role)?;
        let renews = self.renews.is_some();
        Ok(OpenLink { id: self.id, about: self.about, role, renews, expires: self.expires_at })
    }
}

pub(super) struct SheetRow {
    id: i64,
    label: String,
    by_name: Option<String>,
    role: String,
    links: u32,
    uses: u32,
    uses_left: i64,
    expires_at: i64,
    ended: bool,
}

columns!(SheetRow { id, label, by_name, role, links, uses, uses_left, expires_at, ended });

impl SheetRow {
    pub(super) fn sheet(self) -> sqlx::Result<Sheet> {
        Ok(Sheet {
            id: self.id,
            label: self.label,
            by: self.by_name,
            role: person::role(&self.role)?,
            links: self.links,
            uses: u64::from(self.links) * u64::from(self.uses),
            left: u64::try_from(self.uses_left).map_err(odd_row)?,
            expires: self.expires_at,
            ended: self.ended,
        })
    }
}
