//! The pieces a card is drawn of: words, tags, stars, the price sign, the brocade, the season, the code to scan.

use super::text::{Weight, width, wrap};
use super::{CardError, Strip};
use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use std::fmt::Write;

pub(super) const INK: &str = "#191E3D";
const INDIGO: &str = "#27357D";
pub(super) const PAPER: &str = "#F4F0E6";
const SIGN: &str = "#FFFDF8";
pub(super) const TURMERIC: &str = "#F0AE2B";

/// The mark: one mountain of the brocade on 13 × 13 cells.
const MARK: &str = r##"<path fill="#27357d" d="M0 0h13v13H0z"/><path fill="#f0ae2b" d="M6 4h1v1h-1zM5 5h3v1h-3zM5 6h1v1h-1zM7 6h1v1h-1zM4 7h2v1h-2zM7 7h2v1h-2zM4 8h1v1h-1zM8 8h1v1h-1zM3 9h2v1h-2zM8 9h2v1h-2zM3 10h1v1h-1zM9 10h1v1h-1zM2 11h2v1h-2zM9 11h2v1h-2z"/><path fill="#fffdf8" d="M6 1h1v1h-1zM5 2h1v1h-1zM7 2h1v1h-1zM6 3h1v1h-1z"/><path fill="#c8473a" d="M6 8h1v1h-1zM6 9h1v1h-1zM5 10h3v1h-3zM6 11h1v1h-1z"/>"##;

/// One repeat of the brocade, 20 × 10 cells, without its ground.
const HEM: &str = r##"<path fill="#f0ae2b" d="M9 2h3v1h-3zM9 3h3v1h-3zM7 4h2v1h-2zM12 4h2v1h-2zM7 5h2v1h-2zM12 5h2v1h-2zM5 6h2v1h-2zM14 6h2v1h-2zM5 7h2v1h-2zM14 7h2v1h-2zM3 8h2v1h-2zM16 8h2v1h-2zM3 9h2v1h-2zM16 9h2v1h-2z"/><path fill="#fffdf8" d="M0 0h1v1h-1zM10 0h1v1h-1zM1 1h1v1h-1zM19 1h1v1h-1zM2 2h1v1h-1zM18 2h1v1h-1zM3 3h1v1h-1zM17 3h1v1h-1zM2 4h1v1h-1zM18 4h1v1h-1zM1 5h1v1h-1zM19 5h1v1h-1zM0 6h1v1h-1z"/><path fill="#c8473a" d="M10 6h1v1h-1zM9 7h3v1h-3zM10 8h1v1h-1z"/><path fill="#7fb069" d="M0 2h1v1h-1zM0 3h2v1h-2zM19 3h1v1h-1zM0 4h1v1h-1z"/>"##;

/// A drawing under way.
pub(super) struct Sheet(pub(super) String);

/// A line of words: where it begins, how large, how thick.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
}

/// The size of a price sign, and where its unit stands beside the beginning of the amount.
struct Board {
    large: f32,
    small: f32,
    wide: f32,
    high: f32,
    unit_x: f32,
    unit_y: f32,
}

impl Board {
    fn of(amount: &str, unit: &str, large: f32, two_lines: bool) -> Self {
        let small = large * 0.55;
        let left = width(amount, large, Weight::Heavy);
        let right = width(unit, small, Weight::Regular);
        let (pad, gap) = (large * 0.94, large * 0.16);
        let (words, high, unit_x, unit_y) = match two_lines {
            false => (left + gap + right, large * 1.6, left + gap, 0.0),
            true => (left.max(right), large * 2.24, 0.0, small * 1.2),
        };
        Self {
            large,
            small,
            wide: pad + words,
            high,
            unit_x,
            unit_y,
        }
    }
}
impl Sheet {
    fn add(&mut self, part: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = self.0.write_fmt(part);
    }

    /// A cloth with its seam and the market's mark, where there is no photo.
    pub(super) fn cloth(&mut self, [x, y, w, h]: [u32; 4]) {
        let [x, y, w, h] = [x, y, w, h].map(|side| side as f32);
        let side = (w.min(h) / 39.0).floor() * 13.0;
        let (left, top) = (x + (w - side) / 2.0, y + (h - side) / 2.0);
        let scale = side / 13.0;
        self.add(format_args!(
            r##"<path d="M{x} {}h{w}M{} {y}v{h}" stroke="#DDE1F0" stroke-width="5" stroke-dasharray="22 16"/>"##,
            y + 32.0,
            x + w - 32.0
        ));
        self.add(format_args!(
            r#"<g transform="translate({left} {top}) scale({scale})" shape-rendering="crispEdges">{MARK}</g>"#
        ));
    }
    pub(super) fn rect(&mut self, fill: &str, [x, y, w, h]: [f32; 4]) {
        self.add(format_args!(
            r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"/>"#
        ));
    }

