//! One person with the desktop client's link: orders in, the turns of their visit out.

use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::bail;
use hiroba_client::net::native::{self, Places};
use hiroba_client::net::port::{FromLink, LinkPort, ToLink};
use hiroba_client::net::visit::LinkChoice;
use hiroba_shared::door::JoinRequest;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::Farewell;
use hiroba_tests::network::door::Door;
use hiroba_tests::network::guest::{PATIENCE, request};

/// How often the port is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a test's future to its end.
pub(crate) fn live(test: impl Future<Output = anyhow::Result<()>>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(test).unwrap();
}

/// A turn of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Welcome { you: VisitorId, resumed: bool },
    Broken { tries: u32, farewell: Option<Farewell> },
    Ended(Farewell),
    NotJoined,
}

/// Somebody with a link.
pub(crate) struct Person {
    port: Box<dyn LinkPort>,
}

impl Person {
    /// Somebody who has read what stands at the door and asks to come in.
    pub(crate) async fn join(server: &str, choice: LinkChoice, name: &str) -> anyhow::Result<Self> {
        Self::join_from(server, choice, name, None).await
    }

    /// The same at a device that keeps places in this folder.
    pub(crate) async fn join_from(
        server: &str,
        choice: LinkChoice,
        name: &str,
        device: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let agreed = Some(Door::at(server)?.sign().await?.policies);
        let request = JoinRequest { agreed, ..request(name) };
        let mut port = native::start(choice, device.map(|folder| Places::within(folder.to_owned())))?;
        port.order(ToLink::Join { server: server.to_owned(), request: Box::new(request) });
        Ok(Self { port: Box::new(port) })
    }

    pub(crate) fn leaves(&mut self) {
        self.port.order(ToLink::Leave);
    }

    /// The next turn.
    pub(crate) async fn next_turn(&mut self) -> anyhow::Result<Turn> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            match self.port.next().map(turn) {
                Some(Some(turn)) => return Ok(turn),
                Some(None) => {}
                None => tokio::time::sleep(LOOK).await,
            }
        }
        bail!("nothing happened")
    }

    /// The next welcome, over however many tries.
    pub(crate) async fn until_welcome(&mut self) -> anyhow::Result<Turn> {
        loop {
            match self.next_turn().await? {
                welcome @ Turn::Welcome { .. } => return Ok(welcome),
                Turn::Broken { .. } => {}
                other @ (Turn::Ended(_) | Turn::NotJoined) => bail!("no welcome: {other:?}"),
            }
        }
    }
}

fn turn(report: FromLink) -> Option<Turn> {
    match report {
        FromLink::Message(message) => {
            let FromServer::Session(SessionFromServer::Welcome { you, resumed, .. }) = *message else { return None };
            Some(Turn::Welcome { you, resumed })
        }
        FromLink::Broken { tries, farewell, .. } => Some(Turn::Broken { tries, farewell }),
        FromLink::Ended(farewell) => Some(Turn::Ended(farewell)),
        FromLink::NotJoined(_) => Some(Turn::NotJoined),
        FromLink::Opened
        | FromLink::Snapshot(_)
        | FromLink::Map { .. }
        | FromLink::Picture { .. }
        | FromLink::Deck { .. }
        | FromLink::Page { .. } => None,
    }
}
