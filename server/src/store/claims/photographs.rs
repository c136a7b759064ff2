//! Claims about group photographs: they are listed as they were kept, the newest first, as long as names are kept.

use hiroba_shared::ids::PhotographId;
use hiroba_shared::protocol::photograph::{Photograph, PictureFile};
use hiroba_shared::protocol::slides::Blake3;
use hiroba_shared::text::PhotographCaption;

use super::{Answer, Claimed, NOON, RETENTION, Request, after, ask, over_both_stores};
use crate::venue::record::{NewPhotograph, PhotographFiles};

over_both_stores!(
    a_photograph_is_listed_as_it_was_kept_and_the_newest_first,
    a_photograph_is_forgotten_when_names_are_because_they_stand_under_it,
);

fn new(caption: &str) -> NewPhotograph {
    let file = |number, width| PictureFile { hash: Blake3([number; 32]), bytes: 70_000, width, height: 2_160 };
    let files = PhotographFiles { large: file(7, 3_840), small: file(8, 960) };
    let caption = PhotographCaption::new(caption).unwrap();
    NewPhotograph { room: "hall".to_owned(), item: None, caption, people: 40, files, taken: NOON }
}

async fn list(store: &mut impl Claimed) -> Vec<Photograph> {
    let Answer::Photographs(list) = ask(store, Request::ListPhotographs).await else { panic!("no list") };
    list
}

async fn a_photograph_is_listed_as_it_was_kept_and_the_newest_first(store: &mut impl Claimed) {
    let mut kept = Vec::new();
    for caption in ["始まり", "The end"] {
        let Answer::Photographs(one) = ask(store, Request::KeepPhotograph(new(caption))).await else {
            panic!("not kept")
        };
        kept.extend(one);
    }
    let PhotographFiles { large, small } = new("x").files;
    let caption = PhotographCaption::new("始まり").unwrap();
    let first = Photograph { photograph: PhotographId(1), caption, taken: NOON.0, people: 40, large, small };
    assert_eq!(kept.first(), Some(&first));
    kept.reverse();
    assert_eq!(list(store).await, kept);
}

async fn a_photograph_is_forgotten_when_names_are_because_they_stand_under_it(store: &mut impl Claimed) {
    ask(store, Request::KeepPhotograph(new("old"))).await;
    store.forget(after(89 * 86_400), RETENTION).await.unwrap();
    assert_eq!(list(store).await.len(), 1);
    store.forget(after(91 * 86_400), RETENTION).await.unwrap();
    assert_eq!(list(store).await, []);
}
