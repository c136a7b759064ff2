//! Who may do what on the floor: every role says everything there is to say, and the table of roles decides.

use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::protocol::floor::question::Listing;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::{Action, Role};
use hiroba_tests::messages;
use hiroba_tests::town::Town;
use hiroba_tests::town::door::Newcomer;
use hiroba_tests::town::plan::Plan;

use crate::rooms::LONG_HALL;

/// What somebody must be allowed to say this; `None` for what is everybody's.
fn action(said: &FloorFromClient) -> Option<Action> {
    match said {
        FloorFromClient::Watch { listing: Listing::Hidden, .. }
        | FloorFromClient::Handle { .. }
        | FloorFromClient::Merge { .. }
        | FloorFromClient::SetManners(_)
        | FloorFromClient::Clear
        | FloorFromClient::Call(_)
        | FloorFromClient::Dismiss(_) => Some(Action::ModerateFloor),
        FloorFromClient::OpenPoll { .. } | FloorFromClient::ClosePoll(_) | FloorFromClient::ShowResults(_) => {
            Some(Action::RunPoll)
        }
        FloorFromClient::Announce { .. } => Some(Action::Announce),
        FloorFromClient::Ask { .. } | FloorFromClient::RaiseHand => Some(Action::Ask),
        FloorFromClient::Vote(_) | FloorFromClient::Unvote(_) | FloorFromClient::Choose { .. } => Some(Action::Vote),
        FloorFromClient::Watch { .. }
        | FloorFromClient::Unwatch
        | FloorFromClient::LowerHand
        | FloorFromClient::Cheer(_) => None,
    }
}

#[test]
fn every_role_is_refused_what_the_table_refuses_and_nothing_else() {
    let mut town = Town::new(Plan::drawn(LONG_HALL));
    for role in Role::ALL {
        town.invites(role, role.name(), 1);
        let who = town.comes(Newcomer::named("Somebody").with_device(role as u8 + 1).invited(role.name()));
        for said in messages::floor::from_client() {
            town[who].log.clear();
            town[who].floors(said.clone());
            town.run(12);
            let allowed = action(&said).is_none_or(|action| role.may(action));
            let refused = town[who].refusals().contains(&Refusal::NotAllowed);
            assert_eq!(refused, !allowed, "{role:?} says {said:?}");
        }
    }
}
