use proptest::prelude::*;

use super::*;

#[test]
fn amounts_are_shown_with_dots_and_the_sign_after() {
    for (amount, text) in [
        (0, "0\u{a0}₫"),
        (999, "999\u{a0}₫"),
        (1000, "1.000\u{a0}₫"),
        (35_000, "35.000\u{a0}₫"),
        (1_234_567, "1.234.567\u{a0}₫"),
        (-17_550, "\u{2212}17.550\u{a0}₫"),
        (i64::MIN, "\u{2212}9.223.372.036.854.775.808\u{a0}₫"),
    ] {
        assert_eq!(Vnd(amount).to_string(), text);
    }
    assert_eq!(
        serde_json::to_string(&Vnd(180_000)).expect("json"),
        "180000"
    );
}

#[test]
fn arithmetic_says_when_it_does_not_fit() {
    assert_eq!(Vnd(1).checked_add(Vnd(2)), Some(Vnd(3)));
    assert_eq!(Vnd(i64::MAX).checked_add(Vnd(1)), None);
    assert_eq!(Vnd(i64::MIN).checked_sub(Vnd(1)), None);
    assert_eq!(Vnd(i64::MAX).checked_mul(2), None);
    assert_eq!(Vnd::checked_sum([Vnd(1), Vnd(2), Vnd(-4)]), Some(Vnd(-1)));
}

#[test]
fn a_split_gives_the_rest_to_the_largest_remainders() {
    assert_eq!(
        Vnd(100).split(&[1, 1, 1]),
        Some(vec![Vnd(34), Vnd(33), Vnd(33)])
    );
    assert_eq!(
        Vnd(-100).split(&[1, 1, 1]),
        Some(vec![Vnd(-34), Vnd(-33), Vnd(-33)])
    );
    assert_eq!(
        Vnd(10).split(&[0, 7, 0]),
        Some(vec![Vnd(0), Vnd(10), Vnd(0)])
    );
    assert_eq!(Vnd(10).split(&[]), None);
    assert_eq!(Vnd(10).split(&[0, 0]), None);
    assert_eq!(Vnd(0).split(&[0, 0]), Some(vec![Vnd(0), Vnd(0)]));
}

