//! The floor in SQLite: questions, whose votes count for them, and announcements.

pub(super) mod polls;
mod row;

use hiroba_shared::{
    ids::{QuestionId, VisitorId},
    protocol::floor::question::{Handling, Manners, Question, QuestionState, Signature},
    text::FloorText,
};
use sqlx::SqliteConnection;

use super::{blocks::over_mine, odd_row, person};
use crate::{
    store::{MOST_CLOSED_QUESTIONS, MOST_UNHEARD_QUESTIONS},
    venue::{
        input::UnixSeconds,
        record::{
            Answer,
            floor::{FloorAnswer, FloorRequest, KeptFloor, NewQuestion, is_news},
        },
    },
};

pub(super) async fn answer(db: &mut SqliteConnection, request: &FloorRequest) -> sqlx::Result<Answer> {
    let answer = match request {
        FloorRequest::Read { room } => Some(FloorAnswer::Floor(read(db, room).await?)),
        FloorRequest::Votes { visitor, room } => Some(FloorAnswer::Votes(votes_of(db, *visitor, room).await?)),
        FloorRequest::Ask(asking) => ask(db, asking).await?.map(FloorAnswer::Asked),
        FloorRequest::Vote { question, visitor, counts } => {
            let change =
                if *counts { vote(db, *question, *visitor).await? } else { unvote(db, *question, *visitor).await? };
            change.map(|change| FloorAnswer::Voted { change })
        }
        FloorRequest::Handle { question, handling, now } => {
            handle(db, *question, handling, *now).await?.map(FloorAnswer::Handled)
        }
        FloorRequest::Merge { question, into, now } => merge(db, *question, *into, *now).await?,
        FloorRequest::Clear { room, now } => Some(FloorAnswer::Cleared(clear(db, room, *now).await?)),
        FloorRequest::OpenPoll(opening) => polls::open(db, opening).await?.map(FloorAnswer::Poll),
        FloorRequest::ClosePoll { poll, now } => polls::close(db, *poll, *now).await?.map(FloorAnswer::Poll),
        FloorRequest::ShowResults { poll } => polls::show(db, *poll).await?.map(FloorAnswer::Poll),
        FloorRequest::Choose { poll, visitor, choices, now } => {
            let before = polls::choose(db, (*poll, *visitor), *choices, *now).await?;
            before.map(|before| FloorAnswer::Chosen { before })
        }
        FloorRequest::Choices { visitor, room } => {
            Some(FloorAnswer::Choices(polls::choices_of(db, *visitor, room).await?))
        }
        FloorRequest::Announce { room, by, words, now } => {
            return announce(db, (room.as_deref(), *by), words, *now).await;
        }
        FloorRequest::Heard(questions) => return row::heard(db, questions).await,
        FloorRequest::SetManners { room, manners } => return set_manners(db, room, *manners).await,
    };
    Ok(answer.map_or(Answer::Unknown, Answer::Floor))
}

async fn read(db: &mut SqliteConnection, room: &str) -> sqlx::Result<KeptFloor> {
    let manners: Option<(bool, bool)> = sqlx::query_as("SELECT unnamed, closed FROM manners WHERE room = ?")
        .bind(room)
        .fetch_optional(&mut *db)
        .await?;
    let (unnamed, closed) = manners.unwrap_or_default();
    let most = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let questions = row::of_room(db, room, most(MOST_CLOSED_QUESTIONS)).await?;
    let unheard = row::unheard(db, room, most(MOST_UNHEARD_QUESTIONS)).await?;
    let polls = polls::of_room(db, room).await?;
    Ok(KeptFloor { manners: Manners { unnamed, closed }, questions, polls, unheard })
}

async fn votes_of(db: &mut SqliteConnection, visitor: VisitorId, room: &str) -> sqlx::Result<Vec<QuestionId>> {
    let voted: Vec<u32> = sqlx::query_scalar(over_mine!(
        "SELECT DISTINCT question FROM question_votes JOIN questions ON questions.id = question
         WHERE question_votes.visitor IN mine AND room = ?2 AND state IN ('waiting', 'answering') ORDER BY question"
    ))
    .bind(visitor.0)
    .bind(room)
    .fetch_all(db)
    .await?;
    Ok(voted.into_iter().map(QuestionId).collect())
}

async fn ask(db: &mut SqliteConnection, asking: &NewQuestion) -> sqlx::Result<Option<Question>> {
    let Some(person) = person::find(db, asking.by).await? else { return Ok(None) };
    let by = match asking.signature {
        Signature::Named => Some(person.name),
        Signature::Unnamed => None,
    };
    let id = sqlx::query(
        "INSERT INTO questions (room, at, by_visitor, by_name, words, state, changed_at)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?)",
    )
    .bind(&asking.room)
    .bind(asking.now.0)
    .bind(asking.by.0)
    .bind(by.as_ref().map(|name| name.as_str()))
    .bind(asking.words.as_str())
    .bind(asking.now.0)
    .execute(db)
    .await?
    .last_insert_rowid();
    let (words, state) = (asking.words.clone(), QuestionState::Waiting);
    let question = QuestionId(u32::try_from(id).map_err(odd_row)?);
    Ok(Some(Question { question, words, by, at: asking.now.0, state, pinned: false, answer: None }))
}

