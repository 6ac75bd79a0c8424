use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn claims(text: &str, proofs: &Proofs) -> Vec<(Claim, String)> {
    scan(text, proofs)
        .into_iter()
        .map(|f| (f.claim, f.found))
        .collect()
}

fn first(text: &str) -> Option<Claim> {
    scan(text, &Proofs::default()).first().map(|f| f.claim)
}

#[test]
fn claims_without_proof_are_found() {
    for (text, claim) in [
        ("Mơ ngâm đường OCOP", Claim::Ocop),
        ("mo ngam duong ocop", Claim::Ocop),
        ("Mơ ngâm đường 3 sao", Claim::Stars(3)),
        ("Mơ ngâm đường ba sao", Claim::Stars(3)),
        ("Mơ ngâm đường 4sao", Claim::Stars(4)),
        ("Mơ ngâm đường ★★★★★", Claim::Stars(5)),
        ("Chè đạt chuẩn xuất khẩu", Claim::Standard),
        ("Chè hữu cơ", Claim::Certificate(CertificateKind::Organic)),
        ("Chè huu co", Claim::Certificate(CertificateKind::Organic)),
        (
            "Chè trồng hướng hữu cơ",
            Claim::Certificate(CertificateKind::Organic),
        ),
        ("Na VietGAP", Claim::Certificate(CertificateKind::Vietgap)),
        (
            "Nhãn GlobalG.A.P.",
            Claim::Certificate(CertificateKind::Globalgap),
        ),
        ("Trà giải độc", Claim::Health),
        ("Trà hoa hồng thanh nhiệt", Claim::Health),
        ("tra thanh nhiet", Claim::Health),
        ("Trà tô mộc trị ho", Claim::Health),
        ("Mật ong chữa đau họng", Claim::Health),
        ("Na Chi Lăng loại 1", Claim::ProtectedName),
        ("na chi lang", Claim::ProtectedName),
        ("Gà Lạc Thuỷ thả đồi", Claim::ProtectedName),
        ("Ga\u{300} La\u{323}c Thu\u{309}y", Claim::ProtectedName),
    ] {
        assert_eq!(first(text), Some(claim), "{text}");
    }
}

#[test]
fn plain_words_are_left_alone() {
    for text in [
        "Na trồng tại xã Chi Lăng",
        "Chè sao tay ba lần",
        "Chè sao khô",
        "Miến dong giá trị dinh dưỡng cao",
        "Gửi tới Quảng Trị",
        "Bón phân hữu cơ",
        "Không dùng thuốc trừ sâu",
        "Quả chua chua, chưa chín",
        "Ba hộp, năm túi",
        "Sao lại ngon thế",
        "Trà hoa hồng sấy, vị thơm nhẹ",
        "",
    ] {
        assert_eq!(claims(text, &Proofs::default()), [], "{text}");
    }
}

#[test]
fn proofs_allow_what_they_prove_and_no_more() {
    let proofs = Proofs {
        stars: Some(3),
        kinds: vec![CertificateKind::Ocop, CertificateKind::Vietgap],
        marks: vec!["Na Chi Lăng".to_owned()],
    };
    assert_eq!(
        claims("Na Chi Lăng OCOP 3 sao, VietGAP, đạt chuẩn", &proofs),
        []
    );
    let found = scan("Na Lạng Sơn OCOP 4 sao, hữu cơ", &proofs);
    let kinds: Vec<Claim> = found.iter().map(|f| f.claim).collect();
    assert_eq!(
        kinds,
        [
            Claim::ProtectedName,
            Claim::Stars(4),
            Claim::Certificate(CertificateKind::Organic)
        ]
    );
    assert_eq!(
        found[1].hint(Locale::Vi).replace('\u{a0}', " "),
        "Giấy OCOP của món này là 3 sao. Sửa “4 sao” thành “3 sao”"
    );
    assert_eq!(
        found[0].hint(Locale::Vi),
        "“na lạng sơn” là tên được bảo hộ. Thêm giấy cho dùng tên, hoặc viết “na, làm ra tại Lạng Sơn”"
    );
}

#[test]
fn a_wording_is_named_once_and_in_order() {
    let found = claims("OCOP! Trà giải độc, OCOP, giải độc", &Proofs::default());
    assert_eq!(
        found,
        [
            (Claim::Ocop, "ocop".to_owned()),
            (Claim::Health, "giải độc".to_owned())
        ]
    );
}

#[test]
fn certificates_prove_through_their_dates() {
    let day = |y| VnDate::new(y, 6, 1).expect("a day");
    let (product, cooperative): (ProductId, CooperativeId) =
        (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
    let certificate = |kind, product: Option<ProductId>, mark: Option<&str>| CertificateFacts {
        kind,
        product,
        holder: cooperative,
        stars: (kind == CertificateKind::Ocop).then_some(3),
        mark: mark.map(str::to_owned),
        valid_from: Some(day(2024)),
        valid_to: Some(day(2026)),
        verified: true,
        revoked: false,
    };
    let all = [
        certificate(CertificateKind::Ocop, Some(product), None),
        certificate(CertificateKind::Mark, None, Some("Na Chi Lăng")),
        certificate(
            CertificateKind::Organic,
            Some(Uuid::from_u128(3).into()),
            None,
        ),
    ];
    let now = Proofs::of(&all, product, cooperative, day(2025));
    assert_eq!(now.stars, Some(3));
    assert!(now.has(CertificateKind::Mark) && !now.has(CertificateKind::Organic));
    assert_eq!(claims("Na Chi Lăng OCOP 3 sao", &now), []);
    assert_eq!(
        Proofs::of(&all, product, cooperative, day(2027)),
        Proofs::default()
    );
}

#[test]
fn every_word_of_the_list_finds_itself() {
    let phrases = list::HEALTH.iter().chain(&list::STANDARD).copied();
    let certified = list::CERTIFIED.iter().map(|(phrase, _)| *phrase);
    let protected = list::PROTECTED.iter().map(|(phrase, _, _)| *phrase);
    for phrase in phrases.chain(certified).chain(protected) {
        assert_eq!(crate::text::toned(phrase), phrase);
        let found = scan(
            &format!("món {} ngon", phrase.to_uppercase()),
            &Proofs::default(),
        );
        assert!(found.iter().any(|f| f.found.contains(phrase)), "{phrase}");
        assert!(
            found
                .iter()
                .all(|f| !f.hint(Locale::Vi).is_empty() && !f.hint(Locale::En).is_empty())
        );
    }
}

proptest! {
    #[test]
    fn any_text_can_be_scanned(text in "\\PC{0,60}", stars in prop::option::of(3_u8..6)) {
        let proofs = Proofs { stars, ..Proofs::default() };
        for finding in scan(&text, &proofs) {
            prop_assert!(!finding.found.is_empty());
        }
    }
}
