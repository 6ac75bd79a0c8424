//! Opening a booth.

use serde::Deserialize;

use crate::problem::FieldError;
use crate::say::Locale;
use crate::text::nfc_clean;

/// The texts of the form that opens a booth; the photo comes beside them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OpenBooth {
    /// Name of the cooperative.
    pub name: String,
    /// Code of the commune.
    pub ward_code: String,
}

/// The most letters of a cooperative's name.
const MAX_NAME: usize = 120;

impl OpenBooth {
    /// The name with single spaces.
    ///
    /// # Errors
    /// At `name`.
    pub fn name(&self, l: Locale) -> Result<String, FieldError> {
        let name = nfc_clean(&self.name);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 3 {
            let message = l.say(
                "Viết tên hợp tác xã như trên giấy phép",
                "Write the cooperative's name as on its licence",
            );
            return Err(FieldError::new("name", "required", message));
        }
        if name.chars().count() > MAX_NAME {
            let message = l.say("Tên dài quá 120 chữ", "At most 120 letters");
            return Err(FieldError::new("name", "too_long", message));
        }
        Ok(name)
    }
}

/// `HTX Đồng Mỏ` for `Hợp tác xã Đồng Mỏ`; other names stay as they are.
#[must_use]
pub fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let toned: Vec<String> = words
        .iter()
        .take(3)
        .map(|word| crate::text::fold(word))
        .collect();
    match (toned.join(" ").as_str(), words.get(3..)) {
        ("hop tac xa", Some(rest)) if !rest.is_empty() => format!("HTX {}", rest.join(" ")),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_as_people_do() {
        assert_eq!(short_name("Hợp tác xã Đồng Mỏ"), "HTX Đồng Mỏ");
        assert_eq!(
            short_name("HỢP TÁC XÃ nông nghiệp Bảo Minh"),
            "HTX nông nghiệp Bảo Minh"
        );
        assert_eq!(short_name("Hợp tác xã"), "Hợp tác xã");
        assert_eq!(short_name("HTX Sơn Nam"), "HTX Sơn Nam");
    }
}
