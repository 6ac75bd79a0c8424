//! The sign-ins of the demonstration, which its sign-in page names.

use serde::Deserialize;
use shared::phone::Phone;
use shared::say::Locale;
use shared::view::sign_in::DemoSignIn;

/// The people whose sign-ins are shown, by their key in the demonstration's data.
const SHOWN: [&str; 4] = [
    "director-dong-mo",
    "director-toan-thang",
    "officer",
    "operator",
];

#[derive(Deserialize)]
struct People {
    password: String,
    people: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    name: String,
    phone: String,
}

/// A few sign-ins of the demonstration's people: two directors, the officer, the operator.
pub fn demo_sign_ins(l: Locale) -> Vec<DemoSignIn> {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/people.json"));
    let Ok(file) = serde_json::from_str::<People>(text) else {
        return Vec::new();
    };
    let words = |person: &Person| match (l, person.key.as_str()) {
        (Locale::En, "officer") => "Officer of the alliance".to_owned(),
        (Locale::En, "operator") => "Operator of the market".to_owned(),
        _ => person.name.replace(" (mô phỏng)", ""),
    };
    let find = |key: &&str| file.people.iter().find(|person| person.key == **key);
    let show = |person: &Person| DemoSignIn {
        who: words(person),
        phone: Phone::parse(&person.phone)
            .map_or_else(|_| person.phone.clone(), |phone| phone.to_string()),
        password: file.password.clone(),
    };
    SHOWN.iter().filter_map(find).map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_who_is_named_exists() {
        assert_eq!(demo_sign_ins(Locale::Vi).len(), SHOWN.len());
    }
}
