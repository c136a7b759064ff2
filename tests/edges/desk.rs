//! The desk for staff over HTTP, with the real process: ways in, guessing, sealed forms, roles, and what a kill leaves.

mod browser;

use std::net::Ipv4Addr;
use std::time::Instant;

use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::role::Role;
use hiroba_tests::network::door::{Door, NotIn};
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::transport::Kind;

use crate::world::{fresh_premises, live};
use browser::{Browser, host_link, password};

/// How many passwords were hashed so far.
async fn hashes(door: &Door) -> anyhow::Result<u64> {
    let metrics = door.get("/metrics").await?.text();
    let counted = metrics.lines().find_map(|line| line.strip_prefix("hiroba_desk_password_hashes_total "));
    Ok(counted.and_then(|count| count.parse().ok()).unwrap_or(0))
}

#[test]
fn the_link_to_begin_works_once_and_is_in_no_log() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let link = host_link(&premises)?;
        let key = link.split_once("key=").unwrap().1;
        for _ in 0..2 {
            let mut looker = Browser::at(&server.door);
            looker.open(&format!("/desk/begin?key={key}")).await?;
            assert_eq!(looker.status, 200, "looking at it does not use it up");
        }
        let mut noor = Browser::begun(&server.door, &link, "Noor").await?;
        noor.open("/desk").await?;
        assert!(noor.status == 200 && noor.page.contains("Noor"), "{}", noor.page);
        let mut late = Browser::at(&server.door);
        late.open(&format!("/desk/begin?key={key}")).await?;
        assert_eq!(late.status, 410);
        server.stop()?;
        let log = premises.log();
        assert!(log.contains("host-link") && !log.contains(key) && !log.contains("Noor"), "{log}");
        Ok(())
    });
}

#[test]
fn a_wrong_password_is_told_as_a_name_that_nobody_has() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        Browser::host(&premises, &server.door).await?;
        let before = hashes(&server.door).await?;
        let mut told = Vec::new();
        for name in ["Noor", "Nobody"] {
            let mut guest = Browser::at(&server.door);
            guest.sign_in(name, "a wrong sentence").await?;
            let token = guest.between("name=\"token\" value=\"", "\"").unwrap();
            told.push((guest.status, guest.page.replace(name, "NAME").replace(&token, "TOKEN")));
        }
        assert_eq!(told[0], told[1]);
        assert_eq!(told[0].0, 403);
        assert_eq!(hashes(&server.door).await? - before, 2, "both cost the same work");
        Ok(())
    });
}

#[test]
fn whoever_guesses_is_slowed_down_and_costs_others_nothing() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        Browser::host(&premises, &server.door).await?;
        let before = hashes(&server.door).await?;
        let mut guesser = Browser::at(&server.door);
        let (mut refused, begun) = (0, Instant::now());
        for guess in 0..51 {
            guesser.sign_in("Noor", &format!("guess number {guess}")).await?;
            refused += u32::from(guesser.status == 429);
        }
        // Ten at once, and one more for each minute that it took.
        let spent = hashes(&server.door).await? - before;
        let most = 11 + begun.elapsed().as_secs() / 60;
        assert!((10..=most).contains(&spent) && u64::from(refused) == 51 - spent, "{spent} hashed, {refused} refused");
        let elsewhere = server.door.clone().coming_from(Ipv4Addr::new(127, 0, 0, 2));
        let mut noor = Browser::at(&elsewhere);
        noor.sign_in("noor", &password("Noor")).await?;
        assert_eq!((noor.status, noor.location.as_str()), (303, "/desk"), "{}", noor.page);
        Ok(())
    });
}

#[test]
fn a_form_counts_only_with_the_token_of_its_own_browser_and_from_no_other_site() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        let mut other = Browser::at(&server.door);
        other.open("/desk/sign-in").await?;
        let foreign = other.between("name=\"token\" value=\"", "\"").unwrap();
        let wish = [("about", "Mallory"), ("role", "host")];
        for token in ["", "0", &foreign] {
            noor.send_sealed("/desk/people/add", token, &wish).await?;
            assert_eq!(noor.status, 403, "{token}");
        }
        noor.open("/desk/people").await?;
        assert!(!noor.page.contains("Mallory"), "{}", noor.page);
        let elsewhere = server.door.clone().saying("Origin", "https://evil.example");
        let mut noor = noor.moved_to(&elsewhere);
        noor.send("/desk/people/add", &wish).await?;
        assert_eq!(noor.status, 403, "from another site");
        Ok(())
    });
}

#[test]
fn each_role_opens_its_own_pages_and_a_new_role_counts_at_once() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        let mut bat = Browser::added_by(&mut noor, &server.door, ("Bat", "curator")).await?;
        for (path, status) in [
            ("/desk", 200),
            ("/desk/invitations", 200),
            ("/desk/people", 403),
            ("/desk/people/1", 403),
            ("/desk/reports", 403),
            ("/desk/audit", 403),
        ] {
            bat.open(path).await?;
            assert_eq!(bat.status, status, "{path}");
        }
        bat.open("/desk/invitations").await?;
        bat.send("/desk/people/1/remove", &[("sure", "yes")]).await?;
        assert_eq!(bat.status, 403);
        noor.open("/desk/people/2").await?;
        noor.send("/desk/people/2/role", &[("role", "moderator")]).await?;
        assert_eq!(noor.location, "/desk/people?done=role");
        bat.open("/desk/reports").await?;
        assert_eq!(bat.status, 200);
        noor.send("/desk/people/1/remove", &[("sure", "yes")]).await?;
        assert_eq!(noor.status, 409, "the last host stays");
        noor.open("/desk/people/2").await?;
        noor.send("/desk/people/2/remove", &[("sure", "yes")]).await?;
        bat.open("/desk").await?;
        assert_eq!(bat.location, "/desk/sign-in", "who is removed is out at once");
        Ok(())
    });
}

