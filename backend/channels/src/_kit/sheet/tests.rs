//! Files out and files in.

use proptest::prelude::*;
use shared::canonical::{Listing, MarketState};
use shared::money::Vnd;
use shared::time::VnDate;
use unicode_normalization::UnicodeNormalization;

use super::column::PRODUCTS;
use super::goods;
use super::import::import;
use super::read::{Sheet, read};
use super::write::{Value, data_digest, file_name};
use crate::_kit::sample::{known, listing, now};
use crate::{Adapter, Imported, postmart, voso};

fn exported(listings: &[Listing]) -> Vec<Sheet> {
    let file = postmart::FILES
        .export(listings, "postmart_htx-che_20261128-0915_1", now())
        .expect("a file");
    assert_eq!(file.name, "postmart_htx-che_20261128-0915_1.xlsx");
    read(&file.bytes).expect("reads")
}

fn voso_says(bytes: &[u8]) -> Imported {
    voso::FILES.import(bytes).expect("reads")
}

const HEAD: &str = "Mã đơn hàng,Ngày đặt,Trạng thái,Khách hàng,SĐT,Địa chỉ,Xã,Tỉnh,SKU,Tên sản phẩm,SL,Đơn giá,Phí ship,Tiền thu hộ,Mã vận đơn\n";
const ROW: &str = "VS1,28/11/2026 09:15,Chờ duyệt,Nguyễn A,0912***678,Số 1,Mộc Sơn,Sơn La,HTX-MOCCHAU-001-500G,Chè,2,390.000,30.000,810.000,\n";

#[test]
fn a_statement_is_read_line_by_line_and_what_is_odd_is_told() {
    let head = "Mã đơn hàng,Ngày thanh toán,Tiền hàng,Phí sàn,Phí thanh toán,Thực nhận\n";
    let rows = "VS1,28/11/2026 00:00,780.000,39.000,7.800,733.200\nVS2,28/11/2026 00:00,120.000,,,\n,28/11/2026 00:00,1,,,1\n";
    let said = voso_says(format!("{head}{rows}").as_bytes());
    assert_eq!(said.settled.len(), 1);
    let line = &said.settled[0];
    assert_eq!((line.order.as_str(), line.goods), ("VS1", Vnd(780_000)));
    assert_eq!(line.commission, Vnd(39_000));
    assert_eq!((line.service, line.paid_out), (Vnd(7_800), Vnd(733_200)));
    assert_eq!(said.rejected.len(), 2, "{:?}", said.rejected);
}

#[test]
fn the_workbook_holds_what_the_portal_needs() {
    let sheets = exported(&[known()]);
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["san_pham", "ton_kho_gia", "ket_qua", "_meta"]);
    let goods = &sheets[0];
    let keys: Vec<String> = goods.rows[0]
        .cells
        .iter()
        .map(super::cell::Cell::text)
        .collect();
    assert_eq!(
        keys,
        PRODUCTS.columns.iter().map(|c| c.key).collect::<Vec<_>>()
    );
    assert_eq!(goods.rows[1].cells[2].text(), "Mã SKU *");
    let row = &goods.rows[2];
    let said = |key: &str| {
        let at = PRODUCTS
            .columns
            .iter()
            .position(|c| c.key == key)
            .expect("a column");
        row.cells
            .get(at)
            .map(super::cell::Cell::text)
            .unwrap_or_default()
    };
    for (key, text) in [
        ("action", "sua"),
        ("sku", "HTX-MOCCHAU-001-100G"),
        ("remote_id", "9001-1"),
        ("category_path", "Sản phẩm OCOP"),
        ("price", "85000"),
        ("pack_h_cm", "8"),
        ("variant_value_1", "Túi 100 g"),
        ("ocop_stars", "4"),
        ("ocop_cert_expiry", "31/05/2028"),
        ("food_safety_cert_no", "045/2025/ATTP-SL"),
        ("image_3", "https://cho.example/p/che-3.jpg"),
        ("image_4", ""),
        ("vat_rate", "5"),
    ] {
        assert_eq!(said(key), text, "{key}");
    }
    let digest = data_digest(&goods::sheets(&[known()], now()));
    let meta = sheets[3]
        .rows
        .iter()
        .map(|row| (row.cells[0].text(), row.cells[1].text()));
    let meta: Vec<_> = meta.collect();
    assert!(meta.contains(&("sha256_of_data".to_owned(), digest)));
    assert!(meta.contains(&(
        "export_id".to_owned(),
        "postmart_htx-che_20261128-0915_1".to_owned()
    )));
    assert!(meta.contains(&("row_count".to_owned(), "2".to_owned())));
}

