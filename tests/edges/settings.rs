//! What `--check-config` says of settings: nothing is wrong with what a start opens with, and what a start would fail
//! with is named, with what to do about it.

use std::fs;

use hiroba_tests::network::server::Premises;

use crate::world::fresh_premises;

/// The check and a start agree that this cannot be opened; answers what the check says.
fn refused(premises: &Premises, flags: &[&str]) -> String {
    let data = premises.data();
    let was_there = data.exists();
    let check = ["--check-config", "--data", data.to_str().unwrap()];
    let checked = premises.command(&[check.as_slice(), flags].concat()).unwrap();
    assert!(!checked.status.success(), "{flags:?} passed the check");
    assert!(String::from_utf8_lossy(&checked.stdout).contains("capacity"), "the values are printed all the same");
    assert_eq!(data.exists(), was_there, "the check leaves nothing behind");
    assert!(premises.open_with(flags).is_err(), "a venue opened with {flags:?}");
    String::from_utf8(checked.stderr).unwrap()
}

fn assert_says(said: &str, words: &[&str]) {
    assert!(words.iter().all(|word| said.contains(word)), "{words:?} are not all in {said}");
}

/// A certificate and its key, written beside the data folder.
fn pair(premises: &Premises, name: &str) -> [String; 2] {
    let made = rcgen::generate_simple_self_signed([String::from("venue.example")]).unwrap();
    let written = |kind: &str, pem: String| {
        let file = premises.file(&format!("{name}-{kind}.pem"));
        fs::write(&file, pem).unwrap();
        file.to_str().unwrap().to_owned()
    };
    [written("certificate", made.cert.pem()), written("key", made.signing_key.serialize_pem())]
}

#[test]
fn a_configuration_is_checked_and_a_wrong_value_is_named() {
    let premises = fresh_premises().unwrap();
    let data = premises.data();
    let right = premises.command(&["--check-config", "--data", data.to_str().unwrap()]).unwrap();
    let shown = String::from_utf8_lossy(&right.stdout).into_owned();
    assert!(right.status.success() && shown.contains("capacity"), "{right:?}");
    let wrong = premises.command(&["--check-config", "--capacity", "many"]).unwrap();
    assert!(!wrong.status.success() && String::from_utf8_lossy(&wrong.stderr).contains("capacity"), "{wrong:?}");
}

#[test]
fn a_check_finds_nothing_wrong_with_files_that_are_there() {
    let premises = fresh_premises().unwrap();
    let [certificate, key] = pair(&premises, "own");
    let (policies, programme) = (premises.file("policies"), premises.file("programme.toml"));
    fs::create_dir(&policies).unwrap();
    fs::write(&programme, "[[item]]\ntitle = \"One\"\nminutes = 5\n").unwrap();
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/maps/terrace.tmj");
    let data = premises.data();
    let flags = [
        ["--data", data.to_str().unwrap()],
        ["--certificate", &certificate],
        ["--certificate-key", &key],
        ["--policies", policies.to_str().unwrap()],
        ["--programme", programme.to_str().unwrap()],
        ["--map", map],
        ["--log", "warn,hiroba_server::net=debug"],
    ];
    let checked = premises.command(&[["--check-config"].as_slice(), &flags.concat()].concat()).unwrap();
    assert!(checked.status.success() && checked.stderr.is_empty(), "{checked:?}");
}

#[test]
fn a_certificate_that_is_missing_is_named() {
    let premises = fresh_premises().unwrap();
    let [_, key] = pair(&premises, "own");
    let said = refused(&premises, &["--certificate", "nowhere.pem", "--certificate-key", &key]);
    assert_says(&said, &["setting", "certificate", "nowhere.pem"]);
}

#[test]
fn a_key_that_is_missing_or_of_another_certificate_is_named() {
    let premises = fresh_premises().unwrap();
    let ([certificate, _], [_, other]) = (pair(&premises, "own"), pair(&premises, "other"));
    let said = refused(&premises, &["--certificate", &certificate, "--certificate-key", "nowhere.pem"]);
    assert_says(&said, &["certificate_key", "nowhere.pem"]);
    let said = refused(&premises, &["--certificate", &certificate, "--certificate-key", &other]);
    assert_says(&said, &["certificate_key", "do not belong together"]);
}

#[test]
fn the_root_of_an_authority_that_is_missing_is_named_by_the_check() {
    let premises = fresh_premises().unwrap();
    let data = premises.data();
    let acme = ["--acme-domains", "venue.example", "--acme-root", "nowhere.pem"];
    let check = ["--check-config", "--data", data.to_str().unwrap()];
    let checked = premises.command(&[check.as_slice(), &acme].concat()).unwrap();
    assert!(!checked.status.success(), "{checked:?}");
    assert_says(&String::from_utf8_lossy(&checked.stderr), &["acme_root", "nowhere.pem"]);
}

#[test]
fn a_map_that_is_missing_or_broken_is_named() {
    let premises = fresh_premises().unwrap();
    let broken = premises.file("broken.tmj");
    fs::write(&broken, "{\"width\": 1e99}").unwrap();
    for map in ["nowhere.tmj", broken.to_str().unwrap()] {
        assert_says(&refused(&premises, &["--map", map]), &["setting map", "map check"]);
    }
}

#[test]
fn a_policies_folder_that_is_missing_is_named() {
    let premises = fresh_premises().unwrap();
    assert_says(&refused(&premises, &["--policies", "nowhere"]), &["setting policies", "nowhere", "built-in"]);
}

#[test]
fn a_programme_that_is_missing_or_broken_is_named() {
    let premises = fresh_premises().unwrap();
    let broken = premises.file("broken.toml");
    fs::write(&broken, "[[item]]\ntitle = 7\n").unwrap();
    for programme in ["nowhere.toml", broken.to_str().unwrap()] {
        assert_says(&refused(&premises, &["--programme", programme]), &["setting programme", programme]);
    }
}

#[test]
fn a_log_filter_that_is_none_is_named() {
    let premises = fresh_premises().unwrap();
    assert_says(&refused(&premises, &["--log", "info,hiroba_server=loud"]), &["setting log", "loud", "info"]);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let premises = fresh_premises().unwrap();
    let said = refused(&premises, &["--map", "nowhere.tmj", "--policies", "nowhere", "--log", "a=b=c"]);
    assert_says(&said, &["setting map", "setting policies", "setting log"]);
}
