//! The part of the questions: a field to ask, a list to vote in, and the moderators' buttons at the chosen question.

use super::board::{Board, Draft};
use crate::locale::Locale;
use crate::locale::time::clock_face;
use crate::panel::{Button, Choice, ChoiceLook, Field, Flow, Group, Rank, Row, Rows, Tone, Widget};
use hiroba_shared::ids::QuestionId;
use hiroba_shared::protocol::floor::question::{Listing, Manners, Question, QuestionState};
use hiroba_shared::role::{Action, Role};
use hiroba_shared::text::FloorText;

/// The lists that a role is offered, in the order of the tabs.
pub(super) fn listings(role: Role) -> impl Iterator<Item = Listing> {
    let orders = role.may(Action::ModerateFloor);
    Listing::ALL.into_iter().filter(move |listing| orders || *listing != Listing::Hidden)
}

/// The widgets of the part; `offset_seconds` is the clock's distance from UTC.
pub(super) fn widgets(board: &Board, role: Role, offset_seconds: i64, words: &Locale) -> Vec<Widget> {
    let orders = role.may(Action::ModerateFloor);
    let mut widgets = asking(board, words);
    widgets.push(tabs(board, role, words));
    if board.merging.is_some() {
        let stop = Button::new("merge-stop", words.text("floor-merge-stop"));
        let hint = Widget::text("merging", Tone::Strong, words.text("floor-merging"));
        widgets.push(Group::new("merge", Flow::Ends, vec![hint, stop.into()]).into());
    }
    if board.total.is_none() {
        widgets.push(Widget::Progress { key: "wait".into(), label: words.text("floor-wait"), percent: None });
    } else if board.rows.is_empty() {
        widgets.push(Widget::text("empty", Tone::Quiet, words.text("floor-empty")));
    }
    let known = board.rows.iter().filter_map(|(id, votes)| Some((board.questions.get(id)?, *votes)));
    let rows = known.map(|(question, votes)| {
        let row = question_row(board, (question, votes), offset_seconds, words);
        if orders { for_moderators(row, board, question, words) } else { row }
    });
    let rows = Rows {
        key: "questions".into(),
        label: words.text("floor-questions"),
        rows: rows.collect(),
        follows_end: false,
        fills: true,
        live: false,
    };
    widgets.push(rows.into());
    widgets.extend(board.answer.as_ref().map(|draft| answering(draft, words)));
    widgets.extend(pages(board, words));
    if orders {
        widgets.push(ruling(board, words));
    }
    widgets
}

/// How the room asks, and a clean slate, which is asked for twice.
fn ruling(board: &Board, words: &Locale) -> Widget {
    let button = |key: &'static str, label: &str| Button::new(key, words.text(label));
    let mut buttons: Vec<Button> = Vec::new();
    // Not before the venue told how it is: both go out together.
    if let Some(Manners { unnamed, closed }) = board.manners {
        buttons.push(button("take-unnamed", "floor-take-unnamed").lit_if(unnamed));
        buttons.push(button("take-none", "floor-take-none").lit_if(closed));
    }
    if board.asks_to_clear() {
        buttons.push(button("clear-sure", "floor-clear-sure").danger());
        buttons.push(button("clear-stop", "floor-clear-stop").quiet());
    } else if board.waits() {
        buttons.push(button("clear", "floor-clear").quiet());
    }
    Group::new("floor-rule", Flow::Wrap, buttons.into_iter().map(Widget::from).collect()).into()
}

fn asking(board: &Board, words: &Locale) -> Vec<Widget> {
    let is_closed = board.manners.is_some_and(|manners| manners.closed);
    let closed = is_closed.then(|| Widget::text("closed", Tone::Quiet, words.text("floor-closed")));
    // Whoever is writing keeps the field, or the rest of the sentence would walk them about.
    if is_closed && board.draft.text.is_empty() {
        return closed.into_iter().collect();
    }
    let field = field("draft", &board.draft, (words.text("floor-ask"), words.text("floor-ask-hint")), words);
    let ask = Button::new("ask", words.text("floor-send")).primary().icon("send");
    let unnamed = board
        .offers_no_name()
        .then(|| Button::new("unnamed", words.text("floor-unnamed")).lit_if(board.unnamed).into());
    let buttons = unnamed.into_iter().chain([ask.into()]).collect();
    closed.into_iter().chain([field, Group::new("asking", Flow::Ends, buttons).into()]).collect()
}

/// A field for something being written.
pub(super) fn field(key: &'static str, draft: &Draft, (label, hint): (String, String), words: &Locale) -> Widget {
    Field {
        hint,
        value: draft.text.clone(),
        edition: draft.edition,
        fault: draft.fault.map(|fault| words.text_fault(fault)),
        limit: usize::from(FloorText::MAX_GRAPHEMES),
        ..Field::new(key, label)
    }
    .into()
}

