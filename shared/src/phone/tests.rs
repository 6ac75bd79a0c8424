use proptest::prelude::*;

use super::*;

#[test]
fn every_way_of_writing_a_number_is_one_form() {
    for text in [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "+84 0912 345 678",
        "  0912\u{a0}345\u{a0}678 ",
    ] {
        let phone = Phone::parse(text).expect(text);
        assert_eq!(phone.e164(), "+84912345678", "{text}");
        assert_eq!(phone.to_string(), "0912 345 678");
        assert_eq!(phone.masked(), "0912•••678");
        assert_eq!(format!("{phone:?}"), "Phone(0912•••678)");
    }
}

#[test]
fn numbers_from_before_2018_become_ten_digits() {
    for (old, new) in [
        ("0120 1234567", "+84701234567"),
        ("0121 1234567", "+84791234567"),
        ("0122 1234567", "+84771234567"),
        ("0126 1234567", "+84761234567"),
        ("0128 1234567", "+84781234567"),
        ("0123 1234567", "+84831234567"),
        ("0124 1234567", "+84841234567"),
        ("0125 1234567", "+84851234567"),
        ("0127 1234567", "+84811234567"),
        ("0129 1234567", "+84821234567"),
        ("0162 1234567", "+84321234567"),
        ("0169 1234567", "+84391234567"),
        ("0186 1234567", "+84561234567"),
        ("0188 1234567", "+84581234567"),
        ("0199 1234567", "+84591234567"),
        ("+84 168 1234567", "+84381234567"),
    ] {
        assert_eq!(
            Phone::parse(old).as_ref().map(Phone::e164),
            Ok(new),
            "{old}"
        );
    }
}

#[test]
fn every_prefix_of_today_is_known() {
    for prefix in [
        "086", "096", "097", "098", "032", "033", "034", "035", "036", "037", "038", "039", "081",
        "082", "083", "084", "085", "088", "091", "094", "070", "076", "077", "078", "079", "089",
        "090", "093", "052", "056", "058", "092", "059", "099", "087", "055",
    ] {
        assert!(
            Phone::parse(&format!("{prefix}1234567")).is_ok(),
            "{prefix}"
        );
    }
    for prefix in [
        "030", "031", "040", "050", "051", "053", "054", "057", "060", "071", "075", "080", "095",
        "010", "0110",
    ] {
        assert_eq!(
            Phone::parse(&format!("{prefix}1234567")),
            Err(PhoneError::UnknownPrefix),
            "{prefix}"
        );
    }
}

#[test]
fn errors_say_what_to_change() {
    for (text, error) in [
        ("", PhoneError::Empty),
        ("  ", PhoneError::Empty),
        ("mai", PhoneError::NotDigits),
        ("0912 345 67o", PhoneError::NotDigits),
        ("+", PhoneError::NotDigits),
        ("091234567", PhoneError::TooShort(1)),
        ("+8491234567", PhoneError::TooShort(1)),
        ("912345678", PhoneError::TooShort(1)),
        ("0", PhoneError::TooShort(9)),
        ("09123456789", PhoneError::TooLong(1)),
        ("+1 415 555 0100", PhoneError::UnknownPrefix),
        ("1912345678", PhoneError::UnknownPrefix),
        ("0212 385 2345", PhoneError::Landline),
    ] {
        assert_eq!(Phone::parse(text), Err(error), "{text}");
    }
    assert!(
        PhoneError::TooShort(1)
            .say(Locale::Vi)
            .starts_with("Số này thiếu 1 chữ số")
    );
    assert_eq!(
        Phone::parse_contact("0212 385 2345").map(|p| p.to_string()),
        Ok("0212 385 2345".to_owned())
    );
}

#[test]
fn json_is_the_stored_form() {
    let phone = Phone::parse("0912 345 678").expect("a number");
    let json = serde_json::to_string(&phone).expect("json");
    assert_eq!(json, "\"+84912345678\"");
    assert_eq!(serde_json::from_str::<Phone>(&json).expect("json"), phone);
    assert!(serde_json::from_str::<Phone>("\"12\"").is_err());
}

proptest! {
    #[test]
    fn what_we_show_is_what_we_read(rest in "[0-9]{7}", prefix in prop::sample::select(vec!["032", "058", "070", "086", "091", "099"])) {
        let phone = Phone::parse(&format!("{prefix}{rest}")).expect("a number");
        for text in [phone.to_string(), phone.e164().to_owned(), phone.national()] {
            prop_assert_eq!(Phone::parse(&text), Ok(phone.clone()));
        }
    }

    #[test]
    fn any_text_is_a_number_or_an_error(text in "\\PC{0,24}") {
        if let Ok(phone) = Phone::parse_contact(&text) {
            prop_assert!(phone.e164().starts_with("+84") && (12..=13).contains(&phone.e164().len()));
        }
    }

    #[test]
    fn digits_never_panic(text in "[0-9 +.\\-]{0,16}") {
        if let Err(error) = Phone::parse(&text) {
            prop_assert!(!error.say(Locale::Vi).is_empty() && !error.say(Locale::En).is_empty());
        }
    }
}
