//! Who may know whom: the arrows of the picture in ARCHITECTURE.md, held by reading the code.

use crate::tree::{self, Source, assert_none};

/// Where a forbidden word stands outside of comments and tests.
fn places(sources: &[Source], words: &[&str], allowed: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !allowed(source)) {
        for (number, line) in source.code() {
            for word in words.iter().filter(|word| names(line, word)) {
                found.push(format!("{}:{number} names {word}", source.path));
            }
        }
    }
    found
}

/// Whether a line of code names a path, as a whole word at its beginning.
fn names(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let starts = |at: usize| !line[..at].ends_with(is_letter);
    let ends = |at: usize| word.ends_with(':') || !line[at + word.len()..].starts_with(is_letter);
    line.match_indices(word).any(|(at, _)| starts(at) && ends(at))
}

#[test]
fn shared_knows_nothing_of_ours_and_no_engine_socket_file_or_clock() {
    let words = ["hiroba_server", "hiroba_client", "hiroba_tests", "bevy", "renet", "tokio", "std::"];
    assert_none("shared reaches out", &places(&tree::sources("shared/src"), &words, |_| false));
}

#[test]
fn the_viewer_knows_shared_and_renet_and_no_engine_socket_file_or_clock() {
    let words = [
        "hiroba_server",
        "hiroba_client",
        "hiroba_tests",
        "bevy",
        "tokio",
        "std::net",
        "std::fs",
        "std::thread",
        "Instant",
        "SystemTime",
        "async",
        "HashMap",
        "HashSet",
    ];
    assert_none("the viewer reaches out", &places(&tree::sources("viewer/src"), &words, |_| false));
}

#[test]
fn the_server_knows_no_bevy_and_no_client() {
    let words = ["bevy", "hiroba_client", "hiroba_tests"];
    let sources = tree::sources("server/src");
    assert_none("the server reaches out", &places(&sources, &words, |_| false));
    let is_test = |source: &Source| source.path.contains("/tests");
    assert_none("the server needs a viewer outside its tests", &places(&sources, &["hiroba_viewer"], is_test));
}

#[test]
fn only_the_rasteriser_reads_pdf_and_it_knows_nothing_of_the_venue() {
    let rasteriser = |source: &Source| source.path.starts_with("server/rasteriser/");
    let folders = ["shared", "viewer", "server", "client"];
    let sources: Vec<Source> = folders.into_iter().flat_map(tree::sources).collect();
    assert_none("a PDF is read outside the rasteriser", &places(&sources, &["hayro"], rasteriser));
    let words =
        ["hiroba_server", "hiroba_client", "hiroba_viewer", "hiroba_tests", "tokio", "axum", "sqlx", "std::net"];
    for folder in ["server/rasteriser", "server/pages"] {
        assert_none("the rasteriser knows a venue", &places(&tree::sources(folder), &words, |_| false));
    }
}

#[test]
fn the_pages_of_the_desk_know_shared_and_no_server_socket_file_or_clock() {
    let words = [
        "hiroba_server",
        "hiroba_client",
        "hiroba_tests",
        "axum",
        "sqlx",
        "tokio",
        "async",
        "std::fs",
        "std::net",
        "std::thread",
        "std::time",
        "now_utc",
        "getrandom",
        "HashMap",
        "HashSet",
    ];
    assert_none("the desk reaches out", &places(&tree::sources("server/desk"), &words, |_| false));
    // What the venue decides is nothing of the desk's.
    let venue: Vec<Source> = tree::sources("server/src/venue");
    assert_none("the venue knows the desk", &places(&venue, &["hiroba_desk", "crate::desk"], |_| false));
}

#[test]
fn the_venue_knows_only_shared_and_itself() {
    let words = [
        "crate::net",
        "crate::http",
        "crate::store",
        "crate::driver",
        "crate::config",
        "crate::map",
        "tokio",
        "axum",
        "renet",
        "sqlx",
        "wtransport",
        "std::time",
        "Instant",
        "SystemTime",
        "std::fs",
        "std::net",
        "std::thread",
        "getrandom",
        "async",
        "HashMap",
        "HashSet",
        "metrics::",
    ];
    let mut sources = tree::sources("server/src/venue");
    sources.extend(tree::sources("server/src").into_iter().filter(|source| source.path == "server/src/venue.rs"));
    // What claims about the venue are rehearsed with may be the store in memory.
    let rehearses = |source: &Source| source.path == "server/src/venue/tests/rehearsal.rs";
    assert_none("the venue reaches out", &places(&sources, &words, rehearses));
}

#[test]
fn the_edges_do_not_know_each_other() {
    let mut found = Vec::new();
    for (edge, others) in [
        ("net", ["crate::http", "crate::store", "crate::operator", "crate::driver"].as_slice()),
        ("http", &["crate::net", "crate::store", "crate::operator", "crate::driver"]),
        ("store", &["crate::net", "crate::http", "crate::operator", "crate::driver", "crate::entrance"]),
        // The operator's door makes backups of a running store.
        ("operator", &["crate::net", "crate::http", "crate::driver"]),
        ("entrance", &["crate::net", "crate::http", "crate::store", "crate::operator", "crate::driver"]),
    ] {
        let within = |source: &Source| {
            source.path.starts_with(&format!("server/src/{edge}/")) || source.path == format!("server/src/{edge}.rs")
        };
        let sources: Vec<Source> = tree::sources("server/src").into_iter().filter(within).collect();
        found.extend(places(&sources, others, |_| false));
    }
    assert_none("an edge knows another", &found);
}

#[test]
fn only_the_net_edge_names_renet_in_the_server() {
    let net = |source: &Source| source.path.starts_with("server/src/net/") || source.path == "server/src/net.rs";
    assert_none("renet leaked", &places(&tree::sources("server/src"), &["renet"], net));
}

#[test]
fn only_the_codec_names_the_encoding() {
    let codec = |source: &Source| source.path == "shared/src/protocol/codec.rs";
    assert_none("the encoding leaked", &places(&tree::sources("shared"), &["bincode"], codec));
    assert_none("the encoding leaked", &places(&tree::sources("server"), &["bincode"], |_| false));
    assert_none("the encoding leaked", &places(&tree::sources("viewer"), &["bincode"], |_| false));
    assert_none("the encoding leaked", &places(&tree::sources("client"), &["bincode"], |_| false));
}

#[test]
fn the_client_never_knows_the_server() {
    assert_none("the client knows the server", &places(&tree::sources("client"), &["hiroba_server"], |_| false));
}

#[test]
fn a_word_is_found_as_a_path_and_not_within_another() {
    assert!(names("use renet::Bytes;", "renet"));
    assert!(names("let x = std::time::Duration::ZERO;", "std::"));
    assert!(!names("use bevy_renet::client;", "renet"));
    assert!(!names("use crate::network;", "crate::net"));
}
