//! Addresses as people type them and as the door hands them out, made into ones that can be connected to.
//!
//! Pure text work; whether anybody answers there is not known here.

/// The origin of a door: scheme, host and port, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    scheme: &'static str,
    authority: String,
}

impl Origin {
    /// The origin in what a person typed; a missing scheme means `http`. `None` when there is no host in it.
    #[must_use]
    pub fn typed(address: &str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = match address.split_once("://") {
            Some(("https", rest)) => ("https", rest),
            Some(("http", rest)) => ("http", rest),
            Some(_) => return None,
            None => ("http", address),
        };
        let authority = rest.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())?;
        Some(Self { scheme, authority: authority.to_owned() })
    }

    /// The address of `path` at the door.
    #[must_use]
    pub fn http(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.authority)
    }

    /// The address of a WebSocket link: absolute, or a path at the door.
    #[must_use]
    pub fn websocket(&self, offered: &str) -> String {
        if !offered.starts_with('/') {
            return offered.to_owned();
        }
        let scheme = if self.scheme == "https" { "wss" } else { "ws" };
        format!("{scheme}://{}{offered}", self.authority)
    }

    /// The address of a WebTransport link, where a host of `*` stands for the door's.
    #[must_use]
    pub fn webtransport(&self, offered: &str) -> String {
        if offered.starts_with('/') {
            return format!("https://{}{offered}", self.authority);
        }
        offered.replacen("://*", &format!("://{}", self.host()), 1)
    }

    fn host(&self) -> &str {
        let without_port = self.authority.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        without_port.map_or(self.authority.as_str(), |(host, _)| host)
    }
}

/// The 32 bytes in 64 hexadecimal letters: tickets and hashes of certificates.
pub(super) fn letters_to_bytes(letters: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if letters.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(letters.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_sixty_four_letters_and_nothing_else() {
        assert_eq!(letters_to_bytes(&"0f".repeat(32)), Some([15; 32]));
        assert_eq!(letters_to_bytes(&"0f".repeat(31)), None);
        assert_eq!(letters_to_bytes(&"zz".repeat(32)), None);
        assert_eq!(letters_to_bytes(&"é".repeat(32)), None);
    }

    #[test]
    fn what_people_type_becomes_an_origin() {
        for (typed, path) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/x"),
            (" venue.example/join?a=b ", "http://venue.example/x"),
            ("https://venue.example:444/", "https://venue.example:444/x"),
        ] {
            assert_eq!(Origin::typed(typed).map(|origin| origin.http("/x")), Some(path.to_owned()));
        }
        assert_eq!(Origin::typed("ftp://venue.example"), None);
        assert_eq!(Origin::typed("http:///"), None);
    }

    #[test]
    fn a_star_stands_for_the_host_of_the_door() {
        let origin = Origin::typed("http://[::1]:8080").unwrap();
        assert_eq!(origin.webtransport("https://*:4433/link"), "https://[::1]:4433/link");
        assert_eq!(origin.webtransport("https://other.example/link"), "https://other.example/link");
    }

    #[test]
    fn a_path_is_a_websocket_at_the_door_with_its_security() {
        assert_eq!(Origin::typed("http://h:1").unwrap().websocket("/link"), "ws://h:1/link");
        assert_eq!(Origin::typed("https://h").unwrap().websocket("/link"), "wss://h/link");
        assert_eq!(Origin::typed("http://h").unwrap().websocket("wss://x/link"), "wss://x/link");
    }
}
