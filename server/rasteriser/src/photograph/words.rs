//! Letters of the photograph: how wide texts are, and the lines that names make.
//!
//! Texts are measured as they will be drawn, fallback fonts and emoji included.

use resvg::usvg::{Node, Options, Tree};

/// A family that has both weights; other scripts come from the other fonts.
const FAMILY: &str = "Noto Sans";

/// How texts of one kind are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    /// Size of the letters.
    pub(super) size: f32,
    /// 400 or 600.
    pub(super) weight: u16,
    /// Their colour.
    pub(super) colour: &'static str,
}

impl Hand {
    /// A text as an element, its baseline at `y`, beginning at `x`.
    pub(super) fn from(self, x: f32, y: f32, text: &str) -> String {
        self.write(x, y, "start", text)
    }

    /// A text as an element, its baseline at `y`, its middle at `x`.
    pub(super) fn round(self, x: f32, y: f32, text: &str) -> String {
        self.write(x, y, "middle", text)
    }

    /// The same letters, no larger than `text` takes within `width`.
    pub(super) fn within(mut self, width: f32, text: &str, options: &Options<'_>) -> Self {
        let wide = self.widths(&[text], options).first().copied().unwrap_or(0.0);
        if wide > width {
            self.size *= width / wide;
        }
        self
    }

    /// How wide texts are.
    pub(super) fn widths(self, texts: &[&str], options: &Options<'_>) -> Vec<f32> {
        let written: String =
            texts.iter().map(|text| format!("<g id=\"t\">{}</g>", self.from(0.0, 0.0, text))).collect();
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{written}</svg>"#);
        let Ok(tree) = Tree::from_str(&svg, options) else { return vec![0.0; texts.len()] };
        let wide = |node: &Node| node.bounding_box().right().max(0.0);
        let widths: Vec<f32> = tree.root().children().iter().map(wide).collect();
        // A text without any letter leaves no element; then nothing can be said of the others either.
        if widths.len() == texts.len() { widths } else { vec![self.size * 8.0; texts.len()] }
    }

    fn write(self, x: f32, y: f32, anchor: &str, text: &str) -> String {
        let Self { size, weight, colour } = self;
        format!(
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="{FAMILY}" font-size="{size}" font-weight="{weight}" fill="{colour}">{}</text>"#,
            escaped(text)
        )
    }
}

/// Breaks things of these widths into lines, with a gap between them; answers which are in which line, and how wide it is.
pub(super) fn lines(widths: &[f32], gap: f32, most: f32) -> Vec<(std::ops::Range<usize>, f32)> {
    let mut lines: Vec<(std::ops::Range<usize>, f32)> = Vec::new();
    for (at, width) in widths.iter().enumerate() {
        match lines.last_mut() {
            Some((range, wide)) if *wide + gap + width <= most => {
                range.end = at + 1;
                *wide += gap + width;
            }
            Some(_) | None => lines.push((at..at + 1, *width)),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_and_not_overfilled() {
        let found = lines(&[30.0, 30.0, 30.0, 90.0, 10.0], 5.0, 100.0);
        assert_eq!(found, [(0..3, 100.0), (3..4, 90.0), (4..5, 10.0)]);
    }

    #[test]
    fn names_of_every_script_are_as_wide_as_they_are_drawn() {
        let hand = Hand { size: 100.0, weight: 400, colour: "#000000" };
        let widths =
            hand.widths(&["Ana", "山田花子", "Бат-Эрдэнэ", "<b>&", "สมชาย", "김철수", "🌸"], &super::super::options());
        assert_eq!(widths.len(), 7);
        assert!(widths.iter().all(|width| *width > 50.0), "{widths:?}");
        assert!((380.0..420.0).contains(&widths[1]), "four kanji are four letters wide: {widths:?}");
    }
}
