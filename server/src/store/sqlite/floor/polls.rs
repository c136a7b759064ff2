//! Polls in SQLite: what was put to the vote, and what each person chose.

use hiroba_shared::{
    ids::{PollId, VisitorId},
    protocol::floor::poll::{Ballot, Choices, Poll, Results, Tally},
    text::{FloorText, OptionText},
};
use sqlx::SqliteConnection;

use super::super::{blocks::over_mine, columns::columns, odd_row, person};
use crate::{
    store::MOST_CLOSED_POLLS,
    venue::{
        input::UnixSeconds,
        record::floor::{KeptPoll, NewPoll},
    },
};

struct PollRow {
    id: u32,
    at: i64,
    words: String,
    options: String,
    most: u8,
    hidden: bool,
    closes_at: Option<i64>,
    closed_at: Option<i64>,
}

columns!(PollRow { id, at, words, options, most, hidden, closes_at, closed_at });

/// Every open poll of a room and the newest of the closed ones, by number.
pub(super) async fn of_room(db: &mut SqliteConnection, room: &str) -> sqlx::Result<Vec<KeptPoll>> {
    kept(db, room, i64::try_from(MOST_CLOSED_POLLS).unwrap_or(i64::MAX)).await
}

/// Every poll of a room, by number.
pub(in crate::store::sqlite) async fn all_of_room(
    db: &mut SqliteConnection,
    room: &str,
) -> sqlx::Result<Vec<KeptPoll>> {
    kept(db, room, i64::MAX).await
}

async fn kept(db: &mut SqliteConnection, room: &str, closed: i64) -> sqlx::Result<Vec<KeptPoll>> {
    let rows: Vec<PollRow> = sqlx::query_as(
        "SELECT id, at, words, options, most, hidden, closes_at, closed_at FROM polls
         WHERE room = ?1 AND (closed_at IS NULL OR id IN (
             SELECT id FROM polls WHERE room = ?1 AND closed_at IS NOT NULL ORDER BY id DESC LIMIT ?2))
         ORDER BY id",
    )
    .bind(room)
    .bind(closed)
    .fetch_all(&mut *db)
    .await?;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        let poll = read(row)?;
        let tally = tally(db, &poll).await?;
        kept.push(KeptPoll { poll, tally });
    }
    Ok(kept)
}

