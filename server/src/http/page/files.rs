//! The files of the door page, packed once: their bytes, their gzip, and the folder that names them all.
//!
//! A file that changes changes the folder, so whoever holds an old page gets either all old files or none.

use anyhow::Context;
use axum::body::Bytes;

use super::theme;
use super::words::Words;
use crate::http::Packed;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const PNG: &str = "image/png";
const SVG: &str = "image/svg+xml";

macro_rules! written {
    ($($kind:ident $name:literal $path:literal),* $(,)?) => {
        [$(($name, $kind, include_bytes!(concat!("../../../../assets/", $path)).as_slice())),*]
    };
}

/// Files that are served as they were written.
const WRITTEN: [(&str, &str, &[u8]); 26] = written![
    STYLE "door.css" "page/door.css",
    STYLE "panels.css" "page/panels.css",
    STYLE "desk.css" "desk/desk.css",
    SCRIPT "early.js" "page/early.js",
    SCRIPT "door.js" "page/door.js",
    SCRIPT "answers.js" "page/answers.js",
    SCRIPT "countries.js" "page/countries.js",
    SCRIPT "drawing.js" "page/drawing.js",
    SCRIPT "entering.js" "page/entering.js",
    SCRIPT "faults.js" "page/faults.js",
    SCRIPT "look.js" "page/look.js",
    SCRIPT "policies.js" "page/policies.js",
    SCRIPT "preferences.js" "page/preferences.js",
    SCRIPT "program.js" "page/program.js",
    SCRIPT "sign.js" "page/sign.js",
    SCRIPT "welcome.js" "page/welcome.js",
    SCRIPT "words.js" "page/words.js",
    SVG "icon.svg" "page/icon.svg",
    SVG "fronts.svg" "atlas/fronts.svg",
    PNG "fronts.png" "atlas/fronts.png",
    PNG "icons.png" "atlas/icons.png",
    PNG "emotes.png" "atlas/emotes.png",
    JSON "avatar.json" "atlas/avatar.json",
    TEXT "countries.en.txt" "countries/en.txt",
    TEXT "countries.ja.txt" "countries/ja.txt",
    TEXT "countries.mn.txt" "countries/mn.txt",
];

const INDONESIAN_COUNTRIES: &[u8] = include_bytes!("../../../../assets/countries/id.txt");

/// One file.
#[derive(Debug)]
pub(super) struct PageFile {
    name: String,
    /// Its media type.
    pub(super) kind: &'static str,
    pub(super) packed: Packed,
}

/// All files of the page.
#[derive(Debug)]
pub(super) struct FileSet {
    files: Vec<PageFile>,
    hash: String,
}

impl FileSet {
    /// Packs every file.
    pub(super) fn pack(words: &[(&'static str, Words)]) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for (name, kind, bytes) in WRITTEN {
            files.push(PageFile::pack(name.to_owned(), kind, bytes)?);
        }
        files.push(PageFile::pack("countries.id.txt".to_owned(), TEXT, INDONESIAN_COUNTRIES)?);
        files.push(PageFile::pack("theme.css".to_owned(), STYLE, theme::css()?.as_bytes())?);
        for (language, words) in words {
            files.push(PageFile::pack(format!("words.{language}.json"), JSON, words.json()?.as_bytes())?);
        }
        let mut hasher = blake3::Hasher::new();
        for file in &files {
            hasher.update(file.name.as_bytes());
            hasher.update(file.packed.bytes());
        }
        let hash = hasher.finalize().to_hex().as_str().chars().take(16).collect();
        Ok(Self { files, hash })
    }

    /// The address of the folder they lie in.
    pub(super) fn folder(&self) -> String {
        format!("/page/{}", self.hash)
    }

    /// Whether this is the folder's name.
    pub(super) fn is_folder(&self, name: &str) -> bool {
        name == self.hash
    }

    pub(super) fn find(&self, name: &str) -> Option<&PageFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Bytes as they cross the wire, by name.
    #[cfg(test)]
    pub(super) fn sizes(&self) -> Vec<(&str, usize)> {
        self.files.iter().map(|file| (file.name.as_str(), file.packed.sent())).collect()
    }
}

impl PageFile {
    fn pack(name: String, kind: &'static str, bytes: &[u8]) -> anyhow::Result<Self> {
        let packed = Packed::pack(Bytes::copy_from_slice(bytes)).with_context(|| format!("{name} cannot be packed"))?;
        Ok(Self { name, kind, packed })
    }
}
