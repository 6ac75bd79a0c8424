//! Pictures as phones, chat programs and mischief makers send them.

use super::*;
use image::codecs::png::PngEncoder;
use image::{ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);
/// Marks the upper left corner.
const WHITE: Rgb<u8> = Rgb([250, 250, 250]);

/// Left half red, right half blue, the upper left eighth white.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            WHITE
        } else if x < width / 2 {
            RED
        } else {
            BLUE
        }
    })
}

fn as_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(picture)
        .expect("encodes");
    bytes
}

fn as_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(
            &photo(width, height),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("encodes");
    bytes
}

/// One entry of an EXIF directory: tag, type, count, value or offset.
fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(tag.to_le_bytes());
    bytes.extend(kind.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(value.to_le_bytes());
    bytes
}

/// EXIF with an orientation and the place where a phone stood: 21°40′ N, 106°35′ E.
fn exif(orientation: u32) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend(2_u16.to_le_bytes());
    tiff.extend(entry(0x0112, 3, 1, orientation));
    tiff.extend(entry(0x8825, 4, 1, 38));
    tiff.extend(0_u32.to_le_bytes());
    tiff.extend(4_u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, u32::from(b'N')));
    tiff.extend(entry(2, 5, 3, 92));
    tiff.extend(entry(3, 2, 2, u32::from(b'E')));
    tiff.extend(entry(4, 5, 3, 116));
    tiff.extend(0_u32.to_le_bytes());
    for part in [21, 40, 0, 106, 35, 0_u32] {
        tiff.extend(part.to_le_bytes());
        tiff.extend(1_u32.to_le_bytes());
    }
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    segment
}

/// A JPEG with an EXIF segment right after its start.
fn with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn file<'a>(picture: &'a Picture, ending: &str) -> &'a Bytes {
    &picture
        .files
        .iter()
        .find(|file| file.name.ends_with(ending))
        .expect("the file")
        .bytes
}

/// The colour in the middle of one of nine fields, 0 to 2 across and down.
fn colour(picture: &Picture, across: u32, down: u32) -> Rgb<u8> {
    let shown = image::load_from_memory(file(picture, ".jpg"))
        .expect("decodes")
        .into_rgb8();
    let at = |n: u32, side: u32| side * (2 * n + 1) / 6;
    *shown.get_pixel(at(across, shown.width()), at(down, shown.height()))
}

fn is_near(a: Rgb<u8>, b: Rgb<u8>) -> bool {
    a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) < 48)
}

#[test]
fn every_orientation_comes_out_upright() {
    // Where the white corner and the red side of the stored pixels are seen, for each of the eight values.
    type Field = (u32, u32);
    let seen: [(u32, Field, Field); 8] = [
        (1, (0, 0), (0, 2)),
        (2, (2, 0), (2, 2)),
        (3, (2, 2), (2, 0)),
        (4, (0, 2), (0, 0)),
        (5, (0, 0), (2, 0)),
        (6, (2, 0), (0, 0)),
        (7, (2, 2), (0, 2)),
        (8, (0, 2), (2, 2)),
    ];
    let jpeg = as_jpeg(&photo(400, 300));
    for (orientation, white, red) in seen {
        let picture = convert(&with_exif(&jpeg, &exif(orientation))).expect("a picture");
        let upright = if orientation < 5 {
            (400, 300)
        } else {
            (300, 400)
        };
        assert_eq!((picture.width, picture.height), upright, "{orientation}");
        let corner = colour(&picture, white.0, white.1);
        assert!(is_near(corner, WHITE), "{orientation}: {corner:?}");
        let side = colour(&picture, red.0, red.1);
        assert!(is_near(side, RED), "{orientation}: {side:?}");
    }
}

#[test]
fn the_place_is_left_behind() {
    let sent = with_exif(&as_jpeg(&photo(900, 600)), &exif(1));
    assert!(contains(&sent, b"Exif") && contains(&sent, &106_u32.to_le_bytes()));
    let picture = convert(&sent).expect("a picture");
    for file in &picture.files {
        assert!(
            !contains(&file.bytes, b"Exif") && !contains(&file.bytes, b"EXIF"),
            "{}",
            file.name
        );
        let decoder = ImageReader::new(Cursor::new(&file.bytes))
            .with_guessed_format()
            .expect("a format");
        let mut decoder = decoder.into_decoder().expect("decodes");
        assert_eq!(
            decoder.exif_metadata().expect("read"),
            None,
            "{}",
            file.name
        );
    }
}

