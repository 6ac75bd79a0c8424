//! Which pack a viewer means who names a size: `500g`, `to`.

use crate::text::fold;

/// Words for a size in the names of packs, folded, by the size as comments are read.
const WORDS: [(&str, &[&str]); 3] = [
    ("to", &["to", "lon", "bu", "dai"]),
    ("nhỏ", &["nho", "be", "mini"]),
    ("vừa", &["vua"]),
];

/// A pack that could be meant.
#[derive(Clone, Copy, Debug)]
pub struct Pack<'a> {
    /// Its code in the livestream.
    pub code: &'a str,
    /// What it is a pack of: packs of one good have the same.
    pub good: u128,
    /// `Túi 500 g`, `Hộp to`.
    pub name: &'a str,
    /// Net weight in grams.
    pub net_weight_g: Option<i64>,
    /// Net volume in millilitres.
    pub net_volume_ml: Option<i64>,
}

impl Pack<'_> {
    fn is(&self, size: &str) -> bool {
        if let Some((grams, ml)) = measure(size) {
            return (grams.is_some() && grams == self.net_weight_g)
                || (ml.is_some() && ml == self.net_volume_ml);
        }
        let name = fold(self.name);
        let known = WORDS.iter().find(|(word, _)| *word == size);
        known.is_some_and(|(_, words)| name.split_whitespace().any(|word| words.contains(&word)))
    }
}

/// Grams or millilitres of `500g`, `1kg`, `0.5l`.
fn measure(size: &str) -> Option<(Option<i64>, Option<i64>)> {
    let at = size.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = size.split_at(at);
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let thousandths: i64 = format!("{whole}{:0<3}", rest.get(..3).unwrap_or(rest))
        .parse()
        .ok()?;
    match unit {
        "kg" => Some((Some(thousandths), None)),
        "g" => Some((Some(thousandths / 1000), None)),
        "l" => Some((None, Some(thousandths))),
        "ml" => Some((None, Some(thousandths / 1000))),
        _ => None,
    }
}

/// The code of the pack that is meant by `code` and a size: that one itself, or the only other pack of the same good which
/// has the size. None when no pack or several have it, and a person has to ask.
#[must_use]
pub fn pack_of<'a>(packs: &[Pack<'a>], code: &str, size: &str) -> Option<&'a str> {
    let named = packs.iter().find(|pack| pack.code == code)?;
    if named.is(size) {
        return Some(named.code);
    }
    let mut others = packs
        .iter()
        .filter(|pack| pack.good == named.good && pack.is(size));
    match (others.next(), others.next()) {
        (Some(only), None) => Some(only.code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack<'a>(code: &'a str, good: u128, name: &'a str, grams: Option<i64>) -> Pack<'a> {
        Pack {
            code,
            good,
            name,
            net_weight_g: grams,
            net_volume_ml: None,
        }
    }

    #[test]
    fn a_size_names_a_pack_of_the_same_good() {
        let all = [
            pack("A1", 1, "Túi 1 kg", Some(1000)),
            pack("A2", 1, "Túi 500 g", Some(500)),
            pack("A3", 2, "Hộp to", None),
            pack("A4", 2, "Hộp bé", None),
            pack("A5", 3, "Túi 500 g", Some(500)),
            pack("A6", 3, "Hũ 500 g", Some(500)),
            pack("A7", 3, "Túi 2 kg", Some(2000)),
        ];
        let found = |code, size| pack_of(&all, code, size);
        assert_eq!(found("A1", "1kg"), Some("A1"));
        assert_eq!(found("A1", "500g"), Some("A2"));
        assert_eq!(found("A1", "0.5kg"), Some("A2"));
        assert_eq!(found("A1", "2kg"), None, "another good's pack");
        assert_eq!(found("A3", "nhỏ"), Some("A4"));
        assert_eq!(found("A4", "to"), Some("A3"));
        assert_eq!(found("A3", "vừa"), None);
        assert_eq!(found("A7", "500g"), None, "two packs have it");
        assert_eq!(found("B1", "500g"), None);
    }

    #[test]
    fn volumes_are_sizes_too() {
        let oil = Pack {
            net_volume_ml: Some(500),
            ..pack("A1", 1, "Chai", None)
        };
        assert_eq!(pack_of(&[oil], "A1", "0.5l"), Some("A1"));
        assert_eq!(pack_of(&[oil], "A1", "500ml"), Some("A1"));
        assert_eq!(pack_of(&[oil], "A1", "500g"), None);
    }
}
