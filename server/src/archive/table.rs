//! Tables as spreadsheets read them: CSV with quotes round every cell, and no cell that a spreadsheet takes for a formula.

use super::page::{moment, planned_of, runs_of, speakers_of};
use crate::store::sqlite::archive::{Announcement, Archive, Caption, Photograph, Poll, Question};

/// Spreadsheets take the file for UTF-8 by this.
const MARK: char = '\u{feff}';

/// The programme; an item that was started again has the ends of all its runs.
pub(super) fn programme(archive: &Archive) -> String {
    let rows = archive.items.iter().map(|item| {
        let runs = runs_of(archive, item);
        let began: Vec<String> = runs.iter().map(|run| moment(run.start)).collect();
        let ended: Vec<String> = runs.iter().filter(|run| run.end < i64::MAX).map(|run| moment(run.end)).collect();
        let (number, minutes) = (item.item.0.to_string(), item.length.count().to_string());
        let (title, kind, room) = (super::page::title_of(item), item.kind.name().to_owned(), item.room.clone());
        let planned = planned_of(archive, item).unwrap_or_default();
        let (began, ended) = (began.join("; "), ended.join("; "));
        vec![number, title, speakers_of(item).join("; "), kind, room, planned, minutes, began, ended]
    });
    table(&["number", "title", "speakers", "kind", "room", "planned", "minutes", "began", "ended"], rows)
}

/// The questions.
pub(super) fn questions(questions: &[Question]) -> String {
    let rows = questions.iter().map(|question| {
        vec![
            question.id.to_string(),
            question.room.clone(),
            moment(question.at),
            question.by.clone().unwrap_or_default(),
            question.words.clone(),
            question.votes.to_string(),
            question.state.clone(),
            question.merged_into.map(|into| into.to_string()).unwrap_or_default(),
            question.answer.clone().unwrap_or_default(),
        ]
    });
    table(&["number", "room", "at", "by", "question", "votes", "state", "same as", "answer"], rows)
}

/// What was said on stage, a row for each line.
pub(super) fn captions(captions: &[Caption]) -> String {
    let rows = captions.iter().map(|caption| {
        vec![
            moment(caption.at),
            caption.room.clone(),
            caption.item.map(|item| item.to_string()).unwrap_or_default(),
            caption.by.clone().unwrap_or_default(),
            caption.language.clone(),
            if caption.interpreted { "interpreted" } else { "spoken" }.to_owned(),
            caption.words.clone(),
        ]
    });
    table(&["at", "room", "item", "by", "language", "how", "words"], rows)
}

/// The group photographs, and the files they are in.
pub(super) fn photographs(photographs: &[Photograph]) -> String {
    let rows = photographs.iter().map(|photograph| {
        vec![
            moment(photograph.at),
            photograph.room.clone(),
            photograph.item.map(|item| item.to_string()).unwrap_or_default(),
            photograph.caption.clone(),
            photograph.people.to_string(),
            super::file_of(photograph).unwrap_or_default(),
        ]
    });
    table(&["at", "room", "item", "caption", "people", "file"], rows)
}

/// The polls, a row for each option.
pub(super) fn polls(polls: &[Poll]) -> String {
    let rows = polls.iter().flat_map(|poll| {
        poll.options.iter().map(|(option, votes)| {
            vec![
                poll.id.to_string(),
                poll.room.clone(),
                moment(poll.at),
                poll.closed.map(moment).unwrap_or_default(),
                poll.words.clone(),
                option.clone(),
                votes.to_string(),
                poll.voters.to_string(),
            ]
        })
    });
    table(&["number", "room", "opened", "closed", "poll", "option", "votes", "voters"], rows)
}

/// The announcements.
pub(super) fn announcements(announcements: &[Announcement]) -> String {
    let rows = announcements.iter().map(|announcement| {
        vec![
            announcement.id.to_string(),
            announcement.room.clone().unwrap_or_default(),
            moment(announcement.at),
            announcement.by.clone().unwrap_or_default(),
            announcement.words.clone(),
        ]
    });
    table(&["number", "room", "at", "by", "announcement"], rows)
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    let lines = [head].into_iter().chain(rows).map(|row: Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", cells.join(","))
    });
    [MARK.to_string()].into_iter().chain(lines).collect()
}

/// A cell in quotes. One that begins as a formula does gets an apostrophe, by which spreadsheets know a text.
fn quoted(cell: &str) -> String {
    let text = cell.replace('"', "\"\"");
    let begins = cell.trim_start_matches([' ', '\n', '\u{3000}']).chars().next();
    match begins {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => format!("\"'{text}\""),
        _ => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_a_formula_is_a_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\n=1", "\t=1", "＝1"] {
            assert!(quoted(formula).starts_with("\"'"), "{formula:?}");
        }
        assert_eq!(quoted("なぜ, \"why\"?"), "\"なぜ, \"\"why\"\"?\"");
    }

    #[test]
    fn an_item_has_its_number_its_speakers_and_its_planned_start() {
        let text =
            "[[item]]\ntitle = \"Talk\"\nminutes = 9\nspeakers = [\"A\", \"B\"]\nstart = 2026-11-23T10:00:00+09:00\n";
        let kept = crate::programme::parse(text, "test").unwrap();
        let row = "\"1\",\"Talk\",\"A; B\",\"talk\",\"\",\"2026-11-23T01:00:00Z\",\"9\",\"\",\"\"";
        let csv = programme(&Archive { items: kept.items, opened: kept.open, ..Archive::default() });
        assert!(csv.contains(row), "{csv}");
    }

    #[test]
    fn a_question_of_two_lines_is_one_cell() {
        let question = &super::super::tests::archive().questions[0];
        let csv = questions(std::slice::from_ref(question));
        assert!(csv.contains("\"By \"\"asking\"\" them,\nof course.\"\r\n"), "{csv}");
        assert!(csv.starts_with("\u{feff}\"number\",\"room\""), "{csv}");
    }
}
