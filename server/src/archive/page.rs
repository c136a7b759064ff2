//! Pages to be read and printed: one for each item of the programme, one for each room with what was asked and said outside
//! of all items, one for what was announced to all then, and one that lists them. Everything is on exactly one. Plain HTML that needs nothing
//! beside it but photographs; texts of people stay texts.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use hiroba_shared::programme::Run;

use super::Sheet;
use crate::calendar;
use crate::store::sqlite::archive::{Announcement, Archive, Caption, Photograph, Poll, Question};
use crate::venue::record::programme::KeptItem;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}\
    h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}li{margin:.6rem 0;break-inside:avoid}\
    .quiet{color:#555;font-size:.85rem}.words{white-space:pre-wrap}.answer{border-left:3px solid #888;padding-left:.8rem}\
    table{border-collapse:collapse;width:100%;break-inside:avoid}td,th{border-bottom:1px solid #ccc;padding:.3rem;text-align:left}\
    td:last-child,th:last-child{text-align:right}figure{margin:1.5rem 0}img{width:100%}@media print{body{margin:0}}";

/// What one page is about: what was asked and said in one room within a time.
#[derive(Default)]
struct Part<'a> {
    file: String,
    title: String,
    note: String,
    questions: Vec<&'a Question>,
    polls: Vec<&'a Poll>,
    announcements: Vec<&'a Announcement>,
    captions: Vec<&'a Caption>,
    photographs: Vec<&'a Photograph>,
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
    calendar::text(unix).unwrap_or_default()
}

/// The titles of an item in all their languages.
pub(super) fn title_of(item: &KeptItem) -> String {
    let titles: Vec<&str> = item.titles.as_slice().iter().map(|(_, title)| title.as_str()).collect();
    titles.join(" / ")
}

/// When an item was to begin; before the opening a start is no moment yet.
pub(super) fn planned_of(archive: &Archive, item: &KeptItem) -> Option<String> {
    archive.opened.then(|| moment(item.start))
}

/// When an item ran, the earlier times first; a run that has not ended has no end.
pub(super) fn runs_of(archive: &Archive, item: &KeptItem) -> Vec<Range<i64>> {
    let last = match item.run {
        Run::Waiting => None,
        Run::Running { began } => Some(began..i64::MAX),
        Run::Over { began, ended } => Some(began..ended),
    };
    let earlier = archive.runs.iter().filter(|run| run.item == item.item.0);
    let mut runs: Vec<Range<i64>> = earlier.map(|run| run.began..run.ended).collect();
    runs.extend(last);
    runs
}

/// Who speaks in an item.
pub(super) fn speakers_of(item: &KeptItem) -> Vec<String> {
    item.speakers.as_slice().iter().map(|name| name.as_str().to_owned()).collect()
}

fn parts(archive: &Archive) -> Vec<Part<'_>> {
    let mut left = Left::of(archive);
    let mut parts = Vec::new();
    for (n, item) in archive.items.iter().enumerate() {
        let runs = runs_of(archive, item);
        let within = |room: &str, at: i64| room == item.room && runs.iter().any(|run| run.contains(&at));
        // What was said belongs to the item it was said in, and not to one of another programme with the same number.
        let said = |caption: &Caption| caption.item == Some(item.item.0) && within(&caption.room, caption.at);
        parts.push(Part {
            file: format!("item-{:02}.html", n + 1),
            title: title_of(item),
            note: note_of(archive, item),
            questions: taken(&mut left.questions, |question| within(&question.room, question.at)),
            polls: taken(&mut left.polls, |poll| within(&poll.room, poll.at)),
            announcements: taken(&mut left.announcements, |said| {
                within(said.room.as_deref().unwrap_or(&item.room), said.at)
            }),
            captions: taken(&mut left.captions, |caption| said(caption)),
            photographs: taken(&mut left.photographs, |photograph| within(&photograph.room, photograph.at)),
        });
    }
    parts.extend(left.rooms().into_iter().enumerate().map(|(n, room)| Part {
        // Names of rooms come from files of others; the number makes a name that every system takes.
        file: format!("room-{:02}.html", n + 1),
        title: room.to_owned(),
        note: String::new(),
        questions: taken(&mut left.questions, |question| question.room == room),
        polls: taken(&mut left.polls, |poll| poll.room == room),
        announcements: taken(&mut left.announcements, |said| said.room.as_deref() == Some(room)),
        captions: taken(&mut left.captions, |caption| caption.room == room),
        photographs: taken(&mut left.photographs, |photograph| photograph.room == room),
    }));
    if !left.announcements.is_empty() {
        let announcements = left.announcements;
        let (file, title) = ("all-rooms.html".to_owned(), "All rooms".to_owned());
        parts.push(Part { file, title, announcements, ..Part::default() });
    }
    parts
}

