//! The bank account of a cooperative.

use serde::Deserialize;

use crate::payment::BankAccount;
use crate::problem::FieldError;
use crate::say::Locale;
use crate::text::nfc_clean;

/// The form of the account.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeAccount {
    /// The bank's number at Napas.
    pub bin: String,
    /// The account's number.
    pub number: String,
    /// Its holder.
    pub holder: String,
}

impl ChangeAccount {
    /// The account.
    ///
    /// # Errors
    /// Everything that is wrong, each at its field.
    pub fn parse(&self, l: Locale) -> Result<BankAccount, Vec<FieldError>> {
        let mut errors = Vec::new();
        let bin = self.bin.trim().to_owned();
        if bin.len() != 6 || !bin.bytes().all(|b| b.is_ascii_digit()) {
            let message = l.say("Chọn ngân hàng", "Choose the bank");
            errors.push(FieldError::new("bin", "required", message));
        }
        let number: String = self
            .number
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
            .collect::<String>()
            .to_ascii_uppercase();
        if !(6..=19).contains(&number.len()) || !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let message = l.say(
                "Số tài khoản từ 6 đến 19 chữ số. Chép lại từ ứng dụng ngân hàng",
                "An account number has 6 to 19 digits. Copy it from the bank's app",
            );
            errors.push(FieldError::new("number", "not_a_number", message));
        }
        let holder = nfc_clean(&self.holder).to_uppercase();
        if holder.is_empty() || holder.chars().count() > 60 {
            let message = l.say(
                "Ghi tên chủ tài khoản như ngân hàng in, tối đa 60 chữ",
                "Write the holder as the bank prints it, at most 60 letters",
            );
            errors.push(FieldError::new("holder", "required", message));
        }
        if errors.is_empty() {
            return Ok(BankAccount {
                bin,
                number,
                holder,
            });
        }
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let form = ChangeAccount {
            bin: "970405".into(),
            number: "1234 5678-90123".into(),
            holder: "htx Đồng Mỏ".into(),
        };
        let account = form.parse(Locale::Vi).expect("good");
        assert_eq!(account.number, "1234567890123");
        assert_eq!(account.holder, "HTX ĐỒNG MỎ");
        let fields: Vec<String> = ChangeAccount::default()
            .parse(Locale::Vi)
            .expect_err("empty")
            .into_iter()
            .map(|error| error.path)
            .collect();
        assert_eq!(fields, ["bin", "number", "holder"]);
    }
}
