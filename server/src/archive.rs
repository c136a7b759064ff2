//! What a venue takes home: programme, questions with votes and answers, polls, announcements, captions and photographs, as tables (CSV), as JSON
//! for programs, and as pages to be read and printed, one for each item of the programme.
//!
//! Rendering is pure; the only thing written is a folder that was empty before. No addresses, no traces, no chat.

mod page;
mod table;

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::store::sqlite::archive::{Archive, Photograph, Poll};

/// A file of the archive: its name and what is in it.
pub type Sheet = (String, String);

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// So many files.
    pub files: usize,
    /// So many photographs are without their picture, because that is not there any more.
    pub missing: usize,
}

/// Every file of the archive; a photograph without `media` has no picture.
#[must_use]
pub fn sheets(archive: &Archive, title: &str) -> Vec<Sheet> {
    let mut sheets = vec![
        ("programme.csv".to_owned(), table::programme(archive)),
        ("questions.csv".to_owned(), table::questions(&archive.questions)),
        ("polls.csv".to_owned(), table::polls(&archive.polls)),
        ("announcements.csv".to_owned(), table::announcements(&archive.announcements)),
        ("captions.csv".to_owned(), table::captions(&archive.captions)),
        ("photographs.csv".to_owned(), table::photographs(&archive.photographs)),
        ("archive.json".to_owned(), as_json(archive, title)),
    ];
    sheets.extend(page::pages(archive, title));
    sheets
}

/// Writes the archive into `folder`, which is made, or is empty; photographs are copied from the folder `media`.
///
/// # Errors
/// When there is something in the folder, or it cannot be written.
pub fn write(mut archive: Archive, title: &str, media: &Path, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        let why = format!("{} is not empty; name another folder", folder.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
    }
    // Pictures first, because they are what may fail.
    let (mut copied, mut missing) = (0, 0);
    for photograph in &mut archive.photographs {
        let Some(name) = file_of(photograph) else {
            missing += 1;
            continue;
        };
        match fs::copy(media.join(&photograph.media), folder.join(&name)) {
            Ok(_) => copied += 1,
            // A backup may have been restored without its media; everything else is worth having.
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                tracing::warn!(photograph = photograph.id, "the picture is not in the media folder any more");
                photograph.media.clear();
                missing += 1;
            }
            Err(fault) => {
                return Err(io::Error::new(fault.kind(), format!("{name} could not be copied: {fault}")));
            }
        }
    }
    let sheets = sheets(&archive, title);
    for (name, text) in &sheets {
        fs::write(folder.join(name), text)?;
    }
    Ok(Written { files: sheets.len() + copied, missing })
}

/// What the picture of a photograph is called in the archive, unless it is missing.
fn file_of(photograph: &Photograph) -> Option<String> {
    (!photograph.media.is_empty()).then(|| format!("photograph-{:02}.png", photograph.id))
}

