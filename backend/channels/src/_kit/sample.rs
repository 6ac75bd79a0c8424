//! A listing for tests.

use shared::canonical::{Attribute, Certificate, Listing, Picture, RemoteIds, Variant};
use shared::money::Vnd;
use shared::time::{Millis, VnDate};

/// 28/11/2026 09:15 in Vietnam.
pub fn now() -> Millis {
    VnDate::new(2026, 11, 28)
        .expect("a day")
        .start()
        .plus_minutes(555)
}

fn variant(sku: &str, name: &str, price: i64, grams: i64) -> Variant {
    Variant {
        sku: sku.to_owned(),
        name: name.to_owned(),
        price: Vnd(price),
        stock: 42,
        unit: "túi".to_owned(),
        net_weight_g: Some(grams),
        gross_weight_g: grams + 60,
        parcel_cm: Some((20, 12, 8)),
        gtin: None,
    }
}

/// Tea in two packs with everything that channels ask for.
pub fn listing() -> Listing {
    Listing {
        sku: "HTX-MOCCHAU-001".to_owned(),
        title: "Chè Shan tuyết Mộc Châu OCOP 4 sao".to_owned(),
        description:
            "Chè hái tay từ cây cổ thụ trên 1.000 m.\nSao chảo gang, vị chát dịu, hậu ngọt."
                .to_owned(),
        link: "https://cho.example/h/che-shan-tuyet".to_owned(),
        category: ("Chè".to_owned(), Some("Sản phẩm OCOP".to_owned())),
        attributes: vec![Attribute {
            id: "vat_rate".to_owned(),
            value: "5 %".to_owned(),
            value_id: Some("5".to_owned()),
            unit: None,
        }],
        pictures: (1..=3)
            .map(|n| Picture {
                url: format!("https://cho.example/p/che-{n}.jpg"),
                hash: format!("{n:064}"),
                remote_id: None,
            })
            .collect(),
        variants: vec![
            variant("HTX-MOCCHAU-001-100G", "Túi 100 g", 85_000, 100),
            variant("HTX-MOCCHAU-001-500G", "Túi 500 g", 390_000, 500),
        ],
        brand: Some("Chè Mộc".to_owned()),
        producer: "HTX Chè Mộc Châu".to_owned(),
        producer_code: "htx-che-moc-chau".to_owned(),
        origin_province: "Sơn La".to_owned(),
        shelf_life_days: 365,
        storage: Some("Nơi khô ráo, tránh nắng".to_owned()),
        certificates: vec![
            Certificate {
                kind: "ocop".to_owned(),
                number: "0123/QĐ-UBND".to_owned(),
                stars: Some(4),
                issuer: "UBND tỉnh Sơn La".to_owned(),
                issued: VnDate::new(2025, 6, 1),
                expires: VnDate::new(2028, 5, 31),
            },
            Certificate {
                kind: "food_safety".to_owned(),
                number: "045/2025/ATTP-SL".to_owned(),
                stars: None,
                issuer: "Sở Nông nghiệp và Môi trường Sơn La".to_owned(),
                issued: None,
                expires: VnDate::new(2028, 3, 1),
            },
        ],
        handling_days: 2,
        visible: true,
        version: 17,
        remote: None,
    }
}

/// The same, once a channel knows it.
pub fn known() -> Listing {
    Listing {
        remote: Some(RemoteIds {
            id: "9001".to_owned(),
            url: None,
            variants: vec![
                ("HTX-MOCCHAU-001-100G".to_owned(), "9001-1".to_owned()),
                ("HTX-MOCCHAU-001-500G".to_owned(), "9001-2".to_owned()),
            ],
        }),
        ..listing()
    }
}
