//! The venue's theme as style sheet: every colour, distance and size of `assets/theme.json` as a custom property.
//!
//! Names follow the file: `raised_hover` of a shade is `--raised-hover`, `small` under `space` is `--space-small`.
//! Distances are pixels; sizes of letters follow the reader's own size.

use std::fmt::Write;

use anyhow::{Context, bail};
use serde_json::{Map, Value};

const SOURCE: &str = include_str!("../../../../assets/theme.json");
/// Pixels of a letter at the size browsers start with.
const ROOT_PIXELS: f64 = 16.0;

/// The style sheet.
pub(super) fn css() -> anyhow::Result<String> {
    let theme: Map<String, Value> = serde_json::from_str(SOURCE).context("assets/theme.json is no theme")?;
    let (mut light, mut dark, mut sizes) = (String::new(), String::new(), String::new());
    for (group, values) in &theme {
        let values = values.as_object().with_context(|| format!("{group} of the theme holds no values"))?;
        for (name, value) in values {
            let name = name.replace('_', "-");
            match (group.as_str(), value) {
                ("light", Value::String(colour)) => write!(light, "--{name}:{colour};")?,
                ("dark", Value::String(colour)) => write!(dark, "--{name}:{colour};")?,
                ("type", Value::Number(pixels)) => {
                    let letters = pixels.as_f64().unwrap_or(ROOT_PIXELS) / ROOT_PIXELS;
                    write!(sizes, "--type-{name}:{letters}rem;")?;
                }
                (_, Value::Number(pixels)) => write!(sizes, "--{group}-{name}:{pixels}px;")?,
                _ => bail!("{name} under {group} of the theme is neither a colour nor a size"),
            }
        }
    }
    Ok(format!(
        ":root{{color-scheme:light;{light}{sizes}}}\n\
         @media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n\
         :root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_the_theme_is_a_property_in_both_shades() {
        let css = css().unwrap();
        assert_eq!(css.matches("--raised-hover:").count(), 3, "{css}");
        for property in ["--space-small:8px;", "--type-display:1.875rem;", "--radius-medium:10px;", "--size-control:"] {
            assert!(css.contains(property), "{property} in {css}");
        }
    }
}
