use proptest::prelude::*;

use super::*;

fn past(name: &str, unit: Unit, net_weight_g: Option<i64>, price: i64) -> Past {
    let facts = Facts {
        unit,
        net_weight_g,
        ..guess(name, &[]).facts
    };
    Past {
        name: name.to_owned(),
        facts,
        price: Vnd(price),
    }
}

#[test]
fn words_say_what_goods_usually_are() {
    let of = |name: &str| {
        let guess = guess(name, &[]);
        let class = guess.facts.shipping_class.code();
        (guess.facts.category, guess.facts.unit, class)
    };
    assert_eq!(of("Na dai Chi Lăng"), ("trai-cay".into(), Unit::Kg, "P1"));
    assert_eq!(of("na dai chi lang"), ("trai-cay".into(), Unit::Kg, "P1"));
    assert_eq!(of("Chè Shan tuyết"), ("che-tra".into(), Unit::Goi, "P4"));
    assert_eq!(of("Mật ong hoa nhãn"), ("mat-ong".into(), Unit::Chai, "P4"));
    assert_eq!(of("Trứng gà so"), ("thit-trung".into(), Unit::Chuc, "P3"));
    assert_eq!(of("Gà đồi làm sẵn"), ("thit-trung".into(), Unit::Con, "P1"));
    assert_eq!(of("Xoài sấy dẻo"), ("do-kho".into(), Unit::Tui, "P4"));
    assert_eq!(of("Xoài tròn"), ("trai-cay".into(), Unit::Kg, "P2"));
    assert_eq!(of("Trà hoa hồng"), ("che-tra".into(), Unit::Hop, "P4"));
}

#[test]
fn a_word_counts_only_whole() {
    // "nam" is not "na", "ganh" is not "gà".
    assert_eq!(guess("Nam bộ", &[]).origin, Origin::Nothing);
    assert_eq!(guess("Gánh hàng", &[]).origin, Origin::Nothing);
}

#[test]
fn ones_own_history_counts_more_than_words() {
    let history = [
        past("Mật ong bạc hà", Unit::Hu, Some(500), 320_000),
        past("Na loại 2", Unit::Thung, Some(5_000), 225_000),
        past("Na loại 1", Unit::Thung, Some(3_000), 195_000),
    ];
    let na = guess("Na bở", &history);
    assert_eq!(
        (na.origin, na.facts.unit, na.usual),
        (Origin::History, Unit::Thung, Some(Vnd(225_000)))
    );
    let honey = guess("Mật ong hoa nhãn", &history);
    assert_eq!(
        (honey.facts.unit, honey.usual),
        (Unit::Hu, Some(Vnd(320_000)))
    );
    let unknown = guess("Thổ cẩm", &history);
    assert_eq!(
        (unknown.origin, unknown.facts.unit, unknown.usual),
        (Origin::Last, Unit::Hu, None)
    );
    // One common word that is not the first says little.
    assert_eq!(guess("Trà mật", &history).origin, Origin::Words);
}

#[test]
fn a_nought_too_many_is_seen() {
    let usual = Some(Vnd(180_000));
    assert_eq!(slip(Vnd(18_000), usual), Some(Vnd(180_000)));
    assert_eq!(slip(Vnd(1_800_000), usual), Some(Vnd(180_000)));
    assert_eq!(slip(Vnd(180), usual), Some(Vnd(180_000)));
    assert_eq!(slip(Vnd(54_000), usual), None);
    assert_eq!(slip(Vnd(540_000), usual), None);
    assert_eq!(slip(Vnd(18_000), None), None);
    assert_eq!(slip(Vnd(i64::MAX), Some(Vnd(10))), None);
}

#[test]
fn wrapping_weighs_something() {
    assert_eq!(packed_weight(Unit::Kg, None, None), 1_100);
    assert_eq!(packed_weight(Unit::Tui, Some(100), None), 130);
    assert_eq!(packed_weight(Unit::Chai, None, Some(500)), 770);
    assert_eq!(packed_weight(Unit::Vi, None, None), 550);
}

#[test]
fn every_line_of_the_table_can_be_reached_and_is_sound() {
    for unit in Unit::ALL {
        assert!(packed_weight(*unit, Some(250), None) > 0);
    }
    for name in [
        "bánh chưng",
        "rau cải",
        "bí xanh",
        "cam",
        "bưởi",
        "gạo nếp",
        "thịt trâu gác bếp",
    ] {
        let guess = guess(name, &[]);
        assert_eq!(guess.origin, Origin::Words, "{name}");
        assert!(guess.facts.gross_weight_g > 0 && guess.facts.shelf_life_days > 0);
        assert!(guess.usual.is_some_and(|price| price.0 > 0));
    }
}

proptest! {
    #[test]
    fn any_name_has_a_proposal(name in ".{0,60}", price in any::<i64>(), usual in any::<i64>()) {
        let history = [past("Na loại 1", Unit::Thung, Some(3_000), 195_000)];
        let proposed = guess(&name, &history);
        prop_assert!(proposed.facts.gross_weight_g > 0);
        if let Some(other) = slip(Vnd(price), Some(Vnd(usual))) {
            prop_assert!(i128::from(other.0) * 10 >= i128::from(usual) * 3 && i128::from(other.0) <= i128::from(usual) * 3);
        }
    }
}
