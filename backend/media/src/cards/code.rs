//! A link as a code to scan, for print and for the screen.

use super::CardError;
use bytes::Bytes;
use fast_qr::ECL;
use fast_qr::qr::{QRBuilder, QRCode};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::fmt::Write;

/// Modules of white around the code.
const QUIET: usize = 4;
/// Pixels a side of a module of the PNG.
const PIXELS: usize = 16;

fn code(link: &str) -> Result<QRCode, CardError> {
    let told = |error: fast_qr::qr::QRCodeError| CardError::Drawing(error.to_string());
    QRBuilder::new(link).ecl(ECL::M).build().map_err(told)
}

/// The code as SVG, one unit a module.
pub fn qr_svg(link: &str) -> Result<String, CardError> {
    let code = code(link)?;
    let side = code.size + 2 * QUIET;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d=""##
    );
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            // Writing into a String cannot fail.
            let _ = write!(svg, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    svg.push_str(r#""/></svg>"#);
    Ok(svg)
}

/// The code as PNG, 16 pixels a module.
pub fn qr_png(link: &str) -> Result<Bytes, CardError> {
    let code = code(link)?;
    let side = (code.size + 2 * QUIET) * PIXELS;
    let dark = |x: usize, y: usize| {
        let (column, row) = (
            (x / PIXELS).checked_sub(QUIET),
            (y / PIXELS).checked_sub(QUIET),
        );
        match (column, row) {
            (Some(column), Some(row)) if column < code.size && row < code.size => {
                code[row][column].value()
            }
            _ => false,
        }
    };
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| if dark(at % side, at / side) { 0 } else { 255 })
        .collect();
    let told = |error: image::ImageError| CardError::Drawing(error.to_string());
    let width = u32::try_from(side).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&pixels, width, width, ExtendedColorType::L8)
        .map_err(told)?;
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_whole() {
        let link = "https://chophien.vn/s/7k2mwz4h";
        let svg = qr_svg(link).expect("a code");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
        let picture = image::load_from_memory(&qr_png(link).expect("a code")).expect("a picture");
        let modules = picture.width() / 16;
        assert_eq!((picture.width(), modules % 4), (picture.height(), 1));
        assert_eq!(picture.to_luma8().get_pixel(0, 0)[0], 255);
        assert_eq!(picture.to_luma8().get_pixel(4 * 16, 4 * 16)[0], 0);
    }
}
