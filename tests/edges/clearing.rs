//! A list of questions that was closed and cleared stays so when the server is killed the moment it had confirmed it, and
//! its asker hears of it. One kill is enough here: `voting` has many.

use hiroba_shared::protocol::floor::question::{Listing, Manners, QuestionState, Signature};
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_tests::messages::floor::words;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};

const CLOSED: Manners = Manners { unnamed: false, closed: true };
const NEWEST: FloorFromClient = FloorFromClient::Watch { listing: Listing::Newest, page: 0 };

#[test]
fn what_a_moderator_closed_and_cleared_stays_so_after_a_kill_and_the_asker_is_told() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut asked = request("Noor");
        asked.invitation = Some(premises.invite("moderator", 1)?);
        let mut noor = Guest::join_as(&server.door, Kind::WebSocket, &asked).await?;
        let mut ana = Guest::join(&server.door, Kind::WebSocket, "Ana").await?;
        ana.asks(&question("Why?"));
        ana.until("the question is stored", |ana| heard(ana, |said| matches!(said, FloorFromServer::Asked(_)))).await?;
        for said in [NEWEST, FloorFromClient::SetManners(CLOSED), FloorFromClient::Clear] {
            noor.asks(&FromClient::Floor(said));
        }
        noor.until("it is closed and empty", |noor| heard(noor, is_closed) && last_total(noor) == Some(0)).await?;
        server.kill()?;
        // What was on its way arrives before the link ends.
        ana.until_gone().await?;
        let told = heard(&ana, is_hidden);

        let server = premises.open()?;
        let mut ana = Guest::resume(&server.door, Kind::WebSocket, &ana.resume_key).await?;
        ana.asks(&FromClient::Floor(NEWEST));
        ana.until("it is closed and empty", |ana| heard(ana, is_closed) && last_total(ana) == Some(0)).await?;
        ana.until("she is told", |ana| told || heard(ana, is_hidden)).await?;
        ana.asks(&question("And now?"));
        let refused = |said: &FromServer| *said == FromServer::Session(SessionFromServer::Refused(Refusal::Closed));
        ana.until("no question is taken", |ana| ana.log.iter().any(refused)).await?;
        ana.goes().await;
        Ok(())
    });
}

fn question(text: &str) -> FromClient {
    FromClient::Floor(FloorFromClient::Ask { words: words(text), signature: Signature::Named })
}

fn heard(guest: &Guest, like: impl Fn(&FloorFromServer) -> bool) -> bool {
    guest.log.iter().any(|said| matches!(said, FromServer::Floor(said) if like(said)))
}

fn is_closed(said: &FloorFromServer) -> bool {
    *said == FloorFromServer::Manners(CLOSED)
}

fn is_hidden(said: &FloorFromServer) -> bool {
    matches!(said, FloorFromServer::Yours(question) if question.state == QuestionState::Hidden)
}

/// How many questions the list had when it was told last.
fn last_total(guest: &Guest) -> Option<u32> {
    let total = |said: &FromServer| {
        if let FromServer::Floor(FloorFromServer::Page { total, .. }) = said { Some(*total) } else { None }
    };
    guest.log.iter().rev().find_map(total)
}
