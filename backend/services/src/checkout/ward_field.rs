//! The field that finds the buyer's commune.

use super::words::ward_name;
use shared::input::checkout::CheckoutForm;
use shared::places::{Places, Ward, WardHit, places};
use shared::say::Locale;
use shared::view::cart::WardChoice;

/// Communes proposed for some words.
const WARD_CHOICES: usize = 8;

/// What the form says about the commune.
pub struct WardField {
    /// The chosen one.
    pub ward: Option<&'static Ward>,
    /// What stands in the field.
    pub text: String,
    /// Those to choose from.
    pub choices: Vec<WardChoice>,
}

/// Reads the commune: one picked from the list, the one chosen before if its name still stands in the field, else
/// whatever the words mean. One hit is chosen at once, several are offered.
pub fn ward_field(form: &CheckoutForm, l: Locale) -> WardField {
    let places = places();
    let chosen = |ward: &'static Ward| WardField {
        ward: Some(ward),
        text: ward_name(ward),
        choices: Vec::new(),
    };
    let typed: String = form.ward_q.trim().chars().take(200).collect();
    if let Some(ward) = places.ward(form.ward_pick.trim()) {
        return chosen(ward);
    }
    if let Some(ward) = places.ward(form.ward_code.trim())
        && (typed.is_empty() || typed == ward_name(ward))
    {
        return chosen(ward);
    }
    let hits = if typed.is_empty() {
        Vec::new()
    } else {
        places.search(&typed, WARD_CHOICES)
    };
    if let [only] = hits.as_slice()
        && let Some(ward) = places.ward(&only.code)
    {
        return chosen(ward);
    }
    let choices = hits
        .iter()
        .filter_map(|hit| choice(places, hit, l))
        .collect();
    WardField {
        ward: None,
        text: typed,
        choices,
    }
}

fn choice(places: &'static Places, hit: &WardHit, l: Locale) -> Option<WardChoice> {
    let ward = places.ward(&hit.code)?;
    let old = hit
        .matched_old_name
        .as_ref()
        .map(|old| match (l, hit.only_part) {
            (Locale::Vi, false) => format!("gồm {old} cũ"),
            (Locale::Vi, true) => format!("gồm một phần {old} cũ"),
            (Locale::En, false) => format!("with the former {old}"),
            (Locale::En, true) => format!("with a part of the former {old}"),
        });
    Some(WardChoice {
        code: hit.code.clone(),
        name: places.label(ward),
        old: old.unwrap_or_default(),
        chosen: false,
    })
}
