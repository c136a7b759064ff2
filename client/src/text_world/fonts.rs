//! The letters: shipped fonts for every script people here write, with fallbacks from one to the next.
//!
//! No system font is counted on. The fonts are part of the program and stay for ever: the engine forgets fallbacks
//! when a font is taken away, so none ever is.

use bevy::prelude::*;
use bevy::text::FontCx;
use parley::FontContext;
use parley::fontique::{Blob, FamilyId, GenericFamily, Script};
use std::sync::Arc;

/// The family that texts ask for; the others stand in where it has no letter.
pub const FAMILY: &str = "Noto Sans";

/// The shipped files, the first family first.
const FILES: [&[u8]; 7] = [
    include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansJP-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansKR-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../../assets/fonts/Twemoji.ttf"),
];

/// For each script the families to look in, best first.
const FALLBACKS: [(&[u8; 4], &[&str]); 15] = [
    (b"Latn", &["Noto Sans"]),
    (b"Cyrl", &["Noto Sans"]),
    (b"Grek", &["Noto Sans"]),
    (b"Deva", &["Noto Sans"]),
    (b"Hira", &["Noto Sans JP"]),
    (b"Kana", &["Noto Sans JP"]),
    (b"Hani", &["Noto Sans JP", "Noto Sans SC", "Noto Sans KR"]),
    (b"Hans", &["Noto Sans SC", "Noto Sans JP"]),
    (b"Hant", &["Noto Sans JP", "Noto Sans SC"]),
    (b"Bopo", &["Noto Sans SC", "Noto Sans JP"]),
    (b"Hang", &["Noto Sans KR"]),
    (b"Thai", &["Noto Sans Thai"]),
    (b"Zyyy", &["Noto Sans", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR", "Twemoji Mozilla"]),
    (b"Zinh", &["Noto Sans", "Noto Sans JP", "Twemoji Mozilla"]),
    (b"Zzzz", &["Noto Sans", "Noto Sans JP", "Twemoji Mozilla"]),
];

/// Puts the letters where the engine looks for them; nothing where there is no engine for texts.
pub(super) fn install(app: &mut App) {
    if let Some(mut context) = app.world_mut().get_resource_mut::<FontCx>() {
        register(&mut context.context);
    }
}

fn register(context: &mut FontContext) {
    for file in FILES {
        context.collection.register_fonts(Blob::new(Arc::new(file)), None);
    }
    for (script, families) in FALLBACKS {
        let families: Vec<FamilyId> = families.iter().filter_map(|name| context.collection.family_id(name)).collect();
        context.collection.append_fallbacks(Script::from_bytes(*script), families.into_iter());
    }
    let family = |context: &mut FontContext, name| context.collection.family_id(name).into_iter();
    let sans = family(context, FAMILY);
    context.collection.set_generic_families(GenericFamily::SansSerif, sans);
    let emoji = family(context, "Twemoji Mozilla");
    context.collection.set_generic_families(GenericFamily::Emoji, emoji);
}

#[cfg(test)]
mod tests {
    use super::*;
    use parley::{LayoutContext, PositionedLayoutItem, StyleProperty};

    /// The names of the families whose glyphs draw `text`, and how many letters none of them has.
    fn laid_out(text: &str, weight: f32) -> (usize, usize) {
        let mut fonts = FontContext::default();
        register(&mut fonts);
        let mut layouts: LayoutContext<()> = LayoutContext::new();
        let mut builder = layouts.ranged_builder(&mut fonts, text, 1.0, true);
        builder.push_default(StyleProperty::FontFamily(FAMILY.into()));
        builder.push_default(StyleProperty::FontWeight(parley::FontWeight::new(weight)));
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        let runs = layout.lines().flat_map(|line| {
            let runs = line.items().filter_map(|item| match item {
                PositionedLayoutItem::GlyphRun(run) => Some(run.glyphs().map(|glyph| glyph.id).collect::<Vec<_>>()),
                PositionedLayoutItem::InlineBox(_) => None,
            });
            runs.flatten().collect::<Vec<_>>()
        });
        let glyphs: Vec<u32> = runs.collect();
        (glyphs.len(), glyphs.iter().filter(|glyph| **glyph == 0).count())
    }

    const SAMPLE: [&str; 14] = [
        "山田 花子",
        "髙橋 﨑",
        "カタカナ・ひらがな",
        "Бат-Эрдэнэ Өвгөн Үүлэн",
        "สมชาย",
        "देवनागरी",
        "김철수",
        "陈伟",
        "陳偉",
        "Nguyễn",
        "Ελλάδα",
        "🌸",
        "🇯🇵🇲🇳🇮🇩",
        "👩🏽‍🔬👋🏿❤️",
    ];

    #[test]
    fn no_name_of_the_sample_has_a_missing_glyph() {
        for weight in [400.0, 600.0] {
            for name in SAMPLE {
                let (glyphs, missing) = laid_out(name, weight);
                assert!(glyphs > 0 && missing == 0, "{name}: {missing} of {glyphs} glyphs missing");
            }
        }
    }

    #[test]
    fn a_flag_is_one_glyph_and_not_two_letters() {
        assert_eq!(laid_out("🇯🇵", 400.0), (1, 0));
    }

    #[test]
    fn a_script_without_a_font_is_seen_as_missing() {
        assert!(laid_out("ᚠᚢᚦ", 400.0).1 > 0, "otherwise the test above could not fail");
    }
}
