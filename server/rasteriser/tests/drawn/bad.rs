//! Files that do not become pages: each has its reason, and the process that met them kept within its limits.

use std::ops::ControlFlow;

use hiroba_pages::rasteriser::Rasteriser;
use hiroba_shared::deck::DeckFaultReason::{
    NeedsPassword, NoPages, NotPdf, NotStored, TooManyPages, TooMuchMemory, TooSlow, Undrawable,
};
use hiroba_shared::deck::MOST_PAGES;

use crate::samples::numbered;
use crate::writer::{SHEET, Writer, packed, zeros};
use crate::{draw, fault, try_draw};

#[test]
fn what_is_no_pdf_is_told_as_such() {
    for file in [b"".as_slice(), b"PK\x03\x04 slides.pptx", b"%PDF-1.7\n", &[0xFF; 4_096]] {
        let (reason, page) = fault(file);
        assert!(matches!(reason, NotPdf | NoPages) && page.is_none(), "{reason:?}");
    }
}

#[test]
fn a_file_without_pages_or_with_too_many_is_told_as_such() {
    let (reason, _) = fault(&Writer::new().finish());
    assert!(matches!(reason, NotPdf | NoPages), "{reason:?}");
    assert_eq!(fault(&numbered(usize::from(MOST_PAGES) + 1)), (TooManyPages, None));
}

#[test]
fn a_file_with_a_password_says_so() {
    let mut pdf = Writer::new();
    pdf.page(SHEET, b"");
    let secret = "ab".repeat(32);
    let encryption =
        pdf.object(&format!("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{secret}> /U <{secret}> >>"));
    pdf.trailer = format!("/Encrypt {encryption} 0 R /ID [<00> <00>]");
    assert_eq!(fault(&pdf.finish()), (NeedsPassword, None));
}

#[test]
fn a_bomb_ends_at_the_limit_and_on_its_page() {
    // Some hundred kilobytes that unpack to four gigabytes.
    let bomb = packed(&zeros(2_000_000));
    assert!(bomb.len() < 500_000, "{} bytes", bomb.len());
    let mut pdf = Writer::new();
    pdf.page(SHEET, b"");
    let content = pdf.stream("/Filter [/FlateDecode /FlateDecode]", &bomb);
    pdf.page_of(SHEET, content);
    assert_eq!(fault(&pdf.finish()), (TooMuchMemory, Some(2)));
}

#[test]
fn a_picture_that_says_it_is_immense_harms_nobody() {
    let mut pdf = Writer::new();
    let entries =
        "/Type /XObject /Subtype /Image /Width 200000 /Height 200000 /ColorSpace /DeviceRGB /BitsPerComponent 8";
    let picture = pdf.packed(entries, &[0; 1_000]);
    let page = format!("{SHEET} /Resources << /XObject << /P {picture} 0 R >> >>");
    pdf.page(&page, b"q 720 0 0 405 0 0 cm /P Do Q");
    match try_draw(&pdf.finish()) {
        Ok(drawn) => assert!(drawn.drawing.peak_bytes < 1 << 30),
        Err(fault) => assert!(matches!(fault.reason, TooMuchMemory | Undrawable), "{fault:?}"),
    }
}

#[test]
fn deep_nesting_ends_in_pages_or_a_reason() {
    let deep = 50_000;
    let mut lists = Writer::new();
    lists.page(SHEET, [b"[".repeat(deep), b"]".repeat(deep), b" 0 d 0 0 m 9 9 l S".to_vec()].concat().as_slice());
    let mut states = Writer::new();
    states.page(SHEET, &b"q ".repeat(deep));
    let mut objects = Writer::new();
    objects.catalogue = format!("/Odd {}{}", "<< /A ".repeat(deep), ">>".repeat(deep));
    objects.page(SHEET, b"");
    // A form that shows itself, and one that clips and shows itself.
    let mut forms = Writer::new();
    let number = 3;
    let entries =
        format!("/Type /XObject /Subtype /Form /BBox [0 0 720 405] /Resources << /XObject << /F {number} 0 R >> >>");
    assert_eq!(forms.stream(&entries, b"q 0 0 99 99 re W n /F Do Q"), number);
    forms.page(&format!("{SHEET} /Resources << /XObject << /F {number} 0 R >> >>"), b"/F Do");
    for (name, pdf) in [("lists", lists), ("states", states), ("objects", objects), ("forms", forms)] {
        match try_draw(&pdf.finish()) {
            Ok(drawn) => assert_eq!(drawn.drawing.pages.len(), 1, "{name}"),
            Err(fault) => {
                assert!(matches!(fault.reason, NotPdf | Undrawable | TooMuchMemory | TooSlow), "{name}: {fault:?}");
            }
        }
    }
}

#[test]
fn whoever_watches_can_end_it_and_the_next_deck_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deck.pdf");
    std::fs::write(&file, numbered(100)).unwrap();
    let rasteriser = Rasteriser::new(env!("CARGO_BIN_EXE_hiroba-rasteriser").into());
    let open = || std::fs::File::open(&file).unwrap();
    let ended = rasteriser.draw(open(), folder.path(), &mut |progress| {
        if progress.drawn > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(ended.unwrap_err().reason, NotStored);
    assert_eq!(draw(&numbered(1)).drawing.pages.len(), 1);
}

#[test]
fn an_executable_that_says_nonsense_makes_no_deck() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deck.pdf");
    std::fs::write(&file, numbered(1)).unwrap();
    for executable in ["/bin/echo", "/bin/false", "/bin/does-not-exist"] {
        let open = std::fs::File::open(&file).unwrap();
        let drawn = Rasteriser::new(executable.into()).draw(open, folder.path(), &mut |_| ControlFlow::Continue(()));
        assert!(matches!(drawn.unwrap_err().reason, Undrawable | NotStored), "{executable}");
    }
}
