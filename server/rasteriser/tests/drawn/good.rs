//! Files that become pages.

use crate::samples::{helvetica, numbered, scanned, showing, with_font, with_its_font, without_its_font};
use crate::writer::{SHEET, Writer};
use crate::{draw, try_draw};

/// A page with a red corner at its upper left, where it lies as written.
const CORNER: &[u8] = b"1 0 0 rg 0 305 200 100 re f";
const RED: [u8; 3] = [255, 0, 0];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn a_sheet_fills_the_width_of_a_screen() {
    let drawn = draw(&numbered(3));
    assert_eq!(drawn.sizes(), [(1_920, 1_080); 3]);
    let small = drawn.pixels(0);
    assert_eq!((small.width, small.height), (960, 540));
    assert!(drawn.pixels(1) != drawn.pixels(2), "each page shows its own number");
}

#[test]
fn how_far_it_is_is_told_page_by_page() {
    let told = draw(&numbered(3)).told;
    assert!(told.windows(2).all(|two| two[0].drawn <= two[1].drawn && two[0].pages <= two[1].pages));
    assert!(told.iter().any(|progress| progress.pages == 3 && progress.drawn == 2));
}

#[test]
fn a_font_in_the_file_is_used() {
    let thai = include_bytes!("../../../../assets/fonts/NotoSansThai-Regular.ttf");
    let drawn = draw(&with_its_font(thai, &[0, 20, 0, 21, 0, 22]));
    assert!(drawn.pixels(0).ink() > 500, "letters are seen");
    assert!(drawn.drawing.pages[0].flaws.is_empty());
}

#[test]
fn asian_letters_without_their_font_are_drawn_in_ours() {
    // Two different letters of each, so that boxes in place of letters would look alike.
    for (encoding, ordering, texts) in [
        ("90ms-RKSJ-H", "Japan1", [b"\x93\xfa".as_slice(), b"\x96\x7b"]),
        ("UniJIS-UTF16-H", "Japan1", [&[0x65, 0xE5], &[0x67, 0x2C]]),
        ("UniGB-UCS2-H", "GB1", [&[0x4E, 0x2D], &[0x65, 0x87]]),
        ("ETen-B5-H", "CNS1", [b"\xa4\xa4", b"\xa4\xe5"]),
        ("KSCms-UHC-H", "Korea1", [b"\xb0\xa1", b"\xc7\xd1"]),
    ] {
        let drawn = draw(&without_its_font(encoding, ordering, &texts));
        let (first, second) = (drawn.pixels(0), drawn.pixels(1));
        assert!(first.ink() > 500 && second.ink() > 500, "{encoding}: {} and {} dark", first.ink(), second.ink());
        assert!(first != second, "{encoding}: letters are told apart");
    }
}

#[test]
fn a_page_lies_as_its_file_says() {
    for (entries, corner, size) in [
        ("", (5, 5), (1_920, 1_080)),
        ("/Rotate 90", (95, 5), (1_080, 1_920)),
        ("/Rotate 180", (95, 95), (1_920, 1_080)),
        ("/Rotate 270", (5, 95), (1_080, 1_920)),
        ("/CropBox [0 205 400 405]", (5, 5), (1_920, 960)),
    ] {
        let mut pdf = Writer::new();
        pdf.page(&format!("{SHEET} {entries}"), CORNER);
        let drawn = draw(&pdf.finish());
        assert_eq!(drawn.sizes(), [size], "{entries}");
        let pixels = drawn.pixels(0);
        assert_eq!(pixels.at(corner.0, corner.1), RED, "{entries}");
        assert_eq!(pixels.at(100 - corner.0, 100 - corner.1), WHITE, "{entries}");
    }
    let mut pdf = Writer::new();
    pdf.page("/MediaBox [0 0 595 842]", b"");
    assert_eq!(draw(&pdf.finish()).sizes(), [(1_357, 1_920)], "an upright page is as high as a wide one is wide");
}

#[test]
fn a_page_of_thirty_metres_is_a_thin_picture() {
    let mut pdf = Writer::new();
    pdf.page("/MediaBox [0 0 85039 600]", CORNER);
    let drawn = draw(&pdf.finish());
    assert_eq!(drawn.sizes(), [(1_920, 14)]);
    assert!(drawn.drawing.peak_bytes < 300 << 20);
}

#[test]
fn a_scanned_page_is_read() {
    let drawn = draw(&scanned(2_480, 3_508));
    assert_eq!(drawn.sizes(), [(1_357, 1_920)]);
    assert!(drawn.pixels(0).ink() > 10_000);
    assert!(drawn.drawing.pages[0].large.bytes < 1_500_000, "{} bytes", drawn.drawing.pages[0].large.bytes);
}

#[test]
fn two_hundred_pages_keep_within_their_memory() {
    let drawn = draw(&numbered(200));
    assert_eq!(drawn.drawing.pages.len(), 200);
    assert!(drawn.drawing.peak_bytes < 400 << 20, "{} MiB", drawn.drawing.peak_bytes >> 20);
}

#[test]
fn scripts_in_a_file_are_not_run_and_do_no_harm() {
    let mut pdf = Writer::new();
    let font = helvetica(&mut pdf);
    pdf.catalogue = "/OpenAction << /S /JavaScript /JS (while (true) { app.alert\\(1\\); }) >>".to_owned();
    pdf.page(&with_font(font), &showing(b"calm"));
    assert!(draw(&pdf.finish()).pixels(0).ink() > 500);
}

#[test]
fn a_file_with_a_broken_table_is_read_by_what_is_in_it() {
    let good = numbered(2);
    let whole = draw(&good).pixels(1);
    let text = String::from_utf8_lossy(&good).into_owned();
    let table = text.rfind("xref\n0").unwrap();
    let mut broken = good.clone();
    broken[table..table + 40].fill(b'#');
    assert!(draw(&broken).pixels(1) == whole, "the table is not needed");
    // Cut off before the table; the objects are there.
    assert!(draw(&good[..text.find("xref\n0").unwrap()]).pixels(1) == whole, "nor the end");
}

#[test]
fn a_cut_off_file_is_what_is_left_or_no_deck() {
    let good = numbered(4);
    for cut in [good.len() / 4, good.len() / 2, good.len() - 30] {
        if let Ok(drawn) = try_draw(&good[..cut]) {
            assert!((1..=4).contains(&drawn.drawing.pages.len()), "cut at {cut}");
        }
    }
}