#[test]
fn prices_are_read_as_people_write_them() {
    for (text, amount) in [
        ("180k", 180_000),
        ("180K", 180_000),
        (" 180 k ", 180_000),
        ("180n", 180_000),
        ("85 nghìn", 85_000),
        ("85 ngàn đồng", 85_000),
        ("85 NGHÌN", 85_000),
        ("85 nghi\u{300}n", 85_000),
        ("85 nghìn rưỡi", 85_500),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr05", 1_050_000),
        ("1 triệu 2", 1_200_000),
        ("1,2tr", 1_200_000),
        ("1.2tr", 1_200_000),
        ("1,250tr", 1_250_000),
        ("0,5tr", 500_000),
        ("0.500tr", 500_000),
        ("1tr200k", 1_200_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("2 củ", 2_000_000),
        ("2 cu ruoi", 2_500_000),
        ("1k5", 1500),
        ("1.250k", 1_250_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1.250.000 ₫", 1_250_000),
        ("1.250.000,00đ", 1_250_000),
        ("1.250", 1250),
        ("65000đ", 65_000),
        ("65000 VNĐ", 65_000),
        ("65.000vnd.", 65_000),
        ("65000", 65_000),
        ("99.999.999.999", 99_999_999_999),
    ] {
        assert_eq!(Vnd::parse_spoken(text), Ok(Vnd(amount)), "{text}");
    }
}

#[test]
fn what_is_no_price_says_why() {
    for (text, error) in [
        ("", PriceError::Empty),
        ("   ", PriceError::Empty),
        ("đ", PriceError::Empty),
        ("rẻ", PriceError::NotANumber),
        ("k", PriceError::NotANumber),
        ("18ok", PriceError::NotANumber),
        ("180k/kg", PriceError::NotANumber),
        ("1k2tr", PriceError::NotANumber),
        ("1tr2k5k", PriceError::NotANumber),
        ("12.34.567", PriceError::NotANumber),
        ("1.2.3", PriceError::NotANumber),
        ("1..2", PriceError::NotANumber),
        ("10 20", PriceError::NotANumber),
        ("rưỡi", PriceError::NotANumber),
        ("-5000", PriceError::Negative),
        ("\u{2212}5k", PriceError::Negative),
        ("0", PriceError::Zero),
        ("0k", PriceError::Zero),
        ("1,5", PriceError::Fraction),
        ("1.25", PriceError::Fraction),
        ("0.500", PriceError::Fraction),
        ("1,2345k", PriceError::Fraction),
        ("1.250tr", PriceError::Ambiguous),
        ("100000000000", PriceError::TooLarge),
        ("100 tỷ", PriceError::TooLarge),
        (
            "99999999999999999999999999999999999999999999",
            PriceError::TooLarge,
        ),
    ] {
        assert_eq!(Vnd::parse_spoken(text), Err(error), "{text}");
    }
}

#[test]
fn amounts_are_read_back_in_words() {
    for (amount, words) in [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (115, "Một trăm mười lăm đồng"),
        (65_000, "Sáu mươi lăm nghìn đồng"),
        (180_000, "Một trăm tám mươi nghìn đồng"),
        (1_200_000, "Một triệu hai trăm nghìn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_050, "Một nghìn không trăm năm mươi đồng"),
        (2_000_001, "Hai triệu không trăm linh một đồng"),
        (
            1_234_567,
            "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng",
        ),
        (1_000_000_000, "Một tỷ đồng"),
        (-17_550, "Âm mười bảy nghìn năm trăm năm mươi đồng"),
    ] {
        assert_eq!(Vnd(amount).in_words(), words);
    }
}

proptest! {
    #[test]
    fn a_split_is_exact_and_fair(amount in any::<i64>(), weights in prop::collection::vec(0_u64..1_000_000, 1..12)) {
        prop_assume!(weights.iter().any(|w| *w > 0));
        let shares = Vnd(amount).split(&weights).expect("weights are there");
        prop_assert_eq!(Vnd::checked_sum(shares.iter().copied()), Some(Vnd(amount)));
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        for (share, weight) in shares.iter().zip(&weights) {
            let difference = i128::from(share.0) * total - i128::from(amount) * i128::from(*weight);
            prop_assert!(difference.abs() < total);
        }
    }

    #[test]
    fn a_shown_price_is_read_back(amount in 1..=Vnd::MAX_PRICE.0) {
        prop_assert_eq!(Vnd::parse_spoken(&Vnd(amount).to_string()), Ok(Vnd(amount)));
        prop_assert_eq!(Vnd::parse_spoken(&amount.to_string()), Ok(Vnd(amount)));
    }

    #[test]
    fn thousands_may_be_said(thousands in 1_i64..1000) {
        for word in ["k", " k", "n", " nghìn", " ngàn"] {
            prop_assert_eq!(Vnd::parse_spoken(&format!("{thousands}{word}")), Ok(Vnd(thousands * 1000)));
        }
    }

    #[test]
    fn any_text_is_a_price_or_an_error(text in "\\PC{0,24}") {
        if let Ok(price) = Vnd::parse_spoken(&text) {
            prop_assert!(price > Vnd::ZERO && price <= Vnd::MAX_PRICE);
        }
    }

    #[test]
    fn price_like_text_never_panics(text in "[0-9., kntrđcủ\\-]{0,16}") {
        let _ = Vnd::parse_spoken(&text);
    }

    #[test]
    fn words_never_have_stray_spaces(amount in any::<i64>()) {
        let words = Vnd(amount).in_words();
        prop_assert!(words.ends_with(" đồng") && !words.contains("  "));
    }
}
