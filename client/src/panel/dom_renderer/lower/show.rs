//! Pictures and progress.

use std::fmt::Write;

use hiroba_shared::units::SUBTILES_PER_TILE;

use super::Scribe;
use crate::panel::Key;
use crate::panel::dom_renderer::node::Node;
use crate::panel::picture::{MarkKind, PagePicture, Picture, Plan, Square};
use crate::panel::widget::PictureSize;

/// A picture with words for those who do not see it.
pub(super) fn picture(key: &Key, picture: &Picture, label: &str, size: PictureSize, scribe: Scribe<'_>) -> Node {
    let node = match picture {
        Picture::Icon(name) => {
            let icon = scribe.sheets.icon(name);
            Node::new("span", key.as_str()).class("picture").with([icon])
        }
        Picture::Look(look) => {
            let shape = match size {
                PictureSize::Portrait | PictureSize::Wide | PictureSize::Full => "portrait",
                PictureSize::Line | PictureSize::Face => "face",
            };
            let parts = Node::new("span", "parts").class("parts").with(scribe.sheets.look(*look));
            Node::new("span", key.as_str()).class("avatar").class(shape).with([parts])
        }
        Picture::Plan(drawn) => plan(key, drawn),
        Picture::Page(shown) => return page(key, shown, label, size),
    };
    match label {
        "" => node.silent(),
        label => node.set("role", "img").set("aria-label", label),
    }
}

/// A page of slides: the browser gets the picture by its hash, and keeps it.
fn page(key: &Key, page: &PagePicture, label: &str, size: PictureSize) -> Node {
    // One element for every page: what it showed stays until the next one is there.
    let image = Node::new("img", "image")
        .set("src", format!("/media/{}", page.hash))
        .set("alt", label)
        .set("draggable", "false");
    let parts =
        |part: u16| format!("{}.{:02}%", u32::from(part) * 100 / 65_535, u32::from(part) * 10_000 / 65_535 % 100);
    let dot = page.dot.map(|dot| {
        let at = Node::new("span", "dot").class("dot").silent();
        at.style("left", parts(dot.x)).style("top", parts(dot.y))
    });
    let (width, height) = (u32::from(page.size.0.max(1)), u32::from(page.size.1.max(1)));
    let ratio = width * 10_000 / height;
    let sheet = Node::new("span", "sheet")
        .class(if page.points { "sheet points" } else { "sheet" })
        .style("--ratio", format!("{}.{:04}", ratio / 10_000, ratio % 10_000))
        .maybe("data-points", page.points.then(|| key.as_str().to_owned()))
        .with([image])
        .with(dot);
    let room = match size {
        PictureSize::Full => "page full",
        PictureSize::Line | PictureSize::Face | PictureSize::Portrait | PictureSize::Wide => "page",
    };
    Node::new("div", key.as_str()).class(room).with([sheet])
}

/// A small map: one outline for each kind of square, and a disc for each mark.
fn plan(key: &Key, plan: &Plan) -> Node {
    let (width, height) = plan.size;
    let squares = SQUARES.into_iter().filter_map(|(kind, class)| {
        let outline = outline(plan, kind);
        (!outline.is_empty()).then(|| Node::new("path", class).class(class).set("d", outline))
    });
    let marks = plan.marks.iter().enumerate().map(|(n, mark)| {
        let (class, radius) = match mark.kind {
            MarkKind::Person => ("person", "0.7"),
            MarkKind::Found => ("found", "1.2"),
            MarkKind::You => ("you", "1.2"),
        };
        Node::new("circle", format!("mark-{n}"))
            .class("mark")
            .class(class)
            .set("cx", tiles(mark.at.x))
            .set("cy", tiles(mark.at.y))
            .set("r", radius)
    });
    Node::new("svg", key.as_str())
        .class("plan")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("preserveAspectRatio", "xMidYMid meet")
        .with(squares)
        .with(marks)
}

const SQUARES: [(Square, &str); 7] = [
    (Square::Closed, "closed"),
    (Square::Open, "open"),
    (Square::Circle, "circle-square"),
    (Square::Stage, "stage"),
    (Square::Door, "door"),
    (Square::Quiet, "quiet-square"),
    (Square::Named, "named"),
];

/// The squares of one kind as the outline of their runs, row by row.
fn outline(plan: &Plan, kind: Square) -> String {
    let mut outline = String::new();
    for (y, row) in plan.squares.chunks(usize::from(plan.size.0).max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&kind) {
                // Writing into a string cannot fail.
                let _ = write!(outline, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    outline
}

/// A place in tiles with two digits behind the point.
fn tiles(subtiles: i32) -> String {
    let hundredths = i64::from(subtiles.max(0)) * 100 / i64::from(SUBTILES_PER_TILE);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// How far something is.
pub(super) fn progress(key: &Key, label: &str, percent: Option<u8>) -> Node {
    // What is waited for is told when it changes. How far something is, is told by the bar when one asks it: the bars of a
    // poll would be told twice a second.
    let waits = percent.is_none().then_some("status");
    let percent = percent.map(|percent| percent.min(100).to_string());
    let bar = Node::new("div", "bar").class(if percent.is_some() { "gauge" } else { "gauge unknown" });
    let bar = match &percent {
        Some(percent) => bar.style("--part", format!("{percent}%")),
        None => bar,
    };
    let track = Node::new("div", "track")
        .class("track")
        .set("role", "progressbar")
        .set("aria-label", label)
        .set("aria-valuemin", "0")
        .set("aria-valuemax", "100")
        .maybe("aria-valuenow", percent)
        .with([bar]);
    let words = Node::words("p", "label", label).class("text quiet").maybe("role", waits);
    Node::new("div", key.as_str()).class("progress").with([words, track])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_fetched_by_its_hash_and_says_what_it_is() {
        let dot = Some(hiroba_shared::protocol::slides::PagePoint { x: 65_535, y: 32_768 });
        let shown = PagePicture { hash: "ab".repeat(32), size: (1920, 1080), here: false, dot, points: true };
        let node = page(&Key::from("page"), &shown, "Page 2 of 9", PictureSize::Full);
        let sheet = &node.children[0];
        assert_eq!((sheet.styles["--ratio"].as_str(), sheet.attributes["data-points"].as_str()), ("1.7777", "page"));
        assert_eq!(sheet.children[0].attributes["src"], format!("/media/{}", "ab".repeat(32)));
        assert_eq!(sheet.children[0].attributes["alt"], "Page 2 of 9");
        assert_eq!(
            (sheet.children[1].styles["left"].as_str(), sheet.children[1].styles["top"].as_str()),
            ("100.00%", "50.00%")
        );
    }

    #[test]
    fn runs_of_squares_are_one_outline() {
        let squares = vec![Square::Open, Square::Open, Square::Door, Square::Open, Square::Closed, Square::Closed];
        let plan = Plan { size: (3, 2), squares, marks: vec![] };
        assert_eq!(outline(&plan, Square::Open), "M0 0h2v1h-2zM0 1h1v1h-1z");
        assert_eq!(outline(&plan, Square::Closed), "M1 1h2v1h-2z");
        assert_eq!(outline(&plan, Square::Stage), "");
    }
}
