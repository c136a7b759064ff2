//! Claims about what the desk keeps: links work once, a venue keeps a host, roles are asked in the transaction.

use hiroba_desk::keeping::{
    Answered, Asked, Beginning, Change, Deed, NameKey, NewLink, NewSession, NewSheet, Outcome, Seal, Staff, StaffId,
};
use hiroba_shared::role::Role;

use crate::store::{DeskStore, Retention, SqliteStore, Store, open};
use crate::venue::input::UnixSeconds;

const NOON: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

struct Kept {
    store: SqliteStore,
    _folder: tempfile::TempDir,
}

/// A store with a host, whose session is seal 1.
async fn kept() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Kept { store: open(folder.path()).await.unwrap(), _folder: folder };
    assert_eq!(kept.ask(Asked::HasHost).await, Answered::HasHost(false));
    assert_eq!(kept.ask(Asked::OfferHost(link(100))).await, Answered::Kept);
    let Answered::Signed(host) = kept.begin(100, "Noor", 1).await else { panic!("no host") };
    assert_eq!((host.role, kept.ask(Asked::HasHost).await), (Role::Host, Answered::HasHost(true)));
    kept
}

fn seal(number: u8) -> Seal {
    Seal([number; 32])
}

fn link(number: u8) -> NewLink {
    NewLink { seal: seal(number), expires: NOON + DAY }
}

fn sheet(first: u8, role: Role) -> Deed {
    let codes = vec![seal(first), seal(first + 1)];
    Deed::Invite(NewSheet { label: "Class 4B".to_owned(), role, codes, uses: 3, expires: NOON + DAY })
}

impl Kept {
    async fn ask(&mut self, asked: Asked) -> Answered {
        self.store.desk(&asked, UnixSeconds(NOON)).await
    }

    async fn by(&mut self, session: u8, deed: Deed) -> Answered {
        self.ask(Asked::By(seal(session), deed)).await
    }

    async fn done(&mut self, session: u8, deed: Deed) -> Outcome {
        let answered = self.by(session, deed).await;
        let Answered::Done(_, outcome) = answered else { panic!("{answered:?}") };
        outcome
    }

    async fn begin(&mut self, key: u8, name: &str, session: u8) -> Answered {
        self.ask(Asked::Begin(Beginning {
            link: seal(key),
            name: name.to_owned(),
            key: NameKey(name.to_lowercase()),
            password: format!("hash of {name} by {session}"),
            session: link(session),
        }))
        .await
    }

    /// Somebody of this role, added by the host; their session has the number of the link less 100.
    async fn add(&mut self, name: &str, role: Role, key: u8) -> Staff {
        self.done(1, Deed::AddPerson { link: link(key), about: name.to_owned(), role }).await;
        let Answered::Signed(staff) = self.begin(key, name, key - 100).await else { panic!("{name} is not added") };
        staff
    }
}

#[tokio::test]
async fn a_link_works_once_and_not_after_its_time_or_when_taken_back() {
    let mut kept = kept().await;
    assert_eq!(kept.begin(100, "Other", 2).await, Answered::Spent);
    assert_eq!(kept.ask(Asked::ReadLink(seal(100))).await, Answered::Spent);
    kept.done(1, Deed::AddPerson { link: link(101), about: "Bat".to_owned(), role: Role::Teacher }).await;
    let late = Asked::ReadLink(seal(101));
    assert_eq!(kept.store.desk(&late, UnixSeconds(NOON + DAY)).await, Answered::Spent);
    let Outcome::People(_, links) = kept.done(1, Deed::ListPeople).await else { panic!("no list") };
    kept.done(1, Deed::WithdrawLink(links[0].id)).await;
    assert_eq!(kept.begin(101, "Bat", 3).await, Answered::Spent);
}

#[tokio::test]
async fn a_later_link_of_the_operator_is_in_the_place_of_an_earlier_one() {
    let mut kept = kept().await;
    kept.ask(Asked::OfferHost(link(101))).await;
    kept.ask(Asked::OfferHost(link(102))).await;
    assert_eq!(kept.begin(101, "Bat", 2).await, Answered::Spent);
    assert!(matches!(kept.begin(102, "Bat", 2).await, Answered::Signed(_)));
}

