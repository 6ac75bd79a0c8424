//! The sentences.

use super::*;
use crate::rules::badge::CertificateKind;
use crate::rules::shipping::{Area, LaneRefusal};
use crate::say::Locale;

fn four_stars() -> Claim {
    Claim {
        kind: CertificateKind::Ocop,
        stars: Some(4),
        mark: None,
    }
}

#[test]
fn sentences_are_short_and_have_their_numbers() {
    let claims = [four_stars()];
    let names = Names {
        cooperative: "HTX Đồng Mỏ",
        goods: "Na Chi Lăng",
        unit: Unit::Kg,
        claims: &claims,
    };
    let said = |reason: Reason, l| reason.say(l, &names).replace('\u{a0}', " ");
    for (reason, vi, en) in [
        (
            Reason::CertificateExpired {
                claim: 0,
                until: day(2026, 8, 12),
            },
            "Giấy OCOP 4 sao của HTX Đồng Mỏ hết hạn 12/08/2026, trước ngày gửi",
            "The OCOP 4-star certificate of HTX Đồng Mỏ ends on 12/08/2026, before it is sent",
        ),
        (
            Reason::BelowFloor {
                net: Vnd(41_000),
                floor: Vnd(45_000),
            },
            "Giá này HTX Đồng Mỏ chỉ nhận 41.000 ₫/kg, thấp hơn mức sàn 45.000 ₫/kg",
            "HTX Đồng Mỏ would receive 41.000 ₫/kg, below its floor of 45.000 ₫/kg",
        ),
        (
            Reason::OutOfSeason {
                month: 6,
                next: Some(7),
            },
            "Na Chi Lăng của HTX Đồng Mỏ không có vào tháng 6, vụ tới từ tháng 7",
            "HTX Đồng Mỏ has no Na Chi Lăng in June; the next crop is in July",
        ),
        (
            Reason::NotEnough { has: 5500 },
            "HTX Đồng Mỏ chỉ gửi được 5,5 kg, không đủ cho cả món",
            "HTX Đồng Mỏ can send only 5.5 kg, not all of this line",
        ),
        (
            Reason::Chosen { quantity: 3000 },
            "HTX Đồng Mỏ gửi 3 kg",
            "HTX Đồng Mỏ sends 3 kg",
        ),
        (
            Reason::NoStock { free: 0 },
            "HTX Đồng Mỏ hết Na Chi Lăng",
            "HTX Đồng Mỏ has no Na Chi Lăng left",
        ),
    ] {
        assert_eq!(said(reason, Locale::Vi), vi);
        assert_eq!(said(reason, Locale::En), en);
    }
    let until = day(2026, 8, 12);
    let remedy = Reason::CertificateExpired { claim: 0, until }.remedy(Locale::Vi, &names);
    let remedy = remedy.expect("it can be renewed").replace('\u{a0}', " ");
    assert_eq!(
        remedy,
        "Gia hạn giấy OCOP 4 sao trước 12/08/2026 thì được xét"
    );
}

#[test]
fn papers_are_called_what_they_are() {
    let said = |kind, mark: Option<&str>, l| {
        let claims = [Claim {
            kind,
            stars: None,
            mark: mark.map(str::to_owned),
        }];
        let names = Names {
            cooperative: "HTX A",
            goods: "Chè",
            unit: Unit::Kg,
            claims: &claims,
        };
        Reason::NoCertificate { claim: 0 }.say(l, &names)
    };
    for (kind, mark, vi, en) in [
        (
            CertificateKind::Organic,
            None,
            "HTX A chưa có giấy chứng nhận hữu cơ cho Chè",
            "HTX A has no organic certificate for Chè",
        ),
        (
            CertificateKind::SelfDeclaration,
            None,
            "HTX A chưa có bản tự công bố sản phẩm cho Chè",
            "HTX A has no product declaration for Chè",
        ),
        (
            CertificateKind::FoodSafety,
            None,
            "HTX A chưa có giấy đủ điều kiện an toàn thực phẩm cho Chè",
            "HTX A has no food-safety certificate for Chè",
        ),
        (
            CertificateKind::Mark,
            Some("Tân Cương"),
            "HTX A chưa có quyền dùng nhãn hiệu “Tân Cương” cho Chè",
            "HTX A has no right to the protected mark “Tân Cương” for Chè",
        ),
        (
            CertificateKind::Vietgap,
            None,
            "HTX A chưa có giấy VietGAP cho Chè",
            "HTX A has no VietGAP certificate for Chè",
        ),
    ] {
        assert_eq!(said(kind, mark, Locale::Vi), vi);
        assert_eq!(said(kind, mark, Locale::En), en);
    }
}

