//! What one pays a price for, in words.

use crate::quantity::{Measure, Quantity, Unit};
use crate::say::Locale;

/// The unit of a price: `kg`, `túi 100 g`, `chai 500 ml`, `thùng 3 kg`. Number and measure stay on one line.
#[must_use]
pub fn pack_label(
    unit: Unit,
    net_weight_g: Option<i64>,
    net_volume_ml: Option<i64>,
    l: Locale,
) -> String {
    let word = unit.word(l);
    if unit.measure() != Measure::Count || unit == Unit::Chuc {
        return word.to_owned();
    }
    let net = match (net_weight_g, net_volume_ml) {
        (Some(g), _) if g > 0 => measured(g, Unit::Kg, "g", l),
        (_, Some(ml)) if ml > 0 => measured(ml, Unit::Lit, "ml", l),
        _ => return word.to_owned(),
    };
    format!("{word} {net}")
}

/// `500 g` below one whole unit, `1,5 kg` above.
fn measured(steps: i64, unit: Unit, small: &str, l: Locale) -> String {
    if steps < unit.steps_per_unit() {
        format!("{steps}\u{a0}{small}")
    } else {
        Quantity::of(steps, unit).words(l)
    }
}

/// A label stored in Vietnamese, in the reader's language.
#[must_use]
pub fn pack_label_in(stored: &str, l: Locale) -> String {
    if l == Locale::Vi {
        return stored.to_owned();
    }
    let translated = Unit::ALL.iter().find_map(|unit| {
        let rest = stored.strip_prefix(unit.word(Locale::Vi))?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| (unit.word(l), rest))
    });
    match translated {
        Some((word, rest)) => {
            let litre = rest.replace("lít", Unit::Lit.word(l));
            format!("{word}{}", litre.replace(',', "."))
        }
        None => stored.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: String) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn packs_say_what_is_in_them() {
        let vi = |unit, g, ml| plain(pack_label(unit, g, ml, Locale::Vi));
        assert_eq!(vi(Unit::Kg, Some(1000), None), "kg");
        assert_eq!(vi(Unit::Tui, Some(100), None), "túi 100 g");
        assert_eq!(vi(Unit::Thung, Some(3000), None), "thùng 3 kg");
        assert_eq!(vi(Unit::Con, Some(1300), None), "con 1,3 kg");
        assert_eq!(vi(Unit::Chai, None, Some(500)), "chai 500 ml");
        assert_eq!(vi(Unit::Chuc, Some(600), None), "chục (10 quả)");
        assert_eq!(vi(Unit::Vi, None, None), "vỉ");
    }

    #[test]
    fn stored_labels_are_told_in_both_languages() {
        for unit in Unit::ALL {
            for net in [None, Some(250), Some(1500)] {
                let stored = pack_label(*unit, net, None, Locale::Vi);
                assert_eq!(pack_label_in(&stored, Locale::Vi), stored);
                assert_eq!(
                    pack_label_in(&stored, Locale::En),
                    pack_label(*unit, net, None, Locale::En)
                );
            }
        }
        let bottle = pack_label(Unit::Chai, None, Some(1500), Locale::Vi);
        assert_eq!(
            plain(pack_label_in(&bottle, Locale::En)),
            "bottle 1.5 litre"
        );
        assert_eq!(pack_label_in("gùi", Locale::En), "gùi");
    }
}
