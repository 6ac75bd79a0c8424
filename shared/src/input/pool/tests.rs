use super::*;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn codes<T: std::fmt::Debug>(read: Result<T, Vec<FieldError>>) -> Vec<String> {
    read.expect_err("wrong")
        .into_iter()
        .map(|e| e.path)
        .collect()
}

#[test]
fn claims_are_read() {
    let typed = fields(&[
        ("ocop", "4"),
        ("kind", "organic"),
        ("kind", "vietgap"),
        ("mark", " Chi  Lăng "),
    ]);
    let claims = claims(&typed, Locale::Vi).expect("read");
    let words: Vec<_> = claims
        .iter()
        .map(|c| (c.kind.code(), c.stars, c.mark.as_deref()))
        .collect();
    assert_eq!(
        words,
        [
            ("ocop", Some(4), None),
            ("vietgap", None, None),
            ("organic", None, None),
            ("mark", None, Some("Chi Lăng"))
        ]
    );
    assert_eq!(
        codes(super::claims(
            &fields(&[("ocop", "7"), ("mark", "a,b")]),
            Locale::Vi
        )),
        ["ocop", "mark"]
    );
}

#[test]
fn shares_and_caps_are_numbers() {
    let agreed = Agreed::read(&fields(&[("share", "2"), ("cap", "20 triệu")]), Locale::Vi);
    assert_eq!(
        agreed,
        Ok(Agreed {
            share: 2,
            month_cap: Some(Vnd(20_000_000))
        })
    );
    assert_eq!(
        codes(Agreed::read(
            &fields(&[("share", "0"), ("cap", "x")]),
            Locale::Vi
        )),
        ["share", "cap"]
    );
}

#[test]
fn terms_take_prices_season_and_day() {
    let today = VnDate::new(2026, 8, 15).expect("a day");
    let typed = fields(&[
        ("price.a", "180k"),
        ("main", "7"),
        ("main", "8"),
        ("minor", "9"),
        ("harvested", "14/8/2026"),
    ]);
    let terms = Terms::read(&typed, false, today, Locale::Vi).expect("read");
    assert_eq!(terms.prices, [("a".to_owned(), Vnd(180_000))]);
    assert_eq!(terms.season, Some(Season::of_months(&[7, 8], &[9])));
    assert_eq!(
        terms.harvested_on.map(VnDate::iso),
        Some("2026-08-14".to_owned())
    );
    let fixed = Terms::read(&typed, true, today, Locale::Vi).expect("read");
    assert!(fixed.prices.is_empty());
    assert_eq!(
        codes(Terms::read(
            &fields(&[("price.a", "x"), ("harvested", "2020-01-01")]),
            false,
            today,
            Locale::Vi
        )),
        ["price.a", "harvested"]
    );
}

#[test]
fn deeds_and_months_have_names() {
    assert_eq!(PoolDeed::of_code("roi"), Some(PoolDeed::Leave));
    assert_eq!(PoolDeed::Invite.code(), "moi");
    assert_eq!(PoolDeed::of_code("x"), None);
    assert_eq!(month_of("2026-08"), Some(202_608));
    assert_eq!(month_of("2026-13"), None);
}

#[test]
fn a_pool_needs_its_brand() {
    let typed = fields(&[("name", "Long nhãn sấy"), ("price", "95k")]);
    let (form, wrong) = NewPool::read(&typed, Locale::Vi);
    assert_eq!(codes(Err::<(), _>(wrong)), ["brand"]);
    assert_eq!(
        form.goods.name, "Long nhãn sấy",
        "the rest is looked at too"
    );
}
