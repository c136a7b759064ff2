//! Who blocks whom, in SQLite: whichever visits of the two were named.

use std::collections::BTreeSet;

use hiroba_shared::{door::RESUME_SECONDS, ids::VisitorId};
use sqlx::SqliteConnection;

use crate::{
    store::{MOST_BLOCKS, MOST_RECENT_BLOCKS},
    venue::{input::UnixSeconds, record::Answer},
};

/// A query that may use `mine`: the visits of the person of visit ?1, itself included even when it was forgotten.
macro_rules! over_mine {
    ($query:literal) => {
        concat!(
            "WITH mine (id) AS (
                 SELECT ?1
                 UNION SELECT other.id FROM visits AS me JOIN visits AS other ON other.device = me.device
                     WHERE me.id = ?1
                 UNION SELECT other.id FROM visits AS me JOIN visits AS other
                     ON other.address = me.address AND other.name_skeleton = me.name_skeleton
                     WHERE me.id = ?1
             ) ",
            $query
        )
    };
}
pub(super) use over_mine;

pub(super) async fn block(
    db: &mut SqliteConnection,
    visitor: VisitorId,
    other: VisitorId,
    now: UnixSeconds,
) -> sqlx::Result<Answer> {
    let known: i64 = sqlx::query_scalar("SELECT count(*) FROM visits WHERE id IN (?, ?) AND name IS NOT NULL")
        .bind(visitor.0)
        .bind(other.0)
        .fetch_one(&mut *db)
        .await?;
    if known < 2 {
        return Ok(Answer::Unknown);
    }
    sqlx::query("INSERT INTO blocks (visitor, other) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(visitor.0)
        .bind(other.0)
        .execute(&mut *db)
        .await?;
    Ok(Answer::Blocks(blocks(db, visitor, now).await?))
}

pub(super) async fn unblock(
    db: &mut SqliteConnection,
    visitor: VisitorId,
    other: VisitorId,
    now: UnixSeconds,
) -> sqlx::Result<Answer> {
    let known: Option<u32> =
        sqlx::query_scalar("SELECT id FROM visits WHERE id = ?").bind(visitor.0).fetch_optional(&mut *db).await?;
    if known.is_none() {
        return Ok(Answer::Unknown);
    }
    let theirs = visits_of(db, other).await?;
    for mine in visits_of(db, visitor).await? {
        for other in &theirs {
            sqlx::query("DELETE FROM blocks WHERE visitor = ? AND other = ?")
                .bind(mine)
                .bind(*other)
                .execute(&mut *db)
                .await?;
        }
    }
    Ok(Answer::Blocks(blocks(db, visitor, now).await?))
}

/// Whom the visitor blocks: those they named, and their visits of late.
pub(super) async fn blocks(
    db: &mut SqliteConnection,
    visitor: VisitorId,
    now: UnixSeconds,
) -> sqlx::Result<Vec<VisitorId>> {
    let named: Vec<u32> = sqlx::query_scalar(over_mine!(
        "SELECT DISTINCT other FROM blocks WHERE visitor IN mine ORDER BY other DESC LIMIT ?2"
    ))
    .bind(visitor.0)
    .bind(limit(MOST_BLOCKS))
    .fetch_all(&mut *db)
    .await?;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = over_mine!(
        "SELECT DISTINCT theirs.id FROM blocks
         JOIN visits AS other ON other.id = blocks.other
         JOIN visits AS theirs ON theirs.device = other.device
             OR (theirs.address = other.address AND theirs.name_skeleton = other.name_skeleton)
         WHERE blocks.visitor IN mine AND theirs.seen_at >= ?2 AND theirs.id <> ?1
         ORDER BY theirs.id DESC LIMIT ?3"
    );
    let recent = of_late(db, theirs, (visitor, now), MOST_RECENT_BLOCKS).await?;
    let all: BTreeSet<u32> = named.into_iter().chain(recent).filter(|id| *id != visitor.0).collect();
    Ok(all.into_iter().map(VisitorId).collect())
}

/// Who of late blocks the visitor.
pub(super) async fn blocked_by(
    db: &mut SqliteConnection,
    visitor: VisitorId,
    now: UnixSeconds,
) -> sqlx::Result<Vec<VisitorId>> {
    let theirs = over_mine!(
        "SELECT DISTINCT theirs.id FROM blocks
         JOIN visits AS blocker ON blocker.id = blocks.visitor
         JOIN visits AS theirs ON theirs.device = blocker.device
             OR (theirs.address = blocker.address AND theirs.name_skeleton = blocker.name_skeleton)
         WHERE blocks.other IN mine AND theirs.seen_at >= ?2 AND theirs.id <> ?1
         ORDER BY theirs.id DESC LIMIT ?3"
    );
    let mut all = of_late(db, theirs, (visitor, now), MOST_BLOCKS).await?;
    all.reverse();
    Ok(all.into_iter().map(VisitorId).collect())
}

/// The newest visits that `query` finds of whoever was seen of late: ?1 is the visitor, ?2 since when, ?3 how many.
async fn of_late(
    db: &mut SqliteConnection,
    query: &'static str,
    (visitor, now): (VisitorId, UnixSeconds),
    most: usize,
) -> sqlx::Result<Vec<u32>> {
    sqlx::query_scalar(query)
        .bind(visitor.0)
        .bind(now.0 - i64::from(RESUME_SECONDS))
        .bind(limit(most))
        .fetch_all(db)
        .await
}

pub(super) async fn visits_of(db: &mut SqliteConnection, visitor: VisitorId) -> sqlx::Result<Vec<u32>> {
    sqlx::query_scalar(over_mine!("SELECT id FROM mine")).bind(visitor.0).fetch_all(db).await
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
