//! PDFs as other programs make them.

use crate::writer::{SHEET, Writer};

/// Resources with one font.
pub(crate) fn with_font(font: usize) -> String {
    format!("{SHEET} /Resources << /Font << /F {font} 0 R >> >>")
}

/// A page's content that shows the bytes of a text.
pub(crate) fn showing(text: &[u8]) -> Vec<u8> {
    let letters: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("BT /F 120 Tf 40 150 Td <{letters}> Tj ET").into_bytes()
}

/// A page of each text in a font of an Asian collection that the file does not bring.
pub(crate) fn without_its_font(encoding: &str, ordering: &str, texts: &[&[u8]]) -> Vec<u8> {
    let mut pdf = Writer::new();
    let described = pdf.object(&format!(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Unheard-Of /CIDSystemInfo << /Registry (Adobe) /Ordering \
         ({ordering}) /Supplement 2 >> /DW 1000 >>"
    ));
    let font = pdf.object(&format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Unheard-Of /Encoding /{encoding} /DescendantFonts [{described} 0 R] >>"
    ));
    for text in texts {
        pdf.page(&with_font(font), &showing(text));
    }
    pdf.finish()
}

/// A page of glyphs in a font that the file brings.
pub(crate) fn with_its_font(font: &[u8], glyphs: &[u8]) -> Vec<u8> {
    let mut pdf = Writer::new();
    let file = pdf.packed(&format!("/Length1 {}", font.len()), font);
    let descriptor = pdf.object(&format!(
        "<< /Type /FontDescriptor /FontName /Brought /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 \
         /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 {file} 0 R >>"
    ));
    let described = pdf.object(&format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Brought /CIDSystemInfo << /Registry (Adobe) /Ordering \
         (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 700 >>"
    ));
    let font = pdf.object(&format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Brought /Encoding /Identity-H /DescendantFonts [{described} 0 R] >>"
    ));
    pdf.page(&with_font(font), &showing(glyphs));
    pdf.finish()
}

/// Pages that say their number in the font every reader has.
pub(crate) fn numbered(pages: usize) -> Vec<u8> {
    let mut pdf = Writer::new();
    let font = helvetica(&mut pdf);
    for page in 1..=pages {
        pdf.page(&with_font(font), &showing(page.to_string().as_bytes()));
    }
    pdf.finish()
}

/// Helvetica.
pub(crate) fn helvetica(pdf: &mut Writer) -> usize {
    pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
}

/// A page that is one picture, as a scanner makes it.
pub(crate) fn scanned(width: u32, height: u32) -> Vec<u8> {
    scans(1, (width, height))
}

/// So many sheets with the same scan on each.
pub(crate) fn scans(pages: u32, (width, height): (u32, u32)) -> Vec<u8> {
    let paper = |x: u32, y: u32| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13 & 7;
        let line = y % 60 < 20 && x % 50 < 30 && (width / 8..width * 7 / 8).contains(&x);
        (if line { 20 } else { 240 } + noise) as u8
    };
    let grey: Vec<u8> = (0..height).flat_map(|y| (0..width).map(move |x| paper(x, y))).collect();
    let mut pdf = Writer::new();
    let entries = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    );
    let picture = pdf.packed(&entries, &grey);
    let page = format!("/MediaBox [0 0 595 842] /Resources << /XObject << /P {picture} 0 R >> >>");
    for _ in 0..pages {
        pdf.page(&page, b"q 595 0 0 842 0 0 cm /P Do Q");
    }
    pdf.finish()
}
