use proptest::prelude::*;

use super::*;
use crate::money::Vnd;

#[test]
fn codes_and_words_name_their_unit() {
    for unit in Unit::ALL.iter().copied() {
        assert_eq!(unit.code().parse(), Ok(unit));
        assert_eq!(unit.word(Locale::Vi).parse(), Ok(unit));
        assert_eq!(
            serde_json::to_string(&unit).expect("json"),
            format!("\"{}\"", unit.code())
        );
    }
    for (text, unit) in [
        ("Yến", Unit::Yen),
        ("cân", Unit::Kg),
        ("ký", Unit::Kg),
        ("KG", Unit::Kg),
        ("trái", Unit::Qua),
        ("hu\u{303}", Unit::Hu),
        ("chục", Unit::Chuc),
        ("bó", Unit::Bo),
        ("lạng", Unit::Lang),
    ] {
        assert_eq!(text.parse(), Ok(unit), "{text}");
    }
    assert_eq!("pound".parse::<Unit>(), Err(UnknownUnit));
    assert_eq!("".parse::<Unit>(), Err(UnknownUnit));
}

#[test]
fn quantities_are_read_in_steps() {
    for (text, unit, steps) in [
        ("5.5", Unit::Kg, 5500),
        ("5,5", Unit::Kg, 5500),
        ("1.250", Unit::Kg, 1250),
        ("0,001", Unit::Kg, 1),
        ("2", Unit::Yen, 20_000),
        ("1,5", Unit::Ta, 150_000),
        ("0.3", Unit::Lang, 30),
        ("0,75", Unit::Lit, 750),
        ("3", Unit::Tui, 3),
        ("3.0", Unit::Tui, 3),
        ("007", Unit::Qua, 7),
        (" 2 ", Unit::Chuc, 2),
    ] {
        assert_eq!(
            Quantity::parse(text, unit),
            Ok(Quantity::of(steps, unit)),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_quantity_says_why() {
    for (text, unit, error) in [
        ("", Unit::Kg, QuantityError::Empty),
        ("  ", Unit::Kg, QuantityError::Empty),
        ("năm", Unit::Kg, QuantityError::NotANumber),
        ("1.2.3", Unit::Kg, QuantityError::NotANumber),
        (".5", Unit::Kg, QuantityError::NotANumber),
        ("5.", Unit::Kg, QuantityError::NotANumber),
        ("+5", Unit::Kg, QuantityError::NotANumber),
        ("1e3", Unit::Kg, QuantityError::NotANumber),
        ("-", Unit::Kg, QuantityError::NotANumber),
        ("-1", Unit::Kg, QuantityError::Negative),
        ("0", Unit::Kg, QuantityError::Zero),
        ("0,000", Unit::Kg, QuantityError::Zero),
        ("1,5", Unit::Con, QuantityError::TooPrecise),
        ("0,0001", Unit::Kg, QuantityError::TooPrecise),
        ("0,0000000000001", Unit::Kg, QuantityError::TooPrecise),
        ("1000000001", Unit::Kg, QuantityError::TooLarge),
        ("99999999999999999999999", Unit::Kg, QuantityError::TooLarge),
    ] {
        assert_eq!(Quantity::parse(text, unit), Err(error), "{text}");
    }
    assert_eq!(
        Quantity::parse_stock("0", Unit::Kg),
        Ok(Quantity::of(0, Unit::Kg))
    );
}

#[test]
fn people_see_commas_and_programs_points() {
    let quantity = Quantity::of(5500, Unit::Kg);
    assert_eq!(quantity.decimal(), "5.5");
    assert_eq!(quantity.words(Locale::Vi), "5,5\u{a0}kg");
    assert_eq!(quantity.words(Locale::En), "5.5\u{a0}kg");
    assert_eq!(
        Quantity::of(1, Unit::Chuc).words(Locale::Vi),
        "1\u{a0}chục (10 quả)"
    );
    let said = |steps, unit| Quantity::of(steps, unit).words(Locale::En);
    assert_eq!(said(1, Unit::Tui), "1\u{a0}bag");
    assert_eq!(said(4, Unit::Tui), "4\u{a0}bags");
    assert_eq!(said(2, Unit::Hop), "2\u{a0}boxes");
    assert_eq!(said(3, Unit::Bo), "3\u{a0}bunches");
    assert_eq!(said(2, Unit::Con), "2\u{a0}animals");
    assert_eq!(said(200, Unit::Lang), "2\u{a0}lạng (100 g)");
    assert_eq!(said(1500, Unit::Lit), "1.5\u{a0}litres");
    assert_eq!(Quantity::of(-250, Unit::Kg).decimal(), "-0.25");
    assert_eq!(Quantity::of(50, Unit::Kg).decimal(), "0.05");
    assert_eq!(Quantity::of(10_000, Unit::Yen).decimal(), "1");
}

#[test]
fn totals_are_rounded_half_up_to_the_dong() {
    let total = |price, steps, unit| line_total(Vnd(price), Quantity::of(steps, unit)).map(|v| v.0);
    assert_eq!(total(65_000, 5500, Unit::Kg), Some(357_500));
    assert_eq!(total(48_000, 3, Unit::Tui), Some(144_000));
    assert_eq!(total(1, 499, Unit::Kg), Some(0));
    assert_eq!(total(1, 500, Unit::Kg), Some(1));
    assert_eq!(total(99_999, 1, Unit::Kg), Some(100));
    assert_eq!(total(i64::MAX, 2, Unit::Tui), None);
    assert_eq!(per_kg(Vnd(48_000), 100), Some(Vnd(480_000)));
    assert_eq!(per_kg(Vnd(100_000), 300), Some(Vnd(333_333)));
    assert_eq!(
        per_kg(Vnd(1_200_000), Unit::Yen.steps_per_unit()),
        Some(Vnd(120_000))
    );
    assert_eq!(per_kg(Vnd(48_000), 0), None);
    assert_eq!(per_litre(Vnd(90_000), 750), Some(Vnd(120_000)));
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL)
}

proptest! {
    #[test]
    fn a_quantity_comes_back_from_its_text(steps in 1..=Quantity::MAX_STEPS, unit in any_unit()) {
        let quantity = Quantity::of(steps, unit);
        prop_assert_eq!(Quantity::parse(&quantity.decimal(), unit), Ok(quantity));
        prop_assert_eq!(Quantity::parse(&quantity.number(Locale::Vi), unit), Ok(quantity));
        prop_assert!(!quantity.decimal().contains('.') || !quantity.decimal().ends_with('0'));
    }

    #[test]
    fn any_text_is_a_quantity_or_an_error(text in "\\PC{0,24}", unit in any_unit()) {
        if let Ok(quantity) = Quantity::parse(&text, unit) {
            prop_assert!(quantity.steps > 0 && quantity.steps <= Quantity::MAX_STEPS);
        }
        let _ = text.parse::<Unit>();
    }

    #[test]
    fn a_total_is_within_half_a_dong(price in 0_i64..1_000_000_000, steps in 0_i64..10_000_000, unit in any_unit()) {
        let total = line_total(Vnd(price), Quantity::of(steps, unit)).expect("it fits");
        let (exact, by) = (i128::from(price) * i128::from(steps), i128::from(unit.steps_per_unit()));
        let off = i128::from(total.0) * by - exact;
        prop_assert!(-by < 2 * off && 2 * off <= by);
    }
}
