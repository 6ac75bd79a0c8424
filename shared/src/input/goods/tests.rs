use proptest::prelude::*;

use super::*;
use crate::rules::guess::guess;

fn form(name: &str, price: &str, quantity: &str) -> ListGoods {
    ListGoods {
        name: name.to_owned(),
        price: price.to_owned(),
        quantity: quantity.to_owned(),
        ..ListGoods::default()
    }
}

#[test]
fn three_values_are_enough() {
    let facts = guess("Mật ong hoa nhãn", &[]).facts;
    let goods = form(" Mật ong  hoa nhãn ", "180k", "24")
        .parse(&facts, Locale::Vi)
        .expect("complete");
    assert_eq!(
        (goods.name.as_str(), goods.price, goods.quantity.steps),
        ("Mật ong hoa nhãn", Vnd(180_000), 24)
    );
    assert_eq!(
        (goods.facts.unit, goods.facts.net_volume_ml),
        (Unit::Chai, Some(500))
    );
}

#[test]
fn corrections_win_over_guesses() {
    let facts = guess("Na dai", &[]).facts;
    let mut form = form("Na dai", "195.000", "5");
    form.unit = "thung".to_owned();
    let missing = form
        .parse(&facts, Locale::Vi)
        .expect_err("what is in a carton?");
    assert_eq!(missing[0].path, "pack");
    form.pack = "3kg".to_owned();
    let goods = form.parse(&facts, Locale::Vi).expect("complete");
    assert_eq!(
        (goods.facts.net_weight_g, goods.facts.gross_weight_g),
        (Some(3_000), 3_300)
    );
    form.price_ok = "19500".to_owned();
    let goods = form.parse(&facts, Locale::Vi).expect("complete");
    assert_eq!((goods.price, goods.price_sure), (Vnd(19_500), true));
}

#[test]
fn every_wrong_field_is_told() {
    let facts = guess("", &[]).facts;
    let errors = form("", "abc", "-1")
        .parse(&facts, Locale::Vi)
        .expect_err("all wrong");
    let paths: Vec<&str> = errors.iter().map(|e| e.path.as_str()).collect();
    assert_eq!(paths, ["name", "price", "quantity"]);
}

#[test]
fn contents_are_read_as_people_write_them() {
    let read = |text: &str| pack_field("pack", text, Locale::Vi).ok();
    for (text, want) in [
        ("500 g", (Some(500), None)),
        ("500", (Some(500), None)),
        ("1,5 kg", (Some(1_500), None)),
        ("0.25kg", (Some(250), None)),
        ("2 lạng", (Some(200), None)),
        ("500ml", (None, Some(500))),
        ("1 lít", (None, Some(1_000))),
    ] {
        assert_eq!(read(text), Some(want), "{text}");
    }
    for bad in [
        "",
        "nửa cân",
        "-5 g",
        "0 g",
        "5 tấn",
        "1e9 kg",
        "99999999999999999999 g",
    ] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_measure_or_an_error(text in ".{0,24}") {
        let _ = (pack_field("p", &text, Locale::Vi), weight_field("p", &text, Locale::En));
    }

    #[test]
    fn any_form_is_goods_or_errors(name in ".{0,90}", price in ".{0,12}", quantity in ".{0,12}", pack in ".{0,12}") {
        let facts = guess(&name, &[]).facts;
        let form = ListGoods { pack, ..form(&name, &price, &quantity) };
        match form.parse(&facts, Locale::Vi) {
            Ok(goods) => prop_assert!(goods.price.0 > 0 && goods.quantity.steps > 0),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