#[test]
fn every_reason_speaks_both_languages() {
    let names = Names {
        cooperative: "HTX A",
        goods: "Hồi",
        unit: Unit::Tui,
        claims: &[],
    };
    let mut codes = std::collections::BTreeSet::new();
    for reason in all() {
        assert!(codes.insert(reason.code()), "{} twice", reason.code());
        let (vi, en) = (
            reason.say(Locale::Vi, &names),
            reason.say(Locale::En, &names),
        );
        assert!(
            !vi.is_empty() && !en.is_empty() && vi != en,
            "{}",
            reason.code()
        );
        assert!(
            vi.chars().count() <= 120 && en.chars().count() <= 120,
            "{vi}"
        );
        assert!(!vi.ends_with('.') && !en.ends_with('.'));
        let passed_over = reason.is_eligible() && !reason.is_chosen();
        assert_eq!(Reason::PASSED_OVER.contains(&reason.code()), passed_over);
        let remedies = Locale::ALL.map(|l| reason.remedy(l, &names).is_some());
        assert_eq!(remedies[0], remedies[1]);
    }
    assert_eq!(codes.len(), 38);
}

fn all() -> Vec<Reason> {
    let day = day(2026, 8, 12);
    vec![
        Reason::Chosen { quantity: 1 },
        Reason::NoOffer,
        Reason::NotVerified,
        Reason::Paused,
        Reason::Disabled,
        Reason::OtherChosen {
            by: Chooser::Operator,
        },
        Reason::Declined,
        Reason::TimedOut,
        Reason::MovedAway,
        Reason::BelowFloor {
            net: Vnd(1),
            floor: Vnd(2),
        },
        Reason::Step { step: 2 },
        Reason::Lane(LaneRefusal::LiveOtherProvince),
        Reason::Lane(LaneRefusal::TooFar {
            days: 4,
            to: Area::South,
        }),
        Reason::Lane(LaneRefusal::ShelfLife { keeps: 3, days: 4 }),
        Reason::Resting { until: day },
        Reason::NoCapacity { day },
        Reason::OutOfSeason {
            month: 8,
            next: None,
        },
        Reason::NoCertificate { claim: 0 },
        Reason::CertificateExpired {
            claim: 0,
            until: day,
        },
        Reason::CertificateNotYet {
            claim: 7,
            from: day,
        },
        Reason::NotTogether,
        Reason::QuotaUsed { left: 0 },
        Reason::LotNotYet { on: day },
        Reason::NotSplit { has: 1 },
        Reason::WholeOrder,
        Reason::LotOnHold,
        Reason::LotExpires { on: day },
        Reason::NoStock { free: 0 },
        Reason::NotEnough { has: 0 },
        Reason::MoreParcels,
        Reason::Dearer { by: Vnd(1000) },
        Reason::Later { days: 1 },
        Reason::LessFresh { days: 2 },
        Reason::ShareFull {
            has: 10,
            would_have: Some(30),
            agreed: 20,
        },
        Reason::LowerPriority,
        Reason::Farther { km: Some(10) },
        Reason::LessStock { has: 1 },
        Reason::Equal,
    ]
}

#[test]
fn the_schemas_know_every_code_and_unit() {
    let read = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("json") };
    let listed = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|code| code.as_str().expect("a code").to_owned())
            .collect()
    };
    let plan = read(include_str!("../../../../../docs/routing-plan.schema.json"));
    let mut codes: Vec<String> = all().iter().map(|r| r.code().to_owned()).collect();
    let mut known = listed(&plan["$defs"]["code"]["enum"]);
    codes.sort();
    known.sort();
    assert_eq!(known, codes);
    let units: Vec<String> = Unit::ALL.iter().map(|u| u.code().to_owned()).collect();
    assert_eq!(listed(&plan["$defs"]["unit"]["enum"]), units);
    let file = read(include_str!("../../../../../docs/routing.schema.json"));
    let mut words: Vec<String> = units;
    words.extend(Unit::ALL.iter().map(|u| u.word(Locale::Vi).to_owned()));
    let mut known = listed(&file["$defs"]["line"]["properties"]["unit"]["enum"]);
    words.sort();
    words.dedup();
    known.sort();
    assert_eq!(known, words);
    let kinds: Vec<String> = CertificateKind::ALL
        .iter()
        .map(|kind| kind.code().to_owned())
        .collect();
    assert_eq!(listed(&file["$defs"]["kind"]["enum"]), kinds);
}