fn tabs(board: &Board, role: Role, words: &Locale) -> Widget {
    let name = |listing: Listing| match listing {
        Listing::MostVotes => words.text("floor-most-votes"),
        Listing::Newest => words.text("floor-newest"),
        Listing::Answered => words.text("floor-answered"),
        Listing::Hidden => words.text("floor-hidden"),
    };
    Choice {
        key: "listing".into(),
        label: words.text("floor-listing"),
        label_shown: false,
        look: ChoiceLook::Tabs,
        entries: listings(role).map(name).collect(),
        chosen: listings(role).position(|listing| listing == board.listing).into_iter().collect(),
        fault: None,
    }
    .into()
}

fn question_row(board: &Board, (question, votes): (&Question, u32), offset_seconds: i64, words: &Locale) -> Row {
    let id = question.question;
    let asker = question.by.as_ref().map_or_else(|| words.text("floor-nameless"), |name| name.as_str().to_owned());
    let state = (question.state == QuestionState::Answering).then(|| words.text("floor-answering"));
    let pinned = question.pinned.then(|| words.text("floor-pinned"));
    let note: Vec<String> = [clock_face(question.at, offset_seconds)].into_iter().chain(state).chain(pinned).collect();
    let answer = question.answer.as_ref().map(|answer| {
        let answer = words.text_with("floor-answer", &[("words", answer.as_str().into())]);
        format!("{}\n{answer}", question.words.as_str())
    });
    // In the name, not beside it: whoever listens is told the votes too, and a hundred are more than a badge holds.
    let vote = words.text_with("floor-vote", &[("count", votes.into())]);
    let vote = Button::new(format!("vote/{}", id.0), vote)
        .icon("check")
        .lit_if(board.voted.contains(&id))
        .enabled_if(question.state.is_open());
    Row {
        note: note.join(" · "),
        text: answer.unwrap_or_else(|| question.words.as_str().to_owned()),
        tone: if question.state == QuestionState::Answering { Tone::Strong } else { Tone::Plain },
        buttons: vec![vote],
        ..Row::new(format!("question/{}", id.0), asker)
    }
}

/// The same row with what a moderator can do: everything where it is chosen, or take over the votes of another.
fn for_moderators(mut row: Row, board: &Board, question: &Question, words: &Locale) -> Row {
    let id = question.question;
    if board.merging.is_some_and(|merging| merging != id) && question.state.is_open() {
        row.buttons.push(Button::new(format!("into/{}", id.0), words.text("floor-merge-here")).primary());
    }
    row.rank = Rank::Pressable;
    if board.chosen == Some(id) {
        row.rank = Rank::Chosen;
        row.buttons.extend(handling(question, words));
    }
    row
}

/// What a moderator can do with a question in this state.
fn handling(question: &Question, words: &Locale) -> Vec<Button> {
    let QuestionId(id) = question.question;
    let button = |family: &str, key: &str| Button::new(format!("{family}/{id}"), words.text(key));
    let waits = question.state.is_open();
    let take = (question.state == QuestionState::Waiting).then(|| button("take", "floor-take").primary());
    let back = (question.state != QuestionState::Waiting).then(|| button("back", "floor-put-back"));
    let done = waits.then(|| button("done", "floor-done").icon("check"));
    let pin = waits.then(|| if question.pinned { button("unpin", "floor-unpin") } else { button("pin", "floor-pin") });
    let merge = waits.then(|| button("merge", "floor-merge"));
    let hide = (question.state != QuestionState::Hidden).then(|| button("hide", "floor-hide").danger());
    let write = [button("write", "floor-write")];
    take.into_iter().chain(done).chain(write).chain(back).chain(pin).chain(merge).chain(hide).collect()
}

fn answering(draft: &Draft, words: &Locale) -> Widget {
    let field = field("answer", draft, (words.text("floor-answer-field"), String::new()), words);
    let keep = Button::new("answer-keep", words.text("floor-answer-keep")).primary();
    let stop = Button::new("answer-stop", words.text("floor-answer-stop"));
    Group::new(
        "answering",
        Flow::Card,
        vec![field, Group::new("answer-buttons", Flow::Ends, vec![stop.into(), keep.into()]).into()],
    )
    .into()
}

