//! Pictures as pages name them.

use shared::view::parts::{Picture, PictureSize};

/// What is stored of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// Its id, the hash of its content.
    pub id: &'a str,
    /// The widths it is kept in, `320,640,1200`.
    pub widths: &'a str,
    /// Its own width and height in pixels.
    pub size: (i32, i32),
    /// It is a drawing.
    pub drawn: bool,
}

/// The address of a picture in one of its widths.
pub fn address(id: &str, width: u32, ending: &str) -> String {
    format!("/anh/{id}-{width}.{ending}")
}

/// The picture with its sizes. `alt` is empty where the words beside it say the same.
pub fn picture(of: &Stored<'_>, alt: &str) -> Picture {
    let widths = widths(of.widths);
    let sizes = |ending: &str| -> Vec<PictureSize> {
        widths
            .iter()
            .map(|width| PictureSize {
                url: address(of.id, *width, ending),
                width: *width,
            })
            .collect()
    };
    let jpeg = sizes("jpg");
    let shown = jpeg.iter().find(|size| size.width >= 640).or(jpeg.last());
    Picture {
        src: shown.map(|size| size.url.clone()).unwrap_or_default(),
        webp: sizes("webp"),
        jpeg,
        alt: alt.to_owned(),
        width: u32::try_from(of.size.0).unwrap_or(0),
        height: u32::try_from(of.size.1).unwrap_or(0),
        drawn: of.drawn,
    }
}

/// The address of a picture's JPEG in the stored width that is at least `wanted`, else in the largest.
pub fn picture_address(id: &str, stored: &str, wanted: u32) -> Option<String> {
    width_for(stored, wanted).map(|width| address(id, width, "jpg"))
}

/// The stored width that is at least `wanted`, else the largest.
pub fn width_for(stored: &str, wanted: u32) -> Option<u32> {
    let widths = widths(stored);
    widths
        .iter()
        .find(|width| **width >= wanted)
        .or(widths.last())
        .copied()
}

fn widths(stored: &str) -> Vec<u32> {
    let mut widths: Vec<u32> = stored
        .split(',')
        .filter_map(|width| width.trim().parse().ok())
        .collect();
    widths.sort_unstable();
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_names_the_files_there_are() {
        let stored = Stored {
            id: "ab",
            widths: "320,640,1200",
            size: (1200, 1200),
            drawn: true,
        };
        let shown = picture(&stored, "Na");
        assert_eq!(shown.src, "/anh/ab-640.jpg");
        assert_eq!(shown.webp.len(), 3);
        assert_eq!(width_for("320,400", 640), Some(400));
        assert_eq!(width_for("", 640), None);
        assert_eq!(
            picture(
                &Stored {
                    widths: "",
                    ..stored
                },
                ""
            )
            .src,
            ""
        );
    }
}