#[test]
fn a_session_ends_with_signing_out_and_all_of_them_with_signing_out_everywhere() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        let mut second = Browser::at(&server.door);
        second.sign_in("NOOR", &password("Noor")).await?;
        let mut third = Browser::at(&server.door);
        third.sign_in("Noor", &password("Noor")).await?;
        second.open("/desk").await?;
        second.send("/desk/sign-out", &[]).await?;
        second.open("/desk").await?;
        assert_eq!(second.location, "/desk/sign-in");
        noor.open("/desk").await?;
        assert_eq!(noor.status, 200, "another session goes on");
        noor.send("/desk/sign-out-everywhere", &[]).await?;
        third.open("/desk").await?;
        assert_eq!(third.location, "/desk/sign-in");
        Ok(())
    });
}

#[test]
fn a_sheet_of_invitations_lets_in_one_pupil_by_each_link_until_it_is_taken_back() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        let mut ito = Browser::added_by(&mut noor, &server.door, ("Ito", "teacher")).await?;
        ito.open("/desk/invitations").await?;
        let once = ito.between("name=\"once\" value=\"", "\"").unwrap();
        let form = [("once", once.as_str()), ("label", "<b>4B</b>"), ("role", "pupil")];
        let form = [form.as_slice(), &[("links", "3"), ("uses", "1"), ("days", "1")]].concat();
        ito.send("/desk/invitations/make", &form).await?;
        assert!(ito.status == 200 && ito.page.contains("&lt;b&gt;4B&lt;/b&gt;"), "{}", ito.page);
        let sheet = ito.page.clone();
        let codes: Vec<&str> = sheet.split("/?invite=").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!((codes.len(), sheet.matches("<svg class=\"code\"").count()), (3, 3), "{sheet}");
        ito.send("/desk/invitations/make", &form).await?;
        assert!(ito.page.contains(codes[0]), "a form that is sent twice shows the same links");

        let with = |name: &str, code: &str| {
            let mut asked = request(name);
            asked.invitation = Some(code.to_owned());
            asked
        };
        let pupil = Guest::join_as(&server.door, Kind::WebSocket, &with("Sara", codes[0])).await?;
        let role = pupil.log.iter().find_map(|said| {
            if let FromServer::Session(SessionFromServer::Welcome { role, .. }) = said { Some(*role) } else { None }
        });
        assert_eq!(role, Some(Role::Pupil));
        assert!(matches!(server.door.join(&with("Second", codes[0])).await, Err(NotIn::Refused(_))), "used up");
        ito.open("/desk/invitations").await?;
        assert!(ito.page.contains("1 of 3 used"), "made once, used once: {}", ito.page);
        let id = ito.page.split_once("/end\"").and_then(|(before, _)| before.rsplit('/').next()).unwrap().to_owned();
        ito.send(&format!("/desk/invitations/{id}/end"), &[]).await?;
        assert_eq!(ito.location, "/desk/invitations?done=ended");
        assert!(matches!(server.door.join(&with("Third", codes[1])).await, Err(NotIn::Refused(_))), "taken back");
        Ok(())
    });
}

#[test]
fn what_the_desk_said_is_saved_is_there_after_a_kill() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        Browser::added_by(&mut noor, &server.door, ("Bat", "teacher")).await?;
        noor.open("/desk/people/2").await?;
        noor.send("/desk/people/2/role", &[("role", "curator")]).await?;
        assert_eq!(noor.status, 303);
        server.kill()?;
        let server = premises.open()?;
        let mut noor = noor.moved_to(&server.door);
        noor.open("/desk/audit").await?;
        assert!(noor.page.contains("Noor gave Bat another role (Curator)"), "{}", noor.page);
        let mut bat = Browser::at(&server.door);
        bat.sign_in("Bat", &password("Bat")).await?;
        assert_eq!(bat.location, "/desk");
        Ok(())
    });
}

#[test]
fn a_host_who_lost_the_password_comes_back_by_the_command_line() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut noor = Browser::host(&premises, &server.door).await?;
        let mut back = Browser::at(&server.door);
        let link = host_link(&premises)?;
        let key = link.split_once("key=").unwrap().1;
        back.open(&format!("/desk/begin?key={key}")).await?;
        let form = [("key", key), ("name", "Noor"), ("password", "quite another one"), ("again", "quite another one")];
        back.send("/desk/begin", &form).await?;
        assert_eq!(back.location, "/desk", "{}", back.page);
        noor.open("/desk").await?;
        assert_eq!(noor.location, "/desk/sign-in", "who has the old password is out");
        Ok(())
    });
}