fn pages(board: &Board, words: &Locale) -> Option<Widget> {
    let last = board.last_page();
    if last == 0 {
        return None;
    }
    let place = words.text_with("people-page", &[("page", (board.page + 1).into()), ("pages", (last + 1).into())]);
    let widgets = vec![
        Button::new("page-back", words.text("page-back")).enabled_if(board.page > 0).into(),
        Widget::text("page", Tone::Quiet, place),
        Button::new("page-on", words.text("page-on")).enabled_if(board.page < last).into(),
    ];
    Some(Group::new("pages", Flow::Ends, widgets).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Tongue;
    use crate::panel::spoken::in_every_language;
    use crate::panel::{Panel, PanelKey, Place};
    use hiroba_shared::protocol::floor::FloorFromServer;
    use hiroba_shared::text::DisplayName;

    fn panel(board: &Board, role: Role, words: &Locale) -> Panel {
        let widgets = widgets(board, role, 0, words);
        let title = words.text("floor-questions");
        Panel { key: PanelKey::Floor, place: Place::Right, title, close: None, widgets }
    }

    fn question(number: u32, by: Option<&str>, state: QuestionState) -> Question {
        Question {
            question: QuestionId(number),
            words: FloorText::new("Why is <b> bold?").unwrap(),
            by: by.map(|name| DisplayName::new(name).unwrap()),
            at: 0,
            state,
            pinned: number == 2,
            answer: (number == 1).then(|| FloorText::new("Because.").unwrap()),
        }
    }

    fn board() -> Board {
        let mut board = Board::default();
        board.take(&FloorFromServer::Manners(Manners { unnamed: true, closed: false }));
        let questions =
            vec![question(1, Some("Ana"), QuestionState::Answering), question(2, None, QuestionState::Waiting)];
        board.take(&FloorFromServer::Questions(questions));
        let rows = vec![(QuestionId(1), 3), (QuestionId(2), 12)];
        board.take(&FloorFromServer::Page { listing: Listing::MostVotes, page: 0, total: 41, rows });
        board.take(&FloorFromServer::Voted(vec![QuestionId(2)]));
        board
    }

    #[test]
    fn everybody_sees_who_asked_how_many_voted_and_the_own_vote() {
        let panel = panel(&board(), Role::Visitor, &Locale::new(Tongue::En));
        let text = panel.as_text();
        for line in [
            "- Ana (00:00 · Being answered now) Why is <b> bold?\nAnswer: Because. [I ask that too: 3]",
            "- Without a name (00:00 · Pinned) Why is <b> bold? [I ask that too: 12](on)",
            "Page 1 of 3",
        ] {
            assert!(text.contains(line), "{line} not in\n{text}");
        }
        assert!(!text.contains("[Hide]") && !text.contains("Hidden"), "{text}");
    }

    #[test]
    fn a_closed_room_says_so_and_a_clean_slate_is_asked_for_twice() {
        let mut board = board();
        board.take(&FloorFromServer::Manners(Manners { unnamed: false, closed: true }));
        let text = |board: &Board, role| panel(board, role, &Locale::new(Tongue::En)).as_text();
        let guest = text(&board, Role::Visitor);
        assert!(guest.contains("No questions are taken now.") && !guest.contains("[Clear"), "{guest}");
        let moderator = text(&board, Role::Moderator);
        assert!(
            moderator.contains("[Take no questions](on)") && moderator.contains("[Clear what waits]"),
            "{moderator}"
        );
        board.draft.write("Is this st".to_owned());
        assert!(text(&board, Role::Visitor).contains("Is this st"), "whoever writes keeps the field");
        board.clearing = true;
        let sure = text(&board, Role::Moderator);
        assert!(sure.contains("[Hide all that wait]") && !sure.contains("[Clear what waits]"), "{sure}");
    }

    #[test]
    fn where_nothing_waits_there_is_nothing_to_clear() {
        let text = |board: &Board| panel(board, Role::Moderator, &Locale::new(Tongue::En)).as_text();
        assert!(!text(&Board::default()).contains("[Clear what waits]"));
        let mut board = Board { clearing: true, ..board() };
        assert!(text(&board).contains("[Hide all that wait]"));
        let rows = vec![(QuestionId(1), 3)];
        board.take(&FloorFromServer::Page { listing: Listing::MostVotes, page: 0, total: 1, rows });
        let only_answered = text(&board);
        assert!(!only_answered.contains("[Hide all") && !only_answered.contains("[Clear"), "{only_answered}");
        board.take(&FloorFromServer::Questions(vec![question(3, None, QuestionState::Waiting)]));
        let rows = vec![(QuestionId(1), 3), (QuestionId(3), 0)];
        board.take(&FloorFromServer::Page { listing: Listing::MostVotes, page: 0, total: 2, rows });
        assert!(text(&board).contains("[Clear what waits]") && !text(&board).contains("[Hide all"), "asked anew");
    }

    #[test]
    fn a_moderator_has_buttons_at_the_chosen_question_only() {
        let mut board = board();
        board.choose(Some(QuestionId(2)));
        let text = panel(&board, Role::Moderator, &Locale::new(Tongue::En)).as_text();
        assert!(text.contains("* Without a name") && text.matches("[Hide]").count() == 1, "{text}");
        board.merging = Some(QuestionId(2));
        let text = panel(&board, Role::Moderator, &Locale::new(Tongue::En)).as_text();
        assert_eq!(text.matches("[[This one asks the same]]").count(), 1, "{text}");
    }

    #[test]
    fn every_language_has_all_its_words() {
        in_every_language(|words| panel(&Board::default(), Role::Visitor, words));
        let closed = Manners { unnamed: false, closed: true };
        let closed = Board { manners: Some(closed), clearing: true, ..board() };
        in_every_language(|words| panel(&closed, Role::Moderator, words));
        let mut board = Board { answer: Some(Draft::default()), merging: Some(QuestionId(1)), ..board() };
        for state in [QuestionState::Answering, QuestionState::Waiting, QuestionState::Hidden] {
            board.questions.insert(QuestionId(2), question(2, None, state));
            board.chosen = Some(QuestionId(2));
            in_every_language(|words| panel(&board, Role::Moderator, words));
        }
    }
}
