//! Rows as structs: `columns!` reads each field from the column of its name.
//!
//! sqlx has a derive for this. Its macro crate compiles SQLite a second time, for the compiler's own use: a minute of
//! every fresh build, for what these lines do as well.

/// Implements `FromRow` for a struct of columns; a field after `+` is itself such a struct, read from the same row.
macro_rules! columns {
    ($row:ident { $($column:ident),+ $(,)? } $(+ $nested:ident)?) => {
        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $row {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                Ok(Self {
                    $($column: sqlx::Row::try_get(row, stringify!($column))?,)+
                    $($nested: sqlx::FromRow::from_row(row)?,)?
                })
            }
        }
    };
}

pub(super) use columns;
