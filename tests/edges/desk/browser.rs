//! A browser without scripts at the desk: keeps cookies, and sends forms with whatever is hidden in them.

use std::collections::BTreeMap;

use anyhow::Context;
use hiroba_tests::network::door::{Door, Reply};
use hiroba_tests::network::server::Premises;

/// A browser of somebody.
pub(super) struct Browser {
    door: Door,
    cookies: BTreeMap<String, String>,
    /// What the forms of the last page were sealed with.
    token: String,
    /// The page it shows.
    pub(super) page: String,
    /// The status of the last answer.
    pub(super) status: u16,
    /// Where the last answer led.
    pub(super) location: String,
}

impl Browser {
    pub(super) fn at(door: &Door) -> Self {
        let [token, page, location] = [const { String::new() }; 3];
        Self { door: door.clone(), cookies: BTreeMap::new(), token, page, status: 0, location }
    }

    /// The same browser at another door, as after a restart of the server.
    pub(super) fn moved_to(self, door: &Door) -> Self {
        Self { door: door.clone(), ..self }
    }

    /// Somebody who begins by a one-time link.
    pub(super) async fn begun(door: &Door, link: &str, name: &str) -> anyhow::Result<Self> {
        let mut browser = Self::at(door);
        let key = link.split_once("key=").context("no key in the link")?.1;
        browser.open(&format!("/desk/begin?key={key}")).await?;
        anyhow::ensure!(browser.status == 200, "{}: {}", browser.status, browser.page);
        let password = password(name);
        browser
            .send("/desk/begin", &[("key", key), ("name", name), ("password", &password), ("again", &password)])
            .await?;
        anyhow::ensure!(browser.status == 303, "{}: {}", browser.status, browser.page);
        Ok(browser)
    }

    /// The first host of a venue.
    pub(super) async fn host(premises: &Premises, door: &Door) -> anyhow::Result<Self> {
        Self::begun(door, &host_link(premises)?, "Noor").await
    }

    /// Somebody of this role, whom this host adds.
    pub(super) async fn added_by(host: &mut Self, door: &Door, (name, role): (&str, &str)) -> anyhow::Result<Self> {
        host.open("/desk/people").await?;
        host.send("/desk/people/add", &[("about", name), ("role", role)]).await?;
        let link = host.between("class=\"address\">", "<").context("no link is shown")?;
        Self::begun(door, &link, name).await
    }

    pub(super) async fn open(&mut self, path: &str) -> anyhow::Result<()> {
        let reply = self.says().get(path).await?;
        self.show(&reply);
        Ok(())
    }

    /// Sends a form of the page that was shown last.
    pub(super) async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<()> {
        let token = self.token.clone();
        self.send_sealed(path, &token, fields).await
    }

    /// Sends a form with this token.
    pub(super) async fn send_sealed(&mut self, path: &str, token: &str, fields: &[(&str, &str)]) -> anyhow::Result<()> {
        let fields = [("token", token)].into_iter().chain(fields.iter().copied());
        let body: Vec<String> = fields.map(|(name, value)| format!("{name}={}", written(value))).collect();
        let reply = self.says().request("POST", path, body.join("&").as_bytes()).await?;
        self.show(&reply);
        Ok(())
    }

    pub(super) async fn sign_in(&mut self, name: &str, password: &str) -> anyhow::Result<()> {
        self.open("/desk/sign-in").await?;
        self.send("/desk/sign-in", &[("name", name), ("password", password)]).await
    }

    /// What stands on the page between two marks, the first time.
    pub(super) fn between(&self, before: &str, after: &str) -> Option<String> {
        let (_, rest) = self.page.split_once(before)?;
        Some(rest.split_once(after)?.0.to_owned())
    }

    fn says(&self) -> Door {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if cookies.is_empty() { self.door.clone() } else { self.door.clone().saying("Cookie", &cookies.join("; ")) }
    }

    fn show(&mut self, reply: &Reply) {
        self.status = reply.status;
        self.location = String::new();
        for line in reply.head.lines() {
            let Some((name, value)) = line.split_once(": ") else { continue };
            if name.eq_ignore_ascii_case("location") {
                self.location = value.to_owned();
            } else if name.eq_ignore_ascii_case("set-cookie") {
                let (cookie, value) = value.split(';').next().and_then(|pair| pair.split_once('=')).unwrap_or_default();
                self.cookies.insert(cookie.to_owned(), value.to_owned());
            }
        }
        self.cookies.retain(|_, value| !value.is_empty());
        self.page = reply.text();
        if let Some(token) = self.between("name=\"token\" value=\"", "\"") {
            self.token = token;
        }
    }
}

/// The password of somebody in these tests.
pub(super) fn password(name: &str) -> String {
    format!("a sentence of {name}")
}

/// A one-time link for a host, from the command line.
pub(super) fn host_link(premises: &Premises) -> anyhow::Result<String> {
    let data = premises.data();
    let output = premises.command(&["host-link", "--data", data.to_str().context("an odd folder")?])?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// A value as a form writes it.
fn written(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