    pub(super) fn words(&mut self, text: &str, at: Line, fill: &str) {
        let Line { x, y, size, weight } = at;
        let (weight, text) = (weight.number(), escape(text));
        self.add(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" xml:space="preserve">{text}</text>"#
        ));
    }

    pub(super) fn mark(&mut self, x: f32, y: f32, side: f32, size: f32) {
        let scale = side / 13.0;
        self.add(format_args!(
            r#"<g transform="translate({x} {y}) scale({scale})" shape-rendering="crispEdges">{MARK}</g>"#
        ));
        let at = Line {
            x: x + side + size * 0.44,
            y: y + side / 2.0 + size * 0.36,
            size,
            weight: Weight::Bold,
        };
        self.words("Chợ Phiên", at, INK);
    }

    /// A box of one colour with words in it; `at` is its upper left corner.
    pub(super) fn tag(&mut self, text: &str, fill: &str, at: Line) {
        let pad = at.size * 0.4;
        let wide = width(text, at.size, at.weight) + 2.0 * pad;
        self.rect(fill, [at.x, at.y, wide, at.size * 1.56]);
        self.words(
            text,
            Line {
                x: at.x + pad,
                y: at.y + at.size * 1.14,
                ..at
            },
            "#2A1B00",
        );
    }

    /// `OCOP ★★★ 3 sao` in a plain box.
    pub(super) fn stars(&mut self, stars: u8, at: Line) {
        let (pad, star) = (at.size * 0.62, at.size * 1.05);
        let gap = at.size * 0.42;
        let label = format!("{stars}\u{a0}sao");
        let (left, right) = (
            width("OCOP", at.size, at.weight),
            width(&label, at.size, at.weight),
        );
        let row = f32::from(stars) * star * 1.16;
        let (wide, high) = (2.0 * pad + left + right + row + 2.0 * gap, at.size * 1.9);
        let (x, y) = (at.x + 1.5, at.y + 1.5);
        self.add(format_args!(
            r#"<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="3" fill="{SIGN}" stroke="{INK}" stroke-width="2.5"/>"#
        ));
        let base = y + high / 2.0 + at.size * 0.36;
        self.words(
            "OCOP",
            Line {
                x: x + pad,
                y: base,
                ..at
            },
            INK,
        );
        let mut centre = x + pad + left + gap + star / 2.0;
        for _ in 0..stars {
            self.star(centre, y + high / 2.0, star / 2.0);
            centre += star * 1.16;
        }
        self.words(
            &label,
            Line {
                x: x + wide - pad - right,
                y: base,
                ..at
            },
            INK,
        );
    }

    fn star(&mut self, x: f32, y: f32, radius: f32) {
        let corner = |n: u8| {
            let far = if n.is_multiple_of(2) {
                radius
            } else {
                radius * 0.42
            };
            let turn = f32::from(n) * std::f32::consts::PI / 5.0;
            (x + far * turn.sin(), y - far * turn.cos())
        };
        let points: Vec<String> = (0..10)
            .map(corner)
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let points = points.join(" ");
        self.add(format_args!(
            r#"<polygon points="{points}" fill="{INDIGO}"/>"#
        ));
    }

    /// The price on its paper board, slightly askew; `bottom` is its lower edge. A long unit makes it smaller first, then
    /// goes to a second line.
    pub(super) fn sign(
        &mut self,
        (amount, unit): &(String, String),
        x: f32,
        bottom: f32,
        room: f32,
        largest: f32,
    ) {
        let unit = format!("/\u{a0}{unit}");
        let board = [1.0, 0.92, 0.84]
            .map(|scale| Board::of(amount, &unit, largest * scale, false))
            .into_iter()
            .find(|board| board.wide <= room)
            .unwrap_or_else(|| Board::of(amount, &unit, largest * 0.84, true));
        let Board {
            large,
            small,
            wide,
            high,
            unit_x,
            unit_y,
        } = board;
        let wide = wide.min(room);
        let (y, pad, shadow) = (bottom - high, large * 0.47, large / 8.0);
        let middle = (x + wide / 2.0, y + high / 2.0);
        self.add(format_args!(
            r#"<g transform="rotate(-1.6 {} {})">"#,
            middle.0, middle.1
        ));
        for (fill, opacity, by) in [(INK, ".22", shadow), (SIGN, "1", 0.0)] {
            let (x, y) = (x + by, y + by);
            self.add(format_args!(
                r#"<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="2" fill="{fill}" fill-opacity="{opacity}"/>"#
            ));
        }
        let base = y + large * 1.13;
        self.words(
            amount,
            Line {
                x: x + pad,
                y: base,
                size: large,
                weight: Weight::Heavy,
            },
            INK,
        );
        let at = Line {
            x: x + pad + unit_x,
            y: base + unit_y,
            size: small,
            weight: Weight::Regular,
        };
        let (short, _) = wrap(
            &unit,
            small,
            Weight::Regular,
            wide - 2.0 * pad - unit_x + 1.0,
            1,
        );
        self.words(&short.concat(), at, INK);
        self.0.push_str("</g>");
    }

    pub(super) fn hem(&mut self, y: f32, wide: u32, cell: u32) {
        self.rect(INDIGO, [0.0, y, wide as f32, (cell * 10) as f32]);
        self.add(format_args!(
            r#"<g shape-rendering="crispEdges" transform="translate(0 {y}) scale({cell})">"#
        ));
        for repeat in 0..wide.div_ceil(20 * cell) {
            self.add(format_args!(
                r#"<g transform="translate({} 0)">{HEM}</g>"#,
                repeat * 20
            ));
        }
        self.0.push_str("</g>");
    }

    /// Twelve cells: main season tall, small crop half high and hatched, the others a line; this month ringed.
    pub(super) fn strip(&mut self, of: Strip, y: f32) {
        const CELL: f32 = 78.0;
        for month in 0..12_u8 {
            let x = 72.0 + f32::from(month) * CELL;
            let bit = 1_u16 << month;
            if of.main & bit != 0 {
                self.rect(INDIGO, [x, y, CELL, 52.0]);
            } else if of.minor & bit != 0 {
                self.rect("#FFFFFF", [x, y + 26.0, CELL - 6.0, 26.0]);
                self.hatch(x, y + 26.0, CELL - 6.0);
            } else {
                self.rect("#BDB7A6", [x, y + 44.0, CELL - 6.0, 8.0]);
            }
        }
        for month in 0..12_u8 {
            let x = 72.0 + f32::from(month) * CELL;
            let now = month + 1 == of.now;
            if now {
                self.add(format_args!(
                    r##"<rect x="{}" y="{}" width="{}" height="66" fill="none" stroke="#7A4B00" stroke-width="6"/>"##,
                    x - 4.0, y - 8.0, CELL + 2.0
                ));
            }
            let (weight, fill) = if now {
                (Weight::Heavy, INK)
            } else {
                (Weight::Regular, "#50546E")
            };
            let number = (month + 1).to_string();
            let wide = width(&number, 30.0, weight);
            self.words(
                &number,
                Line {
                    x: x + (CELL - 6.0 - wide) / 2.0,
                    y: y + 94.0,
                    size: 30.0,
                    weight,
                },
                fill,
            );
        }
    }

    fn hatch(&mut self, x: f32, y: f32, wide: f32) {
        self.add(format_args!(
            r#"<path d="M{x} {y}h{wide}v26h-{wide}z" fill="none" stroke="{INDIGO}" stroke-width="3"/>"#
        ));
        self.add(format_args!(
            r#"<path stroke="{INDIGO}" stroke-width="3" d=""#
        ));
        let mut at = x;
        while at + 24.0 < x + wide {
            self.add(format_args!("M{at} {y}l24 26"));
            at += 12.0;
        }
        self.0.push_str(r#""/>"#);
    }

    /// The code to scan, on white with a quiet zone, as large as whole modules let it be.
    pub(super) fn code(&mut self, link: &str, x: f32, y: f32, side: f32) -> Result<(), CardError> {
        if link.is_empty() {
            return Ok(());
        }
        let told = |error: fast_qr::qr::QRCodeError| CardError::Drawing(error.to_string());
        let code = QRBuilder::new(link).ecl(ECL::L).build().map_err(told)?;
        let modules = u16::try_from(code.size).unwrap_or(u16::MAX);
        let module = (side / f32::from(modules + 4)).floor().max(2.0);
        let whole = module * f32::from(modules + 4);
        let (left, top) = (x + side - whole, y);
        self.rect("#FFFFFF", [left, top, whole, whole]);
        let start = 2.0 * module;
        self.add(format_args!(
            r#"<path shape-rendering="crispEdges" fill="{INK}" transform="translate({} {}) scale({module})" d=""#,
            left + start,
            top + start
        ));
        for row in 0..code.size {
            for column in 0..code.size {
                if code[row][column].value() {
                    self.add(format_args!("M{column} {row}h1v1h-1z"));
                }
            }
        }
        self.0.push_str(r#""/>"#);
        Ok(())
    }
}
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
