//! The words. Written as [`toned`](crate::text::toned) text: lower case, composed, tones at their older place.

use super::{CertificateKind, Claim};

/// Words that a certificate of a kind must stand behind.
pub(super) const CERTIFIED: [(&str, CertificateKind); 7] = [
    ("hữu cơ", CertificateKind::Organic),
    ("organically", CertificateKind::Organic),
    ("haccp", CertificateKind::Haccp),
    ("iso 22000", CertificateKind::Iso22000),
    ("iso22000", CertificateKind::Iso22000),
    ("chỉ dẫn địa lý", CertificateKind::GeographicalIndication),
    ("chỉ dẫn địa lí", CertificateKind::GeographicalIndication),
];

/// Words that say a standard is met without naming it.
pub(super) const STANDARD: [&str; 3] = ["đạt chuẩn", "đạt tiêu chuẩn", "đủ tiêu chuẩn"];

/// Words of healing that mean the same without marks.
pub(super) const HEALTH: [&str; 34] = [
    "thanh nhiệt",
    "giải độc",
    "thải độc",
    "mát gan",
    "bổ gan",
    "bổ thận",
    "giải nhiệt cơ thể",
    "chữa bệnh",
    "chữa khỏi",
    "trị bệnh",
    "điều trị",
    "đặc trị",
    "phòng bệnh",
    "phòng ngừa bệnh",
    "ngừa ung thư",
    "chống ung thư",
    "ung thư",
    "tiểu đường",
    "đái tháo đường",
    "hạ huyết áp",
    "cao huyết áp",
    "huyết áp",
    "mỡ máu",
    "hạ đường huyết",
    "giảm cân",
    "giảm béo",
    "mất ngủ",
    "xương khớp",
    "dạ dày",
    "tăng sức đề kháng",
    "bài thuốc",
    "vị thuốc",
    "thuốc quý",
    "thay thuốc",
];

/// Single words of healing, the words before and after which they mean something else: `giá trị`, `Quảng Trị`, `sửa chữa`.
pub(super) const HEALTH_WORDS: [(&str, &[&str], &[&str]); 2] = [
    (
        "trị",
        &["giá", "quảng", "chính", "quản", "điều", "đặc"],
        &["giá", "bệnh", "an"],
    ),
    ("chữa", &["sửa"], &["cháy", "bệnh", "khỏi"]),
];

/// Words before a phrase with which it claims nothing: organic fertiliser, organic matter.
pub(super) const HARMLESS_BEFORE: [(&str, &str); 6] = [
    ("phân", "hữu cơ"),
    ("bón", "hữu cơ"),
    ("sinh", "hữu cơ"),
    ("chất", "hữu cơ"),
    ("mùn", "hữu cơ"),
    ("rác", "hữu cơ"),
];

/// Words after a phrase with which it claims nothing.
pub(super) const HARMLESS_AFTER: [(&str, &str); 7] = [
    ("organic", "fertiliser"),
    ("organic", "fertilizer"),
    ("organic", "manure"),
    ("organic", "matter"),
    ("organic", "compost"),
    ("organic", "waste"),
    ("hữu cơ", "vi"),
];

/// Words that are written in one, in two or letter by letter (`O.C.O.P`, `Viet GAP`): no other words look like them.
pub(super) const SPELLED: [(&str, Claim); 4] = [
    ("ocop", Claim::Ocop),
    ("vietgap", Claim::Certificate(CertificateKind::Vietgap)),
    ("globalgap", Claim::Certificate(CertificateKind::Globalgap)),
    ("organic", Claim::Certificate(CertificateKind::Organic)),
];

/// Before `sạch` these tell of cleaning, washing, or of something that is not the goods.
pub(super) const CLEANING: [&str; 44] = [
    "rửa", "lau", "làm", "giữ", "nhặt", "cạo", "quét", "gọt", "ngâm", "chế", "vo", "cắt", "gói",
    "hút", "chải", "sinh", "nước", "phòng", "nhà", "kho", "khu", "chuồng", "tay", "sàng", "lọc",
    "đãi", "rũ", "giặt", "mổ", "vặt", "đánh", "lá", "bóc", "thùng", "hộp", "túi", "sân", "bán",
    "ăn", "hết", "sấy", "khăn", "tách", "xưởng",
];

/// After `sạch` these make it an ordinary word: tidy, of soil, of bones.
pub(super) const TIDY: [&str; 16] = [
    "sẽ", "bong", "trơn", "bách", "đất", "bụi", "bùn", "vỏ", "hạt", "lông", "ruột", "cát", "rác",
    "cỏ", "nước", "tay",
];