#[test]
fn a_large_photo_has_three_widths_and_a_small_one_its_own() {
    let widths = |width, height| {
        convert(&as_jpeg(&photo(width, height)))
            .expect("a picture")
            .widths
    };
    assert_eq!(widths(1600, 1200), [320, 640, 1200]);
    assert_eq!(widths(1200, 900), [320, 640, 1200]);
    assert_eq!(widths(700, 700), [320, 640, 700]);
    assert_eq!(widths(320, 400), [320]);
    assert_eq!(widths(220, 240), [220]);
    let picture = convert(&as_jpeg(&photo(1600, 1200))).expect("a picture");
    let names: Vec<&str> = picture.files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), 6);
    assert!(names.iter().all(|name| name.starts_with(&picture.id)));
    let small = image::load_from_memory(file(&picture, "-320.webp")).expect("decodes");
    assert_eq!((small.width(), small.height()), (320, 240));
}

#[test]
fn transparent_parts_become_white() {
    let clear = RgbaImage::from_pixel(300, 300, Rgba([0, 0, 0, 0]));
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&clear, 300, 300, ExtendedColorType::Rgba8)
        .expect("encodes");
    let picture = convert(&bytes).expect("a picture");
    assert!(is_near(colour(&picture, 1, 1), Rgb([255, 255, 255])));
    assert!(picture.brightness > 250);
}

#[test]
fn webp_comes_in_too() {
    let photo = photo(400, 300);
    let packed = webp::Encoder::from_rgb(photo.as_raw(), 400, 300)
        .encode_simple(false, 90.0)
        .expect("encodes");
    let picture = convert(&packed).expect("a picture");
    assert_eq!((picture.width, picture.height), (400, 300));
    assert!(is_near(colour(&picture, 0, 2), RED) && is_near(colour(&picture, 2, 2), BLUE));
}

#[test]
fn what_is_no_picture_is_refused_by_its_content() {
    let told = |bytes: &[u8]| convert(bytes).map(|_| ()).expect_err("refused");
    assert_eq!(told(b""), PictureError::Kind);
    assert_eq!(
        told(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
        PictureError::Kind
    );
    assert_eq!(told(b"%PDF-1.7 and more"), PictureError::Kind);
    assert_eq!(told(b"GIF89a\x01\0\x01\0\x80\0\0"), PictureError::Kind);
    assert_eq!(
        told(b"\xff\xd8\xff\xe0 this only begins like one"),
        PictureError::Broken
    );
    let jpeg = as_jpeg(&photo(400, 300));
    assert_eq!(told(&jpeg[..200]), PictureError::Broken);
    let png = as_png(400, 300);
    assert_eq!(told(&png[..png.len() / 2]), PictureError::Broken);
}

#[test]
fn too_small_and_too_many_pixels_are_told_apart() {
    let told = |bytes: &[u8]| convert(bytes).map(|_| ()).expect_err("refused");
    assert_eq!(told(&as_jpeg(&photo(199, 800))), PictureError::TooSmall);
    assert_eq!(told(&as_png(20, 20)), PictureError::TooSmall);
    // A PNG of a few bytes that claims 40,000 × 40,000 pixels, and one just inside the sides but above the memory.
    for (width, height) in [(40_000, 40_000), (11_000, 11_000), (12_001, 300)] {
        assert_eq!(
            told(&claim(width, height)),
            PictureError::TooManyPixels,
            "{width} × {height}"
        );
    }
}

/// The header of a PNG that promises so many pixels and brings none.
fn claim(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = as_png(1, 1);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let check = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
        crc
    })
}

#[tokio::test]
async fn too_many_bytes_are_not_even_looked_at() {
    let sent = process(vec![0xff; MAX_BYTES + 1].into()).await;
    assert_eq!(sent.map(|_| ()), Err(PictureError::TooLarge));
}

#[test]
fn two_owners_of_one_photo_have_two_pictures() {
    let picture = convert(&as_jpeg(&photo(400, 300))).expect("a picture");
    let (a, b) = (picture.clone().owned_by("a"), picture.clone().owned_by("b"));
    assert!(a.id != b.id && a.id != picture.id && a.id.len() == 32);
    assert_eq!(a.id, picture.clone().owned_by("a").id);
    assert!(a.files.iter().all(|file| file.name.starts_with(&a.id)));
    assert_eq!(file(&a, "-320.jpg"), file(&picture, "-320.jpg"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_a_picture_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = convert(&bytes);
    }

    #[test]
    fn a_picture_with_broken_bytes_is_a_picture_or_an_error(
        kind in 0..3_usize,
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let photo = photo(240, 220);
        let mut bytes = match kind {
            0 => with_exif(&as_jpeg(&photo), &exif(6)),
            1 => as_png(240, 220),
            _ => webp::Encoder::from_rgb(photo.as_raw(), 240, 220).encode_simple(false, 60.0).expect("encodes").to_vec(),
        };
        for (at, byte) in breaks {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = convert(&bytes);
    }
}
