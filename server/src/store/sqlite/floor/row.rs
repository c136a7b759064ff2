//! A question's row as the value the venue knows. A row that no version of this program wrote is an error.

use hiroba_shared::{
    ids::{QuestionId, VisitorId},
    protocol::floor::question::{Question, QuestionState},
    text::{DisplayName, FloorText},
};
use sqlx::SqliteConnection;

use super::super::{columns::columns, odd_row};
use crate::venue::{
    input::UnixSeconds,
    record::{Answer, floor::KeptQuestion},
};

struct QuestionRow {
    id: u32,
    at: i64,
    by_name: Option<String>,
    words: String,
    state: String,
    merged_into: Option<u32>,
    pinned: bool,
    answer: Option<String>,
}

columns!(QuestionRow { id, at, by_name, words, state, merged_into, pinned, answer });

struct KeptRow {
    question: QuestionRow,
    by_visitor: u32,
    votes: u32,
}

columns!(KeptRow { by_visitor, votes } + question);

/// The question with this number.
pub(super) async fn question(db: &mut SqliteConnection, question: QuestionId) -> sqlx::Result<Option<Question>> {
    let row: Option<QuestionRow> =
        sqlx::query_as("SELECT id, at, by_name, words, state, merged_into, pinned, answer FROM questions WHERE id = ?")
            .bind(question.0)
            .fetch_optional(db)
            .await?;
    row.map(read).transpose()
}

/// Every open question of a room and so many of the newest of the rest, by number.
pub(super) async fn of_room(db: &mut SqliteConnection, room: &str, closed: i64) -> sqlx::Result<Vec<KeptQuestion>> {
    let rows: Vec<KeptRow> = sqlx::query_as(
        "SELECT id, at, by_name, words, state, merged_into, pinned, answer, by_visitor,
             (SELECT count(*) FROM question_votes WHERE question = id) AS votes
         FROM questions WHERE room = ?1 AND (state IN ('waiting', 'answering') OR id IN (
             SELECT id FROM questions WHERE room = ?1 AND state IN ('answered', 'hidden') ORDER BY id DESC LIMIT ?2))
         ORDER BY id",
    )
    .bind(room)
    .bind(closed)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(kept).collect()
}

/// So many of the newest questions of a room of whose fate their askers have not heard, by number.
pub(super) async fn unheard(db: &mut SqliteConnection, room: &str, most: i64) -> sqlx::Result<Vec<KeptQuestion>> {
    let rows: Vec<KeptRow> = sqlx::query_as(
        "SELECT id, at, by_name, words, state, merged_into, pinned, answer, by_visitor,
             (SELECT count(*) FROM question_votes WHERE question = id) AS votes
         FROM questions WHERE id IN (
             SELECT id FROM questions WHERE room = ?1 AND unheard ORDER BY id DESC LIMIT ?2)
         ORDER BY id",
    )
    .bind(room)
    .bind(most)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(kept).collect()
}

/// Something became of a question that its asker has not heard.
pub(super) async fn is_unheard(db: &mut SqliteConnection, question: QuestionId) -> sqlx::Result<()> {
    sqlx::query("UPDATE questions SET unheard = 1 WHERE id = ?").bind(question.0).execute(db).await?;
    Ok(())
}

/// The askers of these have heard what became of them.
pub(super) async fn heard(
    db: &mut SqliteConnection,
    questions: &[(QuestionId, QuestionState)],
) -> sqlx::Result<Answer> {
    for (question, state) in questions {
        let (state, merged_into) = named(*state);
        // Something else may have become of it meanwhile, and that was not heard.
        sqlx::query("UPDATE questions SET unheard = 0 WHERE id = ? AND state = ? AND merged_into IS ?")
            .bind(question.0)
            .bind(state)
            .bind(merged_into)
            .execute(&mut *db)
            .await?;
    }
    Ok(Answer::Kept)
}

/// Whether both are different, open and of one room.
pub(super) async fn are_open_in_one_room(
    db: &mut SqliteConnection,
    one: QuestionId,
    other: QuestionId,
) -> sqlx::Result<bool> {
    let rooms: Vec<String> =
        sqlx::query_scalar("SELECT room FROM questions WHERE id IN (?, ?) AND state IN ('waiting', 'answering')")
            .bind(one.0)
            .bind(other.0)
            .fetch_all(db)
            .await?;
    Ok(matches!(rooms.as_slice(), [one, other] if one == other))
}

/// Writes what became of a question.
pub(super) async fn keep(db: &mut SqliteConnection, question: &Question, now: UnixSeconds) -> sqlx::Result<()> {
    let (state, merged_into) = named(question.state);
    sqlx::query("UPDATE questions SET state = ?, merged_into = ?, pinned = ?, answer = ?, changed_at = ? WHERE id = ?")
        .bind(state)
        .bind(merged_into)
        .bind(question.pinned)
        .bind(question.answer.as_ref().map(|answer| answer.as_str()))
        .bind(now.0)
        .bind(question.question.0)
        .execute(db)
        .await?;
    Ok(())
}

/// How a state is written.
const fn named(state: QuestionState) -> (&'static str, Option<u32>) {
    match state {
        QuestionState::Waiting => ("waiting", None),
        QuestionState::Answering => ("answering", None),
        QuestionState::Answered => ("answered", None),
        QuestionState::Hidden => ("hidden", None),
        QuestionState::Merged(into) => ("merged", Some(into.0)),
    }
}

fn kept(row: KeptRow) -> sqlx::Result<KeptQuestion> {
    let (by, votes) = (VisitorId(row.by_visitor), row.votes);
    Ok(KeptQuestion { question: read(row.question)?, by, votes })
}

fn read(row: QuestionRow) -> sqlx::Result<Question> {
    let state = match (row.state.as_str(), row.merged_into) {
        ("waiting", _) => QuestionState::Waiting,
        ("answering", _) => QuestionState::Answering,
        ("answered", _) => QuestionState::Answered,
        ("hidden", _) => QuestionState::Hidden,
        ("merged", Some(into)) => QuestionState::Merged(QuestionId(into)),
        _ => return Err(sqlx::Error::RowNotFound),
    };
    Ok(Question {
        question: QuestionId(row.id),
        words: FloorText::new(&row.words).map_err(odd_row)?,
        by: row.by_name.as_deref().map(DisplayName::new).transpose().map_err(odd_row)?,
        at: row.at,
        state,
        pinned: row.pinned,
        answer: row.answer.as_deref().map(FloorText::new).transpose().map_err(odd_row)?,
    })
}
