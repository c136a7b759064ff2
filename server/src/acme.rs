//! A certificate from an authority such as Let's Encrypt, asked for and renewed over ACME while the venue is open.
//!
//! The proof is TLS-ALPN-01: the authority calls the venue's own port (443, seen from outside) and is shown a
//! certificate made for that call, so neither a second port nor another program is needed. Until the first certificate
//! is there a self-signed one serves. What fails is tried again, ever more rarely; nothing here ends the venue, and no
//! wildcard names are asked for, because they need a hand on the name server.

mod errand;
mod kept;
mod proof;

use std::time::{Duration, SystemTime};

pub use kept::Cabinet;
pub use proof::Proofs;

use crate::config::Acme;
use crate::net::certificate::{Identity, Life};

/// How long an errand may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// The pause after a first failure. It doubles, so that an hour sees four tries; Let's Encrypt allows five.
const FIRST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);
/// How long to sleep at most before looking at the calendar again: a sleeping machine's timers stand still.
const LOOK_AGAIN: Duration = Duration::from_secs(60 * 60);

/// Keeps a certificate of the authority for as long as it runs, and hands each new one to `use_it`.
pub async fn keep_certified(
    acme: Acme,
    cabinet: Cabinet,
    proofs: Proofs,
    use_it: impl Fn(&Identity) -> anyhow::Result<()> + Send,
) {
    let mut failures = 0;
    loop {
        until_due(cabinet.certificate().and_then(|identity| identity.life().ok())).await;
        match renew(&acme, &cabinet, &proofs, &use_it).await {
            Ok(()) => {
                failures = 0;
                tracing::info!(domains = ?acme.domains, "the authority gave a certificate");
            }
            Err(fault) => {
                let pause = pause_after(failures);
                failures = failures.saturating_add(1);
                tracing::warn!(fault = format!("{fault:#}"), ?pause, "no certificate was had; it is tried again");
                tokio::time::sleep(pause).await;
            }
        }
    }
}

/// Whether the other authority's root can be read, where one is named; the authority is not asked.
///
/// # Errors
/// When the file is missing or no certificate.
pub fn root_is_readable(acme: &Acme) -> anyhow::Result<()> {
    errand::builder(acme).map(drop)
}

async fn renew(
    acme: &Acme,
    cabinet: &Cabinet,
    proofs: &Proofs,
    use_it: &(impl Fn(&Identity) -> anyhow::Result<()> + Send),
) -> anyhow::Result<()> {
    let fetched = tokio::time::timeout(PATIENCE, errand::fetch(acme, cabinet, proofs)).await;
    proofs.clear();
    let pem = fetched.map_err(|_| anyhow::anyhow!("the authority took longer than {PATIENCE:?}"))??;
    use_it(&cabinet.keep(&pem)?)
}

/// Waits until a certificate of this life is to be renewed; not at all without one.
#[expect(clippy::disallowed_methods, reason = "a certificate ends by the calendar, not by ticks")]
async fn until_due(life: Option<Life>) {
    let Some(life) = life else { return };
    while let Some(left) = left(life, SystemTime::now()) {
        tokio::time::sleep(left.min(LOOK_AGAIN)).await;
    }
}

/// What is left until two thirds of a life are over, if anything.
fn left(life: Life, now: SystemTime) -> Option<Duration> {
    let whole = life.until.duration_since(life.from).unwrap_or_default();
    let due = life.from.checked_add(whole / 3 * 2)?;
    due.duration_since(now).ok().filter(|left| !left.is_zero())
}

fn pause_after(failures: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(2u32.saturating_pow(failures)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_due_after_two_thirds_of_its_life() {
        let day = Duration::from_secs(24 * 60 * 60);
        let from = SystemTime::UNIX_EPOCH + day * 20_000;
        let life = Life { from, until: from + day * 90 };
        assert_eq!(left(life, from), Some(day * 60));
        assert_eq!(left(life, from + day * 59), Some(day));
        assert_eq!(left(life, from + day * 60), None);
        assert_eq!(left(life, from + day * 200), None);
        let backwards = Life { from, until: from - day };
        assert_eq!(left(backwards, from), None, "a senseless life is renewed at once");
    }

    #[test]
    fn the_first_hour_of_failures_sees_fewer_tries_than_an_authority_allows() {
        let mut tries = 0;
        let mut passed = Duration::ZERO;
        while passed < Duration::from_secs(60 * 60) {
            passed += pause_after(tries);
            tries += 1;
        }
        assert!(tries < 5, "{tries} tries");
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE);
    }
}