/// Keeps a new poll.
pub(super) async fn open(db: &mut SqliteConnection, opening: &NewPoll) -> sqlx::Result<Option<Poll>> {
    if person::find(db, opening.by).await?.is_none() {
        return Ok(None);
    }
    let ballot = &opening.ballot;
    let id = sqlx::query(
        "INSERT INTO polls (room, at, by_visitor, words, options, most, hidden, closes_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&opening.room)
    .bind(opening.now.0)
    .bind(opening.by.0)
    .bind(ballot.words().as_str())
    .bind(serde_json::to_string(ballot.options()).map_err(odd_row)?)
    .bind(ballot.most())
    .bind(opening.results == Results::Hidden)
    .bind(opening.closes.map(|closes| closes.0))
    .execute(db)
    .await?
    .last_insert_rowid();
    Ok(Some(Poll {
        poll: PollId(u32::try_from(id).map_err(odd_row)?),
        ballot: ballot.clone(),
        results: opening.results,
        at: opening.now.0,
        closes: opening.closes.map(|closes| closes.0),
        closed: None,
    }))
}

/// Takes no more votes; one that is closed stays as it was.
pub(super) async fn close(db: &mut SqliteConnection, poll: PollId, now: UnixSeconds) -> sqlx::Result<Option<Poll>> {
    sqlx::query("UPDATE polls SET closed_at = ? WHERE id = ? AND closed_at IS NULL")
        .bind(now.0)
        .bind(poll.0)
        .execute(&mut *db)
        .await?;
    find(db, poll).await
}

/// Shows everybody how it stands.
pub(super) async fn show(db: &mut SqliteConnection, poll: PollId) -> sqlx::Result<Option<Poll>> {
    sqlx::query("UPDATE polls SET hidden = 0 WHERE id = ?").bind(poll.0).execute(&mut *db).await?;
    find(db, poll).await
}

/// What a person chooses, in the place of what they chose before; `None` when there is no such open poll or person.
pub(super) async fn choose(
    db: &mut SqliteConnection,
    (poll, visitor): (PollId, VisitorId),
    choices: Choices,
    now: UnixSeconds,
) -> sqlx::Result<Option<Vec<Choices>>> {
    let Some(found) = find(db, poll).await? else { return Ok(None) };
    let late = found.closed.is_some() || found.closes.is_some_and(|closes| closes <= now.0);
    if late || !found.ballot.takes(choices) || person::find(db, visitor).await?.is_none() {
        return Ok(None);
    }
    let before: Vec<u32> = sqlx::query_scalar(over_mine!(
        "SELECT choices FROM poll_votes WHERE poll = ?2 AND visitor IN mine ORDER BY visitor"
    ))
    .bind(visitor.0)
    .bind(poll.0)
    .fetch_all(&mut *db)
    .await?;
    sqlx::query(over_mine!("DELETE FROM poll_votes WHERE poll = ?2 AND visitor IN mine"))
        .bind(visitor.0)
        .bind(poll.0)
        .execute(&mut *db)
        .await?;
    sqlx::query("INSERT INTO poll_votes (poll, visitor, choices, at) VALUES (?, ?, ?, ?)")
        .bind(poll.0)
        .bind(visitor.0)
        .bind(choices.0)
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(Some(before.into_iter().map(Choices).collect()))
}

/// What the person of this visit chose in the polls of a room.
pub(super) async fn choices_of(
    db: &mut SqliteConnection,
    visitor: VisitorId,
    room: &str,
) -> sqlx::Result<Vec<(PollId, Choices)>> {
    let rows: Vec<(u32, u32)> = sqlx::query_as(over_mine!(
        "SELECT poll, choices FROM poll_votes JOIN polls ON polls.id = poll
         WHERE visitor IN mine AND room = ?2 AND (closed_at IS NULL OR polls.id IN (
             SELECT id FROM polls WHERE room = ?2 AND closed_at IS NOT NULL ORDER BY id DESC LIMIT ?3))
         ORDER BY poll"
    ))
    .bind(visitor.0)
    .bind(room)
    .bind(i64::try_from(MOST_CLOSED_POLLS).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(poll, choices)| (PollId(poll), Choices(choices))).collect())
}

async fn find(db: &mut SqliteConnection, poll: PollId) -> sqlx::Result<Option<Poll>> {
    let row: Option<PollRow> =
        sqlx::query_as("SELECT id, at, words, options, most, hidden, closes_at, closed_at FROM polls WHERE id = ?")
            .bind(poll.0)
            .fetch_optional(db)
            .await?;
    row.map(read).transpose()
}

/// Counted from the votes themselves, so that a count and its votes cannot differ.
async fn tally(db: &mut SqliteConnection, poll: &Poll) -> sqlx::Result<Tally> {
    let rows: Vec<u32> =
        sqlx::query_scalar("SELECT choices FROM poll_votes WHERE poll = ?").bind(poll.poll.0).fetch_all(db).await?;
    let mut tally = Tally::empty(poll);
    rows.into_iter().for_each(|choices| tally.count(Choices(choices)));
    Ok(tally)
}

fn read(row: PollRow) -> sqlx::Result<Poll> {
    let words = FloorText::new(&row.words).map_err(odd_row)?;
    let options: Vec<OptionText> = serde_json::from_str(&row.options).map_err(odd_row)?;
    Ok(Poll {
        poll: PollId(row.id),
        ballot: Ballot::new(words, options, row.most).map_err(odd_row)?,
        results: if row.hidden { Results::Hidden } else { Results::Open },
        at: row.at,
        closes: row.closes_at,
        closed: row.closed_at,
    })
}
