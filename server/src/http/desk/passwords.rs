//! Passwords: hashed with argon2id, away from the threads that serve, one at a time.
//!
//! Whoever guesses spends at most one core, and only so many wait; others are told to come again. A name that nobody has
//! costs the same work as one that somebody has, so that the time tells nothing.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as LETTERS;
use metrics::counter;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::secrets::Secret;

/// Memory of one hash in KiB, passes and lanes, as OWASP advises.
const COSTS: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Passwords that may wait for their turn.
const MOST_WAITING: usize = 8;

/// The work on passwords.
#[derive(Debug)]
pub(super) struct Passwords {
    turn: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Too many wait, or the work could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Busy;

impl Default for Passwords {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), waiting: Arc::new(Semaphore::new(MOST_WAITING)) }
    }
}

impl Passwords {
    /// The hash of a password, with its salt and costs, in letters.
    pub(super) async fn hash(&self, password: String) -> Result<String, Busy> {
        let salt = Secret::new().map_err(|_| Busy)?.into_bytes();
        self.work(move || hashed(&password, salt.first_chunk::<16>()?, COSTS)).await
    }

    /// Whether a password is the one that was hashed; of nobody's password never.
    pub(super) async fn is_right(&self, password: String, kept: Option<String>) -> Result<bool, Busy> {
        self.work(move || Some(is_right(&password, kept.as_deref()))).await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> Option<T> + Send + 'static) -> Result<T, Busy> {
        let _place = self.waiting.try_acquire().map_err(|_| Busy)?;
        let turn = Arc::clone(&self.turn).acquire_owned().await.map_err(|_| Busy)?;
        counter!("hiroba_desk_password_hashes_total").increment(1);
        let done = spawn_blocking(move || {
            // The turn is over when the work is, even where nobody waits for it any more.
            let _turn = turn;
            work()
        });
        done.await.ok().flatten().ok_or(Busy)
    }
}

fn is_right(password: &str, kept: Option<&str>) -> bool {
    let parsed = kept.and_then(parse);
    let (costs, salt) = parsed.unwrap_or((COSTS, [0; 16]));
    let Some(again) = hashed(password, &salt, costs) else { return false };
    // Hashes of them are compared, so that the time it takes tells nothing.
    kept.is_some_and(|kept| blake3::hash(kept.as_bytes()) == blake3::hash(again.as_bytes()))
}

/// `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, as everybody writes it.
fn hashed(password: &str, salt: &[u8; 16], (memory, passes, lanes): (u32, u32, u32)) -> Option<String> {
    let params = Params::new(memory, passes, lanes, Some(32)).ok()?;
    let mut hash = [0; 32];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(password.as_bytes(), salt, &mut hash).ok()?;
    let (salt, hash) = (LETTERS.encode(salt), LETTERS.encode(hash));
    Some(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${hash}"))
}

/// Costs and salt of a hash in letters.
fn parse(kept: &str) -> Option<((u32, u32, u32), [u8; 16])> {
    let mut parts = kept.strip_prefix("$argon2id$v=19$")?.split('$');
    let mut costs =
        parts.next()?.split(',').zip(["m=", "t=", "p="]).map(|(cost, name)| cost.strip_prefix(name)?.parse().ok());
    let costs = (costs.next()??, costs.next()??, costs.next()??);
    let salt = LETTERS.decode(parts.next()?).ok()?;
    Some((costs, salt.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As cheap as argon2 goes: these claims are not about its strength.
    const CHEAP: (u32, u32, u32) = (8, 1, 1);

    #[test]
    fn only_the_password_that_was_hashed_is_right_whatever_it_cost() {
        let kept = hashed("open sesame", &[7; 16], CHEAP).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
        assert!(is_right("open sesame", Some(&kept)));
        assert!(!is_right("open sesame ", Some(&kept)));
        assert!(!is_right("open sesame", Some("$argon2id$v=19$m=8,t=1,p=1$broken")));
        assert!(!is_right("", None) && !is_right("open sesame", None));
    }

    #[test]
    fn a_hash_is_that_of_the_reference() {
        // From the reference implementation's own test of version 19: argon2id, t=2, m=256, p=1.
        let params = Params::new(256, 2, 1, Some(32)).unwrap();
        let mut hash = [0; 32];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(b"password", b"somesalt", &mut hash).unwrap();
        let letters: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(letters, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }

    #[tokio::test]
    async fn more_than_may_wait_are_told_to_come_again() {
        let passwords = Passwords::default();
        let hold = Arc::clone(&passwords.turn).acquire_owned().await.unwrap();
        let work = |_| passwords.work(|| Some(()));
        let waiting: Vec<_> = (0..20).map(work).collect();
        let all = futures_util::future::join_all(waiting);
        let released = async move { drop(hold) };
        let (answers, ()) = tokio::join!(all, released);
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), MOST_WAITING);
    }
}
