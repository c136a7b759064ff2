//! Holds that all languages are complete, that no text is unused, and that no sentence was left in English. The door
//! page takes its texts from the same files, so its sources count too.

use super::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Keys made at run time: family, and what may follow it.
const FAMILIES: [(&str, &[&str]); 7] = [
    ("kind", &["city", "government", "international", "company", "university", "school", "ngo", "press", "other"]),
    ("role", &["visitor", "pupil", "teacher", "speaker", "moderator", "curator", "host", "interpreter"]),
    ("item", &["greeting", "talk", "panel", "mingling", "break", "photograph"]),
    ("emote", &["wave", "clap", "heart", "laugh", "question", "thanks"]),
    ("look", &["skin", "hair", "hair-colour", "clothes", "clothes-colour", "accessory"]),
    ("page", &["privacy", "conduct", "lacks-wasm", "lacks-webgl", "lacks-start", "lacks-drawing"]),
    (
        "help",
        &[
            "walk",
            "click",
            "touch",
            "run",
            "sit",
            "say",
            "back",
            "tab",
            "scroll",
            "people",
            "map",
            "floor",
            "programme",
            "next",
            "end",
            "gather",
            "turn",
            "slides",
            "emotes",
            "zoom",
        ],
    ),
];

/// Texts that may be equal to the English: names, bare patterns, and words both languages share.
const SAME: [&str; 7] =
    ["venue-name", "server-hint", "look-place", "emote-key", "chat-tab-unread", "filter-count", "role-moderator"];

/// How the client asks for a text, up to its key.
const CALLS: [&str; 4] = ["words.text(\"", "words.text_with(\"", "self.text(\"", "self.text_with(\""];
/// What stands before a literal that is one of several answers.
const TABLES: [&str; 5] = ["=> \"", "=> (\"", "{ \"", "Some(\"", "=> Ok(\""];
/// Answers that look like keys of texts and are parts of panels.
const PARTS: [&str; 3] = ["page-first", "page-last", "sign-in"];
/// How the door page does.
const PAGE_CALLS: [&str; 4] = [" text(\"", "(text(\"", "data-t=\"", "data-t-label=\""];

fn keys(tongue: Tongue) -> BTreeSet<String> {
    tongue.source().lines().filter_map(key_of).collect()
}

fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once(" =")?;
    (!key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')).then(|| key.to_owned())
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources lie beside the manifest") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !["tests.rs", "samples.rs"].iter().any(|test| path.ends_with(test))
        {
            found.push(path);
        }
    }
}

/// A source without its tests: what they name is not used for that.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a readable source");
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

/// The sources of the door page.
fn page() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/page");
    let files =
        fs::read_dir(folder).expect("the page lies beside the texts").map(|entry| entry.expect("a file").path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "js" || ending == "html")).collect()
}

/// Every string literal of the client and the page that could be a key.
fn literals() -> BTreeSet<String> {
    let mut files = page();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let texts = files.iter().map(|file| code(file));
    let literals = |text: String| text.split('"').map(str::to_owned).collect::<Vec<_>>();
    texts.flat_map(literals).filter(|literal| key_of(&format!("{literal} =")).is_some()).collect()
}

