use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::say::Locale;

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
fn claims_are_found_however_they_are_written() {
    let gap = |kind| Claim::Certificate(kind);
    for (text, claim) in [
        ("O.C.O.P loại ngon", Claim::Ocop),
        ("o c o p", Claim::Ocop),
        ("OC-OP", Claim::Ocop),
        ("O\u{200b}COP", Claim::Ocop),
        ("ＯＣＯＰ", Claim::Ocop),
        ("ОСОР", Claim::Ocop),
        ("#naocop ngon", Claim::Ocop),
        ("Na dai bốn sao", Claim::Stars(4)),
        ("Na dai bo\u{302}\u{301}n sao", Claim::Stars(4)),
        ("NA DAI BỐN SAO", Claim::Stars(4)),
        ("na dai bon sao", Claim::Stars(4)),
        ("Four-star custard apple", Claim::Stars(4)),
        ("na 4 ngôi sao", Claim::Stars(4)),
        ("Na 4*", Claim::Stars(4)),
        ("Na 4 ⭐", Claim::Stars(4)),
        ("V.i.e.t.G.A.P", gap(CertificateKind::Vietgap)),
        ("VIET-GAP", gap(CertificateKind::Vietgap)),
        ("Global G.A.P.", gap(CertificateKind::Globalgap)),
        ("#huuco", gap(CertificateKind::Organic)),
        ("HỮU CƠ", gap(CertificateKind::Organic)),
        ("hu\u{31b}\u{303}u co\u{31b}", gap(CertificateKind::Organic)),
        ("Organic tea", gap(CertificateKind::Organic)),
        ("organically grown", gap(CertificateKind::Organic)),
        ("Rau sạch nhà làm", Claim::Clean),
        ("rau sach", Claim::Clean),
        ("Na dai sạch", Claim::Clean),
        ("Thịt lợn SẠCH", Claim::Clean),
        ("Sạch từ vườn", Claim::Clean),
        ("#rausạch", Claim::Clean),
        ("na dai Chi Lăng", Claim::ProtectedName),
        ("Na dai loại 1, Chi Lăng", Claim::ProtectedName),
        ("#NaChiLang", Claim::ProtectedName),
        ("N.A C.H.I Lăng, na Chi-Lăng", Claim::ProtectedName),
        ("Chi Lang custard apples", Claim::ProtectedName),
        ("Lac Thuy chicken", Claim::ProtectedName),
        ("Cao Phong oranges, 5 kg", Claim::ProtectedName),
        ("gà ri thả đồi Lạc Thuỷ", Claim::ProtectedName),
        ("GÀ LẠC THỦY", Claim::ProtectedName),
        ("Mận hậu Sơn La", Claim::ProtectedName),
        ("Son La coffee", Claim::ProtectedName),
    ] {
        assert_eq!(first(text), Some(claim), "{text}");
    }
}

#[test]
fn ordinary_words_raise_no_alarm() {
    for text in [
        "Đóng gói sạch sẽ, có lót rơm",
        "Rửa sạch rồi phơi, nước sạch",
        "Gà làm sạch lông, mổ sẵn",
        "Sơ chế sạch, cạo sạch vỏ, sạch đất",
        "Lá dong lau sạch",
        "Sách dạy nấu ăn",
        "Cờ đỏ sao vàng",
        "Ngôi sao trên đèn lồng",
        "Chè sao suốt, sao tay",
        "Khế ngôi sao, ba ngôi sao trên nhãn",
        "Hoa sao nhái ba màu",
        "Tại sao na lại nứt? Vì sao chè chát?",
        "★ Na dai ★ ngon",
        "Giá 2*3 kg",
        "Na dai trồng tại Chi Lăng",
        "Na từ xã Chi Lăng, tỉnh Lạng Sơn",
        "Custard apples from Chi Lang",
        "Gà nuôi ở Lạc Thủy",
        "Gửi từ ga Lạng Sơn",
        "Xã Chi Lăng có vườn na",
        "Bón phân bón hữu cơ, phân vi sinh hữu cơ",
        "Grown with organic compost",
        "Việt gặp nhau ở chợ",
        "Cam ngọt, chè ngon, dê núi",
        "Ốc ọp ẹp",
        "Năm nay được mùa, sao khô ba lần",
    ] {
        assert_eq!(claims(text, &Proofs::default()), [], "{text}");
    }
}

#[test]
fn a_pooled_listing_claims_what_every_member_can_prove() {
    let member = |stars, kinds: &[CertificateKind], marks: &[&str]| Proofs {
        stars,
        kinds: kinds.to_vec(),
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
    };
    let vietgap = [CertificateKind::Vietgap];
    let four = member(Some(4), &vietgap, &["Na Chi Lăng"]);
    let three = member(Some(3), &[], &["Na Chi Lăng"]);
    let text = "Na Chi Lăng 4 sao, VietGAP, OCOP, rau sạch";
    let found = |members: &[Proofs]| -> Vec<Claim> {
        let found = scan_all(text, members);
        found.into_iter().map(|finding| finding.claim).collect()
    };
    assert_eq!(found(std::slice::from_ref(&four)), []);
    assert_eq!(
        found(&[four.clone(), three.clone()]),
        [
            Claim::Stars(4),
            Claim::Certificate(CertificateKind::Vietgap),
            Claim::Clean
        ]
    );
    assert_eq!(scan_any(text, &[three, four]), []);
    assert_eq!(scan_any("VietGAP", &[]).len(), 1);
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
    let protected = list::PROTECTED.iter().flat_map(|name| name.names).copied();
    let spelled = list::SPELLED.iter().map(|(phrase, _)| *phrase);
    let clean = list::CLEAN_GOODS.iter().copied();
    for phrase in phrases
        .chain(certified)
        .chain(protected)
        .chain(spelled)
        .chain(clean)
    {
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
            let all = scan_all(&text, &[proofs.clone(), Proofs::default()]);
        prop_assert!(all.len() >= scan_any(&text, std::slice::from_ref(&proofs)).len());
        for finding in scan(&text, &proofs) {
            prop_assert!(!finding.found.is_empty());
        }
    }
}
