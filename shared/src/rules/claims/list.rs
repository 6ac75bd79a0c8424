//! The words. Written as [`toned`](crate::text::toned) text: lower case, composed, tones at their older place.

use super::CertificateKind;

/// Words that a certificate of a kind must stand behind.
pub(super) const CERTIFIED: [(&str, CertificateKind); 12] = [
    ("hữu cơ", CertificateKind::Organic),
    ("organic", CertificateKind::Organic),
    ("vietgap", CertificateKind::Vietgap),
    ("viet gap", CertificateKind::Vietgap),
    ("globalgap", CertificateKind::Globalgap),
    ("global gap", CertificateKind::Globalgap),
    ("globalg a p", CertificateKind::Globalgap),
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
pub(super) const HARMLESS_BEFORE: [(&str, &str); 3] =
    [("phân", "hữu cơ"), ("chất", "hữu cơ"), ("rác", "hữu cơ")];

/// Protected names (geographical indications and marks, `docs/domain.md`): the name, what it is, where from.
pub(super) const PROTECTED: [(&str, &str, &str); 12] = [
    ("na chi lăng", "na", "Chi Lăng"),
    ("na lạng sơn", "na", "Lạng Sơn"),
    ("na lạc thủy", "na", "Lạc Thủy"),
    ("hồi lạng sơn", "hoa hồi", "Lạng Sơn"),
    ("cà phê sơn la", "cà phê", "Sơn La"),
    ("xoài tròn yên châu", "xoài tròn", "Yên Châu"),
    ("chè shan tuyết mộc châu", "chè shan tuyết", "Mộc Châu"),
    ("mận sơn la", "mận", "Sơn La"),
    ("gà lạc thủy", "gà", "Lạc Thủy"),
    ("dê lạc thủy", "dê", "Lạc Thủy"),
    ("chè sông bôi", "chè", "Sông Bôi"),
    ("cam cao phong", "cam", "Cao Phong"),
];

/// Numbers as words, before "sao".
pub(super) const NUMBERS: [(&str, u8); 5] =
    [("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5)];
