use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

#[test]
fn folding_drops_marks_case_and_signs() {
    for (text, folded) in [
        ("Thuỷ", "thuy"),
        ("Thủy", "thuy"),
        ("Đông", "dong"),
        ("đặc sản", "dac san"),
        ("ĐẶC SẢN", "dac san"),
        ("đac san", "dac san"),
        ("ðặc sản", "dac san"),
        ("Hoà Bình", "hoa binh"),
        ("bưởi", "buoi"),
        ("e\u{323}\u{302}", "e"),
        ("na, loại-1 (Chi Lăng)!", "na loai 1 chi lang"),
        ("  mận   hậu ", "man hau"),
        ("H'Mông", "h mong"),
        ("OCOP ★★★", "ocop"),
        ("…", ""),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn cleaning_composes_and_tidies() {
    assert_eq!(nfc_clean("  Nông \t Thị\n Mai  "), "Nông Thị Mai");
    assert_eq!(nfc_clean("Ho\u{300}a\u{0}\u{200b}\u{feff}"), "Hòa");
    assert_eq!(nfc_clean("a\u{202e}b"), "ab");
    assert_eq!(nfc_clean(" \u{200b} "), "");
    assert_eq!(nfc_clean("3\u{a0}kg"), "3 kg");
}

#[test]
fn tones_move_to_one_place() {
    for (a, b) in [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("Hoá", "hóa"),
        ("tuỳ", "tùy"),
        ("loà", "lòa"),
    ] {
        assert_eq!(toned(a), b);
        assert_eq!(toned(b), b);
    }
    for word in [
        "quý",
        "quà",
        "quả",
        "quyển",
        "giá",
        "giò",
        "già",
        "gìn",
        "gì",
        "mía",
        "của",
        "múa",
        "toán",
        "hoàn",
        "thuở",
        "người",
        "được",
        "tiếng",
        "chuyện",
        "khuỷu",
        "ngoài",
        "khoái",
        "ngoèo",
        "mận",
        "bưởi",
        "đường",
        "dứa",
        "yến",
        "tạ",
        "ủy",
        "ý",
        "giường",
        "giữa",
        "quốc",
        "huỳnh",
        "thủy",
        "bìa",
        "cáo",
        "mười",
        "café",
    ] {
        assert_eq!(toned(word), word);
    }
    assert_eq!(toned("  Hoà-Bình, (1)"), "hòa bình 1");
    assert_eq!(toned("ðặc sa\u{309}n"), "đặc sản");
    assert_ne!(toned("dưa"), toned("dứa"));
    assert_ne!(toned("bơ"), toned("bò"));
}

#[test]
fn slugs_are_plain_and_bounded() {
    assert_eq!(
        slug("Na Chi Lăng, loại 1 (thùng 3 kg)"),
        "na-chi-lang-loai-1-thung-3-kg"
    );
    assert_eq!(slug("Đồng Mỏ"), "dong-mo");
    assert_eq!(slug("★ !"), "");
    assert_eq!(slug("Чай na"), "na");
    assert!(slug(&"mật ong ".repeat(40)).len() <= 80);
    assert_eq!(slug(&"x".repeat(200)).len(), 80);
}

#[test]
fn words_sort_as_in_the_dictionary() {
    let sorted = [
        "", "1", "a", "à", "ả", "ã", "á", "ạ", "an", "ă", "â", "ấn", "ba", "bà", "bả", "bã", "bá",
        "bạ", "ban", "băng", "bâng", "ca", "da", "đa", "đá", "e", "ê", "na", "nả", "nấm", "Nông",
        "o", "ô", "ơ", "u", "ư", "y",
    ];
    for pair in sorted.windows(2) {
        let [a, b] = pair else { continue };
        assert!(sort_key(a) < sort_key(b), "{a} before {b}");
    }
    assert_eq!(sort_key("NÔNG"), sort_key("no\u{302}ng"));
    let mut goods = vec!["Ổi", "Na", "Mận", "Măng", "Ô mai", "Đào", "Dứa", "Dưa"];
    goods.sort_by_key(|g| sort_key(g));
    assert_eq!(
        goods,
        ["Dưa", "Dứa", "Đào", "Măng", "Mận", "Na", "Ô mai", "Ổi"]
    );
}

#[test]
fn one_slip_is_near_and_two_are_not() {
    for (a, b) in [
        ("", ""),
        ("", "a"),
        ("buoi", "buoi"),
        ("buoi", "bui"),
        ("buoi", "buooi"),
        ("buoi", "bupi"),
        ("buoi", "boui"),
    ] {
        assert!(within_one_slip(a, b) && within_one_slip(b, a), "{a} {b}");
    }
    for (a, b) in [
        ("", "ab"),
        ("buoi", "boiu"),
        ("buoi", "bu"),
        ("man", "nam"),
        ("abcd", "badc"),
        ("ab", "cab1"),
    ] {
        assert!(!within_one_slip(a, b) && !within_one_slip(b, a), "{a} {b}");
    }
}

#[test]
fn marks_are_seen() {
    for text in ["đ", "na Chi Lăng", "hoà", "ho\u{300}a", "Đ"] {
        assert!(has_marks(text), "{text}");
    }
    for text in ["", "na chi lang", "3 kg!"] {
        assert!(!has_marks(text), "{text}");
    }
}

#[test]
fn numbers_stay_with_their_units() {
    for (text, kept) in [
        ("Na loại 1, thùng 3 kg", "Na loại_1, thùng 3_kg"),
        ("65.000 ₫/kg", "65.000_₫/kg"),
        ("OCOP 3 sao", "OCOP 3_sao"),
        ("hộp 10 quả trứng", "hộp 10_quả trứng"),
        ("3 hợp tác xã", "3 hợp tác xã"),
        ("tháng 7 đến tháng 9", "tháng_7 đến tháng_9"),
        ("", ""),
    ] {
        assert_eq!(keep_together(text), kept.replace('_', "\u{a0}"), "{text}");
    }
}

#[test]
fn initials_are_of_the_first_and_last_word() {
    for (name, letters) in [
        ("Nông Thị Mai", "NM"),
        ("đồng mỏ", "ĐM"),
        ("Mai", "M"),
        ("H'Mai Niê", "HN"),
        ("", ""),
        ("(★)", ""),
    ] {
        assert_eq!(initials(name), letters, "{name}");
    }
}

fn vietnamese() -> impl Strategy<Value = String> {
    "[a-zđăâêôơưàảãáạằẳẵắặềểễếệờởỡớợừửữứựỳỷỹýỵ A-Z0-9,.'\\-]{0,24}"
}

proptest! {
    #[test]
    fn composed_and_decomposed_are_one(text in vietnamese()) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(fold(&nfc), fold(&nfd));
        prop_assert_eq!(toned(&nfc), toned(&nfd));
        prop_assert_eq!(sort_key(&nfc), sort_key(&nfd));
        prop_assert_eq!(nfc_clean(&nfc), nfc_clean(&nfd));
    }

    #[test]
    fn doing_it_twice_changes_nothing(text in "\\PC{0,24}") {
        for change in [fold, toned, nfc_clean, slug, keep_together] {
            let once = change(&text);
            prop_assert_eq!(&change(&once), &once);
        }
    }

    #[test]
    fn toned_text_folds_like_the_text(text in vietnamese()) {
        prop_assert_eq!(fold(&toned(&text)), fold(&text));
    }

    #[test]
    fn slugs_are_safe_in_addresses(text in "\\PC{0,200}") {
        let slug = slug(&text);
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--") && slug.len() <= 80);
    }

    #[test]
    fn an_edit_is_one_slip(word in "[a-d]{1,8}", at in 0_usize..8, letter in "[a-d]") {
        let chars: Vec<char> = word.chars().collect();
        let at = at % chars.len();
        let joined = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
        let new: Vec<char> = letter.chars().collect();
        prop_assert!(within_one_slip(&word, &joined([&chars[..at], &new, &chars[at..]])));
        prop_assert!(within_one_slip(&word, &joined([&chars[..at], &new, &chars[at + 1..]])));
        prop_assert!(within_one_slip(&word, &joined([&chars[..at], &[], &chars[at + 1..]])));
        let mut swapped = chars.clone();
        swapped.swap(at, (at + 1).min(chars.len() - 1));
        prop_assert!(within_one_slip(&word, &swapped.into_iter().collect::<String>()));
    }

    #[test]
    fn slips_agree_with_the_full_distance(a in "[ab]{0,5}", b in "[ab]{0,5}") {
        prop_assert_eq!(within_one_slip(&a, &b), distance(&a, &b) <= 1);
    }
}

/// Optimal string alignment, the plain way.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}
