//! The tables, step by step as they came to be. A step that was released is never changed: the database remembers the
//! hash of each and refuses a program that knows another.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// What each step is about and its statements, in order; the first is number 1.
const STEPS: [(&str, &str); 16] = [
    ("visits", include_str!("../migrations/0001_visits.sql")),
    ("order", include_str!("../migrations/0002_order.sql")),
    ("chat", include_str!("../migrations/0003_chat.sql")),
    ("agreement", include_str!("../migrations/0004_agreement.sql")),
    ("persons", include_str!("../migrations/0005_persons.sql")),
    ("programme", include_str!("../migrations/0006_programme.sql")),
    ("captions", include_str!("../migrations/0007_captions.sql")),
    ("floor", include_str!("../migrations/0008_floor.sql")),
    ("polls", include_str!("../migrations/0009_polls.sql")),
    ("decks", include_str!("../migrations/0010_decks.sql")),
    ("photographs", include_str!("../migrations/0011_photographs.sql")),
    ("halls", include_str!("../migrations/0012_halls.sql")),
    ("unheard", include_str!("../migrations/0013_unheard.sql")),
    ("runs", include_str!("../migrations/0014_runs.sql")),
    ("manners", include_str!("../migrations/0015_manners.sql")),
    ("desk", include_str!("../migrations/0016_desk.sql")),
];

/// All steps, for a database that may have taken some of them already.
pub(super) fn migrator() -> Migrator {
    let steps = (1..).zip(STEPS).map(|(number, (about, statements))| {
        Migration::new(number, about.into(), MigrationType::Simple, statements.into_sql_str(), false)
    });
    Migrator::with_migrations(steps.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_migrations_is_a_step_in_its_place() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/migrations");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        let named: Vec<_> =
            (1..).zip(STEPS).map(|(number, (about, _)): (u32, _)| format!("{number:04}_{about}.sql")).collect();
        assert_eq!(files, named);
    }
}
