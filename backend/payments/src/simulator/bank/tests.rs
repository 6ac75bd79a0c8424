use proptest::prelude::*;
use shared::money::Vnd;

use super::*;
use crate::vietqr::{Transfer, payload};

#[test]
fn published_codes_are_read_with_other_schemes_in_them() {
    let zalopay = "00020101021226520010vn.zalopay0203001010627000503173916458628013369138620010A00000072701320006970454011899ZP23237O000015410208QRIBFTTA5204739953037045405690005802VN622108173916458628013369163043895";
    let wanted = Read {
        bin: "970454".into(),
        account: "99ZP23237O00001541".into(),
        amount: Some(69_000),
        content: "39164586280133691".into(),
    };
    assert_eq!(read(zalopay), Some(wanted));
    let lower = "00020101021138570010A00000072701270006970405011312345678901230208QRIBFTTA53037045802VN6304ef9a";
    assert_eq!(read(lower).and_then(|code| code.amount), None);
    assert!(read(lower).is_some() && read(&lower.replace("9704", "9705")).is_none());
}

proptest! {
    #[test]
    fn what_one_writes_the_other_reads(
        account in "[0-9A-Z]{1,19}", amount in 1_i64..9_999_999_999_999, content in "[A-Z0-9 ]{0,25}",
    ) {
        let transfer = Transfer::to_account("970436", &account, Vnd(amount), &content);
        let said = read(&payload(&transfer).expect("a code")).expect("read");
        let wanted = Read { bin: "970436".into(), account, amount: Some(amount), content };
        prop_assert_eq!(said, wanted);
    }

    #[test]
    fn any_text_is_a_code_or_none(text in "\\PC{0,80}") {
        let _ = read(&text);
    }
}