#[tokio::test]
async fn a_name_is_one_persons_and_only_the_operators_link_gives_a_host_a_new_password() {
    let mut kept = kept().await;
    kept.add("Ito", Role::Teacher, 110).await;
    kept.done(1, Deed::AddPerson { link: link(101), about: "x".to_owned(), role: Role::Host }).await;
    assert_eq!(kept.begin(101, "NOOR", 2).await, Answered::NameTaken, "a link for a newcomer");
    kept.ask(Asked::OfferHost(link(102))).await;
    assert_eq!(kept.begin(102, "Ito", 2).await, Answered::NameTaken, "a teacher does not become a host by it");
    assert!(matches!(kept.begin(102, "Noor", 3).await, Answered::Signed(_)));
    assert_eq!(kept.by(1, Deed::Open).await, Answered::NoSession, "sessions with the old password are over");
    let Answered::Password(Some((_, hash))) = kept.ask(Asked::FindPassword(NameKey("noor".to_owned()))).await else {
        panic!("nobody")
    };
    assert_eq!(hash, "hash of Noor by 3");
}

#[tokio::test]
async fn signing_in_needs_the_password_that_was_checked_and_a_session_ends() {
    let mut kept = kept().await;
    let new = |password: &str, number| {
        Asked::SignIn(NewSession { staff: StaffId(1), password: password.to_owned(), session: link(number) })
    };
    assert_eq!(kept.ask(new("an older hash", 5)).await, Answered::NoSession);
    assert!(matches!(kept.ask(new("hash of Noor by 1", 6)).await, Answered::Signed(_)));
    kept.ask(Asked::SignOut(seal(6))).await;
    assert_eq!(kept.by(6, Deed::Open).await, Answered::NoSession);
    let later = Asked::By(seal(1), Deed::Open);
    assert_eq!(kept.store.desk(&later, UnixSeconds(NOON + DAY)).await, Answered::NoSession);
    kept.ask(new("hash of Noor by 1", 7)).await;
    kept.done(7, Deed::SignOutEverywhere).await;
    assert_eq!(kept.by(1, Deed::Open).await, Answered::NoSession);
}

#[tokio::test]
async fn the_last_host_can_neither_go_nor_become_less() {
    let mut kept = kept().await;
    for deed in [Deed::Remove(StaffId(1)), Deed::ChangeRole(StaffId(1), Role::Curator)] {
        assert!(matches!(kept.by(1, deed).await, Answered::LastHost(_)));
    }
    let second = kept.add("Bat", Role::Host, 102).await;
    kept.done(1, Deed::ChangeRole(second.id, Role::Curator)).await;
    kept.done(1, Deed::ChangeRole(second.id, Role::Host)).await;
    kept.done(1, Deed::Remove(StaffId(1))).await;
    assert_eq!(kept.by(1, Deed::Open).await, Answered::NoSession, "who is removed is signed out");
    assert!(matches!(kept.by(2, Deed::Remove(second.id)).await, Answered::LastHost(_)));
    let Outcome::People(people, _) = kept.done(2, Deed::ListPeople).await else { panic!("no list") };
    assert_eq!(people.len(), 1);
}

#[tokio::test]
async fn a_role_is_asked_in_the_transaction_and_a_new_one_counts_at_once() {
    let mut kept = kept().await;
    let curator = kept.add("Bat", Role::Curator, 102).await;
    for deed in [Deed::ListPeople, Deed::ReadAudit(0), Deed::ReadLog(0), Deed::Remove(StaffId(1))] {
        assert!(matches!(kept.by(2, deed.clone()).await, Answered::NotAllowed(_)), "{deed:?}");
    }
    assert!(matches!(kept.by(2, sheet(50, Role::Pupil)).await, Answered::NotAllowed(_)), "not a curator's to give");
    kept.done(1, Deed::ChangeRole(curator.id, Role::Moderator)).await;
    assert!(matches!(kept.done(2, Deed::ReadLog(0)).await, Outcome::Log(_)));
    assert!(matches!(kept.by(9, Deed::Open).await, Answered::NoSession));
}

