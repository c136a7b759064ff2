//! The look of everything that is not art: colours for light and dark, spacing, corners and the type scale.
//!
//! One source, `assets/theme.json`, serves panels, world texts and the pages of the browser. The file is part of the
//! program, so reading it can only fail in a test. No other file names a colour.

use bevy::prelude::{App, Color, ColorToPacked, Resource, Srgba};
use serde::Deserialize;

const SOURCE: &str = include_str!("../../assets/theme.json");

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(Theme::new(Shade::default()));
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shade {
    /// Dark texts on light ground.
    #[default]
    Light,
    /// Light texts on dark ground.
    Dark,
}

impl Shade {
    /// The shade with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// A colour as written in the theme, `#rrggbb` or `#rrggbbaa`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct Ink(Srgba);

impl Ink {
    /// The colour as Bevy draws it.
    #[must_use]
    pub const fn colour(self) -> Color {
        Color::Srgba(self.0)
    }

    /// The same with nothing shining through.
    #[must_use]
    pub const fn opaque(self) -> Self {
        Self(Srgba { alpha: 1.0, ..self.0 })
    }

    /// Red, green, blue and opacity as bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 4] {
        self.0.to_u8_array()
    }
}

impl TryFrom<String> for Ink {
    type Error = bevy::color::HexColorError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Srgba::hex(text).map(Self)
    }
}

/// The colours of one shade, by what they are for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say what each colour is for")]
pub struct Palette {
    pub ground: Ink,
    pub surface: Ink,
    pub raised: Ink,
    pub raised_hover: Ink,
    pub raised_press: Ink,
    pub sunken: Ink,
    pub line: Ink,
    pub text: Ink,
    pub quiet: Ink,
    pub accent: Ink,
    pub accent_hover: Ink,
    pub accent_press: Ink,
    pub on_accent: Ink,
    pub accent_soft: Ink,
    pub good: Ink,
    pub bad: Ink,
    pub bad_soft: Ink,
    pub bad_press: Ink,
    pub focus: Ink,
    pub shadow: Ink,
    pub veil: Ink,
    pub near: Ink,
    pub circle: Ink,
    pub room: Ink,
    pub direct: Ink,
    pub plate: Ink,
    pub on_plate: Ink,
    pub on_plate_quiet: Ink,
    pub staff: Ink,
    pub plan_closed: Ink,
    pub plan_open: Ink,
    pub plan_circle: Ink,
    pub plan_stage: Ink,
    pub plan_door: Ink,
    pub plan_quiet: Ink,
    pub plan_named: Ink,
}

/// Distances in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are a scale")]
pub struct Space {
    pub hair: f32,
    pub tight: f32,
    pub small: f32,
    pub medium: f32,
    pub large: f32,
    pub huge: f32,
}

/// Corners in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are a scale")]
pub struct Radius {
    pub small: f32,
    pub medium: f32,
    pub large: f32,
    pub round: f32,
}

/// Sizes of letters in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are a scale")]
pub struct TypeScale {
    pub small: f32,
    pub body: f32,
    pub strong: f32,
    pub heading: f32,
    pub title: f32,
    pub display: f32,
}

/// Sizes of things in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say what is that large")]
pub struct Size {
    pub control: f32,
    pub panel: f32,
    pub door: f32,
    pub dialog: f32,
    pub icon: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    light: Palette,
    dark: Palette,
    space: Space,
    radius: Radius,
    #[serde(rename = "type")]
    letters: TypeScale,
    size: Size,
}

/// The look in force.
#[derive(Debug, Clone, PartialEq, Resource)]
pub struct Theme {
    /// Which shade.
    pub shade: Shade,
    /// Its colours.
    pub ink: Palette,
    /// Distances.
    pub space: Space,
    /// Corners.
    pub radius: Radius,
    /// Sizes of letters.
    pub letters: TypeScale,
    /// Sizes of things.
    pub size: Size,
}

impl Theme {
    /// The theme of this shade.
    #[must_use]
    pub fn new(shade: Shade) -> Self {
        #[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
        let source: Source = serde_json::from_str(SOURCE).expect("assets/theme.json is a theme");
        let ink = match shade {
            Shade::Light => source.light,
            Shade::Dark => source.dark,
        };
        let Source { space, radius, letters, size, .. } = source;
        Self { shade, ink, space, radius, letters, size }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::color::Luminance;

    fn contrast(a: Ink, b: Ink) -> f32 {
        let (a, b) = (a.0.luminance(), b.0.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_stand_out_from_what_is_behind_them() {
        for shade in [Shade::Light, Shade::Dark] {
            let ink = Theme::new(shade).ink;
            let grounds = [ink.surface, ink.raised, ink.raised_hover, ink.sunken, ink.accent_soft, ink.ground];
            for (n, ground) in grounds.into_iter().enumerate() {
                assert!(contrast(ink.text, ground) >= 7.0, "text on ground {n} of {shade:?}");
                assert!(contrast(ink.quiet, ground) >= 4.5, "quiet text on ground {n} of {shade:?}");
            }
            for (text, ground, name) in [
                (ink.on_accent, ink.accent, "accent"),
                (ink.on_accent, ink.accent_hover, "accent under the pointer"),
                (ink.bad, ink.surface, "bad"),
                (ink.bad, ink.bad_soft, "bad on its soft ground"),
                (ink.good, ink.surface, "good"),
                (ink.accent, ink.surface, "accent as text"),
                (ink.staff, ink.surface, "staff"),
                (ink.text, ink.near, "near balloon"),
                (ink.text, ink.circle, "circle balloon"),
                (ink.text, ink.room, "room balloon"),
                (ink.text, ink.direct, "direct message"),
            ] {
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{name} of {shade:?} has {found:.2}");
            }
        }
    }
}
