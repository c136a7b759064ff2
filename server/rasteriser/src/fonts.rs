//! Letters for fonts that a PDF names and does not bring.
//!
//! The venue's own Noto fonts lie in the executable as they are: 8 MB that the system reads from the disk only where a
//! page needs them, which a compressed copy would have to be unpacked for in each process. Western fonts that every PDF
//! may count on come with hayro. Fonts that are in the file are never replaced.

use std::sync::Arc;

use hayro::hayro_interpret::font::{FallbackFontQuery, FontData, FontQuery};
use hayro::hayro_interpret::hayro_cmap::CidFamily;

static LATIN: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
static LATIN_BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-SemiBold.ttf");
static JAPANESE: &[u8] = include_bytes!("../../../assets/fonts/NotoSansJP-Regular.ttf");
static KOREAN: &[u8] = include_bytes!("../../../assets/fonts/NotoSansKR-Regular.ttf");
static CHINESE: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf");
static THAI: &[u8] = include_bytes!("../../../assets/fonts/NotoSansThai-Regular.ttf");

static EMOJI: &[u8] = include_bytes!("../../../assets/fonts/Twemoji.ttf");

/// Every font, in the order in which they are asked for a letter that the ones before lack.
pub(crate) static ALL: [&[u8]; 7] = [LATIN, LATIN_BOLD, JAPANESE, KOREAN, CHINESE, THAI, EMOJI];

/// Parts of names that tell a font's script, small letters; names in their own script reach us in many encodings.
static NAMES: [(&[u8], &[&str]); 4] = [
    (KOREAN, &["malgun", "batang", "gulim", "dotum", "nanum", "myeongjo", "-kr", "cjkkr", "applesd", "applegothic"]),
    (
        JAPANESE,
        &[
            "gothic", "mincho", "meiryo", "yugo", "yumin", "hiragino", "hirakaku", "kozmin", "kozgo", "ipaex", "-jp",
            "cjkjp",
        ],
    ),
    (
        CHINESE,
        &[
            "simsun", "simhei", "fangsong", "kaiti", "songti", "heiti", "yahei", "jhenghei", "mingliu", "pingfang",
            "dengxian", "-sc", "-tc", "cjksc", "cjktc", "stsong", "stheiti",
        ],
    ),
    (THAI, &["thai", "angsana", "cordia", "browallia", "sarabun", "leelawad", "thsarabun"]),
];

/// The western families whose letters and widths hayro brings.
const WESTERN: [&str; 5] = ["arial", "helvetica", "times", "courier", "symbol"];

/// The font to draw with, where the file brings none.
pub(crate) fn resolve(query: &FontQuery) -> Option<(FontData, u32)> {
    match query {
        FontQuery::Standard(standard) => Some(standard.get_font_data()),
        FontQuery::Fallback(wanted) => Some(match ours(wanted) {
            Some(font) => (Arc::new(font), 0),
            None => wanted.pick_standard_font().get_font_data(),
        }),
    }
}

fn ours(wanted: &FallbackFontQuery) -> Option<&'static [u8]> {
    let by_collection = wanted.character_collection.as_ref().and_then(|collection| match collection.family {
        CidFamily::AdobeJapan1 => Some(JAPANESE),
        CidFamily::AdobeKorea1 => Some(KOREAN),
        CidFamily::AdobeGB1 | CidFamily::AdobeCNS1 => Some(CHINESE),
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => None,
    });
    let name: String = [&wanted.post_script_name, &wanted.font_name, &wanted.font_family]
        .into_iter()
        .flatten()
        .flat_map(|name| name.chars().chain([' ']))
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let names = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let by_name = || NAMES.iter().find(|(_, parts)| names(parts)).map(|(font, _)| *font);
    let latin = || {
        let western = wanted.is_fixed_pitch || wanted.is_serif || names(&WESTERN);
        (!western).then_some(if wanted.is_bold || wanted.font_weight >= 600 { LATIN_BOLD } else { LATIN })
    };
    by_collection.or_else(by_name).or_else(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<&'static [u8]> {
        ours(&FallbackFontQuery { post_script_name: Some(name.to_owned()), ..FallbackFontQuery::default() })
    }

    #[test]
    fn a_font_is_replaced_by_one_of_its_script() {
        for (name, font) in [
            ("MS-PGothic", JAPANESE),
            ("YuMincho-Regular", JAPANESE),
            ("MalgunGothicBold", KOREAN),
            ("MicrosoftYaHei", CHINESE),
            ("AngsanaNew", THAI),
            ("Calibri", LATIN),
        ] {
            assert!(named(name).is_some_and(|found| std::ptr::eq(found, font)), "{name}");
        }
        assert_eq!(named("Arial-BoldMT"), None, "hayro brings it");
    }
}