#[tokio::test]
async fn invitations_are_counted_together_made_once_and_ended_by_their_maker_or_a_host() {
    let mut kept = kept().await;
    kept.add("Ito", Role::Teacher, 102).await;
    kept.add("Bat", Role::Teacher, 103).await;
    kept.done(2, sheet(50, Role::Pupil)).await;
    kept.done(2, sheet(50, Role::Pupil)).await;
    let Outcome::Invitations(sheets) = kept.done(2, Deed::ListInvitations).await else { panic!("no list") };
    let [made] = sheets.as_slice() else { panic!("{sheets:?}") };
    assert_eq!((made.links, made.uses, made.left, made.ended), (2, 6, 6, false));
    assert_eq!(kept.done(3, Deed::ListInvitations).await, Outcome::Invitations(Vec::new()), "another teacher's");
    assert!(matches!(kept.by(3, Deed::EndInvitations(made.id)).await, Answered::Gone(_)));
    kept.done(1, Deed::EndInvitations(made.id)).await;
    assert!(matches!(kept.by(2, Deed::EndInvitations(made.id)).await, Answered::Gone(_)));
    let Outcome::Invitations(sheets) = kept.done(1, Deed::ListInvitations).await else { panic!("no list") };
    assert_eq!((sheets[0].left, sheets[0].ended, sheets[0].by.as_deref()), (0, true, Some("Ito")));
}

#[tokio::test]
async fn what_somebody_gave_ends_when_they_go_or_could_not_give_it_any_more() {
    let mut kept = kept().await;
    let second = kept.add("Ito", Role::Host, 102).await;
    for (key, role) in [(110, Role::Host), (111, Role::Teacher)] {
        kept.done(2, Deed::AddPerson { link: link(key), about: "A friend".to_owned(), role }).await;
    }
    kept.done(2, sheet(50, Role::Moderator)).await;
    kept.done(2, sheet(60, Role::Pupil)).await;
    let live = async |kept: &mut Kept| {
        let Outcome::Invitations(sheets) = kept.done(1, Deed::ListInvitations).await else { panic!("no list") };
        sheets.iter().filter(|sheet| !sheet.ended).map(|sheet| sheet.role).collect::<Vec<Role>>()
    };
    kept.done(1, Deed::ChangeRole(second.id, Role::Teacher)).await;
    assert_eq!(live(&mut kept).await, [Role::Pupil], "a teacher invites pupils");
    for key in [110, 111] {
        assert_eq!(kept.begin(key, "A friend", 9).await, Answered::Spent, "a teacher adds nobody");
    }
    kept.done(1, Deed::Remove(second.id)).await;
    assert_eq!(live(&mut kept).await, []);
    assert!(
        matches!(kept.by(1, sheet(50, Role::Moderator)).await, Answered::Gone(_)),
        "an ended sheet is not made again"
    );
}

#[tokio::test]
async fn every_change_is_written_down_and_forgotten_after_its_time() {
    let mut kept = kept().await;
    let bat = kept.add("Bat", Role::Teacher, 102).await;
    kept.done(1, Deed::ChangeRole(bat.id, Role::Curator)).await;
    kept.done(1, Deed::RenewPassword { link: link(90), staff: bat.id }).await;
    kept.begin(90, "anything", 9).await;
    kept.done(1, sheet(50, Role::Pupil)).await;
    kept.done(1, Deed::Remove(bat.id)).await;
    let Outcome::Audit(leaf) = kept.done(1, Deed::ReadAudit(0)).await else { panic!("no page") };
    let changes: Vec<_> = leaf.rows.iter().rev().map(|row| (row.by.as_deref(), row.change)).collect();
    let [host, bat] = [Some("Noor"), Some("Bat")];
    assert_eq!(
        changes,
        [
            (None, Change::OfferedHost),
            (host, Change::Began),
            (host, Change::AddedPerson),
            (bat, Change::Began),
            (host, Change::ChangedRole),
            (host, Change::OfferedPassword),
            (bat, Change::RenewedPassword),
            (host, Change::Invited),
            (host, Change::Removed),
        ]
    );
    let retention = Retention { chat_hours: 24, name_days: 90 };
    let forgotten = kept.store.forget(UnixSeconds(NOON + 401 * DAY), retention).await.unwrap();
    assert_eq!(forgotten.desk, 9 + 1 + 1, "nine changes, one sheet, the session that is left");
    assert_eq!(kept.ask(Asked::HasHost).await, Answered::HasHost(true), "people are not forgotten by age");
}
