//! Where a question comes from: the connection's address, or what a trusted proxy says it is.
//!
//! Nobody else's word counts, or a bar could be dodged with a header. The venue only gets a keyed hash, in which a
//! whole IPv6 network of a household is one address.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

use crate::config::Network;
use crate::venue::input::AddressKey;

/// The header proxies write the addresses they heard from into, newest last.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Tells where clients are.
pub struct Addresses {
    trusted_proxies: Vec<Network>,
    key: [u8; 32],
}

impl Addresses {
    /// Believes these proxies, and hashes with this key.
    #[must_use]
    pub fn new(trusted_proxies: Vec<Network>, key: [u8; 32]) -> Self {
        Self { trusted_proxies, key }
    }

    /// Where a request comes from, as the venue knows it.
    #[must_use]
    pub fn key_of(&self, peer: SocketAddr, headers: &HeaderMap) -> AddressKey {
        key(client(peer, headers, &self.trusted_proxies), &self.key)
    }

    /// Where a connection comes from that no proxy stands before.
    #[must_use]
    pub fn key_of_peer(&self, peer: IpAddr) -> AddressKey {
        key(peer, &self.key)
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key stays out of any log.
        f.debug_struct("Addresses").field("trusted_proxies", &self.trusted_proxies).finish_non_exhaustive()
    }
}

/// The address a request comes from: the last one that is not a trusted proxy's.
fn client(peer: SocketAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut client = peer.ip().to_canonical();
    let values = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let mut heard: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    while is_trusted(client) {
        let Some(Ok(before)) = heard.pop().map(str::parse::<IpAddr>) else { break };
        client = before.to_canonical();
    }
    client
}

/// The address as the venue knows it.
fn key(address: IpAddr, key: &[u8; 32]) -> AddressKey {
    let hash = match address.to_canonical() {
        IpAddr::V4(address) => blake3::keyed_hash(key, &address.octets()),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            let network: Vec<u8> = [a, b, c, d].into_iter().flat_map(u16::to_be_bytes).collect();
            blake3::keyed_hash(key, &network)
        }
    };
    let (first, _) = hash.as_bytes().split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
    AddressKey(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(peer: &str, forwarded: &[&'static str], trusted: &str) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.split(',').filter_map(|network| network.parse().ok()).collect();
        client(SocketAddr::new(peer.parse().unwrap(), 9), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_can_say_where_a_client_is() {
        assert_eq!(heard("203.0.113.5", &["198.51.100.1"], ""), "203.0.113.5");
        assert_eq!(heard("10.0.0.1", &["198.51.100.1"], "10.0.0.0/8"), "198.51.100.1");
        assert_eq!(heard("10.0.0.1", &["198.51.100.9, 198.51.100.1", "10.0.0.2"], "10.0.0.0/8"), "198.51.100.1");
        assert_eq!(heard("10.0.0.1", &[], "10.0.0.0/8"), "10.0.0.1");
        assert_eq!(heard("10.0.0.1", &["nonsense"], "10.0.0.0/8"), "10.0.0.1");
        assert_eq!(heard("::ffff:10.0.0.1", &["198.51.100.1"], "10.0.0.0/8"), "198.51.100.1");
    }

    #[test]
    fn a_household_is_one_address_and_another_key_makes_another_hash() {
        let of = |address: &str, secret: u8| key(address.parse().unwrap(), &[secret; 32]);
        assert_eq!(of("2001:db8:1:2::1", 1), of("2001:db8:1:2:ffff::9", 1));
        assert_ne!(of("2001:db8:1:2::1", 1), of("2001:db8:1:3::1", 1));
        assert_eq!(of("192.0.2.1", 1), of("::ffff:192.0.2.1", 1));
        assert_ne!(of("192.0.2.1", 1), of("192.0.2.2", 1));
        assert_ne!(of("192.0.2.1", 1), of("192.0.2.1", 2));
    }
}
