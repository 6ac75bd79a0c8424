use super::*;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

#[derive(serde::Deserialize)]
struct Labelled {
    text: String,
    claims: Vec<Label>,
    phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
struct Label {
    op: String,
    code: String,
    quantity: Option<String>,
    unit: Option<String>,
    variant: Option<String>,
}

fn codes() -> Codes {
    let letters = (1..=20)
        .map(|n| format!("A{n}"))
        .chain((1..=9).map(|n| format!("B{n}")));
    Codes::new(letters.chain((1..=20).map(|n| n.to_string())))
}

fn labels(comment: &Comment) -> BTreeSet<Label> {
    let label = |claim: &Claim| Label {
        op: match claim.op {
            Op::Take => "take".to_owned(),
            Op::Drop => "drop".to_owned(),
        },
        code: claim.code.clone(),
        quantity: claim.quantity.clone(),
        unit: claim.unit.clone(),
        variant: claim.variant.clone(),
    };
    comment.claims.iter().map(label).collect()
}

/// Right, found and labelled claims; right and all phones.
#[derive(Debug, Default)]
struct Score {
    right: u32,
    found: u32,
    labelled: u32,
    phones: u32,
    comments: u32,
}

impl Score {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.found)
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.labelled)
    }
}

fn measure(lines: &str, show: bool) -> Score {
    let codes = codes();
    let mut score = Score::default();
    for line in lines.lines() {
        let labelled: Labelled = serde_json::from_str(line).expect("a labelled comment");
        let comment = parse(&labelled.text, &codes);
        let found = labels(&comment);
        let wanted: BTreeSet<Label> = labelled.claims.into_iter().collect();
        let right = found.intersection(&wanted).count();
        score.right += u32::try_from(right).expect("few");
        score.found += u32::try_from(found.len()).expect("few");
        score.labelled += u32::try_from(wanted.len()).expect("few");
        score.phones += u32::from(comment.phone == labelled.phone);
        score.comments += 1;
        if show && (found != wanted || comment.phone != labelled.phone) {
            println!(
                "{:?}\n  wanted {wanted:?} {:?}\n  found  {found:?} {:?}",
                labelled.text, labelled.phone, comment.phone
            );
        }
    }
    println!(
        "{score:?} precision {:.4} recall {:.4}",
        score.precision(),
        score.recall()
    );
    score
}

#[test]
fn the_developed_part_is_read() {
    let score = measure(
        include_str!("../../../data/live-comments/develop.jsonl"),
        true,
    );
    assert!(
        score.precision() >= 0.98 && score.recall() >= 0.95,
        "{score:?}"
    );
}

fn summary(text: &str) -> Vec<String> {
    let one = |claim: &Claim| match claim.op {
        Op::Drop => format!("-{}", claim.code),
        Op::Take => format!(
            "{} {}",
            claim.code,
            claim.quantity.clone().unwrap_or_default()
        ),
    };
    parse(text, &codes()).claims.iter().map(one).collect()
}

#[test]
fn what_is_said_in_the_clauses() {
    assert_eq!(summary("A1 hai"), ["A1 2"]);
    assert_eq!(summary("thôi bỏ A1, lấy A2 2kg"), ["-A1", "A2 2"]);
    assert_eq!(summary("A1 còn không"), Vec::<String>::new());
}

#[test]
fn the_part_kept_aside_is_read() {
    let score = measure(
        include_str!("../../../data/live-comments/aside.jsonl"),
        false,
    );
    assert!(
        score.precision() >= 0.98 && score.recall() >= 0.95,
        "{score:?}"
    );
}

#[test]
fn a_repeat_asks_and_nobody_is_passed_over() {
    let asked = |code: &str, steps| Asked {
        code: code.to_owned(),
        steps,
    };
    let first = merge(
        &BTreeMap::new(),
        &[asked("A1", Some(2)), asked("A2", Some(1))],
    );
    let again = merge(&first.lines, &[asked("A1", Some(2)), asked("A2", None)]);
    assert_eq!(again.repeated, ["A1"]);
    assert_eq!(again.lines, BTreeMap::from([("A1".to_owned(), 2)]));
    let line = [(1, 3), (2, 2), (3, 1)].map(|(who, steps)| Turn { who, steps });
    let served = |free| {
        next_turns(&line, free)
            .iter()
            .map(|turn| turn.who)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (served(2), served(3), served(5)),
        (vec![], vec![1], vec![1, 2])
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_the_same_in_every_form(text in "(\\PC|\n){0,60}") {
        let codes = codes();
        let read = parse(&text, &codes);
        let nfd: String = text.nfd().collect();
        let nfc: String = text.nfc().collect();
        proptest::prop_assert_eq!(parse(&nfd, &codes), parse(&nfc, &codes));
        for claim in &read.claims {
            proptest::prop_assert_eq!(claim.quantity.is_none(), claim.op == Op::Drop);
        }
    }

    #[test]
    fn case_spaces_and_form_do_not_matter(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 1..9)
    ) {
        let text = words.join(" ");
        let upper: String = text.to_uppercase().nfd().collect();
        let wide = format!("  {}  ", words.join("   "));
        let codes = codes();
        let read = parse(&text, &codes);
        proptest::prop_assert_eq!(&parse(&upper, &codes), &read);
        proptest::prop_assert_eq!(&parse(&wide, &codes), &read);
    }
}

/// What comments are made of, in any order.
const WORDS: &[&str] = &[
    "A1",
    "a 2",
    "B3",
    "mã 5",
    "số 7",
    "chốt",
    "lấy",
    "cho em",
    "2",
    "x3",
    "2kg",
    "1kg5",
    "nửa ký",
    "hai hộp",
    "túi 500g",
    "loại to",
    "bỏ",
    "hủy",
    "không lấy",
    "đổi",
    "sang",
    "mỗi loại 1",
    ",",
    "?",
    "rồi",
    "nha",
    "còn không",
    "0900000001",
    "quận 3",
    "👍",
    "huỷ",
    "hoà",
];
