//! Everything of the floor and the programme as plain rows, for taking home. Reads beside the running server, within one
//! transaction; names that were forgotten are absent.

use std::path::Path;

use serde::Serialize;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{columns::columns, floor, programme};
use crate::{
    store::{StoreError, folder},
    venue::record::{floor::KeptPoll, programme::KeptItem},
};

/// What a venue takes home.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Archive {
    /// The programme, in order.
    pub items: Vec<KeptItem>,
    /// The programme was opened; before, its starts are no moments.
    pub opened: bool,
    /// Runs of items that were started again afterwards.
    pub runs: Vec<EarlierRun>,
    /// Questions, by number; those that became one with another too.
    pub questions: Vec<Question>,
    /// Polls, by number.
    pub polls: Vec<Poll>,
    /// Announcements, by number.
    pub announcements: Vec<Announcement>,
    /// What was said on stage, line by line.
    pub captions: Vec<Caption>,
    /// Group photographs, by number.
    pub photographs: Vec<Photograph>,
}

/// A run of an item that was started again afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EarlierRun {
    /// Number of the item.
    pub item: u32,
    /// When it began, Unix seconds.
    pub began: i64,
    /// When it ended, Unix seconds.
    pub ended: i64,
}

columns!(EarlierRun { item, began, ended });

/// A group photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Photograph {
    /// Its number.
    pub id: u32,
    /// Name of the room.
    pub room: String,
    /// Number of the programme's item that ran.
    pub item: Option<u32>,
    /// When, Unix seconds.
    pub at: i64,
    /// What is written under it.
    pub caption: String,
    /// How many people are in it.
    pub people: u16,
    /// BLAKE3 of the picture, in letters: its name in the media folder.
    pub media: String,
}

columns!(Photograph { id, room, item, at, caption, people, media });

/// A line of captions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caption {
    /// Name of the room.
    pub room: String,
    /// Number of the programme's item that ran.
    pub item: Option<u32>,
    /// When, Unix seconds.
    pub at: i64,
    /// Who wrote it; absent when forgotten.
    pub by: Option<String>,
    /// In which language, by its code.
    pub language: String,
    /// By an interpreter.
    pub interpreted: bool,
    /// What.
    pub words: String,
}

columns!(Caption { room, item, at, by, language, interpreted, words });

/// A question with its votes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its number.
    pub id: u32,
    /// Name of the room.
    pub room: String,
    /// When, Unix seconds.
    pub at: i64,
    /// Who asked; absent when unnamed or forgotten.
    pub by: Option<String>,
    /// What.
    pub words: String,
    /// `waiting`, `answering`, `answered`, `hidden` or `merged`.
    pub state: String,
    /// The question it became one with.
    pub merged_into: Option<u32>,
    /// Persons who voted for it.
    pub votes: u32,
    /// The answer in words.
    pub answer: Option<String>,
}

columns!(Question { id, room, at, by, words, state, merged_into, votes, answer });

/// A poll and how it ended, or stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poll {
    /// Its number.
    pub id: u32,
    /// Name of the room.
    pub room: String,
    /// When it was opened, Unix seconds.
    pub at: i64,
    /// When it was closed, Unix seconds.
    pub closed: Option<i64>,
    /// What was asked.
    pub words: String,
    /// How many could be chosen.
    pub most: u8,
    /// Persons who voted.
    pub voters: u32,
    /// Options with their votes.
    pub options: Vec<(String, u32)>,
}

/// An announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Announcement {
    /// Its number.
    pub id: u32,
    /// Name of the room; absent for all rooms.
    pub room: Option<String>,
    /// When, Unix seconds.
    pub at: i64,
    /// Who; absent when forgotten.
    pub by: Option<String>,
    /// What.
    pub words: String,
}

columns!(Announcement { id, room, at, by, words });

/// Reads what there is in the data folder `data`.
///
/// # Errors
/// When the database cannot be read.
pub async fn read(data: &Path) -> Result<Archive, StoreError> {
    let options = SqliteConnectOptions::new().filename(data.join(folder::DATABASE_FILE)).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let mut transaction = connection.begin().await?;
    let archive = read_from(&mut transaction).await?;
    transaction.commit().await?;
    connection.close().await?;
    Ok(archive)
}

async fn read_from(db: &mut SqliteConnection) -> sqlx::Result<Archive> {
    let questions = sqlx::query_as(
        "SELECT id, room, at, by_name AS \"by\", words, state, merged_into, answer,
             (SELECT count(*) FROM question_votes WHERE question = id) AS votes
         FROM questions ORDER BY id",
    )
    .fetch_all(&mut *db)
    .await?;
    let announcements = sqlx::query_as("SELECT id, room, at, by_name AS \"by\", words FROM announcements ORDER BY id")
        .fetch_all(&mut *db)
        .await?;
    let programme = programme::read(db).await?.unwrap_or_default();
    let captions = sqlx::query_as(
        "SELECT said.room, said.item, said.at, visits.name AS \"by\", said.language, said.interpreted, said.text AS words
         FROM captions AS said LEFT JOIN visits ON visits.id = said.from_visitor ORDER BY said.id",
    )
    .fetch_all(&mut *db)
    .await?;
    let photographs = sqlx::query_as(
        "SELECT id, room, item, taken_at AS at, caption, people, lower(hex(large_hash)) AS media FROM photographs ORDER BY id",
    )
    .fetch_all(&mut *db)
    .await?;
    let runs = sqlx::query_as("SELECT item, began, ended FROM programme_runs ORDER BY began, item")
        .fetch_all(&mut *db)
        .await?;
    let (items, opened) = (programme.items, programme.open);
    let polls = polls(db).await?;
    Ok(Archive { items, opened, runs, questions, polls, announcements, captions, photographs })
}

async fn polls(db: &mut SqliteConnection) -> sqlx::Result<Vec<Poll>> {
    let rooms: Vec<String> = sqlx::query_scalar("SELECT DISTINCT room FROM polls").fetch_all(&mut *db).await?;
    let mut polls = Vec::new();
    for room in rooms {
        for KeptPoll { poll, tally } in floor::polls::all_of_room(db, &room).await? {
            let options = poll.ballot.options().iter().map(|option| option.as_str().to_owned());
            polls.push(Poll {
                id: poll.poll.0,
                room: room.clone(),
                at: poll.at,
                closed: poll.closed,
                words: poll.ballot.words().as_str().to_owned(),
                most: poll.ballot.most(),
                voters: tally.voters,
                options: options.zip(tally.votes).collect(),
            });
        }
    }
    polls.sort_by_key(|poll| poll.id);
    Ok(polls)
}
