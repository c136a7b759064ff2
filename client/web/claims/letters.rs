//! Letters on the canvas: pixels of the colour that was asked for, as wide as they may be, in any script.

use hiroba_web::pen::{Drawing, LARGEST, Pen, Script};

use crate::stage::run;

crate::named![
    letters_have_their_colour_and_nothing_lies_round_them,
    names_in_eight_scripts_have_ink,
    a_finer_screen_gets_twice_the_pixels,
    a_long_text_ends_its_lines_where_it_must,
    thai_is_broken_between_words_and_not_within,
    a_text_without_end_stays_within_its_bounds,
    without_a_segmenter_lines_end_at_spaces,
];

const PLAIN: Script<'static> =
    Script { text: "Hall", size: 20.0, weight: 400, colour: [200, 30, 40, 255], line_height: 1.25, width: None };

fn drawn(script: &Script<'_>, sharpness: f32) -> Drawing {
    let drawing = Pen::new().unwrap().draw(script, sharpness).unwrap();
    let (wide, high) = drawing.size;
    assert_eq!(drawing.rgba.len(), (wide * high * 4) as usize);
    drawing
}

/// Pixels that letters cover for the most part.
fn ink(drawing: &Drawing) -> Vec<[u8; 4]> {
    let pixels = drawing.rgba.chunks_exact(4).map(|pixel| <[u8; 4]>::try_from(pixel).unwrap());
    pixels.filter(|[.., alpha]| *alpha > 200).collect()
}

async fn letters_have_their_colour_and_nothing_lies_round_them() {
    let drawing = drawn(&PLAIN, 1.0);
    let ink = ink(&drawing);
    assert!(!ink.is_empty());
    for [red, green, blue, _] in ink {
        let off = [red.abs_diff(200), green.abs_diff(30), blue.abs_diff(40)];
        assert!(off.iter().all(|part| *part <= 4), "{red},{green},{blue}");
    }
    assert_eq!(drawing.rgba[3], 0, "the corner is clear");
    assert_eq!((drawing.size.0 % 2, drawing.size.1), (0, 25));
}

async fn names_in_eight_scripts_have_ink() {
    for text in ["Zoë", "髙橋", "Бат", "김민준", "ليلى", "प्रिया", "สมชาย", "ᠮᠣᠩᠭᠣᠯ"]
    {
        let drawing = drawn(&Script { text, ..PLAIN }, 2.0);
        assert!(ink(&drawing).len() > 20, "{text}: {} pixels", ink(&drawing).len());
    }
}

async fn a_finer_screen_gets_twice_the_pixels() {
    let (once, twice) = (drawn(&PLAIN, 1.0).size, drawn(&PLAIN, 2.0).size);
    assert!(twice.0.abs_diff(once.0 * 2) <= 6 && twice.1 == once.1 * 2, "{once:?} {twice:?}");
}

async fn a_long_text_ends_its_lines_where_it_must() {
    let text = "The town hall of a small harbour town";
    let (line, lines) =
        (drawn(&Script { text, ..PLAIN }, 1.0), drawn(&Script { text, width: Some(160.0), ..PLAIN }, 1.0));
    assert!(line.size.0 > 300 && line.size.1 == 25, "{:?}", line.size);
    assert!(lines.size.0 <= 164 && lines.size.1 >= 25 * 3, "{:?}", lines.size);
}

async fn thai_is_broken_between_words_and_not_within() {
    // "Hello" and a particle of politeness: the second begins a line of its own where both do not fit.
    let [whole, first] = ["สวัสดีครับ", "สวัสดี"].map(|text| drawn(&Script { text, ..PLAIN }, 1.0).size.0 as f32);
    let between = Script { text: "สวัสดีครับ", width: Some((whole + first) / 2.0), ..PLAIN };
    let lines = drawn(&between, 1.0);
    assert_eq!(lines.size.1, 50, "two lines");
    assert!((lines.size.0 as f32 - first).abs() <= 4.0, "{} is not as wide as the first word, {first}", lines.size.0);
}

async fn a_text_without_end_stays_within_its_bounds() {
    let text = "広場".repeat(5_000);
    for width in [None, Some(200.0)] {
        let (wide, high) = drawn(&Script { text: &text, width, ..PLAIN }, 3.0).size;
        assert!(wide as f32 <= LARGEST + 4.0 && high as f32 <= LARGEST, "{wide} x {high}");
    }
    assert!(drawn(&Script { text: "", ..PLAIN }, 1.0).size.0 > 0, "and nothing at all is no fault");
}

async fn without_a_segmenter_lines_end_at_spaces() {
    run("delete Intl.Segmenter");
    let lines = drawn(&Script { text: "one two three four", width: Some(60.0), ..PLAIN }, 1.0);
    assert!(lines.size.1 >= 50, "{:?}", lines.size);
}
