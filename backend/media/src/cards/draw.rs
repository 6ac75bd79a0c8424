//! From the drawing and the photo to a JPEG.

use super::layout::layout;
use super::text::fonts;
use super::{Card, CardError, Shape};
use bytes::Bytes;
use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The qualities tried, until the picture is small enough.
const QUALITIES: [u8; 3] = [80, 70, 55];
/// The most bytes of a card.
pub(super) const MOST: usize = 300 * 1000;

fn told(error: impl std::fmt::Display) -> CardError {
    CardError::Drawing(error.to_string())
}

/// The card, below [`MOST`] bytes.
pub(super) fn jpeg(card: &Card, shape: Shape, photo: Option<&[u8]>) -> Result<Bytes, CardError> {
    let (drawing, place) = layout(card, shape)?;
    let (width, height) = shape.size();
    let mut canvas = Pixmap::new(width, height).ok_or_else(|| told("no room"))?;
    canvas.fill(Color::from_rgba8(0x2C, 0x3B, 0x7E, 255));
    if let Some(bytes) = photo {
        lay(&mut canvas, bytes, place)?;
    }
    let options = Options {
        fontdb: fonts(),
        font_family: "Roboto".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(&drawing, &options).map_err(told)?;
    resvg::render(&tree, Transform::identity(), &mut canvas.as_mut());
    pack(&canvas)
}

/// Cuts the photo to its place, from its middle, and lays it there.
fn lay(
    canvas: &mut Pixmap,
    bytes: &[u8],
    [left, top, width, height]: [u32; 4],
) -> Result<(), CardError> {
    let photo = image::load_from_memory(bytes).map_err(told)?.into_rgb8();
    let fitted = fit(&photo, width, height)?;
    let across = canvas.width();
    let rows = fitted.buffer().chunks_exact(width as usize * 3);
    for (y, row) in (top..).zip(rows) {
        let start = (y * across + left) as usize * 4;
        let line = &mut canvas.data_mut()[start..start + width as usize * 4];
        for (to, from) in line.chunks_exact_mut(4).zip(row.chunks_exact(3)) {
            to[..3].copy_from_slice(from);
            to[3] = 255;
        }
    }
    Ok(())
}

fn fit(photo: &RgbImage, width: u32, height: u32) -> Result<Image<'static>, CardError> {
    let source = Image::from_vec_u8(
        photo.width(),
        photo.height(),
        photo.as_raw().clone(),
        PixelType::U8x3,
    )
    .map_err(told)?;
    let mut fitted = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
        .fit_into_destination(Some((0.5, 0.5)))
        .use_alpha(false);
    Resizer::new()
        .resize(&source, &mut fitted, Some(&options))
        .map_err(told)?;
    Ok(fitted)
}

fn pack(canvas: &Pixmap) -> Result<Bytes, CardError> {
    let rgb: Vec<u8> = canvas
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut packed = Vec::new();
    for quality in QUALITIES {
        packed.clear();
        JpegEncoder::new_with_quality(&mut packed, quality)
            .encode(
                &rgb,
                canvas.width(),
                canvas.height(),
                ExtendedColorType::Rgb8,
            )
            .map_err(told)?;
        if packed.len() < MOST {
            break;
        }
    }
    Ok(packed.into())
}
