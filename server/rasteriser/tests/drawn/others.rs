//! Slides as other programs write them; `others/README.md` says how each file was made.

use hiroba_shared::deck::DeckFaultReason;

use crate::{draw, fault};

const BAR: [u8; 3] = [0, 102, 102];

#[test]
fn slides_of_the_programs_that_people_write_them_with_become_pages() {
    for (program, pdf) in [
        ("Chromium", include_bytes!("others/chromium.pdf").as_slice()),
        ("LibreOffice", include_bytes!("others/impress.pdf")),
        ("pdfTeX", include_bytes!("others/pdftex.pdf")),
        ("Ghostscript", include_bytes!("others/ghostscript.pdf")),
        ("qpdf, encrypted for all to read", include_bytes!("others/protected.pdf")),
    ] {
        let drawn = draw(pdf);
        let sizes = drawn.sizes();
        assert!(
            sizes.len() == 2 && sizes.iter().all(|(width, height)| *width == 1_920 && *height >= 1_070),
            "{program}: {sizes:?}"
        );
        for (index, page) in drawn.drawing.pages.iter().enumerate() {
            assert!(page.flaws.is_empty(), "{program}: {:?}", page.flaws);
            let pixels = drawn.pixels(index);
            let near = pixels.at(2, 50).iter().zip(BAR).all(|(drawn, meant)| drawn.abs_diff(meant) < 12);
            assert!(near, "{program}: the bar is {:?}", pixels.at(2, 50));
            assert!(pixels.ink() > 400, "{program}: {} dark pixels of letters", pixels.ink());
        }
        assert!(drawn.pixels(0).ink() > drawn.pixels(1).ink() * 5 / 4, "{program}: the first page says more");
    }
}

#[test]
fn what_one_half_sees_through_is_mixed_with_what_lies_below() {
    for pdf in [include_bytes!("others/chromium.pdf").as_slice(), include_bytes!("others/pdftex.pdf")] {
        let mixed = draw(pdf).pixels(0).at(80, 70);
        assert!(mixed[0] > 240 && mixed[1].abs_diff(128) < 16 && mixed[2].abs_diff(128) < 16, "{mixed:?}");
    }
}

#[test]
fn slides_that_only_a_password_opens_are_refused_as_such() {
    assert_eq!(fault(include_bytes!("others/locked.pdf")), (DeckFaultReason::NeedsPassword, None));
}