async fn vote(db: &mut SqliteConnection, question: QuestionId, visitor: VisitorId) -> sqlx::Result<Option<i32>> {
    let (open, voted): (bool, bool) = sqlx::query_as(over_mine!(
        "SELECT EXISTS (SELECT 1 FROM questions JOIN visits ON visits.id = ?1
                 WHERE questions.id = ?2 AND state IN ('waiting', 'answering')),
             EXISTS (SELECT 1 FROM question_votes WHERE question = ?2 AND visitor IN mine)"
    ))
    .bind(visitor.0)
    .bind(question.0)
    .fetch_one(&mut *db)
    .await?;
    if !open || voted {
        return Ok(open.then_some(0));
    }
    sqlx::query("INSERT INTO question_votes (question, visitor) VALUES (?, ?)")
        .bind(question.0)
        .bind(visitor.0)
        .execute(db)
        .await?;
    Ok(Some(1))
}

async fn unvote(db: &mut SqliteConnection, question: QuestionId, visitor: VisitorId) -> sqlx::Result<Option<i32>> {
    let Some(kept) = row::question(db, question).await?.filter(|kept| kept.state.is_open()) else { return Ok(None) };
    let gone = sqlx::query(over_mine!("DELETE FROM question_votes WHERE question = ?2 AND visitor IN mine"))
        .bind(visitor.0)
        .bind(kept.question.0)
        .execute(db)
        .await?;
    Ok(Some(i32::try_from(gone.rows_affected()).map_err(odd_row)?.saturating_neg()))
}

async fn handle(
    db: &mut SqliteConnection,
    question: QuestionId,
    handling: &Handling,
    now: UnixSeconds,
) -> sqlx::Result<Option<Question>> {
    let Some(mut question) = row::question(db, question).await? else { return Ok(None) };
    if !question.handle(handling) {
        return Ok(None);
    }
    row::keep(db, &question, now).await?;
    if is_news(handling) {
        row::is_unheard(db, question.question).await?;
    }
    Ok(Some(question))
}

async fn merge(
    db: &mut SqliteConnection,
    question: QuestionId,
    into: QuestionId,
    now: UnixSeconds,
) -> sqlx::Result<Option<FloorAnswer>> {
    if !row::are_open_in_one_room(db, question, into).await? {
        return Ok(None);
    }
    let Some(mut gone) = row::question(db, question).await? else { return Ok(None) };
    let voters: Vec<u32> = sqlx::query_scalar("SELECT visitor FROM question_votes WHERE question = ? ORDER BY visitor")
        .bind(question.0)
        .fetch_all(&mut *db)
        .await?;
    for voter in voters {
        vote(db, into, VisitorId(voter)).await?;
    }
    gone.state = QuestionState::Merged(into);
    gone.pinned = false;
    row::keep(db, &gone, now).await?;
    row::is_unheard(db, gone.question).await?;
    let votes = sqlx::query_scalar("SELECT count(*) FROM question_votes WHERE question = ?").bind(into.0);
    Ok(Some(FloorAnswer::Merged { gone, votes: votes.fetch_one(db).await? }))
}

async fn clear(db: &mut SqliteConnection, room: &str, now: UnixSeconds) -> sqlx::Result<Vec<QuestionId>> {
    let mut hidden: Vec<u32> = sqlx::query_scalar(
        "UPDATE questions SET state = 'hidden', pinned = 0, unheard = 1, changed_at = ?
         WHERE room = ? AND state = 'waiting' RETURNING id",
    )
    .bind(now.0)
    .bind(room)
    .fetch_all(db)
    .await?;
    hidden.sort_unstable();
    Ok(hidden.into_iter().map(QuestionId).collect())
}

async fn set_manners(db: &mut SqliteConnection, room: &str, manners: Manners) -> sqlx::Result<Answer> {
    sqlx::query("INSERT OR REPLACE INTO manners (room, unnamed, closed) VALUES (?, ?, ?)")
        .bind(room)
        .bind(manners.unnamed)
        .bind(manners.closed)
        .execute(db)
        .await?;
    Ok(Answer::Kept)
}

async fn announce(
    db: &mut SqliteConnection,
    (room, by): (Option<&str>, VisitorId),
    words: &FloorText,
    now: UnixSeconds,
) -> sqlx::Result<Answer> {
    let Some(person) = person::find(db, by).await? else { return Ok(Answer::Unknown) };
    sqlx::query("INSERT INTO announcements (at, room, by_visitor, by_name, words) VALUES (?, ?, ?, ?, ?)")
        .bind(now.0)
        .bind(room)
        .bind(by.0)
        .bind(person.name.as_str())
        .bind(words.as_str())
        .execute(db)
        .await?;
    Ok(Answer::Kept)
}
