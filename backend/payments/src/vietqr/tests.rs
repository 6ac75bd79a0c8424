use super::*;

const A: &str = "00020101021238540010A00000072701240006970436011000112233440208QRIBFTTA530370454061500005802VN62120808DH10004563041B45";

fn transfer<'a>(bin: &'a str, number: &'a str, amount: i64, content: &'a str) -> Transfer<'a> {
    Transfer::to_account(bin, number, Vnd(amount), content)
}

fn standing<'a>(bin: &'a str, number: &'a str) -> Transfer<'a> {
    Transfer {
        amount: None,
        ..transfer(bin, number, 0, "")
    }
}

#[test]
fn the_worked_payloads_come_out() {
    assert_eq!(crc16(b"123456789"), 0x29B1);
    let detailed = Transfer {
        name: "HTX CHE SUOI GIANG",
        city: "LAO CAI",
        trade: "5411",
        bill: "100046",
        ..transfer("970422", "0987654321", 1_250_000, "DH100046 HTX SUOI GIANG")
    };
    let card = Transfer {
        service: Service::Card,
        ..transfer("970418", "9704180000000001", 99_000, "DH100047")
    };
    let cases = [
        (transfer("970436", "0011223344", 150_000, "DH100045"), A),
        (
            standing("970405", "1234567890123"),
            "00020101021138570010A00000072701270006970405011312345678901230208QRIBFTTA53037045802VN6304EF9A",
        ),
        (
            detailed,
            "00020101021238540010A00000072701240006970422011009876543210208QRIBFTTA520454115303704540712500005802VN5918HTX CHE SUOI GIANG6007LAO CAI623701061000460823DH100046 HTX SUOI GIANG630490BF",
        ),
        (
            card,
            "00020101021238600010A00000072701300006970418011697041800000000010208QRIBFTTC53037045405990005802VN62120808DH10004763042D35",
        ),
        // Published samples of libraries by others.
        (
            transfer("970416", "257678859", 1_000, "Chuyen tien"),
            "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen tien6304BBB8",
        ),
        (
            standing("970407", "19030413601018"),
            "00020101021138580010A000000727012800069704070114190304136010180208QRIBFTTA53037045802VN63040283",
        ),
        (
            standing("970423", "0123456789"),
            "00020101021138540010A00000072701240006970423011001234567890208QRIBFTTA53037045802VN6304F64B",
        ),
    ];
    for (transfer, wanted) in cases {
        assert_eq!(payload(&transfer).as_deref(), Ok(wanted));
    }
}

#[test]
fn the_published_checksums_hold() {
    for text in [
        "00020101021138540010A00000072701240006963388011034567891430208QRIBFTTA5303704540723451235802VN62220818thanh toan hoa don630445F2",
        "00020101021226520010vn.zalopay0203001010627000503173916458628013369138620010A00000072701320006970454011899ZP23237O000015410208QRIBFTTA5204739953037045405690005802VN622108173916458628013369163043895",
    ] {
        let (said, crc) = text.split_at(text.len() - 4);
        assert_eq!(format!("{:04X}", crc16(said.as_bytes())), crc);
    }
}

#[test]
fn what_a_code_cannot_carry_is_refused_by_its_field() {
    let field = |transfer: Transfer<'_>| match payload(&transfer) {
        Err(PaymentError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    let good = transfer("970436", "0011223344", 150_000, "DH100045");
    assert_eq!(
        field(Transfer {
            content: "Đơn 1",
            ..good
        }),
        "content"
    );
    assert_eq!(
        field(Transfer {
            content: "A2345678901234567890123456",
            ..good
        }),
        "content"
    );
    assert_eq!(field(Transfer { number: "", ..good }), "payee");
    assert_eq!(
        field(Transfer {
            bin: "97043",
            ..good
        }),
        "payee"
    );
    assert_eq!(
        field(Transfer {
            number: "0011 2233",
            ..good
        }),
        "number"
    );
    assert_eq!(
        field(Transfer {
            amount: Some(Vnd(0)),
            ..good
        }),
        "amount"
    );
    assert_eq!(
        field(Transfer {
            name: "HỢP TÁC XÃ",
            ..good
        }),
        "name"
    );
}

#[test]
fn the_picture_is_one() {
    let svg = svg(A).expect("drawn");
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
    assert!(super::svg(&"x".repeat(5000)).is_err());
}

#[tokio::test]
async fn the_contract_holds() {
    let client = crate::client(std::time::Duration::from_secs(1)).expect("a client");
    let credentials = crate::tests::made_up(&VietQr);
    let out = Outbound::new(client, credentials, shared::time::Millis(0));
    crate::contract::claims(&VietQr, &out).await;
    let wanted = crate::contract::payment(Vnd(150_000), "QRCODE");
    let made = VietQr.create(&out, &wanted).await.expect("made");
    let NextStep::ShowQr {
        payload,
        content,
        account,
        amount,
        page,
    } = made.next
    else {
        panic!("a code");
    };
    let said = crate::simulator::bank::read(&payload).expect("read by another");
    let memo = wanted.memo.clone().expect("a memo");
    assert_eq!(
        (said.content.as_str(), content.as_str()),
        (memo.as_str(), memo.as_str())
    );
    assert_eq!((said.amount, amount), (Some(150_000), Vnd(150_000)));
    assert_eq!((account, page.as_str()), (wanted.payee.clone(), ""));
    for (field, wrong) in [
        (
            "payee",
            CreatePayment {
                payee: None,
                ..wanted.clone()
            },
        ),
        (
            "memo",
            CreatePayment {
                memo: None,
                ..wanted.clone()
            },
        ),
        (
            "amount",
            CreatePayment {
                amount: Vnd(1_999),
                ..wanted
            },
        ),
    ] {
        let error = VietQr.create(&out, &wrong).await.expect_err("refused");
        assert!(
            matches!(error, PaymentError::Invalid { field: named, .. } if named == field),
            "{error:?}"
        );
    }
}
