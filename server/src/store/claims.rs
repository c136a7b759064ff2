//! What both stores promise, claim by claim, run over the one in memory and the one in a file.

mod floor;
mod decks;
mod halls;
mod life;
mod order;
mod persons;
mod photographs;
mod polls;
mod programme;
mod visits;

use hiroba_shared::{
    country::Country,
    ids::VisitorId,
    look::Look,
    profile::{Language, Languages, OrganisationKind, Persona},
    protocol::order::{Deed, LogEntry},
    role::Role,
    text::{DisplayName, OrganisationName},
};

use super::{MemoryStore, Store};
use crate::venue::{
    input::{AddressKey, Digest, PolicyVersion, UnixSeconds},
    record::{Answer, NewEntry, NewVisit, Request, RequestId, Trace, Visit},
};

/// A store with what both have beside the trait.
trait Claimed: Store {
    async fn agreed_to(&mut self, visitor: VisitorId) -> Option<String>;
}

impl Claimed for MemoryStore {
    async fn agreed_to(&mut self, visitor: VisitorId) -> Option<String> {
        self.agreed(visitor)
    }
}

impl Claimed for super::SqliteStore {
    async fn agreed_to(&mut self, visitor: VisitorId) -> Option<String> {
        self.agreed(visitor).await.unwrap()
    }
}

/// Runs each claim over both stores.
macro_rules! over_both_stores {
    ($($claim:ident),* $(,)?) => {
        mod memory {
            $(#[tokio::test]
            async fn $claim() {
                super::$claim(&mut crate::store::MemoryStore::new()).await;
            })*
        }
        mod sqlite {
            $(#[tokio::test]
            async fn $claim() {
                let folder = tempfile::tempdir().unwrap();
                super::$claim(&mut crate::store::open(folder.path()).await.unwrap()).await;
            })*
        }
    };
}
use over_both_stores;

const AGREED: PolicyVersion = PolicyVersion([0xA6; 8]);
const RETENTION: super::Retention = super::Retention { chat_hours: 24, name_days: 90 };
const NOON: UnixSeconds = UnixSeconds(1_800_000_000);

fn after(seconds: i64) -> UnixSeconds {
    UnixSeconds(NOON.0 + seconds)
}

fn digest(number: u8) -> Digest {
    Digest([number; 32])
}

fn trace(device: Option<u8>, address: u8, name: &str) -> Trace {
    Trace { device: device.map(digest), address: AddressKey([address; 16]), name_skeleton: name.to_owned() }
}

fn persona(name: &str) -> Persona {
    let languages = ["ja", "mn"].map(|code| Language::new(code).unwrap());
    Persona {
        name: DisplayName::new(name).unwrap(),
        country: Country::new("MN").unwrap(),
        organisation_kind: OrganisationKind::City,
        organisation: Some(OrganisationName::new("Улаанбаатар").unwrap()),
        languages: Languages::new(languages.to_vec()).unwrap(),
        look: Look::from_seed(7),
    }
}

/// A request to open a visit by somebody at address 1 without a device.
fn opening(name: &str, resume: u8, now: UnixSeconds) -> Request {
    let trace = trace(None, 1, name);
    Request::OpenVisit(NewVisit {
        persona: persona(name),
        trace,
        invitation: None,
        agreed: AGREED,
        resume: digest(resume),
        now,
    })
}

async fn ask(store: &mut impl Store, request: Request) -> Answer {
    let answers = store.commit(vec![(RequestId(1), request)]).await;
    let [(RequestId(1), answer)] = answers.as_slice() else { panic!("{answers:?}") };
    answer.clone()
}

async fn open(store: &mut impl Store, name: &str, resume: u8) -> Visit {
    let answer = ask(store, opening(name, resume, NOON)).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    *visit
}

async fn resume(store: &mut impl Store, key: u8, new: u8, now: UnixSeconds) -> Answer {
    ask(store, Request::ResumeVisit { key: digest(key), resume: digest(new), now }).await
}

/// Somebody of this role, from an address and a device of their own; seen for so long that they are never forgotten.
async fn staff(store: &mut impl Store, role: Role, number: u8) -> VisitorId {
    let code = digest(200 + number);
    ask(store, Request::Invite { code, role, uses: 9, expires: after(400 * 86_400) }).await;
    let (persona, trace) = (persona("Noor"), trace(Some(200 + number), 200 + number, "noor"));
    let opening =
        NewVisit { persona, trace, invitation: Some(code), agreed: AGREED, resume: digest(200 + number), now: NOON };
    let answer = ask(store, Request::OpenVisit(opening)).await;
    let Answer::Opened(visit) = answer else { panic!("{answer:?}") };
    visit.visitor
}

fn deed(by: VisitorId, visitor: VisitorId, deed: Deed) -> Request {
    Request::Log(NewEntry { by, visitor, deed, now: NOON })
}

async fn log(store: &mut impl Store, by: VisitorId, visitor: VisitorId, what: Deed) -> (LogEntry, Option<LogEntry>) {
    let answer = ask(store, deed(by, visitor, what)).await;
    let Answer::Logged { entry, undone, .. } = answer else { panic!("{answer:?}") };
    (entry, undone)
}
