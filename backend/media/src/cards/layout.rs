//! Where everything stands: a card as a drawing (SVG). The photo's place stays open; it lies underneath.

use super::parts::{INK, Line, PAPER, Sheet, TURMERIC};
use super::text::{Weight, width, wrap};
use super::{Card, CardError, Shape};

/// The drawing, and where the photo lies under it: left, top, width, height.
pub(super) fn layout(card: &Card, shape: Shape) -> Result<(String, [u32; 4]), CardError> {
    let (w, h) = shape.size();
    let mut sheet = Sheet(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="Roboto">"#
    ));
    let photo = match shape {
        Shape::Wide => [600, 0, 600, 590],
        Shape::Story => [0, 0, 1080, 1080],
    };
    if card.photo.is_none() {
        sheet.cloth(photo);
    }
    match shape {
        Shape::Wide => sheet.wide(card)?,
        Shape::Story => sheet.story(card)?,
    }
    sheet.0.push_str("</svg>");
    Ok((sheet.0, photo))
}
impl Sheet {
    fn wide(&mut self, card: &Card) -> Result<(), CardError> {
        self.rect(PAPER, [0.0, 0.0, 600.0, 630.0]);
        self.mark(56.0, 44.0, 56.0, 32.0);
        self.code(&card.link, 446.0, 20.0, 112.0)?;
        let (lines, size) = name(&card.name, [60.0, 54.0, 48.0, 44.0], 496.0);
        let mut y = if lines.len() == 1 { 194.0 } else { 182.0 };
        for line in &lines {
            self.words(
                line,
                Line {
                    x: 56.0,
                    y,
                    size,
                    weight: Weight::Heavy,
                },
                INK,
            );
            y += size * 1.2;
        }
        y -= size * 1.2 - 50.0;
        for line in sellers(card, 30.0, 500.0) {
            self.words(
                &line,
                Line {
                    x: 56.0,
                    y,
                    size: 30.0,
                    weight: Weight::Regular,
                },
                INK,
            );
            y += 40.0;
        }
        let tag = Line {
            x: 56.0,
            y: y - 14.0,
            size: 27.0,
            weight: Weight::Bold,
        };
        match (&card.tag, card.stars, &card.season) {
            (_, Some(stars), _) => self.stars(stars, tag),
            (Some(text), None, _) => self.tag(text, TURMERIC, tag),
            (None, None, Some(text)) => self.tag(text, "#FAEAC2", tag),
            (None, None, None) => {}
        }
        if let Some(price) = &card.price {
            self.sign(price, 56.0, 552.0, 500.0, 66.0);
        }
        self.hem(590.0, 1200, 4);
        Ok(())
    }

    fn story(&mut self, card: &Card) -> Result<(), CardError> {
        self.rect(PAPER, [0.0, 1080.0, 1080.0, 840.0]);
        if let Some(price) = &card.price {
            self.sign(price, 72.0, 1150.0, 936.0, 104.0);
        }
        let (lines, size) = name(&card.name, [88.0, 78.0, 72.0, 66.0], 936.0);
        let mut y = 1252.0;
        for line in &lines {
            self.words(
                line,
                Line {
                    x: 72.0,
                    y,
                    size,
                    weight: Weight::Heavy,
                },
                INK,
            );
            y += size * 1.2;
        }
        y -= size * 1.2 - 76.0;
        for line in sellers(card, 46.0, 690.0) {
            self.words(
                &line,
                Line {
                    x: 72.0,
                    y,
                    size: 46.0,
                    weight: Weight::Regular,
                },
                INK,
            );
            y += 62.0;
        }
        self.code(&card.link, 808.0, y - 164.0, 200.0)?;
        if let Some(stars) = card.stars {
            let at = Line {
                x: 72.0,
                y: y - 14.0,
                size: 38.0,
                weight: Weight::Bold,
            };
            self.stars(stars, at);
        }
        if let Some(strip) = card.strip {
            self.strip(strip, 1604.0);
        }
        self.mark(72.0, 1752.0, 78.0, 46.0);
        if let Some(text) = &card.tag {
            let wide = width(text, 44.0, Weight::Bold) + 44.0;
            self.tag(
                text,
                TURMERIC,
                Line {
                    x: 1008.0 - wide,
                    y: 1756.0,
                    size: 44.0,
                    weight: Weight::Bold,
                },
            );
        }
        self.hem(1860.0, 1080, 6);
        Ok(())
    }
}

/// The name on one line in the first size, or on two lines in the largest of the others that holds it.
fn name(text: &str, sizes: [f32; 4], room: f32) -> (Vec<String>, f32) {
    let mut last = (Vec::new(), 0.0);
    for (at, size) in sizes.into_iter().enumerate() {
        let most = if at == 0 { 1 } else { 2 };
        let (lines, whole) = wrap(text, size, Weight::Heavy, room, most);
        last = (lines, size);
        if whole {
            break;
        }
    }
    last
}

/// Who sells, and where it comes from.
fn sellers(card: &Card, size: f32, room: f32) -> Vec<String> {
    [&card.seller, &card.place]
        .into_iter()
        .filter(|text| !text.is_empty())
        .flat_map(|text| wrap(text, size, Weight::Regular, room, 1).0)
        .collect()
}