/// What is on no page yet.
struct Left<'a> {
    questions: Vec<&'a Question>,
    polls: Vec<&'a Poll>,
    announcements: Vec<&'a Announcement>,
    captions: Vec<&'a Caption>,
    photographs: Vec<&'a Photograph>,
}

impl<'a> Left<'a> {
    fn of(archive: &'a Archive) -> Self {
        Self {
            questions: archive.questions.iter().collect(),
            polls: archive.polls.iter().collect(),
            announcements: archive.announcements.iter().collect(),
            captions: archive.captions.iter().collect(),
            photographs: archive.photographs.iter().collect(),
        }
    }

    /// The rooms of all of it.
    fn rooms(&self) -> BTreeSet<&'a str> {
        let questions = self.questions.iter().map(|question| question.room.as_str());
        let polls = self.polls.iter().map(|poll| poll.room.as_str());
        let announcements = self.announcements.iter().filter_map(|said| said.room.as_deref());
        let captions = self.captions.iter().map(|caption| caption.room.as_str());
        let photographs = self.photographs.iter().map(|photograph| photograph.room.as_str());
        questions.chain(polls).chain(announcements).chain(captions).chain(photographs).collect()
    }
}

/// Takes out what is wanted: nothing is on two pages.
fn taken<'a, T>(left: &mut Vec<&'a T>, wanted: impl Fn(&T) -> bool) -> Vec<&'a T> {
    left.extract_if(.., |one| wanted(one)).collect()
}

