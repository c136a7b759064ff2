//! A bundle that comes late, changes, is broken; and how its files are sent.

use std::fs;
use std::io::Write;

use hiroba_shared::bundle::{BundleFile, FIRST, HASH_LETTERS, Manifest};
use hiroba_shared::door::Versions;
use tempfile::TempDir;

use super::*;

const WASM: &[u8] = b"\0asm, or what a test takes for it";

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn put(folder: &Path, letter: &str, extension: &str, bytes: &[u8]) -> BundleFile {
    let name = format!("{}.{extension}", letter.repeat(HASH_LETTERS));
    let (br, gz) = (b"not looked into".to_vec(), gzipped(bytes));
    fs::create_dir_all(folder.join(FIRST)).unwrap();
    fs::write(folder.join(FIRST).join(format!("{name}.br")), &br).unwrap();
    fs::write(folder.join(FIRST).join(format!("{name}.gz")), &gz).unwrap();
    BundleFile { name, bytes: bytes.len() as u64, br: br.len() as u64, gz: gz.len() as u64 }
}

/// Writes a bundle whose names have this letter; `written` is when, because a file system's clock may be coarse.
pub(super) fn make(folder: &Path, letter: &str, versions: Versions, written: u64) -> Manifest {
    let (script, wasm) = (put(folder, letter, "js", b"export {}"), put(folder, letter, "wasm", WASM));
    let (first, later) = (vec![script.clone(), wasm.clone()], Vec::new());
    let manifest = Manifest { versions, script: script.name, wasm: wasm.name, first, later };
    let file = folder.join(MANIFEST);
    fs::write(&file, serde_json::to_string(&manifest).unwrap()).unwrap();
    let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(written);
    fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
    manifest
}

fn is_ready(bundle: &Bundle) -> bool {
    matches!(bundle.standing(), Standing::Ready { .. })
}

#[test]
fn a_bundle_may_come_after_the_venue_has_opened() {
    let folder = TempDir::new().unwrap();
    let bundle = Bundle::open(Some(folder.path()));
    assert_eq!(bundle.standing(), Standing::Not { ready: false, coming: true });

    let manifest = make(folder.path(), "a", Versions::OURS, 1);
    bundle.look();

    let (script, wasm) = (format!("/client/{}", manifest.script), format!("/client/{}", manifest.wasm));
    let files = vec![script.clone(), wasm.clone()];
    let ready = Standing::Ready { ready: true, script, wasm, wasm_bytes: WASM.len() as u64, files };
    assert_eq!(bundle.standing(), ready);
}

#[test]
fn a_server_without_a_bundle_promises_none() {
    if carried::CARRIED.is_none() {
        assert_eq!(Bundle::open(None).standing(), Standing::Not { ready: false, coming: false });
    }
}

#[test]
fn a_page_of_the_last_bundle_still_gets_its_files() {
    let folder = TempDir::new().unwrap();
    let old = make(folder.path(), "a", Versions::OURS, 1);
    let bundle = Bundle::open(Some(folder.path()));
    let new = make(folder.path(), "b", Versions::OURS, 2);
    bundle.look();

    assert!(bundle.find(&new.wasm).is_some() && bundle.find(&old.wasm).is_some());
    make(folder.path(), "c", Versions::OURS, 3);
    bundle.look();
    assert!(bundle.find(&old.wasm).is_none(), "older ones do not pile up");
}

#[test]
fn a_bundle_that_does_not_fit_is_not_served() {
    let folder = TempDir::new().unwrap();
    let other = Versions { protocol: Versions::OURS.protocol + 1, ..Versions::OURS };
    make(folder.path(), "a", other, 1);
    let bundle = Bundle::open(Some(folder.path()));
    assert!(!is_ready(&bundle), "of another version");

    let manifest = make(folder.path(), "b", Versions::OURS, 2);
    fs::write(folder.path().join(FIRST).join(format!("{}.br", manifest.wasm)), b"cut").unwrap();
    bundle.look();
    assert!(!is_ready(&bundle), "with a file cut short");

    fs::write(folder.path().join(MANIFEST), b"{}").unwrap();
    bundle.look();
    assert!(!is_ready(&bundle), "without a manifest to speak of");
}

#[test]
fn only_what_the_manifest_names_is_found() {
    let folder = TempDir::new().unwrap();
    make(folder.path(), "a", Versions::OURS, 1);
    let bundle = Bundle::open(Some(folder.path()));
    for name in ["", MANIFEST, "../manifest.json", "first", &format!("{}.js.br", "a".repeat(HASH_LETTERS))] {
        assert!(bundle.find(name).is_none(), "{name}");
    }
}

#[test]
fn who_takes_no_compression_gets_the_file_as_it_is() {
    let folder = TempDir::new().unwrap();
    let manifest = make(folder.path(), "a", Versions::OURS, 1);
    let item = Bundle::open(Some(folder.path())).find(&manifest.wasm).unwrap();
    assert_eq!(item.kind, "application/wasm");
    assert_eq!(item.unfolded().unwrap().as_ref(), WASM);
}
