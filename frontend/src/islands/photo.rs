//! The work behind `PhotoShrink`: decode, draw smaller, judge the light, write as JPEG.

use js_sys::{Array, Promise};
use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, CanvasRenderingContext2d, DataTransfer, File, FilePropertyBag, HtmlCanvasElement,
    HtmlElement, HtmlInputElement, ImageBitmap,
};

use super::dom;

/// Longest side in pixels.
const LONGEST: u32 = 1600;
/// Shorter sides below this look poor on the product page.
const SMALLEST: u32 = 600;
/// Mean brightness below this is too dark, of 255.
const DARK: u32 = 62;
/// Bytes to stay below.
const BYTES: f64 = 300.0 * 1024.0;

const GOOD: u8 = 1;
const TOO_DARK: u8 = 2;
const TOO_SMALL: u8 = 3;

/// Starts listening on the file field.
pub fn start(input: &str, verdict: RwSignal<u8>) {
    let view = [input, "-view"].concat();
    let Some(input) = dom::by_id::<HtmlInputElement>(input) else {
        return;
    };
    let field = input.clone();
    dom::on(&input, "change", move |_| {
        let (field, view) = (field.clone(), view.clone());
        spawn_local(async move {
            if let Some(judged) = shrink_all(&field, &view).await {
                verdict.set(judged);
            }
        });
    });
}

async fn shrink_all(field: &HtmlInputElement, view: &str) -> Option<u8> {
    let files = field.files()?;
    let place = dom::by_id::<HtmlElement>(view)?;
    place.set_text_content(None);
    let ready = DataTransfer::new().ok()?;
    let mut worst = GOOD;
    for at in 0..files.length() {
        let file = files.get(at)?;
        let (file, canvas, judged) = match shrink(&file).await {
            Some((small, canvas, judged)) => (small, Some(canvas), judged),
            None => (file, None, GOOD),
        };
        ready.items().add_with_file(&file).ok()?;
        if let Some(canvas) = canvas {
            let _ = place.append_child(&canvas);
        }
        worst = worst.max(judged);
    }
    field.set_files(ready.files().as_ref());
    // The form has changed without anybody typing: whoever keeps its draft is told.
    if let (Some(form), Ok(event)) = (field.form(), web_sys::Event::new("input")) {
        let _ = form.dispatch_event(&event);
    }
    (files.length() > 0).then_some(worst)
}

async fn shrink(file: &File) -> Option<(File, HtmlCanvasElement, u8)> {
    let bitmap = dom::window()?.create_image_bitmap_with_blob(file).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await.ok()?.dyn_into().ok()?;
    let (width, height) = (bitmap.width(), bitmap.height());
    let longest = width.max(height).max(1);
    let fit = |side: u32| {
        if longest > LONGEST {
            (side * LONGEST / longest).max(1)
        } else {
            side
        }
    };
    let canvas = draw(&bitmap, fit(width), fit(height))?;
    let judged = if brightness(&bitmap)? < DARK {
        TOO_DARK
    } else if width.min(height) < SMALLEST {
        TOO_SMALL
    } else {
        GOOD
    };
    bitmap.close();
    let mut blob = None;
    for quality in [0.86, 0.78, 0.68, 0.55, 0.4] {
        let written = write(&canvas, quality).await?;
        let fits = written.size() < BYTES;
        blob = Some(written);
        if fits {
            break;
        }
    }
    let options = FilePropertyBag::new();
    options.set_type("image/jpeg");
    let parts = Array::of1(blob?.as_ref());
    let small = File::new_with_blob_sequence_and_options(&parts, "anh.jpg", &options).ok()?;
    Some((small, canvas, judged))
}

fn draw(bitmap: &ImageBitmap, width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = dom::element("canvas", "", "")?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    context(&canvas)?
        .draw_image_with_image_bitmap_and_dw_and_dh(
            bitmap,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )
        .ok()?;
    Some(canvas)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Mean brightness of 32 × 32 samples, 0 to 255.
fn brightness(bitmap: &ImageBitmap) -> Option<u32> {
    let canvas = draw(bitmap, 32, 32)?;
    let pixels = context(&canvas)?
        .get_image_data(0.0, 0.0, 32.0, 32.0)
        .ok()?
        .data();
    let total: u32 = pixels
        .chunks_exact(4)
        .map(|rgba| (u32::from(rgba[0]) * 2 + u32::from(rgba[1]) * 5 + u32::from(rgba[2])) / 8)
        .sum();
    Some(total / 1024)
}

async fn write(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let promise = Promise::new(&mut |done, failed| {
        if canvas
            .to_blob_with_type_and_encoder_options(&done, "image/jpeg", &JsValue::from_f64(quality))
            .is_err()
        {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
