//! Pictures as files into pixels, by the browser's own decoder beside the frame loop.
//!
//! One small canvas for each; what is no picture is nothing.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// The pixels of a picture.
pub struct Decoded {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

/// The pixels of the picture in `bytes`; nothing when it is wider or higher than `most`. The browser decodes it
/// before its size is known and bounds that by itself; the limit keeps the pixels out of the program's memory, which never shrinks.
pub async fn decode(bytes: &[u8], most: u32) -> Option<Decoded> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let window = web_sys::window()?;
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(&blob).ok()?).await.ok()?;
    let bitmap: ImageBitmap = bitmap.dyn_into().ok()?;
    let fits = bitmap.width() <= most && bitmap.height() <= most;
    let pixels = if fits { read(&bitmap) } else { None };
    bitmap.close();
    pixels
}

fn read(bitmap: &ImageBitmap) -> Option<Decoded> {
    let (width, height) = (bitmap.width(), bitmap.height());
    let canvas: HtmlCanvasElement = web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let options = Object::new();
    // It is read back at once, so that the graphics card is no shorter way.
    Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context.draw_image_with_image_bitmap(bitmap, 0.0, 0.0).ok()?;
    let pixels = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height)).ok()?;
    Some(Decoded { width, height, rgba: pixels.data().0 })
}
