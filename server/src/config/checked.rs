//! Makes settings into a configuration, or says which one is wrong, where it came from and what would be right.

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};

use super::{Acme, CertificateFiles, Config, LogFormat, Settings};
use crate::store::Retention;

/// Most people one venue may be set to hold.
const MOST_PEOPLE: u32 = 10_000;
/// A self-signed certificate is valid for ten days from when it is made; it is renewed a day before that at the latest.
const SLOWEST_RENEWAL_SECONDS: u32 = 9 * 24 * 60 * 60;

impl Config {
    /// Checks every setting.
    pub(super) fn check(settings: &Settings) -> anyhow::Result<Self> {
        let certificate = settings.path("certificate")?;
        let key = settings.path("certificate_key")?;
        ensure!(
            certificate.is_some() == key.is_some(),
            "certificate and certificate_key belong together: set both or neither"
        );
        let acme = settings.acme()?;
        ensure!(
            acme.is_none() || key.is_none(),
            "a certificate comes from files or from acme_domains: set one of both"
        );
        // An authority calls port 443, so that is where people come too.
        let own_url = acme.as_ref().and_then(|acme| acme.domains.first()).map(|name| format!("https://{name}"));
        Ok(Self {
            acme,
            listen: settings.parse::<SocketAddr>("listen", "an address and port such as 0.0.0.0:8080")?,
            data: settings.path("data")?.context("data must name a folder")?,
            public_url: settings.url("public_url", &["http://", "https://"])?.or(own_url),
            webtransport_url: settings.url("webtransport_url", &["https://"])?,
            trusted_proxies: settings.list("trusted_proxies", "addresses or networks such as 10.0.0.0/8")?,
            capacity: settings.number("capacity", 1..=MOST_PEOPLE)?,
            reserved_names: settings.list("reserved_names", "names with commas between")?,
            certificate: certificate.zip(key).map(|(certificate, key)| CertificateFiles { certificate, key }),
            renew_certificate: settings.seconds("renew_certificate_seconds", 4..=SLOWEST_RENEWAL_SECONDS)?,
            silence: settings.seconds("silence_seconds", 2..=300)?,
            retention: Retention {
                chat_hours: settings.number("keep_chat_hours", 1..=24 * 365)?,
                name_days: settings.number("keep_visits_days", 1..=3_650)?,
            },
            title: settings.of("title")?.value.clone(),
            contact: Some(settings.of("contact")?.value.clone()).filter(|contact| !contact.is_empty()),
            policies: settings.path("policies")?,
            map: settings.path("map")?,
            bundle: settings.path("bundle")?,
            rasteriser: settings.path("rasteriser")?,
            most_media_bytes: u64::from(settings.number("most_media_gib", 1..=100_000)?) << 30,
            map_root: settings.path("map_root")?,
            programme: settings.path("programme")?,
            log_format: match settings.of("log_format")?.value.as_str() {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(settings.wrong("log_format", "text or json")),
            },
            log: settings.of("log")?.value.clone(),
        })
    }
}

impl Settings {
    fn wrong(&self, name: &str, right: impl Display) -> anyhow::Error {
        let setting = match self.of(name) {
            Ok(setting) => setting,
            Err(fault) => return fault,
        };
        anyhow!("{name} = {:?} (from {}) must be {right}", setting.value, setting.origin)
    }

    fn parse<T: FromStr>(&self, name: &str, right: &str) -> anyhow::Result<T> {
        self.of(name)?.value.parse().map_err(|_| self.wrong(name, right))
    }

    fn number(&self, name: &str, range: std::ops::RangeInclusive<u32>) -> anyhow::Result<u32> {
        let right = format!("a whole number from {} to {}", range.start(), range.end());
        let number: u32 = self.parse(name, &right)?;
        if range.contains(&number) { Ok(number) } else { Err(self.wrong(name, right)) }
    }

    fn seconds(&self, name: &str, range: std::ops::RangeInclusive<u32>) -> anyhow::Result<Duration> {
        Ok(Duration::from_secs(self.number(name, range)?.into()))
    }

    fn path(&self, name: &str) -> anyhow::Result<Option<PathBuf>> {
        let value = &self.of(name)?.value;
        Ok((!value.is_empty()).then(|| PathBuf::from(value)))
    }

