//! Documents that must follow the code: `docs/protocol.md` names the digest of the sources it describes.

use std::fs;

use crate::tree;

/// BLAKE3 over the protocol's sources, path and text of each.
fn protocol_digest() -> String {
    let mut hasher = blake3::Hasher::new();
    let is_protocol = |path: &str| path == "shared/src/protocol.rs" || path.starts_with("shared/src/protocol/");
    for source in tree::sources("shared/src").into_iter().filter(|source| is_protocol(&source.path)) {
        hasher.update(source.path.as_bytes());
        hasher.update(source.text.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[test]
fn the_protocol_document_was_read_again_since_the_protocol_changed() {
    let document = fs::read_to_string(tree::root().join("docs/protocol.md")).unwrap();
    let digest = protocol_digest();
    assert!(
        document.contains(&digest),
        "the sources in shared/src/protocol changed: see that docs/protocol.md is still right, raise the versions if \
         bytes or answers changed, then write this digest into it: {digest}",
    );
}
