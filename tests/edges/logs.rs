//! What the log of a venue never holds at its usual level, in either format: who people are, and what they say.

use hiroba_shared::protocol::floor::question::Signature;
use hiroba_shared::protocol::floor::{FloorFromClient, FloorFromServer};
use hiroba_shared::protocol::order::{OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::people::{PeopleFromClient, PeopleQuery};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::text::SearchText;
use hiroba_tests::messages;
use hiroba_tests::messages::floor::words;
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};

/// Where the proxy says that people come from.
const ADDRESS: &str = "203.0.113.77";
/// What the server asks of the kernel for its datagrams, in bytes.
const WANTED_BUFFER: u64 = 8 * 1024 * 1024;
/// Whatever people bring or say.
const PRIVATE: [&str; 11] = [
    "Quillwort",
    "Ткачёва",
    "Moderatrix",
    "Hidden Society",
    "near-words",
    "direct-words",
    "report-words",
    "question-words",
    "search-words",
    "Staff-like",
    ADDRESS,
];

/// Lets people do whatever has words in it, and answers the log, the metrics and the keys that were in use.
async fn busy_venue(format: &str) -> anyhow::Result<(String, String, Vec<String>)> {
    let premises = fresh_premises()?;
    let server = premises.open_with(&["--log-format", format, "--trusted-proxies", "127.0.0.1"])?;
    let door = server.door.clone().saying("X-Forwarded-For", ADDRESS);
    let code = premises.invite("moderator", 1)?;
    let mut asked = request("Moderatrix");
    (asked.invitation, asked.organisation) = (Some(code.clone()), "Hidden Society".to_owned());
    let mut noor = Guest::join_as(&door, Kind::WebSocket, &asked).await?;
    let mut alice = Guest::join(&door, Kind::WebTransport, "Quillwort").await?;
    let mut bob = Guest::join(&door, Kind::WebSocket, "Ткачёва").await?;
    let other = bob.bot.you.unwrap();

    alice.says("near-words");
    alice.until("Alice hears herself", |alice| alice.heard("near-words")).await?;
    bob.until("Bob hears it", |bob| bob.heard("near-words")).await?;
    alice.asks(&FromClient::Talk(TalkFromClient::Direct(other, messages::chat("direct-words"))));
    let direct = |said: &FromServer| matches!(said, FromServer::Talk(TalkFromServer::Direct { .. }));
    alice.until("Alice reads it herself", |alice| alice.log.iter().any(direct)).await?;
    bob.until("Bob reads it", |bob| bob.log.iter().any(direct)).await?;
    let text = SearchText::new("search-words").ok();
    let query = PeopleQuery { text, ..PeopleQuery::default() };
    alice.asks(&FromClient::People(PeopleFromClient::Search { number: 1, query, page: 0 }));
    let (words, signature) = (words("question-words"), Signature::Named);
    alice.asks(&FromClient::Floor(FloorFromClient::Ask { words, signature }));
    let stored = |said: &FromServer| matches!(said, FromServer::Floor(FloorFromServer::Asked(_)));
    alice.until("the question is stored", |alice| alice.log.iter().any(stored)).await?;
    let words = Some(messages::chat("report-words"));
    alice.asks(&FromClient::Order(OrderFromClient::Report { visitor: other, words }));
    let taken = |said: &FromServer| matches!(said, FromServer::Order(OrderFromServer::ReportTaken));
    alice.until("the report is taken", |alice| alice.log.iter().any(taken)).await?;
    let reported = |said: &FromServer| matches!(said, FromServer::Order(OrderFromServer::Reported(_)));
    noor.until("the report arrives", |noor| noor.log.iter().any(reported)).await?;
    noor.asks(&FromClient::Order(OrderFromClient::Bar { visitor: other, minutes: 60 }));
    let done = |said: &FromServer| matches!(said, FromServer::Order(OrderFromServer::Done(_)));
    noor.until("the bar is confirmed", |noor| noor.log.iter().any(done)).await?;
    bob.until_gone().await?;
    assert!(door.join(&request("Staff-like Moderator")).await.is_err(), "a name like the staff's is refused");

    alice.send_frame(&[255; 300]).await?;
    alice.until_gone().await?;
    let keys = [&noor, &alice, &bob].map(|guest| guest.resume_key.clone());
    let metrics = server.door.get("/metrics").await?.text();
    server.stop()?;
    Ok((premises.log(), metrics, keys.into_iter().chain([code]).collect()))
}

fn assert_discreet(log: &str, metrics: &str, keys: &[String]) {
    assert!(log.contains("somebody came in"), "the log tells that people come: {log}");
    for private in PRIVATE.into_iter().chain(keys.iter().map(String::as_str)) {
        // JSON may write letters beyond ASCII as numbers.
        let escaped: String = private.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        assert!(!log.contains(private) && !log.to_lowercase().contains(&escaped), "{private} is in the log: {log}");
        assert!(!metrics.contains(private), "{private} is in the metrics: {metrics}");
    }
}

#[test]
fn a_log_of_lines_holds_no_name_organisation_word_address_or_key() {
    live(async {
        let (log, metrics, keys) = busy_venue("text").await?;
        assert_discreet(&log, &metrics, &keys);
        Ok(())
    });
}

#[test]
fn a_log_of_json_has_one_object_a_line_and_holds_no_name_organisation_word_address_or_key() {
    live(async {
        let (log, metrics, keys) = busy_venue("json").await?;
        for line in log.lines() {
            let entry: serde_json::Value = serde_json::from_str(line)?;
            assert!(entry["level"].is_string() && entry["fields"]["message"].is_string(), "{line}");
        }
        assert_discreet(&log, &metrics, &keys);
        Ok(())
    });
}

#[test]
fn a_kernel_that_gives_small_buffers_is_in_the_log_with_what_to_set() {
    live(async {
        let most = |which: &str| -> anyhow::Result<u64> {
            Ok(std::fs::read_to_string(format!("/proc/sys/net/core/{which}"))?.trim().parse()?)
        };
        // The kernel gives twice of what it allows.
        let is_small = 2 * most("rmem_max")?.min(most("wmem_max")?) < WANTED_BUFFER;
        let premises = fresh_premises()?;
        premises.open()?.stop()?;
        let said = premises.log();
        assert_eq!(said.contains("Set net.core.rmem_max and net.core.wmem_max to 8388608"), is_small, "{said}");
        Ok(())
    });
}