    fn list<T: FromStr>(&self, name: &str, right: &str) -> anyhow::Result<Vec<T>> {
        let parts = self.of(name)?.value.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse().map_err(|_| self.wrong(name, right))).collect()
    }

    fn acme(&self) -> anyhow::Result<Option<Acme>> {
        let domains: Vec<String> = self.list("acme_domains", "host names with commas between")?;
        if domains.is_empty() {
            return Ok(None);
        }
        let is_name = |name: &String| {
            let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
            name.chars().all(is_letter) && name.parse::<std::net::IpAddr>().is_err()
        };
        if !domains.iter().all(is_name) {
            return Err(self.wrong("acme_domains", "host names such as venue.example, without wildcards"));
        }
        let contact = &self.of("acme_contact")?.value;
        if !contact.is_empty() && !contact.contains('@') {
            return Err(self.wrong("acme_contact", "an e-mail address"));
        }
        let directory = self.url("acme_directory", &["https://"])?;
        Ok(Some(Acme {
            domains: domains.iter().map(|name| name.to_ascii_lowercase()).collect(),
            contact: (!contact.is_empty()).then(|| contact.clone()),
            directory: directory.ok_or_else(|| self.wrong("acme_directory", "the address of an authority"))?,
            root: self.path("acme_root")?,
        }))
    }

    fn url(&self, name: &str, schemes: &[&str]) -> anyhow::Result<Option<String>> {
        let value = self.of(name)?.value.trim_end_matches('/');
        if value.is_empty() {
            return Ok(None);
        }
        let authority = schemes.iter().find_map(|scheme| value.strip_prefix(scheme));
        let is_address = authority.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
        let right = format!("an address that begins with {}", schemes.join(" or "));
        if is_address { Ok(Some(value.to_owned())) } else { Err(self.wrong(name, right)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(flags: &[(&'static str, &str)], environment: &[(&str, &str)]) -> anyhow::Result<Config> {
        let flags = flags.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Config::check(&Settings::gather(&flags, &environment)?)
    }

    fn with_file(text: &str) -> anyhow::Result<Config> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hiroba.toml");
        std::fs::write(&file, text).unwrap();
        gathered(&[("config", file.to_str().unwrap())], &[])
    }

    #[test]
    fn nothing_set_is_a_venue_for_everybody() {
        let config = gathered(&[], &[]).unwrap();
        assert_eq!(config.listen, "0.0.0.0:8080".parse().unwrap());
        assert_eq!(config.capacity, 2_500);
        assert_eq!(config.retention, Retention { chat_hours: 24, name_days: 90 });
        assert_eq!(config.certificate, None);
        let day = Duration::from_secs(24 * 60 * 60);
        assert_eq!((config.silence, config.renew_certificate), (Duration::from_secs(15), day * 7));
    }

    #[test]
    fn a_flag_beats_the_environment_which_beats_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hiroba.toml");
        std::fs::write(&file, "capacity = 1\nkeep_chat_hours = 1\nkeep_visits_days = 1\n").unwrap();
        let environment =
            [("HIROBA_CONFIG", file.to_str().unwrap()), ("HIROBA_CAPACITY", "2"), ("HIROBA_KEEP_CHAT_HOURS", "2")];
        let config = gathered(&[("capacity", "3")], &environment).unwrap();
        assert_eq!((config.capacity, config.retention), (3, Retention { chat_hours: 2, name_days: 1 }));
    }

    #[test]
    fn each_line_of_the_packaged_file_is_a_setting_with_a_value_that_may_be_set() {
        let packaged = include_str!("../../../scripts/package/hiroba.toml");
        let bare = |line: &'static str| line.strip_prefix("# ").unwrap_or(line);
        let is_setting = |line: &&str| line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
        let lines: Vec<&str> = packaged.lines().map(bare).filter(is_setting).collect();
        assert!(lines.len() > 20, "{lines:?}");
        // An authority's certificate and one's own exclude each other.
        for without in ["acme_", "certificate"] {
            let file = lines
                .iter()
                .filter(|line| !line.starts_with(without))
                .fold(String::new(), |file, line| file + line + "\n");
            with_file(&file).unwrap();
        }
        with_file(packaged).unwrap();
    }

    #[test]
    fn lists_are_lists_in_the_file_and_commas_elsewhere() {
        let written = with_file("trusted_proxies = [\"10.0.0.0/8\", \"127.0.0.1\"]\n").unwrap();
        let typed = gathered(&[("trusted_proxies", "10.0.0.0/8,127.0.0.1")], &[]).unwrap();
        assert_eq!(written.trusted_proxies, typed.trusted_proxies);
        assert_eq!(typed.trusted_proxies.len(), 2);
    }

    #[test]
    fn a_complaint_names_the_setting_its_origin_and_what_would_be_right() {
        let fault = gathered(&[], &[("HIROBA_CAPACITY", "many")]).unwrap_err().to_string();
        assert_eq!(
            fault,
            "capacity = \"many\" (from environment HIROBA_CAPACITY) must be a whole number from 1 to 10000"
        );
        for (name, value) in [
            ("capacity", "0"),
            ("listen", "8080"),
            ("public_url", "venue.example"),
            ("webtransport_url", "http://venue.example"),
            ("trusted_proxies", "proxy"),
            ("log_format", "xml"),
            ("certificate", "only.pem"),
        ] {
            let fault = gathered(&[(name, value)], &[]).unwrap_err().to_string();
            assert!(fault.contains(name) && (fault.contains("must be") || fault.contains("both")), "{fault}");
        }
    }

    #[test]
    fn an_authority_is_asked_for_host_names_and_never_beside_files() {
        let config = gathered(&[("acme_domains", "Venue.example, www.venue.example")], &[]).unwrap();
        let acme = config.acme.unwrap();
        assert_eq!(acme.domains, ["venue.example", "www.venue.example"]);
        assert!(acme.directory.contains("letsencrypt.org"));
        assert_eq!(config.public_url.as_deref(), Some("https://venue.example"));
        for wrong in ["*.venue.example", "192.0.2.1", "https://venue.example"] {
            assert!(gathered(&[("acme_domains", wrong)], &[]).is_err(), "{wrong}");
        }
        let both = [("acme_domains", "venue.example"), ("certificate", "a"), ("certificate_key", "b")];
        assert!(gathered(&both, &[]).is_err());
        assert!(gathered(&[("acme_domains", "venue.example"), ("acme_contact", "nobody")], &[]).is_err());
    }

    #[test]
    fn a_misspelt_setting_is_refused_with_the_right_names() {
        let fault = with_file("capasity = 3\n").unwrap_err().to_string();
        assert!(fault.contains("`capasity`") && fault.contains("capacity"), "{fault}");
    }
}
