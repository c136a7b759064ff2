//! Claims about the programme: what was kept last is what is read, item by item.

use hiroba_shared::{
    ids::{ItemId, VisitorId},
    profile::Language,
    programme::{ChatRule, ItemKind, Lights, Minutes, RoomRules, Run, Seating, Speakers, StageRule, Titles},
    text::{CaptionText, ItemTitle, SpeakerName},
};

use super::{Answer, Claimed, NOON, RETENTION, Request, after, ask, over_both_stores};
use crate::venue::record::CaptionLine;
use crate::venue::record::programme::{KeptItem, KeptProgramme};

over_both_stores!(a_programme_is_read_as_it_was_kept_last, captions_are_read_in_order_and_forgotten_as_late_as_names,);

fn item(number: u32, run: Run) -> KeptItem {
    let title = |code, title| (Language::new(code).unwrap(), ItemTitle::new(title).unwrap());
    KeptItem {
        item: ItemId(number),
        titles: Titles::new(vec![title("en", "A \"talk\""), title("ja", "講演")]).unwrap(),
        speakers: Speakers::new(vec![SpeakerName::new("Улаанбаатар").unwrap()]).unwrap(),
        kind: ItemKind::Photograph,
        room: String::from("terrace"),
        start: -7,
        length: Minutes::new(90).unwrap(),
        rules: RoomRules {
            chat: ChatRule::Closed,
            stage: StageRule::Speakers,
            lights: Lights::Dim,
            seating: Seating::Seated,
        },
        run,
    }
}

async fn a_programme_is_read_as_it_was_kept_last(store: &mut impl Claimed) {
    assert_eq!(store.programme().await.unwrap(), None);
    let runs = [Run::Over { began: 1, ended: 2 }, Run::Running { began: 2 }, Run::Waiting];
    let items: Vec<KeptItem> = [9, 4, 5].into_iter().zip(runs).map(|(number, run)| item(number, run)).collect();
    let mut programme = KeptProgramme { source: String::from("demo"), open: true, next: 10, items };
    assert_eq!(ask(store, Request::KeepProgramme(Box::new(programme.clone()))).await, Answer::Kept);
    assert_eq!(store.programme().await.unwrap().as_ref(), Some(&programme));
    programme.items.remove(0);
    programme.open = false;
    assert_eq!(ask(store, Request::KeepProgramme(Box::new(programme.clone()))).await, Answer::Kept);
    assert_eq!(store.programme().await.unwrap(), Some(programme));
}

async fn captions_are_read_in_order_and_forgotten_as_late_as_names(store: &mut impl Claimed) {
    let line = |text: &str, interpreted: bool| CaptionLine {
        at: NOON,
        room: String::from("reception"),
        item: interpreted.then_some(ItemId(4)),
        from: VisitorId(7),
        language: Language::new("mn").unwrap(),
        interpreted,
        text: CaptionText::new(text).unwrap(),
    };
    let lines = vec![line("Сайн байна уу", true), line("one \"two\"", false)];
    assert_eq!(ask(store, Request::KeepCaptions(lines.clone())).await, Answer::Kept);
    assert_eq!(store.captions().await.unwrap(), lines);
    assert_eq!(store.forget(after(90 * 86_400), RETENTION).await.unwrap().captions, 0);
    assert_eq!(store.forget(after(90 * 86_400 + 1), RETENTION).await.unwrap().captions, 2);
    assert_eq!(store.captions().await.unwrap(), vec![]);
}
