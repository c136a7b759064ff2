//! What is kept of an authority: the account and the certificate with its key, in the data folder's keys.
//!
//! A file is named after the authority and the names it is for, so that other settings never meet an old certificate.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use instant_acme::AccountCredentials;

use crate::config::Acme;
use crate::net::certificate::{Identity, Source};
use crate::secrets::write_private;
use crate::store::KEYS_FOLDER;

/// The files of one authority and one set of names.
#[derive(Debug, Clone)]
pub struct Cabinet {
    account: PathBuf,
    certificate: PathBuf,
}

impl Cabinet {
    /// The files for these settings in a data folder.
    #[must_use]
    pub fn new(data: &Path, acme: &Acme) -> Self {
        let keys = data.join(KEYS_FOLDER);
        let order = [acme.directory.clone()].into_iter().chain(acme.domains.iter().cloned());
        Self {
            account: keys.join(format!("acme-account-{}.json", short(&acme.directory))),
            certificate: keys.join(format!("acme-{}.pem", short(&order.collect::<Vec<_>>().join("\n")))),
        }
    }

    /// The certificate kept here, if there is one that can be used.
    #[must_use]
    pub fn certificate(&self) -> Option<Identity> {
        if !self.certificate.exists() {
            return None;
        }
        let source = Source::Files { certificate: self.certificate.clone(), key: self.certificate.clone() };
        match Identity::load(&source) {
            Ok(identity) => Some(identity),
            Err(fault) => {
                tracing::warn!(
                    fault = format!("{fault:#}"),
                    "the kept certificate cannot be used; a new one is asked for"
                );
                None
            }
        }
    }

    /// Keeps a new certificate and its key, and answers it as it was read back.
    ///
    /// # Errors
    /// When it cannot be written, or is no certificate.
    pub(super) fn keep(&self, pem: &str) -> anyhow::Result<Identity> {
        write_private(&self.certificate, pem)?;
        self.certificate().context("the authority's answer is no certificate with our key")
    }

    /// The account, if there is one.
    ///
    /// # Errors
    /// When the file is there and cannot be understood.
    pub(super) fn account(&self) -> anyhow::Result<Option<AccountCredentials>> {
        if !self.account.exists() {
            return Ok(None);
        }
        let unreadable = || format!("{} cannot be read; delete it to have a new account", self.account.display());
        let text = fs::read_to_string(&self.account).with_context(unreadable)?;
        serde_json::from_str(&text).map(Some).with_context(unreadable)
    }

    /// Keeps the account.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn keep_account(&self, account: &AccountCredentials) -> anyhow::Result<()> {
        write_private(&self.account, &serde_json::to_string(account).context("an account is JSON")?)
    }

    /// Forgets an account that the authority does not know any more.
    pub(super) fn forget_account(&self) {
        // When it cannot be removed, the next errand meets it again and says so.
        let _ = fs::remove_file(&self.account);
    }
}

/// A few letters that differ for different texts.
fn short(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme(domain: &str) -> Acme {
        Acme {
            domains: vec![domain.to_owned()],
            contact: None,
            directory: "https://authority.example/dir".to_owned(),
            root: None,
        }
    }

    #[test]
    fn a_kept_certificate_is_private_and_is_found_again_for_the_same_names_only() {
        let folder = tempfile::tempdir().unwrap();
        let cabinet = Cabinet::new(folder.path(), &acme("venue.example"));
        assert!(cabinet.certificate().is_none());
        let made = rcgen::generate_simple_self_signed(vec!["venue.example".to_owned()]).unwrap();
        let pem = format!("{}{}", made.signing_key.serialize_pem(), made.cert.pem());
        let kept = cabinet.keep(&pem).unwrap().sha256().unwrap();
        let again = Cabinet::new(folder.path(), &acme("venue.example")).certificate().unwrap();
        assert_eq!(again.sha256().unwrap(), kept);
        assert!(Cabinet::new(folder.path(), &acme("other.example")).certificate().is_none());
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&cabinet.certificate).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_certificate_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let cabinet = Cabinet::new(folder.path(), &acme("venue.example"));
        assert!(cabinet.keep("nothing").is_err());
        assert!(cabinet.certificate().is_none());
    }
}
