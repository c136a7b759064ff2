//! Documents that must follow the code: `docs/protocol.md` names the digest of the sources it describes, and
//! `docs/operate.md` every metric there is.

use std::collections::BTreeSet;
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

/// The names that begin with `hiroba_` right behind `quote` and end where a name ends.
fn metrics_behind(quote: char, text: &str) -> impl Iterator<Item = &str> {
    let name = |rest: &str| rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_');
    text.split(quote)
        .filter(|rest| rest.starts_with("hiroba_"))
        .map(move |rest| name(rest).map_or(rest, |end| &rest[..end]))
}

#[test]
fn every_metric_stands_in_the_operators_document_and_no_other_does() {
    let document = fs::read_to_string(tree::root().join("docs/operate.md")).unwrap();
    let told: BTreeSet<&str> = metrics_behind('`', &document).collect();
    let sources = tree::sources("server/src");
    let code: Vec<String> =
        sources.iter().map(|source| source.code().map(|(_, line)| line).collect::<Vec<_>>().join("\n")).collect();
    let counted: BTreeSet<&str> = code.iter().flat_map(|code| metrics_behind('"', code)).collect();
    assert!(counted.len() > 20, "the metrics are found in the sources: {counted:?}");
    assert_eq!(counted, told, "left what the server counts, right what docs/operate.md tells");
}
