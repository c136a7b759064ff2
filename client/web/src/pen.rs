//! One canvas beside the page on which every text is drawn before it goes to the graphics card.
//!
//! Thin: where lines end is decided by `lines`. A canvas that fails draws nothing; it never throws from here.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::lines::{from_units, opportunities, wrap};

/// The reader's own fonts; names of common ones, so that scripts look alike where the system lets one choose.
const FAMILIES: &str = "system-ui, 'Noto Sans', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans Thai', \
                        'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Twemoji Mozilla', sans-serif";
/// Side of the canvas, which holds the largest text.
const SIDE: u32 = 1_024;
/// Most pixels of a text along either side.
pub const LARGEST: f32 = 1_000.0;

/// A text and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct Script<'a> {
    /// The letters.
    pub text: &'a str,
    /// Units of a letter's body.
    pub size: f32,
    /// From 100 to 900, as style sheets count.
    pub weight: u16,
    /// Red, green, blue and how opaque.
    pub colour: [u8; 4],
    /// From line to line, as a multiple of the size.
    pub line_height: f32,
    /// Units at which lines end; one line without.
    pub width: Option<f32>,
}

/// The canvas and the browser's sense of words.
pub struct Pen {
    context: CanvasRenderingContext2d,
    words: Option<Intl::Segmenter>,
}

/// The pixels of a text.
pub struct Drawing {
    /// Width and height.
    pub size: (u32, u32),
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl Pen {
    /// A canvas that is read back often, so that browsers keep it out of the graphics card.
    pub fn new() -> Option<Self> {
        let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        canvas.set_width(SIDE);
        canvas.set_height(SIDE);
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        Some(Self { context: context.dyn_into().ok()?, words: segmenter() })
    }

    /// Pixels along a unit of this text; less than wished for one that would be too large.
    pub fn scale(&self, script: &Script<'_>, wanted: f32) -> f32 {
        let longest = script.width.unwrap_or(script.size * script.text.chars().count() as f32 * 1.1);
        wanted.min(LARGEST / longest.max(1.0))
    }

    /// Draws a text with `sharpness` pixels along a unit.
    pub fn draw(&self, script: &Script<'_>, sharpness: f32) -> Option<Drawing> {
        let scale = self.scale(script, sharpness);
        let size = script.size * scale;
        self.context.set_font(&format!("{} {size}px {FAMILIES}", script.weight));
        let measure = |text: &str| self.context.measure_text(text).map_or(0.0, |metrics| metrics.width() as f32);
        let lines: Vec<&str> = match script.width {
            Some(width) => {
                let places = opportunities(script.text, self.words(script.text).as_deref());
                let ranges = wrap(script.text, width * scale, &places, measure);
                ranges.into_iter().filter_map(|line| script.text.get(line)).collect()
            }
            None => vec![script.text],
        };
        // An even width has its middle between two pixels, as the places of plates do.
        let widest = lines.iter().map(|line| measure(line)).fold(0.0, f32::max).min(LARGEST);
        let width = (widest.ceil() as u32 + 2).next_multiple_of(2);
        let step = script.line_height * size;
        let height = (step * lines.len() as f32).min(LARGEST).ceil() as u32;
        self.ink(script, &lines, (width, height), (size, step))
    }

    fn ink(
        &self,
        script: &Script<'_>,
        lines: &[&str],
        (width, height): (u32, u32),
        (size, step): (f32, f32),
    ) -> Option<Drawing> {
        let (wide, high) = (f64::from(width), f64::from(height));
        self.context.clear_rect(0.0, 0.0, wide, high);
        let [red, green, blue, alpha] = script.colour;
        self.context.set_fill_style_str(&format!("rgba({red},{green},{blue},{})", f32::from(alpha) / 255.0));
        self.context.set_text_align("center");
        self.context.set_text_baseline("alphabetic");
        for (n, line) in (0u16..).zip(lines) {
            // The middle of a capital letter is about 0.36 of the size above the line it stands on.
            let foot = f32::from(n) * step + step / 2.0 + size * 0.36;
            self.context.fill_text(line, wide / 2.0, f64::from(foot.round())).ok()?;
        }
        let pixels = self.context.get_image_data(0.0, 0.0, wide, high).ok()?;
        Some(Drawing { size: (width, height), rgba: pixels.data().0 })
    }

    /// Where the browser says that words begin.
    fn words(&self, text: &str) -> Option<Vec<usize>> {
        let segments = self.words.as_ref()?.segment(text);
        let segments = js_sys::try_iter(&segments).ok()??;
        let starts = segments.filter_map(Result::ok).filter_map(|segment| {
            let index = Reflect::get(&segment, &"index".into()).ok()?.as_f64()?;
            Some(index as usize)
        });
        let starts: Vec<usize> = starts.collect();
        Some(from_units(text, &starts))
    }
}

/// The browser's segmenter for words, where it has one: asked for by name first, because making one that is not there
/// would throw.
fn segmenter() -> Option<Intl::Segmenter> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let known = Reflect::get(&intl, &"Segmenter".into()).ok()?;
    if !known.is_function() {
        return None;
    }
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    Some(Intl::Segmenter::new(&Array::new(), &options))
}
