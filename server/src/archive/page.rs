//! Pages to be read and printed: one for each item of the programme, one for each room with what was asked outside of all
//! items, and one that lists them. Plain HTML that needs nothing beside it; texts of people stay texts.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hiroba_shared::programme::Run;
use jiff::Timestamp;

use super::Sheet;
use crate::store::sqlite::archive::{Announcement, Archive, Caption, Poll, Question};
use crate::venue::record::programme::KeptItem;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}\
    h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}li{margin:.6rem 0;break-inside:avoid}\
    .quiet{color:#555;font-size:.85rem}.words{white-space:pre-wrap}.answer{border-left:3px solid #888;padding-left:.8rem}\
    table{border-collapse:collapse;width:100%;break-inside:avoid}td,th{border-bottom:1px solid #ccc;padding:.3rem;text-align:left}\
    td:last-child,th:last-child{text-align:right}@media print{body{margin:0}}";

/// What one page is about: what was asked and said in one room within a time.
struct Part<'a> {
    file: String,
    title: String,
    note: String,
    questions: Vec<&'a Question>,
    polls: Vec<&'a Poll>,
    announcements: Vec<&'a Announcement>,
    captions: Vec<&'a Caption>,
}

/// Every page.
pub(super) fn pages(archive: &Archive, title: &str) -> Vec<Sheet> {
    let parts = parts(archive);
    let list: String = parts.iter().fold(String::new(), |mut list, part| {
        let (file, title, note) = (&part.file, escaped(&part.title), escaped(&part.note));
        let (questions, polls) = (part.questions.len(), part.polls.len());
        let _ = write!(
            list,
            "<li><a href=\"{file}\">{title}</a> <span class=\"quiet\">{note} · questions: {questions}, polls: {polls}</span></li>"
        );
        list
    });
    let index = page(title, &format!("<ul>{list}</ul>"));
    let pages = parts.iter().map(|part| (part.file.clone(), page(&part.title, &body(part))));
    [("index.html".to_owned(), index)].into_iter().chain(pages).collect()
}

/// A time for people and for sorting, in UTC.
pub(super) fn moment(unix: i64) -> String {
    Timestamp::from_second(unix).map(|moment| moment.to_string()).unwrap_or_default()
}

/// The titles of an item in all their languages.
pub(super) fn title_of(item: &KeptItem) -> String {
    let titles: Vec<&str> = item.titles.as_slice().iter().map(|(_, title)| title.as_str()).collect();
    titles.join(" / ")
}

fn parts(archive: &Archive) -> Vec<Part<'_>> {
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let mut seen_polls: BTreeSet<u32> = BTreeSet::new();
    let mut parts = Vec::new();
    for (n, item) in archive.items.iter().enumerate() {
        let (began, ended) = match item.run {
            Run::Waiting => continue,
            Run::Running { began } => (began, i64::MAX),
            Run::Over { began, ended } => (began, ended),
        };
        let within = |room: &str, at: i64| room == item.room && (began..ended).contains(&at);
        let part = Part {
            file: format!("item-{:02}.html", n + 1),
            title: title_of(item),
            note: format!("{} · {}", item.room, moment(began)),
            questions: archive.questions.iter().filter(|question| within(&question.room, question.at)).collect(),
            polls: archive.polls.iter().filter(|poll| within(&poll.room, poll.at)).collect(),
            announcements: archive
                .announcements
                .iter()
                .filter(|said| {
                    said.room.as_ref().is_none_or(|room| *room == item.room) && (began..ended).contains(&said.at)
                })
                .collect(),
            captions: archive.captions.iter().filter(|caption| caption.item == Some(item.item.0)).collect(),
        };
        seen.extend(part.questions.iter().map(|question| question.id));
        seen_polls.extend(part.polls.iter().map(|poll| poll.id));
        parts.push(part);
    }
    let questions: Vec<&Question> = archive.questions.iter().filter(|question| !seen.contains(&question.id)).collect();
    let polls: Vec<&Poll> = archive.polls.iter().filter(|poll| !seen_polls.contains(&poll.id)).collect();
    let is_listed = |item: u32| archive.items.iter().any(|kept| kept.item.0 == item && kept.run != Run::Waiting);
    let said: Vec<&Caption> = archive.captions.iter().filter(|caption| !caption.item.is_some_and(is_listed)).collect();
    let rooms =
        questions.iter().map(|question| question.room.as_str()).chain(polls.iter().map(|poll| poll.room.as_str()));
    let rooms: BTreeSet<&str> = rooms.chain(said.iter().map(|caption| caption.room.as_str())).collect();
    parts.extend(rooms.into_iter().enumerate().map(|(n, room)| Part {
        // Names of rooms come from files of others; the number makes a name that every system takes.
        file: format!("room-{:02}.html", n + 1),
        title: room.to_owned(),
        note: String::new(),
        questions: questions.iter().filter(|question| question.room == room).copied().collect(),
        polls: polls.iter().filter(|poll| poll.room == room).copied().collect(),
        announcements: archive.announcements.iter().filter(|said| said.room.as_deref() == Some(room)).collect(),
        captions: said.iter().filter(|caption| caption.room == room).copied().collect(),
    }));
    parts
}

