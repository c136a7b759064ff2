//! How often a password may be guessed: so often from one address, so often for one name, and then ever more slowly.
//!
//! Counts are kept in bounded memory and by the seconds it is told; a restart forgets them. A try that was right gives
//! its count back. A name that nobody has is counted like any other, so that the limit tells nothing either.

use std::collections::BTreeMap;

use crate::keeping::NameKey;

/// Tries at once from one address; a school or an office is one address.
const FROM_ADDRESS: u32 = 10;
/// Seconds until one more is allowed from an address.
const ADDRESS_SECONDS: i64 = 60;
/// Tries at once for one name, from wherever.
const FOR_NAME: u32 = 20;
/// Seconds until one more is allowed for a name.
const NAME_SECONDS: i64 = 120;
/// Addresses and names that are remembered, of each.
const MOST_KEPT: usize = 10_000;

/// Where a try comes from, as the edge knows it: a keyed hash, never the address.
pub type Address = [u8; 16];

/// What was tried of late.
#[derive(Debug, Default)]
pub struct Tries {
    addresses: BTreeMap<Address, Spent>,
    names: BTreeMap<NameKey, Spent>,
}

/// How much of an allowance is spent, and when that was so.
#[derive(Debug, Clone, Copy)]
struct Spent {
    count: u32,
    at: i64,
}

/// Too many tries: wait so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooOften {
    /// Seconds until the next try.
    pub seconds: i64,
}

impl Tries {
    /// Counts a try.
    ///
    /// # Errors
    /// When there were too many from there, or for this name; then nothing is counted.
    pub fn begin(&mut self, from: Address, name: &NameKey, now: i64) -> Result<(), TooOften> {
        let address = standing(self.addresses.get(&from), now, ADDRESS_SECONDS);
        let known = standing(self.names.get(name), now, NAME_SECONDS);
        if address.count >= FROM_ADDRESS {
            return Err(TooOften { seconds: (address.at + ADDRESS_SECONDS - now).max(1) });
        }
        if known.count >= FOR_NAME {
            return Err(TooOften { seconds: (known.at + NAME_SECONDS - now).max(1) });
        }
        make_room(&mut self.addresses, now, ADDRESS_SECONDS);
        make_room(&mut self.names, now, NAME_SECONDS);
        self.addresses.insert(from, Spent { count: address.count + 1, ..address });
        self.names.insert(name.clone(), Spent { count: known.count + 1, ..known });
        Ok(())
    }

    /// The try was right.
    pub fn right(&mut self, from: Address, name: &NameKey) {
        self.names.remove(name);
        if let Some(spent) = self.addresses.get_mut(&from) {
            spent.count = spent.count.saturating_sub(1);
        }
    }
}

/// What is spent by now, where one is given back every so many seconds.
fn standing(spent: Option<&Spent>, now: i64, seconds: i64) -> Spent {
    let Some(spent) = spent else { return Spent { count: 0, at: now } };
    let back = u32::try_from((now - spent.at).max(0) / seconds).unwrap_or(u32::MAX);
    match spent.count.checked_sub(back) {
        None | Some(0) => Spent { count: 0, at: now },
        Some(count) => Spent { count, at: spent.at + i64::from(back) * seconds },
    }
}

/// Drops what has been given back, and the oldest where that is not enough.
fn make_room<K: Ord>(kept: &mut BTreeMap<K, Spent>, now: i64, seconds: i64) {
    if kept.len() < MOST_KEPT {
        return;
    }
    kept.retain(|_, spent| standing(Some(spent), now, seconds).count > 0);
    if kept.len() < MOST_KEPT {
        return;
    }
    // Many at once, or every further try of a flood would look through all of them.
    let mut times: Vec<i64> = kept.values().map(|spent| spent.at).collect();
    times.sort_unstable();
    let Some(oldest) = times.get(MOST_KEPT / 10).copied() else { return };
    let mut leaving = MOST_KEPT / 10;
    kept.retain(|_, spent| {
        let leaves = leaving > 0 && spent.at <= oldest;
        leaving -= usize::from(leaves);
        !leaves
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> NameKey {
        NameKey(text.to_owned())
    }

    #[test]
    fn an_address_has_ten_tries_and_then_one_a_minute_whatever_the_names() {
        let mut tries = Tries::default();
        for number in 0..10 {
            assert_eq!(tries.begin([1; 16], &name(&number.to_string()), 100), Ok(()));
        }
        assert_eq!(tries.begin([1; 16], &name("other"), 100), Err(TooOften { seconds: 60 }));
        assert_eq!(tries.begin([1; 16], &name("other"), 145), Err(TooOften { seconds: 15 }));
        assert_eq!(tries.begin([2; 16], &name("other"), 145), Ok(()), "somebody elsewhere is not made to wait");
        assert_eq!(tries.begin([1; 16], &name("other"), 160), Ok(()));
        assert!(tries.begin([1; 16], &name("other"), 160).is_err());
    }

    #[test]
    fn a_name_has_twenty_tries_from_wherever_they_come() {
        let mut tries = Tries::default();
        let allowed = (0..60_u8).filter(|from| tries.begin([*from; 16], &name("noor"), 0).is_ok()).count();
        assert_eq!(allowed, 20);
        assert_eq!(tries.begin([200; 16], &name("noor"), 119), Err(TooOften { seconds: 1 }));
        assert_eq!(tries.begin([200; 16], &name("noor"), 120), Ok(()));
    }

    #[test]
    fn who_knows_the_password_never_runs_out() {
        let mut tries = Tries::default();
        for now in 0..1_000 {
            assert_eq!(tries.begin([1; 16], &name("noor"), now), Ok(()), "{now}");
            tries.right([1; 16], &name("noor"));
        }
    }

    #[test]
    fn a_flood_of_names_and_addresses_is_kept_within_bounds() {
        let mut tries = Tries::default();
        for number in 0..20_000_u32 {
            let mut from = [0; 16];
            from[..4].copy_from_slice(&number.to_le_bytes());
            tries.begin(from, &name(&number.to_string()), 0).unwrap();
        }
        assert!(tries.addresses.len() <= MOST_KEPT && tries.names.len() <= MOST_KEPT);
    }
}
