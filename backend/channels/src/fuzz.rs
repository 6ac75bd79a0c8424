//! Whatever comes from outside, no parser falls over: mutations of a corpus, over every adapter. A second in the suite, as
//! long as `CHOPHIEN_FUZZ_SECONDS` says otherwise.

use std::time::{Duration, Instant};

use rand::RngExt;

use crate::_kit::sample::{listing, now};
use crate::{Adapter, postmart, voso};

/// A parser with what it reads on good days.
struct Target {
    name: &'static str,
    corpus: Vec<Vec<u8>>,
    parse: fn(&[u8]),
}

/// Texts that parsers trip over.
const WORDS: [&[u8]; 18] = [
    b"null",
    b"-1",
    b"0",
    b"1e400",
    b"99999999999999999999",
    b"-9223372036854775808",
    b"9223372036854775807",
    b"0.5",
    b"{}",
    b"[]",
    b"\"\"",
    b"true",
    b"\xff\x00",
    "\u{1ea0}\u{301}".as_bytes(),
    b"2026-13-41T99:99:99+25:00",
    b"99/99/9999 99:99",
    b"1.2.3,4",
    b"\"\n,",
];

fn sheet(bytes: &[u8]) {
    for portal in [&postmart::FILES, &voso::FILES] {
        if let Ok(read) = portal.import(bytes) {
            for order in read.orders {
                let _ = order.plausible();
            }
        }
    }
}

fn targets() -> Vec<Target> {
    let texts = |all: &[&str]| all.iter().map(|text| text.as_bytes().to_vec()).collect();
    let shopee: Vec<&str> = crate::shopee::tests::FIXTURES
        .iter()
        .map(|(_, text)| *text)
        .collect();
    let workbook = |portal: &dyn Adapter| {
        let made = portal.export(&[listing()], "x", now()).expect("a file");
        made.bytes.to_vec()
    };
    vec![
        Target {
            name: "Shopee",
            corpus: texts(&shopee),
            parse: crate::shopee::tests::parse_all,
        },
        Target {
            name: "htx-partner/1",
            corpus: texts(crate::_kit::partner::fuzz::CORPUS),
            parse: crate::_kit::partner::fuzz::parse_all,
        },
        Target {
            name: "Facebook",
            corpus: texts(crate::meta::fuzz::CORPUS),
            parse: crate::meta::fuzz::parse_all,
        },
        Target {
            name: "tables as text",
            corpus: texts(&[
                "Mã đơn hàng,Ngày đặt,Trạng thái,Khách hàng,SĐT,Địa chỉ,Xã,Tỉnh,SKU,Tên sản phẩm,SL,Đơn giá,Phí ship,Tiền thu hộ,Mã vận đơn\nVS1,28/11/2026 09:15,Chờ duyệt,Nguyễn A,0912***678,Số 1,Mộc Sơn,Sơn La,HTX-1,Chè,2,390.000,30.000,810.000,\nVS1,28/11/2026 09:15,Chờ duyệt,,,,,,HTX-2,Chè,1,\"1,000\",,,VTP1\n",
                "Mã đơn hàng;Ngày thanh toán;Tiền hàng;Phí sàn;Thực nhận\nVS1;28/11/2026 00:00;780.000;39.000;741.000\n",
                "Mã SKU\tMã trên sàn\tKết quả\tLý do\nHTX-1\t9001\tĐã duyệt\t\nHTX-2\t\tTừ chối\tẢnh mờ\n",
            ]),
            parse: sheet,
        },
        Target {
            name: "workbooks",
            corpus: vec![workbook(&postmart::FILES), workbook(&voso::FILES)],
            parse: sheet,
        },
    ]
}

#[test]
fn no_mutation_of_what_comes_from_outside_makes_a_parser_fall_over() {
    let seconds = std::env::var("CHOPHIEN_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut random = rand::rng();
    let targets = targets();
    let mut counts = vec![0_u64; targets.len()];
    while Instant::now() < end {
        for (target, count) in targets.iter().zip(&mut counts) {
            let mut bytes = target.corpus[random.random_range(0..target.corpus.len())].clone();
            for _ in 0..random.random_range(1..8) {
                let at = random.random_range(0..=bytes.len());
                let until = (at + random.random_range(0..12)).min(bytes.len());
                match random.random_range(0..8) {
                    0 => bytes.truncate(at),
                    1 => bytes
                        .splice(at..until, [random.random::<u8>()])
                        .for_each(drop),
                    _ => {
                        let word = WORDS[random.random_range(0..WORDS.len())];
                        bytes.splice(at..until, word.iter().copied()).for_each(drop);
                    }
                }
            }
            (target.parse)(&bytes);
            *count += 1;
        }
    }
    for (target, count) in targets.iter().zip(counts) {
        assert!(count > 0, "{} was never tried", target.name);
        println!("{}: {count} inputs", target.name);
    }
}