fn body(part: &Part<'_>) -> String {
    let mut html = format!("<p class=\"quiet\">{}</p>", escaped(&part.note));
    if !part.questions.is_empty() {
        let mut questions = part.questions.clone();
        questions.sort_by_key(|question| (std::cmp::Reverse(question.votes), question.id));
        let items: String = questions.iter().map(|question| question_item(question)).collect();
        html.push_str(&format!("<h2>Questions</h2><ol>{items}</ol>"));
    }
    part.polls.iter().for_each(|poll| html.push_str(&poll_table(poll)));
    if !part.announcements.is_empty() {
        let item = |said: &&Announcement| {
            let (by, at) = (escaped(said.by.as_deref().unwrap_or("…")), moment(said.at));
            format!(
                "<li><span class=\"words\">{}</span> <span class=\"quiet\">{by} · {at}</span></li>",
                escaped(&said.words)
            )
        };
        let items: String = part.announcements.iter().map(item).collect();
        html.push_str(&format!("<h2>Announcements</h2><ul>{items}</ul>"));
    }
    if !part.captions.is_empty() {
        let items: String = part.captions.iter().map(|caption| caption_item(caption)).collect();
        html.push_str(&format!("<h2>What was said</h2><ul>{items}</ul>"));
    }
    html
}

fn question_item(question: &Question) -> String {
    let state = match question.merged_into {
        Some(into) => format!("same as question {into}"),
        None => question.state.clone(),
    };
    let by = escaped(question.by.as_deref().unwrap_or("…"));
    let answer =
        question.answer.as_ref().map(|answer| format!("<div class=\"words answer\">{}</div>", escaped(answer)));
    format!(
        "<li><span class=\"words\">{}</span><div class=\"quiet\">{by} · votes: {} · {}</div>{}</li>",
        escaped(&question.words),
        question.votes,
        escaped(&state),
        answer.unwrap_or_default(),
    )
}

fn caption_item(caption: &Caption) -> String {
    let by = escaped(caption.by.as_deref().unwrap_or("…"));
    let (words, language, at) = (escaped(&caption.words), escaped(&caption.language), moment(caption.at));
    format!(
        "<li lang=\"{language}\"><span class=\"words\">{words}</span> <span class=\"quiet\">{by} · {language} · {at}</span></li>"
    )
}

fn poll_table(poll: &Poll) -> String {
    let row = |(option, votes): &(String, u32)| format!("<tr><td>{}</td><td>{votes}</td></tr>", escaped(option));
    let rows: String = poll.options.iter().map(row).collect();
    format!(
        "<h2 class=\"words\">{}</h2><p class=\"quiet\">{} · voters: {}</p><table>{rows}</table>",
        escaped(&poll.words),
        moment(poll.at),
        poll.voters,
    )
}

fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body><h1>{title}</h1>{body}</body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_people_stay_texts_and_everything_is_on_a_page() {
        let archive = super::super::tests::archive();
        let pages = pages(&archive, "A <venue>");
        let all: String = pages.iter().map(|(_, html)| html.as_str()).collect();
        assert!(!all.contains("<b>") && !all.contains("<venue>"), "{all}");
        for text in ["なぜですか？", "Tea, or coffee?", "same as question 1", "of course.", "Сайн байна уу"]
        {
            assert!(all.contains(text), "{text} is on no page");
        }
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["index.html", "room-01.html"]);
    }
}
