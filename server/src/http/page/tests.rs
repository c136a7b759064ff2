//! What the page promises: small, strict about what it loads, in four languages, and every text and file there.

use std::collections::BTreeSet;

use hiroba_shared::bundle::DOOR_BYTES;

use super::*;
use crate::http::Packed;

fn page() -> DoorPage {
    let operator = Operator { title: "Nagi <Hall>".to_owned(), contact: None, chat_hours: 24, name_days: 90 };
    let policies = PolicyBook::open(None, &operator).unwrap();
    DoorPage::new(operator.title, vec![("reception".to_owned(), "Hall".into())], policies).unwrap()
}

/// What stands between two marks, everywhere in a text.
fn between<'a>(text: &'a str, before: &str, after: char) -> BTreeSet<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn the_page_and_all_it_loads_for_one_language_are_at_most_sixty_kilobytes() {
    let page = page();
    let index = Packed::pack(page.index("mn").into()).unwrap().sent();
    // Other languages, what only panels over the world show, and what only the desk does.
    let of_others = [
        "desk.css",
        "words.en",
        "words.ja",
        "words.id",
        "countries.ja",
        "countries.id",
        "fronts.png",
        "icons.png",
        "emotes.png",
    ];
    let sizes: Vec<_> =
        page.files.sizes().into_iter().filter(|(name, _)| !of_others.iter().any(|o| name.starts_with(o))).collect();
    let whole = index + sizes.iter().map(|(_, bytes)| bytes).sum::<usize>();
    assert!(whole as u64 <= DOOR_BYTES, "{whole} bytes: index.html {index}, {sizes:?}");
}

#[test]
fn nothing_in_the_page_is_inline_or_from_elsewhere() {
    let page = page().index("en");
    for tag in between(&page, "<", '>') {
        assert!(!tag.starts_with("style") && !tag.contains(" style=") && !tag.contains(" on"), "inline: {tag}");
    }
    let scripts = ["<script type=\"module\" src=\"/page/", "<script src=\"/page/"];
    assert_eq!(
        page.matches("<script").count(),
        scripts.map(|script| page.matches(script).count()).iter().sum::<usize>()
    );
    for address in between(&page, "src=\"", '"').into_iter().chain(between(&page, "href=\"", '"')) {
        assert!(address.starts_with("/page/") || address.starts_with('#'), "{address}");
    }
}

#[test]
fn every_file_the_page_and_its_scripts_name_is_there() {
    let page = page();
    let index = page.index("ja");
    let folder = format!("{}/", page.files.folder());
    let mut named: BTreeSet<String> = between(&index, &folder, '"').into_iter().map(str::to_owned).collect();
    for (name, _) in page.files.sizes() {
        let file = page.files.find(name).unwrap();
        let text = String::from_utf8_lossy(file.packed.bytes()).into_owned();
        if name.ends_with(".js") {
            named.extend(between(&text, "from \"./", '"').into_iter().map(str::to_owned));
            named.extend(between(&text, "new URL(\"", '"').into_iter().map(str::to_owned));
        }
    }
    let missing: Vec<&String> = named.iter().filter(|name| page.files.find(name).is_none()).collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(named.len() > 10, "{named:?}");
}

#[test]
fn every_language_is_filled_in_and_the_title_is_text() {
    let page = page();
    for language in LANGUAGES {
        let index = page.index(language);
        assert!(index.contains(&format!("<html lang=\"{language}\">")));
        assert!(index.contains("<h1 id=\"title\">Nagi &lt;Hall&gt;</h1>"), "{language}");
        let left = ["{{", "}}", "{files}", "{title}", "{language}", ">[", "\"["];
        assert!(left.iter().all(|mark| !index.contains(mark)), "{language}: {index}");
    }
}

#[test]
fn the_operators_welcome_stands_in_the_page_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("welcome.ja.md"), "# 港の<集い>\n\n{language} と {{join}}\n").unwrap();
    let operator = Operator { title: "Nagi".to_owned(), contact: None, chat_hours: 24, name_days: 90 };
    let page = page().saying(Welcome::open(Some(folder.path()), &operator).unwrap());
    let index = page.index("ja");
    assert!(index.contains("<h1 id=\"title\">港の&lt;集い&gt;</h1>"), "{index}");
    assert!(index.contains("lang=\"ja\"><p>{language} と {{join}}</p>"), "{index}");
    assert!(!index.contains("page-about"), "our sentence stands beside theirs");
}