fn as_json(archive: &Archive, title: &str) -> String {
    let poll = |poll: &Poll| {
        let options = poll.options.iter().map(|(option, votes)| json!({"option": option, "votes": votes}));
        json!({
            "id": poll.id, "room": poll.room, "at": poll.at, "closed": poll.closed, "words": poll.words,
            "most": poll.most, "voters": poll.voters, "options": options.collect::<Vec<_>>(),
        })
    };
    let value = json!({
        "title": title,
        "programme": archive.items,
        "earlier_runs": archive.runs,
        "questions": archive.questions,
        "polls": archive.polls.iter().map(poll).collect::<Vec<_>>(),
        "announcements": archive.announcements,
        "captions": archive.captions,
        "photographs": archive.photographs,
    });
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::archive::{Announcement, Caption, Question};
    use std::path::PathBuf;

    pub(super) fn archive() -> Archive {
        let question = |id, by: Option<&str>, words: &str, state: &str| Question {
            id,
            room: "hall".to_owned(),
            at: 1_800_000_000 + i64::from(id),
            by: by.map(str::to_owned),
            words: words.to_owned(),
            state: state.to_owned(),
            merged_into: (state == "merged").then_some(1),
            votes: id * 3,
            answer: (state == "answered").then(|| "By \"asking\" them,\nof course.".to_owned()),
        };
        Archive {
            items: Vec::new(),
            opened: false,
            runs: Vec::new(),
            questions: vec![
                question(1, Some("Ana <b>"), "=HYPERLINK(\"http://example.org\")", "answered"),
                question(2, None, "なぜですか？", "waiting"),
                question(3, Some("Бат"), "The same?", "merged"),
            ],
            polls: vec![Poll {
                id: 1,
                room: "hall".to_owned(),
                at: 1_800_000_000,
                closed: Some(1_800_000_060),
                words: "Tea, or coffee?".to_owned(),
                most: 1,
                voters: 3,
                options: vec![("+Tea".to_owned(), 2), ("Coffee".to_owned(), 1)],
            }],
            announcements: vec![
                Announcement {
                    id: 1,
                    room: None,
                    at: 1_800_000_000,
                    by: Some("Noor".to_owned()),
                    words: "@all: we begin".to_owned(),
                },
                Announcement {
                    id: 2,
                    room: Some("hall".to_owned()),
                    at: 1_800_000_001,
                    by: None,
                    words: "Lunch is in the hall".to_owned(),
                },
            ],
            captions: vec![Caption {
                room: "hall".to_owned(),
                item: None,
                at: 1_800_000_000,
                by: Some("Ana <b>".to_owned()),
                language: "mn".to_owned(),
                interpreted: true,
                words: "-Сайн байна уу".to_owned(),
            }],
            photographs: vec![Photograph {
                id: 3,
                room: "hall".to_owned(),
                item: None,
                at: 1_800_000_000,
                caption: "=The <end>".to_owned(),
                people: 40,
                media: "ab".repeat(32),
            }],
        }
    }

    /// A folder with the picture of the photograph.
    fn media(folder: &Path) -> PathBuf {
        let media = folder.join("media");
        fs::create_dir(&media).unwrap();
        fs::write(media.join("ab".repeat(32)), b"png").unwrap();
        media
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula() {
        for (name, text) in sheets(&archive(), "A venue").iter().filter(|(name, _)| name.ends_with(".csv")) {
            for cell in text.trim_start_matches('\u{feff}').split(['\n', '"', ',']) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell == "\r", "{name}: {cell:?}");
            }
        }
    }

    #[test]
    fn the_json_is_what_was_asked_voted_and_announced() {
        let value: serde_json::Value = serde_json::from_str(&as_json(&archive(), "A venue")).unwrap();
        assert_eq!(value["questions"][0]["words"], "=HYPERLINK(\"http://example.org\")");
        assert_eq!(value["questions"][1]["by"], serde_json::Value::Null);
        assert_eq!(value["polls"][0]["options"][0], json!({"option": "+Tea", "votes": 2}));
        assert_eq!(value["announcements"][0]["room"], serde_json::Value::Null);
    }

    #[test]
    fn an_archive_is_written_into_an_empty_folder_only() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let media = media(folder.path());
        let written = write(archive(), "A venue", &media, &out).unwrap();
        assert_eq!(written, Written { files: fs::read_dir(&out).unwrap().count(), missing: 0 });
        assert_eq!(fs::read(out.join("photograph-03.png")).unwrap(), b"png");
        assert!(write(archive(), "A venue", &media, &out).is_err(), "over what was there");
    }

    #[test]
    fn a_photograph_whose_picture_is_gone_is_counted_and_no_file_names_its_picture() {
        let folder = tempfile::tempdir().unwrap();
        let (media, out) = (folder.path().join("media"), folder.path().join("out"));
        fs::create_dir(&media).unwrap();
        let written = write(archive(), "A venue", &media, &out).unwrap();
        assert_eq!(written, Written { files: fs::read_dir(&out).unwrap().count(), missing: 1 });
        let files = fs::read_dir(&out).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let told: Vec<String> =
            files.filter(|text| text.contains("The <end>") || text.contains("&lt;end&gt;")).collect();
        // Its page, the table and the JSON.
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().any(|text| text.contains("the picture is missing")), "{told:?}");
        assert!(!told.iter().any(|text| text.contains("photograph-03.png")), "{told:?}");
    }
}