/// Every literal handed straight to [`Locale::text`] or [`Locale::text_with`], or asked for by the page.
fn asked_for() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let ours = files.into_iter().map(|file| (file, CALLS));
    let mut asked = BTreeSet::new();
    for (file, calls) in ours.chain(page().into_iter().map(|file| (file, PAGE_CALLS))) {
        let text = code(&file);
        for call in calls {
            let after = text.split(call).skip(1);
            asked.extend(after.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    asked
}

/// Every literal of the client that an arm or a branch answers with and that begins as texts do: the tables from a state to
/// its text. What goes through a view's own helpers is held by `in_every_language`.
fn in_tables() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let first_word = |key: &str| key.split_once('-').map(|(first, _)| first.to_owned());
    let families: BTreeSet<String> = keys(Tongue::En).iter().filter_map(|key| first_word(key)).collect();
    let mut found = BTreeSet::new();
    for text in files.iter().map(|file| code(file)) {
        for before in TABLES {
            found.extend(text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    found.retain(|key| {
        first_word(key).is_some_and(|family| families.contains(&family)) && !PARTS.contains(&key.as_str())
    });
    found
}

fn made_at_run_time() -> BTreeSet<String> {
    FAMILIES.iter().flat_map(|(family, names)| names.iter().map(move |name| format!("{family}-{name}"))).collect()
}

#[test]
fn the_texts_of_every_language_can_be_read() {
    for tongue in Tongue::ALL {
        let faults = FluentResource::try_new(tongue.source().to_owned()).err().map(|(_, faults)| faults);
        assert_eq!(faults, None, "{tongue:?}");
    }
}

#[test]
fn every_language_has_the_same_keys_once() {
    for tongue in Tongue::ALL {
        assert_eq!(keys(Tongue::En), keys(tongue), "{tongue:?}");
        assert_eq!(tongue.source().lines().filter_map(key_of).count(), keys(tongue).len(), "a key twice in {tongue:?}");
    }
}

#[test]
fn no_key_that_is_asked_for_is_missing() {
    let known = keys(Tongue::En);
    let missing: Vec<String> =
        asked_for().union(&made_at_run_time()).filter(|key| !known.contains(*key)).cloned().collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_key_that_a_table_answers_is_missing() {
    let (known, asked) = (keys(Tongue::En), in_tables());
    let missing: Vec<&String> = asked.iter().filter(|key| !known.contains(*key)).collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(asked.len() > 30, "the tables are no longer found: {asked:?}");
}

#[test]
fn no_text_is_unused() {
    let (literals, made) = (literals(), made_at_run_time());
    let used = |key: &String| literals.contains(key) || made.contains(key);
    let unused: Vec<String> = keys(Tongue::En).into_iter().filter(|key| !used(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn no_text_is_left_in_english() {
    let en = Locale::new(Tongue::En);
    for tongue in Tongue::ALL.into_iter().filter(|tongue| *tongue != Tongue::En) {
        let theirs = Locale::new(tongue);
        let equal = |key: &String| !SAME.contains(&key.as_str()) && en.text(key) == theirs.text(key);
        let left: Vec<String> = keys(Tongue::En).into_iter().filter(equal).collect();
        assert_eq!(left, Vec::<String>::new(), "{tongue:?}");
    }
}

#[test]
fn mongolian_is_written_in_its_own_letters() {
    // Latin or Russian look-alikes of ө and ү are the usual slip of hurried Mongolian texts.
    let slips = ["ѳ", "ɵ", "Ѳ", "Ɵ", "v", "ў"];
    let is_cyrillic = |c: char| ('\u{0400}'..='\u{04FF}').contains(&c);
    let words = Tongue::Mn.source().lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let text = line.split_once(" = ").map_or(line, |(_, text)| text);
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().any(is_cyrillic)).collect::<Vec<_>>()
    });
    let mixed: Vec<&str> = words.filter(|word| slips.iter().any(|slip| word.contains(slip))).collect();
    assert_eq!(mixed, Vec::<&str>::new());
    assert!(Tongue::Mn.source().contains('ө') && Tongue::Mn.source().contains('ү'));
}

#[test]
fn places_in_texts_have_the_same_names_in_every_language() {
    let places = |tongue: Tongue| -> BTreeSet<(String, String)> {
        let mut key = String::new();
        let mut found = BTreeSet::new();
        for line in tongue.source().lines() {
            key = key_of(line).unwrap_or(key);
            let names =
                line.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphabetic).collect());
            found.extend(names.map(|name: String| (key.clone(), name)));
        }
        found
    };
    for tongue in Tongue::ALL {
        assert_eq!(places(Tongue::En), places(tongue), "{tongue:?}");
    }
}

#[test]
fn every_country_has_a_name_in_every_language() {
    for tongue in Tongue::ALL {
        let words = Locale::new(tongue);
        let nameless: Vec<String> =
            Country::all().filter(|c| words.country(*c) == c.code()).map(|c| c.code().to_owned()).collect();
        assert_eq!(nameless, Vec::<String>::new(), "{tongue:?}");
    }
}

#[test]
fn a_wish_for_japanese_of_japan_gets_japanese() {
    assert_eq!(Tongue::for_wish("ja_JP.UTF-8"), Some(Tongue::Ja));
    assert_eq!(Tongue::for_wish("EN"), Some(Tongue::En));
    assert_eq!(Tongue::for_wish("mn-Cyrl-MN"), Some(Tongue::Mn));
    assert_eq!(Tongue::for_wish("id_ID"), Some(Tongue::Id));
    assert_eq!(Tongue::for_wish("tlh"), None);
}
