//! One canvas beside the page on which every text is drawn before it goes to the graphics card.
//!
//! Thin: where lines end is decided by `lines`. A canvas that fails draws nothing; it never throws from here.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::text_world::budget::LARGEST;
use crate::text_world::lines::{from_units, opportunities, wrap};
use crate::text_world::{Weight, Writing};

/// The reader's own fonts; names of common ones, so that scripts look alike where the system lets one choose.
const FAMILIES: &str = "system-ui, 'Noto Sans', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans Thai', \
                        'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Twemoji Mozilla', sans-serif";
/// Side of the canvas, which holds the largest text.
const SIDE: u32 = 1_024;

/// The canvas and the browser's sense of words.
pub(super) struct Pen {
    context: CanvasRenderingContext2d,
    words: Option<Intl::Segmenter>,
}

/// The pixels of a text.
pub(super) struct Drawing {
    pub(super) size: (u32, u32),
    pub(super) rgba: Vec<u8>,
}

impl Pen {
    /// A canvas that is read back often, so that browsers keep it out of the graphics card.
    pub(super) fn new() -> Option<Self> {
        let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        canvas.set_width(SIDE);
        canvas.set_height(SIDE);
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        Some(Self { context: context.dyn_into().ok()?, words: segmenter() })
    }

    /// Pixels along a world unit of this writing; less than wished for one that would be too large.
    pub(super) fn scale(&self, writing: &Writing, wanted: f32) -> f32 {
        let longest = writing.width.unwrap_or(writing.size * writing.text.chars().count() as f32 * 1.1);
        wanted.min(LARGEST / longest.max(1.0))
    }

    /// Draws a writing with `sharpness` pixels along a world unit.
    pub(super) fn draw(&self, writing: &Writing, sharpness: f32) -> Option<Drawing> {
        let scale = self.scale(writing, sharpness);
        let size = writing.size * scale;
        let weight = match writing.weight {
            Weight::Plain => 400,
            Weight::Strong => 600,
        };
        self.context.set_font(&format!("{weight} {size}px {FAMILIES}"));
        let measure = |text: &str| self.context.measure_text(text).map_or(0.0, |metrics| metrics.width() as f32);
        let lines: Vec<&str> = match writing.width {
            Some(width) => {
                let places = opportunities(&writing.text, self.words(&writing.text).as_deref());
                let ranges = wrap(&writing.text, width * scale, &places, measure);
                ranges.into_iter().filter_map(|line| writing.text.get(line)).collect()
            }
            None => vec![writing.text.as_str()],
        };
        // An even width has its middle between two pixels, as the places of plates do.
        let widest = lines.iter().map(|line| measure(line)).fold(0.0, f32::max).min(LARGEST);
        let width = (widest.ceil() as u32 + 2).next_multiple_of(2);
        let step = writing.line_height * size;
        let height = (step * lines.len() as f32).min(LARGEST).ceil() as u32;
        self.ink(writing, &lines, (width, height), (size, step))
    }

    fn ink(
        &self,
        writing: &Writing,
        lines: &[&str],
        (width, height): (u32, u32),
        (size, step): (f32, f32),
    ) -> Option<Drawing> {
        let (wide, high) = (f64::from(width), f64::from(height));
        self.context.clear_rect(0.0, 0.0, wide, high);
        let [red, green, blue, alpha] = writing.colour.bytes();
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