#[test]
fn the_same_export_is_the_same_file() {
    let made = || {
        voso::FILES
            .export(&[listing()], "x", now())
            .expect("a file")
            .bytes
    };
    assert_eq!(made(), made());
    assert_eq!(
        file_name("voso", "htx", now(), 3),
        "voso_htx_20261128-0915_3"
    );
}

#[test]
fn actions_follow_what_stands_there() {
    let hidden = |known: Listing| Listing {
        visible: false,
        ..known
    };
    let actions = |listing: Listing| {
        let sheets = goods::sheets(&[listing], now());
        sheets[0]
            .rows
            .iter()
            .map(|row| row[0].written())
            .collect::<Vec<_>>()
    };
    assert_eq!(actions(listing()), ["them", "them"]);
    assert_eq!(actions(known()), ["sua", "sua"]);
    assert_eq!(actions(hidden(known())), ["an", "an"]);
    assert!(actions(hidden(listing())).is_empty());
}

#[test]
fn nothing_is_calculated() {
    for text in ["=1+1", "+84", "-5", "@sum"] {
        assert_eq!(Value::text(text).written(), format!("'{text}"));
    }
    let mut evil = listing();
    evil.title = "=HYPERLINK(\"https://evil.example\")".to_owned();
    let file = postmart::FILES
        .export(&[evil.clone()], "x", now())
        .expect("a file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).expect("packed");
    for at in 0..archive.len() {
        let text = std::io::read_to_string(archive.by_index(at).expect("a part")).expect("text");
        assert!(!text.contains("<f>"), "a formula");
    }
}

#[test]
fn more_rows_than_a_file_takes_are_refused() {
    let many: Vec<Listing> = (0..251).map(|_| listing()).collect();
    assert!(postmart::FILES.export(&many, "x", now()).is_err());
}

#[test]
fn what_a_listing_lacks_is_told_at_once() {
    assert!(postmart::FILES.preflight(&listing(), None).is_empty());
    let mut bare = listing();
    bare.attributes.clear();
    bare.storage = None;
    bare.category.1 = None;
    bare.pictures[0].url = "http://cho.example/1.jpg".to_owned();
    bare.variants[0].parcel_cm = None;
    bare.variants[1].net_weight_g = None;
    bare.certificates.clear();
    let codes: Vec<String> = postmart::FILES
        .preflight(&bare, None)
        .into_iter()
        .map(|finding| finding.code)
        .collect();
    for code in [
        "no_vat_rate",
        "no_storage",
        "no_category",
        "picture_not_public",
        "no_size",
        "no_net_weight",
        "no_food_safety",
    ] {
        assert!(codes.contains(&code.to_owned()), "{code} in {codes:?}");
    }
}

#[test]
fn an_order_comes_back_from_the_portal() {
    let said = voso_says(format!("\u{feff}{HEAD}{ROW}").as_bytes());
    assert!(said.rejected.is_empty(), "{:?}", said.rejected);
    let [order] = said.orders.as_slice() else {
        panic!("one order")
    };
    let placed = now();
    assert_eq!((order.key.as_str(), order.placed_at), ("VS1", placed));
    assert_eq!(order.state, MarketState::ToConfirm);
    assert_eq!(order.confirm_by, Some(placed.plus_days(1)));
    assert!(order.cod && !order.paid && order.buyer.masked);
    assert_eq!(order.lines[0].quantity, 2);
    assert_eq!(
        (order.amounts.goods, order.amounts.total),
        (Vnd(780_000), Vnd(810_000))
    );
    assert_eq!(order.amounts.shipping, Vnd(30_000));
}

#[test]
fn columns_may_move_and_letters_be_taken_apart() {
    let text = "Báo cáo đơn hàng;;;;;\nĐơn giá;Số lượng;Trạng thái đơn hàng;Mã hàng;Thời gian đặt hàng;Mã đơn\n390000;1;Đã duyệt;A-1;28-11-2026;VS2\n;;;;;\n85.000 đ;3;Đã duyệt;A-2;28-11-2026;VS2\n";
    let apart: String = text.nfd().collect();
    let said = voso_says(apart.as_bytes());
    assert!(said.rejected.is_empty(), "{:?}", said.rejected);
    assert_eq!(said.orders.len(), 1);
    assert_eq!(said.orders[0].lines.len(), 2);
    assert_eq!(said.orders[0].state, MarketState::ReadyToShip);
    assert_eq!(said.orders[0].amounts.goods, Vnd(645_000));
    assert_eq!(
        said.orders[0].placed_at,
        VnDate::new(2026, 11, 28).expect("a day").start()
    );
}

#[test]
fn a_row_that_makes_no_sense_takes_its_order_with_it_and_is_kept() {
    let broken = ROW.replace("390.000", "390.00").replace("VS1", "VS9");
    let second = ROW.replace("VS1", "VS9");
    let said = voso_says(format!("{HEAD}{ROW}{broken}{second}").as_bytes());
    assert_eq!(said.orders.len(), 1);
    assert_eq!(said.rejected.len(), 2);
    assert_eq!(said.rejected[0].place, "dòng 3");
    assert!(said.rejected[0].raw.contains("390.00") && said.rejected[0].why.0.contains("Đơn giá"));
}

#[test]
fn damaged_letters_are_kept_and_told() {
    let mut bytes = format!("{HEAD}{ROW}").into_bytes();
    let damaged = ROW.replace("VS1", "VS2").replace("Chè", "Ch\u{1}");
    bytes.extend(damaged.bytes().map(|b| if b == 1 { 0xe8 } else { b }));
    let said = voso_says(&bytes);
    assert_eq!((said.orders.len(), said.rejected.len()), (1, 1));
    assert!(said.rejected[0].why.0.contains("UTF-8") && said.rejected[0].raw.contains("VS2"));
}

#[test]
fn an_unknown_state_keeps_its_words() {
    let said = voso_says(format!("{HEAD}{}", ROW.replace("Chờ duyệt", "Chờ đối soát")).as_bytes());
    assert_eq!(
        said.orders[0].state,
        MarketState::Unknown("Chờ đối soát".to_owned())
    );
}

#[test]
fn outcomes_of_listings_come_back() {
    let text = "Seller SKU,Mã sản phẩm,Trạng thái duyệt,Lý do từ chối,Link\nA-1,77,Đã duyệt,,https://x.example/77\nA-2,,Từ chối,Ảnh mờ,\nA-3,,,,\nA-4,,cho_duyet,,\nA-5,,Lạ lùng,,\nA-6,,da_duyet,,\n";
    let said = voso_says(text.as_bytes());
    let results: Vec<_> = said
        .results
        .iter()
        .map(|r| (r.sku.as_str(), r.accepted.clone()))
        .collect();
    assert_eq!(
        results,
        [
            ("A-1", Some(Ok(()))),
            ("A-2", Some(Err("Ảnh mờ".to_owned()))),
            ("A-4", None),
        ]
    );
    assert_eq!(said.results[0].url.as_deref(), Some("https://x.example/77"));
    assert_eq!(said.rejected.len(), 2);
}

#[test]
fn our_own_file_can_be_filled_in_and_sent_back() {
    let file = postmart::FILES
        .export(&[known()], "x", now())
        .expect("a file");
    let said = postmart::FILES.import(&file.bytes).expect("reads");
    assert_eq!(said, Imported::default());
}

#[test]
fn what_is_no_file_of_ours_is_told() {
    for bytes in [
        vec![b'x'; super::MAX_BYTES + 1],
        b"PK\x03\x04 and nothing".to_vec(),
        b"\xd0\xcf\x11\xe0 old".to_vec(),
        b"a,b\n1,2\n".to_vec(),
        Vec::new(),
    ] {
        let said = voso_says(&bytes);
        assert_eq!(said.rejected.len(), 1);
        assert!(!said.rejected[0].why.0.is_empty() && !said.rejected[0].why.1.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600), packed in any::<bool>()) {
        let bytes = if packed { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = import(&bytes, &[], Some(1));
    }

    #[test]
    fn every_row_below_the_headings_is_taken_or_told(rows in proptest::collection::vec("[^\n\r\"]{0,80}", 0..8)) {
        let text = format!("{HEAD}{}", rows.join("\n"));
        let _ = import(text.as_bytes(), &[], Some(1));
    }

    #[test]
    fn no_row_is_lost(cells in proptest::collection::vec("[0-9a-zA-ZĐđ ./:*]{1,12}", 15), number in 1..5_u8) {
        let mut cells = cells;
        cells[0] = format!("VS{number}");
        let said = import(format!("{HEAD}{}\n", cells.join(",")).as_bytes(), &[], None);
        prop_assert_eq!(said.orders.len() + said.rejected.len(), 1);
    }

    #[test]
    fn a_broken_workbook_is_an_answer(
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = voso::FILES.export(&[listing()], "x", now()).expect("a file").bytes.to_vec();
        for (at, byte) in breaks {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = import(&bytes, &[], None);
        bytes.truncate(cut.index(bytes.len()));
        let _ = import(&bytes, &[], None);
    }
}