/// What proves that goods are grown or made clean.
pub(super) const CLEAN_PROOFS: [CertificateKind; 6] = [
    CertificateKind::Vietgap,
    CertificateKind::Globalgap,
    CertificateKind::Organic,
    CertificateKind::Haccp,
    CertificateKind::Iso22000,
    CertificateKind::FoodSafety,
];

/// Clean goods as people type them without marks: a lone `sach` is a book.
pub(super) const CLEAN_GOODS: [&str; 9] = [
    "rau sạch",
    "thịt sạch",
    "gạo sạch",
    "thực phẩm sạch",
    "nông sản sạch",
    "trái cây sạch",
    "hoa quả sạch",
    "sản phẩm sạch",
    "siêu sạch",
];

/// A protected name.
pub(super) struct Protected {
    /// As it may be written; only who has one of them as a mark may write any of them. English ones have the place first.
    pub names: &'static [&'static str],
    /// What it is, in Vietnamese and in English.
    pub goods: (&'static str, &'static str),
    /// Where from.
    pub place: &'static str,
}

const fn protected(
    names: &'static [&'static str],
    goods: (&'static str, &'static str),
    place: &'static str,
) -> Protected {
    Protected {
        names,
        goods,
        place,
    }
}

const NA: (&str, &str) = ("na", "custard apples");

/// Geographical indications, collective and certification marks (`docs/domain.md`).
pub(super) const PROTECTED: [Protected; 12] = [
    protected(
        &[
            "na chi lăng",
            "chi lăng custard apple",
            "chi lăng sugar apple",
            "chi lăng sweetsop",
        ],
        NA,
        "Chi Lăng",
    ),
    protected(
        &[
            "na lạng sơn",
            "lạng sơn custard apple",
            "lạng sơn sugar apple",
        ],
        NA,
        "Lạng Sơn",
    ),
    protected(
        &[
            "na lạc thủy",
            "lạc thủy custard apple",
            "lạc thủy sugar apple",
        ],
        NA,
        "Lạc Thủy",
    ),
    protected(
        &["hồi lạng sơn", "lạng sơn star anise", "lạng sơn anise"],
        ("hoa hồi", "star anise"),
        "Lạng Sơn",
    ),
    protected(
        &["cà phê sơn la", "sơn la coffee"],
        ("cà phê", "coffee"),
        "Sơn La",
    ),
    protected(
        &["xoài tròn yên châu", "xoài yên châu", "yên châu mango"],
        ("xoài tròn", "mangoes"),
        "Yên Châu",
    ),
    protected(
        &[
            "chè shan tuyết mộc châu",
            "trà shan tuyết mộc châu",
            "mộc châu shan tuyết tea",
            "mộc châu shan tea",
        ],
        ("chè shan tuyết", "shan tuyết tea"),
        "Mộc Châu",
    ),
    protected(&["mận sơn la", "sơn la plum"], ("mận", "plums"), "Sơn La"),
    protected(
        &["gà lạc thủy", "lạc thủy chicken"],
        ("gà", "chicken"),
        "Lạc Thủy",
    ),
    protected(
        &["dê lạc thủy", "lạc thủy goat"],
        ("dê", "goat"),
        "Lạc Thủy",
    ),
    protected(
        &["chè sông bôi", "trà sông bôi", "sông bôi tea"],
        ("chè", "tea"),
        "Sông Bôi",
    ),
    protected(
        &["cam cao phong", "cao phong orange"],
        ("cam", "oranges"),
        "Cao Phong",
    ),
];

/// Words that may stand inside a protected name and leave it what it is: `na dai Chi Lăng`. Words of origin (`ở`, `tại`,
/// `xã`) are not among them: with them it is a plain statement.
pub(super) const INSIDE: [&str; 32] = [
    "dai", "bở", "tươi", "ngon", "xịn", "chuẩn", "gốc", "đặc", "sản", "loại", "một", "1", "thả",
    "đồi", "vườn", "ri", "chín", "cây", "sấy", "dẻo", "hậu", "tròn", "arabica", "rang", "xay",
    "hạt", "nhân", "bột", "lòng", "vàng", "núi", "đá",
];

/// Numbers as words, before "sao" and before "stars".
pub(super) const NUMBERS: [(&str, u8); 10] = [
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("năm", 5),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
];
