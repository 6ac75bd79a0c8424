//! Banks that take transfers by VietQR, with their numbers at Napas.
//!
//! From the table of the MIT-licensed vietnam-qr-pay, as of 2026. Banks merge and change names; a number that is not here is
//! taken all the same when it has six digits, because Napas decides and not this table.

/// A bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bank {
    /// Its number at Napas (BIN).
    pub bin: &'static str,
    /// The name people know it by.
    pub name: &'static str,
    /// What it was called before; empty when it always was called so.
    pub former: &'static str,
}

const fn bank(bin: &'static str, name: &'static str, former: &'static str) -> Bank {
    Bank { bin, name, former }
}

/// The banks: first those that most cooperatives have their account with, then the rest by name.
pub const BANKS: &[Bank] = &[
    bank("970405", "Agribank", ""),
    bank("970449", "LPBank", "LienVietPostBank"),
    bank("970446", "Co-opBank", ""),
    bank("970436", "Vietcombank", ""),
    bank("970415", "VietinBank", ""),
    bank("970418", "BIDV", ""),
    bank("970422", "MB", ""),
    bank("970407", "Techcombank", ""),
    bank("970416", "ACB", ""),
    bank("970432", "VPBank", ""),
    bank("970403", "Sacombank", ""),
    bank("970423", "TPBank", ""),
    bank("970425", "ABBANK", ""),
    bank("970409", "Bac A Bank", ""),
    bank("970438", "BaoViet Bank", ""),
    bank("970454", "BVBank", "Viet Capital Bank"),
    bank("546034", "Cake", ""),
    bank("970444", "CBBank", ""),
    bank("422589", "CIMB", ""),
    bank("796500", "DBS", ""),
    bank("970431", "Eximbank", ""),
    bank("970408", "GPBank", ""),
    bank("970437", "HDBank", ""),
    bank("970442", "Hong Leong", ""),
    bank("458761", "HSBC", ""),
    bank("970434", "Indovina", ""),
    bank("668888", "Kasikorn", ""),
    bank("970452", "Kienlongbank", ""),
    bank("963369", "Liobank", ""),
    bank("970414", "MBV", "OceanBank"),
    bank("971025", "MoMo", ""),
    bank("970426", "MSB", ""),
    bank("970428", "Nam A Bank", ""),
    bank("970419", "NCB", ""),
    bank("970448", "OCB", ""),
    bank("970430", "PGBank", ""),
    bank("970439", "Public Bank", ""),
    bank("970412", "PVcomBank", ""),
    bank("970400", "Saigonbank", ""),
    bank("970429", "SCB", ""),
    bank("970440", "SeABank", ""),
    bank("970443", "SHB", ""),
    bank("970424", "Shinhan", ""),
    bank("970410", "Standard Chartered", ""),
    bank("963388", "Timo", ""),
    bank("546035", "Ubank", ""),
    bank("970458", "UOB", ""),
    bank("970441", "VIB", ""),
    bank("970427", "VietABank", ""),
    bank("970433", "Vietbank", ""),
    bank("970406", "Vikki", "DongA Bank"),
    bank("970421", "VRB", ""),
    bank("970457", "Woori", ""),
];

/// The bank with the number.
#[must_use]
pub fn find(bin: &str) -> Option<&'static Bank> {
    BANKS.iter().find(|bank| bank.bin == bin)
}

/// The bank's name, or its number when it is not in the table.
#[must_use]
pub fn name(bin: &str) -> &str {
    find(bin).map_or(bin, |bank| bank.name)
}

/// Whether it has the shape of a bank's number.
#[must_use]
pub fn is_bin(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_six_digits_and_one_bank_s_own() {
        for bank in BANKS {
            assert!(is_bin(bank.bin), "{}", bank.name);
            assert_eq!(find(bank.bin), Some(bank));
            assert!(!bank.name.is_empty());
        }
        assert_eq!(name("970405"), "Agribank");
        assert_eq!(name("970449"), "LPBank");
        assert_eq!(name("123456"), "123456");
        assert_eq!(find("970446").map(|bank| bank.name), Some("Co-opBank"));
        assert_eq!(BANKS.len(), 53);
        assert!(!is_bin("97040") && !is_bin("97040x"));
    }
}