/// What an item was, when it was to be and when it was.
fn note_of(archive: &Archive, item: &KeptItem) -> String {
    let planned = planned_of(archive, item).map(|start| format!("planned {start}, {} min", item.length.count()));
    let mut runs: Vec<String> = runs_of(archive, item).into_iter().map(from_to).collect();
    if runs.is_empty() {
        runs.push("did not run".to_owned());
    }
    let what = [item.kind.name().to_owned(), item.room.clone()].into_iter().chain(planned).chain(runs);
    let parts: Vec<String> = what.chain(speakers_of(item)).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn from_to(run: Range<i64>) -> String {
    if run.end == i64::MAX { moment(run.start) } else { format!("{} – {}", moment(run.start), moment(run.end)) }
}

fn body(part: &Part<'_>) -> String {
    let mut html = format!("<p class=\"quiet\">{}</p>", escaped(&part.note));
    part.photographs.iter().for_each(|photograph| html.push_str(&figure(photograph)));
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

fn figure(photograph: &Photograph) -> String {
    let (caption, at) = (escaped(&photograph.caption), moment(photograph.at));
    let picture = match super::file_of(photograph) {
        Some(file) => format!("<a href=\"{file}\"><img src=\"{file}\" alt=\"\"></a>"),
        None => "<p class=\"quiet\">the picture is missing</p>".to_owned(),
    };
    format!(
        "<figure>{picture}<figcaption><span class=\"words\">{caption}</span> \
         <span class=\"quiet\">{at} · people: {}</span></figcaption></figure>",
        photograph.people
    )
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
    use crate::store::sqlite::archive::EarlierRun;

    #[test]
    fn texts_of_people_stay_texts_and_everything_is_on_a_page() {
        let archive = super::super::tests::archive();
        let pages = pages(&archive, "A <venue>");
        let all: String = pages.iter().map(|(_, html)| html.as_str()).collect();
        assert!(!all.contains("<b>") && !all.contains("<venue>"), "{all}");
        for text in [
            "なぜですか？",
            "Tea, or coffee?",
            "same as question 1",
            "of course.",
            "Сайн байна уу",
            "@all: we begin",
            "Lunch is in the hall",
            "=The &lt;end&gt;",
        ] {
            assert_eq!(all.matches(text).count(), 1, "{text} is on no page, or on two");
        }
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["index.html", "room-01.html", "all-rooms.html"]);
    }

    #[test]
    fn an_item_that_never_ran_has_its_page_and_one_that_ran_twice_has_what_was_said_both_times() {
        let mut archive = super::super::tests::archive();
        let programme = "[[item]]\ntitle = \"Twice\"\nminutes = 9\nroom = \"hall\"\nkind = \"panel\"\n\
             start = 2026-11-23T10:00:00+09:00\n[[item]]\ntitle = \"Never\"\nminutes = 5\nroom = \"hall\"\n";
        let kept = crate::programme::parse(programme, "test").unwrap();
        (archive.items, archive.opened) = (kept.items, kept.open);
        archive.items[0].run = Run::Over { began: 1_800_000_500, ended: 1_800_000_600 };
        let item = archive.items[0].item.0;
        archive.runs = vec![EarlierRun { item, began: 1_800_000_000, ended: 1_800_000_100 }];
        let asked = |id: u32, at: i64| Question { id, at, words: format!("Q{id}"), ..archive.questions[1].clone() };
        archive.questions = vec![asked(1, 1_800_000_050), asked(2, 1_800_000_300), asked(3, 1_800_000_550)];
        let pages = pages(&archive, "A venue");
        let on = |page: &str, words: &str| pages.iter().any(|(name, html)| name == page && html.contains(words));
        assert!(on("item-01.html", "Q1") && on("item-01.html", "Q3") && on("room-01.html", "Q2"), "{pages:?}");
        let note = "panel · hall · planned 2026-11-23T01:00:00Z, 9 min · 2027-01-15T08:00:00Z – 2027-01-15T08:01:40Z";
        assert!(on("item-01.html", note) && on("item-02.html", "did not run"), "{pages:?}");
    }

    #[test]
    fn what_belongs_to_an_item_is_on_its_page_alone_and_what_another_item_of_its_number_heard_is_not() {
        let mut archive = super::super::tests::archive();
        let programme = "[[item]]\ntitle = \"Talk\"\nminutes = 9\nroom = \"hall\"\nspeakers = [\"Dr. <i>O</i>\"]\n";
        archive.items = crate::programme::parse(programme, "test").unwrap().items;
        archive.items[0].run = Run::Over { began: 1_800_000_000, ended: 1_800_000_600 };
        let caption = archive.captions[0].clone();
        let said = |words: &str, room: &str, at: i64| Caption {
            room: room.to_owned(),
            item: Some(archive.items[0].item.0),
            at,
            words: words.to_owned(),
            ..caption.clone()
        };
        archive.captions = vec![
            said("Now and here", "hall", 1_800_000_100),
            said("Now elsewhere", "garden", 1_800_000_100),
            said("Last week", "hall", 1_799_000_000),
        ];
        let pages = pages(&archive, "A venue");
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["index.html", "item-01.html", "room-01.html", "room-02.html"]);
        for (words, page) in [
            ("Now and here", "item-01.html"),
            ("Now elsewhere", "room-01.html"),
            ("Last week", "room-02.html"),
            ("@all: we begin", "item-01.html"),
            ("Lunch is in the hall", "item-01.html"),
        ] {
            let on: Vec<&str> =
                pages.iter().filter(|(_, html)| html.contains(words)).map(|(name, _)| name.as_str()).collect();
            assert_eq!(on, [page], "{words}");
        }
        assert!(pages[1].1.contains("Dr. &lt;i&gt;O&lt;/i&gt;"), "{}", pages[1].1);
    }
}
