//! What the lockfile holds: one engine, the encoding that is no tombstone, and nothing that is banned.

use std::collections::BTreeMap;
use std::fs;

use crate::tree;

/// Names and versions of every package in the lockfile.
fn packages() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(tree::root().join("Cargo.lock")).unwrap();
    let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in text.lines() {
        let value = |key: &str| line.strip_prefix(key).map(|rest| rest.trim_matches('"').to_owned());
        if let Some(found) = value("name = ") {
            name = found;
        } else if let Some(version) = value("version = ").filter(|_| !name.is_empty()) {
            packages.entry(std::mem::take(&mut name)).or_default().push(version);
        }
    }
    packages
}

#[test]
fn there_is_one_bevy_and_one_renet() {
    let packages = packages();
    for (name, version) in [("bevy_ecs", "0.19.1"), ("renet", "2.0.1"), ("bevy_renet", "5.0.0")] {
        assert_eq!(packages.get(name).map(Vec::as_slice), Some([version.to_owned()].as_slice()), "{name}");
    }
}

#[test]
fn names_in_addresses_are_read_without_icu() {
    // ICU's tables and macros take 16 s of the server's build. Later releases ask for them, this one is kept beside them
    // for whoever does not want them: `cargo update -p idna_adapter --precise 1.1.0` after any other update.
    assert_eq!(packages().get("idna_adapter").map(Vec::as_slice), Some(["1.1.0".to_owned()].as_slice()));
}

#[test]
fn the_encoding_is_no_tombstone() {
    assert_eq!(packages().get("bincode").map(Vec::as_slice), Some(["2.0.1".to_owned()].as_slice()));
}

#[test]
fn the_bindings_are_made_by_the_version_the_client_is_compiled_with() {
    // Two versions of them understand each other only by luck.
    let packages = packages();
    let compiled = packages.get("wasm-bindgen");
    assert_eq!(compiled.map(Vec::len), Some(1));
    assert_eq!(compiled, packages.get("wasm-bindgen-cli-support"));
}

#[test]
fn what_is_banned_is_not_there() {
    // A second way of TLS, the netcode transport with its nonce reuse, and a second web framework.
    for name in ["openssl", "openssl-sys", "native-tls", "renetcode", "aws-lc-rs", "actix-web", "chrono"] {
        assert!(!packages().contains_key(name), "{name} came in");
    }
}

#[test]
fn the_server_needs_no_engine() {
    // Held by the manifest, not by luck: the server's own dependency list names none.
    let manifest = fs::read_to_string(tree::root().join("server/Cargo.toml")).unwrap();
    assert!(!manifest.contains("bevy"));
}
