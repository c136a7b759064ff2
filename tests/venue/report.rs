//! Reports: anybody tells the moderators, with what they had heard.

use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::order::{Deed, LogEntry, OrderFromClient, OrderFromServer, REPORT_MESSAGES};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::hearing::Scope;
use hiroba_shared::units::seconds;
use hiroba_tests::messages;
use hiroba_tests::town::Town;
use hiroba_tests::town::plan::Plan;
use hiroba_tests::town::player::Player;

use crate::rooms::LONG_HALL;

fn reports(player: &Player) -> Vec<LogEntry> {
    let reported = |said: &OrderFromServer| match said {
        OrderFromServer::Reported(entry) => Some(entry.clone()),
        OrderFromServer::YouAreMuted { .. }
        | OrderFromServer::Done(_)
        | OrderFromServer::Log { .. }
        | OrderFromServer::ReportTaken
        | OrderFromServer::Blocks(_) => None,
    };
    player.order().filter_map(reported).collect()
}

#[test]
fn a_report_reaches_every_moderator_with_the_last_messages_the_reporter_had_heard() {
    for plan in Plan::drawn(LONG_HALL).over_both() {
        let mut town = Town::new(plan);
        let [noor, kim] = ["Noor", "Kim"].map(|name| town.moderator_joins(name));
        let [rude, bob] = ["Rude", "Bob"].map(|name| town.joins(name));
        let visitor = town[rude].id();
        let said = REPORT_MESSAGES + 2;
        for number in 0..said {
            town[rude].says(Scope::Near, &format!("insult {number}"));
            town.run(seconds(2));
        }
        town.run_until("Bob heard all", 100, |town| town[bob].heard().len() == said);
        let words = Some(messages::chat("He insults people."));
        town[bob].orders(OrderFromClient::Report { visitor, words: words.clone() });
        for moderator in [noor, kim] {
            town.run_until("a moderator is told", 200, |town| !reports(&town[moderator]).is_empty());
        }
        let Deed::Reported { words: told, messages } = reports(&town[noor])[0].deed.clone() else { panic!() };
        let heard: Vec<String> = messages.into_iter().map(String::from).collect();
        let expected: Vec<String> = (2..said).map(|number| format!("insult {number}")).collect();
        assert_eq!((told, heard), (words, expected));
        town.run_until("Bob is told it was taken", 100, |town| {
            town[bob].order().any(|said| *said == OrderFromServer::ReportTaken)
        });
        assert!(reports(&town[rude]).is_empty(), "the reported person is not told");
    }
}

#[test]
fn a_report_about_nobody_is_refused() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    let bob = town.joins("Bob");
    town[bob].orders(OrderFromClient::Report { visitor: VisitorId(9_999), words: None });
    town.run(20);
    assert_eq!(town[bob].refusals(), vec![Refusal::NotHere]);
}
