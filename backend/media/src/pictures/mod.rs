//! A member's photo becomes the pictures we show: upright, without metadata, in three widths, as WebP
//! and JPEG, named by the hash of what was sent.

use bytes::Bytes;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Largest upload, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Longest side accepted, in pixels.
const MAX_SIDE: u32 = 12_000;
/// Shortest side accepted, in pixels: smaller pictures look poor on any card.
const MIN_SIDE: u32 = 200;
/// Memory a picture may take while it is decoded, in bytes (about 60 megapixels).
const MAX_ALLOC: u64 = 256 * 1024 * 1024;
/// The widths we keep, in pixels. A smaller original is not blown up.
pub const WIDTHS: [u32; 3] = [320, 640, 1200];
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 76.0;

/// Decoding takes a core and much memory: two at a time.
static AT_WORK: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// Why a picture was not taken, by what the sender can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither JPEG, PNG nor WebP, whatever its name says.
    #[error("not a JPEG, PNG or WebP picture")]
    Kind,
    /// More than [`MAX_BYTES`].
    #[error("too many bytes")]
    TooLarge,
    /// Too many pixels.
    #[error("too many pixels")]
    TooManyPixels,
    /// Too few pixels to be of use.
    #[error("too few pixels")]
    TooSmall,
    /// Broken on the way.
    #[error("the picture is broken")]
    Broken,
}

/// One file to be stored.
#[derive(Clone, Debug)]
pub struct File {
    /// `{hash}-{width}.webp` or `.jpg`.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// A picture ready to be stored.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Hash of what was sent, 32 hexadecimal digits.
    pub id: String,
    /// Width of the upright original, in pixels.
    pub width: u32,
    /// Height of the upright original, in pixels.
    pub height: u32,
    /// The widths there are files for, ascending.
    pub widths: Vec<u32>,
    /// Mean brightness, 0 to 255, for "the photo is rather dark".
    pub brightness: u8,
    /// The files.
    pub files: Vec<File>,
}

impl Picture {
    /// The same picture under names of its own for `owner`: equal photos of two owners stay two pictures, and the name
    /// cannot be worked out from the photo alone.
    #[must_use]
    pub fn owned_by(mut self, owner: &str) -> Self {
        let id = crate::hex(&Sha256::digest(format!("{owner}/{}", self.id))[..16]);
        for file in &mut self.files {
            if let Some((_, rest)) = file.name.split_once('-') {
                file.name = format!("{id}-{rest}");
            }
        }
        self.id = id;
        self
    }
}

/// Checks and converts a picture, off the async threads.
pub async fn process(bytes: Bytes) -> Result<Picture, PictureError> {
    if bytes.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    let _place = AT_WORK.acquire().await.map_err(|_| PictureError::Broken)?;
    tokio::task::spawn_blocking(move || convert(&bytes))
        .await
        .map_err(|_| PictureError::Broken)?
}

fn convert(bytes: &[u8]) -> Result<Picture, PictureError> {
    let upright = decode(bytes)?;
    let (width, height) = (upright.width(), upright.height());
    let id = crate::hex(&Sha256::digest(bytes)[..16]);
    let rgb = DynamicImage::ImageRgb8(flatten(upright));
    let source = Image::from_vec_u8(width, height, rgb.into_bytes(), PixelType::U8x3)
        .map_err(|_| PictureError::Broken)?;
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|w| *w < width).collect();
    widths.push(width.min(WIDTHS[WIDTHS.len() - 1]));
    widths.dedup();
    let mut files = Vec::new();
    let mut brightness = 0;
    for target in &widths {
        let small = resize(&source, *target)?;
        brightness = mean(small.buffer());
        files.push(File {
            name: format!("{id}-{target}.webp"),
            bytes: webp(&small)?,
        });
        files.push(File {
            name: format!("{id}-{target}.jpg"),
            bytes: jpeg(&small)?,
        });
    }
    Ok(Picture {
        id,
        width,
        height,
        widths,
        brightness,
        files,
    })
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    let format = image::guess_format(bytes).map_err(|_| PictureError::Kind)?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return Err(PictureError::Kind);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let told = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => PictureError::TooManyPixels,
        _ => PictureError::Broken,
    };
    let mut decoder = reader.into_decoder().map_err(told)?;
    let (width, height) = decoder.dimensions();
    if width.min(height) < MIN_SIDE {
        return Err(PictureError::TooSmall);
    }
    if u64::from(width) * u64::from(height) * 4 > MAX_ALLOC {
        return Err(PictureError::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(told)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(told)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Transparent parts become white: JPEG has no transparency, and goods stand on paper.
fn flatten(picture: DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    let mut flat = image::RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in flat.pixels_mut().zip(rgba.pixels()) {
        let alpha = u32::from(from[3]);
        for channel in 0..3 {
            let mixed = (u32::from(from[channel]) * alpha + 255 * (255 - alpha)) / 255;
            to[channel] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    flat
}

fn resize(source: &Image<'_>, width: u32) -> Result<Image<'static>, PictureError> {
    let height = u64::from(source.height()) * u64::from(width) / u64::from(source.width());
    let height = u32::try_from(height.max(1)).map_err(|_| PictureError::Broken)?;
    let mut small = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(
            fast_image_resize::FilterType::CatmullRom,
        ))
        .use_alpha(false);
    Resizer::new()
        .resize(source, &mut small, Some(&options))
        .map_err(|_| PictureError::Broken)?;
    Ok(small)
}

fn webp(picture: &Image<'_>) -> Result<Bytes, PictureError> {
    let encoder = webp::Encoder::from_rgb(picture.buffer(), picture.width(), picture.height());
    let packed = encoder
        .encode_simple(false, WEBP_QUALITY)
        .map_err(|_| PictureError::Broken)?;
    Ok(Bytes::copy_from_slice(&packed))
}

fn jpeg(picture: &Image<'_>) -> Result<Bytes, PictureError> {
    let mut packed = Vec::new();
    JpegEncoder::new_with_quality(&mut packed, JPEG_QUALITY)
        .encode(
            picture.buffer(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|_| PictureError::Broken)?;
    Ok(packed.into())
}

fn mean(bytes: &[u8]) -> u8 {
    let sum: u64 = bytes.iter().map(|b| u64::from(*b)).sum();
    u8::try_from(sum / (bytes.len() as u64).max(1)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests;
