use super::draw::{MOST, jpeg};
use super::text::{Weight, width, wrap};
use super::*;
use image::GenericImageView;

fn na() -> Card {
    Card {
        name: "Na Chi Lăng loại\u{a0}1".into(),
        seller: "HTX Đồng Mỏ".into(),
        place: "xã Chi Lăng, Lạng\u{a0}Sơn".into(),
        season: Some("Đang vụ: tháng 7 – 9".into()),
        strip: Some(Strip {
            main: 0b1_1100_0000,
            minor: 0b1110_0000_0000,
            now: 8,
        }),
        price: Some(("65.000\u{a0}₫".into(), "kg".into())),
        tag: None,
        link: "https://chophien.vn/p/na-chi-lang-loai-1".into(),
        photo: None,
        stars: None,
    }
}

fn mango() -> Card {
    Card {
        name: "Xoài sấy dẻo Sông\u{a0}Mã".into(),
        seller: "HTX Toàn Thắng".into(),
        place: "xã Chiềng Khoong, Sơn\u{a0}La".into(),
        stars: Some(3),
        season: None,
        price: Some(("48.000\u{a0}₫".into(), "túi 100\u{a0}g".into())),
        tag: Some("Hái sáng nay".into()),
        ..na()
    }
}

/// Noise is the hardest to pack.
fn noise() -> Vec<u8> {
    let mut state = 7_u32;
    let picture = image::RgbImage::from_fn(1200, 900, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([
            (state >> 24) as u8,
            (state >> 16) as u8,
            (state >> 20) as u8,
        ])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .expect("packs");
    bytes.into_inner()
}

#[test]
fn cards_have_their_size_and_stay_small() {
    let photo = noise();
    for (at, card) in [na(), mango()].iter().enumerate() {
        for shape in [Shape::Wide, Shape::Story] {
            let plain = jpeg(card, shape, None).expect("draws");
            assert!(
                plain.len() < 300_000,
                "{at} {shape:?}: {} bytes",
                plain.len()
            );
            let picture = image::load_from_memory(&plain).expect("a picture");
            assert_eq!(picture.dimensions(), shape.size());
        }
        let busy = jpeg(card, Shape::Wide, Some(&photo)).expect("draws");
        assert!(busy.len() < MOST, "{} bytes", busy.len());
    }
}

#[test]
fn the_hash_follows_every_word() {
    let card = na();
    assert_eq!(card.hash(), na().hash());
    assert_eq!(card.hash().len(), 24);
    let dearer = Card {
        price: Some(("66.000\u{a0}₫".into(), "kg".into())),
        ..na()
    };
    let gone = Card {
        tag: Some("Hết hàng".into()),
        ..na()
    };
    assert_ne!(card.hash(), dearer.hash());
    assert_ne!(card.hash(), gone.hash());
}

#[test]
fn every_vietnamese_letter_has_a_width() {
    let letters = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ₫…–";
    for letter in letters.chars() {
        for weight in [Weight::Regular, Weight::Bold, Weight::Heavy] {
            let one = width(&letter.to_string(), 100.0, weight);
            assert!(one > 10.0, "{letter} {weight:?}: {one}");
        }
    }
}

#[test]
fn long_names_are_wrapped_and_cut() {
    let long = "Hợp tác xã nông nghiệp và dịch vụ tổng hợp Chiềng Xét ".repeat(3);
    let (lines, whole) = wrap(&long, 44.0, Weight::Heavy, 496.0, 2);
    assert_eq!((lines.len(), whole), (2, false));
    assert!(lines[1].ends_with('…'));
    for line in &lines {
        assert!(width(line, 44.0, Weight::Heavy) <= 496.0, "{line}");
    }
    let card = Card {
        name: long.clone(),
        seller: long.clone(),
        place: long,
        ..mango()
    };
    jpeg(&card, Shape::Wide, None).expect("draws");
    jpeg(&card, Shape::Story, None).expect("draws");
}

#[test]
fn what_is_no_picture_is_an_error() {
    assert!(jpeg(&na(), Shape::Wide, Some(b"no picture")).is_err());
}
