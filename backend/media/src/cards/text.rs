//! The font: how wide words are, and where a line breaks.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{self, Database};
use ttf_parser::Face;

const REGULAR: &[u8] = include_bytes!("../../fonts/Roboto-400.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/Roboto-700.ttf");
const HEAVY: &[u8] = include_bytes!("../../fonts/Roboto-800.ttf");

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
    Heavy,
}

impl Weight {
    pub(super) const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
            Self::Heavy => 800,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        static FACES: LazyLock<[Option<Face<'static>>; 3]> =
            LazyLock::new(|| [REGULAR, BOLD, HEAVY].map(|bytes| Face::parse(bytes, 0).ok()));
        FACES[self as usize].as_ref()
    }
}

/// The fonts for the drawing, read once.
pub(super) fn fonts() -> Arc<Database> {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        for bytes in [REGULAR, BOLD, HEAVY] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        Arc::new(fonts)
    });
    Arc::clone(&FONTS)
}

/// Width of a line in pixels.
pub(super) fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let Some(face) = weight.face() else {
        return 0.0;
    };
    let advance = |letter: char| {
        let glyph = face.glyph_index(letter).unwrap_or_default();
        f32::from(face.glyph_hor_advance(glyph).unwrap_or_default())
    };
    let units: f32 = text.chars().map(advance).sum();
    units * size / f32::from(face.units_per_em())
}

/// Breaks words into at most `most` lines of `room` pixels; what is too long ends in `…`. No-break spaces hold together
/// what they join, unless that alone is wider than the room.
pub(super) fn wrap(
    text: &str,
    size: f32,
    weight: Weight,
    room: f32,
    most: usize,
) -> (Vec<String>, bool) {
    let fits = |line: &str| width(line, size, weight) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if line.is_empty() || fits(&longer) {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    let whole = lines.len() <= most && lines.iter().all(|line| fits(line));
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    let lines = lines.into_iter().map(|line| shorten(line, &fits)).collect();
    (lines, whole)
}

fn shorten(line: String, fits: &impl Fn(&str) -> bool) -> String {
    if fits(&line) {
        return line;
    }
    let mut short = line;
    while short.pop().is_some() {
        let candidate = format!("{}…", short.trim_end());
        if fits(&candidate) {
            return candidate;
        }
    }
    short
}
